"""Writing together what is to be written at the same time: the disk is waited for once."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from typing import Any

_MOST = 64
"""Pieces of work in one transaction: others' processes wait for it."""

Piece = tuple[Callable[[sqlite3.Connection], Any], "Future[Any]"]


class Batches:
    """A thread that writes. What arrives while it waits for the disk goes into its next batch."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[sqlite3.Connection]]):
        self._transaction = transaction
        self._pieces: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def add(self, work: Callable[[sqlite3.Connection], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self._pieces.put((work, future))
        return future

    def close(self) -> None:
        """Ends when all that was added is written."""
        self._pieces.put(None)
        self._thread.join()

    def _run(self) -> None:
        over = False
        while not over:
            batch = [self._pieces.get()]
            with suppress(queue.Empty):
                while len(batch) < _MOST:
                    batch.append(self._pieces.get_nowait())
            over = None in batch
            self._write([p for p in batch if p])

    def _write(self, batch: list[Piece]) -> None:
        done: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            if batch:
                with self._transaction() as db:
                    for work, future in batch:
                        done.append((future, *_tried(db, work)))
        except Exception as error:
            # Nothing of it is on the disk.
            done = [(future, None, error) for _, future in batch]
        for future, result, failure in done:
            if failure:
                future.set_exception(failure)
            else:
                future.set_result(result)


def _tried(
    db: sqlite3.Connection, work: Callable[[sqlite3.Connection], Any]
) -> tuple[Any, BaseException | None]:
    """One piece of a batch: what fails is undone, and the rest of the batch is not."""
    db.execute("SAVEPOINT piece")
    try:
        result = work(db)
    except sqlite3.Error:
        raise
    except Exception as error:
        db.execute("ROLLBACK TO piece")
        db.execute("RELEASE piece")
        return None, error
    db.execute("RELEASE piece")
    return result, None
