"""What the places mean where a line may end: where a reader would breathe, and where not.

Subtitlers have the rules written down. Lines end after punctuation, and before a conjunction or
a preposition; never between an article and its noun, a preposition and what it governs, a first
name and a last, a subject pronoun and its verb, a figure and what it counts
(md-subs.com, "Toward Intelligent Subtitling" 5; the line rules of TED's translators, who add
that balance comes before grammar). Letterers add that the same word does not stand over itself
(tocomix.com). A sentence's first word alone at a line's end, or its last alone at a line's
start, reads as if it belonged to its neighbour. The costs, in the unit of `breaking`:

=====================================  =====  ================================================
after a sentence                       -0.07  a bonus: a third of a line's width too short is
                                              still worse
after a clause (comma, dash)           -0.04
before a word that joins on            -0.02  a conjunction or a preposition
after an article, a possessive          0.22  "the", "my"; a title: "Mr."
after a preposition, a conjunction      0.12
after a pronoun before its verb         0.07
after an auxiliary                      0.04
after a word of one letter              0.12  in every language: Czech and Polish forbid it
between two parts of a name             0.18  capitals that no sentence's start explains
between a figure and its noun           0.08
a sentence's first word left behind     0.30  half of that for its second, where both are short
a sentence's last word carried over     0.20
=====================================  =====  ================================================

Word lists are English, French, German, Spanish, Italian, Portuguese and Dutch; the rest is
asked of the text's letters and marks alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SENTENCE, CLAUSE, JOINS = -0.07, -0.04, -0.02
ARTICLE, PREPOSITION, PRONOUN, AUXILIARY = 0.22, 0.12, 0.07, 0.04
NAME, FIGURE = 0.18, 0.08
LEFT, CARRIED = 0.30, 0.20

_STOPS, _PAUSES = frozenset(".!?…。！？।؟"), frozenset(",;:、，：；،")
_CLOSING = "\"'”’)»›」』]*"
_MARKS = ".!?…,;:-\"'“”‘’()«»‹›「」『』[]¿¡*„。、！？"
_BRIEF = 6
"""Letters: two words with fewer are as easily left behind as one."""
_TITLES = frozenset(
    "mr. mrs. ms. dr. st. prof. sgt. lt. capt. no. vs. herr frau dra. sr. sra. m. mme mlle".split()  # noqa: SIM905
)


def _words(
    *, articles: str, joining: str, pronouns: str = "", verbs: str = ""
) -> Mapping[str, float]:
    """The cost of a line that ends on each of a language's small words."""
    rows = ((verbs, AUXILIARY), (pronouns, PRONOUN), (joining, PREPOSITION), (articles, ARTICLE))
    return {word: cost for words, cost in rows for word in words.split()}


SMALL: dict[str, Mapping[str, float]] = {
    "en": _words(
        articles="a an the my your his her its our their every no some any each this these those",
        joining="of to in on at by for from with into onto upon over under about through between "
        "without against toward towards and or but nor as if than that because so when where "
        "while who which whose like until till before after not very too",
        pronouns="i you he she it we they who i'm you're he's she's it's we're they're i'll "
        "you'll he'll she'll we'll they'll i've you've we've they've i'd you'd he'd she'd we'd "
        "they'd there's that's what's let's",
        verbs="is are was were be been am have has had do does did will would can could shall "
        "should must may might don't can't won't didn't doesn't isn't wasn't couldn't wouldn't "
        "never just only",
    ),
    "fr": _words(
        articles="le la les un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre "
        "vos leur leurs ce cet cette ces quel quelle chaque",
        joining="de à en dans sur sous par pour avec sans chez vers entre et ou mais ni car que "
        "qui si comme quand où dont ne pas très plus",
        pronouns="je tu il elle on nous vous ils elles c'est j'ai me te se y",
        verbs="est sont suis es a ont ai as avez avons été était sera",
    ),
    "de": _words(
        articles="der die das den dem des ein eine einen einem einer eines mein meine dein deine "
        "sein seine ihr ihre unser unsere kein keine dieser diese dieses jeder jede",
        joining="in im an am auf aus bei mit von vom zu zum zur für über unter vor nach durch "
        "gegen ohne um und oder aber denn dass ob wenn weil als wie nicht sehr zu",
        pronouns="ich du er sie es wir ihr man",
        verbs="ist sind bin bist war waren hat habe haben hatte wird werden kann muss soll will",
    ),
    "es": _words(
        articles="el la los las un una unos unas mi mis tu tus su sus este esta estos estas ese "
        "esa cada al del",
        joining="a de en con sin por para sobre entre hasta desde y e o u pero ni que si como "
        "cuando donde no muy más",
        pronouns="yo tú él ella nosotros ellos ellas me te se lo le nos",
        verbs="es son soy eres era está están ha he han fue",
    ),
    "it": _words(
        articles="il lo la i gli le un uno una mio mia tuo tua suo sua nostro nostra questo "
        "questa quel quella ogni del della dei delle al alla nel nella dal dalla sul sulla",
        joining="di a da in con su per tra fra e ed o ma né che se come quando dove non più",
        pronouns="io tu lui lei noi voi loro mi ti si ci vi",
        verbs="è sono sei era ha ho hanno sta",
    ),
    "pt": _words(
        articles="o a os as um uma uns umas meu minha teu tua seu sua nosso nossa este esta esse "
        "essa cada do da dos das no na nos nas ao à pelo pela",
        joining="de em com sem por para sobre entre até e ou mas nem que se como quando onde não "
        "muito mais",
        pronouns="eu tu ele ela nós eles elas você me te se lhe",
        verbs="é são sou era está estão há foi tem",
    ),
    "nl": _words(
        articles="de het een mijn jouw zijn haar ons onze hun deze dit die dat elke geen",
        joining="van in op aan bij met voor naar uit over onder door tegen zonder om te en of "
        "maar want dus als dan omdat niet heel",
        pronouns="ik jij je hij zij ze wij we jullie",
        verbs="is zijn ben bent was waren heb heeft had zal wil kan moet",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """What a text's n chunks and the breaks between them mean to a reader."""

    ends: tuple[float, ...]
    """What it costs that a line ends with each chunk."""
    left: tuple[tuple[int, float], ...]
    """For a line that ends before chunk j: it costs so much more where it starts before the
    chunk given, with which a sentence begins that goes on in the next line."""
    carried: tuple[float, ...]
    """What it costs that a line of more than one chunk starts with each."""
    same: tuple[str, ...]
    """The chunks as words, without marks, in small letters."""
    letter: tuple[bool, ...]
    """Whether a chunk is one letter."""


def sense(read: Sequence[str], written: Sequence[str], language: str) -> Sense:
    """The sense of every break.

    `read` are the chunks as they are lettered, `written` as they stand in the story, where
    capitals tell names.
    """
    n = len(read)
    bare = [c.strip().casefold().replace("’", "'") for c in read]
    same = tuple(b.strip(_MARKS) or b for b in bare)
    small = SMALL.get(language.split("-", maxsplit=1)[0].lower(), {})
    stops = [_stop(b) for b in bare]
    names = _names([w.strip() for w in written], stops, small)
    ends: list[float] = []
    left = [(0, 0.0)] * (n + 1)
    carried = [0.0] * n
    begins = 0
    for j, word in enumerate(bare):
        after = bare[j + 1] if j + 1 < n else ""
        ends.append(stops[j] or _end(word, same[j], after, small, name=names[j]))
        if stops[j] == SENTENCE:
            carried[j] = CARRIED if j > begins else 0.0
            begins = j + 1
        elif begins and not stops[j]:
            if j == begins:
                left[j + 1] = (begins, LEFT)
            elif j == begins + 1 and len(same[j]) + len(same[j - 1]) < _BRIEF:
                left[j + 1] = (begins, LEFT / 2)
    return Sense(tuple(ends), tuple(left), tuple(carried), same, tuple(len(c) == 1 for c in same))


def _stop(word: str) -> float:
    """The bonus of ending a line on a word's own mark, or 0."""
    last = word.rstrip(_CLOSING)
    if word in _TITLES or not last:
        return 0.0
    if last[-1] in _STOPS:
        return SENTENCE
    return CLAUSE if last[-1] in _PAUSES or last.endswith(("--", "—", "–")) else 0.0


def _end(word: str, same: str, after: str, small: Mapping[str, float], *, name: bool) -> float:
    """What it costs that a line ends on a word without a mark, before the word `after`."""
    cost = ARTICLE if word in _TITLES else small.get(word, 0.0)
    if len(same) == 1 and same.isalpha():
        cost = max(cost, PREPOSITION)
    if name:
        cost = max(cost, NAME)
    if word[-1:].isdigit() or after[:1].isdigit():
        cost = max(cost, FIGURE)
    return cost or (JOINS if small.get(after) == PREPOSITION else 0.0)


def _names(
    written: Sequence[str], stops: Sequence[float], small: Mapping[str, float]
) -> list[bool]:
    """Whether each chunk and the next are parts of one name.

    Both are capitals' words without a mark between them; a sentence's first word counts unless
    it is a small word. Nothing is told of a text that is all capitals.
    """
    out = [False] * len(written)
    if "".join(written).isupper():
        return out
    capital = [w.strip(_MARKS)[:1].isupper() and w.casefold() not in small for w in written]
    for j in range(len(written) - 1):
        out[j] = capital[j] and capital[j + 1] and not stops[j]
    return out
