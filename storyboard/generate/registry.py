"""The backends by name. Each is imported only when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyboard.errors import UsageError
from storyboard.generate.model import Generator


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a backend works."""

    root: Path
    """The folder that the story's paths are relative to."""
    story: str = ""
    """The story's name, for the host's own records."""
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    at_once: int | None = None
    """How many jobs a host is given at once; its own number if None."""


Factory = Callable[[Setting], Generator]


def _sketch(setting: Setting) -> Generator:
    from storyboard.generate.sketch_backend import SketchGenerator

    return SketchGenerator()


def _modelrunner(setting: Setting) -> Generator:
    from storyboard.generate.modelrunner import modelrunner

    return modelrunner(**_host(setting))


def _fal(setting: Setting) -> Generator:
    from storyboard.generate.fal import fal

    return fal(**_host(setting))


def _replicate(setting: Setting) -> Generator:
    from storyboard.generate.replicate import replicate

    return replicate(**_host(setting))


def _ideogram(setting: Setting) -> Generator:
    from storyboard.generate.ideogram import ideogram

    return ideogram(**_host(setting))


def _host(setting: Setting) -> dict[str, Any]:
    return {
        "root": setting.root,
        "environ": setting.environ,
        "story": setting.story,
        "at_once": setting.at_once,
    }


def _files(setting: Setting) -> Generator:
    from storyboard.generate.files_backend import FilesGenerator

    return FilesGenerator()


BACKENDS: dict[str, Factory] = {
    "sketch": _sketch,
    "modelrunner": _modelrunner,
    "fal": _fal,
    "replicate": _replicate,
    "ideogram": _ideogram,
    "files": _files,
}


def generator(
    name: str,
    root: Path,
    *,
    story: str = "",
    environ: Mapping[str, str] | None = None,
    at_once: int | None = None,
) -> Generator:
    """The backend of that name for a story whose paths are relative to `root`.

    `at_once` is how many jobs a host is given at once. Raises `UsageError` for an unknown name,
    `KeyMissing` where the host's key is not set.
    """
    factory = BACKENDS.get(name)
    if factory is None:
        raise UsageError(f"no backend '{name}': one of {', '.join(BACKENDS)}")
    surroundings = dict(os.environ) if environ is None else environ
    return factory(Setting(root, story, surroundings, at_once))
