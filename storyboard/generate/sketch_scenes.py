"""What the illustrator's panels take over from the panels before them, worked out for a plan."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from storyboard.generate.sketch_backend import brief
from storyboard.plan.model import Kept, Shot


def continued(shots: Sequence[Shot], scenes: Container[str], seed: int) -> list[Shot]:
    """The shots of a story, in reading order, with what their scenes establish in `kept`.

    `scenes` holds the panels at which the story says that a scene begins; `seed` is the story's,
    under which places are furnished, whatever seed a panel has. Panels that the illustrator does
    not draw are passed over. Keys are left as they were: the caller makes them anew.
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
    told = continuity([replace(brief(s), seed=seed, scene=Scene()) for s in drawn], cuts)
    kept = {
        shot.panel: Kept(
            place=b.scene.key,
            words=b.scene.words,
            setting=b.scene.setting,
            time=b.scene.time,
            weather=b.scene.weather,
            left_to_right=b.scene.left_to_right,
        )
        for shot, b in zip(drawn, told, strict=True)
    }
    return [replace(s, kept=kept[s.panel]) if s.panel in kept else s for s in shots]
