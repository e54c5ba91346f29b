"""What a page says besides its balloons: placeholders, and a storyboard sheet's words."""

from __future__ import annotations

from dataclasses import replace

from storyboard.geometry import Rect
from storyboard.layout.letterer import paragraph
from storyboard.layout.model import Remark, TextLine
from storyboard.layout.text import display, runs, width
from storyboard.layout.voices import Manner
from storyboard.layout.words import Word, words_of
from storyboard.plan.model import PagePlan
from storyboard.story.model import Panel, Story

GREY = (0.42, 0.42, 0.42)


def placeholder(id: str, missing: str, box: Rect, size: float) -> tuple[TextLine, ...]:
    wide = box.w * 0.86
    lines = paragraph(f"{id}: no picture", "comic", size, (0, 0), wide, colour=GREY)
    if missing:
        last = lines[-1].box.bottom + size * 0.3
        lines += paragraph(missing, "comic-light", size * 0.9, (0, last), wide, colour=GREY)
    most = max(1, int(box.h * 0.8 / (size * 1.2)))
    lines = lines[:most]
    top = box.cy - lines[-1].box.bottom / 2
    return tuple(_moved(line, box.cx - line.box.w / 2, top) for line in lines)


def _moved(line: TextLine, dx: float, dy: float) -> TextLine:
    return TextLine(
        line.text,
        line.box.moved(dx, dy),
        tuple(replace(r, at=(r.at[0] + dx, r.at[1] + dy)) for r in line.runs),
    )


def legend(
    story: Story, box: Rect, id: str, panel: Panel, manner: Manner, remarks: list[Remark]
) -> tuple[TextLine, ...]:
    """Under a storyboard frame: number, shot and time; the action; who says what; the notes."""
    size = manner.size
    head = id + (f"  ·  {panel.shot}" if panel.shot else "")
    if panel.duration:
        head += f"  ·  {panel.duration:g} s"
    rows: list[tuple[str, str]] = [(head, "comic")]
    if panel.prompt:
        rows.append((panel.prompt, "comic-light"))
    rows += [(_spoken(w, story), "comic-light") for w in words_of(panel, story.characters)]
    if panel.notes:
        rows.append((panel.notes, "comic-italic"))
    y, out = box.y + size * 0.55, []
    for text, font in rows:
        lines = paragraph(text, font, size * 0.94, (box.x, y), box.w, manner=manner)
        if lines[-1].box.bottom > box.bottom:
            fits = [line for line in lines if line.box.bottom <= box.bottom]
            out += fits
            remarks.append(
                Remark(
                    id,
                    "legend-cut",
                    "the words under the frame do not all fit",
                    "shorten the prompt or the notes, or put fewer tiers on the page",
                )
            )
            break
        out += lines
        y = lines[-1].box.bottom + size * 0.32
    return tuple(out)


def _spoken(word: Word, story: Story) -> str:
    if not word.speaker:
        return f"{'Sound' if word.kind == 'sfx' else 'Caption'}: {word.text}"
    name = story.characters[word.speaker].name or word.speaker
    how = "" if word.kind == "speech" else f" ({word.kind})"
    return f"{name.upper()}{how}: {word.text}"


def furniture(story: Story, page: PagePlan, count: int) -> tuple[TextLine, ...]:
    """A storyboard sheet's head: the title at the left, the page at the right."""
    if not any(f.legend for f in page.frames):
        return ()
    y = page.live.y - 20.0
    title = story.title + (f"  ·  {story.author}" if story.author else "")
    number = display(f"{page.number} / {count}", "comic", upper=False)
    w = width(number, "comic", 9.0)
    return (
        *paragraph(title, "comic", 12.0, (page.live.x, y - 6), page.live.w * 0.8),
        TextLine(
            number.read,
            Rect(page.live.right - w, y - 3, w, 10.0),
            runs(number, "comic", 9.0, (page.live.right - w, y + 4)),
        ),
    )
