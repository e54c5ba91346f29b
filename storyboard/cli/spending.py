"""Before and after money is spent: what is said, what is asked, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from storyboard.cli.options import CONFIRM_ABOVE
from storyboard.cli.printing import columns, command, counted, note, width
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


def ask(todo: Sequence[Entry], total: int, yes: bool, what: str = "panel") -> None:
    """The line before anything is spent; asks above the threshold."""
    cost = sum(e.shot.cost for e in todo if e.state == "missing")
    if todo:
        some = f"{len(todo)} of {counted(total, what)}" if total > 1 else counted(total, what)
        note(f"{some} to draw, {f'about ${cost:.2f}' if cost else 'free'}")
    else:
        there = f"all {total} pictures are" if total != 1 else "the picture is"
        note(f"{there} there: nothing to draw")
    if cost <= CONFIRM_ABOVE or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"this would spend about ${cost:.2f}; say --yes to agree, or draft with "
            "--backend sketch"
        )
    if not typer.confirm("Go on?", err=True):
        raise typer.Exit


def say_failures(failures: Mapping[str, GenerationError], pages: str = "") -> None:
    """What could not be drawn, and what to do about it; nothing where there is nothing.

    `pages` says what became of the pages.
    """
    if not failures:
        return
    from storyboard.generate.report import table_rows

    note(f"\n{counted(len(failures), 'panel')} could not be drawn:")
    # A host that is down fails every panel alike, and is told of once.
    alike: dict[tuple[str, str], list[str]] = {}
    for panel, what, advice in table_rows(failures):
        alike.setdefault((what, advice), []).append(panel)
    rows = [(", ".join(panels), *said) for said, panels in alike.items()]
    for line in columns([("panel", "what happened", "what to do"), *rows], width()):
        note(f"  {line}")
    if pages:
        note(pages)
    note("To try again, run the same command; nothing is bought twice:")
    note(f"  {command(*sys.argv[1:])}")
