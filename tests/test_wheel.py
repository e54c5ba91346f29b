"""The wheel, installed elsewhere, works as the checkout does: templates and stories included."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--wheel-dir", folder, ROOT],
        check=True,
        capture_output=True,
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_what_ships(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "storyboard/_shipped/templates/prompt.j2",
        "storyboard/_shipped/templates/pages.yaml",
        "storyboard/_shipped/stories/ninety-days.yaml",
        "storyboard/fonts/ComicNeue-Bold.ttf",
        "storyboard/fonts/ComicNeue-OFL.txt",
        "storyboard/layout/models/BlazeFace-LICENSE.txt",
        "storyboard/layout/models/blazeface.tflite",
        "storyboard/py.typed",
    ):
        assert needed in names
    assert any(n.startswith("storyboard/sketch/lexicon/") for n in names)
    assert any(n.endswith(".dist-info/licenses/LICENSE") for n in names)
    assert not [n for n in names if "__pycache__" in n or n.startswith("tests")]


def test_installed_elsewhere_it_renders_a_story_that_ships(wheel: Path, tmp_path: Path) -> None:
    there = tmp_path / "venv"
    venv.create(there, with_pip=False, symlinks=os.name != "nt")
    scripts = there / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True, capture_output=True, text=True,
        ).stdout.strip()
    )  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
         "--no-index", wheel],
        check=True,
        capture_output=True,
    )  # fmt: skip
    # The dependencies are this environment's, put behind the wheel on the path.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    desk = tmp_path / "desk"
    desk.mkdir()
    env = {**os.environ, "STORYBOARD_HOME": str(tmp_path / "home")}
    env.pop("PYTHONPATH", None)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [scripts / "storyboard", *arguments],
            cwd=desk, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [python, "-c", "import storyboard; print(storyboard.__file__)"],
        cwd=desk, env=env, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert Path(where.strip()).is_relative_to(there)
    assert run("new", "joke", "--sample", "notice-period").split()[0] == "joke/notice-period.yaml"
    assert run("render", "joke/notice-period.yaml").strip() == "out/notice-period.pdf"
    assert (desk / "out" / "notice-period.pdf").read_bytes().startswith(b"%PDF-")
