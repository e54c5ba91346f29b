"""The illustrator: a storyboard artist in the box, who draws a panel from a few words.

`draw` reads a `model.Brief` into a `model.Staging` and composes a `model.Drawing` from it:
the same brief gives the same pixels, on any machine.
"""

from __future__ import annotations

from .model import Brief, Drawing

__all__ = ["draw"]


def draw(brief: Brief) -> Drawing:
    """The picture of a brief, with its staging and where the heads are. Never fails on words."""
    from .reading import read
    from .stage import compose

    return compose(brief, read(brief))
