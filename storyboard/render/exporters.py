"""What a book can be written as, by name. Another format is one more function in `EXPORTERS`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storyboard.errors import UsageError


@dataclass(frozen=True, slots=True)
class Job:
    """The finished pages, and what a format may need to know of them."""

    pages: Sequence[bytes | Path]
    """One PDF each, in order."""
    folder: Path
    name: str
    """Of the files, without a suffix."""
    title: str
    author: str
    language: str
    right_to_left: bool = False
    dpi: float = 300.0
    """Of formats made of pixels."""
    numbers: Sequence[int] = ()
    """The pages' numbers in the story, for files named by them; none where it is all pages."""


class Exporter(Protocol):
    """Writes a job's files and gives their paths in order.

    Raises `FileError` where they cannot be written; files of an earlier run then stay whole.
    """

    def __call__(self, job: Job, /) -> list[Path]: ...


def pdf(job: Job) -> list[Path]:
    """The book as one PDF for the screen, cut to its trim."""
    from storyboard.render.book import merge

    target = job.folder / f"{job.name}.pdf"
    merge(
        job.pages,
        target,
        title=job.title,
        author=job.author,
        language=job.language,
        right_to_left=job.right_to_left,
        trimmed=True,
    )
    return [target]


def png(job: Job) -> list[Path]:
    """Every page as a picture, cut to its trim."""
    from storyboard.render.book import merge
    from storyboard.render.raster import pngs

    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        whole = Path(folder) / "book.pdf"
        merge(job.pages, whole, title=job.title, author=job.author, language=job.language)
        return pngs(whole, job.folder, job.name, job.dpi, numbers=job.numbers or None)


EXPORTERS: dict[str, Exporter] = {"pdf": pdf, "png": png}


def exporter(name: str) -> Exporter:
    """The exporter of that name. Raises `UsageError` that lists them where there is none."""
    try:
        return EXPORTERS[name]
    except KeyError:
        raise UsageError(f"cannot write '{name}': choose from {', '.join(EXPORTERS)}") from None
