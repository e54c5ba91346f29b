"""What must agree between the parts of a story: all of it, in one pass over the file's nodes.

The checks read nodes and not the model, so that a story which is wrong in one place is still
checked in all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from storyboard.story.dialogue import check_dialogue
from storyboard.story.model import Backend
from storyboard.story.nodes import Node
from storyboard.story.panels import found_cast, panel_id
from storyboard.story.report import Report, one_of, short

LONG_PROMPT = 2000
Layouts = Mapping[str, Sequence[Sequence[float]]]


@dataclass(slots=True)
class Subject:
    """The story under check, and what is known from outside of it."""

    root: Node
    report: Report
    layouts: Layouts
    formats: Collection[str]
    backend: str
    done: set[int] = field(default_factory=set)
    """Nodes (by `id`) on which all is said; nothing more is reported inside them."""

    @property
    def characters(self) -> dict[str, Node]:
        """The cast, by key; empty where it is given in a wrong shape."""
        found = self.root.get("characters")
        return found.entries if found else {}

    def panels(self) -> Iterator[tuple[int | None, int, Node]]:
        """Every panel with the index of its page (None if flat) and its own."""
        pages = self.root.get("pages")
        if pages:
            for p, page in enumerate(pages.items):
                panels = page.get("panels")
                for i, panel in enumerate(panels.items if panels else ()):
                    yield p, i, panel
        flat = self.root.get("panels")
        if flat:
            for i, panel in enumerate(flat.items):
                yield None, i, panel


def check_all(subject: Subject) -> None:
    """Every check that needs no file but the story."""
    _pages_or_panels(subject)
    _page(subject)
    _layouts(subject)
    _style(subject)
    _characters(subject)
    _ids(subject)
    for _, _, panel in subject.panels():
        if panel.kind in ("mapping", "nothing"):
            _panel(subject, panel)
        if panel.value is None:
            subject.done.add(id(panel))
    _leads(subject)


def chosen_backend(root: Node, override: str | None) -> str:
    """The backend that will draw: the caller's, else the story's, else the default."""
    if override is not None:
        return override
    generator = root.get("generator")
    named = generator.get("backend") if generator else None
    return named.text if named and named.text in get_args(Backend) else "sketch"


def _pages_or_panels(s: Subject) -> None:
    pages, panels = s.root.entries.get("pages"), s.root.entries.get("panels")
    start = "write `panels:` and below it `- prompt: what is seen`"
    if pages is None and panels is None:
        s.report.node(s.root, "no-panels", "the story has no panels", start)
    elif s.root.get("pages") and s.root.get("panels"):
        later = max(("pages", "panels"), key=lambda k: s.root.keys[k])
        s.report.key(
            s.root, later, "pages-and-panels", "`pages` and `panels` are both given",
            "keep `pages` to say what stands on which page, or `panels` to have it planned",
        )  # fmt: skip
    for key, node in (("pages", pages), ("panels", panels)):
        other = s.root.get("panels" if key == "pages" else "pages")
        if node is not None and _empty(node) and not other:
            hint = (
                start
                if key == "panels"
                else "write `- panels:` below it, and the panels below that"
            )
            s.report.key(s.root, key, "no-panels", f"`{key}` is empty", hint)
    for page in pages.items if pages else ():
        own = page.get("panels")
        if own is not None and _empty(own):
            s.report.key(
                page, "panels", "no-panels", "the page has no panels",
                "write `- prompt: what is seen` below it, or take the page out",
            )  # fmt: skip


def _empty(node: Node) -> bool:
    return node.value is None or node.value == [] or node.value == {} or node.text == ""


def _page(s: Subject) -> None:
    page = s.root.get("page")
    if page is None or page.text is None or page.text in s.formats:
        return
    near = s.report.nearest(page.text, s.formats)
    hint = f"did you mean {near}?" if near else (
        f"write {one_of(s.formats)}, or {{width: 6.625in, height: 10.25in}}"
    )  # fmt: skip
    s.report.node(page, "page-format", f"'{short(page.text)}' is no page format", hint)


def _layouts(s: Subject) -> None:
    pages = s.root.get("pages")
    for page in pages.items if pages else ():
        layout, panels = page.get("layout"), page.get("panels")
        if layout is None:
            continue
        if layout.text is not None:
            tiers = s.layouts.get(layout.text)
            if tiers is None:
                near = s.report.nearest(layout.text, s.layouts)
                names = one_of(s.layouts) if s.layouts else ""
                hint = f"did you mean {near}?" if near else (
                    f"write {names}, or tiers such as [[1], [2, 1]]" if names
                    else "write tiers, each a list of widths: [[1], [2, 1]]"
                )  # fmt: skip
                message = f"'{short(layout.text)}' is no page template"
                s.report.node(layout, "layout", message, hint)
                continue
            cells = sum(len(tier) for tier in tiers)
        elif layout.items and all(tier.kind == "list" for tier in layout.items):
            cells = sum(len(tier.items) for tier in layout.items)
        else:
            continue
        count = len(panels.items) if panels else 0
        if count and cells != count:
            s.report.node(
                layout, "layout-cells",
                f"the layout has {_many(cells, 'cell')} and the page {_many(count, 'panel')}",
                "give every panel a cell: change the tiers, or the panels of the page",
            )  # fmt: skip


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _style(s: Subject) -> None:
    style = s.root.get("style")
    codes = style.get("codes") if style else None
    if style is None or codes is None or _empty(codes):
        return
    images, kind = style.get("images"), style.get("type")
    if images is not None and not _empty(images):
        s.report.key(
            style, "codes", "style-clash", "style `codes` and style `images` are both given",
            "keep one of the two: the model takes either",
        )  # fmt: skip
    if kind is not None and kind.text != "auto":
        s.report.key(
            style, "codes", "style-clash", "style `codes` are given and `type` is set",
            "take `type` out, or write `type: auto`: a code says the type already",
        )  # fmt: skip


def _characters(s: Subject) -> None:
    for character in s.characters.values():
        if character.get("mask") and not character.get("reference"):
            s.report.key(
                character, "mask", "mask", "a `mask` is given and no `reference`",
                "add the picture that it masks as `reference:`",
            )  # fmt: skip


def _ids(s: Subject) -> None:
    given: dict[str, Node] = {}
    automatic: dict[str, Node] = {}
    for page, index, panel in s.panels():
        named = panel.get("id")
        if named is None:
            automatic.setdefault(panel_id(page, index), panel)
        elif named.text is not None:
            first = given.setdefault(named.text, named)
            if first is not named:
                s.report.node(
                    named, "duplicate-id",
                    f"the id '{short(named.text)}' is taken: it stands on line {first.line} already",
                    "give this panel another id",
                )  # fmt: skip
    for name, node in given.items():
        if name in automatic:
            s.report.node(
                node, "duplicate-id",
                f"the id '{name}' is the automatic one of the panel on line {automatic[name].line}",
                "choose a name that is not of the form p1.1 or p1",
            )  # fmt: skip


def _panel(s: Subject, panel: Node) -> None:
    prompt, image = panel.get("prompt"), panel.get("image")
    if (prompt is None or prompt.text == "") and (image is None or image.text == ""):
        where = "prompt" if "prompt" in panel.entries else "image"
        s.report.key(
            panel, where, "no-picture", "the panel has no prompt and no image",
            "say what is seen in `prompt:` or name a picture in `image:`",
        )  # fmt: skip
    elif s.backend == "files" and image is None:
        s.report.node(
            panel, "no-picture", "the generator `files` draws nothing, and the panel has no image",
            "name a picture in `image:`, or choose the generator sketch",
        )  # fmt: skip
    if prompt is not None and prompt.text:
        _prompt(s, prompt, prompt.text)
    for key, what in (("characters", "character"), ("faces", "character")):
        node = panel.get(key)
        if node is None:
            continue
        if key == "faces":
            for name in node.entries:
                if name not in s.characters:
                    line, column = node.keys[name]
                    s.report.at(line, column, "unknown-character",
                                f"'{short(name)}' is no {what} of the story", _who(s, name))  # fmt: skip
        else:
            for member in [node] if node.text is not None else node.items:
                if member.text is not None and member.text not in s.characters:
                    s.report.node(
                        member, "unknown-character",
                        f"'{short(member.text)}' is no {what} of the story", _who(s, member.text),
                    )  # fmt: skip
    dialogue = panel.get("dialogue")
    if dialogue is not None:
        check_dialogue(dialogue, s.characters, s.report, s.done, lambda name: _who(s, name))


def _prompt(s: Subject, node: Node, text: str) -> None:
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        s.report.node(
            node, "unbalanced-quotes", "a double quote in the prompt has no partner",
            "close it: the words between two are drawn inside the picture", "warning",
        )  # fmt: skip
    if len(text) > LONG_PROMPT:
        s.report.node(
            node, "long-prompt", f"the prompt has {len(text):,} characters",
            f"keep it under {LONG_PROMPT:,}: what stands late in a long prompt is seldom drawn",
            "warning",
        )  # fmt: skip


def _who(s: Subject, name: str) -> str:
    """The hint for a character that is not there."""
    keys = list(s.characters)
    for key, character in s.characters.items():
        full = character.get("name")
        if full is not None and full.text and name.casefold() == full.text.casefold():
            return f"write {key}: characters go by their keys"
    if name.casefold() in ("narrator", "narration", "caption", "voiceover", "text"):
        return "put a narrator's words under `caption:`"
    if "," in name and all(part.strip() in keys for part in name.split(",")):
        return f"write a list: [{', '.join(part.strip() for part in name.split(','))}]"
    near = s.report.nearest(name, keys)
    if near:
        return f"did you mean {near}?"
    return f"add `{short(name, 30)}:` under `characters:`"


def _leads(s: Subject) -> None:
    """A model that copies a likeness needs a picture to copy it from, in every panel."""
    if s.backend != "modelrunner":
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
            "modelrunner draws from a picture of the lead, and no character has a reference",
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
            (speaker, kind.text if (kind := line.get("as")) else None)
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
            "nobody is in this panel, and modelrunner draws only from a picture of its lead",
            "name a character with a reference in `characters:`, or give the panel an `image:`",
        )  # fmt: skip
        return
    other = next((key for key in cast if key in referenced), None)
    hint = f"give {lead} a `reference:`, or the panel an `image:`"
    if other:
        hint = f"put {other} first in `characters:`, or give {lead} a `reference:`"
    s.report.node(
        place, "no-reference",
        f"{lead} leads this panel and has no reference, which modelrunner draws from", hint,
    )  # fmt: skip
