"""The story in time: a timeline for an editing program, and a film of the still frames."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image

from storyboard.errors import FileError, UsageError
from storyboard.render import files
from storyboard.render.files import aside, clear_numbered
from storyboard.render.frames import panels
from storyboard.render.job import Job, PanelNote, asked, plain, spoken
from storyboard.render.raster import encoded
from storyboard.render.shots import seconds, shot_and_camera

RATE = 24
"""Frames a second."""
SIZE = (1920, 1080)
_ROUNDING = 3
"""Pixels by which a picture of the film's shape may miss its size."""

Json = dict[str, Any]

_FFMPEG = (
    "the animatic needs ffmpeg, and there is none: install it (apt install ffmpeg,"
    " brew install ffmpeg, winget install ffmpeg), or pip install imageio-ffmpeg"
)


def otio(job: Job) -> list[Path]:
    """`NAME.otio`, an OpenTimelineIO timeline of every panel for as long as it lasts, and its
    frames as pictures in `NAME-frames/`, which it names by their relative places.
    """
    asked(job, (), "otio")
    folder = job.file("-frames")
    target = job.file(".otio")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as kept:
        drafts, notes, ids = _frames(job, Path(kept))
        places = [folder / draft.name for draft in drafts]
        for draft, place in zip(drafts, places, strict=True):
            with aside(place) as temporary:
                shutil.copyfile(draft, temporary)
    text = json.dumps(timeline(job, ids, notes, [p.name for p in places]), indent=1)
    files.write(target, (text + "\n").encode("utf-8"))
    clear_numbered(folder, {place.name for place in places})
    return [target, *places]


def _frames(job: Job, folder: Path) -> tuple[list[Path], list[PanelNote], list[str]]:
    """Every panel as a still of the film's size, in `folder`."""
    out: list[Path] = []
    notes: list[PanelNote] = []
    ids: list[str] = []
    for id, picture in _stills(job):
        file = folder / f"{len(out) + 1:03}.jpg"
        file.write_bytes(encoded(picture, "jpg", quality=90))
        out.append(file)
        notes.append(job.note(id))
        ids.append(id)
    return out, notes, ids


def _stills(job: Job) -> Iterator[tuple[str, Image.Image]]:
    for panel, found in panels(job, SIZE, paper=False):
        near = all(abs(a - b) <= _ROUNDING for a, b in zip(found.size, SIZE, strict=True))
        picture = found.resize(SIZE) if near else found
        still = Image.new("RGB", SIZE, "black")
        at = ((SIZE[0] - picture.width) // 2, (SIZE[1] - picture.height) // 2)
        still.paste(picture, at, picture)
        yield panel.id, still


def lengths(notes: Sequence[PanelNote]) -> list[int]:
    """How many frames each panel lasts; together as long as the times they were made from."""
    out: list[int] = []
    time = 0.0
    for note in notes:
        time += seconds(note)[0]
        out.append(max(round(time * RATE) - sum(out), 1))
    return out


def timeline(
    job: Job, ids: Sequence[str], notes: Sequence[PanelNote], names: Sequence[str]
) -> Json:
    """The timeline in OpenTimelineIO's own JSON (Timeline.1, with clips of Clip.2)."""
    track: Json = {
        "OTIO_SCHEMA": "Track.1",
        "name": "Panels",
        "kind": "Video",
        "metadata": {},
        "source_range": None,
        "effects": [],
        "markers": [],
        "enabled": True,
        "children": [],
    }
    folder = quote(job.file("-frames").name)
    for id, note, length, name in zip(ids, notes, lengths(notes), names, strict=True):
        track["children"].append(_clip(id, note, length, f"{folder}/{name}"))
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "name": job.title or job.name,
        "metadata": {"storyboard": _told(job)},
        "global_start_time": _time(0),
        "tracks": {
            "OTIO_SCHEMA": "Stack.1",
            "name": "tracks",
            "metadata": {},
            "source_range": None,
            "effects": [],
            "markers": [],
            "enabled": True,
            "children": [track],
        },
    }


def _told(job: Job) -> Json:
    said = {
        "author": job.author,
        "language": job.language,
        "series": job.series,
        "number": job.number,
        "summary": job.summary,
        "credits": {role: list(names) for role, names in job.credits.items()},
    }
    return {key: value for key, value in said.items() if value or key in ("author", "language")}


def _time(frames: int) -> Json:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(RATE), "value": float(frames)}


def _range(frames: int) -> Json:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(0), "duration": _time(frames)}


def _clip(id: str, note: PanelNote, length: int, url: str) -> Json:
    shot, camera = shot_and_camera(note.shot)
    told = {
        "shot": shot,
        "camera": camera,
        "action": " ".join(note.prompt.split()),
        "dialogue": [spoken(said) for said in note.said],
        "notes": plain(note.notes),
        "estimated": seconds(note)[1],
    }
    return {
        "OTIO_SCHEMA": "Clip.2",
        "name": id,
        "metadata": {"storyboard": told},
        "source_range": _range(length),
        "effects": [],
        "markers": [],
        "enabled": True,
        "media_references": {
            "DEFAULT_MEDIA": {
                "OTIO_SCHEMA": "ExternalReference.1",
                "name": id,
                "metadata": {},
                "available_range": _range(length),
                "available_image_bounds": None,
                "target_url": url,
            }
        },
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def animatic(job: Job) -> list[Path]:
    """`NAME-animatic.mp4`: every panel for as long as it lasts, 1920 by 1080 at 24 frames a
    second, without sound.

    Raises `UsageError` that says how to get ffmpeg where there is none, and `FileError` with its
    words where it fails.
    """
    asked(job, (), "animatic")
    program = ffmpeg()
    target = job.file("-animatic.mp4")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as kept:
        folder = Path(kept)
        drafts, notes, _ = _frames(job, folder)
        rows = ["ffconcat version 1.0"]
        for draft, length in zip(drafts, lengths(notes), strict=True):
            rows += [f"file '{draft.name}'", f"duration {length / RATE:.6f}"]
        # The demuxer takes the last duration only where the file is named again.
        rows.append(f"file '{drafts[-1].name}'")
        (folder / "list.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
        film = folder / "film.mp4"
        _run([program, *_ARGUMENTS, "-frames:v", str(sum(lengths(notes))), film.name], folder)
        with aside(target) as temporary:
            shutil.copyfile(film, temporary)
    return [target]


_ARGUMENTS = (
    "-nostdin", "-hide_banner", "-loglevel", "error", "-y",
    "-f", "concat", "-safe", "0", "-i", "list.txt",
    "-vf", f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps={RATE},"
    "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709",
    "-c:v", "libx264", "-preset", "superfast", "-tune", "stillimage", "-crf", "20",
    # A set number of threads and no stamps: the same film is the same bytes.
    "-threads", "2", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1",
    "-movflags", "+faststart",
)  # fmt: skip


def ffmpeg() -> str:
    """The path of ffmpeg: the system's, or the one that the package imageio-ffmpeg carries.

    Raises `UsageError` with how to get it.
    """
    found = shutil.which("ffmpeg")
    if found:
        return found
    try:
        from importlib import import_module

        path: str = import_module("imageio_ffmpeg").get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise UsageError(_FFMPEG) from error
    return path


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise UsageError(f"cannot run {command[0]}: {error.strerror}; {_FFMPEG}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = said[-1] if said else f"status {done.returncode}"
        raise FileError(f"ffmpeg could not make the film: {last}")
