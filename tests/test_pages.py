"""Pages: frames that tile, lean, bleed and lie in one another; strips; what stands where."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import storyboard
from storyboard.geometry import IN, MM, PX, Point, Rect, bounds
from storyboard.layout.crops import Box, hidden, placed
from storyboard.pipeline import page_templates
from storyboard.plan.book import book
from storyboard.plan.faults import page_faults
from storyboard.plan.formats import FORMATS, format_of, least_inner, type_size
from storyboard.plan.leaves import Leaf, leaves
from storyboard.plan.model import Frame, PagePlan, Progression
from storyboard.plan.paginate import Wish, page_words, paginate
from storyboard.plan.tiers import Template, leaning, templates_of
from storyboard.story.layouts import blockage
from storyboard.story.model import Page, PageSize, Panel, Story, cells_of
from storyboard.story.panels import numbered
from tests.draw_templates import FOLDER, README, pictures, with_table

Write = Callable[..., Path]

SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip

SHARE = st.sampled_from([1.0, 1.5, 2.0, 3.0])
ROW = st.lists(SHARE, min_size=1, max_size=2).map(tuple)
COLUMN = st.lists(SHARE | ROW, min_size=1, max_size=3).map(tuple)
TIER = st.lists(SHARE | COLUMN, min_size=1, max_size=3).map(tuple)
LEAN = st.none() | st.floats(-20, 20)
SIDES = st.lists(st.sampled_from(["top", "bottom", "left", "right", "outer"])).map(tuple)
BOUND = sorted(f.name for f in FORMATS.values() if f.bound)


@st.composite
def pages_of(draw: st.DrawFn) -> Page:
    tiers = tuple(draw(st.lists(TIER, min_size=1, max_size=4)))
    panels = [Panel(prompt="x", bleed=draw(st.booleans() | SIDES)) for _ in range(cells_of(tiers))]
    heights = draw(st.none() | st.just(tuple(float(1 + i % 2) for i in range(len(tiers)))))
    return Page(
        layout=tiers, heights=heights, slant=draw(LEAN), tilt=draw(LEAN), panels=tuple(panels)
    )


def laid(pages: Sequence[Page], fmt: str = "us-comic", reading: str = "ltr") -> list[PagePlan]:
    story = Story(title="T", page=fmt, reading=reading, pages=tuple(pages))
    groups: list[list[tuple[str, Panel]]] = [[] for _ in pages]
    for page, _, id, panel in numbered(story):
        groups[page or 0].append((id, panel))
    return book(story, groups, page_templates())[0]


def flat(panels: Sequence[Panel], fmt: str = "us-comic", reading: str = "ltr") -> list[PagePlan]:
    story = Story(title="T", page=fmt, reading=reading, panels=tuple(panels))
    return book(story, [[(id, p) for _, _, id, p in numbered(story)]], {})[0]


def area(points: Sequence[Point]) -> float:
    """Positive where the polygon goes clockwise as it is seen, y growing downward."""
    around = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in around) / 2


def gap(a: Sequence[Point], b: Sequence[Point]) -> float:
    """How far two convex polygons stand apart along the best of their edges; below 0 they meet."""
    best = -math.inf
    for one, other in ((a, b), (b, a)):
        for (x0, y0), (x1, y1) in zip(one, [*one[1:], one[0]], strict=True):
            length = math.hypot(x1 - x0, y1 - y0)
            if length < 1e-9:
                continue
            nx, ny = (y1 - y0) / length, (x0 - x1) / length
            best = max(best, min((x - x0) * nx + (y - y0) * ny for x, y in other))
    return best


# What holds on every page


@SETTINGS
@given(pages_of(), st.sampled_from(BOUND), st.sampled_from(["ltr", "rtl"]))
def test_panels_tile_without_overlap_inside_the_bleed(page: Page, fmt: str, way: str) -> None:
    (made,) = laid([page], fmt, way)
    assert len(made.frames) == len(page.panels)
    least = min(FORMATS[fmt].gutter, FORMATS[fmt].tier_gutter)
    for i, frame in enumerate(made.frames):
        assert made.bleed.holds(frame.box, slack=1e-6)
        assert area(frame.outline) > 1
        assert bounds(frame.outline).as_list() == pytest.approx(frame.box.as_list(), abs=1e-6)
        for other in made.frames[i + 1 :]:
            assert gap(frame.outline, other.outline) >= least - 1e-6
        for side in set(frame.bleed):
            edge = {
                "left": frame.box.x - made.bleed.x, "right": made.bleed.right - frame.box.right,
                "top": frame.box.y - made.bleed.y, "bottom": made.bleed.bottom - frame.box.bottom,
            }[side]  # fmt: skip
            assert edge == pytest.approx(0, abs=1e-6)
        if not frame.bleed:
            assert made.live.holds(frame.box, slack=1e-6)


@SETTINGS
@given(pages_of(), st.sampled_from(BOUND))
def test_pages_read_from_the_right_are_mirror_images(page: Page, fmt: str) -> None:
    flip = {"left": "right", "right": "left"}

    def other(panel: Panel) -> Panel:
        sides = panel.bleed
        if isinstance(sides, tuple):
            sides = tuple(flip.get(s, s) for s in sides)  # type: ignore[misc]
        return panel.model_copy(update={"bleed": sides})

    (one,) = laid([page], fmt, "ltr")
    turned = page.model_copy(update={"panels": tuple(map(other, page.panels))})
    (two,) = laid([turned], fmt, "rtl")
    assert (one.side, two.side) == ("right", "left")
    for a, b in zip(one.frames, two.frames, strict=True):
        points = [(one.trim.w - x, y) for x, y in a.outline]
        assert len(points) == len(b.outline)
        for x, y in points:
            assert min(math.dist((x, y), p) for p in b.outline) < 1e-6
        assert {flip.get(s, s) for s in a.bleed} == set(b.bleed)


@SETTINGS
@given(pages_of())
def test_frames_are_in_the_order_of_their_tiers(page: Page) -> None:
    assert isinstance(page.layout, tuple)
    straight = page.model_copy(
        update={
            "slant": None,
            "tilt": None,
            "panels": tuple(Panel(prompt="x") for _ in page.panels),
        }
    )
    (made,) = laid([straight])
    at = 0
    above = -math.inf
    for tier in page.layout:
        own = made.frames[at : at + cells_of(tier)]
        at += len(own)
        assert min(f.box.y for f in own) > above
        above = max(f.box.bottom for f in own)
        firsts = [sum(map(cells_of, tier[:i])) for i in range(len(tier))]
        lefts = [own[first].box.x for first in firsts]
        assert lefts == sorted(lefts)


# What a writer asks of a page


def frames_of(page: Page, **how: str) -> tuple[Frame, ...]:
    return laid([page], **how)[0].frames


def test_a_column_is_one_wide_and_stacked() -> None:
    page = Page(layout=((2.0, (1.0, (1.0, 1.0))),), panels=(Panel(prompt="x"),) * 4)
    a, b, c, d = (f.box for f in frames_of(page))
    assert (a.h, a.w) == pytest.approx((648, 2 * b.w))
    assert (b.h, c.h, c.w) == pytest.approx(((648 - 9) / 2, (648 - 9) / 2, (b.w - 9) / 2))
    assert (c.y - b.bottom, d.x - c.right, d.right) == pytest.approx((9, 9, b.right))


@pytest.mark.parametrize("degrees", [-12, 5, 10])
def test_gutters_lean_by_their_degrees_and_keep_their_width(degrees: float) -> None:
    page = Page(layout=((1.0, 1.0), (1.0,)), slant=degrees, panels=(Panel(prompt="x"),) * 3)
    left, right, below = frames_of(page)
    top, bottom = left.outline[1], left.outline[2]
    lean = math.degrees(math.atan2(top[0] - bottom[0], bottom[1] - top[1]))
    assert lean == pytest.approx(degrees)
    assert gap(left.outline, right.outline) == pytest.approx(9)
    assert below.outline == below.box.corners


def test_tilted_gutters_climb_to_the_right() -> None:
    page = Page(layout=((1.0,), (1.0,)), tilt=4, panels=(Panel(prompt="x"),) * 2)
    above, below = frames_of(page)
    (_, _, right, left) = above.outline
    assert math.degrees(math.atan2(left[1] - right[1], right[0] - left[0])) == pytest.approx(4)
    assert gap(above.outline, below.outline) == pytest.approx(9)


def test_a_slant_too_steep_for_its_panels_is_eased() -> None:
    page = Page(layout=((1.0,) * 6,), slant=20, panels=(Panel(prompt="x"),) * 6)
    widths = [
        (f.outline[1][0] - f.outline[0][0], f.outline[2][0] - f.outline[3][0])
        for f in frames_of(page)
    ]
    assert min(min(w) for w in widths) > 10


def test_bleeding_panels_reach_the_bleed_and_splashes_cover_it() -> None:
    (splash,) = laid([Page(layout="splash", panels=(Panel(prompt="x", bleed=True),))])
    assert splash.frames[0].box == splash.bleed
    assert splash.frames[0].bleed == ("left", "top", "right", "bottom")
    page = Page(
        layout=((1.0, 1.0), (1.0, 1.0)),
        panels=(
            Panel(prompt="x", bleed=True), Panel(prompt="x", bleed=("outer",)),
            Panel(prompt="x", bleed=("left",)), Panel(prompt="x", borderless=True),
        ),
    )  # fmt: skip
    one, two = laid([page, page])
    assert [f.bleed for f in one.frames] == [("left", "top"), ("right",), ("left",), ()]
    assert [f.bleed for f in two.frames] == [("left", "top"), (), ("left",), ()]
    assert one.frames[0].box.x == one.bleed.x == -9
    assert one.frames[1].box.right == pytest.approx(one.bleed.right)
    assert [f.borderless for f in one.frames] == [False, False, False, True]


def test_insets_lie_in_the_panel_before_them_and_take_no_cell() -> None:
    page = Page(
        layout=((1.0,), (1.0,)),
        panels=(
            Panel(prompt="a", bleed=True),
            Panel(prompt="b", inset=(0.5, 0.5, 0.4, 0.25)),
            Panel(prompt="c", inset=(0.0, 0.0, 0.2, 0.5), shape="round"),
            Panel(prompt="d"),
        ),
    )
    for way in ("ltr", "rtl"):
        (made,) = laid([page], reading=way)
        host, square, circle, last = made.frames
        assert [f.inset_of for f in made.frames] == ["", host.panel, host.panel, ""]
        # The host runs off the page at the top and the sides: what counts is what is seen.
        seen = Rect(0, 0, 477, host.box.bottom)
        assert square.box.as_list() == pytest.approx(
            [0.5 * 477, 0.5 * seen.h, 0.4 * 477, 0.25 * seen.h]
        )
        assert circle.box.w == pytest.approx(circle.box.h)
        assert seen.holds(circle.box)
        assert last.box.w == pytest.approx(432)


@pytest.mark.parametrize("shape", ["round", "oval"])
@pytest.mark.parametrize("slant", [None, 9])
def test_rounds_are_fine_polygons_inside_their_cells(shape: str, slant: float | None) -> None:
    cells = (Panel(prompt="x"), Panel(prompt="x", bleed=True), Panel(prompt="x"))
    plain = Page(layout=((1.0, 2.0, 1.0), (1.0,)), slant=slant, panels=(*cells, cells[0]))
    cell = frames_of(plain)[1]
    round_panel = Panel(prompt="x", shape=shape, bleed=True)
    page = plain.model_copy(update={"panels": (cells[0], round_panel, cells[2], cells[0])})
    made = frames_of(page)[1]
    assert len(made.outline) >= 48
    assert made.bleed == ()
    assert area(made.outline) == pytest.approx(math.pi / 4 * made.box.area, rel=3e-3)
    assert bounds(made.outline).as_list() == pytest.approx(made.box.as_list())
    for (x0, y0), (x1, y1) in zip(cell.outline, [*cell.outline[1:], cell.outline[0]], strict=True):
        assert all((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > -1e-4 for x, y in made.outline)
    if shape == "round":
        assert made.box.w == pytest.approx(made.box.h)
    elif slant is None:
        assert made.box.w == pytest.approx((432 - 18) / 2)


def test_double_pages_are_two_folios_on_one_sheet() -> None:
    single = Page(panels=(Panel(prompt="x"),))
    double = Page(layout="splash", spread=True, panels=(Panel(prompt="x", bleed=True),))
    made = laid([single, double, single])
    assert [(p.number, p.folios, p.side) for p in made] == [
        (1, (1,), "right"), (2, (2, 3), "both"), (4, (4,), "left"),
    ]  # fmt: skip
    sheet = made[1]
    assert sheet.trim == Rect(0, 0, 954, 738)
    assert sheet.bleed == Rect(-9, -9, 972, 756) == sheet.frames[0].box
    assert sheet.live.as_list() == pytest.approx([22.5, 45, 954 - 45, 648])
    assert sheet.fold is not None
    assert sheet.fold.as_list() == pytest.approx([477 - 22.5, 0, 45, 738])
    assert [p.side for p in laid([single, double, single], reading="rtl")] == [
        "left", "both", "right",
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_a_printer_gets_a_double_page_as_two(way: Progression) -> None:
    single = Page(panels=(Panel(prompt="x"),))
    double = Page(layout="splash", spread=True, panels=(Panel(prompt="x", bleed=True),))
    one, two = laid([single, double], reading=way)
    assert leaves(one, way) == (Leaf(1, one.trim, one.bleed),)
    first, second = leaves(two, way)
    assert (first.folio, second.folio) == (2, 3)
    left, right = (first, second) if way == "ltr" else (second, first)
    assert (left.trim, right.trim) == (Rect(0, 0, 477, 738), Rect(477, 0, 477, 738))
    assert (left.bleed, right.bleed) == (Rect(-9, -9, 495, 756), Rect(468, -9, 495, 756))


def test_a_format_may_be_changed_in_part() -> None:
    thick = format_of(
        PageSize.model_validate({"format": "us-comic", "margin": {"inner": "0.625in"}})
    )
    comic = FORMATS["us-comic"]
    assert (thick.inner, thick.outer, thick.top, thick.bleed, thick.width) == (
        45, comic.outer, comic.top, comic.bleed, comic.width,
    )  # fmt: skip
    assert thick.live_box(recto=True, rtl=False).x == 45
    assert thick.live_box(recto=False, rtl=False).x == comic.outer
    assert thick.live_box(recto=True, rtl=True).x == comic.outer
    crowded = format_of(PageSize.model_validate({"format": "mini", "margin": "3in", "gutter": 0}))
    assert crowded.live_box(recto=True, rtl=False).w == pytest.approx(36)
    assert (crowded.gutter, crowded.tier_gutter) == (0, 0)


@pytest.mark.parametrize("size", [("0.5in", "200in"), ("200in", "0.5in"), ("0.5in", "0.5in")])
@pytest.mark.parametrize("gutter", ["0", "40mm"])
def test_every_page_that_may_be_written_has_room(size: tuple[str, str], gutter: str) -> None:
    own = {"width": size[0], "height": size[1], "gutter": gutter}
    lists = ({"pages": [{"layout": "nine-grid", "slant": 9, "tilt": 9, "panels": [{}] * 9}]},
             {"pages": [{"panels": [{}] * 9}]}, {"panels": [{}] * 9})  # fmt: skip
    for laid_out in lists:
        story = Story.model_validate({"title": "T", "page": own, **laid_out})
        groups: dict[int | None, list[tuple[str, Panel]]] = {}
        for page, _, id, panel in numbered(story):
            groups.setdefault(page, []).append((id, panel))
        made, order = book(story, list(groups.values()), page_templates())
        assert len(order) == 9
        for sheet in made:
            for frame in sheet.frames:
                assert min(frame.box.w, frame.box.h) > 0
                assert sheet.trim.holds(frame.box, slack=1e-6)


@pytest.mark.parametrize(
    ("pages", "inches"),
    [(8, 0), (24, 0.375), (150, 0.375), (151, 0.5), (500, 0.625), (700, 0.75), (828, 0.875)],
)
def test_thick_books_need_room_at_the_spine(pages: int, inches: float) -> None:
    assert least_inner(pages) == pytest.approx(inches * IN)


def test_type_is_the_formats_or_the_storys() -> None:
    def story(page: str, lettering: dict[str, str]) -> Story:
        return Story.model_validate(
            {"title": "T", "page": page, "lettering": lettering, "panels": [{"prompt": "x"}]}
        )

    assert type_size(story("us-comic", {})) == 8
    assert type_size(story("us-comic", {"size": "9pt"})) == 9
    assert type_size(story("webtoon", {})) / FORMATS["webtoon"].width == pytest.approx(0.03)


# Manga and webtoon


def test_manga_starts_on_the_left_and_its_tiers_stand_farther_apart() -> None:
    page = Page(layout=((1.0, 1.0), (1.0, 1.0)), panels=(Panel(prompt="x"),) * 4)
    one, two = laid([page, page], "manga-b5", "rtl")
    assert (one.side, two.side) == ("left", "right")
    a, b, c, _ = (f.box for f in one.frames)
    assert a.x > b.x
    assert (a.x - b.right, c.y - a.bottom) == pytest.approx((2.5 * MM, 5 * MM))


TOON = (
    Panel(prompt="x", shot="extreme wide"),
    Panel(prompt="x"),
    Panel(prompt="x", beat=4),
    Panel(prompt="x", inset=(0.5, 0.5, 0.4, 0.4)),
    Panel(prompt="x", beat=0),
    Panel.model_validate({"prompt": "x", "caption": "word " * 40}),
)


def test_a_strip_is_one_column_with_gaps_by_beat() -> None:
    (made,) = laid([Page(panels=TOON)], "webtoon")
    boxes = [f.box for f in made.frames if not f.inset_of]
    assert all((b.x, b.w) == pytest.approx((0, 800 * PX)) for b in boxes)
    assert all(f.bleed == ("left", "right") for f in made.frames if not f.inset_of)
    assert boxes[0].h / PX == pytest.approx(500)
    assert boxes[1].h / PX == pytest.approx(800)
    assert boxes[4].h > boxes[1].h
    gaps = [(b.y - a.bottom) / PX for a, b in pairwise(boxes)]
    assert gaps == pytest.approx([250, 1000, 0, 250], abs=1e-6)
    assert (boxes[0].y / PX, (made.trim.bottom - boxes[-1].bottom) / PX) == pytest.approx(
        (125, 125)
    )
    assert made.bleed == made.trim
    assert made.live.x > 0
    for cut in made.cuts:
        assert all(not b.y < cut < b.bottom for b in boxes)
    assert len(made.cuts) == 3


@SETTINGS
@given(
    st.lists(
        st.builds(
            Panel,
            prompt=st.just("x"),
            shot=st.sampled_from(["", "wide", "close-up", "extreme wide"]),
            beat=st.none() | st.floats(0, 20),
            scene=st.booleans(),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_strips_are_cut_in_gaps_and_make_the_whole_again(panels: list[Panel]) -> None:
    made = flat(panels, "webtoon")
    frames = [(p, f) for p in made for f in p.frames]
    assert [f.panel for _, f in frames] == [f"p{i + 1}" for i in range(len(panels))]
    at, where = 0.0, []
    for page in made:
        assert page.trim.h <= 14400
        for frame in page.frames:
            assert page.trim.holds(frame.box, slack=1e-6)
            where.append((at + frame.box.y, at + frame.box.bottom))
        at += page.trim.h
    for panel, (_, above), (y, _) in zip(panels[1:], where, where[1:], strict=False):
        usual = 3.0 if panel.scene else 1.0
        assert (y - above) / PX == pytest.approx(
            250 * (usual if panel.beat is None else panel.beat), abs=1e-5
        )


def test_pages_of_a_strip_are_stretches_of_their_own() -> None:
    page = Page(layout=((1.0, 1.0), (1.0,)), heights=(0.5, 1.25), panels=(Panel(prompt="x"),) * 3)
    one, two = laid([page, page], "webtoon")
    a, b, c = (f.box for f in one.frames)
    assert (a.h / PX, c.h / PX) == pytest.approx((400, 1000))
    assert (b.x - a.right) / PX == pytest.approx(12)
    assert (one.number, two.number) == (1, 2)


# Pagination


def test_pictures_of_ones_own_have_the_shapes_that_they_have(write: Write) -> None:
    sizes = [(900, 300), (300, 900), (400, 400), (1200, 500)]
    rows = []
    story = write("title: T\npanels: [{prompt: x}]\n")
    for number, size in enumerate(sizes):
        Image.new("RGB", size, "navy").save(story.parent / f"{number}.png")
        rows.append(f"- {{image: {number}.png, prompt: a wide shot of nothing}}\n")
    for fmt in ("us-comic", "webtoon"):
        story.write_text(f"title: T\npage: {fmt}\npanels:\n{''.join(rows)}", encoding="utf-8")
        made = storyboard.plan(storyboard.load(story))
        frames = [f for page in made.pages for f in page.frames]
        for frame, (w, h) in zip(frames, sizes, strict=True):
            lost = abs(math.log(frame.box.w / frame.box.h / (w / h)))
            assert lost < (0.02 if fmt == "webtoon" else 0.45), (fmt, frame.panel)


def wishes(*marks: str) -> list[Wish]:
    return [Wish(1.15, 10, scene="s" in m, turn="t" in m) for m in marks]


def starts(pages: Sequence[Template]) -> list[int]:
    at, out = 0, []
    for page in pages:
        out.append(at)
        at += page.cells
    return out


@pytest.mark.parametrize("at", range(3, 24))
def test_a_reveal_comes_right_after_a_page_turn(at: int) -> None:
    fmt = FORMATS["us-comic"]
    marks = [""] * 26
    marks[at] = "t"
    pages = paginate(wishes(*marks), fmt.live_box(recto=True, rtl=False), fmt)
    assert at in starts(pages)
    assert starts(pages).index(at) % 2 == 1
    assert max(p.cells for p in pages) <= 7


@pytest.mark.parametrize("at", range(4, 20))
def test_scenes_start_pages_or_at_least_tiers(at: int) -> None:
    fmt = FORMATS["us-comic"]
    marks = [""] * 22
    marks[at] = "s"
    pages = paginate(wishes(*marks), fmt.live_box(recto=True, rtl=False), fmt)
    tiers = [0]
    for page in pages:
        for tier in page.tiers:
            tiers.append(tiers[-1] + len(tier))
    assert at in tiers
    assert at in starts(pages)


def test_pages_stay_within_their_words() -> None:
    fmt = FORMATS["us-comic"]
    talk = [Wish(1.15, 70)] * 12
    live = fmt.live_box(recto=True, rtl=False)
    assert max(p.cells for p in paginate(talk, live, fmt)) <= 3
    small = FORMATS["manga-tankobon"].live_box(recto=True, rtl=True)
    assert page_words(live) == 210
    assert page_words(small) == pytest.approx(210 * small.area / live.area)


def test_a_talkative_panel_gets_the_room_of_a_tier() -> None:
    fmt = FORMATS["us-comic"]
    live = fmt.live_box(recto=True, rtl=False)
    quiet = [Wish(0.95, 0), Wish(0.95, 0), Wish(0.95, 0), Wish(0.95, 0)]
    talk = [Wish(0.95, 0), Wish(0.95, 80), Wish(0.95, 0), Wish(0.95, 0)]

    def share(wishes: list[Wish]) -> float:
        (page,) = paginate(wishes, live, fmt)
        at = 0
        for tier, height in zip(page.tiers, page.heights, strict=True):
            if at <= 1 < at + len(tier):
                own = tier[1 - at]
                assert isinstance(own, float)
                whole = sum(w for w in tier if isinstance(w, float))
                return own / whole * height / sum(page.heights)
            at += len(tier)
        raise AssertionError

    assert share(talk) > 1.2 * share(quiet)
    assert share(talk) >= 80 / 210 * 0.8


def test_insets_stay_with_their_panel_when_pages_are_planned() -> None:
    panels = [Panel(prompt="x"), Panel(prompt="y", inset=(0.1, 0.1, 0.3, 0.3))] * 9
    made = flat(panels)
    assert sum(len(p.frames) for p in made) == 18
    for page in made:
        ids = [f.panel for f in page.frames]
        for frame in page.frames:
            if frame.inset_of:
                assert ids.index(frame.inset_of) == ids.index(frame.panel) - 1


# Faults, templates, keys


def test_faults_of_planned_pages() -> None:
    first = (Panel(prompt="a", turn=True), Panel(prompt="b"), Panel(prompt="c"))
    story = Story(title="T", panels=first)
    named = [(id, p) for _, _, id, p in numbered(story)]
    faults = page_faults(story, book(story, [named], {})[0], dict(named))
    assert [(f.panel, f.code) for f in faults] == [("p1", "page-turn")]
    crowd = Page(layout=((1.0,) * 12,), panels=(Panel(prompt="x", bleed=("left",)),) * 12)
    story = Story(title="T", pages=(crowd,))
    named = [(id, p) for _, _, id, p in numbered(story)]
    faults = page_faults(story, laid([crowd]), dict(named))
    assert {f.code for f in faults} == {"panel-small", "bleed"}
    assert [f.panel for f in faults if f.code == "bleed"] == [f"p1.{i}" for i in range(2, 13)]
    assert all(f.hint and f.message for f in faults)


@pytest.mark.parametrize(
    ("page", "pages", "said"),
    [
        ("us-comic", 64, None),
        ("us-comic", 66, "66 pages needs 0.375 in"),
        ("us-comic", 160, "160 pages needs 0.5 in"),
        (PageSize(format="us-comic", margin={"inner": 36.0}), 160, None),
        ("webtoon", 160, None),
    ],
)
def test_a_thick_book_is_told_of_its_spine(
    page: str | PageSize, pages: int, said: str | None
) -> None:
    panels = tuple(Panel(prompt="x") for _ in range(pages))
    splashes = tuple(Page(layout="splash", panels=(p,)) for p in panels)
    story = Story(title="T", page=page, pages=splashes)
    groups = [[(id, p)] for _, _, id, p in numbered(story)]
    planned = book(story, groups, page_templates())[0]
    faults = page_faults(story, planned, {id: p for ((id, p),) in groups})
    found = [f for f in faults if f.code == "margin-inner"]
    assert len(found) == (said is not None)
    assert all(f.panel == "p1.1" and said and said in f.message for f in found)


def test_every_template_has_a_current_picture() -> None:
    made = pictures()
    assert len(made) >= 12
    assert {p.name for p in FOLDER.iterdir()} == set(made)
    stale = "run: python -m tests.draw_templates"
    for name, text in made.items():
        assert (FOLDER / name).read_text("utf-8") == text, stale
    readme = README.read_text("utf-8")
    assert with_table(readme) == readme, stale
    assert all(f"(pictures/{name}) | `{name.removesuffix('.svg')}`" in readme for name in made)


def test_templates_may_have_columns_and_lean() -> None:
    found = templates_of({"tall": {"tiers": [[1, [1, 2]]], "heights": [1]}})
    assert found == {"tall": Template(((1.0, (1.0, 2.0)),), (1.0,))}
    assert found["tall"].cells == 3
    two = templates_of({"two": {"tiers": [[1, 1], [1]], "slant": [9, 0], "tilt": [3]}})["two"]
    assert (two.slant, two.tilt) == ((9.0, 0.0), (3.0,))
    panels = (Panel(prompt="x"),) * 3
    for page, slant, tilt in (
        (Page(layout="two", panels=panels), (9, 0), (3,)),
        (Page(layout="two", panels=panels, slant=0), (), (3,)),
        (Page(layout="two", panels=panels, slant=(-4.0, 0.0), tilt=-2), (-4, 0), (-2,)),
    ):
        leant = leaning(two, page)
        assert (leant.slant, leant.tilt) == (slant, tilt)


def test_no_template_misleads_its_readers() -> None:
    templates = page_templates()
    assert sum(any(isinstance(c, tuple) for tier in t.tiers for c in tier)
               for t in templates.values()) >= 3  # fmt: skip
    assert any(t.slant for t in templates.values())
    assert any(t.tilt for t in templates.values())
    for name, template in templates.items():
        assert blockage(template.tiers) is None, name


# Crops

SQUARE = ((0.0, 0.0), (200.0, 0.0), (200.0, 200.0), (0.0, 200.0))
SLANTED = ((60.0, 0.0), (200.0, 0.0), (140.0, 200.0), (0.0, 200.0))
ROUND = tuple(
    (100 + 100 * math.cos(math.tau * i / 48), 100 + 100 * math.sin(math.tau * i / 48))
    for i in range(48)
)
FRAME = Rect(0, 0, 200, 200)
HEAD = st.tuples(st.floats(0, 0.8), st.floats(0, 0.8), st.floats(0.05, 0.2), st.floats(0.05, 0.2))


@SETTINGS
@given(
    st.sampled_from([SQUARE, SLANTED, ROUND]),
    st.tuples(st.integers(60, 900), st.integers(60, 900)),
    st.lists(HEAD, max_size=4),
    st.sampled_from([1.0, 1.1, 1.25]),
)
def test_pictures_cover_their_panels_and_never_hide_more_than_they_must(
    outline: Sequence[Point], size: tuple[int, int], heads: list[Box], most: float
) -> None:
    made = placed(size, FRAME, outline, heads, most=most)
    scale = max(200 / size[0], 200 / size[1])
    assert made.holds(FRAME, slack=1e-6)
    assert made.w / made.h == pytest.approx(size[0] / size[1])
    assert scale - 1e-9 <= made.w / size[0] <= scale * most + 1e-9
    w, h = size[0] * scale, size[1] * scale
    centred = Rect(100 - w / 2, 100 - h / 2, w, h)
    assert hidden(made, outline, heads) <= hidden(centred, outline, heads) + 1e-6
    if not hidden(centred, outline, heads):
        assert made.as_list() == pytest.approx(centred.as_list())


@pytest.mark.parametrize(
    ("outline", "size", "head", "before"),
    [
        (SQUARE, (800, 400), (0.02, 0.1, 0.1, 0.2), 1.0),  # far out to the left
        (ROUND, (400, 400), (0.1, 0.1, 0.2, 0.2), 0.3),  # in the corner that a circle cuts
        (ROUND, (700, 400), (0.2, 0.12, 0.1, 0.2), 0.5),
        (SLANTED, (500, 400), (0.66, 0.6, 0.15, 0.2), 0.5),  # under the slant
    ],
)
def test_heads_are_brought_inside_the_true_outline(
    outline: Sequence[Point], size: tuple[int, int], head: Box, before: float
) -> None:
    scale = max(200 / size[0], 200 / size[1])
    w, h = size[0] * scale, size[1] * scale
    assert hidden(Rect(100 - w / 2, 100 - h / 2, w, h), outline, [head]) >= before
    assert hidden(placed(size, FRAME, outline, [head]), outline, [head]) == 0


def test_a_head_is_kept_out_of_the_fold() -> None:
    outline = ((0.0, 0.0), (970.0, 0.0), (970.0, 485.0), (0.0, 485.0))
    frame, fold, head = Rect(0, 0, 970, 485), Rect(467, 0, 36, 485), (0.47, 0.3, 0.06, 0.12)
    made = placed((3000, 1200), frame, outline, [head], fold)
    left, right = (made.x + made.w * x for x in (head[0], head[0] + head[2]))
    assert right <= fold.x + 0.2 * (right - left) or left >= fold.right - 0.2 * (right - left)
    assert made.holds(frame, slack=1e-6)


def test_lettering_and_page_marks_draw_nothing_again(write: Write) -> None:
    base = (
        "title: T\ncharacters: {mara: }\npages:\n- layout: [[1], [1, 1]]\n  panels:\n"
        "  - {prompt: a, dialogue: [mara: Hm]}\n  - {prompt: b}\n  - {prompt: c, caption: Later}\n"
    )

    def keys(text: str) -> list[str]:
        made = storyboard.plan(storyboard.load(write(text)))
        return [e.shot.key for e in made.entries]

    before = keys(base)
    for old, new in (
        ("prompt: b", "prompt: b, scene: true, beat: 4, borderless: true, turn: true"),
        ("mara: Hm", "mara: {text: Hm, at: [0.5, 0.5], tail: none}"),
        ("caption: Later", "caption: {text: Later, as: editorial}"),
        ("title: T", "title: T\nlettering: {case: mixed, size: 9pt, font: hand}"),
        ("panels:", "slant: 0\n  tilt: 0\n  heights: [1, 1]\n  panels:"),
    ):
        assert keys(base.replace(old, new, 1)) == before, new
