"""The mouth of an expression, and the lines it draws in the face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import cos

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .head import PROFILE, Skull
from .look import mix, shade
from .mien import MOUTH_V, Mien
from .model import RGB
from .pen import Pen

Spot = Callable[[float, float], tuple[float, float]]
"""A place on the mouth: from -1 to 1 across, and up."""

_LIP: RGB = (176, 74, 78)


_THROAT: RGB = (104, 24, 36)


_TONGUE: RGB = (206, 92, 96)


def draw_mouth(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, detail: float
) -> None:
    if design.beard in ("moustache", "full", "long") and mien.tilt:
        # A slanting line under a moustache would look like a scar.
        mien = replace(mien, tilt=0.4 * mien.tilt)
    half = mien.width / 2 * (0.92 if design.age == "child" else 1.0)
    base = MOUTH_V + dv * 0.35
    canvas = pen.canvas

    def at(s: float, v: float) -> tuple[float, float]:
        u = s * half + mien.shift
        if skull.turn >= PROFILE:
            # In profile half the mouth is seen, and it ends at the outline.
            edge_x = skull.edges(base + v)[1]
            return edge_x - half * (1 - s) * 0.55 + 0.004, base + v
        return skull.face(u, base + v, 0.035 * (1 - s * s))

    def edge(v: float, bow: float, n: int = 7) -> list[tuple[float, float]]:
        run = []
        for s in np.linspace(-1, 1, n):
            corner = mien.lift * s * s * s * s * 0.4 + mien.lift * s * s * 0.6
            run.append(at(float(s), v * (1 - s * s) ** 0.6 + corner - mien.tilt * s + bow * s * s))
        return run

    dark = pen.soft(mix(design.skin, (120, 30, 40), 0.5), 0.5)
    if mien.mouth in ("line", "wave"):
        run = edge(0.0, 0.0)
        if mien.mouth == "wave":
            run = [(x, y + 0.014 * float(np.sin(i * 1.7))) for i, (x, y) in enumerate(run)]
        line = curve.opened(run, 5)
        if design.lips and canvas.look == "colour" and detail > 45:
            _lips(pen, frame, at, mien, design)
        pen.stroke(frame, line, 1.15, dark)
        if detail > 60:
            low = [at(-0.38, -0.052), at(0.0, -0.060), at(0.38, -0.052)]
            pen.stroke(frame, curve.opened(low, 4), 0.55, pen.soft(shade(design.skin), 0.75))
        return
    gape = mien.gape
    if mien.mouth == "round":
        centre = at(0.0, -0.01)
        ring = oval(centre[0], centre[1] - 0.01, half * (0.95 - 0.25 * skull.turn), gape / 2, n=26)
    else:
        top = edge(0.012 if mien.lift > 0 else gape * 0.42, 0.0)
        low = edge(-gape if mien.lift > 0 else -gape * 0.55, 0.0)
        ring = curve.closed(np.array(top + low[-2:0:-1]), 4)
    xy = pen.px(frame, ring)
    side = skull.turn >= PROFILE
    inside = pen.px(frame, skull.outline) if side else None
    if not side and canvas.look != "colour" and design.beard in ("full", "long", "short"):
        canvas.line(xy, pen.base * 2.6, (255, 255, 255), closed=True, wobble=False)
    if not side:
        pen.outline(xy, 1.0 if detail > 50 else 0.6)
    canvas.role = "figure"
    if canvas.look == "colour":
        canvas.fill(xy, _THROAT, within=inside)
    else:
        canvas.shape(xy, pen.ink, within=inside)
    if side:
        canvas.line(xy, pen.base * 0.9, pen.ink, closed=True, wobble=False, within=inside)
    low_y = float(ring[:, 1].min())
    top_y = float(ring[:, 1].max())
    left, right = float(ring[:, 0].min()) - 0.02, float(ring[:, 0].max()) + 0.02
    teeth: RGB = (252, 250, 244)
    if mien.mouth == "teeth":
        canvas.shape(xy, canvas.colour(teeth) if canvas.look == "colour" else (255, 255, 255))
        if detail > 60:
            bite = [
                at(-1 + k / 4, -gape * 0.42 + (mien.lift * (-1 + k / 4) ** 2)) for k in range(9)
            ]
            if mien.lift < 0:
                pen.stroke(frame, bite, 0.5, (120, 110, 120), taper=False, within=xy)
            pen.canvas.line(xy, pen.base * 0.9, dark, closed=True, wobble=False)
        return
    if detail > 34:
        if mien.mouth == "open":
            band = [at(float(s), 0.5) for s in (-1.3, 1.3)]
            cut = [
                at(
                    float(s),
                    -max(0.030, 0.22 * gape)
                    + mien.lift * s * s * 0.9
                    - mien.tilt * s
                    + (gape * 0.42 if mien.lift <= 0 else 0.0),
                )
                for s in np.linspace(1.2, -1.2, 7)
            ]
            canvas.fill(pen.px(frame, np.array(band + cut)), teeth, within=xy)
        tongue = oval(
            (left + right) / 2, low_y - gape * 0.06, (right - left) * 0.34, (top_y - low_y) * 0.36
        )
        if canvas.look == "colour":
            canvas.fill(pen.px(frame, tongue), _TONGUE, within=xy)
    if detail > 60:
        v = -gape - 0.035 if mien.lift > 0 else -gape * 0.6 - 0.035
        pen.stroke(
            frame,
            [at(-0.35, v), at(0.0, v - 0.006), at(0.35, v)],
            0.5,
            pen.soft(shade(design.skin), 0.75),
        )


def _lips(pen: Pen, frame: Frame, at: Spot, mien: Mien, design: Design) -> None:
    lift = mien.lift

    def row(s: float, v: float) -> tuple[float, float]:
        return at(s, v + lift * s * s - mien.tilt * s)

    ring = [
        row(-0.95, 0.0), row(-0.35, 0.024), row(0.0, 0.016), row(0.35, 0.024), row(0.95, 0.0),
        row(0.45, -0.032), row(0.0, -0.040), row(-0.45, -0.032),
    ]  # fmt: skip
    pen.canvas.role = "skin"
    pen.canvas.fill(pen.px(frame, curve.closed(ring, 4)), mix(design.skin, _LIP, 0.55))


def draw_marks(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, head: Array
) -> None:
    line = pen.soft(shade(design.skin), 0.68)
    if "furrow" in mien.marks and skull.turn < 0.8:
        for u, lean in ((-0.035, 0.01), (0.032, -0.01)):
            a, b = skull.face(u, 0.075 + dv, 0.02), skull.face(u + lean, 0.02 + dv, 0.02)
            pen.stroke(frame, [a, b], 0.7, line)
    if "worry" in mien.marks:
        run = [
            skull.face(u, 0.205 + dv + 0.012 * cos(u * 30), 0.0) for u in (-0.10, -0.03, 0.04, 0.10)
        ]
        pen.stroke(frame, curve.opened(run, 4), 0.55, line)
    if "bags" in mien.marks or design.age == "old":
        for side in (-1, 1):
            if side < 0 or skull.far_shown:
                run = [
                    skull.face(side * u, v + dv)
                    for u, v in ((0.10, -0.125), (0.17, -0.145), (0.24, -0.12))
                ]
                pen.stroke(frame, curve.opened(run, 4), 0.65, line)
    smiles = mien.lift > 0.03 and mien.mouth in ("open", "teeth")
    if design.age == "old" or (
        (smiles or mien.mouth == "teeth") and not design.woman and design.age == "adult"
    ):
        for side in (-1, 1):
            if side < 0 or skull.far_shown:
                start = mien.width / 2 + 0.035
                run = [
                    skull.face(side * u, v + dv * 0.4)
                    for u, v in ((0.085, -0.225), (start + 0.02, -0.27), (start + 0.025, -0.33))
                ]
                pen.stroke(frame, curve.opened(run, 4), 0.6, line)
    if design.age == "old":
        _years(pen, frame, skull, dv, line, head)
    pen.canvas.role = "light"
    if "tear" in mien.marks:
        x, y = skull.face(-0.175, -0.165 + dv)
        drop = [(x, y + 0.05), (x + 0.02, y), (x, y - 0.022), (x - 0.02, y)]
        xy = pen.px(frame, curve.closed(drop, 4))
        pen.outline(xy, 0.5)
        pen.canvas.fill(xy, (196, 226, 246))
    if "sweat" in mien.marks:
        x, y = skull.edges(0.1)[0] + 0.07, 0.14
        drop = [(x, y + 0.06), (x + 0.024, y), (x, y - 0.026), (x - 0.024, y)]
        xy = pen.px(frame, curve.closed(drop, 4))
        pen.outline(xy, 0.5)
        pen.canvas.fill(xy, (206, 232, 250))


def _years(pen: Pen, frame: Frame, skull: Skull, dv: float, line: RGB, head: Array) -> None:
    """What the years draw: the brow's lines, crow's feet, a fold beside the chin."""
    for v, half in ((0.215, 0.13), (0.262, 0.10)):
        brow = [skull.face(u, v + dv + 0.012 * cos(9 * u)) for u in (-half, -0.02, half)]
        pen.stroke(frame, curve.opened(brow, 4), 0.5, line)
    for side in (-1, 1):
        if side > 0 and not skull.far_shown:
            continue
        for rise in (0.02, -0.012):
            feet = [
                skull.face(side * 0.285, -0.035 + dv),
                skull.face(side * 0.325, -0.035 + rise + dv),
            ]
            pen.stroke(frame, feet, 0.5, line, within=head)
        jowl = [
            skull.face(side * u, v) for u, v in ((0.165, -0.335), (0.155, -0.385), (0.125, -0.415))
        ]
        pen.stroke(frame, curve.opened(jowl, 4), 0.55, line)
