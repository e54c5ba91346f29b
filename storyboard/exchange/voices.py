"""Who a line is really said by: devices, two at once, voices over, and where they come from."""

from __future__ import annotations

import re

from storyboard.exchange.model import Script, Shot, Speech, manner

_DEVICES = {
    "radio", "tv", "television", "phone", "telephone", "intercom", "loudspeaker", "tannoy",
    "megaphone", "walkie-talkie", "electronic", "computer", "answerphone", "robotic", "pa",
}  # fmt: skip
_OF_DEVICES = {"voice", "on", "from", "over", "the", "a", "announcement", "machine", "answering"}


def is_device(name: str) -> bool:
    """Whether a name is that of a thing that speaks, and of nobody in the picture."""
    words = name.casefold().replace(".", "").split()
    known = {*_DEVICES, "answering"}
    return not known.isdisjoint(words) and _DEVICES.union(_OF_DEVICES).issuperset(words)


def parts_of(name: str, *, stroke: bool = False) -> list[str]:
    """The names that "and" and the like part, and a stroke if need be."""
    apart = r"\s*(?:&|\+|/|,|\band\b)\s*" if stroke else r"\s*(?:&|\+|,|\band\b)\s*"
    return re.split(apart, name, flags=re.IGNORECASE)


def joined(name: str, known: set[str]) -> tuple[str, str]:
    """The one who speaks for two, and the others; `known` are the names met, in small letters.

    A stroke parts names always, "and" and the like only those of people who are known.
    """
    first, stroke, rest = (part.strip() for part in name.partition("/"))
    if stroke and first and rest:
        return first, ", ".join(part.strip() for part in rest.split("/"))
    parts = parts_of(name)
    if len(parts) > 1 and all(part.casefold() in known for part in parts):
        return parts[0], ", ".join(parts[1:])
    return name, ""


def settle(script: Script) -> None:
    """Puts every line in its speaker's mouth, as far as a story has a way to say it.

    A device speaks over the radio from off the picture, under a name in small letters that no
    prompt calls. Of two who speak at once the first does, and the other is noted. A voice over
    by someone who speaks in the script stays among the lines; where a panel has no other words,
    or nobody hears that voice elsewhere, it is a caption that notes whose it is.
    """
    shots = [shot for leaf in script.leaves for shot in leaf.shots]
    cast = {_folded(name) for name in script.cast}
    spoken = {_folded(s.speaker) for shot in shots for s in _balloons(shot)}
    known = cast | spoken
    for shot in shots:
        for said in _balloons(shot):
            _named(said, cast, known)
    heard = cast | {
        _folded(s.speaker) for shot in shots for s in _balloons(shot) if s.off != "over"
    }
    for shot in shots:
        balloons = _balloons(shot)
        alone = all(said.off == "over" for said in balloons)
        for said in balloons:
            if said.off == "over" and (alone or _folded(said.speaker) not in heard):
                said.note = f"{said.speaker} (V.O.)" + (f", {said.how}" if said.how else "")
                said.kind, said.speaker, said.how = "caption", "", "spoken"
        _sided(shot)


def _named(said: Speech, cast: set[str], known: set[str]) -> None:
    name, others = joined(said.speaker, known)
    kind, rest = manner(name) if others else ("", name)
    if kind and not rest:
        # THOUGHT/JUNE: the kind stands first.
        name, others = others, ""
        said.kind = kind if said.kind == "speech" else said.kind
    said.speaker = name
    if others:
        said.how = ", ".join(part for part in (f"with {others}", said.how) if part)
    if is_device(name):
        if said.kind != "speech":
            said.how = ", ".join(part for part in (said.kind, said.how) if part != "radio" and part)
        said.kind, said.off = "radio", "off"
        if _folded(name) not in cast:
            said.speaker = name.lower()
            if "voice" not in said.speaker.split():
                said.speaker += " voice"


def _sided(shot: Shot) -> None:
    """Which side of the panel those who are not in the picture speak from."""
    balloons = _balloons(shot)
    sides: dict[str, str] = {}
    for place, said in enumerate(balloons):
        if said.off:
            opens = place == 0 and len(balloons) > 1
            side = sides.setdefault(_folded(said.speaker), "left" if opens else "right")
            if said.off == "over":
                said.how = ", ".join(part for part in ("V.O.", said.how) if part)
            said.off = side


def _balloons(shot: Shot) -> list[Speech]:
    return [s for s in shot.said if s.speaker and s.kind not in ("caption", "sfx")]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
