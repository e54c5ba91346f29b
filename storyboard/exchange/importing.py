"""A script becomes a story file, ready to be checked, drawn and gone on with."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import FileError, UsageError
from storyboard.exchange.comic import is_comic, read_comic
from storyboard.exchange.fountain import read_fountain
from storyboard.exchange.model import Script, Shot, Speech
from storyboard.exchange.voices import is_device, settle

_LARGEST = 1_000_000
"""Bytes: a story file may be no larger."""
_WIDE = 92


@dataclass(frozen=True, slots=True)
class Imported:
    """What a script became."""

    text: str
    """The story, as YAML."""
    pages: int
    """0 where the script has none and the planner makes them."""
    panels: int
    characters: int
    left: tuple[tuple[int, str], ...]
    """What found no place, by its line in the script; it stands in the story as comments."""


def import_script(path: Path) -> Imported:
    """Reads a comic script or a Fountain script, told apart by what they hold.

    Raises `UsageError` where the file is no script, `FileError` where it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"cannot read the script {path}: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{path} is no script: it is larger than {_LARGEST // 1_000_000} MB")
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is no plain text: save the script as UTF-8 text, or as .fountain"
        ) from error
    return imported(text, path.stem, fountain=path.suffix.casefold() in (".fountain", ".spmd"))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, 0, 1, "a zero byte")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old scripts from Windows; its five empty places make anything else an error.
        return data.decode("cp1252")


def imported(text: str, name: str = "story", *, fountain: bool = False) -> Imported:
    """As `import_script`, of a text; `name` is the title of one that says none."""
    text = _legible(text)
    script = read_fountain(text) if fountain or not is_comic(text) else read_comic(text)
    script.leaves = [leaf for leaf in script.leaves if leaf.stands]
    settle(script)
    _numbered(script)
    panels = sum(len(leaf.shots) for leaf in script.leaves)
    if not panels:
        raise UsageError(
            f"there is no panel in {name}: write `PAGE 1` and `Panel 1`, or a script in Fountain"
        )
    if not script.title:
        script.title = name.replace("_", " ").replace("-", " ").strip().title() or "Story"
    keys = _keys(script)
    paged = any(leaf.number for leaf in script.leaves)
    rows = _head(script, keys)
    left = _left(script)
    for index, leaf in enumerate(script.leaves):
        if paged:
            rows += ["pages:"] if index == 0 else []
            if not leaf.shots:
                rows.append("  - panels: []")
                continue
            after, left = _before(left, leaf.shots[0].line)
            rows += [*after, *(["  - spread: true"] if leaf.spread else [])]
            rows.append("    panels:" if leaf.spread else "  - panels:")
        elif index == 0:
            rows.append("panels:")
        for shot in leaf.shots:
            after, left = _before(left, shot.line)
            rows += [*after, *_panel(shot, keys, "      " if paged else "  ")]
    rows += [_comment(number, said) for number, said in left]
    return Imported(
        "\n".join(rows) + "\n",
        len(script.leaves) if paged else 0,
        panels,
        len(keys),
        tuple(_left(script)),
    )


def _numbered(script: Script) -> None:
    """Keeps the panels' numbers as their names where they are those of shots: 3A, 3B, 4."""
    shots = [shot for leaf in script.leaves for shot in leaf.shots]
    names = [shot.name.upper() for shot in shots]
    lettered = any(re.fullmatch(r"\d+[A-Z]", name) for name in names)
    shot_numbers = all(re.fullmatch(r"\d+[A-Z]?", name) for name in names)
    keep = lettered and shot_numbers and len(set(names)) == len(names)
    for shot, name in zip(shots, names, strict=True):
        shot.name = name if keep else ""


def _legible(text: str) -> str:
    """A text with line ends of one kind, and without what YAML cannot hold."""
    text = re.sub(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]", "\n", text)
    return "".join(
        c
        for c in text.replace("\t", " ").replace("\ufeff", "")
        if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and ord(c) & 0xFFFE != 0xFFFE)
    )


def _left(script: Script) -> list[tuple[int, str]]:
    return sorted(script.left)


def _before(left: list[tuple[int, str]], line: int) -> tuple[list[str], list[tuple[int, str]]]:
    mine = [_comment(number, said) for number, said in left if number < line]
    return mine, [one for one in left if one[0] >= line]


def _comment(number: int, said: str) -> str:
    clean = "".join(c if c.isprintable() else " " for c in said)
    return f"# script, line {number}: {clean}" if number else f"# script: {clean}"


def _keys(script: Script) -> dict[str, str]:
    """A key for every speaker, by the name as it is cued."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    names = [s.speaker for leaf in script.leaves for shot in leaf.shots for s in shot.said]
    for name in [*script.cast, *names]:
        folded = " ".join(name.casefold().split())
        if not folded or folded in out:
            continue
        slug = re.sub(r"[^\w]+", "_", folded).strip("_") or "someone"
        # Words that YAML would read as something else, and a bare number, are no keys.
        if slug in ("no", "yes", "on", "off", "true", "false", "null", "y", "n") or slug.isdigit():
            slug = f"the_{slug}"
        key, again = slug, 2
        while key in taken:
            key, again = f"{slug}_{again}", again + 1
        taken.add(key)
        out[folded] = key
    return out


def _head(script: Script, keys: dict[str, str]) -> list[str]:
    rows = [f"title: {_scalar(script.title)}"]
    told_of = ("author", "series", "number", "summary")
    rows += [f"{key}: {_scalar(said)}" for key in told_of if (said := getattr(script, key))]
    if script.credits:
        rows.append("credits:")
    for role, names in script.credits.items():
        listed = names[0] if len(names) == 1 else ""
        many = ", ".join(_quoted(name) for name in names)
        rows.append(f"  {role}: {_scalar(listed) if listed else f'[{many}]'}")
    if keys:
        rows.append("characters:")
    told = {" ".join(name.casefold().split()): (name, text) for name, text in script.cast.items()}
    first: dict[str, str] = {}
    for leaf in script.leaves:
        for shot in leaf.shots:
            for said in shot.said:
                first.setdefault(" ".join(said.speaker.casefold().split()), said.speaker)
    for folded, key in keys.items():
        name, text = told.get(folded, (first.get(folded, folded), ""))
        shown = name.title() if name == name.upper() else name
        rows.append(f"  {key}:")
        # A device is not to be called by its parts: "a radio" in a prompt is no character.
        device = is_device(name) and name == name.lower()
        rows.append(f"    name: {_scalar(name if device else _titled(shown))}")
        if text:
            rows += _long("    ", "description", text)
    return rows


def _titled(name: str) -> str:
    # str.title() makes "Mara'S" of an apostrophe.
    return re.sub(r"(['’])(\w)", lambda found: found[1] + found[2].lower(), name)


def _panel(shot: Shot, keys: dict[str, str], lead: str) -> list[str]:
    rows: list[str] = []
    if shot.name:
        rows.append(f"id: {_scalar(shot.name)}")
    if shot.scene:
        rows.append("scene: true")
    if shot.shot:
        rows.append(f"shot: {_scalar(_lowered(shot.shot))}")
    prompt = " ".join(" ".join(shot.text).split())
    if prompt:
        rows += _long("", "prompt", prompt)
    else:
        rows.append("prompt: a picture that the script does not describe")
    captions = [said for said in shot.said if said.kind == "caption" and said.text]
    talk = [i for i, said in enumerate(shot.said) if said.speaker]
    late = [said for i, said in enumerate(shot.said) if talk and i > talk[0]]
    if len(captions) == 1 and not captions[0].how and captions[0] not in late:
        rows += _aside("", captions[0].note)
        rows += _long("", "caption", captions[0].text)
    elif captions:
        rows.append("caption:")
        for said in captions:
            rows += _aside("  ", said.note)
            rows.append(f"  - {_caption(said, after=said in late)}")
    spoken = [said for said in shot.said if said.kind not in ("caption", "sfx") and said.text]
    if spoken:
        rows.append("dialogue:")
        for said in spoken:
            rows += _speech(said, keys)
    sounds = [said for said in shot.said if said.kind == "sfx" and said.text]
    if len(sounds) == 1:
        rows += [*_aside("", sounds[0].note), f"sfx: {_scalar(sounds[0].text)}"]
    elif sounds:
        rows.append("sfx:")
        for said in sounds:
            rows += [*_aside("  ", said.note), f"  - {_scalar(said.text)}"]
    if shot.notes:
        rows += _long("", "notes", " ".join(" ".join(shot.notes).split()))
    if shot.duration:
        rows.append(f"duration: {shot.duration:g}")
    return [f"{lead}{'- ' if place == 0 else '  '}{row}" for place, row in enumerate(rows)]


def _lowered(shot: str) -> str:
    return shot.lower() if shot == shot.upper() else shot


def _caption(said: Speech, *, after: bool) -> str:
    if said.how or after:
        how = f", as: {said.how}" if said.how else ""
        # Below, where it is read after what is spoken.
        at = ", at: bottom" if after else ""
        return f"{{text: {_quoted(' '.join(said.text.split()))}{how}{at}}}"
    return _scalar(said.text)


def _speech(said: Speech, keys: dict[str, str]) -> list[str]:
    key = keys.get(" ".join(said.speaker.casefold().split()), "")
    if not key:
        # Words that nobody in particular says, such as a song's.
        return [f"  # {said.how or 'nobody'}: {' '.join(said.text.split())}"]
    text = " ".join(said.text.split())
    more = f", as: {said.kind}" if said.kind != "speech" else ""
    more += f", tail: {said.off}" if said.off else ""
    row = f"  - {key}: {{text: {_quoted(text)}{more}}}" if more else f"  - {key}: {_scalar(text)}"
    return [*_aside("  ", ", ".join(part for part in (said.how, said.note) if part)), row]


def _aside(lead: str, said: str) -> list[str]:
    """What is said of a piece of lettering and has no place in a story, as a comment."""
    clean = "".join(c if c.isprintable() else " " for c in said)
    return [f"{lead}# ({clean})"] if clean else []


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


_PLAIN = re.compile(r"[^\W\d_][^\n\r\t:#{}\[\],&*!|>'\"%@`\\]*")
_OTHER = {"no", "yes", "on", "off", "true", "false", "null", "y", "n"}


def _scalar(text: str) -> str:
    """A text as YAML has it: bare where that is safe, else in quotes."""
    text = " ".join(text.split())
    safe = _PLAIN.fullmatch(text) and text.isprintable() and text.casefold() not in _OTHER
    return text if safe else _quoted(text)


def _long(lead: str, key: str, text: str) -> list[str]:
    """A key with a text, folded over several lines where it is long."""
    text = " ".join(text.split())
    if len(text) <= 60 or not text.isprintable():
        return [f"{lead}{key}: {_scalar(text)}"]
    wrapped = textwrap.wrap(text, _WIDE, break_long_words=False, break_on_hyphens=False)
    return [f"{lead}{key}: >-", *(f"{lead}  {row}" for row in wrapped)]
