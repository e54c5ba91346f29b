"""ModelRunner over real sockets: what is sent, what every answer means, and what is paid."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from storyboard.errors import (
    BadPicture,
    BalanceSpent,
    ContentPolicy,
    CutShort,
    DeadlinePassed,
    GenerationError,
    HostFault,
    HostUnreachable,
    InvalidInput,
    JobFailed,
    KeyMissing,
    OutcomeUnknown,
    PictureGone,
    Refused,
    Throttled,
    TooLarge,
    UsageError,
)
from storyboard.generate.answers import output, words
from storyboard.generate.fanout import Outcome, fan_out
from storyboard.generate.host import Host
from storyboard.generate.http import Wire
from storyboard.generate.lanes import Lane, Rhythm
from storyboard.generate.library import Library
from storyboard.generate.modelrunner import key, modelrunner
from storyboard.generate.replies import Answer, translate
from storyboard.plan.model import Shot
from tests.hosts.runs import Time, draw, failure
from tests.hosts.server import LocalHosts
from tests.hosts.shots import asset, shot


@pytest.fixture
def host() -> Iterator[LocalHosts]:
    with LocalHosts() as host:
        yield host
    assert host.problems == []


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / ".storyboard") as library:
        yield library


@pytest.fixture
def mara(tmp_path: Path) -> Shot:
    """A shot with the least it needs."""
    return shot(reference=asset(tmp_path, "refs/mara.png"), width=64, height=96)


def test_a_picture_is_bought_fetched_and_kept(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    outcome = draw(host, library, mara, story="Last Boat")
    take = outcome.takes["pier"]
    assert (take.width, take.height, take.mime, take.cost) == (64, 96, "image/png", 0.15)
    assert take.notes == {"job": "job1"}
    assert host.jobs["job1"].body == {
        "prompt": "Mara at the pier",
        "reference_image_urls": [next(iter(host.stored))],
        "rendering_speed": "BALANCED",
        "style": "AUTO",
        "expand_prompt": False,
        "image_size": {"width": 64, "height": 96},
        "seed": 7,
        "metadata": {"story": "Last Boat", "panel": "pier", "key": mara.key},
    }
    assert host.calls == [
        "POST /storage/upload/initiate",
        "PUT /put/1?signature=abc",
        "POST /ideogram/character",
        "GET /ideogram/character/requests/job1/status?logs=true",
        "GET /ideogram/character/requests/job1/status?logs=true",
        "GET /ideogram/character/requests/job1",
        "GET /pictures/job1/1.png?token=one-time",
    ]
    (spent,) = library.spent()
    assert (spent.price, spent.take, spent.state, spent.job) == (0.15, 1, "fetched", "job1")
    # Again: nothing is asked of anybody.
    again = draw(host, library, mara)
    assert again.takes == outcome.takes
    assert len(host.calls) == 7


def test_every_field_of_the_model(host: LocalHosts, library: Library, tmp_path: Path) -> None:
    face, mask = asset(tmp_path, "m.png"), asset(tmp_path, "mask.png", (255, 255, 255))
    looks = tuple(asset(tmp_path, f"s{i}.png", (i, i, i)) for i in range(2))
    full = shot(
        reference=face, mask=mask, style_images=looks, negative="fog", style="fiction",
        speed="quality", expand_prompt=True, seed=0,
    )  # fmt: skip
    coded = replace(full, panel="b", key="b" * 64, style_codes=("1a2b3c4d",), style="auto")
    outcome = draw(host, library, full, coded, at_once=1)
    assert outcome.failures == {}
    bodies = {job.body["metadata"]["panel"]: job.body for job in host.jobs.values()}
    first, second = bodies["pier"], bodies["b"]
    assert first["reference_mask_urls"] != first["reference_image_urls"]
    assert len(first["image_urls"]) == 2
    assert (first["negative_prompt"], first["style"], first["seed"]) == ("fog", "FICTION", 0)
    assert (first["rendering_speed"], first["expand_prompt"]) == ("QUALITY", True)
    assert second["style_codes"] == ["1A2B3C4D"]
    assert not {"style", "image_urls"} & set(second)
    assert host.count("initiate") == 4, "the second shot's pictures were there already"


def test_one_upload_for_many_shots_at_once(host: LocalHosts, library: Library, mara: Shot) -> None:
    shots = [replace(mara, panel=p, key=p * 64) for p in "abcdef"]
    host.initiate_fault.append(503)
    outcome = draw(host, library, *shots)
    assert len(outcome.takes) == 6
    assert host.count("^PUT") == 1
    assert len(host.stored) == 1
    assert host.most_at_once <= 8
    later = draw(host, library, replace(mara, panel="g", key="g" * 64))
    assert list(later.takes) == ["g"]
    assert host.count("^PUT") == 1, "a later run knows the upload"


@pytest.mark.parametrize("shape", ["string", "list", "nested", "bare", ""])
def test_every_shape_of_a_result(
    host: LocalHosts, library: Library, mara: Shot, shape: str
) -> None:
    host.next(shape)
    assert draw(host, library, mara).takes["pier"].width == 64


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_a_picture_is_kept_as_it_came(
    host: LocalHosts, library: Library, mara: Shot, kind: str
) -> None:
    host.next(kind)
    take = draw(host, library, mara).takes["pier"]
    assert take.mime == f"image/{kind}"
    assert take.path.read_bytes() == host.picture(host.jobs["job1"])


@pytest.mark.parametrize(
    "fault",
    [
        "504-result",
        "504-status",
        "html-status",
        "html-result",
        "truncated-once",
        "html-once",
        "short-once",
    ],
)
def test_faults_that_pass(host: LocalHosts, library: Library, mara: Shot, fault: str) -> None:
    host.next(fault)
    outcome = draw(host, library, mara)
    assert outcome.failures == {}
    assert outcome.takes["pier"].path.read_bytes() == host.picture(host.jobs["job1"])
    assert host.billed == 1


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        ("401", KeyMissing, r"does not take the key \(401: Invalid key\): check MODELRUNNER_KEY"),
        ("403", KeyMissing, r"does not take the key \(403: Forbidden\)"),
        ("echo", KeyMissing, r"\(401: unknown key …\)"),
        ("402", BalanceSpent, r"no money left \(402: Insufficient balance\): top it up"),
        ("403-balance", BalanceSpent, "Exhausted balance"),
        ("404", Refused, "does not have the model"),
        ("422", InvalidInput, r"panel 'pier' \(422: image_size\.width: must be at most 1536\)"),
        ("422-details", InvalidInput, r"Validation failed \(INVALID_INPUT seed\)"),
        ("moved", HostFault, "has moved"),
    ],
)
def test_a_refused_submit_is_not_bought_and_may_be_sent_by_the_next_run(
    host: LocalHosts,
    library: Library,
    mara: Shot,
    fault: str,
    kind: type[GenerationError],
    said: str,
) -> None:
    host.next(fault)
    text = failure(draw(host, library, mara), kind)
    assert re.search(said, text), text
    assert host.count("POST /ideogram") == 1
    assert (host.billed, library.spent()) == (0, [])
    assert draw(host, library, mara).takes
    assert host.billed == 1


@pytest.mark.parametrize(("fault", "wait"), [("429", 7.0), ("429-bare", 1.5), ("503", 1.5)])
def test_a_refusal_for_haste_is_waited_out(
    host: LocalHosts, library: Library, mara: Shot, fault: str, wait: float
) -> None:
    host.next(fault, fault)
    clock = Time()
    assert draw(host, library, mara, clock=clock).takes
    assert host.billed == 1
    assert host.refused == 2
    assert clock.slept[0] >= wait
    assert clock.slept[0] <= 7.0


def test_a_host_that_is_always_busy_is_given_up(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    host.next(*["429"] * 50)
    clock = Time()
    text = failure(draw(host, library, mara, clock=clock), Throttled)
    assert "takes no more just now (429 Too many requests), nothing was bought" in text
    assert host.billed == 0
    assert 60 <= clock.now <= 300
    assert library.state(mara.key) == "missing"


@pytest.mark.parametrize(
    "fault", ["cut-before", "cut-after", "500", "502-html", "503-html", "504-json", "slow"]
)
def test_a_submit_without_an_answer_is_never_sent_again(
    host: LocalHosts, library: Library, mara: Shot, fault: str
) -> None:
    host.next(fault)
    host.slow = 1.0
    text = failure(draw(host, library, mara, read_timeout=0.3), OutcomeUnknown)
    assert "panel 'pier' may have been bought and is not bought again" in text
    assert "--seed 8" in text
    assert host.count("POST /ideogram") == 1
    assert library.state(mara.key) == "pending"
    assert [s.state for s in library.spent()] == ["unknown"]
    failure(draw(host, library, mara), OutcomeUnknown)
    assert host.count("POST /ideogram") == 1
    library.release(mara.key)
    assert draw(host, library, mara).takes


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        ("error", ContentPolicy, "Prompt or output was rejected: nudity"),
        ("422-result", JobFailed, "INVALID_OUTPUT); it may have been billed"),
        ("lost", JobFailed, "no longer knows the job"),
        ("expired", PictureGone, "is no longer there"),
    ],
)
def test_a_job_that_ends_without_a_picture_is_not_bought_again_unasked(
    host: LocalHosts,
    library: Library,
    mara: Shot,
    fault: str,
    kind: type[GenerationError],
    said: str,
) -> None:
    host.next(fault)
    text = failure(draw(host, library, mara), kind)
    assert said in text
    assert "panel 'pier' (job job1)" in text
    assert library.state(mara.key) == "pending"
    assert library.failed(mara.key)
    assert said.partition(";")[0] in library.trouble(mara.key)
    assert [(s.state, s.price) for s in library.spent()] == [("failed", 0.15)]
    again = failure(draw(host, library, mara), kind)
    assert "--rebuy-unknown" in again
    assert said.partition(";")[0] in again
    assert host.count("POST /ideogram") == 1
    assert draw(host, library, mara, fan={"rebuy_unknown": True}).takes
    assert [(s.state, s.job) for s in library.spent()] == [("failed", "job1"), ("fetched", "job2")]


@pytest.mark.parametrize(
    ("fault", "said"),
    [("failed", "the worker ran out of memory"), ("cancelled", "it was cancelled")],
)
def test_a_job_that_is_not_billed_may_be_tried_by_the_next_run(
    host: LocalHosts, library: Library, mara: Shot, fault: str, said: str
) -> None:
    host.next(fault)
    text = failure(draw(host, library, mara), JobFailed)
    assert said in text
    assert "it was not billed" in text
    assert (library.state(mara.key), library.spent()) == ("missing", [])
    assert library.trouble(mara.key) == said
    assert draw(host, library, mara).takes


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        ("stuck", DeadlinePassed, "has not finished after 300 s (IN_PROGRESS)"),
        ("truncated", CutShort, "is none: it is damaged or cut short"),
        ("html", BadPicture, "is none: it is a web page"),
        ("huge", TooLarge, "sent more than 1 MB"),
        ("none", BadPicture, "is done and names none"),
    ],
)
def test_a_picture_that_cannot_be_had_now_stays_bought(
    host: LocalHosts,
    library: Library,
    mara: Shot,
    fault: str,
    kind: type[GenerationError],
    said: str,
) -> None:
    host.next(fault)
    text = failure(draw(host, library, mara, max_picture=1_000_000), kind)
    assert said in text
    assert text.endswith("(panel 'pier', job job1), it stays bought: run again to fetch it")
    assert library.state(mara.key) == "pending"
    # The host recovers; the next run fetches what was bought.
    host.jobs["job1"].fault = ""
    assert draw(host, library, mara).takes["pier"].number == 1
    assert host.billed == 1


def test_an_unsafe_address_is_not_followed(host: LocalHosts, library: Library, mara: Shot) -> None:
    host.next("unsafe")
    text = failure(draw(host, library, mara), HostFault)
    assert "an address that is not followed (ftp://example.org/job1/status)" in text
    assert library.state(mara.key) == "pending"


def test_a_wrong_size_is_kept_and_noted(host: LocalHosts, library: Library, mara: Shot) -> None:
    host.next("size")
    take = draw(host, library, mara).takes["pier"]
    assert (take.width, take.height) == (512, 512)
    assert (take.notes["asked"], take.notes["aspect"]) == ([64, 96], 1.5)


def test_another_seed_is_told_and_the_asked_one_kept(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    host.next("seed")
    take = draw(host, library, mara).takes["pier"]
    assert (take.seed, take.notes["seed"]) == (7, 4711)


def test_another_model_s_answer_is_noted(host: LocalHosts, library: Library, mara: Shot) -> None:
    host.next("fallback")
    assert draw(host, library, mara).takes["pier"].notes["model"] == "ideogram/v3"


def test_one_of_four_fails_and_three_are_kept(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    shots = [replace(mara, panel=p, key=p * 64, seed=i) for i, p in enumerate("abcd")]
    host.for_panel("c", "failed")
    host.for_panel("d", "429")
    outcome = draw(host, library, *shots)
    assert list(outcome.takes) == ["a", "b", "d"]
    assert list(outcome.failures) == ["c"]
    assert [t.seed for t in outcome.takes.values()] == [0, 1, 3]
    assert host.billed == 3
    again = draw(host, library, *shots)
    assert list(again.takes) == list("abcd")
    assert host.billed == 4


def test_a_host_that_is_not_there_costs_nothing(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}"
    environ = {**host.environ, "MODELRUNNER_QUEUE_URL": nowhere}
    text = failure(draw(host, library, mara, environ=environ), HostUnreachable)
    assert "ModelRunner (127.0.0.1) cannot be reached" in text
    assert text.endswith("nothing was bought: check the connection and run again")
    assert library.state(mara.key) == "missing"
    # What one cannot reach the others do not try: forty panels fail as soon as one does.
    clock = Time()
    shots = [replace(mara, panel=f"p{i}", key=f"{i:064}") for i in range(40)]
    environ["MODELRUNNER_REST_URL"] = nowhere
    outcome = draw(host, library, *shots, environ=environ, clock=clock, at_once=2)
    assert {type(e) for e in outcome.failures.values()} == {HostUnreachable}
    assert len(outcome.failures) == 40
    assert len(clock.slept) <= 16, "those that are under way, twice each"
    assert draw(host, library, mara).takes


def test_a_stale_upload_is_forgotten_when_the_host_blames_it(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    host.next("422-url")
    assert "reference_image_urls.0: cannot be fetched" in failure(
        draw(host, library, mara), InvalidInput
    )
    assert draw(host, library, mara).takes
    assert host.count("^PUT") == 2


def test_an_upload_that_is_not_found_is_begun_at_the_other_address(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    async def run() -> Outcome:
        backend = modelrunner(library.home.parent, host.environ)
        (right,) = backend._uploads._addresses
        backend._uploads._addresses = ("http://127.0.0.1:1/gone", right)
        backend._wire.sleep = Time().sleep
        try:
            return await fan_out([mara], backend, library)
        finally:
            await backend.close()

    assert asyncio.run(run()).takes


def test_what_is_wrong_before_anything_is_sent(
    host: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    assert mara.reference
    assert "has no reference" in failure(
        draw(host, library, replace(mara, reference=None)), InvalidInput
    )
    (tmp_path / "refs/mara.png").write_bytes(b"other bytes")
    assert "was changed during the run" in failure(draw(host, library, mara), GenerationError)
    (tmp_path / "refs/mara.png").unlink()
    assert "refs/mara.png cannot be read" in failure(draw(host, library, mara), GenerationError)
    assert host.calls == []


_CHILD = """
import asyncio, os, sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from tests.hosts.shots import asset, shot
from storyboard.generate.fanout import fan_out
from storyboard.generate.lanes import Lane, Rhythm
from storyboard.generate.library import Library
from storyboard.generate.modelrunner import modelrunner
root = Path({root!r})
one = shot(reference=asset(root, "refs/mara.png"), width=64, height=96)
async def main():
    with Library(root / ".storyboard") as library:
        await fan_out([one], modelrunner(root, os.environ), library)
asyncio.run(main())
"""


def test_killed_between_submit_and_fetch_the_next_run_fetches(
    host: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    host.polls = 10**6
    code = _CHILD.format(tests=str(Path(__file__).parents[1]), root=str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **host.environ})
    end = time.monotonic() + 20
    while host.count("status") == 0 and time.monotonic() < end:
        time.sleep(0.01)
    child.kill()
    child.wait()
    assert host.billed == 1
    assert library.state(mara.key) == "pending"
    host.polls = 1
    outcome = draw(host, library, mara)
    assert list(outcome.takes) == ["pier"]
    assert host.billed == 1
    assert host.count("POST /ideogram") == 1
    assert [s.state for s in library.spent()] == ["fetched"]


def test_cancelled_while_a_submit_is_on_its_way_its_answer_is_kept(
    host: LocalHosts, library: Library, mara: Shot
) -> None:
    host.slow = 0.3
    host.polls = 10**6
    host.for_panel("pier", "slow")
    polled = replace(mara, panel="a", key="a" * 64)

    async def run() -> None:
        backend = modelrunner(library.home.parent, host.environ)
        task = asyncio.ensure_future(fan_out([polled, mara], backend, library))
        while host.billed < 2:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await backend.close()

    asyncio.run(run())
    assert [library.state(s.key) for s in (mara, polled)] == ["pending", "pending"]
    assert not library.unknown(mara.key)
    host.polls = 1
    assert list(draw(host, library, polled, mara).takes) == ["a", "pier"]
    assert host.billed == 2


def test_a_stop_during_a_busy_wait_ends_it(host: LocalHosts, library: Library, mara: Shot) -> None:
    host.next(*["429"] * 9)

    async def run() -> Outcome:
        stop = asyncio.Event()
        backend = modelrunner(library.home.parent, host.environ)
        task = asyncio.ensure_future(fan_out([mara], backend, library, stop=stop))
        while host.refused == 0:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        stop.set()
        outcome = await asyncio.wait_for(task, 2)
        await backend.close()
        return outcome

    outcome = asyncio.run(run())
    assert (outcome.stopped, outcome.takes, outcome.failures) == (True, {}, {})
    assert library.state(mara.key) == "missing"


def test_a_lane_halves_once_a_refusal_and_grows_slowly_again() -> None:
    async def run() -> list[float]:
        clock = Time()
        lane = Lane(16, clock.sleep, clock)
        seen = []
        for _ in range(16):
            await lane.enter()
        assert lane.slow(7.0)
        assert not lane.slow(7.0), "one moment counts once"
        seen.append(lane.limit)
        for _ in range(16):
            lane.leave()
        await lane.enter()
        assert clock.now == 7.0
        assert lane.slow(0.5)
        seen.append(lane.limit)
        lane.leave()
        for _ in range(200):
            lane.well()
        return [*seen, lane.limit]

    assert asyncio.run(run()) == [8.0, 4.0, 16.0]


def test_a_lane_lets_the_first_go_first_and_forgets_who_gave_up() -> None:
    async def run() -> list[int]:
        clock = Time()
        lane = Lane(1, clock.sleep, clock)
        await lane.enter()
        order: list[int] = []

        async def wait(number: int) -> None:
            await lane.enter(number)
            order.append(number)
            lane.leave()

        tasks = [asyncio.ensure_future(wait(n)) for n in (4, 2, 3, 1)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        lane.leave()
        tasks[3].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert asyncio.run(run()) == [3, 4]


def test_when_to_look_is_learnt() -> None:
    def looks(rhythm: Rhythm, took: float) -> list[float]:
        at, missed, out = 0.0, 0.0, []
        while True:
            at += rhythm.wait("balanced", at, len(out))
            out.append(at)
            if at >= took:
                rhythm.learn("balanced", missed, at)
                return out
            missed = at

    rhythm = Rhythm()
    first = looks(rhythm, 18.5)
    assert 15 <= len(first) <= 25
    assert first[0] <= 0.2
    for _ in range(8):
        later = looks(rhythm, 18.5)
    assert len(later) <= 4
    assert later[-1] < 19.2
    short = Rhythm()
    waste = [looks(short, 0.2)[-1] - 0.2 for _ in range(40)][8:]
    assert sum(waste) / len(waste) < 0.006
    steady = max(b - a for a, b in itertools.pairwise(first))
    assert steady <= 2.0


def test_keys() -> None:
    assert key({"MODELRUNNER_KEY": " k1 \n"}) == "k1"
    assert key({"MODELRUNNER_KEY_ID": "a", "MODELRUNNER_KEY_SECRET": "b"}) == "a:b"
    for environ in (
        {},
        {"MODELRUNNER_KEY_ID": "a"},
        {"MODELRUNNER_KEY": "a\nb"},
        {"MODELRUNNER_KEY": "kéy"},
    ):
        with pytest.raises(KeyMissing, match=r"MODELRUNNER_KEY.*--backend sketch, which is free"):
            key(environ)


@pytest.mark.parametrize(
    ("environ", "queue", "upload"),
    [
        ({}, "https://queue.modelrunner.run", "https://modelrunner.run/storage/upload/initiate"),
        (
            {"MODELRUNNER_RUN_HOST": "eu.example.org"},
            "https://queue.eu.example.org",
            "https://eu.example.org/storage/upload/initiate",
        ),
        (
            {"MODELRUNNER_QUEUE_URL": "http://localhost:9/", "MODELRUNNER_REST_URL": "https://r"},
            "http://localhost:9",
            "https://r/storage/upload/initiate",
        ),
    ],
)
def test_addresses(tmp_path: Path, environ: dict[str, str], queue: str, upload: str) -> None:
    backend = modelrunner(tmp_path, {"MODELRUNNER_KEY": "k", **environ})
    first, *others = backend._uploads._addresses
    assert (backend._host.submit, first) == (f"{queue}/ideogram/character", upload)
    named = "MODELRUNNER_REST_URL" in environ
    assert tuple(others) == (() if named else (upload.replace("//", "//api."),))


def test_an_address_that_is_none(tmp_path: Path) -> None:
    environ = {"MODELRUNNER_KEY": "k", "MODELRUNNER_QUEUE_URL": "queue.example.org"}
    with pytest.raises(UsageError, match="MODELRUNNER_QUEUE_URL is no address: write it as"):
        modelrunner(tmp_path, environ)


def test_which_addresses_are_followed_and_which_get_the_key() -> None:
    def wire(*bases: str) -> Wire:
        return Wire(Host("x", "X", "k", "X_KEY", f"{bases[0]}/m", bases, ("x.run",)))

    usual = wire("https://queue.x.run", "https://x.run")
    proxy, local = wire("http://proxy:8080"), wire("http://127.0.0.1:9")
    followed = {
        "https://cdn.example.org/a.png": True,
        "https://93.184.216.34/a.png": True,
        "http://127.0.0.1:8/a.png": False,
        "https://127.0.0.1/a.png": False,
        "https://localhost/a": False,
        "https://[::1]/a": False,
        "https://[::ffff:10.0.0.1]/a": False,
        "https://10.1.2.3/a": False,
        "https://192.168.0.1/a": False,
        "https://127.1/a": False,
        "https://2130706433/a": False,
        "https://0x7f.1/a": False,
        "https://printer/a": False,
        "https://nas.local/a": False,
        "https://metadata.google.internal/a": False,
        "http://cdn.example.org/a.png": False,
        "https://169.254.169.254/meta": False,
        "file:///etc/passwd": False,
        "ftp://x.run/a": False,
        "https://": False,
        "http://[": False,
        "": False,
    }
    assert {u: usual.follows(u) for u in followed} == followed
    at_home = {
        "http://127.0.0.1:8/a.png": True,
        "http://localhost/a": True,
        "http://cdn.example.org/a.png": True,
        "http://169.254.169.254/meta": False,
        "http://10.0.0.1/a": False,
        "https://10.0.0.1/a": False,
    }
    assert {u: local.follows(u) for u in at_home} == at_home
    assert proxy.follows("http://proxy:9090/a")
    assert not proxy.follows("http://127.0.0.1/a")
    trusted = {
        "https://queue.x.run/a": True,
        "https://api.x.run/a": True,
        "https://X.run/a": True,
        "http://queue.x.run/a": False,
        "https://evilx.run/a": False,
        "https://x.run.evil.org/a": False,
        "https://x.run@evil.org/a": False,
        "https://cdn.example.org/a": False,
    }
    assert {u: usual.trusts(u) for u in trusted} == trusted
    # What was found out of one machine holds for no other that is spelt nearly so.
    near = ("https://x.run", "https://x.ru", "https://x.ru/a", "https://x", "https://x.runs/a")
    assert [u for u in near if usual.trusts(u)] == ["https://x.run"]
    assert proxy.trusts("http://proxy:8080/a")
    assert not proxy.trusts("http://proxy:9090/a")


def test_every_fault_of_the_connection_has_its_meaning() -> None:
    def below(kind: type[Exception]) -> Iterator[type[Exception]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    not_sent = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"}
    not_sent |= {"UnsupportedProtocol", "LocalProtocolError"}
    for kind in below(httpx.TransportError):
        meaning = translate(kind("why"), "X", "https://x.run/a?signature=s")
        expected = HostUnreachable if kind.__name__ in not_sent else OutcomeUnknown
        assert type(meaning) is expected, kind
        assert "signature" not in str(meaning)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "9999"}, 120.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT",
                "date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            30.0,
        ),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert Answer(429, headers, b"").retry_after == seconds


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "no"}, "no"),
        ({"error": ["one", {"loc": ["body", "seed"], "msg": "is odd"}]}, "one; seed: is odd"),
        ({"detail": [{"loc": ["body", "prompt"], "msg": "required"}]}, "prompt: required"),
        ({"error": {"message": "deep"}}, "deep"),
        ({"error": "a\x1b[31mb\n\nc"}, "a [31mb c"),
        ({"details": {"code": "INVALID_OUTPUT"}}, "INVALID_OUTPUT"),
        (None, ""),
        (17, ""),
        ("x" * 900, "x" * 500),
    ],
)  # fmt: skip
def test_a_host_s_words(body: object, said: str) -> None:
    assert words(body) == said


def test_outputs_that_are_none() -> None:
    deep: Any = "https://x/a.png"
    for _ in range(50):
        deep = {"output": deep}
    for record in (None, 3, [], {}, {"output": None}, {"output": "no address"}, deep):
        assert output(record) == (None, None)
    record = json.loads('{"output": {"images": [{"url": "https://x/a.png"}], "seed": 5}}')
    assert output(record) == ("https://x/a.png", 5)
