"""Finished pages, kept by a digest of all that they were made from.

``<home>/pages/<key>.pdf`` is a page, and ``<key>.json`` what else came of it, in three lines:
the digest of the two below; the PDF's digest and how its file looked, with the letterer's
remarks; the sheet. What is damaged, in any way, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import StoryboardError
from storyboard.pipeline.codec import dumped, loaded

if TYPE_CHECKING:
    from storyboard.layout.model import Remark, Sheet

LARGEST = 600_000_000
"""Bytes that pages of earlier runs may take up beside those in use."""
_SHEETS = 64
"""Sheets that a process remembers, for one that stays with a story."""
_NAME = 40
"""Letters of a key in a file's name."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was kept. `packed` is its sheet, for `Finished.sheet`."""

    key: str
    pdf: Path | None
    """Its file, known to be whole; None where nobody asked for it."""
    remarks: tuple[Remark, ...]
    packed: bytes
    """Compressed: a book holds one for every page."""


class Finished:
    """The finished pages of a story, in the folder `pages` of its home."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "pages"
        self._sheets: dict[str, Sheet] = {}

    def sheet(self, page: Page) -> Sheet:
        """The sheet of a page that `find` or `put` gave."""
        made = self._sheets.pop(page.key, None)
        made = made or loaded(zlib.decompress(page.packed).decode("utf-8"))
        self._remember(page.key, made)
        return made

    def _remember(self, key: str, sheet: Sheet) -> None:
        # The newest are last.
        self._sheets[key] = sheet
        for old in list(self._sheets)[:-_SHEETS]:
            self._sheets.pop(old, None)

    def find(self, key: str, *, pdf: bool = True) -> Page | None:
        """A page by its key; with `pdf`, only one whose PDF is there and whole."""
        try:
            known, _, rest = self._file(key, "json").read_text(encoding="utf-8").partition("\n")
            if hashlib.sha256(rest.encode()).hexdigest() != known:
                return None
            head, _, sheet = rest.partition("\n")
            found = json.loads(head)
            remarks = loaded(json.dumps(found["remarks"]))
            whole = self._whole(key, found["pdf"]) if pdf else None
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None
        if pdf and whole is None:
            return None
        return Page(key, whole, remarks, _packed(sheet))

    def _whole(self, key: str, known: Sequence[object]) -> Path | None:
        path = self._file(key, "pdf")
        sha256, *look = known
        found = path.stat()
        if [found.st_size, found.st_mtime_ns] != look:
            with path.open("rb") as file:
                # Copied, perhaps: its bytes may be right for all that.
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    return None
        return path

    def put(self, key: str, sheet: Sheet, remarks: Sequence[Remark], pdf: bytes) -> Page | None:
        """Keeps a page; None where its folder cannot be written to."""
        from storyboard.render.files import write

        path, text = self._file(key, "pdf"), dumped(sheet)
        try:
            write(path, pdf, lasting=False)
            look = path.stat()
        except (OSError, StoryboardError):
            return None
        head = {
            "pdf": [hashlib.sha256(pdf).hexdigest(), look.st_size, look.st_mtime_ns],
            "remarks": json.loads(dumped(tuple(remarks))),
        }
        rest = f"{json.dumps(head, ensure_ascii=False)}\n{text}"
        whole = f"{hashlib.sha256(rest.encode()).hexdigest()}\n{rest}"
        try:
            write(self._file(key, "json"), whole.encode(), lasting=False)
        except StoryboardError:
            return None
        self._remember(key, sheet)
        return Page(key, path, tuple(remarks), _packed(text))

    def tidy(self, used: Collection[str], largest: int | None = None) -> None:
        """Marks the pages of `used` as the newest, and removes the oldest of the others.

        As many of those stay as take up `largest` bytes.
        """
        for key in used:
            with suppress(OSError):
                os.utime(self._file(key, "json"))
        sizes: list[tuple[int, int, str]] = []
        with suppress(OSError), os.scandir(self._folder) as found:
            for entry in found:
                with suppress(OSError):
                    s = entry.stat()
                    sizes.append((s.st_mtime_ns, s.st_size, entry.name))
        newest: dict[str, int] = {}
        for when, _, name in sizes:
            key = name.partition(".")[0]
            newest[key] = max(newest.get(key, 0), when)
        names = {k[:_NAME] for k in used}
        room = LARGEST if largest is None else largest
        for _, size, name in sorted(sizes, key=lambda s: (-newest[s[2].partition(".")[0]], s[2])):
            if name.partition(".")[0] in names:
                continue
            room -= size
            if room < 0:
                with suppress(OSError):
                    (self._folder / name).unlink()

    def _file(self, key: str, suffix: str) -> Path:
        return self._folder / f"{key[:_NAME]}.{suffix}"


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"), 1)


@lru_cache(maxsize=8)
def finished_of(home: Path) -> Finished:
    """The finished pages of the story whose home that is."""
    return Finished(home)
