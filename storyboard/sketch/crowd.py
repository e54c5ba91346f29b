"""People outside the cast: simple figures in the background, from one waiter to a crowd."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import DARK
from .sets_seats import chair
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit

SKINS: tuple[RGB, ...] = (
    (236, 196, 164),
    (206, 156, 118),
    (150, 104, 78),
    (112, 78, 62),
    (224, 176, 140),
)
HAIRS: tuple[RGB, ...] = (
    (60, 46, 44),
    (104, 74, 54),
    (168, 124, 70),
    (150, 146, 144),
    (38, 36, 44),
    (150, 78, 52),
)

_MANY = (
    "crowd",
    "people",
    "crowds",
    "audience",
    "passers-by",
    "onlookers",
    "mob",
    "soldiers",
    "passengers",
    "guests",
    "children",
    "students",
    "pupils",
    "customers",
    "sailors",
    "villagers",
    "dancers",
    "workers",
    "tourists",
    "commuters",
    "police",
    "spectators",
    "men",
    "women",
)
_APRON = (
    "waiter",
    "waitress",
    "barista",
    "cook",
    "chef",
    "baker",
    "bartender",
    "barman",
    "butcher",
)
_CAP = (
    "policeman",
    "policewoman",
    "officer",
    "police",
    "guard",
    "soldier",
    "soldiers",
    "conductor",
    "captain",
    "sailor",
    "sailors",
    "porter",
    "driver",
    "pilot",
)
_COAT = ("doctor", "nurse", "scientist", "surgeon", "dentist", "pharmacist")


SEAT = 0.46
"""Height in metres of a background chair."""
_SEATED = frozenset(("cafe", "classroom", "theatre", "church", "hospital", "office"))
"""Settings in which people sit who have no work there."""


def _sits(kit: Kit, parts: list[str]) -> bool:
    """Whether a person of these words sits: nine of ten in a café, nobody who serves."""
    if kit.staging.setting not in _SEATED or kit.close:
        return False
    if any(p in (*_APRON, *_CAP, *_COAT, "teacher", "priest", "actor") for p in parts):
        return False
    return kit.own("sits").random() < 0.85


def draw_people(kit: Kit) -> None:
    """Set the scene's `people` in its background; nothing for the empty word."""
    word = kit.staging.people.strip().lower()
    if not word or kit.staging.shot == "extreme-close-up":
        return
    parts = word.replace("_", " ").replace(",", " ").split()
    if any(p in _MANY for p in parts):
        _crowd(kit, parts)
    else:
        _one(kit, parts)


def _one(kit: Kit, parts: list[str]) -> None:
    if kit.staging.setting == "car":
        return
    rng = kit.own("one")
    far = min(1.5 if kit.indoors else 3.0, max(0.9, kit.room_back))
    s = 1 if rng.random() < 0.5 else -1
    cast = len(kit.staging.figures)
    # Two of the cast leave the middle free; one or three leave the sides.
    t = {0: 0.1, 2: 0.04}.get(cast, 0.7)
    x = kit.across(s * t, far)
    if cast in (1, 3) and abs(x) < 0.75:
        x = 0.75 * s
    x = max(-kit.room_sides, min(kit.room_sides, x))
    person(kit, x, far, parts, -s, sits=_sits(kit, parts))


def _crowd(kit: Kit, parts: list[str]) -> None:
    """Rows of people from far to near, thinner behind the cast's heads."""
    rng = kit.own("crowd")
    deep = max(0.9, kit.room_back)
    if kit.staging.setting == "car":
        return
    first = min(1.0 if kit.indoors else 2.0, deep)
    rows = 5 if deep > 4 else 2
    # About where the cast stands: nobody right behind their heads.
    step, n = (0.92 if kit.far or kit.staging.shot == "full" else 0.64), len(kit.staging.figures)
    cast = [(i - (n - 1) / 2) * step for i in range(n)]
    children = any(p in ("children", "students", "pupils") for p in parts)
    for i in range(rows):
        z = deep - (deep - first) * i / max(1, rows - 1)
        x0, x1, _, _ = kit.view(z)
        gap = (0.85 if deep > 4 else 1.35) + 0.3 * rng.random()
        many = min(13, max(3, int((x1 - x0) / gap)))
        for k in range(many):
            x = x0 + (x1 - x0) * (k + 0.2 + 0.6 * rng.random()) / many
            if z < 3:
                for _ in range(4):
                    if all(abs(x - at) > 0.24 for at in cast):
                        break
                    x = x0 + (x1 - x0) * rng.random()
                else:
                    continue
            if abs(x) > kit.room_sides:
                continue
            if rng.random() < 0.2:
                continue
            tall = 1.25 if children else 1.0
            way = 1 if rng.random() < 0.5 else -1
            person(kit, x, z + 0.3 * rng.random(), parts, way, 1 / tall, _sits(kit, parts))


def person(
    kit: Kit, x: float, z: float, parts: list[str], way: int = 1, size: float = 1.0,
    sits: bool = False,
) -> None:  # fmt: skip
    """One simple standing, walking or sitting figure; `parts` are the words of what they are."""
    if kit.depth(x, z) < 0.9:
        return
    rng = kit.own("person")
    h = (1.6 + 0.22 * rng.random()) * size
    if any(p in ("boy", "girl", "child", "kid") for p in parts):
        h = 1.2
    skin, hair = pick(rng, SKINS), pick(rng, HAIRS)
    top = saturate(pick(rng, BRIGHTS), 0.6)
    legs = mix(pick(rng, (DARK, (86, 92, 116), (112, 98, 88))), top, 0.15)
    kind = rng.randrange(3)
    if any(p in _COAT for p in parts):
        top = (232, 234, 232)
    if any(p in _CAP for p in parts):
        top = legs = (66, 76, 106)
    # Background people keep together in value so that the cast stands out.
    tone = kit.mood.haze if not kit.indoors else (190, 178, 168)
    skin, hair, top, legs = (mix(c, tone, 0.22) for c in (skin, hair, top, legs))
    step = (0.02 + 0.13 * rng.random()) if not kit.indoors else 0.03 + 0.03 * rng.random()
    lean = 0.04 * way * (step > 0.08)
    kit.shadow(x, z, 0.3, 0.14, 0.25)
    drop = h * 0.5 - SEAT if sits else 0.0
    if sits:
        chair(kit, x, z + 0.06, mix((150, 108, 78), tone, 0.2))
    if not sits:
        for s in (-1, 1):
            foot = x + s * (0.05 + step)
            leg: list[P3] = [
                (x + s * 0.02, h * 0.5, z),
                (x + s * 0.14, h * 0.5, z),
                (foot + 0.07, 0.0, z),
                (foot - 0.06, 0.0, z),
            ]
            kit.poly(leg, legs if s > 0 else scale(legs, 0.86), 0.35)
            kit.poly(
                [
                    (foot - 0.07, 0, z),
                    (foot + 0.1 * (1 if way > 0 else 0.7), 0, z),
                    (foot + 0.06, 0.06, z),
                    (foot - 0.06, 0.06, z),
                ],
                DARK,
                0.25,
            )

    def up(share: float) -> float:
        """A height of the upper body, as a share of the standing figure's."""
        return h * share - drop

    sh = 0.2 if kind else 0.18
    hem = h * (0.47 if sits else 0.34 if kind == 2 else 0.47) - drop
    flare = 0.24 if kind == 2 else 0.15
    for s in (-1, 1):
        arm: list[P3] = [
            (x + s * sh * 0.85, up(0.82), z),
            (x + s * (sh + 0.05), up(0.79), z),
            (x + s * (sh + 0.07), up(0.5), z),
            (x + s * (sh - 0.02), up(0.5), z),
        ]
        kit.poly(arm, scale(top, 0.84 if s != kit.key else 0.94), 0.35)
        kit.disc(x + s * (sh + 0.02), up(0.48), z, 0.042, skin, 0.25)
    kit.poly(
        [
            (x - flare, hem, z),
            (x + flare, hem, z),
            (x + sh, up(0.76), z),
            (x + sh * 0.86, up(0.825), z),
            (x + 0.06, up(0.85), z),
            (x - 0.06, up(0.85), z),
            (x - sh * 0.86, up(0.825), z),
            (x - sh, up(0.76), z),
        ],
        top,
        0.45,
    )
    k = -kit.key
    kit.poly(
        [
            (x + k * flare, hem, z),
            (x + k * flare * 0.45, hem, z),
            (x + k * sh * 0.5, up(0.8), z),
            (x + k * sh, up(0.76), z),
        ],
        scale(top, 0.82),
    )
    if any(p in _APRON for p in parts):
        kit.poly([(x - 0.13, up(0.34), z), (x + 0.13, up(0.34), z), (x + 0.12, up(0.72), z),
                  (x - 0.12, up(0.72), z)], PAPER, 0.35)  # fmt: skip
        tx = x + way * 0.3
        kit.poly([(x + way * sh, up(0.78), z), (x + way * sh * 0.6, up(0.72), z), (tx, up(0.66), z),
                  (tx + way * 0.03, up(0.71), z)], top, 0.35)  # fmt: skip
        kit.disc(tx + way * 0.05, up(0.73), z, 0.16, (176, 176, 178), 0.4, ry=0.03)
        kit.lathe(tx + way * 0.08, z, [(0.03, 0), (0.04, 0.1)], PAPER, 0.3, y=up(0.74))
    elif kind == 0 and not kit.indoors:
        bx = x - way * (sh + 0.03)
        kit.front(
            bx - 0.09,
            bx + 0.09,
            up(0.3),
            up(0.45),
            z,
            mix(pick(rng, BRIGHTS), tone, 0.3),
            0.3,
        )
    elif kind == 1:
        kit.poly([(x - 0.07, up(0.84), z), (x + 0.07, up(0.84), z), (x + 0.05, up(0.79), z),
                  (x + 0.02, up(0.62), z), (x - 0.04, up(0.62), z), (x - 0.05, up(0.79), z)],
                 mix(pick(rng, BRIGHTS), tone, 0.3), 0.3)  # fmt: skip
    if sits:
        _lap(kit, x, z, legs)
    _head(kit, x + lean, z, h, way, skin, hair, parts, drop)


def _lap(kit: Kit, x: float, z: float, legs: RGB) -> None:
    """Thighs towards the viewer, shins and shoes."""
    for s in (-1, 1):
        knee = x + s * 0.13
        kit.poly([(x + s * 0.01, SEAT + 0.1, z), (x + s * 0.17, SEAT + 0.1, z),
                  (knee + 0.075, SEAT + 0.07, z - 0.4), (knee - 0.075, SEAT + 0.07, z - 0.4)],
                 legs if s > 0 else scale(legs, 0.9), 0.35)  # fmt: skip
        kit.poly([(knee - 0.075, SEAT + 0.07, z - 0.4), (knee + 0.075, SEAT + 0.07, z - 0.4),
                  (knee + 0.055, 0.05, z - 0.36), (knee - 0.055, 0.05, z - 0.36)],
                 scale(legs, 0.84), 0.35)  # fmt: skip
        kit.front(knee - 0.06, knee + 0.07, 0.0, 0.06, z - 0.42, DARK, 0.25)


def _head(
    kit: Kit, x: float, z: float, h: float, way: int, skin: RGB, hair: RGB, parts: list[str],
    drop: float = 0.0,
) -> None:  # fmt: skip
    rng = kit.own("head")
    r = h * 0.066
    y = h * 0.915 - drop
    kit.front(x - r * 0.42, x + r * 0.42, h * 0.82 - drop, y, z, scale(skin, 0.86))
    long_hair = rng.random() < 0.4 or any(p in ("woman", "waitress", "girl", "lady") for p in parts)
    if long_hair:
        kit.disc(x - way * r * 0.15, y - r * 0.25, z, r * 1.16, hair, 0.3, ry=r * 1.5)
    face = [(x + r * 0.95 * math.cos(a), y + r * 1.22 * math.sin(a), z) for a in
            (math.tau * i / 18 for i in range(18))]  # fmt: skip
    kit.poly(face, skin, 0.35)
    cap = [(x + r * 1.06 * math.cos(a) - way * r * 0.08, y + r * 0.2 + r * 1.12 * math.sin(a), z)
           for a in (math.pi * i / 9 for i in range(10))]  # fmt: skip
    kit.poly(
        [*cap, (x - way * r * 0.9, y + r * 0.1, z), (x + way * r * 0.3, y + r * 0.62, z)], hair, 0.3
    )
    if any(p in _CAP for p in parts):
        kit.poly(
            [
                (x - r * 1.1, y + r * 0.6, z),
                (x + r * 1.1, y + r * 0.6, z),
                (x + r * 1.25, y + r * 1.3, z),
                (x - r * 1.25, y + r * 1.3, z),
            ],
            (58, 66, 94),
            0.35,
        )
    elif any(p in ("chef", "cook", "baker") for p in parts):
        kit.disc(x, y + r * 1.5, z, r * 1.2, mix(PAPER, WHITE, 0.5), 0.35, ry=r * 0.9)
    if kit.px(z) * r > 9:
        for k in (-0.3, 0.42):
            kit.disc(x + way * r * 0.2 + r * k, y + r * 0.08, z, r * 0.09, DARK)
        kit.stroke(
            [
                (x + way * r * 0.2 - r * 0.22, y - r * 0.55, z),
                (x + way * r * 0.2 + r * 0.3, y - r * 0.53, z),
            ],
            scale(skin, 0.5),
            0.35,
        )
