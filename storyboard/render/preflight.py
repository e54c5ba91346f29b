"""What a printer may refuse in a book, found before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from storyboard.geometry import IN, Rect
from storyboard.layout.model import PanelSheet, Sheet
from storyboard.render.edges import Side, narrow, near, smallest
from storyboard.render.edges import pages as pages_of
from storyboard.render.job import Job


@dataclass(frozen=True, slots=True)
class Preset:
    """A printer's standard: Kindle Direct Publishing's and IngramSpark's as they publish them."""

    title: str
    type_size: float = 7.0
    """Points of the smallest type."""
    line: float = 0.75
    """Points of the thinnest line."""
    ppi: float = 300.0
    three_sides: bool = False
    """No bleed at the spine."""
    described: bool = True
    """Whether the file may say what it is."""
    marks: bool = True
    ink: float = 0.0
    """Percent of ink on a spot; 0 takes RGB."""
    exchange: bool = False
    """Wants PDF/X."""
    pages: tuple[int, int] = (1, 10_000)
    inner: tuple[tuple[int, float], ...] = ()
    """Up to so many pages, so many inches at the spine."""
    edges: float = 0.0
    """Inches from the live area to the trim at the outer edge, the top and the bottom."""
    size: int = 0
    """Megabytes at most; 0 sets no bound."""
    bleed: float = IN / 8


_SPINE = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
_SPINE_OF_INGRAM = ((300, 0.5), (500, 0.625), (700, 0.75), (1050, 0.875))
"""IngramSpark's half inch from the trim on all sides, and as much more as KDP wants."""

PRESETS = {
    "print": Preset("a printer"),
    "kdp": Preset(
        "Kindle Direct Publishing",
        three_sides=True,
        described=False,
        marks=False,
        pages=(24, 828),
        inner=_SPINE,
        # With bleed it asks for 0.375, which it counts from the bleed's edge.
        edges=0.25,
        size=650,
    ),
    "ingram": Preset(
        "IngramSpark",
        ink=240.0,
        exchange=True,
        marks=False,
        pages=(18, 1050),
        inner=_SPINE_OF_INGRAM,
        edges=0.5,
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something below the standard."""

    page: str
    panel: str
    message: str


def report(job: Job, preset: Preset, *, pages: int, size: int, ink: float, cmyk: bool) -> str:
    """What was made, and every finding, as a text for a person."""
    found = list(findings(job, preset, pages=pages, size=size, ink=ink))
    first = job.sheets[0] if job.book else None
    rows = [f"{job.title}, for {preset.title}", ""]
    if first:
        w, h = first.trim.w / IN, first.trim.h / IN
        if len(_halved(job, 0)) == 2:
            w /= 2
        bleed = (first.trim.union(first.bleed).w - first.trim.w) / 2 / IN
        rows.append(f"Trim {w:.3f} x {h:.3f} in, bleed {bleed:.3f} in.")
        kept = ", ".join(f"{side} {size / IN:.3f}" for side, size in smallest(job).items())
        rows.append(f"Margins at least: {kept} in.")
    colours = f"CMYK, at most {ink:.0f} % of ink in a picture" if cmyk else "as drawn"
    rows.append(f"{_counted(pages)}, {size / 1e6:.1f} MB. Colours {colours}.")
    rows.append(_bound(job, pages))
    rows += [
        "Fonts embedded; no transparency, bookmarks or annotations.",
        "",
        f"{len(found)} below the standard:" if found else "Nothing is below the standard.",
    ]
    for one in found:
        where = ", ".join(part for part in (one.page, one.panel) if part)
        rows.append(f"- {where + ': ' if where else ''}{one.message}")
    return "\n".join([*rows, ""])


def findings(
    job: Job, preset: Preset, *, pages: int = 0, size: int = 0, ink: float = 0.0
) -> Iterator[Finding]:
    """Everything of the book that is below the standard; of the whole first, then by page."""
    pages = pages or len(job.pages)
    least, most = preset.pages
    if not least <= pages <= most:
        yield Finding("", "", f"{_counted(pages)}: {preset.title} takes {least} to {most}")
    if preset.size and size > preset.size * 1_000_000:
        yield Finding("", "", f"{size / 1e6:.0f} MB: {preset.title} takes {preset.size}")
    if preset.ink and ink > preset.ink:
        yield Finding("", "", f"{ink:.0f} % of ink: {preset.title} takes {preset.ink:.0f}")
    if job.book is None:
        return
    if preset.exchange and not job.published:
        yield Finding(
            "", "", "no date, which PDF/X wants: write `published: 2026-05`, or whenever it is"
        )
    for folios in _doubles(job):
        if folios[0] % 2:
            yield Finding(
                pages_of(folios),
                "",
                "the halves of this double page are the two sides of one leaf, and are never seen"
                " together: put one page more before it, or one less",
            )
    up_to, inches = next(((n, i) for n, i in preset.inner if pages <= n), (0, 0.0))
    edges = preset.edges
    wanted: dict[Side, float] = {"inner": inches, "outer": edges, "top": edges, "bottom": edges}
    why = f" in a book of up to {up_to}"
    for message in narrow(job, wanted, preset.title, why):
        yield Finding("", "", message)
    for index, sheet in enumerate(job.sheets):
        name = pages_of(job.folios(index))
        yield from _of_page(index, sheet, name, preset, job.leaf(index).fold)


def _halved(job: Job, index: int) -> tuple[int, ...]:
    """The folios of a double page, none of a single one."""
    folios = job.folios(index)
    return folios if job.leaf(index).side == "both" or len(folios) == 2 else ()


def _doubles(job: Job) -> list[tuple[int, ...]]:
    found = (_halved(job, index) for index in range(len(job.pages)))
    return [folios for folios in found if len(folios) == 2]


def _bound(job: Job, pages: int) -> str:
    """How the pages come to lie: double pages, and whether they make whole folded sheets."""
    doubles = ", ".join(f"{a}–{b}" for a, b in _doubles(job))
    order = f"Double pages: {doubles}. " if doubles else ""
    if pages % 4 == 0:
        return f"{order}{pages} is a multiple of 4, as a stapled book needs."
    more = _counted(-pages % 4)
    return f"{order}{pages} is no multiple of 4: a stapled book needs {more} more."


def _counted(pages: int) -> str:
    return f"{pages} {'page' if pages == 1 else 'pages'}"


def _of_page(
    index: int, sheet: Sheet, name: str, preset: Preset, fold: Rect | None
) -> Iterator[Finding]:
    bleed = (sheet.trim.union(sheet.bleed).w - sheet.trim.w) / 2
    if index == 0 and bleed < preset.bleed - 0.01 and _runs_off(sheet, bleed):
        yield Finding(name, "", f"a bleed of {bleed:.1f} pt: {preset.bleed:.1f} are wanted")
    for panel in sheet.panels:
        for message in _of_panel(panel, preset):
            yield Finding(name, f"panel {panel.id}", message)
        for message in near(panel, sheet, fold):
            yield Finding(name, f"panel {panel.id}", message)


def _runs_off(sheet: Sheet, bleed: float) -> bool:
    return bleed > 0 or any(not sheet.trim.holds(panel.box, -0.5) for panel in sheet.panels)


def _of_panel(panel: PanelSheet, preset: Preset) -> Iterator[str]:
    if panel.art is None:
        yield "there is no picture"
    elif panel.art.ppi < preset.ppi * 0.99:
        # No setting has a larger picture drawn: sizes are the illustrator's, by the panel's shape.
        w, h = (ceil(side / IN * preset.ppi) for side in (panel.art.box.w, panel.art.box.h))
        yield (
            f"the picture prints at {panel.art.ppi:.0f} ppi: {preset.ppi:.0f} are wanted; make the"
            f" panel smaller, or set a picture of your own as its `image`, {w} x {h} px or more"
        )
    if 0 < panel.border_width < preset.line:
        yield f"a border of {panel.border_width:g} pt: {preset.line:g} are wanted"
    lines = [line for letter in panel.letters for line in letter.lines] + [*panel.legend]
    sizes = [run.size for line in lines for run in line.runs]
    if sizes and min(sizes) < preset.type_size - 0.01:
        yield f"type of {min(sizes):.1f} pt: {preset.type_size:g} are wanted"
    thin = [
        shape.width
        for letter in panel.letters
        for shape in letter.shapes
        if shape.stroke is not None and 0 < shape.width < preset.line - 0.001
    ]
    if thin:
        yield f"a line of {min(thin):g} pt: {preset.line:g} are wanted"
