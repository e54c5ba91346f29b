"""The embedded illustrator as a generator: offline, free, the same pixels every time."""

from __future__ import annotations

import asyncio
import io
import os
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from storyboard.errors import GenerationError
from storyboard.generate.briefs import brief
from storyboard.generate.model import Face, Journal, Picture
from storyboard.generate.sketch_worker import Worker, WorkerDied
from storyboard.plan.model import Shot
from storyboard.sketch.model import Drawing

FEW = 3
"""Up to so many shots at once are drawn in threads: processes would take longer to start."""


class SketchGenerator:
    """Draws with `storyboard.sketch`; in processes of its own when there is much to draw."""

    name = "sketch"

    def __init__(self, workers: int | None = None) -> None:
        """`workers` is the number of processes; one for each processor if None."""
        self._workers = workers or _processors()
        self.concurrency = max(2 * self._workers, FEW + 1)
        self._drawing = 0
        self._threads: ThreadPoolExecutor | None = None
        self._idle: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
        self._alive: set[Worker] = set()
        self._closing = False
        self._lock = threading.Lock()

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        self._drawing += 1
        try:
            # Shots that are given at the same time are all counted before any is begun.
            await asyncio.sleep(0)
            if self._workers > 1 and (self._drawing > FEW or self._threads):
                answer = await asyncio.get_running_loop().run_in_executor(
                    self._pool(), self._in_process, shot
                )
            else:
                answer = await asyncio.to_thread(_in_thread, shot)
        finally:
            self._drawing -= 1
        if not isinstance(answer, Picture):
            raise GenerationError(
                f"the illustrator failed on panel '{shot.panel}' ({answer}): other words in its "
                "prompt may help, and 'image:' takes a picture of your own"
            )
        return answer

    async def close(self) -> None:
        with self._lock:
            self._closing = True
            alive, self._alive = self._alive, set()
        for worker in alive:
            worker.close()
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._workers, "sketch")
            for _ in range(self._workers):
                self._idle.put(None)
        return self._threads

    def _in_process(self, shot: Shot) -> Any:
        # As many threads as places in the queue: none ever waits here.
        worker = self._idle.get()
        try:
            if worker is None:
                with self._lock:
                    if self._closing:
                        return "it was stopped"
                    worker = Worker()
                    self._alive.add(worker)
            return worker.draw(shot)
        except WorkerDied:
            with self._lock:
                if worker:
                    self._alive.discard(worker)
            worker = None
            return "its process died"
        except OSError:
            worker = None
            return _in_thread(shot)
        finally:
            self._idle.put(worker)


def _processors() -> int:
    # Those that this process may use: a container often has fewer than the machine.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_thread(shot: Shot) -> Any:
    try:
        return sketch(shot)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def sketch(shot: Shot) -> Picture:
    """The sketch of a shot as PNG, with the heads that show."""
    from storyboard.sketch import draw

    drawing: Drawing = draw(brief(shot))
    file = io.BytesIO()
    drawing.image.save(file, "PNG", compress_level=1)
    return Picture(
        data=file.getvalue(),
        mime="image/png",
        width=drawing.image.width,
        height=drawing.image.height,
        faces=faces(drawing),
        seed=shot.seed,
        notes={"staging": asdict(drawing.staging), "signs": drawing.signs},
    )


def faces(drawing: Drawing) -> tuple[Face, ...]:
    """The heads of a drawing, cut to the picture; those outside it are left out."""
    out = []
    for head in drawing.heads:
        x, y, w, h = head.box
        left, top = max(x, 0.0), max(y, 0.0)
        right, bottom = min(x + w, 1.0), min(y + h, 1.0)
        if right > left and bottom > top:
            mouth = (min(max(head.mouth[0], 0.0), 1.0), min(max(head.mouth[1], 0.0), 1.0))
            out.append(Face(head.character, (left, top, right - left, bottom - top), mouth))
    return tuple(out)
