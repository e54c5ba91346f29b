"""The prompt that a generator is sent, made by a template, with quoted words kept untouched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.errors import UsageError
from storyboard.plan.model import Member
from storyboard.story.panels import QUOTED
from storyboard.templating import fill

# Private-use characters stand for a quotation while the template runs: nothing that a
# template does to letters can touch them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def make_prompt(
    template: str,
    name: str,
    *,
    prompt: str,
    look: str,
    shot: str,
    style: str,
    characters: Sequence[Member],
) -> str:
    """The filled template on one line; what stood in quotes stands in it letter for letter.

    Raises `UsageError` where the template fails or drops quoted words.
    """
    kept: list[str] = []

    def hide(text: str) -> str:
        def one(m: re.Match[str]) -> str:
            kept.append(m[0])
            return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

        return QUOTED.sub(one, text.replace(_OPEN, "").replace(_CLOSE, ""))

    hidden = hide(prompt)
    in_prompt = len(kept)
    values = {
        "prompt": hidden.strip(),
        "look": hide(look).strip().rstrip("."),
        "shot": hide(shot).strip(),
        "type": style,
        "characters": [
            {
                "id": m.id,
                "name": m.name,
                "description": hide(m.description).strip(),
                "referenced": m.reference is not None,
            }
            for m in characters
        ],
    }
    text = " ".join(fill(template, name, values).split())
    found = {int(n) for n in _TOKEN.findall(text)}
    lost = [kept[i] for i in range(in_prompt) if i not in found]
    if lost:
        raise UsageError(
            f"{name}: the template drops the words {', '.join(lost)} that must stand in the "
            "picture; write {{ prompt }} in it, unchanged"
        )
    return _TOKEN.sub(lambda m: kept[int(m[1])], text)
