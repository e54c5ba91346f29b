"""Which process is buying what: a lease that ends with its process, however that ends.

Each run holds a file of its own locked as long as it lives. The lock is the kernel's, so a
run that was killed is known to be dead at once, without clocks and without asking for a
process by a number that another one may have by now.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import IO


class Lease:
    """This run's lease, and the look at those of others. Nothing is written until one is taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._name = ""
        self._file: IO[bytes] | None = None

    @property
    def name(self) -> str:
        """This run's name; the lease is taken when it is first asked for.

        Empty where the file system knows no locks: then a purchase that was not finished is
        taken for one whose process died.
        """
        if not self._name:
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{os.getpid()}-{time.time_ns():x}"
            file = self._path(name).open("wb")
            if not _lock(file):
                file.close()
                with suppress(OSError):
                    self._path(name).unlink()
                return ""
            self._name, self._file = name, file
        return self._name

    def mine(self, name: str) -> bool:
        return bool(name) and name == self._name

    def alive(self, name: str) -> bool:
        """Whether the run of that name goes on, in another process or elsewhere in this one."""
        if not name or self.mine(name):
            return self.mine(name)
        path = self._path(name)
        try:
            with path.open("r+b") as file:
                if not _lock(file):
                    return True
                # Its run is dead: nobody else will take this name again.
                with suppress(OSError):
                    path.unlink()
        except PermissionError:
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        if self._file:
            # Unlinked while it is still locked: nobody finds a file that is about to go.
            with suppress(OSError):
                self._path(self._name).unlink()
            self._file.close()
        self._name, self._file = "", None

    def _path(self, name: str) -> Path:
        return self.folder / f"run-{name}.lock"


def _lock(file: IO[bytes]) -> bool:
    """Locks a file for this process alone, or says that somebody else has."""
    try:
        import fcntl
    except ImportError:
        return _lock_region(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_region(file: IO[bytes]) -> bool:
    # Windows knows no flock; its lock of a region ends with the process too.
    import importlib

    windows = importlib.import_module("msvcrt")
    try:
        windows.locking(file.fileno(), windows.LK_NBLCK, 1)
    except OSError:
        return False
    return True
