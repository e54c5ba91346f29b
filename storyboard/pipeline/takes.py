"""Takes of single panels: new ones, lists of them, and which is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from storyboard.errors import FileError, UsageError
from storyboard.generate.library import Library, Spent
from storyboard.generate.model import Event, Outcome, Take
from storyboard.picks import (
    Change,
    Pick,
    changes,
    forget,
    read_picks,
    record,
    write_picks,
)
from storyboard.pipeline.drafting import Draft, draft, home_of, unknown
from storyboard.pipeline.drawing import cap_of, check_budget, check_objections, draw
from storyboard.pipeline.following import Takes, base_digest, plain_digest
from storyboard.pipeline.passed import passed_over, settled, typed
from storyboard.pipeline.standing import retaken
from storyboard.plan.build import what_changed
from storyboard.plan.model import Entry
from storyboard.rows import append_rows, read_rows
from storyboard.story.load import StoryFile
from storyboard.story.panels import numbered

PROMPTS = "prompts.log"


def new_takes(
    file: StoryFile,
    panel: str,
    *,
    takes: int = 1,
    prompt: str | None = None,
    seed: int | None = None,
    speed: str | None = None,
    backend: str | None = None,
    max_cost: float | None = None,
    notify: Callable[[Event], None] = lambda _: None,
    planned: Callable[[Sequence[Entry]], None] = lambda _: None,
    interrupted: Callable[[], None] | None = None,
) -> Outcome:
    """Draws new takes of one panel, each with the next seed, or from `seed` on.

    `prompt` replaces the panel's own for these takes; the story keeps its words. Raises
    `UsageError` where it is empty or its quotes do not pair.
    """
    if prompt is not None and not prompt.strip():
        raise UsageError("the prompt is empty: say what the panel shows")
    if prompt and prompt.count('"') % 2:
        raise UsageError(
            f"a quote in the prompt is not closed: {prompt}\n"
            "hint: words that are to stand in the picture go between two double quotes"
        )
    with Library(home_of(file.path)) as library:
        made = draft(file, library, backend=backend)
        shot = made.shot(panel, prompt)
        if shot.image:
            raise UsageError(f"panel '{panel}' shows your own picture, {shot.image.path}")
        if seed is None:
            used = [t.seed for t in library.takes(panel)]
            seed = max([*used, shot.seed]) + 1 if used else shot.seed
        wanted = [retaken(shot, seed + i, speed or shot.speed) for i in range(takes)]
        if prompt:
            remember_prompt(home_of(file.path), [s.key for s in wanted], prompt)
        entries = [Entry(s, library.state(s.key)) for s in wanted]
        planned(entries)
        cap = cap_of(made, max_cost)
        check_objections(wanted)
        check_budget(entries, cap)
        parent = _parent(made, panel, library)
        if parent is not None:
            library.tried_from(panel, [s.key for s in wanted], parent)
        return draw(made, wanted, library, notify, interrupted, budget=cap)


def _parent(made: Draft, panel: str, library: Library) -> int | None:
    """The take that a person looks at who asks for another: the one in use, else the newest."""
    used = made.takes.get(panel)
    if used and used.panel == panel:
        return used.number
    newest = library.last(panel)
    return newest.number if newest else None


def spent(file: StoryFile) -> list[Spent]:
    """Every picture bought for a story, oldest first."""
    with Library(home_of(file.path)) as library:
        return library.spent()


def takes_of(file: StoryFile, panel: str | None = None) -> list[tuple[Take, bool]]:
    """The takes there are, of one panel or of all, each with whether it is the one used.

    Takes that were drawn while a panel went by another name are listed as its own from now on.
    """
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
        if panel is not None:
            made.entry(panel)
        ids = [panel] if panel else [e.shot.panel for e in made.plan.entries]
        if settled(file, made, library, ids):
            made = draft(file, library)
        known = Takes(made.shots, library)
        used = {id: (t.panel, t.number) for id, t in made.takes.items()}
        # A picture may be shared with another panel: its sha tells which of one's own it is.
        same = {id: t.sha256 for id, t in made.takes.items() if t.panel != id}
        return [
            (t, used.get(id) == (t.panel, t.number) or same.get(id) == t.sha256)
            for id in ids
            for t in known.under(id, used[id][1] if id in used and used[id][0] == id else None)
        ]


def pick(file: StoryFile, panel: str, number: int, *, keep: bool = False) -> Path:
    """Chooses a take for a panel; gives the file that says so.

    With `keep` it is used whatever the panel says, now and later. Raises `UsageError` for a take
    that there is none of, and without `keep` for one of an earlier version of the panel.
    """
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
        shot = made.shot(panel)
        if settled(file, made, library, [panel]):
            made = draft(file, library)
        takes = Takes(made.shots, library).under(panel)
    found = [t for t in takes if t.number == number]
    if not found:
        have = ", ".join(str(t.number) for t in takes) or "none yet"
        raise UsageError(f"panel '{panel}' has no take {number}; its takes: {have}")
    take = found[0]
    own = prompts_of(home_of(file.path)).get(take.key, "")
    plain = plain_digest(shot.parts)
    if keep:
        return _change(file, made, panel, Pick(number, take.seed, take.speed, "", own, plain))
    asked = retaken(made.shot(panel, own or None), take.seed, take.speed)
    if asked.key != take.key:
        changed = what_changed(take.parts, asked) or "it"
        raise UsageError(
            f"take {number} of panel '{panel}' was drawn for an earlier version of it "
            f"({changed} since); keep it all the same with --keep, or draw a new take with: "
            f"storyboard panel {typed(file)} {panel}"
        )
    chosen = Pick(number, take.seed, take.speed, base_digest(shot.parts), own, plain)
    return _change(file, made, panel, chosen)


def keep_passed_over(file: StoryFile, panel: str | None = None) -> list[tuple[str, int]]:
    """Keeps the picked takes that are passed over because their panels have changed.

    All of them, or that of one panel; gives the panels with their takes' numbers. Left out are
    those whose panel nobody can tell any more, and those whose pictures are not there. Raises
    `UsageError` where there are none.
    """
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
        if panel is not None:
            made.entry(panel)
        if settled(file, made, library):
            made = draft(file, library)
        changed: list[Change] = []
        picks = dict(made.picks)
        for name, heir, old, found in passed_over(made, library):
            if heir is None or panel not in (None, heir) or heir in made.followed.held:
                continue
            shot = made.shots[heir]
            if found is None or shot.image:
                continue
            take = found if name == heir else library.adopt(shot, found)
            new = replace(old, take=take.number, shot="", panel=plain_digest(shot.parts))
            del picks[name]
            if name != heir:
                changed.append(Change(name, old, None))
            changed.append(Change(heir, made.picks.get(heir), new))
    kept = {c.panel: c.after for c in changed if c.after}
    if not kept:
        whose = f" of panel '{panel}'" if panel else ""
        raise UsageError(f"there is no picked take{whose} that is passed over")
    write_picks(file.path, {**picks, **kept})
    for change in changed:
        record(history_of(file), change)
    return [(name, new.take) for name, new in kept.items()]


def remember_prompt(home: Path, keys: Sequence[str], prompt: str) -> None:
    """Keeps the words that takes were drawn from where they are not the story's."""
    append_rows(home / PROMPTS, [{"key": key, "prompt": prompt} for key in keys])


def prompts_of(home: Path) -> dict[str, str]:
    """The words of their own that takes were drawn from, by key; none for the story's."""
    try:
        rows = read_rows(home / PROMPTS)
    except FileError:
        return {}
    return {str(row.get("key")): str(row.get("prompt", "")) for row in rows}


def _change(file: StoryFile, made: Draft, panel: str, after: Pick | None) -> Path:
    picks = dict(made.picks)
    before = picks.pop(panel, None)
    picks.pop(made.followed.moved.get(panel, panel), None)
    if after:
        picks[panel] = after
    path = write_picks(file.path, picks)
    record(history_of(file), Change(panel, before, after))
    return path


def history_of(file: StoryFile) -> Path:
    """Where the changes of a story's picks are recorded."""
    return home_of(file.path) / "picks.log"


def undo(file: StoryFile, panel: str | None = None) -> Change:
    """Takes the last pick back, as if it had not been made; with `panel`, its last one.

    Raises `UsageError` where there is none, where the story has no such panel, or where the
    picks file was changed since by something else, for example by another version of it.
    """
    history = history_of(file)
    past = changes(history)
    if panel is not None:
        known = {id for _, _, id, _ in numbered(file.story)} | set(read_picks(file.path))
        if panel not in known | {c.panel for c in past}:
            raise unknown("panel", panel, sorted(known))
    at = max((i for i, c in enumerate(past) if panel in (None, c.panel)), default=None)
    if at is None:
        whose = f" of panel '{panel}'" if panel else ""
        raise UsageError(f"there is no pick{whose} to take back")
    last = past[at]
    picks = dict(read_picks(file.path))
    if picks.get(last.panel) != last.after:
        raise UsageError(
            f"the pick of panel '{last.panel}' was changed elsewhere since; "
            f"choose with: storyboard pick STORY {last.panel} TAKE"
        )
    picks.pop(last.panel, None)
    if last.before:
        picks[last.panel] = last.before
    write_picks(file.path, picks)
    forget(history, last)
    return last
