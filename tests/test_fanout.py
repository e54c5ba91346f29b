"""The fan-out: bounded, ordered, deaf to one shot's failure; and the backends that are free."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import storyboard.sketch
from storyboard.errors import (
    BalanceSpent,
    FileError,
    GenerationError,
    HostFault,
    KeyMissing,
    OutcomeUnknown,
    Refused,
    UsageError,
)
from storyboard.generate import briefs, sketch_backend
from storyboard.generate.fanout import Event, Failed, Finished, Outcome, Started, fan_out
from storyboard.generate.library import Library
from storyboard.generate.model import Job, Journal, Picture
from storyboard.generate.registry import BACKENDS, generator
from storyboard.generate.report import table_rows
from storyboard.generate.sketch_backend import SketchGenerator
from storyboard.generate.sketch_worker import Worker
from storyboard.plan.hosts import HOSTS
from storyboard.plan.model import Member, Shot
from storyboard.plan.prices import price
from storyboard.plan.sizes import image_sizes, nearest_size
from storyboard.sketch.model import Brief, Drawing, Head, Staging
from tests.hosts.runs import draw
from tests.hosts.server import LocalHosts
from tests.hosts.shots import Fake, asset, shot


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / ".storyboard") as library:
        yield library


def run(shots: list[Shot], fake: Any, library: Library, **more: Any) -> Outcome:
    return asyncio.run(fan_out(shots, fake, library, **more))


def test_bounded_and_in_order_whatever_finishes_first(library: Library, tmp_path: Path) -> None:
    shots = [shot(p, seed=i) for i, p in enumerate("abcdef")]
    fake = Fake(2, a=0.05, b=0.0, c=0.03)
    outcome = run(shots, fake, library)
    assert fake.most_at_once == 2
    assert list(outcome.takes) == list("abcdef")
    assert fake.drawn != sorted(fake.drawn)
    assert not outcome.stopped
    assert outcome.failures == {}
    with Library(tmp_path / "other") as other:
        again = run(shots, Fake(6, f=0.05), other)
    stable = [(t.panel, t.number, t.sha256, t.cost) for t in outcome.takes.values()]
    assert stable == [(t.panel, t.number, t.sha256, t.cost) for t in again.takes.values()]


def test_several_takes_of_one_panel_are_numbered_in_the_order_asked(library: Library) -> None:
    class Staggered(Fake):
        async def draw(self, shot: Shot, journal: Journal) -> Picture:
            await asyncio.sleep(0.01 * (9 - shot.seed))
            return await super().draw(shot, journal)

    outcome = run([shot("a", seed=s) for s in (7, 8, 9)], Staggered(), library)
    assert [(t.number, t.seed) for t in outcome.drawn] == [(1, 7), (2, 8), (3, 9)]
    assert outcome.takes["a"].seed == 9


def test_equal_keys_are_drawn_once_and_paid_once(library: Library) -> None:
    shots = [shot("a", key="k" * 64), shot("b", key="k" * 64), shot("c", seed=2)]
    events: list[Event] = []
    outcome = run(shots, fake := Fake(), library, notify=events.append)
    assert sorted(fake.drawn) == ["a", "c"]
    assert [(p, t.cost) for p, t in outcome.takes.items()] == [("a", 0.15), ("b", 0.0), ("c", 0.15)]
    assert outcome.takes["a"].path == outcome.takes["b"].path
    done = {e.panel: e.cost for e in events if isinstance(e, Finished)}
    assert done == {"a": 0.15, "b": 0.0, "c": 0.15}
    assert sorted(e.panel for e in events if isinstance(e, Started)) == ["a", "b", "c"]
    # Once more: everything is there, nothing is drawn, nothing is paid.
    events.clear()
    again = run(shots, fake := Fake(), library, notify=events.append)
    assert fake.drawn == []
    assert again.takes == outcome.takes
    assert sum(e.cost for e in events if isinstance(e, Finished)) == 0


def test_one_failure_of_four_is_its_own(library: Library) -> None:
    fake = Fake()
    fake.failing = {"b": HostFault("the host is ill"), "c": ZeroDivisionError("oops")}
    events: list[Event] = []
    outcome = run([shot(p) for p in "abcd"], fake, library, notify=events.append)
    assert list(outcome.takes) == ["a", "d"]
    assert [str(e) for e in outcome.failures.values()] == [
        "the host is ill",
        "the backend 'fake' failed on panel 'c': ZeroDivisionError: oops",
    ]
    assert {e.panel for e in events if isinstance(e, Failed)} == {"b", "c"}
    assert not outcome.stopped


@pytest.mark.parametrize("kind", [KeyMissing, BalanceSpent])
def test_no_key_and_no_money_end_the_buying(library: Library, kind: type[GenerationError]) -> None:
    fake = Fake(1)
    fake.failing = {"b": kind("no")}
    outcome = run([shot(p) for p in "abcd"], fake, library)
    assert fake.drawn == ["a", "b"]
    assert list(outcome.takes) == ["a"]
    assert list(outcome.failures) == ["b", "c", "d"]


class Buyer(Fake):
    """Buys as the protocol says: the intent, the job, then a wait."""

    name = "buyer"

    def __init__(self, wait: float, concurrency: int = 2) -> None:
        super().__init__(concurrency)
        self.wait = wait
        self.submits: list[str] = []
        self.when_bought: Callable[[], None] = lambda: None

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        if journal.pending() is None:
            await asyncio.sleep(0)
            await journal.submitting()
            self.submits.append(shot.panel)
            await journal.submitted(Job(shot.panel, "https://s", "https://r"))
            self.when_bought()
        await asyncio.sleep(self.wait)
        return await super().draw(shot, journal)


def test_a_stop_waits_for_what_is_bought_and_buys_no_more(library: Library) -> None:
    async def stopped() -> tuple[Outcome, Buyer]:
        stop = asyncio.Event()
        buyer = Buyer(0.05)
        buyer.when_bought = lambda: stop.set() if len(buyer.submits) == 2 else None
        shots = [shot(p) for p in "abcde"]
        return await fan_out(shots, buyer, library, stop=stop), buyer

    outcome, buyer = asyncio.run(stopped())
    assert buyer.submits == ["a", "b"]
    assert list(outcome.takes) == ["a", "b"]
    assert outcome.stopped
    assert outcome.failures == {}
    assert [library.state(shot(p).key) for p in "abc"] == ["ready", "ready", "missing"]


def test_a_stop_before_the_start_submits_nothing(library: Library) -> None:
    async def stopped() -> tuple[Outcome, Buyer]:
        stop = asyncio.Event()
        stop.set()
        buyer = Buyer(0)
        return await fan_out([shot("a"), shot("b")], buyer, library, stop=stop), buyer

    outcome, buyer = asyncio.run(stopped())
    assert buyer.submits == []
    assert outcome == Outcome({}, {}, True)


def test_when_cancelled_what_is_bought_stays_in_the_journal(library: Library) -> None:
    shots = [shot(p) for p in "abc"]

    async def cancelled() -> Buyer:
        buyer = Buyer(30)
        task = asyncio.ensure_future(fan_out(shots, buyer, library))
        while len(buyer.submits) < 2:
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return buyer

    asyncio.run(cancelled())
    assert [library.state(s.key) for s in shots] == ["pending", "pending", "missing"]
    events: list[Event] = []
    buyer = Buyer(0)
    outcome = run(shots, buyer, library, notify=events.append)
    assert buyer.submits == ["c"]
    assert list(outcome.takes) == ["a", "b", "c"]
    # What was paid by the earlier run is not counted again.
    assert sum(e.cost for e in events if isinstance(e, Finished)) == 0.15
    assert outcome.paid == 0.15
    assert [t.cost for t in outcome.takes.values()] == [0.15, 0.15, 0.15]


def test_a_full_disk_ends_the_run_and_keeps_the_jobs(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer = Buyer(0.02)
    shots = [shot(p) for p in "abcdef"]

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileError, match="the disk is full"):
            run(shots, buyer, library)
    assert set(buyer.submits) == {"a", "b"}
    assert [library.state(s.key) for s in shots[:3]] == ["pending", "pending", "missing"]


def test_a_listener_that_fails_ends_the_run_and_loses_nothing(library: Library) -> None:
    def notify(event: Event) -> None:
        if isinstance(event, Finished):
            raise BrokenPipeError("nobody listens")

    buyer = Buyer(0)
    with pytest.raises(BrokenPipeError):
        run([shot(p) for p in "abcd"], buyer, library, notify=notify)
    assert buyer.submits == ["a", "b"]
    assert [library.state(shot(p).key) for p in "abc"] == ["ready", "ready", "missing"]


def test_backends_by_name(tmp_path: Path) -> None:
    assert list(BACKENDS) == ["sketch", "modelrunner", "fal", "replicate", "ideogram", "files"]
    assert generator("sketch", tmp_path).name == "sketch"
    with pytest.raises(UsageError, match="no backend 'pencil': one of sketch, modelrunner, fal"):
        generator("pencil", tmp_path)
    with pytest.raises(KeyMissing, match=r"set MODELRUNNER_KEY .* --backend sketch.* is free"):
        generator("modelrunner", tmp_path, environ={})
    files = generator("files", tmp_path)
    with pytest.raises(Refused, match="name one in 'image:'"):
        asyncio.run(files.draw(shot(), None))  # type: ignore[arg-type]


def test_prices() -> None:
    for host in HOSTS:
        assert [price(host, s) for s in ("turbo", "balanced", "quality")] == [0.1, 0.15, 0.2]
    assert price("sketch", "quality") == price("files", "turbo") == 0
    with pytest.raises(ValueError, match="'fast' is no speed"):
        price("modelrunner", "fast")


def test_a_submit_that_could_pass_the_budget_is_not_sent(library: Library) -> None:
    buyer = Buyer(0.02, concurrency=4)
    shots = [shot(p) for p in "abcde"]
    outcome = run(shots, buyer, library, budget=0.45)
    assert buyer.submits == ["a", "b", "c"], "those in flight count"
    assert list(outcome.takes) == ["a", "b", "c"]
    assert [e.code for e in outcome.failures.values()] == ["budget", "budget"]
    assert "$0.45 of the $0.45 that this run may spend" in str(outcome.failures["d"])
    assert [library.state(s.key) for s in shots[3:]] == ["missing", "missing"]
    # What is there or bought already costs this run nothing.
    again = run(shots, Buyer(0), library, budget=0.30)
    assert (len(again.takes), again.paid) == (5, 0.3)


def test_what_came_to_nothing_is_not_counted_against_the_budget(library: Library) -> None:
    class Refused(Buyer):
        async def draw(self, shot: Shot, journal: Journal) -> Picture:
            await journal.submitting()
            self.submits.append(shot.panel)
            if shot.panel in "ab":
                await journal.settled("refused")
                raise HostFault("refused")
            await journal.lost("no answer")
            raise OutcomeUnknown("no answer")

    buyer = Refused(0, concurrency=1)
    outcome = run([shot(p) for p in "abcd"], buyer, library, budget=0.15)
    assert buyer.submits == ["a", "b", "c"]
    codes = {p: e.code for p, e in outcome.failures.items()}
    assert codes == {"a": "host", "b": "host", "c": "unknown", "d": "budget"}
    assert [(s.panel, s.state) for s in library.spent()] == [("c", "unknown")]


def test_five_panels_fail_in_five_ways(library: Library, tmp_path: Path) -> None:
    face = asset(tmp_path, "refs/mara.png")
    shots = [shot(p, reference=face, width=64, height=96, seed=i) for i, p in enumerate("abcdef")]
    ways = {"a": "422", "b": "error", "c": "cut-after", "d": "stuck", "e": "truncated"}
    with LocalHosts() as hosts:
        for panel, way in ways.items():
            hosts.for_panel(panel, way)
        outcome = draw(hosts, library, *shots)
    assert list(outcome.takes) == ["f"]
    assert [e.code for e in outcome.failures.values()] == [
        "invalid-input", "content-policy", "unknown", "deadline", "cut-short",
    ]  # fmt: skip
    rows = table_rows(outcome.failures)
    assert [row[0] for row in rows] == list("abcde")
    assert [row[1].split(" (")[0] for row in rows] == [
        "ModelRunner does not take panel 'a'",
        "ModelRunner made no picture of panel 'b'",
        "ModelRunner",
        "ModelRunner has not finished after 300 s",
        "what ModelRunner sent for a picture is none: it is damaged or cut short",
    ]
    assert [row[2].split(";")[0] for row in rows] == [
        "change the setting that it names",
        "say it in other words: change the panel's prompt",
        "look at ModelRunner's list of jobs",
        "run again to fetch it",
        "run again to fetch it",
    ]
    assert table_rows({"x": HostFault("ill\nindeed")}) == [("x", "ill indeed", "run again later")]


def test_every_kind_of_failure_has_a_code_and_an_advice_of_its_own() -> None:
    def below(kind: type[GenerationError]) -> Iterator[type[GenerationError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from below(child)

    kinds = [k for k in below(GenerationError) if k.__module__ == "storyboard.errors"]
    assert len({k.code for k in kinds}) == len(kinds) == 17
    for kind in kinds:
        error = kind("it broke", "mend it")
        assert str(error) == "it broke: mend it"
        assert str(error.reworded(str.upper)) == "IT BROKE: MEND IT"
        assert table_rows({"p": kind("it broke")})[0][2]


_STORY = """
title: T
generator: {backend: modelrunner, seed: 3}
style: {look: ink}
characters: {mara: {reference: mara.png}}
panels:
  - {prompt: Mara walks, characters: mara}
  - {prompt: Mara waits, characters: mara}
  - {prompt: Mara sits, characters: mara}
"""


def test_the_key_is_nowhere(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    from storyboard import pipeline

    key = "id-1234567:topsecret-7654321"
    asset(tmp_path, "mara.png")
    (tmp_path / "t.yaml").write_text(_STORY)
    with LocalHosts(key, latency=0.0) as hosts:
        hosts.next("echo-result", "echo-422", "echo-500")
        for name, value in hosts.environ.items():
            monkeypatch.setenv(name, value)
        result = pipeline.render(pipeline.load(tmp_path / "t.yaml"), tmp_path / "out", ["pdf"])
        assert len(result.failures) == 3
        assert hosts.billed == 1
        hosts.heal()
        more = pipeline.render(pipeline.load(tmp_path / "t.yaml"), tmp_path / "out2", ["pdf"])
        assert len(more.drawn) == 1
    texts = [str(e) for e in result.failures.values()] + [repr(e) for e in more.failures.values()]
    texts += [repr(e.__cause__) for e in result.failures.values()]
    for path in (*result.files, *more.files):
        pdf = pypdfium2.PdfDocument(path)
        texts += [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
    assert any("could not" in text or "…" in text for text in texts)
    files = [p for folder in (tmp_path, own_home) for p in folder.rglob("*") if p.is_file()]
    assert any(p.name == "library.db" for p in files)
    for part in (*key.split(":"), key):
        assert not any(part in text for text in texts)
        assert not any(part.encode() in p.read_bytes() for p in files)


def test_sizes() -> None:
    sizes = image_sizes()
    assert len(sizes) == len(set(sizes)) == 69
    assert all((h, w) in sizes for w, h in sizes)
    assert [nearest_size(a) for a in (1, 100, 0.01, 16 / 9, 3 / 4, 1.6)] == [
        (1024, 1024), (1536, 512), (512, 1536), (1312, 736), (864, 1152), (1280, 800),
    ]  # fmt: skip
    for w, h in sizes:
        near = nearest_size(w / h)
        assert near[0] / near[1] == pytest.approx(w / h)
        assert near[0] * near[1] >= w * h, "of equal shapes the largest"
    worst = max(
        max(near[0] / near[1] / a, a / (near[0] / near[1]))
        for a in (1.01**i for i in range(-110, 111))
        for near in [nearest_size(a)]
    )
    assert worst < 1.06
    with pytest.raises(ValueError, match="above 0"):
        nearest_size(0)


def drawn(brief: Brief) -> Drawing:
    """Stands in for the illustrator: a flat picture, one head that sticks out, one outside."""
    if "crash" in brief.prompt:
        raise RuntimeError("no arm could be placed")
    heads = (
        Head("mara", (0.9, -0.1, 0.2, 0.3), (1.02, 0.1)),
        Head("gone", (1.1, 0.2, 0.1, 0.1), (1.15, 0.25)),
    )
    image = Image.new("RGB", (brief.width, brief.height), (brief.seed, 0, 0))
    return Drawing(image, Staging(setting="street"), heads)


@pytest.fixture
def illustrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storyboard.sketch, "draw", drawn, raising=False)


def sketched(panel: str, **changes: Any) -> Shot:
    return shot(panel, backend="sketch", cost=0.0, width=96, height=64, **changes)


@pytest.mark.usefixtures("illustrator")
def test_the_sketch_gives_size_heads_and_staging(library: Library) -> None:
    outcome = run([sketched("a"), sketched("b", scene="crash")], SketchGenerator(), library)
    take = outcome.takes["a"]
    assert (take.width, take.height, take.mime, take.cost) == (96, 64, "image/png", 0.0)
    with Image.open(take.path) as image:
        assert (image.size, image.getpixel((5, 5))) == ((96, 64), (7, 0, 0))
    (face,) = take.faces
    assert face.character == "mara"
    assert face.box == pytest.approx((0.9, 0.0, 0.1, 0.2))
    assert face.mouth == (1.0, 0.1)
    staging: Any = take.notes["staging"]
    assert staging["setting"] == "street"
    assert "no arm could be placed" in str(outcome.failures["b"])
    assert "panel 'b'" in str(outcome.failures["b"])


def test_what_the_illustrator_is_told(tmp_path: Path) -> None:
    lead = Member("mara", "Mara Voss", "silver hair", asset(tmp_path, "m.png", (1, 2, 3)))
    told = briefs.brief(sketched("a", cast=(lead,), others=(Member("x", "X", ""),)))
    assert (told.prompt, told.shot, told.seed, told.lettered) == ("Mara at the a", "wide", 7, True)
    assert told.cast[0].palette == ((1, 2, 3),)
    assert (told.others[0].id, told.others[0].palette) == ("x", ())
    assert (told.width, told.height) == (96, 64)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "colour"),
        ("1970s clear-line European comic, flat colours, heavy blacks", "colour"),
        ("Ink", "ink"),
        ("stark black-and-white", "ink"),
        ("film noir, high contrast", "ink"),
        ("shonen MANGA with screentone", "ink"),
        ("ink lines and watercolour", "colour"),
        ("noir, one colour only: red", "ink"),
        ("ink, no colour", "ink"),
        ("rough pencil boards", "pencil"),
        ("black and white, drawn in pencil", "pencil"),
        ("coloured pencils", "colour"),
        ("pink and linked", "colour"),
        ("a skateboarder's world, through the night", "colour"),
    ],
)
def test_the_look_follows_the_story_s_words(words: str, expected: str) -> None:
    assert briefs.look(words) == expected


_STAND_IN = """
import os
import storyboard.sketch
from PIL import Image
from storyboard.sketch.model import Drawing, Staging

def draw(brief):
    print("a stray word")
    if "die" in brief.prompt:
        os._exit(3)
    if "crash" in brief.prompt:
        raise RuntimeError("no arm could be placed")
    return Drawing(Image.new("RGB", (brief.width, brief.height), (brief.seed, 0, 0)), Staging())

storyboard.sketch.draw = draw
"""


def test_many_sketches_are_drawn_in_processes(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    async def draw() -> Outcome:
        sketch = SketchGenerator(workers=2)
        try:
            scenes = {"b": "die", "d": "crash"}
            shots = [
                sketched(p, seed=i, scene=scenes.get(p, "walk")) for i, p in enumerate("abcdef")
            ]
            return await fan_out(shots, sketch, library)
        finally:
            await sketch.close()

    outcome = asyncio.run(draw())
    assert list(outcome.takes) == ["a", "c", "e", "f"]
    assert "its process died" in str(outcome.failures["b"])
    assert "no arm could be placed" in str(outcome.failures["d"])
    for take in outcome.takes.values():
        with Image.open(take.path) as image:
            assert image.getpixel((0, 0)) == (take.seed, 0, 0)


def test_a_process_draws_the_same_pixels() -> None:
    worker = Worker()
    try:
        there = worker.draw(sketched("a", scene="Mara waits in a street, night"))
    finally:
        worker.close()
    here = sketch_backend.sketch(sketched("a", scene="Mara waits in a street, night"))
    assert isinstance(there, Picture), there
    assert there == here
