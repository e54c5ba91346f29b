"""An OTIO timeline before its own library: python tests/judges/film.py FILM.otio

In an environment with `pip install "opentimelineio>=0.17"`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote

import opentimelineio as otio


def main() -> None:
    file = Path(sys.argv[1])
    film = otio.adapters.read_from_file(str(file))
    again = otio.adapters.write_to_string(film, "otio_json")
    same = otio.adapters.read_from_string(again, "otio_json").is_equivalent_to(film)
    clips = list(film.find_clips())
    missing = [
        c.media_reference.target_url
        for c in clips
        if not (file.parent / unquote(c.media_reference.target_url)).is_file()
    ]
    gaps = [c.name for c in clips if c.available_range() != c.source_range]
    sys.stdout.write(
        f"{film.name}: {len(clips)} clips, {film.duration().to_seconds():g} s from"
        f" {film.global_start_time.to_timecode()}, {clips[0].name} lasts"
        f" {clips[0].duration().to_seconds():g} s; read back the same: {same};"
        f" missing media: {missing or 'none'}; ranges off: {gaps or 'none'}\n"
    )


if __name__ == "__main__":
    main()
