"""Which take of a panel is used: a small, sorted file beside the story, fit for version control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyboard.errors import FileError

HEAD = "# Chosen takes, written by storyboard; the story's own file is never touched.\n"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice: the take's number, and what makes it out even without the library."""

    take: int
    seed: int
    speed: str
    shot: str
    """Digest of what the panel asked for, its seed and speed aside, when the pick was made."""


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
            out[str(panel)] = Pick(int(p["take"]), int(p["seed"]), str(p["speed"]), str(p["shot"]))
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise FileError(
            f"{path}: is not a file of picks; correct it, or move it away to start without picks"
        ) from e
    return out


def write_picks(story: Path, picks: Mapping[str, Pick]) -> Path:
    """Writes the file whole or not at all. Raises `FileError`."""
    from storyboard.render.files import write

    rows = [HEAD]
    for panel in sorted(picks):
        p = picks[panel]
        row = f"{{take: {p.take}, seed: {p.seed}, speed: {p.speed}, shot: '{p.shot}'}}"
        rows.append(f"{_key(panel)}: {row}\n")
    path = picks_path(story)
    write(path, "".join(rows).encode())
    return path


def _key(panel: str) -> str:
    import json

    return json.dumps(panel, ensure_ascii=False)
