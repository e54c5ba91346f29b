"""Sets: where a panel plays. Each setting is built in metres before the panel's camera.

`draw_set` paints everything behind the figures, `draw_front` what stands between them and the
viewer. The prompt's own nouns (`hint`) choose among the variants of a setting, then the seed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import (
    crowd,
    sets_bus,
    sets_cafe,
    sets_cell,
    sets_clinic,
    sets_country,
    sets_front,
    sets_halls,
    sets_hold,
    sets_kitchen,
    sets_land,
    sets_lighthouse,
    sets_nature,
    sets_public,
    sets_roofs,
    sets_rooms,
    sets_ship,
    sets_shore,
    sets_space,
    sets_span,
    sets_station,
    sets_town,
    sets_trade,
    sets_train,
    sets_travel,
    sets_water,
    sets_wild,
    sets_work,
)
from .sets_kit import Kit
from .sets_names import DRY, INDOORS, STRIP_LIT, variant_of
from .weather import in_front

if TYPE_CHECKING:
    import random

    from .camera import Camera
    from .canvas import Canvas
    from .look import Light
    from .model import Staging

Builder = Callable[[Kit], None]

SETS: dict[str, Builder] = {
    "street": sets_bus.street,
    "bridge": sets_span.bridge,
    "canal": sets_span.canal,
    "bus": sets_bus.inside,
    "alley": sets_roofs.alley,
    "rooftop": sets_roofs.rooftop,
    "market": sets_town.market,
    "station": sets_station.platform,
    "graveyard": sets_station.graveyard,
    "kitchen": sets_kitchen.kitchen,
    "cafe": sets_cafe.cafe,
    "living-room": sets_rooms.living_room,
    "bedroom": sets_rooms.bedroom,
    "bathroom": sets_rooms.bathroom,
    "office": sets_work.office,
    "classroom": sets_work.classroom,
    "laboratory": sets_clinic.laboratory,
    "hospital": sets_clinic.hospital,
    "workshop": sets_trade.workshop,
    "shop": sets_trade.shop,
    "corridor": sets_halls.corridor,
    "stairs": sets_halls.stairs,
    "library": sets_halls.library,
    "church": sets_public.church,
    "courtroom": sets_public.courtroom,
    "theatre": sets_public.theatre,
    "cell": sets_cell.cell,
    "lamp-room": sets_lighthouse.lamp_room,
    "cabin": sets_rooms.cabin,
    "forest": sets_nature.forest,
    "mountains": sets_nature.mountains,
    "desert": sets_wild.desert,
    "field": sets_country.field,
    "garden": sets_country.garden,
    "cave": sets_wild.cave,
    "castle": sets_wild.castle,
    "neutral": sets_wild.neutral,
    "car": sets_travel.car,
    "train": sets_train.train,
    "space": sets_space.space,
    "beach": sets_shore.beach,
    "pier": sets_shore.pier,
    "lighthouse": sets_lighthouse.lighthouse_rock,
    "ship": sets_ship.ship,
    "hold": sets_hold.hold,
    "storeroom": sets_hold.storeroom,
}
"""Every setting, and every variant that only a prompt's words can call, by name."""

FRONTS: dict[str, Builder] = {
    "street": sets_town.street_front,
    "rooftop": sets_roofs.rooftop_front,
    "pier": sets_water.water_front,
    "ship": sets_water.water_front,
    "forest": sets_land.country_front,
    "mountains": sets_land.country_front,
    "field": sets_land.country_front,
    "garden": sets_land.country_front,
    "graveyard": sets_land.country_front,
    "castle": sets_land.country_front,
    "car": sets_travel.car_front,
    "cafe": sets_front.cafe_front,
    "kitchen": sets_front.kitchen_front,
    "office": sets_front.office_front,
    "laboratory": sets_front.laboratory_front,
    "bedroom": sets_front.bedroom_front,
    "hospital": sets_front.hospital_front,
    "church": sets_front.church_front,
    "courtroom": sets_front.seats_front,
    "theatre": sets_front.seats_front,
    "train": sets_front.seats_front,
    "classroom": sets_front.kitchen_front,
    "living-room": sets_front.room_front,
    "cabin": sets_front.kitchen_front,
    "bathroom": sets_front.door_front,
    "corridor": sets_front.door_front,
    "stairs": sets_front.room_front,
    "library": sets_front.shelf_front,
    "shop": sets_front.shelf_front,
    "storeroom": sets_front.shelf_front,
    "workshop": sets_front.luggage_front,
    "hold": sets_front.hold_front,
    "cell": sets_front.bars_front,
    "cave": sets_front.cave_front,
    "beach": sets_front.shore_front,
    "lighthouse": sets_front.shore_front,
    "desert": sets_front.desert_front,
    "alley": sets_front.wall_front,
    "market": sets_front.stall_front,
    "station": sets_front.luggage_front,
}
"""What stands before the figures, for the settings that have it."""

SEATS: dict[str, float] = {
    "cafe": 0.46, "kitchen": 0.46, "office": 0.47, "classroom": 0.44, "laboratory": 0.60,
    "hospital": 0.46, "bedroom": 0.50, "living-room": 0.44, "corridor": 0.45, "car": 0.40,
    "train": 0.45, "rooftop": 0.50, "street": 0.46, "alley": 0.45, "ship": 0.42, "beach": 0.45,
    "forest": 0.45, "desert": 0.42, "mountains": 0.45, "field": 0.45, "space": 0.45,
    "church": 0.44, "theatre": 0.46, "shop": 0.46, "workshop": 0.48, "bathroom": 0.42,
}  # fmt: skip


def seat_height(setting: str) -> float | None:
    """Height in metres of what one sits on in this setting; None where nothing is known."""
    return SEATS.get(setting)


def _kit(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random, hint: str
) -> tuple[Kit, str]:
    hint = re.sub(r"[\"“”][^\"“”]*[\"“”]", " ", hint.lower())
    name = variant_of(staging.setting, hint)
    lamps = name in INDOORS and name != "cave"
    return Kit(canvas, camera, staging, light, rng, hint, lamps, name in STRIP_LIT), name


def draw_set(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random,
    *, hint: str = "", abed: bool = False, fold: float | None = None,
) -> None:  # fmt: skip
    """Paint the background and middle ground, with the people outside the cast.

    `hint` is the prompt itself; its nouns choose the variant (a pier for a beach, and so on).
    `abed` says that somebody lies in a bed before the set; `fold` is the share of the width at
    which nobody may stand.
    """
    role = canvas.role
    kit, name = _kit(canvas, camera, staging, light, rng, hint)
    kit.abed, kit.fold = abed, fold
    SETS.get(name, sets_wild.neutral)(kit)
    crowd.draw_people(kit)
    canvas.role = role


def draw_front(
    canvas: Canvas, camera: Camera, staging: Staging, light: Light, rng: random.Random,
    *, hint: str = "",
) -> None:  # fmt: skip
    """Paint what stands or falls before the figures: silhouettes, rain, snow, mist, leaves."""
    role = canvas.role
    kit, name = _kit(canvas, camera, staging, light, rng, hint)
    if name in FRONTS:
        if canvas.look == "ink":
            canvas.role = "front"  # spotted blacks
        FRONTS[name](kit)
    in_front(kit, name in DRY)
    canvas.role = role
