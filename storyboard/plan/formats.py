"""Page formats: trimmed size, bleed, margins, gutters and type size, in points.

Trim, live area and bleed of the comic formats are the printers' published ones; A and
letter sizes take the margins a small press would.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyboard.geometry import IN, MM, PX, Rect
from storyboard.story.model import MIN_LIVE, PageSize, Story


@dataclass(frozen=True, slots=True)
class Format:
    """A page before anything stands on it. All lengths in points.

    `legend` is the height under each frame that a storyboard sheet keeps for its words
    (0 where words stand in balloons), `aspect` the fixed shape of its frames (0: free).
    `panels` is how many panels a page of this format carries when nobody says. `strip` marks a
    webtoon: `height` is then a slice's, and `tier_gutter` the gap of one beat. `bound` pages have
    a left and a right, and are turned.
    """

    name: str
    width: float
    height: float
    bleed: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    inner: float = 0.0
    outer: float = 0.0
    gutter: float = IN / 8
    tier_gutter: float = IN / 8
    type_size: float = 8.0
    panels: int = 5
    legend: float = 0.0
    aspect: float = 0.0
    strip: bool = False
    bound: bool = True
    least_ppi: float = 200.0
    """Pixels an inch below which a picture shows its pixels: a screen's own on a strip."""

    def trim_box(self) -> Rect:
        return Rect(0.0, 0.0, self.width, self.height)

    def bleed_box(self) -> Rect:
        b = self.bleed
        return Rect(-b, -b, self.width + 2 * b, self.height + 2 * b)

    def live_box(self, *, recto: bool, rtl: bool) -> Rect:
        """The live area. The inner margin is at the spine: left on a recto, if read rightwards."""
        left = self.inner if recto != rtl else self.outer
        return Rect(
            left,
            self.top,
            self.width - self.inner - self.outer,
            self.height - self.top - self.bottom,
        )


def _centred(
    name: str, trim: tuple[float, float], live: tuple[float, float], bleed: float, **more: float
) -> Format:
    mx, my = (trim[0] - live[0]) / 2, (trim[1] - live[1]) / 2
    made = Format(name, *trim, bleed=bleed, top=my, bottom=my, inner=mx, outer=mx)
    return replace(made, **more)  # type: ignore[arg-type]


_COMIC_BLEED = IN / 8
_A_BLEED = 3 * MM
STRIP_TYPE = 18.0
"""Points of type on a strip of 800 px: 24 px, which a phone 68 mm wide shows 5.8 pt high."""
_INNER = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
"""Pages and inches at the spine that a print-on-demand printer (KDP) asks for at least."""

FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        _centred("us-comic", (6.625 * IN, 10.25 * IN), (6 * IN, 9 * IN), _COMIC_BLEED),
        _centred("digest", (6 * IN, 9 * IN), (5.375 * IN, 8 * IN), _COMIC_BLEED),
        _centred("mini", (5 * IN, 8 * IN), (4.375 * IN, 7.375 * IN), _COMIC_BLEED, panels=4),
        _centred(
            "manga-b5",
            (182 * MM, 257 * MM),
            (150 * MM, 220 * MM),
            5 * MM,
            gutter=2.5 * MM,
            tier_gutter=5 * MM,
        ),
        _centred(
            "manga-tankobon",
            (127 * MM, 191 * MM),
            (105 * MM, 163 * MM),
            _A_BLEED,
            gutter=2 * MM,
            tier_gutter=4 * MM,
            panels=4,
        ),
        _centred("a4", (210 * MM, 297 * MM), (180 * MM, 263 * MM), _A_BLEED, panels=6),
        _centred("a5", (148 * MM, 210 * MM), (128 * MM, 186 * MM), _A_BLEED, panels=4),
        _centred("letter", (8.5 * IN, 11 * IN), (7.25 * IN, 9.75 * IN), _COMIC_BLEED, panels=6),
        _centred("square", (8.5 * IN, 8.5 * IN), (7.5 * IN, 7.5 * IN), _COMIC_BLEED, panels=4),
        _centred(
            "webtoon",
            (800 * PX, 1280 * PX),
            (736 * PX, 1280 * PX),
            0.0,
            gutter=12 * PX,
            tier_gutter=250 * PX,
            type_size=STRIP_TYPE,
            panels=1,
            strip=True,
            bound=False,
            least_ppi=96.0,
        ),
        Format(
            "sheet-16x9",
            11 * IN,
            8.5 * IN,
            top=0.75 * IN,
            bottom=0.45 * IN,
            inner=0.5 * IN,
            outer=0.5 * IN,
            gutter=0.25 * IN,
            tier_gutter=0.2 * IN,
            panels=6,
            type_size=10.0,
            legend=1.7 * IN,
            aspect=16 / 9,
            bound=False,
        ),
    )
}


def format_of(page: str | PageSize) -> Format:
    """The format a story asks for, by name or by its own measures.

    A page of one's own takes 4.7 % of its width as margin and 1/8 in as gutter where it
    says nothing (the proportions of the US comic page). Raises `KeyError` for an unknown name.
    """
    if isinstance(page, str):
        return FORMATS[page]
    if page.format:
        return _changed(FORMATS[page.format], page)
    assert page.width is not None
    assert page.height is not None
    side = page.width * 0.047
    m = page.margin
    gutter = IN / 8 if page.gutter is None else page.gutter
    made = Format(
        "custom",
        page.width,
        page.height,
        bleed=page.bleed,
        top=side if m is None else m.top,
        bottom=side if m is None else m.bottom,
        inner=side if m is None else m.inner,
        outer=side if m is None else m.outer,
        gutter=gutter,
        tier_gutter=gutter,
        panels=max(1, min(6, round(page.width * page.height / (432 * 648) * 5))),
    )
    return _with_room(made)


def _changed(fmt: Format, page: PageSize) -> Format:
    """A format with what a story gives of its own; margins it does not give stay as they are."""
    new: dict[str, float] = {}
    for key in ("width", "height"):
        value = getattr(page, key)
        if value is not None:
            new[key] = value
    if "bleed" in page.model_fields_set:
        new["bleed"] = page.bleed
    if page.gutter is not None:
        new |= {"gutter": page.gutter, "tier_gutter": page.gutter}
    for key in page.margin.model_fields_set if page.margin else ():
        new[key] = getattr(page.margin, key)
    return _with_room(replace(fmt, name="custom", **new))  # type: ignore[arg-type]


def _with_room(made: Format) -> Format:
    """The format with margins that leave room on the page."""
    for one, other, size in (("inner", "outer", made.width), ("top", "bottom", made.height)):
        most, both = size - MIN_LIVE, getattr(made, one) + getattr(made, other)
        if both > most:  # margins that leave no room give way alike
            share = max(most, 0.0) / both
            made = replace(
                made, **{one: getattr(made, one) * share, other: getattr(made, other) * share}
            )
    return made


def type_size(story: Story) -> float:
    """Points of a story's lettering: its own, or its format's."""
    own = story.lettering.size
    return format_of(story.page).type_size if own is None else own


def least_inner(pages: int) -> float:
    """The least inner margin, in points, of a paperback of so many pages (KDP's table).

    Books of fewer than 24 pages are stapled and need none.
    """
    if pages < 24:
        return 0.0
    return next((inches for most, inches in _INNER if pages <= most), _INNER[-1][1]) * IN
