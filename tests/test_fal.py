"""fal: the same queue with other manners; its balance, its moderation, its addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyboard.errors import (
    BalanceSpent,
    ContentPolicy,
    GenerationError,
    HostUnreachable,
    InvalidInput,
    JobFailed,
    KeyMissing,
    OutcomeUnknown,
    PictureGone,
)
from storyboard.generate.fal import fal
from storyboard.generate.library import Library
from storyboard.plan.model import Shot
from tests.hosts.runs import draw, failure, goes_wrong
from tests.hosts.server import LocalHosts
from tests.hosts.shots import asset, shot


@pytest.fixture
def mara(tmp_path: Path) -> Shot:
    face = asset(tmp_path, "refs/mara.png")
    return shot(backend="fal", reference=face, width=64, height=96, negative="fog")


def test_a_picture_is_bought_and_every_field_sent(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    take = draw(hosts, library, mara, story="Last Boat").takes["pier"]
    assert (take.width, take.height, take.cost, take.notes) == (64, 96, 0.15, {"job": "job1"})
    assert hosts.jobs["job1"].body == {
        "prompt": "Mara at the pier",
        "reference_image_urls": [next(iter(hosts.stored))],
        "rendering_speed": "BALANCED",
        "style": "AUTO",
        "expand_prompt": False,
        "image_size": {"width": 64, "height": 96},
        "seed": 7,
        "negative_prompt": "fog",
    }
    # The jobs' addresses are those that the host gave, not those below the model's full name.
    assert hosts.calls == [
        "POST /storage/upload/initiate?storage_type=gcs",
        "PUT /put/1?signature=abc",
        "POST /fal-ai/ideogram/character",
        "GET /fal-ai/ideogram/requests/job1/status",
        "GET /fal-ai/ideogram/requests/job1/status",
        "GET /fal-ai/ideogram/requests/job1",
        "GET /pictures/job1/1.png?token=one-time",
    ]
    mask = asset(tmp_path, "mask.png", (255, 255, 255))
    coded = replace(mara, panel="b", key="b" * 64, style_codes=("1a2b3c4d",), mask=mask)
    assert draw(hosts, library, coded).takes
    body = hosts.jobs["job2"].body
    assert body["style_codes"] == ["1A2B3C4D"]
    assert "style" not in body
    assert len(body["reference_mask_urls"]) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "said", "state"),
    [
        ("401", KeyMissing, r"fal does not take the key (401: Invalid key): check FAL_KEY", ""),
        ("403-balance", BalanceSpent, "(403: User is locked. Reason: Exhausted balance.)", ""),
        ("422", InvalidInput, "(422: image_size.width: must be at most 1536)", ""),
        ("422-policy", ContentPolicy, "prompt: The content could not be processed", "failed"),
        ("error", JobFailed, "the runner was lost; it may have been billed", "failed"),
        ("expired", PictureGone, "--rebuy-unknown", "failed"),
        ("cut-after", OutcomeUnknown, "may have been bought", "unknown"),
        ("500", OutcomeUnknown, "fal answered 500 Internal error", "unknown"),
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


@pytest.mark.parametrize("fault", ["504-status", "504-result", "short-once", "truncated-once"])
def test_faults_that_pass(hosts: LocalHosts, library: Library, mara: Shot, fault: str) -> None:
    hosts.next(fault)
    assert draw(hosts, library, mara).takes
    assert hosts.billed == 1


def test_a_link_into_a_private_network_is_not_followed(
    hosts: LocalHosts, library: Library, mara: Shot
) -> None:
    hosts.next("redirect-inside")
    (error,) = draw(hosts, library, mara).failures.values()
    assert "an address that is not followed (http://169.254.169.254/latest/meta-data)" in str(error)
    assert library.state(mara.key) == "pending"


def test_the_key_and_the_addresses(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="no key for fal: set FAL_KEY, or render with --backend"):
        fal(tmp_path, {})
    usual = fal(tmp_path, {"FAL_KEY": "k"})
    assert usual._host.submit == "https://queue.fal.run/fal-ai/ideogram/character"
    assert usual._uploads._addresses == (
        "https://rest.fal.ai/storage/upload/initiate?storage_type=gcs",
    )
    assert usual._wire.trusts("https://queue.fal.run/fal-ai/ideogram/requests/1")
    assert not usual._wire.trusts("https://v3.fal.media/files/a.png")


def test_a_host_that_is_not_there(library: Library, mara: Shot, hosts: LocalHosts) -> None:
    environ = {**hosts.environ, "FAL_QUEUE_URL": "http://127.0.0.1:9"}
    text = failure(draw(hosts, library, mara, environ=environ), HostUnreachable)
    assert "nothing was bought: check the connection" in text
    assert library.state(mara.key) == "missing"
