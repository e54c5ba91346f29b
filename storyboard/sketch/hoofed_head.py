"""The heads of hoofed animals: a long face with its jaw, eye, nostril, ears and horns."""

from __future__ import annotations

import numpy as np

from . import curve
from .beast_face import draw_beast_eye
from .beast_table import BEASTS
from .curve import Array, Frame
from .design import Design
from .hoofed_pose import XY, Limbs
from .hoofed_table import Build
from .look import mix, scaled
from .mien import mien_of
from .model import RGB
from .pen import Pen

_BACK = frozenset({"fear", "anger", "disgust", "shout"})
_DROOPED = frozenset({"sadness", "tired"})
_EARS: dict[str, tuple[XY, ...]] = {
    "point": ((-0.05, -0.04), (-0.085, 0.13), (-0.02, 0.30), (0.06, 0.15), (0.06, -0.02)),
    "long": ((-0.05, -0.04), (-0.11, 0.28), (-0.03, 0.60), (0.07, 0.30), (0.06, -0.02)),
    "leaf": ((-0.03, -0.05), (-0.16, 0.12), (-0.17, 0.36), (-0.01, 0.26), (0.07, 0.0)),
    "flap": (
        (-0.10, -0.04),
        (-0.12, 0.16),
        (0.02, 0.34),
        (0.24, 0.20),
        (0.20, 0.04),
        (0.08, -0.06),
    ),
    "side": ((0.02, -0.06), (-0.14, -0.05), (-0.36, 0.03), (-0.22, 0.11), (0.0, 0.07)),
}


def draw_hoofed_head(
    pen: Pen, frame: Frame, build: Build, limbs: Limbs, design: Design, mood: str
) -> tuple[Array, XY]:
    """Draw a head on its neck; its outer points and its mouth, in metres of the figure's plane."""
    at = frame.child(*limbs.poll, limbs.face, build.head)
    mien = mien_of(mood)
    coat = design.skin
    kind = design.kind
    wool = BEASTS[kind].fleece
    face = mix(coat, (70, 58, 56), 0.75) if wool else coat
    back = 0.9 if mood in _BACK else 0.5 if mood in _DROOPED else 0.0
    _ear(pen, at, build, scaled(face, 0.8), back, far=True)
    horns = BEASTS[kind].horns
    if horns:
        _horn(pen, at, horns, far=True)
    gape = min(mien.gape, 0.22) * 0.9 if mien.mouth in ("open", "teeth", "round") else 0.0
    if mood == "joy":
        gape = 0.0
    if gape:
        inner = at.child(0.50, -0.2, -gape)
        jaw = np.array(build.jaw) - (0.50, -0.2)
        pen.part(inner, curve.closed(jaw, 5), scaled(face, 0.86), "cloth", weight=0.9)
        throat = [(0.52, -0.16), (0.96, -0.12), (0.93, -0.17 - 0.42 * gape), (0.60, -0.2)]
        xy = pen.px(at, throat)
        if pen.canvas.look == "colour":
            pen.canvas.role = "figure"
            pen.canvas.fill(xy, (110, 34, 42))
        else:
            pen.canvas.shape(xy, pen.ink)
    ring = curve.closed(build.profile, 5)
    xy = pen.part(at, ring, face, "cloth", depth=0.075)
    canvas = pen.canvas
    canvas.role = "cloth"
    muzzle = mix(face, (240, 200, 186), 0.75) if kind == "cow" else None
    if kind == "pig":
        muzzle = mix(face, (226, 128, 124), 0.45)
    if BEASTS[kind].pale and kind != "cow":
        muzzle = mix(face, (255, 250, 240), 0.55)
    if kind == "horse":
        muzzle = mix(face, (62, 50, 52), 0.42)
    if muzzle is not None:
        edge = 0.74 if kind == "cow" else 0.92 if kind == "pig" else 0.82
        pad = curve.closed([(edge + 0.05, 0.2), (edge, -0.05), (edge + 0.04, -0.35), (1.2, -0.4),
            (1.2, 0.2)], 4)  # fmt: skip
        canvas.fill(pen.px(at, pad), muzzle, within=xy)
    if kind == "horse" and design.pattern in ("", "spots") and not pen.flat:
        blaze = curve.closed([(0.16, 0.14), (0.30, 0.055), (0.60, 0.025), (0.80, 0.02),
            (0.84, 0.08), (0.5, 0.12)], 4)  # fmt: skip
        canvas.fill(pen.px(at, blaze), mix(face, (255, 250, 240), 0.78), within=xy)
    if kind == "cow" and design.pattern == "spots":
        star = curve.closed([(0.02, 0.2), (0.12, 0.05), (0.40, -0.02), (0.66, 0.03), (0.70, 0.15)],
            4)  # fmt: skip
        canvas.fill(pen.px(at, star), mix(face, (255, 252, 244), 0.85), within=xy)
    _features(pen, at, build, face, xy, gape, mien.lift)
    canvas.role = "figure"
    draw_beast_eye(pen, at, design, mien, (0.315, -0.035), (0.062, 0.058), near=True)
    if build.mane == "long":
        _forelock(pen, at, design)
    if wool:
        _cap(pen, at, coat)
    if horns:
        _horn(pen, at, horns, far=False)
    _ear(pen, at, build, face, back, far=False)
    outer = at(np.concatenate([ring, [(-0.1, 0.3), (0.1, 0.32)]]))
    return np.asarray(outer), at.at(0.95, -0.10)


def _features(
    pen: Pen, at: Frame, build: Build, face: RGB, xy: Array, gape: float, lift: float
) -> None:
    line = pen.soft(face, 0.5)
    # The cheek's round edge, the bone below the eye, nostril and lips.
    jowl = curve.arc(0.17, -0.16, 0.19, 0.19, -128, 20, 10)
    pen.stroke(at, jowl, 0.7, line, within=xy)
    if not pen.flat:
        bone = [(0.42, -0.09), (0.56, -0.075), (0.70, -0.06)]
        pen.stroke(at, curve.opened(bone, 4), 0.55, line, within=xy)
    broad = build.profile[6][0] > 1.02
    hole = curve.closed([(0.90, -0.015), (0.955, 0.005), (0.975, -0.04), (0.93, -0.065)], 4)
    if broad:
        hole = hole - (0.0, 0.02)
    pen.canvas.role = "figure"
    pen.canvas.shape(pen.px(at, hole), pen.canvas.line_colour(pen.ink), within=xy)
    if not gape:
        y = -0.17 if broad else -0.105
        run = [(1.02, y + 0.01), (0.92, y - 0.01), (0.78, y + 0.005 + 0.25 * lift)]
        pen.stroke(at, curve.opened(run, 4), 0.9, within=xy)


def _forelock(pen: Pen, at: Frame, design: Design) -> None:
    ring = curve.closed([(-0.06, 0.06), (0.02, 0.16), (0.16, 0.17), (0.30, 0.10), (0.17, 0.075),
        (0.20, 0.02), (0.05, 0.04)], 4)  # fmt: skip
    pen.part(at, ring, design.hair, "hair", weight=0.8)


def _cap(pen: Pen, at: Frame, coat: RGB) -> None:
    """Wool on the brow."""
    ring = curve.closed([(-0.12, -0.12), (-0.10, 0.10), (0.02, 0.22), (0.16, 0.20), (0.22, 0.10),
        (0.12, 0.03), (0.08, -0.10), (-0.02, -0.20)], 5)  # fmt: skip
    wave = 0.018 * np.abs(np.sin(np.linspace(0, np.pi * 8, len(ring))))
    ring = ring - curve.normals(ring) * wave[:, None] * np.sign(curve.area(ring))
    pen.part(at, ring, coat, "cloth", depth=0.03)


def _ear(pen: Pen, at: Frame, build: Build, coat: RGB, back: float, far: bool) -> None:
    shape = np.array(_EARS.get(build.ears, _EARS["point"]))
    side = build.ears == "side"
    x, y = (0.10, 0.11) if far else (0.02, 0.075)
    # Ears stand upright whatever the face does, as far as its own frame lets them.
    turn = (0.15 if side else 0.75) + (0.35 if side else 0.85) * back
    if side and far:
        shape = shape * (-0.7, 1.0)
        turn = -turn + 0.5
    spot = at.child(x, y, turn + (-0.12 if far and not side else 0.0), 0.9 if far else 1.0)
    xy = pen.part(spot, curve.closed(shape, 5), coat, "cloth", depth=0.02, weight=0.9)
    if far or pen.flat:
        return
    middle = shape.mean(axis=0)
    inner = middle + (shape - middle) * 0.55
    pen.canvas.role = "cloth"
    pen.canvas.fill(pen.px(spot, curve.closed(inner, 4)), mix(coat, (240, 180, 166), 0.45),
        within=xy)  # fmt: skip


def _horn(pen: Pen, at: Frame, kind: str, far: bool) -> None:
    bone: RGB = (226, 212, 184)
    tone = scaled(bone, 0.86) if far else bone
    x = 0.10 if far else 0.0
    spot = at.child(x, 0.11, 0.8, 1.0)
    if kind == "deer":
        runs = [[(0.0, 0.0), (-0.16, 0.34), (0.02, 0.66), (0.16, 0.84)],
            [(-0.12, 0.26), (0.08, 0.40), (0.22, 0.44)], [(-0.08, 0.50), (-0.24, 0.74)],
            [(0.03, 0.66), (-0.04, 0.92)]]  # fmt: skip
        for run in runs:
            left, right = curve.limb(run, (0.07, 0.05, 0.018), 5)
            pen.part(spot, np.concatenate([left, right[::-1]]), tone, "cloth", weight=0.8)
        return
    run = {
        "goat": [(0.0, 0.0), (-0.10, 0.26), (-0.34, 0.40), (-0.52, 0.34)],
        "cow": [(0.0, 0.0), (0.02, 0.14), (0.14, 0.26), (0.30, 0.26)],
    }.get(kind, [(0.0, 0.0), (0.0, 0.2), (0.1, 0.3)])
    left, right = curve.limb(run, (0.10, 0.085, 0.06, 0.012), 6)
    pen.part(spot, np.concatenate([left, right[::-1]]), tone, "cloth", weight=0.8)
