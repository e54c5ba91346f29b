"""The drawing core: camera, canvas, figures and the stage, by numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from storyboard.sketch import draw
from storyboard.sketch.camera import VIEW_HEIGHT, frame_shot
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.design import Design, design_cast, strangers
from storyboard.sketch.figure import Place, head_centre, joints_of
from storyboard.sketch.look import contrast, light_for
from storyboard.sketch.mien import MIENS
from storyboard.sketch.model import (
    ANGLES,
    EXPRESSIONS,
    LOOKS,
    POSES,
    SETTINGS,
    SHOTS,
    Actor,
    Brief,
    Figure,
    Staging,
)
from storyboard.sketch.pose import ANKLE
from storyboard.sketch.stage import compose
from storyboard.sketch.stances import STANCES

MARA = Actor("mara", "Mara", "a woman of thirty with a black bob, red jacket and blue jeans")
TOM = Actor("tom", "Tom", "a broad man, short red beard, round glasses, green coat")
INES = Actor("ines", "Ines", "a girl of nine in a yellow raincoat")
EZRA = Actor("ezra", "Ezra", "an old ferryman with a white beard and a navy cap")
CAST = (MARA, TOM, INES, EZRA)


def panel(*figures: Figure, size: tuple[int, int] = (240, 320), **slots: str):
    """Compose a small panel of the cast."""
    brief = Brief("", CAST, width=size[0], height=size[1], lettered=True)
    return compose(brief, Staging(figures=figures, **slots))


def pixels(image) -> np.ndarray:
    return np.asarray(image).astype(int)


def test_camera_shows_the_metres_of_the_shot_and_puts_the_head_where_balloons_leave_room():
    for shot in ("close-up", "medium", "medium-long"):
        camera = frame_shot(shot, "eye", 900, 1200, (0.3, 1.5, 0.0), True, 0.0)
        x, y = camera.point(0.3, 1.5, 0.0)
        assert x == pytest.approx(450)
        assert 0.40 <= y / 1200 <= 0.48
        assert 1200 / camera.scale(0.0) == pytest.approx(VIEW_HEIGHT[shot], rel=0.15)


@pytest.mark.parametrize("angle", ANGLES)
def test_ground_seen_at_a_pixel_is_the_ground_projected_there(angle):
    camera = frame_shot("full", angle, 800, 1000, (0.0, 1.5, 0.0), False, 0.0)
    for x, z in ((0.0, 0.0), (-1.2, 3.0), (2.0, 8.0)):
        assert camera.ground_at(*camera.point(x, 0.0, z)) == pytest.approx((x, z), abs=1e-6)
    far = camera.point(camera.eye[0], 0.0, 1e7)
    assert camera.horizon == pytest.approx(far[1], abs=0.1 if angle != "dutch" else 60)


def test_camera_angles_look_up_and_down():
    eye, low, high = (
        frame_shot("full", a, 800, 1000, (0.0, 1.5, 0.0), False, 0.0)
        for a in ("eye", "low", "high")
    )
    assert low.eye[1] < 0.5 < eye.eye[1] < high.eye[1]
    assert high.horizon < 0 < eye.horizon < low.horizon


def test_polygons_are_cut_at_the_lens():
    camera = frame_shot("medium", "eye", 400, 400, (0.0, 1.5, 0.0), False, 0.0)
    ground = camera.points([(-9, 0, -50), (9, 0, -50), (9, 0, 50), (-9, 0, 50)])
    assert len(ground) == 4
    assert all(np.isfinite(p).all() for p in ground)
    assert camera.points([(-1, 0, -90), (1, 0, -90), (0, 0, -80)]) == []


def test_a_group_is_seen_whole_however_narrow_the_frame():
    for size in ((300, 900), (900, 300), (500, 500)):
        drawing = panel(*(Figure(a.id) for a in CAST), size=size, shot="medium", setting="neutral")
        for head in drawing.heads:
            x, _, w, _ = head.box
            assert min(x, 1 - x - w) >= -0.02


def test_canvas_paints_exact_colours_cuts_and_keeps_its_size():
    canvas = Canvas(61, 43, "colour", 1)
    canvas.fill([(0, 0), (61, 0), (61, 43), (0, 43)], (10, 200, 30))
    square = [(20, 10), (40, 10), (40, 30), (20, 30)]
    canvas.fill(square, (250, 0, 0), within=[(0, 0), (30, 0), (30, 43), (0, 43)])
    canvas.fill([(float("nan"), 0), (1, 1), (2, 2)], (0, 0, 0))
    canvas.fill([(-1e9, -1e9), (1e9, -1e9), (0, -1e8)], (0, 0, 0))
    picture = canvas.picture()
    assert picture.size == (61, 43)
    assert picture.mode == "RGB"
    assert picture.getpixel((25, 20)) == (250, 0, 0)
    assert picture.getpixel((35, 20)) == (10, 200, 30)


def test_words_stay_inside_their_quadrilateral():
    canvas = Canvas(200, 100, "colour", 1)
    canvas.text([(50, 20), (150, 30), (150, 70), (50, 80)], "OPEN\nALL NIGHT", (0, 0, 0))
    dark = pixels(canvas.picture()).sum(axis=2) < 380
    rows, columns = np.nonzero(dark)
    assert dark.sum() > 250
    assert columns.min() >= 49
    assert columns.max() <= 151
    assert rows.min() >= 19
    assert rows.max() <= 81


def test_tones_darken_in_every_look():
    for look in LOOKS:
        canvas = Canvas(90, 90, look, 1)
        canvas.tone([(0, 0), (90, 0), (90, 90), (0, 90)], 0.5)
        mean = pixels(canvas.picture()).mean()
        assert 90 < mean < 235


def test_a_description_is_worn_to_the_letter():
    cast = design_cast(
        [
            Actor("a", "Ada", "a woman in a yellow raincoat, long blonde hair and a navy cap"),
            Actor("b", "Bo", "an old man with a long white beard, round glasses and a dark green "
                             "coat over a white shirt"),
            Actor("c", "Cy", "a boy of eight, messy red hair, striped t-shirt and blue shorts"),
            Actor("d", "Di", "a tall, dark-skinned woman with an afro, in a purple dress"),
            Actor("e", "Ed", "a bald, stocky man in a grey suit and a red tie, brown boots"),
        ]
    )  # fmt: skip
    a, b, c, d, e = (cast[k] for k in "abcde")
    assert (a.woman, a.top, a.style, a.hat) == (True, "raincoat", "long", "cap")
    assert a.top_colour[0] > 230
    assert a.top_colour[2] < 70
    assert a.hat_colour[2] > a.hat_colour[0]
    assert (b.age, b.woman, b.beard, b.glasses, b.top) == ("old", False, "long", True, "coat")
    assert min(b.hair) > 220
    assert b.top_colour[1] > b.top_colour[0]
    assert min(b.under_colour) > 230
    assert (c.age, c.woman, c.style, c.top, c.bottom) == ("child", False, "messy", "tee", "shorts")
    assert c.height < 1.3 < a.height
    assert (d.style, d.top, d.beard) == ("afro", "dress", "")
    assert sum(d.skin) < 350
    assert d.height > a.height
    assert (e.style, e.build, e.top, e.neckwear, e.shoes) == (
        "bald", "broad", "suit", "tie", "boots",
    )  # fmt: skip


def test_the_reference_pictures_colours_dress_whom_no_word_describes():
    (design,) = design_cast([Actor("x", "X", "", ((20, 160, 60), (90, 60, 40)))]).values()
    assert design.top_colour == (20, 160, 60)


def test_no_two_of_a_cast_look_alike_and_their_order_does_not_matter():
    actors = [Actor(f"p{i}", name) for i, name in enumerate(("Ann", "Bea", "Cleo", "Dora", "Eve"))]
    cast = design_cast(actors)
    assert cast == design_cast(actors[::-1])
    for a, b in combinations(cast.values(), 2):
        same = (a.style == b.style) + (contrast(a.hair, b.hair) < 0.05)
        same += contrast(a.top_colour, b.top_colour) < 0.05
        assert same < 3


def test_strangers_look_as_the_prompt_says():
    assert strangers("An old woman and a boy wait; the tall waiter sighs.") == [
        "old woman", "boy", "tall waiter",
    ]  # fmt: skip


def test_every_pose_stands_on_the_ground_and_every_word_is_known():
    assert set(STANCES) == set(POSES)
    assert set(MIENS) == set(EXPRESSIONS)
    for pose in POSES:
        for variant in range(len(STANCES[pose])):
            joints = joints_of(Figure("", pose=pose), Design(), Place(variant=variant))
            feet = [joints.near_leg[2][1], joints.far_leg[2][1]]
            knees = [joints.near_leg[1][1], joints.far_leg[1][1]]
            lowest = min(min(feet) - ANKLE, min(knees) - 0.16)
            assert -0.03 <= lowest <= (0.2 if pose != "lie" else 0.5), pose
    standing = head_centre(Figure("", pose="stand"), Design(), Place())[1]
    for low in ("sit", "crouch", "lie"):
        assert head_centre(Figure("", pose=low), Design(), Place(seat=0.45))[1] < standing - 0.25


def test_poses_and_expressions_differ_on_the_page():
    def seen(**slots: str) -> bytes:
        drawing = panel(Figure("mara", **slots), size=(120, 160), shot="medium", setting="neutral")
        return drawing.image.tobytes()

    assert len({seen(expression=e) for e in EXPRESSIONS}) == len(EXPRESSIONS)
    assert len({seen(pose=p) for p in POSES}) == len(POSES)
    held = {seen(pose="hold", holds=h) for h in ("lantern", "book", "a red cup", "sword", "zyx")}
    assert len(held) == 5


def test_two_who_talk_face_each_other_from_left_to_right():
    drawing = panel(Figure("tom"), Figure("mara"), shot="medium", setting="neutral")
    left, right = drawing.heads
    assert (left.character, right.character) == ("tom", "mara")
    assert left.box[0] + left.box[2] < right.box[0]
    assert left.mouth[0] > left.box[0] + left.box[2] / 2
    assert right.mouth[0] < right.box[0] + right.box[2] / 2
    for head in drawing.heads:
        x, y, w, h = head.box
        assert x <= head.mouth[0] <= x + w
        assert y <= head.mouth[1] <= y + h
        assert 0.3 < y + h / 2 < 0.56


def test_over_the_shoulder_the_other_stands_before_the_lens():
    drawing = panel(
        Figure("tom"), Figure("mara", "joy"), shot="medium", angle="over-the-shoulder",
        setting="cafe",
    )  # fmt: skip
    front, subject = drawing.heads
    assert front.box[3] > 1.3 * subject.box[3]
    assert front.box[0] < subject.box[0]


def test_the_same_brief_gives_the_same_pixels_and_another_seed_others():
    brief = Brief("Mara laughs in the kitchen at night", CAST[:1], width=200, height=260, seed=3)
    first, again = draw(brief), draw(brief)
    assert first.image.tobytes() == again.image.tobytes()
    assert first.heads == again.heads
    assert draw(replace(brief, seed=4)).image.tobytes() != first.image.tobytes()


def test_a_character_keeps_its_colours_by_day_and_night():
    def yellow(time: str) -> int:
        drawing = panel(Figure("ines"), shot="medium", setting="neutral", time=time)
        p = pixels(drawing.image)
        return int(((p[..., 0] > 1.25 * p[..., 2]) & (p[..., 1] > 1.15 * p[..., 2])
                    & (p[..., 0] > 100)).sum())  # fmt: skip

    assert yellow("day") > 3000
    assert yellow("night") > 2000


def test_ink_is_black_and_white_and_colour_is_not():
    for look, most in (("ink", 16), ("pencil", 16), ("colour", 256)):
        brief = Brief("", CAST, width=180, height=240, look=look)
        staging = Staging("medium", setting="street", figures=(Figure("mara"),))
        p = pixels(compose(brief, staging).image)
        spread = (p.max(axis=2) - p.min(axis=2)).max()
        assert spread < most
        assert look != "colour" or spread > 100


def test_night_is_darker_than_day_outside_and_lamps_are_lit_within():
    day, night = light_for("day", "clear", False), light_for("night", "clear", False)
    inside = light_for("night", "clear", True)
    assert sum(night.ambient) < sum(inside.ambient) < sum(day.ambient)
    assert night.dark
    assert not day.dark


@pytest.mark.parametrize("size", [(1, 1), (64, 64), (700, 3), (901, 131), (97, 803)])
def test_nothing_fails_whatever_the_size_and_the_words(size):
    figures = (
        Figure("nobody", "no such mien", "no such pose", "☃"),
        Figure("", "shout", "fight", "two swords"),
        Figure("ezra", "tired", "lie", "umbrella"),
        Figure("mara", "joy", "drive"),
        Figure("tom"),
    )
    for i, look in enumerate(LOOKS):
        brief = Brief('"SIGN"', CAST, width=size[0], height=size[1], seed=i, look=look)
        for n in (0, i + 1, 5):
            staging = Staging(
                ("no such shot", *SHOTS)[3 * i + n % 2], ANGLES[i + 1], SETTINGS[5 * i + n],
                "night", "rain", figures[:n], ("SIGN",),
            )  # fmt: skip
            drawing = compose(brief, staging)
            assert drawing.image.size == size
            assert len(drawing.heads) == min(n, 4)
