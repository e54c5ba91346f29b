"""The heads of animals: skull, muzzle, ears, and the expressions they can make."""

from __future__ import annotations

import numpy as np

from . import curve
from .beast_table import Beast
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .look import luminance, mix, scaled
from .mien import Mien, mien_of
from .model import RGB
from .pen import Pen

_EARS_BACK = frozenset({"fear", "anger", "sadness", "disgust", "shout", "tired"})
_NOSE: RGB = (44, 36, 40)


def draw_beast_head(
    pen: Pen, frame: Frame, beast: Beast, design: Design, mood: str, light: RGB
) -> tuple[Array, tuple[float, float]]:
    """Draw a head turned a little towards the viewer; its outer points and its mouth, in metres
    of the figure's plane. The frame has the skull one high about its origin, +x ahead."""
    mien = mien_of(mood)
    coat = design.skin
    back = mood in _EARS_BACK
    _ear(pen, frame, beast, scaled(coat, 0.82), back, far=True)
    if beast.horns:
        _horns(pen, frame, beast)
    m, s = beast.muzzle, beast.snout
    gape = min(mien.gape * 1.9, 0.42) if mien.mouth in ("open", "teeth", "round") else 0.0
    if mood in ("joy", "grin") and beast.muzzle > 0.3 and not (beast.hoofed or beast.whiskers):
        gape = max(gape, 0.2)
    if beast.hoofed:
        gape *= 0.45
    skull = curve.closed(
        [(-0.48, 0.0), (-0.40, 0.34), (-0.08, 0.50), (0.26, 0.42), (0.46, 0.14), (0.48, -0.16),
         (0.30, -0.42), (-0.08, -0.50), (-0.38, -0.36)], 5,
    )  # fmt: skip
    tip = 0.40 + m
    upper = curve.closed(
        [(0.10, 0.20), (0.40, 0.10), (tip - 0.12, 0.5 * s - 0.12), (tip + 0.03, 0.28 * s - 0.12),
         (tip + 0.05, -0.15 * s - 0.12), (tip - 0.12, -0.42 * s - 0.12), (0.30, -0.40),
         (0.02, -0.26)], 5,
    )  # fmt: skip
    drop = gape * (0.9 + 0.4 * m)
    jaw = curve.closed(
        [(0.06, -0.20), (0.36, -0.24), (tip - 0.16, -0.40 * s - 0.14 - drop),
         (tip - 0.22, -0.66 * s - 0.12 - drop), (0.34, -0.52 - 0.5 * drop), (0.0, -0.44)], 5,
    )  # fmt: skip
    s_xy, u_xy, j_xy = (pen.px(frame, ring) for ring in (skull, upper, jaw))
    for xy in (j_xy, u_xy, s_xy):
        pen.outline(xy)
    tone = light if beast.pale else coat
    pen.solid(j_xy, mix(tone, scaled(tone, 0.8), 0.6), "cloth")
    if gape:
        _inside(pen, frame, j_xy, tip, s, drop, "" if beast.hoofed else mood)
    pen.solid(s_xy, coat, "cloth", pen.size(frame, 0.10))
    pen.solid(u_xy, tone, "cloth", pen.size(frame, 0.05))
    pen.canvas.role = "cloth"
    if not beast.pale:
        pen.canvas.fill(s_xy, coat, within=u_xy)
    else:
        brow = curve.closed([(-0.1, 0.5), (0.5, 0.3), (0.62 + 0.3 * m, 0.2), (0.35, 0.02),
            (0.0, -0.02)], 4)  # fmt: skip
        pen.canvas.fill(pen.px(frame, brow), coat, within=u_xy)
    _mouth(pen, frame, beast, mien, tip, s, gape)
    _nose(pen, frame, beast, tip, s)
    small = beast.muzzle > 0.8
    if not small:
        draw_beast_eye(pen, frame, design, mien, (0.39, 0.17), (0.075, 0.14), near=False)
    spot, size = ((0.10, 0.16), (0.106, 0.1275)) if small else ((0.13, 0.14), (0.125, 0.15))
    draw_beast_eye(pen, frame, design, mien, spot, size, near=True)
    if beast.whiskers and not pen.flat:
        for y, dy in ((-0.16, 0.04), (-0.22, -0.03), (-0.28, -0.1)):
            pen.stroke(frame, [(tip - 0.2, y), (tip + 0.2, y + dy), (tip + 0.5, y + dy * 1.5)], 0.5)
    _ear(pen, frame, beast, coat, back, far=False)
    return (
        frame(np.concatenate([skull, upper, jaw, [(0.0, 0.8)]])),
        frame.at(tip - 0.1, -0.45 * s - 0.12),
    )


def _inside(
    pen: Pen, frame: Frame, jaw: Array, tip: float, s: float, drop: float, mood: str
) -> None:
    throat = curve.closed([(0.22, -0.24), (tip - 0.14, -0.36 * s - 0.12),
        (tip - 0.22, -0.44 * s - 0.12 - drop), (0.36, -0.36 - 0.5 * drop)], 4)  # fmt: skip
    xy = pen.px(frame, throat)
    canvas = pen.canvas
    canvas.role = "figure"
    if canvas.look == "colour":
        canvas.fill(xy, (110, 30, 40))
    else:
        canvas.shape(xy, pen.ink)
    if mood in ("joy", "grin", "tired"):
        tongue = curve.closed([(0.5 * tip, -0.36 - 0.4 * drop), (tip - 0.2, -0.4 * s - 0.1 - drop),
            (tip - 0.1, -0.4 * s - 0.34 - drop), (tip - 0.28, -0.4 * s - 0.38 - drop)],
            4)  # fmt: skip
        pen.part(frame, tongue, (226, 112, 118), "cloth", weight=0.7)
    if mood in ("anger", "shout", "disgust"):
        for k in range(4):
            x = tip - 0.2 - 0.13 * k
            pen.canvas.shape(
                pen.px(frame, [(x - 0.05, -0.34 * s - 0.12), (x + 0.05, -0.34 * s - 0.12),
                (x, -0.34 * s - 0.25)]), (252, 250, 244))  # fmt: skip


def _mouth(
    pen: Pen, frame: Frame, beast: Beast, mien: Mien, tip: float, s: float, gape: float
) -> None:
    corner = 0.30 if beast.muzzle > 0.3 else 0.22
    lift = min(max(mien.lift * 3.2, -0.16), 0.18)
    run = [(tip - 0.02, -0.30 * s - 0.12), (tip - 0.16, -0.44 * s - 0.12),
        (corner + 0.12, -0.42 + 0.3 * lift), (corner, -0.36 + lift)]  # fmt: skip
    if not gape:
        pen.stroke(frame, curve.opened(run, 5), 0.95)
    pen.stroke(frame, [(tip - 0.02, -0.02 * s - 0.12), (tip - 0.03, -0.30 * s - 0.12)], 0.8)


def _nose(pen: Pen, frame: Frame, beast: Beast, tip: float, s: float) -> None:
    if beast.hoofed:
        pen.canvas.role = "figure"
        hole = oval(tip - 0.12, -0.06, 0.06, 0.045, 0.4)
        pen.canvas.shape(pen.px(frame, hole), pen.canvas.line_colour(pen.ink))
        return
    r = 0.10 if beast.muzzle > 0.3 else 0.075
    tone: RGB = (206, 120, 122) if beast.whiskers else _NOSE
    ring = curve.closed([(tip - r, 0.16 * s - 0.10), (tip + 0.05, 0.24 * s - 0.10),
        (tip + 0.08, 0.0 - 0.08), (tip - 0.01, -0.18 * s - 0.10)], 4)  # fmt: skip
    pen.part(frame, ring, tone, "figure", weight=0.6)


def draw_beast_eye(
    pen: Pen,
    frame: Frame,
    design: Design,
    mien: Mien,
    at: tuple[float, float],
    size: tuple[float, float],
    near: bool,
) -> None:
    """An eye about `at` with its brow; `size` is half its width and half its height."""
    (cx, cy), (rx, ry) = at, size
    one = ry / 0.15
    top = ry * min(mien.open, 1.35) * 0.95
    low = -ry * (1 - 0.8 * mien.squint)
    slope = mien.slope * 1.3
    ring = []
    for a in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        x, y = float(np.cos(a)), float(np.sin(a))
        lid = top - slope * x * 1.0 - (0.10 * ry if mien.open < 0.8 else 0)
        ring.append((cx + rx * x, cy + min(max(ry * y * max(mien.open, 0.9), low), lid)))
    xy = pen.px(frame, ring)
    pen.canvas.role = "figure"
    white: RGB = (250, 248, 244)
    eye = design.eyes if luminance(design.eyes) > 0.42 else white
    pen.outline(xy, 0.7)
    pen.canvas.role = "skin"
    pen.canvas.fill(xy, eye)
    gx, gy = 0.3 * mien.gaze[0], 0.45 * mien.gaze[1]
    px, py = cx + rx * 0.5 * gx + 0.015 * one, cy + ry * 0.4 * gy - 0.01 * one
    pupil = oval(px, py, rx * (0.62 if eye == white else 0.4) * mien.iris, ry * 0.62 * mien.iris)
    pen.canvas.shape(pen.px(frame, pupil), pen.ink, within=xy)
    glint = oval(px - 0.02 * one, py + 0.04 * one, 0.025 * one, 0.03 * one)
    pen.canvas.shape(pen.px(frame, glint), (255, 255, 255), within=xy)
    # Ahead (+x) is where the brows meet.
    inner, outer = mien.inner * 1.7 * one, mien.outer * 1.7 * one
    base = cy + max(top, 0.1 * one) + 0.06 * one
    a, b = (cx - rx * 1.1, base + outer), (cx + rx * 1.15, base + inner - 0.01 * one)
    fold = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.03 * one)
    plain = luminance(design.skin) > 0.3 or pen.canvas.look != "colour"
    tone = pen.ink if plain else mix(design.skin, (255, 255, 255), 0.35)
    pen.stroke(frame, curve.opened([a, fold, b], 5), 1.5 if one > 0.6 else 1.0, tone)
    if "tear" in mien.marks and near:
        t = one
        drop = curve.closed([(cx, cy - ry), (cx + 0.04 * t, cy - ry - 0.1 * t),
            (cx, cy - ry - 0.15 * t), (cx - 0.04 * t, cy - ry - 0.1 * t)], 4)  # fmt: skip
        pen.canvas.role = "light"
        pen.canvas.fill(pen.px(frame, drop), (196, 226, 246))


def _ear(pen: Pen, frame: Frame, beast: Beast, coat: RGB, back: bool, far: bool) -> None:
    kind = beast.ears
    x = 0.16 if far else -0.20
    y = 0.40 if far else 0.36
    lean = 0.9 if back else 0.0
    shapes: dict[str, list[tuple[float, float]]] = {
        "flop": [(-0.12, 0.06), (0.02, 0.12), (0.10, -0.02), (0.02, -0.42), (-0.16, -0.58),
                 (-0.28, -0.34)],
        "point": [(-0.15, -0.06), (-0.14, 0.34), (-0.06, 0.42), (0.14, 0.10), (0.16, -0.02)],
        "tall": [(-0.16, -0.06), (-0.16, 0.42), (-0.08, 0.52), (0.15, 0.12), (0.16, -0.02)],
        "round": [(-0.16, -0.06), (-0.19, 0.16), (-0.06, 0.26), (0.10, 0.18), (0.13, -0.02)],
        "long": [(-0.12, -0.06), (-0.20, 0.52), (-0.08, 0.86), (0.08, 0.5), (0.10, -0.02)],
        "rabbit": [(-0.12, -0.06), (-0.22, 0.66), (-0.06, 1.06), (0.10, 0.66), (0.10, -0.02)],
        "mouse": [(-0.16, -0.06), (-0.36, 0.22), (-0.16, 0.50), (0.14, 0.40), (0.16, 0.0)],
        "side": [(0.06, -0.02), (-0.10, 0.16), (-0.46, 0.14), (-0.52, 0.02), (-0.20, -0.10)],
    }  # fmt: skip
    ring = np.array(shapes.get(kind, shapes["point"]))
    turn = lean if kind not in ("flop", "side") else -0.35 * lean
    if kind == "flop" and not back:
        turn = 0.12
    at = frame.child(x, y, turn, 0.8 if far else 1.0)
    xy = pen.part(at, curve.closed(ring, 5), coat, "cloth", depth=0.03)
    if kind not in ("flop", "side") and not far and not pen.flat:
        inner = np.array([ring.mean(axis=0)]) + (ring - ring.mean(axis=0)) * 0.55
        pen.canvas.role = "cloth"
        pen.canvas.fill(
            pen.px(at, curve.closed(inner, 4)), mix(coat, (240, 170, 160), 0.5), within=xy
        )


def _horns(pen: Pen, frame: Frame, beast: Beast) -> None:
    bone: RGB = (226, 212, 184)
    if beast.horns == "deer":
        for dx in (0.18, -0.06):
            runs = (
                [(dx, 0.42), (dx - 0.22, 0.9), (dx - 0.12, 1.5)],
                [(dx - 0.2, 0.88), (dx + 0.12, 1.2)],
                [(dx - 0.18, 1.15), (dx - 0.5, 1.42)],
            )
            for run in runs:
                left, right = curve.limb(run, (0.11, 0.08, 0.03), 5)
                pen.part(frame, np.concatenate([left, right[::-1]]), bone, "cloth", weight=0.8)
        return
    end = (-0.5, 0.8) if beast.horns == "goat" else (0.02, 0.86)
    for dx in (0.14, -0.08):
        run = [(dx, 0.42), (dx - 0.1, 0.68), (dx + end[0], end[1])]
        left, right = curve.limb(run, (0.14, 0.11, 0.02), 6)
        pen.part(frame, np.concatenate([left, right[::-1]]), bone, "cloth", weight=0.8)
