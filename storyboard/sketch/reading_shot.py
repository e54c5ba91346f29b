"""Shots: the panel's own words for them, and the shot that suits where none is told."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.sketch.model import ANGLES, SHOTS, Figure
from storyboard.sketch.reading_hits import find_hits
from storyboard.sketch.reading_lexicon import lexicon
from storyboard.sketch.reading_words import Token, tokenise

_BARE = {
    "wide": "wide", "medium": "medium", "mid": "medium", "full": "full", "close": "close-up",
    "tight": "close-up", "long": "wide", "establishing": "wide", "detail": "extreme-close-up",
    "ecu": "extreme-close-up", "xcu": "extreme-close-up", "bcu": "extreme-close-up",
    "cu": "close-up", "mcu": "medium-close-up", "ms": "medium", "mls": "medium-long",
    "mws": "medium-long", "fs": "full", "ws": "wide", "ls": "wide", "els": "extreme-wide",
    "ews": "extreme-wide", "xls": "extreme-wide", "vws": "extreme-wide", "bust": "medium-close-up",
    "insert": "extreme-close-up", "cowboy": "medium-long", "two": "medium",
}  # fmt: skip
_BARE_ANGLES = {
    "low": "low", "high": "high", "dutch": "dutch", "canted": "dutch", "tilted": "dutch",
    "ots": "over-the-shoulder", "overhead": "high", "aerial": "high", "eye": "eye",
    "straight": "eye", "level": "eye",
}  # fmt: skip
_FILLERS = frozenset(["shot", "angle", "view", "very", "panel", "frame", "and", "a", "the", "on"])
_FULL_POSES = frozenset(["run", "fight", "cheer", "lie", "recoil"])
_LONG_POSES = frozenset(["walk", "crouch", "hands-on-hips", "slump"])


def read_shot_field(text: str) -> tuple[str, str]:
    """Shot and angle of a panel's ``shot`` field; each is empty where the field does not say.

    Phrases (``extreme close-up``, ``over the shoulder``) win over bare words (``wide``, ``CU``).
    """
    if not text.strip():
        return "", ""
    lex = lexicon()
    tokens = tokenise(text, lex.irregular)
    joined = "-".join(t.word for t in tokens if not t.stop)
    shot = joined if joined in SHOTS else ""
    angle = joined if joined in ANGLES else ""
    for hit in find_hits(lex, tokens, set()):
        if hit.slot == "shot" and not hit.negated:
            shot = shot or hit.value
        elif hit.slot == "angle" and not hit.negated:
            angle = angle or hit.value
    words = [t.word for t in tokens]
    if not angle:
        angle = next((_BARE_ANGLES[w] for w in words if w in _BARE_ANGLES), "")
    if not shot:
        shot = next((_BARE[w] for w in words if w in _BARE), "")
    return shot, angle


def bare_shot(tokens: Sequence[Token]) -> tuple[str, str]:
    """Shot and angle of a clause that says nothing else: *Wide: the station*, *High, wide.*"""
    shot = angle = ""
    chunk: list[str] = []
    for token in (*tokens, Token(".", stop=2)):
        if not token.stop:
            chunk.append(token.word)
            continue
        words = [w for w in chunk if w not in _FILLERS]
        chunk = []
        if words and all(w in _BARE or w in _BARE_ANGLES for w in words):
            shot = shot or next((_BARE[w] for w in words if w in _BARE), "")
            angle = angle or next((_BARE_ANGLES[w] for w in words if w in _BARE_ANGLES), "")
    return shot, angle


def default_shot(
    figures: Sequence[Figure],
    setting: str,
    people: str,
    told: Sequence[tuple[bool, bool]],
    angle: str,
) -> str:
    """The shot for a panel that names none.

    `told` holds for each figure whether its expression and its pose were told: a body in motion
    needs its whole height, a mood wants the face, a group wants room.
    """
    if not figures:
        return "wide"
    poses = {figure.pose for figure in figures}
    if people == "crowd" or poses & _FULL_POSES or len(figures) > 3:
        return "full"
    if len(figures) == 3 or poses & _LONG_POSES:
        return "medium-long"
    if len(figures) == 1:
        mood, pose = told[0]
        if angle == "over-the-shoulder" or (mood and not pose):
            return "medium-close-up"
        if setting in ("neutral", "") and not pose:
            return "medium-close-up" if figures[0].holds == "" and mood else "medium"
    return "medium"
