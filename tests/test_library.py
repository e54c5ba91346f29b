"""The library: takes that are never lost, a journal that never lets a picture be bought twice."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storyboard.errors import FileError, OutcomeUnknown
from storyboard.generate.journal import Held
from storyboard.generate.library import Library
from storyboard.generate.model import Job
from tests.hosts.shots import picture, png, shot

JOB = Job("r1", "https://q/r1/status", "https://q/r1", "https://q/r1/cancel")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / ".storyboard", timeout=2.0) as library:
        yield library


def test_reading_makes_nothing(tmp_path: Path) -> None:
    with Library(tmp_path / ".storyboard") as library:
        assert library.find("k") is None
        assert library.takes("pier") == []
        assert library.last("pier") is None
        assert library.state("k") == "missing"
        assert library.spent() == []
        assert library.journal(shot(), "modelrunner").pending() is None
    assert list(tmp_path.iterdir()) == []


def test_a_take_comes_back_as_it_was_put(library: Library, tmp_path: Path) -> None:
    one = shot(seed=7)
    put = library.add(one, picture(3, notes={"staging": {"shot": "wide"}}), 0.15)
    library.close()
    with Library(tmp_path / ".storyboard") as again:
        found = again.find(one.key)
        assert found == put
        assert found is not None
        assert found.path.read_bytes() == png(colour=(3, 0, 0))
        relative = found.path.relative_to(tmp_path / ".storyboard")
        assert relative == Path("pictures", put.sha256[:2], f"{put.sha256}.png")
        assert (found.number, found.seed, found.cost, found.parts) == (1, 7, 0.15, one.parts)
        assert found.faces[0].box == (0.25, 0.1, 0.2, 0.3)
        assert found.notes == {"staging": {"shot": "wide"}}
        assert again.state(one.key) == "ready"
        assert again.warnings == []
    # Nothing is left lying about once all is closed.
    assert sorted(f.name for f in (tmp_path / ".storyboard").iterdir()) == [
        "library.db", "pictures",
    ]  # fmt: skip


def test_numbers_count_within_the_panel(library: Library) -> None:
    numbers = [
        library.add(shot("a", seed=1), picture(1), 0).number,
        library.add(shot("b", seed=1), picture(1), 0).number,
        library.add(shot("a", seed=2), picture(2), 0).number,
        library.add(shot("a", seed=4), picture(4), 0, number=4).number,
        library.add(shot("a", seed=3), picture(3), 0, number=3).number,
        library.add(shot("a", seed=9), picture(9), 0, number=3).number,
    ]
    assert numbers == [1, 1, 2, 4, 3, 5]
    assert [t.number for t in library.takes("a")] == [1, 2, 3, 4, 5]
    last = library.last("a")
    assert last
    assert last.seed == 9
    assert library.add(shot("a", seed=1), picture(1), 0).number == 1, "the same picture again"
    assert len(library.takes("a")) == 5


@pytest.mark.parametrize("harm", ["remove", "truncate", "alter"])
def test_a_damaged_picture_is_a_miss_with_a_warning(library: Library, harm: str) -> None:
    take = library.add(shot(), picture(5), 0.15)
    data = take.path.read_bytes()
    if harm == "remove":
        take.path.unlink()
    else:
        take.path.write_bytes(data[:40] if harm == "truncate" else data[:-1] + b"x")
        os.utime(take.path, ns=(1, 1))
    assert library.find(take.key) is None
    assert library.state(take.key) == "missing"
    assert library.takes("pier") == []
    assert library.last("pier") == take
    (warning,) = library.warnings
    assert warning.code == ("picture-missing" if harm == "remove" else "picture-damaged")
    assert "take 1 of panel 'pier'" in warning.message
    # Drawn again, it is the same take and good again.
    assert library.add(shot(), picture(5), 0.15).number == 1
    assert library.find(take.key) is not None


def test_an_older_good_take_stands_in_for_a_damaged_newer_one(library: Library) -> None:
    old = library.add(shot(), picture(1), 0.15)
    new = library.add(shot(), picture(2), 0.15)
    assert library.find(old.key) == new
    new.path.unlink()
    assert library.find(old.key) == old


def test_a_copied_library_is_read_once_and_believed(library: Library, tmp_path: Path) -> None:
    take = library.add(shot(), picture(1), 0.15)
    library.close()
    shutil.copytree(tmp_path / ".storyboard", tmp_path / "copy", copy_function=shutil.copyfile)
    with Library(tmp_path / "copy") as copy:
        assert copy.find(take.key) is not None
        assert copy.warnings == []


def test_a_job_from_intent_to_picture(library: Library) -> None:
    one = shot()
    journal = library.journal(one, "modelrunner")
    journal.submitting().result()
    assert library.unknown(one.key)
    assert [s.state for s in library.spent()] == ["unknown"]
    with pytest.raises(OutcomeUnknown, match="may have been bought"):
        library.journal(one, "modelrunner").pending()
    journal.submitted(JOB).result()
    assert library.state(one.key) == "pending"
    assert not library.unknown(one.key)
    assert library.journal(one, "modelrunner").pending() == JOB
    assert [(s.panel, s.price, s.take, s.state) for s in library.spent()] == [
        ("pier", 0.15, None, "submitted")
    ]
    with pytest.raises(OutcomeUnknown, match="is bought already"):
        library.journal(one, "modelrunner").submitting().result()
    library.add(one, picture(), 0.15)
    assert library.state(one.key) == "ready"
    assert library.journal(one, "modelrunner").pending() is None
    (spent,) = library.spent()
    assert (spent.take, spent.state, spent.job, spent.host) == (1, "fetched", "r1", "modelrunner")


def test_an_unknown_outcome_is_not_bought_again_until_released(library: Library) -> None:
    one = shot()
    journal = library.journal(one, "modelrunner")
    journal.submitting().result()
    journal.lost("no answer").result()
    assert library.state(one.key) == "pending"
    for attempt in (journal.pending, lambda: journal.submitting().result()):
        with pytest.raises(OutcomeUnknown, match="--seed 8"):
            attempt()
    assert library.release(one.key)
    assert not library.release(one.key)
    assert library.state(one.key) == "missing"
    journal.submitting().result()
    journal.settled("422 refused").result()
    assert library.state(one.key) == "missing"
    # What may have been billed stays in the ledger; what certainly was not does not come in.
    assert [(s.state, s.price) for s in library.spent()] == [("unknown", 0.15)]
    journal.submitting().result()


def test_uploads_are_remembered_for_a_while(tmp_path: Path) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    with Library(tmp_path, clock=lambda: now) as library:
        journal = library.journal(shot(), "modelrunner")
        journal.keep_upload("ab", "https://files/ab")
        assert library.journal(shot("other"), "modelrunner").uploaded("ab") == "https://files/ab"
        assert library.journal(shot(), "fal").uploaded("ab") is None
        now += timedelta(hours=13)
        assert journal.uploaded("ab") is None
        now -= timedelta(hours=13)
        journal.forget_upload("ab")
        assert journal.uploaded("ab") is None


def test_adopting_costs_nothing_and_shares_the_file(library: Library) -> None:
    take = library.add(shot("a", key="k" * 64), picture(1), 0.15)
    other = library.adopt(shot("b", key="k" * 64), take)
    assert (other.panel, other.number, other.cost) == ("b", 1, 0.0)
    assert other.path == take.path
    assert other.faces == take.faces


_RACE = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from tests.hosts.shots import picture, shot
from storyboard.errors import OutcomeUnknown
from storyboard.generate.journal import Held
from storyboard.generate.library import Library
from storyboard.generate.model import Job
start = int(sys.argv[1])
won = 0
with Library(Path({home!r})) as library:
    for i in range(12):
        library.add(shot("a", seed=start + i), picture(start + i), 0)
        one = shot("b", seed=i)
        try:
            library.journal(one, "modelrunner").submitting().result()
        except (Held, OutcomeUnknown):
            continue
        won += 1
        library.journal(one, "modelrunner").submitted(Job("r", "", "")).result()
print(won)
"""


def test_two_processes_share_a_library(tmp_path: Path) -> None:
    code = _RACE.format(tests=str(Path(__file__).parents[1]), home=str(tmp_path / "lib"))
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(n)], stdout=subprocess.PIPE, text=True)
        for n in (0, 100)
    ]
    won = [int(run.communicate(timeout=60)[0]) for run in runs]
    assert sum(won) == 12, "each picture was bought by one of the two"
    with Library(tmp_path / "lib") as library:
        assert [t.number for t in library.takes("a")] == list(range(1, 25))
        assert len(library.spent()) == 12


_HOLDER = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from tests.hosts.shots import picture, shot
from storyboard.generate.library import Library
from storyboard.generate.model import Job
with Library(Path({home!r})) as library:
    intent, job = (library.journal(shot(panel), "modelrunner") for panel in "ab")
    intent.submitting().result()
    job.submitting().result()
    job.submitted(Job("r2", "https://s", "https://r")).result()
    print("held", flush=True)
    sys.stdin.readline()
    intent.submitted(Job("r1", "https://s", "https://r")).result()
    library.add(shot("a"), picture(1), 0.15)
    print("done", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("dies", [False, True])
def test_what_another_run_has_in_hand_is_let_alone_as_long_as_it_lives(
    tmp_path: Path, dies: bool
) -> None:
    code = _HOLDER.format(tests=str(Path(__file__).parents[1]), home=str(tmp_path / "lib"))
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdin
    assert other.stdout
    try:
        assert other.stdout.readline() == "held\n"
        with Library(tmp_path / "lib") as library:
            a, b = (library.journal(shot(p), "modelrunner") for p in "ab")
            for journal in (a, b):
                with pytest.raises(Held):
                    journal.pending()
                with pytest.raises(Held):
                    journal.submitting().result()
            assert [library.held(shot(p).key) for p in "abc"] == [True, True, False]
            assert not library.unknown(shot("a").key)
            assert not library.release(shot("a").key), "it is in other hands"
            if dies:
                other.kill()
                other.wait()
                assert library.unknown(shot("a").key)
                with pytest.raises(OutcomeUnknown):
                    a.pending()
                job = b.pending()
                assert job
                assert job.id == "r2"
                assert library.release(shot("a").key)
                return
            print(file=other.stdin, flush=True)
            assert other.stdout.readline() == "done\n"
            # Bought since the journal was opened: not bought again, but looked for.
            with pytest.raises(Held):
                a.submitting().result()
            assert library.find(shot("a").key)
            assert a.pending() is None
    finally:
        other.communicate("\n" if other.poll() is None else None)
    assert list((tmp_path / "lib").glob("run-*")) == []


def test_a_library_of_the_first_format_is_brought_up_to_date(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        take = library.add(shot("a"), picture(1), 0.15)
        for panel in "bcd":
            library.journal(shot(panel), "modelrunner").submitting().result()
        library.journal(shot("b"), "modelrunner").submitted(JOB).result()
        library.journal(shot("c"), "modelrunner").settled("422").result()
    db = sqlite3.connect(tmp_path / "library.db")
    db.executescript(
        "CREATE TABLE old AS SELECT id, key, panel, host, price, state, job, status_url, "
        "response_url, cancel_url, reason, take, made, changed FROM jobs; DROP TABLE jobs; "
        "ALTER TABLE old RENAME TO jobs; CREATE UNIQUE INDEX jobs_open ON jobs (key) "
        "WHERE state IN ('intent', 'submitted', 'unknown'); PRAGMA user_version = 1;"
    )
    db.close()
    with Library(tmp_path) as library:
        assert [s.state for s in library.spent()] == ["submitted", "unknown"]
        assert library.find(take.key) == take
        assert library.journal(shot("b"), "modelrunner").pending() == JOB
        library.journal(shot("c"), "modelrunner").submitting().result()
        assert library.unknown(shot("d").key)


def test_what_was_submitted_survives_a_kill(tmp_path: Path) -> None:
    code = (
        f"import os, signal, sys; sys.path[:0] = [{str(Path(__file__).parents[1])!r}]\n"
        "from pathlib import Path\nfrom tests.hosts.shots import shot\n"
        "from storyboard.generate.library import Library\n"
        "from storyboard.generate.model import Job\n"
        f"library = Library(Path({str(tmp_path)!r}))\n"
        "for name in ('a', 'b'):\n"
        "    journal = library.journal(shot(name), 'modelrunner')\n"
        "    journal.submitting().result()\n"
        "    if name == 'a': journal.submitted(Job('r9', 'https://s', 'https://r')).result()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    with Library(tmp_path) as library:
        assert library.journal(shot("a"), "modelrunner").pending() == Job(
            "r9", "https://s", "https://r"
        )
        with pytest.raises(OutcomeUnknown):
            library.journal(shot("b"), "modelrunner").pending()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="drops its rights")
@pytest.mark.parametrize("log", [False, True], ids=["clean", "with a log that waits"])
def test_a_read_only_folder_can_be_read(log: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / ".storyboard"
        library = Library(home)
        library.add(shot(), picture(), 0.15)
        if log:
            # As after a kill: the log was never merged into the file.
            kept = {f: f.read_bytes() for f in home.glob("library.db*")}
            library.close()
            for path, data in kept.items():
                path.write_bytes(data)
            (home / "library.db-shm").unlink()
        library.close()
        Path(folder).chmod(0o755)
        for path in [home, *home.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = sorted(home.rglob("*"))
        code = (
            f"import os, sys; sys.path[:0] = [{str(Path(__file__).parents[1])!r}]\n"
            "from pathlib import Path\nfrom tests.hosts.shots import picture, shot\n"
            "from storyboard.errors import FileError\n"
            "from storyboard.generate.library import Library\n"
            "new = picture(9)\nos.setuid(65534)\n"
            f"with Library(Path({str(home)!r})) as library:\n"
            "    print(library.state(shot().key), len(library.takes('pier')))\n"
            "    try: library.add(shot('b', seed=9), new, 0)\n"
            "    except FileError as error: print(error)\n"
            "    try: library.journal(shot('b'), 'modelrunner').submitting().result()\n"
            "    except FileError as error: print(error)\n"
            "    print(library.state(shot().key))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        lines = done.stdout.splitlines()
        assert (lines[0], lines[-1]) == ("ready 1", "ready"), done.stderr
        assert len(lines) == 4
        for line in lines[1:3]:
            assert "cannot be written: check the folder's permissions" in line
        assert sorted(home.rglob("*")) == before


def test_a_full_disk_loses_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    one = shot()
    journal = library.journal(one, "modelrunner")
    journal.submitting().result()
    journal.submitted(JOB).result()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileError, match="the disk is full: make room and run again"):
            library.add(one, picture(), 0.15)
    assert library.state(one.key) == "pending"
    assert [f for f in (library.home / "pictures").rglob("*") if f.is_file()] == []
    library.add(one, picture(), 0.15)
    assert library.state(one.key) == "ready"


def test_only_what_is_paid_for_waits_for_the_disk(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda f: (synced.append(f), real(f))[1])
    library.add(shot("a", seed=1), picture(1), 0.0)
    assert synced == []
    library.add(shot("a", seed=2), picture(2), 0.15)
    assert len(synced) >= 2
    connection = library._database._writer
    assert connection
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_full_disk_under_the_journal(library: Library) -> None:
    library.add(shot(), picture(), 0)
    connection = library._database._writer
    assert connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FileError, match=r"library\.db: the disk is full"):
        for i in range(200):
            library.journal(shot(f"p{i}" * 50), "modelrunner").submitting().result()
    assert library.find(shot().key)


def test_a_locked_library_says_so(library: Library, tmp_path: Path) -> None:
    library.add(shot(), picture(), 0)
    other = sqlite3.connect(tmp_path / ".storyboard" / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Library(tmp_path / ".storyboard", timeout=0.1) as late,
        pytest.raises(FileError, match="another program is writing to it"),
    ):
        assert late.find(shot().key), "reading goes on"
        late.journal(shot("b"), "modelrunner").submitting().result()
    other.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"no database, but long enough to be one" * 40, "damaged"), (None, "newer storyboard")],
)
def test_a_library_that_cannot_be_understood(
    tmp_path: Path, data: bytes | None, words: str
) -> None:
    path = tmp_path / "library.db"
    if data is None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        path.write_bytes(data)
    with Library(tmp_path) as library:
        for attempt in (lambda: library.find("k"), lambda: library.add(shot(), picture(), 0)):
            with pytest.raises(FileError, match=words):
                attempt()
    if data:
        assert path.read_bytes() == data


def test_an_empty_file_is_a_library_that_was_never_finished(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    with Library(tmp_path) as library:
        assert library.takes("a") == []
        assert library.add(shot("a"), picture(), 0).number == 1
