"""The plan: geometry in numbers, prompts word by word, keys that mean what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storyboard
from storyboard.errors import UsageError
from storyboard.geometry import IN, MM, Rect
from storyboard.pipeline import page_templates
from storyboard.plan.formats import FORMATS
from storyboard.plan.model import Member, Plan
from storyboard.plan.paginate import MOST_PANELS, Wish, paginate
from storyboard.plan.prompts import make_prompt
from storyboard.plan.tiers import Template, cells

Write = Callable[..., Path]
Run = Callable[..., object]


def planned(write: Write, text: str, **more: str) -> Plan:
    return storyboard.plan(storyboard.load(write(text)), **more)


def test_the_us_comic_page_has_the_published_boxes() -> None:
    comic = FORMATS["us-comic"]
    assert comic.trim_box() == Rect(0, 0, 477, 738)
    assert comic.bleed_box() == Rect(-9, -9, 495, 756)
    live = comic.live_box(recto=True, rtl=False)
    assert [round(v, 3) for v in live.as_list()] == [22.5, 45, 432, 648]


@pytest.mark.parametrize(
    ("name", "trim", "live"),
    [
        ("digest", (6 * IN, 9 * IN), (5.375 * IN, 8 * IN)),
        ("mini", (5 * IN, 8 * IN), (4.375 * IN, 7.375 * IN)),
        ("manga-b5", (182 * MM, 257 * MM), (150 * MM, 220 * MM)),
    ],
)
def test_formats_hold_the_printers_sizes(
    name: str, trim: tuple[float, float], live: tuple[float, float]
) -> None:
    box = FORMATS[name].live_box(recto=True, rtl=False)
    assert (FORMATS[name].width, FORMATS[name].height) == pytest.approx(trim)
    assert (box.w, box.h) == pytest.approx(live)


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda f: f.name)
@pytest.mark.parametrize("rtl", [False, True])
def test_every_template_fills_the_live_area_of_every_format(fmt: object, rtl: bool) -> None:
    from storyboard.plan.formats import Format

    assert isinstance(fmt, Format)
    if fmt.aspect or fmt.name == "webtoon":
        return
    live = fmt.live_box(recto=True, rtl=rtl)
    for template in page_templates().values():
        boxes = [b for b, _ in cells(live, template, fmt, rtl=rtl)]
        assert len(boxes) == template.cells
        assert all(live.holds(b, slack=1e-6) for b in boxes)
        assert min(b.x for b in boxes) == pytest.approx(live.x)
        assert max(b.right for b in boxes) == pytest.approx(live.right)
        assert max(b.bottom for b in boxes) == pytest.approx(live.bottom)
        for i, a in enumerate(boxes):
            assert all(a.overlap(b) == 0 for b in boxes[i + 1 :])
        first = boxes[0]
        row = [b for b in boxes if abs(b.y - first.y) < 1e-6]
        if len(row) > 1:
            gap = row[1].x - row[0].right if not rtl else row[0].x - row[1].right
            assert gap == pytest.approx(fmt.gutter)
        xs = [b.x for b in row]
        assert xs == sorted(xs, reverse=rtl)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(Wish, st.floats(0.7, 2.6), st.integers(0, 60)), min_size=1, max_size=40),
    st.sampled_from(sorted(FORMATS)),
)
def test_pagination_keeps_every_panel_once(wishes: list[Wish], name: str) -> None:
    fmt = FORMATS[name]
    live = fmt.live_box(recto=True, rtl=False)
    pages = paginate(wishes, live, fmt)
    total = sum(p.cells for p in pages)
    if fmt.aspect:
        assert total >= len(wishes)
    else:
        assert total == len(wishes)
        assert all(1 <= p.cells <= MOST_PANELS for p in pages)
        assert all(len(t) <= 3 for p in pages for t in p.tiers)


def test_pagination_gives_wide_shots_wide_frames(write: Write) -> None:
    made = planned(
        write,
        "title: T\npanels:\n"
        "- {prompt: the sea, shot: extreme wide}\n"
        "- {prompt: a face, shot: close-up}\n"
        "- {prompt: a hand, shot: close-up}\n"
        "- {prompt: a street, shot: wide}\n",
    )
    boxes = {f.panel: f.box for p in made.pages for f in p.frames}
    assert boxes["p1"].w == pytest.approx(432)
    assert boxes["p2"].w == pytest.approx(boxes["p3"].w)
    assert boxes["p2"].y == boxes["p3"].y


def test_a_layout_of_widths_divides_its_tier(write: Write) -> None:
    made = planned(
        write,
        "title: T\npages:\n- layout: [[1], [2, 1]]\n  panels:\n"
        "  - prompt: a\n  - prompt: b\n  - prompt: c\n",
    )
    a, b, c = (f.box for f in made.pages[0].frames)
    assert a.w == pytest.approx(432)
    assert b.w == pytest.approx(2 * c.w)
    assert c.x - b.right == pytest.approx(9)
    assert b.y - a.bottom == pytest.approx(9)
    assert a.h == pytest.approx((648 - 9) / 2)


def test_right_to_left_pages_are_mirrored(write: Write) -> None:
    text = "title: T\n{}pages:\n- layout: [[1, 1]]\n  panels:\n  - prompt: a\n  - prompt: b\n"
    ltr = planned(write, text.format("")).pages[0].frames
    rtl = planned(write, text.format("reading: rtl\n")).pages[0].frames
    assert ltr[0].box.x < ltr[1].box.x
    assert rtl[0].box.x > rtl[1].box.x


MEMBERS = (
    Member("mara", "Mara Voss", "woman of thirty, yellow raincoat"),
    Member("tom", "Tom", ""),
)


def prompt(template: str, text: str, **more: object) -> str:
    values: dict[str, object] = {
        "look": "", "shot": "", "style": "auto", "characters": MEMBERS, **more
    }  # fmt: skip
    return make_prompt(template, "t.j2", prompt=text, **values)  # type: ignore[arg-type]


def test_the_shipped_template_says_look_shot_prompt_and_characters() -> None:
    from storyboard.assets import prompt_template

    made = prompt(
        prompt_template(), "Mara runs", look="clear line, flat colours", shot="wide, low angle"
    )
    assert made == (
        "clear line, flat colours. Wide, low angle shot. Mara runs. "
        "Mara Voss: woman of thirty, yellow raincoat."
    )


@pytest.mark.parametrize(
    "words", ['"LAST BOAT 23:40"', "“Ça va?”", '"two  spaces {{ x }} <b>"', '"lower CASE"']
)
def test_quoted_words_reach_the_prompt_untouched(words: str) -> None:
    assert words in prompt("{{ prompt|upper|replace('A', 'B') }}", f"a sign reads {words} there")


def test_a_template_that_drops_quoted_words_is_refused() -> None:
    with pytest.raises(UsageError, match='drops the words "EXIT"'):
        prompt("{{ shot }}", 'a door marked "EXIT"')


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if %}", "t.j2:1: the template cannot be read"),
        ("{{ ''.__class__.__mro__ }}", "sandbox|unsafe"),
        ("{{ prompt.__init__.__globals__ }}", "sandbox|unsafe"),
        ("{% for i in range(9999999) %}x{% endfor %}", "1000"),
        ("{{ 'x' * 99999999 }}", "too long"),
        ("{{ 9 ** 9 ** 9 }}", "too large"),
        ("{% for i in range(999) %}{% for j in range(999) %}xxxxxxxxx{% endfor %}{% endfor %}",
         "more than"),
        ("{% include '/etc/passwd' %}", "fails"),
        ("{{ 1 / 0 }}", "fails"),
    ],
)  # fmt: skip
def test_templates_are_bounded_and_sandboxed(template: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        prompt(template, "Mara runs")


BASE = """title: T
style: {look: flat colours}
characters:
  mara: {description: yellow raincoat}
  tom: {description: navy cap}
pages:
- panels:
  - {id: a, prompt: Mara runs, caption: One., dialogue: [mara: Go!]}
  - {id: b, prompt: Tom waits}
"""


def keys(write: Write, text: str) -> dict[str, str]:
    return {e.shot.panel: e.shot.key for e in planned(write, text).entries}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Go!", "Come on!"),
        ("caption: One.", "caption: [One., Two.]"),
        ("dialogue: [mara: Go!]", "dialogue: [mara: {text: Go!, as: shout}]"),
        ("title: T", "title: Another\nauthor: Somebody"),
        ("Tom waits}", "Tom waits, notes: pan left, duration: 3}"),
    ],
)
def test_rewording_draws_nothing_again(write: Write, old: str, new: str) -> None:
    assert old in BASE
    assert keys(write, BASE) == keys(write, BASE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("prompt: Mara runs", "prompt: Mara walks", {"a"}),
        ("prompt: Tom waits", "prompt: Tom waits, seed: 9", {"b"}),
        ("flat colours", "ink wash", {"a", "b"}),
        ("title: T", "title: T\ngenerator: {seed: 5}", {"a", "b"}),
        ("prompt: Tom waits", "prompt: Tom waits, shot: close-up", {"b"}),
    ],
)
def test_what_the_generator_is_sent_makes_the_key(
    write: Write, old: str, new: str, changed: set[str]
) -> None:
    before = keys(write, BASE)
    # A shot may change the frames' shapes too; here the layout is given.
    after = keys(write, BASE.replace(old, new))
    assert {p for p in before if before[p] != after[p]} >= changed
    if "shot" not in new:
        assert {p for p in before if before[p] != after[p]} == changed


def test_panels_share_the_seed_unless_they_have_their_own(write: Write) -> None:
    made = planned(write, BASE.replace("Tom waits", "Tom waits, seed: 77"))
    assert [e.shot.seed for e in made.entries] == [1, 77]


def test_hosted_pictures_take_the_models_size_nearest_to_the_frame(write: Write) -> None:
    from PIL import Image

    path = write(
        "title: T\ngenerator: {backend: modelrunner, speed: turbo}\n"
        "characters: {mara: {reference: m.png}}\n"
        "pages:\n- layout: [[1], [1, 1], [1, 1]]\n  panels:\n"
        + "".join(f"  - {{prompt: Mara {i}}}\n" for i in range(5))
    )
    Image.new("RGB", (64, 64), "red").save(path.parent / "m.png")
    made = storyboard.plan(storyboard.load(path))
    sizes = [(e.shot.width, e.shot.height) for e in made.entries]
    frames = [f.box for f in made.pages[0].frames]
    assert sizes[0] == (1344, 640) or sizes[0][0] / sizes[0][1] == pytest.approx(
        frames[0].w / frames[0].h, rel=0.08
    )
    assert made.cost == pytest.approx(0.5)
    assert made.to_draw == 5
    lead = made.entries[0].shot.reference
    assert lead is not None
    assert (lead.mime, lead.width) == ("image/png", 64)


def test_the_illustrators_version_is_part_of_its_keys() -> None:
    from storyboard import sketch
    from storyboard.plan import build

    assert build.DRAWN_BY == sketch.VERSION


def test_a_new_name_redraws_only_those_panels_whose_words_it_is_in(write: Write) -> None:
    text = (
        "title: T\ncharacters: {tom: {name: Tom Hall, description: an old man with a beard}}\n"
        "panels:\n- {prompt: He walks on the pier, characters: [tom]}\n"
        "- {prompt: Hall sits in the rain}\n- {prompt: An empty sea}\n"
    )
    old, new = keys(write, text), keys(write, text.replace("Tom Hall", "Finn Hall"))
    assert old == new
    # Words that no longer name him are no longer his; a woman's name makes him another.
    assert keys(write, text.replace("Tom Hall", "Tom Reed"))["p2"] != old["p2"]
    text = text.replace("an old man with a beard", "tall and thin")
    other, same = keys(write, text.replace("Tom Hall", "Mary Hall")), keys(write, text)
    assert [k for k in old if other[k] != same[k]] == ["p1", "p2"]


def test_the_illustrators_splash_and_spread_print_at_300_ppi(write: Write) -> None:
    made = planned(
        write,
        "title: T\npages:\n- {layout: splash, panels: [{prompt: a sea, bleed: true}]}\n"
        "- {layout: splash, spread: true, panels: [{prompt: a sea, bleed: true}]}\n",
    )
    for page, entry in zip(made.pages, made.entries, strict=True):
        box = page.frames[0].box
        assert entry.shot.width / (box.w / 72) == pytest.approx(300, abs=3)
        assert entry.shot.height / (box.h / 72) == pytest.approx(300, abs=3)


def test_templates_are_grids_of_their_names() -> None:
    templates = page_templates()
    assert len(templates) >= 12
    assert templates["nine-grid"] == Template(((1.0,) * 3,) * 3)
    assert templates["splash"].cells == 1
