"""What the illustrator's panels take over from the panels before them, worked out for a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.generate.briefs import brief
from storyboard.plan.model import Kept, Shot

if TYPE_CHECKING:
    from storyboard.sketch.model import Brief


def continued(
    shots: Sequence[Shot], scenes: Container[str], seed: int, *, rtl: bool = False
) -> list[Shot]:
    """The shots of a story, in reading order, with what their scenes establish in `kept`.

    `scenes` holds the panels at which the story says that a scene begins; `seed` is the story's,
    under which places are furnished, whatever seed a panel has; `rtl` says that it is read from
    right to left, so that whoever is told first stands at the right. Panels that the illustrator
    does not draw are passed over. Keys are left as they were: the caller makes them anew.
    """
    from storyboard.sketch.direction import continuity
    from storyboard.sketch.model import Scene

    drawn = [s for s in shots if s.backend == "sketch"]
    cuts: set[int] = set()
    count = 0
    for shot in shots:
        # A scene that begins with a picture of one's own goes on with the panel after it.
        cuts |= {count} if shot.panel in scenes else set()
        count += shot.backend == "sketch"
    told = continuity([replace(brief(s), seed=seed, scene=Scene()) for s in drawn], cuts, rtl=rtl)
    kept = {
        shot.panel: Kept(
            place=b.scene.key,
            words=b.scene.words,
            setting=b.scene.setting,
            time=b.scene.time,
            weather=b.scene.weather,
            left_to_right=b.scene.left_to_right,
            looks=_looks(b),
        )
        for shot, b in zip(drawn, told, strict=True)
    }
    return [replace(s, kept=kept[s.panel]) if s.panel in kept else s for s in shots]


def _looks(told: Brief) -> str:
    from storyboard.sketch.design import design_cast
    from storyboard.sketch.reading import read

    designs = design_cast([*told.cast, *told.others])
    seen = {f.character for f in read(told).figures}
    looks = [designs[id] for id in sorted(seen & designs.keys())]
    return hashlib.sha256(repr(looks).encode()).hexdigest()[:16]
