"""What the camera shows: from a shot's name and where everyone stands to a camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .beast_table import BEASTS
from .camera import VIEW_HEIGHT, Camera, frame_shot
from .design import Design
from .figure import head_centre, joints_of
from .look import mix
from .model import Staging
from .placing import CLOSE, WIDE_POSES, Member
from .variety import View

_FORWARD = frozenset({"point", "reach", "wave", "hold", "run", "fight", "walk"})
"""Poses that need room before them."""


def camera_for(
    staging: Staging,
    cast: Sequence[Member],
    width: int,
    height: int,
    lettered: bool,
    shoulder: bool,
    eye: View = View(),  # noqa: B008
) -> Camera:
    """The camera of a staging with its figures placed, moved as `eye` says."""
    angle = "eye" if shoulder else staging.angle
    aspect = width / height
    if not cast:
        shot = staging.shot if staging.shot in ("wide", "extreme-wide", "full") else "wide"
        focus = (eye.pan, 1.5, 0.0)
        return frame_shot(shot, angle, width, height, focus, False, 0.0, near=eye.near)
    if shoulder and len(cast) > 1:
        subject = cast[subject_of(cast)]
        x, y = head_centre(subject.figure, subject.design, subject.place)
        shot = staging.shot if staging.shot in ("medium", "medium-long") else "medium-close-up"
        column = 0.64 if subject.place.x > 0 else 0.36
        return frame_shot(shot, "eye", width, height, (x, y, 0.0), lettered, 0.12, column=column)
    if shoulder:
        alone = cast[0]
        x, y = head_centre(alone.figure, alone.design, alone.place)
        shot = staging.shot if staging.shot in ("medium", "medium-long", "full") else "medium"
        column = 0.5 - 0.2 * alone.place.facing
        return frame_shot(shot, "eye", width, height, (x, y, 0.0), lettered, 0.0, column=column)
    heads = [head_centre(c.figure, c.design, c.place) for c in cast]
    xs, ys = [h[0] for h in heads], [h[1] for h in heads]
    x = (min(xs) + max(xs)) / 2
    y = 0.65 * max(ys) + 0.35 * min(ys)
    spread = max(xs) - min(xs)
    column = 0.5
    if len(cast) > 1 and staging.shot == "full":
        # Whole figures: from the hindmost foot of one to the foremost hand of another.
        ends = [_span(c) for c in cast if not c.design.beast]
        low, high = min([xs_low for xs_low, _ in ends] + xs), max([h for _, h in ends] + xs)
        x, spread = (low + high) / 2, max(spread, high - low - 0.5)
    if len(cast) == 1:
        x, y, spread, column = _alone(cast[0], (x, y), staging.shot, aspect)
    extra = 0.0
    if any(c.figure.pose in WIDE_POSES for c in cast) and staging.shot not in CLOSE:
        extra = 0.14
    if len(cast) > 1 and staging.shot in CLOSE and any(c.design.age == "child" for c in cast):
        extra += max(ys) - min(ys)
    size = size_of([c.design for c in cast], staging.shot)
    view = VIEW_HEIGHT.get(staging.shot, 1.3) * size
    if staging.shot not in ("full", "wide", "extreme-wide") and max(ys) - min(ys) > 0.3 * view:
        extra += (max(ys) - min(ys)) * 0.8 * aspect
    return frame_shot(
        staging.shot,
        angle,
        width,
        height,
        (x, y, 0.0),
        lettered,
        spread + extra,
        column=column + eye.aside,
        size=size,
        near=eye.near,
    )


def size_of(designs: Sequence[Design], shot: str) -> float:
    """How large animals are who have the panel to themselves, against a person."""
    if not all(d.beast for d in designs):
        return 1.0
    design = max(designs, key=lambda d: d.height)
    beast = BEASTS[design.kind]
    if shot in CLOSE:
        head = design.height * (0.5 if beast.rig == "bird" else beast.head * (1.1 + beast.muzzle))
        return min(max(head / 0.26, 0.3), 3.4)
    tall = design.height * (1.0 if beast.rig == "bird" else 1.35 + 0.25 * beast.long)
    share = min(max(tall / 1.4, 0.34), 1.5)
    return share if shot not in ("wide", "extreme-wide") else share**0.5


def _alone(
    only: Member, head: tuple[float, float], shot: str, aspect: float
) -> tuple[float, float, float, float]:
    """Where one figure is framed: focus x and y, spread in metres, column of the focus."""
    x, y = head
    facing, pose = only.place.facing, only.figure.pose
    near = shot in CLOSE
    if pose == "lie" and not near and not only.design.beast:
        # The whole length is shown, low in the frame.
        return only.place.x, 0.85 + only.place.y, 1.1, 0.5
    if only.design.beast and not near:
        beast = BEASTS[only.design.kind]
        long = only.design.height * (beast.long + beast.neck + 0.3)
        if beast.rig == "bird":
            long = 0.5 * only.design.height
        return 0.35 * x + 0.65 * only.place.x, y, long * 0.85, 0.5
    reach = 0.0
    if shot == "full" and not only.design.beast:
        # From the hindmost limb to the foremost.
        low, high = _span(only)
        x, reach = 0.3 * x + 0.35 * (low + high), max(high - low + 0.3 - 0.84, 0.0)
    elif not near:
        # A runner's or a sitter's body lies beside the head.
        x = 0.6 * x + 0.4 * only.place.x
    if aspect > 1.25:
        # In a strip the figure stands to one side and looks across.
        aside = min((aspect - 1.25) * 0.14 + 0.03, 0.17)
        return x, y, 0.0, 0.5 - facing * max(aside, 0.15 if shot in ("wide", "extreme-wide") else 0)
    if shot in ("wide", "extreme-wide"):
        return x, y, 0.0, 0.5 - facing * 0.15
    if near:
        return x, y, 0.0, 0.5 - facing * 0.03
    ahead = only.figure.holds or pose in _FORWARD
    far = pose in ("point", "reach") and shot != "full"
    aside = 0.17 if far else 0.10 if ahead else 0.05
    return x, y, reach, 0.5 - facing * (aside if reach < 0.1 else 0.0)


def _span(member: Member) -> tuple[float, float]:
    """The x of a figure's hindmost and foremost joint, in metres."""
    j = joints_of(member.figure, member.design, member.place)
    xs = [p[0] for p in (j.head, *j.near, *j.far, *j.near_leg, *j.far_leg)]
    unit = member.place.facing * member.design.head * (1.0 + 0.8 * max(member.place.tilt, 0.0))
    ends = [member.place.x + unit * v for v in (min(xs), max(xs))]
    return min(ends), max(ends)


def subject_of(cast: Sequence[Member]) -> int:
    """Who is looked at over the other's shoulder: the one with more to show, else the right."""
    if cast[0].place.front != cast[1].place.front:
        return 1 if cast[0].place.front else 0
    speaks = [c.figure.expression != "neutral" for c in cast[:2]]
    return 0 if speaks[0] and not speaks[1] else 1


def over_shoulder(cast: list[Member], camera: Camera) -> list[Member]:
    """The other figure comes before the lens, from behind, at the frame's edge."""
    at = subject_of(cast)
    subject, front = cast[at], cast[1 - at]
    depth = camera.eye[2] * 0.42
    left = subject.place.x > 0
    # A quarter of the head may leave the frame.
    edge = camera.width * (0.17 if left else 0.83)
    scale = camera.scale(depth)
    # What hair and hat add to the one in front must not hide the other's face.
    px, _ = camera.point(subject.place.x, 1.5, subject.place.z)
    room = camera.scale(subject.place.z) * subject.design.head * 0.52
    room += scale * front.design.head * _half_width(front.design)
    edge = (
        max(min(edge, px - room), -0.02 * camera.width)
        if left
        else min(max(edge, px + room), 1.02 * camera.width)
    )
    x = camera.eye[0] + (edge - camera.centre[0]) / scale
    standing = replace(front.figure, pose="stand", holds="")
    _, hy = head_centre(standing, front.design, replace(front.place, x=0.0, variant=0))
    _, hs = head_centre(subject.figure, subject.design, subject.place)
    moved = replace(
        front,
        design=_dimmed(front.design),
        figure=standing,
        place=replace(front.place, x=x, z=depth, y=hs + 0.02 - hy, facing=1 if left else -1,
                      behind=True, turn=None, shadow=False, variant=0),
    )  # fmt: skip
    faced = replace(subject, place=replace(subject.place, turn=0.34, z=0.0))
    rest = [c for i, c in enumerate(cast) if i not in (at, 1 - at)]
    pair = [faced, moved] if at == 0 else [moved, faced]
    return [*pair, *(replace(c, place=replace(c.place, z=c.place.z + 0.6)) for c in rest)]


def _half_width(design: Design) -> float:
    """Half the width of a head with its hair and hat from behind, in heads."""
    if design.hat in ("brim", "witch", "straw", "tophat"):
        return 0.75
    return 0.62 if design.style in ("afro", "curly", "wavy", "long", "bob") else 0.5


def _dimmed(design: Design) -> Design:
    """A figure before the lens stands in its own shadow."""
    dusk = (30, 24, 48)
    return replace(
        design,
        skin=mix(design.skin, dusk, 0.50),
        hair=mix(design.hair, dusk, 0.45),
        top_colour=mix(design.top_colour, dusk, 0.55),
        under_colour=mix(design.under_colour, dusk, 0.55),
        hat_colour=mix(design.hat_colour, dusk, 0.5),
    )
