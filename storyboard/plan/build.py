"""A story becomes a plan: pages with their frames, then a shot for every panel."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from storyboard.geometry import Rect
from storyboard.plan.book import book
from storyboard.plan.hosts import HOSTS
from storyboard.plan.model import Asset, Frame, Member, PagePlan, Shot
from storyboard.plan.paginate import Shapes
from storyboard.plan.prices import price
from storyboard.plan.prompts import make_prompt
from storyboard.plan.sizes import nearest_size
from storyboard.plan.tiers import Template
from storyboard.story.model import Panel, Story
from storyboard.story.panels import quoted_words

PRINT_PPI = 300.0
_DRAWN_PIXELS = 16_000_000
"""The most pixels the illustrator is asked for: the double page of a comic book at 300 ppi."""
_SNAP = 8

DRAWN_BY = "sketch-4"
"""The illustrator as a model: raised when it draws the same brief otherwise."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a plan needs from outside the story: templates, and the files it names."""

    templates: Mapping[str, Template]
    prompt: str
    """The source of the prompt template."""
    prompt_name: str
    assets: Mapping[str, Asset]
    """By path as the story writes it."""


def pages(
    story: Story, groups: Sequence[Sequence[tuple[str, Panel]]] | None, stock: Stock
) -> tuple[list[PagePlan], list[tuple[str, int, Panel]]]:
    """The geometry of every page, and every panel with its id and page, in reading order.

    `groups` are the panels of each page of the story, or a single group of a flat list.
    """
    shapes: Shapes = {path: a.width / a.height for path, a in stock.assets.items()}
    return book(story, groups, stock.templates, shapes)


def pixels(backend: str, box: Rect) -> tuple[int, int]:
    """The size to ask of a backend for a frame.

    A host's model draws a fixed table of sizes: the one nearest in shape. The illustrator
    draws any: the frame's own shape at print resolution.
    """
    if backend not in ("sketch", "files"):
        return nearest_size(box.w / box.h)
    w, h = box.w / 72 * PRINT_PPI, box.h / 72 * PRINT_PPI
    scale = min(1.0, math.sqrt(_DRAWN_PIXELS / (w * h)))
    return (
        max(64, round(w * scale / _SNAP) * _SNAP),
        max(64, round(h * scale / _SNAP) * _SNAP),
    )


def shots(
    story: Story,
    planned: Sequence[PagePlan],
    order: Sequence[tuple[str, int, Panel]],
    cast: Mapping[str, tuple[str, ...]],
    stock: Stock,
) -> list[Shot]:
    """A shot for every panel, in reading order. `cast` gives each panel's characters."""
    frames = {f.panel: f for p in planned for f in p.frames}
    folds = {f.panel: _fold(p, f) for p in planned for f in p.frames}
    members = {
        id: Member(
            id,
            c.name or id.replace("_", " ").replace("-", " ").title(),
            c.description,
            stock.assets.get(c.reference or ""),
            stock.assets.get(c.mask or ""),
            rank,
        )
        for rank, (id, c) in enumerate(story.characters.items())
    }
    made = [
        _shot(story, id, page, panel, frames[id], [members[c] for c in cast[id]], members, stock)
        for id, page, panel in order
    ]
    return [keyed(replace(shot, fold=folds[shot.panel])) for shot in made]


def _fold(page: PagePlan, frame: Frame) -> float:
    if not page.fold:
        return 0.0
    at = (page.fold.x + page.fold.w / 2 - frame.box.x) / frame.box.w
    return round(at, 3) if 0.0 < at < 1.0 else 0.0


def _shot(
    story: Story,
    id: str,
    page: int,
    panel: Panel,
    frame: Frame,
    cast: Sequence[Member],
    members: Mapping[str, Member],
    stock: Stock,
) -> Shot:
    gen, style = story.generator, story.style
    image = stock.assets.get(panel.image or "")
    backend = "files" if panel.image else gen.backend
    hosted = backend not in ("sketch", "files")
    speed = panel.speed or gen.speed
    width, height = pixels(backend, frame.box)
    lead = cast[0] if cast else None
    if image:
        width, height = image.width, image.height
    return Shot(
        panel=id,
        page=page,
        backend=backend,
        model=HOSTS[backend].model if backend in HOSTS else DRAWN_BY if backend == "sketch" else "",
        prompt=make_prompt(
            stock.prompt,
            stock.prompt_name,
            prompt=panel.prompt,
            look=style.look,
            shot=panel.shot,
            style=style.type,
            characters=cast,
        )
        if panel.prompt
        else "",
        negative=style.negative,
        seed=gen.seed if panel.seed is None else panel.seed,
        width=width,
        height=height,
        speed=speed,
        style=style.type,
        expand_prompt=style.expand_prompt,
        reference=lead.reference if lead and hosted else None,
        mask=lead.mask if lead and hosted else None,
        style_images=tuple(stock.assets[p] for p in style.images) if hosted else (),
        style_codes=style.codes if hosted else (),
        scene=panel.prompt,
        framing=panel.shot,
        look=style.look,
        cast=tuple(cast),
        others=tuple(m for m in members.values() if m.id not in {c.id for c in cast}),
        lettered=frame.legend is None,
        image=image,
        words=quoted_words(panel.prompt),
        cost=price(backend, speed),
        key="",
    )


def keyed(shot: Shot) -> Shot:
    """The shot with the key and the digests of what its backend is sent."""
    parts = {name: _digest(value) for name, value in _sent(shot).items()}
    return replace(shot, key=_digest(parts, whole=True), parts=parts)


def _sent(shot: Shot) -> dict[str, object]:
    """What the backend is sent, by the name a person knows it by."""
    if shot.image:
        return {"image": shot.image.sha256}
    common: dict[str, object] = {
        "backend": shot.backend,
        "model": shot.model,
        "seed": shot.seed,
        "size": [shot.width, shot.height],
    }
    if shot.backend == "sketch":
        kept = shot.kept
        if kept.place not in ("", str(shot.seed)):
            # Part of the seed: a pick holds on to all but that.
            common["seed"] = [shot.seed, kept.place]
        scene = {n: v for n, v in asdict(replace(kept, place="", looks="")).items() if v}
        return (common | {"scene": scene} if scene else common) | {
            "prompt": shot.scene,
            "shot": shot.framing,
            "look": shot.look,
            "characters": [_told(m, shot) for m in shot.cast],
            "cast": [sorted(_told(m, shot) for m in shot.others if _meant(m, shot)), kept.looks],
            "lettering": shot.lettered,
            **({"fold": shot.fold} if shot.fold else {}),
        }
    return common | {
        "prompt": shot.prompt,
        "negative": shot.negative,
        "speed": shot.speed,
        "style": shot.style,
        "expand_prompt": shot.expand_prompt,
        "reference": shot.reference.sha256 if shot.reference else "",
        "mask": shot.mask.sha256 if shot.mask else "",
        "style images": [a.sha256 for a in shot.style_images],
        "style codes": list(shot.style_codes),
    }


_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("_", " "))


def _meant(m: Member, shot: Shot) -> bool:
    """Whether a panel's words may speak of one who is not in its cast."""
    return not set(_words(shot.scene)).isdisjoint(_words(f"{m.id} {m.name}"))


def _told(m: Member, shot: Shot) -> list[object]:
    """What the illustrator goes by for a character: of the name, the words that the panel says.

    What else a name tells is in how the character looks: `Kept.looks`.
    """
    said = set(_words(shot.scene))
    return [
        m.id,
        [w for w in _words(m.name) if w in said],
        m.description,
        m.reference.sha256 if m.reference else "",
    ]


def likeness(m: Member) -> list[str]:
    """All that a story says of how a character looks."""
    return [m.id, m.name, m.description, m.reference.sha256 if m.reference else ""]


def _digest(value: object, *, whole: bool = False) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return digest if whole else digest[:16]


def what_changed(old: Mapping[str, str], shot: Shot) -> str:
    """The field that differs from what an earlier take was made with, in a person's words."""
    # What a panel no longer inherits is in the earlier take's parts alone.
    names = [n for n in dict.fromkeys([*shot.parts, *old]) if old.get(n) != shot.parts.get(n)]
    if "prompt" in names:
        # Who is in the picture, and what it inherits, mostly follows from the prompt: the cause
        # is named, not the rest.
        follow = ("prompt", "characters", "cast", "scene")
        names = ["prompt", *(n for n in names if n not in follow)]
    if not names:
        return ""
    return f"{' and '.join(names[:3])} changed" if len(names) <= 3 else "most of it changed"
