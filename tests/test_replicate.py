"""Replicate: its own fields, its words for haste, and jobs that are found again in its list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyboard.errors import (
    BalanceSpent,
    ContentPolicy,
    GenerationError,
    InvalidInput,
    JobFailed,
    KeyMissing,
    OutcomeUnknown,
)
from storyboard.generate.library import Library
from storyboard.generate.replicate import replicate
from storyboard.plan.hosts import objections
from storyboard.plan.model import Asset, Shot
from tests.hosts.runs import Time, draw, failure, goes_wrong
from tests.hosts.server import LocalHosts
from tests.hosts.shots import asset, noise, shot


@pytest.fixture
def mara(tmp_path: Path) -> Shot:
    face = asset(tmp_path, "refs/mara.png")
    return shot(backend="replicate", reference=face, width=1152, height=864)


def test_a_picture_is_bought(hosts: LocalHosts, library: Library, mara: Shot) -> None:
    take = draw(hosts, library, replace(mara, speed="quality", style="fiction")).takes["pier"]
    assert (take.width, take.height, take.notes) == (1152, 864, {"job": "job1"})
    body = dict(hosts.jobs["job1"].body)
    assert body.pop("character_reference_image").startswith("data:image/png;base64,iVBOR")
    assert body == {
        "prompt": "Mara at the pier",
        "rendering_speed": "Quality",
        "style_type": "Fiction",
        "resolution": "1152x864",
        "magic_prompt_option": "Off",
        "seed": 7,
    }
    assert hosts.calls == [
        "POST /v1/models/ideogram-ai/ideogram-character/predictions",
        "GET /v1/predictions/job1",
        "GET /v1/predictions/job1",
        "GET /pictures/job1/1.png?token=one-time",
    ]


def test_a_large_reference_is_put_down_once(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    large = noise(tmp_path, "large.png", 400, 300)
    shots = [replace(mara, panel=p, key=p * 64, reference=large) for p in "ab"]
    assert len(draw(hosts, library, shots[0]).takes) == 1
    assert len(draw(hosts, library, shots[1]).takes) == 1
    assert hosts.count("POST /v1/files") == 1
    urls = {j.body["character_reference_image"] for j in hosts.jobs.values()}
    assert urls == {f"{hosts.url}/v1/files/f1"}


@pytest.mark.parametrize(
    ("fault", "kind", "said", "state"),
    [
        ("401", KeyMissing, "check REPLICATE_API_TOKEN", ""),
        ("402", BalanceSpent, "You have insufficient credit", ""),
        ("422", InvalidInput, "input.seed: must be at most", ""),
        ("failed", ContentPolicy, "flagged by content moderation", "failed"),
        ("aborted", JobFailed, "it was aborted; it may have been billed", "failed"),
        ("cut-before", OutcomeUnknown, "may have been bought", "unknown"),
    ],
)
def test_what_went_wrong_and_what_it_cost(
    hosts: LocalHosts,
    library: Library,
    mara: Shot,
    fault: str,
    kind: type[GenerationError],
    said: str,
    state: str,
) -> None:
    hosts.next(fault)
    goes_wrong(hosts, library, mara, kind, said, state)


@pytest.mark.parametrize("fault", ["cut-after", "slow"])
def test_a_lost_answer_is_found_in_the_list(
    hosts: LocalHosts, library: Library, mara: Shot, fault: str
) -> None:
    others = [replace(mara, panel=p, key=p * 64, prompt=f"Mara at the {p}") for p in "abcdef"]
    hosts.for_panel("c", fault)
    hosts.slow = 0.6
    outcome = draw(hosts, library, *others, read_timeout=0.3)
    assert list(outcome.takes) == list("abcdef")
    assert hosts.billed == 6
    assert {s.state for s in library.spent()} == {"fetched"}


def test_a_later_run_finds_it_and_takes_no_other_shot_s_job(
    hosts: LocalHosts, library: Library, mara: Shot
) -> None:
    # Its twin differs by the seed alone, and is on record.
    twin = replace(mara, key="t" * 64, seed=8)
    assert draw(hosts, library, twin).takes
    journal = library.journal(mara, "replicate")
    journal.submitting().result()
    journal.lost("the machine was switched off").result()
    failure(draw(hosts, library, mara), OutcomeUnknown)
    assert hosts.billed == 1
    body = {**hosts.jobs["job1"].body, "seed": 7}
    hosts.order("replicate", body, "", (1152, 864))
    outcome = draw(hosts, library, mara)
    assert outcome.takes["pier"].notes["job"] == "job2"
    assert outcome.paid == 0.0, "an earlier run paid for it"
    assert hosts.count("^POST") == 1


def test_haste_is_waited_out_by_its_words(hosts: LocalHosts, library: Library, mara: Shot) -> None:
    hosts.next("429")
    clock = Time()
    assert draw(hosts, library, mara, clock=clock).takes
    assert 30.0 in clock.slept


def test_what_it_cannot_honour_is_said_before_anything_is_sent(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    mask = asset(tmp_path, "mask.png", (255, 255, 255))
    tall: Asset = replace(mask, height=50)
    full = replace(
        mara, negative="fog", mask=tall, style_images=(mask,), seed=2**31, width=1000,
        style_codes=("1a2b3c4d",),
    )  # fmt: skip
    found = objections("replicate", full)
    assert [w.partition(":")[0] for w in found] == [
        "the mask mask.png is 32x50 and the reference 32x48",
        "Replicate takes no negative prompt ('style.negative')",
        "Replicate takes no mask ('mask",
        "Replicate takes no style images ('style.images')",
        "Replicate takes no style codes ('style.codes')",
        "the seed 2147483648 is not from 0 to 2147483647",
        "Replicate draws only the model's own sizes and not 1000x864",
    ]
    text = failure(draw(hosts, library, full), InvalidInput)
    assert all(said in text for said in found)
    assert hosts.calls == []
    assert objections("replicate", mara) == objections("sketch", full) == []
    assert objections("fal", replace(mara, width=1000)) == []
    assert "choose the nearest" in objections("ideogram", replace(mara, width=1000))[0]
    assert "draws nobody without one" in objections("modelrunner", replace(mara, reference=None))[0]


def test_the_key(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="no key for Replicate: set REPLICATE_API_TOKEN"):
        replicate(tmp_path, {})
    usual = replicate(tmp_path, {"REPLICATE_API_TOKEN": "k"})
    assert usual._host.submit.startswith("https://api.replicate.com/v1/models/ideogram-ai/")
    assert not usual._wire.trusts("https://replicate.delivery/a.png")
