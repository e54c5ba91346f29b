"""Birds of the cast: from the side, on two thin legs or in the air."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from . import curve
from .beast_table import BEASTS
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .look import luminance, mix, scaled
from .mien import mien_of
from .model import RGB, Figure
from .pen import Pen

_SPREAD = frozenset({"run", "cheer", "fight", "wave", "recoil"})
_LOW = frozenset({"sit", "lie", "crouch", "slump"})
_LONG_LEGS = 0.17
_BEAKS: dict[str, tuple[RGB, float, float]] = {
    # colour, length, height, in heads
    "crow": ((58, 54, 60), 0.72, 0.30), "gull": ((236, 182, 60), 0.70, 0.26),
    "owl": ((214, 170, 80), 0.26, 0.34), "parrot": ((236, 200, 120), 0.42, 0.52),
    "duck": ((240, 160, 50), 0.66, 0.22), "hen": ((236, 182, 60), 0.34, 0.26),
    "penguin": ((70, 66, 72), 0.56, 0.20), "bird": ((226, 160, 70), 0.42, 0.24),
}  # fmt: skip


def _rise(figure: Figure) -> float:
    return 0.75 if figure.pose == "run" else -0.14 if figure.pose in _LOW else 0.0


def _head_at(figure: Figure, kind: str) -> tuple[float, float]:
    up = 0.80 + _rise(figure)
    ahead = 0.05 if kind in ("owl", "penguin") else 0.20
    if figure.pose == "run":
        return 0.42, up - 0.14
    if figure.expression in ("sadness", "tired"):
        up -= 0.07
    return ahead, up


def bird_head(design: Design, figure: Figure) -> tuple[float, float]:
    """Where the middle of the head is, in metres from the bird's place, facing right."""
    x, y = _head_at(figure, design.kind)
    return x * design.height, y * design.height


def draw_bird(
    pen: Pen, frame: Frame, design: Design, figure: Figure
) -> tuple[Array, tuple[float, float]]:
    """Draw a bird; the outer points of its head and its beak in the plane's metres."""
    kind, coat = design.kind, design.skin
    hx, hy = _head_at(figure, kind)
    up = _rise(figure)
    flying = figure.pose == "run"
    upright = kind in ("owl", "penguin")
    r = 0.30 if kind == "owl" else 0.215
    wing = scaled(coat, 0.78)
    belly = mix(coat, (255, 250, 240), 0.75)
    body_at = frame.child(0.0 if upright else -0.03, 0.42 + up, radians(8 if flying else 28))
    if upright:
        body_at = frame.child(0.0, 0.40 + up, radians(84))
    long, deep = (0.40, 0.29) if upright else (0.42, 0.25)
    if not flying and figure.pose not in _LOW:
        _legs(pen, frame, kind, figure.pose)
    tail = [(-0.30, 0.06), (-0.66, 0.10), (-0.72, -0.04), (-0.32, -0.10)]
    if kind == "hen":
        tail = [(-0.26, 0.12), (-0.50, 0.44), (-0.62, 0.30), (-0.34, -0.08)]
    if not upright:
        pen.part(body_at, curve.closed(tail, 4), wing, "cloth")
    if figure.pose in _SPREAD:
        _wing(pen, frame.child(-0.02, 0.50 + up), scaled(coat, 0.62), far=True)
    body = pen.px(body_at, oval(0.0, 0.0, long, deep, n=40))
    head = pen.px(frame, oval(hx, hy, r, r, n=36))
    neck = pen.px(frame, _neck(hx, hy, r, up, upright))
    for xy in (body, neck, head):
        pen.outline(xy)
    for xy, depth in ((neck, 0.0), (body, 0.10), (head, 0.06)):
        pen.solid(xy, coat, "cloth", pen.size(frame, depth))
    pen.canvas.role = "cloth"
    pen.canvas.fill(neck, coat, within=head)
    if kind in ("bird", "penguin", "owl"):
        front = oval(0.13 if not upright else 0.03, 0.26 + up, 0.24, 0.26)
        pen.canvas.fill(pen.px(frame, front), belly, within=body)
    if figure.pose in _SPREAD:
        _wing(pen, frame.child(-0.04, 0.48 + up), wing, far=False)
    else:
        fold = [(0.16, 0.12), (-0.06, 0.18), (-0.44, 0.06), (-0.56, -0.02), (-0.30, -0.12),
            (0.06, -0.12), (0.18, 0.0)]  # fmt: skip
        at = body_at if not upright else frame.child(-0.06, 0.44 + up, radians(68), 0.9)
        xy = pen.part(at, curve.closed(fold, 5), wing, "cloth", depth=0.03)
        for k in (-0.02, -0.08):
            run = [(-0.05, k + 0.02), (-0.28, k), (-0.46, k + 0.03)]
            pen.stroke(at, curve.opened(run, 4), 0.6, pen.soft(wing, 0.5), within=xy)
    return _face(pen, frame, design, figure, hx, hy, r)


def _neck(hx: float, hy: float, r: float, up: float, upright: bool) -> Array:
    foot = (0.0, 0.5 + up) if upright else (0.10, 0.50 + up)
    left, right = curve.limb([foot, ((foot[0] + hx) / 2, (foot[1] + hy) / 2), (hx, hy)],
        (0.46 if upright else 0.36, 0.34, r * 1.5), 5)  # fmt: skip
    return np.concatenate([left, right[::-1]])


def _legs(pen: Pen, frame: Frame, kind: str, pose: str) -> None:
    tone: RGB = (222, 150, 60) if kind not in ("crow", "owl") else (84, 74, 70)
    step = 0.12 if pose == "walk" else 0.03
    for dx, root in ((step + 0.04, 0.06), (-step - 0.04, -0.06)):
        left, right = curve.limb([(root, 0.25), (root - 0.02, 0.13), (dx, 0.02)],
            (0.07, 0.045, 0.04), 4)  # fmt: skip
        pen.part(frame, np.concatenate([left, right[::-1]]), tone, "cloth", weight=0.7)
        foot = [(dx - 0.05, 0.03), (dx + 0.14, 0.03), (dx + 0.12, 0.0), (dx - 0.06, 0.0)]
        pen.part(frame, foot, tone, "cloth", weight=0.7)


def _wing(pen: Pen, at: Frame, colour: RGB, far: bool) -> None:
    feathers = [(0.14, -0.02), (0.10, 0.30), (-0.10, 0.62), (-0.34, 0.78)]
    for i in range(4):
        a = radians(118 + 20 * i)
        feathers += [(-0.10 + 0.62 * cos(a), 0.16 + 0.52 * sin(a)),
            (-0.10 + 0.46 * cos(a + 0.16), 0.14 + 0.38 * sin(a + 0.16))]  # fmt: skip
    feathers += [(-0.24, -0.10)]
    ring = np.array(feathers) * ((-0.75, 0.95) if far else (1.0, 1.0))
    pen.part(at, curve.closed(ring, 3), colour, "cloth", depth=0.05)


def _face(
    pen: Pen, frame: Frame, design: Design, figure: Figure, hx: float, hy: float, r: float
) -> tuple[Array, tuple[float, float]]:
    kind = design.kind
    mien = mien_of(figure.expression)
    at = frame.child(hx, hy, 0.12 if figure.pose == "look-up" else 0.0, r)
    tone, long, high = _BEAKS.get(kind, _BEAKS["bird"])
    gape = min(mien.gape * 2.2, 0.5) if mien.mouth in ("open", "round", "teeth") else 0.0
    y = -0.12
    if kind == "owl":
        for x in (-0.32, 0.52):
            pen.part(at, oval(x, 0.06, 0.44, 0.5, n=28), mix(design.skin, (255, 248, 232), 0.6),
                "cloth", weight=0.6)  # fmt: skip
    root = 0.1 if kind == "owl" else 0.78
    if gape:
        low = [(root, y - 0.1), (root + long * 0.85, y - 0.2 - gape), (root, y - high - 0.1)]
        pen.part(at, low, scaled(tone, 0.85), "cloth", weight=0.8)
    hook = -0.14 if kind in ("parrot", "owl", "crow") else 0.0
    upper = [(root - 0.02, y + high * 0.6), (root + long * 0.7, y + high * 0.3),
        (root + long, y - 0.04 + hook), (root - 0.02, y - high * 0.5)]  # fmt: skip
    pen.part(at, curve.closed(upper, 4) if kind != "bird" else np.array(upper), tone, "cloth")
    eyes = ((0.34, 0.24),) if kind != "owl" else ((-0.28, 0.34), (0.52, 0.3))
    for x, size in eyes:
        top = size * min(mien.open, 1.3)
        ring = oval(x, 0.16, size, top, n=24)
        floor = -size * (1 - mien.squint)
        ring[:, 1] = 0.16 + np.clip(ring[:, 1] - 0.16, floor, top * 0.85 - mien.slope)
        xy = pen.px(at, ring)
        pen.outline(xy, 0.7)
        pen.canvas.role = "skin"
        white: RGB = (250, 248, 244)
        pen.canvas.fill(xy, design.eyes if luminance(design.eyes) > 0.42 else white)
        px, py = x + 0.3 * size * mien.gaze[0], 0.16 + 0.3 * size * mien.gaze[1]
        pupil = oval(px, py, size * 0.55 * mien.iris, size * 0.6 * mien.iris)
        pen.canvas.shape(pen.px(at, pupil), pen.ink, within=xy)
        glint = oval(px - 0.08, py + 0.1, size * 0.2, size * 0.2)
        pen.canvas.shape(pen.px(at, glint), (255, 255, 255), within=xy)
        run = [(x - size * 1.2, 0.22 + size + 1.6 * mien.outer),
            (x + size * 1.1, 0.20 + size + 1.8 * mien.inner)]  # fmt: skip
        pale = luminance(design.skin) < 0.3 and pen.canvas.look == "colour"
        pen.stroke(at, run, 1.4, (206, 206, 214) if pale else pen.ink)
    crest = BEASTS[kind].ears
    red: RGB = (214, 60, 54)
    if crest == "comb":
        comb = [(-0.4, 0.8), (-0.3, 1.25), (-0.1, 1.0), (0.1, 1.35), (0.3, 1.0), (0.5, 1.15),
            (0.5, 0.75)]  # fmt: skip
        pen.part(at, curve.closed(comb, 4), red, "cloth")
    elif crest == "crest":
        plume = [(-0.6, 0.6), (-1.1, 1.1), (-0.5, 1.0), (-0.4, 1.4), (0.0, 0.95)]
        pen.part(at, curve.closed(plume, 4), scaled(design.hair, 1.0), "cloth")
    elif crest == "tuft":
        for x in (-0.55, 0.6):
            pen.part(at, [(x - 0.25, 0.6), (x - 0.1, 1.25), (x + 0.25, 0.7)], design.skin, "cloth")
    return at(np.concatenate([oval(0, 0, 1.0, 1.0), [(root + long, y)]])), at.at(root + long, y)
