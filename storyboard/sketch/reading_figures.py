"""What each figure does and feels: clauses of the prompt tied to their subjects."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyboard.sketch.model import Figure
from storyboard.sketch.reading_cast import MAX_FIGURES, Company, Mention
from storyboard.sketch.reading_hits import Hit, chunk_end
from storyboard.sketch.reading_lexicon import GAPS, STRONG, Lexicon
from storyboard.sketch.reading_words import SIGN, Token

POSE_RANK = {"stand": 0, "hold": 1, "sit": 2, "walk": 2, "look-up": 3}
"""Of two poses told the more particular is drawn: 4 for those not listed."""
POSE_MOOD = {"cheer": "joy", "recoil": "fear", "fight": "determined", "slump": "sadness"}
"""The face that goes with a pose where none is told."""
_ADJACENT_AFTER = frozenset("with at on to see watch find".split())
_NO_HOLD = frozenset("on in inside beside by near from into onto against to toward for".split())
_NOT_THERE = frozenset("of about from without".split())
_LEAVE = frozenset("drop leav lose los abandon forget miss discard".split())
_HANDS = frozenset("hand arm fist grip finger lap palm grasp paw tooth shoulder".split())
_READY = frozenset("draw rais up aloft hold ready readi lift high swing outstretch clutch".split())
"""What follows a thing that is held without a verb of holding: *sword drawn*, *lantern raised*."""
_THROUGH = frozenset("up out on onto at of from".split())
"""Prepositions that a verb of holding may have before what is held."""
_SIDES = {"left": -1, "right": 1}
HOLD_REACH = 8


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


@dataclass(slots=True)
class Part:
    """What was gathered for one person."""

    expressions: list[tuple[float, int, str]] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)
    poses: list[tuple[int, int, str]] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    empty_handed: bool = False
    side: int = 0


class Staging:
    """The clause walk over one prompt; `figures` gives the result."""

    def __init__(
        self, lex: Lexicon, tokens: list[Token], hits: list[Hit], company: Company
    ) -> None:
        self.lex, self.tokens, self.hits, self.company = lex, tokens, hits, company
        self.parts = {key: Part() for key in company.people}
        self.mentioned: dict[str, int] = {}
        self.by_token: dict[int, list[Hit]] = {}
        for hit in hits:
            self.by_token.setdefault(hit.start, []).append(hit)
        self.told = False
        """Whether the prompt tells what anybody does, named or not."""
        self.clauses = self._clauses()
        self._subjects()
        for clause in self.clauses:
            self._attribute(clause)
        self._presence()
        self._sides()

    # ----------------------------------------------------------- clauses
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
                    clause.inert = before.inert
                if clause.joiner in ("that", "which"):
                    named = {m.end for m in self.company.mentions}
                    clause.inert = clause.start - 1 not in named
            before = clause

    def _subject_mention(
        self, clause: Clause, mentions: list[Mention], inherited: bool
    ) -> Mention | None:
        for mention in mentions:
            if mention.object or self._governed(mention):
                continue
            lead = [
                i
                for i in range(clause.start, mention.start)
                if self.tokens[i].word not in GAPS
                and self.tokens[i].word not in self.lex.lists["adverbs"]
                and not self.tokens[i].word.endswith("ly")
            ]
            if not lead or self.tokens[lead[0]].word in self.lex.lists["prepositions"]:
                return mention
            if all(self._is(i, "expression", "angle", "shot") for i in lead):
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
            if token.lemma in self.lex.bodies or self._is(k, "expression"):
                return True
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
        if first.word in self.lex.lists["prepositions"]:
            return self._thing_after_place(i + 1, clause.end)
        if first.word in self.lex.lists["things"]:
            return True
        if first.word in self.lex.lists["determiners"]:
            for k in range(i, min(i + 4, clause.end)):
                if self.tokens[k].lemma in self.lex.bodies:
                    return False
                if any(h.slot in ("expression", "pose") and h.noun for h in self.by_token.get(k, ())):
                    return False
            return True
        hits = self.by_token.get(i, ())
        return any(h.noun and h.slot in ("setting", "weather", "time", "object") for h in hits)

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

    # ------------------------------------------------------- attribution
    def _target(self, hit: Hit, clause: Clause) -> tuple[str, ...]:
        mentions = self.company.mentions
        nearest: Mention | None = None
        for mention in mentions:
            if mention.start <= hit.start < mention.head:
                return mention.who
            if mention.end <= hit.start and mention.start >= clause.start:
                nearest = mention
            after = hit.end <= mention.start <= hit.end + 4
            if hit.slot == "expression" and mention.possessive and after and self._body(mention.end):
                return mention.who
            reach = hit.start - mention.end
            own = hit.slot == "expression" or self.tokens[hit.start].lemma in self.lex.bodies
            if mention.possessive and own and 0 <= reach <= 3:
                if not self._between(mention.end, hit.start):
                    return mention.who
        if nearest is not None and nearest is not clause.mention and not nearest.possessive:
            between = self.tokens[nearest.end : hit.start]
            bare = all(t.word in GAPS or t.word.endswith("ly") for t in between)
            governed = self._governed(nearest)
            if bare and len(between) <= 2 and (not governed or governed in _ADJACENT_AFTER):
                return nearest.who
        return () if clause.inert else clause.subject

    def _body(self, i: int) -> bool:
        return any(t.lemma in self.lex.bodies for t in self.tokens[i : i + 3])

    def _between(self, start: int, end: int) -> bool:
        """Whether a thing, a preposition or a verb parts two places."""
        for k in range(start, end):
            word = self.tokens[k].word
            if self.tokens[k].stop or word in self.lex.lists["prepositions"]:
                return True
            if word in self.lex.lists["conjunctions"] or self._is(k, "object", "setting", "pose", "hold"):
                return True
        return False

    def _attribute(self, clause: Clause) -> None:
        for hit in self.hits:
            if not clause.start <= hit.start < clause.end:
                continue
            if self.tokens[hit.start].figurative:
                continue
            if hit.slot == "object":
                self._object(hit, clause)
                continue
            if hit.slot == "cause":
                self._cause(hit, clause)
                continue
            if hit.slot not in ("expression", "pose", "hold", "absent") or self._plural(hit):
                continue
            who = self._target(hit, clause)
            if not who and not clause.inert and hit.slot != "absent":
                who = tuple(self.company.cast[:1])
                self.told = True
            for key in who:
                self._give(key, hit)
            if hit.slot == "hold" and not hit.negated:
                self._held(hit, who)

    def _plural(self, hit: Hit) -> bool:
        """Whether a word that could be a verb is a plural noun: *great waves*."""
        word = self.tokens[hit.start].word
        if hit.slot not in ("pose", "hold") or hit.end - hit.start > 1 or hit.start == 0:
            return False
        if not word.endswith("s") or word.endswith("ss"):
            return False
        before = self.tokens[hit.start - 1]
        verb = (
            before.stop
            or before.word in self.lex.lists["adverbs"]
            or before.word in self.lex.lists["conjunctions"]
            or before.word.endswith("ly")
            or before.word in ("he", "she", "they", "back", "forward", "'s")
            or any(m.end == hit.start for m in self.company.mentions)
        )
        return not verb

    def _give(self, key: str, hit: Hit) -> None:
        part = self.parts.setdefault(key, Part())
        if hit.slot == "expression":
            if hit.negated:
                part.denied.add(hit.value)
            else:
                part.expressions.append((hit.weight, hit.start, hit.value))
        elif hit.slot in ("pose", "hold") and not hit.negated:
            if hit.value:
                part.poses.append((POSE_RANK.get(hit.value, 4), -hit.start, hit.value))
        elif hit.slot == "absent" and not hit.negated:
            self.company.absent.add(key)

    def _cause(self, hit: Hit, clause: Clause) -> None:
        """*Tom frightens Mara* shows on Mara; *frightened* shows on the subject."""
        word = self.tokens[hit.start].word
        felt = Hit(hit.start, hit.end, "expression", hit.value, STRONG, False, hit.negated)
        after = [m for m in self.company.mentions if 0 <= m.start - hit.end <= 1]
        if word.endswith("ed") or word in ("upset",):
            passive = not after or self.tokens[hit.start - 1].word in GAPS
            who = self._target(felt, clause) if passive else after[0].who
        elif after and not word.endswith("ing"):
            who = after[0].who
        else:
            return
        for key in who:
            self._give(key, felt)

    # ------------------------------------------------------------- holds
    def _held(self, hit: Hit, who: tuple[str, ...]) -> None:
        """The thing that a verb of holding takes: the next known object, else the next noun."""
        end = min(chunk_end(self.tokens, hit.end), hit.end + HOLD_REACH)
        head = ""
        opened = False
        for k in range(hit.end, end):
            token = self.tokens[k]
            thing = next((h for h in self.by_token.get(k, ()) if h.slot == "object"), None)
            if thing is not None and not thing.negated:
                self._take(who, self._coloured(thing))
                return
            if any(m.start == k and not m.possessive for m in self.company.mentions):
                if k == hit.end:  # hands Rose a letter
                    continue
                return
            if self._is(k, "pose", "hold") and k > hit.end:
                break
            if token.word in self.lex.lists["prepositions"]:
                if opened or token.word not in _THROUGH:
                    break
                continue
            if token.word in self.lex.lists["determiners"] or token.word in ("his", "her", "their"):
                opened = True
            elif opened and token.word not in GAPS:
                head = token.lemma
                if token.lemma in self.lex.bodies or self._is(k, "fixed", "setting"):
                    return
        if head and hit.value == "hold" and head.isalpha():
            self._take(who, head)

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
        return word not in self.lex.lists["function"] and not word.endswith("ing")

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
        if hit.negated or before in ("without", "no"):
            for key in owner.who if owner else clause.subject:
                self.parts[key].empty_handed = True
            return
        after = self._in_hand(hit.end)
        if after is not None:
            holder = after.who if after.who else clause.subject or tuple(self.company.cast[:1])
            self._take(holder, self._coloured(hit))
            return
        if verb in _LEAVE or before in _NO_HOLD:
            return
        following = [t.word for t in tokens[hit.end : hit.end + 3]]
        if owner is None and following and tokens[hit.end].stem in _READY:
            self._take(clause.subject or tuple(self.company.cast[:1]), self._coloured(hit))
            return
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
            if token.lemma in _HANDS or token.word in ("aloft", "overhead"):
                if not any(
                    t.word in ("in", "between", "under", "from", "to", "against", "over", "across")
                    for t in self.tokens[i : k + 1]
                ) and token.word not in ("aloft", "overhead"):
                    return None
                for mention in self.company.mentions:
                    if mention.possessive and i <= mention.start < k:
                        return mention
                return Mention(k, k, k, ())
            if k > i + 1 and any(m.start == k and not m.possessive for m in self.company.mentions):
                return None
        return None

    # ---------------------------------------------------------- presence
    def _presence(self) -> None:
        people = self.company.people
        for mention in self.company.mentions:
            for key in mention.who:
                if not mention.possessive and self.company.denied(mention.start):
                    self.company.absent.add(key)
                    continue
                if people[key].tier == "others":
                    away = self._governed(mention) in _NOT_THERE
                    owned = mention.possessive and not self._own(self._after(mention))
                    if away or owned:
                        continue
                self.mentioned.setdefault(key, mention.start)
            if mention.possessive:
                following = self.tokens[self._after(mention) : self._after(mention) + 1]
                if following and following[0].word in ("empty", "vacant"):
                    self.company.absent.update(mention.who)

    def _after(self, mention: Mention) -> int:
        end = mention.end
        return end + (end < len(self.tokens) and self.tokens[end].word == "'s")

    # -------------------------------------------------------------- sides
    def _sides(self) -> None:
        for i, token in enumerate(self.tokens):
            side = _SIDES.get(token.word, 0)
            if not side or not self._is_side(i):
                continue
            end = chunk_end(self.tokens, i)
            before = [m for m in self.company.mentions if m.end <= i]
            inside = [m for m in before if not any(t.stop for t in self.tokens[m.end : i])]
            later = [m for m in self.company.mentions if m.start > i]
            owner = inside[-1] if inside and inside[-1].possessive else None
            if i + 1 < end and self.tokens[i + 1].word == "of" and later:
                owner, later = later[0], later[1:]
            placed = [m for m in inside if m is not owner]
            target = placed[-1] if placed else (later[0] if later else (before or [None])[-1])
            if target is not None:
                for key in target.who:
                    self.parts[key].side = side
            if owner is not None and target is not None:
                for key in owner.who:
                    if key not in target.who:
                        self.parts[key].side = self.parts[key].side or -side

    def _is_side(self, i: int) -> bool:
        back = [t.word for t in self.tokens[max(0, i - 4) : i]]
        after = self.tokens[i + 1].word if i + 1 < len(self.tokens) else ""
        near = any(w in ("on", "at", "to", "from", "screen", "frame", "stage", "in") for w in back)
        if after in ("hand", "arm", "fist", "eye", "foot", "leg", "cheek", "shoulder", "ear"):
            return False
        return near or after in ("side", "of", "foreground")

    # ------------------------------------------------------------- result
    def present(self, nobody: bool, alone: bool) -> list[str]:
        """Who is staged, left to right. `nobody`: the prompt says the place is empty."""
        company = self.company
        cast = [key for key in company.cast if key not in company.absent]
        acting = any(p.poses or p.expressions for p in self.parts.values()) or self.told
        if nobody and not self.mentioned and not acting:
            return []
        if alone and self.mentioned:
            cast = [key for key in cast if key in self.mentioned]
        guests = [k for k in self.mentioned if k not in cast and k not in company.absent]
        guests = [k for k in guests if company.people[k].tier != "cast"]
        guests.sort(key=lambda k: company.people[k].tier == "stranger")
        chosen = (cast + guests)[:MAX_FIGURES]
        last = len(self.tokens)
        lead = company.cast[:1]
        chosen.sort(key=lambda k: (k not in lead, self.mentioned.get(k, last)))
        return sorted(chosen, key=lambda k: self.parts[k].side if k in self.parts else 0)

    def figure(self, key: str) -> tuple[Figure, bool, bool]:
        """One figure, and whether its expression and its pose were told."""
        part = self.parts.get(key, Part())
        expressions = [e for e in part.expressions if e[2] not in part.denied]
        expression = ""
        if expressions:
            strongest = max(weight for weight, _, _ in expressions)
            expression = next(v for weight, _, v in expressions if weight == strongest)
        pose = max(part.poses)[2] if part.poses else ""
        holds = "" if part.empty_handed or not part.holds else part.holds[0]
        told_pose = bool(pose)
        if not expression:
            expression = "neutral" if part.denied else POSE_MOOD.get(pose, "neutral")
        if holds and pose in ("", "stand"):
            pose = "hold"
        stranger = key not in self.company.people or self.company.people[key].tier == "stranger"
        name = "" if stranger else key
        figure = Figure(name, expression, pose or "stand", holds)
        return figure, bool(part.expressions), told_pose
