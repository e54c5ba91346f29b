"""The place, its light and its air: evidence weighed over the whole prompt."""

from __future__ import annotations

import re

from storyboard.sketch.reading_hits import Hit
from storyboard.sketch.reading_lexicon import STRONG, WEAK, Lexicon
from storyboard.sketch.reading_words import Token

_CLOCK = re.compile(r"^(\d{1,2}):(\d\d)$")
_BARE_HOUR = re.compile(r"^(\d{1,2})(am|pm)?$")
PLACED, NAMED, AIMED, SEEN = 1.0, 0.6, 0.32, 0.3
"""How much a place counts that one is in, that is only named, that is looked or gone to, and how
much vehicles count that are more than one."""
COACHES = frozenset(["bus", "tram", "streetcar", "trolleybus", "minibus"])
_ABOARD = frozenset(["in", "inside", "aboard", "on", "int", "into", "onto"])
_FIXTURES = frozenset(["stop", "shelter", "station", "driver", "lane", "tracks", "depot", "ticket"])
_OPENERS = frozenset(["a", "an", "the", "his", "her", "their", "its", "empty", "crowded", "night"])
VEHICLES = frozenset(["ship", "car", "train"])


class Scene:
    """Weighs the hits that belong to no figure."""

    def __init__(self, lex: Lexicon, tokens: list[Token], hits: list[Hit]) -> None:
        self.lex, self.tokens = lex, tokens
        self.hits = [h for h in hits if not tokens[h.start].figurative]
        self.nobody = self._nobody()
        self.alone = any(h.slot == "alone" and not h.negated for h in self.hits)

    def weight(self, slot: str, value: str) -> float:
        """The evidence for one value of a slot; 0 where there is none."""
        return self._scores(slot).get(value, 0.0)

    def best(self, slot: str) -> str:
        """The value with the most evidence, the first told among equals; empty if none."""
        scores = self._scores(slot)
        if slot in ("time", "weather"):
            scores = {value: score for value, score in scores.items() if score >= WEAK}
        if not scores:
            return ""
        return max(scores, key=lambda value: scores[value])

    def _scores(self, slot: str) -> dict[str, float]:
        scores: dict[str, float] = {}
        for hit in self.hits:
            if hit.slot != slot or hit.negated:
                continue
            weight = hit.weight
            if slot == "setting":
                weight *= self._placing(hit)
                if hit.value == "train" and self.tokens[hit.end - 1].lemma in COACHES:
                    weight *= SEEN  # a bus in the street, unless one is told to be aboard
            scores[hit.value] = scores.get(hit.value, 0.0) + weight
        if slot == "setting" and self._aboard():
            scores["train"] = scores.get("train", 0.0) + STRONG
        return scores

    def _aboard(self) -> bool:
        """Whether somebody is told to be in a bus or a tram: *sits in the red bus*, *INT. BUS*."""
        described = self.lex.lists["colours"] | self.lex.lists["sizes"] | _OPENERS
        for i, token in enumerate(self.tokens):
            after = self.tokens[i + 1].word if i + 1 < len(self.tokens) else ""
            if token.lemma not in COACHES or after in _FIXTURES or token.figurative:
                continue
            k = i - 1
            while k >= 0 and (self.tokens[k].word in described or self.tokens[k].raw == "."):
                k -= 1
            if k >= 0 and self.tokens[k].word in _ABOARD:
                opened = any(t.stop for t in self.tokens[k:i])
                if not opened or self.tokens[k].word == "int":
                    return True
        return False

    def _placing(self, hit: Hit) -> float:
        """How a place is put: *in the kitchen*, *the kitchen*, *toward the kitchen*."""
        word = self.tokens[hit.end - 1].word
        if hit.value in VEHICLES and word.endswith("s") and not word.endswith("ss"):
            return SEEN  # one rides in a boat, and looks at boats
        if any(
            h.slot == "setting" and h.noun and h.start == hit.end and h.value != hit.value
            for h in self.hits
        ):
            return SEEN  # "station corridor": the last noun is the place
        before = [t.word for t in self.tokens[max(0, hit.start - 2) : hit.start]]
        if before[-1:] in (["a"], ["an"]) and before[0] in ("is", "was", "are", "were"):
            return SEEN  # "his mouth was a desert"
        i = hit.start - 1
        seen = 0
        while i >= 0 and seen < 5:
            token = self.tokens[i]
            if token.stop:
                break
            if token.word in self.lex.lists["within"]:
                return PLACED
            if token.word in self.lex.lists["aimed"]:
                pictured = any(h.slot in ("shot", "angle") and h.end == i for h in self.hits)
                return PLACED if pictured else AIMED
            i, seen = i - 1, seen + 1
        opens = i < 0 or (self.tokens[i].stop == 2 and seen <= 3)
        return PLACED if opens else NAMED

    def time(self) -> str:
        """The time of day: told in words, else by a clock, else by what shines."""
        strong = [h for h in self.hits if h.slot == "time" and not h.negated and h.weight > 1]
        if not strong:
            clock = self._clock()
            if clock:
                return clock
        return self.best("time")

    def _clock(self) -> str:
        for i, token in enumerate(self.tokens):
            match = _CLOCK.match(token.raw)
            after = self.tokens[i + 1].word if i + 1 < len(self.tokens) else ""
            if match is None:
                match = _BARE_HOUR.match(token.word)
                if match is None or not (match.group(2) or after in ("am", "pm")):
                    continue
                after = match.group(2) or after
            hour = int(match.group(1))
            if after == "pm" and hour < 12:
                hour += 12
            elif after == "am" and hour == 12:
                hour = 0
            return hour_to_time(hour)
        return ""

    def _nobody(self) -> bool:
        """Whether the prompt says that the place is empty of people."""
        for hit in self.hits:
            if hit.slot == "absence":
                return True
            if hit.slot != "vacant" or hit.negated:
                continue
            for k in range(hit.end, min(hit.end + 4, len(self.tokens))):
                token = self.tokens[k]
                if token.stop or token.word in self.lex.lists["prepositions"]:
                    break
                if any(h.slot == "setting" and h.start == k for h in self.hits):
                    return True
            back = range(max(0, hit.start - 4), hit.start)
            if any(self.tokens[k].word in ("is", "are", "lies", "stands", "was") for k in back):
                return any(h.slot == "setting" and h.start in back for h in self.hits)
        return False

    def people(self, background: list[tuple[int, str]]) -> str:
        """``crowd``, the first word for people outside the cast, or nobody."""
        if any(h.slot == "people" and not h.negated for h in self.hits):
            return "crowd"
        return background[0][1] if background else ""


def hour_to_time(hour: int) -> str:
    """The time of day at a full hour of 0–24."""
    for until, name in ((5, "night"), (7, "dawn"), (17, "day"), (18, "golden-hour"), (20, "dusk")):
        if hour < until:
            return name
    return "night"
