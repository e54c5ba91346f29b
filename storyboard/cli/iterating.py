"""The commands for work on single panels: takes, picks, and what goes on while one edits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyboard.cli.options import (
    DRAW,
    REDO,
    BackendOption,
    CapOption,
    DpiOption,
    FolderOption,
    FormatsOption,
    JsonOption,
    MaybePanelArg,
    PagesOption,
    PanelArg,
    StoryArg,
    YesOption,
    app,
    examples,
    split_formats,
)
from storyboard.cli.printing import command, document, note, out, table
from storyboard.cli.spending import ask, say_failures, status_of, stopping
from storyboard.errors import UsageError

if TYPE_CHECKING:
    from storyboard.generate.model import Outcome, Take
    from storyboard.plan.model import Entry


@app.command(rich_help_panel=DRAW, epilog=examples("watch my-story/story.yaml --to png"))
def watch(
    story: StoryArg,
    folder: FolderOption = Path("out"),
    to: FormatsOption = "pdf",
    pages: PagesOption = None,
    backend: BackendOption = None,
    spend: Annotated[
        bool, typer.Option("--spend", help="Buy pictures too; else only what is free is drawn.")
    ] = False,
    max_cost: CapOption = None,
    dpi: DpiOption = 150.0,
) -> int:
    """Write the pages that changed again, after every save, until Ctrl-C."""
    from storyboard.cli.watching import run
    from storyboard.pipeline.watching import Settings

    formats = tuple(split_formats(to))
    return run(story, Settings(folder, formats, pages, backend, dpi, spend, max_cost))


@app.command(
    rich_help_panel=REDO,
    epilog=examples(
        "panel my-story/story.yaml crumbs --takes 3",
        'panel my-story/story.yaml crumbs --prompt "Mara on the stairs"',
    ),
)
def panel(
    story: StoryArg,
    name: PanelArg,
    takes: Annotated[
        int, typer.Option("--takes", metavar="N", min=1, max=64, help="How many.")
    ] = 1,
    prompt: Annotated[
        str | None,
        typer.Option("--prompt", metavar="WORDS", help="Other words for these takes alone."),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="N", min=0, help="The first take's seed; else the next."),
    ] = None,
    speed: Annotated[
        str | None, typer.Option("--speed", metavar="SPEED", help="turbo, balanced or quality.")
    ] = None,
    backend: BackendOption = None,
    max_cost: CapOption = None,
    choose: Annotated[bool, typer.Option("--pick", help="Use the last of them at once.")] = False,
    yes: YesOption = False,
) -> int:
    """Draw new takes of one panel; every earlier one is kept."""
    from storyboard import pipeline
    from storyboard.cli.progress import Bar

    if speed and speed not in ("turbo", "balanced", "quality"):
        raise pipeline.unknown("speed", speed, ["turbo", "balanced", "quality"])
    file = pipeline.load(story, backend=backend)
    with Bar() as bar:

        def planned(todo: Sequence[Entry]) -> None:
            todo = [e for e in todo if e.state != "ready"]
            ask(todo, takes, yes, "take")
            bar.start(len(todo), paid=any(e.shot.cost for e in todo))

        outcome: Outcome = pipeline.new_takes(
            file,
            name,
            takes=takes,
            prompt=prompt,
            seed=seed,
            speed=speed,
            max_cost=max_cost,
            notify=bar,
            planned=planned,
            interrupted=stopping,
        )
    for take in outcome.drawn:
        out(f"{take.panel} take {take.number}: seed {take.seed}, {take.path}")
    say_failures(outcome.failures)
    if outcome.drawn and choose:
        number = outcome.drawn[-1].number
        note(f"picked take {number} in {pipeline.pick(file, name, number)}")
    elif outcome.drawn:
        number = outcome.drawn[-1].number
        note(f"use it with: {command('pick', story, name, number)}")
    return status_of(outcome.failures)


@app.command(rich_help_panel=REDO, epilog=examples("takes my-story/story.yaml crumbs"))
def takes(
    story: StoryArg,
    name: MaybePanelArg = None,
    folder: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the contact sheet goes.")
    ] = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """List the takes there are and make a contact sheet of them."""
    from textwrap import shorten

    from storyboard import pipeline
    from storyboard.contact import contact_sheet
    from storyboard.pipeline.takes import prompts_of

    found = pipeline.takes_of(pipeline.load(story), name)
    if as_json:
        rows = [take_json(take, used) for take, used in found]
        document({"story": story.stem, "currency": "USD", "takes": rows})
        return
    if not found:
        note(f"no takes yet; draw them with: {command('render', story)}")
        return
    prompts = prompts_of(pipeline.home_of(story))
    own = {t.key: prompts.get(t.key, "") for t, _ in found}
    head = ["panel", "take", "used", "from", "seed", "backend", "speed", "size", "cost", "made"]
    cells = [[*head, "other words"] if any(own.values()) else head]
    for t, used in found:
        size, cost = f"{t.width}x{t.height}", f"${t.cost:.2f}"
        mark, parent = "*" if used else "", "" if t.parent is None else str(t.parent)
        row = [t.panel, str(t.number), mark, parent, str(t.seed), t.backend, t.speed, size, cost]
        row += [t.made, *([shorten(own[t.key], 60)] if any(own.values()) else [])]
        cells.append(row)
    table(cells)
    target = folder / f"{story.stem}-takes{'-' + _safe(name) if name else ''}.png"
    contact_sheet(found, target)
    out(str(target))


def take_json(take: Take, used: bool) -> dict[str, Any]:
    """A take with what made it, as ``takes --json`` gives it."""
    return {
        "panel": take.panel,
        "take": take.number,
        "used": used,
        "parent": take.parent,
        "seed": take.seed,
        "backend": take.backend,
        "speed": take.speed,
        "prompt": take.prompt,
        "width": take.width,
        "height": take.height,
        "cost": take.cost,
        "made": take.made,
        "key": take.key,
        "sha256": take.sha256,
        "path": str(take.path),
        "notes": dict(take.notes),
    }


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() or c in "._-" else "_" for c in name)


@app.command(
    rich_help_panel=REDO,
    epilog=examples("pick my-story/story.yaml crumbs 2", "pick my-story/story.yaml --keep"),
)
def pick(
    story: StoryArg,
    name: MaybePanelArg = None,
    take: Annotated[int | None, typer.Argument(metavar="TAKE", help="The take's number.")] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep",
            help="Use it even if the panel says otherwise, now or later; without a TAKE, the "
            "picked take that is passed over, of all panels or of one.",
        ),
    ] = False,
) -> None:
    """Use that take."""
    from storyboard import pipeline

    file = pipeline.load(story)
    if name is not None and take is not None:
        path = pipeline.pick(file, name, take, keep=keep)
        note(f"panel {name} uses take {take}, says {path}")
        return
    if not keep:
        if name is None:
            raise UsageError(
                f"say which panel and which take: {command('takes', story)} lists them"
            )
        raise UsageError(f"say which take: {command('takes', story, name)} lists them")
    for panel, number in pipeline.keep_passed_over(file, name):
        out(f"panel {panel} keeps take {number}")


@app.command(rich_help_panel=REDO, epilog=examples("undo my-story/story.yaml"))
def undo(
    story: StoryArg,
    name: MaybePanelArg = None,
) -> None:
    """Take the last pick back, or the last one of a panel."""
    from storyboard import pipeline

    change = pipeline.undo(pipeline.load(story), name)
    now = f"uses take {change.before.take} again" if change.before else "has no pick again"
    note(f"panel {change.panel} {now}")


@app.command(rich_help_panel=REDO, epilog=examples("studio my-story/story.yaml"))
def studio(
    story: StoryArg,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
    ] = 0,
    backend: BackendOption = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
) -> None:
    """Open the story as a web page on this machine."""
    from storyboard import pipeline

    pipeline.load(story, backend=backend)
    try:
        from storyboard.studio import serve
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"the studio needs {missing.name}; install it with: pip install 'storyboard[studio]'"
        ) from missing

    def ready(address: str) -> None:
        out(address)
        note("Ctrl-C ends it; everything is kept")

    serve(story, port=port, open_browser=browser, backend=backend, ready=ready)
