"""The record of what was bought: a shot's job from the intent to the picture, on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from storyboard import errors
from storyboard.errors import FileError, GenerationError, OutcomeUnknown
from storyboard.generate.database import Database
from storyboard.generate.leases import Lease
from storyboard.generate.model import Job
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
    """One shot's part of the journal: `storyboard.generate.model.Journal` over SQLite.

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
            raise self._blocked(row)
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

    def submitting(self) -> None:
        now = self._now()
        owner = self._owner()
        with self._database.write() as db:
            row = db.execute(
                f"SELECT * FROM jobs WHERE key = ? AND {OPEN}", (self._shot.key,)
            ).fetchone()
            if row:
                self._not_held(row)
                raise self._blocked(row)
            if self._last_take(db.execute(_NEWEST, (self._shot.key,)).fetchall()) > self._newest:
                # Another run has finished it since this journal was opened.
                raise Held
            db.execute(
                "INSERT INTO jobs (key, panel, host, price, state, owner, made, changed) "
                "VALUES (?, ?, ?, ?, 'intent', ?, ?, ?)",
                (self._shot.key, self._shot.panel, self._host, self._shot.cost, owner, now, now),
            )

    def submitted(self, job: Job) -> None:
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = 'submitted', owner = ?, job = ?, status_url = ?, "
                "response_url = ?, cancel_url = ?, reason = '', changed = ? "
                "WHERE key = ? AND released = 0 AND state IN ('intent', 'unknown')",
                (
                    self._owner(),
                    job.id,
                    job.status_url,
                    job.response_url,
                    job.cancel_url,
                    self._now(),
                    self._shot.key,
                ),
            )

    def settled(self, reason: str) -> None:
        self._end("settled", reason, "")

    def failed(self, error: GenerationError) -> None:
        self._end("failed", error.what, error.code)

    def lost(self, reason: str) -> None:
        self._end("unknown", reason, "unknown")

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

    def notice(self, text: str, code: str) -> None:
        """Nobody listens here: the fan-out does."""

    def again(self) -> bool:
        """Only the fan-out knows what the person asked for."""
        return False

    def _end(self, state: str, reason: str, code: str) -> None:
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = ?, reason = ?, code = ?, changed = ? "
                "WHERE key = ? AND released = 0 AND state IN ('intent', 'submitted')",
                (state, reason, code, self._now(), self._shot.key),
            )

    @staticmethod
    def _last_take(rows: list[sqlite3.Row]) -> int:
        return (rows[0][0] or 0) if rows else 0

    def _owner(self) -> str:
        try:
            return self._lease.name
        except OSError as error:
            raise FileError(
                f"{self._lease.folder}: {(error.strerror or str(error)).lower()}"
            ) from error

    def _not_held(self, row: sqlite3.Row) -> None:
        if held(row, self._lease):
            raise Held

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _blocked(self, row: sqlite3.Row) -> GenerationError:
        return blocked(row, self._shot)


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
    if row["state"] == "failed":
        kinds = {k.code: k for k in vars(errors).values() if _is_failure(k)}
        return kinds.get(row["code"], errors.Refused)(
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


def _is_failure(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, GenerationError)
