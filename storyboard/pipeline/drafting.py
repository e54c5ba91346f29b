"""From a story file to its draft: planned, with what is known of every picture."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
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
from storyboard.pipeline.following import Followed, Takes, follow, plain_digest
from storyboard.pipeline.origin import Seen, digest, illustrator, seen_of, stamp_of
from storyboard.pipeline.standing import entry_of, retaken
from storyboard.plan.build import Stock, keyed, likeness, pages, shots
from storyboard.plan.formats import FORMATS
from storyboard.plan.model import Entry, Kept, PagePlan, Plan, Shot
from storyboard.plan.tiers import Template, templates_of
from storyboard.story.load import StoryFile
from storyboard.story.load import load as load_file
from storyboard.story.model import Backend, Panel, Story
from storyboard.story.panels import cast_of, numbered

HOME = "STORYBOARD_HOME"


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
    followed: Followed
    """Where the picks belong."""

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
    # A blank page has no panels, and is a page.
    groups: dict[int | None, list[tuple[str, Panel]]] = {n: [] for n, _ in enumerate(story.pages)}
    for page, _, id, panel in listed:
        groups.setdefault(page, []).append((id, panel))
    cast = {id: cast_of(story, panel) for _, _, id, panel in listed}
    planned, order = pages(story, list(groups.values()), stock)
    made = _shots(story, planned, order, cast, stock, seen)
    picks = read_picks(file.path)
    by_id = {shot.panel: shot for shot in made}
    known = Takes(by_id, library)
    followed = follow(picks, by_id, known)

    def base(panel: str, pick: Pick) -> Shot:
        """What a panel asks for, in the words of its pick where that has its own."""
        if not pick.prompt:
            return by_id[panel]
        return reworded(story, planned, order, stock, seen, panel, pick.prompt)

    entries, takes = [], {}
    for shot in made:
        home, pick = followed.held.get(shot.panel, (shot.panel, None))
        if not pick:
            pick = _passed_over(followed.stale.get(shot.panel), shot.panel, known)
        picked = None
        holds = shot.panel in followed.held
        if pick and not shot.image and (holds or _resized(pick, base, shot.panel, library)):
            picked = retaken(base(shot.panel, pick), pick.seed, pick.speed)
        entry, take = entry_of(shot, pick, picked, library, known, home)
        entries.append(entry)
        if take:
            takes[shot.panel] = take
    plan = Plan(story.title, tuple(planned), tuple(entries), story.reading)
    panels = {id: p for _, _, id, p in listed}
    return Draft(file, plan, panels, cast, takes, picks, by_id, stock, seen, followed)


def _passed_over(pick: Pick | None, panel: str, known: Takes) -> Pick | None:
    """A pick under a panel's name that does not hold, where it was this panel's own."""
    if pick and known.heir(panel, known.numbered(panel, pick.take)) == panel:
        return pick
    return None


def _resized(pick: Pick, base: Callable[[str, Pick], Shot], panel: str, library: Library) -> bool:
    """Whether nothing but a panel's frame changed since a pick that does not say what it was."""
    if pick.panel:
        return False
    found = [t for t in library.takes(panel) if t.number == pick.take]
    return bool(found) and plain_digest(found[0].parts) == plain_digest(base(panel, pick).parts)


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


def chosen_pages(text: str | None, planned: Sequence[PagePlan]) -> list[int]:
    """The numbers of the pages that ``1-3,5`` names, as they are printed; all where it is None.

    Either number of a double page names it. Raises `UsageError`.
    """
    if text is None:
        return [page.number for page in planned]
    by_folio = {folio: p.number for p in planned for folio in p.folios or (p.number,)}
    count = max(by_folio, default=0)
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
        out.update(by_folio[n] for n in range(a, b + 1))
    return sorted(out)


def staging(shot: Shot) -> dict[str, Any] | None:
    """What the illustrator read from a shot's words; None for other backends."""
    if shot.backend != "sketch":
        return None
    from dataclasses import asdict

    from storyboard.generate.briefs import brief
    from storyboard.sketch import stage_of

    return asdict(stage_of(brief(shot)))


def undrawn(shot: Shot, seen: Seen | None = None) -> tuple[str, ...]:
    """The things of a shot's words that the illustrator does not draw; none of other backends.

    `seen` remembers them.
    """
    if shot.backend != "sketch":
        return ()
    name = f"undrawn {shot.key[:32]}"
    found = seen.find(name, illustrator()) if seen else None
    if isinstance(found, list):
        return tuple(map(str, found))
    from storyboard.generate.briefs import brief
    from storyboard.sketch.reading import missing

    words = missing(brief(shot))
    if seen:
        seen.put(name, illustrator(), list(words))
    return words
