"""From a plan and its pictures to finished sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from storyboard.errors import FileError
from storyboard.fonts import own_font
from storyboard.generate.model import Face
from storyboard.geometry import Point, Rect, polygon
from storyboard.layout.crops import hidden, placed, sure
from storyboard.layout.legend import furniture, legend, placeholder
from storyboard.layout.letterer import Ways, finished
from storyboard.layout.model import Art, Book, Letter, PanelSheet, Remark, Sheet, TextLine
from storyboard.layout.pagewise import choose
from storyboard.layout.pieces import Head
from storyboard.layout.remarks import faces_remarks, order_remarks, page_remarks
from storyboard.layout.room import Room, ground
from storyboard.layout.shaping import metrics
from storyboard.layout.voices import BORDER, Manner, in_ink
from storyboard.layout.words import words_of
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Panel, Story

_OF_PICTURES = frozenset({"face-covered", "sign-covered", "tail-blocked"})
"""Remarks that want a picture: before there is one, where people stand is a guess."""
_MOST_HIDDEN = 0.5
"""Of a head: hair and chin may leave a panel, a face may not."""
_SHOWN = 0.15
"""The share of a head that a panel must show for anybody to see whose it is."""
LEAST_PPI = 200.0
"""Pixels an inch, under which a printed picture looks soft."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The picture of a panel, as a file, with the heads that are known in it."""

    file: FilePath
    mime: str
    width: int
    height: int
    sha256: str
    faces: tuple[Face, ...] = ()
    calm: Any = field(default=None, compare=False)
    """Where the picture is busy, as `calm.calm_map` tells; None where nobody looked."""
    signs: tuple[tuple[float, float, float, float], ...] = ()
    """Where words stand in the picture: x, y, width and height as fractions of it."""


@dataclass(frozen=True, slots=True)
class PanelInput:
    """A panel as the letterer needs it."""

    id: str
    panel: Panel
    cast: tuple[str, ...]
    picture: PictureFile | None
    missing: str = ""
    """Why there is no picture."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A panel whose picture stands and whose lettering has several ways to."""

    frame: Frame
    given: PanelInput
    art: Art | None
    heads: tuple[Head, ...]
    ways: Ways | None


def compose(
    story: Story,
    pages: Sequence[PagePlan],
    panels: Mapping[str, PanelInput],
    type_size: float,
    *,
    folder: FilePath | None = None,
    least_ppi: float = LEAST_PPI,
) -> Book:
    """Every page, finished. The same input gives the same book.

    `type_size` is the page format's, in points; the story's own wins. `folder` is what the
    paths of the story's fonts start from, and `least_ppi` what the format asks of pictures, in
    pixels an inch. Raises `FileError` where one of them is no font.
    """
    manner = manner_of(story, type_size, folder)
    remarks: list[Remark] = []
    sheets = []
    for page in pages:
        made = _page(story, page, panels, manner, remarks, least_ppi)
        sheets.append(
            Sheet(
                page.number,
                page.trim,
                page.bleed,
                page.live,
                tuple(made),
                furniture(story, page, len(pages)),
            )
        )
    return Book(
        story.title, story.author, story.language, tuple(sheets), story.reading, tuple(remarks)
    )


def manner_of(story: Story, type_size: float, folder: FilePath | None = None) -> Manner:
    """How the story is lettered on a format of that type size."""
    own = {name: own_font(path, folder or FilePath()).name for name, path in story.fonts.items()}
    for name, font in own.items():
        try:
            metrics(font)
        except FileError as error:
            raise FileError(f"the font '{name}' of the story: {error}") from error
    lettering = story.lettering
    return Manner(
        lettering.size or type_size,
        lettering.case == "upper",
        story.language,
        lettering.font,
        own,
        in_ink(story.style.look),
        lettering.captions,
    )


def _page(
    story: Story,
    page: PagePlan,
    panels: Mapping[str, PanelInput],
    manner: Manner,
    remarks: list[Remark],
    least_ppi: float,
) -> list[PanelSheet]:
    rtl = story.reading == "rtl"
    sets = [
        _set(story, page, f, page.frames[i + 1 :], panels[f.panel], manner, rtl)
        for i, f in enumerate(page.frames)
    ]
    asked = [s.ways for s in sets if s.ways]
    picked = iter(choose(asked, [w.room.box for w in asked], rtl=rtl))
    made, lettered = [], []
    for s in sets:
        letters: tuple[Letter, ...] = ()
        under: tuple[TextLine, ...] = ()
        frame, given = s.frame, s.given
        cut = [f.box for f in _faces(given)] if s.art else []
        if s.art and hidden(s.art.box, sure(frame, page), cut, page.fold) > _MOST_HIDDEN:
            remarks.append(
                Remark(
                    given.id,
                    "face-cut",
                    "the panel's border or the fold cuts a face",
                    "use a picture with more room about its people, or change the panel's shape",
                )
            )
        if s.art and s.art.ppi < least_ppi:
            remarks.append(
                Remark(
                    given.id,
                    "ppi-low",
                    f"the picture prints at {s.art.ppi:.0f} pixels an inch, under {least_ppi:.0f}",
                    "use a larger picture or a smaller panel",
                )
            )
        if frame.legend:
            under = legend(story, frame.legend, given.id, given.panel, manner, remarks)
        elif s.ways:
            letters, found = finished(given.id, s.ways, next(picked), manner)
            remarks += [r for r in found if s.art or r.code not in _OF_PICTURES]
            lettered.append((given.id, frame.box, letters))
            if s.art and given.panel.image and not s.heads:
                remarks += faces_remarks(given.id, letters, given.cast)
        bare = given.panel.borderless
        made.append(
            PanelSheet(
                given.id,
                frame.box,
                polygon(frame.outline),
                0.0 if bare else manner.stroke(BORDER),
                s.art,
                () if s.art else placeholder(given.id, given.missing, frame.box, manner.size),
                tuple(h.box for h in s.heads if not h.cut),
                letters,
                under,
            )
        )
    if lettered:
        told = {r.panel for r in remarks if r.code == "order-unclear"}
        remarks += [r for r in order_remarks(lettered, rtl=rtl) if r.panel not in told]
        remarks += page_remarks([(name, letters) for name, _, letters in lettered])
    return made


def _set(
    story: Story,
    page: PagePlan,
    frame: Frame,
    later: Sequence[Frame],
    given: PanelInput,
    manner: Manner,
    rtl: bool,
) -> _Set:
    heads: tuple[Head, ...] = ()
    art = None
    busy = None
    signs: tuple[Rect | None, ...] = ()
    if given.picture:
        faces = _faces(given)
        art = _art(given.picture, frame, faces, page)
        heads = tuple(_heads(faces, art.box, frame.box))
        busy = ground(given.picture.calm, art.box)
        signs = tuple(_placed(box, art.box, frame.box) for box in given.picture.signs)
    if frame.legend:
        return _Set(frame, given, art, heads, None)
    room = Room(
        frame.box,
        page.live,
        manner.size,
        frame.outline,
        tuple(h.box for h in heads if not h.cut),
        tuple(f.box for f in later if f.box.overlap(frame.box) > 0.02 * f.box.area),
        busy,
        given.panel.borderless,
        rtl,
        tuple(s for s in signs if s),
        page.fold if page.fold and page.fold.overlap(frame.box) > 0 else None,
    )
    words = words_of(given.panel, story.characters, manner)
    return _Set(frame, given, art, heads, Ways(words, room, heads, given.cast, manner))


def _faces(given: PanelInput) -> tuple[Face, ...]:
    """Where heads are: as the story says, else as the picture's maker knew."""
    assert given.picture
    if given.panel.faces:
        return tuple(
            Face(who, box, (box[0] + box[2] / 2, box[1] + box[3] * 0.78))
            for who, box in given.panel.faces.items()
        )
    return given.picture.faces


def _art(picture: PictureFile, frame: Frame, faces: Sequence[Face], page: PagePlan) -> Art:
    """The picture large enough to cover its frame, placed so that heads stay in sight."""
    natural = 72.0 / max(frame.box.w / picture.width, frame.box.h / picture.height)
    box = placed(
        (picture.width, picture.height),
        frame.box,
        sure(frame, page),
        [f.box for f in faces],
        page.fold,
        most=max(1.0, natural / LEAST_PPI),
        air=True,
    )
    return Art(
        picture.file,
        picture.mime,
        picture.width,
        picture.height,
        picture.sha256,
        box,
        72.0 * picture.width / box.w,
        max(1 - frame.box.area / box.area, 0.0),
    )


def _heads(faces: Sequence[Face], picture: Rect, frame: Rect) -> list[Head]:
    out = []
    for face in faces:
        x, y, w, h = face.box
        whole = Rect(
            picture.x + x * picture.w, picture.y + y * picture.h, w * picture.w, h * picture.h
        )
        seen = _placed(face.box, picture, frame)
        mouth: Point = (
            picture.x + face.mouth[0] * picture.w,
            picture.y + face.mouth[1] * picture.h,
        )
        if seen and seen.area > _SHOWN * whole.area:
            out.append(Head(face.character, seen, mouth))
        else:
            out.append(Head(face.character, whole, mouth, cut=True))
    return out


def _placed(box: tuple[float, float, float, float], picture: Rect, frame: Rect) -> Rect | None:
    """Where a part of a picture lies on the page, as far as its panel shows it."""
    x, y, w, h = box
    left, top = max(picture.x + x * picture.w, frame.x), max(picture.y + y * picture.h, frame.y)
    right = min(picture.x + (x + w) * picture.w, frame.right)
    bottom = min(picture.y + (y + h) * picture.h, frame.bottom)
    return Rect(left, top, right - left, bottom - top) if right > left and bottom > top else None


__all__ = ["LEAST_PPI", "PanelInput", "PictureFile", "compose", "manner_of"]
