"""How frames and words share a page of the film storyboard, from the templates in `sheets/`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from storyboard.errors import UsageError
from storyboard.geometry import IN, MM, Rect
from storyboard.render.film_words import Words
from storyboard.render.job import Job

_PAPERS = {"a4": (297 * MM, 210 * MM), "letter": (11 * IN, 8.5 * IN)}
MARGIN = 0.5 * IN
_HEAD = 30.0
_GUTTER = 16.0
AIR = 5.0
"""Between words and the lines around them."""
_NARROW = 160.0
_BRIEF = 78.0
"""What stays for the words beside a frame: all of them, or the brief ones."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How frames and words share a page. Lengths in points, `share` a part of the cell."""

    width: float
    height: float
    columns: int
    rows: int
    words: str
    """below, beside, or both: number, time, shot and camera beside, the rest below."""
    share: float
    aspect: float
    size: float
    table: bool = False

    @property
    def frames(self) -> int:
        return self.columns * self.rows

    def cell(self, place: int, *, rtl: bool) -> Rect:
        """The cell of the `place`-th frame of a page."""
        w = (self.width - 2 * MARGIN - (self.columns - 1) * _GUTTER) / self.columns
        high = self.height - 2 * MARGIN - _HEAD
        h = (high - (self.rows - 1) * _GUTTER) / self.rows
        row, column = divmod(place, self.columns)
        if rtl:
            column = self.columns - 1 - column
        return Rect(MARGIN + column * (w + _GUTTER), MARGIN + _HEAD + row * (h + _GUTTER), w, h)

    def divided(self, cell: Rect, *, rtl: bool) -> tuple[Rect, Words]:
        """A cell's frame, and the place of its words."""
        if self.words == "beside":
            wide = min(cell.w * self.share, cell.w - _NARROW)
            h = min(cell.h, wide / self.aspect)
            w = h * self.aspect
            frame = Rect(cell.right - w if rtl else cell.x, cell.y, w, h)
            x = cell.x if rtl else frame.right
            box = Rect(x, cell.y, cell.w - w, cell.h)
            if self.table:
                inner = box.inset(_GUTTER / 2, 0.0)
                return frame, Words(replace(inner, x=inner.x + _GUTTER / 2), table=True)
            return frame, Words(box.inset(AIR), ruled=replace(box, h=h))
        narrow = _BRIEF if self.words == "both" else 0.0
        w = min(cell.w - narrow, cell.h * self.share * self.aspect)
        h = w / self.aspect
        frame = Rect(cell.right - w if rtl else cell.x, cell.y, w, h)
        if self.words == "below":
            below = Rect(frame.x, frame.bottom, w, cell.h - h)
            return frame, Words(below.inset(AIR), ruled=below)
        below = Rect(cell.x, frame.bottom, cell.w, cell.h - h)
        x = cell.x if rtl else frame.right
        brief = Rect(x, cell.y, cell.w - w, h)
        return frame, Words(below.inset(AIR), brief.inset(AIR), ruled=cell)

    def widened(self, by: float) -> Layout:
        """With larger frames and less room for words, as far as the page has it."""
        return replace(self, share=self.share + by)


def _choice(words: object) -> str:
    if words not in ("below", "beside", "both"):
        raise ValueError(f"`words` is {words}, and below, beside or both are known")
    return str(words)


def layout_of(job: Job) -> Layout:
    """The layout that the job's words choose. Raises `UsageError` where none can be used."""
    import yaml

    names = sorted(p.stem for p in (job.templates or Path()).glob("sheets/*.yaml"))
    chosen, paper = "6", "a4"
    for word in job.words:
        if word in _PAPERS:
            paper = word
        elif word in names:
            chosen = word
        else:
            choice = ", ".join((*names, *_PAPERS))
            raise UsageError(f"'{word}' is nothing that sheet knows: choose from {choice}")
    name = f"sheets/{chosen}.yaml"
    try:
        given = yaml.safe_load(job.template(name))
        long, short = _PAPERS[paper]
        wide = str(given["page"]) == "landscape"
        return Layout(
            long if wide else short,
            short if wide else long,
            int(given["columns"]),
            int(given["rows"]),
            _choice(given["words"]),
            float(given["share"]),
            float(given["aspect"]),
            float(given["size"]),
            bool(given.get("table", False)),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"the template {name} cannot be used: {error}") from error
