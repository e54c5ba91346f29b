"""What a prompt asks for and the picture does not hold: the illustrator's honest report.

A noun may well be read and yet not be drawn: *bus* tells a street, and no bus stands in it. The
table ``lexicon/drawn.txt`` says what each set really shows; things are drawn in somebody's hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from storyboard.sketch.model import Figure
from storyboard.sketch.prop_table import prop_of
from storyboard.sketch.reading_hits import Hit, chunk_end
from storyboard.sketch.reading_lexicon import STRONG, Lexicon
from storyboard.sketch.reading_words import SIGN, Token, noun

_BY_POSE = {
    "phone": frozenset(["phone"]),
    "read": frozenset(["book", "newspaper", "letter", "map"]),
    "drive": frozenset(["wheel"]),
}
"""Things that a pose brings along."""
_SCENIC = frozenset(["setting", "object", "weather", "time"])
_TAILS = ("ly", "ing", "ed", "est", "ous", "ful", "less", "ish", "able", "ible")
"""Ends of words that are no nouns, as a rule."""


@cache
def shown() -> dict[str, frozenset[str]]:
    """The nouns that each set shows; under ``anywhere`` and ``never`` those of all and of none."""
    text = (files("storyboard.sketch") / "lexicon" / "drawn.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    header = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            header = line[1 : line.index("]")].removeprefix("setting ")
            found.setdefault(header, set())
        elif line and line[0] != "#":
            found[header].update(w for entry in line.split(",") if (w := entry.strip()))
    return {name: frozenset(words) for name, words in found.items()}


def standing(sets: tuple[str, str]) -> frozenset[str]:
    """The nouns that a setting, or the variant of it that is drawn, shows."""
    table = shown()
    return table.get(sets[1], table.get(sets[0], frozenset()))


def undrawn(
    lex: Lexicon,
    tokens: list[Token],
    hits: list[Hit],
    sets: tuple[str, str],
    figures: Iterable[Figure],
) -> tuple[str, ...]:
    """The nouns that were read and that the picture does not hold, in order, as written.

    `sets` are the setting where the panel plays and the variant of it that is drawn.
    """
    figures = tuple(figures)
    table = shown()
    own = standing(sets)
    here = own | table["anywhere"]
    # What is not known is held as a small parcel.
    held = {w for f in figures if prop_of(f.holds).kind != "generic" for w in f.holds.split()}
    held |= {thing for f in figures for thing in _BY_POSE.get(f.pose, ())}
    spans: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        if hit.noun and hit.slot in _SCENIC and not hit.negated:
            spans.setdefault((hit.start, hit.end), []).append(hit)
    found: list[str] = []
    for (start, end), senses in sorted(spans.items()):
        if any(b - a > end - start and a <= start and end <= b for a, b in spans):
            continue
        if tokens[start].figurative or (end < len(tokens) and tokens[end].joined):
            continue
        after = tokens[end : min(chunk_end(tokens, end), end + 6)]
        if any(t.word == SIGN for t in after):
            continue  # what bears the words is drawn with them
        said = " ".join(t.word for t in tokens[start:end])
        one = " ".join([*(t.word for t in tokens[start : end - 1]), tokens[end - 1].lemma])
        if " the " in said or tokens[start].word.endswith("ing"):
            continue
        names = {said, one, tokens[end - 1].lemma}
        if names & (own | held) or any(s.slot == "object" and s.value in held for s in senses):
            continue
        if not {said, one} & table["never"]:
            plain = all(s.slot in ("weather", "time") for s in senses)
            placed = any(
                s.slot == "setting" and s.weight == STRONG and s.value == sets[0] for s in senses
            )
            if names & here or plain or placed:
                continue
        if said not in found:
            found.append(said)
    for i, token in enumerate(tokens):
        # What stands inside a longer phrase: "rides on a motorbike" is a way to sit.
        two = f"{tokens[i - 1].word} {token.lemma}" if i else ""
        name = two if two in table["never"] else token.lemma
        real = not token.figurative and not token.negated
        named = any(name in f or f in name for f in found)
        idle = any(h.slot == "idiom" and h.start <= i < h.end for h in hits)
        if name in table["never"] - own - held and real and not named and not idle:
            found += [name] if _governed(lex, tokens, i) else []
    for figure in figures:
        thing = figure.holds.split()[-1] if figure.holds else ""
        if thing and prop_of(figure.holds).kind == "generic" and thing not in found:
            found.append(thing)
    return tuple(found)


def nouns_of(lex: Lexicon, tokens: list[Token], unread: Iterable[str]) -> tuple[str, ...]:
    """Those of the words not understood that name a thing: *a periscope*, and not *merrily*."""
    wanted, unseen = set(unread), shown()["unseen"]
    found: list[str] = []
    for i, token in enumerate(tokens):
        word = token.raw.lower()
        if (
            word not in wanted
            or any(word in f.split() for f in found)
            or word.endswith(_TAILS)
            or noun(word) in unseen
        ):
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and not following.stop and _modifies(lex, following):
            continue
        if not _governed(lex, tokens, i):
            continue
        # "a vending machine" is one thing.
        before = tokens[i - 1].raw.lower()
        found.append(f"{before} {word}" if before in wanted else word)
    return tuple(found)


def _modifies(lex: Lexicon, following: Token) -> bool:
    """Whether the word before `following` only describes it: *a rickety ladder*."""
    closed = ("function", "prepositions", "conjunctions", "determiners", "adverbs")
    if any(following.word in lex.lists[name] for name in closed) or following.word == "'s":
        return False
    return not following.word.endswith(("s", "ed", "ing", "ly"))


def _governed(lex: Lexicon, tokens: list[Token], i: int) -> bool:
    """Whether an article, a possessive or a number opens the words that end at `i`."""
    for k in range(i - 1, max(-1, i - 5), -1):
        word = tokens[k].word
        if tokens[k].stop or word in lex.lists["prepositions"]:
            return False
        if word == "'s" or word in lex.lists["articles"] or word in lex.lists["determiners"]:
            return True
        if word in ("his", "her", "their", "its", "my", "your", "our"):
            return True
    return False
