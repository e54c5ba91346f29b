"""The studio in a real browser: the whole loop, and what happens when something else writes."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.studio_serving import STORY, Studio, drawn, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
T = TypeVar("T")
Write = Callable[..., Path]
Open = Callable[[Studio], "Page"]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Open]:
    """Opens a studio's first page; any fault in the page's own scripts fails the test."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)

    def open_(studio: Studio) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("console", lambda m: faults.append(m.text) if "Content Security" in m.text else 0)
        page.goto(studio.entry)
        return page

    yield open_
    context.close()
    assert faults == []


def lines(story: Path) -> tuple[list[str], list[str]]:
    """What went from the story, and what came."""
    rows = list(difflib.ndiff(STORY.splitlines(), story.read_text("utf-8").splitlines()))
    return [r[2:] for r in rows if r[:2] == "- "], [r[2:] for r in rows if r[:2] == "+ "]


def until(page: Page, test: str) -> None:
    """Waits until an expression is true (the policy forbids Playwright's own way to wait)."""
    for _ in range(2000):
        if page.evaluate(test):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {test}")


def slowed(work: Callable[..., T], seconds: float) -> Callable[..., T]:
    """Work that takes longer."""

    def slow(*args: object) -> T:
        time.sleep(seconds)
        return work(*args)

    return slow


def written(page: Page, story: Path, text: str) -> None:
    """Waits until the story's file says a text."""
    for _ in range(800):
        if text in story.read_text("utf-8"):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never written: {text}")


def shown(page: Page) -> str:
    return str(page.get_attribute("#sheet", "data-digest"))


def turned(page: Page, before: str) -> str:
    """Waits until the page is another picture; gives its name."""
    until(page, f"document.querySelector('#sheet').dataset.digest !== '{before}'")
    return shown(page)


def test_the_whole_loop(write: Write, look: Open) -> None:
    story = write(STORY)
    drawn(story)
    with serving(story) as studio:
        page = look(studio)
        assert page.url == f"{studio.address}/page/1"
        page.click(".panel[data-panel=boat]", position={"x": 12, "y": 60})
        page.wait_for_selector("#inspector[data-panel=boat]")
        assert page.locator(".take").count() == 1
        assert page.inner_text("#new") == "New take free"
        assert page.inner_text("#spent") == "$0.00"

        first = shown(page)
        page.fill("[data-field=prompt]", "Tom on a ship, laughing, at night")
        page.keyboard.press("Control+Enter")
        second = turned(page, first)
        assert lines(story) == (
            ["        prompt: Tom on a ship"],
            ["        prompt: Tom on a ship, laughing, at night"],
        )
        assert "prompt changed" in page.inner_text(".who .state")

        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.wait_for_selector(".take[data-take='2'].used")
        third = turned(page, second)
        page.keyboard.press("n")
        page.wait_for_selector(".take[data-take='3']")
        assert page.locator(".take.used").get_attribute("data-take") == "2"
        page.keyboard.press("3")
        page.wait_for_selector(".take[data-take='3'].used")
        fourth = turned(page, third)
        assert len({first, second, third, fourth}) == 4
        picks = story.with_name("story.picks.yaml")
        assert "take: 3" in picks.read_text()

        balloon = page.locator(".balloon[data-panel=boat]")
        at = balloon.bounding_box()
        assert at
        x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 3
        page.mouse.move(x, y)
        page.mouse.down()
        frame = page.locator(".panel[data-panel=boat] path").last.bounding_box()
        assert frame
        # To the foot of the panel, where no face is; Alt keeps it from the places by name.
        centre = "b => [b.dataset.x, b.dataset.y]"
        was = page.locator(".balloon[data-panel=boat]").evaluate(centre)
        scale = page.evaluate("document.querySelector('#sheet').getScreenCTM().a")
        page.keyboard.down("Alt")
        page.mouse.move(x + 30, frame["y"] + 0.84 * frame["height"], steps=4)
        assert page.locator(".balloon .ghost").count() == 1
        assert page.locator(".places .on").count() == 0
        page.mouse.up()
        page.keyboard.up("Alt")
        turned(page, fourth)
        went, came = lines(story)
        assert went[1:] == ['          - tom: "Every night the same."']
        assert came[1].startswith('          - tom: {text: "Every night the same.", at: [0.')
        point = [float(n) for n in came[1].partition("[")[2].rstrip("]}").split(",")]
        moved = page.locator(".balloon[data-panel=boat]").evaluate(centre)
        box = page.locator(".panel[data-panel=boat]").evaluate(
            "p => ['x', 'y', 'w', 'h'].map(k => Number(p.dataset[k]))"
        )
        asked = [box[0] + point[0] * box[2], box[1] + point[1] * box[3]]
        # Written is where the hand let go; the letterer comes as near as its own rules let it.
        hand = (30 / scale, (frame["y"] + 0.84 * frame["height"] - y) / scale)
        assert asked == pytest.approx([float(w) + h for w, h in zip(was, hand, strict=True)], abs=1)
        assert float(moved[1]) > float(was[1]) + 0.5 * hand[1]

        page.select_option("[data-field='dialogue.0.as']", "shout")
        until(page, "!document.querySelector('#undo').title.includes('place')")
        assert "as: shout" in lines(story)[1][1]

        page.evaluate("document.activeElement.blur()")  # A "u" is a letter in a field.
        for _ in range(2):
            before = shown(page)
            page.keyboard.press("u")
            turned(page, before)
        assert shown(page) == fourth
        assert len(lines(story)[0]) == 1
        page.keyboard.press("u")
        page.wait_for_selector(".take[data-take='2'].used")
        assert shown(page) == third
        assert not picks.exists() or "take: 3" not in picks.read_text()
        page.keyboard.press("u")
        assert turned(page, third) == first
        assert story.read_text("utf-8") == STORY
        assert page.is_disabled("#undo")

        page.reload()
        page.wait_for_selector("#inspector[data-panel=boat]")
        assert (shown(page), page.input_value("[data-field=prompt]")) == (first, "Tom on a ship")


def _drag(page: Page, selector: str, to: tuple[float, float]) -> None:
    """Takes a thing in hand and lets it go at a place of the boat's panel, by fractions."""
    held = page.locator(selector).bounding_box()
    frame = page.locator(".panel[data-panel=boat] path").last.bounding_box()
    assert held
    assert frame
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
    page.mouse.down()
    x, y = frame["x"] + to[0] * frame["width"], frame["y"] + to[1] * frame["height"]
    page.mouse.move(x - 3, y, steps=3)
    page.mouse.move(x, y)


def test_characters_tails_places_by_name_and_redo(write: Write, look: Open) -> None:
    story = write(STORY)
    drawn(story)
    with serving(story) as studio:
        page = look(studio)
        page.goto(f"{studio.address}/page/1?panel=boat")
        page.wait_for_selector("#inspector[data-panel=boat]")
        before = shown(page)
        assert page.locator(".chip[aria-pressed=true]").all_inner_texts() == ["tomlead"]

        # Near the place that the story has a name for, it is the name that is written.
        _drag(page, ".balloon[data-panel=boat]", (0.5, 0.9))
        spot = page.locator(".places circle[data-place=bottom]").bounding_box()
        assert spot
        page.mouse.move(spot["x"] + 9, spot["y"] + 4)
        assert page.locator(".places .on").get_attribute("data-place") == "bottom"
        page.mouse.up()
        placed = turned(page, before)
        line = '          - tom: {text: "Every night the same.", at: bottom}'
        assert lines(story)[1] == [line]
        assert page.input_value("[data-field='dialogue.0.at']") == "bottom"

        _drag(page, ".tip", (0.25, 0.5))
        page.mouse.up()
        until(page, "document.querySelector('#undo').title.includes('tail')")
        aimed = shown(page)
        (came,) = lines(story)[1]
        assert came.startswith(line.rstrip("}") + ", tail: [0.2")
        # The mark stays where the hand let it go, wherever the letterer's tail ends.
        point = [float(n) for n in came.rpartition("[")[2].rstrip("]}").split(",")]
        spot = page.evaluate(
            "[...['x', 'y'].map(k => document.querySelector('.tip').dataset[k]),"
            " ...['x', 'y', 'w', 'h'].map(k => document.querySelector('.panel.open').dataset[k])]"
            ".map(Number)"
        )
        asked = [spot[2] + point[0] * spot[4], spot[3] + point[1] * spot[5]]
        assert spot[:2] == pytest.approx(asked, abs=0.1)
        assert page.locator(".tip.aimed .cross").count() == 1
        page.select_option("[data-field='dialogue.0.tail']", "none")
        turned(page, aimed)
        assert lines(story)[1] == [line.rstrip("}") + ", tail: none}"]
        assert page.locator(".tip").count() == 0

        page.click(".chip[data-cast=mara]")
        until(page, "document.querySelectorAll('.chip[aria-pressed=true]').length === 2")
        assert "        characters: [tom, mara]" in story.read_text().splitlines()
        assert "not drawn yet" in page.inner_text(".who .state")
        page.click("[data-cast-auto]")
        until(page, "document.querySelectorAll('.chip[aria-pressed=true]').length === 1")
        assert "characters: [" not in story.read_text()

        page.evaluate("document.activeElement.blur()")
        for _ in range(5):
            page.keyboard.press("u")
            page.wait_for_timeout(50)
        until(page, "document.querySelector('#undo').disabled")
        assert story.read_text() == STORY
        page.keyboard.press("Shift+U")
        assert turned(page, before) == placed
        assert lines(story)[1] == [line]
        assert page.is_enabled("#redo")
        # Another edit is the end of what could be done again.
        page.fill("[data-field='dialogue.0.text']", "Every night.")
        page.keyboard.press("Control+Enter")
        until(page, "document.querySelector('#redo').disabled")


def test_what_another_editor_writes_appears_and_is_never_overwritten(
    write: Write, look: Open
) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_selector("#inspector[data-panel=pier]")
        theirs = STORY.replace("title: Last Boat", "title: Lost Boat").replace("Wait!", "Stop!")
        story.write_text(theirs)
        until(page, "document.querySelector('.bar h1').textContent === 'Lost Boat'")
        assert page.input_value("[data-field='dialogue.0.text']") == "Stop!"

        # While something is being typed, a change of another field does no harm to it.
        page.fill("[data-field=prompt]", "Mine")
        story.write_text(theirs.replace("Harbour, 23:39.", "Harbour."))
        until(
            page, "document.querySelector(\"[data-field='caption.0.text']\").value === 'Harbour.'"
        )
        assert page.input_value("[data-field=prompt]") == "Mine"
        assert page.locator(".conflict").count() == 0

        # A change of the same field is shown beside it, and nothing is written unasked.
        second = theirs.replace("Mara runs along a pier", "Theirs")
        story.write_text(second)
        page.wait_for_selector(".conflict")
        assert page.inner_text(".conflict q") == "Theirs"
        page.click(".bar h1")
        assert story.read_text() == second
        page.click("[data-resolve=mine]")
        page.wait_for_selector(".conflict", state="detached")
        until(page, "document.querySelector('#undo').disabled === false")
        assert story.read_text() == second.replace("Theirs", "Mine")

        # Undo would lose what was written since, so it says so and does nothing.
        third = story.read_text().replace("the working title", "a title")
        story.write_text(third)
        page.keyboard.press("u")
        page.wait_for_selector(".says .wrong")
        assert "changed elsewhere" in page.inner_text(".says")
        assert story.read_text() == third


def test_faults_are_shown_where_they_are(write: Write, look: Open) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.click(".panel[data-panel=rain]")
        page.wait_for_selector("#inspector[data-panel=rain]")
        page.fill("[data-field=seed]", "-3")
        page.keyboard.press("Enter")
        page.wait_for_selector(".fields .error")
        assert "the least is 0" in page.inner_text(".fields .error")
        assert story.read_text() == STORY
        page.fill("[data-field=seed]", "3")
        page.keyboard.press("Enter")
        page.wait_for_selector(".fields .error", state="detached")
        assert lines(story) == ([], ["        seed: 3"])

        good = story.read_text()
        story.write_text(good.replace("        shot: wide", "        shott: wide"))
        page.wait_for_selector("#trouble article")
        line = 1 + good.splitlines().index("        shot: wide")
        assert f"line {line} `shott`" in page.inner_text("#trouble .what")
        assert page.inner_text("#trouble pre") == "        shott: wide\n        ^"
        assert "did you mean `shot`?" in page.inner_text("#trouble")
        assert page.is_disabled("#new") and page.is_disabled("[data-field=prompt]")
        assert page.locator("#sheet .print").count() == 1
        story.write_text(good)
        page.wait_for_selector("#trouble", state="hidden")
        assert page.is_enabled("#new")


def test_everything_is_reached_by_keys(write: Write, look: Open) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.keyboard.press("?")
        assert page.is_visible("#keys")
        page.keyboard.press("Escape")
        page.wait_for_selector("#keys", state="hidden")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.get_attribute(".panel.at", "data-panel") == "boat"
        page.keyboard.press("Enter")
        page.wait_for_selector("#inspector[data-panel=boat]")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("#inspector[data-panel=rain]")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("#inspector[data-panel=dawn]")
        assert page.url.endswith("/page/2?panel=dawn")
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector("#inspector[data-panel=rain]")
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector("#inspector[data-panel=boat]")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.field") == "prompt"
        page.keyboard.press("n")
        assert page.input_value("[data-field=prompt]") == "Tom on a shipn"
        page.keyboard.press("Backspace")
        page.keyboard.press("Escape")
        start = page.evaluate(
            "[document.querySelector('.balloon[data-panel=boat]').dataset.y,"
            " ...['y', 'h'].map(k => document.querySelector('.panel.open').dataset[k])].map(Number)"
        )
        page.focus(".balloon[data-panel=boat]")
        for _ in range(3):
            page.keyboard.press("Shift+ArrowDown")
        until(page, "document.querySelector('#undo').title.includes('place of a balloon')")
        went, came = lines(story)
        assert (len(went), len(came)) == (1, 1) and ", at: [" in came[0]
        down = float(came[0].rpartition(",")[2].rstrip("]} "))
        assert down == pytest.approx((start[0] + 30 - start[1]) / start[2], abs=0.002)
        assert page.evaluate("document.activeElement.dataset.field") == "dialogue.0"
        page.keyboard.press("Escape")
        page.wait_for_selector("#inspector:not([data-panel])")
        page.keyboard.press("ArrowDown")
        page.wait_for_selector("body[data-page='2']")


def test_words_are_added_and_taken_away(write: Write, look: Open) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.click(".panel[data-panel=rain]")
        page.wait_for_selector("#inspector[data-panel=rain]")
        page.click("[data-add=dialogue]")
        page.wait_for_selector("[data-field='dialogue.0.text']")
        until(page, "document.activeElement.dataset.field === 'dialogue.0.text'")
        page.keyboard.type("So it: rains.")
        page.select_option("[data-field='dialogue.0.speaker']", "tom")
        until(page, "document.querySelector(\"[data-field='dialogue.0.speaker']\").value === 'tom'")
        page.click("[data-add=sfx]")
        page.wait_for_selector("[data-remove='sfx.0']")
        assert lines(story) == (
            [],
            ["        dialogue:", "          - tom: 'So it: rains.'", "        sfx: BANG"],
        )
        for field in ("sfx.0", "dialogue.0"):
            page.click(f"[data-remove='{field}']")
            page.wait_for_selector(f"[data-word='{field}']", state="detached")
        assert story.read_text() == STORY


def test_what_is_typed_while_a_slow_server_makes_the_field_lands_in_it(
    write: Write, look: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.click(".panel[data-panel=rain]")
        page.wait_for_selector("#inspector[data-panel=rain]")
        desk = studio.web.desk
        monkeypatch.setattr(desk, "change", slowed(desk.change, 1.2))
        monkeypatch.setattr(desk, "compose", slowed(desk.compose, 0.6))
        page.click("[data-add=dialogue]")
        focused = "document.activeElement.dataset.field"
        assert page.evaluate(focused) == "dialogue.0.text"
        assert page.is_disabled("[data-add=dialogue]") and page.is_disabled("[data-add=sfx]")
        # Every one of these letters is a shortcut, and a blank would press a button.
        said = "n u w 1 ? U"
        page.keyboard.type(said, delay=60)
        assert page.input_value("[data-field='dialogue.0.text']") == said
        assert story.read_text() == STORY, "the server was not slow"
        assert page.get_attribute("body", "data-working") == "yes"
        # What is lettered anew besides is said, as `watch` says it.
        monkeypatch.setattr(studio.web.desk, "moved", lambda _: ("pier", "boat"))
        page.wait_for_selector(".making", state="detached")
        page.wait_for_selector(".says p:text-is('the words of pier, boat made room')")
        page.keyboard.type(" and on")
        assert page.evaluate(focused) == "dialogue.0.text"
        assert page.input_value("[data-field='dialogue.0.text']") == said + " and on"
        page.keyboard.press("Control+Enter")
        written(page, story, "and on")
        until(page, "document.body.dataset.working === undefined")
        assert lines(story) == (
            [],
            ["        dialogue:", "          - mara: n u w 1 ? U and on"],
        )
        assert page.is_enabled("[data-add=dialogue]")
        assert page.locator("dialog[open], .take").count() == 0

        # On the way to a field, too, no letter is a shortcut.
        page.click("#close")
        page.wait_for_selector("#inspector:not([data-panel])")
        page.click(".balloon[data-panel=pier]")
        page.keyboard.type("nu?")
        until(page, f"{focused} === 'caption.0.text' || {focused} === 'dialogue.0.text'")
        assert page.locator("dialog[open], .take").count() == 0
        assert "n u w 1" in story.read_text()


def test_panels_are_added_moved_and_deleted(write: Write, look: Open) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.click(".panel[data-panel=boat]", position={"x": 12, "y": 60})
        page.wait_for_selector("#inspector[data-panel=boat]")
        page.click("[data-new-panel]")
        page.wait_for_selector("#inspector[data-panel='p1.3']")
        until(page, "document.activeElement.dataset.field === 'prompt'")
        page.keyboard.type("Tom alone")
        page.keyboard.press("Control+Enter")
        written(page, story, "      - prompt: Tom alone\n      - id: rain")
        page.click("[data-move='-1']")
        page.wait_for_selector("#inspector[data-panel='p1.2']")
        assert page.input_value("[data-field=prompt]") == "Tom alone"
        assert page.locator(".panel.open").get_attribute("data-panel") == "p1.2"
        page.click("[data-delete-panel]")
        page.wait_for_selector("#inspector:not([data-panel])")
        assert story.read_text() == STORY
        page.keyboard.press("u")
        written(page, story, "Tom alone")

        # In the list, by hand.
        page.wait_for_selector("[data-of='p1.2']")
        page.drag_and_drop("[data-of=rain]", "[data-of=pier]", target_position={"x": 20, "y": 3})
        until(page, "document.querySelector('.list li').dataset.of === 'rain'")
        for _ in range(4):
            before = story.read_text()
            page.keyboard.press("u")
            for _ in range(400):
                if story.read_text() != before:
                    break
                page.wait_for_timeout(25)
        assert story.read_text() == STORY


def test_a_picture_of_ones_own_and_the_heads_in_it(write: Write, look: Open) -> None:
    from PIL import Image

    story = write(STORY)
    Image.new("RGB", (1200, 800), "teal").save(story.parent / "rain.png")
    with serving(story) as studio:
        page = look(studio)
        page.goto(f"{studio.address}/page/1?panel=rain")
        assert page.locator("[data-field=seed]").count() == 1
        page.select_option("[data-field=image]", "rain.png")
        page.wait_for_selector("[data-mark=mara]")
        assert lines(story) == ([], ["        image: rain.png"])
        assert page.locator("[data-field=seed], [data-field=speed], #new").count() == 0
        page.click("[data-mark=mara]")
        frame = page.locator(".panel.open path").last.bounding_box()
        assert frame
        x, y, w, h = (frame[k] for k in ("x", "y", "width", "height"))
        page.mouse.move(x + 0.25 * w, y + 0.25 * h)
        page.mouse.down()
        page.mouse.move(x + 0.5 * w, y + 0.5 * h, steps=4)
        assert page.locator(".drawn").count() == 1
        page.mouse.up()
        page.wait_for_selector("[data-head=mara]")
        ((_, came),) = (lines(story)[1],)
        assert came.startswith("        faces: {mara: [0.")
        box = [float(v) for v in came.partition("[")[2].rstrip("]}").split(",")]
        mark = page.locator("[data-head=mara] rect").last.bounding_box()
        assert mark
        drawn_at = [mark["x"], mark["y"], mark["width"], mark["height"]]
        # The picture may be moved for the head's sake; the box stays as large as it was drawn.
        assert drawn_at[2:] == pytest.approx([0.25 * w, 0.25 * h], abs=4)
        assert page.input_value("[data-field='faces.mara']") == ", ".join(f"{v:g}" for v in box)
        page.fill("[data-field='faces.mara']", "0.1 0.2 0.3 0.3")
        page.keyboard.press("Enter")
        written(page, story, "faces: {mara: [0.1, 0.2, 0.3, 0.3]}")
        page.select_option("[data-field=image]", "")
        page.wait_for_selector("[data-field=seed]")


def test_what_is_not_drawn_is_said_and_an_undo_that_would_lose_is_grey(
    write: Write, look: Open
) -> None:
    story = write(STORY.replace("prompt: Mara in the rain", "prompt: Mara plays the bagpipes"))
    with serving(story) as studio:
        page = look(studio)
        page.goto(f"{studio.address}/page/1?panel=rain")
        assert "the illustrator does not draw: " in page.inner_text("#inspector .remark")
        assert page.locator(".panel[data-panel=rain] .flag").count() == 1
        page.fill("[data-field='shot']", "wide")
        page.keyboard.press("Enter")
        until(page, "!document.querySelector('#undo').disabled")
        assert page.get_attribute("#undo", "aria-disabled") is None
        theirs = story.read_text().replace("working title", "title")
        story.write_text(theirs)
        until(page, "document.querySelector('#undo').getAttribute('aria-disabled') === 'true'")
        assert "changed elsewhere since" in str(page.get_attribute("#undo", "title"))
        page.click("#undo", force=True)
        page.wait_for_selector(".says .wrong")
        assert story.read_text() == theirs
        # With the other's change taken back, it is possible again.
        story.write_text(
            theirs.replace("a title", "a working title").replace("the title", "the working title")
        )
        until(page, "document.querySelector('#undo').getAttribute('aria-disabled') === null")


def test_what_is_typed_is_written_when_another_panel_is_opened(write: Write, look: Open) -> None:
    story = write(STORY)
    with serving(story) as studio:
        page = look(studio)
        page.click(".panel[data-panel=rain]")
        page.wait_for_selector("#inspector[data-panel=rain]")
        page.fill("[data-field=prompt]", "Mara in the snow")
        page.click(".panel[data-panel=boat]", position={"x": 12, "y": 60})
        page.wait_for_selector("#inspector[data-panel=boat]")
        assert lines(story) == (
            ["        prompt: Mara in the rain"],
            ["        prompt: Mara in the snow"],
        )
        page.fill("[data-field='dialogue.0.text']", "Every day.")
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowDown")
        page.wait_for_selector("body[data-page='2']")
        assert lines(story)[1][0] == '          - tom: "Every day."'
        page.go_back()
        page.wait_for_selector("#inspector[data-panel=boat]")
        assert page.input_value("[data-field='dialogue.0.text']") == "Every day."


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_width_shows_the_page_the_panel_and_the_focus(
    write: Write, browser: Browser, scheme: str
) -> None:
    story = write(STORY)
    drawn(story)
    with serving(story) as studio:
        context = browser.new_context(color_scheme="light" if scheme == "light" else "dark")
        page = context.new_page()
        page.goto(studio.entry)
        for width, height in ((360, 740), (420, 860), (768, 1024), (1024, 768), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{studio.address}/page/1?panel=rain")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            boxes = [page.locator(f"#{id}").bounding_box() for id in ("stage", "inspector")]
            stage, inspector = boxes
            assert stage
            assert inspector
            assert inspector["width"] >= 320
            if width <= 720:
                assert stage["width"] == inspector["width"] == width
                assert inspector["y"] >= stage["y"] + stage["height"] - 1
            else:
                assert inspector["x"] >= stage["x"] + stage["width"] - 1
            sheet = page.locator("#sheet").bounding_box()
            assert sheet
            assert sheet["width"] >= 340
            panel = page.locator(".panel.open").bounding_box()
            assert panel
            middle = panel["y"] + panel["height"] / 2
            assert stage["y"] < middle < stage["y"] + stage["height"], "the panel is out of sight"
            page.locator("#new").focus()
            page.keyboard.press("Shift+Tab")
            style = page.evaluate(
                "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])"
                "(getComputedStyle(document.activeElement))"
            )
            assert style == ["solid", 2]
        page.goto(f"{studio.address}/page/1")
        assert page.inner_text(".who") == "Page 1\n3 panels, all drawn"
        assert "The whole story: 2 pages, 4 panels, all drawn." in page.inner_text("#inspector")
        context.close()
