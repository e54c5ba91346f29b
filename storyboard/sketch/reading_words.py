"""Prose cut into tokens: words with their base forms, breaks, and the quoted signs taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

SIGN = "\ue000"
"""The word that stands where a quoted sign was: it belongs to the clause and means nothing."""

_QUOTED = re.compile(r'[“„"]([^“”„"]*)[”“"]')
_TALK = (
    "said|says|asked|asks|cried|cries|whispered|whispers|shouted|shouts|yelled|yells|called|calls"
    "|muttered|mutters|murmured|murmurs|replied|replies|answered|answers|screamed|screams|growled"
    "|growls|sighed|sighs|laughed|laughs|sobbed|sobs|exclaimed|exclaims|snapped|snaps|hissed"
)
_SIGNS = "sign|board|poster|note|notice|label|letter|stone|screen|banner|card|plate|paper|headline"
_SAID = re.compile(rf"[\s,]*(?:(?:{_TALK})\s+(?!(?:the|a|an)\s+(?:\w+\s+)?(?:{_SIGNS})\b)\w"
                   rf"|(?:he|she|they)\s+(?:{_TALK})\b)")  # fmt: skip
_SAYS = re.compile(rf"\b(?:he|she|they|[A-Z]\w+)\s+(?:{_TALK})\s*[,:]\s*$")
_NOT = re.compile(r"(?<=[a-z])n't\b", re.IGNORECASE)
_CLOCK_DOTS = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_TITLE = re.compile(r"\b(dr|mr|mrs|ms|st|prof|capt|sgt|lt|int|ext|jr|sr|vs)\.", re.IGNORECASE)
_PIECES = re.compile(rf"'s\b|{SIGN}|\d+:\d\d|[^\W_]+|[.!?\n…]|--|[,;:()\[\]—–/]|-|'|&")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_IS = frozenset(["she", "he", "it", "that", "who", "there", "what", "here", "where", "how", "let"])
_SENTENCE = frozenset(".!?\n…")
_WHOLE = {"can't": "can not", "won't": "will not", "cannot": "can not", "shan't": "shall not"}
_VOWEL = re.compile(r"[aeiouy]")
_PLURAL = re.compile(r"(?:men|ves|children|feet|teeth|geese|mice|passersby)$")
_LOST_E = re.compile(r"^[^aeiou][aeiou][^aeiouwxy]$")
"""What is left of *rage* in *raging*: without its e it would be another word, *rag*."""
MIN_STEM = 3


@dataclass(slots=True)
class Token:
    """A word, or a break between clauses (`stop` 1) or sentences (`stop` 2)."""

    raw: str
    word: str = ""
    lemma: str = ""
    stem: str = ""
    stop: int = 0
    joined: bool = False
    """Whether a hyphen ties it to the word before."""
    negated: bool = False
    figurative: bool = False
    """Inside a comparison: what it names is not in the picture."""
    used: bool = False
    bound: bool = False
    """Part of a phrase about the place: the *driver* of *driver's seat* is nobody."""


def fold(text: str) -> str:
    """Lower case without accents, so that ``Zoë`` and ``zoe`` are one name."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in flat if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def noun(word: str) -> str:
    """The singular of a noun by rule; irregular plurals are the lexicon's."""
    if len(word) <= MIN_STEM or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The common part of a word's inflections: cry, cries, cried, crying give ``cri``."""
    w = word
    if len(w) <= MIN_STEM:
        return w[:-1] + "i" if len(w) == MIN_STEM and w.endswith("y") else w
    for tail in ("fulness", "iness", "ness", "ingly", "edly", "ily", "ly"):
        if w.endswith(tail) and len(w) - len(tail) >= MIN_STEM:
            w = w[: -len(tail)] + {"fulness": "ful", "iness": "i", "ily": "i"}.get(tail, "")
            break
    for tail in ("ing", "ied", "ies", "ed", "es", "s"):
        if not w.endswith(tail) or (tail == "s" and w.endswith(("ss", "us", "is"))):
            continue
        rest = w[: -len(tail)]
        if tail in ("ing", "ed") and (len(rest) < 2 or not _VOWEL.search(rest)):
            continue
        if tail == "ed" and rest.endswith("e"):  # freed, need: not a past tense's ending
            continue
        if tail == "es" and not rest.endswith(("s", "x", "z", "ch", "sh", "o")):
            rest = w[:-1]
        if tail in ("ied", "ies"):
            rest += "i"
        elif tail not in {"s", "es"} and _LOST_E.match(rest):
            rest += "e"
        w = rest
        break
    if w.endswith("e") and len(w) > MIN_STEM and not _LOST_E.match(w[:-1]):
        w = w[:-1]
    if len(w) > 2 and w[-1] == w[-2] and w[-1] not in "aeiou":
        w = w[:-1]
    if w.endswith("y") and len(w) > 2:
        w = w[:-1] + "i"
    return w


def take_signs(prompt: str) -> tuple[str, tuple[str, ...]]:
    """The prompt with each quoted text replaced by `SIGN`, and the quoted texts in order."""
    signs: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words = " ".join(match.group(1).split())
        if _SAID.match(prompt, match.end()) or _SAYS.search(prompt[: match.start()]):
            return " , "  # talk is no sign: the letterer's business
        if words:
            signs.append(words)
        return f" {SIGN} "

    return _QUOTED.sub(keep, prompt.replace(SIGN, " ")), tuple(signs)


def tokenise(text: str, irregular: Mapping[str, str]) -> list[Token]:
    """Words and breaks of `text`; `irregular` maps forms such as ``ran`` to their base.

    A plural (``men``, ``shelves``) is the form of a noun; other forms are a verb's, and so no
    lemma: what has *sunk* is no kitchen sink.
    """
    text = text.replace("’", "'").replace("‘", "'").replace("\u2011", "-").replace("‐", "-")
    text = _CLOCK_DOTS.sub(lambda m: m.group(1) + "m", text)
    text = _TITLE.sub(r"\1 ", text)
    text = re.sub(r"\bA ?& ?E\b", "casualty", text)
    for short, long in _WHOLE.items():
        if short in text.lower():
            text = re.sub(rf"\b{short}\b", long, text, flags=re.IGNORECASE)
    text = _NOT.sub(" not", text)
    text = _CJK.sub(r" \g<0> ", text)
    tokens: list[Token] = []
    previous_end = -1
    hyphen = False
    for match in _PIECES.finditer(text):
        raw = match.group()
        if raw == "-":
            around = text[max(0, match.start() - 1) : match.end() + 1]
            hyphen = len(around) == 3 and not around[0].isspace() and not around[2].isspace()
            if not hyphen:
                tokens.append(Token(raw, stop=1))
            previous_end = match.end()
            continue
        if raw == "'":
            continue
        if raw in _SENTENCE:
            tokens.append(Token(raw, stop=2))
        elif not raw[0].isalnum() and raw not in ("'s", SIGN, "&"):
            tokens.append(Token(raw, stop=1))
        else:
            word = "and" if raw == "&" else fold(raw)
            if raw == "'s" and tokens and tokens[-1].word in _IS:
                word = "is"
            base = irregular.get(word, word)
            single = base if base != word and _PLURAL.search(word) else noun(word)
            joined = hyphen and match.start() == previous_end
            tokens.append(Token(raw, word, single, stem(base), joined=joined))
        hyphen = False
    return tokens
