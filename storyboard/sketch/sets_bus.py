"""Buses and trams: in the street, and from inside."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from . import sets_town
from .design_words import COLOURS
from .sets_colour import WHITE, mix, scale
from .sets_props import DARK, STEEL, shine
from .sets_shell import room
from .sets_wall import LAMP, PAPER, Wall, outside

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit

_POLE: RGB = (222, 178, 74)
_RED: RGB = (184, 58, 50)
_CREAM: RGB = (226, 206, 160)


def street(kit: Kit) -> None:
    """A street; with a bus or a tram in it where the words say so."""
    if not kit.says("bus", "tram", "streetcar", "trolleybus"):
        sets_town.street(kit)
        return
    mid, half = sets_town.down_the_street(kit)
    side = 1 if mid > 0 else -1
    near = 5.4
    # In its lane, and where a narrow frame still shows it beside the cast.
    lane = mid + side * min(1.35, half - 1.7)
    seen = kit.across(side * 0.62, near)
    x = min(lane, seen) if side > 0 else max(lane, seen)
    vehicle(kit, x, near, paint_of(kit), tram=kit.says("tram", "streetcar"))


def paint_of(kit: Kit) -> RGB:
    """The colour told right before the vehicle (*a red bus*), else a town's own."""
    words = kit.hint.split()
    for before, word in pairwise(words):
        if word.strip(".,;:!?") in ("bus", "tram", "streetcar"):
            colour = COLOURS.get(before)
            if colour:
                return colour
    return _CREAM if kit.says("tram", "streetcar") else _RED


def vehicle(kit: Kit, x: float, z: float, c: RGB, *, tram: bool = False) -> None:
    """A bus whose front stands at depth `z` metres and looks at the viewer; or a tram."""
    if kit.depth(x, z) < 0.8:
        return
    half, high, long = 1.2, 2.95, 9.5
    side = -1 if kit.eye[0] < x else 1
    end = z + long
    kit.shadow(x, (z + end) / 2, half * 1.2, long * 0.55, 0.5)
    for at in (z + 1.7, end - 1.9):
        for s in (-1, 1):
            kit.box(x + s * half - 0.06, x + s * half + 0.02, 0.0, 0.92, at - 0.45, at + 0.45,
                    DARK, 0.3)  # fmt: skip
    kit.box(x - half + 0.06, x + half - 0.06, 0.1, 0.3, z + 0.05, end, DARK, 0.0)
    for s in (-1, 1):
        tyre = x + s * (half - 0.26)
        kit.box(tyre - 0.16, tyre + 0.16, 0.0, 0.34, z + 0.12, z + 0.6, scale(DARK, 0.7), 0.3)
    kit.box(x - half, x + half, 0.24, high, z, end, c, 0.6, top=mix(c, WHITE, 0.3))
    flank = x + side * (half + 0.01)

    def pane(z0: float, z1: float, y0: float, y1: float, tone: RGB, line: float = 0.3) -> None:
        kit.poly([(flank, y0, z0), (flank, y0, z1), (flank, y1, z1), (flank, y1, z0)], tone, line)

    glass: RGB = (150, 182, 196) if not kit.mood.lamp else (250, 222, 160)
    pane(z + 0.02, end, 0.98, 1.12, mix(c, PAPER, 0.75), 0.25)
    for i in range(6):
        u = z + 0.35 + 1.35 * i
        pane(u, u + 1.15, 1.3, 2.3, mix(glass, DARK, 0.12), 0.35)
    for at in (z + 1.7, end - 1.9):
        kit.poly([(flank, y, zz) for y, zz in ((0.12, at - 0.5), (0.12, at + 0.5), (0.62, at + 0.5),
                 (0.86, at + 0.25), (0.86, at - 0.25), (0.62, at - 0.5))], DARK, 0.35)  # fmt: skip
    face = z - 0.01
    kit.front(x - half + 0.12, x + half - 0.12, 1.18, 2.3, face, glass, 0.45)
    kit.front(x - 0.02, x + 0.02, 1.18, 2.3, face - 0.01, scale(c, 0.7), 0.2)
    # Who drives, behind the glass, and the wheel.
    kit.disc(x - 0.55, 1.72, face - 0.01, 0.13, scale(glass, 0.45), 0.0)
    kit.front(x - 0.83, x - 0.27, 1.18, 1.56, face - 0.01, scale(glass, 0.5), 0.0)
    kit.front(x - half + 0.35, x + half - 0.35, 2.42, 2.76, face, (44, 44, 50), 0.35)
    kit.front(x - 0.5, x + 0.5, 2.52, 2.66, face - 0.01, (246, 196, 92), 0.0)
    kit.front(x - half + 0.02, x + half - 0.02, 0.24, 0.46, face, STEEL, 0.35)
    for s in (-1, 1):
        a = x + s * 0.86
        lamp = [(a - 0.15, 0.6, face), (a + 0.15, 0.6, face), (a + 0.15, 0.84, face),
                (a - 0.15, 0.84, face)]  # fmt: skip
        if kit.mood.lamp:
            kit.glow(a, 0.72, face, 1.0, (255, 240, 200), 0.5)
            shine(kit, lamp, (255, 246, 214))
        else:
            kit.poly(lamp, (250, 240, 204), 0.35)
        if not tram:
            # Mirrors on their arms.
            kit.rod((x + s * half, 2.5, z), (x + s * (half + 0.26), 2.42, z - 0.14), 0.02, DARK)
            kit.box(x + s * (half + 0.26) - 0.07, x + s * (half + 0.26) + 0.07, 1.98, 2.42,
                    z - 0.2, z - 0.12, DARK, 0.3)  # fmt: skip
    if tram:
        for rail in (-0.7, 0.7):
            kit.stroke(
                [(x + rail, 0.004, kit.camera.eye[2] + 1.0), (x + rail, 0.004, z)], STEEL, 0.5
            )
        kit.stroke([(x, high, z + 4.0), (x - 0.3, high + 0.5, z + 3.2), (x, high + 1.2, z + 4.0)],
                   DARK, 0.5)  # fmt: skip
        kit.stroke([(x, high + 1.2, z - 2.0), (x, high + 1.2, z + 40)], DARK, 0.3)


def inside(kit: Kit) -> None:
    """Inside a bus or a tram: down its aisle from afar, else across it to the windows."""
    if kit.far or kit.staging.shot == "full":
        _aisle(kit)
    else:
        _across(kit)


def _aisle(kit: Kit) -> None:
    """Down the aisle: rows of seats, windows and rails that run to the window at its end."""
    r = room(kit, half=1.5, depth=7.5, top=2.3, yaw=0.03, floor="plain", snug=True)
    d, half = r.depth, r.half
    kit.room_back = 2.0
    body: RGB = (214, 216, 210)
    lining = paint_of(kit)
    low = mix(lining, body, 0.4)
    near = kit.eye[2] + 0.3
    cloth: RGB = (66, 92, 138) if sum(lining) > 300 and lining[0] > lining[2] else (150, 70, 64)
    # The end: a wide window over the last bench, and the sign above it.
    r.back.rect(-half, half, 0, r.top, scale(body, 0.94), 0.3, n=0.003)
    r.back.block(-half + 0.1, half - 0.1, 1.0, 1.86, 0.04, DARK, 0.4)
    outside(Wall(kit, "back", d - 0.05), -half + 0.18, half - 0.18, 1.06, 1.8, "city")
    kit.box(-half, half, 0.3, 0.46, d - 0.6, d, cloth, 0.4, top=mix(cloth, WHITE, 0.2))
    kit.box(-half, half, 0.46, 1.05, d - 0.14, d, scale(cloth, 0.84), 0.4)
    kit.front(-0.5, 0.5, 2.0, 2.18, d - 0.02, (44, 44, 50), 0.3)
    kit.front(-0.36, 0.36, 2.05, 2.13, d - 0.03, (246, 196, 92), 0.0)
    aisle = mix(r.floor_c, DARK, 0.25)
    kit.floor(-0.42, 0.42, near - 2.0, d, aisle, 0.002)
    for s in (-1, 1):
        kit.stroke([(s * 0.42, 0.004, near), (s * 0.42, 0.004, d)], (226, 190, 80), 0.7)
    for wall in (r.left, r.right):
        wall.rect(near - 2.5, d, 0, r.top, scale(body, wall.value), 0.3, n=0.003)
        wall.rect(near - 2.5, d, 0, 0.84, scale(low, wall.value), 0.3, n=0.004)
        z = d - 1.5
        while z > near - 1.4:
            wall.rect(z, z + 1.3, 0.92, 1.84, DARK, 0.3, n=0.006)
            outside(Wall(kit, wall.side, wall.at + (0.01 if wall.side == "left" else -0.01)),
                z + 0.07, z + 1.23, 0.98, 1.78, "city")  # fmt: skip
            wall.rect(z + 0.07, z + 1.23, 1.56, 1.59, DARK, 0.0, n=0.014)
            tone = (mix(lining, PAPER, 0.7), PAPER, mix(_POLE, PAPER, 0.6))[round(z * 3) % 3]
            wall.rect(z + 0.1, z + 0.9, 1.95, 2.17, tone, 0.25, n=0.02)
            z -= 1.42
    # Lights along the ceiling.
    glow = mix(LAMP, WHITE, 0.5) if kit.mood.lamp else mix(body, WHITE, 0.7)
    for x in (-0.62, 0.62):
        kit.floor(x - 0.1, x + 0.1, near, d - 0.3, glow, r.top - 0.004, 0.25)
    if kit.mood.lamp:
        for z in (0.6, 3.4, 6.0):
            kit.glow(0.0, r.top - 0.1, z, 1.0, LAMP, 0.35)
    z = d - 1.2
    k = 0
    while z > near + 0.5:
        for s in (-1, 1):
            _pair(kit, s, half, z, cloth)
            if k % 2 == 0:
                kit.rod((s * 0.5, 0, z), (s * 0.5, r.top, z), 0.02, _POLE, 0.35)
                kit.box(s * 0.5 - 0.04, s * 0.5 + 0.04, 1.2, 1.32, z - 0.04, z + 0.02,
                    (196, 54, 48), 0.3)  # fmt: skip
            kit.rod((s * 0.5, 2.0, z), (s * 0.5, 1.78, z), 0.012, DARK)
            kit.disc(s * 0.5, 1.71, z, 0.08, (236, 232, 220), 0.4)
            kit.disc(s * 0.5, 1.71, z - 0.01, 0.05, mix(body, DARK, 0.2), 0.25)
        z -= 0.9
        k += 1
    for s in (-1, 1):
        kit.rod((s * 0.5, 2.0, near + 0.4), (s * 0.5, 2.0, d - 0.2), 0.018, _POLE, 0.3)


def _pair(kit: Kit, side: int, half: float, z: float, cloth: RGB) -> None:
    """A double seat at one side of the aisle that looks at the viewer."""
    a, b = sorted((side * 0.56, side * (half - 0.03)))
    light = mix(cloth, WHITE, 0.22)
    kit.box(a, b, 0.44, 1.16, z + 0.36, z + 0.46, cloth, 0.45, top=light)
    kit.front((a + b) / 2 - 0.01, (a + b) / 2 + 0.01, 0.46, 1.12, z + 0.355, scale(cloth, 0.7))
    kit.box(a, b, 0.34, 0.46, z, z + 0.4, scale(cloth, 0.92), 0.45, top=light)
    kit.box(a + 0.06, b - 0.06, 0.04, 0.34, z + 0.1, z + 0.36, STEEL, 0.3)
    grip = side * 0.57
    kit.rod((grip, 1.14, z + 0.41), (grip, 1.26, z + 0.41), 0.02, _POLE, 0.3)
    kit.rod((grip, 1.26, z + 0.41), (side * 0.8, 1.26, z + 0.41), 0.02, _POLE, 0.3)


def _across(kit: Kit) -> None:
    """Across the bus: wide windows on the town, seats in rows, poles and straps."""
    r = room(kit, half=3.1, depth=1.35, top=2.25, yaw=0.13, floor="plain", ceiling=True)
    back, d = r.back, r.depth
    body: RGB = (206, 210, 206)
    lining = paint_of(kit)
    back.rect(-r.half, r.half, 0, r.top, body, n=0.003)
    back.rect(-r.half, r.half, 0, 0.8, mix(lining, body, 0.45), 0.3, n=0.004)
    for wall in (r.left, r.right):
        wall.rect(r.near, d, 0, r.top, scale(body, 0.9 * wall.value), 0.3, n=0.003)
        wall.rect(r.near, d, 0, 0.8, scale(mix(lining, body, 0.45), 0.9), 0.3, n=0.004)
    # The way out at one end: two leaves of glass.
    for u in (d - 1.0, d - 0.5):
        r.right.block(u, u + 0.46, 0.02, 2.0, 0.03, scale(STEEL, 0.9), 0.4)
        r.right.rect(u + 0.06, u + 0.4, 0.2, 1.86, (132, 156, 168), 0.3, n=0.035)
    n = max(2, round(r.half * 2 / 1.75))
    for i in range(n):
        a = -r.half + 2 * r.half * (i + 0.05) / n
        b = -r.half + 2 * r.half * (i + 0.95) / n
        back.block(a - 0.04, b + 0.04, 0.84, 1.86, 0.03, DARK, 0.4)
        outside(Wall(kit, "back", d - 0.035), a, b, 0.9, 1.8, "city")
        back.rect(a, b, 1.56, 1.585, DARK, 0.0, n=0.04)
    # A band of notices over the windows.
    for i in range(2 * n):
        u = -r.half + r.half * (i + 0.12) / n
        tone = (mix(lining, PAPER, 0.7), PAPER, mix(_POLE, PAPER, 0.6))[i % 3]
        back.rect(u, u + 0.74 * r.half / n, 1.94, 2.14, tone, 0.25, n=0.02)
    cloth: RGB = (66, 92, 138) if sum(lining) > 300 and lining[0] > lining[2] else (150, 70, 64)
    step = 0.86
    count = int(r.half / step)
    for i in range(-count, count + 1):
        x = i * step + 0.36
        if abs(x) > r.half - 0.3:
            continue
        _seat(kit, x, d - 0.95, d - 0.06, cloth)
    for x in (-r.half * 0.62, r.half * 0.62):
        kit.rod((x, 0, d - 1.05), (x, r.top, d - 1.05), 0.02, _POLE, 0.35)
        kit.box(x - 0.05, x + 0.05, 1.16, 1.3, d - 1.1, d - 1.04, (196, 54, 48), 0.35)
    kit.rod((-r.half, 1.94, d - 1.05), (r.half, 1.94, d - 1.05), 0.018, _POLE, 0.3)
    for i in range(8):
        x = -r.half * 0.92 + i * r.half * 0.263
        kit.rod((x, 1.94, d - 1.05), (x, 1.76, d - 1.05), 0.012, DARK)
        kit.disc(x, 1.7, d - 1.05, 0.07, (236, 232, 220), 0.4)
        kit.disc(x, 1.7, d - 1.055, 0.042, mix(body, DARK, 0.2), 0.25)
    for x in (-r.half * 0.5, r.half * 0.5):
        if kit.mood.lamp:
            kit.glow(x, r.top - 0.05, d - 0.7, 1.1, LAMP, 0.5)


def _seat(kit: Kit, x: float, z0: float, z1: float, cloth: RGB) -> None:
    """A double seat that looks to the right, its back at `x`, with a rail to hold on to."""
    kit.box(x, x + 0.46, 0.12, 0.2, z0 + 0.1, z1, STEEL, 0.3)
    kit.box(x, x + 0.48, 0.34, 0.46, z0, z1, cloth, 0.45, top=mix(cloth, WHITE, 0.2))
    kit.box(x - 0.1, x, 0.34, 1.12, z0, z1, scale(cloth, 0.84), 0.5, top=mix(cloth, WHITE, 0.3))
    kit.rod((x - 0.05, 1.12, z0 + 0.1), (x - 0.05, 1.22, z0 + 0.1), 0.016, _POLE)
    kit.rod((x - 0.05, 1.22, z0 + 0.06), (x - 0.05, 1.22, z1 - 0.06), 0.018, _POLE, 0.3)
