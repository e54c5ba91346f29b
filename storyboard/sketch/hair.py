"""Hair: a hairline laid round the scalp, a volume above it, and the strands that shape it."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .cuts import CUTS, SHORT, style_of
from .design import Design
from .hair_behind import draw_plait, draw_rope, draw_tail, hair_lines
from .hair_strands import draw_curls, draw_strands, draw_stubble
from .head import Skull
from .locks import Field
from .look import mix, shade
from .pen import Pen


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
    field = Field(cut, skull)
    ring = _without_spikes(np.concatenate([field.outer, field.line[::-1]]))
    # The hair's shadow on the brow.
    if pen.canvas.look == "colour" and not skull.behind and detail > 40:
        head = pen.px(frame, skull.outline)
        fallen = np.concatenate([field.line, (field.line - (0.0, 0.05))[::-1]])
        pen.canvas.role = "skin"
        pen.canvas.fill(pen.px(frame, fallen), shade(design.skin), within=head)
    if cut.extra == "bun" and not skull.behind:
        _bun(pen, frame, skull, design, detail)
    if cut.extra == "mohawk":
        _crest(pen, frame, skull, design)
    xy = pen.px(frame, ring)
    pen.outline(xy, 1.0)
    if style in ("mohawk", "buzz"):
        pen.solid(xy, mix(design.hair, design.skin, 0.35), "hair", 0.0)
        if detail > 60:
            draw_stubble(pen, frame, field, design, detail)
    else:
        pen.solid(xy, design.hair, "hair", pen.size(frame, 0.09))
        if detail > 44:
            draw = draw_curls if cut.lobes >= 12 else draw_strands
            draw(pen, frame, field, design, xy, detail)
    if skull.behind:
        _behind(pen, frame, skull, design, cut.extra, detail)
    return field.outer


def _behind(
    pen: Pen, frame: Frame, skull: Skull, design: Design, extra: str, detail: float
) -> None:
    """Knot, tails, plait or ropes as they are seen from behind."""
    x = sum(skull.edges(0.1)) / 2
    if extra == "ponytail":
        path = [(x, 0.22), (x + 0.03, 0.04), (x - 0.03, -0.36), (x + 0.03, -0.80)]
        draw_tail(pen, frame, design, path, detail)
    elif extra == "braid":
        path = [(x, 0.10), (x + 0.02, -0.12), (x - 0.01, -0.45), (x + 0.02, -0.90)]
        draw_plait(pen, frame, design, path, detail)
    elif extra == "pigtails":
        for way in (-1.0, 1.0):
            tail = [(x + way * 0.35, 0.10), (x + way * 0.52, 0.10), (x + way * 0.55, -0.18),
                (x + way * 0.46, -0.56)]  # fmt: skip
            draw_tail(pen, frame, design, tail, detail)
    elif extra == "bun":
        _bun(pen, frame, skull, design, detail)
    elif extra == "locs":
        for k, u in enumerate((-1.0, 0.92, -0.72, 0.66, -0.46, 0.40, -0.2, 0.14)):
            end = -0.74 - 0.05 * (k % 3)
            rope = [(x + 0.25 * u, 0.36), (x + 0.44 * u, 0.08), (x + 0.50 * u, -0.34),
                (x + 0.52 * u, end)]  # fmt: skip
            draw_rope(pen, frame, design, rope)


def _bun(pen: Pen, frame: Frame, skull: Skull, design: Design, detail: float) -> None:
    """A knot of hair on the crown, wound round itself."""
    x = sum(skull.edges(0.1)) / 2 if skull.behind else -0.36 * sin(skull.theta) - 0.02
    y = 0.56 - 0.12 * sin(skull.theta) if not skull.behind else 0.50
    ring = curve.closed(oval(x, y, 0.175, 0.155, n=14), 3)
    wave = 1 + 0.05 * np.abs(np.sin(np.linspace(0, np.pi * 5, len(ring))))
    ring = (x, y) + (ring - (x, y)) * wave[:, None]
    xy = pen.part(frame, ring, design.hair, "hair", depth=0.05)
    if detail <= 44:
        return
    dark, pale = hair_lines(design)
    line = pen.soft(dark, 0.9)
    for r, a, b in ((0.125, 20, 215), (0.08, 190, 400), (0.04, 40, 260)):
        pen.stroke(frame, curve.arc(x + 0.01, y, r, r * 0.85, a, b, 12), 0.7, line, within=xy)
    if pen.canvas.look == "colour":
        glint = curve.arc(x - 0.01, y, 0.13, 0.115, 70, 140, 9)
        pen.stroke(frame, glint, 1.6, pale, within=xy, role="hair")


def _crest(pen: Pen, frame: Frame, skull: Skull, design: Design) -> None:
    """Spikes that fan out along the crest, from the brow to the nape."""
    reach = 0.10 + 0.30 * sin(skull.theta)
    spikes: list[tuple[float, float]] = []
    for k in range(7):
        a = np.radians(58 + 17 * k)
        wide = 0.4 + 0.6 * reach / 0.4
        for turn, far in ((-8.5, 0.50), (0.0, 0.80 - 0.012 * (k - 2) ** 2)):
            at = a + np.radians(turn)
            spikes.append((float(np.cos(at)) * far * wide, float(np.sin(at)) * far * 0.98))
    fan = [
        *spikes,
        (-reach * 1.1, 0.22 + 0.15 * cos(skull.theta) ** 2),
        (0.0, 0.40),
        (reach * 0.8, 0.38),
    ]
    pen.part(frame, np.array(fan), design.hair, "hair", depth=0.05)
    dark, pale = hair_lines(design)
    for k in range(7):
        foot, tip = np.array(spikes[2 * k]) * 0.92, np.array(spikes[2 * k + 1])
        run = np.linspace(foot * 0.9 + tip * 0.1, foot * 0.35 + tip * 0.65, 4)
        pen.stroke(frame, run, 0.8, pale if pen.canvas.look == "colour" else pen.soft(dark, 0.9),
            role="hair")  # fmt: skip


def _without_spikes(ring: Array) -> Array:
    """A ring without the points at which it turns back on itself: ink would stand off there."""
    for _ in range(4):
        ahead, back = np.roll(ring, -1, 0) - ring, ring - np.roll(ring, 1, 0)
        size = np.hypot(*ahead.T) * np.hypot(*back.T)
        keep = (ahead * back).sum(axis=1) > -0.94 * size
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
        # Tufts along both edges: straight ones would look like a bandage.
        comb = np.abs(np.sin(np.arange(len(top)) * 1.1))
        top[:, 1] += 0.026 * comb
        foot[:, 1] -= 0.030 * comb**3 * (np.abs(wrapped) > 110)
        ring = np.concatenate([top, foot[::-1]])
        ring[:, 0] *= 1.05
        pen.part(frame, ring, design.hair, "hair", depth=0.04, weight=0.8)
        dark, _ = hair_lines(design)
        for k in (0.12, 0.26, 0.4, 0.54, 0.68, 0.82):
            i = int(k * (len(top) - 1))
            ends = [top[i] * (1.0, 0.92), (top[i] * 0.35 + foot[i] * 0.65) + (0.012, 0.0)]
            pen.stroke(frame, ends, 0.6, pen.soft(dark, 0.9))
