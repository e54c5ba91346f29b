"""Are signs legible? A hundred signs are drawn and read back by a machine that never saw them.

Run by hand: ``python tests/judges/signs.py [--keep FOLDER]``, with ``rapidocr>=3`` and
``onnxruntime`` beside the illustrator's own Pillow and NumPy (they are no dependency of the
package; a virtual environment of their own is best). Each panel is read whole; a sign counts as
read when each of its words is found among the words read, letter for letter, case and marks
aside, except that letters and figures of one shape (O and 0, I and 1) are one. Prints the share
by look and what was missed; fails below `FLOOR`.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from storyboard.sketch import draw  # noqa: E402
from storyboard.sketch.model import Actor, Brief, Look  # noqa: E402

FLOOR = 0.95
COUNT = 100
LOOKS: tuple[Look, ...] = ("colour", "ink", "pencil")
SIZES = ((1024, 1024), (1024, 1344), (1344, 800), (900, 1200), (1500, 700), (640, 760))
CAST: tuple[Actor, ...] = (
    Actor("mara", "Mara", "woman of thirty, short silver hair, yellow raincoat"),
    Actor("tom", "Tom", "tall man with round glasses and a brown coat"),
)
PLACES = (
    'in the street, a sign reads "{}"', 'on the pier, a board says "{}"',
    'in the cafe; on the wall "{}"', 'in the office, a note: "{}"', 'in the forest, a sign "{}"',
    'on the rooftop under a billboard "{}"', 'in the corridor; the door plate says "{}"',
    'in the graveyard by a stone that says "{}"', 'in the kitchen, the label reads "{}"',
    'on the ship; a plank reads "{}"', 'in the train under a notice "{}"',
    'in the classroom; on the blackboard "{}"', 'in the alley below a neon sign "{}"',
    'in the laboratory by a screen that shows "{}"', 'in the shop under a banner "{}"',
    'in the desert by a road sign "{}"', 'in the hospital; a sign says "{}"',
    'in front of the shop window "{}"', 'in the library with a book called "{}"',
    'in the living room; a poster says "{}"', 'in the space station by a screen "{}"',
    'in the field by a signpost "{}"',
)  # fmt: skip
WORDS = (
    "OPEN", "LAST FERRY 23:40", "NO ENTRY", "CAFE LUNA", "PLATFORM 9", "LOST AND FOUND",
    "KEEP OUT", "HOTEL MIRAMAR", "BEWARE OF THE DOG", "FRESH BREAD DAILY", "EXIT", "ROOM 214",
    "WELCOME HOME", "MIND THE GAP", "ALL TRAINS CANCELLED", "HARBOUR MASTER", "SILENCE PLEASE",
    "Gone fishing", "Back in 5 minutes", "ELIAS VOSS 1874-1931", "FOR SALE", "The Long Way Round",
    "DANGER HIGH VOLTAGE", "TICKETS", "Please do not feed the gulls",
)  # fmt: skip
TIMES = ("at noon", "at dawn", "at sunset", "at dusk", "at night")
WEATHERS = ("", "", "", "in the rain", "in fog", "in the snow")
SHOTS = ("medium", "wide", "full", "medium close-up", "medium, low angle", "wide, high angle",
         "medium, dutch angle", "close-up", "two-shot")  # fmt: skip


def briefs(count: int = COUNT) -> list[tuple[Brief, str]]:
    """The panels to judge, each with its sign's words; the same ones every time."""
    rng = Random(20)
    found = []
    for i in range(count):
        words = WORDS[i % len(WORDS)] if i % 3 else rng.choice(WORDS)
        place = PLACES[i % len(PLACES)].format(words)
        alone = rng.random() < 0.6
        who, cast = ("Mara", CAST[:1]) if alone else ("Mara and Tom", CAST)
        if rng.random() < 0.15:
            who, cast = "", CAST[:0]
        prompt = f"{who} {rng.choice(WEATHERS)} {place} {rng.choice(TIMES)}".strip()
        width, height = SIZES[rng.randrange(len(SIZES))]
        brief = Brief(
            prompt, cast=cast, shot=rng.choice(SHOTS), width=width, height=height, seed=i,
            look=LOOKS[i % 3], lettered=rng.random() < 0.3,
        )  # fmt: skip
        found.append((brief, words))
    return found


def plain(text: str) -> str:
    """Letters and figures only, those of one shape folded into one."""
    flat = unicodedata.normalize("NFKD", text.upper())
    kept = re.sub(r"[^A-Z0-9]", "", flat)
    return kept.translate(str.maketrans("0I5", "O1S")).replace("L", "1")


def missing(words: str, read: str) -> list[str]:
    """The words of a sign that were not read."""
    return [word for word in words.split() if plain(word) and plain(word) not in plain(read)]


def main() -> None:
    """Draw, read, report."""
    parser = argparse.ArgumentParser(description="reads a hundred drawn signs back by OCR")
    parser.add_argument("--keep", type=Path, help="folder for the pictures that were not read")
    parser.add_argument("--count", type=int, default=COUNT)
    asked = parser.parse_args()
    logging.disable(logging.INFO)
    from rapidocr import RapidOCR  # type: ignore[import-not-found,unused-ignore]

    engine = RapidOCR(params={"Global.log_level": "error"})
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for i, (brief, words) in enumerate(briefs(asked.count)):
        picture = draw(brief).image
        result = engine(np.asarray(picture)[:, :, ::-1].copy())
        read = " ".join(result.txts or ())
        lost = missing(words, read)
        for key in ("all", brief.look):
            total[key] += 1
            right[key] += not lost
        if lost:
            sys.stdout.write(f"{i:3} {brief.look:7} {brief.shot:20} {brief.prompt}\n"
                             f"      lost {lost}, read {read!r}\n")  # fmt: skip
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                picture.save(asked.keep / f"{i:03}.png")
    for key in total:
        sys.stdout.write(
            f"{key:8}{right[key]:4} / {total[key]:3}  {right[key] / total[key]:6.1%}\n"
        )
    if right["all"] < FLOOR * total["all"]:
        raise SystemExit(f"fewer than {FLOOR:.0%} of the signs were read")


if __name__ == "__main__":
    main()
