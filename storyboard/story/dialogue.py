"""The shape of dialogue: who says what, a balloon an item. Checked here and not by the model,
whose words would fit neither of the two ways a line is written."""

from __future__ import annotations

from collections.abc import Callable, Collection

from storyboard.story.nodes import Node
from storyboard.story.report import Report
from storyboard.story.trouble import in_quotes, short
from storyboard.story.words import CHOICES, COMMA

_FORM = "begin each balloon with a dash: `- mara: Wait!`"
_EXTRAS = ("text", "as", "at", "tail")
_MEANING_AS = ("kind", "type", "style", "voice", "how")
_KINDS = CHOICES["kind"][1]


def check_dialogue(
    node: Node,
    characters: Collection[str],
    report: Report,
    done: set[int],
    who: Callable[[str], str],
) -> None:
    """Reports what is wrong with a panel's dialogue; nodes on which all is said go to `done`."""
    if node.kind != "list":
        done.add(id(node))
        if node.kind == "mapping" and node.entries:
            speaker = next(iter(node.entries))
            said = node.entries[speaker].text
            form = f"`- {short(speaker)}: {short(said)}`" if said else f"`- {short(speaker)}: …`"
            message = (
                "`dialogue` is a mapping, and a list is wanted: its order is the reading order"
            )
            report.node(node, "dialogue", message, f"begin each balloon with a dash: {form}")
        else:
            message = f"`dialogue` is a {node.kind}, and a list of who says what is wanted"
            report.node(node, "dialogue", message, _FORM)
        return
    for item in node.items:
        _item(item, characters, report, done, who)


def _item(
    item: Node,
    characters: Collection[str],
    report: Report,
    done: set[int],
    who: Callable[[str], str],
) -> None:
    if item.kind != "mapping" or not item.entries:
        done.add(id(item))
        _no_speaker(item, report)
        return
    if len(item.entries) > 1:
        done.add(id(item))
        _several(item, characters, report)
        return
    ((speaker, said),) = item.entries.items()
    if speaker not in characters:
        message = f"'{short(speaker)}' speaks and is no character of the story"
        report.key(item, speaker, "unknown-speaker", message, who(speaker))
    if _blank(said):
        report.key(
            item, speaker, "empty", f"{short(speaker)} says nothing here",
            "write the words after the colon, or take the line out",
        )  # fmt: skip
    elif said.kind == "list":
        done.add(id(item))
        report.node(
            said, "dialogue", f"what {short(speaker)} says is a list, and a text is wanted",
            f"write one `- {short(speaker)}: …` for each balloon; put a text that begins with "
            "[ in quotes",
        )  # fmt: skip
    elif said.kind == "mapping":
        _extras(item, speaker, said, report)


def _no_speaker(item: Node, report: Report) -> None:
    if item.text is None:
        what = "a balloon is empty" if item.kind != "list" else "a balloon is a list"
        report.node(item, "dialogue", what, "write who speaks and what: `- mara: Wait!`")
        return
    speaker, colon, words = item.text.partition(":")
    hint = "write who speaks and what: `- mara: Wait!`"
    if colon and words and speaker.strip() and " " not in speaker.strip():
        hint = f"write a space after the colon: `- {short(speaker)}: {short(words)}`"
    report.node(item, "dialogue", "a balloon has no speaker", hint)


def _several(item: Node, characters: Collection[str], report: Report) -> None:
    keys = list(item.entries)
    second = item.keys[keys[1]]
    if set(keys) <= {"speaker", "character", "who", *_EXTRAS, "kind"} and len(keys) > 1:
        first = next((k for k in ("speaker", "character", "who") if k in keys), None)
        name = (item.entries[first].text if first else None) or "mara"
        report.node(
            item, "dialogue", "a balloon goes by its speaker",
            f"write `- {short(name)}: Wait!`, or `- {short(name)}: {{text: Wait!, as: shout}}`",
        )  # fmt: skip
        return
    extra = [key for key in keys if key in _EXTRAS and key not in characters]
    speaker = next((key for key in keys if key not in extra), keys[0])
    if extra and len(keys) - len(extra) == 1:
        text = in_quotes(item.entries[speaker].text or "…")
        rest = ", ".join(f"{k}: {short(item.entries[k].text or '…')}" for k in extra)
        report.at(
            item.keys[extra[0]], "dialogue", f"`{extra[0]}` belongs with the balloon's text",
            f"write `- {short(speaker)}: {{text: {text}, {rest}}}`",
        )  # fmt: skip
        return
    if item.column < second[1] and any(item.entries[k].value is None for k in keys[1:]):
        hint = "put the whole text in quotes if it holds a comma"
    else:
        hint = f"begin each balloon with its own dash: `- {short(keys[1])}: …`"
    report.at(second, "dialogue", "a second speaker stands in one balloon", hint)


def _extras(item: Node, speaker: str, said: Node, report: Report) -> None:
    text = said.entries.get("text")
    kind = next((key for key in said.entries if key in _KINDS), None)
    if text is None and kind is not None:
        # {shout: Wait!}
        words = in_quotes(said.entries[kind].text or "…")
        report.key(
            said, kind, "unknown-key", f"`{kind}` is no key of a balloon",
            f"write `- {short(speaker)}: {{text: {words}, as: {kind}}}`",
        )  # fmt: skip
        return
    for key, value in said.entries.items():
        if key not in _EXTRAS:
            _unknown(said, key, value, report)
    message = f"{short(speaker)} says nothing here"
    if text is None:
        hint = f"write `- {short(speaker)}: {{text: Wait!, as: shout}}`"
        report.key(item, speaker, "empty", message, hint)
    elif _blank(text):
        report.key(said, "text", "empty", message, "write the words after `text:`")


def _unknown(said: Node, key: str, value: Node, report: Report) -> None:
    near = "as" if key in _MEANING_AS else report.nearest(key, _EXTRAS)
    if key in _KINDS:
        hint = f"write `as: {key}`"
    elif near:
        hint = f"did you mean `{near}`?"
    elif value.value is None:
        hint = COMMA
    else:
        hint = "a balloon has `text`, `as`, `at` and `tail`"
    report.key(said, key, "unknown-key", f"`{short(key)}` is no key of a balloon", hint)


def _blank(node: Node) -> bool:
    return node.value is None or (node.text is not None and not node.text.strip())
