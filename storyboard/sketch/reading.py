"""Prompt reading: from free prose to a staging, by a lexicon and a walk over clauses.

No grammar is parsed. Words and phrases of the lexicon (``lexicon/``) are found first; names,
pronouns and roles are tied to the cast; each clause then gives what it tells to its subject; what
speaks of the place is weighed by how it is put ("in the kitchen" outweighs "a stove").
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from storyboard.sketch.direction import set_words
from storyboard.sketch.model import Brief, Figure, Staging
from storyboard.sketch.reading_cast import Company
from storyboard.sketch.reading_drawn import nouns_of, standing, undrawn
from storyboard.sketch.reading_figures import Walk
from storyboard.sketch.reading_hits import find_hits
from storyboard.sketch.reading_insert import Insert, insert_of
from storyboard.sketch.reading_lexicon import lexicon
from storyboard.sketch.reading_scene import Scene
from storyboard.sketch.reading_shot import bare_shot, default_shot, read_shot_field
from storyboard.sketch.reading_words import SIGN, Token, take_signs, tokenise
from storyboard.sketch.sets_names import variant_of

MAX_UNREAD = 40
SEATED = {
    "cafe": frozenset(["bar", "saloon", "pub", "outside", "doorway", "door", "behind", "waiter"]),
    "car": frozenset(["outside", "beside", "street", "road", "park", "lot", "hood", "roof"]),
    "train": frozenset(
        ["platform", "station", "track", "tracks", "tunnel", "door", "doors", "corridor", "outside"]
    ),
}
"""Where one sits unless told otherwise, and the words of the prompt that speak against it."""
_DINING = frozenset(["kitchen", "cafe"])
_TABLES = frozenset(["table", "booth"])
_ELSEWHERE = frozenset(["floor", "windowsill", "sill", "stool", "step", "steps"])
_STANDING = frozenset(
    ["stove", "sink", "counter", "door", "doorway", "window", "fridge", "oven", "behind", "enters",
     "waiter", "waitress", "over", "beside", "above"]
)  # fmt: skip
"""Words of a prompt in which somebody sits and another stands by."""
_OBJECTS = frozenset(["a", "an", "the", "his", "her", "its", "their", "him", "them", "it"])
_GRAMMAR = frozenset(("hold", "fixed", "worn"))


FIRM = 1.0
"""The evidence from which a place is where the panel plays, and not only looked or gone to."""


def read(brief: Brief) -> Staging:
    """The staging that a brief tells, every slot filled; never raises, whatever the text.

    The panel's own `brief.shot` wins over the prompt; slots that nothing tells get the defaults
    of `reading_shot.default_shot` and of `Staging`.
    """
    return _read(brief)[0]


def read_place(brief: Brief) -> tuple[Staging, bool]:
    """The staging as `read` gives it, and whether its place is told and not only hinted at."""
    staging, firm, _, _ = _read(brief)
    return staging, firm


def insert_for(brief: Brief) -> Insert | None:
    """The thing that fills the frame, where the brief asks for an insert."""
    return _read(brief)[3]


def missing(brief: Brief) -> tuple[str, ...]:
    """The things and places of the prompt that the picture does not hold, as written."""
    return _read(brief)[2]


# A story that is planned again says the same of all panels but one.
@lru_cache(maxsize=1024)
def _read(brief: Brief) -> tuple[Staging, bool, tuple[str, ...], Insert | None]:
    """The staging, whether its place is told, what is not drawn, and the insert if it is one."""
    lex = lexicon()
    text, signs = take_signs(brief.prompt)
    tokens = tokenise(text, lex.irregular)
    company = Company(lex, tokens, brief.cast, brief.others, brief.scene.left_to_right)
    held = company.held
    hits = find_hits(lex, tokens, held)
    company.find()
    walk = Walk(lex, tokens, hits, company)
    scene = Scene(lex, tokens, hits)

    told = [walk.figure(key) for key in walk.present(scene.nobody, scene.alone)]
    gone = {h.start for h in hits if h.slot == "absent" and not h.negated}
    people = scene.people(
        [
            (i, w)
            for i, w in company.background
            if not company.denied(i) and not gone & set(range(i + 1, i + 4))
        ]
    )
    if not told and people not in ("", "crowd") and not brief.cast and not scene.nobody:
        told, people = [(Figure(""), False, False)], ""
    owners = {i: key for i, (_, key) in company.names.items()}
    # Words to be read need their board, which an insert has no room for.
    insert = None if signs else insert_of(lex, tokens, hits, brief, owners)
    if insert:
        told, people = [], ""
    setting = scene.best("setting")
    drives = not setting and _drives(tokens, [figure for figure, _, _ in told])
    if drives:
        setting = "car"
    if setting in SEATED and not SEATED[setting] & {t.word for t in tokens}:
        told = [
            (
                replace(f, pose="sit") if f.pose == "hold" or (f.pose == "stand" and not p) else f,
                m,
                p,
            )
            for f, m, p in told
        ]
    told = _seated(told, setting, {t.word for t in tokens})
    figures = tuple(figure for figure, _, _ in told)

    shot, angle = read_shot_field(brief.shot)
    bare, tilted = bare_shot(tokens)
    shot = shot or scene.best("shot") or bare
    angle = angle or scene.best("angle") or tilted
    if insert:
        shot, angle = "extreme-close-up", "eye"
    if not shot:
        # Who sleeps in a car sits there.
        seated = tuple(
            replace(f, pose="sit") if setting == "car" and f.pose == "lie" else f for f in figures
        )
        shot = default_shot(
            seated, setting, people, [(mood, pose) for _, mood, pose in told], angle
        )
    waiting = {h.start for h in hits if h.slot in _GRAMMAR} - {
        h.start for h in hits if h.slot not in _GRAMMAR
    }
    bodies = {i for i, token in enumerate(tokens) if token.lemma in lex.bodies}
    place = brief.scene.setting or setting or "neutral"
    variant = variant_of(place, set_words(brief).lower())
    held_by = (*figures, Figure("", holds=insert.thing)) if insert else figures
    lost = undrawn(lex, tokens, hits, (place, variant), held_by)
    plain = lex.lists["stop"] | lex.lists["function"] | standing((place, variant))
    strange = _unread(tokens, held | bodies, waiting, plain)
    staging = Staging(
        shot=shot,
        angle=angle or "eye",
        setting=setting or "neutral",
        time=scene.time() or "day",
        weather=scene.best("weather") or "clear",
        figures=figures,
        signs=signs,
        people=people,
        unread=tuple(dict.fromkeys((*lost, *strange)))[:MAX_UNREAD],
    )
    absent = tuple(dict.fromkeys((*lost, *nouns_of(lex, tokens, strange))))
    return staging, drives or scene.weight("setting", setting) >= FIRM, absent, insert


def _seated(
    told: list[tuple[Figure, bool, bool]], setting: str, words: set[str]
) -> list[tuple[Figure, bool, bool]]:
    """Where one sits at a table so do the others, unless they are told otherwise."""
    at_table = words & _TABLES or (setting in _DINING and not words & _ELSEWHERE)
    if not at_table or words & _STANDING or not any(f.pose == "sit" for f, _, _ in told):
        return told
    return [
        (replace(f, pose="sit") if f.pose in ("stand", "hold") and not posed else f, mood, posed)
        for f, mood, posed in told
    ]


def _drives(tokens: list[Token], figures: list[Figure]) -> bool:
    """Whether somebody at a wheel tells that the panel plays in a car.

    Who drives something (*a nail*, *the cattle*) is at no wheel, and a boat is steered.
    """
    if not any(figure.pose == "drive" for figure in figures):
        return False
    after = [b.word for a, b in pairwise(tokens) if a.stem == "driv"]
    steered = any(t.word.startswith(("steer", "helm", "tiller")) for t in tokens)
    return not steered and not any(word in _OBJECTS for word in after)


def _unread(
    tokens: list[Token], held: set[int], bare: set[int], stop: frozenset[str]
) -> tuple[str, ...]:
    """Words with a meaning of their own that nothing was read from, each once, as written.

    A hyphenated word is listed whole, and only where no part of it was understood; there verbs
    that only wait for an object (`bare`) do not count: *moth-eaten* tells of no eating.
    """
    words: list[str] = []
    i = 0
    while i < len(tokens):
        end = i + 1
        while end < len(tokens) and tokens[end].joined:
            end += 1
        group = range(i, end)
        i = end
        if any(
            tokens[k].stop
            or (tokens[k].used and not (len(group) > 1 and k in bare))
            or k in held
            or tokens[k].word in stop
            or tokens[k].lemma in stop
            or tokens[k].word in (SIGN, "'s")
            or not tokens[k].word.isalpha()
            for k in group
        ):
            continue
        word = "-".join(tokens[k].raw for k in group).lower()
        if len(word) > 1 and word not in words:
            words.append(word)
    return tuple(words)
