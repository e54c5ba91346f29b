"""Persons as prompt reading knows them: names, roles, gender and age from their descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyboard.sketch.model import Actor
from storyboard.sketch.reading_lexicon import Lexicon
from storyboard.sketch.reading_words import tokenise

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
OLD = frozenset(["old", "elderly", "aged", "ancient", "wizened"])
PEOPLE = frozenset(["person", "role", "service"])
"""Slots of the lexicon whose nouns are people: any, who may stand in front, who stay behind."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` up to `end` (articles and adjectives included) mean `who`."""

    start: int
    head: int
    end: int
    who: tuple[str, ...]
    possessive: bool = False
    object: bool = False


@dataclass(slots=True)
class Person:
    """Somebody who may be staged. `tier` is ``cast``, ``others`` or ``stranger``."""

    key: str
    tier: str
    names: list[tuple[str, ...]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    gender: str = ""
    age: str = ""
    words: set[str] = field(default_factory=set)
    """The words of the description, in stems: *the woman in the yellow raincoat*."""
    named: bool = False
    """Whether the text names this person anywhere."""
    note: str = ""
    """What the prompt says of a stranger's looks: *an old man in a red coat*."""


def _describe(lex: Lexicon, person: Person, text: str) -> None:
    """Fill gender, age and roles from a description or a name, where they are not known."""
    words = tokenise(text, lex.irregular)
    for i, token in enumerate(words):
        for sense in lex.nouns.get(token.lemma, ()):
            if sense.slot not in PEOPLE:
                continue
            # "ship's captain" is a captain, and "the captain's daughter" is not
            if i + 1 < len(words) and words[i + 1].word == "'s":
                continue
            person.roles.add(token.lemma)
            gender, age = ([*sense.value.split(), "-", "-"])[:2]
            person.gender = person.gender or gender.strip("-")
            person.age = person.age or age.strip("-")
        if token.word in HE:
            person.gender = person.gender or "m"
        elif token.word in SHE:
            person.gender = person.gender or "f"
        elif token.word in ("they", "nonbinary"):
            person.gender = person.gender or "n"
        if token.word in OLD and token.word != "old":
            person.age = "old"
        if token.word == "old" and (i == 0 or words[i - 1].word not in ("years", "year")):
            person.age = "old"


def person_of(lex: Lexicon, actor: Actor, tier: str) -> Person:
    """What a story tells of an actor, as far as it helps to find them in a prompt."""
    person = Person(actor.id, tier)
    _describe(lex, person, actor.description)
    person.words = {
        t.stem
        for t in tokenise(actor.description, lex.irregular)
        if not t.stop and t.word not in lex.lists["function"]
    }
    _describe(lex, person, actor.name)
    _describe(lex, person, actor.id.replace("_", " ").replace("-", " "))
    full = [t.word for t in tokenise(actor.name, lex.irregular) if not t.stop]
    ident = [t.word for t in tokenise(actor.id.replace("_", " "), lex.irregular) if not t.stop]
    # "Pim's father" is called by that whole name or as a father, never as Pim
    own = full[len(full) - full[::-1].index("'s") :] if "'s" in full else full
    roles = {w for w in own if any(s.slot in PEOPLE for s in lex.nouns.get(w, ()))}
    plain = [w for w in own if w not in lex.lists["titles"] and w not in roles]
    forms = [full, ident, *([w] for w in plain if len(w) > 1)]
    if len(full) > 1 and full[0] in lex.lists["articles"]:
        forms.append(full[1:])
    person.names = [tuple(f) for f in forms if f]
    for name in plain:
        for gender in "mf":
            if name in lex.lists[f"names-{gender}"]:
                person.gender = person.gender or gender
    return person
