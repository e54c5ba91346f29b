"""One writer at a time: other studios on the same story wait for the moment of a write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Holds the story's lock, a file in `home`, which the kernel lets go with the process.

    Where the system knows no such locks, the check of the story's version stands alone.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    home.mkdir(parents=True, exist_ok=True)
    with (home / "studio.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
