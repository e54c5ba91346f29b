"""Where the lexicon's words stand in a prompt, with what is negated and what is only compared."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.sketch.reading_lexicon import GAPS, Lexicon, Sense, senses
from storyboard.sketch.reading_words import Token

NEGATION_REACH = {
    "no": 4, "without": 5, "not": 6, "never": 6, "nor": 5, "neither": 6, "nothing": 3,
}  # fmt: skip
_AFTER_LIKENESS = frozenset(
    ("and", "while", "but", "as", "over", "across", "along", "through", "above", "into")
)
_OWNERS = frozenset(["his", "her", "their", "its", "my", "your", "our"])
_STOPPERS = frozenset(["stop", "cease", "refuse", "fail", "quit", "avoid"])
_SCENE = frozenset(["setting", "object", "time", "weather"])
_BINDING = frozenset(["setting", "object", "time", "weather", "idiom", "people"])
_LIKENESS = frozenset(["like", "unlike", "resemble"])
_ACTS = frozenset(["pose", "hold", "cause", "tool"])
_INFLECTED = ("ing", "ed")


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `start` up to `end` say `value` for `slot`."""

    start: int
    end: int
    slot: str
    value: str
    weight: float
    noun: bool
    negated: bool


def chunk_end(tokens: list[Token], start: int) -> int:
    """Index of the next break at or after `start`."""
    for i in range(start, len(tokens)):
        if tokens[i].stop:
            return i
    return len(tokens)


def _phrases_at(
    lex: Lexicon, tokens: list[Token], start: int, gaps: set[int]
) -> list[tuple[int, Sense]]:
    """The longest phrases of the lexicon that begin at `start`, as (end, sense)."""
    best: list[tuple[int, Sense]] = []
    length = 0
    for stems, sense in lex.phrases.get(tokens[start].stem, ()):
        if len(stems) < length:
            break
        at = start + 1
        for want in stems[1:]:
            while at < len(tokens) and at in gaps and tokens[at].stem != want:
                at += 1
            if at >= len(tokens) or tokens[at].stop or tokens[at].stem != want:
                break
            at += 1
        else:
            length = len(stems)
            best.append((at, sense))
    return best


def _mark_comparisons(tokens: list[Token], unreal: frozenset[str]) -> None:
    """Flag what is only compared or wished: *like a ...*, *as ... as a ...*, *as if ...*."""
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is None or token.stop:
            continue
        opens = (
            token.word in _LIKENESS
            and following.word not in ("to", "it", "this", "that", "him", "her")
        ) or (token.word == "as" and following.word in ("if", "though"))
        if token.word == "as" and following.word in ("a", "an", "the"):
            near = chunk_end(tokens, i) - i
            opens = near <= 4 or any(t.word == "as" for t in tokens[max(0, i - 3) : i])
        if opens or token.word in unreal:
            end = min(chunk_end(tokens, i + 1), i + 10)
            for k in range(i + 1, end):
                if tokens[k].word in _AFTER_LIKENESS and k > i + 1:
                    break
                tokens[k].figurative = True


def _mark_negation(tokens: list[Token], releases: frozenset[str]) -> None:
    articles = ("the", "a", "an")
    for i, token in enumerate(tokens):
        if token.used:
            continue
        reach = NEGATION_REACH.get(token.word, 0)
        if token.stem in _STOPPERS and not token.negated:
            reach = 3 if i + 1 < len(tokens) and tokens[i + 1].word.endswith("ing") else 0
        if token.word == "no" and i + 1 < len(tokens) and tokens[i + 1].word in ("longer", "more"):
            reach = 6
        if token.word == "used" and i + 1 < len(tokens) and tokens[i + 1].word == "to":
            reach = 4
        if token.word == "not" and i + 1 < len(tokens) and tokens[i + 1].word in ("only", "just"):
            reach = 0
        bare = token.word in ("no", "without")
        for k in range(i + 1, min(i + 1 + reach, len(tokens))):
            if bare and k > i + 1 and tokens[k].word in articles:
                break  # "without Kit the office is empty"
            if tokens[k].stop or tokens[k].word in ("but", "while", "because", "until", "except"):
                break
            if tokens[k].stem in releases:  # cannot help smiling, never stops laughing
                for back in range(i, k + 1):
                    tokens[back].negated = False
                break
            tokens[k].negated = True


def _body_pairs(lex: Lexicon, tokens: list[Token], hits: list[Hit]) -> None:
    for i, token in enumerate(tokens):
        companions = lex.pairs.get(token.lemma) if not token.used else None
        if companions is None:
            continue
        for step in (1, -1, 2, -2, 3, -3, 4, -4):
            k = i + step
            if not 0 <= k < len(tokens) or tokens[k].used:
                continue
            low, high = min(i, k), max(i, k)
            if any(t.stop or t.lemma in lex.pairs for t in tokens[low + 1 : high]):
                continue
            sense = companions.get(tokens[k].stem)
            if sense is None or tokens[k].stop:
                continue
            hits.append(
                Hit(low, high + 1, sense.slot, sense.value, sense.weight, False, tokens[k].negated)
            )
            token.used = tokens[k].used = True
            break


def _after_subject(tokens: list[Token], i: int, held: set[int]) -> bool:
    """Whether a word in -s at `i` follows a name or *she*, and so is a verb: *Tom sinks*."""
    return tokens[i].word.endswith("s") and (
        i - 1 in held or tokens[i - 1].word in ("he", "she", "they", "who", "it")
    )


def _as_noun(lex: Lexicon, tokens: list[Token], i: int) -> bool:
    """Whether a word that could be a verb is used as a noun: *the light*, *a green box*."""
    token = tokens[i]
    if i == 0 or token.word.endswith(_INFLECTED) or token.word in lex.irregular:
        return False
    before = tokens[i - 1]
    if before.stop or (before.joined and i > 1):
        return False
    if before.word in lex.lists["articles"] or before.word in _OWNERS or before.word == "'s":
        return True
    if before.word in lex.lists["sizes"] or before.word in lex.lists["colours"]:
        # "the two wave", "she is small, runs": a determiner before the adjective settles it
        opener = tokens[i - 2] if i > 1 else None
        return before.word in lex.lists["colours"] or (
            opener is not None
            and not opener.stop
            and (opener.word in lex.lists["determiners"] or opener.word in _OWNERS)
        )
    return before.word in ("of", "with", "without", "no") and bool(
        lex.nouns.get(token.word) or lex.nouns.get(token.lemma)
    )


def _owned(tokens: list[Token], i: int) -> bool:
    """Whether a part of the body is somebody's: *Tom's temple* is no place."""
    return i > 0 and (tokens[i - 1].word in _OWNERS or tokens[i - 1].word == "'s")


def _as_past(lex: Lexicon, tokens: list[Token], i: int) -> bool:
    """Whether a word that is also a noun is here a verb's past: *Tom rose*, *they saw*."""
    if tokens[i].word not in lex.lists["pasts"]:
        return False
    before = tokens[i - 1] if i else None
    if before is None or before.stop:
        return False
    named = before.word in lex.lists["articles"] or before.word in _OWNERS
    described = before.word in lex.lists["colours"] or before.word in lex.lists["sizes"]
    return not (named or described or before.word in ("of", "with", "and", "single", "'s", "no"))


def find_hits(lex: Lexicon, tokens: list[Token], held: set[int]) -> list[Hit]:
    """All that the lexicon understands in `tokens`, in order; `held` tokens are names.

    Phrases win over what a part of the body says, and that wins over single words.
    """
    hits: list[Hit] = []
    _mark_comparisons(tokens, lex.lists["unreal"])
    # a name in the genitive stands where a possessive would: "over Tom's shoulder"
    gaps = {i for i, t in enumerate(tokens) if t.word in GAPS}
    gaps |= {i for i in held if i + 1 < len(tokens) and tokens[i + 1].word == "'s"}
    spans: list[tuple[int, int, Sense]] = []
    inside: set[int] = set()
    feeling: set[int] = set()
    holding: set[int] = set()
    timing: set[int] = set()
    i = 0
    while i < len(tokens):
        found = [] if tokens[i].stop or i in held else _phrases_at(lex, tokens, i, gaps)
        if any(sense.slot == "setting" for _, sense in found):
            # "in a space station" is not in space with a station in it.
            tail = found[0][0] - 1
            longer = _phrases_at(lex, tokens, tail, gaps) if tail > i else []
            found = [] if any(s.slot == "setting" for _, s in longer) else found
        spans += [(i, end, sense) for end, sense in found]
        if not found:
            i += 1
            continue
        end = found[0][0]
        for k in range(i, end):
            tokens[k].used = True
            tokens[k].bound = found[0][1].slot in _BINDING or (
                found[0][1].slot == "shot" and found[0][1].value in ("full", "medium")
            )
        if all(sense.slot == "time" for _, sense in found):
            timing.update(range(i, end))
        if all(sense.slot in ("weather", "setting") for _, sense in found):
            # "under an umbrella" tells the rain, and the umbrella is there
            last = lex.nouns.get(tokens[end - 1].lemma, ())
            spans += [(end - 1, end, s) for s in last if s.slot == "object"]
        if all(sense.slot == "people" for _, sense in found):
            # "a busy street" tells of people, and of the street
            last_nouns = lex.nouns.get(tokens[end - 1].lemma, ())
            spans += [(end - 1, end, s) for s in last_nouns if s.slot == "setting"]
        # "at the desk" tells a pose, and the desk still tells the place
        if all(sense.slot == "expression" for _, sense in found):
            feeling.update(range(i, end))
        if all(sense.slot in ("pose", "hold") for _, sense in found):
            inside.update(range(i, end))
            if all(sense.slot == "hold" for _, sense in found):
                holding.update(range(i, end))
            for k in range(i + 1, end):
                for e, sense in _phrases_at(lex, tokens, k, gaps):
                    if e <= end and sense.slot in _SCENE:
                        spans.append((k, e, sense))
                        tokens[k].bound = True
        i = end
    _mark_negation(tokens, lex.lists["release"])
    hits += [Hit(a, b, s.slot, s.value, s.weight, s.noun, tokens[a].negated) for a, b, s in spans]
    _body_pairs(lex, tokens, hits)
    function = lex.lists["function"]
    for i, token in enumerate(tokens):
        if token.stop or i in held or token.word in function:
            continue
        if token.used and i not in inside and i not in timing and i not in feeling:
            continue
        seen: set[tuple[str, str]] = set()
        verb = i > 0 and token.word != token.lemma and _after_subject(tokens, i, held)
        verb = verb or _as_past(lex, tokens, i)
        named = _as_noun(lex, tokens, i)
        things = named and any(
            s.slot in ("setting", "object")
            for s in (*lex.nouns.get(token.word, ()), *lex.nouns.get(token.lemma, ()))
        )
        for s in senses(lex, token.word, token.lemma, token.stem):
            if i in timing and s.slot not in ("pose", "expression", "setting"):
                continue
            if named and not s.noun and (s.slot in _ACTS or (things and s.slot == "expression")):
                continue
            if s.slot in _SCENE and token.lemma in lex.lists["own-body"] and _owned(tokens, i):
                continue
            if i in feeling and not (s.slot in ("object", "weather") and s.noun):
                continue
            scene = s.noun and (s.slot in _SCENE or s.slot == "people")
            if i in inside and not scene and not (s.slot == "expression" and i in holding):
                continue
            if verb and s.noun and s.slot not in ("expression", "pose"):
                continue
            if (s.slot, s.value) not in seen:
                seen.add((s.slot, s.value))
                hits.append(Hit(i, i + 1, s.slot, s.value, s.weight, s.noun, token.negated))
        token.used = token.used or any(slot != "worn" for slot, _ in seen)
    hits.sort(key=lambda h: (h.start, h.end))
    return hits
