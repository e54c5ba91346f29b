"""What a render writes: each file only where its pages, or what is said of them, changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.errors import Diagnostic, StoryboardError
from storyboard.pipeline.drafting import Draft
from storyboard.pipeline.origin import digest, program, templates
from storyboard.pipeline.sheets import Leaf, said_of
from storyboard.render.exporters import exporter

if TYPE_CHECKING:
    from storyboard.render.job import Job

PICTURES = ("png", "jpg", "webp")
"""Formats with a file for each page."""
_MOST = 2000
"""Files that are remembered; those written longest ago are forgotten."""


class Outputs:
    """What was written last, and from what: in `file`, by the place and format of each."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows: dict[str, list[Any]] = {}
        self._changed = False
        with suppress(OSError, ValueError):
            found = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._rows = {k: v for k, v in found.items() if isinstance(v, list)}

    def find(self, name: str, key: str) -> list[Path] | None:
        """The files that were written as `name` from `key`; None where one is another now."""
        row = self._rows.get(name, [])
        if len(row) < 2 or row[0] != key:
            return None
        paths = []
        for entry in row[1:]:
            if not (isinstance(entry, list) and entry and entry == _look(str(entry[0]))):
                return None
            paths.append(Path(entry[0]))
        return paths

    def put(self, name: str, key: str, files: Sequence[Path]) -> None:
        """Remembers what was written."""
        self._rows.pop(name, None)
        self._rows[name] = [key, *(_look(str(path)) for path in files)]
        self._changed = True

    def wrote(self, path: Path) -> bool:
        """Whether a picture is as it was written last."""
        row = self._rows.get(str(path.absolute()), [])
        return len(row) == 2 and row[1][1:] == _look(str(path))[1:]

    def forget(self, path: Path) -> None:
        """Strikes a picture out."""
        self._changed |= self._rows.pop(str(path.absolute()), None) is not None

    def keep(self) -> None:
        """Writes it down. A folder that cannot be written costs time, no more."""
        if not self._changed:
            return
        from storyboard.render.files import write

        rows = dict(list(self._rows.items())[-_MOST:])
        with suppress(StoryboardError):
            write(self._file, json.dumps(rows).encode(), lasting=False)
        self._changed = False


def _look(path: str) -> list[object]:
    try:
        found = Path(path).stat()
    except OSError:
        return [path]
    return [path, found.st_size, found.st_mtime_ns]


def write_all(
    formats: Sequence[str],
    made: Draft,
    leaves: Sequence[Leaf],
    out: Path,
    dpi: float,
    outputs: Outputs,
    job: Callable[[], Job],
) -> tuple[list[Path], list[Path]]:
    """Writes what changed of the formats; all of their files, and those written now.

    `job` is asked for only where something is to be written.
    """
    told = _told(made, leaves)
    files: list[Path] = []
    new: list[Path] = []
    for format in formats:
        if format in PICTURES:
            all_, written = _pictures(format, made, leaves, out, dpi, outputs, job)
        else:
            name = f"{format} {out.absolute()} {made.file.path.stem}"
            key = digest(program(), templates(), told, format, str(out), dpi)
            found = outputs.find(name, key)
            all_ = found if found is not None else exporter(format)(job())
            written = [] if found is not None else all_
            if written:
                outputs.put(name, key, written)
        files += all_
        new += written
    outputs.keep()
    return files, new


def _pictures(
    format: str,
    made: Draft,
    leaves: Sequence[Leaf],
    out: Path,
    dpi: float,
    outputs: Outputs,
    job: Callable[[], Job],
) -> tuple[list[Path], list[Path]]:
    from storyboard.render.job import safe_name
    from storyboard.render.raster import Kind, named, pictures

    numbers = [leaf.plan.folios or (leaf.plan.number,) for leaf in leaves]
    places = named(out, safe_name(made.file.path.stem), numbers, format)
    keys = [digest(program(), leaf.key, dpi) for leaf in leaves]
    rows = list(zip(places, keys, strict=True))
    names = [str(place.absolute()) for place in places]
    todo = [i for i, (_, key) in enumerate(rows) if outputs.find(names[i], key) is None]
    if todo:
        pages = job().pages
        wanted = [places[i] for i in todo]
        pictures([pages[i] for i in todo], wanted, dpi, cast(Kind, format))
        for i in todo:
            outputs.put(names[i], keys[i], [places[i]])
    return places, [places[i] for i in todo]


def clear_earlier(
    formats: Sequence[str], made: Draft, leaves: Sequence[Leaf], out: Path, outputs: Outputs
) -> list[Diagnostic]:
    """Removes the numbered pictures of pages that the story no longer has, and says so.

    Only those that `outputs` knows as its own, untouched; of others it says that they are there.
    Where only some of the pages are written, nothing is known of the others.
    """
    kinds = [format for format in formats if format in PICTURES]
    if not kinds or len(leaves) < len(made.plan.pages):
        return []
    from storyboard.render.job import safe_name
    from storyboard.render.raster import named

    stem = safe_name(made.file.path.stem)
    numbers = [leaf.plan.folios or (leaf.plan.number,) for leaf in leaves]
    gone: list[Path] = []
    others: list[Path] = []
    for kind in kinds:
        now = {path.name for path in named(out, stem, numbers, kind)}
        for path in _numbered(out, stem, kind):
            if path.name in now:
                continue
            if not outputs.wrote(path):
                others.append(path)
                continue
            with suppress(OSError):
                path.unlink()
                outputs.forget(path)
                gone.append(path)
    outputs.keep()
    said = []
    if gone:
        text = f"removed {_some(gone)}: of pages that the story had when it was last written"
        said.append(made.file.diagnostic((), "warning", "earlier-page", text))
    if others:
        said.append(
            made.file.diagnostic(
                (),
                "warning",
                "earlier-page",
                f"{_some(others)}: of no page that the story has",
                "remove what an earlier version left, or write to another folder (-o)",
            )
        )
    return said


def _numbered(out: Path, stem: str, kind: str) -> list[Path]:
    """The pictures in a folder that are named as pages of a story."""
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{2,}})(?:-(\d{{2,}}))?\.{kind}")
    found = []
    with suppress(OSError):
        for path in sorted(out.iterdir()):
            name = pattern.fullmatch(path.name)
            if name and (name[2] is None or int(name[2]) == int(name[1]) + 1):
                found.append(path)
    return found


def _some(paths: Sequence[Path]) -> str:
    """Files by name: all of a few, else the first and the last."""
    names = [str(path) for path in paths]
    if len(names) <= 3:
        return ", ".join(names)
    return f"{names[0]} to {names[-1]} ({len(names)} files)"


def _told(made: Draft, leaves: Sequence[Leaf]) -> str:
    """Digest of the pages, and of all that files say of them besides what they show."""
    pages = [(leaf.key, leaf.plan.folios, leaf.plan.side, leaf.plan.cuts) for leaf in leaves]
    panels = [(id, panel.model_dump_json()) for id, panel in made.panels.items()]
    return digest(pages, said_of(made.story), panels, list(made.cast.items()))
