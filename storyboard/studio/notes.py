"""The check's remarks, each beside the field of the panel that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storyboard.pipeline.drafting import undrawn
from storyboard.story.model import Panel
from storyboard.studio.shown import Composed, Shown, place_of


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the check, in words for the inspector."""

    severity: str
    message: str
    hint: str
    line: int
    field: str = ""


def notes_of(shown: Shown, made: Composed, id: str) -> list[Note]:
    """The warnings of a panel, each beside the field whose line it names."""
    file = shown.file
    own = [r for r in made.remarks if r.message.startswith(f"panel {id}:")]
    if file.warnings:
        first, end = _span(shown, id)
        own += [w for w in file.warnings if first <= w.line < end]
    lines = _lines(shown, id)
    shot = shown.draft.shots[id]
    missing = undrawn(shot) if not shot.image else ()
    panel = shown.draft.panels[id]
    notes = []
    for d in own:
        message = d.message.removeprefix(f"panel {id}: ")
        field = lines.get(d.line) or _quoted(panel, message)
        notes.append(Note(d.severity, message, d.hint, d.line, field))
    if missing:
        hint = "say it with what it can draw, put it in a caption, or give the panel a picture"
        line = shown.file.where(place_of(shown.draft.story, id))[0]
        text = f"the illustrator does not draw: {', '.join(missing)}"
        notes.append(Note("warning", text, hint, line, "prompt"))
    return notes


def _quoted(panel: Panel, message: str) -> str:
    """The words that a remark quotes, as a field; empty where it quotes none."""
    for family in ("caption", "dialogue", "sfx"):
        for i, word in enumerate(getattr(panel, family)):
            if f"'{word.text[:30]}" in message:
                return f"{family}.{i}"
    return ""


def _span(shown: Shown, id: str) -> tuple[int, int]:
    """The lines of a panel in the file: the first, and the one after the last."""
    names = [e.shot.panel for e in shown.draft.plan.entries]
    after = names[names.index(id) + 1 :]
    first = shown.file.where(place_of(shown.draft.story, id))[0]
    return first, shown.file.where(place_of(shown.draft.story, after[0]))[
        0
    ] if after else 1_000_000_000


def _lines(shown: Shown, id: str) -> Mapping[int, str]:
    """The fields of a panel by the line that they stand on."""
    file, loc, panel = shown.file, place_of(shown.draft.story, id), shown.draft.panels[id]
    first = file.where(loc)[0]
    fields = [("prompt",), ("shot",), ("image",), ("seed",), ("speed",)]
    out: dict[int, str] = {}
    for field in fields:
        if getattr(panel, field[0]):
            out.setdefault(file.where((*loc, *field), key=True)[0], field[0])
    for family in ("caption", "dialogue", "sfx"):
        for i in range(len(getattr(panel, family))):
            out.setdefault(file.where((*loc, family, i))[0], f"{family}.{i}")
    # What names the panel as a whole stands on its first line.
    return {line: field for line, field in out.items() if line != first}
