"""What the illustrator takes for a panel, stage by stage, on one core.

    python tests/benchmarks/sketch.py [RUNS]

Prints milliseconds of processor time for 1024 x 1344 pixels: reading, composing (camera, set and
figures as a display list), rasterising, PNG at compression level 1, and the whole; the mean over
twelve panels in each look, and the slowest panel.
"""

from __future__ import annotations

import io
import sys
from time import process_time

from storyboard.sketch import stage
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.model import LOOKS, Actor, Brief
from storyboard.sketch.reading import read

CAST = (
    Actor("mara", "Mara", "a woman of thirty with a black bob, red jacket and blue jeans"),
    Actor("tom", "Tom", "a broad man, short red beard, round glasses, green coat"),
    Actor("ines", "Ines", "a girl of nine in a yellow raincoat"),
    Actor("ezra", "Ezra", "an old ferryman with a white beard and a navy cap"),
)
PROMPTS = (
    "close-up: Mara grins on a rooftop at golden hour, wind in her hair",
    'wide: Mara alone on a rooftop at night under a sign that says "OPEN ALL NIGHT"',
    'In an alley at night in the rain, Mara, furious, points at Tom. A sign says "BAR".',
    "Tom runs down the street at dusk in panic",
    "Tom reads a book in the kitchen, thoughtful",
    "Mara stands with her hands on her hips in a forest, low angle, determined",
    "over the shoulder: Tom listens as Mara laughs in a cafe",
    "extreme close-up: Mara, terrified, at night",
    "Ezra holds a lantern on the deck of a ship in fog, Ines looks up at him",
    "Mara and Tom cheer in the snowy mountains",
    "Mara, Tom, Ines and Ezra walk down the street in the rain",
    "The empty harbour pier at dawn",
)
SIZE = (1024, 1344)
STAGES = ("reading", "composing", "rasterising", "encoding")


def measure(brief: Brief) -> dict[str, float]:
    """Milliseconds of each stage of one panel."""
    start = process_time()
    staging = read(brief)
    read_at = process_time()
    rasterised = 0.0
    plain = Canvas.picture

    def timed(self: Canvas):
        nonlocal rasterised
        begun = process_time()
        image = plain(self)
        rasterised = process_time() - begun
        return image

    Canvas.picture = timed  # type: ignore[method-assign]
    try:
        drawing = stage.compose(brief, staging)
    finally:
        Canvas.picture = plain  # type: ignore[method-assign]
    drawn_at = process_time()
    drawing.image.save(io.BytesIO(), "PNG", compress_level=1)
    done_at = process_time()
    spent = (read_at - start, drawn_at - read_at - rasterised, rasterised, done_at - drawn_at)
    return dict(zip(STAGES, (1000 * s for s in spent), strict=True))


def main(runs: int) -> None:
    read(Brief("warm", CAST))
    for look in LOOKS:
        best: list[dict[str, float]] = []
        for k, prompt in enumerate(PROMPTS):
            brief = Brief(prompt, (), "", CAST, *SIZE, seed=k, look=look, lettered=True)
            times = [measure(brief) for _ in range(runs)]
            best.append(min(times, key=lambda t: sum(t.values())))
        means = {s: sum(t[s] for t in best) / len(best) for s in STAGES}
        whole = [sum(t.values()) for t in best]
        parts = "  ".join(f"{s} {v:.0f}" for s, v in means.items())
        mean, most = sum(whole) / len(whole), max(whole)
        print(f"{look:8} {parts}  whole {mean:.0f} ms, slowest {most:.0f}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
