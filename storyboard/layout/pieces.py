"""From words to pieces of lettering: set in every useful way, joined, and aimed at a mouth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.geometry import Point, Rect
from storyboard.layout import balloons
from storyboard.layout.balloons import Body, Joined
from storyboard.layout.breaking import Setting, settings
from storyboard.layout.candidates import Piece
from storyboard.layout.effects import drawn
from storyboard.layout.room import Room
from storyboard.layout.text import display
from storyboard.layout.typefaces import breadth
from storyboard.layout.voices import LEADING, Manner
from storyboard.layout.words import Word

WIDEST = 0.7
"""The widest line, as a share of the panel's width (captions: nearly all of it)."""
EFFECT_SHARE = 0.4
"""An effect's width, as a share of its panel's."""
EFFECT_SIZES = ((1.0, 0.0), (0.8, 0.12), (0.62, 0.3))
"""How much smaller an effect may be drawn, and what that costs."""
TOGETHER = 3
"""At most so many balloons are joined."""
ABOUT = 0.8
"""How far about the tip of a placed tail its balloon keeps clear, in type sizes."""
BROADEST = 1.5
"""How much more air a font may have at the sides of its words for running wide."""
NATURAL, WORSE = (1.2, 3.2), (0.15, 0.04)
"""How wide a balloon best is by its height, and by how much a worse form (as a setting's cost)
counts where somebody says where it stands, and where that is on a face: neither what lies under
it nor what stands beside it presses it flat."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head on the page: whose, its box, and the mouth."""

    character: str
    """Empty where nobody said whose it is."""
    box: Rect
    """As far as the panel shows it; where it is `cut`, the whole of it."""
    mouth: Point
    cut: bool = False
    """The panel shows next to nothing of it."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a tail aims at. `exact` where somebody said or knows where the mouth is."""

    mouth: Point
    head: Rect | None = None
    exact: bool = False
    off: bool = False
    """Out of the panel."""
    placed: bool = False
    """The point is where somebody wants the tail's tip, not only a mouth."""
    cut: bool = False
    """The speaker is in the picture, and the panel cuts the face away."""
    guessed: bool = False
    """It is a guess that this face, of several or for several people, is the speaker's."""


@dataclass(frozen=True, slots=True)
class Bunch:
    """Words that are lettered as one piece: one balloon, or one speaker's balloons joined."""

    words: tuple[Word, ...]
    target: Target | None
    piece: Piece


def bunches(
    words: Sequence[Word],
    room: Room,
    heads: Sequence[Head],
    cast: Sequence[str],
    manner: Manner,
    *,
    join: bool = True,
    more: bool = False,
) -> list[Bunch]:
    """The pieces of a panel, in reading order; with `more`, set in more and narrower ways."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1] if groups else None
        if join and last and _joins(last, word):
            last.append(word)
        else:
            groups.append([word])
    who = _seats(words, heads, cast, room)
    return [_bunch(tuple(g), room, who, manner, more) for g in groups]


def _joins(last: Sequence[Word], word: Word) -> bool:
    before = last[-1]
    return bool(
        word.speaker
        and word.speaker == before.speaker
        and word.kind == before.kind
        and word.kind != "shout"
        and word.at is None
        and word.tail is None
        and len(last) < TOGETHER
    )


def _bunch(
    words: tuple[Word, ...], room: Room, who: dict[str, Target], manner: Manner, more: bool
) -> Bunch:
    first = words[0]
    target = _target(first, room, who)
    box = room.box
    at = first.at
    if isinstance(at, tuple):
        at = (box.x + at[0] * box.w, box.y + at[1] * box.h)
    if first.kind == "sfx":
        bodies = tuple(balloons.single(b) for b in _effects(first, room, manner))
    elif len(words) == 1:
        bodies = tuple(balloons.single(b) for b in _bodies(first, room, manner, more))
    else:
        bodies = _together([_bodies(w, room, manner, more) for w in words])
    piece = Piece(
        bodies,
        target.mouth if target else None,
        _kept_clear(target, room) if target else None,
        at,
        first.kind == "caption",
        first.kind == "sfx",
        bool(target and target.off),
    )
    return Bunch(words, target, piece)


def _together(ways: Sequence[Sequence[Body]]) -> tuple[Joined, ...]:
    """Joined balloons: each setting of the first with those of the next that go with it."""
    out: list[Joined] = []
    for first in ways[0]:
        row = [first]
        for other in ways[1:]:
            # A pair looks best where neither dwarfs the other.
            row.append(min(other, key=lambda b: 30 * b.setting.cost + abs(b.a - first.a) / 8))
        zigzag = [1.0 if i % 2 == 0 else -1.0 for i in range(len(row) - 1)]
        for lean in (0.62, -0.62, 0.0, 0.95, -0.95):
            out.append(balloons.join(row, [lean * z for z in zigzag]))
    return tuple(out)


def _bodies(word: Word, room: Room, manner: Manner, more: bool) -> tuple[Body, ...]:
    size = manner.size * word.voice.scale
    name = manner.name(word.voice.font)
    font = manner.family(word.voice.font, italic=word.voice.italic)
    styled = display(word.words, name, upper=manner.upper, language=manner.language)
    box, wide = room.box, room.words().w
    broad = min(breadth(name), BROADEST)
    if word.kind == "caption":
        options = settings(
            styled, font, size, size * LEADING, box.w * 0.9 - size * 2, lens=False,
            language=manner.language, more=more,
        )  # fmt: skip
        # Captions lie flat: the fewest lines that leave the box clearly inside the panel.
        return tuple(balloons.body(word.kind, s, broad) for s in options[: None if more else 4])
    widest = max(min(box.w * WIDEST, size * 22), size * 6)
    options = settings(
        styled, font, size, size * LEADING, min(widest, wide),
        language=manner.language, more=more,
    )  # fmt: skip
    made = tuple(balloons.body(word.kind, s, broad) for s in options[: None if more else 5])
    return _natural(made, word.at, room) if isinstance(word.at, tuple) else made


def _natural(bodies: tuple[Body, ...], at: Point, room: Room) -> tuple[Body, ...]:
    """The bodies of a good form that fit about a point of their panel, the best on a face."""
    (low, high), box = NATURAL, room.box

    def form(body: Body) -> float:
        ratio = body.a / body.b
        # Nearly as the search for places weighs what is tall and what is flat.
        return body.setting.cost + 0.45 * max(low - ratio, 0.0) + 0.05 * max(ratio - high, 0.0)

    fitting = [b for b in bodies if b.setting.w / 2 < min(at[0], 1 - at[0]) * box.w]
    if not fitting:
        return bodies
    best = min(fitting, key=form)
    there = best.box((box.x + at[0] * box.w, box.y + at[1] * box.h))
    worse = WORSE[any(there.overlap(face) > 0 for face in room.faces)]
    return tuple(b for b in fitting if form(b) <= form(best) + worse)


def _effects(word: Word, room: Room, manner: Manner) -> list[Body]:
    font = manner.family(word.voice.font)
    styled = display(word.text, manner.name(word.voice.font), language=manner.language)
    made, ink = drawn(styled, font, word.text)
    unit = sum(run.width for run in made) or 1.0
    whole = max(12.0, min(room.box.w * EFFECT_SHARE / unit, room.box.h * 0.26, 60.0))
    out = []
    for share, cost in EFFECT_SIZES:
        size = max(whole * share, 12.0)
        setting = Setting((styled,), (unit * size,), size, size, cost)
        edge = (balloons.EDGE + 0.04) * size
        a, b = ink.w / 2 * size + edge, ink.h / 2 * size + edge
        out.append(balloons.plain("sfx", a, b, setting))
    return out


def _target(word: Word, room: Room, who: dict[str, Target]) -> Target | None:
    if not word.speaker or word.tail == "none":
        return None
    box = room.box
    if isinstance(word.tail, tuple):
        tip = (box.x + word.tail[0] * box.w, box.y + word.tail[1] * box.h)
        return Target(tip, exact=True, placed=True)
    if word.tail in ("left", "right"):
        return _off(room, right=word.tail == "right")
    return who[word.speaker]


def _kept_clear(target: Target, room: Room) -> Rect | None:
    """What the balloon leaves room for its tail before: the head, or about a tip that is placed."""
    if not target.placed:
        return target.head
    (x, y), about = target.mouth, room.size * ABOUT
    return Rect(x - about, y - about, 2 * about, 2 * about)


def _off(room: Room, *, right: bool) -> Target:
    """Past a side of the panel, low: where a voice comes from that is not seen."""
    box = room.box
    x = box.right + box.w * 0.1 if right else box.x - box.w * 0.1
    return Target((x, box.y + box.h * 0.6), off=True)


def _seats(
    words: Sequence[Word], heads: Sequence[Head], cast: Sequence[str], room: Room
) -> dict[str, Target]:
    """Where each speaker's mouth is, or is likely to be.

    A head that is known by name comes first. Heads that nobody named are given out from left
    to right (right to left where the story is read so) in the order of the cast: to all of it
    where there are as many, else to those who speak.
    """
    speakers = list(dict.fromkeys(w.speaker for w in words if w.speaker))
    known = {h.character: h for h in heads if h.character}
    free = [h for h in heads if not h.character]
    out = {s: _seated(known[s], room) for s in speakers if s in known}
    waiting = [s for s in cast if s not in known]
    guessed = len(free) > 1 or len(waiting) > 1
    if len(free) != len(waiting):
        waiting = [s for s in waiting if s in speakers]
        # The largest heads are those of the people the panel is about.
        free = sorted(free, key=lambda h: -h.box.area)[: len(waiting)]
    row = sorted(free, key=lambda h: h.box.cx, reverse=room.rtl)
    for name, head in zip(waiting, row, strict=False):
        out[name] = replace(_seated(head, room), guessed=guessed)
    box = room.box
    seen = {name: head.mouth[0] for name, head in known.items()}
    seen |= {name: target.mouth[0] for name, target in out.items() if target.head}
    shares = _shares(cast, seen, room)
    for name in speakers:
        if name in out:
            continue
        if name in cast:
            out[name] = Target((box.x + box.w * shares[name], box.y + box.h * 0.52))
        else:
            # First speaks left, last right, as in the panel itself.
            first = speakers.index(name) == 0 and len(speakers) > 1
            out[name] = _off(room, right=first == room.rtl)
    return out


def _shares(cast: Sequence[str], seen: dict[str, float], room: Room) -> dict[str, float]:
    """How far along their panel those of the cast probably stand whose heads nobody knows.

    The cast stands evenly, in its order, and where somebody is `seen` (at that x) nobody else is.
    """
    shares = [(i + 0.5) / len(cast) for i in range(len(cast))]
    if room.rtl:
        shares.reverse()
    for name in cast:
        if name in seen:
            at = (seen[name] - room.box.x) / room.box.w
            shares.remove(min(shares, key=lambda s: abs(s - at)))
    return dict(zip([n for n in cast if n not in seen], shares, strict=True))


def _seated(head: Head, room: Room) -> Target:
    """What a tail to that head aims at: past the panel's border, where this cuts it away."""
    if not head.cut:
        return Target(head.mouth, head.box, exact=True)
    box, (x, y) = room.box, head.mouth
    if box.x <= x <= box.right:
        down = 0.1 * box.h
        return Target((x, box.y - down if y < box.cy else box.bottom + down), cut=True)
    low = min(max(y, box.y + 0.2 * box.h), box.bottom - 0.2 * box.h)
    aside = _off(room, right=x > box.cx)
    return replace(aside, mouth=(aside.mouth[0], low), cut=True)
