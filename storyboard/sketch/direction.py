"""Direction over several panels: the same place, the same light, the same sides.

`continuity` goes over the panels of a story in reading order and gives each a `Scene`: what its
own words leave open and the panels before it have established. A scene holds only such facts, so
that a panel for which they do not change is not drawn again when another is reworded or moved.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from .model import Brief, Scene, Staging
from .sets_names import furnishing, indoors, variant_of

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
_SAME = re.compile(
    r"[-–—,.:]\s*(?:continuous|same(?: time)?|(?:(?:moment|minute|second)s? )?later)"
    r"\s*(?:[-–—.:]|$)|"
    r"\b(?:moments?|minutes?|seconds?) later\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Words of a scene heading that moves on and keeps the hour: *INT. HALL - CONTINUOUS*."""
_PRONOUN = re.compile(r"\b(he|she|him|her|they|them|both|everyone|the (two|three|pair))\b", re.I)
_SIDED = re.compile(
    r"\b(?:on|at|to|from|in|screen|frame|stage|camera)[ -](?:the |his |her |their )?"
    r"(?:far |extreme )?(?:left|right)\b"
    r"(?! (?:hand|arm|fist|eye|foot|leg|knee|cheek|shoulder|ear|side of (?:his|her|their)))",
    re.IGNORECASE,
)
"""A panel that says itself who stands where."""
_OTHER = re.compile(r"\b(another|different|second|other|new)\s+(?:[\w-]+\s+)?([\w-]+)", re.I)
_OWNED = re.compile(r"\b(\w[\w-]*)['’]s\s+((?:[\w-]+\s+){0,2}[\w-]+)")


@dataclass(slots=True)
class _Place:
    """A place as it was first told."""

    key: str
    words: tuple[str, ...]


@dataclass(slots=True)
class _Now:
    """What holds at a panel: where, when, in what air, and who stands left of whom."""

    setting: str = ""
    variant: str = ""
    owner: str = ""
    time: str = ""
    weather: str = ""
    words: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Whom the scene has shown, the latest first: *he* and *they* mean them."""
    places: dict[tuple[str, str], _Place] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """Whose place of a kind was shown last."""


def continuity(
    briefs: Iterable[Brief], cuts: Container[int] = (), *, rtl: bool = False
) -> tuple[Brief, ...]:
    """The same briefs, in reading order, each with the `scene` that the ones before establish.

    A place that returns is the same place; a prompt that names no place, hour or weather keeps
    those of the panel before; and who stood left of someone stays left of them until the scene
    changes (the 180° rule). `cuts` holds the indices at which the story itself says that a scene
    begins. A brief whose scene has a key already is left as it is. In a story that is read from
    right to left (`rtl`) whoever is told first stands at the right, where the eye begins.
    """
    from .reading import read_place

    now = _Now()
    out: list[Brief] = []
    for at, brief in enumerate(briefs):
        if brief.scene.key:
            out.append(brief)
            scene = brief.scene
            now.setting, now.time, now.weather = scene.setting, scene.time, scene.weather
            now.order = scene.left_to_right
            now.people = tuple(name for name in scene.left_to_right if name)
            continue
        told, firm = read_place(replace(brief, scene=Scene()))
        meant = _meant(now, brief, told)
        cut = at in cuts or bool(_CUT.search(brief.prompt))
        scene = _scene(now, brief, meant, firm, cut, rtl)
        shown = tuple(f.character for f in meant.figures if f.character)
        if meant is not told and not set(shown) <= set(scene.left_to_right):
            # The reader of this panel alone has to know whom its words mean.
            scene = replace(scene, left_to_right=tuple(n for n in now.order if n in shown))
        if shown:
            now.people = tuple(dict.fromkeys((*shown, *(() if cut else now.people))))[:4]
        out.append(replace(brief, scene=scene))
    return tuple(out)


def _meant(now: _Now, brief: Brief, told: Staging) -> Staging:
    """The staging with those of the scene before whom the prompt's pronouns mean, if it has any."""
    from .reading import read_place

    if not now.people or not _PRONOUN.search(brief.prompt):
        return told
    meant, _ = read_place(replace(brief, scene=Scene(left_to_right=now.people)))
    known = {f.character for f in told.figures}
    return meant if any(f.character not in known for f in meant.figures) else told


def _scene(now: _Now, brief: Brief, told: Staging, firm: bool, cut: bool, rtl: bool) -> Scene:
    """The facts of one panel; `now` goes on to what holds after it."""
    own = furnishing(brief.prompt)
    same_hour = bool(_SAME.search(brief.prompt))
    if cut:
        now.setting = now.variant = ""
        if not same_hour:
            now.time = now.weather = ""
        now.words = now.order = ()
    known = now.setting not in ("", "neutral")
    stays = known and (not firm or told.setting == now.setting) and _open(told, brief)
    setting = now.setting if stays else told.setting
    words = now.words if stays and not firm else ()
    variant = variant_of(setting, " ".join((brief.prompt, *words)))
    owner = _owner(brief.prompt, told.setting) if firm else now.owner if stays else ""
    owner = owner or now.owners.get(setting, "")
    same = bool(now.variant) and (variant, owner) == (now.variant, now.owner)
    # A returning place keeps the seed and the words with which it was first told.
    new = _Place(f"{brief.seed} {owner}".rstrip(), own)
    place = now.places.setdefault((variant, owner), new) if setting != "neutral" else new
    words = tuple(w for w in place.words if w not in own)
    time, weather = told.time, told.weather
    if same_hour or setting == now.setting or indoors(setting, brief.prompt):
        said = _SAME.sub(" ", brief.prompt)
        if time == "day" and now.time and not _DAY.search(said):
            time = now.time
        # Another hour is another weather, unless the prompt says so.
        if time == now.time and weather == "clear" and not _CLEAR.search(said):
            weather = now.weather or weather
    before = now.order if same else ()
    sided = bool(_SIDED.search(brief.prompt))
    shown = _shown(told, rtl and not sided)
    order = _order(() if sided else before, shown)
    if sided:
        order = (*order, *(name for name in before if name not in order))
    now.setting, now.variant, now.owner, now.words = setting, variant, owner, place.words
    now.time, now.weather, now.order = time, weather, order
    now.owners[setting] = owner
    return Scene(
        place.key,
        " ".join(words),
        setting if setting != told.setting else "",
        time if time != told.time else "",
        weather if weather != told.weather else "",
        _sides(order, shown, told),
    )


def _open(told: Staging, brief: Brief) -> bool:
    """Whether a prompt leaves its place to the scene; one that wants none does not."""
    if told.setting != "neutral":
        return True
    return variant_of("neutral", brief.prompt) == "neutral" and not _NOWHERE.search(brief.prompt)


def _owner(prompt: str, setting: str) -> str:
    """Whose place it is, where the prompt says so: *Tom's kitchen*, *another café*."""
    from .reading_lexicon import STRONG, lexicon
    from .reading_words import fold, noun

    nouns = lexicon().nouns

    def names(words: str) -> bool:
        return any(
            s.slot == "setting" and s.value == setting and s.weight == STRONG
            for w in fold(words).split()
            for s in (*nouns.get(w, ()), *nouns.get(noun(w), ()))
        )

    for owned in _OWNED.finditer(prompt):
        if names(owned[2]):
            return fold(owned[1])
    return "another" if any(names(m[2]) for m in _OTHER.finditer(prompt)) else ""


def settled(brief: Brief, told: Staging) -> Staging:
    """The staging with what the brief's scene says of place, hour and weather."""
    scene = brief.scene
    return replace(
        told,
        setting=scene.setting or told.setting,
        time=scene.time or told.time,
        weather=scene.weather or told.weather,
    )


def _shown(told: Staging, rtl: bool) -> tuple[str, ...]:
    """Who stands in the panel from left to right as it tells them, mirrored in `rtl` stories."""
    names = tuple(f.character for f in told.figures)
    return names[::-1] if rtl else names


def _order(before: tuple[str, ...], shown: tuple[str, ...]) -> tuple[str, ...]:
    """The standing order with those who are new put where the panel shows them."""
    order = list(before)
    shown = tuple(name for name in shown if name)
    for at, name in enumerate(shown):
        if name in order:
            continue
        left = [order.index(n) for n in shown[:at] if n in order]
        right = [order.index(n) for n in shown[at + 1 :] if n in order]
        order.insert(max(left) + 1 if left else min(right) if right else len(order), name)
    return tuple(order)


def _sides(order: tuple[str, ...], placed: tuple[str, ...], told: Staging) -> tuple[str, ...]:
    """What the order says of those whom the panel shows, where that is news to it.

    For one alone it is the side that they stand on, the other side held by nobody in particular:
    they look across the frame at whom they faced. For several it is their order, unless the panel
    tells it so itself. `placed` is whom the panel shows from left to right.
    """
    shown = tuple(f.character for f in told.figures if f.character)
    if len(told.figures) == 1 and shown:
        at, middle = 2 * order.index(shown[0]), len(order) - 1
        if at == middle:
            return ()
        return (shown[0], "") if at < middle else ("", shown[0])
    kept = tuple(name for name in order if name in shown)
    if len(shown) == 1 and placed != tuple(f.character for f in told.figures):
        # Beside a stranger, whose place is the empty name's.
        return tuple(dict.fromkeys(placed))
    return kept if len(shown) > 1 and kept != shown else ()


def set_words(brief: Brief) -> str:
    """The words that furnish the set: the panel's own and those that told the place first."""
    scene = brief.scene
    return f"{brief.prompt}. {scene.words}" if scene.words else brief.prompt
