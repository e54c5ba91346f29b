"""What is said of a story, in the order of its weight: what spoils the finished page first."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.errors import Diagnostic

_WEIGHTS = (
    ("letters-missing",),
    ("text-outside", "legend-cut", "picture-missing", "picture-damaged", "picture-awaited"),
    ("pick-outdated", "pick-kept", "pick-without-panel", "pick-moved"),
    ("speaker-cut", "face-cut", "face-covered", "sign-covered", "tail-blocked", "at-unmet"),
    ("lettering-crowded", "words-too-many", "order-unclear", "ppi-low", "type-small",
     "margin-inner", "bleed", "panel-small", "spread-odd", "page-turn"),
)  # fmt: skip
"""Codes of warnings, the gravest first; what is not here comes after them."""
_NOT_DRAWN = "not-drawn"
FEW = 3
"""As many panels whose words are not all drawn are told of one by one."""
_MOST_WORDS = 8


def weighed(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Errors first, then warnings by their weight, each kind in the order of the story."""
    rank = {code: i for i, codes in enumerate(_WEIGHTS) for code in codes}
    last = len(_WEIGHTS)

    def weight(d: Diagnostic) -> int:
        if d.severity == "error":
            return -1
        return last + 1 if d.code == _NOT_DRAWN else rank.get(d.code, last)

    return sorted(found, key=weight)


def folded(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The same with the words that are not drawn in one line, where they are many."""
    silent = [d for d in found if d.code == _NOT_DRAWN]
    if len(silent) <= FEW:
        return list(found)
    # "panel p1.2: the illustrator does not draw: buoy, winch"
    words: dict[str, list[str]] = {}
    for d in silent:
        panel, _, rest = d.message.partition(": ")
        for word in rest.partition(": ")[2].split(", "):
            words.setdefault(word, []).append(panel.removeprefix("panel "))
    often = sorted(words, key=lambda w: -len(words[w]))
    told = [f"{w} ({_places(words[w])})" for w in often[:_MOST_WORDS]]
    more = f" and {len(often) - _MOST_WORDS} more" if len(often) > _MOST_WORDS else ""
    message = (
        f"the illustrator does not draw some words of {len(silent)} panels: {', '.join(told)}{more}"
    )
    hint = f"{silent[0].hint}; --verbose tells of each panel"
    one = Diagnostic(silent[0].file, 0, 0, "warning", _NOT_DRAWN, message, hint)
    return [*(d for d in found if d.code != _NOT_DRAWN), one]


def _places(panels: Sequence[str]) -> str:
    return panels[0] if len(panels) == 1 else f"{len(panels)} panels"
