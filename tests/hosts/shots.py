"""Shots and pictures for the tests of the generate stage."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import random
from pathlib import Path
from typing import Any

from PIL import Image

from storyboard.generate.model import Face, Journal, Picture
from storyboard.plan.model import Asset, Shot


def asset(root: Path, name: str, colour: tuple[int, int, int] = (200, 30, 30)) -> Asset:
    """A small PNG below `root`."""
    file = io.BytesIO()
    Image.new("RGB", (32, 48), colour).save(file, "PNG")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != file.getvalue():
        path.write_bytes(file.getvalue())
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    return Asset(name, digest, "image/png", 32, 48, len(file.getvalue()), (colour,))


def noise(
    root: Path, name: str, width: int, height: int, *, mime: str = "image/png", turn: int = 1
) -> Asset:
    """A picture that no encoder makes small; `turn` is EXIF's orientation."""
    file = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))
    exif = image.getexif()
    exif[274] = turn
    image.save(file, mime.rpartition("/")[2].upper(), quality=95, exif=exif)
    (root / name).write_bytes(file.getvalue())
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    return Asset(name, digest, mime, width, height, len(file.getvalue()))


def shot(panel: str = "pier", **changes: Any) -> Shot:
    """A shot whose key follows from its fields."""
    values: dict[str, Any] = {
        "panel": panel, "page": 1, "backend": "modelrunner", "model": "ideogram/character",
        "prompt": f"Mara at the {panel}", "negative": "", "seed": 7, "width": 1024, "height": 1024,
        "speed": "balanced", "style": "auto", "expand_prompt": False, "reference": None,
        "mask": None, "style_images": (), "style_codes": (), "scene": f"Mara at the {panel}",
        "framing": "wide", "look": "", "cast": (), "others": (), "lettered": True, "image": None,
        "words": (), "cost": 0.15, "parts": {"prompt": panel},
    }  # fmt: skip
    values |= changes
    sent = ("backend", "prompt", "negative", "seed", "width", "height", "speed", "style")
    text = json.dumps([values[name] for name in sent])
    return Shot(**{"key": hashlib.sha256(text.encode()).hexdigest(), **values})


def png(width: int = 64, height: int = 64, colour: tuple[int, int, int] = (0, 0, 0)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def picture(number: int = 0, **changes: Any) -> Picture:
    """A picture that differs by `number`."""
    values: dict[str, Any] = {
        "data": png(colour=(number, 0, 0)), "mime": "image/png", "width": 64, "height": 64,
        "faces": (Face("mara", (0.25, 0.1, 0.2, 0.3), (0.35, 0.33)),),
    }  # fmt: skip
    return Picture(**(values | changes))


class Fake:
    """A generator whose pictures depend on the shot alone, finishing in the order of `delays`."""

    name = "fake"

    def __init__(self, concurrency: int = 4, **delays: float) -> None:
        self.concurrency = concurrency
        self.delays = delays
        self.drawn: list[str] = []
        self.failing: dict[str, Exception] = {}
        self.at_once = self.most_at_once = 0

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delays.get(shot.panel, 0.0))
            self.drawn.append(shot.panel)
            if shot.panel in self.failing:
                raise self.failing[shot.panel]
            return picture(shot.seed)
        finally:
            self.at_once -= 1

    async def close(self) -> None:
        pass
