"""What ``storyboard new`` writes: a first story, or a copy of one that ships. Never overwrites."""

from __future__ import annotations

from pathlib import Path

from storyboard.assets import shipped
from storyboard.errors import UsageError


def samples() -> dict[str, Path]:
    """The stories that ship, by name."""
    found = sorted(shipped("stories").glob("*.yaml"))
    return {p.stem: p for p in found if not p.stem.endswith(".picks")}


def make(folder: Path, sample: str | None = None) -> list[Path]:
    """Writes the files of a new story into `folder` and gives their paths.

    Raises `UsageError` for an unknown sample or where a file is already there, `FileError`
    where the folder cannot be written.
    """
    from storyboard.pipeline import page_templates
    from storyboard.plan.formats import FORMATS
    from storyboard.render.files import write
    from storyboard.story.scaffold import scaffold

    if sample is None:
        texts = scaffold(list(FORMATS), list(page_templates()))
    else:
        known = samples()
        if sample not in known:
            raise UsageError(f"there is no sample '{sample}'; there are: {', '.join(known)}")
        texts = {f"{sample}.yaml": known[sample].read_text(encoding="utf-8")}
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder, which is made if need be")
    there = [folder / name for name in texts if (folder / name).exists()]
    if there:
        raise UsageError(f"{there[0]} is already there; choose another folder")
    out = []
    for name, text in texts.items():
        write(folder / name, text.encode())
        out.append(folder / name)
    return out
