"""Slots read right, by slot and by kind of prose, over the labelled prompts.

Run ``python tests/benchmarks/reading.py`` from the checkout for the set that is held apart
(tests/data/prompts.yaml: nothing is tuned on it, so look at its table only), with ``--second``
for another that is (prompts-second.yaml), or with ``--dev`` for the set that the reading is tuned
on (prompts-dev.yaml); ``-v`` lists what was read wrong. ``--phrases`` reads single phrases by
value (phrases.yaml), the other ground to tune on.
*told* counts the slots that a prompt's label names; *silent* counts those that it does not, which
must stay at their defaults.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from storyboard.sketch.model import Actor, Brief, Figure  # noqa: E402
from storyboard.sketch.reading import read  # noqa: E402

PROMPTS = ROOT / "tests" / "data" / "prompts.yaml"
SECOND = ROOT / "tests" / "data" / "prompts-second.yaml"
DEV = ROOT / "tests" / "data" / "prompts-dev.yaml"
PHRASES = ROOT / "tests" / "data" / "phrases.yaml"
FRAMES = {"setting": "Mara is {}.", "time": "Mara in the street, {}.",
          "weather": "Mara in the street, {}."}  # fmt: skip
DEFAULTS: dict[str, Any] = {
    "angle": "eye", "setting": "neutral", "time": "day", "weather": "clear", "people": "",
    "signs": (),
}  # fmt: skip
FIGURE_SLOTS = ("expression", "pose", "holds")
IMPLIED_FACES = {"cheer", "recoil", "fight", "slump"}
"""Poses that bring a face with them where none is told."""


def _matches(wanted: Any, got: Any) -> bool:
    options = wanted if isinstance(wanted, list) else [wanted]
    if got in options:
        return True
    # plurals of people are as right as their singular
    return isinstance(got, str) and got.rstrip("s") in [str(o).rstrip("s") for o in options]


def judge(entry: dict[str, Any], actors: dict[str, Actor]) -> list[tuple[str, bool, bool, str]]:
    """(slot, told, right, remark) for every slot of one labelled prompt."""
    brief = Brief(
        entry["prompt"],
        cast=tuple(actors[k] for k in entry.get("cast", [])),
        others=tuple(actors[k] for k in entry.get("others", [])),
        shot=entry.get("shot", ""),
    )
    staging = read(brief)
    loose = set(entry.get("loose", []))
    slots = dict(entry.get("slots", {}))
    out: list[tuple[str, bool, bool, str]] = []

    def note(slot: str, told: bool, wanted: Any, got: Any, label: Any = None) -> None:
        if slot not in loose and slot not in (label or {}).get("loose", ()):
            right = _matches(wanted, got)
            out.append((slot, told, right, "" if right else f"{slot}: {wanted} / read {got}"))

    for slot in ("shot", *DEFAULTS):
        got = getattr(staging, slot)
        if slot == "signs":
            wanted = tuple(slots.get("signs", ()))
            note(slot, "signs" in slots, wanted, got)
        elif slot in slots:
            note(slot, True, slots[slot], got)
        elif slot in DEFAULTS:
            note(slot, False, DEFAULTS[slot], got)

    wanted_figures: list[dict[str, Any]] = entry.get("figures", [])
    who = [f["who"] for f in wanted_figures]
    seen = [f.character for f in staging.figures]
    if "people" in loose:
        seen = [c for c in seen if c]
    note("figures", True, who, seen) if who != seen else out.append(("figures", True, True, ""))
    left = list(staging.figures)
    for label in wanted_figures:
        figure = next((f for f in left if f.character == label["who"]), Figure("?", "?", "?", "?"))
        if figure in left:
            left.remove(figure)
        for slot in ("expression", "pose", "holds"):
            got = getattr(figure, slot)
            if slot in label:
                note(slot, True, label[slot], got, label)
            elif slot == "expression" and figure.pose not in IMPLIED_FACES:
                note(slot, False, "neutral", got, label)
            elif slot == "holds":
                note(slot, False, "", got, label)
    return out


def measure(
    verbose: bool = False, prompts: Path = PROMPTS
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and total by ``told slot``, ``silent slot`` and ``kind``, and a line per error."""
    data = yaml.safe_load(prompts.read_text(encoding="utf-8"))
    actors = {
        key: Actor(key, a["name"], a.get("description", "")) for key, a in data["actors"].items()
    }
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    remarks: list[str] = []
    for number, entry in enumerate(data["prompts"], 1):
        wrong: list[str] = []
        for slot, told, good, remark in judge(entry, actors):
            word = "told" if told else "silent"
            for key in (f"{word} {slot}", word, *([f"told, {entry['kind']}"] if told else [])):
                total[key] += 1
                right[key] += good
            if remark:
                wrong.append(("" if told else "(silent) ") + remark)
        if wrong and verbose:
            remarks.append(f"{number} {entry['prompt']}\n    " + "\n    ".join(wrong))
    return right, total, remarks


def phrases() -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and total by slot over single phrases, and a line per value with those not read."""
    mara = (Actor("mara", "Mara", "a woman of thirty"),)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    remarks: list[str] = []
    for slot, values in yaml.safe_load(PHRASES.read_text(encoding="utf-8")).items():
        for value, text in values.items():
            wrong: list[str] = []
            for phrase in (p.strip() for p in text.split(";")):
                told = FRAMES.get(slot, "Mara {}.").format(phrase)
                if phrase.split()[0] in ("her", "eyes", "tears", "face"):
                    told = f"Mara waits. {phrase.capitalize()}."
                staging = read(Brief(told, cast=mara))
                figure = staging.figures[0] if staging.figures else Figure("")
                got = getattr(figure if slot in FIGURE_SLOTS else staging, slot)
                total[slot] += 1
                right[slot] += got == value
                if got != value:
                    wrong.append(f"{phrase} ({got or 'nothing'})")
            if wrong:
                remarks.append(f"{slot} {value}: {'; '.join(wrong)}")
    return right, total, remarks


def _prompts(words: list[str]) -> tuple[Counter[str], Counter[str], list[str]]:
    chosen = DEV if "--dev" in words else SECOND if "--second" in words else PROMPTS
    return measure("-v" in words, chosen)


def main() -> None:
    """Print the table."""
    words = sys.argv[1:]
    if "--phrases" in words:
        right, total, remarks = phrases()
        if "-v" not in words:
            remarks = []
    else:
        right, total, remarks = _prompts(words)
    lines = [*remarks]
    for key in sorted(total, key=lambda k: (" " in k, k)):
        share = 100 * right[key] / total[key]
        lines.append(f"{key:22}{right[key]:4} / {total[key]:3}  {share:5.1f} %")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
