"""What a host's refusal of a submit means, in words that say what to do."""

from __future__ import annotations

import re

from storyboard.errors import BalanceSpent, GenerationError, HostFault, KeyMissing, Refused

_MONEY = re.compile(r"balance|credit|insufficient|billing|payment", re.IGNORECASE)


def refusal(status: int, said: str, title: str, keys: str, panel: str) -> GenerationError:
    """The error of a submit that was certainly not taken: nothing was bought.

    `said` is the host's own text, `keys` the variables that hold its key.
    """
    told = f" ({status}: {said})" if said else f" ({status})"
    if status == 402 or (status == 403 and _MONEY.search(said)):
        return BalanceSpent(
            f"the account at {title} has no money left{told}: top it up and run again"
        )
    if status in (401, 403):
        return KeyMissing(
            f"{title} does not take the key{told}: check {keys}; --backend sketch is free"
        )
    if status == 404:
        return Refused(f"{title} does not have the model{told}: check its address")
    if 300 <= status < 400:
        return HostFault(f"{title} has moved{told}: nothing was bought, check its address")
    if status >= 500:
        return HostFault(
            f"{title} failed on panel '{panel}'{told}: it was not sent again, run again to try"
        )
    return Refused(f"{title} refused panel '{panel}'{told}")
