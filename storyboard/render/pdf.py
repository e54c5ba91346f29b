"""A sheet drawn as a one-page PDF. Everything is placed already; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Rect, bounds, flatten
from storyboard.layout.model import RGB, Art, Book, PanelSheet, Shape, Sheet, TextLine
from storyboard.render.lettering import Lettering
from storyboard.render.prints import Print, Prints
from storyboard.render.surface import Surface, Value, number
from storyboard.render.tags import Part, numbers, panel_parts

_GROUND: RGB = (0.945, 0.945, 0.94)
_CROSS: RGB = (0.78, 0.78, 0.77)
_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


def page_pdf(book: Book, sheet: Sheet, prints: Prints, *, paper: bool = True) -> bytes:
    """The page as a PDF of its own, the same bytes for the same sheet and pictures.

    The media box is the sheet's bleed, the trim box its trim. Art and borders come first, then
    the lettering panel by panel, so that text is read and copied in reading order. Without
    `paper` there is no white under it all.

    Raises `FileError` or `PictureError` where a picture cannot be had.
    """
    title = f"{book.title} – {sheet.number}" if book.title else str(sheet.number)
    bleed = sheet.trim.union(sheet.bleed)
    surface = Surface(sheet.trim, bleed, title, book.author, book.language)
    page = _Page(surface, bleed, prints, numbers(sheet))
    if paper:
        page.ground()
    for place, panel in enumerate(sheet.panels):
        page.frame(panel, place)
    if sheet.furniture:
        with page.part(("furniture", -1, 0)):
            page.text(sheet.furniture)
    for place, panel in enumerate(sheet.panels):
        page.letter(panel, place)
    page.lettering.embed()
    return surface.finish()


class _Page:
    def __init__(
        self, surface: Surface, bleed: Rect, prints: Prints, marks: Mapping[Part, int]
    ) -> None:
        self.surface = surface
        self.lettering = Lettering(surface)
        self._bleed = bleed
        self._prints = prints
        self._marks = marks

    @contextmanager
    def part(self, part: Part) -> Iterator[None]:
        """Marks what is drawn within as a part of the page."""
        role = "Figure" if part[0] == "art" else "P"
        self.surface.write(f"/{role} <</MCID {self._marks[part]}>> BDC")
        yield
        self.surface.write("EMC")

    def ground(self) -> None:
        size = f"{number(self._bleed.w)} {number(self._bleed.h)}"
        self.surface.write(f"/Artifact BMC 1 g 0 0 {size} re f EMC")

    def frame(self, panel: PanelSheet, place: int) -> None:
        """A panel's picture, or what stands in for it, within its border, if it has one here."""
        if not panel.border:
            return
        border = self._path(panel.border)
        inside = self._picture(panel.art) if panel.art else self._cross(panel)
        with self.part(("art", place, 0)):
            self.surface.write(f"q {border} W n {inside} Q")
            if panel.border_width > 0:
                self.surface.write(f"0 G {number(panel.border_width)} w 0 j [] 0 d {border} S")

    def letter(self, panel: PanelSheet, place: int) -> None:
        """A panel's words, in reading order, each with its balloon."""
        for part in panel_parts(panel, place):
            what, _, index = part
            if what == "art":
                continue
            with self.part(part):
                if what == "letter":
                    for shape in panel.letters[index].shapes:
                        self._shape(shape)
                    self.text(panel.letters[index].lines)
                else:
                    self.text(panel.placeholder if what == "words" else panel.legend)

    def text(self, lines: Iterable[TextLine]) -> None:
        for line in lines:
            for run in line.runs:
                self.lettering.draw(run, *self._at(run.at))

    def _picture(self, art: Art) -> str:
        name = self.surface.has_picture(art.sha256)
        if name is None:
            made = self._prints.of(art)
            name = self.surface.picture(art.sha256, _entries(made), made.data)
        x, y = self._place((art.box.x, art.box.bottom))
        return f"{number(art.box.w)} 0 0 {number(art.box.h)} {x} {y} cm /{name} Do"

    def _cross(self, panel: PanelSheet) -> str:
        frame = bounds(point for contour in flatten(panel.border) for point in contour)
        a, b, c, d = (" ".join(self._place(corner)) for corner in frame.corners)
        parts = [
            f"{_colour(_GROUND)} rg {self._path(panel.border)} f",
            f"{_colour(_CROSS)} RG 0.75 w [] 0 d {a} m {c} l {b} m {d} l S",
        ]
        if panel.placeholder:
            boxes = [line.box for line in panel.placeholder]
            words = boxes[0]
            for box in boxes[1:]:
                words = words.union(box)
            clear = words.inset(-4)
            x, y = self._place((clear.x, clear.bottom))
            size = f"{number(clear.w)} {number(clear.h)}"
            parts.append(f"{_colour(_GROUND)} rg {x} {y} {size} re f")
        return " ".join(parts)

    def _shape(self, shape: Shape) -> None:
        drawn = shape.stroke is not None and shape.width > 0
        if not shape.path or (shape.fill is None and not drawn):
            return
        parts = []
        if shape.fill is not None:
            parts.append(f"{_colour(shape.fill)} rg")
        if shape.stroke is not None and drawn:
            dash = " ".join(number(length) for length in shape.dash)
            parts.append(f"{_colour(shape.stroke)} RG {number(shape.width)} w 1 j [{dash}] 0 d")
        parts.append(self._path(shape.path))
        parts.append("B" if drawn and shape.fill is not None else "S" if drawn else "f")
        self.surface.write(" ".join(parts))

    def _at(self, point: Point) -> Point:
        return point[0] - self._bleed.x, self._bleed.bottom - point[1]

    def _place(self, point: Point) -> tuple[str, str]:
        x, y = self._at(point)
        return number(x), number(y)

    def _path(self, path: Path) -> str:
        out: list[str] = []
        for segment in path:
            if isinstance(segment, Move):
                if out:
                    out.append("h")
                out += [*self._place(segment.to), "m"]
            elif isinstance(segment, LineTo):
                out += [*self._place(segment.to), "l"]
            elif isinstance(segment, CurveTo):
                for point in (segment.a, segment.b, segment.to):
                    out += self._place(point)
                out.append("c")
        return " ".join([*out, "h"])


def _colour(colour: RGB) -> str:
    return " ".join(number(part) for part in colour)


def _entries(made: Print) -> dict[str, Value]:
    entries: dict[str, Value] = {
        "Type": "XObject",
        "Subtype": "Image",
        "Width": made.width,
        "Height": made.height,
        "BitsPerComponent": 8,
        "ColorSpace": _SPACES[made.components],
        "Filter": "DCTDecode",
    }
    if made.inverted:
        entries["Decode"] = [1, 0, 1, 0, 1, 0, 1, 0]
    return entries
