"""The command line. Results go to standard output, progress and messages to standard error."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs a command and exits with the status of ``errors``: the one place that does."""
    from storyboard.cli.commands import app
    from storyboard.cli.status import run

    sys.exit(run(app))
