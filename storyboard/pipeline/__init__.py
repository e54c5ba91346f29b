"""The whole job, stage by stage: the one place that knows them all.

Nothing here prints or exits; what a command does is a function with typed values.
"""

from __future__ import annotations

from storyboard.pipeline.book import Result, check, compose_book, layout, plan, remarks, render
from storyboard.pipeline.cast import cast
from storyboard.pipeline.drafting import (
    Draft,
    chosen_pages,
    draft,
    home_of,
    load,
    page_templates,
    staging,
    undrawn,
    unknown,
)
from storyboard.pipeline.drawing import Obstacle, check_budget, draw, obstacles
from storyboard.pipeline.keeping import keeping
from storyboard.pipeline.origin import seen_of
from storyboard.pipeline.takes import keep_passed_over, new_takes, pick, spent, takes_of, undo

__all__ = [
    "Draft",
    "Obstacle",
    "Result",
    "cast",
    "check",
    "check_budget",
    "chosen_pages",
    "compose_book",
    "draft",
    "draw",
    "home_of",
    "keep_passed_over",
    "keeping",
    "layout",
    "load",
    "new_takes",
    "obstacles",
    "page_templates",
    "pick",
    "plan",
    "remarks",
    "render",
    "seen_of",
    "spent",
    "staging",
    "takes_of",
    "undo",
    "undrawn",
    "unknown",
]
