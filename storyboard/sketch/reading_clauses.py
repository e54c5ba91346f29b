"""Clauses of a prompt and their subjects: who, or whether only a thing, does what is told."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.sketch.reading_cast import Company
from storyboard.sketch.reading_hits import Hit
from storyboard.sketch.reading_lexicon import GAPS, Lexicon
from storyboard.sketch.reading_persons import Mention
from storyboard.sketch.reading_words import SIGN, Token

_TELLERS = frozenset(["i", "we", "you"])
_ASKING = frozenset(["what", "who", "where", "how", "why", "do", "did", "can", "could", "and"])


@dataclass(slots=True)
class Clause:
    """Tokens `start` up to `end`; `joiner` is the word or the break that opened it."""

    start: int
    end: int
    joiner: str
    opens_sentence: bool
    subject: tuple[str, ...] = ()
    mention: Mention | None = None
    inert: bool = False
    """Its subject is a thing: what the clause tells is no figure's face or pose."""


class Clauses:
    """The clauses of one prompt, each with its subject."""

    def __init__(
        self, lex: Lexicon, tokens: list[Token], hits: list[Hit], company: Company
    ) -> None:
        self.lex, self.tokens, self.hits, self.company = lex, tokens, hits, company
        self.by_token: dict[int, list[Hit]] = {}
        for hit in hits:
            self.by_token.setdefault(hit.start, []).append(hit)
        self.clauses = self._clauses()
        self._subjects()

    def _clauses(self) -> list[Clause]:
        inside = {k for m in self.company.mentions for k in range(m.start, m.end)}
        joints = self.lex.lists["conjunctions"]
        found: list[Clause] = []
        start, joiner, opens = 0, "", True
        for i, token in enumerate(self.tokens):
            if i in inside or not (token.stop or token.word in joints):
                continue
            if i > start:
                found.append(Clause(start, i, joiner, opens))
                opens = False
                joiner = token.raw if token.stop else token.word
            elif not token.stop:
                joiner = token.word
            opens = opens or token.stop == 2
            start = i + 1
        if start < len(self.tokens):
            found.append(Clause(start, len(self.tokens), joiner, opens))
        return found

    def _is(self, i: int, *slots: str) -> bool:
        return any(h.slot in slots for h in self.by_token.get(i, ()))

    def _governed(self, mention: Mention) -> str:
        """The preposition that a mention depends on, or an empty string."""
        i = mention.start - 1
        if i >= 0 and self.tokens[i].word in self.lex.lists["prepositions"]:
            return self.tokens[i].word
        return ""

    def _subjects(self) -> None:
        current: tuple[str, ...] = ()
        before: Clause | None = None
        for clause in self.clauses:
            mentions = [m for m in self.company.mentions if clause.start <= m.start < clause.end]
            mention = self._subject_mention(clause, mentions, bool(current))
            if clause.joiner in ("who", "whose", "whom") and before is not None:
                last = [m for m in self.company.mentions if m.end <= clause.start]
                if last and mention is None:
                    clause.subject = last[-1].who
                    before = clause
                    continue
            if mention is not None:
                clause.mention = mention
                clause.subject = current = mention.who
                clause.inert = mention.possessive and not self._own(mention.end)
            else:
                clause.subject = current
                relative = before is not None and before.joiner in ("who", "whose")
                if relative and before is not None and clause.joiner == ",":
                    clause.subject = before.subject if not self._acts(clause) else current
                clause.inert = self._thing(clause)
                if not clause.inert and before is not None and clause.joiner in ("and", "then"):
                    clause.inert = before.inert and before.joiner != ","
                if clause.joiner in ("that", "which"):
                    named = {m.end for m in self.company.mentions}
                    # "the hand which held the lamp" is somebody's
                    body = any(
                        t.lemma in self.lex.bodies
                        for t in self.tokens[max(0, clause.start - 2) : clause.start]
                    )
                    clause.inert = clause.start - 1 not in named and not body
                elif (
                    clause.joiner == "and"
                    and before is not None
                    and before.joiner in ("that", "which")
                ):
                    # after "a stone that reads X" the sentence's own subject goes on
                    clause.inert = self._thing(clause)
            before = clause

    def _subject_mention(
        self, clause: Clause, mentions: list[Mention], inherited: bool
    ) -> Mention | None:
        for mention in mentions:
            if mention.object or self._governed(mention):
                continue
            if mention.possessive and any(
                m is not mention and m.start == mention.end and not m.possessive for m in mentions
            ):
                continue  # "Tom's sister" is the sister
            lead = [
                i
                for i in range(clause.start, mention.start)
                if self.tokens[i].word not in GAPS
                and self.tokens[i].word not in self.lex.lists["adverbs"]
                and not self.tokens[i].word.endswith("ly")
            ]
            openers = [self.tokens[i].word for i in (clause.start, *lead[:1])]
            if not lead or any(word in self.lex.lists["prepositions"] for word in openers):
                return mention
            if all(
                self._is(i, "expression", "angle", "shot")
                or self.tokens[i].word in self.lex.lists["saying"]
                for i in lead
            ):
                return mention
            if mention.possessive:
                continue
            if not inherited and not self._thing(clause):
                return mention
        return None

    def _own(self, i: int) -> bool:
        """Whether what follows a genitive at `i` is a person's own face, body or feeling."""
        end = min(i + 5, len(self.tokens))
        for k in range(i, end):
            token = self.tokens[k]
            if token.stop or token.word in self.lex.lists["prepositions"]:
                return False
            if token.lemma in self.lex.bodies:
                return True
            if self._is(k, "expression"):
                # "Tom's dog barks": what is done is the dog's.
                owned = [t for t in self.tokens[i:k] if t.word != "'s"]
                return not (owned and token.word.endswith("s"))
            if self._is(k, "pose") and k > i:
                return False
        return False

    def _acts(self, clause: Clause) -> bool:
        return any(self._is(i, "pose", "hold") for i in range(clause.start, clause.end))

    def _thing(self, clause: Clause) -> bool:
        """Whether a clause without a person for its subject begins with a thing."""
        i = clause.start
        while i < clause.end and self.tokens[i].word in self.lex.lists["adverbs"]:
            i += 1
        if i >= clause.end:
            return False
        first = self.tokens[i]
        if first.word == SIGN:
            return True
        hits = self.by_token.get(i, ())
        if any(h.slot in ("expression", "pose") and h.end > i + 1 for h in hits):
            return False
        opening = [t.word for t in self.tokens[i : min(i + 3, clause.end)]]
        if opening[0] in _TELLERS or (opening[0] in _ASKING and set(opening) & _TELLERS):
            return True  # the reader or the teller speaks, and is not in the picture
        if first.word in self.lex.lists["prepositions"]:
            return self._thing_after_place(i + 1, clause.end)
        if first.word in self.lex.lists["things"]:
            return True
        if first.word in self.lex.lists["counts"]:
            return True
        if first.word in self.lex.lists["determiners"]:
            return not self._felt(i, clause.end)
        if first.word.endswith("s") and any(h.slot == "expression" for h in hits):
            return False  # "Tom, less sure, glares"
        return any(h.noun and h.slot in ("setting", "weather", "time", "object") for h in hits)

    def _felt(self, start: int, end: int) -> bool:
        """Whether a noun phrase at `start` is a part of the body or a feeling: *a big tear*."""
        for k in range(start, min(start + 4, end)):
            if self.tokens[k].lemma in self.lex.bodies:
                return True
            hits = self.by_token.get(k, ())
            if any(h.slot in ("expression", "pose") and (h.noun or h.end > k + 1) for h in hits):
                return True
            if any(h.noun and h.slot in ("setting", "weather", "object", "time") for h in hits):
                return False
        return False

    def _thing_after_place(self, start: int, end: int) -> bool:
        """Whether a second noun phrase follows a place: *behind him the wind howls*."""
        closed = frozenset({*self.lex.lists["prepositions"], *self.lex.lists["determiners"]})
        for k in range(start + 1, end):
            if self.tokens[k].word not in self.lex.lists["determiners"]:
                continue
            before = self.tokens[k - 1]
            if before.word not in closed and not self._is(k - 1, "pose", "hold", "expression"):
                return not any(t.lemma in self.lex.bodies for t in self.tokens[k : k + 3])
        return False

    def _body(self, i: int) -> bool:
        return any(t.lemma in self.lex.bodies for t in self.tokens[i : i + 3])

    def _between(self, start: int, end: int) -> bool:
        """Whether a thing, a preposition or a verb parts two places."""
        for k in range(start, end):
            word = self.tokens[k].word
            if self.tokens[k].stop or word in self.lex.lists["prepositions"]:
                return True
            if word in self.lex.lists["conjunctions"] or self._is(
                k, "object", "setting", "pose", "hold"
            ):
                return True
        return False

    def _after(self, mention: Mention) -> int:
        end = mention.end
        return end + (end < len(self.tokens) and self.tokens[end].word == "'s")
