"""What the letterer says of work below the trade's standard: budgets, sizes, places, order.

Budgets: at most 25 words in a balloon and 210 on a page (Weisinger, Moore), and in a panel as
many as the panels of its page leave it (Culver).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, takewhile

from storyboard.geometry import CurveTo, Path, Rect, bounds, flatten, inside
from storyboard.layout.costs import ZONE, unlike
from storyboard.layout.model import Letter, Remark
from storyboard.layout.pagewise import astray, corner
from storyboard.layout.room import Room
from storyboard.layout.shaping import missing
from storyboard.layout.text import display
from storyboard.layout.unite import shared
from storyboard.layout.voices import LEAST_TYPE, Manner
from storyboard.layout.words import Word

A_BALLOON, A_PAGE = 25, 210
A_PANEL = {1: 210, 2: 105, 3: 70, 4: 52, 5: 42, 6: 35, 7: 30, 8: 26, 9: 23, 10: 21, 11: 19, 12: 17}

_HAIR = 4.0
"""Square points by which outlines may touch."""
_BESIDE = 8.0
"""Points by which words may stand beside the point that the story asks for."""
_LOWER = 0.6
"""Type sizes by which a balloon to the left of an earlier one must be lower than it."""
_ORDER = "use fewer words, give the panel more room, or place a balloon with at:"
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Lettered:
    """A word with the letter it became and the box of what is seen of it."""

    word: Word
    letter: Letter
    box: Rect
    aimed: bool = False
    """Whether it should have a tail."""
    tailed: bool = False
    """Whether it, or one that it is joined to, has one."""


def short(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def count(text: str) -> int:
    """Its words; where a script writes no blanks, two characters count as one."""
    east = len(_EAST.findall(text))
    return len(_WORD.findall(_EAST.sub(" ", text))) + (east + 1) // 2


def panel_remarks(
    panel: str, lettered: Sequence[Lettered], room: Room, manner: Manner
) -> list[Remark]:
    """What there is to say of one panel's lettering, in its order."""
    out: list[Remark] = []

    def say(code: str, message: str, hint: str) -> None:
        out.append(Remark(panel, code, message, hint))

    for i, one in enumerate(lettered):
        text = short(one.word.text)
        out += _of_text(panel, one, manner)
        if one.word.at and _elsewhere(one, lettered[i + 1 :], room.box):
            say(
                "at-unmet",
                f"{text} does not fit where at: asks for it, and stands as near as it can",
                "ask for a place inside the panel that nothing else takes, or use fewer words",
            )
        lines = [line.box for line in one.letter.lines]
        if one.word.kind == "sfx":
            lines = [one.box]
        fits = all(room.box.holds(b, slack=0.5) for b in lines)
        if not fits:
            say(
                "words-too-many",
                f"the words {text} do not fit their panel",
                "use fewer words, split them over two panels, or give the panel more room",
            )
        elif one.word.kind != "sfx" and not all(_within(b, room.live) for b in lines):
            say(
                "text-outside",
                f"the words {text} stand outside the live area and may be trimmed",
                "use fewer words, or give the panel more room inside the margins",
            )
        elif room.slanted and not all(inside(c, room.outline) for b in lines for c in b.corners):
            say(
                "words-too-many",
                f"the words {text} do not fit their panel's outline",
                "use fewer words, or give the panel more room",
            )
        covered = sum(_touches(one, face) for face in room.faces)
        if covered:
            say(
                "face-covered",
                f"no place keeps {text} clear of {'a face' if covered == 1 else 'faces'}",
                "use fewer words, give the panel more room, or move the balloon with at:",
            )
        if any(_overlap(one, other) for other in lettered[i + 1 :]):
            say(
                "lettering-crowded",
                f"no place keeps {text} clear of other balloons",
                "use fewer words, or give the panel more room",
            )
        if fits and one.aimed and not one.tailed:
            say(
                "tail-blocked",
                f"there is no room for the tail of {text}",
                "use fewer words, give the panel more room, or say with tail: where it points",
            )
        if any(_touches(one, sign) for sign in room.signs):
            say(
                "sign-covered",
                f"no place keeps {text} clear of the words in the picture",
                "use fewer words, give the panel more room, or move the balloon with at:",
            )
        if any(one.box.overlap(b) > 1 for b in room.blocked):
            say(
                "lettering-crowded",
                f"no place keeps {text} clear of the panel that lies over this one",
                "use fewer words, or move the inset",
            )
    plain = [x for x in lettered if x.word.kind not in ("sfx", "caption")]
    for one, other in combinations(plain, 2):
        if not other.letter.shapes:
            continue
        above = _above(other.box, one.box, rtl=room.rtl)
        if above or _ahead(other.box, one.box, room):
            where = "above" if above else "right of" if room.rtl else "left of"
            say(
                "order-unclear",
                f"{short(other.word.text)} stands {where} {short(one.word.text)}, "
                "which is read before it",
                _ORDER,
            )
            break
    return out


def _elsewhere(one: Lettered, others: Sequence[Lettered], panel: Rect) -> bool:
    """Whether a word, with those joined to it, stands clearly away from its ``at:``."""
    at = one.word.at
    box = one.box if one.word.kind == "sfx" else words_box(one.letter)
    if isinstance(at, tuple):
        x, y = panel.x + at[0] * panel.w, panel.y + at[1] * panel.h
        return math.dist((box.cx, box.cy), (x, y)) > _BESIDE
    whole = one.box
    for other in takewhile(lambda o: o.letter.kind != "sfx" and not o.letter.shapes, others):
        whole = whole.union(other.box)
    return at is not None and bool(
        unlike(at, whole.x, whole.y, whole.right, whole.bottom, panel) > ZONE + 0.02
    )


def _above(later: Rect, earlier: Rect, *, rtl: bool) -> bool:
    """Whether the tops break Comic Chat's rule: not below, and not beside and as low."""
    aside = later.right <= earlier.x + 0.5 if rtl else later.x >= earlier.right - 0.5
    return later.y < (earlier.y if aside else earlier.bottom) - 0.6


def _ahead(later: Rect, earlier: Rect, room: Room) -> bool:
    """Whether a balloon stands where reading begins, beside an earlier one and hardly lower."""
    aside = later.x >= earlier.right - 0.5 if room.rtl else later.right <= earlier.x + 0.5
    return aside and later.y < earlier.bottom + _LOWER * room.size


def _of_text(panel: str, one: Lettered, manner: Manner) -> list[Remark]:
    word = one.word
    out = []
    over = count(word.text) - A_BALLOON
    if over > 0 and word.kind != "sfx":
        what = "the caption" if word.kind == "caption" else "the balloon"
        out.append(
            Remark(
                panel,
                "balloon-wordy",
                f"{what} {short(word.text)} has {over + A_BALLOON} words, {over} over "
                f"the {A_BALLOON} that read easily",
                "split it in two, or cut it",
            )
        )
    font = manner.family(word.voice.font, italic=word.voice.italic)
    styled = display(
        word.words, manner.name(word.voice.font), upper=manner.upper, language=manner.language
    )
    gone = missing(styled, font)
    if gone:
        out.append(
            Remark(
                panel,
                "letters-missing",
                f"no font has {', '.join(gone[:8])} of {short(word.text)}; a box stands there",
                "name a font that has it under fonts:, or write it otherwise",
            )
        )
    if one.letter.size < LEAST_TYPE - 0.01:
        out.append(
            Remark(
                panel,
                "type-small",
                f"the words {short(word.text)} are set in {one.letter.size:.1f} pt, "
                f"under the {LEAST_TYPE:g} pt that print well",
                "set a larger size under lettering:",
            )
        )
    return out


def _within(box: Rect, live: Rect) -> bool:
    return live.holds(box, slack=0.5)


def _touches(one: Lettered, face: Rect) -> bool:
    """Whether a balloon truly covers a part of a face, not only its box."""
    if one.box.inset(-40).overlap(face) <= 0:
        return False
    clear = face.inset(0.3)
    if _hull(one.letter.outline).overlap(clear) <= 0:
        return False
    contour = max(flatten(one.letter.outline, 0.5), key=len)
    if bounds(contour).overlap(clear) <= 0:
        return False
    if any(clear.holds(Rect(x, y, 0, 0)) for x, y in contour):
        return True
    return any(inside(c, contour) for c in clear.corners)


def _hull(outline: Path) -> Rect:
    """A box that holds a path: that of its points, those that only pull a curve among them."""
    pulling = [p for s in outline if isinstance(s, CurveTo) for p in (s.a, s.b)]
    return bounds([s.to for s in outline] + pulling)


def _overlap(one: Lettered, other: Lettered) -> bool:
    if other.letter.kind != "sfx" and not other.letter.shapes:
        return False  # joined to the one before: painted with it
    # Tails and the teeth of a burst may cross an outline with no corner inside it.
    ours, theirs = (
        bounds([*x.box.corners, *([x.letter.tail.tip] if x.letter.tail else [])]).inset(-2)
        for x in (one, other)
    )
    return ours.overlap(theirs) > 0 and shared(one.letter.outline, other.letter.outline) > _HAIR


def page_remarks(panels: Sequence[tuple[str, Sequence[Letter]]]) -> list[Remark]:
    """What there is to say of the words on one page, panel by panel."""
    out = []
    counts = [(name, sum(count(x.text) for x in letters)) for name, letters in panels]
    budget = A_PANEL.get(len(panels), A_PANEL[12])
    for name, words in counts:
        if words > budget:
            out.append(
                Remark(
                    name,
                    "panel-wordy",
                    f"{words} words, {words - budget} over the {budget} that one of "
                    f"{len(panels)} panels on a page carries"
                    if len(panels) > 1
                    else f"{words} words, {words - budget} over the {budget} of a page",
                    "use fewer words, or fewer panels on the page",
                )
            )
    whole = sum(words for _, words in counts)
    if whole > A_PAGE and len(panels) > 1:
        out.append(
            Remark(
                panels[0][0],
                "page-wordy",
                f"its page has {whole} words, {whole - A_PAGE} over the {A_PAGE} of a page",
                "use fewer words, or spread the panels over more pages",
            )
        )
    return out


def order_remarks(
    panels: Sequence[tuple[str, Rect, Sequence[Letter]]], *, rtl: bool = False
) -> list[Remark]:
    """Where a reader may lose the order of a page's balloons: at most one remark a panel.

    `panels` are those with lettering, in reading order: their names, boxes and letters.
    """
    plain = [
        (name, box, x, words_box(x))
        for name, box, letters in panels
        for x in letters
        if x.kind not in ("sfx", "caption")
    ]
    starts = {}
    for i, ((_, last, *_), (_, box, *_)) in enumerate(pairwise(plain)):
        start = corner(last, box, rtl=rtl)
        if start:
            starts[i + 1] = start
    told: dict[str, str] = {}
    for wrong in astray([b for *_, b in plain], starts):
        name, _, here, _ = plain[wrong.at]
        told.setdefault(
            name,
            f"after {short(here.text)} a reader may go on to {short(plain[wrong.to][2].text)} "
            "and miss what stands between",
        )
    return [
        Remark(
            name,
            "order-unclear",
            message,
            _ORDER,
        )
        for name, message in told.items()
    ]


def words_box(letter: Letter) -> Rect:
    """The box of a letter's lines."""
    first, *rest = (line.box for line in letter.lines)
    for other in rest:
        first = first.union(other)
    return first
