"""Colours as a person writes them: CSS names and #rrggbb."""

from __future__ import annotations

import re

RGB = tuple[float, float, float]

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")


def names() -> list[str]:
    """The CSS names of colours, black first: it is the likeliest."""
    from PIL.ImageColor import colormap

    return ["black", "white", *colormap]


def rgb(text: str) -> RGB | None:
    """A CSS name, ``#rgb`` or ``#rrggbb`` as parts of 0 to 1; None where it is no colour."""
    text = text.strip().lower()
    if text == "black":
        return (0.0, 0.0, 0.0)
    if not _HEX.match(text):
        # Pillow carries the CSS table; it is asked only for stories that name colours. It puts
        # numbers in place of the words that somebody looked up.
        from PIL.ImageColor import colormap

        named = colormap.get(text)
        if named is None:
            return None
        if not isinstance(named, str):
            r, g, b = (value / 255 for value in named[:3])
            return (r, g, b)
        text = named
    digits = text[1:]
    if len(digits) == 3:
        digits = "".join(c + c for c in digits)
    r, g, b = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (r, g, b)


def plainer(ground: RGB) -> RGB:
    """Black or white, whichever has the more contrast with a ground.

    By the relative luminance of WCAG 2.2, at which both contrast alike: 0.179.
    """
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in ground]
    light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return (0.0, 0.0, 0.0) if light > 0.179 else (1.0, 1.0, 1.0)
