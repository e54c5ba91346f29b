"""The command line. Results go to standard output, progress and messages to standard error."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

QUICK_START = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "1"}
"""NumPy's threads and pydantic's plugins are not used here, and cost a tenth of a second."""


def main() -> None:
    """Runs a command and exits with the status of ``errors``: the one place that does."""
    for name, value in QUICK_START.items():
        os.environ.setdefault(name, value)
    # Imports make a hundred thousand objects that stay; looking through them again and again
    # for cycles takes a tenth of the start.
    gc.set_threshold(50_000, 20, 50)
    # A terminal that lacks a letter of the story shows its number, and no command fails of it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from storyboard.cli.commands import app
    from storyboard.cli.status import run

    sys.exit(run(app))
