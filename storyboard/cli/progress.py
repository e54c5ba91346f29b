"""The live line of a render: panels done, money spent, time left. Quiet without a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from storyboard.generate.model import Event, Failed, Finished, Noticed, Started


class Bar:
    """A progress bar on standard error, from `start` on; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._spent = 0.0
        self._rich: Any = None
        self._task: Any = None
        self._busy: list[str] = []

    def __enter__(self) -> Self:
        return self

    def start(self, total: int, *, paid: bool) -> None:
        """Shows the bar for `total` panels, with the money spent where it is `paid` for."""
        if not total or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._rich = Progress(
            TextColumn("drawing"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TextColumn("panels"),
            TextColumn("{task.fields[spent]}" if paid else "free"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[busy]}", style="dim"),
            console=Console(stderr=True),
            transient=True,
        )
        self._rich.start()
        self._task = self._rich.add_task("", total=total, spent="$0.00", busy="")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._rich:
            self._rich.stop()

    def __call__(self, event: Event) -> None:
        """Takes one event of the fan-out."""
        if isinstance(event, Noticed):
            say = self._rich.console.print if self._rich else _plain
            say(event.text if event.code == "network" else f"panel {event.panel}: {event.text}")
            return
        if isinstance(event, Started):
            self._busy.append(event.panel)
        else:
            if event.panel in self._busy:
                self._busy.remove(event.panel)
            if isinstance(event, Finished):
                self._spent += event.cost
        if self._rich:
            self._rich.update(
                self._task,
                advance=1 if isinstance(event, Finished | Failed) else 0,
                spent=f"${self._spent:.2f}",
                busy=" ".join(self._busy[:4]),
            )


def _plain(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201
