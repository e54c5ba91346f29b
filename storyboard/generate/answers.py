"""Reading what a host of the queue protocol answers: its words for a fault, and its output."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from storyboard.errors import PictureError

_LONGEST = 500
_MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MAX_PIXELS = 64_000_000
"""The model draws about one million; more than this is no answer of its."""


def words(body: Any) -> str:
    """A host's own words in an error body: fields named, one line, empty where there are none.

    Understands text or lists of ``{loc, msg}`` under `error`, `detail`, `details`, `message`.
    """
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", _words(body, 0)).strip()[:_LONGEST]


def _words(body: Any, depth: int) -> str:
    if isinstance(body, str):
        return body
    if depth > 4:
        return ""
    if isinstance(body, list):
        return "; ".join(filter(None, (_words(item, depth + 1) for item in body)))
    if not isinstance(body, Mapping):
        return ""
    said = next(
        (body[k] for k in ("msg", "message", "error", "detail", "reason") if body.get(k)), ""
    )
    text = _words(said, depth + 1)
    field = _field(body)
    if field and field not in text:
        text = f"{field}: {text}" if text else field
    extra = body.get("details")
    if extra and extra is not said:
        more = _words(extra, depth + 1)
        code = extra.get("code") if isinstance(extra, Mapping) else None
        more = f"{code} {more}".strip() if isinstance(code, str) and code not in more else more
        text = f"{text} ({more})" if text and more else text or more
    return text


def _field(body: Mapping[str, Any]) -> str:
    place = body.get("loc", body.get("field", body.get("path", "")))
    if isinstance(place, list | tuple):
        return ".".join(str(p) for p in place if p not in ("body", "input"))
    return place if isinstance(place, str) else ""


def output(record: Any) -> tuple[str | None, int | None]:
    """The picture's URL and the seed in a result, however its output is nested."""
    return _url(record, 0), _seed(record, 0)


def _url(value: Any, depth: int) -> str | None:
    if isinstance(value, str):
        return value if re.match(r"https?://", value, re.IGNORECASE) else None
    if depth > 6:
        return None
    if isinstance(value, list):
        return next(filter(None, (_url(item, depth + 1) for item in value)), None)
    if isinstance(value, Mapping):
        inner = (value[k] for k in ("output", "images", "image", "data", "url") if value.get(k))
        return next(filter(None, (_url(item, depth + 1) for item in inner)), None)
    return None


def _seed(value: Any, depth: int) -> int | None:
    if not isinstance(value, Mapping) or depth > 3:
        return None
    seed = value.get("seed")
    if isinstance(seed, int) and not isinstance(seed, bool):
        return seed
    return _seed(value.get("output"), depth + 1)


def other_model(record: Any) -> str:
    """The model that answered in place of the one that was asked, in words; empty if none did."""
    if not isinstance(record, Mapping) or not record.get("requestedModelEndpoint"):
        return ""
    answered = next(
        (
            record[k]
            for k in ("modelEndpoint", "model_endpoint", "model", "endpoint")
            if record.get(k)
        ),
        "",
    )
    return words(answered) or f"another model than {words(record['requestedModelEndpoint'])}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that was decoded to its last row."""

    mime: str
    width: int
    height: int


def look_at(data: bytes) -> Seen:
    """Looks whether a picture is whole. Raises `PictureError` for what is none, cut or too large.

    A PNG's check sums are read to its last chunk; what has none is decoded.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_MIMES)) as image:
            kind, (width, height) = image.format or "", image.size
            if width * height > MAX_PIXELS:
                raise PictureError(f"it has {width} x {height} pixels, far more than was asked")
            if kind == "PNG":
                image.verify()
                if b"IDAT" not in data:
                    raise PictureError("it is damaged or cut short (no pixels)")
            else:
                if kind == "JPEG":
                    # Every coefficient is read, and only an eighth of them made into pixels.
                    image.draft("RGB", (width // 8, height // 8))
                image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError):
        start = data[:40].lstrip().lower()
        page = start.startswith((b"<!doctype", b"<html"))
        raise PictureError(f"it is {'a web page' if page else 'no picture'}") from None
    except PictureError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError(f"it is damaged or cut short ({error})") from error
    return Seen(_MIMES[kind], width, height)


def size_notes(seen: Seen, width: int, height: int) -> dict[str, object]:
    """What to note of a picture that has not the size that was asked for."""
    if (seen.width, seen.height) == (width, height):
        return {}
    notes: dict[str, object] = {"asked": [width, height]}
    off = (seen.width / seen.height) / (width / height)
    if not 0.98 < off < 1.02:
        notes["aspect"] = round(off, 3)
    return notes
