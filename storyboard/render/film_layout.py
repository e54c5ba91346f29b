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
            h = min(cell.h, cell.w * self.share / self.aspect)
            w = h * self.aspect
            frame = Rect(cell.right - w if rtl else cell.x, cell.y, w, h)
            x = cell.x if rtl else frame.right + _GUTTER
            return frame, Words(Rect(x, cell.y, cell.w - w - _GUTTER, cell.h), table=self.table)
        w = min(cell.w, cell.h * self.share * self.aspect)
        h = w / self.aspect
        frame = Rect(cell.right - w if rtl else cell.x, cell.y, w, h)
        below = Rect(cell.x, cell.y + h + 6, cell.w, cell.h - h - 6)
        if self.words == "below":
            return frame, Words(replace(below, x=frame.x, w=w))
        x = cell.x if rtl else frame.right + 9
        return frame, Words(below, Rect(x, cell.y, cell.w - w - 9, h))


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
