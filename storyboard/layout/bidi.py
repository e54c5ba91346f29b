"""Which way every character of a line runs: embedding levels by UAX 9, through python-bidi."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_RLM = "\u200f"


def base_level(text: str) -> int:
    """1 where the first strong character runs right to left, else 0."""
    from bidi import algorithm

    return int(algorithm.get_base_level(text))


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character: odd runs right to left.

    Characters that only steer the algorithm take the level of the one before.
    """
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    for i, ch in enumerate(storage["chars"]):
        ch["index"] = i
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    out = [-1] * len(text)
    for ch in storage["chars"]:
        out[ch["index"]] = ch["level"]
    before = base
    for i, level in enumerate(out):
        before = out[i] = before if level < 0 else level
    # Blanks at the end of a line take the line's own direction (rule L1).
    for i in range(len(text) - 1, -1, -1):
        if not text[i].isspace():
            break
        out[i] = base
    return out


def visual(levels: list[int]) -> list[int]:
    """The order, left to right, in which runs of these levels stand (rule L2)."""
    order = list(range(len(levels)))
    if not levels:
        return order
    odd = [level for level in levels if level % 2]
    for level in range(max(levels), min(odd, default=max(levels) + 1) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def marks(seen: str) -> tuple[str, str]:
    """What goes unseen at the left and the right of a line of a paragraph that runs leftwards.

    `seen` are its characters from left to right. PDFium turns a line round, as it copies, where
    it counts more stretches of letters that run leftwards than of others, whatever direction the
    paragraph has. A right-to-left mark (U+200F) is such a stretch and shows nothing. Both are
    empty where the count is right, or past mending.
    """
    for before, after in (("", ""), ("", _RLM), (_RLM, ""), (_RLM, _RLM)):
        if _leftwards(before + seen + after):
            return before, after
    return "", ""


def _leftwards(seen: str) -> bool:
    ways = [way for way, _ in groupby(map(_way, seen))]
    return ways.count("R") > ways.count("L")


def _way(ch: str) -> str:
    found = unicodedata.bidirectional(ch)
    return "R" if found in ("R", "AL") else found if found == "L" else ""
