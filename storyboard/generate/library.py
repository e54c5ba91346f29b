"""A story's library: every take that was drawn, and the journal of what was bought.

It lives in the story's ``.storyboard`` folder: ``library.db`` and ``pictures/``. Reading
makes nothing and works in a folder that cannot be written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storyboard.errors import Diagnostic, FileError
from storyboard.generate.database import Database
from storyboard.generate.journal import Clock, ShotJournal, held, open_job
from storyboard.generate.leases import Lease
from storyboard.generate.model import Face, Picture, Take
from storyboard.generate.shelf import Shelf, Stamp
from storyboard.plan.model import Shot, State


@dataclass(frozen=True, slots=True)
class Spent:
    """One purchase. `take` is None as long as its picture was not fetched."""

    when: str
    """UTC, ISO 8601."""
    panel: str
    host: str
    price: float
    """Dollars, as estimated when it was bought."""
    take: int | None
    state: str
    """fetched, submitted (bought, not yet fetched), failed (bought, perhaps billed, and no
    picture came of it) or unknown (may have been bought)."""
    job: str = ""
    """The job's number at the host."""
    key: str = ""
    reason: str = ""
    """Why there is no picture, in the host's words."""


class Library:
    """The takes of a story. `warnings` collects what was found missing or damaged.

    Use it as a context manager or call `close`. Every fault of the disk is a `FileError`.
    """

    def __init__(
        self, home: Path, *, clock: Clock = lambda: datetime.now(UTC), timeout: float = 20.0
    ) -> None:
        """`home` is made by the first write; `timeout` is the wait for other writers, seconds."""
        self.home = home
        self.warnings: list[Diagnostic] = []
        self._clock = clock
        self._database = Database(home / "library.db", timeout)
        self._shelf = Shelf(home / "pictures")
        self._lease = Lease(home)

    def find(self, key: str) -> Take | None:
        """The newest take drawn from exactly this, in any panel, whose picture is there."""
        rows = self._database.rows(f"{_TAKES} WHERE key = ? ORDER BY id DESC", (key,))
        return next((self._take(row) for row in rows if self._good(row)), None)

    def takes(self, panel: str) -> list[Take]:
        """The takes of a panel whose pictures are there, by number."""
        rows = self._database.rows(f"{_TAKES} WHERE panel = ? ORDER BY number", (panel,))
        return [self._take(row) for row in rows if self._good(row)]

    def panels(self) -> list[str]:
        """The names under which there are takes, of panels that a story has and had."""
        rows = self._database.rows("SELECT DISTINCT panel FROM takes ORDER BY panel", ())
        return [row["panel"] for row in rows]

    def last(self, panel: str) -> Take | None:
        """The newest take of a panel, whether its picture is there or not."""
        rows = self._database.rows(f"{_TAKES} WHERE panel = ? ORDER BY id DESC LIMIT 1", (panel,))
        return self._take(rows[0]) if rows else None

    def state(self, key: str) -> State:
        """``pending`` is bought, or perhaps bought, and not there."""
        if self.find(key):
            return "ready"
        return "pending" if open_job(self._database, key) else "missing"

    def unknown(self, key: str) -> bool:
        """Whether a submit of this left and its answer was never written down."""
        row = open_job(self._database, key)
        return (
            row is not None and row["state"] in ("intent", "unknown") and not held(row, self._lease)
        )

    def bought(self, key: str) -> bool:
        """Whether a job of this is out whose picture can be fetched."""
        row = open_job(self._database, key)
        return row is not None and row["state"] == "submitted"

    def failed(self, key: str) -> bool:
        """Whether this was bought, perhaps billed, and there will be no picture of it."""
        row = open_job(self._database, key)
        return row is not None and row["state"] == "failed"

    def held(self, key: str) -> bool:
        """Whether another run that is alive is buying this, or fetching it."""
        row = open_job(self._database, key)
        return row is not None and held(row, self._lease)

    def trouble(self, key: str) -> str:
        """Why the last purchase of this ended without a picture; empty if none did."""
        rows = self._database.rows(
            "SELECT state, reason FROM jobs WHERE key = ? ORDER BY id DESC LIMIT 1", (key,)
        )
        return str(rows[0]["reason"]) if rows and rows[0]["state"] != "fetched" else ""

    def release(self, key: str, *, bought: bool = False) -> bool:
        """Lets this be bought again although an earlier purchase of it may have cost money.

        That purchase stays in the ledger. Gives whether there was one. One that can still be
        fetched is let go only where `bought`; one in another run's hands never is.
        """
        row = open_job(self._database, key)
        if row is None or held(row, self._lease) or (row["state"] == "submitted" and not bought):
            return False
        with self._database.write() as db:
            changed = db.execute(
                "UPDATE jobs SET released = 1, changed = ?, "
                "state = CASE state WHEN 'intent' THEN 'unknown' ELSE state END "
                "WHERE id = ? AND owner = ? AND state = ?",
                (self._now(), row["id"], row["owner"], row["state"]),
            )
        return changed.rowcount > 0

    def next_number(self, panel: str) -> int:
        """The number that the panel's next take will have."""
        rows = self._database.rows("SELECT max(number) FROM takes WHERE panel = ?", (panel,))
        return (rows[0][0] or 0) + 1 if rows else 1

    def add(self, shot: Shot, picture: Picture, cost: float, number: int | None = None) -> Take:
        """Keeps a picture as a take of the shot's panel and closes its job.

        `number` is used if it is free. The same picture of the same key is the same take.
        """
        # What was drawn for nothing can be drawn again: it need not wait for the disk.
        sha256, stamp = self._shelf.put(picture.data, picture.mime, durable=cost > 0)
        row = {
            "panel": shot.panel,
            "key": shot.key,
            "seed": shot.seed,
            "backend": shot.backend,
            "sha256": sha256,
            "mime": picture.mime,
            "width": picture.width,
            "height": picture.height,
            "cost": cost,
            "faces": json.dumps([[f.character, f.box, f.mouth] for f in picture.faces]),
            "prompt": shot.prompt,
            "parts": json.dumps(shot.parts),
            "speed": shot.speed,
            "made": self._now(),
            "notes": json.dumps(_notes(shot, picture)),
        }
        return self._insert(row, stamp, number)

    def tried_from(self, panel: str, keys: Sequence[str], parent: int) -> None:
        """Remembers from which take of a panel new ones, by their keys, are about to be tried."""
        rows = [(panel, key, parent) for key in keys]
        with self._database.write(durable=False) as db:
            # A take that is drawn a second time is the first one, with its parent.
            db.executemany("INSERT OR IGNORE INTO parents VALUES (?, ?, ?)", rows)

    def adopt(self, shot: Shot, take: Take) -> Take:
        """A take of the shot's panel from a take of the same key, for nothing."""
        row = self._database.rows(
            f"{_TAKES} WHERE panel = ? AND number = ?", (take.panel, take.number)
        )[0]
        changed = {"panel": shot.panel, "cost": 0.0, "made": self._now()}
        values = {k: row[k] for k in row.keys() if k in _COLUMNS}  # noqa: SIM118
        return self._insert({**values, **changed}, Stamp(row["size"], row["mtime_ns"]), None)

    def journal(self, shot: Shot, host: str) -> ShotJournal:
        """What a backend writes down of this shot's purchase at `host`."""
        return ShotJournal(self._database, self._lease, shot, host, self._clock)

    def spent(self) -> list[Spent]:
        """Every purchase, oldest first; those that were certainly not billed are left out."""
        rows = self._database.rows("SELECT * FROM jobs WHERE state != 'settled' ORDER BY id")
        return [
            Spent(
                when=r["made"],
                panel=r["panel"],
                host=r["host"],
                price=r["price"],
                take=r["take"],
                state="unknown" if r["state"] == "intent" else r["state"],
                job=r["job"],
                key=r["key"],
                reason=r["reason"],
            )
            for r in rows
        ]

    def close(self) -> None:
        self._database.close()
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _insert(self, row: dict[str, Any], stamp: Stamp, number: int | None) -> Take:
        def work(db: sqlite3.Connection) -> sqlite3.Row:
            return self._inserted(db, row, stamp, number)

        if row["cost"] > 0:
            return self._take(self._database.soon(work).result())
        with self._database.write(durable=False) as db:
            return self._take(work(db))

    def _inserted(
        self, db: sqlite3.Connection, row: dict[str, Any], stamp: Stamp, number: int | None
    ) -> sqlite3.Row:
        db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
            (row["sha256"], stamp.size, stamp.mtime_ns),
        )
        same = (row["panel"], row["key"], row["sha256"])
        found = db.execute(
            "SELECT number FROM takes WHERE panel = ? AND key = ? AND sha256 = ?", same
        ).fetchone()
        if found:
            number = int(found[0])
        else:
            taken = {n for (n,) in db.execute("SELECT number FROM takes WHERE panel = ?", same[:1])}
            if number is None or number in taken:
                number = max(taken, default=0) + 1
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            db.execute(
                f"INSERT INTO takes (number, {names}) VALUES (?, {marks})",
                (number, *row.values()),
            )
        db.execute(
            "UPDATE jobs SET state = 'fetched', take = ?, changed = ? "
            "WHERE key = ? AND released = 0 AND state = 'submitted'",
            (number, self._now(), row["key"]),
        )
        kept: sqlite3.Row = db.execute(
            f"{_TAKES} WHERE panel = ? AND number = ?", (row["panel"], number)
        ).fetchone()
        return kept

    def _good(self, row: sqlite3.Row) -> bool:
        known = Stamp(row["size"], row["mtime_ns"])
        stamp = self._shelf.check(row["sha256"], row["mime"], known)
        if stamp is None:
            self._warn(row)
        elif stamp != known and self._database.opens_for_writing:
            # Copied or restored, with its bytes right: remembered, so it is not read every time.
            with suppress(FileError), self._database.write() as db:
                db.execute(
                    "UPDATE files SET size = ?, mtime_ns = ? WHERE sha256 = ?",
                    (stamp.size, stamp.mtime_ns, row["sha256"]),
                )
        return stamp is not None

    def _warn(self, row: sqlite3.Row) -> None:
        path = self._shelf.path(row["sha256"], row["mime"])
        warning = Diagnostic(
            str(path), 0, 0, "warning",
            "picture-damaged" if path.exists() else "picture-missing",
            f"the picture of take {row['number']} of panel '{row['panel']}' is "
            f"{'damaged' if path.exists() else 'missing'}",
            "put the file back, or let the panel be drawn again",
        )  # fmt: skip
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _take(self, row: sqlite3.Row) -> Take:
        return Take(
            panel=row["panel"],
            number=row["number"],
            key=row["key"],
            seed=row["seed"],
            backend=row["backend"],
            path=self._shelf.path(row["sha256"], row["mime"]),
            sha256=row["sha256"],
            mime=row["mime"],
            width=row["width"],
            height=row["height"],
            cost=row["cost"],
            faces=tuple(
                Face(who, (box[0], box[1], box[2], box[3]), (mouth[0], mouth[1]))
                for who, box, mouth in json.loads(row["faces"])
            ),
            prompt=row["prompt"],
            parts=json.loads(row["parts"]),
            speed=row["speed"],
            made=row["made"],
            notes=json.loads(row["notes"]),
            # A take that is its own parent was asked for again.
            parent=None if row["parent"] == row["number"] else row["parent"],
        )

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _notes(shot: Shot, picture: Picture) -> dict[str, object]:
    notes = dict(picture.notes)
    if picture.model:
        notes["model"] = picture.model
    if picture.seed not in (None, shot.seed):
        # A take is had again by the seed that was asked for; the host's own is only told.
        notes["seed"] = picture.seed
    return notes


_COLUMNS = (
    "key", "seed", "backend", "sha256", "mime", "width", "height", "faces", "prompt",
    "parts", "speed", "notes",
)  # fmt: skip

_TAKES = (
    "SELECT takes.*, files.size, files.mtime_ns, parents.parent FROM takes "
    "JOIN files USING (sha256) LEFT JOIN parents USING (panel, key)"
)
