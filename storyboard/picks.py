"""Which take of a panel is used: a small, sorted file beside the story, fit for version control."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storyboard.errors import FileError
from storyboard.rows import append_rows, read_rows

HEAD = "# Chosen takes, written by storyboard; the story's own file is never touched.\n"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice: the take's number, and what makes it out even without the library."""

    take: int
    seed: int
    speed: str
    shot: str
    """Digest of what the panel asked for, its seed and speed aside, when the pick was made;
    empty where the take is kept whatever the panel asks for.
    """
    prompt: str = ""
    """The take's own prompt, where it was drawn from another than the story's."""
    panel: str = ""
    """Digest as `shot`, the size of the panel's frame aside too: by it a panel is known again
    whose name or size is another; empty in files of earlier versions.
    """


def picks_path(story: Path) -> Path:
    """``<story>.picks.yaml`` beside the story."""
    return story.with_name(f"{story.stem}.picks.yaml")


def read_picks(story: Path) -> dict[str, Pick]:
    """The picks of a story; none where there is no file.

    Raises `FileError` where the file cannot be read or is not one of ours.
    """
    import yaml

    path = picks_path(story)
    try:
        if path.stat().st_size > _LARGEST:
            raise FileError(f"{path}: too large for a file of picks; move it away")
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as e:
        raise FileError(f"{path}: cannot be read ({e.strerror}); check its permissions") from e
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise FileError(
            f"{path}: is not valid; correct it, or move it away to start without picks"
        ) from e
    out = {}
    try:
        for panel, p in (data or {}).items():
            out[str(panel)] = Pick(
                int(p["take"]),
                int(p["seed"]),
                str(p["speed"]),
                str(p["shot"]),
                str(p.get("prompt", "")),
                str(p.get("panel", "")),
            )
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise FileError(
            f"{path}: is not a file of picks; correct it, or move it away to start without picks"
        ) from e
    return out


def write_picks(story: Path, picks: Mapping[str, Pick]) -> Path:
    """Writes the file whole or not at all; removes it with the last pick. Raises `FileError`."""
    from storyboard.render.files import write

    path = picks_path(story)
    if not picks:
        path.unlink(missing_ok=True)
        return path

    rows = [HEAD]
    for panel in sorted(picks):
        p = picks[panel]
        own = f", prompt: {_quoted(p.prompt)}" if p.prompt else ""
        own += f", panel: '{p.panel}'" if p.panel else ""
        row = f"{{take: {p.take}, seed: {p.seed}, speed: {p.speed}, shot: '{p.shot}'{own}}}"
        rows.append(f"{_quoted(panel)}: {row}\n")
    write(path, "".join(rows).encode())
    return path


def _quoted(text: str) -> str:
    # A JSON string is a YAML string, and no panel's name or prompt surprises it.
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the picks, so that it can be taken back. None where there was no pick."""

    panel: str
    before: Pick | None
    after: Pick | None


def record(history: Path, change: Change) -> None:
    """Adds a change to the history file. Raises `FileError`."""
    row = {
        "panel": change.panel,
        "before": asdict(change.before) if change.before else None,
        "after": asdict(change.after) if change.after else None,
    }
    append_rows(history, [row])


def changes(history: Path) -> list[Change]:
    """Every change there is, oldest first; rows that are none are passed over."""
    return [change for row in read_rows(history) if (change := _change(row))]


def forget(history: Path, change: Change) -> None:
    """Takes the newest row that says this change off the history."""
    from storyboard.render.files import write

    rows = history.read_text(encoding="utf-8").splitlines(keepends=True)
    for at in reversed(range(len(rows))):
        with suppress(ValueError):
            row = json.loads(rows[at])
            if isinstance(row, dict) and _change(row) == change:
                del rows[at]
                break
    write(history, "".join(rows).encode())


def _change(row: Mapping[str, Any]) -> Change | None:
    try:
        before, after = (Pick(**row[k]) if row[k] else None for k in ("before", "after"))
        return Change(row["panel"], before, after)
    except (KeyError, TypeError):
        return None
