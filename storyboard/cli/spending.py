"""Before and after money is spent: what is said, what is asked, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from storyboard.cli.options import CONFIRM_ABOVE
from storyboard.cli.printing import columns, counted, note, width
from storyboard.errors import EXIT_BUDGET, EXIT_DONE, EXIT_PANELS, UsageError

if TYPE_CHECKING:
    from storyboard.errors import GenerationError
    from storyboard.plan.model import Entry


def status_of(failures: Mapping[str, GenerationError]) -> int:
    """Of a run with these failures: 4 where all that is missing is money."""
    if not failures:
        return EXIT_DONE
    return EXIT_BUDGET if all(e.code == "budget" for e in failures.values()) else EXIT_PANELS


def stopping() -> None:
    """After the first Ctrl-C."""
    note("stopping: what is bought is waited for, no more is begun (Ctrl-C again: at once)")


def ask(todo: Sequence[Entry], total: int, yes: bool) -> None:
    """The line before anything is spent; asks above the threshold."""
    cost = sum(e.shot.cost for e in todo if e.state == "missing")
    ready = total - len(todo)
    if cost:
        note(f"{len(todo)} of {total} panels to draw, about ${cost:.2f}")
    elif todo:
        note(f"{len(todo)} of {total} panels to draw, free")
    else:
        note(f"all {ready} pictures are there: nothing to draw")
    if cost <= CONFIRM_ABOVE or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"this would spend about ${cost:.2f}; say --yes to agree, or draft with "
            "--backend sketch"
        )
    if not typer.confirm("Go on?", err=True):
        raise typer.Exit


def say_failures(story: Path, failures: Mapping[str, GenerationError]) -> None:
    """What could not be drawn, and what to do about it; nothing where there is nothing."""
    if not failures:
        return
    from storyboard.generate.report import table_rows

    note(f"\n{counted(len(failures), 'panel')} could not be drawn:")
    rows = [("panel", "what happened", "what to do"), *table_rows(failures)]
    for line in columns(rows, width()):
        note(f"  {line}")
    note(f"The pages have placeholders there. Try again with: storyboard render {story}")
