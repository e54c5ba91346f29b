"""Behind and above the street: alleys and rooftops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, STONES, WHITE, mix, pick, saturate, scale
from .sets_facade import facade, pane_lit, skyline
from .sets_props import DARK, bin_, crate, shine
from .sets_town import asphalt
from .sets_wall import LAMP, Wall, door
from .sky import Dome, draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def alley(kit: Kit) -> None:
    """A narrow way between high walls: fire escapes, pipes, bins, washing."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.14, 0.5)
    draw_sky(kit, 0.5)
    near = kit.camera.eye[2] - 0.5
    half = 2.1 + (1.0 if kit.far else 0.0) + (0.5 if kit.w > 1.8 * kit.h else 0.0)
    end = 17.0
    kit.room_sides = half - 0.4
    c1, c2 = saturate(pick(rng, STONES), 0.8), saturate(pick(rng, STONES), 0.8)
    paving = snow_colour(kit, (136, 130, 134), 0.7)
    skyline(kit, 60, mix((140, 136, 156), kit.light.sky[3], 0.35), 16, 30)
    kit.floor(-40, 40, near, 60, asphalt(kit))
    kit.floor(-half, half, near, end, paving)
    for s in (-1, 1):
        kit.front(min(s * half, s * 16), max(s * half, s * 16), 0, 13, end, scale(c1, 0.7), 0.4)
    left, right = Wall(kit, "left", -half), Wall(kit, "right", half)
    tops = (11 + 4 * rng.random(), 11 + 4 * rng.random())
    for wall, c, top in ((left, c1, tops[0]), (right, c2, tops[1])):
        facade(wall, near, end, top, c, shop=False, fine=False, storey=3.4)
        _bricks(wall, near, end, c)
        u = 3 + 4 * rng.random()
        x, _, z = wall.pt(u, 0, 0.1)
        kit.rod((x, 0, z), (x, top, z), 0.06, mix(c, DARK, 0.5), 0.3)
        _lamp_on_wall(wall, 5.2 + rng.random() * 4, 3.1)
    door(left if rng.random() < 0.5 else right, 4.2 + 2 * rng.random(), 0.95, 2.1,
         saturate(pick(rng, BRIGHTS), 0.6), (120, 112, 110))  # fmt: skip
    _fire_escape(kit, left if rng.random() < 0.5 else right, 5.5)
    for z in (12.0, 7.0, 4.0):
        fog_bank(kit, z, 0.3, 3.5)
    kit.stroke([(-half, 5.4, 8), (-half * 0.3, 5.05, 8), (half * 0.3, 5.05, 8), (half, 5.4, 8)],
               DARK, 0.5)  # fmt: skip
    for i in range(5):
        x = -half * 0.7 + i * half * 0.33
        kit.front(
            x,
            x + half * 0.2,
            4.25 + 0.2 * rng.random(),
            5.1,
            8,
            pick(rng, (*BRIGHTS, (240, 238, 228))),
            0.35,
        )
    s = 1 if rng.random() < 0.5 else -1
    _skip(kit, s * (half - 0.62), 3.4, pick(rng, BRIGHTS))
    bin_(kit, -s * (half - 0.45), 2.6 + rng.random())
    bin_(kit, -s * (half - 0.42), 3.5 + rng.random(), (120, 116, 110))
    if not kit.close:
        crate(kit, s * (half - 0.4), 1.5, 0.5)
        crate(kit, s * (half - 0.36), 1.55, 0.36, y=0.4)
    wet_ground(kit)


def _bricks(wall: Wall, u0: float, u1: float, c: RGB) -> None:
    rng = wall.kit.own("bricks")
    dark = scale(c, 0.8 * wall.value)
    for _ in range(36 if not wall.kit.close else 16):
        u, v = u0 + (u1 - u0) * rng.random(), 0.3 + 5 * rng.random()
        wall.rect(u, u + 0.24, v, v + 0.08, dark, n=0.004)


def _lamp_on_wall(wall: Wall, u: float, v: float) -> None:
    kit = wall.kit
    x, y, z = wall.pt(u, v, 0.35)
    a = wall.pt(u, v + 0.12, 0.0)
    kit.rod(a, (x, v + 0.12, z), 0.02, DARK)
    kit.lathe(x, z, [(0.16, 0), (0.05, 0.14)], DARK, 0.4, y=y)
    if kit.mood.lamp:
        kit.glow(x, y, z, 1.6, LAMP, 0.6)
        shine(kit, [(x - 0.09, y, z), (x + 0.09, y, z), (x + 0.05, y - 0.1, z),
                    (x - 0.05, y - 0.1, z)], (255, 236, 180))  # fmt: skip


def _fire_escape(kit: Kit, wall: Wall, u: float) -> None:
    iron: RGB = (88, 82, 92)
    for v in (3.6, 7.0):
        wall.block(u, u + 2.6, v, v + 0.08, 1.0, iron, 0.35)
        for i in range(7):
            a = u + 2.6 * i / 6
            kit.stroke([wall.pt(a, v, 1.0), wall.pt(a, v + 0.95, 1.0)], iron, 0.45)
        kit.stroke([wall.pt(u, v + 0.95, 1.0), wall.pt(u + 2.6, v + 0.95, 1.0)], iron, 0.7)
        for k in (0.35, 0.75):
            kit.stroke([wall.pt(u + 0.2, v, k), wall.pt(u + 2.3, v + 3.4, k)], iron, 0.7)


def _skip(kit: Kit, x: float, z: float, c: RGB) -> None:
    """A large wheeled rubbish container."""
    kit.shadow(x, z, 0.75, 0.9, 0.3)
    kit.box(x - 0.55, x + 0.55, 0.14, 1.15, z - 0.75, z + 0.75, scale(c, 0.85), 0.55)
    kit.box(x - 0.6, x + 0.6, 1.15, 1.27, z - 0.8, z + 0.8, scale(c, 0.7), 0.5)
    for k in (-0.3, 0.1):
        kit.front(x + k, x + k + 0.2, 0.25, 1.05, z - 0.752, scale(c, 0.74), 0.25)


def rooftop(kit: Kit) -> None:
    """A flat roof above the town: parapet, tank, vents, aerials."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.3, 2.0)
    draw_sky(kit)
    sky = kit.light.sky
    deep = -24.0
    kit.floor(-900, 900, 20, 2600, mix((140, 140, 160), sky[3], 0.5), deep)
    skyline(kit, 260, mix((140, 146, 176), sky[3], 0.55), 26, 80, deep, 0.35)
    skyline(kit, 120, mix((118, 122, 150), sky[3], 0.3), 20, 47, deep, 0.5)
    fog_bank(kit, 100, 0.35, 8)
    skyline(kit, 55, mix((110, 104, 128), sky[3], 0.12), 12, 29, deep, 0.6)
    fog_bank(kit, 40, 0.35, 4)
    far = 7.0 if kit.far else 4.2
    if kit.staging.angle == "high":
        far = 3.0
    kit.room_back = far - 0.6
    x0, x1, _, _ = kit.view(far + 1)
    wide = max(7.0, (x1 - x0) * 0.9)
    near = kit.camera.eye[2] - 8
    c = snow_colour(kit, mix(pick(rng, STONES), (150, 140, 142), 0.55))
    kit.floor(-wide, wide, near, far, c)
    if not kit.close:
        step = 1.6
        for i in range(-8, 9):
            kit.stroke([(i * step, 0, near), (i * step, 0, far)], scale(c, 0.8), 0.25)
        z = far - step
        while z > kit.camera.eye[2]:
            kit.stroke([(-wide, 0, z), (wide, 0, z)], scale(c, 0.8), 0.25)
            z -= step
    stone = mix(c, (186, 160, 146), 0.5)
    kind = rng.randrange(3)
    if kind < 2:
        kit.box(-wide, wide, 0, 0.85, far, far + 0.3, stone, 0.5)
        kit.box(
            -wide,
            wide,
            0.85,
            0.97,
            far - 0.05,
            far + 0.35,
            snow_colour(kit, mix(stone, WHITE, 0.2)),
            0.5,
        )
    else:
        kit.box(-wide, wide, 0, 0.3, far, far + 0.3, stone, 0.5)
        n = max(6, int(wide * 2 / 1.1))
        for i in range(n + 1):
            x = -wide + 2 * wide * i / n
            kit.rod((x, 0.3, far + 0.1), (x, 1.05, far + 0.1), 0.02, DARK)
        for y in (0.65, 1.05):
            kit.rod((-wide, y, far + 0.1), (wide, y, far + 0.1), 0.025, DARK, 0.3)
    s = 1 if rng.random() < 0.5 else -1
    _roof_hut(kit, s * (wide * 0.5), far - 2.2)
    _tank(kit, -s * min(3.4, wide * 0.42), far - (0.2 if kit.far else -2.4))
    _vent(kit, s * 1.75, far - 0.9)
    x = -s * 1.6
    kit.rod((x, 0, far - 0.3), (x, 3.0, far - 0.3), 0.02, DARK)
    for y, w in ((2.9, 0.45), (2.65, 0.6), (2.4, 0.35)):
        kit.rod((x - w, y, far - 0.3), (x + w, y, far - 0.3), 0.012, DARK)
    if kit.far:
        gulls(kit, Dome(kit), 4)
    wet_ground(kit)


def _tank(kit: Kit, x: float, z: float) -> None:
    """A wooden water tank on legs."""
    wood: RGB = (136, 104, 86)
    for a, b in ((-0.7, 0.5), (0.7, 0.5), (-0.7, -0.5), (0.7, -0.5)):
        kit.rod((x + a, 0, z + b), (x + a * 0.9, 1.9, z + b * 0.9), 0.06, scale(wood, 0.7), 0.3)
    kit.stroke([(x - 0.7, 0.2, z - 0.5), (x + 0.65, 1.8, z - 0.5)], scale(wood, 0.6), 0.6)
    kit.stroke([(x + 0.7, 0.2, z - 0.5), (x - 0.65, 1.8, z - 0.5)], scale(wood, 0.6), 0.6)
    kit.drum(x, z, 1.0, 1.9, 3.9, wood, 0.6)
    for i in range(-3, 4):
        a = x + i * 0.27
        kit.stroke([(a, 1.95, z - 0.99), (a, 3.85, z - 0.99)], scale(wood, 0.7), 0.25)
    for y in (2.3, 2.9, 3.5):
        kit.stroke(
            [(x - 0.99, y, z), (x, y - 0.04, z - 1), (x + 0.99, y, z)], scale(wood, 0.5), 0.5
        )
    kit.drum(x, z, 1.08, 3.9, 4.7, snow_colour(kit, scale(wood, 0.8)), 0.6, r1=0.06)


def _roof_hut(kit: Kit, x: float, z: float) -> None:
    """The head of the stairs, with a door and a lamp."""
    c: RGB = (176, 140, 122)
    kit.box(x - 1.2, x + 1.2, 0, 2.6, z, z + 2.2, c, 0.55)
    kit.box(x - 1.3, x + 1.3, 2.6, 2.78, z - 0.1, z + 2.3, snow_colour(kit, (150, 144, 144)), 0.5)
    door(Wall(kit, "back", z), x - 0.45, 0.9, 2.05, (98, 118, 116), (124, 112, 108))
    if kit.mood.lamp:
        kit.glow(x, 2.3, z - 0.1, 1.5, LAMP, 0.6)
        pane_lit(Wall(kit, "back", z - 0.05), x - 0.1, x + 0.1, 2.24, 2.36)


def _vent(kit: Kit, x: float, z: float) -> None:
    kit.box(x - 0.45, x + 0.45, 0, 0.75, z - 0.4, z + 0.4, (150, 154, 160), 0.5)
    for i in range(4):
        y = 0.16 + i * 0.14
        kit.front(x - 0.36, x + 0.36, y, y + 0.06, z - 0.402, (104, 108, 118))


def rooftop_front(kit: Kit) -> None:
    """A dark chimney with its pots in a corner of a wide shot."""
    if kit.staging.shot not in ("full", "wide", "extreme-wide"):
        return
    w, h = kit.w, kit.h
    s = kit.rng.choice((-1, 1))
    x, u = w * (0.5 + s * 0.44), (w * h) ** 0.5
    c = kit.mood.front
    kit.flat_fill([(x - u * 0.06, h * 0.84), (x + u * 0.06, h * 0.84), (x + u * 0.06, h + 9),
                   (x - u * 0.06, h + 9)], c)  # fmt: skip
    kit.flat_fill([(x - u * 0.07, h * 0.82), (x + u * 0.07, h * 0.82), (x + u * 0.07, h * 0.845),
                   (x - u * 0.07, h * 0.845)], c)  # fmt: skip
    for k in (-0.035, 0.03):
        kit.flat_fill(
            [
                (x + u * (k - 0.02), h * 0.82),
                (x + u * (k - 0.015), h * 0.765),
                (x + u * (k + 0.015), h * 0.765),
                (x + u * (k + 0.02), h * 0.82),
            ],
            c,
        )
