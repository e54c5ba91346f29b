"""From a story file to its draft: planned, with what is known of every picture."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from storyboard import assets
from storyboard.errors import UsageError
from storyboard.generate.library import Library
from storyboard.generate.model import Take
from storyboard.picks import Pick, read_picks
from storyboard.pipeline.origin import Seen, digest, illustrator, seen_of, stamp_of
from storyboard.plan.build import Stock, keyed, likeness, pages, shots, what_changed
from storyboard.plan.formats import FORMATS
from storyboard.plan.model import Entry, Kept, PagePlan, Plan, Shot
from storyboard.plan.prices import price
from storyboard.plan.tiers import Template, templates_of
from storyboard.story.load import StoryFile
from storyboard.story.load import load as load_file
from storyboard.story.model import Backend, Panel, Story
from storyboard.story.panels import cast_of, numbered

HOME = "STORYBOARD_HOME"
MOST_CROP = 0.2
"""The part of a bought picture that may be cropped before a new one is asked for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A story planned: what every command starts from."""

    file: StoryFile
    plan: Plan
    panels: Mapping[str, Panel]
    cast: Mapping[str, tuple[str, ...]]
    takes: Mapping[str, Take]
    """The take that is used, for every panel that has one."""
    picks: Mapping[str, Pick]
    shots: Mapping[str, Shot]
    """What the story asks for, panel by panel, whatever is picked."""
    stock: Stock
    seen: Seen

    @property
    def story(self) -> Story:
        return self.file.story

    def shot(self, panel: str, prompt: str | None = None) -> Shot:
        """What the story asks for in a panel, or what it would with another prompt.

        Raises `UsageError` with the nearest name where there is no such panel.
        """
        self.entry(panel)
        if prompt is None:
            return self.shots[panel]
        order = [(e.shot.panel, e.shot.page, self.panels[e.shot.panel]) for e in self.plan.entries]
        return reworded(self.story, self.plan.pages, order, self.stock, self.seen, panel, prompt)

    def entry(self, panel: str) -> Entry:
        for e in self.plan.entries:
            if e.shot.panel == panel:
                return e
        raise unknown("panel", panel, [e.shot.panel for e in self.plan.entries])


def unknown(what: str, name: str, names: Sequence[str]) -> UsageError:
    """The error for a name that is not there, with the nearest one that is."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1, 0.5)
    few = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return UsageError(
        f"there is no {what} '{name}'; "
        + (f"did you mean '{near[0]}'?" if near else f"there are: {few}")
    )


def page_templates() -> dict[str, Template]:
    """The named page templates that ship, as their file stands now."""
    path = assets.shipped("templates") / "pages.yaml"
    return _page_templates(path, tuple(stamp_of(path) or ()))


@lru_cache(maxsize=1)
def _page_templates(path: Path, _: tuple[int, ...]) -> dict[str, Template]:
    import yaml

    data: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return templates_of(data)


def load(path: Path | str, *, backend: str | None = None) -> StoryFile:
    """Reads and checks a story. `backend` replaces the story's own.

    Raises `StoryError` with every diagnostic at once, `UsageError` where there is no such file
    or backend.
    """
    if backend is not None and backend not in get_args(Backend):
        raise unknown("backend", backend, get_args(Backend))
    if Path(path).is_dir():
        inside = sorted(p for p in Path(path).glob("*.yaml") if not p.stem.endswith(".picks"))
        name = f"; did you mean {inside[0]}?" if inside else ""
        raise UsageError(f"{path} is a folder: name the story's file{name}")
    if not Path(path).is_file():
        near = _near(Path(path))
        what = f"did you mean {near}?" if near else "make one with: storyboard new DIR"
        raise UsageError(f"there is no story at {path}; {what}")
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path} may not be read: change its permissions")
    try:
        Path(path).stem.encode()
    except UnicodeEncodeError:
        raise UsageError(
            f"the name {Path(path).name!a} is no text here: rename the file, or use a UTF-8 "
            "locale such as LC_ALL=C.UTF-8"
        ) from None
    layouts = {name: t.tiers for name, t in page_templates().items()}
    return load_file(Path(path), layouts, list(FORMATS), backend=cast(Backend | None, backend))


def _near(path: Path) -> Path | None:
    """A story beside `path` whose name is near its own."""
    from difflib import get_close_matches

    with suppress(OSError, ValueError):
        names = [p.name for p in path.parent.glob("*.y*ml") if not p.stem.endswith(".picks")]
        near = get_close_matches(path.name, sorted(names), 1, 0.75)
        return path.with_name(near[0]) if near else None
    return None


def home_of(story: Path) -> Path:
    """Where a story's takes and journal live: ``.storyboard/<story>/`` beside it.

    The environment's ``STORYBOARD_HOME`` replaces ``.storyboard``.
    """
    base = os.environ.get(HOME)
    return (Path(base) if base else story.resolve().parent / ".storyboard") / story.stem


def draft(file: StoryFile, library: Library, *, backend: str | None = None) -> Draft:
    """Plans a story and looks up which of its pictures are there. Spends nothing."""
    if backend and backend != file.story.generator.backend:
        # Another backend has other needs, so the file is checked again for it.
        file = load(file.path, backend=backend)
    story = file.story
    seen = seen_of(library.home)
    stock = _stock(file, seen)
    listed = numbered(story)
    groups: dict[int | None, list[tuple[str, Panel]]] = {}
    for page, _, id, panel in listed:
        groups.setdefault(page, []).append((id, panel))
    cast = {id: cast_of(story, panel) for _, _, id, panel in listed}
    planned, order = pages(story, list(groups.values()), stock)
    made = _shots(story, planned, order, cast, stock, seen)
    picks = read_picks(file.path)
    entries, takes = [], {}
    by_id = {shot.panel: shot for shot in made}
    for shot in made:
        pick = picks.get(shot.panel)
        picked = None
        if pick and pick.shot == base_digest(shot):
            base = shot
            if pick.prompt:
                base = reworded(story, planned, order, stock, seen, shot.panel, pick.prompt)
            picked = retaken(base, pick.seed, pick.speed)
        entry, take = _entry(shot, pick, picked, library)
        entries.append(entry)
        if take:
            takes[shot.panel] = take
    plan = Plan(story.title, tuple(planned), tuple(entries), story.reading)
    panels = {id: p for _, _, id, p in listed}
    return Draft(file, plan, panels, cast, takes, picks, by_id, stock, seen)


def base_digest(shot: Shot) -> str:
    """Digest of what a panel asks for, its seed and speed aside: what a pick holds on to."""
    rest = sorted((k, v) for k, v in shot.parts.items() if k not in ("seed", "speed"))
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:16]


def reworded(
    story: Story,
    planned: Sequence[PagePlan],
    order: Sequence[tuple[str, int, Panel]],
    stock: Stock,
    seen: Seen,
    id: str,
    prompt: str,
) -> Shot:
    """A panel's shot as it would be with another prompt."""
    ((page, panel),) = [(page, panel) for name, page, panel in order if name == id]
    other = panel.model_copy(update={"prompt": prompt})
    if story.generator.backend != "sketch":
        return shots(story, planned, [(id, page, other)], {id: cast_of(story, other)}, stock)[0]
    # What is drawn depends on the scene, and so on the panels before.
    told = [(n, at, other if n == id else p) for n, at, p in order]
    cast = {n: cast_of(story, p) for n, _, p in told}
    return next(s for s in _shots(story, planned, told, cast, stock, seen) if s.panel == id)


def _shots(
    story: Story,
    planned: Sequence[PagePlan],
    order: Sequence[tuple[str, int, Panel]],
    cast: Mapping[str, tuple[str, ...]],
    stock: Stock,
    seen: Seen,
) -> list[Shot]:
    """A shot for every panel; the illustrator's with what their scenes establish."""
    made = shots(story, planned, order, cast, stock)
    if story.generator.backend != "sketch":
        return made
    scenes = sorted(id for id, _, panel in order if panel.scene)
    # All that the illustrator is told of a panel is in its key, but for the rest of the cast.
    told = [[s.panel, s.key] for s in made]
    told += [likeness(m) for s in made[:1] for m in s.cast + s.others]
    rtl = story.reading == "rtl"
    name = f"scenes {digest(told, scenes, story.generator.seed)[:32]}" + " rtl" * rtl
    with suppress(KeyError, TypeError, ValueError):
        rows = seen.find(name, illustrator())
        return [keyed(replace(s, kept=_kept(r))) for s, r in zip(made, rows, strict=True)]
    from storyboard.generate.sketch_scenes import continued

    told_on = continued(made, set(scenes), story.generator.seed, rtl=rtl)
    seen.put(name, illustrator(), [asdict(s.kept) for s in told_on])
    return [keyed(s) for s in told_on]


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(**{**row, "left_to_right": tuple(row["left_to_right"])})


def _entry(
    shot: Shot, pick: Pick | None, picked: Shot | None, library: Library
) -> tuple[Entry, Take | None]:
    if shot.image:
        return Entry(shot, "ready", "your own picture"), None
    stale = ""
    if pick:
        found = [t for t in library.takes(shot.panel) if t.number == pick.take]
        if found and not pick.shot:
            return Entry(shot, "ready", f"take {pick.take}, kept"), found[0]
        if picked:
            shot = picked
            if found and found[0].key == shot.key:
                return Entry(shot, "ready", f"take {pick.take}, picked"), found[0]
        else:
            stale = f"take {pick.take} was picked for an earlier version; "
    take = library.find(shot.key)
    if take:
        return Entry(shot, "ready", stale + f"take {take.number}"), take
    state = library.state(shot.key)
    if state == "pending":
        known = "bought, not yet fetched"
        if library.held(shot.key):
            known = "being drawn by another run"
        elif library.failed(shot.key):
            known = f"bought, and no picture came of it: {library.trouble(shot.key)}"
        elif library.unknown(shot.key):
            known = "sent, and no answer came: it may have been bought"
        return Entry(shot, "pending", stale + known), None
    trouble = library.trouble(shot.key)
    if trouble:
        return Entry(shot, "missing", f"{stale}failed before: {trouble}"), None
    earlier = [*library.takes(shot.panel), *filter(None, [library.last(shot.panel)])]
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


def _stock(file: StoryFile, seen: Seen) -> Stock:
    story, root = file.story, file.path.parent
    name, place = "templates/prompt.j2", assets.shipped("templates") / "prompt.j2"
    if story.style.template:
        name, place = story.style.template, root / story.style.template
    template = place.read_text(encoding="utf-8")
    paths: dict[str, bool] = {}
    for c in story.characters.values():
        if c.reference:
            paths[c.reference] = story.generator.backend == "sketch"
        if c.mask:
            paths.setdefault(c.mask, False)
    listed = [p.image for _, _, _, p in numbered(story)]
    for path in (*story.style.images, *(i for i in listed if i)):
        paths.setdefault(path, False)
    found = {p: seen.asset(root, p, colours=colours) for p, colours in paths.items()}
    return Stock(page_templates(), template, name, found)


def chosen_pages(text: str | None, count: int) -> list[int]:
    """The page numbers of ``1-3,5``; all where `text` is None. Raises `UsageError`."""
    if text is None:
        return list(range(1, count + 1))
    out: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        try:
            a = int(first) if first else 1
            b = (int(last) if last else count) if dash else a
        except ValueError:
            raise UsageError(f"'{text}' is no list of pages; write 1-3 or 1,4") from None
        if not 1 <= a <= b <= count:
            raise UsageError(f"there is no page {part.strip()}: the story has {count}")
        out.update(range(a, b + 1))
    return sorted(out)


def staging(shot: Shot) -> dict[str, Any] | None:
    """What the illustrator read from a shot's words; None for other backends."""
    if shot.backend != "sketch":
        return None
    from dataclasses import asdict

    from storyboard.generate.sketch_backend import brief
    from storyboard.sketch import stage_of

    return asdict(stage_of(brief(shot)))


def undrawn(shot: Shot) -> tuple[str, ...]:
    """The things of a shot's words that the illustrator does not draw; none of other backends."""
    if shot.backend != "sketch":
        return ()
    from storyboard.generate.sketch_backend import brief
    from storyboard.sketch.reading import missing

    return missing(brief(shot))
