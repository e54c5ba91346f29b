"""The studio's door, over real sockets: who is let in, and what is never given or written."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from storyboard.errors import UsageError
from tests.studio_serving import STORY, TOKEN, Studio, serving

Write = Callable[..., Path]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for all that must not change anything."""
    story = tmp_path_factory.mktemp("studio") / "story.yaml"
    story.write_text(STORY, encoding="utf-8")
    with serving(story) as running:
        yield running


def test_nothing_is_given_without_the_token(studio: Studio) -> None:
    for path in ("/", "/page/1", "/static/studio.js", "/events", "/?token=wrong", "/nothing"):
        answer = httpx.get(studio.address + path)
        assert (answer.status_code, "storyboard studio" in answer.text) == (403, True), path
    wrong = {"cookie": f"storyboard-x={TOKEN}"}
    assert httpx.get(studio.address + "/page/1", headers=wrong).status_code == 403


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(studio: Studio) -> None:
    answer = httpx.get(studio.entry)
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/"
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    with studio.client() as client:
        page = client.get("/page/1")
    assert page.status_code == 200
    assert TOKEN not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "style=" not in page.text and "<script>" not in page.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "localhost:1", "[::1]", ""]
)
def test_a_name_bent_to_this_machine_is_refused(studio: Studio, host: str) -> None:
    with studio.client() as client:
        assert client.get("/page/1", headers={"host": host}).status_code == 400
        answer = client.post("/undo", json={}, headers={"host": host})
        assert answer.status_code == 400


def test_localhost_is_another_name_of_this_host(studio: Studio) -> None:
    port = studio.address.rpartition(":")[2]
    with studio.client() as client:
        given = {"host": f"localhost:{port}", "origin": f"http://localhost:{port}"}
        assert client.get("/page/1", headers=given).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", None]
)
def test_other_pages_can_write_nothing(studio: Studio, origin: str | None) -> None:
    before = studio.story.read_bytes()
    with studio.client() as client:
        version = _version(client)
        del client.headers["origin"]
        headers = {"origin": origin} if origin else {}
        asked = {"panel": "pier", "field": "prompt", "value": "evil", "version": version}
        for path, data in (
            ("/change", asked),
            ("/arrange", {"panel": "pier", "do": "delete", "to": 0, "version": version}),
            ("/take", {"panel": "pier", "price": 0}),
            ("/pick", {"panel": "pier", "take": 1}),
            ("/undo", {}),
        ):
            assert client.post(path, json=data, headers=headers).status_code == 403
    assert studio.story.read_bytes() == before


def test_a_form_of_another_page_is_refused_by_its_kind(studio: Studio) -> None:
    with studio.client() as client:
        answer = client.post("/undo", content="{}", headers={"content-type": "text/plain"})
        assert answer.status_code == 415
        assert client.get("/undo").status_code == 405
        big = "x" * 300_000
        asked = {"panel": "pier", "field": "prompt", "value": big, "version": _version(client)}
        assert client.post("/change", json=asked).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fstudio.html", "/static/../studio.html", "/static/studio.html",
        "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd", "/static/..\\..\\x",
        "/picture/page/1/..%2f..%2fx/a.png", "/picture/page/1/page/..%2f..%2f..%2fetc%2fpasswd",
        "/picture/page/99/page/a.png", "/picture/page/-1/page/a.png", "/picture/page/1/huge/a.png",
        "/picture/take?panel=../../../etc/passwd&take=1", "/picture/take?panel=pier&take=../1",
        "/picture/take?panel=pier&take=99999999999999999999", "/picture/take", "/story.yaml",
        "/page/%2e%2e", "/.storyboard/library.db",
    ],
)  # fmt: skip
def test_no_file_is_reached_by_its_path(studio: Studio, path: str) -> None:
    with studio.client() as client:
        answer = client.get(httpx.URL(studio.address + "/").copy_with(raw_path=path.encode()))
    assert answer.status_code == 404, path
    assert "root:" not in answer.text and "title:" not in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        {"field": "image", "value": "../../etc/passwd"},
        {"field": "image", "value": "/etc/passwd"},
        {"field": "image", "value": "story.yaml"},
        {"field": "image", "value": "not-there.png"},
        {"field": "faces.tom", "value": "all"},
        {"field": "faces.tom", "value": [0, 0]},
        {"field": "faces.nobody", "value": [0.1, 0.1, 0.2, 0.2]},
        {"field": "prompt", "value": [0.1, 0.1, 0.2, 0.2]},
        {"field": "characters", "value": "tom"},
        {"field": "prompt", "value": {"__class__": "x"}},
        {"field": "prompt", "value": [[1]]},
        {"field": "dialogue.0.at", "value": [5, 5]},
        {"field": "dialogue.0.at", "value": [True, False]},
        {"field": "dialogue.0.as", "value": "opera"},
        {"field": "dialogue.0.speaker", "value": "nobody"},
        {"field": "seed", "value": -4},
        {"field": "speed", "value": "warp"},
        {"field": "dialogue.99.text", "value": "x"},
        {"field": "prompt", "value": None},
        {"panel": "nowhere", "field": "prompt", "value": "x"},
        {"field": "prompt", "value": "x", "version": "older"},
        {"field": 3, "value": "x"},
    ],
    ids=str,
)
def test_what_would_make_no_story_is_refused_and_not_written(
    studio: Studio, asked: dict[str, object]
) -> None:
    before = studio.story.read_bytes()
    with studio.client() as client:
        full = {"panel": "pier", "version": _version(client), **asked}
        answer = client.post("/change", json=full)
    assert answer.status_code in (400, 409, 422), answer.text
    assert set(answer.json()) & {"error", "conflict"}
    assert studio.story.read_bytes() == before
    assert [p.name for p in studio.story.parent.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "rename"},
        {"do": 3},
        {"do": "move", "to": "1"},
        {"do": "move", "to": -1},
        {"do": "delete", "panel": "dawn"},
        {"do": "delete", "panel": "nowhere"},
        {"do": "add", "version": "older"},
    ],
    ids=str,
)
def test_panels_that_cannot_be_arranged_so_stay_as_they_are(
    studio: Studio, asked: dict[str, object]
) -> None:
    before = studio.story.read_bytes()
    with studio.client() as client:
        full = {"panel": "pier", "to": 0, "version": _version(client), **asked}
        answer = client.post("/arrange", json=full)
    assert answer.status_code in (400, 409, 422), answer.text
    assert set(answer.json()) & {"error", "conflict"}
    assert studio.story.read_bytes() == before


def test_markup_in_a_story_is_text_on_the_page(write: Write) -> None:
    evil = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    story = STORY.replace("prompt: Mara runs along a pier", f"prompt: '{evil}'")
    story = story.replace("Last Boat", "'<script>alert(2)</script>'")
    with serving(write(story)) as studio, studio.client() as client:
        page = client.get("/page/1", params={"panel": "pier"}).text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_template_of_the_story_runs_in_the_sandbox_and_its_fault_is_shown(write: Write) -> None:
    trap = "{{ ''.__class__.__mro__[1].__subclasses__() }} {{ prompt }}"
    write(trap, "own.j2")
    story = STORY.replace("generator:", "style: {template: own.j2}\ngenerator:")
    with serving(write(story)) as studio, studio.client() as client:
        page = client.get("/page/1", follow_redirects=True)
    assert page.status_code == 200
    assert "sandbox" in page.text and "own.j2" in page.text
    assert "subclasses" not in page.text.replace(trap, "") or "class &#39;" not in page.text


def test_two_studios_on_one_story_do_not_overwrite_one_another(write: Write) -> None:
    story = write(STORY)
    with serving(story) as one, serving(story) as two, one.client() as a, two.client() as b:
        seen = _version(b)
        first = {"panel": "pier", "field": "prompt", "value": "of a", "version": _version(a)}
        assert a.post("/change", json=first).status_code == 200
        late = {"panel": "pier", "field": "prompt", "value": "of b", "version": seen}
        answer = b.post("/change", json=late)
        assert answer.status_code == 409
        assert answer.json()["now"] == "of a"
        # b's undo has nothing of its own to take back; a's would lose what b then writes.
        assert b.post("/undo", json={}).status_code == 422
        again = {**late, "version": answer.json()["version"]}
        assert b.post("/change", json=again).status_code == 200
        assert a.post("/undo", json={}).status_code == 409
        assert b.post("/undo", json={}).status_code == 200
    assert story.read_text() == STORY.replace("Mara runs along a pier", "of a")


def test_a_price_that_changed_is_not_paid(studio: Studio) -> None:
    with studio.client() as client:
        answer = client.post("/take", json={"panel": "pier", "price": 0.15})
        assert (answer.status_code, answer.json()["conflict"][:25]) == (
            409,
            "a take costs $0.00 now: l",
        )
        assert client.post("/take", json={"panel": "none", "price": 0}).status_code == 422
        page = client.get("/page/1", params={"panel": "pier"}).text
    assert "data-take=" not in page


def test_the_server_listens_on_the_loopback_address_alone_and_ends_quietly(
    write: Write, own_home: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from storyboard.studio import serve\n"
        "serve(Path(sys.argv[1]), open_browser=False, ready=lambda a: print(a, flush=True))"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(write(STORY))]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        assert process.stdout and process.stderr
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:") and len(address.partition("=")[2]) >= 32
        port = int(address.split(":")[2].partition("/")[0])
        assert httpx.get(address).status_code == 303
        own = [a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
        for other in {a for a in own if not a.startswith("127.")}:
            with socket.socket() as door:
                assert door.connect_ex((other, port)) != 0
        process.send_signal(signal.SIGINT)
        assert (process.wait(15), process.stderr.read()) == (0, "")


def test_a_story_that_is_not_there_and_a_taken_port_are_said(tmp_path: Path, write: Write) -> None:
    from storyboard.studio import app, serve

    with pytest.raises(UsageError, match="there is no story"):
        app(tmp_path / "none.yaml", TOKEN)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        taken = door.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {taken} cannot be had"):
            serve(write(STORY), port=taken, open_browser=False)


def _version(client: httpx.Client) -> str:
    page = client.get("/page/1").text
    return page.partition('data-version="')[2].partition('"')[0]
