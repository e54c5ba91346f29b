"""Start-up, and one page, from the command line: python tests/benchmarks/commands.py"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
STORY = """title: Bench
characters: {mara: {description: yellow raincoat}, tom: {description: navy cap}}
panels:
- {prompt: Mara runs on a pier at night, caption: Harbour., dialogue: [mara: Wait!]}
- {prompt: Tom waves from the ship, dialogue: [tom: "Every night the same, and every night late."]}
- {prompt: Mara and Tom talk in a cafe, dialogue: [mara: Again?, tom: Again.]}
- {prompt: Tom sleeps on the train, dialogue: [tom: {text: Home., as: thought}]}
"""


def median(
    command: list[str], env: dict[str, str], before: Callable[[], object] = lambda: None
) -> float:
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        subprocess.run(command, env=env, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "STORYBOARD_HOME": f"{folder}/home"}
        story = Path(folder) / "bench.yaml"
        story.write_text(STORY)
        storyboard = [sys.executable, "-m", "storyboard"]
        render = [*storyboard, "render", str(story), "-o", folder]
        start = time.perf_counter()
        subprocess.run(render, env=env, check=True, capture_output=True)
        first = time.perf_counter() - start
        out = Path(folder) / "bench.pdf"

        def anew() -> None:
            """As after a change of every page: nothing but the pictures is kept."""
            for kept in (Path(folder) / "home" / "bench" / "pages").iterdir():
                kept.unlink()
            out.unlink()

        bare = median([sys.executable, "-c", "pass"], env)
        rows = [
            ("python -c pass", bare),
            ("storyboard --help", median([*storyboard, "--help"], env)),
            ("storyboard check", median([*storyboard, "check", str(story)], env)),
            ("render of a 4-panel page, pictures to be drawn", first),
            ("render of a 4-panel page, pictures there", median(render, env, anew)),
            ("render of a 4-panel page, the page there", median(render, env, out.unlink)),
            ("render of a 4-panel page, nothing changed", median(render, env)),
        ]
    for name, seconds in rows:
        print(f"{name:50} {seconds:7.3f} s  {seconds / bare:5.1f} x python -c pass")  # noqa: T201


if __name__ == "__main__":
    main()
