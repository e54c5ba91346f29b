"""The shell of a room: floor, ceiling, walls, and what dresses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sets_colour import PALETTES, WHITE, mix, scale
from .sets_props import DARK, floor_lamp, potted
from .sets_seats import armchair
from .sets_shelves import bookcase
from .sets_wall import PAPER, Wall, bare, curtains, door, picture, window

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
    floor: str = "planks", palette: int = -1, ceiling: bool = True, snug: bool = False,
) -> Room:  # fmt: skip
    """Build floor, ceiling and three walls, wide and high enough for this shot.

    A `snug` one keeps its measures, as buses and cells must: the camera stands inside it, and
    its walls run out to the frame's edges.
    """
    rng = kit.own("room")
    shot, angle = kit.staging.shot, kit.staging.angle
    turn = yaw * (0.35 + 0.65 * rng.random()) * rng.choice((-1, 1))
    if shot == "extreme-wide":
        turn *= 0.4
    if not snug:
        depth += {"full": 0.5, "wide": 1.4, "extreme-wide": 4.0}.get(shot, 0.0)
    kit.turn(turn, 0.8)
    x0, x1, _, _ = kit.view(0.6)
    wide = half
    half = max(half, (x1 - x0) * 0.5 * (0.92 if kit.far else 0.98) + 0.25, abs(kit.eye[0]) + 0.6)
    tall = top
    if shot == "extreme-wide":
        top = max(top, 4.6)
    elif shot == "wide":
        top = max(top, 3.1)
    if snug:
        half, top = max(wide, abs(kit.eye[0]) + 0.25), tall
    top = max(top, kit.eye[1] + 0.5) if angle != "high" else max(top, 2.9)
    wall_c, wood, floor_c, accent, second = PALETTES[
        palette % len(PALETTES) if palette >= 0 else rng.randrange(len(PALETTES))
    ]
    back, left, right = (
        Wall(kit, "back", depth), Wall(kit, "left", -half), Wall(kit, "right", half),
    )  # fmt: skip
    kit.room_back, kit.room_sides = depth - 0.9, half - 0.3
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
    rng = kit.own("floor_lines")
    n = int(half / step)
    for i in range(-n, n + 1):
        kit.stroke([(i * step, 0, start), (i * step, 0, depth)], dark, 0.28)
        z = start + 2.5 * rng.random()
        while z < depth:
            kit.stroke([(i * step, 0, z), ((i + 1) * step, 0, z)], dark, 0.25)
            z += 1.6 + rng.random() * 2


def rug(kit: Kit, x: float, z: float, w: float, d: float, c: RGB) -> None:
    """A bordered rug."""
    kit.floor(x - w / 2, x + w / 2, z - d / 2, z + d / 2, c, 0.004, 0.35)
    kit.floor(x - w * 0.45, x + w * 0.45, z - d * 0.42, z + d * 0.42, mix(c, PAPER, 0.5), 0.005)
    kit.floor(x - w * 0.42, x + w * 0.42, z - d * 0.38, z + d * 0.38, c, 0.006)


def dress(r: Room, start: float, view: str = "city") -> None:
    """Furnish the back wall beyond `start` metres to both sides, where a wide frame shows it."""
    kit, rng, d = r.kit, r.kit.own("dress"), r.depth
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
                armchair(kit, mid - 0.3, d - 0.8, r.second)
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
