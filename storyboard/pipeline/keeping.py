"""What stands where a story is about to be written, and is not its own, is kept.

Two stories of one name may be rendered into one folder, and a finished file may have been
written into by hand: neither is lost to a render.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyboard.pipeline.drafting import home_of

Stamp = tuple[str, int, int]


@contextmanager
def keeping(story: Path, out: Path) -> Iterator[list[tuple[Path, Path]]]:
    """Keeps the files of `out` that are replaced within, unless `story` wrote them itself.

    Its home's ``written.json`` knows what it wrote last. Gives pairs of a file's name and the
    name it is kept under, filled in at the end: ``story.pdf`` is kept as ``story-before.pdf``.
    What is replaced by the same bytes, or is kept already, is not kept again.
    """
    from storyboard.render.job import safe_name

    kept: list[tuple[Path, Path]] = []
    spare: dict[Path, Path] = {}
    own = _own(home_of(story))
    for path in _files(out, safe_name(story.stem)):
        if _stamp(path) in own:
            continue
        copy = path.with_name(f".{path.name}.before")
        # Without the right to write there, the render itself says so.
        with suppress(OSError):
            copy.unlink(missing_ok=True)
            _second(path, copy)
            spare[path] = copy
    try:
        yield kept
    finally:
        for path, copy in spare.items():
            with suppress(OSError):
                place = None if _same(path, copy) else _free(path, copy)
                if place:
                    copy.replace(place)
                    kept.append((path, place))
                else:
                    copy.unlink()


def _own(home: Path) -> set[Stamp]:
    """How the files look that the story wrote last."""
    found: set[Stamp] = set()
    with suppress(OSError, ValueError, TypeError, AttributeError):
        for _, *files in json.loads((home / "written.json").read_text("utf-8")).values():
            found |= {(Path(name).name, *look) for name, *look in files}
    return found


def _files(out: Path, stem: str) -> list[Path]:
    with suppress(OSError):
        names = (f"{stem}.", f"{stem}-")
        return sorted(p for p in out.iterdir() if p.name.startswith(names) and p.is_file())
    return []


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return path.name, found.st_size, found.st_mtime_ns


def _second(path: Path, copy: Path) -> None:
    try:
        # Files are replaced, never written into: a second name keeps the first one's bytes.
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)


def _same(path: Path, copy: Path) -> bool:
    return path.exists() and filecmp.cmp(path, copy, shallow=False)


def _free(path: Path, copy: Path) -> Path | None:
    """A name to keep a copy under; None where one of those there has the same bytes."""
    number = 1
    while True:
        word = "before" if number == 1 else f"before-{number}"
        place = path.with_name(f"{path.stem}-{word}{path.suffix}")
        if not place.exists():
            return place
        if filecmp.cmp(place, copy, shallow=False):
            return None
        number += 1
