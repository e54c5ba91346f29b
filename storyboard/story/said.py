"""The words of a panel: balloons, captions and sounds, and the short ways to write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

from storyboard.story.colour import RGB, plainer, rgb
from storyboard.story.part import Part
from storyboard.story.values import CaptionKind, Colour, Prose, Spot, Target, Voice, one_or_many


class Line(Part):
    """One balloon: who speaks, what, and how."""

    speaker: str
    """One of the characters."""
    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the balloon."""
    kind: Voice | None = None
    """The balloon's kind (`as` in the file); the character's own where it is left out."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]; found by the letterer where it is left out."""
    tail: Target | None = None
    """What the tail points at: [x, y] in the panel, left or right out of it, or none."""


class CaptionLook(Part):
    """The colours of caption boxes."""

    colour: Colour | None = None
    """The colour of the words: a CSS name or #rrggbb (in quotes)."""
    background: Colour | None = None
    """The colour of the box: a CSS name or #rrggbb (in quotes)."""


class Caption(Part):
    """One caption box."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the box."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]; the top where it is left out."""
    kind: CaptionKind = "place"
    """What it is (`as` in the file): a place and time, a monologue, spoken words off the
    picture, or the editor's note."""
    colour: Colour | None = None
    """The colour of the words: a CSS name or #rrggbb (in quotes)."""
    background: Colour | None = None
    """The colour of the box: a CSS name or #rrggbb (in quotes)."""


def caption_colours(caption: Caption, usual: CaptionLook) -> tuple[RGB | None, RGB | None]:
    """The colours of a caption's words and of its box, each part 0 to 1; None where none is said.

    What the caption does not say is as `usual` has it. Words on a box whose colour is said, and
    whose own is not, are black or white, whichever stands out more.
    """
    box = caption.background or usual.background
    words = caption.colour or usual.colour
    fill = rgb(box) if box else None
    if words:
        return rgb(words), fill
    return (plainer(fill) if fill else None), fill


class Effect(Part):
    """A lettered sound."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """The sound, as it is lettered."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]."""


def effects(value: Any) -> Any:
    return [{"text": v} if isinstance(v, str) else v for v in one_or_many(value)]


def captions(value: Any) -> Any:
    return [_kind_for_as(v) if isinstance(v, Mapping) else v for v in effects(value)]


def _kind_for_as(said: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in said.items() if key != "as"}
    return {**rest, **({"kind": said["as"]} if "as" in said else {})}


def line_of(item: Any) -> Any:
    """A dialogue item of the file, ``{mara: Wait!}``, in the shape of `Line`.

    What is not of that shape, and what already is a line, comes back as it was.
    """
    if not isinstance(item, Mapping) or len(item) != 1:
        return item
    ((speaker, said),) = item.items()
    if not isinstance(said, Mapping):
        return {"speaker": speaker, "text": said}
    return {**_kind_for_as(said), "speaker": speaker}


def lines_of(value: Any) -> Any:
    return [line_of(v) for v in value] if isinstance(value, list | tuple) else value
