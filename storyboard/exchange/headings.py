"""Scene headings of a film script, found in what a story says of the scene's first panel."""

from __future__ import annotations

import re

from storyboard.story.model import Panel

_INSIDE = set(
    """apartment attic bakery bar barn basement bathroom bedroom bunker cabin café cafe canteen
    carriage castle cellar church cinema classroom clinic cockpit corridor cottage dungeon elevator
    factory flat garage gallery hall hallway hospital hotel hut kitchen lab laboratory library lift
    lobby museum office pub restaurant room school shop studio theatre theater tram ward
    warehouse workshop""".split()  # noqa: SIM905
)
_OUTSIDE = set(
    """alley avenue bay beach bridge canal canyon churchyard cliff coast courtyard desert dock field
    footpath forest garden graveyard harbour harbor highway hill hillside island jetty jungle lake
    lane market marsh meadow moor mountain park path pavement pier platform playground pond quay
    river road roof rooftop sea shore square station street swamp towpath valley village wood woods
    yard""".split()  # noqa: SIM905
)
_TIMES = {"night": "NIGHT", "midnight": "NIGHT", "dawn": "DAWN", "sunrise": "DAWN",
          "morning": "MORNING", "noon": "DAY", "daylight": "DAY", "afternoon": "AFTERNOON",
          "dusk": "DUSK", "sunset": "SUNSET", "evening": "EVENING"}  # fmt: skip
_BEFORE = set(
    """a an the of in on at by to into onto from over under near through across along behind beside
    before above below inside outside and or with his her their its my our this that every each
    no one two three is are was stands sits""".split()  # noqa: SIM905
)
_KINDS = {
    "interior": "INT.", "exterior": "EXT.", "interior and exterior": "INT./EXT.",
    "establishing shot": "EST.",
}  # fmt: skip
_TOLD = re.compile(rf"^({'|'.join(sorted(_KINDS, key=len, reverse=True))}): ([^.]+)\.", re.I)
_WRITTEN = re.compile(r"^(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)[. ]\s*[^.]{1,60}(?=\.)")


def heading(panel: Panel, number: int) -> str:
    """The heading of the scene that a panel starts; `number` is the scene's, from 1.

    What the prompt says as a heading does, else a place that it names with its time of day, else
    the panel's first caption, and last the bare number, these two as forced headings.
    """
    prompt = " ".join(panel.prompt.split())
    if written := _WRITTEN.match(prompt):
        return written[0].upper()
    if told := _TOLD.match(prompt):
        place = " - ".join(part.strip() for part in told[2].split(","))
        return f"{_KINDS[told[1].casefold()]} {place.upper()}"
    seen = re.sub(r"[\"“][^\"”]*[\"”]", " . ", prompt)
    words = re.findall(r"[^\W\d_][\w'’-]*|[.,;:!?]", seen)
    time = next((_TIMES[w.casefold()] for w in words if w.casefold() in _TIMES), "")
    for at, word in enumerate(words):
        inside = word.casefold() in _INSIDE
        if inside or word.casefold() in _OUTSIDE:
            place = _named(words, at)
            kind = "INT." if inside else "EXT."
            return f"{kind} {place.upper()}{f' - {time}' if time else ''}"
    caption = next((c.text for c in panel.caption if c.kind == "place"), "")
    plain = " ".join(re.sub(r"[*#]", "", caption).split()).strip(" .")
    return f".{plain.upper()}" if plain[:1].isalnum() and len(plain) <= 60 else f".SCENE {number}"


def _named(words: list[str], at: int) -> str:
    """A place with the one or two words before it that belong to it: a canal towpath."""
    start = at
    while start > 0 and at - start < 2:
        before = words[start - 1]
        if not before[0].isalpha() or before.casefold() in _BEFORE or before[0].isupper():
            break
        start -= 1
    if at + 1 < len(words) and words[at + 1].casefold() in _INSIDE | _OUTSIDE:
        at += 1
    return " ".join(words[start : at + 1])
