"""A story file read, checked whole, and typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from storyboard.errors import Diagnostic, FileError, Severity, StoryError
from storyboard.story.checks import check_all
from storyboard.story.files import check_files
from storyboard.story.layouts import Tiers
from storyboard.story.messages import explain
from storyboard.story.model import Backend, Panel, Story
from storyboard.story.nodes import Node, split_lines
from storyboard.story.places import locate
from storyboard.story.reader import MAX_BYTES, read_nodes
from storyboard.story.report import Report
from storyboard.story.subject import Subject, chosen_backend

KINDS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text document",
    b"PK\x03\x04": "an office document or an archive",
}
"""What else is given for a story by mistake, by how it begins."""


@dataclass(frozen=True, slots=True, eq=False)
class StoryFile:
    """A story that may be used, with the places of its parts for those who find more to say."""

    story: Story
    path: Path
    warnings: tuple[Diagnostic, ...]
    awaited: tuple[str, ...]
    """Pictures that are not there yet, as the file names them: their panels are drawn."""
    _root: Node = field(repr=False)
    _lines: Sequence[str] = field(repr=False)

    @property
    def folder(self) -> Path:
        """The folder that the story's paths start from."""
        return self.path.parent

    def where(self, loc: Sequence[str | int], *, key: bool = False) -> tuple[int, int, str]:
        """Line and column (from 1) and the line of a field such as ("panels", 2, "prompt").

        A path goes by the model's names ("dialogue", 0, "text"). What is not in the file has
        the place of the nearest part about it. With `key`, the place of the field's key.
        """
        node, parent, name, _ = locate(self._root, loc)
        line, column = node.line, node.column
        if (key or node.value is None) and name in parent.keys:
            line, column = parent.keys[name]
        text = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return line, column, text

    def diagnostic(
        self,
        loc: Sequence[str | int],
        severity: Severity,
        code: str,
        message: str,
        hint: str = "",
    ) -> Diagnostic:
        """Something to say about a field, with its place; the whole file where `loc` is empty."""
        report = Report(str(self.path), self._lines)
        at = self.where(loc)[:2] if loc else (0, 0)
        report.at(at, code, message, hint, severity=severity)
        return report.diagnostics[0]


def load(
    path: Path,
    layouts: Mapping[str, Tiers],
    formats: Collection[str],
    *,
    backend: Backend | None = None,
) -> StoryFile:
    """Reads the story at `path`.

    `layouts` are the named page templates as tiers, `formats` the names of the page
    formats. `backend` takes the place of the story's own, also in what is checked.

    Raises `StoryError` with every error and warning of the file, by place; `FileError` where
    the file itself cannot be read.
    """
    data = _read(path)
    file = str(path)
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES / 1e6:g} MB"
        _refuse(file, "too-large", f"the story is larger than {limit}", "split it into several")
    text = _decode(file, data)
    lines = split_lines(text)
    report = Report(file, lines)
    root, troubles = read_nodes(text, lines)
    for trouble in troubles:
        report.trouble(trouble)
    story, awaited = None, set[str]()
    if root is None or root.kind != "mapping":
        _no_story(root, report)
    else:
        known = Subject(root, report, layouts, formats, chosen_backend(root, backend))
        story = _check(known, path.parent)
        awaited = known.awaited
    found = report.diagnostics
    if story is None or root is None or any(d.severity == "error" for d in found):
        raise StoryError(found)
    if backend is not None:
        generator = story.generator.model_copy(update={"backend": backend})
        story = story.model_copy(update={"generator": generator})
    if awaited:
        story = _without(story, awaited)
    return StoryFile(story, path, found, tuple(sorted(awaited)), root, tuple(lines))


def _check(subject: Subject, folder: Path) -> Story | None:
    check_all(subject)
    check_files(subject, folder)
    try:
        return Story.model_validate(subject.root.plain_data())
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        explain(errors, subject.root, subject.report, subject.done)
        return None


def _without(story: Story, pictures: Collection[str]) -> Story:
    """The story with panels that are drawn in place of pictures that are not there."""

    def drawn(panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
        return tuple(
            p.model_copy(update={"image": None}) if p.image in pictures else p for p in panels
        )

    pages = tuple(p.model_copy(update={"panels": drawn(p.panels)}) for p in story.pages)
    return story.model_copy(update={"pages": pages, "panels": drawn(story.panels)})


def _no_story(root: Node | None, report: Report) -> None:
    start = "begin with `title:` and `panels:`; `storyboard new DIR` makes a story to start from"
    if root is None or root.kind == "nothing":
        if not report.diagnostics:
            report.at((0, 0), "empty", "the file holds no story", start)
    else:
        report.node(root, "shape", f"the file is a {root.kind}, and a story is wanted", start)


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise FileError(f"{path} is no file: name the story's YAML file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileError(f"{path} does not exist: check the name of the story file") from None
    except PermissionError:
        raise FileError(f"{path} may not be read: check its permissions") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is no name of a file").lower()
        raise FileError(f"{path} cannot be read: {reason}") from None


def _decode(file: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is UTF-16 text, and UTF-8 is wanted"
        _refuse(file, "encoding", message, "save it as UTF-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    if kind or b"\0" in data:
        said = f"the file is {kind}, and a story is plain text" if kind else "the file is no text"
        hint = "write it in a text editor and save it as plain text, in UTF-8"
        _refuse(file, "encoding", said, hint)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = split_lines(data[: error.start].decode())
        column = len(before[-1]) + 1
        before[-1] += split_lines(data[error.start :].decode(errors="replace"))[0]
        report = Report(file, before)
        report.at(
            (len(before), column), "encoding",
            f"a byte stands here that is no UTF-8 text (0x{data[error.start]:02X})",
            "save the file as UTF-8",
        )  # fmt: skip
        raise StoryError(report.diagnostics) from None


def _refuse(file: str, code: str, message: str, hint: str) -> None:
    raise StoryError([Diagnostic(file, 0, 0, "error", code, message, hint)])
