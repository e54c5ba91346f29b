"""Signs: the prompt's quoted words on boards that fit the setting, always legible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, INK, WHITE, mix, pick, scale

if TYPE_CHECKING:
    import random

    from .camera import Camera
    from .canvas import Canvas
    from .look import Light
    from .model import RGB, Staging

Box = tuple[float, float, float, float]
Point = tuple[float, float]

_TOWN = frozenset(("street", "alley", "rooftop", "cafe", "market"))
_WOOD = frozenset(("beach", "forest", "mountains", "desert", "field", "ship", "pier", "garden"))
_NOTE = frozenset(("kitchen", "bedroom", "living-room", "office", "laboratory", "hospital"))
_LEAST, _MOST = 0.26, 0.50
"""A sign's width as a share of the frame's."""


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
    taken: Sequence[Box],
) -> None:  # fmt: skip
    """Hang every sign of the staging where it covers least of what is `taken`.

    `taken` are boxes in pixels (x, y, width, height), as a rule the figures' heads. Each sign is
    26 to 50 % of the frame's width and lies wholly inside the frame.
    """
    role = canvas.role
    hung: list[Box] = []
    signs = [s.strip() for s in staging.signs if s.strip()][:4]
    for words in signs:
        best: tuple[float, Board, Box] | None = None
        for lines in broken(words[:120]):
            board = _size(lines, camera.width, camera.height, len(signs))
            box, cost = _spot(board, camera, staging, rng, taken, hung)
            cost += _cramped(board)
            if best is None or cost < best[0]:
                best = (cost, board, box)
        if best is not None:
            hung.append(best[2])
            _hang(canvas, camera, staging, light, rng, best[1], best[2])
    canvas.role = role


def _cramped(board: Board) -> float:
    """Cost of small letters and of many lines."""
    longest = max(len(line) for line in board.lines)
    letter = min(board.wide / (longest * 0.62 + 1.2), board.high / (1.28 * len(board.lines) + 0.75))
    return 0.02 * (len(board.lines) - 1) + 1.5 / max(1.0, letter)


def _spot(
    board: Board, camera: Camera, staging: Staging, rng: random.Random, taken: Sequence[Box],
    hung: Sequence[Box],
) -> tuple[Box, float]:  # fmt: skip
    """The best place for a board and what it costs."""
    w, h = float(camera.width), float(camera.height)
    lean = abs(math.tan(camera.roll)) * board.wide / 2
    pad = 0.035 * math.sqrt(w * h)
    wide, high = board.wide, board.high
    tall = high + 2 * lean
    best, at = math.inf, (0.0, 0.0)
    side = rng.random() < 0.5
    jitter = 0.01 * rng.random()
    for i in range(7):
        for j in range(11):
            x = pad + (w - 2 * pad - wide) * i / 6
            y = pad + lean + max(0.0, h * 0.86 - pad - tall) * j / 10
            cost = 0.0
            for box in taken:
                grown = (
                    box[0] - pad * 0.4,
                    box[1] - pad * 0.4,
                    box[2] + pad * 0.8,
                    box[3] + pad * 0.8,
                )
                cost += 9.0 * _overlap((x, y - lean, wide, tall), grown) / (wide * tall)
                # A sign just below a head lies on the body it belongs to.
                body = (box[0] - box[2] * 0.4, box[1] + box[3], box[2] * 1.8, h - box[1] - box[3])
                cost += 4.0 * _overlap((x, y - lean, wide, tall), body) / (wide * tall)
            for box in hung:
                grown = (box[0] - pad, box[1] - pad, box[2] + 2 * pad, box[3] + 2 * pad)
                cost += 20.0 * _overlap((x, y - lean, wide, tall), grown) / (wide * tall)
            cost += 0.7 * abs((y + high / 2) / h - 0.18)
            cost += 0.12 * (i / 6 if side else 1 - i / 6) + jitter
            if cost < best:
                best, at = cost, (x, y)
    x = min(max(at[0], 2.0), max(2.0, w - wide - 2))
    y = min(max(at[1], 2.0 + lean), max(2.0 + lean, h - high - lean - 2))
    return (x, y, wide, high), best


def _turned(box: Box, camera: Camera, inset: float = 0.0) -> list[Point]:
    """The box's corners from the top left clockwise, turned with the camera's roll."""
    x, y, w, h = box
    cx, cy = x + w / 2, y + h / 2
    c, s = math.cos(camera.roll), math.sin(camera.roll)
    a, b = w / 2 - inset, h / 2 - inset
    # Turning widens the box: keep it inside what was found free.
    k = 1.0 if abs(s) < 1e-6 else min(1.0, w / (w * c + h * abs(s)))
    return [(cx + (p * c - q * s) * k, cy + (p * s + q * c) * k)
            for p, q in ((-a, -b), (a, -b), (a, b), (-a, b))]  # fmt: skip


def _hang(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random,
    board: Board, box: Box,
) -> None:  # fmt: skip
    setting = staging.setting
    dark = staging.time in ("night", "dusk") and not light.indoors
    unit = math.sqrt(camera.width * camera.height)
    line = max(0.8, 0.003 * unit)
    words = "\n".join(board.lines)
    letter = min(box[3] / (1.28 * len(board.lines) + 0.75), box[2] * 0.2)
    if setting in _TOWN and (dark or (setting == "cafe" and staging.time == "night")):
        _neon(canvas, camera, rng, box, words, letter, line)
    elif setting in _WOOD:
        _plank(canvas, camera, light, rng, box, words, letter, line)
    elif setting in _NOTE and len(words) > 14:
        _note(canvas, camera, rng, box, words, letter, line)
    else:
        _painted(canvas, camera, light, rng, box, words, letter, line, hung=setting in _TOWN)


def _neon(
    canvas: Canvas,
    camera: Camera,
    rng: random.Random,
    box: Box,
    words: str,
    letter: float,
    line: float,
) -> None:
    """A dark board with a glowing tube around glowing words."""
    tube: RGB = ((255, 96, 150), (90, 220, 255), (255, 196, 90), (150, 255, 170))[rng.randrange(4)]
    cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
    canvas.role = "light"
    canvas.glow(cx, cy, box[2] * 0.85, tube, 0.34)
    quad = _turned(box, camera)
    _hangers(canvas, quad, line, (40, 38, 50))
    canvas.fill(quad, (38, 30, 48))
    canvas.line(quad, line * 1.2, (20, 18, 28), closed=True)
    rim = _turned(box, camera, letter * 0.18)
    canvas.line(rim, line * 2.4, mix((38, 30, 48), tube, 0.45), closed=True, wobble=False)
    canvas.line(rim, line * 1.1, mix(tube, WHITE, 0.3), closed=True, wobble=False)
    inner = _turned(box, camera, letter * 0.36)
    off = letter * 0.05
    for dx, dy in ((-off, 0.0), (off, 0.0), (0.0, -off), (0.0, off)):
        canvas.text([(x + dx, y + dy) for x, y in inner], words, mix((38, 30, 48), tube, 0.62))
    canvas.text(inner, words, mix(tube, WHITE, 0.72))


def _painted(
    canvas: Canvas, camera: Camera, light: Light, rng: random.Random, box: Box, words: str,
    letter: float, line: float, hung: bool,
) -> None:  # fmt: skip
    """An enamelled or painted board with a border; hung from rods outdoors."""
    field: RGB = pick(
        rng, ((58, 84, 110), (150, 62, 54), (52, 96, 84), (232, 222, 198), (70, 66, 82), BRIGHTS[1])
    )
    pale = sum(field) > 480
    letters: RGB = INK if pale else (248, 242, 226)
    canvas.role = "sign"
    quad = _turned(box, camera)
    if hung:
        _hangers(canvas, quad, line, (70, 66, 74))
    drop = letter * 0.09
    canvas.fill([(x + drop, y + drop * 1.3) for x, y in quad], (30, 26, 44), 0.3)
    canvas.fill(quad, mix(field, (60, 50, 60), 0.35))
    canvas.fill(_turned(box, camera, letter * 0.09), field)
    canvas.line(quad, line * 1.2, scale(field, 0.35), closed=True)
    canvas.line(
        _turned(box, camera, letter * 0.2),
        line * 0.8,
        mix(field, letters, 0.6),
        closed=True,
        wobble=False,
    )
    canvas.text(_turned(box, camera, letter * 0.36), words, letters)


def _plank(
    canvas: Canvas, camera: Camera, light: Light, rng: random.Random, box: Box, words: str,
    letter: float, line: float,
) -> None:  # fmt: skip
    """Wooden boards nailed across a post."""
    wood: RGB = ((186, 146, 100), (168, 128, 90), (198, 166, 122))[rng.randrange(3)]
    canvas.role = "sign"
    w, h = box[2:]
    a, b, c, d = _turned(box, camera)
    post = w * 0.05
    down = (c[1] + d[1]) / 2
    foot = min(camera.height * 1.0, down + h * 1.6)
    mx = (c[0] + d[0]) / 2
    canvas.fill(
        [
            (mx - post, down - h * 0.1),
            (mx + post, down - h * 0.1),
            (mx + post, foot),
            (mx - post, foot),
        ],
        scale(wood, 0.72),
    )
    canvas.line([(mx - post, down), (mx - post, foot)], line * 0.8, scale(wood, 0.35))
    canvas.line([(mx + post, down), (mx + post, foot)], line * 0.8, scale(wood, 0.35))
    rows = max(1, words.count("\n") + 1)
    for i in range(rows):
        t0, t1 = i / rows, (i + 0.97) / rows
        j = (rng.random() - 0.5) * w * 0.014
        p = [(a[0] + (d[0] - a[0]) * t0 + j, a[1] + (d[1] - a[1]) * t0),
             (b[0] + (c[0] - b[0]) * t0 + j, b[1] + (c[1] - b[1]) * t0),
             (b[0] + (c[0] - b[0]) * t1 - j, b[1] + (c[1] - b[1]) * t1),
             (a[0] + (d[0] - a[0]) * t1 - j, a[1] + (d[1] - a[1]) * t1)]  # fmt: skip
        canvas.fill(p, wood if i % 2 == 0 else mix(wood, WHITE, 0.08))
        canvas.line(p, line, scale(wood, 0.35), closed=True)
        for k in (0.3, 0.72):
            u = [(p[0][0] + (p[3][0] - p[0][0]) * k + w * 0.03, p[0][1] + (p[3][1] - p[0][1]) * k),
                 (p[0][0] + (p[3][0] - p[0][0]) * k + w * (0.2 + 0.5 * rng.random()),
                  p[0][1] + (p[1][1] - p[0][1]) * 0.3 + (p[3][1] - p[0][1]) * k)]  # fmt: skip
            canvas.line(u, line * 0.5, scale(wood, 0.75))
        r = max(0.8, letter * 0.05)
        for q, s in ((p[0], 1), (p[1], -1)):
            canvas.ellipse(
                q[0] + s * letter * 0.2, q[1] + (p[3][1] - p[0][1]) * 0.5, r, r, scale(wood, 0.4)
            )
    canvas.text(_turned(box, camera, letter * 0.3), words, (58, 40, 34))


def _note(
    canvas: Canvas,
    camera: Camera,
    rng: random.Random,
    box: Box,
    words: str,
    letter: float,
    line: float,
) -> None:
    """A sheet of paper pinned to the wall."""
    paper: RGB = ((248, 242, 222), (250, 232, 160), (236, 240, 240))[rng.randrange(3)]
    canvas.role = "sign"
    quad = _turned(box, camera)
    drop = letter * 0.1
    canvas.fill([(x + drop, y + drop * 1.4) for x, y in quad], (30, 26, 44), 0.25)
    canvas.fill(quad, paper)
    canvas.line(quad, line * 0.8, scale(paper, 0.5), closed=True)
    (ax, ay), (bx, by) = quad[0], quad[1]
    r = max(1.2, letter * 0.14)
    canvas.ellipse((ax + bx) / 2, (ay + by) / 2 + r, r, r, (196, 66, 58))
    canvas.text(_turned(box, camera, letter * 0.36), words, (46, 46, 62))


def _hangers(canvas: Canvas, quad: Sequence[Point], line: float, c: RGB) -> None:
    """Two rods holding the board from above, within the frame."""
    (ax, ay), (bx, by) = quad[0], quad[1]
    up = min(ay, by, 0.12 * canvas.height)
    for t in (0.14, 0.86):
        x, y = ax + (bx - ax) * t, ay + (by - ay) * t
        canvas.line([(x, y), (x, y - up)], line * 1.4, c, wobble=False)
