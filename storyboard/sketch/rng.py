"""Seeds that stay the same between runs and machines: a digest, never `hash()`."""

from __future__ import annotations

import hashlib
from random import Random


def seed_of(*parts: object) -> int:
    """A 64-bit seed from the words of `parts`; the same words give the same seed."""
    words = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "big")


def stream(*parts: object) -> Random:
    """A random stream of its own, named by `parts`."""
    return Random(seed_of(*parts))
