"""Sets, skies, weather, signs and crowds: every setting on every frame, and what must be seen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from storyboard.sketch import sets, sets_names, sets_rooms
from storyboard.sketch.camera import frame_shot
from storyboard.sketch.canvas import Canvas, Points
from storyboard.sketch.extras_looks import looks_of
from storyboard.sketch.look import light_for
from storyboard.sketch.model import (
    ANGLES,
    LOOKS,
    RGB,
    SETTINGS,
    SHOTS,
    TIMES,
    WEATHERS,
    Actor,
    Brief,
    Figure,
    Look,
    Staging,
)
from storyboard.sketch.rng import stream
from storyboard.sketch.sets_kit import Kit
from storyboard.sketch.sets_shape import clip, clip_line, hull
from storyboard.sketch.signs import broken, place_signs
from storyboard.sketch.stage import compose

Pixels = NDArray[np.float64]


def staged(
    setting: str,
    shot: str = "full",
    angle: str = "eye",
    time: str = "day",
    weather: str = "clear",
    people: str = "",
    signs: Sequence[str] = (),
) -> Staging:
    return Staging(shot, angle, setting, time, weather, (Figure("a"),), tuple(signs), people)


def drawn(
    staging: Staging,
    size: tuple[int, int] = (120, 150),
    hint: str = "",
    seed: int = 0,
    look: Look = "colour",
) -> Pixels:
    """The set with its foreground and no figures, as floats."""
    camera = frame_shot(staging.shot, staging.angle, *size, (0.0, 1.55, 0.0), True, 0.0)
    canvas = Canvas(*size, look, seed)
    light = light_for(staging.time, staging.weather, sets_names.indoors(staging.setting, hint))
    canvas.light = light
    sets.draw_set(canvas, camera, staging, light, stream("set", seed), hint=hint)
    sets.draw_front(canvas, camera, staging, light, stream("front", seed), hint=hint)
    picture = canvas.picture()
    assert picture.size == size
    return np.asarray(picture, dtype=np.float64)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_stands_in_every_frame(setting: str) -> None:
    random = Random(setting)
    for size in ((64, 64), (240, 96), (70, 190), (1, 1)):
        staging = staged(
            setting, random.choice(SHOTS), random.choice(ANGLES), random.choice(TIMES),
            random.choice(WEATHERS), random.choice(("", "crowd", "waiter")),
        )  # fmt: skip
        pixels = drawn(staging, size, look=random.choice(LOOKS))  # type: ignore[arg-type]
        if size[0] > 1:
            assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 2


@pytest.mark.parametrize("name", sorted(set(sets.SETS) - set(SETTINGS)))
def test_variants_can_be_called_by_words(name: str) -> None:
    called, where = next((c, w) for c, w, n in sets_names.CALLS if n == name)
    setting = where.split()[0] if where else "neutral"
    word = called.split()[0]
    assert sets_names.variant_of(setting, f"They meet at the {word}, at last.") == name
    plain = drawn(staged(setting))
    assert np.abs(drawn(staged(setting), hint=word) - plain).mean() > 8


def test_words_on_signs_and_parts_of_words_call_nothing() -> None:
    assert sets_names.variant_of("beach", "she waits by the shipment") == "beach"
    quoted = drawn(staged("beach"), hint='a board reads "PIER CLOSED"')
    assert np.array_equal(quoted, drawn(staged("beach")))
    assert sets_names.variant_of("no such place", "") == "neutral"


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    for setting in ("cafe", "street", "rooftop", "kitchen"):
        one, again = drawn(staged(setting), seed=3), drawn(staged(setting), seed=3)
        assert np.array_equal(one, again)
        assert np.abs(drawn(staged(setting), seed=4) - one).mean() > 8


def test_night_is_dark_and_snow_lies() -> None:
    day = drawn(staged("field"))
    assert drawn(staged("field", time="night")).mean() < 0.5 * day.mean()
    ground = drawn(staged("field", weather="snow"))[-30:].mean()
    assert ground > day[-30:].mean() + 25


def test_fog_swallows_what_is_far() -> None:
    far = slice(40, 80)
    clear = drawn(staged("mountains", "wide"), seed=2)[far]
    fog = drawn(staged("mountains", "wide", weather="fog"), seed=2)[far]
    assert fog.std() < 0.5 * clear.std()


@pytest.mark.parametrize("weather", ["rain", "storm", "snow", "fog", "wind"])
def test_weather_stays_outdoors(weather: str) -> None:
    def front(setting: str) -> int:
        staging = staged(setting, "medium", weather=weather)
        camera = frame_shot("medium", "eye", 100, 100, (0.0, 1.55, 0.0), True, 0.0)
        canvas = Count(100, 100, "colour", 0)
        sets.draw_front(canvas, camera, staging, light_for("day", weather, False), Random(1))
        return canvas.shapes

    assert front("street") > 3
    assert front("kitchen") == 0
    assert front("space") == 0


class Count(Canvas):
    """Counts shapes and keeps the texts with their corners."""

    def __init__(self, width: int, height: int, look: Look, seed: int) -> None:
        super().__init__(width, height, look, seed)
        self.shapes = 0
        self.texts: list[tuple[str, NDArray[np.float64]]] = []
        self.boards: list[NDArray[np.float64]] = []

    def fill(
        self, points: Points, colour: RGB, alpha: float = 1.0, *, within: Points | None = None
    ) -> None:
        self.shapes += 1
        if self.role in ("sign", "light"):
            self.boards.append(np.asarray(points))
        super().fill(points, colour, alpha, within=within)

    def line(
        self, points: Points, width: float, colour: RGB = (0, 0, 0), closed: bool = False,
        wobble: bool = True, taper: bool = False, *, within: Points | None = None,
        alpha: float = 1.0,
    ) -> None:  # fmt: skip
        self.shapes += 1

    def text(self, quad: Sequence[tuple[float, float]], words: str, colour: RGB) -> None:
        self.texts.append((words, np.asarray(quad)))


@pytest.mark.parametrize("size", [(300, 400), (500, 200), (150, 420), (64, 64)])
@pytest.mark.parametrize("setting", ["street", "beach", "office", "corridor"])
@pytest.mark.parametrize("angle", ["eye", "dutch"])
def test_signs_are_whole_wide_enough_and_off_the_heads(
    size: tuple[int, int], setting: str, angle: str
) -> None:
    width, height = size
    words = "LAST FERRY 23:40"
    camera = frame_shot("medium", angle, width, height, (0.0, 1.55, 0.0), True, 0.0)
    head = (0.4 * width, 0.36 * height, 0.2 * width, 0.2 * height)
    for time in ("day", "night"):
        staging = staged(setting, "medium", angle, time, signs=[words])
        canvas = Count(width, height, "colour", 0)
        place_signs(canvas, camera, staging, light_for(time, "clear", False), Random(5), [head])
        texts = {text.replace("\n", " ") for text, _ in canvas.texts}
        assert texts == {words}
        board = max(canvas.boards, key=lambda p: float(np.ptp(p[:, 0])))
        share = np.ptp(board[:, 0]) / width
        assert 0.24 <= share <= 0.52
        quads = np.concatenate([quad for _, quad in canvas.texts])
        assert quads.min() >= -1
        assert quads[:, 0].max() <= width + 1
        assert quads[:, 1].max() <= height + 1
        over_x = min(board[:, 0].max(), head[0] + head[2]) - max(board[:, 0].min(), head[0])
        over_y = min(board[:, 1].max(), head[1] + head[3]) - max(board[:, 1].min(), head[1])
        assert min(over_x / head[2], over_y / head[3]) <= 0.12


def test_words_break_between_words_only() -> None:
    assert broken("OPEN ALL NIGHT") == [
        ("OPEN ALL NIGHT",), ("OPEN ALL", "NIGHT"), ("OPEN", "ALL", "NIGHT"),
    ]  # fmt: skip
    assert broken("  ") == []


def test_people_are_added_in_the_background() -> None:
    alone = drawn(staged("street"), seed=5)
    assert np.abs(drawn(staged("street", people="crowd"), seed=5) - alone).mean() > 1.5
    waiter = drawn(staged("cafe", people="waiter"), seed=5)
    assert np.abs(waiter - drawn(staged("cafe"), seed=5)).mean() > 0.4


def test_a_crowd_is_of_different_people() -> None:
    rng = Random(3)
    crowd = [looks_of(rng, ["crowd"], 1.0) for _ in range(24)]
    assert len({(p.top, p.garment, p.style) for p in crowd}) > 20
    assert len({p.skin for p in crowd}) == 5
    assert {p.woman for p in crowd} == {True, False}
    for word, garment in (("doctor", "white"), ("soldier", "uniform"), ("waiter", "apron")):
        assert looks_of(rng, [word], 1.0).garment == garment
    assert looks_of(rng, ["girl"], 1.0).tall < 1.4


def test_a_bed_that_is_lain_in_is_the_only_one() -> None:
    actor = Actor("a", "A", "a man")
    brief = Brief("", (actor,), width=160, height=200, seed=4)
    abed = Staging("full", setting="bedroom", figures=(Figure("a", "tired", "lie"),))
    seen: list[bool] = []
    plain = sets_rooms._bed
    sets_rooms._bed = lambda *told: seen.append(True)  # type: ignore[assignment]
    try:
        compose(brief, abed)
        assert not seen
        compose(brief, replace(abed, figures=(Figure("a"),)))
        assert seen
    finally:
        sets_rooms._bed = plain


def test_seats_and_roofs() -> None:
    assert sets.seat_height("cafe") == pytest.approx(0.46)
    assert sets.seat_height("neutral") is None
    assert sets_names.indoors("kitchen")
    assert not sets_names.indoors("street")
    assert sets_names.indoors("neutral", "inside the old church")


def test_cutting_to_the_frame() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    cut = clip([(-5, -5), (5, -5), (5, 5), (-5, 5)], box)
    assert {(0, 0), (5, 0), (5, 5), (0, 5)} == {(round(x), round(y)) for x, y in cut}
    assert clip([(20, 20), (30, 20), (30, 30)], box) == []
    assert clip_line((-10, 5), (20, 5), box) == ((0.0, 5.0), (10.0, 5.0))
    assert clip_line((-10, 15), (20, 15), box) is None
    assert len(hull([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (1, 3)])) == 4


def test_turning_a_set_keeps_its_pivot() -> None:
    camera = frame_shot("full", "eye", 200, 200, (0.0, 1.55, 0.0), False, 0.0)
    light = light_for("day", "clear", True)
    canvas = Canvas(200, 200, "colour", 0)
    kit = Kit(canvas, camera, staged("kitchen"), light, Random(1), "", True)
    kit.turn(0.3, pivot=1.2)
    assert kit.pt(0, 1, 1.2) == pytest.approx(camera.point(0, 1, 1.2))
    # The camera's place in the turned axes maps back to where it stands.
    assert kit.world(*kit.eye) == pytest.approx(camera.eye)


class Logged(Random):
    """A stream that remembers which line asked for what."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.log: list[tuple[str, int, float]] = []

    def _note(self, value: float) -> None:
        frame = sys._getframe(2)
        while frame.f_back and not frame.f_code.co_filename.endswith(".py"):
            frame = frame.f_back
        while frame.f_back and frame.f_code.co_filename.endswith("random.py"):
            frame = frame.f_back
        self.log.append((frame.f_code.co_name, frame.f_lineno, value))

    def random(self) -> float:
        value = super().random()
        self._note(value)
        return value

    def getrandbits(self, k: int, /) -> int:
        value = super().getrandbits(k)
        self._note(value)
        return value


CONDITIONS = (("wide", "day", "clear"), ("close-up", "night", "rain"), ("full", "dusk", "snow"))


@pytest.mark.parametrize("name", sorted(sets.SETS))
def test_a_place_is_furnished_alike_in_every_shot_hour_and_weather(name: str) -> None:
    called = next((c for c, _, n in sets_names.CALLS if n == name), "")
    where = next((w for _, w, n in sets_names.CALLS if n == name and w), name)
    setting = name if name in SETTINGS else (where.split() or ["neutral"])[0]
    hint = called.split()[0].replace("-", " ") if called and name not in SETTINGS else ""
    logs = []
    for shot, time, weather in CONDITIONS:
        staging = Staging(shot, "eye", setting, time, weather)
        camera = frame_shot(shot, "eye", 48, 60, (0.0, 1.55, 0.0), True, 0.0)
        canvas = Canvas(48, 60, "colour", 1)
        light = light_for(time, weather, sets_names.indoors(setting, hint))
        canvas.light = light
        rng = Logged(11)
        sets.draw_set(canvas, camera, staging, light, rng, hint=hint)
        logs.append(rng.log)
    # What is left out comes last: as far as two go, they are the same choices.
    shortest = min(map(len, logs))
    assert shortest > 0
    assert all(log[:shortest] == logs[0][:shortest] for log in logs)
