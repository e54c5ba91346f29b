"""The lexicon of prompt reading: words and phrases with what they say about the picture.

The files of ``lexicon/`` are plain text. ``[slot value]`` opens a section (a last word ``weak``
marks hints: a stove hints at a kitchen, it does not name one; ``faint`` marks those that only
count together); its entries are separated by commas. ``n:`` begins entries that are nouns (only
the singular and the plural match), ``x:`` those that match exactly as written; all others match in
every inflection. An entry of several words is a phrase: articles, possessives and forms of *be*
and *have* inside it do not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from storyboard.sketch.reading_words import stem

FILES = ("frames", "places", "skies", "faces", "poses", "things", "persons", "idioms")
"""The files of sections; forms, grammar and bodies have forms of their own."""
STRONG, WEAK, FAINT = 3.0, 1.0, 0.5

GAPS = frozenset((
    "a", "an", "the", "her", "his", "their", "its", "my", "your", "our", "'s", "is", "are", "was",
    "were", "be", "been", "being", "am", "has", "have", "had", "having", "very", "so", "just",
    "still", "own", "quite", "rather", "too", "really",
))  # fmt: skip
"""Words that a phrase may hold or lack without being another phrase."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: `slot` is a slot of the staging or a grammatical class."""

    slot: str
    value: str
    weight: float
    noun: bool


@dataclass(slots=True)
class Lexicon:
    """All tables, keyed by the form that has to match."""

    nouns: dict[str, list[Sense]] = field(default_factory=dict)
    stems: dict[str, list[Sense]] = field(default_factory=dict)
    exact: dict[str, list[Sense]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = field(default_factory=dict)
    """First stem to the whole phrase in stems, longest first."""
    pairs: dict[str, dict[str, Sense]] = field(default_factory=dict)
    """A part of the body to the stems that say something beside it."""
    irregular: dict[str, str] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    """Plain word lists by name: stop words, prepositions, names by gender."""
    bodies: frozenset[str] = frozenset()


def _entries(text: str) -> list[tuple[str, str, list[str]]]:
    """Sections of a file as (header, kind, entries); lines run on until the next mark."""
    found: list[tuple[str, str, list[str]]] = []
    header, kind = "", "w"
    for line in map(str.strip, text.splitlines()):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            header, kind = line[1 : line.index("]")], "w"
            continue
        marked = line[1:2] == ":"
        if marked:
            kind = line[0]
        parts = (line[2:] if marked else line).split(",")
        found.append((header, kind, [e for part in parts if (e := part.strip())]))
    return found


def _add_phrase(lex: Lexicon, entry: str, sense: Sense) -> None:
    words = [w for w in entry.split() if w not in GAPS]
    if len(words) < 2:  # "is gone" would be the bare "gone": such a phrase keeps all its words
        words = entry.split()
    stems = tuple(stem(lex.irregular.get(w, w)) for w in words)
    lex.phrases.setdefault(stems[0], []).append((stems, sense))


def _add(lex: Lexicon, header: str, kind: str, entries: list[str]) -> None:
    slot, *rest = header.split()
    weight = {"weak": WEAK, "faint": FAINT}.get(rest[-1] if rest else "", STRONG)
    value = " ".join(rest if weight == STRONG else rest[:-1])
    sense = Sense(slot, value, weight, kind == "n")
    for entry in (e.replace("-", " ") for e in entries):
        if " " in entry:
            _add_phrase(lex, entry, sense)
        elif kind == "n":
            lex.nouns.setdefault(entry, []).append(sense)
        elif kind == "x":
            lex.exact.setdefault(entry, []).append(sense)
        else:
            lex.stems.setdefault(stem(lex.irregular.get(entry, entry)), []).append(sense)


def _add_pairs(lex: Lexicon, text: str) -> None:
    """``[eye gaze]`` opens a part of the body; ``expression fear: wide, dart`` its companions."""
    bodies: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            bodies = line[1 : line.index("]")].split()
            for body in bodies:
                lex.pairs.setdefault(body, {})
            continue
        head, _, tail = line.partition(":")
        slot, value = head.split()
        sense = Sense(slot, value, STRONG, False)
        for entry in tail.split(","):
            key = entry.strip()
            for body in bodies:
                lex.pairs[body].setdefault(stem(lex.irregular.get(key, key)), sense)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read from the package once."""
    folder = files("storyboard.sketch") / "lexicon"
    lex = Lexicon()

    def text(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    for line in text("forms.txt").splitlines():
        base, *forms = line.split()
        for form in forms:
            lex.irregular[form] = base
    lists: dict[str, set[str]] = {}
    for header, _, entries in _entries(text("grammar.txt")):
        lists.setdefault(header, set()).update(w for e in entries for w in e.split())
    lex.lists = {name: frozenset(words) for name, words in lists.items()}
    for name in FILES:
        for header, kind, entries in _entries(text(f"{name}.txt")):
            _add(lex, header, kind, entries)
    _add_pairs(lex, text("bodies.txt"))
    lex.bodies = frozenset(lex.pairs)
    for options in lex.phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return lex


def senses(lex: Lexicon, word: str, lemma: str, root: str) -> list[Sense]:
    """Every sense of one word, in the order exact, noun, inflected."""
    found = list(lex.exact.get(word, ()))
    if not found and word.endswith("edly"):
        found = list(lex.exact.get(word[:-2], ()))
    found += lex.nouns.get(word) or lex.nouns.get(lemma, [])
    return found + lex.stems.get(root, [])
