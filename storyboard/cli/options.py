"""What the commands share: the application itself, and the arguments that many have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from storyboard.cli.printing import out

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
    typer.Option(
        "--backend",
        metavar="NAME",
        help="sketch, modelrunner, fal, replicate, ideogram or files; else the story's.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document and nothing else.")]
CapOption = Annotated[
    float | None,
    typer.Option("--max-cost", metavar="USD", min=0, help="Dollars that may not be passed."),
]
FolderOption = Annotated[
    Path, typer.Option("-o", "--out", metavar="DIR", help="Where the files go.")
]
FormatsOption = Annotated[
    str, typer.Option("--to", metavar="pdf,png", help="What to write, by commas.")
]
PagesOption = Annotated[
    str | None, typer.Option("--pages", metavar="1-3", help="Only these pages.")
]
DpiOption = Annotated[
    float, typer.Option("--dpi", min=20, max=1200, help="Of PNG pages, pixels an inch.")
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
    """Write a story in YAML, get a lettered comic or storyboard as PDF."""
