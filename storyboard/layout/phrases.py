"""Where a line may end: Unicode's rules, and phrases where a script writes no blanks.

Japanese, Chinese and Thai are cut into phrases by BudouX; Unicode's line breaking (UAX 14)
forbids what kinsoku forbids: a line that begins with a closing mark or a small kana, or ends
with an opening one. Korean breaks at its blanks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_LATIN = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ɏ .,;:!?'’\"“”*&-]*")
_TOKEN = re.compile(r"\S+ *| +")
# Hyphens let a line end behind them where a letter follows and a word goes before.
_HYPHEN = re.compile(r"(?<=[^\s-]-)(?=[^\W\d_])|(?<=[^\s-]--)(?=[^\W\d_])")

_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_NO_START = frozenset(
    "、。，．！？…‥：；）」』】〕〉》”’ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ゛゜"
)
_NO_END = frozenset("（「『【〔〈《“‘")


@lru_cache(maxsize=8)
def _parser(script: str) -> Any:
    import budoux

    if script == "ja":
        return budoux.load_default_japanese_parser()
    if script == "th":
        return budoux.load_default_thai_parser()
    if script == "zh-hant":
        return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_simplified_chinese_parser()


def _script(text: str, language: str) -> str:
    """Which phrases the text has: ja, zh-hans, zh-hant, th, ko, or none."""
    if _THAI.search(text):
        return "th"
    if _HANGUL.search(text):
        return "ko"
    code = language.lower()
    if _KANA.search(text) or (code.startswith("ja") and _HAN.search(text)):
        return "ja"
    if _HAN.search(text):
        traditional = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
        return "zh-hant" if code.startswith(traditional) else "zh-hans"
    return ""


@lru_cache(maxsize=4096)
def units(text: str, language: str = "en", *, phrases: bool = True) -> tuple[str, ...]:
    """The text cut at every place where a line may end, blanks kept.

    Without `phrases`, at every place that Unicode allows: for a phrase that no line holds.
    Plain Latin text, which needs nothing but blanks and hyphens, is cut here; uniseg takes
    9 ms a balloon.
    """
    if _LATIN.fullmatch(text):
        return tuple(u for token in _TOKEN.findall(text) for u in _HYPHEN.split(token))
    from uniseg.linebreak import line_break_units

    ends, at = [], 0
    for unit in line_break_units(text):
        at += len(unit)
        ends.append(at)
    script = _script(text, language) if phrases else ""
    if script == "ko":
        ends = [e for e in ends if e == len(text) or text[e - 1].isspace()]
    elif script:
        marks, at = set(), 0
        for phrase in _parser(script).parse(text):
            at += len(phrase)
            marks.add(at)
        if script == "th":
            ends = sorted(marks | set(ends))
        else:
            ends = [e for e in ends if e in marks or e == len(text) or text[e - 1].isspace()]
    ends = [e for e in ends if e == len(text) or _allowed(text, e)]
    return tuple(text[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True))


def _allowed(text: str, at: int) -> bool:
    """Kinsoku for the few marks that a font's users expect held and UAX 14 lets go.

    Nor does a line begin with a blank, before which BudouX may end a Thai phrase.
    """
    after = text[at]
    return after not in _NO_START and not after.isspace() and text[at - 1] not in _NO_END
