"""What a page comes from besides the story: this program, its libraries, and files by content."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from storyboard import assets
from storyboard.errors import StoryboardError
from storyboard.plan.model import Asset

_PACKAGE = Path(__file__).resolve().parent.parent
_OURS = (
    "geometry.py", "layout", "render", "fonts", "pipeline", "plan/formats.py", "story/panels.py",
    "generate/model.py",
)  # fmt: skip
"""What of this package turns a plan and its pictures into pages and files."""
_LIBRARIES = (
    "budoux", "fonttools", "numpy", "opencv-python", "opencv-python-headless", "pikepdf",
    "pillow", "pypdfium2", "python-bidi", "reportlab", "skia-pathops", "uharfbuzz", "uniseg",
)  # fmt: skip

_MOST = 1000
"""Rows that are remembered: those that were asked for last."""

Stamp = list[int]


def digest(*parts: object) -> str:
    """A name for what `parts` say; another one when any of it changes."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """Digest of all code and fonts of which pages are made, and of the libraries' versions."""
    made = hashlib.sha256(repr((sys.version_info[:2], _versions())).encode())
    for path in _files(_PACKAGE, _OURS):
        made.update(str(path.relative_to(_PACKAGE)).encode() + b"\0")
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


@lru_cache(maxsize=1)
def illustrator() -> str:
    """Digest of the code that reads a prompt for the illustrator."""
    made = hashlib.sha256()
    for path in _files(
        _PACKAGE,
        ("sketch", "generate/briefs.py", "generate/sketch_backend.py", "generate/sketch_scenes.py"),
    ):
        made.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def templates() -> str:
    """Digest of the shipped templates that exporters fill."""
    made, folder = hashlib.sha256(), assets.shipped("templates")
    for path in _files(folder, ("html", "sheets")):
        made.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _files(root: Path, names: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        place = root / name
        found += place.rglob("*") if place.is_dir() else [place]
    return sorted(p for p in found if p.suffix not in ("", ".pyc", ".txt") and p.is_file())


def _versions() -> list[str]:
    # The folders' names hold the versions; reading every package's metadata takes far longer.
    found = set()
    for place in sys.path:
        with suppress(OSError):
            for entry in Path(place or ".").iterdir():
                kind = re.fullmatch(r"(.+?)-([^-]+)\.(?:dist|egg)-info", entry.name)
                if kind and re.sub(r"[-_.]+", "-", kind[1]).lower() in _LIBRARIES:
                    found.add(entry.name)
    return sorted(found)


def stamp_of(path: Path) -> Stamp | None:
    """How a file looks from outside; None where there is none.

    The time of its last change of any kind is in it, which no copying sets back.
    """
    try:
        s = path.stat()
    except OSError:
        return None
    return [s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino]


class Seen:
    """What was once found out about the files that a story names, and about its scenes.

    Each row holds what it was found out from, so an unchanged file is not read again. Kept in
    `file`; a damaged one is as good as none. Safe to use from several threads.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._rows: dict[str, list[Any]] = {}
        self._changed = False
        with suppress(OSError, ValueError):
            found = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._rows = {k: v for k, v in found.items() if isinstance(v, list) and len(v) == 2}

    def find(self, name: str, origin: object) -> Any:
        """What was found out as `name` from `origin`, as JSON has it; None where nothing was."""
        with self._lock:
            row = self._rows.get(name)
            if not row or row[0] != origin:
                return None
            # The newest are last, so that what nobody asks for any more is dropped first.
            del self._rows[name]
            self._rows[name] = row
            return row[1]

    def put(self, name: str, origin: object, value: object) -> None:
        """Remembers what was found out; `origin` and `value` are as JSON gives them back."""
        self._rows.pop(name, None)
        self._rows[name] = [origin, value]
        self._changed = True
        for old in list(self._rows)[:-_MOST]:
            del self._rows[old]

    def asset(self, root: Path, path: str, *, colours: bool) -> Asset:
        """A picture of the story, `path` below `root`, with its main colours where asked for.

        Raises `OSError` or `PictureError` where it cannot be read.
        """
        full = root / path
        name = f"{'colours' if colours else 'picture'} {full.absolute()}"
        stamp = stamp_of(full)
        with suppress(TypeError, ValueError):
            sha256, mime, width, height, size, found = self.find(name, stamp)
            palette = tuple((int(r), int(g), int(b)) for r, g, b in found)
            return Asset(path, str(sha256), str(mime), int(width), int(height), int(size), palette)
        from storyboard.pictures import palette as main_colours
        from storyboard.pictures import probe

        seen = probe(full)
        sha256 = hashlib.sha256(full.read_bytes()).hexdigest()
        main = tuple(main_colours(full)) if colours else ()
        if stamp:
            row = [sha256, seen.mime, seen.width, seen.height, seen.size, [list(c) for c in main]]
            self.put(name, stamp, row)
        return Asset(path, sha256, seen.mime, seen.width, seen.height, seen.size, main)

    def sha256(self, path: Path) -> str:
        """Digest of a file's bytes; empty where it cannot be read."""
        name, stamp = f"file {path.absolute()}", stamp_of(path)
        known = self.find(name, stamp)
        if known:
            return str(known)
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""
        if stamp:
            self.put(name, stamp, found)
        return found

    def keep(self, *, only_beside: bool = False) -> None:
        """Writes down what was found out. Where it cannot be written it costs time, no more.

        With `only_beside`, only into a folder that is there: who reads a story makes none.
        """
        if not self._changed or (only_beside and not self._file.parent.is_dir()):
            return
        from storyboard.render.files import write

        with self._lock:
            self._changed = False
            data = json.dumps(self._rows).encode()
        with suppress(StoryboardError):
            write(self._file, data, lasting=False)


@lru_cache(maxsize=8)
def seen_of(home: Path) -> Seen:
    """What was found out for the story whose home that is."""
    return Seen(home / "seen.json")
