"""What a host's refusal means, as an error that says what happened and what to do."""

from __future__ import annotations

import re

from storyboard.errors import (
    BalanceSpent,
    ContentPolicy,
    GenerationError,
    HostFault,
    InvalidInput,
    JobFailed,
    KeyMissing,
    Refused,
)

_MONEY = re.compile(r"balance|credit|insufficient|billing|payment", re.IGNORECASE)
_POLICY = re.compile(
    r"content.?polic|polic(y|ies).?violat|moderat|nsfw|\bsafety\b|\bunsafe\b|prohibited|nudity"
    r"|sexual|sensitive content|\bflagged\b|(prompt|output|image|content)\b.{0,20}\brejected",
    re.IGNORECASE,
)
REWRITE = "say it in other words: change the panel's prompt"


def refusal(status: int, said: str, title: str, keys: str, panel: str) -> GenerationError:
    """The error of a submit that was certainly not taken: nothing was bought.

    `said` is the host's own text, `keys` the variable that holds its key.
    """
    told = f" ({status}: {said})" if said else f" ({status})"
    if status == 402 or (status == 403 and _MONEY.search(said)):
        return BalanceSpent(
            f"the account at {title} has no money left{told}", "top it up and run again"
        )
    if status in (401, 403):
        return KeyMissing(
            f"{title} does not take the key{told}", f"check {keys}; --backend sketch is free"
        )
    if status == 404:
        return Refused(f"{title} does not have the model{told}", "check its address")
    if 300 <= status < 400:
        return HostFault(f"{title} has moved{told}, nothing was bought", "check its address")
    if status >= 500:
        return HostFault(f"{title} failed on panel '{panel}'{told}", "run again to try")
    if is_policy(said):
        return ContentPolicy(f"{title} refused panel '{panel}'{told}", REWRITE)
    if status in (400, 413, 422):
        return InvalidInput(
            f"{title} does not take panel '{panel}'{told}", "change the setting that it names"
        )
    return Refused(f"{title} refused panel '{panel}'{told}", "run again, or change the panel")


def ended(reason: str, title: str, panel: str, job: str, *, billed: bool) -> GenerationError:
    """The error of a job that is over without a picture, in the host's own words."""
    what = f"{title} made no picture of panel '{panel}'{f' (job {job})' if job else ''}: {reason}"
    what += "; it may have been billed" if billed else ""
    if is_policy(reason):
        return ContentPolicy(what, REWRITE)
    if billed:
        return JobFailed(
            what,
            "change its prompt or seed, or buy it again with --rebuy-unknown",
        )
    return JobFailed(what, "it was not billed, run again to try anew")


def is_policy(said: str) -> bool:
    """Whether a host's words speak of its moderation."""
    return bool(_POLICY.search(said))
