"""Picks that moved with their panel, and picks that are passed over: told, written down, kept."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace

from storyboard.errors import Diagnostic, FileError
from storyboard.generate.library import Library
from storyboard.generate.model import Take
from storyboard.picks import Pick, picks_path, write_picks
from storyboard.pipeline.drafting import Draft, home_of
from storyboard.pipeline.following import Takes, plain_digest
from storyboard.story.load import StoryFile


def settled(
    file: StoryFile, made: Draft, library: Library, panels: Sequence[str] | None = None
) -> bool:
    """Writes down what has moved: takes by the names of their panels now, and picks.

    Takes are looked for of `panels`, and of those that a pick came to.
    Gives whether anything was written. A folder that cannot be written leaves it as it is.
    """
    moved = made.followed.moved
    wanted = [p for p in dict.fromkeys([*(panels or ()), *moved]) if not made.shots[p].image]
    known = Takes(made.shots, library)
    changed = False
    try:
        for panel in wanted:
            have = {t.key for t in library.takes(panel)}
            for take in known.strays(panel):
                if take.key not in have:
                    library.adopt(made.shots[panel], take)
                    changed = True
        # Where a pick that is passed over has the name, both are kept as they stand.
        if moved and not set(moved) & set(made.followed.stale):
            _move_picks(file, made, library)
            changed = True
    except FileError:
        return False
    return changed


def _move_picks(file: StoryFile, made: Draft, library: Library) -> None:
    """Puts picks under the names of their panels now."""
    picks = {name: made.picks[name] for name in made.followed.stale}
    for panel, (name, pick) in made.followed.held.items():
        found = [t for t in library.takes(name) if t.number == pick.take]
        if name != panel and found:
            own = library.adopt(made.shots[panel], found[0])
            picks[panel] = replace(pick, take=own.number)
        else:
            picks[panel] = pick
    write_picks(file.path, picks)


def passed_over(made: Draft, library: Library) -> list[tuple[str, str | None, Pick, Take | None]]:
    """The picks that are not used: name in the file, panel that each is of now, pick and take.

    The panel is None where it is gone, or where nobody can tell which it is.
    """
    known = Takes(made.shots, library)
    out = []
    for name, old in made.followed.stale.items():
        take = known.numbered(name, old.take)
        heir = known.heir(name, take)
        unnamed = name in made.panels and made.panels[name].id is None
        if take is None and unnamed and made.followed.moved:
            heir = None
        out.append((name, heir, old, take))
    return out


def stray_picks(file: StoryFile, made: Draft) -> list[Diagnostic]:
    """Picks that came to their panel under another name, and picks that are not used, and why."""
    out = [
        _said(
            file,
            "pick-moved",
            f"the pick of {name} is {panel}'s now",
            "a panel with an `id` of its own keeps its name when pages come and go",
        )
        for panel, name in made.followed.moved.items()
    ]
    return out + _outdated(file, made) + _unsure(file, made)


def _outdated(file: StoryFile, made: Draft) -> list[Diagnostic]:
    if not made.followed.stale:
        return []
    with Library(home_of(file.path)) as library:
        # A picture of one's own stands before any take.
        rows = [
            (name, heir, old)
            for name, heir, old, _ in passed_over(made, library)
            if heir is None or not made.shots[heir].image
        ]
    out = []
    every = f"; all that can be kept: storyboard pick {typed(file)} --keep"
    for name, heir, old in rows:
        line = f"its line in {picks_path(file.path).name}"
        code = "pick-outdated"
        if heir is not None:
            what = f"take {old.take}, picked for an earlier version of panel '{heir}', is not used"
            what += f"; the panel was called {name} then" if name != heir else ""
            hint = f"keep it with: storyboard pick {typed(file)} {heir} --keep"
            hint += every if len(rows) > 1 else ""
        elif name in made.shots:
            what = f"take {old.take}, picked for what was panel '{name}', is not used"
            hint = f"no panel asks for it any more: delete {line}"
        else:
            code = "pick-without-panel"
            what = f"take {old.take} is picked for a panel '{name}' that the story does not have"
            hint = f"it is kept; name a panel '{name}', or delete {line}"
        out.append(_said(file, code, what, hint))
    return out


def _unsure(file: StoryFile, made: Draft) -> list[Diagnostic]:
    """Takes kept for a panel without a name of its own, of which nothing tells that it is it."""
    rows = [
        (panel, pick)
        for panel, (name, pick) in made.followed.held.items()
        if panel == name
        and not pick.shot
        and pick.panel
        and made.panels[panel].id is None
        and pick.panel != plain_digest(made.shots[panel].parts)
    ]
    if not rows:
        return []
    with Library(home_of(file.path)) as library:
        known = Takes(made.shots, library)
        rows = [(panel, pick) for panel, pick in rows if not known.known(panel)]
    return [
        _said(
            file,
            "pick-kept",
            f"take {pick.take} is kept for {panel}, which asks for something else since",
            f"look at it: if that is another panel now, storyboard undo {typed(file)} {panel}",
        )
        for panel, pick in rows
    ]


def _said(file: StoryFile, code: str, message: str, hint: str) -> Diagnostic:
    return file.diagnostic((), "warning", code, message, hint)


def typed(file: StoryFile) -> str:
    """The story's file as one types it."""
    return shlex.quote(str(file.path))
