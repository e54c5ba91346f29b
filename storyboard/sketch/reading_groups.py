"""Several at once: *both*, *the two of them*, *everyone but Tom*, *Mara and Tom*."""

from __future__ import annotations

from storyboard.sketch.reading_lexicon import Lexicon
from storyboard.sketch.reading_persons import Mention
from storyboard.sketch.reading_words import Token

NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2, "couple": 2, "2": 2, "3": 3, "4": 4}


class Groups:
    """The mentions of a prompt that mean more than one person."""

    lex: Lexicon
    tokens: list[Token]
    mentions: list[Mention]
    recent: list[str]
    cast: list[str]
    there: list[str]
    names: dict[int, tuple[int, str]]

    def group(self, i: int) -> Mention | None:
        """*both*, *the two of them*, *everyone*, *one ... the other*."""
        tokens = self.tokens
        words = [t.word for t in tokens[i : i + 4]]
        pool = list(dict.fromkeys([*self.cast, *reversed(self.recent)]))
        if len(pool) < 2:
            pool = list(dict.fromkeys([*pool, *self.there]))
        if not pool:
            return None
        head = words[0]
        if head == "neither":
            return Mention(i, i, i + 1, tuple(pool[:2]))
        if words[:2] == ["the", "one"] and len(pool) == 2 and words[2:3] != ["who"]:
            return Mention(i, i + 1, i + 2, (pool[0],))
        if head == "one" and words[1:3] == ["of", "them"]:
            return Mention(i, i, i + 3, (pool[0],))
        if words[:2] == ["the", "other"] and len(pool) == 2 and self._ends(i + 2):
            return Mention(i, i + 1, i + 2, (pool[1],))
        if head in ("both", "everyone", "everybody", "all", "together") or (
            head in ("two", "three", "four", "pair", "trio", "couple", "duo")
        ):
            count = NUMBERS.get(head, 0)
            follows = tokens[i + 1] if i + 1 < len(tokens) else None
            counted = follows is not None and follows.word.endswith("s")
            if count and (tokens[i].joined or (counted and words[1] not in ("laughs", "is"))):
                return None  # "two seconds later", "eighty-two"
            size = {"pair": 2, "duo": 2, "trio": 3, "all": 0}.get(head, count)
            if len(pool) < 2 or (size and size > len(pool)):
                return None
            last = i + 1
            of_them = words[1:3] in (["of", "them"], ["of", "us"])
            if of_them:
                last = i + 3
            elif head not in ("pair", "trio", "couple", "duo") and not self._ends(i + 1):
                return None
            recent = list(dict.fromkeys(self.recent))
            chosen = recent[:size] if size and len(recent) >= size else pool[: size or len(pool)]
            if not size:
                chosen = [key for key in chosen if key not in self._excepted(i)]
            chosen.sort(key=pool.index)
            start = i - 1 if i and tokens[i - 1].word in ("the", "all") else i
            return Mention(start, i, last, tuple(chosen))
        return None

    def _excepted(self, i: int) -> set[str]:
        """Whom the sentence from `i` on leaves out: *everyone but Tom*."""
        for k in range(i, len(self.tokens) - 1):
            if self.tokens[k].stop == 2:
                break
            if self.tokens[k].word in ("except", "but", "save", "bar") and k + 1 in self.names:
                return {self.names[k + 1][1]}
        return set()

    def _ends(self, i: int) -> bool:
        """Whether no noun follows at `i`: *both wave*, not *both hands*."""
        if i >= len(self.tokens) or self.tokens[i].stop:
            return True
        token = self.tokens[i]
        if token.lemma in self.lex.bodies:
            return False
        return all(s.slot in ("expression", "pose") for s in self.lex.nouns.get(token.lemma, ()))

    def join(self) -> None:
        joined: list[Mention] = []
        for mention in self.mentions:
            if joined and not mention.possessive and not mention.object:
                before = joined[-1]
                between = list(self.tokens[before.end : mention.start])
                glue = bool(between) and all(t.word == "and" or t.raw == "," for t in between)
                has_and = any(t.word == "and" for t in between) or self._listed(mention)
                if glue and has_and and not before.possessive and not before.object:
                    who = tuple(dict.fromkeys([*before.who, *mention.who]))
                    joined[-1] = Mention(before.start, before.head, mention.end, who)
                    continue
            joined.append(mention)
        self.mentions = joined

    def _listed(self, mention: Mention) -> bool:
        """Whether *and* follows a mention and another mention follows that."""
        ends = [t.word for t in self.tokens[mention.end : mention.end + 2]]
        starts = {m.start for m in self.mentions}
        return "and" in ends and bool(starts & {mention.end + 1, mention.end + 2})

    def same(self, start: int, at: int, number: int) -> tuple[str, ...]:
        """Who a counted plural is, where as many are named beside it.

        *Mara and Tom, two tiny figures*; *two tiny figures, Mara and Tom*.
        """
        if number < 2:
            return ()
        for run in (self._run(start, -1), self._run(at, 1)):
            if len(run) == number:
                return run
        return ()

    def _run(self, at: int, way: int) -> tuple[str, ...]:
        """The people whose names a comma parts from `at`, in a list that ends in *and*."""
        tokens, ends = self.tokens, {end - 1: start for start, (end, _) in self.names.items()}
        i = at + way
        if not 0 <= i < len(tokens) or tokens[i].raw not in (",", ":"):
            return ()
        i += way
        who: list[str] = []
        joined = False
        while 0 <= i < len(tokens):
            start = i if way > 0 else ends.get(i, -1)
            if start not in self.names:
                break
            end, key = self.names[start]
            who.insert(len(who) if way > 0 else 0, key)
            i = end if way > 0 else start - 1
            if not 0 <= i < len(tokens) or (tokens[i].raw != "," and tokens[i].word != "and"):
                break
            joined |= tokens[i].word == "and"
            i += way
        after = [t.word for t in tokens[at + 1 : at + 5]] if way < 0 else []
        apart = any(word in ("them", "with", "and", "behind", "beside") for word in after[1:])
        return tuple(dict.fromkeys(who)) if joined and not apart else ()
