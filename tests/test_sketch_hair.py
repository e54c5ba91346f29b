"""Hair: every style a shape of its own, from every side, and never a helmet."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.sketch.camera import frame_shot
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.curve import Array
from storyboard.sketch.cuts import CUTS
from storyboard.sketch.design import Design, design_cast
from storyboard.sketch.figure import Place, draw_figure, head_centre
from storyboard.sketch.head import Skull
from storyboard.sketch.locks import Field
from storyboard.sketch.look import light_for
from storyboard.sketch.model import Actor, Figure, Look

TURNS = (0.0, 0.45, 1.0, 1.65)
SMOOTH = ("buzz", "mohawk", "slick", "bun")


def bust(style: str, turn: float, look: Look = "colour", side: int = 96) -> Array:
    """A head as it is drawn, without its clothes mattering."""
    design = Design(style=style, hair=(60, 36, 24), woman=True)
    canvas = Canvas(side, side, look, 1)
    light = light_for("day", "clear", True)
    canvas.light = light
    behind = turn > 1
    place = Place(shot="close-up", turn=None if behind else turn, behind=behind, shadow=False)
    figure = Figure("")
    x, y = head_centre(figure, design, place)
    camera = frame_shot("close-up", "eye", side, side, (x, y, 0.0), False, 0.0, size=design.height)
    draw_figure(canvas, camera, figure, design, place, light)
    return np.asarray(canvas.picture().convert("L")).astype(float)


@pytest.mark.parametrize("turn", TURNS)
def test_no_two_styles_are_alike(turn: float) -> None:
    seen = {style: bust(style, turn) for style in sorted(CUTS)}
    names = sorted(seen)
    # A ponytail, a plait and the like differ from behind or the side in what hangs down.
    apart = {
        (a, b): np.abs(seen[a] - seen[b]).mean() for i, a in enumerate(names) for b in names[:i]
    }
    close = min(apart, key=lambda pair: apart[pair])
    assert apart[close] > 0.6, (close, apart[close])


@pytest.mark.parametrize("style", sorted(set(CUTS) - set(SMOOTH)))
@pytest.mark.parametrize("turn", TURNS)
def test_edges_end_in_locks(style: str, turn: float) -> None:
    """The lower edge turns up and down again: no straight rim of a helmet."""
    if not CUTS[style].fringe and turn < 1:
        return  # parted in the middle: from before, its ends lie out of sight
    field = Field(CUTS[style], Skull(turn))
    steps = np.sign(np.round(np.diff(field.line[:, 1]), 4))
    steps = steps[steps != 0]
    assert np.count_nonzero(np.diff(steps)) >= 6
    assert np.isfinite(field.outer).all()


def test_a_lock_keeps_its_place_on_the_head() -> None:
    """Locks turn with the head: the same ones are there a few degrees later."""
    cut = CUTS["bob"]
    for phi in (-60.0, -20.0, 30.0):
        a, b = (Field(cut, Skull(t)) for t in (0.30, 0.34))
        one, two = (f.strands([phi], np.array([0.2]), np.array([0.9]))[0] for f in (a, b))
        assert np.abs(one - two).max() < 0.05


@pytest.mark.parametrize("look", ["ink", "pencil"])
def test_black_hair_gleams(look: Look) -> None:
    lit = bust("bob", 1.65, look, 240)
    # On the back of the head, where nothing else is light.
    head = lit[90:150, 90:150]
    assert 0.01 < (head > 200).mean() < 0.6


@pytest.mark.parametrize(
    ("told", "top", "hat"),
    [
        ("a girl in a hooded sweater", "hoodie", ""),
        ("a woman in a grey sweatshirt with a hood", "hoodie", ""),
        ("a boy in a red hooded jacket", "jacket", ""),
        ("a girl in a yellow raincoat, hood down", "raincoat", ""),
        ("a man with the hood of his sweater up", "sweater", "hood"),
        ("a hooded figure in a grey raincoat", "raincoat", "hood"),
        ("a figure in a hooded cloak", "cloak", "hood"),
    ],
)
def test_a_hood_is_down_unless_it_is_up(told: str, top: str, hat: str) -> None:
    design = design_cast([Actor("x", "", told)])["x"]
    assert (design.top, design.hat) == (top, hat)


@pytest.mark.parametrize(
    ("told", "style"),
    [("a soldier with a buzz cut", "buzz"), ("a man, brown side parting", "side")],
)
def test_a_cut_is_heard_without_the_word_hair(told: str, style: str) -> None:
    assert design_cast([Actor("x", "", told)])["x"].style == style
