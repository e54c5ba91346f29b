"""The commands that make a book: new, check, plan, render."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyboard.cli.options import (
    DRAW,
    WRITE,
    BackendOption,
    CapOption,
    DpiOption,
    FolderOption,
    FormatsOption,
    JsonOption,
    PagesOption,
    StoryArg,
    YesOption,
    app,
    examples,
    split_formats,
)
from storyboard.cli.printing import command, counted, document, note, out, say_kept, table
from storyboard.cli.spending import ask, say_failures, status_of, stopping
from storyboard.cli.weighing import FEW, folded, weighed
from storyboard.errors import EXIT_DONE, EXIT_STORY

if TYPE_CHECKING:
    from storyboard.pipeline import Obstacle
    from storyboard.plan.model import Plan, Shot
    from storyboard.story.model import Story


@app.command(
    rich_help_panel=WRITE, epilog=examples("new my-story", "new mine --sample ninety-days")
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder; made if need be.")],
    sample: Annotated[
        str | None,
        typer.Option(
            "--sample",
            metavar="NAME",
            help="A copy of a story that ships: great-expectations, ninety-days, notice-period.",
        ),
    ] = None,
) -> None:
    """Make a small story that renders as it stands."""
    from storyboard.scaffold import make

    made = make(folder, sample)
    for path in made:
        out(str(path))
    story = next(p for p in made if p.suffix == ".yaml")
    note(f"next: {command('render', story)}")


@app.command(rich_help_panel=WRITE, epilog=examples("check my-story/story.yaml"))
def check(
    story: StoryArg,
    as_json: JsonOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Every word that is not drawn, by panel.")
    ] = False,
) -> int:
    """Say every error and warning of a story. Spends nothing."""
    from storyboard import pipeline
    from storyboard.errors import StoryError

    status, found, summary = EXIT_DONE, [], ""
    try:
        file = pipeline.load(story)
        found, summary = pipeline.check(file), summary_of(file.story)
        if any(d.severity == "error" for d in found):
            status = EXIT_STORY
    except StoryError as e:
        status, found = EXIT_STORY, list(e.diagnostics)
    found = weighed(found)
    if as_json:
        document({"diagnostics": [d.as_json() for d in found]})
        return status
    found = found if verbose else folded(found)
    for d in found:
        out(f"{d}\n")
    if summary and status == EXIT_DONE:
        out(summary)
    errors = sum(d.severity == "error" for d in found)
    out(f"{story}: {counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}")
    return status


def summary_of(story: Story) -> str:
    """What was read: ``Last Boat: 2 panels, 2 characters, 7 words``."""
    from storyboard.story.panels import panels_of

    panels = [panel for _, panel in panels_of(story)]
    said = [c.text for p in panels for c in p.caption]
    said += [line.text for p in panels for line in p.dialogue]
    said += [e.text for p in panels for e in p.sfx]
    counts = (
        counted(len(panels), "panel"),
        counted(len(story.characters), "character"),
        counted(sum(len(text.split()) for text in said), "word"),
    )
    return f"{story.title}: {', '.join(counts)}"


@app.command(
    rich_help_panel=DRAW,
    epilog=examples("plan my-story/story.yaml", "plan my-story/story.yaml --backend modelrunner"),
)
def plan(story: StoryArg, as_json: JsonOption = False, backend: BackendOption = None) -> None:
    """Say what would be drawn, why, and for how much. Spends nothing."""
    from storyboard import pipeline

    file = pipeline.load(story, backend=backend)
    made = pipeline.plan(file)
    ahead = pipeline.obstacles(made.entries, file.story.generator.max_cost, os.environ)
    if as_json:
        document(plan_json(story, made, ahead))
        return
    rows = [("panel", "page", "size", "seed", "backend", "cost", "state", "")]
    for e in made.entries:
        s = e.shot
        cost = f"${s.cost:.2f}" if s.cost and e.state == "missing" else ""
        size = f"{s.width}x{s.height}"
        rows.append((s.panel, str(s.page), size, str(s.seed), s.backend, cost, e.state, e.reason))
    table(rows)
    seen = pipeline.seen_of(pipeline.home_of(story))
    silent = {
        e.shot.panel: words for e in made.entries if (words := pipeline.undrawn(e.shot, seen))
    }
    seen.keep(only_beside=True)
    if silent:
        out("")
    if len(silent) > FEW:
        out(f"the illustrator does not draw some words of {len(silent)} panels: check lists them")
    else:
        for panel, words in silent.items():
            out(f"panel {panel}: the illustrator does not draw: {', '.join(words)}")
    out(f"\n{counted(made.to_draw, 'picture')} to draw, about ${made.cost:.2f}")
    for obstacle in ahead:
        out(f"in the way: {obstacle}")


def plan_json(story: Path, made: Plan, ahead: Sequence[Obstacle]) -> dict[str, Any]:
    """The plan as ``plan --json`` gives it."""
    from storyboard.pipeline import staging

    def read(shot: Shot) -> dict[str, Any]:
        found = staging(shot)
        return {"staging": found} if found else {}

    return {
        "story": story.stem,
        "currency": made.currency,
        "cost": made.cost,
        "to_draw": made.to_draw,
        "obstacles": [asdict(o) for o in ahead],
        "panels": [
            {
                "id": e.shot.panel,
                "page": e.shot.page,
                "width": e.shot.width,
                "height": e.shot.height,
                "seed": e.shot.seed,
                "backend": e.shot.backend,
                "prompt": e.shot.prompt,
                "speed": e.shot.speed,
                "words": list(e.shot.words),
                "characters": [m.id for m in e.shot.cast],
                "cost": e.shot.cost if e.state == "missing" else 0.0,
                "state": e.state,
                "reason": e.reason,
                "key": e.shot.key,
                **read(e.shot),
            }
            for e in made.entries
        ],
    }


@app.command(
    rich_help_panel=DRAW,
    epilog=examples(
        "render my-story/story.yaml",
        "render my-story/story.yaml --to pdf,cbz,png --pages 1-3",
        "render my-story/story.yaml --backend modelrunner --max-cost 2 --yes",
    ),
)
def render(
    story: StoryArg,
    folder: FolderOption = Path("out"),
    to: FormatsOption = "pdf",
    pages: PagesOption = None,
    backend: BackendOption = None,
    max_cost: CapOption = None,
    dpi: DpiOption = 150.0,
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing when a panel could not be drawn.")
    ] = False,
    rebuy_unknown: Annotated[
        bool,
        typer.Option("--rebuy-unknown", help="Buy again what was sent and never answered."),
    ] = False,
    yes: YesOption = False,
) -> int:
    """Draw what is missing, letter the pages, write the book."""
    from storyboard import pipeline
    from storyboard.cli.progress import Bar

    file = pipeline.load(story, backend=backend)
    with Bar() as bar:

        def planned(made: Plan) -> None:
            todo = [e for e in made.entries if e.state != "ready"]
            ask(todo, len(made.entries), yes)
            bar.start(len(todo), paid=made.cost > 0)

        result = pipeline.render(
            file,
            folder,
            split_formats(to),
            pages=pages,
            max_cost=max_cost,
            strict=strict,
            dpi=dpi,
            rebuy_unknown=rebuy_unknown,
            notify=bar,
            planned=planned,
            interrupted=stopping,
        )
    for warning in weighed(result.warnings):
        note(f"{warning}\n")
    for path in result.files:
        out(str(path))
    say_kept(result.kept)
    done = "Nothing was written (--strict)." if strict else "The pages have placeholders there."
    say_failures(result.failures, done)
    if result.drawn:
        money = f", ${result.cost:.2f} spent" if result.cost else ""
        note(f"{counted(len(result.drawn), 'picture')} drawn{money}")
    if result.unsettled:
        note(
            f"${result.unsettled:.2f} more was sent and may be billed: "
            f"{command('spend', story)} lists it"
        )
    return status_of(result.failures)
