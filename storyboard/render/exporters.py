"""What a book can be written as, by name. Another format is one more line in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from storyboard.errors import UsageError
from storyboard.render.job import Job, PageNote, PanelNote, Said

__all__ = ["EXPORTERS", "Exporter", "Job", "PageNote", "PanelNote", "Said", "exporter"]


class Exporter(Protocol):
    """Writes a job's files and gives their paths in order.

    Raises `FileError` where they cannot be written; files of an earlier run then stay whole.
    """

    def __call__(self, job: Job, /) -> list[Path]: ...


EXPORTERS: dict[str, str] = {
    "pdf": "screen",
    "pdf-print": "press",
    "png": "pages",
    "jpg": "pages",
    "webp": "pages",
    "html": "web",
    "epub": "epub",
    "webtoon": "strip",
    "sheet": "film",
    "otio": "timeline",
    "animatic": "timeline",
    "cbz": "comic",
    "cbxy": "comic",
}
"""Every format, and the module here whose function of that name writes it."""


def exporter(name: str) -> Exporter:
    """The exporter of that name, with what follows a colon as its words: `cbz:2.1+png`.

    Raises `UsageError` that lists the formats where there is none of that name.
    """
    format, _, rest = name.partition(":")
    if format not in EXPORTERS:
        raise UsageError(f"cannot write '{format}': choose from {', '.join(EXPORTERS)}")
    words = tuple(word for word in rest.split("+") if word)
    module = import_module(f"storyboard.render.{EXPORTERS[format]}")
    write = cast(Callable[[Job], list[Path]], getattr(module, format.replace("-", "_")))

    def export(job: Job, /) -> list[Path]:
        return write(replace(job, words=words))

    return export
