"""Which addresses may be opened, and how they may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit


def safe(url: str, bases: Iterable[str]) -> bool:
    """Whether an address that a host gave may be opened: https, or http where that is no loss.

    Plain http is for loopback, or where one of the host's own `bases` is plain http.
    """
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(name)
    return parts.scheme == "http" and (
        loopback(name) or any(urlsplit(b).scheme == "http" for b in bases)
    )


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return parts.scheme, (parts.hostname or "").lower(), port


def loopback(name: str) -> bool:
    """Whether a host name is this machine."""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def shown(url: str) -> str:
    """An address for a message: without its query, which may be as good as a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:200]
