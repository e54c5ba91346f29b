"""From a plan and its pictures to finished sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Protocol

from storyboard.errors import FileError
from storyboard.fonts import own_font
from storyboard.generate.model import Face
from storyboard.geometry import Point, Rect, polygon
from storyboard.layout.legend import furniture, legend, placeholder
from storyboard.layout.letterer import Ways, finished
from storyboard.layout.model import Art, Book, Letter, PanelSheet, Remark, Sheet, TextLine
from storyboard.layout.pagewise import choose
from storyboard.layout.pieces import Head
from storyboard.layout.remarks import order_remarks, page_remarks
from storyboard.layout.room import Room, ground
from storyboard.layout.shaping import metrics
from storyboard.layout.voices import BORDER, Manner
from storyboard.layout.words import words_of
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Panel, Story

LEAST_PPI = 200.0
"""Pixels an inch, under which a printed picture looks soft."""


class FaceFinder(Protocol):
    """Finds heads in a picture that nobody described; what it finds goes into `PictureFile`."""

    def __call__(self, picture: FilePath) -> tuple[Face, ...]:
        """The heads, as fractions of the picture, each with an empty `character`."""
        ...


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
            remarks += found
            lettered.append((given.id, frame.box, letters))
        bare = given.panel.borderless
        made.append(
            PanelSheet(
                given.id,
                frame.box,
                polygon(frame.outline),
                0.0 if bare else manner.stroke(BORDER),
                s.art,
                () if s.art else placeholder(given.id, given.missing, frame.box, manner.size),
                tuple(h.box for h in s.heads),
                letters,
                under,
            )
        )
    if lettered:
        remarks += order_remarks(lettered, rtl=rtl)
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
        art = _art(given.picture, frame.box, faces)
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
        tuple(h.box for h in heads),
        tuple(f.box for f in later if f.box.overlap(frame.box) > 0.02 * f.box.area),
        busy,
        given.panel.borderless,
        rtl,
        tuple(s for s in signs if s),
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


def _art(picture: PictureFile, frame: Rect, faces: Sequence[Face]) -> Art:
    """The picture large enough to cover its frame, moved so that heads stay in sight."""
    scale = max(frame.w / picture.width, frame.h / picture.height)
    w, h = picture.width * scale, picture.height * scale
    x = frame.x - _slide(w - frame.w, w, [(f.box[0], f.box[0] + f.box[2]) for f in faces])
    y = frame.y - _slide(h - frame.h, h, [(f.box[1], f.box[1] + f.box[3]) for f in faces])
    crop = 1 - frame.area / (w * h)
    return Art(
        picture.file,
        picture.mime,
        picture.width,
        picture.height,
        picture.sha256,
        Rect(x, y, w, h),
        72.0 / scale,
        max(crop, 0.0),
    )


def _slide(spare: float, whole: float, spans: Sequence[tuple[float, float]]) -> float:
    """How much is cut at the start of an axis: half of what is spare, unless heads want less."""
    cut = spare / 2
    if spare <= 0 or not spans:
        return cut
    first, last = min(a for a, _ in spans) * whole, max(b for _, b in spans) * whole
    seen = whole - spare
    low, high = last - seen, first
    if low > high:
        return min(max((first + last - seen) / 2, 0.0), spare)
    return min(max(min(max(cut, low), high), 0.0), spare)


def _heads(faces: Sequence[Face], picture: Rect, frame: Rect) -> list[Head]:
    out = []
    for face in faces:
        seen = _placed(face.box, picture, frame)
        mouth: Point = (
            picture.x + face.mouth[0] * picture.w,
            picture.y + face.mouth[1] * picture.h,
        )
        if seen:
            out.append(Head(face.character, seen, mouth))
    return out


def _placed(box: tuple[float, float, float, float], picture: Rect, frame: Rect) -> Rect | None:
    """Where a part of a picture lies on the page, as far as its panel shows it."""
    x, y, w, h = box
    left, top = max(picture.x + x * picture.w, frame.x), max(picture.y + y * picture.h, frame.y)
    right = min(picture.x + (x + w) * picture.w, frame.right)
    bottom = min(picture.y + (y + h) * picture.h, frame.bottom)
    return Rect(left, top, right - left, bottom - top) if right > left and bottom > top else None


__all__ = ["LEAST_PPI", "FaceFinder", "PanelInput", "PictureFile", "compose", "manner_of"]
