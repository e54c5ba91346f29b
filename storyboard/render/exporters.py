"""What a book can be written as, by name. Another format is one more line in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast, get_args

from storyboard.errors import UsageError
from storyboard.render.job import Job, PageNote, PanelNote, Said, asked

__all__ = ["EXPORTERS", "Exporter", "Job", "PageNote", "PanelNote", "Said", "exporter", "ready"]


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


def ready(names: Sequence[str], templates: Path) -> list[str]:
    """The formats, each once, when all of them can be written side by side; `templates` is the
    folder that holds `sheets/`.

    Words and what a format needs from outside are looked at here, so that nothing is drawn or
    spent for a render that could not be finished. Raises `UsageError` for a format or a word
    that there is not, for a format that is asked for twice with other words, as both would be
    the same file, and where a program is missing.
    """
    out = list(dict.fromkeys(names))
    first: dict[str, str] = {}
    for name in out:
        format = _format(name)
        if format in first:
            raise UsageError(
                f"{first[format]} and {name} would be written to the same file: render one of"
                " them by itself, into another folder (-o)"
            )
        first[format] = name
        _check_words(format, _words(name), templates)
    if "animatic" in first:
        from storyboard.render.timeline import ffmpeg

        ffmpeg()
    return out


def _format(name: str) -> str:
    format = name.partition(":")[0]
    if format not in EXPORTERS:
        raise UsageError(f"cannot write '{format}': choose from {', '.join(EXPORTERS)}")
    return format


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.partition(":")[2].split("+") if word)


def _check_words(format: str, words: tuple[str, ...], templates: Path) -> None:
    if not words:
        return
    job = Job((), Path(), "", "", "", "", templates=templates, words=words)
    if format == "pdf-print":
        from storyboard.render.press import way_of

        way_of(job)
    elif format == "sheet":
        from storyboard.render.film_layout import layout_of

        layout_of(job)
    else:
        from storyboard.render.comic import WORDS
        from storyboard.render.pages import WORDS as PAGE_WORDS
        from storyboard.render.raster import Kind
        from storyboard.render.strip import PLATFORMS

        known = {"cbz": WORDS, "cbxy": WORDS, "webtoon": tuple(PLATFORMS)}
        known |= dict.fromkeys(get_args(Kind), PAGE_WORDS)
        asked(job, known.get(format, ()), format)


def exporter(name: str) -> Exporter:
    """The exporter of that name, with what follows a colon as its words: `cbz:2.1+png`.

    Raises `UsageError` that lists the formats where there is none of that name.
    """
    format = _format(name)
    words = _words(name)
    module = import_module(f"storyboard.render.{EXPORTERS[format]}")
    write = cast(Callable[[Job], list[Path]], getattr(module, format.replace("-", "_")))

    def export(job: Job, /) -> list[Path]:
        return write(replace(job, words=words))

    return export
