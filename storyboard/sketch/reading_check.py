"""Checks of the lexicon, by hand or in a test: ``python -m storyboard.sketch.reading_check``.

Finds values that the vocabulary does not have, entries that stand twice in one section or that a
file gives two meanings of equal weight in one slot, and phrases that no text can match. With
``--tidy`` entries that stand twice are taken out of the files; nothing else is touched.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from storyboard.sketch.model import (
    ANGLES,
    EXPRESSIONS,
    POSES,
    SETTINGS,
    SHOTS,
    TIMES,
    WEATHERS,
)
from storyboard.sketch.reading_lexicon import FILES, GAPS

VALUES: dict[str, tuple[str, ...]] = {
    "shot": SHOTS, "angle": ANGLES, "setting": SETTINGS, "time": TIMES, "weather": WEATHERS,
    "expression": EXPRESSIONS, "cause": EXPRESSIONS, "pose": POSES, "hold": (*POSES, ""),
}  # fmt: skip
FOLDER = Path(__file__).parent / "lexicon"
_BLAND = frozenset(("it", "this", "that", "with", "over", "by", "at", "in", "on", "to", "all"))
_SEVERAL = frozenset(("hold", "cause", "idiom", "object", "fixed", "tool"))
"""Slots whose words may well say something else too."""


def entries(name: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, section, kind and words of every entry of a file."""
    header, kind = "", "w"
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text[0] == "#":
            continue
        if text[0] == "[":
            header, kind = text[1 : text.index("]")], "w"
            continue
        if text[1:2] == ":":
            kind, text = text[0], text[2:]
        for part in text.split(","):
            if part.strip():
                yield number, header, kind, part.strip()


def plain(entry: str) -> str:
    """A phrase as it is matched: without articles, possessives and forms of *be*."""
    words = [w for w in entry.replace("-", " ").split() if w not in GAPS]
    return " ".join(words if len(words) > 1 else entry.split())


def problems() -> list[str]:
    """Everything found, a line each; empty for a sound lexicon."""
    found: list[str] = []
    places: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name in FILES:
        seen: set[tuple[str, str, str]] = set()
        for number, header, kind, entry in entries(name):
            where = f"{name}.txt:{number}"
            slot, *rest = header.split()
            weight = rest.pop() if rest and rest[-1] in ("weak", "faint") else ""
            value = " ".join(rest)
            if value not in VALUES.get(slot, (value,)):
                found.append(f"{where} [{header}]: no such value")
            if (header, kind, plain(entry)) in seen:
                found.append(f"{where} [{header}] {entry}: stands twice")
            seen.add((header, kind, plain(entry)))
            words = plain(entry).split()
            if kind == "w" and len(words) > 1 and set(words) <= _BLAND:
                found.append(f"{where} [{header}] {entry}: nothing is left of it but {words}")
            if re.search(r"[^a-z0-9à-ÿ' -]", entry):
                found.append(f"{where} [{header}] {entry}: a mark that no word has")
            if not weight and slot in VALUES and slot not in _SEVERAL and " " not in entry:
                places[slot, f"{kind}:{entry}"].append((value, where))
    for (slot, entry), uses in places.items():
        values = sorted({value for value, _ in uses})
        if len(values) > 1:
            found.append(f"{uses[-1][1]} {slot} {entry[2:]}: means {' and '.join(values)}")
    return found


def tidy() -> int:
    """Take out entries that stand twice in one section of a file; how many there were."""
    gone = 0
    for name in FILES:
        path = FOLDER / f"{name}.txt"
        header, kind = "", "w"
        seen: set[tuple[str, str, str]] = set()
        lines: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            text = line.strip()
            if not text or text[0] in "#[":
                if text[:1] == "[":
                    header, kind = text[1 : text.index("]")], "w"
                lines.append(line)
                continue
            mark = ""
            if text[1:2] == ":":
                kind, mark, text = text[0], text[:2] + " ", text[2:]
            kept = []
            for entry in (part.strip() for part in text.split(",")):
                key = (header, kind, plain(entry))
                if entry and key not in seen:
                    kept.append(entry)
                elif entry:
                    gone += 1
                seen.add(key)
            if kept:
                lines.append(mark + ", ".join(kept))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return gone


def main() -> None:
    """Print what is wrong; exit 1 if anything is."""
    if "--tidy" in sys.argv[1:]:
        sys.stdout.write(f"{tidy()} entries that stood twice are gone\n")
    found = problems()
    sys.stdout.write("\n".join([*found, f"{len(found)} problems"]) + "\n")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
