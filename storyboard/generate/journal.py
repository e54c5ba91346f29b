"""The record of what was bought: a shot's job from the intent to the picture, on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta

from storyboard.errors import (
    ContentPolicy,
    FileError,
    GenerationError,
    InvalidInput,
    JobFailed,
    OutcomeUnknown,
    PictureGone,
    Refused,
)
from storyboard.generate.database import Database
from storyboard.generate.leases import Lease
from storyboard.generate.model import Job
from storyboard.generate.shelf import sentence
from storyboard.plan.model import Shot

UPLOAD_LIFE = timedelta(minutes=45)
"""How long an uploaded picture is taken to stay at its host: the shortest that one says is 1 h."""

OPEN = "released = 0 AND state IN ('intent', 'submitted', 'failed', 'unknown')"
"""The jobs for whose sake a key is not bought again."""

_NEWEST = "SELECT max(id) FROM takes WHERE key = ?"

Clock = Callable[[], datetime]


class Held(Exception):
    """Another run that is alive has this shot's purchase in hand: wait, then look again."""


class ShotJournal:
    """One shot's part of the journal, in SQLite: what `storyboard.generate.gate.Gate` writes to.

    A job is ``intent`` (the submit is about to leave), ``submitted`` (its URLs are known),
    then ``fetched``, ``settled`` (over and not billed), ``failed`` (over without a picture and
    perhaps billed) or ``unknown`` (no answer came). `Held` is raised where another run has it,
    or has got the picture since this journal was opened.
    """

    def __init__(
        self, database: Database, lease: Lease, shot: Shot, host: str, clock: Clock
    ) -> None:
        self._database = database
        self._lease = lease
        self._shot = shot
        self._host = host
        self._clock = clock
        self._newest = self._last_take(database.rows(_NEWEST, (shot.key,)))

    def pending(self) -> Job | None:
        row = open_job(self._database, self._shot.key)
        if row is None:
            return None
        self._not_held(row)
        if row["state"] != "submitted":
            raise blocked(row, self._shot)
        if not self._lease.mine(row["owner"]):
            with self._database.write() as db:
                claimed = db.execute(
                    "UPDATE jobs SET owner = ?, changed = ? "
                    "WHERE id = ? AND owner = ? AND state = 'submitted'",
                    (self._owner(), self._now(), row["id"], row["owner"]),
                )
                if not claimed.rowcount:
                    raise Held
        return Job(row["job"], row["status_url"], row["response_url"], row["cancel_url"])

    def sent(self) -> datetime | None:
        """When the submit left whose answer was never written down; None if there is none."""
        row = open_job(self._database, self._shot.key)
        if row is None or row["state"] not in ("intent", "unknown"):
            return None
        return datetime.fromisoformat(row["made"])

    def known_jobs(self) -> frozenset[str]:
        """The numbers of all jobs that are on record at this host."""
        rows = self._database.rows(
            "SELECT job FROM jobs WHERE host = ? AND job != ''", (self._host,)
        )
        return frozenset(row["job"] for row in rows)

    def submitting(self) -> Future[None]:
        """The intent; the future of each of these is done when it is on the disk."""
        now, owner, shot = self._now(), self._owner(), self._shot

        def work(db: sqlite3.Connection) -> None:
            row = db.execute(f"SELECT * FROM jobs WHERE key = ? AND {OPEN}", (shot.key,)).fetchone()
            if row:
                if row["state"] == "submitted" and not self._lease.mine(row["owner"]):
                    # Bought since this journal was opened, by a run that is over.
                    raise Held
                self._not_held(row)
                raise blocked(row, shot)
            if self._last_take(db.execute(_NEWEST, (shot.key,)).fetchall()) > self._newest:
                # Another run has finished it since this journal was opened.
                raise Held
            db.execute(
                "INSERT INTO jobs (key, panel, host, price, state, owner, made, changed) "
                "VALUES (?, ?, ?, ?, 'intent', ?, ?, ?)",
                (shot.key, shot.panel, self._host, shot.cost, owner, now, now),
            )

        return self._database.soon(work)

    def submitted(self, job: Job) -> Future[None]:
        values = (
            self._owner(),
            job.id,
            job.status_url,
            job.response_url,
            job.cancel_url,
            self._now(),
            self._shot.key,
        )
        return self._update(
            "UPDATE jobs SET state = 'submitted', owner = ?, job = ?, status_url = ?, "
            "response_url = ?, cancel_url = ?, reason = '', changed = ? "
            "WHERE key = ? AND released = 0 AND state IN ('intent', 'unknown')",
            values,
        )

    def settled(self, reason: str) -> Future[None]:
        return self._end("settled", reason, "")

    def failed(self, error: GenerationError) -> Future[None]:
        return self._end("failed", error.what, error.code)

    def lost(self, reason: str) -> Future[None]:
        return self._end("unknown", reason, "unknown")

    def uploaded(self, sha256: str) -> str | None:
        for row in self._database.rows(
            "SELECT url, made FROM uploads WHERE host = ? AND sha256 = ?", (self._host, sha256)
        ):
            age = self._clock() - datetime.fromisoformat(row["made"])
            if timedelta(0) <= age < UPLOAD_LIFE:
                return str(row["url"])
        return None

    def keep_upload(self, sha256: str, url: str) -> None:
        with self._database.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO uploads (host, sha256, url, made) VALUES (?, ?, ?, ?)",
                (self._host, sha256, url, self._now()),
            )

    def forget_upload(self, sha256: str) -> None:
        with self._database.write() as db:
            db.execute("DELETE FROM uploads WHERE host = ? AND sha256 = ?", (self._host, sha256))

    def _end(self, state: str, reason: str, code: str) -> Future[None]:
        return self._update(
            "UPDATE jobs SET state = ?, reason = ?, code = ?, changed = ? "
            "WHERE key = ? AND released = 0 AND state IN ('intent', 'submitted')",
            (state, reason, code, self._now(), self._shot.key),
        )

    def _update(self, sql: str, values: tuple[str, ...]) -> Future[None]:
        def work(db: sqlite3.Connection) -> None:
            db.execute(sql, values)

        return self._database.soon(work)

    @staticmethod
    def _last_take(rows: list[sqlite3.Row]) -> int:
        return (rows[0][0] or 0) if rows else 0

    def _owner(self) -> str:
        try:
            return self._lease.name
        except OSError as error:
            raise FileError(f"{self._lease.folder}: {sentence(error)}") from error

    def _not_held(self, row: sqlite3.Row) -> None:
        if held(row, self._lease):
            raise Held

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def open_job(database: Database, key: str) -> sqlite3.Row | None:
    """The job for whose sake a key is not bought again, if there is one."""
    rows = database.rows(f"SELECT * FROM jobs WHERE key = ? AND {OPEN}", (key,))
    return rows[0] if rows else None


def held(row: sqlite3.Row, lease: Lease) -> bool:
    """Whether another run that is alive has a job in hand."""
    return (
        row["state"] in ("intent", "submitted")
        and not lease.mine(row["owner"])
        and lease.alive(row["owner"])
    )


def blocked(row: sqlite3.Row, shot: Shot) -> GenerationError:
    """Why a shot is not bought: an earlier purchase of it may have cost money."""
    if row["state"] == "submitted":
        return OutcomeUnknown(
            f"panel '{shot.panel}' is bought already (job {row['job']} at {row['host']})",
            "run again to fetch it",
        )
    if row["state"] == "failed":
        return _KINDS.get(row["code"], Refused)(
            f"panel '{shot.panel}' was bought at {row['host']} at {row['made']} and there is no "
            f"picture ({row['reason']})",
            "it is not bought again unasked: change its prompt or seed, or say --rebuy-unknown",
        )
    return OutcomeUnknown(
        f"panel '{shot.panel}' was sent to {row['host']} at {row['made']} and no answer was "
        "written down, so it may have been bought and is not bought again",
        another_take(row["host"], shot),
    )


def another_take(host: str, shot: Shot) -> str:
    """What to do about a purchase whose outcome is unknown."""
    return (
        f"look at {host}'s list of jobs; buy it again with --rebuy-unknown, or draw a take with "
        f"another seed and pick it: storyboard panel STORY {shot.panel} --seed {shot.seed + 1}"
    )


_KINDS = {k.code: k for k in (ContentPolicy, InvalidInput, JobFailed, PictureGone)}
