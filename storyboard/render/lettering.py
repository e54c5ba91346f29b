"""Runs of glyphs as a page's operators: lines of lettering, and effects with their outlines."""

from __future__ import annotations

import math
from dataclasses import replace

from fontTools.pens.basePen import BasePen

from storyboard.geometry import Point
from storyboard.layout.model import Glyph, Run, has_rtl
from storyboard.render.glyphs import Face, PageFont, face, outlines
from storyboard.render.surface import Surface, number


class Lettering:
    """Draws the runs of one page; `embed` must follow the last of them."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._fonts: dict[str, PageFont] = {}

    def draw(self, run: Run, x: float, y: float) -> None:
        """Draws a run with its start at `x`, `y` of the surface."""
        if not run.glyphs:
            return
        font = self._fonts.get(run.font)
        if font is None:
            font = PageFont(face(run.font), f"F{len(self._fonts) + 1}")
            self._fonts[run.font] = font
        turn = math.radians(run.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        lean = math.tan(math.radians(run.slant))
        matrix = (cos, sin, lean * cos - sin, lean * sin + cos, x, y)
        place = " ".join(number(v) for v in matrix)
        if run.outline > 0 or run.edge > 0:
            self._surface.write(_outline(font.face, run, place))
        if run.turns:
            self._bent(run, font, place, (x, y))
            return
        colour = " ".join(number(part) for part in run.colour)
        start = f"{colour} rg BT"
        if run.heavier > 0:
            # Filled and stroked in one colour: one text still, only bolder.
            start = f"{colour} rg {colour} RG {number(run.heavier)} w 1 j [] 0 d BT 2 Tr"
        end = "0 Tr ET" if run.heavier > 0 else "ET"
        said, drawn = _parted(font.face, run)
        self._surface.write(
            f"{start} /{font.slot} {number(run.size)} Tf {place} Tm {_show(font, said)} {end}"
        )
        path = _contours(font.face, drawn) if drawn.glyphs else ""
        if path:
            pen = f"{colour} RG {number(run.heavier)} w 1 j [] 0 d " if run.heavier > 0 else ""
            paint = "B" if run.heavier > 0 else "f"
            self._surface.write(f"q {colour} rg {pen}{place} cm {path} {paint} Q")

    def _bent(self, run: Run, font: PageFont, place: str, at: Point) -> None:
        """Its letters as contours, and without ink the word that is copied.

        That word is level: readers of text take a climbing one for several, or for a column.
        """
        path = _contours(font.face, run)
        colour = " ".join(number(part) for part in run.colour)
        if path:
            self._surface.write(f"q {colour} rg {place} cm {path} f Q")
        advances = font.face.advances
        unit = run.size / 1000
        pen, level = 0.0, []
        for glyph in run.glyphs:
            level.append(replace(glyph, x=pen, y=0.0))
            pen += advances[glyph.id] * unit
        said, _ = _parted(font.face, replace(run, glyphs=tuple(level)))
        turn = math.radians(run.angle)
        stretch = number(100 * run.width * math.cos(turn) / pen if pen else 100.0)
        level_at = f"1 0 0 1 {number(at[0])} {number(at[1] + run.width / 2 * math.sin(turn))}"
        start = f"BT 3 Tr {stretch} Tz /{font.slot} {number(run.size)} Tf {level_at} Tm"
        self._surface.write(f"{start} {_show(font, said)} 0 Tr 100 Tz ET")

    def embed(self) -> None:
        """Gives the page every font that was drawn with."""
        for font in self._fonts.values():
            font.embed(self._surface)


def _parted(of: Face, run: Run) -> tuple[Run, Run]:
    """A run from right to left as what is shown as text and what is drawn as contours.

    Fonts may make an Arabic letter of its body and of dots that are glyphs of their own. Readers
    of text put such a line together from where its glyphs stand, and a dot, or a span round
    letter and dots, breaks the word. So a letter's widest glyph alone stands for it.
    """
    clusters: list[list[Glyph]] = []
    for glyph in run.glyphs:
        if glyph.text or not clusters:
            clusters.append([glyph])
        else:
            clusters[-1].append(glyph)
    whole = "".join(glyph.text for glyph in run.glyphs)
    if len(clusters) == len(run.glyphs) or not has_rtl(whole):
        return run, replace(run, glyphs=())
    said, drawn = [], []
    for cluster in clusters:
        body = max(cluster, key=lambda glyph: of.advances[glyph.id])
        said.append(replace(body, text=cluster[0].text))
        drawn += [glyph for glyph in cluster if glyph is not body]
    return replace(run, glyphs=tuple(said)), replace(run, glyphs=tuple(drawn))


def _show(font: PageFont, run: Run) -> str:
    """The operators that show a run's glyphs, each where it is to stand.

    As few operators as can be: readers of text may take a new one, or a new position, as a sign
    that a word has ended, but not a small number between two codes of the same.
    """
    out: list[str] = []
    add = out.append
    advances = font.face.advances
    unit = run.size / 1000
    glyphs = run.glyphs
    pen = rise = 0.0
    shown = in_cluster = False
    for index, glyph in enumerate(glyphs, 1):
        starts = bool(glyph.text)
        opens = starts and index < len(glyphs) and not glyphs[index].text
        lifts = abs(-glyph.y - rise) > 1e-4
        if shown and (lifts or opens or (starts and in_cluster)):
            add(">] TJ ")
            shown = False
        if starts and in_cluster:
            add("EMC ")
            in_cluster = False
        if opens:
            # Several glyphs for one text: the codes of the later ones stand for nothing, which
            # some readers copy as control characters unless told the whole.
            words = ("\ufeff" + glyph.text).encode("utf-16-be").hex().upper()
            add(f"/Span <</ActualText <{words}>>> BDC ")
            in_cluster = True
        if lifts:
            rise = -glyph.y
            add(f"{number(rise)} Ts ")
        if not shown:
            add("[<")
            shown = True
        back = round((pen - glyph.x) / unit, 1)
        if back >= 0.1 or back <= -0.1:
            add(f">{number(back)}<")
            pen -= back * unit
        add(font.code(glyph.id, glyph.text))
        pen += advances[glyph.id] * unit
    add(">] TJ")
    if in_cluster:
        add(" EMC")
    if rise:
        add(" 0 Ts")
    return "".join(out)


def _outline(of: Face, run: Run, place: str) -> str:
    # Contours, not stroked text: text drawn twice is copied twice.
    path = _contours(of, run)
    if not path:
        return ""
    out = []
    if run.outline > 0:
        out.append(f"1 G 1 g {number(2 * (run.outline + run.edge))} w {path} B")
    if run.edge > 0:
        out.append(f"0 G 0 g {number(2 * run.edge)} w {path} B")
    return f"q {place} cm 1 j [] 0 d {' '.join(out)} Q"


def _contours(of: Face, run: Run) -> str:
    """The outlines of a run's glyphs as a path, from the run's start."""
    glyphs = outlines(run.font)
    unit = run.size * of.scale / 1000
    pen = _Contours(glyphs)
    count = len(run.glyphs)
    turns, sizes = run.turns or (0.0,) * count, run.sizes or (1.0,) * count
    for glyph, turn, size in zip(run.glyphs, turns, sizes, strict=True):
        angle, scale = math.radians(turn), unit * size
        pen.x, pen.y = glyph.x, -glyph.y
        pen.along, pen.across = scale * math.cos(angle), scale * math.sin(angle)
        glyphs[of.order[glyph.id]].draw(pen)
    return " ".join(pen.operators)


class _Contours(BasePen):  # type: ignore[misc]
    """Takes glyphs' contours as operators, each glyph scaled, turned and moved to `x`, `y`.

    A unit along its baseline becomes `along` and `across` (up).
    """

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []
        self.x = self.y = 0.0
        self.along, self.across = 1.0, 0.0

    def _moveTo(self, pt: Point) -> None:
        self._add("m", pt)

    def _lineTo(self, pt: Point) -> None:
        self._add("l", pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self.operators.append("h")

    def _add(self, operator: str, *points: Point) -> None:
        for x, y in points:
            self.operators.append(number(self.x + x * self.along - y * self.across))
            self.operators.append(number(self.y + x * self.across + y * self.along))
        self.operators.append(operator)
