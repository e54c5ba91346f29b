"""What all tests share: an environment of their own, and the command line in-process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from storyboard.generate.library import Library
    from tests.hosts.server import LocalHosts

ROOT = Path(__file__).resolve().parent.parent

KEYS = (
    "MODELRUNNER_KEY", "MODELRUNNER_KEY_ID", "MODELRUNNER_KEY_SECRET", "MODELRUNNER_QUEUE_URL",
    "MODELRUNNER_REST_URL", "MODELRUNNER_RUN_HOST", "FAL_KEY", "FAL_QUEUE_URL", "FAL_REST_URL",
    "REPLICATE_API_TOKEN", "REPLICATE_URL", "IDEOGRAM_API_KEY", "IDEOGRAM_URL",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True, scope="session")
def any_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For fixtures that live longer than a test, which come before `own_home`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORYBOARD_HOME", str(tmp_path_factory.mktemp("any-home")))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Takes go to a temporary folder, and no key of the person running the tests is used."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("STORYBOARD_HOME", str(home))
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    return home


@pytest.fixture
def storyboard(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """Runs a command in this process: ``storyboard("check", path)``."""
    from storyboard.cli.commands import app
    from storyboard.cli.status import run

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["storyboard", *map(str, arguments)])
        capfd.readouterr()
        status = run(app)
        out, err = capfd.readouterr()
        return Done(status, out, err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text into the test's folder and gives its path."""

    def put(text: str, name: str = "story.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def hosts() -> Iterator[LocalHosts]:
    """Every host, on this machine; a client's slip against a protocol fails the test."""
    from tests.hosts.server import LocalHosts

    with LocalHosts() as hosts:
        yield hosts
    assert hosts.problems == []


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in the test's folder."""
    from storyboard.generate.library import Library

    with Library(tmp_path / ".storyboard") as library:
        yield library
