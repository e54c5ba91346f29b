"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40


def distance(a: str, b: str, limit: int) -> int:
    """Edits between two words (a swap of neighbours counts as one), or `limit` + 1 if more.

    Optimal string alignment, after Damerau (1964).
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = last
    return min(row[-1], limit + 1)


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that was most likely meant by `word`, or None where none is near.

    Case, hyphens, underscores and spaces count for nothing; a third of the letters may be
    wrong, and at least one.
    """
    wanted = _bare(word)
    if not wanted or len(word) > _LONGEST:
        return None
    best: tuple[int, int, str] | None = None
    for place, option in enumerate(options):
        bare = _bare(option)
        limit = max(1, min(3, max(len(wanted), len(bare)) // 3))
        if len(bare) <= 2 and wanted != bare:
            continue
        edits = distance(wanted, bare, limit)
        if (
            edits > limit
            and min(len(wanted), len(bare)) >= 4
            and (bare.startswith(wanted) or wanted.startswith(bare))
        ):
            edits = limit
        if edits <= limit and (best is None or (edits, place) < best[:2]):
            best = (edits, place, option)
    return best[2] if best else None


def _bare(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
