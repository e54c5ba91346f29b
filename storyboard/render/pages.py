"""Every page as a picture of its own."""

from __future__ import annotations

from pathlib import Path

from storyboard.render.job import Job, asked, safe_name
from storyboard.render.raster import Kind, named, pictures


def png(job: Job) -> list[Path]:
    """Every page as a PNG, cut to its trim."""
    return _written(job, "png")


def jpg(job: Job) -> list[Path]:
    """Every page as a JPEG, cut to its trim."""
    return _written(job, "jpg")


def webp(job: Job) -> list[Path]:
    """Every page as a WebP, cut to its trim."""
    return _written(job, "webp")


def _written(job: Job, kind: Kind) -> list[Path]:
    asked(job, (), kind)
    numbers = [job.numbered(index) for index in range(len(job.pages))]
    outs = named(job.folder, safe_name(job.name), numbers, kind)
    return pictures(job.pages, outs, job.dpi, kind)
