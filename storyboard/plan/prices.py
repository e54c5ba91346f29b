"""What a picture costs, as far as that is known before it is bought."""

from __future__ import annotations

_BY_SPEED = {"turbo": 0.10, "balanced": 0.15, "quality": 0.20}

_TABLES = {
    "modelrunner": _BY_SPEED,
    "fal": _BY_SPEED,
    "replicate": _BY_SPEED,
    "ideogram": _BY_SPEED,
}


def price(backend: str, speed: str) -> float:
    """Dollars of one picture, an estimate; 0 for a backend that buys nothing.

    fal's page for the model says $0.10 at turbo, $0.15 at balanced, $0.20 at quality (November
    2026). ModelRunner's names $0.15 an image and no table by speed; for Replicate and Ideogram
    no price was found. They are estimated by fal's table, which is the same model's.
    Raises `ValueError` for a speed that is none of these.
    """
    table = _TABLES.get(backend)
    if table is None:
        return 0.0
    try:
        return table[speed]
    except KeyError:
        raise ValueError(f"'{speed}' is no speed: one of {', '.join(table)}") from None
