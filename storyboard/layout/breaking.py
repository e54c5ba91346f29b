"""How words fall into lines: the lens shape of a balloon, and where a reader would breathe.

For each number of lines the breaks with the least cost are found by dynamic programming over
all of them; the caller picks the setting that fits. The cost of a line is the square of its
distance from a lens (short, long, short) as a share of its ideal width, and

=================================  =====  ===================================================
ending after a full stop or comma  -0.03  a bonus, never more than the shape is worth
ending on a word that leans on      0.10  an article, a preposition, a conjunction: "the",
the next                                  "of", "and" (English, French, German, Spanish)
one letter alone on a line          0.60  an orphan
a last line of one word             0.45  a widow, where it is no wide word
a first line of one word            0.10  where there are three or more lines
the same word over itself           0.35  at the start or the end of adjacent lines (0.14: a word
                                          of three letters or fewer)
=================================  =====  ===================================================
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from storyboard.layout.leading import leading_of
from storyboard.layout.phrases import units as cuts_of
from storyboard.layout.shaping import Family, Styled, width

MOST_LINES = 14
"""More are set only where fewer would be too wide."""
_TALLEST = 0.55
"""Settings narrower than this share of their height are not worth weighing."""
_BREATH, _LEANS, _ORPHAN, _WIDOW, _STACKED, _ALONE = 0.03, 0.10, 0.60, 0.45, 0.35, 0.10
_STOPS = frozenset(".,!?;:…。、！？")
_LEANING = frozenset(
    "a an the of to in on at by for and or but nor as if with from into my your his her its our "  # noqa: SIM905
    "their no i we you he she they it is are was be not don't i'm mr. mrs. dr. "
    "le la les un une des du de et à au aux en mon ma mes "
    "der die das ein eine und zu im am vom zum el los las una y o del al".split()
)


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


def units(text: str, language: str = "en") -> list[str]:
    """The text cut at every place where a line may end, blanks kept."""
    return list(cuts_of(text, language))


def _chunks(text: Styled, language: str, *, phrases: bool) -> tuple[Styled, ...]:
    out, at = [], 0
    for unit in cuts_of(text.shown, language, phrases=phrases):
        out.append(text[at : at + len(unit)])
        at += len(unit)
    return tuple(out)


@lru_cache(maxsize=2048)
def _measured(
    text: Styled, font: str | Family, language: str, phrases: bool
) -> tuple[tuple[Styled, ...], tuple[float, ...], tuple[float, ...]]:
    """The chunks, the running sum of their widths, and the blank at each one's end, at size 1.

    Widths add up but for the kerning across blanks; the lines chosen are measured again.
    """
    chunks = _chunks(text, language, phrases=phrases)
    edges, trails = [0.0], []
    for c in chunks:
        bare = len(c.shown.rstrip())
        full = width(c, font, 1.0)
        trails.append(full - width(c[:bare], font, 1.0) if bare < len(c.shown) else 0.0)
        edges.append(edges[-1] + full)
    return chunks, tuple(edges), tuple(trails)


@lru_cache(maxsize=2048)
def settings(
    text: Styled,
    font: str | Family,
    size: float,
    leading: float,
    widest: float,
    *,
    lens: bool = True,
    language: str = "en",
) -> tuple[Setting, ...]:
    """The best setting for each useful number of lines, none wider than `widest` points.

    Lines stand `leading` points apart, or farther where their ink would meet (`leading_of`).

    At least one comes back: where a single word is wider than `widest`, the words stand
    alone, as wide as they are. `lens` asks for the balloon shape; else lines are even.
    """
    chunks, edges1, trails1 = _measured(text, font, language, True)
    if max((b - a for a, b in pairwise(edges1)), default=0.0) * size > widest:
        # A phrase wider than the line is broken where Unicode allows it.
        chunks, edges1, trails1 = _measured(text, font, language, False)
    n = len(chunks)
    edges, trails = [e * size for e in edges1], [t * size for t in trails1]
    total = edges[n] - trails[n - 1] if n else 0.0
    words = _Words(chunks)
    out: list[Setting] = []
    for k in range(1, n + 1):
        last = k == n
        if k > MOST_LINES and out:
            break
        if not last and total / k > widest:
            continue
        if out and not last and total / k < k * leading * _TALLEST:
            break
        cuts, cost = _best_cuts(edges, trails, words, k, total, lens)
        lines = tuple(_joined(chunks[a:b]) for a, b in pairwise(cuts))
        widths = tuple(width(line, font, size) for line in lines)
        if max(widths) <= widest or (last and not out):
            apart = leading_of(lines, widths, font, size, leading, centred=lens)
            out.append(Setting(lines, widths, size, apart, cost))
        if len(out) > 1 and total / (k + 1) < (k + 1) * leading * _TALLEST:
            break
    return tuple(out)


def _joined(chunks: tuple[Styled, ...]) -> Styled:
    return Styled(
        "".join(c.shown for c in chunks),
        tuple(s for c in chunks for s in c.source),
        "".join(c.strong for c in chunks),
    ).strip()


class _Words:
    """What the breaks between chunks mean to a reader."""

    def __init__(self, chunks: Sequence[Styled]) -> None:
        bare = [c.read.strip().casefold() for c in chunks]
        self.same = [b.strip(".,!?;:…\"'“”‘’-") or b for b in bare]
        self.ends = [self._end(b) for b in bare]
        self.letter = [len(s) == 1 for s in self.same]

    @staticmethod
    def _end(word: str) -> float:
        if word in _LEANING:
            return _LEANS
        return -_BREATH if word.rstrip("\"'”’)»›」』")[-1:] in _STOPS else 0.0


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
    edges: Sequence[float],
    trails: Sequence[float],
    words: _Words,
    k: int,
    total: float,
    lens: bool,
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
    same, end_cost, letter = words.same, words.ends, words.letter
    for line in range(1, k + 1):
        goal = target[line - 1]
        before, now, prev, earlier = best[line - 1], best[line], back[line], back[line - 1]
        final = line == k
        ends = (n,) if final else range(line, n - (k - line) + 1)
        for j in ends:
            end = edges[j] - trails[j - 1]
            after = 0.0 if final else end_cost[j - 1]
            for i in range(j - 1, line - 2, -1):
                w = end - edges[i]
                if before[i] == far:
                    continue
                off = (w - goal) / goal
                cost = before[i] + off * off * (1.6 if off > 0 else 1.0) + after
                if j - i == 1:
                    if letter[i]:
                        cost += _ORPHAN
                    if line == 1 and k > 2:
                        cost += _ALONE
                    if final and w < 0.8 * goal:
                        cost += _WIDOW
                if i:
                    if same[i - 1] == same[j - 1]:
                        cost += _STACKED * (1.0 if len(same[j - 1]) > 3 else 0.4)
                    if same[earlier[i]] == same[i]:
                        cost += _STACKED * (1.0 if len(same[i]) > 3 else 0.4)
                if cost < now[j]:
                    now[j], prev[j] = cost, i
                if w > 2.5 * goal and now[j] < far:
                    break
    cuts, j = [n], n
    for line in range(k, 0, -1):
        j = back[line][j]
        cuts.append(j)
    return tuple(cuts[::-1]), max(best[k][n] / k, 0.0)
