"""Which addresses may be opened, and how they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from storyboard.errors import UsageError

_PRIVATE = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "test", "invalid")


def safe(url: str, bases: Iterable[str]) -> bool:
    """Whether an address that a host gave may be opened, as far as its text tells.

    It is https and its name is public; or it is at the very machine of one of the host's
    `bases`. Plain http only where one of the bases was replaced by plain http.
    """
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
        _ = parts.port
        own = [urlsplit(base) for base in bases]
    except ValueError:
        return False
    if not name or parts.scheme not in ("http", "https"):
        return False
    if parts.scheme == "http" and not any(b.scheme == "http" for b in own):
        return False
    names = {(b.hostname or "").lower() for b in own}
    at_home = name in names or (loopback(name) and any(map(loopback, names)))
    return at_home or public(name)


def public(name: str) -> bool:
    """Whether a host name can be of the public network; it is not looked up."""
    name = name.lower().rstrip(".")
    try:
        address = ip_address(name)
    except ValueError:
        last = name.rpartition(".")[2]
        # What ends in a number is an address in one of its older spellings: 127.1, 0x7f.1.
        odd = re.fullmatch(r"\d+|0x[0-9a-f]*", last)
        private = any(name == p or name.endswith("." + p) for p in _PRIVATE)
        return "." in name and not odd and not private
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


def machine(url: str) -> str:
    """All of an address that stands before its path."""
    end = url.find("/", url.find("//") + 2)
    return url if end < 0 else url[:end]


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


def base(given: str, usual: str, variable: str) -> str:
    """A host's base address: the one that a variable of the environment gives, or the usual one.

    Raises `UsageError` for an address that is none.
    """
    url = given.strip().rstrip("/") or usual
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"{variable} is no address: write it as https://host or http://host:port")
    return url
