"""How a panel is framed, where its description opens with that."""

from __future__ import annotations

import re

_FRAMING = {
    "wide", "close", "medium", "long", "full", "establishing", "aerial", "angle", "overhead",
    "bird", "birds", "bird's", "worm", "worm's", "two", "three", "shot", "two-shot", "close-up",
    "closeup", "pov", "splash", "inset", "big", "large", "small", "tiny", "tall", "ecu", "cu",
    "mcu", "ms", "ls", "silhouette", "up", "eye", "view", "extreme", "very", "high", "low", "over",
    "shoulder", "dutch", "tilt", "panel",
}  # fmt: skip
"""Words that say how a panel is framed."""
_HEADING = re.compile(
    r"^(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)[. ]\s*[^.]{1,60}\.\s+(?=\S)", re.IGNORECASE
)
_CLOSE = re.compile(
    r"^(?P<very>extreme(?:ly)?\s+|very\s+)?(?P<how>close(?:[- ]?up)?|cu|ecu)\s+(?:in\s+)?(?:on|of)"
    r"\s*:?\s+(?P<what>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


def is_framing(text: str) -> bool:
    """Whether a few words say how a panel is framed, and not what it shows."""
    words = re.findall(r"[\w'’-]+", text.casefold().replace("’", "'"))
    return 0 < len(words) <= 6 and text[-1:] not in "!?" and set(words) <= _FRAMING


def framed(text: str) -> tuple[str, str]:
    """What a description opens with of its framing, and the rest of it.

    "WIDE. A pier." is WIDE and "A pier."; "Close on Mara." is a close-up and "Mara.". A scene
    heading may stand before either. Where nothing would be left to show, nothing is taken.
    """
    heading = _HEADING.match(text)
    start = text[: heading.end()] if heading else ""
    rest = text[len(start) :]
    shots: list[str] = []
    while (found := re.match(r"^([^.:!?]{1,40})[.:]\s+(?=\S)", rest)) and is_framing(found[1]):
        shots.append(found[1].strip().lower())
        rest = rest[found.end() :]
    if not shots and (close := _CLOSE.match(rest)):
        very = close["very"] or close["how"].casefold() == "ecu"
        shots.append("extreme close-up" if very else "close-up")
        rest = close["what"][:1].upper() + close["what"][1:]
    return (", ".join(shots), start + rest) if shots else ("", text)
