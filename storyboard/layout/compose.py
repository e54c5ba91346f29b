"""From a plan and its pictures to finished sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from storyboard.generate.model import Face
from storyboard.geometry import Point, Rect, polygon
from storyboard.layout.letterer import Head, Word, letter, paragraph, words_of
from storyboard.layout.model import Art, Book, Letter, PanelSheet, Remark, Sheet, TextLine
from storyboard.layout.text import display, runs, width
from storyboard.layout.voices import BORDER
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Panel, Story

LEAST_PPI = 200.0
GREY = (0.42, 0.42, 0.42)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The picture of a panel, as a file, with the heads that are known in it."""

    file: FilePath
    mime: str
    width: int
    height: int
    sha256: str
    faces: tuple[Face, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelInput:
    """A panel as the letterer needs it."""

    id: str
    panel: Panel
    cast: tuple[str, ...]
    picture: PictureFile | None
    missing: str = ""
    """Why there is no picture."""


def compose(
    story: Story, pages: Sequence[PagePlan], panels: Mapping[str, PanelInput], type_size: float
) -> Book:
    """Every page, finished. The same input gives the same book."""
    remarks: list[Remark] = []
    sheets = []
    for page in pages:
        made = [_panel(story, page, f, panels[f.panel], type_size, remarks) for f in page.frames]
        sheets.append(
            Sheet(
                page.number,
                page.trim,
                page.bleed,
                page.live,
                tuple(made),
                _furniture(story, page, len(pages)),
            )
        )
    return Book(
        story.title, story.author, story.language, tuple(sheets), story.reading, tuple(remarks)
    )


def _panel(
    story: Story,
    page: PagePlan,
    frame: Frame,
    given: PanelInput,
    type_size: float,
    remarks: list[Remark],
) -> PanelSheet:
    rtl = story.reading == "rtl"
    heads: list[Head] = []
    art = None
    if given.picture:
        faces = _faces(given)
        art = _art(given.picture, frame.box, faces)
        heads = _heads(faces, art.box, frame.box)
        if art.ppi < LEAST_PPI:
            remarks.append(
                Remark(
                    given.id,
                    "ppi-low",
                    f"the picture prints at {art.ppi:.0f} pixels an inch, under {LEAST_PPI:.0f}",
                    "use a larger picture or a smaller panel",
                )
            )
    words = words_of(given.panel, story.characters)
    letters: tuple[Letter, ...] = ()
    legend: tuple[TextLine, ...] = ()
    if frame.legend:
        legend = _legend(story, frame.legend, given, type_size, remarks)
    else:
        letters, found = letter(
            given.id, words, frame.box, page.live, heads, given.cast, type_size, rtl=rtl
        )
        remarks += found
    return PanelSheet(
        given.id,
        frame.box,
        polygon(frame.outline),
        BORDER,
        art,
        () if art else _placeholder(given, frame.box, type_size),
        tuple(h.box for h in heads),
        letters,
        legend,
    )


def _faces(given: PanelInput) -> tuple[Face, ...]:
    """Where heads are: as the story says, else as the picture's maker knew."""
    assert given.picture
    if given.panel.faces:
        return tuple(
            Face(who, box, (box[0] + box[2] / 2, box[1] + box[3] * 0.78))
            for who, box in given.panel.faces.items()
        )
    return given.picture.faces


def _art(picture: PictureFile, frame: Rect, faces: Sequence[Face]) -> Art:
    """The picture large enough to cover its frame, moved so that heads stay in sight."""
    scale = max(frame.w / picture.width, frame.h / picture.height)
    w, h = picture.width * scale, picture.height * scale
    x = frame.x - _slide(w - frame.w, w, [(f.box[0], f.box[0] + f.box[2]) for f in faces])
    y = frame.y - _slide(h - frame.h, h, [(f.box[1], f.box[1] + f.box[3]) for f in faces])
    crop = 1 - frame.area / (w * h)
    return Art(
        picture.file,
        picture.mime,
        picture.width,
        picture.height,
        picture.sha256,
        Rect(x, y, w, h),
        72.0 / scale,
        max(crop, 0.0),
    )


def _slide(spare: float, whole: float, spans: Sequence[tuple[float, float]]) -> float:
    """How much is cut at the start of an axis: half of what is spare, unless heads want less."""
    cut = spare / 2
    if spare <= 0 or not spans:
        return cut
    first, last = min(a for a, _ in spans) * whole, max(b for _, b in spans) * whole
    seen = whole - spare
    low, high = last - seen, first
    if low > high:
        return min(max((first + last - seen) / 2, 0.0), spare)
    return min(max(min(max(cut, low), high), 0.0), spare)


def _heads(faces: Sequence[Face], picture: Rect, frame: Rect) -> list[Head]:
    out = []
    for face in faces:
        x, y, w, h = face.box
        box = Rect(
            picture.x + x * picture.w, picture.y + y * picture.h, w * picture.w, h * picture.h
        )
        left, top = max(box.x, frame.x), max(box.y, frame.y)
        seen = Rect(
            left, top, min(box.right, frame.right) - left, min(box.bottom, frame.bottom) - top
        )
        if seen.w <= 0 or seen.h <= 0:
            continue
        mouth: Point = (
            picture.x + face.mouth[0] * picture.w,
            picture.y + face.mouth[1] * picture.h,
        )
        out.append(Head(face.character, seen, mouth))
    return out


def _placeholder(given: PanelInput, box: Rect, size: float) -> tuple[TextLine, ...]:
    wide = box.w * 0.86
    lines = paragraph(f"{given.id}: no picture", "comic", size, (0, 0), wide, colour=GREY)
    if given.missing:
        last = lines[-1].box.bottom + size * 0.3
        lines += paragraph(given.missing, "comic-light", size * 0.9, (0, last), wide, colour=GREY)
    most = max(1, int(box.h * 0.8 / (size * 1.2)))
    lines = lines[:most]
    top = box.cy - lines[-1].box.bottom / 2
    return tuple(_moved(line, box.cx - line.box.w / 2, top) for line in lines)


def _moved(line: TextLine, dx: float, dy: float) -> TextLine:
    from dataclasses import replace

    return TextLine(
        line.text,
        line.box.moved(dx, dy),
        tuple(replace(r, at=(r.at[0] + dx, r.at[1] + dy)) for r in line.runs),
    )


def _legend(
    story: Story, box: Rect, given: PanelInput, size: float, remarks: list[Remark]
) -> tuple[TextLine, ...]:
    """Under a storyboard frame: number, shot and time; the action; who says what; the notes."""
    panel = given.panel
    head = given.id + (f"  ·  {panel.shot}" if panel.shot else "")
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
        lines = paragraph(text, font, size * 0.94, (box.x, y), box.w)
        if lines[-1].box.bottom > box.bottom:
            fits = [line for line in lines if line.box.bottom <= box.bottom]
            out += fits
            remarks.append(
                Remark(
                    given.id,
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


def _furniture(story: Story, page: PagePlan, count: int) -> tuple[TextLine, ...]:
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
