"""Picks and takes follow their panel: pages come and go, and a panel's own name moves with them.

A panel is known again by what it asks for, never by its name alone: no picture comes onto
another panel unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyboard.generate.library import Library
from storyboard.generate.model import Take
from storyboard.picks import Pick
from storyboard.plan.model import Shot

_OWN = ("seed", "speed")
"""What takes of one panel differ in."""
_FRAME = ("size", "fold")
"""What follows from where a panel stands."""


def _digest(parts: Mapping[str, str], leave: Sequence[str]) -> str:
    rest = sorted((k, v) for k, v in parts.items() if k not in leave)
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:16]


def base_digest(parts: Mapping[str, str]) -> str:
    """Digest of what a panel asks for, its seed and speed aside: what a pick holds on to."""
    return _digest(parts, _OWN)


def plain_digest(parts: Mapping[str, str]) -> str:
    """Digest of what a panel asks for whatever its frame, seed and speed."""
    return _digest(parts, (*_OWN, *_FRAME))


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the picks of a story belong now."""

    held: Mapping[str, tuple[str, Pick]]
    """By panel the pick that holds for it, with the name that it stands under in the file."""
    stale: Mapping[str, Pick]
    """The others, by that name."""

    @property
    def moved(self) -> dict[str, str]:
        """The panels whose picks stand under another name, with that name."""
        return {panel: name for panel, (name, _) in self.held.items() if panel != name}


def follow(picks: Mapping[str, Pick], shots: Mapping[str, Shot], takes: Takes) -> Followed:
    """Finds the panel of every pick: that of its name, else the one that asks for just that.

    A pick comes onto another panel only where that has none of its own. A take that is kept
    whatever its panel says goes where the other takes of that name went, and else stays.
    """
    if not picks:
        return Followed({}, {})
    base = {panel: base_digest(shot.parts) for panel, shot in shots.items()}
    plain = {panel: plain_digest(shot.parts) for panel, shot in shots.items()}

    def fits(pick: Pick, panel: str, *, exact: bool) -> bool:
        if exact and pick.shot:
            return pick.shot == base[panel]
        return bool(pick.panel) and pick.panel == plain[panel]

    held = {
        name: (name, pick)
        for name, pick in picks.items()
        if name in shots
        and (
            fits(pick, name, exact=True)
            or fits(pick, name, exact=False)
            # Kept by an earlier version, which did not say for what.
            or not (pick.shot or pick.panel)
        )
    }
    left = {name: pick for name, pick in sorted(picks.items()) if name not in held}
    for exact in (True, False):
        for name, pick in list(left.items()):
            heir = next((p for p in shots if p not in held and fits(pick, p, exact=exact)), None)
            if heir is not None and not shots[heir].image:
                held[heir] = (name, left.pop(name))
    for name, pick in list(left.items()):
        if not pick.shot:
            heir = takes.heir(name, takes.numbered(name, pick.take)) or name
            if heir in shots and heir not in held:
                held[heir] = (name, left.pop(name))
    return Followed(held, left)


def _prompt(parts: Mapping[str, str]) -> str:
    return parts.get("prompt", "")


class Takes:
    """The takes in a library by what they show, for the panels of a story as it is now."""

    def __init__(self, shots: Mapping[str, Shot], library: Library) -> None:
        self._shots = shots
        self._library = library
        self._prompts = {_prompt(s.parts) for s in shots.values()}
        self._strays: dict[str, list[Take]] | None = None

    def foreign(self, take: Take, panel: str) -> bool:
        """Whether a take under a panel's name shows what another panel of the story asks for."""
        shot, said = self._shots.get(panel), _prompt(take.parts)
        mine = shot is not None and said == _prompt(shot.parts)
        return not mine and said in self._prompts

    def numbered(self, name: str, number: int) -> Take | None:
        """A take by the name that it stands under and its number, where its picture is there."""
        return next((t for t in self._library.takes(name) if t.number == number), None)

    def known(self, panel: str) -> bool:
        """Whether a take under a panel's name shows what the panel asks for."""
        said = _prompt(self._shots[panel].parts)
        return any(_prompt(t.parts) == said for t in self._library.takes(panel))

    def under(self, panel: str, used: int | None = None) -> list[Take]:
        """The takes under a panel's name that are its own, by number; always that in use.

        Takes from words that no panel has are of those among which they were drawn.
        """
        found = self._library.takes(panel)
        mine = [t for t in found if not self.foreign(t, panel)]
        if len(mine) == len(found):
            return found
        shot = self._shots.get(panel)
        said = _prompt(shot.parts) if shot else ""
        if not any(_prompt(t.parts) == said for t in mine):
            mine = []
        own = {t.number for t in mine if _prompt(t.parts) == said or not self._gone(t)}
        return [t for t in found if t.number in own or t.number == used]

    def _gone(self, take: Take) -> bool:
        """Whether a take is listed under another name since."""
        newest = self._library.find(take.key)
        if newest is None or newest.panel == take.panel:
            return False
        return newest.panel in self._shots and self.known(newest.panel)

    def strays(self, panel: str) -> list[Take]:
        """Takes under other names that show what this panel asks for, by name and number."""
        if self._strays is None:
            self._strays = {}
            for name in self._library.panels():
                found = self._library.takes(name)
                away = [t for t in found if self.foreign(t, name)]
                for take in away:
                    self._strays.setdefault(_prompt(take.parts), []).append(take)
                if away:
                    # Takes from other words than any panel's go with those beside them.
                    said = _prompt(away[0].parts)
                    rest = [t for t in found if _prompt(t.parts) not in self._prompts]
                    self._strays[said] += rest
        return [
            t for t in self._strays.get(_prompt(self._shots[panel].parts), []) if t.panel != panel
        ]

    def heir(self, name: str, take: Take | None) -> str | None:
        """The panel that a passed-over take is meant for now; None where nobody can say.

        That is the one which asks for the words that the take was drawn from; else the one of
        its name, unless other takes of that name have gone elsewhere.
        """
        if take is not None:
            said = _prompt(take.parts)
            mine = self._shots.get(name)
            if mine is not None and _prompt(mine.parts) == said:
                return name
            same = [p for p, s in self._shots.items() if _prompt(s.parts) == said]
            if same:
                return same[0] if len(same) == 1 else None
        goers = {p for t in self._library.takes(name) for p in self._where(t, name)}
        if goers:
            return goers.pop() if len(goers) == 1 else None
        # What has come under the name from elsewhere is not what the take was picked for.
        if name in self._shots and (self.known(name) or not self.strays(name)):
            return name
        return None

    def _where(self, take: Take, name: str) -> list[str]:
        if not self.foreign(take, name):
            return []
        said = _prompt(take.parts)
        return [p for p, s in self._shots.items() if _prompt(s.parts) == said]
