"""Inserts: panels whose picture is a thing, large, and perhaps the hand that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.sketch.model import Brief
from storyboard.sketch.prop_table import prop_of
from storyboard.sketch.reading_hits import Hit, chunk_end
from storyboard.sketch.reading_lexicon import Lexicon
from storyboard.sketch.reading_words import Token, stem

_FIELD = re.compile(r"\b(insert|detail)\b", re.IGNORECASE)
_CLOSE = re.compile(r"\b(insert|detail|close[- ]?up|close|ecu|xcu|cu|tight|macro)\b", re.I)
_OPENING = frozenset(["of", "on", ":"])
_HANDS = frozenset(["hand", "finger", "fist", "palm"])
_HOLDING = frozenset(
    stem(word)
    for word in (
        "hold", "grip", "clutch", "grasp", "grab", "take", "pick", "lift", "turn", "offer", "show",
        "raise", "squeeze", "seize", "clasp", "cradle", "carry", "present", "pass", "snatch",
    )
)  # fmt: skip
_BESIDE = frozenset(["no", "without", "near", "behind", "like", "from", "for"])
_TOPS = frozenset(["table", "desk", "counter", "bench", "worktop"])
_FACES = frozenset(["face", "eye", "mouth", "lip", "head", "brow", "cheek", "smile"])


@dataclass(frozen=True, slots=True)
class Insert:
    """A thing that fills the frame."""

    thing: str
    """Its name with its colour, as for what is held."""
    hand: bool
    """Whether a hand holds it."""
    owner: str = ""
    """The actor's id whose hand it is; "" for anybody's."""


def insert_of(
    lex: Lexicon, tokens: list[Token], hits: list[Hit], brief: Brief, owners: dict[int, str]
) -> Insert | None:
    """The insert that a brief asks for, if its thing can be drawn.

    Asked for by the shot (*insert*), by *close-up of a key*, or by *a hand holds a ticket*: never
    where a face is told. `owners` holds the actor of each token that names one.
    """
    objects = [
        h
        for h in hits
        if h.slot == "object"
        and not h.negated
        and not tokens[h.start].figurative
        and prop_of(h.value).kind != "generic"
        and tokens[h.start - 1 if h.start else 0].word not in _BESIDE
    ]
    if not objects or any(t.lemma in _FACES for t in tokens):
        return None
    first = objects[0]
    handed = _hand_before(tokens, first.start)
    framed = _framed(tokens, first.start)
    by_field = bool(_FIELD.search(brief.shot)) or (
        bool(_CLOSE.search(brief.shot)) and (handed >= 0 and not _named_before(owners, handed))
    )
    if not (
        by_field
        or framed
        or _still(tokens, first, brief)
        or (handed >= 0 and _subject(lex, tokens, handed))
    ):
        return None
    near = range(first.start, chunk_end(tokens, first.end))
    held = handed >= 0 or any(tokens[k].lemma in _HANDS for k in near)
    colour = tokens[first.start - 1].word if first.start else ""
    coloured = colour in lex.lists["colours"]
    owner = next((owners[k] for k in sorted(owners)), "") if held else ""
    said = tokens[first.end - 1].lemma
    thing = said if prop_of(said).kind == prop_of(first.value).kind else first.value
    return Insert(f"{colour} {thing}" if coloured else thing, held, owner)


def _still(tokens: list[Token], first: Hit, brief: Brief) -> bool:
    """Whether a thing is all that a prompt without people shows: *a telephone on a desk*."""
    after = [t.word for t in tokens[first.end : first.end + 4]]
    return not brief.cast and first.start <= 2 and after[:1] == ["on"] and bool(_TOPS & set(after))


def _hand_before(tokens: list[Token], at: int) -> int:
    """Where the hand stands in whose clause the thing at `at` follows; -1 for none."""
    for k in range(at - 1, max(-1, at - 9), -1):
        if tokens[k].stop:
            return -1
        if tokens[k].lemma in _HANDS:
            return k
    return -1


def _named_before(owners: dict[int, str], at: int) -> bool:
    return any(k < at - 2 for k in owners)


def _subject(lex: Lexicon, tokens: list[Token], at: int) -> bool:
    """Whether the hand at `at` is who acts: *a hand holds*, *Kai's hand turns*; not *in hand*."""
    for k in range(at - 1, -1, -1):
        if tokens[k].stop:
            break
        if tokens[k].word in lex.lists["prepositions"] or tokens[k].word.endswith("ing"):
            return False
        owned = k + 1 < at and tokens[k + 1].word == "'s"
        plain = tokens[k].word in lex.lists["articles"] or tokens[k].word in ("his", "her", "'s")
        sized = tokens[k].word in lex.lists["sizes"] or tokens[k].word in lex.lists["colours"]
        if not (owned or plain or sized or tokens[k].word in ("left", "right", "gloved", "single")):
            return False
    return any(t.stem in _HOLDING for t in tokens[at + 1 : at + 4])


def _framed(tokens: list[Token], at: int) -> bool:
    """Whether the words before the thing at `at` frame it: *close on the key*, *Insert: a key*."""
    for k in range(at - 1, max(-1, at - 6), -1):
        if tokens[k].word in _OPENING or tokens[k].raw in (":", "-", "."):
            before = " ".join(t.raw for t in tokens[max(0, k - 3) : k])
            return bool(_CLOSE.search(before))
        if tokens[k].stop or tokens[k].lemma in ("hold", "carry"):
            return False
    return False
