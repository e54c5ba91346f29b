"""The library's SQLite file: opening it, its schema, its errors in a person's words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from storyboard.errors import FileError
from storyboard.generate.batches import Batches

VERSION = 3

_JOBS = """
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL, panel TEXT NOT NULL, host TEXT NOT NULL, price REAL NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('intent', 'submitted', 'fetched', 'settled', 'failed', 'unknown')),
    released INTEGER NOT NULL DEFAULT 0, owner TEXT NOT NULL DEFAULT '',
    job TEXT NOT NULL DEFAULT '', status_url TEXT NOT NULL DEFAULT '',
    response_url TEXT NOT NULL DEFAULT '', cancel_url TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', take INTEGER,
    made TEXT NOT NULL, changed TEXT NOT NULL);
CREATE UNIQUE INDEX jobs_open ON jobs (key)
    WHERE released = 0 AND state IN ('intent', 'submitted', 'failed', 'unknown');
CREATE INDEX jobs_key ON jobs (key);
"""
# The index jobs_open is the promise that a picture is bought once, whatever number of
# processes try at the same time.

_PARENTS = """
CREATE TABLE IF NOT EXISTS parents (
    panel TEXT NOT NULL, key TEXT NOT NULL, parent INTEGER NOT NULL,
    PRIMARY KEY (panel, key));
"""
# Written before a take is drawn, so that one which is bought now and fetched by a later run
# knows it too.

_SCHEMA = (
    """
CREATE TABLE takes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    panel TEXT NOT NULL, number INTEGER NOT NULL, key TEXT NOT NULL, seed INTEGER NOT NULL,
    backend TEXT NOT NULL, sha256 TEXT NOT NULL, mime TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, cost REAL NOT NULL,
    faces TEXT NOT NULL, prompt TEXT NOT NULL, parts TEXT NOT NULL, speed TEXT NOT NULL,
    made TEXT NOT NULL, notes TEXT NOT NULL,
    UNIQUE (panel, number));
CREATE INDEX takes_key ON takes (key);
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
CREATE TABLE uploads (
    host TEXT NOT NULL, sha256 TEXT NOT NULL, url TEXT NOT NULL, made TEXT NOT NULL,
    PRIMARY KEY (host, sha256));
"""
    + _JOBS
    + _PARENTS
)

_FROM_2 = _PARENTS

_FROM_1 = (
    """
DROP INDEX jobs_open;
ALTER TABLE jobs RENAME TO jobs_1;
"""
    + _JOBS
    + """
INSERT INTO jobs (id, key, panel, host, price, state, job, status_url, response_url, cancel_url,
    reason, take, made, changed)
  SELECT id, key, panel, host, price, state, job, status_url, response_url, cancel_url,
    reason, take, made, changed FROM jobs_1;
DROP TABLE jobs_1;
"""
    + _FROM_2
)

_STEPS = {0: _SCHEMA, 1: _FROM_1, 2: _FROM_2}
"""What brings a file of each earlier format up to date."""


T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]
"""What is done inside one transaction."""


class Database:
    """One SQLite file, opened when it is first needed and made when it is first written.

    Safe to use from several threads; several processes may have it open. Every error comes
    out as `FileError`. Reading never waits for writing.
    """

    def __init__(self, path: Path, timeout: float = 20.0) -> None:
        """`timeout` is how many seconds to wait for another process that is writing."""
        self.path = path
        self._timeout = timeout
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._durable: bool | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._reads, self._writes = threading.RLock(), threading.RLock()
        self._batches: Batches | None = None

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a query; none where the file does not exist yet."""
        with self._reads, self._errors():
            connection = self._reading()
            return connection.execute(sql, values).fetchall() if connection else []

    @contextmanager
    def write(self, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction, held against all other writers from its start.

        A `durable` one is on the disk when it ends; another may be lost whole in a power cut.
        """
        with self._writes, self._errors():
            connection = self._writing()
            if durable is not self._durable:
                connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                self._durable = durable
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def soon(self, work: Work[T]) -> Future[T]:
        """Does `work` durably along with what else waits to be written: one wait for the disk.

        The future is done when it is on the disk; what `work` raises undoes it alone.
        """
        with self._reads:
            if self._batches is None:
                self._batches = Batches(self.write)
            return self._batches.add(work)

    @property
    def opens_for_writing(self) -> bool:
        """Whether the file may be written as far as the folder's permissions tell."""
        return os.access(self.path.parent, os.W_OK) and os.access(self.path, os.W_OK)

    def close(self) -> None:
        with self._reads:
            batches, self._batches = self._batches, None
        if batches:
            batches.close()
        with self._reads, self._writes:
            for connection in (self._reader, self._writer):
                if connection:
                    with suppress(sqlite3.Error):
                        connection.close()
            self._reader = self._writer = self._durable = None
            if self._copy:
                self._copy.cleanup()
                self._copy = None

    def _reading(self) -> sqlite3.Connection | None:
        if self._reader is None:
            if not self.path.exists():
                return None
            connection = self._open_rw() if self.opens_for_writing else self._open_ro()
            try:
                version = self._version(connection)
                if 0 < version < VERSION:
                    if not self.opens_for_writing:
                        raise FileError(
                            f"{self.path}: made by an older storyboard, and it cannot be written "
                            "to bring it up to date: check the folder's permissions"
                        )
                    with self._writes:
                        self._writing()
            except BaseException:
                connection.close()
                raise
            if not version:
                connection.close()
                return None
            self._reader = connection
        return self._reader

    def _writing(self) -> sqlite3.Connection:
        if self._writer is None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FileError(f"{self.path.parent}: {_words(error)}") from error
            connection = self._open_rw(create=True)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._writer = connection
        return self._writer

    def _open_rw(self, create: bool = False) -> sqlite3.Connection:
        return self._connect(f"{self.path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}")

    def _open_ro(self) -> sqlite3.Connection:
        # SQLite cannot read a file in WAL mode without writing beside it. Where that is
        # forbidden and nothing waits in the log the file is read as it lies; otherwise a copy is.
        log = self.path.with_name(self.path.name + "-wal")
        if not log.exists() or log.stat().st_size == 0:
            return self._connect(f"{self.path.absolute().as_uri()}?immutable=1")
        self._copy = tempfile.TemporaryDirectory(prefix="storyboard-")
        copy = Path(self._copy.name) / self.path.name
        shutil.copyfile(self.path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        return self._connect(f"{copy.as_uri()}?mode=rw")

    def _connect(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=self._timeout, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise FileError(
                f"{self.path}: made by a newer storyboard (its format is {version}, this one "
                f"reads {VERSION}): update storyboard"
            )
        return version

    def _prepare(self, connection: sqlite3.Connection) -> None:
        self._until_unlocked(connection, "PRAGMA journal_mode = WAL")
        if self._version(connection) < VERSION:
            connection.execute("BEGIN IMMEDIATE")
            try:
                version = self._version(connection)
                if version < VERSION:
                    for statement in _STEPS[version].split(";"):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def _until_unlocked(self, connection: sqlite3.Connection, sql: str) -> None:
        # Changing the journal mode does not wait for other processes as other statements do.
        end = time.monotonic() + self._timeout
        while True:
            try:
                connection.execute(sql)
                return
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise FileError(f"{self.path}: {_sentence(error)}") from error
        except OSError as error:
            raise FileError(f"{self.path}: {_words(error)}") from error


def _code(error: sqlite3.Error) -> int:
    # The low byte is the kind; errors of the module itself have none.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _sentence(error: sqlite3.Error) -> str:
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program is writing to it: wait until that is done and run again"
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full: make room and run again, nothing that was bought is lost"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return "cannot be written: check the folder's permissions, or set STORYBOARD_HOME"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return (
            "damaged: move it aside and run again (the pictures beside it stay, "
            "the record of what was bought is in it)"
        )
    return f"{error}"
