"""How words fall into lines: the lens shape of a balloon, and where a reader would breathe.

For each number of lines the breaks with the least cost are found by dynamic programming over
all of them; the caller picks the setting that fits. The cost of a line is the square of its
distance from a lens (short, long, short) as a share of its ideal width, what its end means to a
reader (`sense`), and

=================================  =====  ===================================================
one letter alone on a line          0.60  an orphan
a last line of one word             0.45  a widow, where it is no wide word
a line of one word between others   0.25  where it is narrow: a neck
a first or last line of one word    0.10  where there are three or more lines
the same word over itself           0.35  at the start or the end of adjacent lines (0.14: a word
                                          of three letters or fewer); not of whole sentences
=================================  =====  ===================================================

A setting's cost is the sum over its k lines divided by the root of 2k: a fault weighs less among
many lines than among few, but not as little as a mean would have it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from storyboard.layout.leading import leading_of
from storyboard.layout.phrases import units as cuts_of
from storyboard.layout.sense import SENTENCE, Sense, sense
from storyboard.layout.shaping import Ruler
from storyboard.layout.styled import Family, Styled

MOST_LINES = 14
"""More are set only where fewer would be too wide."""
_TALLEST, _TALLEST_MORE = 0.55, 0.35
"""Settings narrower than this share of their height are not worth weighing; the second where
more of them are asked for."""
_NARROWER = 0.96
"""Of a setting's width: what another of as many lines must come to, to be worth having too."""
_SLACK = 1.02
_SAME = 0.1
"""Type sizes by which a taller setting must be narrower, to be worth having."""
_ORPHAN, _WIDOW, _STACKED, _ALONE = 0.60, 0.45, 0.35, 0.10
_NECK = (0.6, 0.25)
_LONGER = 1.6
"""How much worse a line is that is too long, by as much, than one that is too short."""
_FAR = 2.5
"""Of its ideal width: a longer line is not weighed where there is another."""


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


@dataclass(frozen=True, slots=True)
class _Chunks:
    """A text cut where lines may end; lengths at size 1, along the text set in one line.

    Widths add up but for the kerning across blanks; the lines chosen are measured exactly.
    """

    ruler: Ruler
    starts: tuple[int, ...]
    """The characters at which the chunks begin, and the text's end."""
    ends: tuple[int, ...]
    """The characters before the blanks at the chunks' ends."""
    edges: tuple[float, ...]
    """The running sum of the chunks' widths, from 0."""
    trails: tuple[float, ...]
    """How wide the blanks at their ends are."""
    sense: Sense

    @property
    def total(self) -> float:
        return self.edges[-1] - self.trails[-1] if self.trails else 0.0


@lru_cache(maxsize=2048)
def _measured(text: Styled, font: str | Family, language: str, phrases: bool) -> _Chunks:
    ruler = Ruler(text, font)
    starts, ends, edges, trails = [0], [], [0.0], []
    for unit in cuts_of(text.shown, language, phrases=phrases):
        start = starts[-1]
        end, bare = start + len(unit), start + len(unit.rstrip())
        full = ruler.width(start, end)
        starts.append(end)
        ends.append(bare)
        edges.append(edges[-1] + full)
        trails.append(full - ruler.width(start, bare) if bare < end else 0.0)
    read, spans = text.read, list(zip(starts, ends, strict=False))
    means = sense(
        [read[a:b] for a, b in spans], ["".join(text.source[a:b]) for a, b in spans], language
    )
    return _Chunks(ruler, tuple(starts), tuple(ends), tuple(edges), tuple(trails), means)


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
    more: bool = False,
) -> tuple[Setting, ...]:
    """The best setting for each useful number of lines, none wider than `widest` points, the
    fewest lines first.

    Lines stand `leading` points apart, or farther where their ink would meet (`leading_of`).

    At least one comes back: where a single word is wider than `widest`, the words stand
    alone, as wide as they are. `lens` asks for the balloon shape; else lines are even. With
    `more`, tall and narrow ones come too, and after each the narrowest of as many lines, where
    that is clearly narrower.
    """
    chunks = _measured(text, font, language, True)
    if max((b - a for a, b in pairwise(chunks.edges)), default=0.0) * size > widest:
        # A phrase wider than the line is broken where Unicode allows it.
        chunks = _measured(text, font, language, False)
    n, total = len(chunks.ends), chunks.total * size
    tallest = _TALLEST_MORE if more else _TALLEST
    out: list[Setting] = []

    def add(cuts: Sequence[int], cost: float, most: float) -> float:
        """The width of a setting; 0 where it is wider than `most`.

        It is kept where it is narrower or better than each that has fewer lines.
        """
        spans = [(chunks.starts[a], chunks.ends[b - 1]) for a, b in pairwise(cuts)]
        widths = tuple(chunks.ruler.width(a, b) * size for a, b in spans)
        wide = max(widths)
        if wide > most:
            return 0.0
        if any(wide > s.w - _SAME * size and cost >= s.cost for s in out):
            return wide
        lines = tuple(text[a:b] for a, b in spans)
        apart = leading_of(lines, widths, font, size, leading, centred=lens)
        out.append(Setting(lines, widths, size, apart, cost))
        return wide

    for k in range(1, n + 1):
        last = k == n
        if k > MOST_LINES and out:
            break
        if not last and total / k > widest:
            continue
        if out and not last and total / k < k * leading * tallest:
            break
        found = _best_cuts(chunks, k, lens, widest / size)
        if found or (last and not out):
            cuts, cost = found or (tuple(range(n + 1)), 0.0)
            wide = add(cuts, cost, math.inf if last and not out else widest)
            if more and wide and 1 < k < n:
                least = _least_width(chunks, k)
                if least * size < wide * _NARROWER:
                    narrow = _best_cuts(chunks, k, lens, least * _SLACK)
                    if narrow:
                        add(*narrow, wide * _NARROWER * _SLACK)
        if len(out) > 1 and total / (k + 1) < (k + 1) * leading * tallest:
            break
    return tuple(out)


def _least_width(chunks: _Chunks, k: int) -> float:
    """How narrow k lines can be, at size 1, to a hundredth."""
    edges, trails = chunks.edges, chunks.trails
    n = len(trails)
    low = max(edges[j + 1] - trails[j] - edges[j] for j in range(n))
    low, high = max(low, chunks.total / k), chunks.total
    while high - low > 0.01:
        middle = (low + high) / 2
        lines, start = 1, 0
        for j in range(n):
            if edges[j + 1] - trails[j] - edges[start] > middle:
                lines, start = lines + 1, j
        low, high = (low, middle) if lines <= k else (middle, high)
    return high


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
    chunks: _Chunks, k: int, lens: bool, widest: float
) -> tuple[tuple[int, ...], float] | None:
    """Where to cut n chunks into k lines, none wider than `widest` (at size 1), and how far the
    lines are from their shape; None where there is no such way.
    """
    edges, trails, total = chunks.edges, chunks.trails, chunks.total
    n = len(trails)
    if k == 1:
        return ((0, n), 0.0) if total <= widest else None
    means = chunks.sense
    same, end_cost, left, carried, letter = (
        means.same, means.ends, means.left, means.carried, means.letter,
    )  # fmt: skip
    repeats = len(set(same)) < n
    far = math.inf
    before = [far] * (n + 1)
    before[0] = 0.0
    back: list[list[int]] = [[-1] * (n + 1)]
    for line, share in enumerate(_profile(k, lens), 1):
        goal = share * total / k
        long = _FAR * goal
        final = line == k
        earlier = back[-1]
        now, prev = [far] * (n + 1), [-1] * (n + 1)
        for j in (n,) if final else range(line, n - (k - line) + 1):
            end = edges[j] - trails[j - 1]
            after = 0.0 if final else end_cost[j - 1]
            begun, stranded = left[j] if j < n else (0, 0.0)
            closing = same[j - 1]
            best, place = far, -1
            for i in range(j - 1, line - 2, -1):
                w = end - edges[i]
                if w > widest or (w > long and place >= 0):
                    break
                cost = before[i]
                if cost == far:
                    continue
                off = (w - goal) / goal
                cost += off * off * (_LONGER if off > 0 else 1.0) + after
                if i < begun:
                    cost += stranded
                if j - i > 1:
                    cost += carried[i]
                else:
                    if letter[i]:
                        cost += _ORPHAN
                    if line == 1 and k > 2:
                        cost += _ALONE
                    if final and k > 2:
                        cost += _ALONE
                    if 1 < line < k and w < _NECK[0] * goal:
                        cost += _NECK[1]
                    if final and w < 0.8 * goal:
                        cost += _WIDOW
                if repeats and i:
                    # A sentence said again may stand under itself.
                    h = earlier[i]
                    again = end_cost[i - 1] == SENTENCE
                    if same[i - 1] == closing and not (again and end_cost[j - 1] == SENTENCE):
                        cost += _STACKED * (1.0 if len(closing) > 3 else 0.4)
                    if same[h] == same[i] and not (
                        again and (not h or end_cost[h - 1] == SENTENCE)
                    ):
                        cost += _STACKED * (1.0 if len(same[i]) > 3 else 0.4)
                if cost < best:
                    best, place = cost, i
            now[j], prev[j] = best, place
        before = now
        back.append(prev)
    if before[n] == far:
        return None
    cuts, j = [n], n
    for line in range(k, 0, -1):
        j = back[line][j]
        cuts.append(j)
    return tuple(cuts[::-1]), max(before[n] / math.sqrt(2 * k), 0.0)
