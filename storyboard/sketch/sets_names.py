"""The names of sets: which set a setting and a prompt's nouns call, and which have a roof.

Words alone, without a line of drawing: whoever plans panels asks here.
"""

from __future__ import annotations

import re
from itertools import pairwise

_SETS = """
    street alley rooftop market station graveyard kitchen cafe living-room bedroom bathroom
    office classroom laboratory hospital workshop shop corridor stairs library church
    courtroom theatre cell lamp-room cabin forest mountains desert field garden cave castle
    neutral car train space beach pier lighthouse ship hold storeroom
    bridge canal bus
"""
SET_NAMES = frozenset(_SETS.split())
"""Every setting, and every variant that only a prompt's words can call."""

_ASKED = """
    airlock attorney bar barge barley bartender beer below beneath boat bookshop bookstore
    booth bridge bunker burger bus cabin camel camp campfire capsule cargo cars castle
    catacomb cellar chimney cockpit console control corn cottage crash crashed cruise crypt
    crystal daylight deckhand detective diner dock drifting drifts duck dune dungeon engine
    entrance ferry ferryman fir fire fireplace flag floating floats fortress fountain
    freighter frigate galleon gate gem glow glowing harbor harbour harvest hatch hearth
    holiday hospital hut inn jetty lake lamp lander lawn lawyer lighthouse lightning liner
    lock mast metro milkshake mill mine module monastery mothership mouth narrowboat noir
    office opera orbit parasol park passage pier pine pirate playground pond pool port pub
    pyramid quay reactor river rocket rowboat sahara sail saloon sand scarecrow school
    schooner sea ship shuttle spacecraft spaceship spacewalk spruce starship station steamer
    steel stone streetcar study submarine subway sun swan tanker tavern television theatre
    thunder tomb torch towel town train tram trawler trolleybus tube tunnel tv typewriter
    umbrella underground vault village water weightless wheat whisky windmill winter
"""
FURNISHINGS = frozenset(_ASKED.split())
"""The words that a set asks a prompt for when it is furnished; a test holds this to the sets."""

INDOORS = frozenset(
    ("kitchen", "bedroom", "living-room", "office", "cafe", "classroom", "laboratory", "hospital",
     "corridor", "car", "train", "library", "church", "courtroom", "theatre", "stairs", "cabin",
     "cell", "lamp-room", "shop", "bathroom", "workshop", "cave", "hold", "storeroom", "bus")
)  # fmt: skip
"""Settings under a roof: no rain falls in them and lamps are lit at night."""

DRY = (INDOORS - {"car"}) | {"space"}
"""Where nothing falls before the figures; on a car's windscreen it does."""

STRIP_LIT = frozenset(
    ("laboratory", "hospital", "classroom", "corridor", "train", "cell", "shop", "bus")
)
"""Rooms whose light after dark is cool."""

CALLS: tuple[tuple[str, str, str], ...] = (
    # words of the prompt, settings they apply to ("" = all), the variant they call
    (
        "cargo-hold s-hold the-hold ship-hold below-deck below-decks between-decks lower-deck",
        "ship neutral corridor beach workshop",
        "hold",
    ),
    (
        "storeroom lost-property lost-and stockroom storage-room left-luggage cloakroom",
        "neutral office shop corridor workshop living-room",
        "storeroom",
    ),
    ("market bazaar", "street alley neutral field", "market"),
    (
        "pier harbour harbor dock jetty quay wharf marina port bollard mooring",
        "beach neutral",
        "pier",
    ),
    ("bus tram streetcar trolleybus", "train", "bus"),
    ("bridge footbridge viaduct overpass flyover", "street neutral", "bridge"),
    ("canal towpath canalside lock-gate canal-lock", "street neutral beach field", "canal"),
    ("platform railway-station train-station", "train street neutral corridor", "station"),
    ("station", "train", "station"),
    ("graveyard cemetery churchyard grave tombstone", "neutral field forest street", "graveyard"),
    ("staircase stairway stairwell stairs", "corridor neutral living-room", "stairs"),
    (
        "library bookshelves archive",
        "neutral office classroom corridor living-room shop",
        "library",
    ),
    ("church temple cathedral chapel altar pew nave mosque shrine", "neutral corridor", "church"),
    ("courtroom court judge trial jury", "neutral office corridor", "courtroom"),
    ("theatre theater stage footlights opera", "neutral corridor", "theatre"),
    ("prison jail cell", "neutral corridor", "cell"),
    ("dungeon", "neutral", "cell"),
    ("cave cavern grotto", "neutral corridor mountains beach forest desert", "cave"),
    ("castle fortress palace", "neutral field mountains forest", "castle"),
    ("garden orchard greenhouse courtyard", "neutral field forest", "garden"),
    ("bathroom toilet bathtub shower washroom", "neutral bedroom corridor", "bathroom"),
    ("workshop garage shed forge smithy barn", "neutral", "workshop"),
    ("shop store bookshop bookstore grocery pharmacy boutique", "neutral cafe office", "shop"),
    ("cabin hut cottage shack", "neutral ship living-room", "cabin"),
    ("lamp-room lantern-room", "", "lamp-room"),
    ("lighthouse", "beach neutral mountains field", "lighthouse"),
)

_NOSE = re.compile(r"\bbridge of \w+ nose")


def variant_of(setting: str, hint: str) -> str:
    """The set to build: the setting, or the variant of it that the prompt's words call."""
    found = re.findall(r"[a-z]+", _NOSE.sub(" ", hint.lower()))
    words = frozenset((*found, *map("-".join, pairwise(found))))
    for called, where, name in CALLS:
        if where and setting not in where.split():
            continue
        if any(w in words or w + "s" in words for w in called.split()):
            return name
    return setting if setting in SET_NAMES else "neutral"


def indoors(setting: str, hint: str = "") -> bool:
    """Whether the set has a roof."""
    return variant_of(setting, hint) in INDOORS


_MOMENTS = "mouth sun lightning thunder umbrella towel swan duck crash ferryman deckhand"
_PASSING = frozenset(_MOMENTS.split())
"""What is asked for and yet belongs to a moment, not to the place."""
_LASTING = (FURNISHINGS | {word for called, _, _ in CALLS for word in called.split()}) - _PASSING


def furnishing(prompt: str) -> tuple[str, ...]:
    """The words of a prompt that choose a set and its lasting furniture, in order, each once."""
    plain = re.sub(r"[\"“”][^\"“”]*[\"“”]", " ", prompt.lower())
    found = re.findall(r"[^\W\d_]+", plain)
    pairs = list(map("-".join, pairwise(found)))
    out: list[str] = []
    for i, word in enumerate(found):
        for said in (*pairs[i : i + 1], word):
            kept = next((w for w in (said, said.removesuffix("s")) if w in _LASTING), "")
            if kept and kept not in out:
                out.append(kept)
    return tuple(out)
