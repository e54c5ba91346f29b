"""Lettering and layout, measured: shapes hold their words, tails aim, nothing collides."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.generate.model import Face
from storyboard.geometry import Point, Rect, bounds, flatten, inside
from storyboard.layout import balloons, tails, unite
from storyboard.layout.breaking import Setting, units
from storyboard.layout.breaking import settings as set_lines
from storyboard.layout.candidates import Piece
from storyboard.layout.compose import PanelInput, PictureFile, compose
from storyboard.layout.crops import placed as crop
from storyboard.layout.letterer import Head, Word, letter
from storyboard.layout.model import Book, Kind, Letter
from storyboard.layout.place import place
from storyboard.layout.room import Room
from storyboard.layout.text import display, runs, width
from storyboard.layout.voices import VOICES, Manner
from storyboard.plan.frames import Ground, frames
from storyboard.plan.grid import Rows, arrange
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Panel, Story

BOX = Rect(22.5, 45, 211.5, 210)
LIVE, TRIM = Rect(22.5, 45, 432, 648), Rect(0, 0, 477, 738)
KINDS: list[Kind] = ["speech", "thought", "shout", "whisper", "radio"]
PROSE = [
    "I",
    "told",
    "you",
    "the",
    "last",
    "ferry",
    "leaves",
    "at",
    "midnight",
    "and",
    "nobody",
    "in",
    "this",
    "town",
    "waits",
    "for",
    "anyone",
    "who",
    "forgets",
    "what",
    "the",
    "lamp",
    "is",
    "for",
    "or",
    "why",
    "it",
    "burns",
]


def word(kind: Kind, text: str, speaker: str = "") -> Word:
    return Word(kind, speaker, text, None, VOICES[kind], VOICES[kind].ink)


def test_lettering_is_upper_case_and_copies_as_written() -> None:
    styled = display("Wait… it isn’t I — not yet!", "comic")
    assert styled.read == "WAIT... IT ISN’T I--NOT YET!"
    assert "".join(styled.source) == "Wait… it isn’t I — not yet!"
    made = runs(styled, "comic", 8, (0, 0))
    assert "".join(g.text for r in made for g in r.glyphs) == "Wait… it isn’t I — not yet!"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I know it is.", "I KNOW lT lS."),
        ("I'm in.", "I'M lN."),
        ("The FBI did it.", "THE FBI DlD lT."),
        ("WAIT IN LINE", "WAlT lN LlNE"),
    ],
)
def test_crossbars_stand_on_the_pronoun_and_acronyms_alone(text: str, shown: str) -> None:
    styled = display(text, "comic")
    assert styled.shown == shown
    assert styled.read == text.upper()


def test_characters_that_the_font_lacks_come_from_another() -> None:
    made = runs(display("Чайка says ź", "comic"), "comic", 8, (10, 0))
    assert made[0].font == "hand"
    assert {r.font for r in made} == {"hand", "comic"}
    assert all(g.id for r in made for g in r.glyphs)
    assert made[1].at[0] == pytest.approx(10 + made[0].width)


def test_kerning_counts() -> None:
    pair = width(display("AV", "comic"), "comic", 100)
    alone = sum(width(display(c, "comic"), "comic", 100) for c in "AV")
    assert pair < alone - 1


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=25), st.floats(50, 200))
def test_lines_keep_every_word_whole_and_in_order(words: list[str], widest: float) -> None:
    text = " ".join(words)
    for setting in set_lines(display(text, "comic"), "comic", 8, 9, widest):
        lines = [line.read for line in setting.lines]
        assert " ".join(lines).split() == text.upper().split()
        longest = max(width(display(w, "comic"), "comic", 8) for w in words)
        assert setting.w <= max(widest, longest) + 1e-6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([*PROSE, "10", "Ça", "don’t", "yes!"]), st.sampled_from(" -")),
        min_size=1,
        max_size=12,
    )
)
def test_plain_latin_text_breaks_where_unicode_says(pairs: list[tuple[str, str]]) -> None:
    from uniseg.linebreak import line_break_units

    text = "".join(a + b for a, b in pairs).strip(" -")
    assert units(text) == list(line_break_units(text))


def test_long_speech_takes_the_lens_shape() -> None:
    text = " ".join(PROSE[:18])
    for setting in set_lines(display(text, "comic"), "comic", 8, 9, 110):
        if len(setting.lines) >= 4:
            middle = max(setting.widths[1:-1])
            assert middle >= setting.widths[0]
            assert middle >= setting.widths[-1]


def test_no_one_word_last_line_where_it_can_be_avoided() -> None:
    text = "Nobody comes back here once the light has gone out you"
    for setting in set_lines(display(text, "comic"), "comic", 8, 9, 120):
        if 2 <= len(setting.lines) <= 4:
            assert len(setting.lines[-1].read.split()) > 1


def room(box: Rect = BOX, heads: tuple[Head, ...] = (), *, rtl: bool = False) -> Room:
    return Room(box, LIVE, 8.0, box.corners, tuple(h.box for h in heads), rtl=rtl)


def lettered(
    words: list[Word], heads: list[Head], cast: list[str], box: Rect = BOX
) -> list[Letter]:
    made, remarks = letter("p", words, room(box, tuple(heads)), heads, cast, Manner())
    assert remarks == []
    return list(made)


def body(x: Letter) -> list[Point]:
    return max(flatten(x.outline), key=len)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.sampled_from(PROSE), min_size=1, max_size=22))
def test_a_body_holds_its_words_with_air(kind: Kind, words: list[str]) -> None:
    for setting in set_lines(display(" ".join(words), "comic"), "comic", 8, 9, 130):
        shape = balloons.body(kind, setting)
        contour = flatten(balloons.outline(shape, (0, 0)), 0.1)[0]
        for x, y in balloons.corners(setting):
            for sx in (-1, 1):
                assert inside((sx * x, y), contour)
                assert min(math.dist((sx * x, y), p) for p in contour) > 1.0
        assert shape.box((0, 0)).holds(bounds(contour), slack=1.0)


@pytest.mark.parametrize("mouth", [(60, 180), (200, 200), (130, 240), (30, 100), (220, 60)])
def test_a_tail_aims_at_the_mouth_and_ends_half_way(mouth: Point) -> None:
    setting = set_lines(display("Every night the same.", "comic"), "comic", 8, 9, 90)[0]
    shape = balloons.body("speech", setting)
    centre = (120.0, 80.0)
    head = Rect(mouth[0] - 10, mouth[1] - 18, 20, 26)
    tail = tails.aim(shape, centre, mouth, head)
    if tail is None:
        assert math.dist(centre, mouth) < 60
        return
    ax, ay = tail.tip[0] - tail.root[0], tail.tip[1] - tail.root[1]
    bx, by = tail.target[0] - tail.root[0], tail.target[1] - tail.root[1]
    turn = abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by))
    assert math.degrees(turn) <= 5
    far = tails._distance_to(tail.root, mouth, head)
    assert math.dist(tail.root, tail.tip) / far == pytest.approx(0.55, abs=0.051)
    united = unite.union(balloons.outline(shape, centre), tails.outline(tail, shape, centre))
    contours = flatten(united)
    assert len(contours) == 1
    assert min(math.dist(tail.tip, p) for p in contours[0]) < 0.3


HEADS = [
    Head("mara", Rect(60, 130, 34, 42), (77, 162)),
    Head("tom", Rect(160, 125, 34, 42), (177, 157)),
]


def test_two_speakers_are_clear_of_faces_and_of_each_other() -> None:
    words = [
        word("caption", "Harbour, 23:39."),
        word("speech", "I said wait! Can you not hear me out here?", "mara"),
        word("whisper", "Every night the same.", "tom"),
    ]
    made = lettered(words, HEADS, ["mara", "tom"])
    boxes = [bounds(body(x)) for x in made]
    for x, box in zip(made, boxes, strict=True):
        assert BOX.holds(box, slack=0.6)
        spread = [bounds(p for p in t.box.corners) for t in x.lines]
        for h in HEADS:
            assert all(s.overlap(h.box) == 0 for s in spread)
    for i, x in enumerate(made):
        for y in made[i + 1 :]:
            assert not any(inside(p, body(y)) for p in body(x))
    assert [x.order for x in made] == [1, 2, 3]
    assert made[1].tail is not None
    assert made[1].tail.target == (77, 162)


def test_reading_order_follows_comic_chats_rule() -> None:
    words = [word("speech", "First things first.", "mara"), word("speech", "And then I.", "tom")]
    a, b = (bounds([p for t in x.lines for p in t.box.corners]) for x in lettered(words, HEADS, []))
    assert b.x >= a.right - 1 or b.y >= a.bottom
    tops = [bounds(body(x)).y for x in lettered(words, HEADS, [])]
    assert tops[1] >= tops[0] - 0.5 or b.x < a.right


def test_right_to_left_panels_read_from_the_right() -> None:
    words = [word("speech", "First.", "tom"), word("speech", "Second.", "mara")]
    made, _ = letter(
        "p", words, room(BOX, tuple(HEADS), rtl=True), HEADS, ["tom", "mara"], Manner()
    )
    assert made[0].lines[0].box.x > made[1].lines[0].box.x


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*KINDS, "caption", "sfx"]),
            st.lists(st.sampled_from(PROSE), min_size=1, max_size=7),
            st.sampled_from(["mara", "tom"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_lettering_stays_in_its_panel_and_never_overlaps(
    said: list[tuple[Kind, list[str], str]],
) -> None:
    words = [word(k, " ".join(t), "" if k in ("caption", "sfx") else who) for k, t, who in said]
    box = Rect(22.5, 45, 300, 260)
    made, remarks = letter("p", words, room(box, tuple(HEADS)), HEADS, ["mara", "tom"], Manner())
    assert len(made) == len(words)
    for x in made:
        assert all(box.holds(t.box, slack=0.5) for t in x.lines)
    if remarks:
        return
    for i, x in enumerate(made):
        own = bounds([p for t in x.lines for p in t.box.corners])
        assert all(own.overlap(h.box) == 0 for h in HEADS)
        for y in made[i + 1 :]:
            assert own.overlap(bounds([p for t in y.lines for p in t.box.corners])) == 0


def test_words_that_cannot_fit_are_said_and_still_set() -> None:
    words = [word("speech", " ".join(PROSE * 2), "mara")]
    made, remarks = letter("p9", words, room(Rect(30, 60, 60, 50)), [], ["mara"], Manner())
    assert made[0].size == 8.0
    assert [r.code for r in remarks] == ["balloon-wordy", "words-too-many"]
    assert "do not fit their panel" in remarks[1].message


def test_a_word_wider_than_its_panel_is_not_broken() -> None:
    words = [word("speech", "Donaudampfschifffahrtsgesellschaft!", "mara")]
    made, remarks = letter("p", words, room(Rect(30, 60, 70, 80)), [], ["mara"], Manner())
    assert [t.text for t in made[0].lines] == ["DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT!"]
    assert remarks


def test_asked_places_are_kept() -> None:
    for at, (fx, fy) in {"bottom-right": (1, 1), "top-left": (0, 0), "bottom": (0.5, 1)}.items():
        asked = Word("caption", "", "Later.", at, VOICES["caption"], (0, 0, 0))  # type: ignore[arg-type]
        (made,) = lettered([asked], [], [])
        box = bounds(body(made))
        assert abs((box.cx - BOX.x) / BOX.w - fx) < 0.25
        assert abs((box.cy - BOX.y) / BOX.h - fy) < 0.15


NELL, GUS = ("nell", "gus")
TALK: list[list[dict[str, Any]]] = [
    [{GUS: "The mice had it for their nest."}],
    [{NELL: "Have you oil?"}, {GUS: "I have oil. I have no wick."}, {NELL: {"text": "No wick?"}}],
    [{NELL: "What now?"}, {GUS: "Wool smokes. Try the lace of your boot."}],
]
FACES = [
    [(GUS, (0.36, 0.21, 0.28, 0.25))],
    [(NELL, (0.07, 0.28, 0.2, 0.25)), (GUS, (0.7, 0.25, 0.2, 0.27))],
    [(NELL, (0.12, 0.37, 0.09, 0.24)), (GUS, (0.7, 0.36, 0.1, 0.25))],
]


def page_of(
    boxes: Sequence[Rect],
    talk: list[list[dict[str, Any]]],
    *,
    trim: Rect = TRIM,
    live: Rect = LIVE,
    fold: Rect | None = None,
    more: dict[str, Any] | None = None,
) -> Book:
    """A page of panels in which those people say those things."""
    panels = [{"id": f"p{i}", "prompt": "", "dialogue": t} for i, t in enumerate(talk)]
    panels[0] |= more or {}
    story = Story.model_validate(
        {"title": "T", "characters": {NELL: {}, GUS: {}}, "pages": [{"panels": panels}]}
    )
    given = {}
    for panel, box, heads in zip(story.pages[0].panels, boxes, FACES, strict=False):
        faces = tuple(Face(who, f, (f[0] + f[2] / 2, f[1] + 0.78 * f[3])) for who, f in heads)
        size = (round(box.w * 4), round(box.h * 4))
        art = PictureFile(Path("none.png"), "image/png", *size, "", faces)
        given[str(panel.id)] = PanelInput(str(panel.id), panel, (NELL, GUS), art)
    frames = tuple(Frame(f"p{i}", b, b.corners) for i, b in enumerate(boxes[: len(talk)]))
    return compose(story, [PagePlan(1, trim, trim, live, frames, fold=fold)], given, 8.0)


def lines_of(book: Book) -> dict[tuple[str, int], list[Rect]]:
    (sheet,) = book.sheets
    return {
        (p.id, x.order): [line.box for line in x.lines] for p in sheet.panels for x in p.letters
    }


@pytest.mark.parametrize("who", [0, 1, 2])
def test_who_places_one_balloon_moves_no_other(who: int) -> None:
    boxes = [Rect(22.5, 45, 211.5, 210), Rect(243, 45, 211.5, 210), Rect(22.5, 264, 432, 210)]
    free = lines_of(page_of(boxes, TALK))
    places = {
        0: [(0.25, 0.1), (0.27, 0.1)],
        1: [(0.66, 0.1), (0.63, 0.1)],
        2: [(0.5, 0.7), (0.48, 0.79), (0.5, 0.85), (0.3, 0.8), (0.7, 0.8), (0.8, 0.85)],
    }
    for at in places[who]:
        talk = copy.deepcopy(TALK)
        ((name, said),) = talk[1][who].items()
        text = said["text"] if isinstance(said, dict) else said
        talk[1][who] = {name: {"text": text, "at": list(at)}}
        placed = lines_of(page_of(boxes, talk))
        mine = ("p1", who + 1)
        assert {k: v for k, v in placed.items() if k != mine} == {
            k: v for k, v in free.items() if k != mine
        }
        box = bounds([c for line in placed[mine] for c in line.corners])
        assert abs(box.cx - boxes[1].x - at[0] * boxes[1].w) < 6
        assert abs(box.cy - boxes[1].y - at[1] * boxes[1].h) < 6


@pytest.mark.parametrize("at", [None, [0.5, 0.5], [0.47, 0.2], [0.54, 0.8]])
@pytest.mark.parametrize("kind", ["caption", "sfx", "dialogue"])
def test_no_lettering_stands_in_the_fold_of_a_double_page(
    kind: str, at: list[float] | None
) -> None:
    fold = Rect(441, 0, 72, 738)
    box, trim, live = Rect(22.5, 45, 909, 210), Rect(0, 0, 954, 738), Rect(22.5, 45, 909, 648)
    said: dict[str, Any] = {"text": "This stands right on the fold of the book."}
    if kind == "sfx":
        said = {"text": "KABOOM"}
    if at:
        said["at"] = at
    more = {"dialogue": [{NELL: said}]} if kind == "dialogue" else {kind: said}
    book = page_of([box], [[]], trim=trim, live=live, fold=fold, more=more)
    (letter,) = book.sheets[0].panels[0].letters
    hull = bounds([c for line in letter.lines for c in line.box.corners])
    assert hull.right <= fold.x or hull.x >= fold.right
    shown = bounds(body(letter)) if kind != "dialogue" else hull.inset(-4)
    assert shown.right <= fold.x + 0.1 or shown.x >= fold.right - 0.1
    if at:
        # Aside, and not a point farther than it must.
        assert abs(hull.cy - box.y - at[1] * box.h) < 4
        near = min(abs(hull.right - fold.x), abs(hull.x - fold.right))
        assert near < 20


def test_narrow_panels_over_the_fold_keep_their_words_on_one_side() -> None:
    fold = Rect(441, 0, 72, 738)
    box, trim, live = Rect(342, 45, 270, 210), Rect(0, 0, 954, 738), Rect(22.5, 45, 909, 648)
    talk: list[list[dict[str, Any]]] = [[{GUS: "Allez, allez, allez!"}]]
    book = page_of([box], talk, trim=trim, live=live, fold=fold)
    (letter,) = book.sheets[0].panels[0].letters
    assert all(t.box.right <= fold.x or t.box.x >= fold.right for t in letter.lines)
    assert not [r for r in book.remarks if r.code not in ("panel-wordy", "face-cut")]


def test_tiers_leave_the_inner_margins_at_the_fold() -> None:
    live, fold, bleed = Rect(27, 27, 738, 558), Rect(360, 0, 72, 612), Rect(-9, -9, 810, 630)
    ground = Ground(Rect(0, 0, 792, 612), bleed, live, "both", False, fold)
    rows = Rows(((27, 180), (216, 180), (405, 180)))
    panels = [(f"p{i}", Panel(prompt="x")) for i in range(6)]
    cells = arrange(live, rows, [[1], [1, 1], [1, 1, 1]], 9)
    made = [f.box for f in frames(panels, cells, ground)]
    assert made[0] == Rect(27, 27, 738, 180)
    assert (made[1].right, made[2].x) == (360, 432)
    assert (made[1].x, made[2].right) == (27, 765)
    straight = [p.rect for p in cells]
    assert made[3:] == straight[3:]
    leaning = arrange(live, Rows(rows.spans, (0, 10, 0)), [[1], [1, 1], [1, 1, 1]], 9)
    left, right = frames(panels, leaning, ground)[1:3]
    assert sum(x for x, _ in left.outline[1:3]) / 2 == pytest.approx(360, abs=0.5)
    assert (right.outline[0][0] + right.outline[3][0]) / 2 == pytest.approx(432, abs=0.5)


@pytest.mark.parametrize(
    ("size", "frame", "heads"),
    [
        # A portrait in a wide tier, low in the picture; a wide picture in a square, people apart.
        ((900, 2700), Rect(0, 0, 432, 210), [(0.3, 0.58, 0.1, 0.08), (0.55, 0.57, 0.1, 0.08)]),
        ((2000, 1000), Rect(0, 0, 200, 200), [(0.1, 0.3, 0.1, 0.2)]),
        ((2000, 1000), Rect(0, 0, 200, 200), [(0.85, 0.3, 0.1, 0.2)]),
        ((1600, 400), Rect(0, 0, 432, 210), [(0.28, 0.37, 0.04, 0.22), (0.6, 0.36, 0.04, 0.25)]),
    ],
)
def test_crops_leave_air_about_heads(
    size: tuple[int, int], frame: Rect, heads: list[tuple[float, float, float, float]]
) -> None:
    picture = crop(size, frame, frame.corners, heads, air=True)
    assert picture.holds(frame)
    for x, y, w, h in heads:
        left, top = picture.x + x * picture.w, picture.y + y * picture.h
        wide, high = w * picture.w, h * picture.h
        assert top - frame.y >= min(0.35 * high, y * picture.h)
        assert frame.bottom - top - high >= 0.5 * high
        assert left - frame.x >= min(0.35 * wide, x * picture.w) - 0.1 * wide
        beyond = (1 - x - w) * picture.w
        assert frame.right - left - wide >= min(0.35 * wide, beyond) - 0.1 * wide


def test_a_bleeding_panel_keeps_faces_off_the_knife() -> None:
    trim, bleed = Rect(0, 0, 516, 729), Rect(-9, -9, 534, 747)
    box = Rect(-9, -9, 534, 260)
    story = Story.model_validate({"title": "T", "pages": [{"panels": [{"prompt": "x"}]}]})
    (panel,) = story.pages[0].panels
    faces = tuple(
        Face("", f, (f[0], f[1]))
        for f in [(0.281, 0.376, 0.038, 0.224), (0.599, 0.364, 0.042, 0.246)]
    )
    art = PictureFile(Path("none.png"), "image/png", 9000, 1800, "", faces)
    frame = Frame("p", box, box.corners, bleed=("left", "top", "right"))
    plan = PagePlan(1, trim, bleed, trim.inset(30), (frame,))
    (sheet,) = compose(story, [plan], {"p": PanelInput("p", panel, (), art)}, 8.0).sheets
    for face in sheet.panels[0].faces:
        assert face.x >= trim.x + 9 - 0.1
        assert face.right <= trim.right - 9 + 0.1


def test_the_search_is_the_same_every_time() -> None:
    setting = Setting((display("Hm.", "comic"),), (18.0,), 8, 9, 0.0)
    one = balloons.single(balloons.body("speech", setting))
    pieces = [Piece((one,), (100, 150), None) for _ in range(3)]
    first = place(pieces, room(BOX, tuple(HEADS)))
    assert all(place(pieces, room(BOX, tuple(HEADS))) == first for _ in range(3))


def test_layout_json_has_the_promised_shape(
    write: Callable[..., Path], storyboard: Callable[..., object]
) -> None:
    path = write(
        "title: T\ncharacters: {mara: {}}\npanels:\n"
        "- {id: pier, prompt: Mara runs, caption: Here., dialogue: [mara: Wait!], sfx: BOOM}\n"
    )
    done = storyboard("layout", path, "--json")
    page = json.loads(done.out)["pages"][0]  # type: ignore[attr-defined]
    assert page["trim"] == [0, 0, 477, 738]
    assert page["bleed"] == [-9, -9, 495, 756]
    assert page["live"] == [22.5, 45, 432, 648]
    (panel,) = page["panels"]
    assert panel["id"] == "pier"
    assert len(panel["outline"]) == 4
    assert [x["kind"] for x in panel["letters"]] == ["caption", "speech", "sfx"]
    speech = panel["letters"][1]
    assert speech["text"] == "Wait!"
    assert speech["lines"][0]["text"] == "WAIT!"
    assert speech["size"] == 8.0
    assert set(speech["tail"]) == {"root", "tip", "target"}
    assert len(speech["outline"]) > 12
