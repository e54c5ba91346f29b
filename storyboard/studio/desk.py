"""A story on the artist's desk: read anew when it changes, edited, drawn, picked, undone.

Everything here blocks and is guarded by one lock; the web side calls it from threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storyboard import pipeline
from storyboard.errors import Diagnostic, StoryboardError, StoryError, UsageError
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Outcome, Take
from storyboard.picks import Change, picks_path, read_picks
from storyboard.pipeline.finished import finished_of
from storyboard.pipeline.following import Takes
from storyboard.plan.model import Entry
from storyboard.plan.prices import price
from storyboard.render.files import aside
from storyboard.story.load import StoryFile
from storyboard.studio.alone import alone
from storyboard.studio.arrange import Arranged, Do, arranged
from storyboard.studio.edit import Value, edit, value_of
from storyboard.studio.pictures import named_in, pictures_in
from storyboard.studio.previews import Previews
from storyboard.studio.shown import (
    Composed,
    Shown,
    composed,
    digest_of,
    files_of,
    made_room,
    page_of,
    place_of,
    shown_of,
    version_of,
)

Stamp = tuple[tuple[str, int, int], ...]
UNDO = 200
"""Changes that can be taken back."""


class Conflict(StoryboardError):
    """The story is not what the page showed; nothing was written. `now` is what stands there."""

    def __init__(self, text: str, now: Value = None) -> None:
        super().__init__(text)
        self.now = now


@dataclass(frozen=True, slots=True)
class Undo:
    """One change of this sitting: of the story's bytes, or of a pick."""

    label: str
    panel: str
    before: bytes = b""
    after: bytes = b""
    """The story's bytes before the change and after it; empty for a pick."""
    pick: Change | None = None


class Desk:
    """One story's desk. `salt` goes into the digests, so that addresses differ by sitting."""

    def __init__(self, story: Path, *, backend: str | None = None, salt: str = "") -> None:
        self.path = story
        self.home = pipeline.home_of(story)
        self.lock = threading.RLock()
        self.previews = Previews(self.home / "studio", self.home / "prints")
        self.errors: tuple[Diagnostic, ...] = ()
        self.fault = ""
        """What keeps the story from being read, where that is no diagnostic."""
        self.failed: dict[str, str] = {}
        """Why a panel's last new take could not be had."""
        self.drawing: dict[str, int] = {}
        """New takes that are on their way, by panel."""
        self.version = ""
        self._backend = backend
        self._salt = salt
        self._shown: Shown | None = None
        self._stamp: Stamp | None = None
        self._named: list[Path] = []
        """The files that the story's text names, there or not."""
        self._pages: dict[int, Composed] = {}
        self._moved: dict[int, tuple[str, ...]] = {}
        self._checked: dict[str, StoryFile] = {}
        """What was read to check it before it was written, by version."""
        self._done: list[Undo] = []
        self._undone: list[Undo] = []

    @property
    def shown(self) -> Shown | None:
        """The story as it last could be read; None where it never could."""
        return self._shown

    @property
    def broken(self) -> bool:
        """Whether the file cannot be used as it is now."""
        return bool(self.errors or self.fault)

    @property
    def undoable(self) -> str:
        """What the next undo takes back; empty where there is nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redoable(self) -> str:
        """What the next redo does again; empty where there is nothing."""
        return self._undone[-1].label if self._undone else ""

    @property
    def stuck(self) -> tuple[str, str]:
        """Why undo and redo would lose what something else wrote; empty where they would not."""

        def why(change: Undo | None, *, back: bool) -> str:
            if change is None:
                return ""
            if change.pick:
                stands = change.pick.after if back else change.pick.before
                same = self._shown is None or self._shown.draft.picks.get(change.panel) == stands
                return "" if same else f"the pick of {change.panel} was changed elsewhere since"
            stood = change.after if back else change.before
            same = version_of(stood) == self.version
            return "" if same else "the story was changed elsewhere since, and that would be lost"

        done = self._done[-1] if self._done else None
        undone = self._undone[-1] if self._undone else None
        return why(done, back=True), why(undone, back=False)

    def refresh(self) -> bool:
        """Reads what changed on the disk. Gives whether anything did."""
        with self.lock:
            stamp = self._look()
            if stamp == self._stamp:
                return False
            self._read()
            # What is watched depends on what was read.
            self._stamp = self._look()
            return True

    def _look(self) -> Stamp:
        paths = [
            self.path,
            picks_path(self.path),
            self.home / "library.db",
            self.home / "library.db-wal",
        ]
        if self._shown:
            paths += files_of(self._shown)
        # One that is not there yet may come, and may be all that a story lacks.
        return tuple(_stat(p) for p in dict.fromkeys([*paths, *self._named]))

    def _read(self) -> None:
        self.errors, self.fault = (), ""
        try:
            data = self.path.read_bytes()
            self.version = version_of(data)
            self._named = named_in(data.decode("utf-8-sig", "replace"), self.path.parent)
            file = self._checked.pop(self.version, None)
            file = file or pipeline.load(self.path, backend=self._backend)
            self._shown = shown_of(file, self.home, self.version, self._salt)
        except StoryError as error:
            self.errors = error.diagnostics
        except StoryboardError as error:
            self.fault = str(error)
        except OSError as error:
            self.fault = f"{self.path} cannot be read ({error.strerror})"

    def panels(self) -> list[tuple[int, str]]:
        """Every panel with its page's number, in reading order."""
        if not self._shown:
            return []
        return [(e.shot.page, e.shot.panel) for e in self._shown.draft.plan.entries]

    def compose(self, number: int) -> Composed:
        """A page, laid out and lettered. Raises `UsageError` where there is no such page."""
        with self.lock:
            shown = self._require()
            page = page_of(shown, number)
            known = self._pages.get(number)
            if known is None or known.digest != digest_of(shown, page):
                made = composed(shown, page)
                if known is not None:
                    self._moved[number] = made_room(known, made)
                known = self._pages[number] = made
            return known

    def moved(self, number: int) -> tuple[str, ...]:
        """The panels of a page whose words made room when it was last composed anew."""
        return self._moved.get(number, ())

    def picture(self, number: int, size: str) -> Path:
        """A page as a PNG file."""
        made = self.compose(number)
        return self.previews.page(made, size)

    def tidy(self) -> None:
        """Lets go of what earlier sittings made, where that is much."""
        self.previews.tidy()
        keys = [leaf.key for leaf in self._shown.leaves.values()] if self._shown else []
        finished_of(self.home).tidy(keys)

    def takes(self, panel: str) -> list[Take]:
        """A panel's takes, by number."""
        made = self._require().draft
        used = made.takes.get(panel)
        with Library(self.home) as library:
            known = Takes(made.shots, library)
            return known.under(panel, used.number if used and used.panel == panel else None)

    def thumb(self, panel: str, number: int) -> Path:
        """A take as a small JPEG file. Raises `UsageError`."""
        for take in self.takes(panel):
            if take.number == number:
                return self.previews.take(take)
        raise UsageError(f"panel '{panel}' has no take {number}")

    def pictures(self) -> list[str]:
        """The pictures in the story's folder, as the story would name them."""
        return pictures_in(self.path.parent, self.home)

    def price(self, panel: str) -> float:
        """Dollars that the panel's next take is estimated at."""
        shot = self._require().draft.shots[panel]
        return price(shot.backend, shot.speed)

    def change(self, panel: str, field: str, value: Value, version: str) -> None:
        """Writes one field of a panel into the story's file.

        Raises `Conflict` where the file is not the `version` that was shown, `StoryError` where
        the story would be wrong with it; nothing is written then.
        """
        with self.lock, alone(self.home):
            self.refresh()
            data = self.path.read_bytes()
            shown = self._shown
            if shown is None or self.broken:
                raise Conflict("the story's file has an error; correct it first")
            found = shown.draft.panels.get(panel)
            if version_of(data) != version or shown.version != version or found is None:
                now = value_of(found, field) if found else None
                raise Conflict("the story was changed elsewhere meanwhile", now)
            if field == "image" and value is not None and value not in self.pictures():
                raise UsageError("that is no picture in the story's folder")
            text = data.decode()
            made = edit(text, place_of(shown.draft.story, panel), field, value)
            if made == text:
                return
            self._write(made.encode(), version)
            label = f"{_spoken(field)} of {panel}"
            self._did(Undo(label, panel, data, made.encode()))
            self.refresh()

    def arrange(self, panel: str, do: Do, to: int, version: str) -> Arranged:
        """Adds a panel behind `panel`, deletes it or moves it; raises as `change` does."""
        with self.lock, alone(self.home):
            self.refresh()
            data = self.path.read_bytes()
            shown = self._shown
            if shown is None or self.broken:
                raise Conflict("the story's file has an error; correct it first")
            if version_of(data) != version or shown.version != version:
                raise Conflict("the story was changed elsewhere meanwhile")
            made = arranged(shown, data.decode(), panel, do, to)
            after = made.text.encode()
            if after == data:
                return made
            self._write(after, version)
            label = {
                "add": f"new panel after {panel}",
                "delete": f"deletion of {panel}",
                "move": f"move of {panel}",
            }[do]
            self._did(Undo(label, panel, data, after))
            self.refresh()
            return made

    def _write(self, data: bytes, version: str) -> None:
        """Puts a new text in the story's place once it is known to be a story."""
        target = self.path.resolve()
        mode = target.stat().st_mode & 0o777
        with aside(target) as temporary:
            temporary.write_bytes(data)
            try:
                checked = pipeline.load(temporary, backend=self._backend)
            except StoryError as error:
                named = [replace(d, file=str(self.path)) for d in error.diagnostics]
                raise StoryError([d for d in named if d.severity == "error"]) from error
            if version_of(target.read_bytes()) != version:
                raise Conflict("the story was changed elsewhere meanwhile")
        target.chmod(mode)
        named = [replace(d, file=str(self.path)) for d in checked.warnings]
        checked = replace(checked, path=self.path, warnings=tuple(named))
        self._checked = {version_of(data): checked}

    def pick(self, panel: str, number: int) -> None:
        """Uses a take. Raises `UsageError` where it cannot be used."""
        with self.lock, alone(self.home):
            self.refresh()
            before = read_picks(self.path).get(panel)
            try:
                pipeline.pick(self._require().file, panel, number)
            except UsageError:
                # Who points at a take of an earlier version wants it as it is.
                pipeline.pick(self._require().file, panel, number, keep=True)
            after = read_picks(self.path).get(panel)
            self._did(Undo(f"pick of {panel}", panel, pick=Change(panel, before, after)))
            self.refresh()

    def undo(self) -> Undo:
        """Takes the last change of this sitting back.

        Raises `UsageError` where there is none, `Conflict` where something else was changed
        since: that would be lost.
        """
        with self.lock, alone(self.home):
            if not self._done:
                raise UsageError("there is nothing to undo in this sitting")
            last = self._done[-1]
            if last.pick:
                if read_picks(self.path).get(last.panel) != last.pick.after:
                    raise Conflict(f"the pick of {last.panel} was changed elsewhere since")
                self.refresh()
                pipeline.undo(self._require().file, last.panel)
            else:
                self._replace(last.after, last.before, "undo")
            self._undone.append(self._done.pop())
            self.refresh()
            return last

    def redo(self) -> Undo:
        """Does again what was last undone; raises as `undo` does."""
        with self.lock, alone(self.home):
            if not self._undone:
                raise UsageError("there is nothing to do again")
            last = self._undone[-1]
            if last.pick:
                if read_picks(self.path).get(last.panel) != last.pick.before:
                    raise Conflict(f"the pick of {last.panel} was changed elsewhere since")
                self.refresh()
                assert last.pick.after
                again = last.pick.after
                keep = not again.shot
                pipeline.pick(self._require().file, last.panel, again.take, keep=keep)
            else:
                self._replace(last.before, last.after, "redo")
            self._done.append(self._undone.pop())
            self.refresh()
            return last

    def _replace(self, now: bytes, then: bytes, what: str) -> None:
        if self.path.read_bytes() != now:
            raise Conflict(f"the story was changed elsewhere since: {what} would lose that")
        self._write(then, version_of(now))

    def _did(self, change: Undo) -> None:
        self._done = [*self._done[-UNDO + 1 :], change]
        self._undone = []

    def agreed(self, panel: str, shown_price: float) -> None:
        """Raises `Conflict` where a take costs otherwise than what the person saw."""
        with self.lock:
            self.refresh()
            if self.broken:
                raise Conflict("the story's file has an error; correct it first")
            self._require().draft.entry(panel)
            costs = self.price(panel)
            if abs(costs - shown_price) > 1e-6:
                raise Conflict(f"a take costs ${costs:.2f} now: look again, and ask again")

    def new_take(self, panel: str, shown_price: float, notify: Callable[[Event], None]) -> Outcome:
        """Draws one more take of a panel, or its first; `shown_price` is what the person saw.

        Raises `Conflict` where it costs otherwise now: nothing is sent then.
        """
        with self.lock:
            self.agreed(panel, shown_price)
            file, entry = self._require().file, self._require().draft.entry(panel)
            # A panel without its picture gets the very one that the story asks for.
            seed = None if entry.state == "ready" else self._require().draft.shots[panel].seed
            self.drawing[panel] = self.drawing.get(panel, 0) + 1
            self.failed.pop(panel, None)

        def again(entries: Sequence[Entry]) -> None:
            if sum(e.shot.cost for e in entries) > shown_price + 1e-6:
                raise Conflict("the price changed; look again and ask again")

        try:
            outcome = pipeline.new_takes(
                file, panel, seed=seed, backend=self._backend, notify=notify, planned=again
            )
            for error in outcome.failures.values():
                self.failed[panel] = str(error)
            return outcome
        except StoryboardError as error:
            self.failed[panel] = str(error)
            raise
        finally:
            with self.lock:
                left = self.drawing.pop(panel) - 1
                if left:
                    self.drawing[panel] = left
                self.refresh()

    def _require(self) -> Shown:
        if self._shown is None:
            raise UsageError("the story cannot be read yet")
        return self._shown


def _stat(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), found.st_mtime_ns, found.st_size)


def _spoken(field: str) -> str:
    parts = field.split(".")
    words = {"dialogue": "balloon", "sfx": "sound"}
    what = words.get(parts[0], parts[0])
    if parts[-1] in ("at", "tail"):
        return f"{'place' if parts[-1] == 'at' else 'tail'} of a {what}"
    return what
