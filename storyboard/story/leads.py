"""Who leads a panel, where the model that draws it must be shown her picture."""

from __future__ import annotations

from collections.abc import Mapping

from storyboard.story.nodes import Node
from storyboard.story.panels import found_cast, heard
from storyboard.story.subject import Subject


def check_leads(s: Subject) -> None:
    """A model that copies a likeness needs a picture to copy it from, in every panel."""
    if s.backend in ("sketch", "files"):
        return
    drawn = [panel for _, _, panel in s.panels() if panel.get("prompt") and not panel.get("image")]
    if not drawn:
        return
    referenced = {key for key, c in s.characters.items() if c.get("reference")}
    if not referenced:
        generator = s.root.get("generator")
        place = generator.get("backend") if generator else None
        s.report.node(
            place or s.root, "no-reference",
            f"{s.backend} draws from a picture of the lead, and no character has a reference",
            "give the lead a `reference:`, or draw with `backend: sketch`, which needs none",
        )  # fmt: skip
        return
    names = {k: (n.text or "" if (n := c.get("name")) else "") for k, c in s.characters.items()}
    for panel in drawn:
        _lead(s, panel, referenced, names)


def _lead(s: Subject, panel: Node, referenced: set[str], names: Mapping[str, str]) -> None:
    listed = panel.entries.get("characters")
    prompt = panel.get("prompt")
    if listed is not None and listed.value is not None:
        cast = [n.text for n in ([listed] if listed.text is not None else listed.items) if n.text]
        place = listed
    else:
        dialogue = panel.get("dialogue")
        said = [
            (speaker, heard(_text(line, "as"), _own_kind(s, speaker), _text(line, "tail")))
            for item in (dialogue.items if dialogue else ())
            for speaker, line in item.entries.items()
        ]
        text = (prompt.text or "") if prompt else ""
        cast = list(found_cast(text, said, names, referenced))
        place = panel
    lead = cast[0] if cast else None
    if lead in referenced or (lead is not None and lead not in s.characters):
        return
    if lead is None:
        s.report.node(
            place, "no-reference",
            f"nobody is in this panel, and {s.backend} draws only from a picture of its lead",
            "name a character with a reference in `characters:`, or give the panel an `image:`",
        )  # fmt: skip
        return
    other = next((key for key in cast if key in referenced), None)
    hint = f"give {lead} a `reference:`, or the panel an `image:`"
    if other:
        hint = f"put {other} first in `characters:`, or give {lead} a `reference:`"
    s.report.node(
        place, "no-reference",
        f"{lead} leads this panel and has no reference, which {s.backend} draws from", hint,
    )  # fmt: skip


def _own_kind(s: Subject, speaker: str) -> str | None:
    """The kind of balloon that a character's voice has by itself."""
    character = s.characters.get(speaker)
    voice = character.get("voice") if character else None
    return _text(voice, "balloon") if voice else None


def _text(node: Node, key: str) -> str | None:
    found = node.get(key)
    return found.text if found else None
