"""Peak memory of every export at 24 and at 240 pages: python tests/judges/memory.py [FORMAT ...]

Each runs in a process of its own, and alone: what its workers use is not counted.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FEW, MANY = 24, 240
MOST = 3
"""Megabytes by which the longer book may need more: what an allocator's noise is."""


def export(name: str, folder: Path, count: int) -> None:
    sys.path.insert(0, str(ROOT))
    from storyboard.render import raster
    from storyboard.render.exporters import exporter
    from tests.exports import made

    raster._FEW = 10_000
    # The same pages and sheets are made for either count, so that they are not what is measured.
    job = made(folder, MANY, dpi=100)
    assert job.book
    files = [folder / f"{index}.pdf" for index in range(MANY)]
    for file, page in zip(files, job.pages, strict=True):
        assert isinstance(page, bytes)
        file.write_bytes(page)
    book = replace(job.book, sheets=job.book.sheets[:count])
    exporter(name)(replace(job, pages=files[:count], book=book))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{peak}\n")


def measured(name: str, count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = subprocess.run(
            [sys.executable, __file__, "--one", name, folder, str(count)],
            capture_output=True,
            text=True,
            check=False,
        )
    if found.returncode:
        raise SystemExit(f"{name}: {found.stderr.strip().splitlines()[-1]}")
    return int(found.stdout)


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        export(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    sys.path.insert(0, str(ROOT))
    from storyboard.render.exporters import EXPORTERS

    bad: list[str] = []
    for name in sys.argv[1:] or EXPORTERS:
        few, many = measured(name, FEW), measured(name, MANY)
        sys.stdout.write(f"{name:10} {few:4} MB at {FEW} pages, {many:4} MB at {MANY}\n")
        bad += [name] if many - few > MOST else []
    if bad:
        raise SystemExit(f"grows by more than {MOST} MB: {', '.join(bad)}")


if __name__ == "__main__":
    main()
