"""An insert drawn: a thing as large as the frame takes, on a table or in a hand."""

from __future__ import annotations

from math import radians

import numpy as np
from numpy.typing import ArrayLike

from .camera import Camera
from .canvas import Canvas, oval
from .curve import Array, Frame
from .design import bystander, design_cast
from .hands import draw_hand
from .look import Light, mix, scaled
from .model import RGB, Brief
from .pen import Pen
from .prop_table import Prop, prop_of
from .props import draw_prop
from .reading_insert import Insert
from .rng import seed_of

_WOOD: RGB = (150, 108, 76)
_FILL = (0.62, 0.6)
"""How much of the frame's width and height a thing takes at the most."""
_LYING = frozenset(
    ["letter", "key", "phone", "knife", "paper", "quill", "rope", "sword", "gun", "axe"]
)
"""Kinds that lie where others stand."""
_HANGING = frozenset(["lantern", "rope", "case", "bag", "bucket"])
"""Kinds that hang from the hand: the arm comes from above."""
_UPRIGHT = frozenset(["knife", "quill", "sword", "axe"])
"""Those whose own frame is upright: they lie aslant."""
_WRIST = 0.2
"""Where a hand grips, in its own frame: heads from the wrist."""


class _Ruler(Pen):
    """A pen that only measures where it has been."""

    seen: list[Array]

    def size(self, frame: Frame, length: float) -> float:
        return float(np.hypot(frame.a, frame.b) * length * self.camera.scale(self.z))

    def px(self, frame: Frame, points: ArrayLike) -> Array:
        self.seen.append(frame(points))
        return super().px(frame, points)


def draw_insert(canvas: Canvas, camera: Camera, light: Light, brief: Brief, insert: Insert) -> None:
    """Draw the thing of an insert over what has been painted of its place."""
    prop = prop_of(insert.thing)
    low, high = _extent(camera, light, prop)
    unit = camera.scale(0.0)
    wide, tall = max(high[0] - low[0], 0.05), max(high[1] - low[1], 0.05)
    share = 0.8 if insert.hand else 1.0
    size = share * min(_FILL[0] * canvas.width / wide, _FILL[1] * canvas.height / tall) / unit
    pen = Pen(canvas, camera, light, 0.0, 1.0)
    pen.base = 2.1 * min(2.4 * canvas.unit, 7.0 * canvas.unit)
    middle = 0.46 if insert.hand else 0.5
    cx, cy = _world(camera, canvas.width * 0.5, canvas.height * middle)
    at = Frame(x=cx - size * (low[0] + high[0]) / 2, y=cy - size * (low[1] + high[1]) / 2)
    spot = at.child(0, 0, 0, size)
    if not insert.hand:
        lies = prop.kind in _LYING
        if lies:
            turn = radians(62.0 if prop.kind in _UPRIGHT else 8.0)
            size *= min(1.25, 0.9 * canvas.width / (unit * size * max(wide, tall)))
            cx, cy = _world(camera, canvas.width * 0.5, canvas.height * 0.62)
            flat = Frame(x=cx, y=cy).child(0, 0, 0, (size, 0.62 * size)).child(0, 0, -turn)
            spot = flat.child(-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2)
        foot = cy + size * (low[1] - high[1]) / 2
        _table(canvas, camera, light, foot, size * wide, lies=lies)
        draw_prop(pen, spot, prop, light)
        _details(pen, spot, insert.thing, prop)
        return
    designs = design_cast([*brief.cast, *brief.others])
    design = designs.get(insert.owner) or bystander(0, seed_of(brief.seed, "hand") % 997, "")
    # The hand grips where the thing's frame has its origin, the arm from a lower corner.
    grip = spot
    hangs = prop.kind in _HANGING
    turn = radians(228.0 if hangs else 118.0)
    if prop.along:
        grip = spot.child(0.02, 0.0)
        turn = radians(18.0)
    hand = grip.child(0, 0, turn, 0.6 if hangs else 0.74 if prop.small and not prop.along else 0.95)
    x, y = hand.at(-_WRIST, 0.0)
    hand = Frame(hand.a, hand.b, hand.c, hand.d, x, y)
    if prop.two_hands:
        # Large things are held by their lower corner.
        corner = spot.child(low[0] + 0.22 * wide, low[1] + 0.1 * tall, radians(40.0), 1.4)
        x, y = corner.at(-_WRIST, 0.0)
        hand = Frame(corner.a, corner.b, corner.c, corner.d, x, y)
    detail = max(pen.size(hand, 1.0), 1.0)
    sleeve = [(-6.0, -0.42), (-0.3, -0.19), (-0.3, 0.19), (-6.0, 0.42)]
    cuff = [(-0.36, -0.2), (-0.24, -0.18), (-0.24, 0.18), (-0.36, 0.2)]
    wrist = [(-0.6, -0.1), (0.08, -0.1), (0.08, 0.1), (-0.6, 0.1)]
    sheet = prop.kind in ("letter", "book", "paper", "box", "tray", "camera", "phone", "case")
    if sheet:
        draw_hand(pen, hand, "under", design.skin, detail)
        pen.part(hand, np.array(wrist), design.skin, "skin", depth=0.03)
    draw_prop(pen, spot, prop, light)
    _details(pen, spot, insert.thing, prop)
    if sheet:
        draw_hand(pen, hand, "thumb", design.skin, detail)
    else:
        pen.part(hand, np.array(wrist), design.skin, "skin", depth=0.03)
        draw_hand(pen, hand, "grip", design.skin, detail)
    pen.part(hand, np.array(sleeve), design.top_colour, "cloth", depth=0.06)
    pen.part(hand, np.array(cuff), scaled(design.top_colour, 0.86), "cloth", depth=0.02)


def _details(pen: Pen, spot: Frame, thing: str, prop: Prop) -> None:
    """What is only seen from near: the bow of a key, a screen, what is on a ticket or a photo."""
    dark = scaled(prop.colour, 0.55)
    words = thing.split()

    def part(points: list[tuple[float, float]], colour: RGB, weight: float = 0.5) -> None:
        pen.part(spot, np.array(points), colour, "cloth", depth=0.0, weight=weight)

    if prop.kind == "key":
        pen.part(spot, np.array(oval(0.045, 0.0, 0.04, 0.04, n=20)), dark, "cloth", depth=0.0)
    elif prop.kind == "phone":
        part([(-0.066, -0.12), (0.066, -0.12), (0.07, 0.23), (-0.07, 0.23)], (196, 218, 228))
    elif prop.kind == "letter" and words[-1] in ("ticket", "photo", "photograph"):
        # Over the lines of writing; the sheet leans as the letter does.
        sheet = [(-0.19, 0.0), (0.148, -0.055), (0.203, 0.345), (-0.135, 0.4)]
        part(sheet, prop.colour, 0.0)
        if words[-1] == "ticket":
            part([(-0.12, 0.3), (0.16, 0.255), (0.17, 0.33), (-0.11, 0.375)], (186, 62, 54), 0.4)
            for y in (0.22, 0.15):
                line = np.array([(-0.12, y), (0.08, y - 0.032)])
                pen.stroke(spot, line, 0.6, (96, 84, 80))
            holes = [(-0.155 + 0.05 * k, 0.075 - 0.0082 * k) for k in range(7)]
            for x, y in holes:
                pen.stroke(spot, np.array([(x, y), (x + 0.026, y - 0.004)]), 0.5, dark)
            return
        part([(-0.15, 0.07), (0.13, 0.025), (0.175, 0.315), (-0.11, 0.36)], (132, 156, 172), 0.4)
        part([(-0.15, 0.07), (0.13, 0.025), (0.145, 0.12), (-0.02, 0.21), (-0.132, 0.16)],
             (92, 112, 96), 0.3)  # fmt: skip


def _extent(camera: Camera, light: Light, prop: Prop) -> tuple[Array, Array]:
    """The corners of a prop in its own frame: its least and greatest x and y, in heads."""
    ruler = _Ruler(Canvas(16, 16, "colour", 0), camera, light, 0.0, 1.0)
    ruler.seen = []
    draw_prop(ruler, Frame(), prop, light)
    points = np.concatenate([p.reshape(-1, 2) for p in ruler.seen])
    return points.min(axis=0), points.max(axis=0)


def _world(camera: Camera, px: float, py: float) -> tuple[float, float]:
    """The point of the upright plane at depth 0 that is seen at a pixel, pitch apart."""
    unit = camera.scale(0.0)
    ox, oy = camera.point(0.0, 0.0, 0.0)
    return (px - ox) / unit, (oy - py) / unit


def _table(
    canvas: Canvas, camera: Camera, light: Light, foot: float, wide: float, *, lies: bool
) -> None:
    """A table top from a little above the thing's foot down to the frame, and its shadow."""
    _, py = camera.point(0.0, foot, 0.0)
    edge = (0.26 if lies else min(py / canvas.height - 0.1, 0.74)) * canvas.height
    w, h = canvas.width, canvas.height
    r, g, b = (round(c * a / 255) for c, a in zip(_WOOD, light.ambient, strict=True))
    # In line the thing needs a bright ground.
    wood = (r, g, b) if canvas.look == "colour" else mix((r, g, b), (255, 255, 255), 0.72)
    canvas.fill([(-9, edge), (w + 9, edge), (w + 9, h + 9), (-9, h + 9)], wood)
    canvas.line([(-9, edge), (w + 9, edge)], 2.2 * canvas.unit, scaled(wood, 0.5), wobble=False)
    for k in range(1, 4):
        y = edge + (h - edge) * (k / 4) ** 1.4
        canvas.line([(-9, y), (w + 9, y + 2)], 0.8 * canvas.unit, scaled(wood, 0.82))
    if lies:
        return
    half = 0.6 * wide * camera.scale(0.0)
    canvas.ellipse(w / 2 + 0.1 * half, py, half, 0.12 * half, mix(wood, (30, 24, 48), 0.45))
