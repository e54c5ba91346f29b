"""Where everyone stands: places, facings and eye lines of the figures of a staging."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from . import sets
from .beast_table import BEASTS
from .design import Design, bystander, design_cast, for_look, strangers
from .figure import Place, head_centre
from .model import Brief, Figure, Staging
from .posing import BED
from .prop_table import prop_of
from .rng import seed_of, stream

CLOSE = ("extreme-close-up", "close-up", "medium-close-up")
SEATED = ("sit", "drive")
WIDE_POSES = frozenset({"point", "reach", "cheer", "fight", "wave", "shrug", "run", "recoil"})
_BEDS = frozenset({"bedroom", "hospital"})
_UPRIGHT = ("lie", "stand", "walk", "crouch", "run")
_MOVING = frozenset({"walk", "run"})
_TABLED = frozenset({"cafe", "kitchen"})


@dataclass(frozen=True, slots=True)
class Member:
    """A figure with its design and place."""

    figure: Figure
    design: Design
    place: Place


def placed(brief: Brief, staging: Staging) -> list[Member]:
    """Every figure of the staging, in its order, with a place in the world."""
    everyone = design_cast([*brief.cast, *brief.others])
    ids = sorted(everyone)
    figures = staging.figures[:4]
    if staging.setting == "car":
        # Nobody stands in a car; from afar it is seen from outside, and nobody sits beside it.
        afar = staging.shot in ("wide", "extreme-wide")
        held = {"drive": "stand", "sit": "stand"} if afar else dict.fromkeys(_UPRIGHT, "sit")
        figures = tuple(replace(f, pose=held.get(f.pose, f.pose)) for f in figures)
    designs: list[Design] = []
    told = iter(strangers(brief.prompt))
    for i, figure in enumerate(figures):
        known = everyone.get(figure.character)
        words = "" if known else figure.note or next(told, "")
        design = known or bystander(i, seed_of(brief.seed, figure.character) % 997, words)
        rank = ids.index(figure.character) if known else 2 + i
        designs.append(for_look(design, brief.look, rank))
    order = _order(brief, figures)
    n = len(figures)
    facings = [_facing(brief, figures, order, i) for i in range(n)]
    xs = _columns(staging.shot, figures, designs, order, facings)
    lead = _lead(brief, figures)
    cast = []
    for i, (figure, design) in enumerate(zip(figures, designs, strict=True)):
        rng = stream("place", brief.seed, figure.character, i)
        middle = n > 2 and order.index(i) == (n - 1) / 2
        z = 0.0
        if n > 2 or (n == 2 and staging.shot in CLOSE):
            z = 0.0 if i == lead else (0.22 + 0.16 * ((i + lead) % 2)) * (2.0 if n == 4 else 1.0)
        if design.beast and n > 1:
            # Before the people, who would hide it.
            z = -0.18
        abed = figure.pose == "lie" and staging.setting in _BEDS and not design.beast
        turn = None
        if n == 2 and staging.shot != "extreme-close-up":
            turn = 0.86 if staging.shot in CLOSE else 0.54
        elif middle:
            turn = 0.18
        seat = sets.seat_height(staging.setting) or 0.46
        place = Place(
            x=xs[i],
            z=z,
            facing=facings[i],
            turn=turn,
            variant=rng.randrange(6),
            shift=stream("shift", brief.seed, brief.prompt, figure.character, i).randrange(1, 999),
            seat=seat * (0.5 + 0.5 * min(design.height / 1.68, 1.0)),
            y=BED - 0.05 if abed else 0.0,
            bed=abed,
            shadow=staging.setting != "space" and not abed,
            pitch={"low": 0.75, "high": -0.85}.get(staging.angle, 0.0),
            shot=staging.shot,
            company=n > 1,
            tilt=0.0 if staging.shot in CLOSE else _TILT.get(staging.angle, 0.0),
            front=bool(known) and _over(brief, figure.character),
        )
        cast.append(Member(figure, design, place))
    if staging.setting == "car" and staging.shot not in ("wide", "extreme-wide"):
        cast = [_sunk(m) for m in cast]
    if table_for(staging, cast):
        cast = [replace(m, place=replace(m.place, table=True)) for m in cast]
    return _looking(_levelled(cast, staging.shot), order)


def _sunk(member: Member) -> Member:
    """Who does something in a car does it sitting: as low as that, behind the dashboard."""
    if member.figure.pose in SEATED or member.design.beast:
        return member
    sitting = replace(member.figure, pose="sit", holds="")
    drop = [head_centre(f, member.design, member.place)[1] for f in (member.figure, sitting)]
    low = min(drop[1] - drop[0], 0.0)
    return replace(member, place=replace(member.place, y=low, shadow=False))


_TILT = {"low": 0.15, "high": -0.15}
_SHOULDER = re.compile(
    r"\b(?:over|past|across|behind) (?:the )?([\w ]{1,40}?)['’]s (?:\w+ )?shoulder", re.IGNORECASE
)


def _over(brief: Brief, who: str) -> bool:
    """Whether the prompt looks over this member's shoulder by name."""
    said = _SHOULDER.search(brief.prompt[:4000])
    names = [a.name for a in (*brief.cast, *brief.others) if a.id == who]
    words = {w.lower() for name in names for w in name.split()}
    return said is not None and bool(words & set(said[1].lower().split()))


_LEVEL = {"extreme-close-up": 0.16, "close-up": 0.22, "medium-close-up": 0.32, "medium": 0.62}
"""Metres by which heads may differ in height in a shot."""


def _levelled(cast: list[Member], shot: str) -> list[Member]:
    """In close shots the small stand on something that the frame does not show."""
    most = _LEVEL.get(shot)
    if most is None or len(cast) < 2:
        return cast
    heights = [head_centre(m.figure, m.design, m.place)[1] for m in cast]
    top = max(heights)
    return [
        replace(m, place=replace(m.place, y=max(top - most - h, 0.0), shadow=top - most <= h))
        if m.place.shadow
        else m
        for m, h in zip(cast, heights, strict=True)
    ]


def _order(brief: Brief, figures: Sequence[Figure]) -> list[int]:
    """The figures' indices from left to right: as the scene has it, else as they are told."""
    known = {name: i for i, name in enumerate(brief.scene.left_to_right)}
    at = [known.get(f.character, -1) for f in figures]
    if sum(a >= 0 for a in at) < 2:
        return list(range(len(figures)))
    # Those who are new keep their place among the others.
    before = 0.0
    ranks: list[float] = []
    for a in at:
        before = float(a) if a >= 0 else before + 0.01
        ranks.append(before)
    return sorted(range(len(figures)), key=lambda i: ranks[i])


def _facing(brief: Brief, figures: Sequence[Figure], order: list[int], i: int) -> int:
    n, at = len(figures), order.index(i)
    if n == 1:
        sides = brief.scene.left_to_right
        name = figures[0].character
        if name in sides and len(sides) > 1 and 2 * sides.index(name) != len(sides) - 1:
            return 1 if 2 * sides.index(name) < len(sides) - 1 else -1
        return 1 if stream("facing", brief.seed, brief.prompt).random() < 0.6 else -1
    if all(f.pose in _MOVING for f in figures):
        # They go the same way, not into each other.
        return 1 if stream("facing", brief.seed, brief.prompt).random() < 0.6 else -1
    if 2 * at == n - 1:
        rng = stream("place", brief.seed, figures[i].character, i)
        return 1 if rng.random() < 0.5 else -1
    return 1 if 2 * at < n - 1 else -1


def _lead(brief: Brief, figures: Sequence[Figure]) -> int:
    wanted = brief.cast[0].id if brief.cast else ""
    return next((i for i, f in enumerate(figures) if f.character == wanted), 0)


def _columns(
    shot: str,
    figures: Sequence[Figure],
    designs: Sequence[Design],
    order: Sequence[int],
    facings: Sequence[int],
) -> list[float]:
    """The x of every figure, in metres, the group's middle at 0."""
    n = len(figures)
    base = {
        "extreme-close-up": 0.40, "close-up": 0.44, "medium-close-up": 0.52, "medium": 0.62,
        "medium-long": 0.72,
    }.get(shot, 0.88)  # fmt: skip
    if any(f.pose in SEATED for f in figures):
        base += 0.12
    base *= (1.0, 1.0, 1.0, 0.86, 0.70)[n]
    xs = [0.0] * n
    at = 0.0
    for left, right in pairwise(order):
        gap = base
        for i, way in ((left, 1), (right, -1)):
            gap += _reach(figures[i], designs[i], facings[i] == way, shot)
        at += gap
        xs[right] = at
    middle = (xs[order[0]] + xs[order[-1]]) / 2 if n else 0.0
    return [x - middle for x in xs]


def _reach(figure: Figure, design: Design, ahead: bool, shot: str) -> float:
    """How much more room a figure takes on one side than one who stands."""
    close = shot in CLOSE
    if design.beast:
        beast = BEASTS[design.kind]
        if beast.rig == "bird":
            return -0.1
        long = design.height * ((0.5 * beast.long + beast.neck) if ahead else 0.55 * beast.long)
        return (long - 0.25) * (0.4 if close else 0.9)
    more = 0.0
    if figure.pose == "lie":
        more += 0.5
    elif figure.pose in WIDE_POSES:
        more += 0.04 if close else 0.30 if ahead else 0.08
    if figure.holds and ahead and not close and figure.pose not in ("read", "phone"):
        more += 0.10 if prop_of(figure.holds).carried else 0.22
    if design.build == "broad":
        more += 0.05
    return more * (0.75 if design.age == "child" else 1.0)


def _looking(cast: list[Member], order: Sequence[int]) -> list[Member]:
    """Those who face each other look at each other, up or down as it takes."""
    n = len(cast)
    if n < 2:
        return cast
    heads = [head_centre(m.figure, m.design, m.place) for m in cast]
    out = []
    for i, member in enumerate(cast):
        at = order.index(i)
        if (n > 2 and 2 * at == n - 1) or all(m.figure.pose in _MOVING for m in cast):
            out.append(member)
            continue
        other = order[n - 1 - at] if n < 4 else order[at + 1 if at in (0, 2) else at - 1]
        dx = max(abs(heads[other][0] - heads[i][0]), 0.3)
        rise = (heads[other][1] - heads[i][1]) / dx
        place = replace(
            member.place,
            gaze=(0.75, min(max(1.1 * rise, -1.0), 1.0)),
            pitch=min(max(member.place.pitch + 0.5 * rise, -1.0), 1.0),
        )
        out.append(replace(member, place=place))
    return out


def table_for(staging: Staging, cast: Sequence[Member]) -> tuple[float, float] | None:
    """The ends of a table that those who sit share, in metres, None where there is none."""
    if staging.setting not in _TABLED or staging.shot in CLOSE or len(cast) < 2:
        return None
    sitters = [m for m in cast if m.figure.pose == "sit" and not m.design.beast]
    if len(sitters) < 2 or len(sitters) < len(cast):
        return None
    xs = [m.place.x for m in sitters]
    return min(xs) + 0.16, max(xs) - 0.16
