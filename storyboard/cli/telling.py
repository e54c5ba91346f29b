"""The commands that bring a story in, and tell what there is: scripts, the cast, the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from storyboard.cli.options import (
    DRAW,
    LOOK,
    WRITE,
    BackendOption,
    JsonOption,
    StoryArg,
    app,
    examples,
)
from storyboard.cli.printing import command, counted, document, note, out, table
from storyboard.errors import UsageError


@app.command(
    "import",
    rich_help_panel=WRITE,
    epilog=examples("import script.fountain -o my-story/story.yaml"),
)
def import_(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="Fountain, or a comic script.")],
    to: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Else the script's .yaml.")
    ] = None,
) -> None:
    """Make a story from a script; what has no place is kept as comments."""
    from storyboard.exchange.importing import import_script
    from storyboard.render.files import write

    if not script.is_file():
        raise UsageError(f"there is no script at {script}")
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
    note(f"next: {command('check', target)}")


@app.command(rich_help_panel=WRITE, epilog=examples("script my-story/story.yaml -o script.pdf"))
def script(
    story: StoryArg,
    fountain: Annotated[bool, typer.Option("--fountain", help="As Fountain.")] = False,
    to: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="A .pdf to print, or text.")
    ] = None,
) -> None:
    """Write the story as a script, on the screen or into a file."""
    from storyboard import pipeline
    from storyboard.exchange.writing import comic_script, fountain_script

    file = pipeline.load(story)
    made = file.story
    text = (fountain_script if fountain else comic_script)(made)
    if to is None:
        out(text.rstrip("\n"))
        return
    if to.suffix.lower() == ".pdf":
        if fountain:
            raise UsageError("a .pdf is a comic script: leave out --fountain, or name a .fountain")
        from storyboard.pipeline.handing import print_script

        print_script(made, to, file.path.parent)
    else:
        from storyboard.render.files import write

        if to.exists() and to.read_bytes() != text.encode():
            raise UsageError(f"{to} is already there; name another file with -o")
        write(to, text.encode())
    out(str(to))


@app.command(rich_help_panel=DRAW, epilog=examples("cast my-story/story.yaml mara"))
def cast(
    story: StoryArg,
    character: Annotated[
        str | None, typer.Argument(metavar="CHARACTER", help="Only this one.")
    ] = None,
    folder: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where the pictures go.")
    ] = Path("out"),
) -> None:
    """Draw each character's model sheet, and a portrait."""
    from storyboard import pipeline

    for path in pipeline.cast(pipeline.load(story), folder, character):
        out(str(path))


@app.command(rich_help_panel=LOOK, epilog=examples("spend my-story/story.yaml"))
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
        document({"story": story.stem, "currency": "USD", "total": total, "bought": rows})
        return
    if bought:
        cells = [("when", "panel", "host", "price", "take", "state")]
        for b in bought:
            take = "-" if b.take is None else str(b.take)
            cells.append((b.when, b.panel, b.host, f"${b.price:.2f}", take, b.state))
        table(cells)
        out("")
    out(f"{counted(len(bought), 'picture')} bought, about ${total:.2f}")


@app.command(rich_help_panel=LOOK, epilog=examples("layout my-story/story.yaml --json"))
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
        document(report(book), indent=None)
        return
    rows = [("page", "panel", "box, points", "ppi", "balloons")]
    for sheet in book.sheets:
        if not sheet.panels:
            rows.append((str(sheet.number), "blank", "", "", ""))
        for p in sheet.panels:
            box = f"{p.box.x:.1f} {p.box.y:.1f} {p.box.w:.1f} x {p.box.h:.1f}"
            ppi = f"{p.art.ppi:.0f}" if p.art else "-"
            rows.append((str(sheet.number), p.id, box, ppi, str(len(p.letters))))
    table(rows)


@app.command(rich_help_panel=LOOK, epilog=examples("schema > story.schema.json"))
def schema() -> None:
    """The story's JSON Schema."""
    from storyboard.pipeline import page_templates
    from storyboard.plan.formats import FORMATS
    from storyboard.story.schema import schema as made

    document(made(list(FORMATS), list(page_templates())), indent=2)
