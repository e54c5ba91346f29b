"""A whole figure: design, pose and mien put together and drawn in the right order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .beast import Animal
from .beast_table import BEASTS
from .bird import draw_bird
from .body import Body
from .camera import Camera
from .canvas import Canvas
from .curve import Frame
from .design import Design
from .head import Skull
from .hoofed import Hoofed
from .hoofed_table import BUILDS
from .instruments import draw_played, draw_sticks
from .look import Light
from .mien import MOUTH_V, Mien, mien_of
from .model import Figure, Head
from .nuance import louder
from .pen import Pen
from .portrait import draw_behind, draw_head, skull_of
from .pose import Joints, Stance
from .posing import FURLED, Place, head_centre, hugged, joints_of
from .prop_table import Prop, prop_of
from .props import draw_prop
from .robot import RobotBody, draw_robot_head

__all__ = ["Place", "draw_figure", "head_centre", "joints_of"]


def draw_figure(
    canvas: Canvas,
    camera: Camera,
    figure: Figure,
    design: Design,
    place: Place,
    light: Light,
    mien: Mien | None = None,
) -> Head:
    """Draw one figure and say where its head is; `mien` shades its expression."""
    mien = mien or mien_of(figure.expression)
    if design.beast:
        return _draw_beast(canvas, camera, figure, design, place, light)
    joints = joints_of(figure, design, place)
    stance = joints.stance
    scale = design.head
    frame = Frame(x=place.x, y=place.y).child(0, 0, 0, (scale * place.facing, scale))
    pen = Pen(canvas, camera, light, place.z, 1.0)
    hx, hy = joints.head
    if place.tilt and figure.pose != "lie":
        # Who sits must not rise off the seat.
        tilt = place.tilt * (0.5 if stance.seated else 1.0)
        pen.tilt = (place.x, place.y, scale * (hy + 0.5), tilt)
    local = frame.child(hx, hy, joints.head_turn)
    detail = _grade(pen, local)
    mien = louder(mien, min(max((90 * canvas.unit - detail) / (60 * canvas.unit), 0.0), 1.0) * 0.5)
    turn = place.turn if place.turn is not None else stance.turn
    if place.behind:
        turn = 2.0 - 0.35
    skull = skull_of(design, turn)
    if place.gaze is not None and figure.expression not in ("thinking", "sadness", "tired"):
        mien = replace(mien, gaze=place.gaze)
    if figure.pose == "lie" and figure.expression == "tired":
        mien = replace(mien, open=0.04, squint=0.85)  # asleep
    if figure.pose == "read":
        mien = replace(mien, gaze=(0.25, -0.85))
    make = RobotBody if design.kind == "robot" else Body
    body = make(pen, frame, joints, design, detail, place.behind)
    if place.shadow:
        _shadow(canvas, camera, joints, scale, place)
    mark = canvas.mark()
    far_first = not stance.far_arm.front
    near_first = place.behind and stance.near_arm.front
    prop = prop_of(figure.holds) if figure.holds else None
    if figure.pose == "phone" and prop is None:
        prop = prop_of("phone")
    if figure.pose == "read":
        prop = replace(prop or prop_of("book"), two_hands=True)

    if prop is not None and prop.kind == "umbrella" and figure.pose in FURLED:
        prop = replace(prop, kind="furled", along=True)
    if prop is not None and prop.kind == "umbrella":
        _in_hand(body, pen, prop, light, near=False)
        prop = None
    body.cape()
    if not place.behind and design.kind == "person":
        draw_behind(pen, local, skull, design)
    if far_first:
        body.hand(False)
        body.arm(False)
    if near_first:
        body.hand(True)
        body.arm(True)
    body.legs()
    body.neck()
    body.torso()
    if design.kind == "robot":
        outer = draw_robot_head(pen, local, skull, design, mien)
    else:
        outer = draw_head(pen, local, skull, design, mien, stance.pitch + place.pitch)
    if prop is not None and hugged(figure, place):
        prop = replace(prop, two_hands=True, held_up=True)
    _arms_in_front(body, stance, figure, prop, pen, far_first, near_first, light)
    if pen.halo:
        # A white keyline parts the figure from black and from hatching, as inkers do.
        canvas.beneath(mark, pen.halo, (255, 255, 255))
    return _head_box(canvas, pen, local, outer, skull_mouth(skull), figure.character)


def _grade(pen: Pen, head: Frame) -> float:
    """Set the pen's line and detail for a figure by its head's frame; the head in pixels."""
    detail = max(pen.size(head, 1.0), 1e-3)
    unit = pen.canvas.unit
    # A line that grows slower than the figure.
    pen.base = 2.1 * min(max(1.05 * unit * (detail / (100 * unit)) ** 0.62, 0.55), 7.0 * unit + 0.5)
    if pen.canvas.look == "pencil":
        pen.base *= 1.1
    pen.flat = detail < 20
    pen.toned = detail > 95 * unit
    pen.near = detail > 700 * unit
    return detail


def _draw_beast(
    canvas: Canvas, camera: Camera, figure: Figure, design: Design, place: Place, light: Light
) -> Head:
    h = design.height
    frame = Frame(x=place.x, y=place.y).child(0, 0, 0, (h * place.facing, h))
    pen = Pen(canvas, camera, light, place.z, 1.0)
    beast = BEASTS[design.kind]
    winged = beast.rig == "bird"
    size = 0.43 if winged else beast.head
    _grade(pen, frame.child(0, 0, 0, size))
    if place.shadow:
        half = (0.30 if winged else 0.56 * beast.long) * h
        _blot(canvas, camera, place.x, half, place, 0.2 * h)
    mark = canvas.mark()
    if winged:
        outer, mouth = draw_bird(pen, frame, design, figure)
    else:
        make = Hoofed if design.kind in BUILDS else Animal
        outer, mouth = make(pen, frame, design, figure).draw()
    if figure.holds:
        spot = Frame(x=mouth[0], y=mouth[1]).child(0, 0, 0, (0.24 * place.facing, 0.24))
        draw_prop(pen, spot, prop_of(figure.holds), light)
    if pen.halo:
        canvas.beneath(mark, pen.halo, (255, 255, 255))
    return _head_box(canvas, pen, Frame(), outer, mouth, figure.character)


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
    if item is not None and item.played and stance.near_arm.front and stance.far_arm.front:
        draw_played(pen, body.frame, body.j, item, light)
        body.arm(False)
        body.arm(True)
        body.hand(False)
        body.hand(True)
        draw_sticks(pen, body.frame, body.j, item)
        return
    if (
        item is not None
        and item.two_hands
        and (figure.pose in ("read", "hold", "sit") or item.held_up)
    ):
        body.arm(False)
        body.arm(True)
        n, f = body.j.near[2], body.j.far[2]
        rise = 0.42 if item.held_up else 0.03
        big = 1.5 if item.small else 1.0
        middle = body.frame.child((n[0] + f[0]) / 2, (n[1] + f[1]) / 2 + rise, 0.0, big)
        # The fingers lie behind the thing, the thumbs before it.
        body.hand(False, "under")
        body.hand(True, "under")
        draw_prop(pen, middle, item, light)
        body.hand(False, "thumb")
        body.hand(True, "thumb")
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
    _blot(canvas, camera, cx, half, place, 0.42 * scale)


def _blot(
    canvas: Canvas, camera: Camera, cx: float, half: float, place: Place, deep: float
) -> None:
    """The shadow on the ground."""
    a = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    ring = [(cx + half * float(np.cos(t)), place.y, place.z + deep * float(np.sin(t))) for t in a]
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
