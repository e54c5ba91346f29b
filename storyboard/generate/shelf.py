"""Picture files by their content: ``pictures/ab/<sha256>.png``, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import FileError

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looked when its bytes were last known to be right."""

    size: int
    mtime_ns: int


class Shelf:
    """The folder of pictures. Made on the first `put`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str, mime: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}{SUFFIXES.get(mime, '.bin')}"

    def put(self, data: bytes, mime: str, durable: bool = True) -> tuple[str, Stamp]:
        """Keeps `data`; gives its digest. Raises `FileError`, and leaves no half file then.

        What is not `durable` may be found damaged after a power cut.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256, mime)
        if self.check(sha256, mime, None) is None:
            aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
            try:
                new = _made(path.parent)
                with aside.open("wb") as file:
                    file.write(data)
                    if durable:
                        file.flush()
                        os.fsync(file.fileno())
                aside.replace(path)
                for folder in (path.parent, *(f.parent for f in new)) if durable else ():
                    _sync_folder(folder)
            except OSError as error:
                with suppress(OSError):
                    aside.unlink()
                raise FileError(f"{path}: {sentence(error)}") from error
        return sha256, _stamp(path)

    def check(self, sha256: str, mime: str, known: Stamp | None) -> Stamp | None:
        """The file's stamp where its bytes are right, None where it is missing or damaged.

        A file that looks as it did in `known` is not read again.
        """
        path = self.path(sha256, mime)
        try:
            stamp = _stamp(path)
            if stamp == known:
                return stamp
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        return stamp if digest == sha256 else None


def _made(folder: Path) -> list[Path]:
    """Makes a folder; gives it and those above it that were not there."""
    if folder.is_dir():
        return []
    new = [f for f in (folder, *folder.parents) if not f.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return new


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns)


def _sync_folder(folder: Path) -> None:
    # A rename survives a power cut only once its folder is on the disk; where folders cannot
    # be opened (Windows) the file system sees to it.
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sentence(error: OSError) -> str:
    """What a fault of the disk means, in words that go on from the file's name."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full: make room and run again, nothing that was bought is lost"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "cannot be written: check the folder's permissions, or set STORYBOARD_HOME"
    return (error.strerror or str(error)).lower()
