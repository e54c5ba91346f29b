"""Who is meant: names, pronouns, roles and strangers in a prompt, tied to figures."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.sketch.model import Actor
from storyboard.sketch.reading_groups import NUMBERS, Groups
from storyboard.sketch.reading_lexicon import Lexicon
from storyboard.sketch.reading_persons import HE, OLD, PEOPLE, SHE, Mention, Person, person_of
from storyboard.sketch.reading_words import SIGN, Token

MAX_FIGURES = 4
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_POSSESSIVE = frozenset(["his", "her", "their"])
_OBJECT = frozenset(["him", "them", "himself", "herself", "themselves"])
_INDEFINITE = frozenset(["a", "an", "another", "some", "one", "other"])
_YOUNG = frozenset(["young", "little", "small", "tiny", "teenage"])
_SHAPES = frozenset(["figure", "silhouette", "shape", "form"])
"""What is small about them is how far they are off."""
_PAIRS = frozenset(["couple", "twins", "newlyweds", "lovers", "duo"])
_LINKS = frozenset(["is", "was", "as", "becomes", "became", "remains"])


class Company(Groups):
    """The people of one prompt; `mentions` holds every one of their mentions, in order."""

    def __init__(
        self,
        lex: Lexicon,
        tokens: list[Token],
        cast: Sequence[Actor],
        others: Sequence[Actor],
        there: Sequence[str] = (),
    ) -> None:
        """`there` are ids of those whom the panels before have shown: pronouns may mean them."""
        self.lex, self.tokens = lex, tokens
        self.people: dict[str, Person] = {}
        for tier, actors in (("cast", cast), ("others", others)):
            for actor in actors:
                self.people.setdefault(actor.id, person_of(lex, actor, tier))
        self.cast = [key for key, p in self.people.items() if p.tier == "cast"]
        self.there = [key for key in there if key in self.people and key not in self.cast]
        self.mentions: list[Mention] = []
        self.recent: list[str] = []
        """Who was meant last, latest first."""
        self.background: list[tuple[int, str]] = []
        """People outside the cast who are no figures: where they stand, and the word."""
        self.strangers = 0
        self.absent: set[str] = set()
        self.names = self._names()
        self.held = {k for start, (end, _) in self.names.items() for k in range(start, end)}
        """Tokens that are part of a name."""

    # ------------------------------------------------------------- names
    def _names(self) -> dict[int, tuple[int, str]]:
        """Start of each name in the text, with its end and its person."""
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for person in self.people.values():
            for name in person.names:
                by_first.setdefault(name[0], []).append((name, person.key))
        for options in by_first.values():
            options.sort(key=lambda option: -len(option[0]))
        found: dict[int, tuple[int, str]] = {}
        i = 0
        while i < len(self.tokens):
            for name, key in by_first.get(self.tokens[i].word, ()):
                end = i + len(name)
                if tuple(t.word for t in self.tokens[i:end]) == name and self._is_name(i, end):
                    found[i] = (end, key)
                    self.people[key].named = True
                    i = end - 1
                    break
            i += 1
        return found

    def _is_name(self, start: int, end: int) -> bool:
        """A common word is a name only where it is written as one: Rose, not rose."""
        token = self.tokens[start]
        common = end == start + 1 and (
            token.word in self.lex.lists["stop"]
            or token.word in self.lex.nouns
            or token.stem in self.lex.stems
        )
        return not common or token.raw[:1].isupper()

    # ---------------------------------------------------------- pronouns
    def _pronoun(self, gender: str) -> tuple[str, ...]:
        """Whom *he* (``m``) or *she* (``f``) means here: the latest who can be, else the lead."""
        pool = [*self.recent, *self.cast, *self.there]
        for key in pool:
            if self.people[key].gender == gender:
                return (key,)
        for key in pool:
            if not self.people[key].gender:
                self.people[key].gender = gender
                return (key,)
        return ()

    def _they(self) -> tuple[str, ...]:
        seen = list(dict.fromkeys(self.recent))
        pool = [*self.cast, *seen]
        if len(set(pool)) < 2:
            pool += self.there
        everyone = [key for key in dict.fromkeys(pool) if key not in self.absent]
        if seen and self.people[seen[0]].gender == "n":
            return (seen[0],)
        group = next((m.who for m in reversed(self.mentions) if len(m.who) > 1), ())
        if group:
            return group
        singular = [key for key in everyone if self.people[key].gender == "n"]
        if singular and not seen:
            return (singular[0],)
        return tuple(everyone)

    # ---------------------------------------------------------- strangers
    def _stranger(self, lemma: str, gender: str, age: str) -> str:
        if self.strangers >= MAX_FIGURES:
            return ""
        key = f"\ue001{self.strangers}"
        self.strangers += 1
        self.people[key] = Person(key, "stranger", roles={lemma}, gender=gender, age=age)
        return key

    def _fits(self, key: str, lemma: str, gender: str, age: str) -> bool:
        """Whether a general word such as *girl* may mean this person."""
        person = self.people[key]
        if gender and person.gender != gender:
            return False
        if lemma in person.roles and (not age or age in (person.age, "young")):
            return True
        ages = {"": ("", "adult", "old", "young"), "adult": ("", "adult", "young", "old")}
        return person.age in ages.get(age, (age,))

    def _noun(self, at: int, value: str, slot: str) -> Mention | None:
        """The mention that a person noun at `at` makes; background people are only noted."""
        tokens, token = self.tokens, self.tokens[at]
        plural = token.lemma != token.word
        start, det, number, age_word = at, "", 0, ""
        for back in range(at - 1, max(-1, at - 5), -1):
            word = tokens[back]
            if word.stop or word.word in self.lex.lists["prepositions"] or back in self.held:
                break
            if word.word in self.lex.lists["conjunctions"] or word.word in ("is", "are", "was"):
                break
            start = back
            age_word = age_word or ("old" if word.word in OLD else "")
            if token.lemma not in _SHAPES:
                age_word = age_word or ("young" if word.word in _YOUNG else "")
            number = number or NUMBERS.get(word.word, 0)
            if word.word in self.lex.lists["determiners"] or word.word in NUMBERS:
                det = word.word
                break
            if word.word == "'s":
                det = "the"
        if not det:
            if token.word in self.lex.lists["unsure-people"] and not self._stands(at):
                return None
            start = at
        gender, age = ("" if part == "-" else part for part in ([*value.split(), "-", "-"])[:2])
        if age_word and age != "child":
            age = age_word
        if self.denied(start) or token.figurative or self._in_picture(start):
            return None
        same = self._apposed(start, det) or (self.same(start, at, number) if plural else ())
        if same:
            return Mention(start, at, at + 1, same)
        stranger = det in ("another", "other") or (at and tokens[at - 1].word == "other")
        if not stranger:
            who = self._known(at, det, plural, number, gender, age, slot)
            if who:
                return Mention(start, at, at + 1, who)
        after = self.tokens[at + 1 : at + 4]
        owns = bool(after) and after[0].word == "'s"
        if owns and not any(t.lemma in self.lex.bodies for t in after[1:]):
            return None  # the barber's shop: no barber is seen
        if slot == "service" or (plural and not number):
            self.background.append((at, token.word))
            return None
        keys = [self._stranger(token.lemma, gender, age) for _ in range(number or 1)]
        who = tuple(key for key in keys if key)
        for key in who:
            self.people[key].note = self._looks(start, at)
        return Mention(start, at, at + 1, who) if who else None

    def _looks(self, start: int, at: int) -> str:
        """The words about a stranger: the noun with what stands before it and is worn."""
        end = at + 1
        if end < len(self.tokens) and self.tokens[end].word in ("in", "with", "wearing"):
            end += 1
            while end < min(len(self.tokens), at + 9) and not self.tokens[end].stop:
                word = self.tokens[end].word
                if word in ("who", "that", "on", "at", "by") or word.endswith("ing"):
                    break
                end += 1
        return " ".join(t.raw for t in self.tokens[start:end] if t.word != SIGN)

    def _stands(self, at: int) -> bool:
        """Whether a bare noun at `at` can be somebody: *a cook*, *cook at the stove*, no verb."""
        before = self.tokens[at - 1] if at else None
        if before is None or before.stop == 2:
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            return following is not None and following.word in self.lex.lists["prepositions"]
        return before.word in ("of", "as") or before.word in self.lex.lists["colours"]

    def _known(
        self, at: int, det: str, plural: bool, number: int, gender: str, age: str, slot: str
    ) -> tuple[str, ...]:
        """Members of the story, or strangers met before, whom a person noun means."""
        lemma = self.tokens[at].lemma
        general = slot == "person"
        indefinite = det in _INDEFINITE or not det
        if plural:
            fitting = [k for k in self.cast if self._fits(k, lemma, gender, age)]
            enough = len(fitting) > 1 and (not number or number == len(fitting))
            return tuple(fitting) if enough and general else ()
        by_role = [k for k, p in self.people.items() if lemma in p.roles]
        if not indefinite:
            met = [k for k in self.recent if k in by_role and self.people[k].tier == "stranger"]
            in_cast = [k for k in by_role if self.people[k].tier == "cast"]
            if general:
                in_cast = [k for k in in_cast if self._fits(k, lemma, gender, age)]
                in_cast.sort(key=lambda k: -self._shared(k, at))
            if met or in_cast:
                return tuple((in_cast or met)[:1])
        if general:
            fitting = [k for k in self.cast if self._fits(k, lemma, gender, age)]
            if indefinite:
                fitting = [k for k in fitting if not self.people[k].named and k not in self.recent]
            if fitting:
                return (max(fitting, key=lambda k: self._shared(k, at)),)
            guests = [k for k, p in self.people.items() if p.tier == "others"]
            if indefinite:
                guests = [k for k in guests if not self.people[k].named]
            fitting = [k for k in guests if self._fits(k, lemma, gender, age)]
            return tuple([k for k in fitting if self._shared(k, at) > 1][:1])
        if det == "the" and not by_role and slot == "role":
            # "the suspect", where one of the panel's cast is not called by name.
            unnamed = [
                k
                for k in self.cast
                if not self.people[k].named
                and k not in self.recent
                and not (gender and self.people[k].gender not in ("", gender))
            ]
            if len(unnamed) == 1 and len(self.cast) > 1:
                return (unnamed[0],)
        free = [
            k
            for k in by_role
            if self.people[k].tier != "stranger"
            and (not indefinite or (not self.people[k].named and k not in self.recent))
            and (not indefinite or self.people[k].tier == "cast")
        ]
        return tuple(free[:1])

    def _shared(self, key: str, at: int) -> int:
        """How many words of a person's description stand beside a noun at `at`."""
        near = {t.stem for t in self.tokens[max(0, at - 3) : at]}
        near |= {t.stem for t in self.tokens[at + 1 : at + 7]}
        return len(near & self.people[key].words)

    def _apposed(self, start: int, det: str) -> tuple[str, ...]:
        """Whom *a N* at `start` only describes: *Mara, a silhouette*; *Mara is a stranger*.

        So with *Mara, Tom's sister*.
        """
        if self.tokens[start].word == "'s" and len(self.mentions) > 1:
            whose, before = self.mentions[-1], self.mentions[-2]
            between = self.tokens[before.end : whose.start]
            if whose.possessive and len(between) == 1 and between[0].raw == ",":
                return before.who if not before.possessive else ()
        if det not in ("a", "an") or not self.mentions or start < 1:
            return ()
        last = self.mentions[-1]
        between = self.tokens[last.end : start]
        link = len(between) == 1 and (between[0].raw == "," or between[0].word in _LINKS)
        return last.who if link and not last.possessive else ()

    def denied(self, start: int) -> bool:
        """Whether the words before `start` say that nobody such is there."""
        before = [t.word for t in self.tokens[max(0, start - 4) : start + 1]]
        at = self.tokens[start].word if start < len(self.tokens) else ""
        near = before[-2] if len(before) > 1 else ""
        if at == "no" or near in ("no", "without", "minus"):
            return True
        return "no" in before[:-1] and near == "of"

    def _in_picture(self, start: int) -> bool:
        """Whether the words before `start` make it a picture of somebody."""
        before = [t.lemma for t in self.tokens[max(0, start - 3) : start]]
        return "of" in before and any(word in self.lex.lists["pictures"] for word in before)

    # --------------------------------------------------------------- all
    def find(self) -> None:
        """Fill `mentions`, merging *Mara and Tom* into one mention of both."""
        i = 0
        while i < len(self.tokens):
            mention = self._at(i)
            if mention is None:
                i += 1
                continue
            self._note(mention)
            i = mention.end
        self.join()

    def _note(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for key in reversed(mention.who):
            self.recent.insert(0, key)
        del self.recent[12:]

    def _at(self, i: int) -> Mention | None:
        tokens, token = self.tokens, self.tokens[i]
        if token.stop:
            return None
        after = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if i in self.names:
            end, key = self.names[i]
            if self._in_picture(i) and self.people[key].tier == "others":
                return None
            genitive = end < len(tokens) and tokens[end].word == "'s"
            start = i - 1 if i and tokens[i - 1].word in self.lex.lists["articles"] else i
            return Mention(start, i, end, (key,), genitive)
        word = token.word
        if word in HE or word in SHE or word in _THEY:
            return self._by_pronoun(i, after)
        group = self.group(i)
        if group is not None:
            return group
        if word in _PAIRS and after != "of" and not self.denied(i):
            keys = (self._stranger("person", "", ""), self._stranger("person", "", ""))
            token.used = True
            return Mention(i, i, i + 1, tuple(k for k in keys if k)) if keys[0] else None
        if token.word.endswith("s") and token.word != token.lemma and i:
            before = tokens[i - 1]
            if i - 1 in self.held or before.word in ("he", "she", "it", "who"):
                return None  # a verb: she counts
        for sense in () if token.bound else self.lex.nouns.get(token.lemma, ()):
            if sense.slot in PEOPLE:
                mention = self._noun(i, sense.value, sense.slot)
                token.used = True
                if mention is not None and after == "'s":
                    return Mention(mention.start, i, i + 1, mention.who, True)
                return mention
        return None

    def _by_pronoun(self, i: int, after: str) -> Mention | None:
        word = self.tokens[i].word
        who = self._they() if word in _THEY else self._pronoun("m" if word in HE else "f")
        if not who and word in ("he", "she", "his", "her") and not self.cast:
            stranger = self._stranger("", "m" if word in HE else "f", "")
            if stranger:
                self.people[stranger].note = "a man" if word in HE else "a woman"
            who = (stranger,) if stranger else ()
        if not who:
            return None
        ends_phrase = not after or not after[0].isalnum() or after in self.lex.lists["function"]
        moved = i > 0 and self.tokens[i - 1].stem in self.lex.lists["moving"]
        possessive = word in _POSSESSIVE and not (word == "her" and (ends_phrase or moved))
        is_object = word in _OBJECT or (word == "her" and not possessive)
        return Mention(i, i, i + 1, who, possessive, is_object)
