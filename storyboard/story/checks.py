"""What must agree between the parts of a story: all of it, in one pass over the file's nodes.

The checks read nodes and not the model, so that a story which is wrong in one place is still
checked in all others.
"""

from __future__ import annotations

from storyboard.story.dialogue import check_dialogue
from storyboard.story.leads import check_leads
from storyboard.story.model import OWN_FONTS, Panel
from storyboard.story.nodes import Node
from storyboard.story.page_checks import check_pages, is_true
from storyboard.story.panels import panel_id
from storyboard.story.report import one_of
from storyboard.story.subject import Subject
from storyboard.story.trouble import short
from storyboard.story.words import SYNONYMS, keys_of

LONG_PROMPT = 2000


def check_all(subject: Subject) -> None:
    """Every check that needs no file but the story."""
    _pages_or_panels(subject)
    _page(subject)
    check_pages(subject)
    _fonts(subject)
    _style(subject)
    _characters(subject)
    _ids(subject)
    for _, _, panel in subject.panels():
        if panel.kind in ("mapping", "nothing"):
            _panel(subject, panel)
        if panel.value is None:
            subject.done.add(id(panel))
    check_leads(subject)


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
    own = [page.get("panels") for page in pages.items] if pages else []
    if own and all(panels is not None and _empty(panels) for panels in own):
        s.report.key(s.root, "pages", "no-panels", "every page is blank", start)


def _empty(node: Node) -> bool:
    return not node.value


def _page(s: Subject) -> None:
    page = s.root.get("page")
    page = page.get("format") if page and page.entries else page
    if page is None or page.text is None or page.text in s.formats:
        return
    near = s.report.nearest(page.text, s.formats)
    hint = f"did you mean {near}?" if near else (
        f"write {one_of(s.formats)}, or {{width: 6.625in, height: 10.25in}}"
    )  # fmt: skip
    s.report.node(page, "page-format", f"'{short(page.text)}' is no page format", hint)


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


def _fonts(s: Subject) -> None:
    fonts = s.root.get("fonts")
    named = fonts.entries if fonts else {}
    for name in named:
        if name in OWN_FONTS and fonts is not None:
            s.report.key(
                fonts, name, "font", f"the font {name} ships already",
                "give this one another name",
            )  # fmt: skip
    lettering = s.root.get("lettering")
    voices = [c.get("voice") for c in s.characters.values()]
    options = (*OWN_FONTS, *(n for n in named if n not in OWN_FONTS))
    for part in (lettering, *voices):
        font = part.get("font") if part else None
        if font is None or font.text is None or font.text.strip() in options:
            continue
        near = s.report.nearest(font.text, options)
        hint = f"did you mean {near}?" if near else (
            f"write {one_of(options)}, or name the font's file under `fonts:`"
        )  # fmt: skip
        s.report.node(font, "font", f"'{short(font.text)}' is no lettering font", hint)


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
    pages, printed = s.root.get("pages"), [0]
    for item in pages.items if pages else ():
        printed.append(printed[-1] + (2 if is_true(item.get("spread")) else 1))
    for page, index, panel in s.panels():
        named = panel.get("id")
        if named is None:
            at = None if page is None else printed[page]
            automatic.setdefault(panel_id(at, index), panel)
        elif named.text is not None:
            first = given.setdefault(named.text, named)
            if first is not named:
                s.report.node(
                    named, "duplicate-id",
                    f"the id '{short(named.text)}' is taken already, on line {first.line}",
                    "give this panel another id",
                )  # fmt: skip
    for name, node in given.items():
        if name in automatic:
            s.report.node(
                node, "duplicate-id",
                f"the id '{name}' is the automatic one of the panel on line {automatic[name].line}",
                "choose a name that is not of the form p1.1 or p1",
            )  # fmt: skip


def _misspelt(s: Subject, panel: Node) -> bool:
    """Whether a key of the panel was meant as its prompt or its image: that is said already."""
    known = keys_of(Panel)
    meant = (
        SYNONYMS.get(key.casefold()) or s.report.nearest(key, known)
        for key in panel.entries
        if key not in known
    )
    return any(word in ("prompt", "image") for word in meant)


def _panel(s: Subject, panel: Node) -> None:
    prompt, image = panel.get("prompt"), panel.get("image")
    if (prompt is None or prompt.text == "") and (image is None or image.text == ""):
        where = "prompt" if "prompt" in panel.entries else "image"
        if not _misspelt(s, panel):
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
    for key in ("characters", "faces"):
        node = panel.get(key)
        if node is None:
            continue
        if key == "faces":
            for name in node.entries:
                if name not in s.characters:
                    message = f"'{short(name)}' is no character of the story"
                    s.report.key(node, name, "unknown-character", message, _who(s, name))
        else:
            for member in [node] if node.text is not None else node.items:
                if member.text is not None and member.text not in s.characters:
                    message = f"'{short(member.text)}' is no character of the story"
                    s.report.node(member, "unknown-character", message, _who(s, member.text))
    _captions(s, panel)
    dialogue = panel.get("dialogue")
    if dialogue is not None:
        check_dialogue(dialogue, s.characters, s.report, s.done, lambda name: _who(s, name))


def _captions(s: Subject, panel: Node) -> None:
    caption = panel.get("caption")
    for item in (caption.items or [caption]) if caption else ():
        if "kind" in item.entries:
            s.report.key(
                item, "kind", "unknown-key", "`kind` is no key of a caption", "did you mean `as`?"
            )
            s.done.add(id(item.entries["kind"]))


def _prompt(s: Subject, node: Node, text: str) -> None:
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        s.report.node(
            node, "unbalanced-quotes", "a double quote in the prompt has no partner",
            "close it: the words between two are drawn inside the picture", severity="warning",
        )  # fmt: skip
    if len(text) > LONG_PROMPT:
        s.report.node(
            node, "long-prompt", f"the prompt has {len(text):,} characters",
            f"keep it under {LONG_PROMPT:,}: what stands late in a long prompt is seldom drawn",
            severity="warning",
        )  # fmt: skip


def _who(s: Subject, name: str) -> str:
    """The hint for a character that is not there."""
    plainly = f"add `{short(name, 30)}:` under `characters:`"
    if not s.report.patient:
        return plainly
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
    return plainly
