"""What the studio changes in a story's file: one field of one panel, exactly there.

A field goes by a dotted name: ``prompt``, ``seed``, ``dialogue.0.text``, ``caption.1.at``.
``dialogue.0`` with no value takes the balloon away, ``dialogue.+`` adds one. ``faces.mara`` is
the box of a head in a picture of one's own, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storyboard.errors import UsageError
from storyboard.story.model import Panel
from storyboard.studio.splice import Where, splice

Value = str | int | float | Sequence[float] | Sequence[str] | Mapping[str, str] | None

PLAIN = ("prompt", "shot", "characters", "seed", "speed", "image")
WORDS = ("caption", "dialogue", "sfx")
_KEYS = {
    "caption": ("text", "as", "at"),
    "dialogue": ("text", "as", "at", "speaker", "tail"),
    "sfx": ("text", "at"),
}
_ORDER = (
    "id", "scene", "turn", "shot", "prompt", "characters", "caption", "dialogue", "sfx", "image",
    "faces", "seed", "speed", "notes", "duration", "alt",
)  # fmt: skip
_LONG = 88
"""Characters above which a new text of a block is folded over several lines."""
_FOLD = 96


def edit(text: str, where: Where, field: str, value: Value) -> str:
    """The story's text with one field of the panel at `where` changed; None takes it away.

    `where` is a path such as ("pages", 0, "panels", 2). Comments, order and the layout of all
    other lines stay. Raises `UsageError` for a field that the studio does not write.
    """
    steps = field.split(".")
    listed = field == "characters" and value is not None
    if listed is not (isinstance(value, list) and field in PLAIN):
        raise UsageError(f"'{field}' takes {'a list of names' if listed else 'no list'}")
    if steps[0] in PLAIN and len(steps) == 1:
        return splice(text, where, lambda panel: _plain(panel, steps[0], value))
    if steps[0] in WORDS and len(steps) in (2, 3):
        if steps[1] == "+":
            return splice(text, where, lambda panel: _add(panel, steps[0], value))
        if steps[1].isdigit():
            index = int(steps[1])
            if len(steps) == 2 and value is None:
                return splice(text, where, lambda panel: _remove(panel, steps[0], index))
            if len(steps) == 3 and steps[2] in _KEYS[steps[0]]:
                return splice(
                    text, where, lambda panel: _word(panel, steps[0], index, steps[2], value)
                )
    if steps[0] == "faces" and len(steps) == 2 and (value is None or _is_box(value)):
        return splice(text, where, lambda panel: _face(panel, steps[1], value))
    raise UsageError(f"the studio does not write '{field}'")


def _is_box(value: Value) -> bool:
    return isinstance(value, list) and len(value) == 4 and not isinstance(value[0], str)


def _face(panel: Any, who: str, value: Value) -> None:
    from ruamel.yaml.comments import CommentedMap

    have = panel.get("faces")
    if value is None:
        if have and who in have:
            del have[who]
            if not have:
                del panel["faces"]
        return
    box = _scalar(value, None, True)
    if have:
        have[who] = box
        return
    made = CommentedMap({who: box})
    made.fa.set_flow_style()
    if "faces" in panel:
        panel["faces"] = made
    else:
        _insert(panel, "faces", made)


def named(text: str, where: Where, id: str) -> str:
    """The story's text with a name given to the panel at `where`, which has none."""
    return splice(text, where, lambda panel: _insert(panel, "id", id))


def value_of(panel: Panel, field: str) -> Value:
    """What a field says now, in the form in which `edit` takes it; None where it is left out."""
    steps = field.split(".")
    if steps[0] == "faces" and len(steps) == 2:
        box = panel.faces.get(steps[1])
        return None if box is None else list(box)
    if len(steps) == 1:
        found = getattr(panel, steps[0])
        return None if found == "" else list(found) if isinstance(found, tuple) else found
    words: Sequence[Any] = getattr(panel, steps[0])
    if steps[1] == "+" or not int(steps[1]) < len(words):
        return None
    word = words[int(steps[1])]
    if len(steps) == 2:
        return str(word.text)
    found = getattr(word, {"as": "kind"}.get(steps[2], steps[2]))
    if steps[0] == "caption" and steps[2] == "as" and found == "place":
        return None
    return list(found) if isinstance(found, tuple) else found


def _plain(panel: Any, key: str, value: Value) -> None:
    if value is None or value == "":
        panel.pop(key, None)
    elif isinstance(value, list):
        names = _listed(value)
        if key in panel and key in _own(panel):
            panel[key] = names
        else:
            _insert(panel, key, names)
    elif key in panel and key in _own(panel):
        panel[key] = _scalar(value, panel[key], _flow(panel))
    else:
        _insert(panel, key, _scalar(value, None, _flow(panel)))


def _listed(names: Sequence[object]) -> Any:
    """Names as the list that stories mostly have: on one line."""
    from ruamel.yaml.comments import CommentedSeq

    made = CommentedSeq(map(str, names))
    made.fa.set_flow_style()
    return made


def _own(panel: Any) -> list[str]:
    """The keys that stand in the mapping itself, without those of a merge."""
    return [str(k) for k in panel._ok] if hasattr(panel, "_ok") else list(panel)


def _insert(panel: Any, key: str, value: Any) -> None:
    """Puts a new key where a reader of stories looks for it."""
    place = _ORDER.index(key)
    keys = list(panel.keys())
    before = [i for i, k in enumerate(keys) if k in _ORDER and _ORDER.index(k) < place]
    panel.insert(before[-1] + 1 if before else len(keys) if place else 0, key, value)


def _word(panel: Any, family: str, index: int, key: str, value: Value) -> None:
    holder, place = _holder(panel, family, index)
    if family != "dialogue":
        holder[place] = _with(holder[place], key, value, _flow(holder) or _flow(panel))
        return
    line = holder[place]
    ((speaker, said),) = line.items()
    if key == "speaker":
        del line[speaker]
        line.insert(0, str(value), said)
    else:
        line[speaker] = _with(said, key, value, _flow(line) or _flow(panel))


def _with(said: Any, key: str, value: Value, flow: bool) -> Any:
    """What is said, a text or a mapping, with one key of it changed."""
    if key == "text":
        if isinstance(said, Mapping):
            said["text"] = _scalar(value, said.get("text"), _flow(said))  # type: ignore[index]
            return said
        return _scalar(value, said, flow)
    gone = value is None or value == ""
    if not isinstance(said, Mapping):
        return (
            said if gone else _short_map({"text": _unfolded(said), key: _scalar(value, None, True)})
        )
    holder: Any = said
    if not gone:
        holder[key] = _scalar(value, None, _flow(said))
        return said
    holder.pop(key, None)
    return holder["text"] if list(holder) == ["text"] else said


def _add(panel: Any, family: str, value: Value) -> None:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    given = value if isinstance(value, Mapping) else {"text": value}
    text = _scalar(str(given.get("text", "")), None, True)
    new: Any = text
    if family == "dialogue":
        new = CommentedMap({str(given["speaker"]): text})
    have = panel.get(family)
    if have is None:
        made = CommentedSeq([new]) if family == "dialogue" else new
        if family in panel:
            panel[family] = made
        else:
            _insert(panel, family, made)
    elif isinstance(have, list):
        have.append(new)
    else:
        panel[family] = CommentedSeq([have, new])


def _remove(panel: Any, family: str, index: int) -> None:
    holder, place = _holder(panel, family, index)
    if holder is panel:
        del panel[family]
        return
    del holder[place]
    if not holder:
        del panel[family]


def _holder(panel: Any, family: str, index: int) -> tuple[Any, Any]:
    """What a word stands in, and under which key or number."""
    have = panel.get(family)
    if isinstance(have, list):
        if index < len(have):
            return have, index
    elif have is not None and index == 0:
        return panel, family
    raise UsageError(f"the panel has no such {family} any more")


def _short_map(entries: Mapping[str, Any]) -> Any:
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap(entries)
    made.fa.set_flow_style()
    return made


def _flow(node: Any) -> bool:
    return bool(node.fa.flow_style()) if hasattr(node, "fa") else False


def _unfolded(text: Any) -> Any:
    return (
        str(text) if type(text).__name__ in ("FoldedScalarString", "LiteralScalarString") else text
    )


def _scalar(value: Any, old: Any, flow: bool) -> Any:
    """A value in the way in which the writer wrote the one before: quotes, folds."""
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    if isinstance(value, list | tuple):
        point = CommentedSeq([round(float(v), 3) for v in value])
        point.fa.set_flow_style()
        return point
    if not isinstance(value, str):
        return value
    text = "\n".join(row.rstrip() for row in value.replace("\r\n", "\n").strip().split("\n"))
    if "\n" in text:
        return DoubleQuotedScalarString(text) if flow else LiteralScalarString(text)
    if not flow and (isinstance(old, FoldedScalarString) or len(text) > _LONG):
        return _folded(text)
    if isinstance(old, DoubleQuotedScalarString | SingleQuotedScalarString):
        return type(old)(text)
    return text


def _folded(text: str) -> Any:
    """A text as ``>-`` with lines of a readable width."""
    from ruamel.yaml.scalarstring import FoldedScalarString

    made = FoldedScalarString(text)
    places, start, blank = [], 0, -1
    for i, c in enumerate(text):
        # A line that began with a blank would not be folded back.
        if c == " " and text[i - 1 : i] != " " and text[i + 1 : i + 2] != " ":
            if i - start > _FOLD - 8 and blank > start:
                places.append(blank)
                start = blank + 1
            blank = i
    if len(text) - start > _FOLD - 8 and blank > start:
        places.append(blank)
    made.fold_pos = places
    return made
