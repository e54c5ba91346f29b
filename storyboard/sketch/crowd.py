"""People outside the cast: simple figures in the background, from one waiter to a crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .extras import person
from .extras_looks import APRON, CAP, COAT

if TYPE_CHECKING:
    from .sets_kit import Kit

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
_SEATED = frozenset(("cafe", "classroom", "theatre", "church", "hospital", "office"))
"""Settings in which people sit who have no work there."""


def _sits(kit: Kit, parts: list[str]) -> bool:
    """Whether a person of these words sits: nine of ten in a café, nobody who serves."""
    if kit.staging.setting not in _SEATED or kit.close:
        return False
    if any(p in (*APRON, *CAP, *COAT, "teacher", "priest", "actor") for p in parts):
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
    if not _folded(kit, x, far):
        person(kit, x, far, parts, -s, sits=_sits(kit, parts))


def _folded(kit: Kit, x: float, z: float) -> bool:
    """Whether a double page's fold goes through somebody at `x`."""
    px, _ = kit.pt(x, 1.5, z)
    return kit.fold is not None and abs(px - kit.fold * kit.w) < 0.03 * kit.w + 0.22 * kit.px(z)


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
            if abs(x) > kit.room_sides or _folded(kit, x, z):
                continue
            if rng.random() < 0.2:
                continue
            tall = 1.25 if children else 1.0
            way = 1 if rng.random() < 0.5 else -1
            person(kit, x, z + 0.3 * rng.random(), parts, way, 1 / tall, _sits(kit, parts))
