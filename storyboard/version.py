"""The version, from what is installed."""

from __future__ import annotations


def version() -> str:
    """As the package's metadata says; ``0`` where it is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as of

    try:
        return of("storyboard")
    except PackageNotFoundError:
        return "0"
