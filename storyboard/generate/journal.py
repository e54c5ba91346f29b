"""The record of what was bought: a shot's job from the intent to the picture, on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from storyboard.errors import OutcomeUnknown
from storyboard.generate.database import Database
from storyboard.generate.model import Job
from storyboard.plan.model import Shot

UPLOAD_LIFE = timedelta(hours=12)
"""How long an uploaded picture is taken to stay at its host; none of them says."""

Clock = Callable[[], datetime]


class ShotJournal:
    """One shot's part of the journal: `storyboard.generate.model.Journal` over SQLite.

    A job is ``intent`` (the submit is about to leave), ``submitted`` (its URLs are known),
    then ``fetched``, ``settled`` (over without a picture) or ``unknown`` (no answer came).
    """

    def __init__(self, database: Database, shot: Shot, host: str, clock: Clock) -> None:
        self._database = database
        self._shot = shot
        self._host = host
        self._clock = clock

    def pending(self) -> Job | None:
        for row in self._database.rows(
            "SELECT * FROM jobs WHERE key = ? AND state IN ('intent', 'submitted', 'unknown')",
            (self._shot.key,),
        ):
            if row["state"] != "submitted":
                raise OutcomeUnknown(self._unknown(row))
            return Job(row["job"], row["status_url"], row["response_url"], row["cancel_url"])
        return None

    def submitting(self) -> None:
        now = self._now()
        with self._database.write() as db:
            row = db.execute(
                "SELECT * FROM jobs WHERE key = ? AND state IN ('intent', 'submitted', 'unknown')",
                (self._shot.key,),
            ).fetchone()
            if row:
                raise OutcomeUnknown(self._unknown(row))
            db.execute(
                "INSERT INTO jobs (key, panel, host, price, state, made, changed) "
                "VALUES (?, ?, ?, ?, 'intent', ?, ?)",
                (self._shot.key, self._shot.panel, self._host, self._shot.cost, now, now),
            )

    def submitted(self, job: Job) -> None:
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = 'submitted', job = ?, status_url = ?, response_url = ?, "
                "cancel_url = ?, changed = ? WHERE key = ? AND state = 'intent'",
                (
                    job.id,
                    job.status_url,
                    job.response_url,
                    job.cancel_url,
                    self._now(),
                    self._shot.key,
                ),
            )

    def settled(self, reason: str) -> None:
        self._end("settled", reason)

    def lost(self, reason: str) -> None:
        self._end("unknown", reason)

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

    def _end(self, state: str, reason: str) -> None:
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = ?, reason = ?, changed = ? "
                "WHERE key = ? AND state IN ('intent', 'submitted')",
                (state, reason, self._now(), self._shot.key),
            )

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _unknown(self, row: sqlite3.Row) -> str:
        if row["state"] == "submitted":
            return (
                f"panel '{self._shot.panel}' is being drawn by another run (job {row['job']} at "
                f"{row['host']}): wait for it, then run again"
            )
        return (
            f"panel '{self._shot.panel}' was sent to {row['host']} at {row['made']} and no answer "
            "was written down, so it may have been bought and is not bought again: "
            + another_take(row["host"], self._shot)
        )


def another_take(host: str, shot: Shot) -> str:
    """What to do about a purchase whose outcome is unknown."""
    return (
        f"look at {host}'s list of jobs, or draw a take with another seed and pick it: "
        f"storyboard panel STORY {shot.panel} --seed {shot.seed + 1}"
    )
