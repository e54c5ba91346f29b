"""What happened to which panel, and what to do about it: rows for a table."""

from __future__ import annotations

from collections.abc import Mapping

from storyboard.errors import GenerationError

_ADVICE = {
    "generation": "run again",
    "key": "check the key; --backend sketch is free",
    "unreachable": "check the connection and run again",
    "host": "run again later",
    "throttled": "run again later",
    "deadline": "run again to fetch it",
    "bad-picture": "run again to fetch it",
    "cut-short": "run again to fetch it",
    "too-large": "run again to fetch it",
    "refused": "change the panel, or run again",
    "balance": "top the account up and run again",
    "invalid-input": "change the setting that it names",
    "content-policy": "change the panel's prompt",
    "job-failed": "run again",
    "gone": "buy it again with --rebuy-unknown",
    "unknown": "look at the host's list of jobs, or buy it again with --rebuy-unknown",
    "budget": "raise the cap, or choose pages with --pages",
}
"""What to do where an error does not say it itself, by its code."""


def table_rows(failures: Mapping[str, GenerationError]) -> list[tuple[str, str, str]]:
    """Panel, what happened, what to do: in the order of the failures, each text one line."""
    return [
        (panel, _line(error.what), _line(error.advice or _ADVICE.get(error.code, "run again")))
        for panel, error in failures.items()
    ]


def _line(text: str) -> str:
    return " ".join(text.split())
