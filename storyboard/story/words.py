"""The tables behind the messages: what a part is called, what may stand in it, what to write."""

from __future__ import annotations

from typing import get_args

from storyboard.story import model

PARTS: dict[tuple[type[model.Part], str], type[model.Part]] = {
    (model.Story, "lettering"): model.Lettering,
    (model.Story, "credits"): model.Credits,
    (model.Story, "style"): model.Style,
    (model.Story, "generator"): model.Generator,
    (model.Story, "characters"): model.Character,
    (model.Story, "page"): model.PageSize,
    (model.Story, "pages"): model.Page,
    (model.Story, "panels"): model.Panel,
    (model.Page, "panels"): model.Panel,
    (model.PageSize, "margin"): model.Margins,
    (model.Character, "voice"): model.Balloon,
    (model.Lettering, "captions"): model.CaptionLook,
    (model.Panel, "caption"): model.Caption,
    (model.Panel, "sfx"): model.Effect,
    (model.Panel, "dialogue"): model.Line,
}
BY_NAME = {(model.Story, "characters"), (model.Story, "fonts"), (model.Panel, "faces")}
"""Mappings whose keys are the writer's own."""

TITLES: dict[type[model.Part], str] = {
    model.Story: "a story",
    model.Lettering: "`lettering`",
    model.Credits: "`credits`",
    model.Style: "`style`",
    model.Generator: "`generator`",
    model.Character: "a character",
    model.PageSize: "`page`",
    model.Page: "a page",
    model.Panel: "a panel",
    model.Margins: "`margin`",
    model.Balloon: "`voice`",
    model.CaptionLook: "`captions`",
    model.Caption: "a caption",
    model.Effect: "a sound",
    model.Line: "a balloon",
}

CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "speed": ("speed", get_args(model.Speed)),
    "type": ("style type", get_args(model.StyleType)),
    "backend": ("generator", get_args(model.Backend)),
    "reading": ("reading direction", get_args(model.Reading)),
    "balloon": ("kind of balloon", get_args(model.Voice)),
    "kind": ("kind of balloon", get_args(model.Voice)),
    "caption": ("kind of caption", get_args(model.CaptionKind)),
    "at": ("place in the panel", get_args(model.Place)),
    "tail": ("aim of a tail", get_args(model.Aim)),
    "case": ("case", get_args(model.Case)),
    "shape": ("shape of a panel", get_args(model.Shape)),
    "bleed": ("side of a page", get_args(model.Side)),
    "age": ("age rating", get_args(model.AgeRating)),
}
MEMBERS = {
    "pages": "a page",
    "panels": "a panel",
    "caption": "a caption",
    "sfx": "a sound",
    "dialogue": "a balloon",
    "codes": "a style code",
    "images": "a style image",
    "characters": "a character",
    **dict.fromkeys(model.Credits.model_fields, "a name"),
    "heights": "a height",
    "slant": "a slant",
    "tilt": "a tilt",
    "bleed": "a side",
}
"""What one of a list is called."""

LENGTHS = ("width", "height", "bleed", "gutter", "margin", "top", "bottom", "inner", "outer")

HOMES: tuple[type[model.Part], ...] = (
    model.Style,
    model.Generator,
    model.Panel,
    model.Page,
    model.Story,
    model.Credits,
    model.Character,
    model.Balloon,
    model.PageSize,
    model.Lettering,
    model.Line,
)
"""Where a misplaced key is looked for, the likeliest first."""

COMMA = "if it belongs to the text before it, put that whole text in quotes: the comma ends it"


WRITE = {
    "title": "write `title: Last Boat`",
    "style": "write the look of the pictures as `style: {look: clear line, flat colours}`",
    "generator": "write it as `generator: {backend: sketch}`",
    "characters": "write each character on a line below: `mara: {description: …}`",
    "pages": "begin each page with a dash: `- panels:`",
    "panels": "begin each panel with a dash: `- prompt: what is seen`",
    "dialogue": "begin each balloon with a dash: `- mara: Wait!`",
    "caption": "write a text, `{text: …, at: bottom}`, or a list of them",
    "captions": "write it as `captions: {colour: white, background: navy}`",
    "sfx": "write a text, `{text: …, at: left}`, or a list of them",
    "layout": "write tiers, each a list of widths: [[1], [2, 1]]; or a template's name",
    "heights": "write one relative height for each tier: [2, 1, 1]",
    "slant": "write degrees, such as 6; or one for each tier: [6, 0, -6]",
    "tilt": "write degrees, such as 4; or one for each gutter between tiers: [4, -4]",
    "bleed": "write true, a side, or a list of them: [left, top]",
    "inset": "write [x, y, width, height], as fractions of the panel before it",
    "at": "write a place such as top-left, or [x, y] as fractions of the panel",
    "tail": "write [x, y] as fractions of the panel, or none, left or right",
    "beat": "write 1 for the usual gap, 4 for a jump in time",
    "scene": "write `scene: true` where a scene starts; what is seen goes into `prompt:`",
    "turn": "write `turn: true` for what is seen right after the page is turned",
    "fonts": "write each font on a line below: `loud: fonts/Loud.ttf`",
    "credits": "write each on a line below: `letterer: A. Name`",
    "lettering": "write it as `lettering: {case: mixed, size: 9pt}`",
    "size": "write a number and pt, such as 8pt",
    "page": "write a format's name, or {width: 6.625in, height: 10.25in}",
    "margin": "write one length, or {top: …, bottom: …, inner: …, outer: …}",
    "voice": "write it as `voice: {balloon: whisper, font: comic}`",
    "faces": "write {mara: [x, y, width, height]}, as fractions of the picture",
    "reference": "name one picture: only one is sent",
    "width": "write a number and in, mm, cm, pt or px, such as 6.625in",
    "height": "write a number and in, mm, cm, pt or px, such as 10.25in",
    "text": "write the words after `text:`",
    "isbn": "write its 10 or 13 digits: 978-0-306-40615-7",
    "published": "write year, month and day: 2026-03-14; or 2026-03, or 2026",
    "rights": "write a line such as © 2026 A. Writer",
    "age": "write a rating such as Everyone, Teen or Mature 17+",
    "language": "write a code such as en, pt-BR or ja",
    "codes": "write eight of 0-9 and A-F; quotes keep every digit: '1A2B3C4D'",
    "seed": "write a whole number from 0 to 2147483647",
    "duration": "write seconds, such as 3",
    "max_cost": "write dollars, such as 6.00",
    "id": "write a short name without / or \\, such as pier; it begins with no dot and no dash",
}
SYNONYMS = {
    "dialog": "dialogue", "speech": "dialogue", "lines": "dialogue", "balloons": "dialogue",
    "captions": "caption", "narration": "caption", "narrator": "caption", "sound": "sfx",
    "color": "colour", "picture": "image", "art": "image", "file": "image",
    "description": "prompt", "scene": "prompt", "action": "prompt", "text": "prompt",
    "camera": "shot", "angle": "shot", "framing": "shot", "cast": "characters",
    "model": "backend", "budget": "max_cost", "negative_prompt": "negative",
    "format": "page", "size": "page", "lang": "language", "direction": "reading",
    "grid": "layout", "template": "layout", "look": "description", "appearance": "description",
    "kind": "as", "style": "as", "type": "as", "position": "at", "place": "at", "where": "at",
    "style_codes": "codes", "references": "reference", "photo": "reference", "face": "faces",
    "border": "borderless", "frame": "shape", "round": "shape", "gap": "beat", "pause": "beat",
    "reveal": "turn", "page_turn": "turn", "double": "spread", "rows": "heights",
    "pointer": "tail", "uppercase": "case", "typeface": "font", "skew": "slant",
    "issue": "number", "volume": "number", "colorist": "colourist", "colors": "colourist",
    "colours": "colourist", "pencils": "penciller", "inks": "inker", "letters": "letterer",
    "illustrator": "artist", "blurb": "summary", "synopsis": "summary", "icc": "profile",
    "date": "published", "year": "published", "release": "published", "copyright": "rights",
    "licence": "rights", "license": "rights", "rating": "age", "age_rating": "age",
    "agerating": "age", "gtin": "isbn", "ean": "isbn", "isbn13": "isbn", "isbn10": "isbn",
    "fill": "background", "bg": "background", "box": "background", "paper": "background",
}  # fmt: skip


def keys_of(part: type[model.Part]) -> tuple[str, ...]:
    """The keys of a part as a person writes them."""
    written = part in (model.Line, model.Caption)
    return tuple("as" if written and key == "kind" else key for key in part.model_fields)
