"""A page template as a small picture: its panels, numbered as they are read."""

from __future__ import annotations

from storyboard.plan.formats import Format
from storyboard.plan.frames import Ground, frames
from storyboard.plan.tiers import Template, places
from storyboard.story.model import Panel

_PAGE = Format("diagram", 106, 164, 0, 8, 8, 8, 8, gutter=3, tier_gutter=3)
"""A US comic page, an inch made 16 units."""


def svg(template: Template, *, rtl: bool = False) -> str:
    """The template as an SVG of 106 by 164; the same template is the same text."""
    live, trim = _PAGE.live_box(recto=True, rtl=rtl), _PAGE.trim_box()
    ground = Ground(trim, trim, live, "right", rtl)
    named = [(str(n + 1), Panel(prompt="x")) for n in range(template.cells)]
    made = frames(named, places(live, template, _PAGE), ground)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(trim.w)}" height="{_n(trim.h)}" '
        f'viewBox="0 0 {_n(trim.w)} {_n(trim.h)}">',
        f'<rect x="0.5" y="0.5" width="{_n(trim.w - 1)}" height="{_n(trim.h - 1)}" fill="#fff" '
        'stroke="#888"/>',
    ]
    for frame in made:
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in frame.outline)
        lines.append(f'<polygon points="{points}" fill="#e8eef4" stroke="#222"/>')
    lines.append('<g font-family="sans-serif" font-size="11" text-anchor="middle" fill="#222">')
    for frame in made:
        x, y = _n(frame.box.cx), _n(frame.box.cy + 4)
        lines.append(f'<text x="{x}" y="{y}">{frame.panel}</text>')
    return "\n".join([*lines, "</g>", "</svg>", ""])


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
