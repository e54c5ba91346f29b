"""What each host of the model takes: its model's name, its settings, its limits. Pure tables.

A plan reads the model's name here and asks `objections` before anything is spent.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.plan.model import Asset, Shot
from storyboard.plan.sizes import image_sizes

MAX_SEED = 2_147_483_647
MAX_REFERENCE = 10_000_000
"""Bytes of a picture sent along, at most; larger ones are made smaller before they are sent."""
TAKEN = ("image/png", "image/jpeg", "image/webp")
SPEEDS = ("turbo", "balanced", "quality")
STYLES = ("auto", "realistic", "fiction")


@dataclass(frozen=True, slots=True)
class Honours:
    """One host: what it is called, where its key is, and which settings it honours."""

    title: str
    model: str
    keys: tuple[str, ...]
    """The variables of the environment that hold the key: the first, or the others together."""
    at_once: int
    """How many jobs it is given at once unless it, or a person, asks for fewer."""
    negative: bool = True
    mask: bool = True
    style_images: bool = True
    style_codes: bool = True
    any_size: bool = True
    """Whether it takes any width and height, or only the model's table."""


HOSTS: dict[str, Honours] = {
    "modelrunner": Honours(
        "ModelRunner",
        "ideogram/character",
        ("MODELRUNNER_KEY", "MODELRUNNER_KEY_ID", "MODELRUNNER_KEY_SECRET"),
        at_once=8,
    ),
    "fal": Honours("fal", "fal-ai/ideogram/character", ("FAL_KEY",), at_once=8),
    "replicate": Honours(
        "Replicate",
        "ideogram-ai/ideogram-character",
        ("REPLICATE_API_TOKEN",),
        at_once=8,
        negative=False,
        mask=False,
        style_images=False,
        style_codes=False,
        any_size=False,
    ),
    # Ten in flight are allowed; some are left to the person's other work.
    "ideogram": Honours(
        "Ideogram", "ideogram-v3", ("IDEOGRAM_API_KEY",), at_once=8, any_size=False
    ),
}
"""The hosts that pictures are bought at, by the backend's name."""


def buys(backend: str) -> bool:
    """Whether a backend costs money."""
    return backend in HOSTS


def objections(backend: str, shot: Shot) -> list[str]:
    """Every setting of the shot that the host would refuse or ignore, each as a sentence.

    Empty for a backend that buys nothing. Each begins with a small letter and says what to do.
    """
    host = HOSTS.get(backend)
    if host is None or shot.image:
        return []
    title, found = host.title, []
    if not shot.prompt.strip():
        found.append("it has no prompt: write one, or give it a picture with 'image:'")
    if shot.reference is None:
        found.append(
            f"it has no reference, and {title} draws nobody without one: name a character with "
            "'reference:' first in 'characters:', or use --backend sketch"
        )
    elif shot.mask and not _same_shape(shot.reference, shot.mask):
        found.append(
            f"the mask {shot.mask.path} is {shot.mask.width}x{shot.mask.height} and the reference "
            f"{shot.reference.width}x{shot.reference.height}: make them the same size"
        )
    for field, given, name in (
        ("negative", shot.negative, "negative prompt ('style.negative')"),
        ("mask", shot.mask, "mask ('mask:' of a character)"),
        ("style_images", shot.style_images, "style images ('style.images')"),
        ("style_codes", shot.style_codes, "style codes ('style.codes')"),
    ):
        if given and not getattr(host, field):
            others = ", ".join(name for name, h in HOSTS.items() if getattr(h, field))
            found.append(f"{title} takes no {name}: leave it out, or buy at {others}")
    if not 0 <= shot.seed <= MAX_SEED:
        found.append(f"the seed {shot.seed} is not from 0 to {MAX_SEED}: choose another")
    if not host.any_size and (shot.width, shot.height) not in image_sizes():
        found.append(
            f"{title} draws only the model's own sizes and not {shot.width}x{shot.height}: "
            "choose the nearest of them"
        )
    if shot.speed not in SPEEDS:
        found.append(f"'{shot.speed}' is no speed: one of {', '.join(SPEEDS)}")
    if shot.style not in STYLES:
        found.append(f"'{shot.style}' is no style: one of {', '.join(STYLES)}")
    found += [
        f"{asset.path} is {asset.mime}: {title} takes PNG, JPEG and WebP"
        for asset in sent_pictures(shot)
        if asset.mime not in TAKEN
    ]
    return found


def sent_pictures(shot: Shot) -> list[Asset]:
    """The pictures that go along with a shot. With style codes no style image is sent."""
    styles = () if shot.style_codes else shot.style_images
    return [a for a in (shot.reference, shot.mask, *styles) if a]


def _same_shape(one: Asset, other: Asset) -> bool:
    # A camera's picture may be stored lying down and shown upright.
    return sorted((one.width, one.height)) == sorted((other.width, other.height))
