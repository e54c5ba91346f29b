"""What each figure holds, by verbs of holding, by hands, by *with* and by whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyboard.sketch.reading_cast import Company
from storyboard.sketch.reading_clauses import Clause, Clauses
from storyboard.sketch.reading_hits import Hit, chunk_end
from storyboard.sketch.reading_lexicon import GAPS, Lexicon
from storyboard.sketch.reading_persons import Mention
from storyboard.sketch.reading_words import Token, stem

_SET_DOWN = frozenset(["between", "beside", "behind", "under", "near", "by", "at"])
_BORNE = frozenset(["shoulder", "back", "hip", "lap", "knee", "arm", "head"])
HOLD_REACH = 8
"""How many words after a verb of holding its object may stand."""

_LOOKS = frozenset(stem(w) for w in ("look", "stare", "gaze", "glance", "peer", "squint", "glare"))
_STUDIED = frozenset(
    ["letter", "watch", "map", "phone", "book", "newspaper", "compass", "tablet", "key", "glass",
     "cup", "ball"]
)  # fmt: skip
"""What one looks at in one's own hand."""


@dataclass(slots=True)
class Part:
    """What was gathered for one person."""

    expressions: list[tuple[float, int, str]] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)
    poses: list[tuple[int, int, str]] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)
    """What is held where no thing is named: a deed is done with something."""
    lacks: set[str] = field(default_factory=set)
    """What this person is said to be without."""
    side: int = 0


class Holding(Clauses):
    """The clauses of a prompt with what is held in them."""

    def __init__(
        self, lex: Lexicon, tokens: list[Token], hits: list[Hit], company: Company
    ) -> None:
        super().__init__(lex, tokens, hits, company)
        self.parts = {key: Part() for key in company.people}

    def _held(self, hit: Hit, who: tuple[str, ...]) -> None:
        """The thing that a verb of holding takes: the next known object, else the next noun."""
        start = self._aside(hit.end)
        end = min(chunk_end(self.tokens, start), start + HOLD_REACH)
        head = ""
        opened = False
        for k in range(start, end):
            token = self.tokens[k]
            thing = next((h for h in self.by_token.get(k, ()) if h.slot == "object"), None)
            if thing is not None and not thing.negated:
                if not self._only_seen(hit, thing):
                    self._take(who, self._coloured(thing))
                return
            if any(m.start == k and not m.possessive for m in self.company.mentions):
                if k == hit.end:  # hands Rose a letter
                    continue
                return
            if self._is(k, "pose", "hold") and k > hit.end:
                break
            if token.word in self.lex.lists["prepositions"]:
                if opened or token.word not in self.lex.lists["through"]:
                    break
                continue
            if token.word in self.lex.lists["determiners"] or token.word in ("his", "her", "their"):
                opened = True
            elif opened and token.word not in GAPS:
                head = token.lemma
                if token.lemma in self.lex.bodies or self._is(k, "fixed", "setting"):
                    return
        if head and hit.value == "hold" and head.isalpha() and len(head) > 1:
            self._take(who, head)

    def _only_seen(self, hit: Hit, thing: Hit) -> bool:
        """Whether a thing is looked at where it is: *stares at a cello*, *at the book on a desk*.

        What is small enough to be studied is in the hand unless the prompt puts it somewhere.
        """
        if self.tokens[hit.start].stem not in _LOOKS:
            return False
        after = self.tokens[thing.end].word if thing.end < len(self.tokens) else ""
        set_down = after in self.lex.lists["apart"] and self._in_hand(thing.end) is None
        return thing.value not in _STUDIED or set_down

    def _aside(self, i: int) -> int:
        """Where the object may begin after `i`: past *, with infinite care,* for one."""
        tokens = self.tokens
        if i + 1 >= len(tokens) or tokens[i].stop != 1:
            return i
        manner = tokens[i + 1].word
        if manner not in self.lex.lists["prepositions"] and not manner.endswith("ly"):
            return i
        end = chunk_end(tokens, i + 1)
        return end + 1 if end - i <= 6 and end < len(tokens) and tokens[end].stop == 1 else i

    def _wielded(self, hit: Hit, clause: Clause) -> bool:
        """Whether a thing is the direct object of what the clause's figure does.

        *Draws a pistol*, *butters toast*: whatever is done, it is done with the hands, but for
        verbs of sensing, wanting and letting go.
        """
        if clause.inert or not clause.subject:
            return False
        at = hit.start - 1
        while at >= clause.start and (
            self.tokens[at].word in self.lex.lists["determiners"]
            or self.tokens[at].word in self.lex.lists["colours"]
            or self.tokens[at].word in self.lex.lists["sizes"]
            or (at not in self.by_token and self.tokens[at + 1].word == self.tokens[hit.start].word)
        ):
            at -= 1
        if at < clause.start or self.tokens[at].stem in self.lex.lists["letgo"]:
            return False
        word = self.tokens[at].word
        if self.tokens[at].stem in self.lex.lists["sensed"]:
            return False
        acts = any(h.slot in ("pose", "hold") and not h.noun for h in self.by_token.get(at, ()))
        subject = clause.mention
        plain = subject is not None and subject.end == at and word.endswith(("s", "ed"))
        joined = at == clause.start and clause.joiner in ("and", "then", ",")
        return acts or (not self.by_token.get(at) and (plain or (joined and word.endswith("s"))))

    def _handled(self, hit: Hit, who: tuple[str, ...]) -> None:
        """The thing that a pose is done with: inside its words, or as its direct object."""
        k, end = hit.start, min(chunk_end(self.tokens, hit.end), hit.end + 4)
        while k < end:
            if k >= hit.end and self.tokens[k].word in self.lex.lists["prepositions"]:
                return
            thing = next((h for h in self.by_token.get(k, ()) if h.slot == "object"), None)
            if thing is not None and not thing.negated:
                self._take(who, self._coloured(thing))
                return
            k += 1

    def _coloured(self, hit: Hit) -> str:
        """What is held, with the colour that is told of it: *green suitcase*."""
        before = self.tokens[hit.start - 1] if hit.start else None
        if before is None or before.word not in self.lex.lists["colours"]:
            return hit.value
        before.used = True
        return f"{before.word} {hit.value}"

    def _compound(self, i: int) -> bool:
        """Whether a noun follows at `i`, so that what stands before it is no thing of its own."""
        if i >= len(self.tokens) or self.tokens[i].stop or i in self.by_token:
            return False
        word = self.tokens[i].word
        closed = word in self.lex.lists["function"] or word in self.lex.lists["determiners"]
        return not closed and not word.endswith("ing")

    def _take(self, who: tuple[str, ...], value: str) -> None:
        for key in who:
            part = self.parts.setdefault(key, Part())
            if value not in part.holds:
                part.holds.append(value)

    def _object(self, hit: Hit, clause: Clause) -> None:
        """A thing is held where it is in a hand, had with somebody, or somebody's."""
        tokens = self.tokens
        before, at = "", hit.start - 1
        owner: Mention | None = None
        while at >= max(0, hit.start - 5) and not tokens[at].stop:
            word = tokens[at].word
            owned = [m for m in self.company.mentions if m.possessive and m.end - 1 == at]
            if word == "'s":
                owned = [m for m in self.company.mentions if m.possessive and m.end == at]
            if owned and owner is None:
                owner, at = owned[0], owned[0].start
            elif word in self.lex.lists["prepositions"] or word in ("no", "without"):
                before = word
                break
            elif owner is not None or self._is(at, "pose", "hold"):
                break
            at -= 1
        verb = tokens[at].stem if 0 <= at < len(tokens) else ""
        if before in ("without", "no"):
            for key in owner.who if owner else clause.subject:
                self.parts[key].lacks.add(hit.value)
            return
        after = self._in_hand(hit.end)
        if after is not None:
            holder = after.who if after.who else clause.subject or tuple(self.company.cast[:1])
            self._take(holder, self._coloured(hit))
            return
        if hit.negated or verb in self.lex.lists["letgo"] or before in self.lex.lists["apart"]:
            return
        following = [t.word for t in tokens[hit.end : hit.end + 3]]
        if owner is None and not before and self._wielded(hit, clause):
            self._take(clause.subject, self._coloured(hit))
            return
        if owner is None and following and tokens[hit.end].stem in self.lex.lists["ready"]:
            self._take(clause.subject or tuple(self.company.cast[:1]), self._coloured(hit))
            return
        if owner is not None and following[:1] and following[0] in _SET_DOWN:
            return  # "his case between his feet"
        if following[:1] in (["on"], ["lies"], ["hangs"], ["sits"], ["stands"], ["rests"]):
            return
        if owner is not None:
            self._take(owner.who, self._coloured(hit))
        elif (
            before == "with" or (before in ("under", "beneath") and hit.value == "umbrella")
        ) and not (clause.inert or self._compound(hit.end)):
            nearest = [m for m in self.company.mentions if clause.start <= m.start < hit.start]
            direct = [m for m in nearest if hit.start - m.end <= 4 and not m.possessive]
            self._take(direct[-1].who if direct else clause.subject, self._coloured(hit))

    def _in_hand(self, i: int) -> Mention | None:
        """The owner of the hand that a thing at `i` is in; an empty owner for a bare *in hand*."""
        for k in range(i, min(i + 7, len(self.tokens))):
            token = self.tokens[k]
            if token.stop:
                return None
            between = {t.word for t in self.tokens[i:k]}
            raised = token.word in ("aloft", "overhead")
            if token.lemma in self.lex.lists["atface"]:
                raised = bool(between & {"to", "at", "against"})
            if raised or token.lemma in self.lex.lists["hands"]:
                borne = token.lemma in _BORNE and bool(between & {"on", "over"})
                if not (raised or borne) and not between & self.lex.lists["gripped"]:
                    return None
                for mention in self.company.mentions:
                    if mention.possessive and i <= mention.start < k:
                        return mention
                return Mention(k, k, k, ())
            if k > i + 1 and any(m.start == k and not m.possessive for m in self.company.mentions):
                return None
        return None
