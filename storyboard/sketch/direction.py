"""Direction over several panels: the same place, the same light, the same sides.

`continuity` looks at the panels of a story in reading order and tells each what the ones before
it have established; `settled` lays that under what the panel itself says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import sets
from .model import Brief, Scene, Staging
from .rng import seed_of

_NOWHERE = re.compile(
    r"\b(void|nothing|nowhere|blank|background|black|white|abstract|title|studio|dream|"
    r"flashback|memory|silhouettes?)\b",
    re.IGNORECASE,
)
"""Words of a prompt that names no place because it wants none."""
_DAY = re.compile(
    r"\b(day|daylight|daytime|noon|midday|morning|afternoon|sun|sunny|sunlight|sunlit|bright|"
    r"later|next)\b",
    re.IGNORECASE,
)
_CLEAR = re.compile(
    r"\b(clear|dry|fair|sunny|cloudless|blue sky|starry|stars|calm|later|next)\b", re.IGNORECASE
)
_CUT = re.compile(
    r"\b(meanwhile|later|elsewhere|next (day|morning|night|week)|years? (ago|before|later)|"
    r"flashback)\b",
    re.IGNORECASE,
)
"""Words with which a new scene begins."""


def continuity(briefs: Iterable[Brief]) -> tuple[Brief, ...]:
    """The same briefs, in reading order, each with the `scene` that the ones before establish.

    A place that returns is the same place; a prompt that names no place, hour or weather keeps
    those of the panel before; and who stood left of someone stays left of them until the scene
    changes (the 180° rule). A brief whose scene has a key already is left as it is.
    """
    from .reading import read

    out: list[Brief] = []
    keys: dict[str, str] = {}
    now = Scene()
    for brief in briefs:
        if brief.scene.key:
            out.append(brief)
            now = brief.scene
            continue
        told = read(brief)
        cut = bool(_CUT.search(brief.prompt))
        kept = settled(replace(brief, scene=Scene() if cut else now), told)
        own = told.setting != "neutral" or not now.setting or cut
        words = brief.prompt if own or not now.words else now.words
        place = sets.variant_of(kept.setting, words)
        same = not cut and place == sets.variant_of(now.setting or "neutral", now.words)
        order = _order(now.left_to_right if same else (), kept)
        # A returning place keeps the seed under which it was first drawn.
        key = keys.setdefault(place, f"{place}-{seed_of(place, brief.seed, len(keys)) % 10**8}")
        now = Scene(key, words, kept.setting, kept.time, kept.weather, order)
        out.append(replace(brief, scene=now))
    return tuple(out)


def settled(brief: Brief, told: Staging) -> Staging:
    """The staging with what the prompt leaves open taken from the brief's scene."""
    scene = brief.scene
    setting, time, weather = told.setting, told.time, told.weather
    nowhere = (
        setting == "neutral"
        and sets.variant_of("neutral", brief.prompt) == "neutral"
        and not _NOWHERE.search(brief.prompt)
    )
    if nowhere and scene.setting:
        setting = scene.setting
    if setting == scene.setting or sets.indoors(setting, brief.prompt):
        if time == "day" and scene.time and not _DAY.search(brief.prompt):
            time = scene.time
        # Another hour is another weather, unless the prompt says so.
        if time == scene.time and weather == "clear" and not _CLEAR.search(brief.prompt):
            weather = scene.weather or weather
    if (setting, time, weather) == (told.setting, told.time, told.weather):
        return told
    return replace(told, setting=setting, time=time, weather=weather)


def _order(before: tuple[str, ...], staging: Staging) -> tuple[str, ...]:
    """The standing order with those who are new put where the panel shows them."""
    order = list(before)
    shown = [f.character for f in staging.figures if f.character]
    for at, name in enumerate(shown):
        if name in order:
            continue
        left = [order.index(n) for n in shown[:at] if n in order]
        right = [order.index(n) for n in shown[at + 1 :] if n in order]
        order.insert(max(left) + 1 if left else min(right) if right else len(order), name)
    return tuple(order)


def set_words(brief: Brief) -> str:
    """The words that furnish the set: the panel's own and those that told the place first."""
    scene = brief.scene
    return (
        brief.prompt
        if not scene.words or scene.words == brief.prompt
        else (f"{brief.prompt}. {scene.words}")
    )
