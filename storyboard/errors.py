"""Everything that can go wrong, with the exit status of each, and the diagnostics of a story.

One tree: a caller catches `StoryboardError`, the command line turns it into its
`exit_status`, and nothing in the library prints or exits. A `Diagnostic` is data:
where, what, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Self

Severity = Literal["error", "warning"]

EXIT_DONE = 0
EXIT_FAULT = 1
EXIT_STORY = 2
EXIT_PANELS = 3
EXIT_BUDGET = 4
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to say about a story: where it is, what is wrong, what to do.

    `line` and `column` count from 1; 0 where the fault has no place in the file.
    `text` is the line itself, for the caret. `code` is a stable, hyphenated name.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    text: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        rows = [f"{place}: {self.severity}: {self.message}"]
        if self.text.strip():
            lead = self.text[: max(self.column - 1, 0)]
            rows += [
                "  " + self.text,
                "  " + "".join("\t" if c == "\t" else " " for c in lead) + "^",
            ]
        if self.hint:
            rows.append(f"hint: {self.hint}")
        return "\n".join(rows)

    def as_json(self) -> dict[str, str | int]:
        """The diagnostic as ``check --json`` gives it."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


class StoryboardError(Exception):
    """A fault with a sentence for a person: what happened and what to do about it."""

    exit_status = EXIT_FAULT


class StoryError(StoryboardError):
    """The story is wrong; carries every diagnostic of it, warnings included."""

    exit_status = EXIT_STORY

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(d) for d in self.diagnostics))


class UsageError(StoryboardError):
    """What was asked for cannot be done as asked: a wrong name, flag or setting."""

    exit_status = EXIT_STORY


class FileError(StoryboardError):
    """A file cannot be read or written: missing, unreadable, disk full, folder read-only."""

    exit_status = EXIT_FAULT


class PictureError(StoryboardError):
    """A picture is no picture, is cut short, is too large or of a kind that is not taken."""

    exit_status = EXIT_STORY


class GenerationError(StoryboardError):
    """A panel's picture could not be had. `code` names the kind of failure and is stable.

    The text is what happened and, after a colon, the `advice`: what to do about it.
    """

    exit_status = EXIT_PANELS
    code = "generation"

    def __init__(self, what: str, advice: str = "") -> None:
        self.what = what
        self.advice = advice
        super().__init__(what, advice)

    def __str__(self) -> str:
        return f"{self.what}: {self.advice}" if self.advice else self.what

    def reworded(self, words: Callable[[str], str]) -> Self:
        """The same failure with its texts changed by `words`."""
        new = type(self)(words(self.what), words(self.advice))
        new.__cause__ = self.__cause__
        return new


class KeyMissing(GenerationError):
    """No key for the host, or the host does not take the one there is."""

    code = "key"


class HostUnreachable(GenerationError):
    """The host was certainly not reached: nothing was bought."""

    code = "unreachable"


class HostFault(GenerationError):
    """The host answered with a fault of its own, or not in time."""

    code = "host"


class Throttled(HostFault):
    """The host kept refusing for haste, for longer than is waited."""

    code = "throttled"


class DeadlinePassed(HostFault):
    """A bought job was not done in time; it stays bought."""

    code = "deadline"


class BadPicture(HostFault):
    """What the host sent for a picture is none; the job stays bought."""

    code = "bad-picture"


class CutShort(BadPicture):
    """The picture ended before its end, or its bytes are damaged."""

    code = "cut-short"


class TooLarge(BadPicture):
    """The answer was far larger than any picture of the model."""

    code = "too-large"


class Refused(GenerationError):
    """The host refused the request: its words are in the text."""

    code = "refused"


class BalanceSpent(Refused):
    """The account at the host has no money left."""

    code = "balance"


class InvalidInput(Refused):
    """The host, or its table of what it honours, does not take a setting of the panel."""

    code = "invalid-input"


class ContentPolicy(Refused):
    """The host's moderation refused the prompt or the picture."""

    code = "content-policy"


class JobFailed(Refused):
    """The host ended the job without a picture."""

    code = "job-failed"


class PictureGone(Refused):
    """The picture was made and is no longer to be had at the host."""

    code = "gone"


class OutcomeUnknown(GenerationError):
    """A submit left and no answer came: it may have been bought; it is never sent again unasked."""

    code = "unknown"


class BudgetSpent(GenerationError):
    """Buying this picture could have passed what the run may spend: it was not sent."""

    code = "budget"


class BudgetError(StoryboardError):
    """The budget would be passed; nothing more was sent."""

    exit_status = EXIT_BUDGET


class Interrupted(StoryboardError):
    """Stopped by the person; everything that was bought is kept and resumable."""

    exit_status = EXIT_INTERRUPTED
