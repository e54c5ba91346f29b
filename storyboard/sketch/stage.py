"""The stage: figures are placed, the camera set up, and everything drawn from back to front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import sets, signs
from .camera import VIEW_HEIGHT, Camera, frame_shot
from .canvas import Canvas
from .design import Design, bystander, design_cast, for_look, strangers
from .figure import Place, draw_figure, head_centre
from .look import light_for, mix
from .model import Box, Brief, Drawing, Figure, Head, Staging
from .rng import seed_of, stream
from .seat import draw_seat

_CLOSE = ("extreme-close-up", "close-up", "medium-close-up")
_SEATED = ("sit", "drive")
_FORWARD = frozenset({"point", "reach", "wave", "hold", "run"})
"""Poses that need room before them."""
_WIDE_POSES = frozenset({"point", "reach", "cheer", "fight", "wave", "shrug", "run", "recoil"})


@dataclass(frozen=True, slots=True)
class _Cast:
    """A figure with its design and place."""

    figure: Figure
    design: Design
    place: Place


def compose(brief: Brief, staging: Staging) -> Drawing:
    """Draw a staging: any values are drawn somehow, at any size from one pixel up."""
    width, height = max(brief.width, 1), max(brief.height, 1)
    canvas = Canvas(width, height, brief.look, seed_of("canvas", brief.seed))
    light = light_for(staging.time, staging.weather, sets.indoors(staging.setting, brief.prompt))
    canvas.light = light
    rng = stream("set", staging.setting, brief.seed)
    shoulder = staging.angle == "over-the-shoulder"
    cast = _placed(brief, staging, shoulder)
    camera = _camera(staging, cast, width, height, brief.lettered, shoulder)
    if shoulder and len(cast) > 1:
        cast = _over_shoulder(cast, camera)
    elif shoulder and cast:
        # Alone, the figure looks into the set with us.
        cast = [replace(cast[0], place=replace(cast[0].place, behind=True))]

    canvas.role = "set"
    hint = brief.prompt.lower()
    sets.draw_set(canvas, camera, staging, light, rng, hint=hint)
    _veil(canvas, light.fog if brief.look == "colour" else (255, 255, 255), bool(cast))
    heads: list[Head] = []
    order = sorted(cast, key=lambda c: -c.place.z)
    if staging.signs:
        boxes = [_body_box(c, camera) for c in cast]
        canvas.role = "sign"
        signs.place_signs(canvas, camera, staging, light, stream("sign", brief.seed), boxes)
    for member in order:
        if member.figure.pose in _SEATED and not member.place.behind:
            draw_seat(canvas, camera, light, member.place, member.design, staging.setting)
        canvas.role = "figure"
        own = stream("figure", member.figure.character, brief.seed)
        head = draw_figure(canvas, camera, member.figure, member.design, member.place, light, own)
        heads.append(head)
    canvas.role = "front"
    sets.draw_front(canvas, camera, staging, light, stream("front", brief.seed), hint=hint)
    ranked = {id(member): head for member, head in zip(order, heads, strict=True)}
    return Drawing(canvas.picture(), staging, tuple(ranked[id(member)] for member in cast))


def _veil(canvas: Canvas, colour: tuple[int, int, int], figures: bool) -> None:
    """A pale veil that parts the set from the cast."""
    if figures:
        canvas.role = "sky"
        frame = [(0, 0), (canvas.width, 0), (canvas.width, canvas.height), (0, canvas.height)]
        canvas.fill(frame, colour, 0.07 if canvas.look == "colour" else 0.16)


def _placed(brief: Brief, staging: Staging, shoulder: bool) -> list[_Cast]:
    everyone = design_cast([*brief.cast, *brief.others])
    ids = sorted(everyone)
    figures = staging.figures[:4]
    designs: list[Design] = []
    told = iter(strangers(brief.prompt))
    for i, figure in enumerate(figures):
        known = everyone.get(figure.character)
        words = "" if known else next(told, "")
        design = known or bystander(i, seed_of(brief.seed, figure.character) % 997, words)
        rank = ids.index(figure.character) if known else 2 + i
        designs.append(for_look(design, brief.look, rank))
    n = len(figures)
    gap = _gap(staging.shot, figures)
    seat = sets.seat_height(staging.setting)
    lead = _lead(brief, figures)
    cast = []
    for i, (figure, design) in enumerate(zip(figures, designs, strict=True)):
        rng = stream("place", brief.seed, figure.character, i)
        x = (i - (n - 1) / 2) * gap
        if n == 1:
            facing = 1 if stream("facing", brief.seed, brief.prompt).random() < 0.6 else -1
        elif i == (n - 1) / 2:
            facing = 1 if rng.random() < 0.5 else -1
        else:
            facing = 1 if i < (n - 1) / 2 else -1
        z = 0.0
        if n > 2 or (n == 2 and staging.shot in _CLOSE):
            z = 0.0 if i == lead else (0.22 + 0.16 * ((i + lead) % 2)) * (2.0 if n == 4 else 1.0)
        turn = None
        if n == 2 and staging.shot not in ("extreme-close-up",):
            turn = 0.52
        elif n > 2 and i == (n - 1) / 2:
            turn = 0.18
        place = Place(
            x=x,
            z=z,
            facing=facing,
            turn=turn,
            variant=rng.randrange(6),
            seat=(0.46 if seat is None else seat) * min(design.height / 1.68, 1.0),
            shadow=staging.setting != "space",
            pitch={"low": 0.75, "high": -0.85}.get(staging.angle, 0.0),
            gaze=(0.75, 0.0) if n > 1 and not (n > 2 and i == (n - 1) / 2) else None,
        )
        cast.append(_Cast(figure, design, place))
    return cast


def _lead(brief: Brief, figures: Sequence[Figure]) -> int:
    wanted = brief.cast[0].id if brief.cast else ""
    return next((i for i, f in enumerate(figures) if f.character == wanted), 0)


def _gap(shot: str, figures: Sequence[Figure]) -> float:
    gap = {
        "extreme-close-up": 0.40,
        "close-up": 0.46,
        "medium-close-up": 0.54,
        "medium": 0.64,
        "medium-long": 0.74,
    }.get(shot, 0.92)
    spread = sum(f.pose in _WIDE_POSES for f in figures)
    gap += 0.16 * min(spread, 2) if shot not in _CLOSE else 0.05 * min(spread, 2)
    if any(f.pose == "lie" for f in figures):
        gap += 0.5
    if any(f.pose in _SEATED for f in figures):
        gap += 0.15
    return gap * (1.0, 1.0, 1.0, 0.86, 0.66)[len(figures)]


def _camera(
    staging: Staging, cast: Sequence[_Cast], width: int, height: int, lettered: bool, shoulder: bool
) -> Camera:
    angle = "eye" if shoulder else staging.angle
    aspect = width / height
    if not cast:
        shot = staging.shot if staging.shot in ("wide", "extreme-wide", "full") else "wide"
        return frame_shot(shot, angle, width, height, (0.0, 1.5, 0.0), False, 0.0)
    if shoulder and len(cast) > 1:
        subject = cast[_subject(cast)]
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
    if len(cast) == 1:
        x, y, spread, column = _alone(cast[0], (x, y), staging.shot, aspect)
    extra = (
        0.14
        if any(c.figure.pose in _WIDE_POSES for c in cast) and staging.shot not in _CLOSE
        else 0
    )
    if any(c.design.age == "child" for c in cast) and staging.shot in _CLOSE and len(cast) > 1:
        extra += max(ys) - min(ys)
    view = VIEW_HEIGHT.get(staging.shot, 1.3)
    if staging.shot not in ("full", "wide", "extreme-wide") and max(ys) - min(ys) > 0.3 * view:
        extra += (max(ys) - min(ys)) * 0.8 * aspect
    return frame_shot(
        staging.shot, angle, width, height, (x, y, 0.0), lettered, spread + extra, column=column
    )


def _alone(
    only: _Cast, head: tuple[float, float], shot: str, aspect: float
) -> tuple[float, float, float, float]:
    """Where one figure is framed: focus x and y, spread in metres, column of the focus."""
    x, y = head
    facing, pose = only.place.facing, only.figure.pose
    near = shot in _CLOSE
    if pose == "lie" and not near:
        # The whole length is shown, low in the frame.
        return only.place.x, 0.85, 1.1, 0.5
    if not near:
        # A runner's or a sitter's body lies beside the head.
        x = 0.6 * x + 0.4 * only.place.x
    if aspect > 1.25:
        # In a strip the figure stands to one side and looks across.
        return x, y, 0.0, 0.5 - facing * min((aspect - 1.25) * 0.14, 0.17)
    if shot in ("wide", "extreme-wide"):
        return x, y, 0.0, 0.5 - facing * 0.09
    ahead = not near and (only.figure.holds or pose in _FORWARD)
    return x, y, 0.0, 0.5 - facing * 0.10 if ahead else 0.5


def _subject(cast: Sequence[_Cast]) -> int:
    """Who is looked at over the other's shoulder: the one with more to show, else the right."""
    speaks = [c.figure.expression != "neutral" for c in cast[:2]]
    return 0 if speaks[0] and not speaks[1] else 1


def _over_shoulder(cast: list[_Cast], camera: Camera) -> list[_Cast]:
    """The other figure comes before the lens, from behind, at the frame's edge."""
    at = _subject(cast)
    subject, front = cast[at], cast[1 - at]
    depth = camera.eye[2] * 0.42
    left = subject.place.x > 0
    # A quarter of the head may leave the frame.
    edge = camera.width * (0.17 if left else 0.83)
    scale = camera.scale(depth)
    x = camera.eye[0] + (edge - camera.centre[0]) / scale
    _, hy = head_centre(front.figure, front.design, replace(front.place, x=0.0))
    _, hs = head_centre(subject.figure, subject.design, subject.place)
    raised = hs + 0.02 - hy
    moved = replace(
        front,
        design=_dimmed(front.design),
        figure=replace(front.figure, pose="stand", holds=""),
        place=replace(front.place, x=x, z=depth, y=raised, facing=1 if left else -1, behind=True,
                      turn=None, shadow=False, variant=0),
    )  # fmt: skip
    faced = replace(subject, place=replace(subject.place, turn=0.34, z=0.0))
    rest = [c for i, c in enumerate(cast) if i not in (at, 1 - at)]
    pair = [faced, moved] if at == 0 else [moved, faced]
    return [*pair, *(replace(c, place=replace(c.place, z=c.place.z + 0.6)) for c in rest)]


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


def _body_box(member: _Cast, camera: Camera) -> Box:
    """About where a figure will be, in pixels: x, y, width, height."""
    x, y = head_centre(member.figure, member.design, member.place)
    size = member.design.head
    px, py = camera.point(x, y, member.place.z)
    unit = camera.scale(member.place.z) * size
    return px - unit * 0.75, py - unit * 0.8, unit * 1.5, unit * 1.5
