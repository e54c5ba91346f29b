"""Rooms to live in: the shell of a room, kitchen, café, living room, bedroom, bathroom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, PALETTES, WHITE, mix, pick, saturate, scale
from .sets_props import (
    DARK,
    STEEL,
    bottle,
    chair,
    cup,
    floor_lamp,
    pedestal,
    pendant,
    potted,
    shine,
    stool,
    table,
)  # fmt: skip
from .sets_wall import (
    LAMP,
    PAPER,
    Wall,
    bare,
    bookcase,
    clock,
    curtains,
    door,
    picture,
    shelf,
    window,
)  # fmt: skip

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


@dataclass(frozen=True, slots=True)
class Room:
    """The shell: its walls, its measures in metres and its palette."""

    kit: Kit
    half: float
    depth: float
    top: float
    back: Wall
    left: Wall
    right: Wall
    wall_c: RGB
    wood: RGB
    floor_c: RGB
    accent: RGB
    second: RGB

    @property
    def near(self) -> float:
        """Depth of the nearest wall that can be seen."""
        return self.kit.eye[2] - 0.5

    def side(self, s: int) -> Wall:
        """The left (-1) or right (1) wall."""
        return self.left if s < 0 else self.right


def room(
    kit: Kit, *, half: float = 2.5, depth: float = 2.5, top: float = 2.7, yaw: float = 0.2,
    floor: str = "planks", palette: int = -1, ceiling: bool = True,
) -> Room:  # fmt: skip
    """Build floor, ceiling and three walls, wide and high enough for this shot."""
    rng = kit.rng
    shot, angle = kit.staging.shot, kit.staging.angle
    turn = yaw * (0.35 + 0.65 * rng.random()) * rng.choice((-1, 1))
    if shot == "extreme-wide":
        turn *= 0.4
    depth += {"full": 0.5, "wide": 1.4, "extreme-wide": 4.0}.get(shot, 0.0)
    kit.turn(turn, 0.8)
    x0, x1, _, _ = kit.view(0.6)
    half = max(half, (x1 - x0) * 0.5 * (0.92 if kit.far else 0.98) + 0.25, abs(kit.eye[0]) + 0.6)
    if shot == "extreme-wide":
        top = max(top, 4.6)
    elif shot == "wide":
        top = max(top, 3.1)
    top = max(top, kit.eye[1] + 0.5) if angle != "high" else max(top, 2.9)
    wall_c, wood, floor_c, accent, second = PALETTES[
        palette % len(PALETTES) if palette >= 0 else rng.randrange(len(PALETTES))
    ]
    back, left, right = (
        Wall(kit, "back", depth), Wall(kit, "left", -half), Wall(kit, "right", half),
    )  # fmt: skip
    near = kit.eye[2] - 2.5
    air = kit.lit(mix(wall_c, DARK, 0.3))
    kit.flat_fill([(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], air)
    kit.floor(-half, half, near, depth, floor_c)
    _floor_lines(kit, half, depth, floor_c, floor)
    if ceiling and kit.eye[1] < top:
        kit.floor(-half, half, near, depth, mix(wall_c, WHITE, 0.45), top)
    shell = Room(kit, half, depth, top, back, left, right, wall_c, wood, floor_c, accent, second)
    style = rng.randrange(4)
    for wall, a, b in ((back, -half, half), (left, near, depth), (right, near, depth)):
        bare(wall, a, b, top, wall_c, mix(wood, WHITE, 0.35))
        _wall_style(wall, a, b, top, wall_c, wood, style)
    for s in (-1, 1):
        kit.stroke([(s * half, 0, depth), (s * half, top, depth)], scale(wall_c, 0.55), 0.5)
    return shell


def _wall_style(
    wall: Wall, u0: float, u1: float, top: float, c: RGB, wood: RGB, style: int
) -> None:
    """Paint, panelling to the waist, stripes, or a picture rail."""
    kit = wall.kit
    c = scale(c, wall.value) if wall.value < 1 else c
    if style == 1:
        low = mix(c, wood, 0.28)
        wall.rect(u0, u1, 0.11, 0.95, low, 0.0)
        wall.block(u0, u1, 0.95, 1.0, 0.03, mix(wood, WHITE, 0.2), 0.3)
        if not kit.close:
            u = u0 + 0.5
            while u < u1:
                wall.line(u, 0.12, u, 0.95, scale(low, 0.78), 0.25)
                u += 0.6
    elif style == 2:
        u = u0
        while u < u1:
            wall.rect(u, min(u1, u + 0.16), 0.11, top, mix(c, WHITE, 0.14))
            u += 0.42
    elif style == 3:
        wall.rect(u0, u1, top - 0.45, top, mix(c, WHITE, 0.28))
        wall.block(u0, u1, top - 0.48, top - 0.45, 0.02, mix(wood, WHITE, 0.3), 0.25)


def _floor_lines(kit: Kit, half: float, depth: float, c: RGB, kind: str) -> None:
    if kit.close:
        return
    dark = scale(c, 0.8)
    start = kit.eye[2] + 0.35
    if kind == "tiles":
        step = 0.5 if not kit.far else 0.75
        nx, nz = int(half / step) + 1, int((depth - start) / step) + 1
        light = mix(c, WHITE, 0.28)
        for i in range(-nx, nx):
            for j in range(nz):
                if (i + j) % 2:
                    a, b = max(-half, i * step), min(half, (i + 1) * step)
                    z1 = depth - j * step
                    if b > a:
                        kit.floor(a, b, max(start, z1 - step), z1, light)
        return
    if kind == "plain":
        return
    step = 0.32 if not kit.far else 0.5
    n = int(half / step)
    for i in range(-n, n + 1):
        kit.stroke([(i * step, 0, start), (i * step, 0, depth)], dark, 0.28)
        z = start + 2.5 * kit.rng.random()
        while z < depth:
            kit.stroke([(i * step, 0, z), ((i + 1) * step, 0, z)], dark, 0.25)
            z += 1.6 + kit.rng.random() * 2


def rug(kit: Kit, x: float, z: float, w: float, d: float, c: RGB) -> None:
    """A bordered rug."""
    kit.floor(x - w / 2, x + w / 2, z - d / 2, z + d / 2, c, 0.004, 0.35)
    kit.floor(x - w * 0.45, x + w * 0.45, z - d * 0.42, z + d * 0.42, mix(c, PAPER, 0.5), 0.005)
    kit.floor(x - w * 0.42, x + w * 0.42, z - d * 0.38, z + d * 0.38, c, 0.006)


def dress(r: Room, start: float, view: str = "city") -> None:
    """Furnish the back wall beyond `start` metres to both sides, where a wide frame shows it."""
    kit, rng, d = r.kit, r.kit.rng, r.depth
    for s in (-1, 1):
        u = start
        last = -1
        while u + 1.3 < r.half:
            mid = s * (u + 0.75)
            kind = rng.randrange(5)
            if kind == last:
                kind = (kind + 1) % 5
            last = kind
            if kind == 0:
                window(
                    r.back, mid - 0.5, mid + 0.5, 0.95, 2.2, mix(PAPER, r.wood, 0.15), view, 2, 2
                )
                curtains(r.back, mid - 0.5, mid + 0.5, 0.85, 2.2, mix(r.second, PAPER, 0.2))
            elif kind == 1:
                bookcase(r.back, mid - 0.6, mid + 0.6, 0, 2.1, mix(r.wood, DARK, 0.12), 5)
            elif kind == 2:
                r.back.block(mid - 0.6, mid + 0.6, 0.08, 0.85, 0.42, r.wood, 0.5)
                for k in (-0.56, 0.02):
                    r.back.rect(
                        mid + k, mid + k + 0.54, 0.14, 0.78, mix(r.wood, WHITE, 0.1), 0.3, n=0.425
                    )
                picture(r.back, mid, 1.65, 0.85, 0.6, r.wood)
                kit.lathe(mid + 0.3, d - 0.2, [(0.06, 0), (0.1, 0.12), (0.04, 0.24), (0.06, 0.28)],
                          r.accent, 0.35, y=0.85)  # fmt: skip
            elif kind == 3:
                picture(r.back, mid - 0.25, 1.7, 0.55, 0.7, r.wood)
                floor_lamp(kit, mid + 0.4, d - 0.4, PAPER)
                _armchair(kit, mid - 0.3, d - 0.8, r.second)
            else:
                door(
                    r.back, mid - 0.45, 0.9, 2.05, mix(r.wood, PAPER, 0.2), mix(r.wood, PAPER, 0.45)
                )
                potted(kit, mid + 0.85, d - 0.4, 1.1)
            u += 1.75


def sunlight(r: Room, u: float, w: float) -> None:
    """The slanting patch of a window's light on the floor."""
    kit = r.kit
    if kit.staging.time in ("night", "dusk") or kit.staging.weather not in ("clear", "wind"):
        return
    s = -kit.key
    pts = [
        (u - w / 2 + s * 0.4, 0.007, r.depth - 0.7),
        (u + w / 2 + s * 0.4, 0.007, r.depth - 0.7),
        (u + w / 2 + s * 1.5, 0.007, r.depth - 2.3),
        (u - w / 2 + s * 1.5, 0.007, r.depth - 2.3),
    ]
    kit.poly(pts, (255, 246, 210), alpha=0.28)


def kitchen(kit: Kit) -> None:
    """Cupboards and worktop under a window, cooker and hood, fridge, table, hanging lamp."""
    rng = kit.rng
    r = room(kit, floor=("tiles", "planks")[rng.randrange(2)])
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    front = r.accent
    top_c = mix(r.wood, PAPER, 0.35)
    x0, x1 = -r.half, r.half
    tile = mix(r.wall_c, WHITE, 0.5)
    back.rect(x0, x1, 0.9, 1.55, tile, 0.25, n=0.003)
    for i in range(1, 4 if not kit.close else 2):
        back.line(x0, 0.9 + i * 0.16, x1, 0.9 + i * 0.16, scale(tile, 0.82), 0.22, n=0.004)
    u = x0
    while u < x1:
        back.line(u, 0.9, u, 1.55, scale(tile, 0.84), 0.2, n=0.004)
        u += 0.32
    wx = -s * (0.2 + 0.35 * rng.random())
    win = (wx - 0.75, wx + 0.75)
    view = "garden" if rng.random() < 0.5 else "city"
    window(back, *win, 1.28, 2.3, mix(PAPER, r.wood, 0.12), view)
    if rng.random() < 0.6:
        curtains(back, *win, 1.75, 2.3, mix(r.second, PAPER, 0.25), 0.3)
    # Tall fridge at one side, wall cupboards and hood at the other.
    fx = -s * (r.half - 0.5)
    hx = s * max(1.75, win[1] * s + 0.75 if s > 0 else -win[0] + 0.75)
    for a, b in _runs(x0, x1, fx, s):
        back.block(a, b, 0.1, 0.88, 0.6, front, 0.5)
        back.block(a, b, 0.0, 0.1, 0.54, scale(front, 0.5), 0.0)
        u = a
        while u < b - 0.2:
            e = min(b, u + 0.6)
            back.rect(u + 0.04, e - 0.04, 0.16, 0.66, mix(front, WHITE, 0.1), 0.35, n=0.605)
            back.rect(u + 0.04, e - 0.04, 0.7, 0.84, mix(front, WHITE, 0.1), 0.35, n=0.605)
            back.rect(u + 0.24, e - 0.24, 0.76, 0.785, STEEL, 0.2, n=0.62)
            u = e
        back.block(a, b, 0.88, 0.93, 0.64, top_c, 0.45)
    # Cooker.
    back.block(hx - 0.32, hx + 0.32, 0.0, 0.94, 0.62, (214, 214, 212), 0.5)
    back.rect(hx - 0.24, hx + 0.24, 0.2, 0.58, (74, 76, 86), 0.4, n=0.625)
    for k in (-0.2, -0.07, 0.07, 0.2):
        back.disc(hx + k, 0.8, 0.032, DARK, 0.2, n=0.627)
    z = d - 0.3
    kit.drum(hx - 0.12, z, 0.11, 0.94, 1.08, r.second, 0.45)
    kit.drum(hx + 0.17, z - 0.06, 0.09, 0.94, 1.14, STEEL, 0.45)
    back.block(hx - 0.34, hx + 0.34, 1.72, 1.86, 0.5, STEEL, 0.45)
    back.block(hx - 0.13, hx + 0.13, 1.86, r.top, 0.26, mix(STEEL, WHITE, 0.2), 0.45)
    for a, b in (
        (hx + s * 0.42, s * r.half),
        (win[0] - 0.2 if s > 0 else win[1] + 0.2, -s * r.half),
    ):
        a, b = sorted((a, b))
        if b - a < 0.5:
            continue
        if rng.random() < 0.5:
            n = max(1, round((b - a) / 0.6))
            back.block(a, b, 1.6, 2.35, 0.34, front, 0.5)
            for i in range(n):
                p, q = a + (b - a) * i / n, a + (b - a) * (i + 1) / n
                back.rect(p + 0.04, q - 0.04, 1.66, 2.29, mix(front, WHITE, 0.12), 0.35, n=0.345)
        else:
            shelf(back, a + 0.05, b - 0.05, 1.62, r.wood)
            shelf(
                back, a + 0.05, b - 0.05, 2.05, r.wood, "bottles" if rng.random() < 0.5 else "jars"
            )
    _fridge(back, fx, mix(r.second, PAPER, 0.55))
    # On the worktop.
    z = d - 0.32
    spots = [u for u in (wx - 0.62, wx - 0.35, wx + 0.42, wx + 0.66) if abs(u - hx) > 0.4]
    for u in spots:
        what = rng.randrange(4)
        if what == 0:
            potted(kit, u, z, 0.34, 0.93)
        elif what == 1:
            bottle(kit, u, 0.93, z, 0.32, mix(r.accent, DARK, 0.3))
        elif what == 2:
            kit.lathe(u, z, [(0.07, 0), (0.08, 0.12), (0.05, 0.17)], r.second, 0.35, y=0.93)
        else:
            for k in (-0.02, 0.015, 0.05):
                kit.rod((u + k * 0.5, 1.05, z), (u + k * 2, 1.26, z), 0.009, r.wood)
            kit.lathe(u, z, [(0.05, 0), (0.06, 0.14)], PAPER, 0.35, y=0.93)
    # Tap over the sink.
    kit.rod((wx, 0.93, d - 0.14), (wx, 1.2, d - 0.14), 0.014, STEEL, 0.25)
    kit.rod((wx, 1.2, d - 0.14), (wx, 1.17, d - 0.32), 0.014, STEEL, 0.25)
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        tx = s * min(r.half - 0.75, 1.5 if kit.far else 1.35)
        tz = 0.95 if not kit.far else 1.2
        chair(kit, tx, tz + 0.55, r.wood, 0.0)
        table(kit, tx, tz, 1.1, 0.8, mix(r.wood, PAPER, 0.2))
        cup(kit, tx - 0.2, 0.75, tz - 0.1)
        potted(kit, tx + 0.2, tz + 0.1, 0.3, 0.75)
    else:
        sunlight(r, wx, 1.2)
    pendant(kit, s * 0.55, min(2.15, r.top - 0.4), 0.9, 0.3, r.second, r.top)
    if rng.random() < 0.5:
        clock(r.side(-s), max(0.6, d - 0.9), 1.95)


def _runs(x0: float, x1: float, fx: float, s: int) -> list[tuple[float, float]]:
    """The worktop's stretch, short of the fridge."""
    return [(fx + 0.38, x1)] if s > 0 else [(x0, fx - 0.38)]


def _fridge(back: Wall, x: float, c: RGB) -> None:
    back.block(x - 0.36, x + 0.36, 0.04, 1.85, 0.64, c, 0.55)
    back.rect(x - 0.36, x + 0.36, 1.22, 1.235, scale(c, 0.6), n=0.645)
    for v in (0.95, 1.34):
        back.rect(x + 0.24, x + 0.27, v, v + 0.2, STEEL, 0.25, n=0.66)
    rng = back.kit.rng
    for _ in range(3):
        u, v = x - 0.25 + 0.4 * rng.random(), 1.3 + 0.4 * rng.random()
        back.rect(u, u + 0.1, v, v + 0.13, pick(rng, (PAPER, *BRIGHTS)), 0.25, n=0.65)


def cafe(kit: Kit) -> None:
    """A café by day, a bar when the words or the hour say so."""
    rng = kit.rng
    bar = kit.says("bar", "pub", "tavern", "saloon", "whisky", "beer", "bartender", "inn") or (
        kit.night and rng.random() < 0.4 and not kit.says("cafe", "café", "coffee", "diner")
    )
    diner = kit.says("diner", "booth", "milkshake", "burger")
    r = room(
        kit,
        half=3.0,
        depth=3.2,
        top=2.9,
        floor="tiles" if diner or rng.random() < 0.5 else "planks",
        palette=5 if diner else -1,
    )
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    dark = mix(r.wood, DARK, 0.3)
    counter_side = bar or rng.random() < 0.5
    if counter_side:
        # Shelves of bottles or cups behind a long counter.
        a, b = (-r.half * 0.85, r.half * 0.5) if s < 0 else (-r.half * 0.5, r.half * 0.85)
        if bar:
            back.rect(a, b, 1.05, 2.3, mix(r.accent, DARK, 0.35), 0.4, n=0.01)
        for v in (1.3, 1.72, 2.14):
            shelf(back, a + 0.1, b - 0.1, v, dark, "bottles" if bar else "jars")
        kit.box(a, b, 0, 1.02, d - 1.3, d - 0.85, r.wood, 0.5)
        n = max(3, round((b - a) / 0.7))
        for i in range(n):
            p, q = a + (b - a) * (i + 0.1) / n, a + (b - a) * (i + 0.9) / n
            kit.front(p, q, 0.14, 0.86, d - 1.302, scale(r.wood, 0.86), 0.3)
        kit.box(a - 0.06, b + 0.06, 1.02, 1.09, d - 1.38, d - 0.8, dark, 0.5)
        if bar:
            for k in (-0.1, 0.0, 0.1):
                kit.rod((a + 0.9 + k, 1.09, d - 1.1), (a + 0.9 + k, 1.42, d - 1.1), 0.018, r.second)
        else:
            _coffee_machine(kit, a + 0.7 if s > 0 else b - 0.7, 1.09, d - 1.05)
            _cake_dome(kit, (a + b) / 2, 1.09, d - 1.1, r.second)
        if not kit.close:
            for i in range(4):
                stool(kit, a + (b - a) * (i + 0.5) / 4, d - 1.75, r.second)
        u0, u1 = (b + 0.5, r.half - 0.25) if s < 0 else (-r.half + 0.25, a - 0.5)
        if u1 - u0 > 0.7:
            window(back, u0, u1, 0.9, 2.3, dark, "town", 2, 2)
    else:
        x = -r.half + 0.6
        while x + 1.7 < r.half:
            window(back, x, x + 1.6, 0.7, 2.35, dark, "town", 2, 1)
            x += 2.1
        if not kit.close:
            for x in (-1.9, 1.9):
                _cafe_group(kit, r, x, d - 0.8)
    wall = r.side(s)
    u = max(0.4, d - 1.5)
    if rng.random() < 0.5:
        _menu_board(wall, u - 0.5, u + 0.5)
    else:
        picture(wall, u, 1.75, 0.8, 0.6, dark)
    picture(r.side(-s), max(0.7, d - 1.0), 1.75, 0.55, 0.7, dark)
    n = 3 if not kit.far else 4
    for i in range(n):
        x = (i - (n - 1) / 2) * (1.7 if not kit.far else 2.2) + 0.2
        pendant(kit, x, min(2.1, r.top - 0.5), d - 1.4, 0.2, r.accent if i % 2 else r.second, r.top)
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        _cafe_group(kit, r, -s * min(r.half - 0.8, 1.7), 1.5)
        if kit.far:
            _cafe_group(kit, r, s * min(r.half - 0.8, 2.4), 0.9)
    potted(kit, s * (r.half - 0.4), d - 0.5, 1.3)


def _coffee_machine(kit: Kit, x: float, y: float, z: float) -> None:
    kit.box(x - 0.35, x + 0.35, y, y + 0.12, z - 0.2, z + 0.2, STEEL, 0.4)
    kit.box(x - 0.32, x + 0.32, y + 0.12, y + 0.42, z, z + 0.2, (168, 86, 72), 0.45)
    kit.box(x - 0.35, x + 0.35, y + 0.38, y + 0.5, z - 0.2, z + 0.2, STEEL, 0.4)
    for k in (-0.18, 0.18):
        kit.rod((x + k, y + 0.3, z - 0.15), (x + k, y + 0.38, z - 0.15), 0.04, DARK)
    for k in (-0.2, -0.07, 0.06, 0.19):
        kit.lathe(x + k, z, [(0.03, 0), (0.045, 0.07)], PAPER, 0.3, y=y + 0.5)


def _cake_dome(kit: Kit, x: float, y: float, z: float, c: RGB) -> None:
    kit.drum(x, z, 0.18, y, y + 0.03, PAPER, 0.35)
    kit.drum(x, z, 0.13, y + 0.03, y + 0.12, c, 0.35)
    kit.lathe(
        x, z, [(0.17, 0), (0.17, 0.12), (0.12, 0.2), (0.02, 0.23)], (214, 226, 226), 0.0, y=y + 0.03
    )
    kit.drum(x, z, 0.13, y + 0.03, y + 0.11, c, 0.35)


def _menu_board(wall: Wall, u0: float, u1: float) -> None:
    wall.block(u0, u1, 1.3, 2.2, 0.03, (140, 104, 76), 0.4)
    wall.rect(u0 + 0.05, u1 - 0.05, 1.35, 2.15, (66, 74, 76), 0.3, n=0.032)
    for i in range(5):
        v = 2.02 - i * 0.13
        end = u0 + (u1 - u0) * (0.5 + 0.3 * wall.kit.rng.random())
        wall.line(u0 + 0.14, v, end, v, (222, 220, 208), 0.5, n=0.034)


def _cafe_group(kit: Kit, r: Room, x: float, z: float) -> None:
    chair(kit, x - 0.52, z + 0.12, r.wood, 1.1)
    chair(kit, x + 0.52, z + 0.12, r.wood, -1.1)
    pedestal(kit, x, z, 0.36, mix(r.wood, PAPER, 0.35))
    cup(kit, x - 0.1, 0.74, z - 0.08)
    kit.lathe(x + 0.1, z, [(0.03, 0), (0.045, 0.08), (0.02, 0.14)], r.accent, 0.3, y=0.74)


def living_room(kit: Kit) -> None:
    """Sofa, bookcase, window with curtains, lamp, rug; a fire when the words want one."""
    rng = kit.rng
    r = room(kit, half=2.8, depth=2.8)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    wx = s * (0.55 + 0.3 * rng.random())
    window(back, wx - 0.7, wx + 0.7, 0.95, 2.25, mix(PAPER, r.wood, 0.15),
           ("garden", "city")[rng.randrange(2)], 2, 2)  # fmt: skip
    curtains(back, wx - 0.7, wx + 0.7, 0.85, 2.25, mix(r.second, PAPER, 0.15))
    hearth = kit.says("fire", "fireplace", "hearth", "chimney") or rng.random() < 0.25
    ox = -s * min(r.half - 0.85, 1.6)
    rug(kit, 0, 0.6, 2.8, 2.0, mix(r.second, r.floor_c, 0.35))
    sunlight(r, wx, 1.2)
    if hearth:
        _fireplace(back, ox, r)
    else:
        bookcase(back, ox - 0.6, ox + 0.6, 0, 2.15, mix(r.wood, DARK, 0.12), 5)
    if kit.says("tv", "television"):
        back.block(ox - 0.6, ox + 0.6, 0, 0.5, 0.4, r.wood, 0.4)
        back.block(ox - 0.55, ox + 0.55, 0.55, 1.2, 0.12, (52, 54, 64), 0.5, n=0.15)
    side = r.side(s)
    picture(side, d - 1.0, 1.7, 0.9, 0.65, r.wood)
    picture(r.side(-s), max(0.9, d - 0.9), 1.7, 0.5, 0.65, r.wood)
    door(r.side(-s), max(kit.eye[2] + 1.6, d - 2.7), 0.9, 2.05, mix(r.wood, PAPER, 0.3), PAPER)
    if not kit.close:
        sofa(kit, wx, d - 0.75, 1.9, mix(r.accent, r.wall_c, 0.15), r.second)
        floor_lamp(kit, wx + s * 1.3, d - 0.5, PAPER)
        _armchair(kit, ox + s * 0.1, 1.25 if kit.far else d - 1.35, r.second)
        low = 0.4
        kit.box(-s * 0.2 - 0.45, -s * 0.2 + 0.45, low - 0.05, low, 1.15, 1.7, r.wood, 0.45)
        for a in (-0.4, 0.38):
            kit.box(-s * 0.2 + a, -s * 0.2 + a + 0.04, 0, low - 0.05, 1.2, 1.24, r.wood, 0.3)
    else:
        floor_lamp(kit, wx + s * 1.1, d - 0.5, PAPER)
    potted(kit, -s * 0.55, d - 0.4, 1.2)
    dress(r, 2.9)


def sofa(kit: Kit, x: float, z: float, w: float, c: RGB, cushion: RGB) -> None:
    """A sofa facing the viewer."""
    kit.shadow(x, z, w * 0.58, 0.55, 0.25)
    a = w / 2
    kit.box(x - a, x + a, 0.35, 0.86, z + 0.22, z + 0.45, c, 0.5)
    kit.box(x - a, x + a, 0.1, 0.42, z - 0.4, z + 0.22, c, 0.5, top=mix(c, WHITE, 0.16))
    n = 3 if w > 1.6 else 2
    for i in range(1, n):
        p = x - a + w * i / n
        kit.stroke(
            [(p, 0.42, z - 0.4), (p, 0.42, z + 0.22), (p, 0.86, z + 0.22)], scale(c, 0.6), 0.35
        )
    for s in (-1, 1):
        p = x + s * (a + 0.08)
        kit.box(p - 0.12, p + 0.12, 0.1, 0.6, z - 0.42, z + 0.45, mix(c, WHITE, 0.05), 0.5)
    for k, t in ((-0.3, cushion), (0.28, mix(cushion, PAPER, 0.5))):
        p = x + k * w
        kit.poly([(p - 0.2, 0.44, z + 0.1), (p + 0.2, 0.46, z + 0.1), (p + 0.19, 0.82, z + 0.18),
                  (p - 0.21, 0.8, z + 0.18)], t, 0.4)  # fmt: skip


def _armchair(kit: Kit, x: float, z: float, c: RGB) -> None:
    sofa(kit, x, z, 0.62, c, mix(c, PAPER, 0.6))


def _fireplace(back: Wall, x: float, r: Room) -> None:
    kit = back.kit
    stone = mix(r.wall_c, (150, 132, 124), 0.55)
    back.block(x - 0.8, x + 0.8, 0, r.top, 0.3, mix(stone, r.wall_c, 0.5), 0.45)
    back.block(x - 0.75, x + 0.75, 0, 1.1, 0.4, stone, 0.5)
    back.block(x - 0.9, x + 0.9, 1.1, 1.2, 0.5, r.wood, 0.5)
    back.rect(x - 0.45, x + 0.45, 0.05, 0.8, (48, 40, 46), 0.4, n=0.405)
    if not (kit.staging.time == "day" and kit.staging.weather == "clear" and not kit.says("fire")):
        gx, gy, gz = back.pt(x, 0.35, 0.45)
        kit.glow(gx, gy, gz, 1.3, (255, 160, 80), 0.5)
        for w, h, c in (
            (0.26, 0.5, (232, 120, 56)),
            (0.17, 0.34, (250, 186, 80)),
            (0.08, 0.2, (255, 236, 160)),
        ):
            shine(
                kit,
                [
                    back.pt(x - w, 0.12, 0.42),
                    back.pt(x + w, 0.12, 0.42),
                    back.pt(x + w * 0.7, 0.12 + h * 0.5, 0.42),
                    back.pt(x + w * 0.1, 0.12 + h, 0.42),
                    back.pt(x - w * 0.3, 0.12 + h * 0.55, 0.42),
                    back.pt(x - w * 0.8, 0.12 + h * 0.6, 0.42),
                ],
                c,
            )
    kit.rod(back.pt(x - 0.3, 0.12, 0.46), back.pt(x + 0.3, 0.15, 0.46), 0.05, (110, 80, 62), 0.3)
    clock(Wall(kit, "back", back.at - 0.42), x, 1.36, 0.13)
    picture(Wall(kit, "back", back.at - 0.3), x, 1.95, 0.8, 0.6, r.wood)


def bedroom(kit: Kit) -> None:
    """Bed with head-board, bedside lamp, window, wardrobe, pictures."""
    rng = kit.rng
    r = room(kit, half=2.6, depth=2.9)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    wx = -s * (0.55 + 0.3 * rng.random())
    window(back, wx - 0.55, wx + 0.55, 0.95, 2.2, mix(PAPER, r.wood, 0.12),
           ("garden", "city", "trees")[rng.randrange(3)], 2, 2)  # fmt: skip
    curtains(back, wx - 0.55, wx + 0.55, 0.8, 2.2, mix(r.accent, PAPER, 0.3))
    rug(kit, 0, 0.5, 2.2, 1.6, mix(r.second, r.floor_c, 0.4))
    sunlight(r, wx, 1.0)
    bx = s * min(r.half - 0.95, 1.45)
    _bed(kit, bx, d - 0.1, r.second, r.wood)
    tx = bx - s * 1.12
    kit.box(tx - 0.22, tx + 0.22, 0, 0.5, d - 0.5, d - 0.08, r.wood, 0.45)
    kit.front(tx - 0.17, tx + 0.17, 0.27, 0.44, d - 0.502, mix(r.wood, WHITE, 0.12), 0.3)
    shade = mix(PAPER, LAMP, 0.8) if kit.mood.lamp else PAPER
    if kit.mood.lamp:
        kit.glow(tx, 0.78, d - 0.3, 1.2, LAMP, 0.6)
    kit.lathe(tx, d - 0.3, [(0.07, 0), (0.03, 0.05), (0.03, 0.16)], r.accent, 0.3, y=0.5)
    kit.lathe(tx, d - 0.3, [(0.15, 0), (0.09, 0.2)], shade, 0.4, y=0.66)
    picture(back, bx, 1.75, 0.85, 0.6, r.wood)
    side = r.side(-s)
    a = max(kit.eye[2] + 1.4, d - 1.9)
    side.block(a, a + 1.2, 0, 2.1, 0.55, mix(r.wood, r.wall_c, 0.3), 0.5)
    for k in (0.0, 0.6):
        side.rect(a + k + 0.05, a + k + 0.55, 0.15, 2.0, mix(r.wood, r.wall_c, 0.45), 0.35, n=0.555)
    picture(r.side(s), d - 1.6, 1.7, 0.5, 0.65, r.wood)
    dress(r, 2.8, "garden")
    if rng.random() < 0.5:
        potted(kit, wx - s * 0.9, d - 0.4, 1.0)


def _bed(kit: Kit, x: float, z1: float, c: RGB, wood: RGB) -> None:
    w, length = 0.78, 2.0
    z0 = z1 - length
    kit.shadow(x, (z0 + z1) / 2, w * 1.1, length * 0.54, 0.25)
    kit.box(x - w, x + w, 0, 1.15, z1 - 0.08, z1, wood, 0.5)
    kit.box(x - w, x + w, 0.16, 0.36, z0, z1 - 0.08, wood, 0.45)
    kit.box(x - w * 0.97, x + w * 0.97, 0.36, 0.56, z0 + 0.03, z1 - 0.1, PAPER, 0.45)
    for k in (-0.4, 0.4):
        p = x + k
        kit.poly([(p - 0.3, 0.57, z1 - 0.5), (p + 0.3, 0.57, z1 - 0.5), (p + 0.33, 0.78, z1 - 0.14),
                  (p - 0.33, 0.78, z1 - 0.14)], (244, 240, 230), 0.4)  # fmt: skip
    zc = z1 - 0.75
    kit.box(x - w * 1.02, x + w * 1.02, 0.24, 0.62, z0 - 0.02, zc, c, 0.5, top=mix(c, WHITE, 0.14))
    kit.floor(x - w * 1.02, x + w * 1.02, zc - 0.28, zc, mix(c, PAPER, 0.6), 0.625, 0.35)
    for k in (-0.5, 0.0, 0.45):
        kit.stroke([(x + k, 0.622, z0), (x + k * 0.8, 0.622, z0 + 0.7)], scale(c, 0.7), 0.3)
    kit.box(x - w, x + w, 0.1, 0.5, z0 - 0.08, z0 - 0.03, wood, 0.45)


def bathroom(kit: Kit) -> None:
    """Tiles, basin under a mirror, bath with a curtain."""
    rng = kit.rng
    r = room(kit, half=2.1, depth=2.1, floor="tiles", palette=3)
    back, d = r.back, r.depth
    tile = mix(r.accent if rng.random() < 0.4 else (150, 190, 190), WHITE, 0.3)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 1.35, scale(tile, wall.value), 0.3, n=0.004)
        for i in range(1, 6):
            wall.line(a, i * 0.23, b, i * 0.23, mix(tile, WHITE, 0.5), 0.3, n=0.006)
        u = a
        while u < b:
            wall.line(u, 0, u, 1.35, mix(tile, WHITE, 0.5), 0.25, n=0.006)
            u += 0.23 if not kit.far else 0.4
    s = 1 if rng.random() < 0.5 else -1
    back.block(-s * 0.5 - 0.36, -s * 0.5 + 0.36, 1.2, 2.1, 0.03, r.wood, 0.4)
    back.rect(-s * 0.5 - 0.3, -s * 0.5 + 0.3, 1.26, 2.04, (196, 216, 220), 0.3, n=0.035)
    back.block(-s * 0.5 - 0.32, -s * 0.5 + 0.32, 0.72, 0.88, 0.45, (240, 240, 236), 0.5)
    back.block(-s * 0.5 - 0.1, -s * 0.5 + 0.1, 0, 0.72, 0.22, (228, 228, 226), 0.45)
    kit.box(s * 0.35 if s > 0 else -r.half, r.half if s > 0 else -0.35, 0, 0.56, d - 0.8, d,
            (240, 240, 236), 0.5)  # fmt: skip
    cx = s * (r.half - 0.3)
    c = saturate(pick(rng, BRIGHTS), 0.7)
    kit.poly([(cx - 0.3, 0.3, d - 0.82), (cx + 0.3, 0.3, d - 0.82), (cx + 0.3, 2.0, d - 0.82),
              (cx - 0.3, 2.0, d - 0.82)], mix(c, PAPER, 0.4), 0.4)  # fmt: skip
    kit.rod((0.2 * s, 2.02, d - 0.82), (s * r.half, 2.02, d - 0.82), 0.015, STEEL)
    pendant(kit, 0, r.top - 0.4, 0.8, 0.16, PAPER, r.top)
