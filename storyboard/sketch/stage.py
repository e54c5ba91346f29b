"""The stage: figures are placed, the camera set up, and everything drawn from back to front."""

from __future__ import annotations

from dataclasses import replace

from . import sets, sets_names, signs
from .bed import Bed
from .camera import Camera, frame_shot
from .canvas import Canvas
from .direction import set_words
from .figure import draw_figure, head_centre
from .fold import fold_of, parted, roomy
from .framing import camera_for, over_shoulder
from .insert import draw_insert
from .look import light_for
from .model import Box, Brief, Drawing, Head, Staging
from .nuance import nuanced
from .placing import SEATED, Member, placed, table_for
from .reading import insert_for
from .rng import seed_of, stream
from .seat import draw_seat, draw_table
from .strays import LARGE, strays
from .variety import view_of

_NEAR = ("medium", "medium-long")
_STRIP = 8
"""The longest frame that is composed as it is: eight times as long as it is wide."""


def compose(brief: Brief, staging: Staging) -> Drawing:
    """Draw a staging: any values are drawn somehow, at any size from one pixel up."""
    width, height = max(brief.width, 1), max(brief.height, 1)
    least = -(-max(width, height) // _STRIP)
    if min(width, height) < least:
        # No panel is such a thread; a world that wide would be drawn for nothing.
        wider = replace(brief, width=max(width, least), height=max(height, least))
        drawing = compose(wider, staging)
        return replace(drawing, image=drawing.image.resize((width, height)))
    canvas = Canvas(width, height, brief.look, seed_of("canvas", brief.seed))
    hint = set_words(brief).lower()
    light = light_for(staging.time, staging.weather, sets_names.indoors(staging.setting, hint))
    canvas.light = light
    place_key = brief.scene.key or brief.seed
    insert = insert_for(brief) if not staging.figures else None
    if insert:
        camera = frame_shot("medium", "eye", width, height, (0.0, 1.5, 0.0), False, 0.0)
        canvas.role, canvas.quiet = "set", True
        canvas.veil = (light.fog, 0.3) if brief.look == "colour" else None
        rng = stream("set", staging.setting, place_key)
        sets.draw_set(canvas, camera, staging, light, rng, hint=hint)
        canvas.veil, canvas.role = None, "figure"
        draw_insert(canvas, camera, light, brief, insert)
        return Drawing(canvas.picture(), staging)
    cast = placed(brief, staging)
    shoulder = staging.angle == "over-the-shoulder" and not any(m.design.beast for m in cast[:2])
    fold = fold_of(brief)
    told, staging = staging, roomy(staging, brief, fold)
    eye = view_of(brief, staging.shot)
    camera = camera_for(staging, cast, width, height, brief.lettered, shoulder, eye)
    if shoulder and len(cast) > 1:
        cast = over_shoulder(cast, camera)
    elif shoulder and cast:
        # Alone, the figure looks into the set with us.
        cast = [replace(cast[0], place=replace(cast[0].place, behind=True))]
    extras = [] if shoulder else strays(brief, staging, cast)
    large = any(m.design.height > LARGE for m in extras)
    if extras and (large or len(cast) < 2):
        everyone = [*cast, *extras]
        if large and staging.shot in _NEAR:
            staging = replace(staging, shot="full")
        camera = camera_for(staging, everyone, width, height, brief.lettered, False, eye)
    if fold is not None and not shoulder:
        everyone = parted([*cast, *extras], camera, fold, staging.shot)
        cast, extras = everyone[: len(cast)], everyone[len(cast) :]

    canvas.role = "set"
    canvas.quiet = bool(cast) and staging.shot not in ("wide", "extreme-wide")
    if cast and brief.look == "colour":
        # A pale veil parts the set from the cast.
        canvas.veil = (light.fog, 0.07)
    rng = stream("set", staging.setting, place_key)
    abed = any(m.place.bed for m in cast)
    sets.draw_set(canvas, camera, staging, light, rng, hint=hint, abed=abed, fold=fold)
    canvas.veil = None
    words: list[Box] = []
    if staging.signs:
        boxes = [_body_box(c, camera) for c in cast]
        canvas.role = "sign"
        own = stream("sign", place_key)
        words = signs.place_signs(canvas, camera, staging, light, own, boxes, hint=hint)
    heads: dict[int, Head] = {}
    table = table_for(staging, cast)
    for member in sorted([*cast, *extras], key=lambda c: -c.place.z):
        if member.figure.pose in SEATED and not member.place.behind and not member.design.beast:
            draw_seat(canvas, camera, light, member.place, member.design, staging.setting)
        bed = None
        if member.place.bed:
            ward = staging.setting == "hospital"
            bed = Bed(canvas, camera, light, member.place, member.design, ward)
            bed.under()
        canvas.role = "figure"
        figure = member.figure
        bearded = member.design.beard in ("full", "long", "moustache")
        mien = nuanced(figure, brief, bearded)
        heads[id(member)] = draw_figure(
            canvas, camera, figure, member.design, member.place, light, mien
        )
        if bed:
            bed.over()
    if table:
        draw_table(canvas, camera, light, table, stream("table", place_key))
    canvas.role = "front"
    sets.draw_front(canvas, camera, staging, light, stream("front", place_key), hint=hint)
    return Drawing(
        canvas.picture(),
        told,
        tuple(heads[id(member)] for member in cast),
        tuple((x / width, y / height, w / width, h / height) for x, y, w, h in words),
    )


def _body_box(member: Member, camera: Camera) -> Box:
    """About where a figure will be, in pixels: x, y, width, height."""
    x, y = head_centre(member.figure, member.design, member.place)
    size = 0.3 * member.design.height if member.design.beast else member.design.head
    px, py = camera.point(x, y, member.place.z)
    unit = camera.scale(member.place.z) * size
    return px - unit * 0.75, py - unit * 0.8, unit * 1.5, unit * 1.5
