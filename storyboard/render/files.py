"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from storyboard.errors import FileError

_WHY = {
    errno.ENOSPC: "the disk is full: make room, or choose another folder",
    errno.EDQUOT: "your share of the disk is used up: make room, or choose another folder",
    errno.EFBIG: "it would be larger than a file may be here: choose another folder",
    errno.EROFS: "the disk is read-only: choose another folder",
    errno.EACCES: "the folder may not be written to: choose another, or change its permissions",
    errno.EPERM: "the folder may not be written to: choose another, or change its permissions",
    errno.EEXIST: "a file stands where its folder should be: choose another folder",
    errno.ENOTDIR: "a file stands where its folder should be: choose another folder",
    errno.EISDIR: "a folder of that name is in its place: move it away",
    errno.ENAMETOOLONG: "its name is too long: choose a shorter one",
}


def cannot_write(target: Path, error: OSError) -> FileError:
    """The fault of writing `target`, as a sentence that says what to do."""
    why = _WHY.get(error.errno or 0) or error.strerror or type(error).__name__
    return FileError(f"cannot write {target}: {why}")


@contextlib.contextmanager
def aside(target: Path, *, lasting: bool = True) -> Iterator[Path]:
    """A path to write to, which takes `target`'s place once the block has ended well.

    The new file is on the disk before it takes the name, so whatever fails, an earlier file
    of that name stays as it was; `lasting=False` saves that wait where a file can be made again.
    Makes missing folders. Raises `FileError` for any `OSError`.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise cannot_write(target, error) from error
    temporary = Path(name)
    try:
        yield temporary
        if lasting:
            with temporary.open("r+b") as file:
                os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
        if lasting:
            _keep_name(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write(target: Path, data: bytes, *, lasting: bool = True) -> None:
    """Writes a whole file, as `aside` does."""
    with aside(target, lasting=lasting) as temporary:
        temporary.write_bytes(data)


def _umask() -> int:
    # There is no asking without setting; the temporary file was made for its owner alone.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _keep_name(folder: Path) -> None:
    # A rename outlives a power cut only once its folder is on the disk; not every system
    # lets a folder be opened for that.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_numbered(folder: Path, kept: set[str]) -> None:
    """Removes the numbered pictures of an earlier, longer run, which would pass for this one's.

    Raises `FileError`.
    """
    for file in folder.iterdir():
        if re.fullmatch(r"\d{3,}\.jpg", file.name) and file.name not in kept:
            try:
                file.unlink()
            except OSError as error:
                raise cannot_write(file, error) from error
