"""Colour of a scene: the light of every hour and weather, and harmonious local colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from .model import RGB

INK: RGB = (26, 24, 38)
WHITE: RGB = (255, 255, 255)


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """The colour `t` of the way from `a` to `b`, in sRGB."""
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


def scale(c: RGB, k: float) -> RGB:
    """A darker colour (k < 1) drifting to violet as shadows do, or a lighter one (k > 1)."""
    if k >= 1:
        return mix(c, WHITE, min(1.0, k - 1))
    return (
        max(0, round(c[0] * k)),
        max(0, round(c[1] * k)),
        min(255, round(c[2] * (k + (1 - k) * 0.22))),
    )


def grey(c: RGB) -> float:
    """Luma of a colour, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]


def saturate(c: RGB, k: float) -> RGB:
    """The colour with its distance from grey multiplied by `k`."""
    g = grey(c)
    return (
        min(255, max(0, round(g + (c[0] - g) * k))),
        min(255, max(0, round(g + (c[1] - g) * k))),
        min(255, max(0, round(g + (c[2] - g) * k))),
    )


@dataclass(frozen=True, slots=True)
class Mood:
    """What one hour and weather does to a set."""

    tint: tuple[float, float, float]
    """Multiplies local colours."""
    lift: RGB
    """Colour that local colours are drawn towards, by `lift_by`: binds a palette together."""
    lift_by: float
    haze: RGB
    haze_reach: float
    """Metres over which the air swallows 63 % of a colour."""
    haze_most: float
    shade: RGB
    front: RGB
    """Foreground silhouettes."""
    lamp: bool
    """Whether lamps and windows are lit."""

    def plain(self) -> Mood:
        """The same air in a light that leaves colours as they are."""
        return replace(self, tint=(1.0, 1.0, 1.0), lift_by=0.0)

    def light(self, c: RGB) -> RGB:
        """A local colour under this light."""
        r, g, b = self.tint
        lit: RGB = (
            min(255, round(c[0] * r)), min(255, round(c[1] * g)), min(255, round(c[2] * b)),
        )  # fmt: skip
        return mix(lit, self.lift, self.lift_by)


_Tint = tuple[tuple[float, float, float], "RGB", float, "RGB", float]
_OUT: dict[str, _Tint] = {
    # tint, lift, lift_by, haze, haze_reach
    "dawn": ((0.93, 0.84, 0.88), (240, 190, 180), 0.12, (238, 200, 190), 60),
    "day": ((1.0, 1.0, 1.0), (200, 225, 240), 0.05, (196, 220, 232), 90),
    "golden-hour": ((1.0, 0.86, 0.68), (250, 180, 100), 0.16, (248, 200, 138), 70),
    "dusk": ((0.66, 0.58, 0.76), (120, 80, 140), 0.18, (168, 116, 150), 60),
    "night": ((0.52, 0.57, 0.82), (48, 60, 118), 0.20, (46, 58, 114), 55),
}
_IN: dict[str, _Tint] = {
    "dawn": ((0.94, 0.90, 0.92), (230, 200, 200), 0.08, (230, 210, 205), 90),
    "day": ((1.0, 1.0, 0.99), (235, 235, 225), 0.04, (235, 235, 230), 120),
    "golden-hour": ((1.0, 0.91, 0.78), (250, 200, 130), 0.10, (245, 215, 170), 90),
    "dusk": ((0.86, 0.76, 0.76), (150, 100, 120), 0.10, (180, 140, 140), 90),
    "night": ((0.84, 0.72, 0.61), (130, 84, 60), 0.08, (120, 90, 90), 90),
}
_GREY = {"rain": 0.5, "storm": 0.75, "snow": 0.35, "fog": 0.55, "wind": 0.12}
_WET: dict[str, tuple[RGB, RGB]] = {
    # weather: the colour it draws everything towards by day, and by night
    "rain": ((128, 146, 162), (34, 44, 80)),
    "storm": ((88, 100, 118), (26, 34, 62)),
    "snow": ((205, 216, 228), (70, 84, 132)),
    "fog": ((178, 188, 194), (78, 90, 118)),
    "wind": ((190, 205, 205), (40, 50, 90)),
}
_REACH = {"rain": 0.5, "storm": 0.45, "snow": 0.4, "fog": 0.15, "wind": 0.9}


_STRIP: dict[str, _Tint] = {
    "dusk": ((0.88, 0.88, 0.92), (150, 150, 180), 0.06, (160, 160, 180), 90),
    "night": ((0.80, 0.85, 0.88), (80, 100, 130), 0.08, (90, 104, 124), 90),
}
"""Strip light in laboratories, wards and offices: cool after dark."""


def mood_of(time: str, weather: str, indoors: bool, strip: bool = False) -> Mood:
    """The light of a scene; unknown words count as a clear day. `strip`: lit by strip lights."""
    tint, lift, by, haze, reach = (_IN if indoors else _OUT).get(time, _OUT["day"])
    if indoors and strip and time in _STRIP:
        tint, lift, by, haze, reach = _STRIP[time]
    dark = time in ("night", "dusk")
    most = 0.72
    if weather in _WET:
        k = _GREY[weather] * (0.25 if indoors else 1.0)
        wet = _WET[weather][time == "night"]
        if time not in ("day", "night"):
            wet = mix(wet, lift, 0.4)
        t = 1 - 0.30 * k * (weather != "snow")
        tint = (tint[0] * t, tint[1] * t, tint[2] * (t + 0.05))
        if weather == "snow" and not indoors and time != "night":
            tint = (tint[0] * 0.5 + 0.47, tint[1] * 0.5 + 0.48, tint[2] * 0.5 + 0.5)
        # Fog swallows what is far, and leaves what is near its darks.
        bind = 0.1 if weather == "fog" else 0.22
        lift, by = mix(lift, wet, 0.75 if not indoors else 0.3), by + bind * k
        if not indoors:
            haze, reach = mix(haze, wet, 0.8), reach * _REACH[weather]
            if weather == "fog":
                most = 0.93
    front = mix(scale(mix(lift, haze, 0.4), 0.2), INK, 0.5)
    return Mood(tint, lift, by, haze, reach, most, scale(lift, 0.35), front, dark)


PALETTES: tuple[tuple[RGB, RGB, RGB, RGB, RGB], ...] = (
    # wall, wood or trim, floor, accent, second accent: warm against cool in each
    ((226, 216, 190), (150, 108, 74), (178, 142, 108), (104, 150, 146), (196, 104, 78)),
    ((196, 212, 204), (126, 98, 82), (160, 138, 118), (214, 150, 92), (88, 118, 134)),
    ((224, 200, 178), (118, 86, 78), (146, 116, 102), (118, 142, 112), (186, 92, 84)),
    ((200, 206, 216), (134, 116, 104), (150, 146, 150), (212, 164, 104), (96, 112, 146)),
    ((214, 206, 164), (140, 100, 66), (164, 124, 88), (92, 134, 128), (206, 122, 72)),
    ((186, 204, 212), (112, 92, 88), (142, 126, 118), (222, 176, 120), (160, 90, 92)),
    ((222, 186, 164), (124, 84, 70), (152, 110, 92), (110, 148, 152), (232, 202, 140)),
)
STONES: tuple[RGB, ...] = (
    (196, 164, 140), (176, 120, 98), (208, 192, 164), (164, 150, 150), (186, 172, 148),
    (150, 158, 168), (200, 148, 120), (172, 176, 166),
)  # fmt: skip
BRIGHTS: tuple[RGB, ...] = (
    (190, 82, 68), (222, 164, 76), (88, 134, 142), (112, 140, 92), (98, 104, 148), (208, 196, 168),
    (164, 96, 118),
)  # fmt: skip
GREENS: tuple[tuple[RGB, RGB], ...] = (
    ((116, 152, 92), (76, 116, 82)),
    ((138, 156, 84), (92, 120, 74)),
    ((98, 146, 112), (62, 106, 92)),
)


def pick(rng: random.Random, options: Sequence[RGB]) -> RGB:
    """One colour of several."""
    return options[rng.randrange(len(options))]
