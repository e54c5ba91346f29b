"""The studio's waits on a book of 24 pages and 144 panels.

Run by hand: ``python tests/benchmarks/studio.py``. Times are from the request to the whole
answer, over a real socket, drawing left out; beside them the processor's own time, server and
client together, which does not depend on what else the machine is doing.
"""

from __future__ import annotations

import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import httpx

PAGES, PANELS, RUNS = 24, 6, 9
TOKEN = "bench"
Span = tuple[float, float]
"""Seconds: by the clock, and of the processor."""


def story() -> str:
    rows = [
        "title: Bench",
        "characters:",
        "  mara: {description: yellow raincoat}",
        "  tom: {description: navy cap}",
        "pages:",
    ]
    for page in range(PAGES):
        rows += ["  - layout: six-grid", "    panels:"]
        for panel in range(PANELS):
            rows += [
                f"      - prompt: Mara and Tom talk on the pier at night, view {page}.{panel}",
                "        shot: medium",
                "        caption: Harbour.",
                "        dialogue:",
                "          - mara: Wait! The boat leaves at six.",
                '          - tom: "Every night the same, and every night late."',
            ]
    return "\n".join(rows) + "\n"


def pictures(path: Path) -> None:
    """A take for every panel, one drawing for all: what is measured is all the rest."""
    from storyboard import pipeline
    from storyboard.generate.briefs import brief
    from storyboard.generate.library import Library
    from storyboard.generate.model import Picture
    from storyboard.sketch import draw

    with Library(pipeline.home_of(path)) as library:
        made = pipeline.draft(pipeline.load(path), library)
        shots = list(made.shots.values())
        drawing = draw(brief(shots[0]))
        import io

        data = io.BytesIO()
        drawing.image.save(data, "PNG", compress_level=1)
        width, height = drawing.image.size
        for shot in shots:
            # Each its own bytes, as real takes have.
            own = data.getvalue() + shot.panel.encode()
            library.add(shot, Picture(own, "image/png", width, height, ()), 0.0)


def main() -> None:
    import uvicorn

    with tempfile.TemporaryDirectory() as folder:
        os.environ["STORYBOARD_HOME"] = f"{folder}/home"
        path = Path(folder) / "bench.yaml"
        path.write_text(story())
        pictures(path)

        from storyboard.studio import app

        start, own = time.perf_counter(), time.process_time()
        made = app(path, TOKEN)
        opened = (time.perf_counter() - start, time.process_time() - own)
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
            config = uvicorn.Config(made, log_config=None, access_log=False, ws="none")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
            thread.start()
            while not server.started:
                time.sleep(0.01)
            try:
                with httpx.Client(base_url=address, headers={"origin": address}, timeout=60) as c:
                    c.get("/", params={"token": TOKEN})
                    measure(c, path, opened)
            finally:
                server.should_exit = True
                thread.join()


def measure(client: httpx.Client, path: Path, opened: Span) -> None:
    def page(number: int) -> str:
        answer = client.get(f"/page/{number}", params={"panel": f"p{number}.1"})
        assert answer.status_code == 200, answer.text
        return answer.text

    def picture(text: str) -> None:
        href = text.partition('class="print"')[2].partition('href="')[2].partition('"')[0]
        assert client.get(href).headers["content-type"] == "image/png"

    def timed(work: Callable[[], None]) -> Span:
        start, own = time.perf_counter(), time.process_time()
        work()
        return time.perf_counter() - start, time.process_time() - own

    def median(spans: Iterable[Span]) -> Span:
        walls, owns = zip(*spans, strict=True)
        return statistics.median(walls), statistics.median(owns)

    def turn(number: int) -> None:
        picture(page(number))

    first = timed(lambda: turn(1))
    again = median(timed(lambda: turn(1)) for _ in range(RUNS))
    turned = median(timed(partial(turn, n)) for n in range(3, 3 + RUNS))

    picture(page(2))
    edits, outside = [], []
    for i in range(RUNS):
        version = page(2).partition('data-version="')[2].partition('"')[0]
        asked = {"panel": "p2.1", "version": version, "field": "dialogue.0.text"}

        def edit(asked: dict[str, str] = asked, i: int = i) -> None:
            answer = client.post("/change", json={**asked, "value": f"Wait! Boat {i} is late."})
            assert answer.status_code == 200, answer.text
            picture(page(2))

        edits.append(timed(edit))
        path.write_text(path.read_text().replace(f"Boat {i} is late", f"Ship {i} is late"))
        outside.append(timed(lambda: picture(page(2))))
    rows = [
        ("opening: the story read, every take looked up", opened, None),
        ("first page, HTML and picture, all pictures new", first, 500),
        ("the same page again, HTML and picture", again, None),
        ("another page, HTML and picture, its pictures new", turned, None),
        ("an edit in the studio until its page is there", median(edits), 250),
        ("an edit elsewhere until its page is there", median(outside), 250),
    ]
    for name, (wall, own), aim in rows:
        wish = f"   aim {aim} ms" if aim else ""
        sys.stdout.write(f"{name:50} {wall * 1e3:6.0f} ms  processor {own * 1e3:6.0f} ms{wish}\n")


if __name__ == "__main__":
    main()
