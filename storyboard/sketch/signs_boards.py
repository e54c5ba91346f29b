"""The boards that words are drawn on: enamel, neon, plank, stone, paper, glass, chalk and others.

Every drawer takes a `Hung` and keeps the words inside its box: nothing but what the board stands
on or hangs from leaves it. In ink and pencil boards are black or white, so that letters stay
letters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, INK, WHITE, grey, mix, pick, scale

if TYPE_CHECKING:
    import random

    from .canvas import Canvas
    from .model import RGB

Box = tuple[float, float, float, float]
Point = tuple[float, float]
CREAM: RGB = (248, 242, 226)


@dataclass(frozen=True, slots=True)
class Hung:
    """A sign on its place: where, how turned, what it says and how large its letters are."""

    canvas: Canvas
    rng: random.Random
    box: Box
    roll: float
    words: str
    letter: float
    """Height of a letter's body in pixels, about."""
    line: float
    foot: float
    """Pixel row of the ground."""
    rods: bool
    """Whether there is something above to hang from."""
    dark: bool
    near: Point | None
    """The neck of the nearest figure, in pixels."""

    @property
    def paper(self) -> bool:
        """Whether the picture is drawn in greys."""
        return self.canvas.look != "colour"

    def quad(self, inset: float = 0.0, depth: float = 0.0) -> list[Point]:
        """The box's corners from the top left clockwise, turned with the camera's roll.

        `depth` narrows the side towards the middle of the frame, as a board on a street's side
        is seen.
        """
        x, y, w, h = self.box
        cx, cy = x + w / 2, y + h / 2
        c, s = math.cos(self.roll), math.sin(self.roll)
        a, b = w / 2 - inset, h / 2 - inset
        # Turning widens the box: keep it inside what was found free.
        k = 1.0 if abs(s) < 1e-6 else min(1.0, w / (w * c + h * abs(s)))
        aside = max(-1.0, min(1.0, 2 * cx / self.canvas.width - 1))
        left, right = 1 - depth * max(0.0, aside), 1 - depth * max(0.0, -aside)
        corners = ((-a, -b * left), (a, -b * right), (a, b * right), (-a, b * left))
        return [(cx + (p * c - q * s) * k, cy + (p * s + q * c) * k) for p, q in corners]

    def ground(self, field: RGB, light: bool) -> RGB:
        """The board's colour: in greys nearly white (`light`) or black, else as it is."""
        if not self.paper:
            return field
        return (250, 250, 248) if light else (26, 24, 30)

    def shadow(self, quad: Sequence[Point], far: float = 0.09) -> None:
        """The board's shadow on what is behind it."""
        drop = self.letter * far
        self.canvas.fill([(x + drop, y + drop * 1.3) for x, y in quad], (30, 26, 44), 0.3)

    def write(self, quad: Sequence[Point], colour: RGB) -> None:
        """The words."""
        self.canvas.text(list(quad), self.words, colour)


def _hangers(hung: Hung, quad: Sequence[Point], c: RGB) -> None:
    """Two rods holding the board from above, within the frame."""
    (ax, ay), (bx, by) = quad[0], quad[1]
    up = min(ay, by, 0.12 * hung.canvas.height)
    for t in (0.14, 0.86):
        x, y = ax + (bx - ax) * t, ay + (by - ay) * t
        hung.canvas.line([(x, y), (x, y - up)], hung.line * 1.4, c, wobble=False)


def _post(hung: Hung, quad: Sequence[Point], wood: RGB, wide: float) -> None:
    """A post from the board down to the ground."""
    canvas = hung.canvas
    down = (quad[2][1] + quad[3][1]) / 2
    mx = (quad[2][0] + quad[3][0]) / 2
    foot = max(down + hung.box[3] * 0.5, min(hung.foot, canvas.height + 8.0))
    canvas.fill([(mx - wide, down - 2), (mx + wide, down - 2), (mx + wide, foot),
                 (mx - wide, foot)], scale(wood, 0.72))  # fmt: skip
    for x in (mx - wide, mx + wide):
        canvas.line([(x, down), (x, foot)], hung.line * 0.9, scale(wood, 0.35))


def neon(hung: Hung) -> None:
    """A dark board with a glowing tube around glowing words."""
    canvas, box, letter, line = hung.canvas, hung.box, hung.letter, hung.line
    tube: RGB = ((255, 96, 150), (90, 220, 255), (255, 196, 90), (150, 255, 170))[
        hung.rng.randrange(4)
    ]
    back: RGB = (38, 30, 48)
    canvas.role = "light"
    canvas.glow(box[0] + box[2] / 2, box[1] + box[3] / 2, box[2] * 0.85, tube, 0.34)
    quad = hung.quad()
    _hangers(hung, quad, (40, 38, 50))
    canvas.fill(quad, back)
    canvas.line(quad, line * 1.2, (20, 18, 28), closed=True)
    rim = hung.quad(letter * 0.18)
    canvas.line(rim, line * 2.4, mix(back, tube, 0.45), closed=True, wobble=False)
    canvas.line(rim, line * 1.1, mix(tube, WHITE, 0.3), closed=True, wobble=False)
    inner = hung.quad(letter * 0.36)
    if not hung.paper:
        off = letter * 0.05
        for dx, dy in ((-off, 0.0), (off, 0.0), (0.0, -off), (0.0, off)):
            hung.write([(x + dx, y + dy) for x, y in inner], mix(back, tube, 0.62))
    hung.write(inner, WHITE if hung.paper else mix(tube, WHITE, 0.72))


def painted(hung: Hung) -> None:
    """An enamelled or painted board with a border; hung from rods outdoors."""
    _enamel(hung, ((58, 84, 110), (150, 62, 54), (52, 96, 84), (232, 222, 198), (70, 66, 82),
                   BRIGHTS[1]), 0.16 if hung.rods else 0.07)  # fmt: skip


def plate(hung: Hung) -> None:
    """A small plate of brass or enamel with four screws."""
    _enamel(hung, ((206, 170, 92), (240, 238, 230), (66, 78, 96)), 0.05, screws=True)


def road(hung: Hung) -> None:
    """A road sign on its post."""
    _post(hung, hung.quad(), (150, 152, 158), hung.box[2] * 0.022)
    _enamel(hung, ((38, 104, 84), (46, 88, 150), (244, 206, 74)), 0.06)


def _enamel(hung: Hung, fields: Sequence[RGB], depth: float, screws: bool = False) -> None:
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    field = pick(hung.rng, fields)
    pale = grey(field) > 150
    field = hung.ground(field, pale)
    letters: RGB = INK if pale else CREAM
    canvas.role = "sign"
    quad = hung.quad(0.0, depth)
    if hung.rods and not screws:
        _hangers(hung, quad, (70, 66, 74))
    hung.shadow(quad)
    canvas.fill(quad, mix(field, (60, 50, 60), 0.35))
    canvas.fill(hung.quad(letter * 0.07, depth), field)
    canvas.line(quad, line * 1.2, scale(field, 0.35), closed=True)
    border = hung.quad(letter * 0.2, depth)
    canvas.line(border, line * 0.8, mix(field, letters, 0.6), closed=True, wobble=False)
    if screws:
        for x, y in hung.quad(letter * 0.14, depth):
            r = max(0.9, letter * 0.05)
            canvas.ellipse(x, y, r, r, scale(field, 0.45))
    hung.write(hung.quad(letter * 0.36, depth), letters)


def hoarding(hung: Hung) -> None:
    """A billboard: a pale field in a heavy frame on two legs, lamps above it after dark."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    field = hung.ground(pick(hung.rng, ((246, 232, 196), (236, 196, 84), (214, 232, 236))), True)
    canvas.role = "sign"
    quad = hung.quad(0.0, 0.12)
    down = max(quad[2][1], quad[3][1])
    foot = min(max(hung.foot, down + hung.box[3] * 0.3), canvas.height + 8.0)
    for t in (0.2, 0.8):
        x = quad[3][0] + (quad[2][0] - quad[3][0]) * t
        canvas.line([(x, down), (x, min(foot, down + hung.box[3] * 0.9))], line * 2.6, (70, 66, 74))
    hung.shadow(quad)
    canvas.fill(quad, (64, 60, 70))
    canvas.fill(hung.quad(letter * 0.11, 0.12), field)
    canvas.line(quad, line * 1.2, (30, 28, 36), closed=True)
    band = hung.quad(letter * 0.11, 0.12)
    stripe = [band[3], band[2], *((x, y - letter * 0.16) for x, y in (band[2], band[3]))]
    canvas.fill(stripe, hung.ground(pick(hung.rng, BRIGHTS), False))
    inner = hung.quad(letter * 0.32, 0.12)
    hung.write([inner[0], inner[1], *((x, y - letter * 0.06) for x, y in inner[2:])], INK)


def plank(hung: Hung) -> None:
    """Wooden boards nailed across a post, a board to every line of words."""
    canvas, letter, line, rng = hung.canvas, hung.letter, hung.line, hung.rng
    wood: RGB = ((198, 160, 112), (186, 148, 106), (210, 178, 134))[rng.randrange(3)]
    wood = hung.ground(wood, True)
    edge = scale(wood, 0.35)
    canvas.role = "sign"
    w = hung.box[2]
    a, b, c, d = hung.quad()
    _post(hung, (a, b, c, d), (150, 116, 84), w * 0.045)
    rows = max(1, hung.words.count("\n") + 1)
    # The joints lie between the lines of the words, not at even heights.
    pitch, rim = 1.28, 0.375
    whole = pitch * rows + 2 * rim
    joints = [0.0, *((rim + pitch * i) / whole for i in range(1, rows)), 1.0]
    for i in range(rows):
        t0, t1 = joints[i], joints[i + 1] - 0.012
        j = (rng.random() - 0.5) * w * 0.014
        p = [(a[0] + (d[0] - a[0]) * t0 + j, a[1] + (d[1] - a[1]) * t0),
             (b[0] + (c[0] - b[0]) * t0 + j, b[1] + (c[1] - b[1]) * t0),
             (b[0] + (c[0] - b[0]) * t1 - j, b[1] + (c[1] - b[1]) * t1),
             (a[0] + (d[0] - a[0]) * t1 - j, a[1] + (d[1] - a[1]) * t1)]  # fmt: skip
        canvas.fill(p, wood if i % 2 == 0 else mix(wood, WHITE, 0.08))
        canvas.line(p, line, edge, closed=True)
        # The grain shows at the ends only: a line through a letter makes another letter.
        for k in (0.28, 0.66):
            for s, (q, r) in ((0.075, (p[0], p[3])), (-0.075, (p[1], p[2]))):
                u = (q[0] + (r[0] - q[0]) * k, q[1] + (r[1] - q[1]) * k)
                v = (u[0] + w * s * (0.5 + 0.5 * rng.random()), u[1])
                canvas.line([u, v], line * 0.6, scale(wood, 0.7))
        nail = max(0.8, letter * 0.05)
        for q, r, s in ((p[0], p[3], 1), (p[1], p[2], -1)):
            canvas.ellipse(q[0] + s * letter * 0.16, (q[1] + r[1]) / 2, nail, nail, edge)
    hung.write(hung.quad(letter * 0.34), (46, 30, 26))


def grave(hung: Hung) -> None:
    """A headstone: round-topped, standing in the grass, its words cut and darkened."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    stone: RGB = ((196, 196, 190), (186, 190, 196), (204, 198, 184))[hung.rng.randrange(3)]
    stone = hung.ground(stone, True)
    canvas.role = "sign"
    a, b, c, d = hung.quad()
    w = hung.box[2]
    # The slab reaches above the words with its arch and below them to the ground.
    rise = min(w * 0.24, max(a[1], b[1]) - 2.0)
    down = max(c[1], d[1]) + max(
        hung.box[3] * 0.5, min(hung.foot - max(c[1], d[1]), hung.box[3] * 1.6)
    )
    down = min(down, canvas.height + 6.0)
    lean = math.tan(hung.roll)

    def arch(grow: float) -> list[Point]:
        left, right = a[0] - grow, b[0] + grow
        mid, half = (left + right) / 2, (right - left) / 2
        top = min(a[1], b[1])
        shoulder = top + rise * 0.1
        turns = [math.pi * i / 16 for i in range(17)]
        ring = [
            (mid - half * math.cos(t) - lean * (top - shoulder),
             shoulder - (rise + grow) * math.sin(t))
            for t in turns
        ]  # fmt: skip
        shift = lean * (down - shoulder)
        return [*ring, (right - shift, down), (left - shift, down)]

    slab = arch(w * 0.03)
    side = [(x + w * 0.045, y + w * 0.012) for x, y in slab]
    canvas.fill(side, scale(stone, 0.6))
    canvas.line(side, line * 1.1, scale(stone, 0.3), closed=True)
    canvas.fill(slab, stone)
    canvas.line(slab, line * 1.3, scale(stone, 0.3), closed=True)
    inner = arch(-w * 0.015)[:17]
    canvas.line(inner, line * 0.7, scale(stone, 0.62))
    foot = max(p[1] for p in slab)
    for i in range(13):
        x = slab[-1][0] - w * 0.1 + (slab[-2][0] - slab[-1][0] + w * 0.2) * i / 12
        tall = w * (0.05 + 0.06 * hung.rng.random())
        canvas.line([(x, foot + 2), (x + (hung.rng.random() - 0.5) * w * 0.06, foot - tall)],
                    line * 1.1, scale((112, 140, 92), 0.6))  # fmt: skip
    hung.write(hung.quad(letter * 0.3), (44, 42, 50))


def note(hung: Hung) -> None:
    """A sheet of paper pinned to the wall."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    sheets: Sequence[RGB] = ((248, 242, 222), (250, 232, 160), (236, 240, 240))
    paper = hung.ground(pick(hung.rng, sheets), True)
    canvas.role = "sign"
    quad = hung.quad()
    hung.shadow(quad, 0.1)
    canvas.fill(quad, paper)
    canvas.line(quad, line * 0.9, scale(paper, 0.5), closed=True)
    (ax, ay), (bx, by) = quad[0], quad[1]
    r = max(1.2, letter * 0.13)
    canvas.ellipse((ax + bx) / 2, (ay + by) / 2 + r, r, r, (196, 66, 58))
    hung.write(hung.quad(letter * 0.36), (40, 40, 54))


def poster(hung: Hung) -> None:
    """A printed sheet with a coloured head and foot, its corners taped."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    paper = hung.ground((246, 236, 212), True)
    canvas.role = "sign"
    quad = hung.quad()
    hung.shadow(quad, 0.07)
    canvas.fill(quad, paper)
    band = hung.ground(pick(hung.rng, (BRIGHTS[0], BRIGHTS[2], BRIGHTS[4])), False)
    for p, q, r, s in ((0, 1, 2, 3), (3, 2, 1, 0)):
        t = min(0.12, letter * 0.22 / max(hung.box[3], 1.0))
        a, b, c, d = quad[p], quad[q], quad[r], quad[s]
        canvas.fill([a, b, (b[0] + (c[0] - b[0]) * t, b[1] + (c[1] - b[1]) * t),
                     (a[0] + (d[0] - a[0]) * t, a[1] + (d[1] - a[1]) * t)], band)  # fmt: skip
    canvas.line(quad, line * 0.9, scale(paper, 0.45), closed=True)
    hung.write(hung.quad(letter * 0.38), INK)


def tag(hung: Hung) -> None:
    """A paper label with a punched hole, tied with string to whoever is nearest."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    paper = hung.ground((240, 220, 172), True)
    canvas.role = "sign"
    a, b, c, d = hung.quad()
    left = hung.near is None or hung.near[0] < (a[0] + b[0]) / 2
    cut = letter * 0.42
    if left:
        edge = [
            (a[0] + cut, a[1]),
            b,
            c,
            (d[0] + cut, d[1]),
            (d[0], d[1] - cut),
            (a[0], a[1] + cut),
        ]
        hole = (a[0] + cut * 0.62, (a[1] + d[1]) / 2)
    else:
        edge = [
            a,
            (b[0] - cut, b[1]),
            (b[0], b[1] + cut),
            (c[0], c[1] - cut),
            (c[0] - cut, c[1]),
            d,
        ]
        hole = (b[0] - cut * 0.62, (b[1] + c[1]) / 2)
    hung.shadow(edge, 0.08)
    canvas.fill(edge, paper)
    canvas.line(edge, line, scale(paper, 0.4), closed=True)
    r = max(1.4, letter * 0.13)
    canvas.ellipse(hole[0], hole[1], r * 1.7, r * 1.7, (196, 84, 66))
    canvas.ellipse(hole[0], hole[1], r, r, (50, 44, 50))
    away = -1.0 if left else 1.0
    end = hung.near or (hole[0] + away * letter * 1.2, hole[1] - letter * 1.4)
    mid = ((hole[0] + end[0]) / 2, max(hole[1], end[1]) + letter * 0.25)
    string = [
        ((1 - t) ** 2 * hole[0] + 2 * t * (1 - t) * mid[0] + t * t * end[0],
         (1 - t) ** 2 * hole[1] + 2 * t * (1 - t) * mid[1] + t * t * end[1])
        for t in (i / 10 for i in range(11))
    ]  # fmt: skip
    canvas.line(string, line * 1.1, (92, 66, 50))
    inner = hung.quad(letter * 0.3)
    push, margin = cut * 0.8, cut * 0.35
    for i in range(4):
        holed = (i in (0, 3)) == left
        inward = 1.0 if i in (0, 3) else -1.0
        inner[i] = (inner[i][0] + inward * (push if holed else margin), inner[i][1])
    hung.write(inner, (50, 36, 34))


def book(hung: Hung) -> None:
    """A book's cover, seen a little from the side, its pages showing below."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    cloth = hung.ground(pick(hung.rng, ((132, 52, 50), (44, 74, 96), (52, 86, 66))), False)
    canvas.role = "sign"
    quad = hung.quad()
    thick = letter * 0.34
    pages = [(x + thick * 0.5, y + thick) for x, y in quad]
    canvas.fill(pages, hung.ground((238, 228, 204), True))
    canvas.line(pages, line * 0.9, (70, 56, 50), closed=True)
    canvas.fill(quad, cloth)
    spine = letter * 0.16
    canvas.fill([quad[0], (quad[0][0] + spine, quad[0][1]), (quad[3][0] + spine, quad[3][1]),
                 quad[3]], scale(cloth, 0.7))  # fmt: skip
    canvas.line(quad, line * 1.2, scale(cloth, 0.35), closed=True)
    gold: RGB = CREAM if hung.paper else (244, 214, 140)
    canvas.line(hung.quad(letter * 0.22), line * 0.8, mix(cloth, gold, 0.7), closed=True)
    hung.write(hung.quad(letter * 0.4), gold)


def banner(hung: Hung) -> None:
    """Cloth strung between two cords, its ends cut to tails."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    cloth = hung.ground(pick(hung.rng, ((186, 62, 58), (52, 92, 124), (240, 228, 196))), False)
    pale = grey(cloth) > 150
    canvas.role = "sign"
    a, b, c, d = hung.quad()
    sag = letter * 0.16
    for end, out in ((a, -1.0), (b, 1.0)):
        canvas.line([end, (end[0] + out * canvas.width, end[1] - canvas.height * 0.35)],
                    line * 1.1, (96, 84, 74))  # fmt: skip

    def bowed(p: Point, q: Point, by: float) -> list[Point]:
        return [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + by * 4 * t * (1 - t))
                for t in (i / 10 for i in range(11))]  # fmt: skip

    edge = [*bowed(a, b, sag), *bowed(c, d, sag)]
    canvas.fill(edge, cloth)
    canvas.line(edge, line * 1.2, scale(cloth, 0.4), closed=True)
    low = bowed(d, c, sag)
    canvas.line([(x, y - letter * 0.14) for x, y in low], line * 0.8, scale(cloth, 0.62))
    hung.write(hung.quad(letter * 0.34), INK if pale else CREAM)


def window(hung: Hung) -> None:
    """Letters painted on a pane, with a gold rim and two streaks of light."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    glass = hung.ground((46, 62, 78), False)
    canvas.role = "sign"
    quad = hung.quad()
    canvas.fill(quad, scale(glass, 0.6) if not hung.paper else glass)
    canvas.fill(hung.quad(letter * 0.06), glass)
    canvas.line(quad, line * 2.0, hung.ground((120, 84, 56), False), closed=True)
    if not hung.paper:
        a, b, _, d = quad
        for t in (0.06, 0.13):
            x = a[0] + (b[0] - a[0]) * t
            canvas.fill([(x, a[1]), (x + letter * 0.16, a[1]), (x - letter * 0.3, d[1]),
                         (x - letter * 0.46, d[1])], (150, 176, 190), 0.35)  # fmt: skip
    hung.write(hung.quad(letter * 0.3), CREAM if hung.paper else (250, 220, 146))


def screen(hung: Hung) -> None:
    """A lit display in a dark frame."""
    canvas, box, letter, line = hung.canvas, hung.box, hung.letter, hung.line
    glow: RGB = ((120, 240, 220), (255, 196, 96), (150, 220, 255))[hung.rng.randrange(3)]
    canvas.role = "light"
    canvas.glow(box[0] + box[2] / 2, box[1] + box[3] / 2, box[2] * 0.7, glow, 0.2)
    quad = hung.quad()
    canvas.fill(quad, (54, 56, 66))
    canvas.line(quad, line * 1.2, (22, 22, 30), closed=True)
    canvas.fill(hung.quad(letter * 0.14), (16, 24, 32))
    canvas.line(hung.quad(letter * 0.14), line * 0.8, mix((16, 24, 32), glow, 0.5), closed=True)
    hung.write(hung.quad(letter * 0.34), WHITE if hung.paper else mix(glow, WHITE, 0.45))


def chalk(hung: Hung) -> None:
    """Chalk on a slate in a wooden frame."""
    canvas, letter, line = hung.canvas, hung.letter, hung.line
    slate = hung.ground((46, 66, 60), False)
    canvas.role = "sign"
    quad = hung.quad()
    hung.shadow(quad)
    canvas.fill(quad, hung.ground((168, 124, 82), True))
    canvas.line(quad, line * 1.1, (70, 48, 36), closed=True)
    canvas.fill(hung.quad(letter * 0.13), slate)
    canvas.line(hung.quad(letter * 0.13), line * 0.7, scale(slate, 0.5), closed=True)
    hung.write(hung.quad(letter * 0.34), (246, 246, 238))


DRAWERS: dict[str, Callable[[Hung], None]] = {
    "neon": neon,
    "painted": painted,
    "plate": plate,
    "road": road,
    "hoarding": hoarding,
    "plank": plank,
    "grave": grave,
    "note": note,
    "poster": poster,
    "tag": tag,
    "book": book,
    "banner": banner,
    "window": window,
    "screen": screen,
    "chalk": chalk,
}
"""Every kind of board, by the name that `signs.board_for` gives it."""
