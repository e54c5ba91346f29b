"""What is known of a panel's picture: there, bought, or to be drawn, and why."""

from __future__ import annotations

from dataclasses import replace

from storyboard.generate.library import Library
from storyboard.generate.model import Take
from storyboard.picks import Pick
from storyboard.pipeline.following import Takes
from storyboard.plan.build import keyed, what_changed
from storyboard.plan.model import Entry, Shot
from storyboard.plan.prices import price

MOST_CROP = 0.2
"""The part of a bought picture that may be cropped before a new one is asked for."""


def entry_of(
    shot: Shot,
    pick: Pick | None,
    picked: Shot | None,
    library: Library,
    known: Takes,
    home: str,
) -> tuple[Entry, Take | None]:
    """A panel's line of the plan, and the take that it uses, if there is one.

    `picked` is the shot as the pick has it, where the pick holds for the panel as it is now;
    `home` is the panel's name at that time.
    """
    if shot.image:
        return Entry(shot, "ready", "your own picture"), None
    stale = again = ""
    if pick:
        called = f"take {pick.take}" + (f" of {home}" if home != shot.panel else "")
        found = [t for t in library.takes(home) if t.number == pick.take]
        if found and not pick.shot:
            return Entry(shot, "ready", f"{called}, kept"), found[0]
        if picked:
            shot = picked
            if found and found[0].key == shot.key:
                return Entry(shot, "ready", f"{called}, picked"), found[0]
            again = f", drawn again from {called}, picked"
        else:
            stale = f"take {pick.take} was picked for an earlier version; "
    take = library.find(shot.key)
    if take:
        of = f" of {take.panel}" if take.panel != shot.panel else ""
        return Entry(shot, "ready", f"{stale}take {take.number}{of}{again}"), take
    if again:
        stale = f"{again.removeprefix(', ')}; "
    state = library.state(shot.key)
    if state == "pending":
        told = "bought, not yet fetched"
        if library.held(shot.key):
            told = "being drawn by another run"
        elif library.failed(shot.key):
            told = f"bought, and no picture came of it: {library.trouble(shot.key)}"
        elif library.unknown(shot.key):
            told = "sent, and no answer came: it may have been bought"
        return Entry(shot, "pending", stale + told), None
    trouble = library.trouble(shot.key)
    if trouble:
        return Entry(shot, "missing", f"{stale}failed before: {trouble}"), None
    earlier, last = known.under(shot.panel), library.last(shot.panel)
    gone = last and not earlier and not library.takes(shot.panel)
    if last and (last.key == shot.key or (gone and not known.foreign(last, shot.panel))):
        earlier = [*earlier, last]
    earlier = earlier or known.strays(shot.panel)
    if not earlier:
        return Entry(shot, "missing", stale + "never drawn"), None
    nearest = min(earlier, key=lambda t: sum(t.parts.get(k) != v for k, v in shot.parts.items()))
    crop = _reusable(nearest, shot)
    if crop is not None:
        reason = f"take {nearest.number}, drawn for another shape: {crop:.0%} is cropped"
        return Entry(shot, "ready", stale + reason), nearest
    changed = what_changed(nearest.parts, shot)
    return Entry(shot, "missing", stale + (changed or "its picture file is gone")), None


def retaken(shot: Shot, seed: int, speed: str) -> Shot:
    """The shot with another seed and speed: another take of it."""
    cost = price(shot.backend, speed)
    return keyed(replace(shot, seed=seed, speed=speed, cost=cost))


def _reusable(take: Take, shot: Shot) -> float | None:
    """How much of a bought picture a frame of another shape would hide, where that is little.

    Only a picture that money would be spent on again is reused: one that costs nothing is
    drawn for its new shape. None where it differs in more, loses too much, or loses a face.
    """
    different = [k for k, v in shot.parts.items() if take.parts.get(k) != v]
    if shot.cost == 0 or different != ["size"] or not take.path.exists():
        return None
    old, new = take.width / take.height, shot.width / shot.height
    crop = 1 - min(old, new) / max(old, new)
    if crop > MOST_CROP:
        return None
    axis = 0 if new < old else 1
    spans = [(f.box[axis], f.box[axis] + f.box[axis + 2]) for f in take.faces]
    if spans and max(b for _, b in spans) - min(a for a, _ in spans) > 1 - crop:
        return None
    return crop
