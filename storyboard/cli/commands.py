"""The commands, in the order in which ``--help`` lists them.

Each parses, calls the library, and prints; heavy imports wait until then.
"""

from __future__ import annotations

from storyboard.cli import book, iterating, telling
from storyboard.cli.options import app

__all__ = ["app", "book", "iterating", "telling"]
