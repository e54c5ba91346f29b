"""The commands. Each parses, calls the library, and prints; heavy imports wait until then."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyboard.cli.printing import columns, counted, note, out, table, width
from storyboard.errors import EXIT_BUDGET, EXIT_DONE, EXIT_PANELS, EXIT_STORY, UsageError

if TYPE_CHECKING:
    from storyboard.errors import GenerationError
    from storyboard.generate.model import Outcome
    from storyboard.plan.model import Entry, Plan, Shot

CONFIRM_ABOVE = 1.00
"""Dollars above which a person is asked first."""

app = typer.Typer(
    name="storyboard",
    help="Write a story in YAML, get a lettered comic or storyboard as PDF.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)

StoryArg = Annotated[Path, typer.Argument(metavar="STORY", help="The story's YAML file.")]
PanelArg = Annotated[str, typer.Argument(metavar="PANEL", help="A panel's id, such as p1.2.")]
BackendOption = Annotated[
    str | None,
    typer.Option("--backend", metavar="NAME", help="sketch, modelrunner, files; else the story's."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document and nothing else.")]
CapOption = Annotated[
    float | None,
    typer.Option("--max-cost", metavar="USD", min=0, help="Dollars that may not be passed."),
]
YesOption = Annotated[
    bool, typer.Option("--yes", "-y", help=f"Don't ask before spending over ${CONFIRM_ABOVE:.2f}.")
]


def _version(asked: bool) -> None:
    if asked:
        from storyboard.version import version

        out(version())
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Write a story in YAML, get a lettered comic or storyboard as PDF."""


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
    folder: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the files go.")
    ] = Path("out"),
    to: Annotated[
        str, typer.Option("--to", metavar="pdf,png", help="What to write, by commas.")
    ] = "pdf",
    pages: Annotated[
        str | None, typer.Option("--pages", metavar="1-3", help="Only these pages.")
    ] = None,
    backend: BackendOption = None,
    max_cost: CapOption = None,
    dpi: Annotated[
        float, typer.Option("--dpi", min=20, max=1200, help="Of PNG pages, pixels an inch.")
    ] = 150.0,
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
            _before(todo, len(made.entries), yes)
            bar.start(len(todo), paid=made.cost > 0)

        result = pipeline.render(
            file,
            folder,
            [t.strip() for t in to.split(",") if t.strip()],
            pages=pages,
            max_cost=max_cost,
            strict=strict,
            dpi=dpi,
            rebuy_unknown=rebuy_unknown,
            notify=bar,
            planned=planned,
            interrupted=_interrupted,
        )
    for warning in result.warnings:
        note(f"{warning}\n")
    for path in result.files:
        out(str(path))
    _failures(story, result.failures)
    if result.drawn:
        note(f"{counted(len(result.drawn), 'picture')} drawn, ${result.cost:.2f} spent")
    return _status(result.failures)


def _status(failures: Mapping[str, GenerationError]) -> int:
    """Of a run with these failures: 4 where all that is missing is money."""
    if not failures:
        return EXIT_DONE
    return EXIT_BUDGET if all(e.code == "budget" for e in failures.values()) else EXIT_PANELS


def _interrupted() -> None:
    note("stopping: waiting for what is already bought (Ctrl-C again stops at once)")


def _before(todo: Sequence[Entry], total: int, yes: bool) -> None:
    """The line before anything is spent; asks above the threshold."""
    cost = sum(e.shot.cost for e in todo if e.state == "missing")
    ready = total - len(todo)
    if cost:
        note(f"{len(todo)} of {total} panels to draw, about ${cost:.2f}")
    elif todo:
        note(f"{len(todo)} of {total} panels to draw, free")
    else:
        note(f"all {ready} pictures are there: nothing to draw")
    if cost <= CONFIRM_ABOVE or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"this would spend about ${cost:.2f}; say --yes to agree, or draft with "
            "--backend sketch"
        )
    if not typer.confirm("Go on?", err=True):
        raise typer.Exit


def _failures(story: Path, failures: Any) -> None:
    if not failures:
        return
    from storyboard.generate.report import table_rows

    note(f"\n{counted(len(failures), 'panel')} could not be drawn:")
    rows = [("panel", "what happened", "what to do"), *table_rows(failures)]
    for line in columns(rows, width()):
        note(f"  {line}")
    note(f"The pages have placeholders there. Try again with: storyboard render {story}")


@app.command()
def panel(
    story: StoryArg,
    name: PanelArg,
    takes: Annotated[int, typer.Option("--takes", min=1, max=64, help="How many.")] = 1,
    prompt: Annotated[
        str | None, typer.Option("--prompt", help="Other words for these takes alone.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="The first take's seed; else the next.")
    ] = None,
    speed: Annotated[
        str | None, typer.Option("--speed", help="turbo, balanced or quality.")
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
            _before(todo, takes, yes)
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
            interrupted=_interrupted,
        )
    for take in outcome.drawn:
        out(f"{take.panel} take {take.number}: seed {take.seed}, {take.path}")
    _failures(story, outcome.failures)
    if outcome.drawn and choose:
        number = outcome.drawn[-1].number
        note(f"picked take {number} in {pipeline.pick(file, name, number)}")
    elif outcome.drawn:
        number = outcome.drawn[-1].number
        note(f"use it with: storyboard pick {story} {name} {number}")
    return _status(outcome.failures)


@app.command()
def takes(
    story: StoryArg,
    name: Annotated[str | None, typer.Argument(metavar="PANEL")] = None,
    folder: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the contact sheet goes.")
    ] = Path("out"),
) -> None:
    """List the takes there are and make a contact sheet of them."""
    from storyboard import pipeline
    from storyboard.contact import contact_sheet

    found = pipeline.takes_of(pipeline.load(story), name)
    if not found:
        note("no takes yet; draw them with: storyboard render " + str(story))
        return
    rows = [("panel", "take", "used", "seed", "backend", "speed", "size", "cost", "made")]
    for t, used in found:
        size = f"{t.width}x{t.height}"
        mark = "*" if used else ""
        cost = f"${t.cost:.2f}"
        rows.append(
            (t.panel, str(t.number), mark, str(t.seed), t.backend, t.speed, size, cost, t.made)
        )
    table(rows)
    target = folder / f"{story.stem}-takes{'-' + _safe(name) if name else ''}.png"
    contact_sheet(found, target)
    out(str(target))


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() or c in "._-" else "_" for c in name)


@app.command()
def pick(
    story: StoryArg,
    name: PanelArg,
    take: Annotated[int, typer.Argument(metavar="TAKE", help="The take's number.")],
) -> None:
    """Use that take."""
    from storyboard import pipeline

    path = pipeline.pick(pipeline.load(story), name, take)
    note(f"panel {name} uses take {take}, says {path}")


@app.command()
def undo(story: StoryArg) -> None:
    """Take the last pick back."""
    from storyboard import pipeline

    change = pipeline.undo(pipeline.load(story))
    now = f"uses take {change.before.take} again" if change.before else "has no pick again"
    note(f"panel {change.panel} {now}")


@app.command()
def studio(
    story: StoryArg,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
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


@app.command("import")
def import_(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="Fountain, or a comic script.")],
    to: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Else the script's .yaml.")
    ] = None,
) -> None:
    """Make a story from a script; what has no place is kept as comments."""
    from storyboard.exchange.importing import import_script
    from storyboard.render.files import write

    target = to or script.with_suffix(".yaml")
    if target.exists():
        raise UsageError(f"{target} is already there; name another file with -o")
    made = import_script(script)
    write(target, made.text.encode())
    out(str(target))
    note(
        f"{counted(made.pages, 'page')}, {counted(made.panels, 'panel')}, "
        f"{counted(made.characters, 'character')}"
    )
    if made.left:
        note(f"{counted(len(made.left), 'line')} had no place and stand in it as comments")
    note(f"next: storyboard check {target}")


@app.command()
def script(
    story: StoryArg,
    fountain: Annotated[bool, typer.Option("--fountain", help="As Fountain.")] = False,
) -> None:
    """Write the story as a printable script."""
    from storyboard import pipeline
    from storyboard.exchange.writing import comic_script, fountain_script

    made = pipeline.load(story).story
    out((fountain_script if fountain else comic_script)(made).rstrip("\n"))


@app.command()
def cast(
    story: StoryArg,
    character: Annotated[str | None, typer.Argument(metavar="CHARACTER")] = None,
    folder: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the pictures go.")
    ] = Path("out"),
) -> None:
    """Draw each character's model sheet, and a portrait."""
    from storyboard import pipeline

    for path in pipeline.cast(pipeline.load(story), folder, character):
        out(str(path))


@app.command()
def spend(story: StoryArg, as_json: JsonOption = False) -> None:
    """List every picture that was bought."""
    from storyboard import pipeline

    bought = pipeline.spent(pipeline.load(story))
    total = round(sum(b.price for b in bought), 4)
    if as_json:
        rows = [
            {
                "when": b.when,
                "panel": b.panel,
                "host": b.host,
                "price": b.price,
                "take": b.take,
                "state": b.state,
                "job": b.job,
            }
            for b in bought
        ]
        document = {"story": story.stem, "currency": "USD", "total": total, "bought": rows}
        out(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if bought:
        cells = [("when", "panel", "host", "price", "take", "state")]
        for b in bought:
            take = "-" if b.take is None else str(b.take)
            cells.append((b.when, b.panel, b.host, f"${b.price:.2f}", take, b.state))
        table(cells)
        out("")
    out(f"{counted(len(bought), 'picture')} bought, about ${total:.2f}")


@app.command()
def layout(
    story: StoryArg,
    as_json: JsonOption = False,
    backend: BackendOption = None,
) -> None:
    """Give the finished geometry of every page."""
    from storyboard import pipeline
    from storyboard.layout.report import as_json as report

    book = pipeline.layout(pipeline.load(story, backend=backend))
    if as_json:
        out(json.dumps(report(book), ensure_ascii=False))
        return
    rows = [("page", "panel", "box, points", "ppi", "balloons")]
    for sheet in book.sheets:
        for p in sheet.panels:
            box = f"{p.box.x:.1f} {p.box.y:.1f} {p.box.w:.1f} x {p.box.h:.1f}"
            ppi = f"{p.art.ppi:.0f}" if p.art else "-"
            rows.append((str(sheet.number), p.id, box, ppi, str(len(p.letters))))
    table(rows)


@app.command()
def schema() -> None:
    """The story's JSON Schema."""
    from storyboard.pipeline import page_templates
    from storyboard.plan.formats import FORMATS
    from storyboard.story.schema import schema as made

    out(json.dumps(made(list(FORMATS), list(page_templates())), ensure_ascii=False, indent=2))
