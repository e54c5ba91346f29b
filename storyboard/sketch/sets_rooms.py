"""Rooms to live in: living room, bedroom, bathroom, cabin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import DARK, STEEL, floor_lamp, pendant, potted, shine, table
from .sets_seats import armchair, bench, sofa
from .sets_shell import Room, dress, room, rug, sunlight
from .sets_shelves import bookcase, shelf
from .sets_wall import LAMP, PAPER, Wall, clock, curtains, door, picture, window

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


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
        armchair(kit, ox + s * 0.1, 1.25 if kit.far else d - 1.35, r.second)
        low = 0.4
        kit.box(-s * 0.2 - 0.45, -s * 0.2 + 0.45, low - 0.05, low, 1.15, 1.7, r.wood, 0.45)
        for a in (-0.4, 0.38):
            kit.box(-s * 0.2 + a, -s * 0.2 + a + 0.04, 0, low - 0.05, 1.2, 1.24, r.wood, 0.3)
    else:
        floor_lamp(kit, wx + s * 1.1, d - 0.5, PAPER)
    potted(kit, -s * 0.55, d - 0.4, 1.2)
    dress(r, 2.9)


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
    if not kit.abed:
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
    tile = mix(r.accent if rng.random() < 0.4 else (112, 168, 172), WHITE, 0.12)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 1.35, scale(tile, wall.value), 0.3, n=0.004)
        wall.rect(a, b, 1.35, 1.43, scale(tile, 0.6 * wall.value), 0.3, n=0.008)
        for i in range(1, 6):
            wall.line(a, i * 0.23, b, i * 0.23, mix(tile, WHITE, 0.5), 0.3, n=0.006)
        u = a
        while u < b:
            wall.line(u, 0, u, 1.35, mix(tile, WHITE, 0.5), 0.25, n=0.006)
            u += 0.23 if not kit.far else 0.4
    s = 1 if rng.random() < 0.5 else -1
    back.block(-s * 0.5 - 0.36, -s * 0.5 + 0.36, 1.2, 2.1, 0.03, r.wood, 0.4)
    back.rect(-s * 0.5 - 0.3, -s * 0.5 + 0.3, 1.26, 2.04, (166, 200, 210), 0.3, n=0.035)
    for k in (-0.14, 0.06):
        u = -s * 0.5 + k
        kit.poly([back.pt(u - 0.12, 1.3, 0.036), back.pt(u - 0.06, 1.3, 0.036),
                  back.pt(u + 0.14, 2.0, 0.036), back.pt(u + 0.08, 2.0, 0.036)],
                 (206, 226, 230))  # fmt: skip
    # A cabinet, a rail with towels, a mat.
    u = -s * min(1.35, r.half - 0.4)
    back.block(u - 0.22, u + 0.22, 1.35, 2.0, 0.16, mix(r.wood, PAPER, 0.35), 0.45)
    back.rect(u - 0.17, u - 0.02, 1.41, 1.94, mix(r.wood, PAPER, 0.5), 0.3, n=0.165)
    back.rect(u + 0.02, u + 0.17, 1.41, 1.94, mix(r.wood, PAPER, 0.5), 0.3, n=0.165)
    rail = r.side(-s)
    far = d - 0.3
    kit.rod(rail.pt(far - 1.0, 1.2, 0.06), rail.pt(far, 1.2, 0.06), 0.014, STEEL)
    for k, cloth in ((0.1, r.second), (0.55, r.accent)):
        rail.rect(far - k - 0.36, far - k, 0.62, 1.21, mix(cloth, PAPER, 0.25), 0.4, n=0.07)
        rail.rect(far - k - 0.36, far - k, 0.7, 0.76, mix(cloth, PAPER, 0.6), n=0.075)
    kit.floor(s * 0.1 - 0.5, s * 0.1 + 0.5, d - 1.5, d - 0.95, r.second, 0.006, 0.4)
    kit.floor(s * 0.1 - 0.42, s * 0.1 + 0.42, d - 1.42, d - 1.03, mix(r.second, PAPER, 0.3), 0.007)
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


def cabin(kit: Kit) -> None:
    """A plain wooden cabin or hut."""
    rng = kit.rng
    r = room(kit, half=2.5, depth=2.6, palette=0)
    back, d = r.back, r.depth
    log: RGB = (158, 118, 84)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        for i in range(10):
            c = scale(log if i % 2 else mix(log, WHITE, 0.08), wall.value)
            wall.rect(a, b, i * 0.3, i * 0.3 + 0.3, c, 0.3, n=0.005)
    s = 1 if rng.random() < 0.5 else -1
    window(back, s * 0.7 - 0.4, s * 0.7 + 0.4, 1.1, 1.95, scale(log, 0.7),
           "sea" if kit.says("ship", "cabin", "boat", "sea") else "trees", 2, 2)  # fmt: skip
    shelf(back, min(-s * 1.9, -s * 0.8), max(-s * 1.9, -s * 0.8), 1.6, log)
    clock(r.side(s), d - 0.8, 1.9)
    curtains(back, s * 0.7 - 0.4, s * 0.7 + 0.4, 1.2, 1.95, BRIGHTS[0], 0.25)
    table(kit, -s * 1.35, d - 0.7, 1.0, 0.6, log)
    bench(kit, s * 1.3, d - 0.6, 1.2)
    floor_lamp(kit, -s * (r.half - 0.4), d - 0.4, PAPER)
    pendant(kit, 0, r.top - 0.6, 1.0, 0.2, STEEL, r.top)
