"""What each figure does and feels, who is there at all, and in what order."""

from __future__ import annotations

from storyboard.sketch.model import Figure
from storyboard.sketch.reading_cast import MAX_FIGURES, Company
from storyboard.sketch.reading_clauses import Clause
from storyboard.sketch.reading_hits import Hit, chunk_end
from storyboard.sketch.reading_holds import Holding, Part
from storyboard.sketch.reading_lexicon import GAPS, STRONG, Lexicon
from storyboard.sketch.reading_persons import Mention
from storyboard.sketch.reading_words import Token

POSE_RANK = {"stand": 0, "hold": 1, "sit": 2, "slump": 3, "walk": 4, "look-up": 5}
"""Of two poses told the more particular is drawn: 6 for those not listed."""
POSE_MOOD = {"cheer": "joy", "recoil": "fear", "fight": "determined", "slump": "sadness"}
"""The face that goes with a pose where none is told."""
HANDLING = frozenset(["read", "wave", "point", "cheer", "fight", "hold", "phone"])
"""Poses whose words may take what is held for their object: *aims the rifle*."""
_WHOLE = frozenset(["walk", "run", "sit", "stand", "lie"])
"""Poses of a whole body: a finger that moves along a map walks nowhere."""
_LEGS = frozenset(["foot", "leg", "heel", "boot", "toe", "knee"])
_JOINED = ("and", "then", "but")
_PLACES = frozenset(["chair", "bed", "seat", "place", "desk", "armchair", "bunk", "cot"])
_AGO = frozenset(["an", "hours", "long", "home", "already", "away", "days", "years"])
_SIDES = {"left": -1, "right": 1}


class Walk(Holding):
    """One walk over the clauses of a prompt; `present` and `figure` give the result."""

    def __init__(
        self, lex: Lexicon, tokens: list[Token], hits: list[Hit], company: Company
    ) -> None:
        super().__init__(lex, tokens, hits, company)
        self.mentioned: dict[str, int] = {}
        self.contrasts = self._contrasts()
        self.told = False
        """Whether the prompt tells what anybody does, named or not."""
        for clause in self.clauses:
            self._attribute(clause)
        self._presence()
        self._sides()

    def _contrasts(self) -> list[int]:
        """Where *but* or *instead* turns a prompt: of the faces told, those after it count."""
        found: list[int] = []
        sentence = 0
        for i, token in enumerate(self.tokens):
            if token.stop == 2:
                sentence = i
            if token.word in ("but", "yet"):
                found.append(i)
            elif token.word == "instead":
                found.append(sentence)
        return found

    def _target(self, hit: Hit, clause: Clause) -> tuple[str, ...]:
        mentions = self.company.mentions
        nearest: Mention | None = None
        for mention in mentions:
            if mention.start <= hit.start < mention.head:
                return mention.who
            if mention.end <= hit.start and mention.start >= clause.start:
                nearest = mention
            after = hit.end <= mention.start <= hit.end + 4
            word = self.tokens[hit.start].word
            verb = hit.start == clause.start and clause.joiner in _JOINED
            verb = verb and (not hit.noun or word.endswith(("s", "ed", "ing")))
            if (
                hit.slot == "expression"
                and mention.possessive
                and after
                and not verb
                and self._body(mention.end)
            ):
                return mention.who
            reach = hit.start - mention.end
            own = hit.slot == "expression" or self.tokens[hit.start].lemma in self.lex.bodies
            near = mention.possessive and own and 0 <= reach <= 3
            if near and word.endswith("s") and not hit.noun:
                # "Tom's dog barks": what is done is the dog's.
                owned = [t for t in self.tokens[mention.end : hit.start] if t.word != "'s"]
                near = not owned or any(t.lemma in self.lex.bodies for t in owned)
            if near and not self._between(mention.end, hit.start):
                return mention.who
        if nearest is not None and nearest is not clause.mention and not nearest.possessive:
            between = self.tokens[nearest.end : hit.start]
            bare = all(t.word in GAPS or t.word.endswith("ly") for t in between)
            governed = self._governed(nearest)
            placed = self.tokens[hit.start].word in self.lex.lists["prepositions"]
            if (
                bare
                and not placed
                and len(between) <= 2
                and (not governed or governed in self.lex.lists["perceived"])
            ):
                return nearest.who
        return () if clause.inert else clause.subject

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
            if hit.slot == "tool" and not hit.negated and not clause.inert:
                word = self.tokens[hit.start].word
                if hit.end - hit.start > 1 or word.endswith(("s", "ed", "ing")):
                    for key in self._target(hit, clause):
                        self.parts[key].tools.append(hit.value)
                continue
            if hit.slot not in ("expression", "pose", "hold", "absent") or self._plural(hit):
                continue
            if hit.slot == "expression" and self._causing(hit):
                continue
            if self.tokens[hit.start].word == "poor" and not any(
                m.start == hit.end for m in self.company.mentions
            ):
                continue  # "poor Mara", and not "a poor job"
            if hit.slot in ("pose", "hold") and self._of_others(hit, clause):
                continue
            if hit.slot == "pose" and hit.value in _WHOLE and self._limb(hit, clause):
                continue
            if hit.value == "lie" and any(
                h.slot == "object" and h.end == hit.start for h in self.hits
            ):
                continue  # "a cello case on her back"
            who = self._target(hit, clause)
            if not who and not clause.inert and hit.slot != "absent":
                who = tuple(self.company.cast[:1])
                self.told = True
            for key in who:
                self._give(key, hit)
            if hit.slot == "hold" and not hit.negated:
                self._held(hit, who)
            elif (
                hit.slot == "pose"
                and not hit.negated
                and (hit.value in HANDLING or (hit.end - hit.start > 1 and self._inside(hit)))
            ):
                self._handled(hit, who)

    def _inside(self, hit: Hit) -> bool:
        """Whether the last word of a pose's phrase is a thing that is handled in it."""
        at = hit.end - 1
        prepositions = self.lex.lists["prepositions"]
        placed = any(t.word in prepositions for t in self.tokens[hit.start : at])
        gone = self.tokens[hit.start].stem in self.lex.lists["letgo"]
        return not placed and not gone and self._is(at, "object")

    def _of_others(self, hit: Hit, clause: Clause) -> bool:
        """Whether a verb belongs to the thing or the people right before it.

        *Watches the rain run down*, *watches the soldiers march by*: no figure does it.
        """
        word = self.tokens[hit.start].word
        others = [i for i, _ in self.company.background if clause.start <= i < hit.start]
        if others and hit.start - others[-1] == 1 and not hit.noun:
            return True
        if hit.start < clause.start + 2 or word.endswith(("s", "ing", "ed")):
            return False
        before = self.by_token.get(hit.start - 1, ())
        thing = any(h.noun and h.slot in ("weather", "setting", "object") for h in before)
        return thing and any(
            self.tokens[k].stem in self.lex.lists["sensed"]
            for k in range(clause.start, hit.start - 1)
        )

    def _limb(self, hit: Hit, clause: Clause) -> bool:
        """Whether the clause's subject is a part of the body other than the legs."""
        mention = clause.mention
        if mention is None or not mention.possessive or mention.start > hit.start:
            return False
        near = self.tokens[mention.end : min(mention.end + 3, hit.start)]
        parts = [t.lemma for t in near if t.lemma in self.lex.bodies]
        return bool(parts) and not set(parts) & _LEGS

    def _plural(self, hit: Hit) -> bool:
        """Whether a word that could be a verb is a plural noun: *great waves*."""
        word = self.tokens[hit.start].word
        if hit.slot not in ("pose", "hold") or hit.end - hit.start > 1 or hit.start == 0:
            return False
        if not word.endswith("s") or word.endswith("ss"):
            return False
        before = self.tokens[hit.start - 1].word
        return before in self.lex.lists["determiners"] or before in self.lex.lists["sizes"]

    def _give(self, key: str, hit: Hit) -> None:
        part = self.parts.setdefault(key, Part())
        if hit.slot == "expression":
            if hit.negated:
                part.denied.add(hit.value)
            else:
                part.expressions.append((hit.weight, hit.start, hit.value))
        elif hit.slot in ("pose", "hold") and not hit.negated:
            if hit.value:
                rank = POSE_RANK.get(hit.value, 6)
                part.poses.append((rank if hit.weight >= STRONG else 0, -hit.start, hit.value))
        elif hit.slot == "absent" and not hit.negated and self._closes(hit.end):
            self.company.absent.add(key)

    def _closes(self, i: int) -> bool:
        """Whether a clause may end at `i`: *Tom is gone*, but *Tom has gone pale*."""
        if i >= len(self.tokens) or self.tokens[i].stop:
            return True
        word = self.tokens[i].word
        if word in _AGO:
            return True
        if word == "to":  # "she is not here to talk" says that she is here
            return False
        return any(
            word in self.lex.lists[name] for name in ("prepositions", "conjunctions", "adverbs")
        )

    def _causing(self, hit: Hit) -> bool:
        """Whether a feeling's word is a verb done to another: *frightens Tom*."""
        word = self.tokens[hit.start].word
        return self._is(hit.start, "cause") and not word.endswith(("ed", "t"))

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

    def _presence(self) -> None:
        people = self.company.people
        for mention in self.company.mentions:
            for key in mention.who:
                after = self.tokens[mention.end].word if mention.end < len(self.tokens) else ""
                left = people[key].tier == "stranger" and after in ("gone", "absent", "departed")
                missed = left or self._missed(mention) or self.company.denied(mention.start)
                if missed and not mention.possessive:
                    self.company.absent.add(key)
                    continue
                if people[key].tier == "others":
                    away = self._governed(mention) in self.lex.lists["elsewhere"]
                    owned = mention.possessive and not self._own(self._after(mention))
                    if away or owned:
                        continue
                self.mentioned.setdefault(key, mention.start)
            if mention.possessive:
                start = self._after(mention)
                seat = start < len(self.tokens) and self.tokens[start].lemma in _PLACES
                reach = start + (8 if seat else 3)
                following = self.tokens[start : min(chunk_end(self.tokens, start), reach)]
                if any(t.word in ("empty", "vacant") for t in following):
                    self.company.absent.update(mention.who)

    def _missed(self, mention: Mention) -> bool:
        """*Where Tom should be*, *where Tom used to sit*."""
        around = [t.word for t in self.tokens[mention.start - 1 : mention.end + 1]]
        return (
            mention.start > 0
            and around[0] == "where"
            and around[-1] in ("should", "used", "would", "once")
        )

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
            target = (
                placed[-1] if placed else (later[0] if later else (before[-1] if before else None))
            )
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
        after = [e for e in expressions if any(at < e[1] for at in self.contrasts)]
        expressions = after or expressions
        expression = ""
        if expressions:
            strongest = max(weight for weight, _, _ in expressions)
            expression = next(v for weight, _, v in expressions if weight == strongest)
        pose = max(part.poses)[2] if part.poses else ""
        holds = next((h for h in (*part.holds, *part.tools) if h not in part.lacks), "")
        told_pose = bool(pose)
        if not expression:
            expression = "neutral" if part.denied else POSE_MOOD.get(pose, "neutral")
        if holds and pose in ("", "stand"):
            pose = "hold"
        stranger = key not in self.company.people or self.company.people[key].tier == "stranger"
        name = "" if stranger else key
        note = self.company.people[key].note if stranger and key in self.company.people else ""
        figure = Figure(name, expression, pose or "stand", holds, note)
        return figure, bool(part.expressions), told_pose
