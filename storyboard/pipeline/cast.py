"""The cast as pictures: a model sheet of every character, and a portrait for a paid host."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.generate.library import Library
from storyboard.pipeline.drafting import draft, home_of, unknown
from storyboard.story.load import StoryFile

if TYPE_CHECKING:
    from PIL import Image


def cast(file: StoryFile, out: Path | str = "out", only: str | None = None) -> list[Path]:
    """Draws the model sheet and a portrait of every character, or of one; gives the files.

    Free, by the illustrator, in the story's look. Raises `UsageError` for an unknown character.
    """
    from storyboard.generate.briefs import brief
    from storyboard.sketch.cast import model_sheet, portrait

    with Library(home_of(file.path)) as library:
        made = draft(file, library)
    if only is not None and only not in made.story.characters:
        raise unknown("character", only, list(made.story.characters))
    shot = next(iter(made.shots.values()))
    told = brief(shot)
    actors = {a.id: a for a in (*told.cast, *told.others)}
    files = []
    for id in made.story.characters:
        if only not in (None, id):
            continue
        others = tuple(a for key, a in sorted(actors.items()) if key != id)
        seed = made.story.generator.seed
        name = f"{file.path.stem}-{id}"
        sheet = model_sheet(actors[id], others, told.look, seed)
        files.append(_write(sheet, Path(out) / f"{name}-sheet.png"))
        face = portrait(actors[id], others, told.look, seed)
        files.append(_write(face, Path(out) / f"{name}-portrait.png"))
    return files


def _write(picture: Image.Image, target: Path) -> Path:
    from storyboard.render.files import write

    data = io.BytesIO()
    picture.save(data, "PNG", compress_level=6)
    write(target, data.getvalue())
    return target
