"""The wardrobe's vocabulary: words of a description and what they mean on a figure."""

from __future__ import annotations

from .model import RGB


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


COLOURS: dict[str, RGB] = {
    "red": (204, 44, 42), "scarlet": (214, 40, 38), "crimson": (170, 28, 48),
    "maroon": (118, 30, 42), "burgundy": (116, 28, 48), "wine": (120, 34, 58),
    "rust": (176, 84, 44), "orange": (238, 128, 40), "amber": (236, 164, 48),
    "apricot": (246, 178, 120), "peach": (248, 190, 152), "coral": (242, 118, 98),
    "yellow": (250, 200, 44), "mustard": (212, 162, 44), "gold": (220, 172, 62),
    "golden": (220, 172, 62), "cream": (246, 236, 212), "ivory": (246, 240, 224),
    "beige": (218, 198, 164), "tan": (204, 168, 122), "sand": (214, 190, 146),
    "khaki": (174, 156, 108), "camel": (196, 152, 98), "brown": (122, 80, 50),
    "chestnut": (120, 66, 40), "chocolate": (88, 54, 38), "copper": (186, 102, 58),
    "bronze": (164, 116, 62), "olive": (116, 118, 58), "lime": (164, 206, 62),
    "green": (52, 134, 84), "emerald": (24, 136, 96), "mint": (158, 216, 186),
    "sage": (148, 170, 138), "forest": (38, 92, 62), "teal": (30, 124, 128),
    "turquoise": (52, 178, 178), "cyan": (72, 190, 210), "aqua": (98, 200, 206),
    "blue": (52, 102, 186), "navy": (36, 48, 92), "cobalt": (36, 78, 176),
    "azure": (76, 150, 222), "indigo": (64, 56, 138), "denim": (72, 104, 150),
    "sky": (134, 190, 232), "purple": (118, 66, 152), "violet": (134, 86, 178),
    "lavender": (186, 166, 220), "lilac": (198, 168, 212), "plum": (110, 48, 96),
    "magenta": (200, 48, 128), "pink": (240, 146, 172), "rose": (226, 118, 138),
    "fuchsia": (216, 52, 140), "white": (246, 244, 240), "black": (42, 40, 48),
    "charcoal": (64, 66, 74), "grey": (142, 146, 152), "gray": (142, 146, 152),
    "silver": (188, 194, 202), "steel": (128, 142, 156), "slate": (92, 106, 122),
    "pale": (226, 222, 214),
}  # fmt: skip

HAIR_COLOURS: dict[str, RGB] = {
    "black": (40, 34, 42), "dark": (62, 44, 40), "raven": (34, 32, 44), "brown": (108, 68, 42),
    "chestnut": (126, 70, 40), "auburn": (146, 68, 36), "brunette": (98, 62, 42),
    "red": (190, 84, 36), "ginger": (206, 110, 44), "copper": (196, 96, 46),
    "redhead": (196, 88, 38), "blond": (228, 190, 104), "blonde": (228, 190, 104),
    "fair": (222, 186, 110), "golden": (224, 176, 78), "sandy": (200, 160, 104),
    "strawberry": (218, 150, 94), "grey": (164, 168, 176), "gray": (164, 168, 176),
    "silver": (202, 206, 214), "white": (238, 238, 240), "salt": (150, 152, 158),
    "platinum": (238, 226, 194), "light": (204, 162, 100),
}  # fmt: skip

SKINS: tuple[RGB, ...] = (
    (252, 218, 190), (246, 204, 170), (234, 184, 144), (214, 158, 116), (184, 126, 86),
    (146, 96, 66), (108, 70, 52),
)  # fmt: skip
SKIN_WORDS: dict[str, int] = {
    "pale": 0, "fair": 0, "fair-skinned": 0, "freckled": 0, "ruddy": 1, "olive": 3, "tanned": 3,
    "tan": 3, "weathered": 2, "brown": 5, "dark": 5, "dark-skinned": 5, "black": 6,
    "african": 6, "nigerian": 6, "kenyan": 6, "ghanaian": 6, "indian": 4, "pakistani": 4,
    "bengali": 4, "mexican": 3, "latina": 3, "latino": 3, "arab": 3, "turkish": 2, "greek": 2,
    "italian": 2, "japanese": 1, "korean": 1, "chinese": 1, "asian": 1, "irish": 0,
    "scottish": 0, "swedish": 0, "norwegian": 0, "danish": 0, "finnish": 0, "russian": 0,
    "british": 1, "german": 1,
}  # fmt: skip

TOPS: dict[str, str] = {
    "raincoat": "raincoat", "slicker": "raincoat", "oilskin": "raincoat", "oilskins": "raincoat",
    "anorak": "raincoat", "mackintosh": "raincoat", "mac": "raincoat", "poncho": "raincoat",
    "coat": "coat", "overcoat": "coat", "trenchcoat": "coat", "trench": "coat",
    "greatcoat": "coat", "duster": "coat", "topcoat": "coat", "labcoat": "labcoat",
    "peacoat": "peacoat", "parka": "raincoat", "jacket": "jacket", "blazer": "suit",
    "bomber": "jacket", "windbreaker": "jacket", "cardigan": "jacket", "vest": "vest",
    "waistcoat": "vest", "suit": "suit", "tuxedo": "suit", "dress": "dress", "gown": "dress",
    "frock": "dress", "sundress": "dress", "sari": "dress", "kimono": "robe", "uniform": "uniform",
    "tunic": "tunic", "hoodie": "hoodie", "sweatshirt": "sweater", "sweater": "sweater",
    "jumper": "sweater", "pullover": "sweater", "turtleneck": "turtleneck",
    "jersey": "sweater", "apron": "apron", "robe": "robe", "robes": "robe", "cloak": "cloak",
    "cape": "cloak", "bathrobe": "robe", "cassock": "robe", "habit": "robe", "shirt": "shirt",
    "blouse": "shirt", "t-shirt": "tee", "tshirt": "tee", "tee": "tee", "tank": "tee",
    "top": "tee", "polo": "tee", "overalls": "overalls", "dungarees": "overalls",
    "coveralls": "jumpsuit", "coverall": "jumpsuit", "jumpsuit": "jumpsuit",
    "boilersuit": "jumpsuit", "armour": "armour", "armor": "armour", "breastplate": "armour",
    "spacesuit": "spacesuit", "scrubs": "tunic", "pyjamas": "shirt", "pajamas": "shirt",
    "flannel": "shirt", "plaid": "shirt",
}  # fmt: skip

BOTTOMS: dict[str, str] = {
    "trousers": "trousers", "pants": "trousers", "jeans": "trousers", "slacks": "trousers",
    "leggings": "trousers", "chinos": "trousers", "breeches": "trousers", "skirt": "skirt",
    "kilt": "skirt", "shorts": "shorts",
}  # fmt: skip
SHOES: dict[str, str] = {
    "boots": "boots", "wellingtons": "boots", "wellies": "boots", "galoshes": "boots",
    "shoes": "shoes", "sneakers": "trainers", "trainers": "trainers", "sandals": "shoes",
    "heels": "shoes", "slippers": "shoes", "barefoot": "bare",
}  # fmt: skip
HATS: dict[str, str] = {
    "cap": "cap", "beret": "beret", "beanie": "beanie", "hat": "brim", "fedora": "brim",
    "sunhat": "brim", "stetson": "brim", "bowler": "bowler", "sou'wester": "brim",
    "souwester": "brim", "hood": "hood", "hooded": "hood", "helmet": "helmet", "helm": "helmet",
    "crown": "crown", "tiara": "crown", "headscarf": "scarf", "hijab": "scarf",
    "kerchief": "scarf", "bandana": "bandana", "headband": "bandana", "turban": "turban",
    "toque": "chef",
}  # fmt: skip
NECK = {"scarf": "scarf", "shawl": "scarf", "tie": "tie", "necktie": "tie", "bowtie": "bow"}

HAIR_STYLES: dict[str, str] = {
    "bald": "bald", "balding": "balding", "shaven": "bald", "shaved": "bald", "bob": "bob",
    "bobbed": "bob", "ponytail": "ponytail", "pony-tail": "ponytail", "bun": "bun",
    "topknot": "bun", "chignon": "bun", "braid": "braid", "braids": "braid", "braided": "braid",
    "plait": "braid", "plaits": "braid", "pigtails": "pigtails", "afro": "afro",
    "curly": "curly", "curls": "curly", "frizzy": "curly", "dreadlocks": "locs",
    "locs": "locs", "dreads": "locs", "mohawk": "mohawk", "spiky": "spiky", "spiked": "spiky",
    "buzz": "buzz", "crewcut": "buzz", "cropped": "crop", "pixie": "crop", "wavy": "wavy",
    "long": "long", "shoulder-length": "wavy", "short": "short", "messy": "messy",
    "tousled": "messy", "unruly": "messy", "wild": "messy", "shaggy": "messy",
    "slicked": "slick", "slick": "slick", "parted": "side",
    "parting": "side",
}  # fmt: skip

WOMEN = word_set(
    "woman girl lady she her hers female mother mum mom daughter sister wife grandmother granny "
    "grandma aunt queen princess waitress actress widow nun witch niece heroine hostess "
    "businesswoman policewoman fisherwoman schoolgirl gal madam ms mrs miss"
)
MEN = word_set(
    "man boy gentleman he him his male father dad son brother husband grandfather grandpa uncle "
    "king prince waiter actor widower monk wizard nephew hero host businessman policeman "
    "fisherman ferryman schoolboy guy lad fellow bloke mr sir beard bearded moustache "
    "mustache stubble"
)
CHILD_WORDS = word_set("child kid boy girl toddler schoolboy schoolgirl youngster little pupil")
OLD_WORDS = word_set(
    "old elderly aged grandmother granny grandma grandfather grandpa retired wrinkled ancient "
    "pensioner seventy eighty seventies eighties sixties white-haired grey-haired"
)
BROAD = word_set(
    "broad burly stocky heavy heavyset big stout fat large muscular hefty plump round "
    "broad-shouldered bulky brawny strong massive chubby"
)
FAT = word_set(
    "fat stout plump chubby obese portly rotund paunchy overweight pot-bellied big-bellied round"
)
SLIM = word_set("slim thin slender lean wiry skinny lanky slight gaunt bony petite")
TALL = word_set("tall lanky towering huge giant")
SHORT = word_set("petite tiny small")

ROLES: dict[str, dict[str, object]] = {
    "doctor": {"top": "labcoat"},
    "scientist": {"top": "labcoat"},
    "chemist": {"top": "labcoat"},
    "nurse": {"top": "tunic"},
    "surgeon": {"top": "tunic"},
    "chef": {"top": "apron", "hat": "chef"},
    "cook": {"top": "apron"},
    "baker": {"top": "apron"},
    "waiter": {"top": "apron"},
    "waitress": {"top": "apron"},
    "barista": {"top": "apron"},
    "barman": {"top": "apron"},
    "policeman": {"top": "uniform", "hat": "cap"},
    "policewoman": {"top": "uniform", "hat": "cap"},
    "officer": {"top": "uniform"},
    "guard": {"top": "uniform", "hat": "cap"},
    "captain": {"top": "uniform", "hat": "cap"},
    "soldier": {"top": "uniform"},
    "pilot": {"top": "uniform"},
    "conductor": {"top": "uniform", "hat": "cap"},
    "knight": {"top": "armour"},
    "astronaut": {"top": "spacesuit"},
    "cosmonaut": {"top": "spacesuit"},
    "monk": {"top": "robe"},
    "priest": {"top": "robe"},
    "wizard": {"top": "robe", "hat": "witch"},
    "witch": {"top": "robe", "hat": "witch"},
    "nun": {"top": "robe", "hat": "scarf"},
    "businessman": {"top": "suit"},
    "businesswoman": {"top": "suit"},
    "lawyer": {"top": "suit"},
    "banker": {"top": "suit"},
    "detective": {"top": "coat", "hat": "brim"},
    "fisherman": {"top": "sweater", "hat": "beanie"},
    "ferryman": {"top": "peacoat", "hat": "cap"},
    "sailor": {"top": "peacoat", "hat": "cap"},
    "mechanic": {"top": "jumpsuit"},
    "engineer": {"top": "jumpsuit"},
    "farmer": {"top": "overalls", "hat": "brim"},
    "king": {"top": "robe", "hat": "crown"},
    "queen": {"top": "dress", "hat": "crown"},
    "princess": {"top": "dress", "hat": "crown"},
    "keeper": {"top": "peacoat"},
}

FEMALE_NAMES = word_set(
    "mara anna ann anne ada alice amy aya beth carmen cleo chloe claire ella ellen elise emily "
    "emma eve eva fatima fern freya gwen hana hannah heidi helen ines ingrid iris isabel ivy "
    "jane jo joan june kate kim leah lena lily lin lucy mai mabel maggie maria mary maud may mei "
    "mia mina mira molly nadia nell nina noor nora olive olivia pearl petra priya rachel rosa "
    "rose ruth sally sara sarah sofia sophie sue suki tess tina uma vera wren yara yuki zoe zara "
    "agnes margaret dorothy edith elizabeth judith miriam naomi"
)
MALE_NAMES = word_set(
    "tom adam al alan alex andrew anton arthur ben bill bo bob carl charles chris dan daniel "
    "david dev ed eli elias ezra felix finn frank fred george gus hal hank hans harry henry hugo "
    "ian igor ivan jack jakob james jim joe john jonas josh karl ken kofi lars leo liam luca "
    "luis luke marco mark martin max mike milo nick noah ole oleg omar oscar otto owen paul pete "
    "peter phil ray rob robert ron sam saul simon stan sven ted theo tim tobias victor walter "
    "will yusuf hector rufus silas caleb joshua ezekiel"
)

NOT_PEOPLE = word_set(
    "she her hers he him his male female beard bearded moustache mustache stubble"
)
"""Words that tell a sex without being a person."""
