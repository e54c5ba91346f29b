"""The panels of a story in order, with their names and who is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from storyboard.story.model import Line, Panel, Story

Numbered = tuple[int | None, int, str, Panel]
"""Index of the page (None in a flat story), index of the panel in it, id, panel."""

QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”")
"""A quotation inside a prompt, straight or curly, with its words."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def panel_id(page_index: int | None, panel_index: int) -> str:
    """The name of a panel that gives itself none: ``p2.1`` by page and place, ``p4`` if flat.

    Both count from 0, and pages as they are printed: a double page counts two.
    """
    if page_index is None:
        return f"p{panel_index + 1}"
    return f"p{page_index + 1}.{panel_index + 1}"


def numbered(story: Story) -> tuple[Numbered, ...]:
    """Every panel with its place and its id, in reading order. Indices count from 0."""
    if not story.pages:
        return tuple(
            (None, i, panel.id or panel_id(None, i), panel) for i, panel in enumerate(story.panels)
        )
    out: list[Numbered] = []
    printed = 0
    for p, page in enumerate(story.pages):
        out += [
            (p, i, panel.id or panel_id(printed, i), panel) for i, panel in enumerate(page.panels)
        ]
        printed += 2 if page.spread else 1
    return tuple(out)


def panels_of(story: Story) -> tuple[tuple[str, Panel], ...]:
    """Every panel with its id, in reading order."""
    return tuple((name, panel) for _, _, name, panel in numbered(story))


def quoted_words(prompt: str) -> tuple[str, ...]:
    """The words in double quotes, straight or curly, that are drawn inside the picture."""
    return tuple(m[1] if m[1] is not None else m[2] for m in QUOTED.finditer(prompt))


def cast_of(story: Story, panel: Panel) -> tuple[str, ...]:
    """The keys of the characters in a panel's picture, the lead first.

    `characters` where it is given. Else those whom the prompt names (outside of quotes), in
    order, then those who speak in the panel, save over a radio, by the balloon or by the
    character's own voice, and save with a tail that points out of the panel; and of these the
    first who has a reference leads.
    """
    if panel.characters is not None:
        return tuple(dict.fromkeys(panel.characters))
    return found_cast(
        panel.prompt,
        ((line.speaker, _heard(story, line)) for line in panel.dialogue),
        {key: c.name for key, c in story.characters.items()},
        {key for key, c in story.characters.items() if c.reference},
    )


def _heard(story: Story, line: Line) -> str | None:
    own = story.characters.get(line.speaker)
    return heard(line.kind, own.voice.balloon if own else None, line.tail)


def heard(kind: str | None, own: str | None, tail: object) -> str | None:
    """A balloon's kind, its speaker's `own` where it says none; who is off the panel counts as
    if over a radio.
    """
    return "radio" if tail in ("left", "right") else kind or own


def found_cast(
    prompt: str,
    said: Iterable[tuple[str, str | None]],
    names: Mapping[str, str],
    referenced: Iterable[str],
) -> tuple[str, ...]:
    """`cast_of` for a panel that lists nobody, from plain texts.

    `said` holds the speaker and kind of each balloon, `names` the full name by key.
    """
    cast = list(_named(prompt, names))
    for speaker, kind in said:
        if speaker in names and kind != "radio" and speaker not in cast:
            cast.append(speaker)
    have = set(referenced)
    lead = next((key for key in cast if key in have), None)
    if lead is not None:
        cast.remove(lead)
        cast.insert(0, lead)
    return tuple(cast)


def _named(prompt: str, names: Mapping[str, str]) -> tuple[str, ...]:
    written = [re.sub(r"['’]s?$", "", w) for w in _WORD.findall(QUOTED.sub(" ; ", prompt))]
    words = [w.casefold() for w in written]
    book = _book(tuple(names.items()))
    found: dict[str, None] = {}
    for place, word in enumerate(words):
        for call, key in book.get(word, ()):
            plain = call[0] in _ORDINARY and len(call) == 1 and written[place].islower()
            if tuple(words[place : place + len(call)]) == call and not plain:
                found.setdefault(key)
    return tuple(found)


_ORDINARY = frozenset(
    (
        "amber", "angel", "april", "art", "august", "basil", "bill", "brook", "buck", "bud",
        "chance", "charity", "chase", "clay", "cliff", "colt", "constance", "cook", "crystal",
        "daisy", "dale", "dawn", "destiny", "don", "drake", "drew", "eve", "faith", "flint",
        "forest", "frank", "gene", "ginger", "glen", "grace", "grant", "harmony", "hazel",
        "heath", "heather", "herb", "holly", "hope", "hunter", "iris", "ivy", "jack", "jade",
        "jay", "joy", "june", "kitty", "lance", "lily", "march", "mark", "mason", "max", "may",
        "melody", "miles", "misty", "nick", "norm", "olive", "pat", "patience", "pearl", "penny",
        "pierce", "poppy", "prudence", "ray", "reed", "rich", "rob", "robin", "rose", "ruby",
        "rusty", "sandy", "skip", "sky", "star", "stew", "stone", "storm", "sue", "summer",
        "sunny", "trip", "violet", "wade", "west", "will", "wren",
    )
)  # fmt: skip
"""Names that are words of every day too: they count only where they have their capital."""

Call = tuple[str, ...]


@lru_cache(maxsize=8)
def _book(names: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[Call, str]]]:
    """What the characters are called, by the first word of each call."""
    shared = _parts_of_several(names)
    book: dict[str, list[tuple[Call, str]]] = {}
    for key, name in names:
        for call in _calls(key, name, shared):
            book.setdefault(call[0], []).append((call, key))
    return book


def _calls(key: str, name: str, shared: set[str]) -> list[Call]:
    """What a character is called: the key, the full name, and each name that is theirs alone.

    Parts of a name count only where they are written with a capital, so that "the old man"
    given as a name does not answer to "man".
    """
    parts = _WORD.findall(name)
    calls = [
        tuple(w.casefold() for w in _WORD.findall(key.replace("_", " "))),
        tuple(w.casefold() for w in parts),
    ]
    calls += [
        (w.casefold(),)
        for w in parts
        if len(w) > 2 and w[0].isupper() and w.casefold() not in shared
    ]
    return [call for call in calls if call]


_TITLES = frozenset(
    (
        "the", "and", "van", "von", "der", "del", "old", "captain", "doctor", "miss", "mister",
        "mrs", "lady", "lord",
    )
)  # fmt: skip
"""Parts of a name that many share: nobody is called by them alone."""


def _parts_of_several(names: Iterable[tuple[str, str]]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set(_TITLES)
    for _, name in names:
        for part in {w.casefold() for w in _WORD.findall(name)}:
            (twice if part in seen else seen).add(part)
    return twice
