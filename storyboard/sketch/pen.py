"""The figure artist's pen: shapes with a contour and a cel shade, from a frame to the canvas."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import curve
from .camera import Camera
from .canvas import Canvas, ribbon
from .curve import Array, Frame
from .look import INK, Light, luminance, mix, scaled, shade
from .model import RGB


class Pen:
    """Draws in the upright plane at depth `z`, with a line of `base` pixels."""

    def __init__(self, canvas: Canvas, camera: Camera, light: Light, z: float, base: float) -> None:
        self.canvas, self.camera, self.light, self.z = canvas, camera, light, z
        self.base = base
        self.ink: RGB = INK
        self.near = True
        """Whether the face is large enough for halftone."""
        self.toned = True
        """Whether the looks without colour shade: dots on a small face are dirt."""
        self.flat = False
        """No shade and no inner lines: for figures a few pixels high."""
        self.tilt: tuple[float, float, float, float] | None = None
        """Foreshortening: the figure's x, its ground, its height and how much; see `tilted`."""
        self.halo: list[Array] = []
        """What a keyline round the whole figure is made of, in ink and pencil."""
        self.key = np.array([light.key[0], -light.key[1]])
        """Towards the light in the picture, y down."""

    def px(self, frame: Frame, points: ArrayLike) -> Array:
        """Points of a frame in pixels."""
        world = frame(points)
        return self.camera.upright(tilted(world, *self.tilt) if self.tilt else world, self.z)

    def _widths(self, xy: Array, ring: bool, weight: float) -> Array:
        normal = curve.normals(xy, ring)
        if ring and curve.area(xy) > 0:
            normal = -normal
        # Heavier where the edge turns from the light.
        lean = np.clip(-(normal @ self.key), -0.35, 1.0)
        return np.asarray(self.base * weight * (0.62 + 0.68 * lean))

    def outline(self, xy: Array, weight: float = 1.0) -> None:
        """Ink behind a ring: what is filled over it keeps a contour of varying width."""
        normal = curve.normals(xy)
        if curve.area(xy) > 0:
            normal = -normal
        wide = self._widths(xy, True, weight)
        canvas = self.canvas
        canvas.shape(xy + normal * wide[:, None], canvas.line_colour(self.ink))
        if canvas.look == "colour" or self.flat:
            return
        self.halo.append(xy + normal * (wide + 1.5 * self.base + 0.8 * canvas.unit)[:, None])
        if canvas.look == "pencil" and weight > 0.7 and len(xy) > 12:
            # A second, looser line outside the first: the hand searched for the shape.
            loose = wide + canvas.unit * (1.3 + 1.6 * canvas.noise(len(xy)))
            run = (xy + normal * loose[:, None])[len(xy) // 9 :]
            canvas.line(run, 0.75 * canvas.unit, (120, 118, 122), wobble=False)

    def contour(self, xy: Array, weight: float = 1.0) -> None:
        """A varying line along an open run of a contour."""
        if len(xy) < 3:
            return
        wide = self._widths(xy, False, weight)
        ends = np.minimum(np.arange(len(xy)), np.arange(len(xy))[::-1])
        wide = wide * np.clip(0.35 + ends / 4, 0.35, 1)
        self.canvas.shape(ribbon(xy, wide), self.canvas.line_colour(self.ink))

    def solid(
        self,
        xy: Array,
        colour: RGB,
        role: str,
        depth: float = 0.0,
        *,
        within: Array | None = None,
    ) -> None:
        """A filled shape; `depth` pixels of it away from the light lie in shade."""
        canvas = self.canvas
        canvas.role = role
        if depth <= 0 or self.flat:
            canvas.fill(xy, colour, within=within)
            return
        lit = xy + self.key * depth
        if canvas.look == "colour":
            dark = shade(colour)
            if self.light.dark and role not in ("set", "hair"):
                # A thin light along the edge that the key does not reach.
                canvas.fill(xy, mix(colour, self.light.rim, 0.42), within=within)
                canvas.fill(xy + self.key * (0.2 * depth), dark, within=xy)
            else:
                canvas.fill(xy, dark, within=within)
            canvas.fill(lit, colour, within=xy)
            return
        canvas.fill(xy, colour, within=within)
        if not self.toned or (role == "skin" and not self.near):
            return
        canvas.tone(xy, 0.3 if role == "skin" else 0.55, within=within)
        canvas.fill(lit, colour, within=xy)

    def part(
        self,
        frame: Frame,
        points: ArrayLike,
        colour: RGB,
        role: str = "cloth",
        *,
        depth: float = 0.0,
        weight: float = 1.0,
    ) -> Array:
        """A ring of a frame: contour, fill, shade `depth` (in the frame's units) deep."""
        xy = self.px(frame, points)
        if weight > 0:
            self.outline(xy, weight)
        self.solid(xy, colour, role, self.size(frame, depth))
        return xy

    def size(self, frame: Frame, length: float) -> float:
        """A length of the frame in pixels, near the frame's origin."""
        if length == 0:
            return 0.0
        a, b = self.px(frame, [(0, 0), (0, length)])
        return float(np.hypot(*(b - a)))

    def stroke(
        self,
        frame: Frame,
        points: ArrayLike,
        width: float = 0.7,
        colour: RGB | None = None,
        *,
        taper: bool = True,
        within: Array | None = None,
        role: str = "figure",
    ) -> None:
        """A line along points of a frame; `width` is a multiple of the pen's own."""
        if self.flat and width < 0.9:
            return
        self.canvas.role = role
        xy = self.px(frame, points)
        self.canvas.line(
            xy,
            max(self.base * width, 0.55),
            colour or self.ink,
            wobble=False,
            taper=taper,
            within=within,
        )

    def soft(self, colour: RGB, by: float) -> RGB:
        """An inner line's colour: the local colour, darkened; in ink black, or pale on black."""
        if self.canvas.look == "colour":
            return mix(scaled(colour, by), self.ink, 0.2)
        return (
            (206, 206, 206) if self.canvas.look == "ink" and luminance(colour) < 0.2 else self.ink
        )


def tilted(world: Array, x: float, ground: float, tall: float, by: float) -> Array:
    """A standing figure as a low (`by` > 0) or high camera foreshortens it.

    What is near the lens grows and what is far from it shrinks, by the share `by` at the feet and
    at the crown; soles and crown stay where they are, so that framing and ground need not know.
    """
    t = np.clip((world[:, 1] - ground) / tall, -0.2, 1.3)
    wide = 1.0 + by * (1.0 - 2.0 * t)
    up = ground + tall * (t + by * t * (1.0 - t))
    return np.stack([x + (world[:, 0] - x) * wide, up], axis=1)
