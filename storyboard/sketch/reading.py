"""Prompt reading: from free prose to a staging, by a lexicon and a walk over clauses.

No grammar is parsed. Words and phrases of the lexicon (``lexicon/``) are found first; names,
pronouns and roles are tied to the cast; each clause then gives what it tells to its subject; what
speaks of the place is weighed by how it is put ("in the kitchen" outweighs "a stove").
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from storyboard.sketch.model import Brief, Figure, Staging
from storyboard.sketch.reading_cast import Company
from storyboard.sketch.reading_figures import Walk
from storyboard.sketch.reading_hits import find_hits
from storyboard.sketch.reading_lexicon import lexicon
from storyboard.sketch.reading_scene import Scene
from storyboard.sketch.reading_shot import bare_shot, default_shot, read_shot_field
from storyboard.sketch.reading_words import SIGN, Token, take_signs, tokenise

MAX_UNREAD = 40
SEATED = {
    "cafe": frozenset(["bar", "saloon", "pub", "outside", "doorway", "door", "behind", "waiter"]),
    "car": frozenset(["outside", "beside", "street", "road", "park", "lot", "hood", "roof"]),
    "train": frozenset(
        ["platform", "station", "track", "tracks", "tunnel", "door", "doors", "corridor", "outside"]
    ),
}
"""Where one sits unless told otherwise, and the words of the prompt that speak against it."""
_GRAMMAR = frozenset(("hold", "fixed", "worn"))


FIRM = 1.0
"""The evidence from which a place is where the panel plays, and not only looked or gone to."""


def read(brief: Brief) -> Staging:
    """The staging that a brief tells, every slot filled; never raises, whatever the text.

    The panel's own `brief.shot` wins over the prompt; slots that nothing tells get the defaults
    of `reading_shot.default_shot` and of `Staging`.
    """
    return read_place(brief)[0]


# A story that is planned again says the same of all panels but one.
@lru_cache(maxsize=1024)
def read_place(brief: Brief) -> tuple[Staging, bool]:
    """The staging as `read` gives it, and whether its place is told and not only hinted at."""
    lex = lexicon()
    text, signs = take_signs(brief.prompt)
    tokens = tokenise(text, lex.irregular)
    company = Company(lex, tokens, brief.cast, brief.others)
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
    setting = scene.best("setting")
    if setting in SEATED and not SEATED[setting] & {t.word for t in tokens}:
        told = [
            (
                replace(f, pose="sit") if f.pose == "hold" or (f.pose == "stand" and not p) else f,
                m,
                p,
            )
            for f, m, p in told
        ]
    figures = tuple(figure for figure, _, _ in told)

    shot, angle = read_shot_field(brief.shot)
    bare, tilted = bare_shot(tokens)
    shot = shot or scene.best("shot") or bare
    angle = angle or scene.best("angle") or tilted
    if not shot:
        shot = default_shot(
            figures, setting, people, [(mood, pose) for _, mood, pose in told], angle
        )
    waiting = {h.start for h in hits if h.slot in _GRAMMAR} - {
        h.start for h in hits if h.slot not in _GRAMMAR
    }
    bodies = {i for i, token in enumerate(tokens) if token.lemma in lex.bodies}
    staging = Staging(
        shot=shot,
        angle=angle or "eye",
        setting=setting or "neutral",
        time=scene.time() or "day",
        weather=scene.best("weather") or "clear",
        figures=figures,
        signs=signs,
        people=people,
        unread=_unread(tokens, held | bodies, waiting, lex.lists["stop"] | lex.lists["function"]),
    )
    return staging, scene.weight("setting", setting) >= FIRM


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
    return tuple(words[:MAX_UNREAD])
