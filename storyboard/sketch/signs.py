"""Signs: the prompt's quoted words on boards that fit their wording and the setting, legible.

`board_for` says what words are written on, `place_signs` finds room for each board and draws it.
Boards are drawn before the figures; the boxes that are given back let a letterer keep clear.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .signs_boards import DRAWERS, Hung

if TYPE_CHECKING:
    import random

    from .camera import Camera
    from .canvas import Canvas
    from .look import Light
    from .model import Staging

Box = tuple[float, float, float, float]

_TOWN = frozenset(("street", "alley", "rooftop", "cafe", "shop", "train"))
_WOOD = frozenset(("beach", "forest", "mountains", "desert", "field", "ship", "workshop"))
_NOTE = frozenset(("kitchen", "bedroom", "living-room", "office", "hospital", "bathroom"))
_LEAST, _MOST = 0.26, 0.50
"""A sign's width as a share of the frame's."""
_SIZES = (1.0, 0.8, 0.64)
"""A sign is made smaller only where a face would cover it: a close-up leaves little room."""

_CALLS: tuple[tuple[str, str], ...] = (
    ("neon", "neon neon-sign"),
    ("grave", "gravestone headstone tombstone grave tomb stone stones slab monument milestone"),
    ("tag", "label labels tag tags luggage-tag price-tag sticker"),
    ("book", "book cover diary novel title titled album logbook notebook journal ledger"),
    ("screen", "screen monitor display computer phone tablet terminal laptop television tv"),
    ("chalk", "blackboard chalkboard slate menu-board"),
    ("banner", "banner banners bunting streamer flag sash"),
    ("window", "shop-window window pane windscreen glass"),
    ("poster", "poster posters playbill flyer advertisement placard headline"),
    ("plate", "plate plaque door doorplate nameplate brass desk-plate letterbox bell"),
    ("note", "note letter paper page list ticket card envelope telegram newspaper map postcard"),
    ("hoarding", "billboard hoarding marquee"),
    ("painted", "wall facade shopfront awning"),
    ("plank", "plank planks signpost wooden boards crate crates hull stern barrel"),
    ("road", "road-sign street-sign traffic-sign motorway exit-sign arrow"),
)
"""What words are written on, by the nouns beside them; the first kind wins where both stand."""
_STANDING = frozenset(("grave", "plank", "road"))
"""Boards that stand on the ground."""
_INSIDE = frozenset(("note", "tag", "book", "screen"))
"""Boards that hang no higher than a hand reaches."""


@dataclass(frozen=True, slots=True)
class Board:
    """A sign to be hung: its lines, and the share of the frame it takes, in pixels."""

    lines: tuple[str, ...]
    wide: float
    high: float


def broken(words: str, most: int = 4) -> list[tuple[str, ...]]:
    """Every even way to set the words on one to `most` lines, without breaking a word."""
    parts = words.split()
    if not parts:
        return []
    ways: list[tuple[str, ...]] = []
    for n in range(1, min(most, len(parts)) + 1):
        # The narrowest measure that gives n lines.
        for measure in range(max(map(len, parts)), len(" ".join(parts)) + 1):
            lines: list[str] = []
            for part in parts:
                if lines and len(lines[-1]) + 1 + len(part) <= measure:
                    lines[-1] += " " + part
                else:
                    lines.append(part)
            if len(lines) <= n:
                if tuple(lines) not in ways:
                    ways.append(tuple(lines))
                break
    return ways


def board_for(words: str, staging: Staging, indoors: bool, hint: str = "") -> str:
    """The kind of board that `words` are on: by the nouns beside them in `hint`, else the place.

    The clause before the quotation counts first (*a stone that says "..."*), the nearest noun
    most; then what follows it (*"..." on a poster*).
    """
    flat = " ".join(hint.lower().split())
    at = flat.find(" ".join(words.lower().split()))
    if at >= 0:
        before = re.split(r"[.!?\"“”]\s", flat[max(0, at - 70) : at])[-1]
        after = re.split(r"[.!?]", flat[at + len(words) : at + len(words) + 45])[0]
        for side, nearest_last in ((before, True), (after, False)):
            found = _named(side, nearest_last)
            if found:
                return found
    setting = staging.setting
    dark = staging.time in ("night", "dusk") and not indoors
    if setting in _TOWN and (dark or (setting == "cafe" and staging.time == "night")):
        return "neon"
    if setting == "classroom":
        return "chalk"
    if setting in _WOOD:
        return "plank"
    if setting in ("space", "laboratory"):
        return "screen"
    if setting in _NOTE and len(words) > 14:
        return "note"
    return "painted" if setting in _TOWN else "plate" if indoors else "painted"


def _named(text: str, nearest_last: bool) -> str:
    words = re.findall(r"[a-z]+", text)
    spots: list[tuple[int, str]] = []
    for kind, names in _CALLS:
        for name in names.split():
            parts = name.split("-")
            spots += [
                (i + len(parts), kind)
                for i in range(len(words) - len(parts) + 1)
                if words[i : i + len(parts)] == parts
            ]
    if not spots:
        return ""
    ordered = sorted(spots, key=lambda spot: -spot[0] if nearest_last else spot[0])
    best = ordered[0][0]
    order = [kind for kind, _ in _CALLS]
    return min((kind for at, kind in ordered if at == best), key=order.index)


def _size(lines: Sequence[str], width: int, height: int, count: int) -> Board:
    """The board for these lines: as wide as its words need between the least and the most."""
    longest = max(len(line) for line in lines)
    em = 0.62
    # Letters wish to be a sixteenth of the frame high; the width follows within its bounds.
    letter = 0.062 * math.sqrt(width * height)
    wide = min(_MOST, max(_LEAST, (longest * em + 1.2) * letter / width)) * width
    letter = wide / (longest * em + 1.2)
    high = letter * (1.28 * len(lines) + 0.75)
    limit = height * (0.30 if count < 2 else 0.22)
    high = min(high, limit)
    return Board(tuple(lines), wide, max(high, 5.0))


def _overlap(a: Box, b: Box) -> float:
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0.0, w) * max(0.0, h)


def place_signs(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random,
    taken: Sequence[Box], *, hint: str = "",
) -> list[Box]:  # fmt: skip
    """Hang every sign of the staging where it covers least of what is `taken`.

    `taken` are boxes in pixels (x, y, width, height), as a rule the figures' heads; `hint` is the
    prompt, whose nouns beside a quotation say what it is written on. Each sign is 26 to 50 % of
    the frame's width (less beside a close-up's face) and lies wholly inside the frame. The boxes
    of the boards come back, in pixels and in the order of the signs.
    """
    role = canvas.role
    hung: list[Box] = []
    signs = [s.strip() for s in staging.signs if s.strip()][:4]
    for words in signs:
        kind = board_for(words, staging, light.indoors, hint)
        best: tuple[float, Board, Box] | None = None
        side, jitter = rng.random() < 0.5, 0.01 * rng.random()
        for lines in broken(words[:120]):
            whole = _size(lines, camera.width, camera.height, len(signs))
            for size in _SIZES:
                board = Board(lines, whole.wide * size, whole.high * size)
                box, cost = _spot(board, camera, kind, side, taken, hung)
                cost += jitter + _cramped(board, camera) + 0.45 * (1 - size)
                if best is None or cost < best[0]:
                    best = (cost, board, box)
        if best is not None:
            hung.append(best[2])
            _hang(canvas, camera, staging, light, rng, best[1], best[2], kind, taken)
    canvas.role = role
    return hung


def _letter(board: Board) -> float:
    longest = max(len(line) for line in board.lines)
    return min(board.wide / (longest * 0.62 + 1.2), board.high / (1.28 * len(board.lines) + 0.75))


def _cramped(board: Board, camera: Camera) -> float:
    """Cost of small letters and of many lines."""
    letter = _letter(board) / math.sqrt(camera.width * camera.height)
    return 0.02 * (len(board.lines) - 1) + 0.35 * max(0.0, 0.05 - letter) / 0.05


def _bodies(taken: Sequence[Box], height: float) -> list[tuple[Box, float]]:
    """What figures will cover, with how ill it is to hang a sign there: heads, trunks, legs."""
    found: list[tuple[Box, float]] = []
    for x, y, w, h in taken:
        # The box is generous: what is surely hair and face costs most, its margin little.
        found.append(((x - 0.02 * w, y - 0.02 * h, 1.04 * w, 1.04 * h), 3.0))
        found.append(((x + 0.15 * w, y + 0.05 * h, 0.70 * w, 0.85 * h), 12.0))
        neck = y + 0.85 * h
        found.append(((x + 0.1 * w, neck, 0.8 * w, 0.3 * h), 10.0))
        found.append(((x - 0.3 * w, neck + 0.28 * h, 1.6 * w, 2.0 * h), 8.0))
        found.append(((x + 0.05 * w, neck + 2.28 * h, 0.9 * w, 2.6 * h), 5.0))
    return found


def _spot(
    board: Board, camera: Camera, kind: str, side: bool, taken: Sequence[Box],
    hung: Sequence[Box],
) -> tuple[Box, float]:  # fmt: skip
    """The best place for a board and what it costs."""
    w, h = float(camera.width), float(camera.height)
    lean = abs(math.tan(camera.roll)) * board.wide / 2
    pad = 0.035 * math.sqrt(w * h)
    wide, high = board.wide, board.high
    tall = high + 2 * lean
    best, at = math.inf, (0.0, 0.0)
    wish = 0.46 if kind in _STANDING else 0.36 if kind in _INSIDE else 0.18
    bodies = _bodies(taken, h)
    area = wide * tall
    for i in range(9):
        for j in range(13):
            x = pad + (w - 2 * pad - wide) * i / 8
            y = pad + lean + max(0.0, h * 0.88 - pad - tall) * j / 12
            spot = (x, y - lean, wide, tall)
            cost = sum(ill * _overlap(spot, box) / area for box, ill in bodies)
            for box in hung:
                grown = (box[0] - pad, box[1] - pad, box[2] + 2 * pad, box[3] + 2 * pad)
                cost += 20.0 * _overlap(spot, grown) / area
            cost += 0.7 * abs((y + high / 2) / h - wish)
            cost += 0.12 * (i / 8 if side else 1 - i / 8)
            if cost < best:
                best, at = cost, (x, y)
    x = min(max(at[0], 2.0), max(2.0, w - wide - 2))
    y = min(max(at[1], 2.0 + lean), max(2.0 + lean, h - high - lean - 2))
    return (x, y, wide, high), best


def _hang(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random,
    board: Board, box: Box, kind: str, taken: Sequence[Box],
) -> None:  # fmt: skip
    unit = math.sqrt(camera.width * camera.height)
    nearest = min(taken, key=lambda t: abs(t[0] + t[2] / 2 - box[0] - box[2] / 2), default=None)
    hung = Hung(
        canvas=canvas,
        rng=rng,
        box=box,
        roll=camera.roll,
        words="\n".join(board.lines),
        letter=_letter(board),
        line=max(0.8, 0.003 * unit),
        foot=_foot(camera, staging),
        rods=staging.setting in _TOWN and not light.indoors,
        dark=staging.time in ("night", "dusk") and not light.indoors,
        near=None if nearest is None else (nearest[0] + nearest[2] / 2, nearest[1] + nearest[3]),
    )
    DRAWERS[kind](hung)


def _foot(camera: Camera, staging: Staging) -> float:
    """The row on which a standing board's post meets the ground."""
    depth = 1.2 if staging.shot not in ("wide", "extreme-wide") else 2.0
    return camera.point(camera.eye[0], 0.0, depth)[1]
