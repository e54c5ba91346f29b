"""What ships beside the package: page templates, the prompt template, the sample stories.

In a checkout (an editable install included) they stand at the top level; an installed
wheel carries them inside the package.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder ``templates`` or ``stories``, wherever this copy of the package keeps it."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@lru_cache(maxsize=1)
def prompt_template() -> str:
    """The source of the prompt template that stories use when they name none."""
    return (shipped("templates") / "prompt.j2").read_text(encoding="utf-8")
