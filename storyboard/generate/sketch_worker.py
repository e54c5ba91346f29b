"""A process that draws sketches: pickled shots in, pickled pictures out, one after another.

Run as ``python -m storyboard.generate.sketch_worker``. A process of our own making rather than
`multiprocessing`: that one runs the caller's main script again in every worker, and loses
every worker's shots when one of them dies.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from storyboard.plan.model import Shot

_LENGTH = struct.Struct(">Q")


class WorkerDied(Exception):
    """The process ended while it was drawing."""


class Worker:
    """One such process, seen from outside. One shot at a time; not for several threads."""

    def __init__(self) -> None:
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        environ: Mapping[str, str] = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        self._process = subprocess.Popen(
            # -P keeps the current folder, which may be a story's, off the import path.
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            # Ctrl-C is the parent's: it would kill a worker that is still starting.
            start_new_session=True,
        )

    def draw(self, shot: Shot) -> Any:
        """The `Picture` of the shot, or the exception's words as a string."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            _send(self._process.stdin, shot)
            return _receive(self._process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            self.close()
            raise WorkerDied from error

    def close(self) -> None:
        # Killed first: a thread that reads from it holds the pipe until it ends.
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _send(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, protocol=5)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Serves until standard input ends."""
    # An interrupt at the keyboard reaches every process of the terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from storyboard.generate.sketch_backend import sketch

    while True:
        try:
            shot = _receive(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer: Any = sketch(shot)
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        _send(answers, answer)


if __name__ == "__main__":
    main()
