"""What a picture costs, as far as that is known before it is bought."""

from __future__ import annotations

_BY_SPEED = {"turbo": 0.10, "balanced": 0.15, "quality": 0.20}

_BUYING = ("modelrunner",)


def price(backend: str, speed: str) -> float:
    """Dollars of one picture, an estimate; 0 for a backend that buys nothing.

    ModelRunner's page names $0.15 an image (November 2026) and gives no table by speed; the
    same model's public price elsewhere is $0.10 at turbo, $0.15 at balanced, $0.20 at quality.
    Raises `ValueError` for a speed that is none of these.
    """
    if backend not in _BUYING:
        return 0.0
    try:
        return _BY_SPEED[speed]
    except KeyError:
        raise ValueError(f"'{speed}' is no speed: one of {', '.join(_BY_SPEED)}") from None
