"""A story as a script to print and read: a comic script, or Fountain."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from storyboard.exchange.fountain import CAST
from storyboard.exchange.headings import heading
from storyboard.story.model import Caption, Line, Panel, Story

_WIDE = 72
_MARGIN = " " * 4
_KINDS = {"speech": "", "thought": "THOUGHT", "shout": "SHOUT", "whisper": "WHISPER",
          "radio": "RADIO"}  # fmt: skip
_CAPTIONS = {"place": "", "monologue": "MONOLOGUE", "spoken": "V.O.", "editorial": "EDITOR"}

Row = tuple[str, str, str]
"""What it is (title, front, character, page, panel, action, said or note), its head, its words."""
Numbered = tuple[str, Panel]
"""A panel with its number: of its place on the page, or its shot's where the story has those."""
_SHOT_NUMBER = re.compile(r"\d+[A-Za-z]?")


def comic_script(story: Story) -> str:
    """The story as a comic script; `importing.imported` reads it back."""
    rows: list[str] = []
    cast = False
    for what, head, words in script_rows(story):
        if what == "title":
            rows.append(words.upper())
        elif what == "front":
            rows += _wrapped(f"{head} {words}" if head == "by" else f"{head}: {words}", "", "")
        elif what == "character":
            rows += [] if cast else ["", "CHARACTERS"]
            rows += _wrapped(f"{head}: {words or '-'}", "", _MARGIN)
            cast = True
        elif what == "page":
            rows += ["", "", f"{head} ({words})"]
        elif what == "panel":
            rows += ["", head, *([f"SHOT: {words}"] if words else [])]
        elif what == "action":
            rows += _wrapped(words, "", "")
        elif what == "said":
            rows += _wrapped(f"{head}: {words}", _MARGIN, _MARGIN * 2)
        else:
            rows += _wrapped(f"{head}: {words}", "", _MARGIN)
    return "\n".join(rows) + "\n"


def script_rows(story: Story) -> Iterator[Row]:
    """What stands in a comic script, in order, before it is set as text or as pages."""
    yield "title", "", _one_line(story.title)
    people = story.credits.people().items()
    front = {"SERIES": story.series, "NUMBER": story.number, "by": story.author}
    front |= {role.upper(): ", ".join(names) for role, names in people}
    for head, words in {**front, "SUMMARY": story.summary}.items():
        if words:
            yield "front", head, _one_line(words)
    for key, who in story.characters.items():
        yield "character", (who.name or key).upper(), _one_line(who.description or "")
    for number, spread, panels in _pages(story):
        if number:
            count = f"{len(panels)} panel{'s' if len(panels) != 1 else ''}" if panels else "blank"
            yield "page", f"PAGE {number}", f"{count}{', double page' if spread else ''}"
        for place, panel in panels:
            yield "panel", f"Panel {place}", panel.shot or ""
            picture = panel.prompt or panel.alt or f"(a picture: {panel.image})"
            yield "action", "", _one_line(picture)
            for name, text in lettering(story, panel):
                yield "said", name, text
            if panel.notes:
                yield "note", "NOTE", _one_line(panel.notes)
            if panel.duration:
                yield "note", "DURATION", f"{panel.duration:g} s"


def _pages(story: Story) -> Iterator[tuple[int, bool, list[Numbered]]]:
    panels = [*story.panels, *(panel for page in story.pages for panel in page.panels)]
    named = all(_SHOT_NUMBER.fullmatch(panel.id or "") for panel in panels)

    def counted(panels: Sequence[Panel]) -> list[Numbered]:
        return [((p.id or "") if named else str(at), p) for at, p in enumerate(panels, 1)]

    if not story.pages:
        yield 0, False, counted(story.panels)
        return
    number = 1
    for page in story.pages:
        yield number, page.spread, counted(page.panels)
        number += 2 if page.spread else 1


def lettering(story: Story, panel: Panel) -> Iterator[tuple[str, str]]:
    """What is lettered in a panel, in reading order: who or what, and the words."""
    late = ("bottom", "bottom-left", "bottom-right")
    for caption in panel.caption:
        if caption.at not in late:
            yield _captioned(caption), _one_line(caption.text)
    for line in panel.dialogue:
        name, how = cue(story, line)
        yield f"{name} ({how})" if how else name, _one_line(line.text)
    for caption in panel.caption:
        if caption.at in late:
            yield _captioned(caption), _one_line(caption.text)
    for effect in panel.sfx:
        yield "SFX", _one_line(effect.text)


def _captioned(caption: Caption) -> str:
    how = _CAPTIONS[caption.kind]
    return f"CAPTION ({how})" if how else "CAPTION"


def cue(story: Story, line: Line) -> tuple[str, str]:
    """Who speaks, in capitals, and how."""
    who = story.characters[line.speaker]
    hows = [_KINDS[line.kind or who.voice.balloon]]
    hows += ["O.S."] if line.tail in ("left", "right") else []
    return (who.name or line.speaker).upper(), ", ".join(how for how in hows if how)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        _one_line(text),
        _WIDE,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def fountain_script(story: Story) -> str:
    """The story in Fountain: pages and panels as sections, pictures as action."""
    rows = [f"Title: {_one_line(story.title)}"]
    if story.author:
        rows += ["Credit: by", f"Author: {_one_line(story.author)}"]
    more = {"Series": story.series, "Number": story.number, "Summary": story.summary}
    rows += [f"{key}: {_one_line(said)}" for key, said in more.items() if said]
    rows += [f"{role.title()}: {', '.join(n)}" for role, n in story.credits.people().items()]
    described = [c for c in story.characters.items() if c[1].description]
    if described:
        # Fountain has no place for a cast: what is commented out is kept, and printed by nobody.
        told = [f"{who.name or key}: {_one_line(who.description)}" for key, who in described]
        rows += ["", f"/* {CAST}", *told, "*/"]
    scenes = 0
    for number, spread, panels in _pages(story):
        if number:
            how = " (spread)" if spread else "" if panels else " (blank)"
            rows += ["", f"# Page {number}{how}"]
        for place, panel in panels:
            if panel.scene:
                scenes += 1
                rows += ["", heading(panel, scenes)]
            rows += ["", f"## Panel {place}", "", f"!{_one_line(panel.prompt or panel.alt)}"]
            if panel.shot:
                rows += ["", f"[[shot: {_one_line(panel.shot)}]]"]
            for caption in panel.caption:
                rows += ["", f"CAPTION{' (V.O.)' if caption.kind == 'spoken' else ''}"]
                rows.append(_one_line(caption.text))
            for line in panel.dialogue:
                name, how = cue(story, line)
                rows += ["", f"@{name}{f' ({how})' if how else ''}", _one_line(line.text)]
            for effect in panel.sfx:
                rows += ["", "SFX", _one_line(effect.text)]
            if panel.notes:
                rows += ["", f"[[{_one_line(panel.notes)}]]"]
            if panel.duration:
                rows += ["", f"[[duration: {panel.duration:g} s]]"]
    return "\n".join(rows) + "\n"
