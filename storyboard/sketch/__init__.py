"""The illustrator: a storyboard artist in the box, who draws a panel from a few words.

`draw` reads a `model.Brief` into a `model.Staging` and composes a `model.Drawing` from it:
the same brief gives the same pixels, on any machine. `direction.continuity` goes over the briefs
of a story first, so that places, light and sides hold from panel to panel.
"""

from __future__ import annotations

from .model import Brief, Drawing, Staging

__all__ = ["VERSION", "draw", "stage_of"]

VERSION = "sketch-4"
"""Changes whenever the same brief gives another picture."""


def stage_of(brief: Brief) -> Staging:
    """What is read from a brief, with what its scene has established."""
    from .direction import settled
    from .reading import read

    return settled(brief, read(brief))


def draw(brief: Brief) -> Drawing:
    """The picture of a brief, with its staging and where the heads are. Never fails on words."""
    from .stage import compose

    return compose(brief, stage_of(brief))
