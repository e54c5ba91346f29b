"""Animals of the cast as data: what makes a dog a dog, and the words that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .model import RGB


@dataclass(frozen=True, slots=True)
class Beast:
    """The build of an animal. Lengths are shares of the height at the shoulder."""

    rig: str = "quadruped"
    """``quadruped``, ``bird`` or ``robot``."""
    height: float = 0.55
    """Height at the shoulder in metres (of a bird, to the crown)."""
    long: float = 1.0
    deep: float = 0.46
    leg: float = 0.17
    """Thickness of a leg at its root."""
    neck: float = 0.34
    rise: float = 52.0
    """Degrees by which the neck rises."""
    head: float = 0.44
    """Height of the skull."""
    muzzle: float = 0.62
    """How far the muzzle stands before the skull, in skulls."""
    snout: float = 0.42
    """Its height, in skulls."""
    droop: float = 8.0
    """Degrees by which the muzzle hangs."""
    ears: str = "flop"
    tail: str = "up"
    hoofed: bool = False
    mane: bool = False
    horns: str = ""
    whiskers: bool = False
    iris: RGB = (74, 50, 38)
    coat: RGB = (168, 116, 70)
    pale: bool = False
    """A paler muzzle, chest and paws."""
    stripes: bool = False
    fleece: bool = False


BEASTS: dict[str, Beast] = {
    "dog": Beast(pale=True),
    "wolf": Beast(height=0.75, ears="point", tail="bush", muzzle=0.7, coat=(120, 124, 134),
                  pale=True, iris=(196, 150, 50)),
    "fox": Beast(height=0.42, ears="tall", tail="bush", muzzle=0.66, snout=0.32,
                 coat=(214, 110, 48), pale=True, long=1.15, iris=(180, 120, 40)),
    "cat": Beast(height=0.32, long=1.15, deep=0.40, leg=0.15, neck=0.26, rise=58, head=0.56,
                 muzzle=0.16, snout=0.36, droop=0, ears="point", tail="long", whiskers=True,
                 iris=(120, 176, 92), coat=(150, 132, 118), pale=True),
    "lion": Beast(height=1.0, long=1.1, deep=0.44, neck=0.26, rise=40, head=0.46, muzzle=0.34,
                  snout=0.5, ears="round", tail="tuft", mane=True, coat=(214, 164, 88),
                  iris=(190, 140, 40), whiskers=True),
    "tiger": Beast(height=0.95, long=1.2, deep=0.42, neck=0.26, rise=36, head=0.44, muzzle=0.32,
                   snout=0.5, ears="round", tail="long", coat=(226, 132, 50), stripes=True,
                   pale=True, whiskers=True, iris=(200, 160, 50)),
    "horse": Beast(height=1.55, long=0.95, deep=0.44, leg=0.14, neck=0.56, rise=54, head=0.27,
                   muzzle=1.3, snout=0.62, droop=50, ears="point", tail="horse", hoofed=True,
                   mane=True, coat=(126, 74, 44)),
    "donkey": Beast(height=1.15, long=0.95, deep=0.44, leg=0.14, neck=0.48, rise=48, head=0.30,
                    muzzle=1.1, snout=0.66, droop=44, ears="long", tail="tuft", hoofed=True,
                    mane=True, coat=(134, 126, 122), pale=True),
    "cow": Beast(height=1.35, long=1.1, deep=0.58, leg=0.15, neck=0.36, rise=24, head=0.32,
                 muzzle=0.95, snout=0.74, droop=42, ears="side", tail="tuft", hoofed=True,
                 horns="cow", coat=(120, 76, 54), pale=True),
    "goat": Beast(height=0.72, long=0.95, deep=0.50, neck=0.42, rise=52, head=0.32, muzzle=0.85,
                  snout=0.54, droop=38, ears="side", tail="stub", hoofed=True, horns="goat",
                  coat=(214, 204, 188)),
    "sheep": Beast(height=0.72, long=0.95, deep=0.66, leg=0.13, neck=0.30, rise=42, head=0.34,
                   muzzle=0.7, snout=0.58, droop=36, ears="side", tail="stub", hoofed=True,
                   fleece=True, coat=(238, 232, 218)),
    "pig": Beast(height=0.65, long=1.25, deep=0.66, leg=0.17, neck=0.22, rise=14, head=0.5,
                 muzzle=0.5, snout=0.56, droop=14, ears="flop", tail="curl", hoofed=True,
                 coat=(238, 176, 166)),
    "bear": Beast(height=1.05, long=1.1, deep=0.68, leg=0.28, neck=0.26, rise=26, head=0.46,
                  muzzle=0.42, snout=0.46, droop=12, ears="round", tail="stub",
                  coat=(104, 72, 50), pale=True),
    "rabbit": Beast(height=0.26, long=1.0, deep=0.60, leg=0.20, neck=0.24, rise=52, head=0.66,
                    muzzle=0.14, snout=0.42, droop=6, ears="rabbit", tail="puff",
                    whiskers=True, coat=(178, 156, 134), pale=True),
    "mouse": Beast(height=0.14, long=1.2, deep=0.62, leg=0.14, neck=0.2, rise=24, head=0.72,
                   muzzle=0.5, snout=0.34, droop=10, ears="mouse", tail="long",
                   whiskers=True, coat=(160, 152, 150), pale=True),
    "deer": Beast(height=1.05, long=0.95, deep=0.40, leg=0.11, neck=0.56, rise=62, head=0.25,
                  muzzle=0.95, snout=0.5, droop=28, ears="side", tail="stub", hoofed=True,
                  horns="deer", coat=(168, 116, 76), pale=True),
    "bird": Beast("bird", height=0.22, coat=(72, 110, 160), iris=(30, 28, 34)),
    "crow": Beast("bird", height=0.42, coat=(46, 44, 56), iris=(30, 28, 34)),
    "gull": Beast("bird", height=0.42, coat=(240, 240, 240), iris=(230, 190, 70)),
    "owl": Beast("bird", height=0.45, coat=(146, 110, 78), iris=(240, 180, 50), ears="tuft"),
    "parrot": Beast("bird", height=0.42, coat=(60, 160, 80), iris=(240, 220, 120), ears="crest"),
    "duck": Beast("bird", height=0.42, coat=(246, 240, 222), ears="bill"),
    "hen": Beast("bird", height=0.42, coat=(184, 96, 54), ears="comb"),
    "penguin": Beast("bird", height=0.72, coat=(52, 54, 70), ears="penguin", pale=True),
    "robot": Beast("robot", height=1.7, coat=(150, 166, 182), iris=(90, 220, 250)),
}  # fmt: skip

_NAMES: dict[str, str] = {
    "dog": "dog puppy hound terrier collie labrador poodle spaniel retriever mutt mongrel beagle "
    "bulldog dachshund husky sheepdog greyhound pup whippet corgi dalmatian pug alsatian",
    "wolf": "wolf jackal coyote", "fox": "fox vixen",
    "cat": "cat kitten tomcat tabby kitty tom-cat lynx", "lion": "lion lioness",
    "tiger": "tiger tigress leopard panther jaguar",
    "horse": "horse pony stallion mare foal colt steed unicorn", "donkey": "donkey mule ass",
    "cow": "cow bull ox calf buffalo", "goat": "goat kid-goat billy-goat",
    "sheep": "sheep lamb ram ewe", "pig": "pig piglet boar hog sow", "bear": "bear grizzly panda",
    "rabbit": "rabbit hare bunny", "mouse": "mouse rat hamster squirrel hedgehog",
    "deer": "deer stag doe fawn reindeer elk moose",
    "bird": "bird sparrow robin finch swallow thrush bluebird songbird canary budgie wren",
    "crow": "crow raven rook jackdaw magpie blackbird", "gull": "gull seagull dove pigeon tern",
    "owl": "owl", "parrot": "parrot macaw cockatoo", "duck": "duck goose swan duckling gosling",
    "hen": "hen chicken rooster cockerel turkey chick", "penguin": "penguin puffin",
    "robot": "robot android droid automaton cyborg bot mech machine-man",
}  # fmt: skip
KIND_OF: dict[str, str] = {word: kind for kind, words in _NAMES.items() for word in words.split()}
"""The kind of beast of each word that names one."""
_TRADES = re.compile(
    r"^(\w*(er|or|man|woman|ist|boy|girl|lady)|person|lover|burglar|thief|vet|eyes?|eyed|hair|"
    r"haired|collar|tattoo|badge|mask|costume|print|pin|hat|shirt|sweater|jumper|brooch)$"
)
_PARTS = re.compile(r"[,;:.()]|\b(?:with|who|whose|and|in|wearing|holding|owns|from|of|on)\b")


def kind_of(description: str, people: frozenset[str]) -> str:
    """The beast that a description is about, "" for a person.

    Only what stands before the first comma or preposition counts: "a girl with a dog" is a
    girl, "a girl's dog" a dog. `people` are words that name people.
    """
    for clause in _PARTS.split(description.lower()[:400])[:2]:
        found = re.findall(r"[a-z][a-z'-]*", clause)
        kind = ""
        for i, word in enumerate(found):
            after = found[i + 1] if i + 1 < len(found) else ""
            name = KIND_OF.get(word) or KIND_OF.get(word.rpartition("-")[2], "")
            if name and (name == "robot" or not _TRADES.match(after)):
                kind = name
            elif word in people and kind != "robot":
                return ""
        if kind:
            return kind
    return ""
