"""What the letterer says of work below the trade's standard: words, places, order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, takewhile

from storyboard.geometry import CurveTo, Path, Rect, bounds, flatten, inside
from storyboard.layout.budgets import page_remarks, short, text_remarks
from storyboard.layout.costs import ZONE, unlike
from storyboard.layout.faces import installed
from storyboard.layout.model import Letter, Remark
from storyboard.layout.pagewise import astray, corner
from storyboard.layout.room import Room
from storyboard.layout.unite import shared
from storyboard.layout.voices import Manner
from storyboard.layout.words import Word

_HAIR = 4.0
"""Square points by which outlines may touch."""
_BESIDE = 8.0
"""Points by which words may stand beside the point that the story asks for."""
_LOWER = 0.6
"""Type sizes by which a balloon to the left of an earlier one must be lower than it."""
_ORDER = "use fewer words, give the panel more room, or place a balloon with at:"


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
    cut: bool = False
    """Whether the panel cuts the speaker's face away."""
    guessed: bool = False
    """Whether it is a guess which of the faces is the speaker's."""


def panel_remarks(
    panel: str, lettered: Sequence[Lettered], room: Room, manner: Manner
) -> list[Remark]:
    """What there is to say of one panel's lettering, in its order."""
    out: list[Remark] = []

    def say(code: str, message: str, hint: str) -> None:
        out.append(Remark(panel, code, message, hint))

    for i, one in enumerate(lettered):
        text, asked = short(one.word.text), one.word.at is not None
        out += text_remarks(panel, one.word, one.letter.size, manner)
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
                f"{text} stands on {'a face' if covered == 1 else 'faces'}, where at: puts it"
                if asked
                else f"no place keeps {text} clear of {'a face' if covered == 1 else 'faces'}",
                "ask for another place, or leave at: out: the letterer finds one"
                if asked
                else "use fewer words, give the panel more room, or move the balloon with at:",
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
                "place the tip outside of the balloon"
                if isinstance(one.word.tail, tuple)
                else "use fewer words, give the panel more room, or say with tail: where it ends",
            )
        if any(_touches(one, sign) for sign in room.signs):
            say(
                "sign-covered",
                f"{text} stands on the words in the picture, where at: puts it"
                if asked
                else f"no place keeps {text} clear of the words in the picture",
                "ask for another place, or leave at: out: the letterer finds one"
                if asked
                else "use fewer words, give the panel more room, or move the balloon with at:",
            )
        if any(one.box.overlap(b) > 1 for b in room.blocked):
            say(
                "lettering-crowded",
                f"no place keeps {text} clear of the panel that lies over this one",
                "use fewer words, or move the inset",
            )
    for name in dict.fromkeys(x.word.speaker for x in lettered if x.cut):
        say(
            "speaker-cut",
            f"the panel cuts away the face of {name}, who speaks: the tail points out of it",
            "change the panel's shape, or use a picture with more room about its people; for a "
            "voice from off the panel say tail: left or right",
        )
    guessed = list(dict.fromkeys(x.word.speaker for x in lettered if x.guessed))
    if guessed:
        tails = f"tail{'s' if len(guessed) > 1 else ''} of {' and '.join(guessed)}"
        say(
            "faces-guessed",
            "nobody says whose the faces in the picture are: taken from "
            f"{'right to left' if room.rtl else 'left to right'} in the story's order, the {tails} "
            "may point at the wrong one",
            "say who is where with faces:",
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


def faces_remarks(panel: str, letters: Sequence[Letter], cast: Sequence[str]) -> list[Remark]:
    """What there is to say of a picture with words for its people and no head that is known."""
    if installed() or not any(x.speaker in cast for x in letters):
        return []
    return [
        Remark(
            panel,
            "faces-unknown",
            "where the faces are in your own pictures is not known: the tails of their balloons "
            "are guesses",
            "say where they are with faces:, or install storyboard[vision], which finds them",
        )
    ]


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


__all__ = [
    "Lettered", "faces_remarks", "order_remarks", "page_remarks", "panel_remarks", "words_box",
]  # fmt: skip
