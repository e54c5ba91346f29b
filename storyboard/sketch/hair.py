"""Hair: a hairline laid round the scalp and a volume above it."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .cuts import CUTS, SHORT, Cut, style_of
from .design import Design
from .hair_behind import hair_lines
from .head import Skull
from .look import luminance, mix, shade
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
    ring = _without_spikes(np.concatenate([outer, line[::-1]]))
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
        # Spikes fan out along the crest, from the brow to the nape.
        spikes: list[tuple[float, float]] = []
        for k in range(7):
            a = np.radians(58 + 17 * k)
            wide = 0.4 + 0.6 * reach / 0.4
            for turn, far in ((-8.5, 0.50), (0.0, 0.80 - 0.012 * (k - 2) ** 2)):
                at = a + np.radians(turn)
                spikes.append((float(np.cos(at)) * far * wide, float(np.sin(at)) * far * 0.98))
        fan = [*spikes, (-reach * 1.1, 0.22), (0.0, 0.40), (reach * 0.8, 0.38)]
        pen.part(frame, np.array(fan), design.hair, "hair", depth=0.05)
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


def _without_spikes(ring: Array) -> Array:
    """A ring without the points at which it turns back on itself: ink would stand off there."""
    for _ in range(4):
        ahead, back = np.roll(ring, -1, 0) - ring, ring - np.roll(ring, 1, 0)
        size = np.hypot(*ahead.T) * np.hypot(*back.T)
        keep = (ahead * back).sum(axis=1) > -0.35 * size
        keep |= size < 1e-12
        if keep.all():
            break
        ring = ring[keep]
    return ring


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
        # Thin at the temple, fuller and higher towards the back.
        bulk = np.clip((np.abs(wrapped) - 66) / 64, 0, 1) ** 0.6
        upper = np.maximum(0.02 + 0.27 * bulk, lower + 0.02)
        top = np.array([skull.scalp(float(p), float(v)) for p, v in zip(grid, upper, strict=True)])
        foot = np.array([skull.scalp(float(p), float(v)) for p, v in zip(grid, lower, strict=True)])
        ring = np.concatenate([top, foot[::-1]])
        ring[:, 0] *= 1.05
        # Tufts along the upper edge: a straight one would look like a bandage.
        ring[: len(top), 1] += 0.016 * np.abs(np.sin(np.arange(len(top)) * 1.1))
        pen.part(frame, ring, design.hair, "hair", depth=0.04, weight=0.8)
        dark, _ = hair_lines(design)
        for k in (0.3, 0.5, 0.7):
            i = int(k * (len(top) - 1))
            ends = [top[i] * (1.0, 0.86), (top[i] + foot[i]) / 2 + (0.012, 0.0)]
            pen.stroke(frame, ends, 0.5, pen.soft(dark, 0.9))


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
    if cut.extra == "bun" or style_of(design) == "slick":
        # Combed back: every strand runs from the brow to one place behind the crown.
        knot = np.array([-0.34 * sin(skull.theta) - 0.02, 0.50 - 0.06 * sin(skull.theta)])
        for pick in picks:
            end = line[int(pick * (len(line) - 1))]
            bulge = (knot + end) / 2 + np.array([0.10 * np.sign(end[0] - knot[0]), 0.05])
            strand = curve.opened([end + np.array([0.0, 0.012]), bulge, knot], 6)
            pen.stroke(frame, strand, 0.6, ink, within=xy)
        return
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
