"""Balloons one by one: joined, cut, aimed as told, boxed by kind, and what is said of them."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyboard.generate.model import Face
from storyboard.geometry import Point, Rect, bounds, flatten, inside, polygon, rectangle
from storyboard.layout import effects, letterer, tails
from storyboard.layout.calm import calm_map
from storyboard.layout.compose import PanelInput, PictureFile, compose
from storyboard.layout.model import Book, Letter, Tail
from storyboard.layout.pieces import Head
from storyboard.layout.remarks import Lettered, faces_remarks, panel_remarks
from storyboard.layout.room import Room
from storyboard.layout.text import display, family
from storyboard.layout.voices import AMBER, CREAM, MIST, VOICES, Manner
from storyboard.layout.words import Word
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Story

TRIM, LIVE = Rect(0, 0, 477, 738), Rect(22.5, 45, 432, 648)
WIDE = Rect(22.5, 45, 300, 220)
ANN = Face("ann", (0.2, 0.45, 0.14, 0.22), (0.27, 0.62))
BOB = Face("bob", (0.65, 0.45, 0.14, 0.22), (0.72, 0.62))


def lettered(
    panel: dict[str, Any],
    *,
    box: Rect = WIDE,
    outline: tuple[Point, ...] = (),
    faces: tuple[Face, ...] = (ANN, BOB),
    cast: tuple[str, ...] = ("ann", "bob"),
    calm: Any = None,
    signs: tuple[tuple[float, float, float, float], ...] = (),
    least_ppi: float = 200.0,
    **story: Any,
) -> Book:
    """One panel on a page, finished."""
    made = Story.model_validate(
        {
            "title": "T",
            "characters": {c: {} for c in ("ann", "bob", "cy")},
            "pages": [{"panels": [{"id": "p", "prompt": "", **panel}]}],
            **story,
        }
    )
    frame = Frame("p", box, outline or box.corners)
    picture = PictureFile(
        Path("x.png"), "image/png", round(box.w * 4), round(box.h * 4), "x", faces, calm, signs
    )
    given = PanelInput("p", made.pages[0].panels[0], cast, picture)
    return compose(
        made, [PagePlan(1, TRIM, TRIM, LIVE, (frame,))], {"p": given}, 8.0, least_ppi=least_ppi
    )


def letters(panel: dict[str, Any], **more: Any) -> tuple[Letter, ...]:
    book = lettered(panel, **more)
    assert book.remarks == ()
    return book.sheets[0].panels[0].letters


def box(letter: Letter) -> Rect:
    return bounds(p for c in flatten(letter.outline) for p in c)


def test_one_speakers_balloons_are_joined_with_one_tail() -> None:
    first, second = letters({"dialogue": [{"ann": "Wait for me."}, {"ann": "I said wait."}]})
    assert (first.tail is None) != (second.tail is None)
    assert second.shapes == ()
    (whole,) = first.shapes
    assert len(flatten(whole.path)) == 1
    reach = bounds(flatten(whole.path)[0])
    assert reach.holds(box(first), slack=0.5)
    assert reach.holds(box(second), slack=0.5)
    for line in (*first.lines, *second.lines):
        assert all(inside(c, flatten(whole.path)[0]) for c in line.box.corners)
    gap = second.lines[0].box.y - first.lines[-1].box.bottom
    assert gap > 4


def test_other_kinds_and_other_speakers_stand_apart() -> None:
    made = letters(
        {"dialogue": [{"ann": "Wait."}, {"ann": {"text": "Oh no.", "as": "thought"}}, {"bob": "?"}]}
    )
    assert all(x.shapes for x in made)
    assert all(x.tail for x in made)


def test_a_balloon_may_be_cut_by_the_border_and_its_words_never() -> None:
    text = "There is no room up here for so many words and a head as high as this."
    high = Face("ann", (0.1, 0.3, 0.5, 0.6), (0.35, 0.75))
    flat = Rect(22.5, 45, 200, 110)
    (made,) = letters({"dialogue": [{"ann": text}]}, box=flat, faces=(high,), cast=("ann",))
    reach = box(made)
    assert flat.holds(reach, slack=0.01)
    edges = (reach.x - flat.x, reach.y - flat.y, flat.right - reach.right)
    assert min(edges) < 0.3  # on the border itself
    assert all(flat.inset(4).holds(line.box) for line in made.lines)


def degrees(tail: Any, at: Point) -> float:
    ax, ay = tail.tip[0] - tail.root[0], tail.tip[1] - tail.root[1]
    bx, by = at[0] - tail.root[0], at[1] - tail.root[1]
    return math.degrees(abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))


def test_tails_go_where_the_story_says() -> None:
    said = {"dialogue": [{"ann": {"text": "Look there.", "tail": [0.9, 0.9]}}]}
    (made,) = letters(said)
    at = (WIDE.x + 0.9 * WIDE.w, WIDE.y + 0.9 * WIDE.h)
    assert made.tail
    assert made.tail.tip == made.tail.target == pytest.approx(at)
    assert math.dist(at, min(flatten(made.outline)[0], key=lambda p: math.dist(p, at))) < 0.01
    (none,) = letters({"dialogue": [{"ann": {"text": "Hm.", "tail": "none"}}]})
    assert none.tail is None
    for side, sign in (("left", -1), ("right", 1)):
        (off,) = letters({"dialogue": [{"cy": {"text": "Over here!", "tail": side}}]})
        assert off.tail
        assert (off.tail.tip[0] - off.tail.root[0]) * sign > 2
        assert WIDE.holds(Rect(*off.tail.tip, 0, 0))


def test_a_placed_tail_is_cut_by_nothing_but_the_border() -> None:
    # Over a face, across another tail, and into a corner that the panel does not have.
    over = {"text": "Look there.", "at": [0.15, 0.2], "tail": [0.9, 0.8]}
    book = lettered({"dialogue": [{"ann": over}, {"bob": "Where?"}]})
    tail = book.sheets[0].panels[0].letters[0].tail
    assert tail
    assert tail.tip == pytest.approx((WIDE.x + 0.9 * WIDE.w, WIDE.y + 0.8 * WIDE.h))
    corner = {"text": "Down there.", "at": [0.3, 0.3], "tail": [1.0, 1.0]}
    (made,) = lettered({"dialogue": [{"ann": corner}]}, outline=SLANTED).sheets[0].panels[0].letters
    grown = polygon(((22, 44.5), (323, 44.5), (272.9, 265.5), (22, 265.5)))
    assert all(inside(p, flatten(grown)[0]) for p in flatten(made.outline)[0])
    assert box(made).bottom > 200
    # The balloon leaves the tail some length.
    (near,) = letters({"dialogue": [{"ann": {"text": "Here.", "tail": [0.45, 0.5]}}]})
    assert near.tail
    assert math.dist(near.tail.root, near.tail.tip) > 10


def test_a_thoughts_bubbles_are_three_or_more_and_end_at_the_tip() -> None:
    for length, count in ((9.0, 3), (22.0, 3), (60.0, 6), (160.0, 7)):
        made = tails.bubbles(Tail((10.0, 10.0), (10.0, 10.0 + length), (10.0, 300.0)), 8.0)
        reach = [bounds(flatten(b, 0.01)[0]) for b in made]
        assert len(reach) == count
        sizes = [r.h for r in reach]
        assert sizes == sorted(sizes, reverse=True)
        assert all(a.bottom <= b.y + 0.01 for a, b in pairwise(reach))
        assert reach[-1].bottom == pytest.approx(10 + length, abs=0.6)


def test_a_balloon_on_a_face_where_it_is_asked_for_keeps_its_form() -> None:
    huge = Face("ann", (0.2, 0.1, 0.6, 0.8), (0.5, 0.7))
    said = {"ann": {"text": "Me on a face. Truly, so many words.", "at": [0.5, 0.5]}}
    book = lettered({"dialogue": [said]}, faces=(huge,), cast=("ann",))
    (made,) = book.sheets[0].panels[0].letters
    assert box(made).w < 4.2 * box(made).h
    (told,) = [r for r in book.remarks if r.code == "face-covered"]
    assert "where at: puts it" in told.message
    assert "move the balloon" not in told.hint


def test_faces_that_nobody_knows_are_told_where_nothing_finds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (made,) = letters({"dialogue": [{"ann": "Hm."}]}, faces=(), cast=("ann",))
    there = ModuleType("cv2")
    there.__spec__ = ModuleSpec("cv2", None)
    for found in (there, None):
        monkeypatch.setitem(sys.modules, "cv2", found)
        told = faces_remarks("p", (made,), ("ann",))
        assert [r.code for r in told] == ([] if found else ["faces-unknown"])
    assert faces_remarks("p", (made,), ()) == []


def test_somebody_out_of_sight_speaks_from_past_the_border() -> None:
    made = letters({"dialogue": [{"cy": "Anybody home?"}, {"ann": "No."}]})
    tail = made[0].tail
    assert tail
    assert tail.tip[0] < tail.root[0]
    assert WIDE.holds(Rect(*tail.tip, 0, 0))


def test_a_voice_from_out_of_sight_stands_in_the_calm_sky_of_a_tall_panel() -> None:
    tall = Rect(22.5, 45, 212, 640)
    head = Face("ann", (0.45, 0.42, 0.22, 0.09), (0.56, 0.49))
    said = {"dialogue": [{"cy": {"text": "I am out of the picture.", "tail": "left"}}]}
    (made,) = letters(said, box=tall, faces=(head,), cast=("ann",))
    assert box(made).bottom < tall.y + 0.42 * tall.h
    assert made.tail
    assert abs(made.tail.tip[1] - made.tail.root[1]) < made.tail.root[0] - made.tail.tip[0]


def test_a_burst_hangs_no_farther_than_the_gutter_and_a_hairs_breadth() -> None:
    # Little room over a high head: the burst must hang over the border, or cover the body.
    high = Face("ann", (0.3, 0.2, 0.3, 0.5), (0.45, 0.58))
    for text in ("Boy! You have not been signed for!", "Young man! You've left it behind!"):
        said = {"dialogue": [{"ann": {"text": text, "as": "shout"}}]}
        book = lettered(said, faces=(high,), cast=("ann",))
        (made,) = book.sheets[0].panels[0].letters
        assert WIDE.inset(-1.25 * made.size).holds(box(made))


def test_effects_are_read_in_their_order() -> None:
    first, second = letters({"sfx": ["TICK", "TOCK"]}, faces=())
    assert box(second).x >= box(first).right or box(second).y >= box(first).bottom


def test_a_balloon_left_of_an_earlier_one_is_told_where_it_is_no_lower() -> None:
    def told(y: float) -> list[str]:
        said = [
            {"bob": {"text": "Found it.", "at": [0.8, 0.15]}},
            {"ann": {"text": "I meant the next one.", "at": [0.2, y]}},
        ]
        return [r.message for r in lettered({"dialogue": said}).remarks if "order" in r.code]

    (said,) = told(0.26)
    assert "left of" in said
    assert told(0.34) == []


def test_asked_places_win() -> None:
    (made,) = letters({"dialogue": [{"ann": {"text": "Down here.", "at": [0.8, 0.85]}}]})
    reach = bounds(c for line in made.lines for c in line.box.corners)
    assert reach.cx == pytest.approx(WIDE.x + 0.8 * WIDE.w, abs=16)
    assert reach.cy == pytest.approx(WIDE.y + 0.85 * WIDE.h, abs=12)


def test_unnamed_heads_are_given_out_in_the_storys_order_and_this_is_told() -> None:
    stranger = Face("", (0.45, 0.5, 0.08, 0.12), (0.49, 0.6))
    two = tuple(Face("", f.box, f.mouth) for f in (BOB, ANN))
    said = {"dialogue": [{"bob": "I go first."}, {"ann": "And I."}]}
    for faces in (two, (*two, stranger)):
        for reading, way in (("ltr", 1), ("rtl", -1)):
            book = lettered(said, faces=faces, reading=reading)
            bob, ann = (x.tail for x in book.sheets[0].panels[0].letters)
            assert bob
            assert ann
            assert (bob.target[0] - ann.target[0]) * way > 0
            told = [r for r in book.remarks if r.code == "faces-guessed"]
            assert len(told) == 1
            assert "tails of bob and ann" in told[0].message
    # One face for one person, and faces that somebody named, are no guesses.
    letters({"dialogue": [{"ann": "Me."}]}, faces=two[1:], cast=("ann",))
    letters(said)


@pytest.mark.parametrize(
    ("mouth", "way"), [((430, 150), (1, 0)), ((-60, 60), (-1, 0)), ((200, 420), (0, 1))]
)
def test_who_is_cut_away_speaks_from_past_the_border(mouth: Point, way: Point) -> None:
    cut = Head("bob", Rect(mouth[0] - 20, mouth[1] - 40, 40, 50), mouth, cut=True)
    ann = Rect(80, 140, 40, 50)
    room = Room(WIDE, LIVE, 8.0, faces=(ann,))
    words = [
        Word("speech", "bob", t, None, VOICES["speech"], VOICES["speech"].ink)
        for t in ("Then you counted the floor.",)
    ]
    made, told = letterer.letter(
        "p", words, room, (cut, Head("ann", ann, (100, 180))), ("ann", "bob"), Manner()
    )
    tail = made[0].tail
    assert tail
    along = [(b - a) * w for a, b, w in zip(tail.root, tail.tip, way, strict=True)]
    assert sum(along) > 3
    assert [r.code for r in told] == ["speaker-cut"]
    assert "bob" in told[0].message


def test_captions_look_like_what_they_are() -> None:
    kinds = ("place", "monologue", "spoken", "editorial")
    said = {"caption": [{"text": f"So it was, {k}.", "as": k} for k in kinds]}
    made = letters(said, box=Rect(22.5, 45, 400, 300), faces=())
    fills = [x.shapes[0].fill for x in made]
    assert fills == [CREAM, MIST, (1.0, 1.0, 1.0), AMBER]
    fonts = [{r.font for line in x.lines for r in line.runs} for x in made]
    assert fonts == [{"comic"}, {"comic-italic"}, {"comic"}, {"comic-italic"}]
    assert made[2].lines[0].text.startswith("“")
    assert made[2].lines[-1].text.endswith("”")
    assert made[2].text == "So it was, spoken."


def test_mixed_case_and_a_size_of_ones_own() -> None:
    (made,) = letters(
        {"dialogue": [{"ann": "Quite so."}]}, lettering={"case": "mixed", "size": "10pt"}
    )
    assert made.lines[0].text == "Quite so."
    assert made.size == 10
    assert made.shapes[-1].width == pytest.approx(1.25)


def ellipse(of: Rect, n: int = 64) -> tuple[Point, ...]:
    return tuple(
        (
            of.cx + of.w / 2 * math.cos(2 * math.pi * i / n),
            of.cy + of.h / 2 * math.sin(2 * math.pi * i / n),
        )
        for i in range(n)
    )


SLANTED = ((22.5, 45.0), (322.5, 45.0), (272.5, 265.0), (22.5, 265.0))


@pytest.mark.parametrize("outline", [SLANTED, ellipse(WIDE)], ids=["slanted", "round"])
def test_letters_stay_inside_a_panel_that_is_no_box(outline: tuple[Point, ...]) -> None:
    small = Face("ann", (0.4, 0.5, 0.1, 0.16), (0.45, 0.62))
    said = [{"ann": "What a curious window this is."}, {"bob": "Round, is it not?"}]
    for made in letters(
        {"dialogue": said, "caption": "Noon."}, outline=outline, faces=(small,), cast=("ann", "bob")
    ):
        assert all(inside(p, outline) for c in flatten(made.outline) for p in c)


def test_words_stay_in_the_live_area_of_a_panel_that_bleeds() -> None:
    bled = Rect(-9, -9, 300, 200)
    for made in letters({"dialogue": [{"ann": "Nothing is trimmed."}], "caption": "A."}, box=bled):
        assert all(LIVE.holds(line.box, slack=0.01) for line in made.lines)


def test_balloons_go_where_the_picture_is_calm() -> None:
    busy = np.zeros((40, 48), dtype=np.float32)
    busy[:, :24] = 1.0
    middle = Face("ann", (0.46, 0.55, 0.08, 0.14), (0.5, 0.66))
    said = {"dialogue": [{"ann": "It is quiet over here."}]}
    (left,) = letters(said, faces=(middle,), cast=("ann",), calm=busy[:, ::-1])
    (right,) = letters(said, faces=(middle,), cast=("ann",), calm=busy)
    assert box(left).cx < WIDE.cx < box(right).cx


def test_a_calm_map_tells_edges_from_sky_and_is_kept(tmp_path: Path) -> None:
    picture = np.full((300, 480), 200, dtype=np.uint8)
    picture[150:, :] = (np.indices((150, 480)).sum(axis=0) % 8 < 4) * 255
    Image.fromarray(picture).save(tmp_path / "p.png")
    made = calm_map(tmp_path / "p.png", "abc", tmp_path / "maps")
    assert made.shape == (30, 48)
    assert made[:14].max() < 0.05
    assert made[16:].mean() > 0.8
    (kept,) = (tmp_path / "maps").iterdir()
    (tmp_path / "p.png").unlink()
    assert np.array_equal(calm_map(tmp_path / "p.png", "abc", tmp_path / "maps"), made)
    kept.write_bytes(b"half")
    assert calm_map(tmp_path / "p.png", "abc", tmp_path / "maps").size == 0


def middle(letter: Letter) -> Point:
    lines = [line.box for line in letter.lines]
    whole = Rect(
        x := min(b.x for b in lines),
        y := min(b.y for b in lines),
        max(b.right for b in lines) - x,
        max(b.bottom for b in lines) - y,
    )
    return whole.cx, whole.cy


@pytest.mark.parametrize("joined", [False, True])
def test_a_balloon_stands_where_the_story_puts_it(joined: bool) -> None:
    # Against the order, over a face, far from its speaker.
    first, second = (0.62, 0.8), (0.27, 0.55)
    more = [{"ann": "More."}] if joined else []
    said = {
        "dialogue": [
            {"ann": {"text": "First.", "at": first}},
            *more,
            {"bob": {"text": "Second.", "at": second}},
        ]
    }
    book = lettered(said)
    made = book.sheets[0].panels[0].letters
    for letter, at in ((made[0], first), (made[-1], second)):
        asked = (WIDE.x + at[0] * WIDE.w, WIDE.y + at[1] * WIDE.h)
        assert math.dist(middle(letter), asked) < 3
    told = {r.code for r in book.remarks}
    assert {"face-covered", "order-unclear"} <= told
    assert "at-unmet" not in told


def test_places_by_name_outrank_the_order_of_reading() -> None:
    said = {
        "dialogue": [
            {"ann": {"text": "First.", "at": "bottom-right"}},
            {"bob": {"text": "Second.", "at": "top-left"}},
        ]
    }
    book = lettered(said)
    first, second = (box(x).inset(2) for x in book.sheets[0].panels[0].letters)
    assert first.right > WIDE.right - 20
    assert first.bottom > WIDE.bottom - 20
    assert second.x < WIDE.x + 20
    assert second.y < WIDE.y + 20
    assert [r.code for r in book.remarks] == ["order-unclear"]


def test_two_balloons_may_be_asked_for_in_one_place() -> None:
    said = {"dialogue": [{"ann": {"text": t, "at": "top"}} for t in ("One here.", "Two here.")]}
    one, two = letters(said)
    assert one.lines[0].box.right < two.lines[0].box.x
    assert max(box(x).y for x in (one, two)) < WIDE.y + 30


@pytest.mark.parametrize(("first", "second"), [([0.5, 0.2], [0.5, 0.21]), ([0.5, 0.2], [0.1, 1.0])])
def test_an_asked_place_that_cannot_be_is_told(first: Any, second: Any) -> None:
    texts = ("This one was asked for first.", "And so was this one here, by chance.")
    said = [{"ann": {"text": t, "at": at}} for t, at in zip(texts, (first, second), strict=True)]
    book = lettered({"dialogue": said})
    one, two = book.sheets[0].panels[0].letters
    assert "at-unmet" in [r.code for r in book.remarks]
    assert "lettering-crowded" not in [r.code for r in book.remarks]
    assert all(WIDE.holds(line.box) for x in (one, two) for line in x.lines)


LONG = "and so on and so forth " * 6


@pytest.mark.parametrize(
    ("panel", "story", "code", "part"),
    [
        ({"dialogue": [{"ann": LONG}]}, {}, "balloon-wordy", "36 words, 11 over the 25"),
        ({"dialogue": [{"ann": "Hi 🙂"}]}, {}, "letters-missing", "no font has 🙂 of 'Hi 🙂'"),
        (
            {"dialogue": [{"ann": "Hi."}]},
            {"lettering": {"size": "6pt"}},
            "type-small",
            "6.0 pt, under the 7 pt",
        ),
        ({"caption": [LONG] * 6}, {}, "panel-wordy", "216 words, 6 over the 210 of a page"),
    ],
)
def test_what_is_below_the_trades_standard_is_said(
    panel: dict[str, Any], story: dict[str, Any], code: str, part: str
) -> None:
    book = lettered(panel, box=LIVE, faces=(), **story)
    found = [r for r in book.remarks if r.code == code]
    assert found
    assert part in found[0].message


def test_a_book_without_colours_has_none_in_its_lettering() -> None:
    said = {
        "caption": ["Noon.", {"text": "Or later.", "as": "editorial", "at": "bottom"}],
        "sfx": "BANG",
    }
    for look, colours in (("flat colours", 3), ("black-and-white ink", 0)):
        made = letters(said, style={"look": look})
        tints = [s.fill for x in made for s in x.shapes]
        inks = [r.colour for x in made for line in x.lines for r in line.runs]
        seen = {c for c in (*tints, *inks) if c and max(c) - min(c) > 0.01}
        assert len(seen) == colours


def test_a_face_that_cannot_be_kept_clear_is_told() -> None:
    huge = Face("ann", (0.02, 0.02, 0.96, 0.96), (0.5, 0.8))
    book = lettered({"dialogue": [{"ann": "Too close."}]}, faces=(huge,), cast=("ann",))
    assert "face-covered" in [r.code for r in book.remarks]


def test_words_in_the_picture_stay_in_sight() -> None:
    said = {"dialogue": [{"ann": "Read that."}]}
    (made,) = letters(said, faces=(ANN,), cast=("ann",))
    reach = box(made)
    sign = (
        (reach.x - WIDE.x) / WIDE.w,
        (reach.y - WIDE.y) / WIDE.h,
        reach.w / WIDE.w,
        reach.h / WIDE.h * 0.6,
    )
    (moved,) = letters(said, faces=(ANN,), cast=("ann",), signs=(sign,))
    at = Rect(reach.x, reach.y, reach.w, reach.h * 0.6)
    assert not any(at.holds(Rect(*p, 0, 0)) for c in flatten(moved.outline) for p in c)
    everywhere = lettered(said, faces=(ANN,), cast=("ann",), signs=((0.0, 0.0, 1.0, 1.0),))
    assert "sign-covered" in [r.code for r in everywhere.remarks]


def test_a_picture_is_held_to_the_formats_own_pixels() -> None:
    assert lettered({}, least_ppi=200.0).remarks == ()
    (told,) = lettered({}, least_ppi=300.0).remarks
    assert told.code == "ppi-low"
    assert told.message.endswith("under 300")


def test_order_that_crosses_a_border_is_told() -> None:
    said = {
        "dialogue": [
            {"ann": {"text": "First.", "at": [0.2, 0.2]}},
            {"bob": {"text": "Second.", "at": [0.8, 0.9]}},
            {"ann": {"text": "Third.", "at": [0.3, 0.9]}},
        ]
    }
    told = [r for r in lettered(said).remarks if r.code == "order-unclear"]
    assert len(told) == 1
    left, right = Rect(22.5, 45, 200, 220), Rect(231.5, 45, 220, 220)
    two = Story.model_validate(
        {
            "title": "T",
            "characters": {"ann": {}, "bob": {}},
            "pages": [
                {
                    "panels": [
                        {
                            "id": "a",
                            "prompt": "",
                            "dialogue": [
                                {"ann": {"text": "One.", "at": [0.75, 0.2]}},
                                {"bob": {"text": "Two.", "at": [0.2, 0.8]}},
                            ],
                        },
                        {
                            "id": "b",
                            "prompt": "",
                            "dialogue": [{"ann": {"text": "Three.", "at": [0.2, 0.2]}}],
                        },
                    ]
                }
            ],
        }
    )
    frames = (Frame("a", left, left.corners), Frame("b", right, right.corners))
    given = {
        panel.id: PanelInput(panel.id, panel, ("ann", "bob"), None)
        for panel in two.pages[0].panels
        if panel.id
    }
    book = compose(two, [PagePlan(1, TRIM, TRIM, LIVE, frames)], given, 8.0)
    (remark,) = [r for r in book.remarks if r.code == "order-unclear"]
    assert remark.panel == "a"
    assert "after 'One.' a reader may go on to 'Three.'" in remark.message


@pytest.mark.parametrize("text", ["CRASH", "WHOOOSH", "TICK TOCK", "KNOCK KNOCK", "BANG!", "OW"])
def test_an_effects_letters_climb_bend_and_stay_apart(text: str) -> None:
    of = family("effects")
    box_ = Rect(40.0, 60.0, 200.0, 90.0)
    made = effects.effect(display(text, "effects"), of, text, box_, 30.0, (0.8, 0.1, 0.1), 1)
    (run,) = made.lines[0].runs
    assert 4 <= run.angle <= 10
    assert "".join(glyph.text for glyph in run.glyphs) == text
    assert len(run.turns) == len(run.sizes) == len(run.glyphs)
    bent = len(text) > 2
    assert (len(set(run.sizes)) > 1) == bent
    assert max(abs(turn) for turn in run.turns) <= 10
    unit, ink = effects.drawn(display(text, "effects"), of, text)
    assert effects.drawn(display(text, "effects"), of, text) == (unit, ink)
    # The ink's middle is the box's.
    assert run.at[0] + ink.cx * 30 == pytest.approx(box_.cx)
    assert run.at[1] + ink.cy * 30 == pytest.approx(box_.cy)
    starts = [glyph.x for glyph in run.glyphs]
    assert starts == sorted(starts)


def test_scripts_whose_letters_join_are_not_torn_apart() -> None:
    of = family("effects")
    (run, *_), _ = effects.drawn(display("नमः", "effects"), of, "नमः")
    assert set(run.turns) == {0.0}
    assert set(run.sizes) == {1.0}


def test_a_tail_through_another_balloon_is_told() -> None:
    # It goes right across: no corner of either lies within the other.
    room = Room(WIDE, LIVE, 8.0)
    one, other = letters({"dialogue": [{"ann": "No tail."}, {"bob": "Nor here."}]})
    flat = replace(other, outline=rectangle(Rect(120, 100, 100, 30)), tail=None)
    tail = replace(one, outline=polygon([(160, 60), (170, 60), (165, 200)]), tail=None)
    said = Word("speech", "ann", "No tail.", None, VOICES["speech"], (0.0, 0.0, 0.0))
    told = [
        Lettered(replace(said, text=x.text), x, bounds(flatten(x.outline)[0])) for x in (tail, flat)
    ]
    codes = {remark.code for remark in panel_remarks("p", told, room, Manner())}
    assert "lettering-crowded" in codes
