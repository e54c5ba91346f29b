"""Pictures that a person brings: how they lie, and what their pixels are."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from storyboard.errors import PictureError
from storyboard.layout.calm import calm_map
from storyboard.pictures import loaded, palette, probe

TURNS = range(1, 9)


def _corner(width: int = 60, height: int = 40) -> Image.Image:
    """White, with a red quarter at the left of the top and a blue one at its right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    image.paste((0, 0, 255), (width // 2, 0, width, height // 2))
    return image


def _stored(upright: Image.Image, turn: int) -> Image.Image:
    """How a camera held in one of eight ways stores a picture (Exif 2.32, 4.6.4)."""
    pixels = np.asarray(upright)
    if turn in (2, 3, 6, 7):
        pixels = pixels[:, ::-1] if turn in (2, 3) else pixels
    if turn in (3, 4):
        pixels = pixels[::-1]
    if turn >= 5:
        pixels = {
            5: pixels.transpose(1, 0, 2),
            6: np.rot90(pixels, 1),
            7: np.rot90(pixels, 2).transpose(1, 0, 2),
            8: np.rot90(pixels, 3),
        }[turn]
    return Image.fromarray(np.ascontiguousarray(pixels))


def _saved(image: Image.Image, turn: int, path: Path) -> Path:
    exif = Image.Exif()
    exif[274] = turn
    image.save(path, exif=exif.tobytes(), **({"quality": 95} if path.suffix != ".png" else {}))
    return path


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
@pytest.mark.parametrize("turn", TURNS)
def test_a_picture_lies_as_its_camera_says(tmp_path: Path, turn: int, suffix: str) -> None:
    path = _saved(_stored(_corner(), turn), turn, tmp_path / f"a{suffix}")
    found = probe(path)
    assert (found.width, found.height) == (60, 40)
    for seen in (loaded(path), loaded(path.read_bytes(), 30)):
        assert seen.width * 2 == seen.height * 3
        small = np.asarray(seen.resize((6, 4), Image.Resampling.BOX)).astype(int)
        red, blue = small[0, 0], small[0, 5]
        assert min(red[0], blue[2]) > 200
        assert max(red[2], blue[0]) < 60
        assert small[3].min() > 200


def test_sixteen_bits_keep_their_greys(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)
    path = tmp_path / "deep.png"
    Image.fromarray(np.tile(ramp, (64, 1))).save(path)
    greys = np.asarray(loaded(path))
    assert greys.dtype == np.uint8
    assert abs(greys[0].astype(int) - np.arange(256)).max() <= 1
    assert loaded(path).mode == "L"
    assert len(palette(path)) > 2
    # Half noise, half flat: the flat half is the calm one.
    noise = np.random.default_rng(1).integers(0, 65535, (64, 128)).astype(np.uint16)
    Image.fromarray(np.hstack([noise, np.full((64, 128), 30000, np.uint16)])).save(path)
    calm = calm_map(path, "0" * 64)
    assert calm[:, : calm.shape[1] // 2 - 1].mean() > 5 * calm[:, calm.shape[1] // 2 + 1 :].mean()


def test_what_is_seen_through_is_white(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(path)
    assert loaded(path).getpixel((1, 1)) == (255, 255, 255)
    Image.new("LA", (4, 4), (0, 128)).save(path)
    assert loaded(path, grey=True).getpixel((1, 1)) == 127


def test_bytes_that_are_broken_are_said() -> None:
    whole = io.BytesIO()
    _corner().save(whole, "PNG")
    for data in (b"", b"no picture", whole.getvalue()[:60]):
        with pytest.raises(PictureError, match="cannot be read as a picture"):
            loaded(data)
