"""House fronts: windows by the storey, shops with awnings, cornices, signs of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import shine
from .sets_wall import LAMP, PAPER, Wall

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def pane_lit(wall: Wall, u0: float, u1: float, v0: float, v1: float, n: float = 0.0) -> None:
    """A window with the light on inside."""
    c = mix(LAMP, (255, 170, 90), 0.5 * wall.kit.own("pane_lit").random())
    shine(wall.kit, [wall.pt(u0, v0, n), wall.pt(u1, v0, n), wall.pt(u1, v1, n),
                     wall.pt(u0, v1, n)], c)  # fmt: skip


def facade(
    wall: Wall, u0: float, u1: float, top: float, c: RGB, *, shop: bool = True, fine: bool = True,
    storey: float = 3.1, base: float = 0.0,
) -> None:  # fmt: skip
    """One house front between `u0` and `u1`; `fine` adds sills, bars and shutters."""
    kit, rng = wall.kit, wall.kit.own("facade")
    c = scale(c, wall.value)
    wall.rect(u0, u1, base, top, c, 0.5)
    trim = mix(c, WHITE, 0.38)
    glass: RGB = (92, 116, 136) if not kit.mood.lamp else (44, 52, 84)
    glass = mix(glass, kit.light.sky[2], 0.25)
    wide = u1 - u0
    count = max(1, round(wide / 2.1))
    shutters = rng.random() < 0.35
    shutter_c = saturate(pick(rng, BRIGHTS), 0.7)
    flat_arch = rng.random() < 0.5
    ground_top = base + (3.3 if shop else 0.0)
    levels = max(0, int((top - ground_top - 0.5) / storey))
    share = {"night": 0.42, "dusk": 0.4}.get(kit.staging.time, 0.0)
    if kit.staging.weather == "storm" and not share:
        share = 0.25
    for level in range(levels):
        v = ground_top + 0.85 + level * storey
        for i in range(count):
            mid = u0 + wide * (i + 0.5) / count
            w, h = min(1.05, wide / count * 0.55), storey * 0.53
            a, b = mid - w / 2, mid + w / 2
            if fine:
                wall.rect(a - 0.09, b + 0.09, v - 0.08, v + h + 0.12, trim, 0.3, n=0.01)
            if rng.random() < share:
                pane_lit(wall, a, b, v, v + h, 0.02)
            else:
                wall.rect(a, b, v, v + h, glass, n=0.02)
                if not kit.mood.lamp and rng.random() < 0.5:
                    drawn = v + h * (0.35 + 0.4 * rng.random())
                    wall.rect(a, b, drawn, v + h, mix(PAPER, glass, 0.3), n=0.021)
            if fine:
                wall.line(mid, v, mid, v + h, scale(trim, 0.8), 0.4, n=0.022)
                wall.line(a, v + h * 0.62, b, v + h * 0.62, scale(trim, 0.8), 0.35, n=0.022)
                wall.block(a - 0.16, b + 0.16, v - 0.16, v - 0.06, 0.14, trim, 0.3)
                if shutters:
                    for p, q in ((a - 0.5, a - 0.08), (b + 0.08, b + 0.5)):
                        wall.rect(p, q, v - 0.03, v + h, shutter_c, 0.3, n=0.03)
                elif flat_arch:
                    wall.block(a - 0.14, b + 0.14, v + h + 0.1, v + h + 0.22, 0.12, trim, 0.3)
    if fine and levels:
        wall.block(u0, u1, ground_top + 0.1, ground_top + 0.26, 0.12, trim, 0.3)
    wall.block(u0 - 0.05, u1 + 0.05, top - 0.28, top, 0.25, trim, 0.4)
    if shop:
        shop_front(wall, u0, u1, base, fine)


def shop_front(wall: Wall, u0: float, u1: float, base: float = 0.0, fine: bool = True) -> None:
    """A shop: painted frame, display window, door, awning or fascia."""
    kit, rng = wall.kit, wall.kit.own("shop_front")
    c = saturate(pick(rng, BRIGHTS), 0.72)
    a, b = u0 + 0.25, u1 - 0.25
    v = base
    wall.block(a, b, v, v + 3.1, 0.06, c, 0.45)
    wall.rect(a + 0.1, b - 0.1, v + 2.5, v + 2.98, mix(c, WHITE, 0.16), 0.3, n=0.065)
    door_w = min(1.0, (b - a) * 0.34)
    flip = rng.random() < 0.5
    da = b - door_w - 0.15 if flip else a + 0.15
    wa, wb = (a + 0.2, da - 0.18) if flip else (da + door_w + 0.18, b - 0.2)
    lit = kit.mood.lamp or kit.staging.weather == "storm"
    glass = mix((110, 138, 150), kit.light.sky[2], 0.3)
    low_sill = 0.55
    for p, q, low in ((wa, wb, low_sill), (da + 0.1, da + door_w - 0.1, 0.5)):
        if q - p < 0.15:
            continue
        if lit:
            pane_lit(wall, p, q, v + low, v + 2.35, 0.07)
        else:
            wall.rect(p, q, v + low, v + 2.35, glass, 0.3, n=0.07)
            w = q - p
            kit.poly([wall.pt(x, y, 0.072) for x, y in (
                (p + w * 0.2, v + low), (p + w * 0.42, v + low), (p + w * 0.75, v + 2.35),
                (p + w * 0.53, v + 2.35))], WHITE, alpha=0.2)  # fmt: skip
    wall.rect(da, da + door_w, v, v + 0.5, scale(c, 0.8), 0.3, n=0.07)
    if fine and wb - wa > 0.8:
        _display(wall, wa, wb, v + low_sill, v + 2.35, lit)
    if rng.random() < 0.6:
        awning(wall, wa - 0.15, wb + 0.15, v + 2.42, pick(rng, BRIGHTS))


def _display(wall: Wall, u0: float, u1: float, v0: float, v1: float, lit: bool) -> None:
    """What a shop shows: a back wall with shelves, lamps, goods, and the bars of the window."""
    kit, rng = wall.kit, wall.kit.own("display")
    tall, wide = v1 - v0, u1 - u0
    inside: RGB = (196, 138, 84) if lit else scale(mix((96, 112, 122), kit.light.sky[2], 0.2), 0.9)

    def put(a: float, b: float, c: float, d: float, colour: RGB, n: float) -> None:
        if lit:
            shine(
                kit,
                [wall.pt(a, c, n), wall.pt(b, c, n), wall.pt(b, d, n), wall.pt(a, d, n)],
                colour,
            )
        else:
            wall.rect(a, b, c, d, colour, n=n)

    put(u0 + wide * 0.06, u1 - wide * 0.06, v0 + tall * 0.1, v1 - tall * 0.12, inside, 0.0705)
    hues = [mix(saturate(pick(rng, BRIGHTS), 0.7), inside, 0.45) for _ in range(3)]
    for level in (0.42, 0.66):
        v = v0 + tall * level
        put(u0 + wide * 0.1, u1 - wide * 0.1, v - 0.03, v, scale(inside, 0.7), 0.071)
        u = u0 + wide * 0.12
        while u < u1 - wide * 0.14:
            w = 0.06 + 0.1 * rng.random()
            if rng.random() < 0.75:
                h = tall * (0.07 + 0.1 * rng.random())
                put(u, u + w, v, v + h, hues[rng.randrange(3)], 0.0715)
            u += w * 1.4
    n = 3 if wide < 2.5 else 5
    for i in range(n):  # goods in front, darker than the light behind them
        u = u0 + wide * (i + 0.3 + 0.4 * rng.random()) / n
        w, h = 0.1 + 0.08 * rng.random(), 0.16 + 0.2 * rng.random()
        c = scale(mix(saturate(pick(rng, BRIGHTS), 0.7), inside, 0.2), 0.72 if lit else 0.85)
        kind = rng.randrange(3)
        if kind == 0:
            outline = [(-w, 0), (w, 0), (w, h), (-w, h)]
        elif kind == 1:
            outline = [(-w * 0.6, 0), (w * 0.6, 0), (w, h * 0.5), (w * 0.4, h), (w * 0.5, h * 1.2),
                       (-w * 0.5, h * 1.2), (-w * 0.4, h), (-w, h * 0.5)]  # fmt: skip
        else:
            outline = [(-w * 0.5, 0), (w * 0.5, 0), (w * 0.5, h), (w * 0.18, h * 1.3),
                       (w * 0.18, h * 1.7), (-w * 0.18, h * 1.7), (-w * 0.18, h * 1.3),
                       (-w * 0.5, h)]  # fmt: skip
        pts = [wall.pt(u + a, v0 + b, 0.073) for a, b in outline]
        if lit:
            shine(kit, pts, c)
        else:
            kit.poly(pts, c, 0.25)
    if lit:
        for t in (0.28, 0.72):
            u = u0 + wide * t
            shine(kit, [wall.pt(u - 0.16, v1 - 0.3, 0.073), wall.pt(u + 0.16, v1 - 0.3, 0.073),
                        wall.pt(u + 0.06, v1 - 0.16, 0.073), wall.pt(u - 0.06, v1 - 0.16, 0.073)],
                  (255, 240, 190))  # fmt: skip
    for i in range(1, max(2, round(wide / 1.3))):
        u = u0 + wide * i / max(2, round(wide / 1.3))
        wall.rect(u - 0.035, u + 0.035, v0, v1, (92, 82, 84), 0.25, n=0.075)


def awning(wall: Wall, u0: float, u1: float, v: float, c: RGB, reach: float = 1.0) -> None:
    """A striped awning with a scalloped edge."""
    kit = wall.kit
    n = max(3, round((u1 - u0) / 0.34))
    drop = 0.5
    for i in range(n):
        a, b = u0 + (u1 - u0) * i / n, u0 + (u1 - u0) * (i + 1) / n
        stripe = c if i % 2 else mix(c, PAPER, 0.82)
        kit.poly([wall.pt(a, v + drop, 0.08), wall.pt(b, v + drop, 0.08), wall.pt(b, v, reach),
                  wall.pt(a, v, reach)], stripe, 0.25)  # fmt: skip
        mid, low = (a + b) / 2, v - 0.16
        kit.poly([wall.pt(a, v, reach), wall.pt(b, v, reach), wall.pt(b, v - 0.1, reach),
                  wall.pt(mid, low - 0.04, reach), wall.pt(a, v - 0.1, reach)],
                 scale(stripe, 0.9), 0.25)  # fmt: skip


def skyline(
    kit: Kit, z: float, c: RGB, low: float, high: float, y: float = 0.0, lights: float = 0.4
) -> None:
    """A row of roofs across the view at depth `z`, from `low` to `high` metres tall."""
    rng = kit.own("skyline")
    x0, x1, _, _ = kit.view(z)
    x0, x1 = x0 - 6, x1 + 6
    span = x1 - x0
    x = x0
    dark = kit.mood.lamp or kit.staging.weather == "storm"
    if kit.close:
        lights *= 0.6
    while x < x1:
        w = min(span * 0.16, max(span / 26, high * (0.25 + 0.4 * rng.random())))
        h = low + (high - low) * rng.random()
        kit.front(x, x + w, y, y + h, z, c)
        kind = rng.randrange(6)
        if kind == 0:
            kit.poly([(x, y + h, z), (x + w, y + h, z), (x + w / 2, y + h + w * 0.35, z)], c)
        elif kind == 1:
            kit.front(x + w * 0.25, x + w * 0.7, y + h, y + h * 1.12, z, c)
        elif kind == 2:
            kit.front(x + w * 0.48, x + w * 0.52, y + h, y + h * 1.22, z, c)
        cols, rows = max(2, round(w / high * 9)), max(3, round(h / high * 9))
        for i in range(cols):
            for j in range(rows):
                if rng.random() > (lights * 0.8 if dark else 0.34):
                    continue
                a, b = x + w * (i + 0.28) / cols, y + h * (j + 0.35) / rows
                quad = [
                    (a, b, z),
                    (a + w * 0.4 / cols, b, z),
                    (a + w * 0.4 / cols, b + h * 0.4 / rows, z),
                    (a, b + h * 0.4 / rows, z),
                ]
                if dark:
                    shine(kit, quad, mix(LAMP, kit.lit(c, z), 0.15 + 0.4 * rng.random()))
                else:
                    kit.poly(quad, scale(c, 0.88))
        x += w
