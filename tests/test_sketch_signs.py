"""Signs: what words are written on, where boards hang, and that letters stay letters."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from storyboard.sketch.camera import frame_shot
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.look import light_for
from storyboard.sketch.model import LOOKS, Figure, Look, Staging
from storyboard.sketch.signs import board_for, place_signs
from storyboard.sketch.signs_boards import DRAWERS

Box = tuple[float, float, float, float]


def staged(setting: str, *signs: str, time: str = "day") -> Staging:
    return Staging("medium", "eye", setting, time, "clear", (Figure("a"),), signs)


def hung(
    staging: Staging,
    hint: str = "",
    size: tuple[int, int] = (400, 300),
    taken: tuple[Box, ...] = (),
    look: Look = "colour",
    angle: str = "eye",
) -> tuple[list[Box], np.ndarray]:
    """The boxes of the boards, and the picture of nothing but them, as greys."""
    camera = frame_shot("medium", angle, *size, (0.0, 1.55, 0.0), False, 0.0)
    canvas = Canvas(*size, look, 0)
    canvas.light = light_for(staging.time, staging.weather, False)
    boxes = place_signs(canvas, camera, staging, canvas.light, Random(3), taken, hint=hint)
    return boxes, np.asarray(canvas.picture().convert("L"), dtype=np.float64)


@pytest.mark.parametrize(
    ("hint", "setting", "kind"),
    [
        ('a stone that says "ELIAS"', "field", "grave"),
        ('the headstone reads "ELIAS"', "church", "grave"),
        ('a paper label tied to his hood: "ELIAS"', "street", "tag"),
        ('a book called "ELIAS"', "living-room", "book"),
        ('a banner: "ELIAS"', "street", "banner"),
        ('"ELIAS" on a torn poster', "street", "poster"),
        ('the brass plate by the door, "ELIAS"', "corridor", "plate"),
        ('on the screen "ELIAS"', "office", "screen"),
        ('on the blackboard "ELIAS"', "office", "chalk"),
        ('in the shop window "ELIAS"', "street", "window"),
        ('a neon sign, "ELIAS"', "alley", "neon"),
        ('by the grave. He holds a note: "ELIAS"', "field", "note"),
        ('"ELIAS"', "beach", "plank"),
        ('"ELIAS"', "classroom", "chalk"),
        ('"ELIAS"', "street", "painted"),
    ],
)
def test_words_beside_a_quotation_say_what_it_is_written_on(
    hint: str, setting: str, kind: str
) -> None:
    assert board_for("ELIAS", staged(setting), False, hint) == kind


def test_by_night_a_town_is_lit() -> None:
    assert board_for("BAR", staged("street", time="night"), False) == "neon"
    assert board_for("BAR", staged("office", time="night"), True) == "plate"


@pytest.mark.parametrize("kind", sorted(DRAWERS))
@pytest.mark.parametrize("look", LOOKS)
def test_every_board_parts_its_letters_from_its_ground(kind: str, look: Look) -> None:
    nouns = {
        "grave": "stone", "tag": "label", "hoarding": "billboard", "painted": "wall",
        "road": "road sign", "chalk": "blackboard", "window": "shop window",
    }  # fmt: skip
    boxes, grey = hung(staged("street", "HHHHHH"), f'a {nouns.get(kind, kind)} "HHHHHH"', look=look)
    x, y, w, h = boxes[0]
    middle = grey[int(y + h * 0.35) : int(y + h * 0.65), int(x + w * 0.3) : int(x + w * 0.7)]
    low, high = np.percentile(middle, (8, 92))
    assert high - low > 75, (low, high)


@pytest.mark.parametrize("size", [(400, 300), (200, 420), (64, 64)])
@pytest.mark.parametrize("angle", ["eye", "dutch"])
def test_boards_stay_in_the_frame_and_apart(size: tuple[int, int], angle: str) -> None:
    boxes, _ = hung(staged("street", "ONE WAY", "EXIT"), size=size, angle=angle)
    assert len(boxes) == 2
    for x, y, w, h in boxes:
        assert min(x, y) >= 0
        assert x + w <= size[0] + 1
        assert y + h <= size[1] + 1
    (ax, ay, aw, ah), (bx, by, bw, bh) = boxes
    beside = min(ax + aw, bx + bw) <= max(ax, bx)
    assert beside or min(ay + ah, by + bh) <= max(ay, by)


def test_a_close_face_leaves_a_smaller_sign_and_is_not_covered() -> None:
    face = (60.0, 40.0, 280.0, 260.0)
    [(x, y, w, h)] = hung(staged("street", "THE LONG WAY"), size=(400, 400), taken=(face,))[0]
    core = (face[0] + 42, face[1] + 13, 196.0, 221.0)
    over_x = min(x + w, core[0] + core[2]) - max(x, core[0])
    over_y = min(y + h, core[1] + core[3]) - max(y, core[1])
    assert min(over_x, over_y) <= 2
    assert w >= 0.16 * 400


def test_no_words_no_boards() -> None:
    assert hung(staged("street", "  "))[0] == []
