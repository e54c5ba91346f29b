"""Contact sheets of what the illustrator draws, for the eyes of an art director.

    python -m tests.studies FOLDER [--look colour] [SHEET ...]

Writes one PNG for each sheet (all of `SHEETS` when none is named) into FOLDER and prints its
name with the processor time that its panels took. The same sheets before and after a change show
what it did; nothing here is a check.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import process_time

from PIL import Image

from storyboard.sketch import draw
from storyboard.sketch.cast import model_sheet
from storyboard.sketch.model import (
    ANGLES,
    EXPRESSIONS,
    LOOKS,
    POSES,
    SETTINGS,
    SHOTS,
    TIMES,
    WEATHERS,
    Actor,
    Brief,
    Figure,
    Look,
    Staging,
)
from storyboard.sketch.stage import compose

CAST = (
    Actor("mara", "Mara", "a woman of thirty with a black bob, red jacket and blue jeans"),
    Actor("tom", "Tom", "a broad man with a short red beard, round glasses, green coat"),
    Actor("ines", "Ines", "a girl of nine with curly brown hair, yellow raincoat and red boots"),
    Actor("ezra", "Ezra", "an old ferryman with a white beard and a navy cap, in a navy peacoat"),
    Actor("vera", "Vera", "a tall dark-skinned woman with an afro in a purple dress"),
    Actor("kit", "Kit", "a young man in a grey suit with a blue tie, slicked black hair"),
    Actor("rosa", "Rosa", "an old woman, white hair in a bun, glasses, a knitted lilac cardigan"),
    Actor("bo", "Bo", "a fat bald man with a moustache, white apron over a striped shirt"),
)
WARDROBE = (
    "a man in a white shirt and black trousers, brown side parting",
    "a boy with messy red hair in a blue t-shirt and shorts",
    "a woman with long blonde hair in a pink sweater and a grey skirt",
    "a black man with locs in a black turtleneck",
    "a girl with pigtails in a green hoodie",
    "a detective in a beige trenchcoat and a brown hat, stubble",
    "a doctor, a woman with a ponytail and a white lab coat",
    "a man with a goatee in a brown waistcoat",
    "a policewoman in uniform, brown bun under a cap",
    "a soldier in a khaki uniform with a buzz cut",
    "a chef with a moustache",
    "a farmer in denim overalls and a straw hat",
    "a mechanic, a woman with a bandana and orange coveralls",
    "an old wizard in a purple robe and hat with a long white beard",
    "a young man in a dark green cloak with a hood",
    "a knight in armour",
    "an astronaut, a woman with curly red hair, in a space suit",
    "a queen in a red dress and a crown, braided hair",
    "a stocky bald man, grey suit, red tie, glasses",
    "a punk with a pink mohawk and a leather jacket",
    "a woman in a teal headscarf and a long blue coat",
    "a hooded figure in a grey raincoat",
    "a tall thin man with a black beard and a bowler hat",
    "a teenage girl with spiky black hair, yellow t-shirt and jeans",
    "a sailor with a beanie and a striped sweater",
    "a sikh man with an orange turban and a full beard, a white tunic",
    "a woman with wavy auburn hair, round glasses and a scarf",
    "a balding clerk with a bow tie and a brown suit",
)
BEASTS = (
    "a brown and white terrier", "a ginger cat", "a grey mare", "a raven", "a brass robot",
    "a black labrador", "a white rabbit", "a fox", "a cow", "a parrot", "a wolf", "a pig",
    "a bay horse", "a donkey", "a stag", "a sheep", "a black and white cow", "a white pony",
    "a goat", "an owl",
)  # fmt: skip
HAIR = (
    "a woman with a black bob", "a man with short brown hair", "a woman with a red pixie cut",
    "a man, brown side parting", "a man with slicked black hair", "a boy with messy red hair",
    "a girl with spiky black hair", "a soldier with a buzz cut", "a woman with long blonde hair",
    "a woman with wavy auburn hair", "a woman with a brown ponytail", "a woman, white bun",
    "a girl with a chestnut plait", "a girl with red pigtails", "a man with curly brown hair",
    "a woman with an afro", "a man with dreadlocks", "a punk with a pink mohawk",
    "a balding grey-haired man",
)  # fmt: skip
UNSEEN = (
    "Mara leans over the parapet and shades her eyes against the low sun.",
    "Two shot: Tom slides a letter across the cafe table; Mara will not look at it.",
    "Ezra, knee-deep in surf, hauls a rope and bellows into the wind.",
    "Ines hides under the teacher's desk with her hands over her mouth.",
    "From far below: Kit stands at the edge of the roof, tie blowing.",
    "Vera bursts out laughing in a crowded train.",
    "Night. Tom drives, jaw set, while Mara sleeps beside him.",
    "Bo kneads dough at four in the morning and yawns.",
    "Rosa waves from the window of a little house in the snow.",
    "Close on Mara: a tear, then half a smile.",
    'A shop front in the rain. The sign reads "CLOSED FOR GOOD". Kit turns up his collar.',
    "Over Ezra's shoulder we see Ines, arms folded, furious.",
    "Vera and Kit shake hands across the office desk, both wary.",
    "Tom runs through the forest with a lantern, looking back.",
    "An empty classroom at dusk; one chair lies on its side.",
    "Mara crouches beside a sleeping dog in the alley.",
    "Wide: the desert, noon, and two tiny figures, Mara and Tom, walking.",
    "Ines points at the moon. Rosa, holding her umbrella, looks up.",
    "Kit on the telephone in the corridor, white with shock.",
    "The four of them, Mara, Tom, Vera and Bo, toast in the kitchen with mugs.",
    "Dutch angle: Vera backs away from something in the laboratory.",
    "Ezra reads to Ines in the living room by lamplight.",
    "Bo shrugs at Mara over the counter of the shop; a few people queue.",
    "Extreme close-up of Kit, sweating, eyes wide.",
)
CROWDS = (
    "Mara stands on a busy street, a crowd of commuters behind her.",
    "Vera laughs in a crowded train.",
    "Full shot: Mara and Tom walk through a crowd in the rain.",
    "Ines in the classroom with the other children.",
    "Soldiers stand around Vera in a field at dawn.",
    "An angry mob in the market square.",
    "High angle, a crowd in the street; Kit runs.",
    "A horse waits beside Rosa; guests watch from the garden.",
)
COMPANIES = (
    ("medium", "cafe", (("mara", "joy", "sit"), ("tom", "thinking", "sit"))),
    ("medium-long", "street", (("kit", "anger", "point"), ("vera", "determined", "arms-crossed"))),
    ("full", "living-room", (("rosa", "joy", "sit"), ("ines", "grin", "sit"))),
    ("medium", "office", (("bo", "shout", "shrug"), ("kit", "tired", "stand"))),
    ("close-up", "rooftop", (("mara", "sadness", "stand"), ("kit", "neutral", "stand"))),
    ("full", "forest", (("tom", "fear", "run"), ("mara", "determined", "run"))),
    ("medium-long", "kitchen", (("mara", "joy", "stand"), ("bo", "grin", "hold", "cup"),
        ("vera", "smirk", "stand"))),
    ("medium", "train", (("ines", "surprise", "stand"), ("ezra", "neutral", "stand"),
        ("rosa", "joy", "stand"))),
    ("full", "beach", (("vera", "joy", "cheer"), ("ines", "joy", "run"), ("tom", "grin", "wave"))),
    ("medium-long", "cafe", (("mara", "neutral", "sit"), ("tom", "joy", "sit"),
        ("vera", "grin", "sit"), ("kit", "disgust", "sit"))),
    ("full", "street", (("mara", "neutral", "walk"), ("tom", "tired", "walk"),
        ("ines", "joy", "walk"), ("ezra", "neutral", "walk", "umbrella"))),
    ("medium", "neutral", (("bo", "joy", "stand"), ("rosa", "neutral", "stand"),
        ("kit", "smirk", "stand"), ("ines", "shout", "stand"))),
)  # fmt: skip
HELD = (
    ("hold", "lantern"), ("hold", "cup"), ("hold", "gun"), ("hold", "sword"), ("hold", "umbrella"),
    ("read", "book"), ("read", "letter"), ("phone", ""), ("hold", "suitcase"), ("hold", "box"),
    ("hold", "flowers"), ("hold", "key"), ("point", ""), ("wave", ""), ("reach", ""),
    ("hold", "camera"),
)  # fmt: skip

Panel = tuple[Brief, Staging | None]


def _panel(
    staging: Staging, cast: tuple[Actor, ...], seed: int, size: tuple[int, int], look: Look
) -> Panel:
    others = tuple(a for a in CAST if a not in cast and cast[0] in CAST)
    brief = Brief("", cast, "", others, *size, seed=seed, look=look, lettered=True)
    return brief, staging


def _known(who: str) -> tuple[Actor, ...]:
    return tuple(a for a in CAST if a.id == who)


def poses(look: Look) -> Iterator[Panel]:
    """Each pose by two of the cast, head to foot."""
    for i, pose in enumerate(POSES):
        for k in (0, 3):
            who = CAST[(i + k) % 8].id
            figure = Figure(who, EXPRESSIONS[(i * 5 + k) % 13], pose)
            yield _panel(Staging("full", figures=(figure,)), _known(who), i + k, (480, 640), look)


def hands(look: Look) -> Iterator[Panel]:
    """What hands do, from near."""
    for i, (pose, thing) in enumerate(HELD):
        who = CAST[(i * 3) % 8].id
        figure = Figure(who, "neutral", pose, thing)
        yield _panel(Staging("medium", figures=(figure,)), _known(who), i, (600, 700), look)


def expressions(look: Look) -> Iterator[Panel]:
    """Each expression in close-up, and at a distance."""
    for i, mood in enumerate(EXPRESSIONS):
        for k, shot in ((0, "close-up"), (3, "medium")):
            who = CAST[(i + k) % 8].id
            staging = Staging(shot, figures=(Figure(who, mood),))
            yield _panel(staging, _known(who), i + k, (480, 560), look)


def wardrobe(look: Look) -> Iterator[Panel]:
    """Hair and outfits."""
    for i, words in enumerate(WARDROBE):
        actor = Actor(f"w{i}", "", words)
        pose = ("stand", "hands-on-hips", "walk", "arms-crossed")[i % 4]
        staging = Staging("full", figures=(Figure(actor.id, EXPRESSIONS[i * 3 % 13], pose),))
        yield _panel(staging, (actor,), i, (480, 680), look)


def hair(look: Look) -> Iterator[Panel]:
    """Every cut from near, and over its wearer's shoulder."""
    for i, words in enumerate(HAIR):
        actor = Actor(f"h{i}", "", words)
        yield _panel(
            Staging("close-up", figures=(Figure(actor.id),)), (actor,), i, (440, 480), look
        )
        pair = (actor, CAST[(i + 3) % 8])
        staging = Staging(
            "medium", "over-the-shoulder", figures=(Figure(pair[1].id), Figure(actor.id))
        )
        yield _panel(staging, pair, i, (440, 480), look)


def beasts(look: Look) -> Iterator[Panel]:
    """Animals and robots."""
    for i, words in enumerate(BEASTS):
        actor = Actor(f"b{i}", "", words)
        pose = ("stand", "walk", "run", "sit")[i % 4]
        staging = Staging("full", figures=(Figure(actor.id, EXPRESSIONS[i % 13], pose),))
        yield _panel(staging, (actor,), i, (560, 480), look)


def sets(look: Look) -> Iterator[Panel]:
    """Every setting, through the times and weathers."""
    for i, setting in enumerate(SETTINGS):
        for k in (0, 1):
            staging = Staging(
                "wide", "eye", setting, TIMES[(i + 3 * k) % 5], WEATHERS[(i + k) % 6],
                (Figure(CAST[i % 8].id),),
            )  # fmt: skip
            yield _panel(staging, _known(CAST[i % 8].id), 100 * k + i, (640, 480), look)


def angles(look: Look) -> Iterator[Panel]:
    """Every shot by every angle."""
    pair = (Figure("mara", "joy"), Figure("tom", "surprise", "shrug"))
    for angle in ANGLES:
        for i, shot in enumerate(SHOTS):
            figures = pair if angle == "over-the-shoulder" else pair[i % 2 :][:1]
            staging = Staging(shot, angle, "street", figures=figures)
            yield _panel(staging, CAST[:2], i, (420, 540), look)


def casts(look: Look) -> Iterator[Panel]:
    """Two to four who look at each other, overlap, sit at one table."""
    for i, (shot, setting, told) in enumerate(COMPANIES):
        figures = tuple(Figure(*t) for t in told)
        cast = tuple(a for f in figures for a in _known(f.character))
        time = ("day", "night", "golden-hour")[i % 3]
        staging = Staging(shot, "eye", setting, time, figures=figures)
        yield _panel(staging, cast, i, (720, 720), look)


def unseen(look: Look) -> Iterator[Panel]:
    """Prompts in free prose, read and drawn."""
    for i, prompt in enumerate(UNSEEN):
        cast = tuple(a for a in CAST if a.name in prompt)
        others = tuple(a for a in CAST if a not in cast)
        yield Brief(prompt, cast, "", others, 720, 960, seed=i, look=look, lettered=True), None


def crowds(look: Look) -> Iterator[Panel]:
    """People outside the cast behind it, and across a double page with its fold in the middle."""
    for i, prompt in enumerate(CROWDS):
        cast = tuple(a for a in CAST if a.name in prompt)
        for fold in (0.0, 0.5):
            yield Brief(prompt, cast, "", (), 1000, 760, seed=i, look=look, fold=fold), None


Maker = Callable[[Look], Iterator[Panel]]
SHEETS: dict[str, tuple[Maker, int, tuple[int, int]]] = {
    "poses": (poses, 11, (240, 320)),
    "hands": (hands, 6, (400, 467)),
    "expressions": (expressions, 9, (260, 303)),
    "wardrobe": (wardrobe, 10, (240, 340)),
    "hair": (hair, 10, (240, 262)),
    "beasts": (beasts, 4, (420, 360)),
    "sets": (sets, 9, (320, 240)),
    "angles": (angles, 8, (280, 360)),
    "casts": (casts, 4, (540, 540)),
    "unseen": (unseen, 6, (420, 560)),
    "crowds": (crowds, 4, (500, 380)),
}
"""Of each sheet: its panels, how many stand in a row, and the pixels of one."""


def laid_out(name: str, look: Look, most: int | None = None) -> Image.Image:
    """The contact sheet `name`, of its first `most` panels."""
    maker, columns, cell = SHEETS[name]
    shown = []
    for brief, staging in islice(maker(look), most):
        drawing = compose(brief, staging) if staging else draw(brief)
        shown.append(drawing.image.resize(cell, Image.Resampling.LANCZOS))
    rows = -(-len(shown) // columns)
    gap = 6
    sheet = Image.new(
        "RGB", (columns * (cell[0] + gap) + gap, rows * (cell[1] + gap) + gap), "white"
    )
    for i, image in enumerate(shown):
        x, y = i % columns, i // columns
        sheet.paste(image, (gap + x * (cell[0] + gap), gap + y * (cell[1] + gap)))
    return sheet


def models(look: Look) -> Image.Image:
    """The model sheets of the whole cast, two in a row."""
    made = [model_sheet(a, CAST, look, 1).resize((1120, 792)) for a in CAST]
    sheet = Image.new("RGB", (2240, 792 * (len(made) // 2)), "white")
    for i, image in enumerate(made):
        sheet.paste(image, (1120 * (i % 2), 792 * (i // 2)))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description="Contact sheets of the illustrator's work.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("sheets", nargs="*", default=[*SHEETS, "models"])
    parser.add_argument("--look", choices=LOOKS, default="colour")
    parser.add_argument("--only", type=int, help="draw this panel of each sheet, counted from 0")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    for name in told.sheets:
        begun = process_time()
        if told.only is not None:
            brief, staging = next(islice(SHEETS[name][0](told.look), told.only, None))
            brief = replace(brief, width=brief.width * 2, height=brief.height * 2)
            sheet = (compose(brief, staging) if staging else draw(brief)).image
        else:
            sheet = models(told.look) if name == "models" else laid_out(name, told.look)
        file = told.folder / f"{name}-{told.look}.png"
        sheet.save(file)
        print(f"{file}  {process_time() - begun:.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
