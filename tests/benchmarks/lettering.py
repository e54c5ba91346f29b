"""Lettering a page: python tests/benchmarks/lettering.py

Pages of six panels with two balloons each, every page of other words, faces and ground, on
one core (the process's own time); the page of four panels and eight balloons; and a book of
24 pages. Prints the median and the slowest in milliseconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

import numpy as np

from storyboard.generate.model import Face
from storyboard.geometry import Rect
from storyboard.layout.compose import PanelInput, PictureFile, compose
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Story

TRIM, LIVE = Rect(0, 0, 477, 738), Rect(22.5, 45, 432, 648)
WORDS = [
    *("the", "last", "ferry", "leaves", "at", "midnight", "and", "nobody", "in", "this", "town"),
    *("waits", "for", "anyone", "who", "forgets", "what", "a", "lamp", "is", "or", "why", "it"),
    *("burns", "so", "I", "told", "you", "again", "never", "mind", "harbour", "lighthouse"),
]
Given = tuple[Story, list[PagePlan], dict[str, PanelInput]]


def book(pages: int, tiers: int, seed: int) -> Given:
    """Pages of two panels a tier, two balloons a panel."""
    rng = random.Random(seed)
    noise = np.random.default_rng(seed)
    plans, told, given = [], [], {}
    w, h = (LIVE.w - 9) / 2, (LIVE.h - 9 * (tiers - 1)) / tiers
    for number in range(1, pages + 1):
        frames, panels = [], []
        for k in range(2 * tiers):
            id = f"p{number}.{k + 1}"
            box = Rect(LIVE.x + (w + 9) * (k % 2), LIVE.y + (h + 9) * (k // 2), w, h)
            frames.append(Frame(id, box, box.corners))
            said = [
                {who: " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 12))) + "."}
                for who in ("ann", "bob")
            ]
            panels.append({"id": id, "prompt": "", "dialogue": said})
            xs = (rng.uniform(0.05, 0.3), rng.uniform(0.55, 0.75))
            faces = tuple(
                Face(who, (x, 0.4, 0.16, 0.24), (x + 0.08, 0.58))
                for who, x in zip(("ann", "bob"), xs, strict=True)
            )
            calm = noise.random((44, 48)).astype(np.float32)
            picture = PictureFile(Path("x.png"), "image/png", 900, 820, id, faces, calm)
            given[id] = (picture,)
        plans.append(PagePlan(number, TRIM, TRIM, LIVE, tuple(frames)))
        told.append({"panels": panels})
    story = Story.model_validate(
        {"title": "T", "characters": {"ann": {}, "bob": {}}, "pages": told}
    )
    inputs = {
        p.id: PanelInput(p.id, p, ("ann", "bob"), given[p.id][0])
        for page in story.pages
        for p in page.panels
        if p.id
    }
    return story, plans, inputs


def times(tiers: int, pages: int) -> list[float]:
    """Milliseconds of each page, after one that is not counted."""
    story, plans, inputs = book(pages + 1, tiers, tiers)
    out = []
    for plan in plans:
        start = time.process_time()
        compose(story, [plan], inputs, 8.0)
        out.append(1000 * (time.process_time() - start))
    return out[1:]


def main() -> None:
    rows = [
        ("6 panels, 12 balloons", times(3, 24)),
        ("4 panels, 8 balloons", times(2, 24)),
    ]
    for name, took in rows:
        print(f"{name:26} {statistics.median(took):6.1f} ms a page, slowest {max(took):6.1f}")  # noqa: T201
    story, plans, inputs = book(24, 3, 9)
    start = time.process_time()
    compose(story, plans, inputs, 8.0)
    print(f"{'a book of 24 pages':26} {time.process_time() - start:6.2f} s")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
