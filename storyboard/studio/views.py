"""What the templates show: plain values made from the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from storyboard.errors import Diagnostic
from storyboard.geometry import Rect
from storyboard.pipeline.takes import prompts_of
from storyboard.plan.model import Entry
from storyboard.story import model
from storyboard.studio.desk import Desk
from storyboard.studio.notes import Note, notes_of
from storyboard.studio.overlay import Values, page_of_screen
from storyboard.studio.shown import Composed, Shown, digest_of, page_of, place_of, why_not

FEW = 4
"""Characters that are all offered for marking their heads; of more, those in the picture."""


def screen(desk: Desk, number: int, panel: str | None) -> Values:
    """Everything on the page's screen; `panel` is the one that is open."""
    shown = desk.shown
    values: Values = {
        "name": desk.path.name,
        "errors": [trouble(d) for d in desk.errors],
        "fault": desk.fault,
        "broken": desk.broken,
        "version": desk.version,
        "undo": desk.undoable,
        "redo": desk.redoable,
        "no_undo": desk.stuck[0],
        "no_redo": desk.stuck[1],
        "drawing": dict(desk.drawing),
        "ready": shown is not None,
        "spent": f"${shown.spent if shown else 0.0:.2f}",
    }
    if shown is None:
        return values
    plan, story = shown.draft.plan, shown.draft.story
    made = desk.compose(number)
    number = made.sheet.number
    around = [p.number for p in plan.pages]
    at = around.index(number)
    panel = panel if panel in {f.id for f in made.sheet.panels} else None
    values |= {
        "title": story.title,
        "rtl": story.reading == "rtl",
        "number": number,
        "before": around[max(at - 1, 0)],
        "after": around[min(at + 1, len(around) - 1)],
        "count": max((n for p in plan.pages for n in p.folios or (p.number,)), default=1),
        "thumbs": [_thumb(desk, shown, p.number, number) for p in plan.pages],
        "page": page_of_screen(shown, made, panel) | {"moved": desk.moved(number)},
        "panel": _panel(desk, shown, made, panel) if panel else None,
        "order": [{"page": page, "panel": id} for page, id in desk.panels()],
        "here": _drawn([e for e in plan.entries if e.shot.page == number]),
        "whole": f"{_counted(len(plan.pages), 'page')}, {_drawn(plan.entries)}",
    }
    return values


def _drawn(entries: Sequence[Entry]) -> str:
    """``5 panels, all drawn``, ``5 panels, 2 to draw``."""
    todo = sum(e.state != "ready" for e in entries)
    done = "all drawn" if len(entries) > 1 else "drawn"
    return f"{_counted(len(entries), 'panel')}, {f'{todo} to draw' if todo else done}"


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def trouble(d: Diagnostic) -> Values:
    """A diagnostic with its line and caret."""
    caret = "".join("\t" if c == "\t" else " " for c in d.text[: max(d.column - 1, 0)]) + "^"
    return {**d.as_json(), "text": d.text, "caret": caret if d.text.strip() else ""}


def _thumb(desk: Desk, shown: Shown, number: int, current: int) -> Values:
    page = page_of(shown, number)
    names = {f.panel for f in page.frames}
    todo = [e for e in shown.draft.plan.entries if e.shot.panel in names and e.state != "ready"]
    return {
        "number": number,
        "digest": digest_of(shown, page),
        "width": round(page.trim.w, 2),
        "height": round(page.trim.h, 2),
        "current": number == current,
        "todo": len(todo),
    }


def _panel(desk: Desk, shown: Shown, made: Composed, id: str) -> Values:
    draft = shown.draft
    panel, entry = draft.panels[id], draft.entry(id)
    story = draft.story
    notes = notes_of(shown, made, id)
    by_field: dict[str, list[Note]] = {}
    for note in notes:
        by_field.setdefault(note.field, []).append(note)
    takes = _takes(desk, shown, id)
    price = desk.price(id)
    speakers = [{"key": k, "name": c.name or k} for k, c in story.characters.items()]
    box: Rect = next(p.box for p in made.sheet.panels if p.id == id)
    return {
        "id": id,
        "image": panel.image or "",
        "own": draft.shots[id].image is not None,
        "pictures": sorted({*desk.pictures(), *([panel.image] if panel.image else [])}),
        "heads": [
            {"key": k, "name": c.name or k, "box": _box(panel.faces.get(k))}
            for k, c in story.characters.items()
            if len(story.characters) <= FEW or k in draft.cast[id] or k in panel.faces
        ],
        "state": entry.state,
        "reason": shown.stale.get(id, entry.reason),
        "stale": id in shown.stale,
        "takes": takes,
        "price": price,
        "price_text": f"${price:.2f}" if price else "free",
        "drawing": desk.drawing.get(id, 0),
        "failed": desk.failed.get(id, ""),
        "prompt": panel.prompt,
        "shot": panel.shot,
        "seed": "" if panel.seed is None else panel.seed,
        "speed": panel.speed or "",
        "story_seed": story.generator.seed,
        "story_speed": story.generator.speed,
        "backend": draft.shots[id].backend,
        "speeds": get_args(model.Speed),
        "kinds": get_args(model.Voice),
        "places": get_args(model.Place),
        "caption_kinds": get_args(model.CaptionKind),
        "speakers": speakers,
        "next": next(
            (s for s in speakers if panel.dialogue and s["key"] == panel.dialogue[-1].speaker),
            speakers[0] if speakers else {},
        ),
        "aims": get_args(model.Aim),
        "cast": _cast(shown, id),
        "cast_said": panel.characters is not None,
        "captions": [
            {"text": c.text, "at": _at(c.at), "kind": c.kind, "field": f"caption.{i}"}
            for i, c in enumerate(panel.caption)
        ],
        "dialogue": [
            {
                "text": s.text, "at": _at(s.at), "kind": s.kind or "", "speaker": s.speaker,
                "tail": _at(s.tail),
                "usual": story.characters[s.speaker].voice.balloon, "field": f"dialogue.{i}",
            }
            for i, s in enumerate(panel.dialogue)
        ],
        "sfx": [
            {"text": e.text, "at": _at(e.at), "field": f"sfx.{i}"} for i, e in enumerate(panel.sfx)
        ],
        "notes": by_field,
        "box": box.as_list(),
        "size": f"{draft.shots[id].width} × {draft.shots[id].height}",
        "first": id == desk.panels()[0][1],
        "last": id == desk.panels()[-1][1],
        "line": draft.file.where(place_of(shown.draft.story, id))[0],
    }  # fmt: skip


def _box(box: Sequence[float] | None) -> str:
    return ", ".join(f"{v:.3g}" for v in box) if box else ""


def _cast(shown: Shown, id: str) -> list[Values]:
    """Every character, those in the panel first, in its order: the lead, then the others."""
    characters, inside = shown.draft.story.characters, shown.draft.cast[id]
    keys = [*inside, *(k for k in characters if k not in inside)]
    return [
        {
            "key": k,
            "name": characters[k].name or k,
            "on": k in inside,
            "lead": k == next(iter(inside), ""),
        }
        for k in keys
    ]


def _at(at: object) -> Values:
    if isinstance(at, tuple):
        return {"word": "", "point": f"{at[0]:g}, {at[1]:g}"}
    return {"word": at or "", "point": ""}


def _takes(desk: Desk, shown: Shown, id: str) -> list[Values]:
    used = shown.draft.takes.get(id)
    on_page = shown.takes.get(id)
    picked = shown.draft.picks.get(id)
    prompts = prompts_of(desk.home)
    out = []
    for t in desk.takes(id):
        own = prompts.get(t.key, "")
        why = why_not(shown.draft, t, own)
        is_used = bool(used and used.sha256 == t.sha256 and used.key == t.key)
        on = bool(on_page and on_page.number == t.number and on_page.panel == t.panel)
        out.append(
            {
                "number": t.number,
                "seed": t.seed,
                "speed": t.speed,
                "backend": t.backend,
                "cost": f"${t.cost:.2f}" if t.cost else "free",
                "made": t.made,
                "width": t.width,
                "height": t.height,
                "sha": t.sha256[:16],
                "used": is_used,
                "on_page": on,
                "picked": is_used and picked is not None,
                "why": why,
                "own": own,
                "parent": t.parent,
            }
        )
    return out
