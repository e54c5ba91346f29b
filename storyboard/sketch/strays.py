"""Animals that a prompt names and that are nobody's part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .beast_table import BEASTS, KIND_OF
from .design import bystander, for_look
from .figure import Place
from .model import Brief, Figure, Staging
from .placing import CLOSE, Member
from .rng import seed_of

_STRAY = re.compile(
    r"(?<!like )(?<!as )\b(?:an?|the|his|her|their|its|my|your)\s+((?:[a-z-]+\s+){0,3}?)("
    + "|".join(sorted(w for w, k in KIND_OF.items() if k not in ("robot", "mouse")
    and w not in ("ass", "kid-goat", "ram", "doe", "hog", "swallow", "bull", "turkey", "robin",
    "tern", "pup", "chick", "bot", "mech", "wren", "sow", "hare", "elk", "ox")))
    + r")\b(?!['’-])",
    re.IGNORECASE,
)  # fmt: skip
LARGE = 0.9
"""Metres at the shoulder from which an animal hides people, and is shown whole beside them."""
_STRAY_POSES = (
    (r"\b(runs?|running|chas\w+|races?|gallop\w*|flies|flying|bolt\w*)\b", "run"),
    (r"\b(sleep\w*|asleep|lies|lying|curled|dozing|dozes)\b", "lie"),
    (r"\b(walk\w*|trot\w*|pads?|follow\w*)\b", "walk"),
    (r"\b(sits?|sitting|perche[sd]|waits?)\b", "sit"),
)


def strays(brief: Brief, staging: Staging, cast: Sequence[Member]) -> list[Member]:
    """An animal that the prompt names and that is nobody's part: one, beside the figures."""
    if staging.shot in CLOSE or any(m.design.beast for m in cast) or staging.people:
        return []
    text = re.sub(r"[\"“”][^\"“”]*[\"“”]", " ", brief.prompt)[:4000]
    names = {w.lower() for a in (*brief.cast, *brief.others) for w in a.name.split()}
    for found in _STRAY.finditer(text):
        word = found.group(2).lower()
        if word in names or any(word in m.figure.holds.lower() for m in cast):
            continue
        design = bystander(7, seed_of(brief.seed, word) % 997, f"a {found.group(1)}{word}")
        if not design.beast:
            continue
        after = re.split(r"[.,;]", text[found.end() : found.end() + 60])[0]
        pose = next((p for pattern, p in _STRAY_POSES if re.search(pattern, after)), "stand")
        mood = "joy" if design.kind == "dog" else "neutral"
        side = cast[-1].place.facing if cast else 1
        edge = max((m.place.x * side for m in cast), default=0.0)
        beast = BEASTS[design.kind]
        large = design.height > LARGE
        length = design.height * ((0.55 * beast.long if large else 0.5) + beast.neck)
        # A horse stands behind those whom it would hide.
        place = Place(z=0.6 if large else -0.12, shot=staging.shot)
        if len(cast) == 1:
            # It fills the place that the figure faces.
            x = side * (edge + 0.62 + 0.7 * length)
            place = replace(place, x=x, facing=-side)
        elif cast:
            # Between them, nearer to us.
            near = place.z if large else -0.3
            place = replace(place, x=-0.3 * length * side, z=near, facing=side)
        return [Member(Figure("", mood, pose), for_look(design, brief.look, 3), place)]
    return []
