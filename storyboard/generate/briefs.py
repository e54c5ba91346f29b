"""What the illustrator is told of a shot, in its own terms."""

from __future__ import annotations

from storyboard.plan.model import Member, Shot
from storyboard.sketch.model import Actor, Brief, Scene
from storyboard.story.looks import look


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


def _actor(member: Member) -> Actor:
    palette = member.reference.palette if member.reference else ()
    return Actor(member.id, member.name, member.description, palette, member.rank)


__all__ = ["brief", "look"]
