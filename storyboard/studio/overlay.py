"""What lies over a page's picture: panels, balloons, tails and heads, as the hand takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storyboard.geometry import Path as Outline
from storyboard.geometry import Rect, flatten
from storyboard.layout.model import Letter, PanelSheet
from storyboard.pipeline.drafting import undrawn
from storyboard.story.model import Panel
from storyboard.studio.shown import Composed, Shown

Values = dict[str, Any]
TALL = 2.2
"""Height by width above which a page is a strip to scroll."""


def page_of_screen(shown: Shown, made: Composed, open_panel: str | None) -> Values:
    """A page with all that can be pointed at; `open_panel` is the one that is open."""
    sheet = made.sheet
    states = {e.shot.panel: e.state for e in shown.draft.plan.entries}
    panels = []
    for p in sheet.panels:
        panels.append(
            {
                "id": p.id,
                "d": _d(p.border),
                "flag": _flag(p),
                "box": p.box.as_list(),
                "open": p.id == open_panel,
                "stale": p.id in shown.stale,
                "missing": states[p.id] != "ready" and p.id not in shown.stale,
                "remarks": _remarked(shown, made, p.id),
                "letters": _letters(p, shown.draft.panels[p.id]),
                "art": [round(v, 3) for v in p.art.box.as_list()] if p.art else [],
                "heads": _heads(p, shown.draft.panels[p.id]) if p.id == open_panel else [],
                "label": _label(p.id, shown.draft.panels[p.id]),
            }
        )
    w, h = sheet.trim.w, sheet.trim.h
    return {
        "number": sheet.number,
        "digest": made.digest,
        "width": round(w, 3),
        "height": round(h, 3),
        "tall": h > w * TALL,
        "panels": panels,
    }


def _flag(sheet: PanelSheet) -> tuple[float, float]:
    """A spot at a panel's foot, on the right, that is inside of its own border."""
    box = sheet.box
    for up in (13.0, 20.0, 30.0, box.h / 2):
        y, crossings = box.bottom - up, []
        for contour in flatten(sheet.border, 0.4):
            for (x0, y0), (x1, y1) in zip(contour, [*contour[1:], contour[0]], strict=True):
                if (y0 > y) != (y1 > y):
                    crossings.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        if len(crossings) > 1 and max(crossings) - min(crossings) > box.w / 3:
            return round(max(crossings) - 13, 1), round(y, 1)
    return round(box.cx, 1), round(box.cy, 1)


def _remarked(shown: Shown, made: Composed, id: str) -> bool:
    """Whether the check has a remark on a panel."""
    shot = shown.draft.shots[id]
    said = any(f"panel {id}:" in r.message for r in made.remarks)
    return said or (not shot.image and bool(undrawn(shot)))


def _heads(sheet: PanelSheet, panel: Panel) -> list[Values]:
    """The heads that the story gives for a panel's own picture, in points."""
    if sheet.art is None or not panel.image:
        return []
    a = sheet.art.box
    return [
        {
            "who": who,
            "box": [round(v, 2) for v in (a.x + x * a.w, a.y + y * a.h, w * a.w, h * a.h)],
        }
        for who, (x, y, w, h) in panel.faces.items()
    ]


def _label(id: str, panel: Panel) -> str:
    words = panel.prompt or panel.image or ""
    return f"Panel {id}: {words if len(words) <= 90 else words[:87] + '…'}"


def _letters(sheet: PanelSheet, panel: Panel) -> list[Values]:
    out = []
    for letter, field in fields_of(sheet.letters, panel):
        if not letter.lines:
            continue
        body = letter.lines[0].box
        for line in letter.lines[1:]:
            body = body.union(line.box)
        out.append(
            {
                "field": field,
                "d": _d(letter.outline),
                "x": round(body.cx, 2),
                "y": round(body.cy, 2),
                "w": round(body.w, 2),
                "h": round(body.h, 2),
                "tip": _tip(letter, sheet.box, panel, field),
                "aimed": isinstance(_said_tail(panel, field), tuple),
                "label": f"{letter.kind}{' of ' + letter.speaker if letter.speaker else ''}: "
                f"{letter.text}",
            }
        )
    return out


def _tip(letter: Letter, box: Rect, panel: Panel, field: str) -> tuple[float, float] | None:
    """Where the hand takes a tail: the point that the story gives, else the tail's own tip."""
    said = _said_tail(panel, field)
    if isinstance(said, tuple):
        return round(box.x + said[0] * box.w, 2), round(box.y + said[1] * box.h, 2)
    if letter.tail is None:
        return None
    x, y = letter.tail.tip
    return round(x, 2), round(y, 2)


def _said_tail(panel: Panel, field: str) -> object:
    family, _, index = field.partition(".")
    return panel.dialogue[int(index)].tail if family == "dialogue" else None


def fields_of(letters: Sequence[Letter], panel: Panel) -> list[tuple[Letter, str]]:
    """Every piece of lettering with the field of the story that it comes from.

    By its words; where the letterer changed them, by its place among those of its kind.
    """
    families: dict[str, list[tuple[str, str]]] = {
        "caption": [(c.text, f"caption.{i}") for i, c in enumerate(panel.caption)],
        "sfx": [(e.text, f"sfx.{i}") for i, e in enumerate(panel.sfx)],
        "dialogue": [(s.text, f"dialogue.{i}") for i, s in enumerate(panel.dialogue)],
    }
    out = []
    for letter in letters:
        left = families.get(letter.kind, families["dialogue"])
        same = [i for i, (text, _) in enumerate(left) if text == letter.text]
        if left:
            out.append((letter, left.pop(same[0] if same else 0)[1]))
    return out


def _d(path: Outline) -> str:
    """An outline as SVG path data."""
    out = []
    for contour in flatten(path, 0.4):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in contour)
        out.append(f"M{points}Z")
    return "".join(out)
