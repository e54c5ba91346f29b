"""Places full of things: a ship's hold, and a storeroom of shelves to the ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import DARK, STEEL, barrel, crate, pendant, shine
from .sets_shell import Room, room
from .sets_shelves import books, vase
from .sets_wall import LAMP, PAPER, Wall, door

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit

TIMBER: RGB = (116, 96, 86)
CARGO: tuple[RGB, ...] = ((202, 164, 108), (186, 140, 92), (150, 160, 138), (212, 178, 122))
LEATHER: tuple[RGB, ...] = (
    (176, 108, 62), (128, 80, 62), (88, 124, 116), (206, 164, 96), (96, 92, 134), (190, 82, 66),
)  # fmt: skip


def suitcase(kit: Kit, x: float, z: float, w: float, h: float, y: float, c: RGB) -> None:
    """A suitcase standing at height `y`: corners, two straps, a handle."""
    kit.box(x - w / 2, x + w / 2, y, y + h, z - 0.11, z + 0.11, c, 0.5)
    n = z - 0.112
    for k in (-0.28, 0.2):
        kit.front(x + w * k, x + w * (k + 0.08), y, y + h, n, scale(c, 0.68), 0.25)
    for k, v in ((-0.5, 0), (0.42, 0), (-0.5, 0.82), (0.42, 0.82)):
        kit.front(x + w * k, x + w * (k + 0.08), y + h * v, y + h * (v + 0.18), n - 0.001,
                  mix(c, (226, 190, 130), 0.5))  # fmt: skip
    kit.rod((x - 0.07, y + h + 0.035, z), (x + 0.07, y + h + 0.035, z), 0.014, DARK)


def sack(kit: Kit, x: float, z: float, h: float, y: float = 0.0) -> None:
    """A tied sack of grain."""
    c: RGB = (196, 174, 132)
    r = h * 0.42
    kit.lathe(x, z, [(r * 0.8, 0), (r * 1.08, h * 0.25), (r, h * 0.6), (r * 0.32, h * 0.86),
                     (r * 0.22, h * 0.9), (r * 0.42, h)], c, 0.5, y=y)  # fmt: skip
    kit.front(x - r * 0.3, x + r * 0.3, y + h * 0.85, y + h * 0.9, z - 0.01, scale(c, 0.6), 0.25)


def hold(kit: Kit) -> None:
    """The hold of a ship: ribs and planks, cargo, suitcases, a ladder under the lit hatch."""
    rng = kit.rng
    r = room(kit, half=2.9, depth=3.4, top=2.5, yaw=0.14, palette=2)
    back, d, half = r.back, r.depth, r.half
    steel = kit.says("ferry", "steamer", "liner", "freighter", "submarine", "steel", "cars")
    wood: RGB = (138, 146, 152) if steel else TIMBER
    back.rect(-half, half, 0, r.top, wood, n=0.002)
    v = 0.3
    while v < r.top:
        back.line(-half, v, half, v, scale(wood, 0.62), 0.32, n=0.004)
        v += 0.3
    for s in (-1, 1):
        side = r.side(s)
        near = kit.eye[2] - 1.0
        side.rect(near, d, 0, r.top, scale(wood, 0.86), n=0.002)
        v = 0.3
        while v < r.top:
            side.line(near, v, d, v, scale(wood, 0.55), 0.32, n=0.004)
            v += 0.3
        z = d - 0.5
        while z > kit.eye[2] + 0.5:
            # Ribs lean inwards above, as a hull's do.
            lean = 0.34
            a, b = s * half, s * (half - 0.14)
            for z0, c in ((z, wood), (z + 0.16, scale(wood, 0.7))):
                knee = (b - s * lean * 0.2, r.top * 0.6, z0)
                rib = [(a, 0, z0), (b, 0, z0), knee, (b - s * lean, r.top, z0), (a, r.top, z0)]
                kit.poly(rib, scale(c, 0.8), 0.45)
            z -= 1.15
    z = d - 0.3
    while z > kit.eye[2] + 0.6:
        kit.box(-half, half, r.top - 0.22, r.top, z - 0.1, z + 0.1, scale(wood, 0.72), 0.45)
        z -= 1.15
    s = 1 if rng.random() < 0.5 else -1
    _ladder(kit, r, -s * min(half - 1.0, 1.3), wood)
    x = s * min(half - 0.9, 1.5)
    tones = [pick(rng, CARGO) for _ in range(3)]
    crate(kit, x, d - 0.7, 1.0, tones[0])
    crate(kit, x + s * 0.15, d - 0.75, 0.7, tones[1], y=0.8)
    crate(kit, x - s * 1.0, d - 0.6, 0.72, tones[2])
    barrel(kit, -s * min(half - 0.5, 2.3), d - 0.6, 1.0)
    barrel(kit, -s * min(half - 0.5, 2.2), d - 1.4, 0.9)
    for i in range(3):
        w, h = 0.5 + 0.25 * rng.random(), 0.34 + 0.16 * rng.random()
        suitcase(kit, x - s * (1.75 + 0.1 * i), d - 0.7 - 0.24 * i, w, h, 0.0,
                 LEATHER[rng.randrange(len(LEATHER))])  # fmt: skip
    suitcase(kit, x - s * 0.95, d - 0.7, 0.55, 0.38, 0.58, LEATHER[rng.randrange(len(LEATHER))])
    if not kit.close:
        sack(kit, s * min(half - 0.5, 2.4), d - 1.7, 0.62)
        sack(kit, s * min(half - 0.45, 2.5), d - 2.2, 0.5)
        _net(kit, s * min(half - 0.4, 2.5), d - 1.3, r.top)
    lamp = (s * 0.15, r.top - 0.62, d - 1.5)
    _hung_lantern(kit, *lamp, r.top)


def _ladder(kit: Kit, r: Room, x: float, wood: RGB) -> None:
    """A steep ladder up to the hatch, with the light that falls through it."""
    d = r.depth
    open_air: RGB = kit.light.sky[1]
    pts = [(x - 0.55, r.top - 0.002, d - 1.5), (x + 0.55, r.top - 0.002, d - 1.5),
           (x + 0.55, r.top - 0.002, d - 0.6), (x - 0.55, r.top - 0.002, d - 0.6)]  # fmt: skip
    if kit.eye[1] < r.top:
        shine(kit, pts, mix(open_air, WHITE, 0.35))
    if not kit.night:
        kit.poly([(x - 0.5, r.top, d - 1.0), (x + 0.5, r.top, d - 1.0), (x + 1.0, 0, d - 1.4),
                  (x - 1.0, 0, d - 1.4)], (255, 248, 220), alpha=0.14)  # fmt: skip
    for k in (-0.24, 0.24):
        kit.rod((x + k, 0, d - 0.95), (x + k, r.top, d - 0.6), 0.035, scale(wood, 0.7), 0.35)
    n = 8
    for i in range(1, n):
        t = i / n
        z = d - 0.95 + 0.35 * t
        kit.rod((x - 0.24, r.top * t, z), (x + 0.24, r.top * t, z), 0.026, scale(wood, 0.8), 0.3)


def _net(kit: Kit, x: float, z: float, top: float) -> None:
    for i in range(4):
        kit.stroke([(x - 0.4 + 0.25 * i, top, z), (x - 0.3 + 0.2 * i, top - 1.0, z)], DARK, 0.4)
    for k in (0.3, 0.6, 0.9):
        kit.stroke(
            [(x - 0.4, top - k, z), (x, top - k - 0.1, z), (x + 0.35, top - k, z)], DARK, 0.4
        )


def _hung_lantern(kit: Kit, x: float, y: float, z: float, top: float) -> None:
    kit.stroke([(x, y + 0.34, z), (x, top, z)], DARK, 0.5)
    kit.glow(x, y + 0.12, z, 2.6, LAMP, 0.6)
    kit.drum(x, z, 0.11, y - 0.04, y, DARK, 0.4)
    shine(kit, [(x - 0.09, y, z), (x + 0.09, y, z), (x + 0.1, y + 0.24, z), (x - 0.1, y + 0.24, z)],
          (255, 232, 164))  # fmt: skip
    for k in (-0.09, 0.0, 0.09):
        kit.stroke([(x + k, y, z), (x + k, y + 0.24, z)], DARK, 0.4)
    kit.lathe(x, z, [(0.13, 0), (0.05, 0.1)], DARK, 0.4, y=y + 0.24)


def storeroom(kit: Kit) -> None:
    """Shelves to the ceiling, full of what people leave behind, each with its paper tag."""
    rng = kit.rng
    r = room(kit, half=2.7, depth=2.9, palette=(0, 2, 4)[rng.randrange(3)])
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    high = min(r.top - 0.12, 2.75 if not kit.far else r.top - 0.2)
    gap = s * min(r.half - 0.7, 2.0)
    u = -r.half + 0.08
    while u < r.half - 0.4:
        w = min(1.25, r.half - u - 0.08)
        if not (u < gap < u + w and kit.staging.shot in ("full", "wide", "extreme-wide")):
            lost_shelves(back, u, u + w, high, r.wood)
        else:
            door(back, u + 0.12, 0.86, 2.05, mix(r.wood, PAPER, 0.2), mix(r.wood, PAPER, 0.4))
        u += w + 0.04
    for side in (r.left, r.right):
        z = d - 0.15
        while z > max(kit.eye[2] + 1.0, d - 3.2):
            lost_shelves(side, z - 1.1, z, high, r.wood)
            z -= 1.15
    pendant(kit, 0.3 * s, r.top - 0.5, d - 1.5, 0.24, STEEL, r.top)
    if kit.staging.shot in ("medium-long", "full", "wide", "extreme-wide"):
        x = -s * min(r.half - 1.1, 1.6)
        kit.box(x - 0.85, x + 0.85, 0, 0.98, d - 1.7, d - 1.15, r.accent, 0.5)
        kit.box(x - 0.92, x + 0.92, 0.98, 1.05, d - 1.78, d - 1.1, r.wood, 0.5)
        kit.lathe(x - 0.5, d - 1.5, [(0.09, 0), (0.07, 0.05), (0.015, 0.09)], (214, 178, 96), 0.35,
                  y=1.05)  # fmt: skip
        for i in range(3):
            kit.box(x + 0.15, x + 0.55, 1.05 + 0.05 * i, 1.1 + 0.05 * i, d - 1.6, d - 1.3,
                    pick(rng, BRIGHTS), 0.35)  # fmt: skip
        suitcase(kit, s * 0.9, d - 0.75, 0.6, 0.45, 0, LEATHER[rng.randrange(len(LEATHER))])
        suitcase(kit, s * 1.25, d - 1.0, 0.5, 0.36, 0, LEATHER[rng.randrange(len(LEATHER))])


def lost_shelves(wall: Wall, u0: float, u1: float, high: float, wood: RGB) -> None:
    """One upright of shelves with all sorts on it, `high` metres."""
    rng = wall.kit.own("lost_shelves")
    deep = 0.36
    wall.block(u0, u1, 0, high, deep, wood, 0.45)
    wall.rect(u0 + 0.04, u1 - 0.04, 0.06, high - 0.04, scale(wood, 0.5), 0.3, n=deep + 0.001)
    rows = max(3, round(high / 0.52))
    cell = (high - 0.1) / rows
    for i in range(rows):
        v = 0.06 + cell * i
        wall.rect(u0 + 0.04, u1 - 0.04, v, v + 0.035, mix(wood, WHITE, 0.12), 0.3, n=deep + 0.004)
        u = u0 + 0.08
        while u < u1 - 0.16:
            u += _thing(wall, u, v + 0.035, min(u1 - 0.06 - u, 0.5), cell - 0.07, deep + 0.005)
            u += 0.02 + 0.04 * rng.random()


def _thing(wall: Wall, u: float, v: float, room_left: float, h: float, n: float) -> float:
    """Something lost, `h` metres of height being free; gives back its width."""
    rng = wall.kit.own("thing")
    # One bear to a dozen other things.
    kind = (0, 1, 0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6)[rng.randrange(13)]
    c = saturate(pick(rng, BRIGHTS), 0.9)
    leather = LEATHER[rng.randrange(len(LEATHER))]
    w = min(room_left, 0.2 + 0.26 * rng.random())
    top = h * (0.55 + 0.4 * rng.random())
    if kind <= 1:
        wall.rect(u, u + w, v, v + top * 0.85, leather, 0.4, n=n)
        for k in (0.18, 0.72):
            wall.rect(u + w * k, u + w * (k + 0.1), v, v + top * 0.85, scale(leather, 0.66), n=n)
        wall.line(u + w * 0.38, v + top * 0.9, u + w * 0.62, v + top * 0.9, DARK, 0.7, n=n)
    elif kind == 2:
        wall.rect(u, u + w, v, v + top * 0.7, (196, 164, 116), 0.4, n=n)
        wall.rect(u, u + w, v + top * 0.55, v + top * 0.7, (176, 142, 98), 0.3, n=n)
    elif kind == 3:
        books(wall, u, u + w, v, h * 0.9, n, 0.05)
    elif kind == 4:
        # A hat: brim and crown.
        wall.rect(u, u + w, v, v + 0.03, c, 0.35, n=n)
        wall.rect(u + w * 0.2, u + w * 0.8, v + 0.03, v + min(0.2, top * 0.6), c, 0.35, n=n)
    elif kind == 5:
        vase(wall, u + w / 2, v, min(h * 0.9, w * 1.4), n)
    else:
        # A bear: head, ears, belly.
        k = min(w * 0.5, h * 0.24)
        bear: RGB = (176, 128, 84)
        wall.disc(u + w / 2, v + k, k, bear, 0.35, n=n)
        for s in (-1, 1):
            wall.disc(u + w / 2 + s * k * 0.55, v + k * 2.75, k * 0.32, scale(bear, 0.85), 0.3, n=n)
        wall.disc(u + w / 2, v + k * 2.2, k * 0.72, bear, 0.35, n=n)
        for s in (-1, 1):
            wall.disc(u + w / 2 + s * k * 0.25, v + k * 2.3, k * 0.1, DARK, n=n)
    if rng.random() < 0.45 and w > 0.16:
        x, y = u + w * 0.5, v + min(top * 0.4, h * 0.4)
        wall.rect(x - 0.045, x + 0.045, y - 0.06, y + 0.02, PAPER, 0.3, n=n + 0.004)
    return w
