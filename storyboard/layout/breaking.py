"""Where lines break: by Unicode's rules, never inside a word, in the lens shape of a balloon.

For each number of lines the breaks are found that come nearest to a lens (short, long,
short), by dynamic programming over all of them; the caller picks the setting that fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from storyboard.layout.text import Styled, width

_LATIN = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ɏ .,;:!?'’\"“”*&-]*")
_TOKEN = re.compile(r"\S+ *| +")
# Hyphens let a line end behind them where a letter follows and a word goes before.
_HYPHEN = re.compile(r"(?<=[^\s-]-)(?=[^\W\d_])|(?<=[^\s-]--)(?=[^\W\d_])")

MOST_LINES = 14
_TALLEST = 0.55
"""Settings narrower than this share of their height are not worth weighing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines, with their widths in points at the given size and leading."""

    lines: tuple[Styled, ...]
    widths: tuple[float, ...]
    size: float
    leading: float
    cost: float
    """How far the lines are from a good shape; 0 is ideal."""

    @property
    def w(self) -> float:
        return max(self.widths)

    @property
    def h(self) -> float:
        """From the top of the first line's capitals to the last baseline, roughly."""
        return self.leading * (len(self.lines) - 1) + self.size * 0.72


def units(text: str) -> list[str]:
    """The text cut at every place where Unicode lets a line end (UAX 14), blanks kept.

    Plain Latin text, which needs nothing but blanks and hyphens, is cut here; uniseg takes
    9 ms a balloon.
    """
    if _LATIN.fullmatch(text):
        return [u for token in _TOKEN.findall(text) for u in _HYPHEN.split(token)]
    from uniseg.linebreak import line_break_units

    return list(line_break_units(text))


@lru_cache(maxsize=4096)
def _chunks(text: Styled) -> tuple[Styled, ...]:
    out, at = [], 0
    for unit in units(text.shown):
        out.append(text[at : at + len(unit)])
        at += len(unit)
    return tuple(out)


@lru_cache(maxsize=4096)
def settings(
    text: Styled, font: str, size: float, leading: float, widest: float, *, lens: bool = True
) -> tuple[Setting, ...]:
    """The best setting for each useful number of lines, none wider than `widest` points.

    At least one comes back: where a single word is wider than `widest`, the words stand
    alone, as wide as they are. `lens` asks for the balloon shape; else lines are even.
    """
    chunks = _chunks(text)
    n = len(chunks)
    # Widths add up but for the kerning across spaces; the lines chosen are measured again.
    edges = [0.0]
    trails = []
    for c in chunks:
        bare = c.shown.rstrip()
        full = width(c, font, size)
        trails.append(full - width(c[: len(bare)], font, size) if len(bare) < len(c.shown) else 0.0)
        edges.append(edges[-1] + full)
    total = edges[n] - trails[n - 1] if n else 0.0
    out: list[Setting] = []
    for k in range(1, min(n, MOST_LINES) + 1):
        last = k == min(n, MOST_LINES)
        if not last and total / k > widest:
            continue
        if out and not last and total / k < k * leading * _TALLEST:
            break
        cuts, cost = _best_cuts(edges, trails, k, total, lens)
        lines = tuple(_joined(chunks[a:b]) for a, b in pairwise(cuts))
        widths = tuple(width(line, font, size) for line in lines)
        if max(widths) <= widest or (last and not out):
            out.append(Setting(lines, widths, size, leading, cost))
    return tuple(out)


def _joined(chunks: tuple[Styled, ...]) -> Styled:
    return Styled(
        "".join(c.shown for c in chunks), tuple(s for c in chunks for s in c.source)
    ).strip()


def _profile(k: int, lens: bool) -> list[float]:
    """Relative widths of k lines; the middle is the longest, the first no shorter than the last."""
    if not lens or k < 3:
        return [1.02, 0.98] if k == 2 and lens else [1.0] * k
    half = (k - 1) / 2
    raw = [math.sqrt(1 - 0.62 * ((i - half) / half) ** 2) for i in range(k)]
    raw[-1] *= 0.97
    mean = sum(raw) / k
    return [r / mean for r in raw]


def _best_cuts(
    edges: Sequence[float], trails: Sequence[float], k: int, total: float, lens: bool
) -> tuple[tuple[int, ...], float]:
    """Where to cut n chunks into k lines, and how far the lines are from their shape."""
    n = len(trails)
    if k == 1:
        return (0, n), 0.0
    target = [p * total / k for p in _profile(k, lens)]
    far = float("inf")
    best = [[far] * (n + 1) for _ in range(k + 1)]
    back = [[-1] * (n + 1) for _ in range(k + 1)]
    best[0][0] = 0.0
    for line in range(1, k + 1):
        goal = target[line - 1]
        before, now, prev = best[line - 1], best[line], back[line]
        ends = (n,) if line == k else range(line, n - (k - line) + 1)
        for j in ends:
            end = edges[j] - trails[j - 1]
            for i in range(j - 1, line - 2, -1):
                w = end - edges[i]
                if before[i] == far:
                    continue
                off = (w - goal) / goal
                cost = before[i] + off * off * (1.6 if off > 0 else 1.0)
                # A last line of one short word is a widow.
                if line == k and j - i == 1 and w < 0.4 * goal:
                    cost += 0.35
                if cost < now[j]:
                    now[j], prev[j] = cost, i
                if w > 2.5 * goal and now[j] < far:
                    break
    cuts, j = [n], n
    for line in range(k, 0, -1):
        j = back[line][j]
        cuts.append(j)
    return tuple(cuts[::-1]), best[k][n] / k
