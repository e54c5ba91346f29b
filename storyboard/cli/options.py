"""What the commands share: the application itself, and the arguments that many have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from storyboard.cli.printing import out

CONFIRM_ABOVE = 1.00
"""Dollars above which a person is asked first."""

WRITE, DRAW, REDO, LOOK = "Write", "Draw", "Redo a panel", "Look inside"
"""The headings of ``--help`` that the commands stand under."""


def examples(*commands: str) -> str:
    """The end of a command's help."""
    # \b keeps the lines of a paragraph as they are.
    return "\n".join(["\b", "Examples:" if len(commands) > 1 else "Example:"]) + "".join(
        f"\n  storyboard {c}" for c in commands
    )


class Sections(TyperGroup):
    """Commands listed under the headings of their `rich_help_panel`, without rich's help."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the lists of commands, all with the same indentation."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        longest = max(len(name) for name, _ in commands)
        for title in (WRITE, DRAW, REDO, LOOK):
            rows = [
                (name.ljust(longest), command.get_short_help_str(200))
                for name, command in commands
                if command and getattr(command, "rich_help_panel", "") == title
            ]
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    name="storyboard",
    cls=Sections,
    epilog=examples("new my-story", "render my-story/story.yaml", "render --help").replace(
        "Examples:", "To begin:"
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

StoryArg = Annotated[
    Path, typer.Argument(metavar="STORY", help="The story's YAML file.", readable=False)
]


def _panels(ctx: typer.Context, incomplete: str) -> list[str]:
    """The panels of the story on the command line, for a shell that completes one."""
    from contextlib import suppress

    # Whatever is wrong with the story is said when the command runs.
    with suppress(Exception):
        from storyboard.pipeline import load
        from storyboard.story.panels import numbered

        found = numbered(load(ctx.params["story"]).story)
        return [id for _, _, id, _ in found if id.startswith(incomplete)]
    return []


def _backends(incomplete: str) -> list[str]:
    from typing import get_args

    from storyboard.story.model import Backend

    return [name for name in get_args(Backend) if name.startswith(incomplete)]


PanelArg = Annotated[
    str,
    typer.Argument(metavar="PANEL", help="A panel's id, such as p1.2.", autocompletion=_panels),
]
MaybePanelArg = Annotated[
    str | None,
    typer.Argument(metavar="PANEL", help="Only of this panel.", autocompletion=_panels),
]
BackendOption = Annotated[
    str | None,
    typer.Option(
        "--backend",
        metavar="NAME",
        help="sketch, modelrunner, fal, replicate, ideogram or files; else the story's.",
        autocompletion=_backends,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document and nothing else.")]
CapOption = Annotated[
    float | None,
    typer.Option(
        "--max-cost",
        metavar="USD",
        min=0,
        help="Dollars that may not be passed; the story's own max_cost holds too.",
    ),
]
FolderOption = Annotated[
    Path, typer.Option("-o", "--out", metavar="DIR", help="Where the files go.")
]
FormatsOption = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="FORMATS",
        help="By commas, any of pdf, pdf-print, png, jpg, webp, cbz, cbxy, epub, html, webtoon, "
        "sheet, otio, animatic.",
    ),
]
PagesOption = Annotated[
    str | None,
    typer.Option("--pages", metavar="1-3", help="Only these pages, by their printed numbers."),
]
DpiOption = Annotated[
    float,
    typer.Option(
        "--dpi", metavar="N", min=20, max=1200, help="Pixels an inch, of pages that are pictures."
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", "-y", help=f"Don't ask before spending over ${CONFIRM_ABOVE:.2f}.")
]


def split_formats(to: str) -> list[str]:
    """The formats of ``--to``."""
    return [t.strip() for t in to.split(",") if t.strip()]


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
    """Write a story in YAML, get a lettered comic or storyboard as PDF.

    Panels are drawn on this machine, free, unless the story or --backend names a host.
    """
