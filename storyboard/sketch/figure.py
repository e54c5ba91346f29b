"""A whole figure: design, pose and mien put together and drawn in the right order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import numpy as np

from .body import Body
from .camera import Camera
from .canvas import Canvas
from .curve import Frame
from .design import Design
from .head import Skull
from .limbs import build_of
from .look import Light
from .mien import MOUTH_V, mien_of
from .model import Figure, Head
from .pen import Pen
from .portrait import draw_behind, draw_head, skull_of
from .pose import Arm, Joints, Stance, raised, solve, stance_of
from .prop_table import Prop, prop_of
from .props import draw_prop


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands and which way it faces."""

    x: float = 0.0
    z: float = 0.0
    y: float = 0.0
    """Height of the ground under it, in metres."""
    facing: int = 1
    """1 to the right, -1 to the left."""
    turn: float | None = None
    """The head's turn (see `head`); None for the pose's own."""
    behind: bool = False
    """Seen from behind."""
    variant: int = 0
    seat: float | None = None
    """Height of the seat in metres, for poses that sit."""
    shadow: bool = True
    gaze: tuple[float, float] | None = None
    pitch: float = 0.0
    """How far the face is seen from below (positive) or above."""


def staged(figure: Figure, place: Place) -> Stance:
    """The stance of a figure, with a hand made free for what is held."""
    stance = stance_of(figure.pose, place.variant)
    if figure.holds and figure.pose not in ("hold", "read", "phone", "drive", "lie"):
        spare = figure.pose in (
            "stand",
            "walk",
            "sit",
            "look-up",
            "slump",
            "arms-crossed",
            "crouch",
            "hands-on-hips",
            "shrug",
        )
        if spare:
            far = Arm(9, 106, "grip", front=True)
            stance = replace(stance, far_arm=far)
            if figure.pose == "arms-crossed":
                stance = replace(stance, near_arm=Arm(to=(-0.42, -1.34), bend=1))
        else:
            stance = replace(stance, far_arm=replace(stance.far_arm, hand="grip", tucked=False))
    if figure.holds and figure.pose in ("hold", "stand", "walk", "sit"):
        item = prop_of(figure.holds)
        if item.carried:
            stance = replace(stance, far_arm=Arm(12, 10, "grip", front=True))
        elif item.kind == "lantern":
            stance = replace(stance, far_arm=Arm(34, 108, "grip", front=True))
        elif item.kind == "umbrella":
            stance = replace(stance, far_arm=Arm(6, 128, "grip", front=True))
    if figure.holds and figure.pose == "hold" and prop_of(figure.holds).two_hands:
        stance = replace(
            stance,
            near_arm=Arm(to=(0.06, -0.92), bend=1, front=True, hand="grip"),
            far_arm=Arm(to=(0.66, -0.92), bend=-1, front=True, hand="grip"),
        )
    return stance


def joints_of(figure: Figure, design: Design, place: Place) -> Joints:
    """The joints of a figure at its place, in heads above the ground."""
    stance = staged(figure, place)
    joints = solve(stance, build_of(design))
    if stance.seated and place.seat is not None:
        lift = place.seat / design.head + 0.22 - joints.pelvis[1]
        joints = raised(joints, max(lift, -0.6))
    return joints


def head_centre(figure: Figure, design: Design, place: Place) -> tuple[float, float]:
    """Where the head's centre is in the world's x and y, in metres."""
    joints = joints_of(figure, design, place)
    return (
        place.x + place.facing * joints.head[0] * design.head,
        place.y + joints.head[1] * design.head,
    )


def draw_figure(
    canvas: Canvas,
    camera: Camera,
    figure: Figure,
    design: Design,
    place: Place,
    light: Light,
    rng: Random,
) -> Head:
    """Draw one figure and say where its head is."""
    joints = joints_of(figure, design, place)
    stance = joints.stance
    scale = design.head
    frame = Frame(x=place.x, y=place.y).child(0, 0, 0, (scale * place.facing, scale))
    pen = Pen(canvas, camera, light, place.z, 1.0)
    hx, hy = joints.head
    local = frame.child(hx, hy, joints.head_turn)
    detail = max(pen.size(local, 1.0), 1e-3)
    # A line that grows slower than the figure.
    pen.base = min(
        max(1.05 * canvas.unit * (detail / (100 * canvas.unit)) ** 0.62, 0.55),
        7.0 * canvas.unit + 0.5,
    )
    pen.base *= 2.1
    if canvas.look == "pencil":
        pen.base *= 0.75
    pen.flat = detail < 20
    pen.toned = detail > 95 * canvas.unit
    pen.near = detail > 190 * canvas.unit
    turn = place.turn if place.turn is not None else stance.turn
    if place.behind:
        turn = 2.0 - 0.35
    skull = skull_of(design, turn)
    mien = mien_of(figure.expression)
    if place.gaze is not None and figure.expression not in ("thinking", "sadness", "tired"):
        mien = replace(mien, gaze=place.gaze)
    body = Body(pen, frame, joints, design, detail, place.behind)
    if place.shadow:
        _shadow(canvas, camera, joints, scale, place)
    far_first = not stance.far_arm.front
    near_first = place.behind and stance.near_arm.front
    prop = prop_of(figure.holds) if figure.holds else None
    if figure.pose == "phone" and prop is None:
        prop = prop_of("phone")
    if figure.pose == "read" and (prop is None or not prop.two_hands):
        prop = prop_of(figure.holds or "book")

    if prop is not None and prop.kind == "umbrella":
        _in_hand(body, pen, prop, light, near=False)
        prop = None
    body.cape()
    draw_behind(pen, local, skull, design) if not place.behind else None
    if far_first:
        body.hand(False)
        body.arm(False)
    if near_first:
        body.hand(True)
        body.arm(True)
    body.legs()
    body.neck()
    body.torso()
    outer = draw_head(pen, local, skull, design, mien, stance.pitch + place.pitch)
    _arms_in_front(body, stance, figure, prop, pen, far_first, near_first, light)
    return _head_box(canvas, pen, local, outer, skull_mouth(skull), figure.character)


def skull_mouth(skull: Skull) -> tuple[float, float]:
    """The mouth's place in head units."""
    return (0.0, -0.3) if skull.behind else skull.face(0.0, MOUTH_V)


def _arms_in_front(
    body: Body,
    stance: Stance,
    figure: Figure,
    prop: Prop | None,
    pen: Pen,
    far_first: bool,
    near_first: bool,
    light: Light,
) -> None:
    item = prop
    in_near = figure.pose == "phone"
    if item is not None and item.two_hands and figure.pose in ("read", "hold"):
        body.arm(False)
        body.arm(True)
        n, f = body.j.near[2], body.j.far[2]
        middle = body.frame.child((n[0] + f[0]) / 2 + 0.04, (n[1] + f[1]) / 2 + 0.10)
        draw_prop(pen, middle, item, light)
        body.hand(False)
        body.hand(True)
        return
    if figure.pose == "drive":
        body.arm(False)
        body.arm(True)
        n, f = body.j.near[2], body.j.far[2]
        wheel = body.frame.child((n[0] + f[0]) / 2, (n[1] + f[1]) / 2 - 0.10)
        draw_prop(pen, wheel, Prop("wheel", (44, 42, 48)), light)
        body.hand(False)
        body.hand(True)
        return
    if not far_first:
        if stance.far_arm.front and figure.pose == "arms-crossed" and item is None:
            body.arm(True)
            body.hand(False)
            body.arm(False)
            return
        body.arm(False)
        if item is not None and not in_near:
            _in_hand(body, pen, item, light, near=False)
        body.hand(False)
    elif item is not None and not in_near:
        _in_hand(body, pen, item, light, near=False)
        body.hand(False)
    if not near_first:
        if in_near and item is not None:
            _in_hand(body, pen, item, light, near=True)
            body.arm(True)
            body.hand(True)
            return
        if not body.j.stance.near_arm.front or not body.j.stance.near_arm.tucked:
            body.hand(True)
        body.arm(True)
        if stance.near_arm.front and not stance.near_arm.tucked:
            body.hand(True)


def _in_hand(body: Body, pen: Pen, item: Prop, light: Light, near: bool) -> None:
    grip = body.hand_frame(near)
    x, y = grip.at(0.20, 0.0)
    # Held things hang and stand upright in the figure's frame, whatever the arm does.
    inverse = body.frame
    fx = (x - inverse.x) / inverse.a
    fy = (y - inverse.y) / inverse.d
    big = 1.35 if item.small else 1.12
    spot = inverse.child(fx, fy + (0.05 if item.small else 0.0), 0.0, big)
    if item.kind == "umbrella":
        spot = inverse.child(fx, fy, 0.16)
    if item.along:
        spot = Frame(grip.a, grip.b, grip.c, grip.d, x, y)
    draw_prop(pen, spot, item, light)


def _shadow(canvas: Canvas, camera: Camera, joints: Joints, scale: float, place: Place) -> None:
    xs = [joints.near_leg[2][0], joints.far_leg[2][0], joints.pelvis[0]]
    if joints.stance.roll:
        xs += [joints.head[0], joints.chest[0]]
    left, right = min(xs) - 0.45, max(xs) + 0.5
    cx, half = (left + right) / 2 * place.facing * scale + place.x, (right - left) / 2 * scale
    a = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    ring = [
        (cx + half * float(np.cos(t)), place.y, place.z + 0.30 * scale * 1.4 * float(np.sin(t)))
        for t in a
    ]
    points = camera.points(ring)
    if len(points) > 2:
        canvas.role = "light"
        if canvas.look == "colour":
            canvas.fill(points, (30, 20, 52), 0.34)
        else:
            canvas.fill(points, (40, 40, 44), 0.45)


def _head_box(
    canvas: Canvas, pen: Pen, frame: Frame, outer: np.ndarray, mouth: tuple[float, float], who: str
) -> Head:
    xy = pen.px(frame, outer)
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    at = pen.px(frame, [mouth])[0]
    w, h = canvas.width, canvas.height
    return Head(
        who,
        (float(x0) / w, float(y0) / h, float(x1 - x0) / w, float(y1 - y0) / h),
        (float(at[0]) / w, float(at[1]) / h),
    )
