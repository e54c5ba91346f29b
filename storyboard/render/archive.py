"""Zip archives that are the same bytes for the same contents."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from storyboard.render.files import aside

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest the format knows: what is in an archive says nothing of when it was made."""


def pack(
    target: Path, entries: Iterable[tuple[str, bytes | Path]], *, squeeze: bool = False
) -> None:
    """Writes an archive of `entries`, in their order, each a name and its bytes or a file.

    Everything is stored as it is, as pictures are best; `squeeze` deflates what is given as
    bytes, save the first entry. Raises `FileError`, and leaves an earlier archive then.
    """
    with aside(target) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for place, (name, data) in enumerate(entries):
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            if isinstance(data, bytes):
                if squeeze and place:
                    info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, data, compresslevel=9)
            else:
                info.file_size = data.stat().st_size
                with data.open("rb") as source, archive.open(info, "w") as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
