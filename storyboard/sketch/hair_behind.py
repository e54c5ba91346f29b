"""Hair that hangs behind neck and shoulders, tails and braids, and what the wind makes of them."""

from __future__ import annotations

from math import sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .cuts import CUTS, Cut, style_of
from .design import Design
from .head import Skull
from .locks import lens, wedge
from .look import luminance, mix, scaled
from .model import RGB
from .pen import Pen


def hair_lines(design: Design) -> tuple[RGB, RGB]:
    """The colours of strands: a dark one and a light one."""
    if luminance(design.hair) < 0.25:
        return mix(design.hair, (10, 8, 16), 0.5), mix(design.hair, (150, 146, 200), 0.42)
    return scaled(design.hair, 0.66), mix(design.hair, (255, 246, 220), 0.38)


def draw_back_hair(pen: Pen, frame: Frame, skull: Skull, design: Design, covered: bool) -> None:
    """What hangs behind neck and shoulders; drawn before them."""
    style = style_of(design)
    cut = CUTS.get(style)
    if cut is None or skull.behind:
        return
    if cut.extra in ("ponytail", "braid", "pigtails"):
        _tails(pen, frame, skull, design, cut.extra)
    if cut.back >= 0:
        return
    shift = -0.10 * sin(skull.theta)
    wind = _wind(pen, frame)
    if cut.extra == "locs":
        _ropes(pen, frame, design, cut, shift, wind)
        return
    w, low = cut.wide * (0.9 if covered else 1.0), cut.back
    left, right = -w + shift, w * 0.94 + shift * 1.3
    sway = -0.05
    down = [(left * 0.75, 0.32), (left * 0.97, 0.05), (left, -0.25), (left + sway * 0.6, low * 0.7)]
    up = [(right, low * 0.68), (right * 0.98, -0.25), (right * 0.95, 0.05), (right * 0.72, 0.32)]
    a, b = curve.opened(down, 6), curve.opened(up, 6)
    ring = np.concatenate([a, _hem(a[-1], b[0], low, cut), b])
    if cut.lobes:
        wave = 0.030 * np.sin(np.linspace(0, 2 * np.pi * 9, len(ring)))
        ring = ring + curve.normals(ring) * wave[:, None]
    if wind:
        ring = _blown(ring, wind)
        _locks(pen, frame, design, wind, cut.back)
    tone = scaled(design.hair, 0.80)
    xy = pen.part(frame, ring, tone, "hair")
    if pen.size(frame, 1.0) < 44:
        return
    dark, _ = hair_lines(design)
    black = pen.canvas.look != "colour" and luminance(design.hair) < 0.36
    for x in (-0.90, -0.76, -0.60, 0.60, 0.76, 0.90):
        bend = 0.03 * (1 if x > 0 else -1) * (2.0 if cut.lobes else 1.0)
        run = curve.opened([(x * w + shift, 0.0), (x * w + shift + bend, low * 0.45),
            (x * w * 1.02 + shift - bend, low * 0.75), (x * w * 0.97 + shift, low)], 5)  # fmt: skip
        run = _blown(run, wind)
        if black and pen.canvas.look == "ink":
            pen.stroke(frame, run, 0.7, (255, 255, 255), within=xy)
        elif pen.canvas.look == "colour":
            pen.canvas.role = "hair"
            pen.canvas.fill(pen.px(frame, wedge(run, 0.05)), scaled(dark, 0.86), within=xy)
        else:
            pen.stroke(frame, run, 0.9, pen.ink, within=xy)


def _hem(start: Array, end: Array, low: float, cut: Cut) -> Array:
    """The ends of hair that hangs, from one side to the other: tips of uneven length."""
    n = 9
    deep = max(cut.hem, 0.05) * 1.2
    run = []
    for i in range(2 * n + 1):
        t = i / (2 * n)
        x = float(start[0] + (end[0] - start[0]) * t)
        fall = sin(t * 3.14159) ** 0.5 * (low - float(start[1]))
        tip = deep * (0.5 + 0.5 * _TIPS[i // 2 % len(_TIPS)])
        run.append((x, float(start[1]) + fall + (-tip if i % 2 else tip * 0.35)))
    return np.array(run[1:-1])


_TIPS = (0.3, 1.0, 0.5, 0.8, 0.2, 0.9, 0.6, 1.0, 0.4)


def _ropes(pen: Pen, frame: Frame, design: Design, cut: Cut, shift: float, wind: float) -> None:
    """Locs: round ropes side by side, some shorter."""
    w, low = cut.wide, cut.back
    for k, x in enumerate((-1.0, -0.78, 0.74, 0.96, -0.58, 0.56, -0.9, 0.88)):
        long = low * (0.78 + 0.22 * _TIPS[k])
        path = [(x * w * 0.72 + shift, 0.30), (x * w + shift, 0.02),
            (x * w * 1.04 + shift + 0.02, long * 0.5), (x * w + shift, long)]  # fmt: skip
        draw_rope(pen, frame, design, path, wind)


def draw_rope(
    pen: Pen, frame: Frame, design: Design, path: list[tuple[float, float]], wind: float = 0.0
) -> None:
    """One loc along `path`, in head units."""
    a, b = curve.limb(path, (0.085, 0.10, 0.10, 0.095, 0.05), 6)
    a, b = _blown(a, wind), _blown(b, wind)
    xy = pen.part(frame, np.concatenate([a, b[::-1]]), design.hair, "hair", depth=0.03, weight=0.9)
    dark, pale = hair_lines(design)
    tone = pen.soft(dark, 0.8)
    if pen.canvas.look == "ink" and luminance(design.hair) < 0.36:
        # A white edge keeps one black rope from the next.
        tone = (255, 255, 255)
        pen.stroke(frame, a[3:] * 0.8 + b[3:] * 0.2, 0.8, tone, within=xy)
    elif pen.canvas.look == "colour":
        tone = mix(design.hair, pale, 0.5)
    if pen.size(frame, 1.0) < 90:
        return
    for i in range(4, len(a) - 3, 3):
        pen.stroke(frame, [a[i], (a[i] + b[i]) / 2 - (0, 0.02), b[i]], 0.5, tone, within=xy)


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
        roots = [(left + 0.05, 0.26, -1.0)]
    detail = pen.size(frame, 1.0)
    wind = _wind(pen, frame)
    for x, y, way in roots:
        path = [(x - way * 0.06, y), (x + way * 0.13, y + 0.05), (x + way * 0.20, y - 0.20),
            (x + way * 0.15, y - 0.48), (x + way * 0.19, y - 0.70)]  # fmt: skip
        if extra == "braid":
            path = [(x - way * 0.04, y - 0.1), (x + way * 0.08, y - 0.16),
                (x + way * 0.12, y - 0.4), (x + way * 0.06, y - 1.05)]  # fmt: skip
            draw_plait(pen, frame, design, path, detail, wind)
        else:
            draw_tail(pen, frame, design, path, detail, wind)


def draw_tail(
    pen: Pen,
    frame: Frame,
    design: Design,
    path: list[tuple[float, float]],
    detail: float,
    wind: float = 0.0,
) -> None:
    """A tail of hair from its band: full in the middle, its end split into tips."""
    a, b = curve.limb(path, (0.10, 0.21, 0.23, 0.17, 0.06), 7)
    a, b = _blown(a, wind), _blown(b, wind)
    end = (a[-1] + b[-1]) / 2
    along = end - (a[-5] + b[-5]) / 2
    along /= max(float(np.hypot(*along)), 1e-9)
    tips = [a[-3], end + along * 0.05 + (a[-1] - end) * 1.5, end - along * 0.03, end + along * 0.11,
        (b[-1] + b[-3]) / 2, b[-3] + along * 0.07]  # fmt: skip
    ring = np.concatenate([a[:-3], tips, b[:-3][::-1]])
    xy = pen.part(frame, ring, design.hair, "hair", depth=0.05)
    if detail < 44:
        return
    dark, pale = hair_lines(design)
    ink = pen.soft(dark, 0.85)
    colour = pen.canvas.look == "colour"
    black = luminance(design.hair) < 0.36 and pen.canvas.look == "ink"
    for share, lo, hi in ((0.28, 3, -3), (0.55, 5, -1), (0.78, 2, -5)):
        run = (a * (1 - share) + b * share)[lo:hi]
        pen.stroke(frame, run, 0.8, (255, 255, 255) if black else ink, within=xy)
    if colour or black:
        lit = (a * 0.6 + b * 0.4)[len(a) // 4 : len(a) // 2 + 1]
        pen.canvas.role = "hair"
        pen.canvas.fill(pen.px(frame, lens(lit, 0.05)), pale if colour else (255, 255, 255))
    _band(pen, frame, a[2], b[2], design)


def _band(pen: Pen, frame: Frame, a: Array, b: Array, design: Design) -> None:
    """The band that ties a tail, across it from `a` to `b`."""
    middle = (a + b) / 2
    across = (a - b) * 0.62
    down = np.array([-across[1], across[0]])
    down = down / max(float(np.hypot(*down)), 1e-9) * 0.024
    ring = np.array([middle + across + down, middle + across - down, middle - across - down,
        middle - across + down])  # fmt: skip
    tone = mix(design.top_colour, (250, 246, 236), 0.25)
    pen.part(frame, ring, tone, "cloth", weight=0.7)


def draw_plait(
    pen: Pen,
    frame: Frame,
    design: Design,
    path: list[tuple[float, float]],
    detail: float,
    wind: float = 0.0,
) -> None:
    """A plait: strands that cross each other down its length, a band, a tuft."""
    line = _blown(curve.opened(path, 8), wind)
    n = 7 if detail > 60 else 5
    spots = np.linspace(0, len(line) - 1, n + 1)
    for k in range(n):
        i, j = round(float(spots[k])), round(float(spots[k + 1]))
        p, q = line[i], line[j]
        along = q - p
        side = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9)
        wide = 0.125 * (1 - 0.45 * k / n)
        for way in (1.0, -1.0):
            s = side * wide * way
            lobe = [p - s * 0.25, p + s * 0.75, p + along * 0.55 + s, q + s * 0.45,
                q + along * 0.25 - s * 0.15, p + along * 0.5 - s * 0.1]  # fmt: skip
            pen.part(frame, curve.closed(lobe, 4), design.hair, "hair", depth=0.02, weight=0.8)
    end = line[-1]
    tuft = [(-0.05, 0.02), (0.05, 0.02), (0.065, -0.10), (0.02, -0.08), (0.0, -0.16),
        (-0.03, -0.08), (-0.06, -0.12)]  # fmt: skip
    pen.part(frame, np.array(tuft) + end, design.hair, "hair", depth=0.02)
    half = np.array([0.05, 0.0])
    _band(pen, frame, end - half, end + half, design)
