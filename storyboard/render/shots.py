"""What a film storyboard needs to know of a panel: shot, camera, and how long it lasts."""

from __future__ import annotations

import re

from storyboard.render.job import PanelNote

_CAMERA = re.compile(
    r"angle|overhead|bird|worm|top.?down|eye.?level|dutch|cant|tilt|pan|track|doll|zoom|crane|boom"
    r"|truck|push|pull|hand.?held|steadicam|static|locked|rack|focus|whip|arc|orbit|over.the"
    r"|\bots\b|\bpov\b|point.of.view|aerial|drone",
    re.IGNORECASE,
)

_LEAST = 2.0
"""Seconds that a frame stays at least, where nobody says how long."""
_WORDS = 2.6
"""Words a second, spoken without haste."""


def shot_and_camera(shot: str) -> tuple[str, str]:
    """The two halves of a panel's `shot`: how much is seen, and from where or how moving."""
    parts = [part.strip() for part in re.split(r"[,;]", shot) if part.strip()]
    camera = [part for part in parts if _CAMERA.search(part)]
    return ", ".join(p for p in parts if p not in camera), ", ".join(camera)


def seconds(note: PanelNote) -> tuple[float, bool]:
    """How long a panel lasts, and whether that is a guess from what is said in it."""
    if note.duration:
        return note.duration, False
    words = sum(len(said.text.split()) for said in note.said if said.kind != "sfx")
    return max(_LEAST, round(2 * (1 + words / _WORDS)) / 2), True


def clock(time: float) -> str:
    """Minutes and seconds: 1:07, or 0:02.5."""
    minutes, rest = divmod(round(time, 2), 60)
    text = f"{rest:05.2f}".rstrip("0").rstrip(".")
    return f"{minutes:.0f}:{text}"
