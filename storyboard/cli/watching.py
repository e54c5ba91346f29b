"""`storyboard watch` on a person's terminal: a line for every save."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from storyboard import pipeline
from storyboard.cli.printing import counted, note, out, say_kept
from storyboard.cli.progress import Bar
from storyboard.errors import EXIT_DONE, Interrupted, StoryboardError, StoryError, UsageError
from storyboard.pipeline.watching import Settings, Turn, Watch

LOOK = 0.04
"""Seconds between two looks at the files."""
AGAIN = 1.0
"""Seconds after which a story that could not be read is tried again without a save of it: what
it lacks may be a file whose name nobody knows but the story."""


def run(story: Path, settings: Settings) -> int:
    """Watches a story until it is interrupted; the exit status."""
    file = pipeline.load(story, backend=settings.backend)
    cap = file.story.generator.max_cost if settings.max_cost is None else settings.max_cost
    if settings.spend and cap is None:
        raise UsageError(
            "watch --spend buys pictures after every save: say with --max-cost USD how much this "
            "sitting may cost, or write max_cost into the story"
        )
    watch = Watch(story, settings)
    first, fault = True, ""
    try:
        while True:
            fault = _turn(watch, fault)
            if first and not fault:
                first = False
                names = counted(len(watch.named), "file")
                more = f" and {names} that it names" if watch.named else ""
                note(f"watching {watch.story}{more}; Ctrl-C ends it")
            tried = time.monotonic()
            while not watch.changed() and not (fault and time.monotonic() - tried > AGAIN):
                time.sleep(LOOK)
            watch.settled()
    except (KeyboardInterrupt, Interrupted):
        note(f"ended; what was drawn and written is kept{_money(watch.spent)}")
    return EXIT_DONE


def _turn(watch: Watch, fault: str) -> str:
    """One turn, told; what was wrong with the story, empty where nothing was."""
    try:
        turn = watch.turn(Bar(), _interrupted)
    except Interrupted:
        raise
    except (StoryboardError, OSError) as error:
        found = "\n\n".join(map(str, error.diagnostics)) if isinstance(error, StoryError) else ""
        said = found or f"error: {error}"
        if said != fault:
            note(f"{said}\n\nthe pages stay as they were until the story is right again")
        return said
    for warning in turn.warnings:
        note(f"{warning}\n")
    for panel, trouble in turn.failures:
        note(f"panel {panel} could not be drawn: {trouble}")
    if turn.refused:
        note(turn.refused)
    elif turn.unpaid:
        cost = sum(e.shot.cost for e in turn.unpaid)
        names = ", ".join(e.shot.panel for e in turn.unpaid[:6])
        more = " …" if len(turn.unpaid) > 6 else ""
        note(f"to be bought, about ${cost:.2f}: {names}{more} (watch --spend buys them)")
    say_kept(turn.kept)
    if turn.files or not fault or turn.drawn:
        out(_line(turn))
        sys.stdout.flush()
    return ""


def _line(turn: Turn) -> str:
    """What a turn wrote and how long it took."""
    if not turn.files:
        return f"nothing on the pages changed ({turn.seconds:.2f} s)"
    pages = f"page{'' if len(turn.pages) == 1 else 's'} {numbers(turn.pages)}"
    what = pages if turn.pages else "the files"
    files = ", ".join(str(path) for path in turn.files[:3])
    files += f" and {len(turn.files) - 3} more" if len(turn.files) > 3 else ""
    drawn = ""
    if turn.drawn:
        drawn = f", after {counted(len(turn.drawn), 'picture')} in {turn.drawing:.1f} s"
        drawn += f" for ${turn.cost:.2f}" if turn.cost else ""
    also = ", ".join(turn.relettered[:6]) + (" …" if len(turn.relettered) > 6 else "")
    moved = f"; the words of {also} made room" if turn.relettered else ""
    return f"{what} written in {turn.seconds:.2f} s{drawn}{moved}: {files}"


def numbers(pages: Sequence[int]) -> str:
    """``1-3, 7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def _interrupted() -> None:
    note("stopping: what is bought is waited for, no more is begun (Ctrl-C again: at once)")


def _money(spent: float) -> str:
    return f"; ${spent:.2f} spent" if spent else ""
