"""Streets and markets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, STONES, WHITE, mix, pick, scale
from .sets_facade import awning, facade, skyline
from .sets_green import tree
from .sets_props import bin_, lantern_post, street_lamp
from .sets_seats import bench
from .sets_vehicle import parked_car
from .sets_wall import Wall
from .sky import draw_sky
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def street(kit: Kit) -> None:
    """A street: down its length, or along its shop fronts."""
    rng = kit.rng
    along = rng.random() < (0.2 if kit.far else 0.38) and kit.staging.angle != "high"
    if along:
        _shop_side(kit)
    else:
        down_the_street(kit)


def asphalt(kit: Kit) -> RGB:
    c: RGB = mix((142, 138, 142), kit.light.sky[3], 0.1)
    if kit.staging.weather in ("rain", "storm"):
        c = mix(c, (70, 80, 100), 0.35)
    return snow_colour(kit, c, 0.7)


def down_the_street(kit: Kit) -> tuple[float, float]:
    """Looks down a street; gives the middle of its roadway and half its width, in metres."""
    rng = kit.own("down_the_street")
    kit.turn((rng.random() - 0.5) * 0.12, 0.0)
    draw_sky(kit, 0.7)
    skyline(kit, 120, mix((150, 150, 170), kit.light.sky[3], 0.4), 14, 34)
    mid = rng.choice((-1.0, 1.0)) * (1.2 + rng.random())
    near = kit.camera.eye[2] + 0.3
    half = 3.1 + (1.4 if kit.far else 0.0)
    walk = 2.2
    edge = half + walk
    end = 86.0
    paving = snow_colour(kit, mix(pick(rng, STONES), (190, 184, 180), 0.6))
    road = asphalt(kit)
    kit.floor(mid - 90, mid + 90, near, end + 60, mix(road, paving, 0.4))
    kit.floor(mid - edge, mid + edge, near, end, paving)
    # Houses from far to near on both sides.
    houses: list[tuple[float, float, str, float, RGB, bool]] = []
    for side in ("left", "right"):
        # From a place behind every camera, so that a house stands where it stood.
        u = -30.0
        while u < end:
            wide = 5.5 + 5 * rng.random()
            tall = 8.5 + 6.5 * rng.random()
            house = (u, min(end, u + wide), side, tall, pick(rng, STONES), rng.random() < 0.7)
            if u + wide > near:
                houses.append(house)
            u += wide + (2.5 if rng.random() < 0.12 else 0.0)
    houses.sort(key=lambda h: -h[0])
    kit.floor(mid - half, mid + half, near, end, road)
    _kerbs(kit, mid, half, near, end)
    veils = [40.0, 20.0, 9.0]
    for u0, u1, side, tall, c, shop in houses:
        while veils and u0 < veils[0]:
            fog_bank(kit, veils.pop(0), 0.3, 6)
        at = mid - edge if side == "left" else mid + edge
        wall = Wall(kit, "left" if side == "left" else "right", at)
        # The gable towards the viewer, where a gap or a lower neighbour shows it.
        if side == "left":
            kit.front(at - 9, at, 0, tall, u0, scale(c, 0.8), 0.4)
        else:
            kit.front(at, at + 9, 0, tall, u0, scale(c, 0.8), 0.4)
        facade(wall, u0, u1, tall, c, shop=shop, fine=u0 < 26 and not kit.close)
    _street_furniture(kit, mid, half, walk)
    wet_ground(kit)
    return mid, half


def _kerbs(kit: Kit, mid: float, half: float, near: float, end: float) -> None:
    rng = kit.own("kerbs")
    for s in (-1, 1):
        x = mid + s * half
        kit.floor(
            min(x, x + s * 0.16), max(x, x + s * 0.16), near, end, (206, 202, 196), 0.002, 0.3
        )
    step = 3.4
    n = 14
    if kit.staging.weather != "snow":
        for i in range(n):
            z = near + 0.6 + i * step
            kit.floor(mid - 0.08, mid + 0.08, z, z + 1.5, (224, 220, 208), 0.002)
    if (rng.random() < 0.5 or kit.staging.angle == "high") and kit.staging.weather != "snow":
        z = -0.8 if kit.staging.angle == "high" else 5.0 + 3 * rng.random()
        x = mid - half + 0.3
        while x < mid + half - 0.4:
            kit.floor(x, x + 0.45, z, z + 2.6, (224, 220, 208), 0.003)
            x += 0.9
    z = near + 1.0
    while z < 26 and not kit.close:
        for s in (-1, 1):
            x = mid + s * (half + 0.16)
            kit.stroke([(x, 0, z), (x + s * 2.04, 0, z)], (132, 126, 126), 0.22)
        z += 1.3
    kit.disc(mid - half * 0.45, 0.003, 2.6, 0.32, (104, 100, 108), 0.4, level=True)


def _street_furniture(kit: Kit, mid: float, half: float, walk: float) -> None:
    rng = kit.own("street_furniture")
    things: list[tuple[float, int, str]] = []
    z = 4.5 + 2 * rng.random()
    while z < 60:
        things.append((z, -1, "lamp"))
        things.append((z + 6, 1, "lamp"))
        z += 13
    trees = rng.random() < 0.5
    for i in range(5):
        s = 1 if rng.random() < 0.5 else -1
        things.append((3.6 + i * 6.2 + rng.random() * 1.6, s, "car"))
        if trees:
            things.append((7.5 + i * 8 + rng.random(), -s, "tree"))
    things.append((2.6 + rng.random() * 3, 1 if rng.random() < 0.5 else -1, "bin"))
    things.sort(key=lambda t: -t[0])
    reach = 0.8
    for z, s, what in things:
        x = mid + s * (half + 0.4)
        if kit.close and what != "lamp" and z < 6:
            continue
        if what == "lamp":
            street_lamp(kit, x, z, -s * 1.3)
        elif what == "car":
            cx = mid + s * (half - 1.05)
            if abs(cx) < reach + 0.9 and z < 6:
                continue
            parked_car(kit, cx, z, pick(rng, BRIGHTS), front=s < 0)
        elif what == "tree":
            tree(kit, x + s * 0.3, z, 5.0 + 1.5 * rng.random())
        elif abs(x + s * 1.2) > 1.4:
            bin_(kit, x + s * 1.2, z)


def _shop_side(kit: Kit) -> None:
    """Shop fronts run across the view a few metres behind the figures."""
    rng = kit.own("shop_side")
    kit.turn((0.1 + 0.14 * rng.random()) * rng.choice((-1, 1)), 1.5)
    draw_sky(kit, 0.7)
    back = 3.0 if not kit.far else 5.0
    kit.room_back = back - 0.7
    near = kit.camera.eye[2] - 6
    x0, x1, _, _ = kit.view(back + 3)
    x0, x1 = x0 - 7, x1 + 7
    paving = snow_colour(kit, mix(pick(rng, STONES), (188, 182, 178), 0.6))
    kit.floor(x0 - 20, x1 + 20, near, back + 0.5, paving)
    kerb = -1.1
    z = back - 0.9
    while z > kerb and not kit.close:
        kit.stroke([(x0, 0, z), (x1, 0, z)], scale(paving, 0.72), 0.22)
        z -= 0.9
    if not kit.close:
        n = int((x1 - x0) / 1.3)
        for i in range(n):
            x = x0 + i * 1.3
            kit.stroke([(x, 0, back), (x, 0, kerb)], scale(paving, 0.72), 0.2)
    kit.floor(x0 - 20, x1 + 20, near, kerb, asphalt(kit), 0.001)
    kit.floor(x0 - 20, x1 + 20, kerb, kerb + 0.16, (208, 204, 198), 0.002, 0.3)
    wall = Wall(kit, "back", back)
    x = x0
    while x < x1:
        wide = 4.6 + 3 * rng.random()
        facade(wall, x, min(x1, x + wide), 9 + 6 * rng.random(), pick(rng, STONES), shop=True)
        x += wide
    fog_bank(kit, back - 0.4, 0.3)
    a, b = sorted((rng.choice((-1, 1)) * (1.9 + rng.random()), rng.choice((-1, 1)) * 3.6))
    if kit.staging.shot not in ("extreme-close-up",):
        lantern_post(kit, a, 1.2 + rng.random())
    if abs(b - a) > 1.2:
        if rng.random() < 0.5:
            bench(kit, b, back - 0.7)
        else:
            bin_(kit, b, back - 0.6)
    wet_ground(kit)


def street_front(kit: Kit) -> None:
    """A lamp-post's dark shaft, or a corner of a wall, at the frame's edge of a wide shot."""
    if kit.staging.shot not in ("full", "wide", "extreme-wide"):
        return
    w, h = kit.w, kit.h
    s = kit.rng.choice((-1, 1))
    c = kit.mood.front
    x = w * (0.5 + s * 0.47)
    t = 0.012 * (w * h) ** 0.5
    kit.flat_fill([(x - t, -5), (x + t, -5), (x + t, h + 5), (x - t, h + 5)], c)
    kit.flat_fill([(x - t * 2.4, h * 0.86), (x + t * 2.4, h * 0.86), (x + t * 2.8, h + 5),
                   (x - t * 2.8, h + 5)], c)  # fmt: skip


def market(kit: Kit) -> None:
    """A square with stalls under striped awnings, heaped with fruit."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.3, 2.0)
    draw_sky(kit, 0.8)
    paving = snow_colour(kit, mix(pick(rng, STONES), (200, 186, 170), 0.5))
    near = kit.camera.eye[2] - 6
    kit.floor(-60, 60, near, 40, paving)
    back = Wall(kit, "back", 16.0)
    x0, x1, _, _ = kit.view(18)
    row, x = kit.own("row"), -42.0
    while x < x1 + 6:
        w, tall, stone = 5 + 3 * row.random(), 8 + 4 * row.random(), pick(row, STONES)
        if x + w > x0 - 6:
            facade(back, x, x + w, tall, stone, fine=False)
        x += w
    rows = [(9.5, 5), (5.6, 4)] + ([(2.9, 3)] if not kit.close else [(3.4, 3)])
    for z, n in rows:
        gap = 3.1
        shift = rng.random() - 0.5
        fog_bank(kit, z + 1.4, 0.3)
        for i in range(n):
            x = (i - (n - 1) / 2) * gap + shift
            if z < 4 and abs(x) < 1.1 and not kit.close:
                continue
            _stall(kit, x, z)
    wet_ground(kit)


def _stall(kit: Kit, x: float, z: float) -> None:
    rng = kit.own("stall")
    w = 1.15
    wood: RGB = (158, 120, 84)
    for s in (-1, 1):
        kit.rod((x + s * w, 0, z + 0.5), (x + s * w, 2.4, z + 0.5), 0.035, wood, 0.3)
    kit.box(x - w, x + w, 0, 0.8, z - 0.4, z + 0.45, wood, 0.5)
    fruit: tuple[RGB, ...] = ((208, 84, 62), (228, 164, 68), (132, 160, 84), (150, 88, 120))
    for k in range(3):
        a = x - w + 0.1 + k * 0.74
        kit.box(a, a + 0.66, 0.8, 0.93, z - 0.36, z + 0.3, mix(wood, WHITE, 0.2), 0.35)
        c = fruit[rng.randrange(4)]
        for row in (0.16, -0.02, -0.2):
            for i in range(5):
                kit.disc(
                    a + 0.08 + i * 0.125, 0.97, z + row, 0.07, mix(c, WHITE, 0.12 * (i % 2)), 0.25
                )
    awning(Wall(kit, "back", z + 0.5), x - w - 0.15, x + w + 0.15, 2.05, pick(rng, BRIGHTS), 1.2)
    for s in (-1, 1):
        kit.rod((x + s * w, 0.93, z - 0.55), (x + s * w, 2.05, z - 0.55), 0.03, wood, 0.3)
