"""Hair: a hairline laid round the scalp, a volume above it, and what hangs behind."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .cuts import CUTS, SHORT, Cut, style_of
from .design import Design
from .head import Skull
from .look import luminance, mix, scaled, shade
from .model import RGB
from .pen import Pen


def _hairline(cut: Cut, skull: Skull) -> tuple[Array, float, float]:
    """The visible run of the hairline from left to right, and the heights where it ends."""
    turn = np.degrees(skull.theta)
    grid = np.linspace(-90 - turn, 90 - turn, 61)
    line = np.array(cut.hairline)
    wrapped = (grid + 180) % 360 - 180
    if cut.smooth:
        dense = curve.opened(line, 6)
        order = np.argsort(dense[:, 0], kind="stable")
        v = np.interp(wrapped, dense[order, 0], dense[order, 1])
    else:
        v = np.interp(wrapped, line[:, 0], line[:, 1])
    run = np.array([skull.scalp(float(p), float(h)) for p, h in zip(grid, v, strict=True)])
    return run, float(v[0]), float(v[-1])


def _crown(cut: Cut, skull: Skull, low_left: float, low_right: float) -> Array:
    """The outer edge of the hair, from the left end of the hairline over the crown to the right."""
    ring = skull.outline
    peak = int(np.argmax(ring[:, 1]))
    n = len(ring)
    right = [ring[(peak + i) % n] for i in range(n // 2)]
    left = [ring[(peak - i) % n] for i in range(1, n // 2)]
    keep_right = _down_to(right, low_right)
    keep_left = _down_to(left, low_left)
    run = np.array(keep_left[::-1] + keep_right)
    centre = np.array([0.0, 0.02])
    out = run - centre
    size = np.hypot(out[:, 0], out[:, 1])
    unit = out / size[:, None]
    up = np.clip(unit[:, 1], 0, 1) ** 1.4
    stand = cut.side + (cut.top - cut.side) * up
    # Close to the skull at both ends, or the hair would stand off like a helmet.
    along = np.linspace(0, 1, len(run))
    if low_left > -0.35:
        stand = stand * (0.35 + 0.65 * np.clip(along / 0.10, 0, 1))
    if low_right > -0.35:
        stand = stand * (0.35 + 0.65 * np.clip((1 - along) / 0.10, 0, 1))
    if cut.lobes:
        stand = stand * (0.86 + 0.22 * np.abs(np.sin(along * np.pi * cut.lobes)))
    run = run + unit * stand[:, None]
    if cut.ragged:
        k = 13
        teeth = np.abs(((along * k) % 1.0) - 0.35)
        spike = np.clip(1 - teeth / 0.5, 0, 1) ** 1.5 * up
        lean = np.stack([0.5 + 0 * along, 1 + 0 * along], axis=1)
        run = (
            run + unit * (spike * cut.ragged)[:, None] + lean * (spike * cut.ragged * 0.3)[:, None]
        )
    return np.asarray(run)


def _down_to(run: list[Array], low: float) -> list[Array]:
    kept = []
    for p in run:
        if p[1] < max(low, -0.20):
            break
        kept.append(p)
    if low < -0.34 and kept:
        x = kept[-1][0]
        for y in np.linspace(-0.24, low, 5):
            kept.append(np.array([x * (1.0 + 0.05 * (y + 0.2)), y]))
    return kept or [run[0]]


def hair_lines(design: Design) -> tuple[RGB, RGB]:
    """The colours of strands: a dark one and a light one."""
    if luminance(design.hair) < 0.25:
        return mix(design.hair, (10, 8, 16), 0.5), mix(design.hair, (150, 140, 190), 0.30)
    return scaled(design.hair, 0.66), mix(design.hair, (255, 246, 220), 0.38)


def draw_back_hair(pen: Pen, frame: Frame, skull: Skull, design: Design, covered: bool) -> None:
    """What hangs behind neck and shoulders; drawn before them."""
    style = style_of(design)
    cut = CUTS.get(style)
    if cut is None:
        return
    back = -1.0 if not skull.behind else 1.0
    shift = -0.10 * sin(skull.theta)
    if cut.extra in ("ponytail", "braid", "pigtails") and not skull.behind:
        _tails(pen, frame, skull, design, cut.extra)
    if cut.back >= 0 or skull.behind:
        return
    w, low = cut.wide, cut.back
    if covered:
        w *= 0.9
    left, right = -w + shift, w * 0.94 + shift * 1.3
    sway = 0.05 * back
    ring = [
        (left * 0.75, 0.32), (left * 0.97, 0.05), (left, -0.25), (left + sway * 0.6, low * 0.7),
        (left * 0.86 + sway, low * 0.96), (left * 0.4, low), (0.0 + shift, low * 0.97),
        (right * 0.5, low), (right * 0.88, low * 0.94), (right, low * 0.68), (right * 0.98, -0.25),
        (right * 0.95, 0.05), (right * 0.72, 0.32),
    ]  # fmt: skip
    ring_xy = curve.closed(ring, 6)
    if cut.lobes:
        ring_xy = (
            ring_xy
            + curve.normals(ring_xy)
            * (0.022 * np.sin(np.linspace(0, 2 * np.pi * 14, len(ring_xy))))[:, None]
        )
    wind = _wind(pen, frame)
    if wind:
        ring_xy = _blown(ring_xy, wind)
        _locks(pen, frame, design, wind, cut.back)
    pen.part(frame, ring_xy, scaled(design.hair, 0.80), "hair")
    dark, _ = hair_lines(design)
    for x in (-0.82, -0.62, 0.60, 0.80):
        run = [
            (x * w + shift, -0.2),
            (x * w + shift + 0.01, low * 0.55),
            (x * w * 0.95 + shift, low * 0.9),
        ]
        pen.stroke(frame, _blown(curve.opened(run, 5), wind), 0.6, pen.soft(dark, 0.8))


def _wind(pen: Pen, frame: Frame) -> float:
    """How far the wind carries hair, in the frame's x; it blows to the left of the picture."""
    if pen.light.weather not in ("wind", "storm") or pen.light.indoors:
        return 0.0
    return -0.55 if frame.a > 0 else 0.55


def _blown(points: Array, wind: float) -> Array:
    """Hanging hair carried by the wind, the more the further it hangs."""
    if not wind:
        return points
    low = np.clip((0.15 - points[:, 1]) / 1.0, 0, 1.2)
    moved = points.copy()
    moved[:, 0] += wind * low**1.3
    moved[:, 1] += abs(wind) * 0.45 * low**1.6
    return moved


def _locks(pen: Pen, frame: Frame, design: Design, wind: float, length: float) -> None:
    """Loose locks flying from the back of the head."""
    way = 1.0 if wind > 0 else -1.0
    share = 0.7 + 0.3 * min(-length, 1.0)
    for i, (y, full) in enumerate(((0.16, 0.62), (-0.06, 0.80), (-0.26, 0.74))):
        reach = full * share
        path = [
            (way * 0.28, y), (way * (0.28 + reach * 0.4), y + 0.07 - 0.03 * i),
            (way * (0.28 + reach * 0.75), y - 0.05), (way * (0.28 + reach), y + 0.04),
        ]  # fmt: skip
        a, b = curve.limb(path, (0.16, 0.13, 0.08, 0.012), 7)
        pen.part(frame, np.concatenate([a, b[::-1]]), scaled(design.hair, 0.9), "hair")


def _tails(pen: Pen, frame: Frame, skull: Skull, design: Design, extra: str) -> None:
    left, right = skull.edges(0.1)
    roots: list[tuple[float, float, float]] = []
    if extra == "pigtails":
        roots = [(left - 0.01, 0.10, -1.0)]
        if skull.turn < 0.7:
            roots.append((right + 0.01, 0.10, 1.0))
    else:
        roots = [(left + 0.05, 0.22, -1.0)]
    for x, y, way in roots:
        length = 0.62 if extra != "braid" else 0.85
        path = [
            (x - way * 0.08, y),
            (x + way * 0.10, y + 0.03),
            (x + way * 0.17, y - 0.22),
            (x + way * 0.10, y - length),
        ]
        a, b = curve.limb(path, (0.12, 0.21, 0.22, 0.15, 0.02), 7)
        ring = _blown(np.concatenate([a, b[::-1]]), _wind(pen, frame))
        if extra == "braid":
            ring = (
                ring
                + curve.normals(ring)
                * (0.02 * np.abs(np.sin(np.linspace(0, 22, len(ring)))))[:, None]
            )
        pen.part(frame, ring, design.hair, "hair", depth=0.05)


def draw_hair(pen: Pen, frame: Frame, skull: Skull, design: Design, detail: float) -> Array | None:
    """The hair on the head; returns its outer edge in head units, None when bald."""
    style = style_of(design)
    if style == "bald":
        if pen.canvas.look == "colour" and detail > 40:
            pen.canvas.role = "skin"
            x, y = (-0.10 if pen.key[0] * frame.a < 0 else 0.12), 0.36
            pen.canvas.fill(
                pen.px(frame, oval(x, y, 0.085, 0.035, 0.3)), mix(design.skin, (255, 250, 240), 0.5)
            )
        return None
    if style == "balding":
        _balding(pen, frame, skull, design)
        return None
    cut = CUTS[style]
    line, low_left, low_right = _hairline(cut, skull)
    outer = _crown(cut, skull, low_left, low_right)
    ring = np.concatenate([outer, line[::-1]])
    # The hair's shadow on the brow.
    if pen.canvas.look == "colour" and not skull.behind and detail > 40:
        head = pen.px(frame, skull.outline)
        fallen = np.concatenate([line, (line - (0.0, 0.05))[::-1]])
        pen.canvas.role = "skin"
        pen.canvas.fill(pen.px(frame, fallen), shade(design.skin), within=head)
    if cut.extra == "bun":
        x = -0.34 * sin(skull.theta) - 0.02
        pen.part(
            frame,
            curve.closed(oval(x, 0.55 - 0.10 * sin(skull.theta), 0.17, 0.15, n=14), 3),
            design.hair,
            "hair",
            depth=0.05,
        )
    if cut.extra == "mohawk":
        reach = 0.10 + 0.30 * sin(skull.theta)
        fan = [
            (-reach * 1.15, 0.26), (-reach * 1.25, 0.50), (-reach * 0.7, 0.70), (0.0, 0.76),
            (reach * 0.7, 0.68), (reach * 0.85, 0.48), (reach * 0.6, 0.40), (0.0, 0.44),
        ]  # fmt: skip
        pen.part(frame, curve.closed(fan, 5), design.hair, "hair", depth=0.05)
    if cut.extra in ("ponytail", "braid") and skull.behind:
        path = [(0.0, 0.22), (0.03, 0.0), (-0.02, -0.35), (0.02, -0.75)]
        a, b = curve.limb(path, (0.14, 0.24, 0.22, 0.16, 0.03), 7)
        tail = np.concatenate([a, b[::-1]])
    else:
        tail = None
    if skull.behind and cut.back:
        low = cut.back
        hang = curve.closed([(-0.40, 0.2), (-cut.wide, -0.2), (-cut.wide * 0.95, low),
            (0.0, low * 1.02), (cut.wide * 0.95, low), (cut.wide, -0.2), (0.40, 0.2)],
            6)  # fmt: skip
        pen.part(frame, hang, design.hair, "hair", depth=0.08)
    xy = pen.px(frame, ring)
    if not (skull.behind and cut.back):
        pen.outline(xy, 1.0)
    if cut.extra == "mohawk" or style == "buzz":
        pen.solid(xy, mix(design.hair, design.skin, 0.35), "hair", 0.0)
    else:
        pen.solid(
            xy, design.hair, "hair", 0.0 if skull.behind and cut.back else pen.size(frame, 0.10)
        )
    if tail is not None:
        pen.part(frame, tail, design.hair, "hair", depth=0.05)
    if detail > 44 and style not in ("buzz", "mohawk"):
        _strands(pen, frame, skull, design, cut, outer, line, xy, detail)
    return outer


def _balding(pen: Pen, frame: Frame, skull: Skull, design: Design) -> None:
    """A wreath of hair from temple to temple round the back."""
    turn = float(np.degrees(skull.theta))
    below = curve.opened(SHORT, 4)
    order = np.argsort(below[:, 0], kind="stable")
    for start, stop in ((-180.0 - 112, -68.0), (68.0, 180.0 + 112)):
        low, high = max(start, -90 - turn), min(stop, 90 - turn)
        if high - low < 4:
            continue
        grid = np.linspace(low, high, 24)
        wrapped = (grid + 180) % 360 - 180
        lower = np.interp(wrapped, below[order, 0], below[order, 1])
        bulk = np.clip((np.abs(wrapped) - 66) / 16, 0, 1)
        upper = np.maximum(0.02 + 0.20 * bulk, lower + 0.02)
        top = np.array([skull.scalp(float(p), float(v)) for p, v in zip(grid, upper, strict=True)])
        foot = np.array([skull.scalp(float(p), float(v)) for p, v in zip(grid, lower, strict=True)])
        ring = np.concatenate([top, foot[::-1]])
        ring[:, 0] *= 1.05
        pen.part(frame, ring, design.hair, "hair", depth=0.04, weight=0.8)


def _strands(
    pen: Pen,
    frame: Frame,
    skull: Skull,
    design: Design,
    cut: Cut,
    outer: Array,
    line: Array,
    xy: Array,
    detail: float,
) -> None:
    dark, pale = hair_lines(design)
    canvas = pen.canvas
    if skull.behind:
        low = float(line[30, 1])
        for x in (-0.26, -0.14, -0.02, 0.11, 0.24):
            run = [(x * 0.35, 0.50), (x, 0.25), (x * 1.1, 0.0), (x * 0.9, low + 0.05)]
            pen.stroke(frame, curve.opened(run, 5), 0.6, pen.soft(dark, 0.9), within=xy)
        return
    n = len(outer)
    # A band of light following the crown on the side of the key.
    start, stop = (0.30, 0.56) if pen.key[0] * (1 if frame.a > 0 else -1) < 0 else (0.50, 0.74)
    if cut.lobes < 12:
        band = outer[int(n * start) : int(n * stop)]
        if len(band) > 3:
            centre = np.array([0.0, 0.05])
            share = np.sin(np.linspace(0, np.pi, len(band)))
            high = centre + (band - centre) * 0.86
            low_edge = centre + (band - centre) * (0.86 - 0.115 * share)[:, None]
            teeth = (
                low_edge
                + (centre - low_edge)
                * (0.05 * (np.arange(len(band)) % 2))[:, None]
                * share[:, None]
            )
            canvas.role = "hair"
            tone = (
                pale
                if canvas.look == "colour"
                else ((255, 255, 255) if luminance(design.hair) < 0.36 else (250, 250, 250))
            )
            canvas.fill(pen.px(frame, np.concatenate([high, teeth[::-1]])), tone, within=xy)
    root_at = skull.scalp(cut.parting if cut.parting is not None else 20.0, 0.46)
    ink = pen.soft(dark, 0.9) if canvas.look == "colour" else pen.ink
    if luminance(design.hair) < 0.3 and canvas.look != "colour":
        ink = (255, 255, 255)
    if cut.lobes >= 12:
        for i in range(9):
            a = 0.5 + i * 0.7
            at_x = 0.34 * cos(a * 2.1) * (0.6 + 0.4 * sin(i * 1.3))
            at_y = 0.34 + 0.14 * sin(a * 3.3)
            pen.stroke(
                frame,
                curve.arc(at_x, at_y, 0.05, 0.04, 20 + 40 * i, 220 + 40 * i, 8),
                0.6,
                ink,
                within=xy,
            )
        return
    picks = (0.10, 0.22, 0.36, 0.62, 0.76, 0.88) if detail > 80 else (0.2, 0.75)
    for pick in picks:
        end = line[int(pick * (len(line) - 1))]
        start_at = np.array(root_at) * 0.75 + np.array([end[0] * 0.35, 0.10])
        middle = (start_at + end) / 2 + np.array([np.sign(end[0]) * 0.05, 0.06])
        pen.stroke(
            frame,
            curve.opened([start_at, middle, end + np.array([0.0, 0.015])], 6),
            0.7,
            ink,
            within=xy,
        )
