"""storyboard: a story in YAML becomes a lettered comic or a film storyboard.

Data flows one way, and each stage hands the next a plain value::

    story --> plan --> generate --> layout --> render --> files
    Story     Plan     Takes        Book       bytes

A picture's size depends on its panel's frame, so the frames exist before the picture:
*plan* fixes the geometry of every page, *generate* draws what is missing and keeps every
take, *layout* composes and letters, and *render* decides nothing. `pipeline` is the one
module that knows all five; `cli` calls it. The page PDF is the single truth: pixels come
from it.

The library is what the commands do, without printing or exiting::

    import storyboard

    story = storyboard.load("story.yaml")        # StoryError carries every diagnostic
    plan = storyboard.plan(story)                # spends nothing
    result = storyboard.render(story, "out", ("pdf", "png"))
    print(result.files, plan.cost)

Errors are `storyboard.errors.StoryboardError` and its kinds.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.pipeline import check, layout, load, new_takes, pick, plan, render, takes_of

__all__ = ["check", "layout", "load", "new_takes", "pick", "plan", "render", "takes_of"]


class _Api(ModuleType):
    """The package, with its functions found on first use.

    ``storyboard --help`` must not wait for the imports of a render. And `plan`, `layout` and
    `render` are stages (packages) as well as functions: an import binds a package's name here,
    and properties keep the functions in sight whatever was imported first.
    """


def _function(name: str) -> property:
    def get(_: ModuleType) -> Any:
        from importlib import import_module

        return getattr(import_module("storyboard.pipeline"), name)

    return property(get, lambda _module, _stage: None)


for _name in __all__:
    setattr(_Api, _name, _function(_name))
sys.modules[__name__].__class__ = _Api
