"""The pictures in a story's folder, and the files that its text names, there or not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from storyboard.studio.carry import composed

KINDS = frozenset((".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"))
_DEPTH = 4
_MOST = 400
"""Pictures that are listed, and folders that are looked into."""
_NAMES = ("image", "images", "reference", "mask", "template", "profile", "fonts")


def pictures_in(folder: Path, skip: Path | None = None) -> list[str]:
    """The pictures in a folder and those below, as a story names them, sorted.

    Hidden folders, ``out`` and `skip` are passed over, and links that lead out of the folder.
    """
    root = Path(os.path.realpath(folder))
    leave = Path(os.path.realpath(skip)) if skip else None
    found: list[str] = []
    for seen, (at, folders, files) in enumerate(os.walk(root)):
        here = Path(at).relative_to(root)
        deep = len(here.parts) >= _DEPTH or seen >= _MOST
        left = Path(at) == leave
        folders[:] = (
            [] if deep or left else sorted(f for f in folders if f[0] != "." and f != "out")
        )
        for name in () if left else sorted(files):
            path = Path(at, name)
            if name[0] == "." or path.suffix.lower() not in KINDS:
                continue
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                continue
            found.append((here / name).as_posix())
        if len(found) >= _MOST:
            break
    return sorted(found)[:_MOST]


def named_in(text: str, folder: Path) -> list[Path]:
    """The files inside of `folder` that a story's text names, whether it is right or not."""
    node = composed(text)
    names = sorted(set(_names(node, wanted=False))) if node is not None else []
    out = []
    for name in names:
        path = PurePosixPath(name.partition("#")[0])
        if path.parts and not path.is_absolute() and ".." not in path.parts and "\0" not in name:
            out.append(folder / path)
    return out


def _names(node: Any, *, wanted: bool) -> Iterator[str]:
    if node.id == "scalar":
        if wanted and "\n" not in node.value and len(node.value) < 1000:
            yield node.value
    elif node.id == "sequence":
        for member in node.value:
            yield from _names(member, wanted=wanted)
    else:
        for key, value in node.value:
            named = key.id == "scalar" and key.value in _NAMES
            yield from _names(value, wanted=named or (wanted and value.id == "scalar"))
