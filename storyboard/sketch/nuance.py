"""Shades of an expression that the thirteen words do not tell: how loud a joy, whether tears."""

from __future__ import annotations

import re
from dataclasses import replace

from .mien import Mien, mien_of
from .model import Brief, Figure

_LOUD = re.compile(
    r"\b(laugh\w*|overjoyed|ecstatic|elated|delight\w*|thrilled|jubilant|cheer(s|ed|ing)?|"
    r"giggl\w*|chuckl\w*|guffaw\w*|whoop\w*|triumph\w*|joyful\w*|beam\w*|hilarious|howl\w*|"
    r"roar\w*|excited\w*|exult\w*)\b",
    re.IGNORECASE,
)
_TEARS = re.compile(
    r"\b(tear(s|ful|fully)?|cry(ing)?|cries|cried|weep\w*|wept|sob(s|bed|bing)?|bawl\w*)\b",
    re.IGNORECASE,
)
_ASLEEP = re.compile(
    r"\b(asleep|sleeps|slept|doz(es|ed)|snor(es|ed)|slumbers|naps|unconscious|"
    r"(is|are|lies|lie|sits|sit) (sleeping|dozing|snoring))\b",
    re.IGNORECASE,
)
_NEAR = 4
"""Words that may stand between a sleeper's name and the sleep: what follows is another's."""
_RESTING = frozenset({"lie", "sit", "slump"})
_LOUD_POSES = frozenset({"cheer", "wave", "run"})


def nuanced(figure: Figure, brief: Brief, bearded: bool = False) -> Mien:
    """The mien of a figure, by its expression and by the words about it in the prompt.

    A quiet joy smiles with closed lips, but for those whose lips a beard hides.
    """
    mien = mien_of(figure.expression)
    if figure.pose in _RESTING and figure.expression in ("neutral", "tired"):
        return replace(mien, open=0.04, squint=0.85) if _sleeps(figure, brief) else mien
    if figure.expression not in ("joy", "sadness"):
        return mien
    said = _about(figure, brief)
    if figure.expression == "sadness":
        if not _TEARS.search(said):
            return replace(mien, marks=tuple(m for m in mien.marks if m != "tear"))
        return mien
    if figure.pose in _LOUD_POSES or _LOUD.search(said):
        return mien
    if bearded:
        return replace(mien, width=0.25, gape=0.05, open=0.80, squint=0.42)
    return replace(
        mien, mouth="line", width=0.235, lift=0.05, gape=0.0, open=0.84, squint=0.30,
        flush=0.4, inner=0.022,
    )  # fmt: skip


def _sleeps(figure: Figure, brief: Brief) -> bool:
    """Whether the prompt says by name that the figure sleeps."""
    actor = next((a for a in (*brief.cast, *brief.others) if a.id == figure.character), None)
    if actor is None:
        return False
    names = {w.lower() for w in actor.name.split() if len(w) > 1}
    called = {w for a in (*brief.cast, *brief.others) for w in a.name.lower().split()}
    for part in re.split(r"[.;!?]", brief.prompt[:4000]):
        for found in _ASLEEP.finditer(part):
            before = re.findall(r"[^\W_]+", part[: found.start()].lower())[-_NEAR - 1 :]
            met = [w for w in before if w in called]
            if met and met[-1] in names and not {"not", "never", "half"} & set(before):
                return True
    return False


def _about(figure: Figure, brief: Brief) -> str:
    """The sentences that name the figure, or the whole prompt where none does."""
    actor = next((a for a in (*brief.cast, *brief.others) if a.id == figure.character), None)
    if actor is None:
        return brief.prompt
    names = [n for n in (actor.name, *actor.name.split()) if len(n) > 1]
    parts = re.split(r"(?<=[.;!?])\s+|\b(?:while|as|but)\b", brief.prompt[:4000])
    own = [p for p in parts if any(n.lower() in p.lower() for n in names)]
    return " ".join(own) or brief.prompt


def louder(mien: Mien, by: float) -> Mien:
    """The same mien acted larger, by a share, for those who are seen from far away."""
    if by <= 0:
        return mien
    k = 1 + by
    return replace(
        mien,
        inner=mien.inner * k,
        outer=mien.outer * k,
        odd=mien.odd * k,
        width=mien.width * (1 + 0.5 * by),
        lift=mien.lift * k,
        gape=mien.gape * (1 + 0.6 * by),
        slope=mien.slope * k,
    )
