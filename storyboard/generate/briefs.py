"""What the illustrator is told of a shot, in its own terms."""

from __future__ import annotations

import re

from storyboard.plan.model import Member, Shot
from storyboard.sketch.model import Actor, Brief, Look, Scene

_PENCIL = re.compile(r"\b(pencils?|pencil+ed|roughs?|boards?|graphite)\b", re.IGNORECASE)
_INK = re.compile(r"\b(ink(ed|s|wash)?|noir|manga)\b", re.IGNORECASE)
_GREY = re.compile(r"\b(black[ -]and[ -]white|monochrome|noir|manga)\b|\bb ?& ?w\b", re.IGNORECASE)
_COLOUR = re.compile(
    r"(?<!no )(?<!without )\b(water|full[ -]?)?colou?r(s|ed|ful)?\b", re.IGNORECASE
)


def brief(shot: Shot) -> Brief:
    """What the illustrator is told of a shot."""
    return Brief(
        prompt=shot.scene,
        cast=tuple(_actor(m) for m in shot.cast),
        shot=shot.framing,
        others=tuple(_actor(m) for m in shot.others),
        width=shot.width,
        height=shot.height,
        seed=shot.seed,
        look=look(shot.look),
        lettered=shot.lettered,
        scene=Scene(
            shot.kept.place,
            shot.kept.words,
            shot.kept.setting,
            shot.kept.time,
            shot.kept.weather,
            shot.kept.left_to_right,
        ),
        fold=shot.fold,
    )


def look(words: str) -> Look:
    """The illustrator's look that comes nearest to the story's own words."""
    if _COLOUR.search(words) and not _GREY.search(words):
        return "colour"
    inked, pencilled = _INK.search(words), _PENCIL.search(words)
    if pencilled and not (inked and inked.start() < pencilled.start()):
        return "pencil"
    return "ink" if inked or _GREY.search(words) else "colour"


def _actor(member: Member) -> Actor:
    palette = member.reference.palette if member.reference else ()
    return Actor(member.id, member.name, member.description, palette, member.rank)
