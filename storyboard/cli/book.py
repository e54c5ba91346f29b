"""The commands that make a book: new, check, plan, render."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyboard.cli.options import (
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
    split_formats,
)
from storyboard.cli.printing import counted, note, out, table
from storyboard.cli.spending import ask, say_failures, status_of, stopping
from storyboard.errors import EXIT_DONE, EXIT_STORY

if TYPE_CHECKING:
    from storyboard.plan.model import Plan, Shot


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder; made if need be.")],
    sample: Annotated[
        str | None,
        typer.Option("--sample", metavar="NAME", help="A copy of one of the stories that ship."),
    ] = None,
) -> None:
    """Make a small story that renders as it stands."""
    from storyboard.scaffold import make

    made = make(folder, sample)
    for path in made:
        out(str(path))
    story = next(p for p in made if p.suffix == ".yaml")
    note(f"next: storyboard render {story}")


@app.command()
def check(story: StoryArg, as_json: JsonOption = False) -> int:
    """Say every error and warning of a story. Spends nothing."""
    from storyboard import pipeline
    from storyboard.errors import StoryError

    status, found = EXIT_DONE, []
    try:
        found = pipeline.check(pipeline.load(story))
        if any(d.severity == "error" for d in found):
            status = EXIT_STORY
    except StoryError as e:
        status, found = EXIT_STORY, list(e.diagnostics)
    if as_json:
        out(json.dumps({"diagnostics": [d.as_json() for d in found]}, ensure_ascii=False, indent=1))
        return status
    for d in found:
        out(f"{d}\n")
    errors = sum(d.severity == "error" for d in found)
    out(f"{story}: {counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}")
    return status


@app.command()
def plan(story: StoryArg, as_json: JsonOption = False, backend: BackendOption = None) -> None:
    """Say what would be drawn, why, and for how much. Spends nothing."""
    from storyboard import pipeline

    made = pipeline.plan(pipeline.load(story, backend=backend))
    if as_json:
        out(json.dumps(plan_json(story, made), ensure_ascii=False, indent=1))
        return
    rows = [("panel", "page", "size", "seed", "backend", "cost", "state", "")]
    for e in made.entries:
        s = e.shot
        cost = f"${s.cost:.2f}" if s.cost and e.state == "missing" else ""
        size = f"{s.width}x{s.height}"
        rows.append((s.panel, str(s.page), size, str(s.seed), s.backend, cost, e.state, e.reason))
    table(rows)
    silent = [(e.shot.panel, words) for e in made.entries if (words := pipeline.undrawn(e.shot))]
    if silent:
        out("")
    for panel, words in silent:
        out(f"panel {panel}: the illustrator does not draw: {', '.join(words)}")
    out(f"\n{counted(made.to_draw, 'picture')} to draw, about ${made.cost:.2f}")


def plan_json(story: Path, made: Plan) -> dict[str, Any]:
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


@app.command()
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
    for warning in result.warnings:
        note(f"{warning}\n")
    for path in result.files:
        out(str(path))
    say_failures(story, result.failures)
    if result.drawn:
        note(f"{counted(len(result.drawn), 'picture')} drawn, ${result.cost:.2f} spent")
    if result.unsettled:
        note(
            f"${result.unsettled:.2f} more was sent and may be billed: "
            f"storyboard spend {story} lists it"
        )
    return status_of(result.failures)
