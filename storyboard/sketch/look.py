"""Looks and light: which colour a part of the picture ends up in.

Whoever draws gives local colours, as they are in plain daylight, and says by the canvas's
`role` what is being drawn. The light of the scene and the look then decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from .model import RGB, Look

ROLES = (
    "set",
    "figure",
    "skin",
    "hair",
    "cloth",
    "sign",
    "light",
    "front",
    "sky",
)
"""``sky`` and ``light`` keep their colours under every light; ``sign`` nearly so."""

INK: RGB = (24, 20, 30)
"""The line of the looks `colour` and `ink`: not quite black, so that black cloth still reads."""

GRAPHITE: RGB = (40, 38, 42)


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a scene."""

    time: str
    weather: str
    indoors: bool
    sky: tuple[RGB, ...]
    """From the zenith to the horizon, four colours."""
    key: tuple[float, float]
    """Unit vector in the picture towards the main light, y up."""
    ambient: RGB
    """What white turns to in this light, in sets."""
    rim: RGB
    """The light along a figure's edge away from the key."""
    fog: RGB
    """What far things fade to."""
    haze: float
    """How soon they fade, 0–1."""
    glow: RGB
    """Lamps and lit windows."""

    @property
    def dark(self) -> bool:
        """Whether lamps are lit and windows glow."""
        return self.time in ("night", "dusk") or self.weather == "storm"


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """`a` turned towards `b` by `t` (0–1)."""
    t = min(max(t, 0.0), 1.0)
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


def scaled(colour: RGB, by: float) -> RGB:
    """`colour` times `by`, kept within 0–255."""
    r, g, b = (min(max(round(c * by), 0), 255) for c in colour)
    return r, g, b


def luminance(colour: RGB) -> float:
    """Relative lightness 0–1 (Rec. 601 weights on the coded values, as inkers squint)."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255


def tinted(colour: RGB, by: RGB, amount: float) -> RGB:
    """`colour` seen in a light of the colour `by`, to the share `amount`."""
    lit = (colour[0] * by[0] // 255, colour[1] * by[1] // 255, colour[2] * by[2] // 255)
    return mix(colour, lit, amount)


def shade(colour: RGB) -> RGB:
    """The cel shadow of a colour: × .72, turned to violet."""
    r, g, b = colour
    return mix(scaled((r, g, b), 0.72), (58, 34, 92), 0.14)


_SKY: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "dawn": ((92, 118, 176), (158, 152, 194), (240, 180, 168), (255, 218, 176)),
    "day": ((66, 142, 206), (104, 172, 222), (158, 206, 234), (216, 236, 240)),
    "golden-hour": ((104, 112, 170), (196, 140, 150), (244, 170, 104), (255, 214, 140)),
    "dusk": ((44, 42, 92), (92, 66, 124), (170, 92, 128), (240, 142, 116)),
    "night": ((12, 16, 46), (20, 28, 70), (32, 46, 96), (54, 72, 124)),
}
_GREY: dict[str, tuple[RGB, RGB, RGB, RGB]] = {
    "rain": ((104, 120, 138), (128, 142, 156), (150, 162, 172), (176, 186, 190)),
    "storm": ((52, 56, 78), (72, 76, 98), (96, 100, 118), (130, 132, 142)),
    "snow": ((150, 166, 186), (172, 186, 202), (196, 208, 218), (220, 228, 234)),
    "fog": ((140, 152, 164), (160, 171, 180), (184, 193, 198), (208, 214, 214)),
}
_AMBIENT: dict[str, RGB] = {
    "dawn": (246, 222, 226),
    "day": (255, 255, 252),
    "golden-hour": (255, 218, 170),
    "dusk": (178, 150, 196),
    "night": (96, 112, 178),
}
_AMBIENT_INDOORS: dict[str, RGB] = {
    "dawn": (248, 232, 224),
    "day": (255, 252, 244),
    "golden-hour": (255, 226, 184),
    "dusk": (236, 202, 180),
    "night": (226, 186, 150),
}
_KEY = {
    "dawn": (0.86, 0.51),
    "day": (-0.55, 0.84),
    "golden-hour": (0.88, 0.47),
    "dusk": (0.80, 0.60),
    "night": (-0.62, 0.78),
}
_RIM: dict[str, RGB] = {
    "dawn": (255, 214, 190),
    "day": (255, 250, 232),
    "golden-hour": (255, 220, 140),
    "dusk": (255, 160, 150),
    "night": (150, 190, 255),
}


def light_for(time: str, weather: str, indoors: bool) -> Light:
    """The light of a time of day and a weather; values not in the model count as day, clear."""
    time = time if time in _SKY else "day"
    sky = _SKY[time]
    outside = _AMBIENT[time]
    haze = 0.25
    if weather in _GREY:
        grey = _GREY[weather]
        # After dark the clouds only grey the night a little.
        share = {"night": 0.16, "dusk": 0.40}.get(time, 0.82)
        a, b, c, d = (mix(old, new, share) for old, new in zip(sky, grey, strict=True))
        sky = (a, b, c, d)
        veils: dict[str, RGB] = {"storm": (150, 156, 184), "rain": (204, 214, 226)}
        veil = veils.get(weather, (236, 240, 246))
        outside = tinted(outside, veil, 0.8)
        haze = {"fog": 0.9, "snow": 0.5, "rain": 0.45, "storm": 0.5}[weather]
    ambient = mix(_AMBIENT_INDOORS[time], outside, 0.12) if indoors else outside
    return Light(
        time=time,
        weather=weather,
        indoors=indoors,
        sky=sky,
        key=(-0.45, 0.89) if indoors else _KEY[time],
        ambient=ambient,
        rim=_RIM[time],
        fog=mix(sky[3], sky[2], 0.5),
        haze=haze,
        glow=(255, 214, 130),
    )


_FIGURE_SHARE = 0.38
_FIGURE_SHARE_NIGHT = 0.44
_SKIN_SHARE_NIGHT = 0.27
"""Faces keep more of their light than clothes: a reader looks there first."""


def paint(look: Look, role: str, colour: RGB, light: Light | None) -> RGB:
    """The colour that `colour` ends up in: local colour, then light, then look."""
    if role in ("light", "sky") or light is None:
        lit = colour
    elif role == "sign":
        lit = tinted(colour, light.ambient, 0.25)
    elif role in ("set", "front"):
        lit = tinted(colour, light.ambient, 1.0 if look == "colour" else 0.55)
    else:
        night = light.time == "night" and not light.indoors
        share = _SKIN_SHARE_NIGHT if role == "skin" else _FIGURE_SHARE_NIGHT
        lit = tinted(colour, light.ambient, share if night else _FIGURE_SHARE)
    if look == "colour":
        return lit
    if look == "pencil":
        return _pencil(role, colour if role in ("skin", "figure", "cloth", "hair") else lit)
    return _ink(role, colour, lit, light)


def _grey(value: float) -> RGB:
    level = round(255 * min(max(value, 0.0), 1.0))
    return level, level, level


def _ink(role: str, colour: RGB, lit: RGB, light: Light | None) -> RGB:
    if role == "skin":
        return (255, 255, 255) if luminance(colour) > 0.3 else (214, 214, 214)
    if role in ("figure", "cloth", "hair"):
        value = luminance(colour)
        return INK if value < 0.2 else _grey(0.12 + 0.95 * value)
    value = luminance(lit)
    if role == "front":
        return _grey(0.06 + 0.4 * value)
    if role in ("sign", "light"):
        return _grey(value)
    # Night is spotted black; by day only what is nearly black.
    black = 0.22
    if light is not None and not light.indoors:
        black = {"night": 0.40, "dusk": 0.26}.get(light.time, black)
    if value < black:
        return INK
    # Steep in the darks; the lights keep enough apart for fog and snow.
    if light is not None and light.weather in ("fog", "snow") and not light.indoors:
        # Fog is a wash of greys; all of it would turn to paper.
        return _grey(1.42 * value - 0.06 if value < 0.5 else 0.65 + (value - 0.5) * 0.68)
    if value < 0.55:
        return _grey(1.42 * value - 0.06)
    return _grey(0.721 + (value - 0.55) * 0.796 if value < 0.8 else 0.92 + (value - 0.8) * 0.4)


def _pencil(role: str, colour: RGB) -> RGB:
    value = luminance(colour)
    floor = {
        "skin": 0.90,
        "hair": 0.22,
        "figure": 0.35,
        "cloth": 0.35,
        "sign": 0.15,
        "light": 0.12,
    }.get(role, 0.5)
    value = min(value * 1.12, 1.0)
    return _grey(floor + (0.985 - floor) * value)


def contrast(a: RGB, b: RGB) -> float:
    """How far apart two colours look, 0–1 and a little more."""
    return hypot(*(x - y for x, y in zip(a, b, strict=True))) / 441.7
