"""The face: eyes, brows, nose and mouth of thirteen expressions at any turn of the head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .head import Skull
from .look import mix, scaled, shade
from .model import RGB
from .pen import Pen


@dataclass(frozen=True, slots=True)
class Mien:
    """An expression in head units: what brows, lids, eyes and mouth do."""

    inner: float = 0.0
    """How far the inner end of the brow is raised."""
    outer: float = 0.0
    arch: float = 0.022
    odd: float = 0.0
    """How much higher the near brow is than the far one."""
    open: float = 1.0
    """How far the upper lid is open; 1 is at rest."""
    squint: float = 0.0
    """How far the lower lid is raised."""
    slope: float = 0.0
    """How much the upper lid falls towards the nose (negative: away from it)."""
    iris: float = 1.0
    gaze: tuple[float, float] = (0.25, 0.0)
    """Where the eyes look: ahead of the face and up, ±1."""
    mouth: str = "line"
    width: float = 0.20
    lift: float = 0.01
    """How far the mouth's corners stand above its middle."""
    tilt: float = 0.0
    """How far the near corner is raised above the far one."""
    gape: float = 0.0
    """How far the mouth is open."""
    shift: float = 0.0
    flush: float = 0.0
    pitch: float = 0.0
    """How far the face is raised."""
    marks: tuple[str, ...] = ()


MIENS = {
    "neutral": Mien(lift=0.012, width=0.17),
    "joy": Mien(
        0.035, 0.02, 0.04, open=0.86, squint=0.34, mouth="open", width=0.29, lift=0.06, gape=0.13,
        flush=0.5, pitch=0.15,
    ),
    "grin": Mien(
        0.012, 0.012, 0.036, odd=0.02, open=0.80, squint=0.4, mouth="teeth", width=0.31,
        lift=0.075, gape=0.075, flush=0.35,
    ),
    "smirk": Mien(
        -0.012, 0.0, 0.03, odd=0.055, open=0.74, squint=0.16, width=0.22, lift=0.022, tilt=0.05,
        gaze=(0.55, 0.0), shift=0.012,
    ),
    "anger": Mien(
        -0.07, 0.05, 0.012, open=0.82, squint=0.12, slope=0.055, iris=0.92, mouth="teeth",
        width=0.24, lift=-0.045, gape=0.075, pitch=-0.25, marks=("furrow", "nostril"),
    ),
    "determined": Mien(
        -0.05, 0.025, 0.014, open=0.84, squint=0.14, slope=0.035, width=0.19, lift=-0.012,
        pitch=-0.15, gaze=(0.4, 0.0), marks=("furrow",),
    ),
    "fear": Mien(
        0.085, -0.005, 0.018, open=1.36, iris=0.74, mouth="open", width=0.22, lift=-0.04, gape=0.10,
        marks=("sweat", "worry"),
    ),
    "sadness": Mien(
        0.07, -0.035, 0.005, open=0.74, slope=-0.035, gaze=(0.2, -0.5), width=0.16, lift=-0.038,
        pitch=-0.4, marks=("tear", "worry"),
    ),
    "surprise": Mien(
        0.095, 0.085, 0.045, open=1.38, iris=0.84, mouth="round", width=0.125, lift=0.0, gape=0.16,
        pitch=0.1,
    ),
    "disgust": Mien(
        -0.045, -0.005, 0.015, odd=0.035, open=0.66, squint=0.36, slope=0.02, gaze=(0.5, -0.35),
        mouth="wave", width=0.21, lift=-0.04, tilt=-0.03, marks=("nostril", "furrow"),
    ),
    "thinking": Mien(
        0.0, 0.005, 0.03, odd=0.06, open=0.92, gaze=(0.5, 0.8), width=0.13, lift=-0.006, tilt=0.025,
        shift=0.022, pitch=0.15,
    ),
    "tired": Mien(
        0.03, -0.03, 0.01, open=0.50, slope=-0.02, gaze=(0.2, -0.35), width=0.15, lift=-0.02,
        pitch=-0.3, marks=("bags",),
    ),
    "shout": Mien(
        -0.06, 0.045, 0.02, open=0.92, squint=0.16, slope=0.05, iris=0.88, mouth="open", width=0.27,
        lift=0.0, gape=0.27, pitch=0.2, marks=("furrow", "nostril"),
    ),
}  # fmt: skip

EYE_V = -0.045
MOUTH_V = -0.318
_LIP: RGB = (176, 74, 78)
_THROAT: RGB = (104, 24, 36)
_TONGUE: RGB = (206, 92, 96)


def mien_of(expression: str) -> Mien:
    """The mien of an expression; a word that is not known looks neutral."""
    return MIENS.get(expression, MIENS["neutral"])


def draw_face(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, pitch: float, detail: float
) -> None:
    """Draw the face on a head that stands already; `detail` is the head's height in pixels."""
    dv = 0.075 * (pitch + mien.pitch)
    if detail < 26:
        _tiny(pen, frame, skull, design, dv)
        return
    head = pen.px(frame, skull.outline)
    _cheeks(pen, frame, skull, design, mien, dv, head)
    for near in (False, True):
        if near or skull.far_shown:
            _eye(pen, frame, skull, design, mien, near, dv, detail)
    _nose(pen, frame, skull, design, mien, dv, detail)
    _mouth(pen, frame, skull, design, mien, dv, detail)
    if detail > 60:
        _marks(pen, frame, skull, design, mien, dv, head)


def _tiny(pen: Pen, frame: Frame, skull: Skull, design: Design, dv: float) -> None:
    for side in (-1, 1):
        if side < 0 or skull.far_shown:
            x, y = skull.face(side * 0.16, EYE_V + dv)
            pen.canvas.role = "figure"
            pen.canvas.shape(pen.px(frame, oval(x, y, 0.045, 0.065)), pen.ink)


def _cheeks(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, head: Array
) -> None:
    if pen.canvas.look != "colour":
        return
    pen.canvas.role = "skin"
    warm = mix(design.skin, (226, 84, 70), 0.55)
    amount = 0.20 + 0.35 * mien.flush + (0.12 if design.age == "child" else 0.0)
    for side in (-1, 1):
        if side > 0 and not skull.far_shown:
            continue
        x, y = skull.face(side * 0.215, -0.19 + dv)
        blob = oval(x, y, 0.085 * (1 if side < 0 else 0.75), 0.055)
        pen.canvas.fill(pen.px(frame, blob), warm, amount, within=head)
    if design.age != "child":
        return
    for u, v in ((-0.25, -0.14), (-0.20, -0.165), (-0.15, -0.14), (0.17, -0.15), (0.22, -0.165)):
        if (u < 0 or skull.far_shown) and design.freckled:
            x, y = skull.face(u, v + dv)
            dot = oval(x, y, 0.011, 0.009)
            pen.canvas.fill(pen.px(frame, dot), scaled(design.skin, 0.72), within=head)


def _eye(
    pen: Pen,
    frame: Frame,
    skull: Skull,
    design: Design,
    mien: Mien,
    near: bool,
    dv: float,
    detail: float,
) -> None:
    side = -1.0 if near else 1.0
    turn = min(skull.turn, 1.0)
    cx, cy = skull.face(side * 0.168, EYE_V + dv * 1.1)
    big = {"child": 1.18, "old": 0.92}.get(design.age, 1.0) * design.eye_size
    squeeze = (1 - 0.10 * turn if turn < 0.6 else 0.94 - 0.9 * (turn - 0.6)) if near else (
        1 - 0.48 * turn
    )  # fmt: skip
    half = 0.098 * big * squeeze
    tall = 0.150 * big
    # Ring from the inner corner over the upper lid to the outer corner and back below.
    up = tall * (0.62 * mien.open)
    down = -tall * 0.42 * (1 - mien.squint)
    slope = mien.slope
    inner = np.array([-side, 1.0])
    upper = np.array(
        [
            (-1.0, -0.012 - 0.3 * slope), (-0.62, up * 0.74 - slope * 0.8), (-0.05, up - slope * 0.3),
            (0.60, up * 0.80 + slope * 0.35), (1.02, 0.016 + 0.35 * slope),
        ]
    )  # fmt: skip
    lower = np.array([(0.62, down * 0.72), (0.0, down), (-0.62, down * 0.72)])
    lid = np.concatenate([upper, lower])
    lid[:, 0] *= half
    lid[:, 0] *= -inner[0]
    lid += (cx, cy)
    ring = curve.closed(lid, 5)
    white = pen.px(frame, ring)
    eyeball: RGB = (250, 248, 244)
    pen.canvas.role = "skin"
    pen.canvas.fill(white, eyeball)
    # Iris, pupil and light, kept inside the lids.
    radius = 0.070 * big * mien.iris * (1.1 if design.age == "child" else 1.0)
    reach = half * 0.36
    ix = cx + reach * mien.gaze[0] * (1.0 if near else 0.7)
    iy = cy + 0.008 + mien.gaze[1] * 0.034 + (up + down) * 0.16
    rx = radius * (0.9 if near else 0.82) * (0.62 if turn > 0.8 else 1)
    pen.canvas.role = "figure"
    look = pen.canvas.look
    if detail > 70 and look == "colour":
        pen.canvas.fill(pen.px(frame, oval(ix, iy, rx, radius)), scaled(design.eyes, 0.55), within=white)
        low = oval(ix, iy - radius * 0.12, rx * 0.84, radius * 0.84)
        pen.canvas.fill(pen.px(frame, low), design.eyes, within=white)
        pupil = oval(ix, iy + radius * 0.02, rx * 0.52, radius * 0.52)
        pen.canvas.shape(pen.px(frame, pupil), pen.ink, within=white)
    else:
        pen.canvas.shape(pen.px(frame, oval(ix, iy, rx, radius)), pen.ink, within=white)
    if detail > 45:
        glint = oval(ix - rx * 0.34, iy + radius * 0.38, rx * 0.30, radius * 0.30)
        pen.canvas.shape(pen.px(frame, glint), (255, 255, 255), within=white)
    if detail > 60 and look == "colour":
        # The lid's shadow on the eye.
        cast = np.concatenate([ring[:21], (ring[:21] - (0, tall * 0.13))[::-1]])
        pen.canvas.role = "skin"
        pen.canvas.fill(pen.px(frame, cast), (96, 84, 132), 0.30, within=white)
    lash = pen.px(frame, ring[:21])
    thick = pen.base * (1.75 if design.lashes else 1.35) * (1 if detail > 60 else 0.85)
    grow = np.interp(np.linspace(0, 1, 21), [0, 0.35, 0.9, 1], [0.35, 1.0, 1.1, 0.5]) * thick
    from .canvas import ribbon

    ink = pen.canvas.line_colour(pen.ink)
    pen.canvas.shape(ribbon(lash, grow), ink)
    pen.stroke(frame, ring[24:36], 0.5, pen.soft(shade(design.skin), 0.62))
    if design.lashes and detail > 40:
        tip = ring[20]
        out = np.array([-inner[0], 0.55])
        pen.stroke(
            frame, [ring[17], tip + out * 0.012, tip + out * (0.045, 0.04)], 1.35, taper=True
        )
    if detail > 90 and mien.open < 1.3:
        fold = (ring[4:18] - (cx, cy)) * (1.02, 1.0) + (cx, cy + 0.034)
        pen.stroke(frame, fold, 0.5, pen.soft(shade(design.skin), 0.7))
    _brow(pen, frame, skull, design, mien, near, dv, detail)


def _brow(
    pen: Pen,
    frame: Frame,
    skull: Skull,
    design: Design,
    mien: Mien,
    near: bool,
    dv: float,
    detail: float,
) -> None:
    side = -1.0 if near else 1.0
    rise = 0.122 + dv * 1.15 + (mien.odd if near else 0.0)
    if mien.open > 1.2:
        rise += 0.012
    base = EYE_V + rise
    points = [
        skull.face(side * 0.055, base + mien.inner - 0.004, 0.02),
        skull.face(side * 0.135, base + mien.inner * 0.55 + mien.outer * 0.4 + mien.arch, 0.02),
        skull.face(side * 0.225, base + mien.outer * 0.85 + mien.arch * 1.05, 0.01),
        skull.face(side * 0.290, base + mien.outer - 0.022, 0.0),
    ]
    line = curve.opened(points, 6)
    thick = 0.046 * design.brow
    share = np.linspace(0, 1, len(line))
    half = thick * np.interp(share, [0, 0.12, 0.6, 1.0], [0.55, 1.0, 0.85, 0.10]) / 2
    norm = curve.normals(line, ring=False)
    ring = np.concatenate([line + norm * half[:, None], (line - norm * half[:, None])[::-1]])
    xy = pen.px(frame, ring)
    colour = design.brow_colour
    pen.canvas.role = "hair"
    if pen.canvas.look != "colour":
        pen.canvas.shape(xy, pen.canvas.line_colour(pen.ink))
    else:
        pen.canvas.fill(xy, colour)


def _nose(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, detail: float
) -> None:
    tone = pen.soft(shade(design.skin), 0.55)
    turn = min(skull.turn, 1.0)
    size = design.nose
    tip_v = -0.205 + dv * 0.6
    if turn >= 0.8:
        return  # it is part of the outline
    if turn < 0.16:
        left, right = skull.face(-0.052 * size, tip_v - 0.012), skull.face(0.05 * size, tip_v - 0.012)
        base = skull.face(0.0, tip_v - 0.034, 0.1)
        pen.stroke(frame, curve.opened([left, base, right], 5), 0.85, tone)
        return
    reach = 0.155 * size
    root = skull.face(0.028, 0.0 + dv, 0.02)
    bridge = skull.face(0.012, -0.09 + dv * 0.8, 0.06 * size)
    tip = skull.face(0.0, tip_v, reach)
    under = skull.face(-0.01, tip_v - 0.044, reach * 0.62)
    wing = skull.face(-0.052 * size, tip_v - 0.030, 0.03)
    line = curve.opened([root, bridge, tip, under, wing], 6)
    if pen.canvas.look == "colour" and detail > 60:
        pen.canvas.role = "skin"
        side = curve.closed([bridge, tip, under, wing, skull.face(-0.045 * size, -0.13 + dv, 0.0)], 5)
        lit = pen.key[0] > 0
        if lit != (frame.a > 0):
            pen.canvas.fill(pen.px(frame, side), shade(design.skin), 0.55)
    start = 5 if detail > 60 else 9
    pen.stroke(frame, line[start:], 0.95, tone)
    if detail > 70:
        upper = skull.face(-0.075 * size, tip_v + 0.012, 0.02)
        pen.stroke(frame, curve.opened([upper, skull.face(-0.083 * size, tip_v - 0.012, 0.02), wing], 4), 0.6, tone)


def _mouth(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, detail: float
) -> None:
    half = mien.width / 2 * (0.92 if design.age == "child" else 1.0)
    base = MOUTH_V + dv * 0.35
    canvas = pen.canvas

    def at(s: float, v: float) -> tuple[float, float]:
        u = s * half + mien.shift
        if skull.turn > 0.7:
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
    side = skull.turn > 0.7
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
        return
    low_y = float(ring[:, 1].min())
    top_y = float(ring[:, 1].max())
    left, right = float(ring[:, 0].min()) - 0.02, float(ring[:, 0].max()) + 0.02
    teeth: RGB = (252, 250, 244)
    if mien.mouth == "teeth":
        canvas.shape(xy, canvas.colour(teeth) if canvas.look == "colour" else (255, 255, 255))
        if detail > 60:
            mid = [(left + (right - left) * k / 8, 0.0) for k in range(9)]
            line = [at(-1 + k / 4, -gape * 0.42 + (mien.lift * (-1 + k / 4) ** 2)) for k in range(9)]
            del mid
            if mien.lift < 0:
                pen.stroke(frame, line, 0.5, (120, 110, 120), taper=False, within=xy)
            pen.canvas.line(xy, pen.base * 0.9, dark, closed=True, wobble=False)
        return
    if detail > 34:
        if mien.mouth == "open":
            band = [at(float(s), 0.5) for s in (-1.3, 1.3)]
            cut = [at(float(s), -max(0.030, 0.22 * gape) + mien.lift * s * s * 0.9 - mien.tilt * s + (gape * 0.42 if mien.lift <= 0 else 0.0)) for s in np.linspace(1.2, -1.2, 7)]
            canvas.fill(pen.px(frame, np.array(band + cut)), teeth, within=xy)
        tongue = oval((left + right) / 2, low_y - gape * 0.06, (right - left) * 0.34, (top_y - low_y) * 0.36)
        if canvas.look == "colour":
            canvas.fill(pen.px(frame, tongue), _TONGUE, within=xy)
    if detail > 60:
        v = -gape - 0.035 if mien.lift > 0 else -gape * 0.6 - 0.035
        pen.stroke(frame, [at(-0.35, v), at(0.0, v - 0.006), at(0.35, v)], 0.5, pen.soft(shade(design.skin), 0.75))


def _lips(pen: Pen, frame: Frame, at, mien: Mien, design: Design) -> None:  # type: ignore[no-untyped-def]
    lift = mien.lift

    def row(s: float, v: float) -> tuple[float, float]:
        x, y = at(s, v + lift * s * s - mien.tilt * s)
        return float(x), float(y)

    ring = [
        row(-0.95, 0.0), row(-0.35, 0.024), row(0.0, 0.016), row(0.35, 0.024), row(0.95, 0.0),
        row(0.45, -0.032), row(0.0, -0.040), row(-0.45, -0.032),
    ]  # fmt: skip
    pen.canvas.role = "skin"
    pen.canvas.fill(pen.px(frame, curve.closed(ring, 4)), mix(design.skin, _LIP, 0.55))


def _marks(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, head: Array
) -> None:
    line = pen.soft(shade(design.skin), 0.68)
    if "furrow" in mien.marks and skull.turn < 0.8:
        for u, lean in ((-0.035, 0.01), (0.032, -0.01)):
            a, b = skull.face(u, 0.075 + dv, 0.02), skull.face(u + lean, 0.02 + dv, 0.02)
            pen.stroke(frame, [a, b], 0.7, line)
    if "worry" in mien.marks:
        run = [skull.face(u, 0.205 + dv + 0.012 * cos(u * 30), 0.0) for u in (-0.10, -0.03, 0.04, 0.10)]
        pen.stroke(frame, curve.opened(run, 4), 0.55, line)
    if "bags" in mien.marks or design.age == "old":
        for side in (-1, 1):
            if side < 0 or skull.far_shown:
                run = [skull.face(side * u, v + dv) for u, v in ((0.10, -0.125), (0.17, -0.145), (0.24, -0.12))]
                pen.stroke(frame, curve.opened(run, 4), 0.65, line)
    smiles = mien.lift > 0.03 and mien.mouth in ("open", "teeth")
    if design.age == "old" or ((smiles or mien.mouth == "teeth") and not design.woman and design.age == "adult"):
        for side in (-1, 1):
            if side < 0 or skull.far_shown:
                start = mien.width / 2 + 0.035
                run = [skull.face(side * u, v + dv * 0.4) for u, v in ((0.085, -0.225), (start + 0.02, -0.27), (start + 0.025, -0.33))]
                pen.stroke(frame, curve.opened(run, 4), 0.6, line)
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


def brightened(mien: Mien, **changes: float) -> Mien:
    """A mien with a few values changed."""
    return replace(mien, **changes)  # type: ignore[arg-type]
