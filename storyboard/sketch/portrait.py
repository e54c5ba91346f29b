"""A whole head: what lies behind it, the skull, the face, hair and hat, in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from . import curve
from .beard import draw_beard
from .curve import Array, Frame
from .cuts import CUTS, style_of
from .design import Design
from .face import draw_face
from .face_tone import draw_tone
from .hair import draw_hair
from .hair_behind import draw_back_hair
from .head import PROFILE, Shape, Skull
from .headgear import COVERING, HAT_REACH, draw_glasses, draw_hat, draw_hat_back, draw_space_helmet
from .look import mix, shade
from .mien import Mien
from .pen import Pen


@dataclass(frozen=True, slots=True)
class Pose3:
    """How a head is held: turned (see `head`), tilted (radians), raised (±1)."""

    turn: float = 0.45
    tilt: float = 0.0
    pitch: float = 0.0


def skull_of(design: Design, turn: float) -> Skull:
    """The skull of a design at a turn."""
    length = {"child": 0.90, "old": 1.02}.get(design.age, 1.0) * design.face
    cheek = {"broad": 1.05, "fat": 1.13, "slim": 0.97}.get(design.build, 1.0)
    if design.age == "child":
        cheek *= 1.06
    return Skull(turn, Shape(design.jaw, cheek, length))


def draw_behind(pen: Pen, frame: Frame, skull: Skull, design: Design) -> None:
    """Everything of the head that neck and shoulders cover."""
    if design.hat not in COVERING:
        draw_back_hair(pen, frame, skull, design, bool(design.hat))
    draw_hat_back(pen, frame, skull, design)


def draw_head(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, pitch: float
) -> Array:
    """Draw the head in front of the neck; returns its outer points in head units."""
    detail = pen.size(frame, 1.0)
    points = [skull.outline]
    covered = design.hat in COVERING
    eared = design.hat not in ("hood", "scarf")
    if eared and (skull.turn < 0.22 or skull.turn > 1.78):
        _ear(pen, frame, skull, design, far=True, detail=detail)
    head = pen.px(frame, skull.outline)
    nose = (
        _nose_outline(skull, design, pitch, mien)
        if skull.turn >= PROFILE and not skull.behind
        else None
    )
    pen.outline(head)
    if nose is not None:
        nose_xy = pen.px(frame, nose)
        pen.outline(nose_xy, 0.9)
    pen.solid(head, design.skin, "skin", pen.size(frame, 0.13))
    if nose is not None:
        pen.canvas.role = "skin"
        pen.canvas.fill(nose_xy, design.skin)
    if eared and design.style != "balding":
        _ear(pen, frame, skull, design, far=False, detail=detail)
    if not skull.behind:
        draw_tone(pen, frame, skull, design, head, detail)
        draw_beard(pen, frame, skull, design, mien, detail)
        draw_face(pen, frame, skull, design, mien, pitch, detail)
        if design.glasses:
            draw_glasses(pen, frame, skull, design, 0.075 * (pitch + mien.pitch), detail)
    if not covered:
        flat = design if not design.hat else _under_hat(design)
        outer = draw_hair(pen, frame, skull, flat, detail)
        if outer is not None:
            points.append(outer)
    if eared and design.style == "balding":
        _ear(pen, frame, skull, design, far=False, detail=detail)
    if design.hat:
        draw_hat(pen, frame, skull, design)
        wide, high = HAT_REACH.get(design.hat, (0.5, 0.6))
        points.append(np.array([(-wide, high), (wide, high)]))
    if design.top == "spacesuit" and not design.hat:
        draw_space_helmet(pen, frame, skull)
    cut = CUTS.get(style_of(design))
    if cut is not None and cut.back and not covered:
        points.append(np.array([(-cut.wide, -0.4), (cut.wide, -0.4)]))
    return np.concatenate(points)


def _under_hat(design: Design) -> Design:
    """Hair pressed flat by a hat."""
    flat = {
        "spiky": "short",
        "messy": "crop",
        "mohawk": "bald",
        "afro": "curly",
        "bun": "slick",
        "side": "short",
    }
    return replace(design, style=flat.get(design.style, design.style))


def _nose_outline(skull: Skull, design: Design, pitch: float, mien: Mien) -> Array:
    size = design.nose
    dv = 0.05 * (pitch + mien.pitch)
    edge = skull.edges(0.02)[1] - 0.03
    # Less of a nose shows before the profile is whole.
    size *= 0.62 + 0.38 * min(max((skull.turn - PROFILE) / (0.9 - PROFILE), 0.0), 1.0)

    def rim(v: float, out: float) -> tuple[float, float]:
        return skull.edges(v)[1] + out, v

    full = 1.0 if design.lips else 0.7
    return curve.closed(
        [
            (edge, 0.04 + dv), (edge + 0.035, -0.03 + dv), (edge + 0.072 * size, -0.11 + dv),
            (edge + 0.112 * size, -0.178 + dv), (edge + 0.098 * size, -0.213 + dv),
            rim(-0.236, 0.012), rim(-0.270, 0.012), rim(-0.300, 0.012 + 0.016 * full),
            rim(-0.320, 0.004), rim(-0.342, 0.006 + 0.016 * full), rim(-0.375, -0.004),
            (edge - 0.08, -0.36), (edge - 0.08, -0.05),
        ],
        5,
    )  # fmt: skip


def _ear(pen: Pen, frame: Frame, skull: Skull, design: Design, far: bool, detail: float) -> None:
    s, c = np.sin(skull.theta), np.cos(skull.theta)
    way = 1.0 if far else -1.0
    if skull.behind:
        x = way * (skull.edges(-0.05)[1] + 0.01)
        wide = 0.055
    elif skull.turn < 0.22:
        left, right = skull.edges(-0.05)
        x = (right if far else left) + way * 0.018
        wide = 0.055
    else:
        x = -0.375 * c - 0.085 * s
        wide = 0.055 + 0.022 * s
    y = -0.075
    ring = curve.closed([(x, y + 0.10), (x + way * wide, y + 0.065),
        (x + way * wide * 0.9, y - 0.03), (x + way * 0.01, y - 0.10),
        (x - way * wide * 0.55, y - 0.07), (x - way * wide * 0.6, y + 0.05)], 5)  # fmt: skip
    xy = pen.part(frame, ring, design.skin, "skin", depth=0.02, weight=0.85)
    if detail > 50:
        run = [
            (x + way * wide * 0.5, y + 0.055),
            (x + way * wide * 0.5, y - 0.01),
            (x - way * wide * 0.05, y - 0.04),
        ]
        pen.stroke(frame, curve.opened(run, 5), 0.6, pen.soft(shade(design.skin), 0.62), within=xy)
    if design.woman and design.age != "child" and detail > 80:
        pen.canvas.role = "light"
        pen.canvas.fill(pen.px(frame, curve.arc(x, y - 0.115, 0.017, 0.017, 0, 360, 12)), mix(
            (236, 196, 90), (255, 255, 255), 0.2))  # fmt: skip
