"""Ideogram itself: a form, an answer that takes as long as the picture, and unsafe pictures."""

from __future__ import annotations

import asyncio
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import (
    BalanceSpent,
    ContentPolicy,
    GenerationError,
    InvalidInput,
    KeyMissing,
    OutcomeUnknown,
)
from storyboard.generate.fanout import fan_out
from storyboard.generate.ideogram import READ_TIMEOUT, ideogram
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Noticed
from storyboard.generate.references import Sent, fitted
from storyboard.plan.model import Shot
from tests.hosts.runs import draw, failure, goes_wrong
from tests.hosts.server import LocalHosts
from tests.hosts.shots import asset, noise, shot


@pytest.fixture
def mara(tmp_path: Path) -> Shot:
    face = asset(tmp_path, "refs/mara.png")
    return shot(backend="ideogram", reference=face, width=1152, height=864)


def test_a_picture_is_bought_and_every_field_sent(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    mask, look = asset(tmp_path, "mask.png", (255, 255, 255)), asset(tmp_path, "look.png")
    full = replace(
        mara, mask=mask, style_images=(look,), negative="fog", speed="turbo", style="fiction"
    )
    coded = replace(mara, panel="b", key="b" * 64, style_codes=("1a2b3c4d", "0a2b3c4d"))
    take = draw(hosts, library, full).takes["pier"]
    assert (take.width, take.height, take.cost, take.notes) == (1152, 864, 0.15, {})
    assert hosts.jobs["job1"].body == {
        "prompt": "Mara at the pier",
        "rendering_speed": "TURBO",
        "magic_prompt": "OFF",
        "negative_prompt": "fog",
        "seed": 7,
        "num_images": "1",
        "resolution": "1152x864",
        "style_type": "FICTION",
        "files": [
            "character_reference_images",
            "character_reference_images_mask",
            "style_reference_images",
        ],
    }
    assert draw(hosts, library, coded).takes
    body = hosts.jobs["job2"].body
    assert body["style_codes"] == ["1A2B3C4D", "0A2B3C4D"]
    assert "style_type" not in body
    assert hosts.calls[:2] == [
        "POST /v1/ideogram-v3/generate",
        "GET /pictures/job1/1.png?token=one-time",
    ]


@pytest.mark.parametrize(
    ("fault", "kind", "said", "state"),
    [
        ("400", InvalidInput, "resolution is not supported", ""),
        ("401", KeyMissing, "check IDEOGRAM_API_KEY", ""),
        ("402", BalanceSpent, "(402: insufficient_funds)", ""),
        ("422", ContentPolicy, "failed safety check), it was not billed", ""),
        ("unsafe-picture", ContentPolicy, "its safety check refused the picture", "failed"),
        ("503", OutcomeUnknown, "Ideogram answered 503", "unknown"),
        ("500", OutcomeUnknown, "Ideogram answered 500", "unknown"),
        ("none", OutcomeUnknown, "answered without a job", "unknown"),
        ("cut-after", OutcomeUnknown, "may have been bought", "unknown"),
        ("slow", OutcomeUnknown, "it took too long", "unknown"),
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
    hosts.slow = 0.6
    goes_wrong(hosts, library, mara, kind, said, state, read_timeout=0.3)


@pytest.mark.parametrize("fault", ["several", "first-unsafe", "short-once", "truncated-once"])
def test_a_picture_comes_of_it(hosts: LocalHosts, library: Library, mara: Shot, fault: str) -> None:
    hosts.next(fault)
    assert draw(hosts, library, mara).takes
    assert hosts.billed == 1


def test_haste_slows_all_down_and_loses_nothing(
    hosts: LocalHosts, library: Library, mara: Shot
) -> None:
    hosts.limit, hosts.latency = 2, 0.02
    shots = [replace(mara, panel=f"p{i}", key=f"{i:064}", seed=i) for i in range(12)]
    events: list[Event] = []
    outcome = asyncio.run(_run(hosts, library, shots, events))
    assert len(outcome.takes) == 12
    assert hosts.billed == 12
    slowed = [e.text for e in events if isinstance(e, Noticed)]
    assert slowed
    assert slowed[0] == "Ideogram asks to go slower: at most 4 at once for now"
    assert hosts.refused < 40


async def _run(
    hosts: LocalHosts, library: Library, shots: list[Shot], events: list[Event]
) -> object:
    backend = ideogram(library.home.parent, hosts.environ)
    try:
        return await fan_out(shots, backend, library, notify=events.append)
    finally:
        await backend.close()


def test_killed_after_the_answer_the_link_is_on_record(
    hosts: LocalHosts, library: Library, mara: Shot
) -> None:
    hosts.next("truncated")
    (error,) = draw(hosts, library, mara).failures.values()
    assert "it stays bought: run again to fetch it" in str(error)
    assert library.state(mara.key) == "pending"
    hosts.jobs["job1"].fault = ""
    assert draw(hosts, library, mara).takes
    assert hosts.count("^POST") == 1


def test_the_host_is_given_time_to_answer(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="no key for Ideogram: set IDEOGRAM_API_KEY"):
        ideogram(tmp_path, {})
    usual = ideogram(tmp_path, {"IDEOGRAM_API_KEY": "k"})
    assert usual._host.submit == "https://api.ideogram.ai/v1/ideogram-v3/generate"
    assert usual._wire._timeouts["read"] == READ_TIMEOUT > 265


def test_a_large_reference_is_reduced_once_and_said(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    face = noise(tmp_path, "huge.png", 2000, 1800)
    assert face.size > 10_000_000
    shots = [replace(mara, panel=p, key=p * 64, reference=face) for p in "ab"]
    events: list[Event] = []
    asyncio.run(_run(hosts, library, shots, events))
    assert hosts.billed == 2
    (notice,) = (e for e in events if isinstance(e, Noticed))
    assert notice.code == "reference-reduced"
    assert notice.text.startswith("huge.png has 10.8 MB and Ideogram takes 10: it is sent as")


def test_pictures_are_sent_upright_and_no_larger_than_taken(tmp_path: Path) -> None:
    def sent(name: str, like: Sent | None = None, limit: int = 100_000, **more: object) -> Sent:
        mime = str(more.get("mime", "image/jpeg"))
        noise(tmp_path, name, 320, 200, **more)  # type: ignore[arg-type]
        return fitted((tmp_path / name).read_bytes(), mime, limit, like)

    small = asset(tmp_path, "small.png")
    kept = fitted((tmp_path / "small.png").read_bytes(), small.mime)
    assert (kept.data, kept.reduced) == ((tmp_path / "small.png").read_bytes(), False)
    turned = sent("turned.jpg", mime="image/jpeg", turn=6, limit=10**6)
    assert (turned.width, turned.height, turned.mime, turned.reduced) == (
        200, 320, "image/jpeg", False,
    )  # fmt: skip
    cut = sent("cut.png", mime="image/png", limit=60_000)
    assert cut.reduced
    assert len(cut.data) <= 60_000
    assert 1.5 < cut.width / cut.height < 1.7
    with Image.open(io.BytesIO(cut.data)) as image:
        assert image.size == (cut.width, cut.height)
    # A mask follows its reference, whether it was painted on the stored or the shown picture.
    for name, width, height in (("stored.png", 320, 200), ("shown.png", 200, 320)):
        Image.new("L", (width, height), 255).save(tmp_path / name)
        mask = fitted((tmp_path / name).read_bytes(), "image/png", 10**6, turned)
        assert (mask.width, mask.height, mask.mime) == (200, 320, "image/png")


def test_a_picture_that_cannot_be_decoded_is_said_before_anything_is_sent(
    hosts: LocalHosts, library: Library, mara: Shot, tmp_path: Path
) -> None:
    face = noise(tmp_path, "face.jpg", 64, 64, mime="image/jpeg", turn=6)
    data = (tmp_path / "face.jpg").read_bytes()[:900]
    (tmp_path / "face.jpg").write_bytes(data)
    cut = replace(face, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    text = failure(draw(hosts, library, replace(mara, reference=cut)), InvalidInput)
    assert "face.jpg cannot be decoded" in text
    assert hosts.calls == []
