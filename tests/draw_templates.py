"""Draws the page templates for templates/README.md: ``python -m tests.draw_templates``."""

from __future__ import annotations

from pathlib import Path

from storyboard.pipeline import page_templates
from storyboard.plan.diagram import svg
from storyboard.plan.tiers import Template

README = Path(__file__).resolve().parent.parent / "templates" / "README.md"
FOLDER = README.parent / "pictures"
_HEAD = "| picture | name | tiers | panels |\n| --- | --- | --- | --- |\n"


def pictures() -> dict[str, str]:
    """The text of every picture by its file's name."""
    return {f"{name}.svg": svg(template) for name, template in page_templates().items()}


def with_table(readme: str) -> str:
    """The README with the table of all templates in place of the one that it has."""
    start = readme.index(_HEAD)
    end = readme.index("\n\n", start) + 1
    rows = [
        f"| ![{name}](pictures/{name}.svg) | `{name}` | {_said(t)} | {t.cells} |\n"
        for name, t in page_templates().items()
    ]
    return readme[:start] + _HEAD + "".join(rows) + readme[end:]


def _said(template: Template) -> str:
    tiers = " / ".join("·".join(map(_cell, tier)) for tier in template.tiers)
    more = [
        f"{name} {':'.join(f'{n:g}' for n in numbers)}"
        for name, numbers in (
            ("heights", template.heights), ("slant", template.slant), ("tilt", template.tilt)
        )
        if numbers
    ]  # fmt: skip
    return f"{tiers} ({', '.join(more)})" if more else tiers


def _cell(cell: object, *, within: str = " / ") -> str:
    if not isinstance(cell, tuple):
        return f"{cell:g}"
    return f"({within.join(_cell(part, within='·') for part in cell)})"


def main() -> None:
    """Writes the pictures and the table, and takes away the pictures of no template."""
    FOLDER.mkdir(exist_ok=True)
    made = pictures()
    for path in FOLDER.glob("*.svg"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    README.write_text(with_table(README.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
