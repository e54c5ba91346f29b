"""Hair styles as data: a hairline laid round the scalp and a volume above it."""

from __future__ import annotations

from dataclasses import dataclass

from .design import Design

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A hair style. The hairline is (degrees from the face's middle, height) from left to right;
    left of the face is negative, the nape ±180."""

    hairline: Line
    top: float = 0.07
    """How far the hair stands off the crown, in head heights."""
    side: float = 0.045
    back: float = 0.0
    """How far down the hair behind hangs (y in head units; 0 for none)."""
    wide: float = 0.46
    """Half the width of what hangs behind."""
    locks: int = 26
    """Locks round the whole head, as the lower edge shows them."""
    fringe: float = 0.03
    """How deep the notches between the locks over the brow are."""
    hem: float = 0.045
    """The same of the nape, or of the ends of hair that hangs."""
    steps: int = 0
    """Locks along each half of the outer edge, from the crown down; 0 for a smooth one."""
    step: float = 0.0
    """How far their tips stand off."""
    flow: str = "down"
    """Where those tips point: ``down``, ``ahead`` (to where the face looks) or ``up``."""
    combed: bool = False
    """Whether strands run backwards from the brow."""
    lobes: int = 0
    """Curls along the outer edge."""
    extra: str = ""
    parting: float | None = None
    """Degrees at which strands part; None for no parting."""
    smooth: bool = True


def _around(*points: tuple[float, float], nape: float = -0.20) -> Line:
    """A hairline closed at the nape."""
    return ((-180, nape), *points, (180, nape))


SHORT = _around(
    (-132, -0.19), (-108, -0.10), (-94, 0.04), (-78, -0.08), (-66, 0.10), (-54, 0.22), (-30, 0.285),
    (0, 0.27), (30, 0.285), (54, 0.22), (66, 0.10), (78, -0.08), (94, 0.04), (108, -0.10),
    (132, -0.19),
)  # fmt: skip
_SIDE = _around((-132, -0.19), (-108, -0.10), (-94, 0.04), (-80, -0.09), (-66, 0.08), (-55, 0.20),
    (-36, 0.25), (-14, 0.20), (8, 0.225), (26, 0.30), (34, 0.37), (48, 0.27), (66, 0.10),
    (80, -0.09), (94, 0.04), (108, -0.10), (132, -0.19),)  # fmt: skip
_MESSY = _around((-130, -0.20), (-108, -0.14), (-92, 0.02), (-80, -0.12), (-66, 0.12),
    (-56, 0.03), (-44, 0.23), (-30, 0.10), (-17, 0.24), (-2, 0.09), (10, 0.24), (26, 0.13),
    (38, 0.27), (56, 0.12), (68, 0.14), (80, -0.12), (92, 0.02), (108, -0.14), (130, -0.20),
    )  # fmt: skip
_BOB = _around(
    (-120, -0.42), (-98, -0.44), (-76, -0.40), (-66, -0.16), (-61, 0.06), (-48, 0.16), (-24, 0.185),
    (0, 0.165), (22, 0.195), (46, 0.16), (60, 0.06), (66, -0.16), (76, -0.40), (98, -0.44),
    (120, -0.42), nape=-0.42,
)  # fmt: skip
_LONG = _around(
    (-132, -0.98), (-100, -1.02), (-84, -0.92), (-76, -0.62), (-70, -0.22), (-62, 0.06),
    (-46, 0.21), (-22, 0.30), (6, 0.375), (16, 0.36), (38, 0.26), (58, 0.10), (69, -0.20),
    (80, -0.52), (100, -0.66), (132, -0.8), nape=-0.9,
)  # fmt: skip
_WAVY = _around(
    (-120, -0.6), (-100, -0.66), (-80, -0.58), (-70, -0.22), (-62, 0.06), (-46, 0.21), (-22, 0.30),
    (6, 0.375), (16, 0.36), (38, 0.26), (58, 0.10), (69, -0.20), (80, -0.52), (100, -0.60),
    (120, -0.6), nape=-0.6,
)  # fmt: skip
_BACKSWEPT = _around(
    (-140, -0.19), (-112, -0.06), (-96, 0.06), (-82, -0.06), (-70, 0.12), (-54, 0.27), (-28, 0.325),
    (0, 0.335), (28, 0.325), (54, 0.27), (70, 0.12), (82, -0.06), (96, 0.06), (112, -0.06),
    (140, -0.19), nape=-0.20,
)  # fmt: skip
_FRINGE = _around(
    (-140, -0.19), (-112, -0.06), (-96, 0.05), (-80, -0.16), (-70, 0.02), (-60, 0.14), (-40, 0.17),
    (-20, 0.13), (0, 0.18), (14, 0.21), (34, 0.16), (54, 0.15), (70, 0.02), (80, -0.16), (96, 0.05),
    (112, -0.06), (140, -0.19), nape=-0.20,
)  # fmt: skip
_HIGH = _around(
    (-132, -0.18), (-108, -0.08), (-94, 0.05), (-80, -0.06), (-68, 0.16), (-52, 0.30), (-26, 0.315),
    (0, 0.30), (26, 0.315), (52, 0.30), (68, 0.16), (80, -0.06), (94, 0.05), (108, -0.08),
    (132, -0.18),
)  # fmt: skip
_CURLY = _around((-130, -0.20), (-106, -0.14), (-90, -0.04), (-76, -0.04), (-66, 0.12),
    (-52, 0.20), (-36, 0.19), (-22, 0.25), (-6, 0.20), (10, 0.255), (26, 0.20), (42, 0.24),
    (56, 0.17), (68, 0.10), (78, -0.04), (90, -0.04), (106, -0.14), (130, -0.20),)  # fmt: skip


CUTS = {
    "short": Cut(SHORT, 0.085, 0.03, fringe=0.07, hem=0.05, steps=3, step=0.014, flow="ahead",
                 parting=-30, locks=19),
    "crop": Cut(_FRINGE, 0.095, 0.05, fringe=0.085, hem=0.07, steps=4, step=0.022, parting=-38,
                locks=22),
    "side": Cut(_SIDE, 0.125, 0.035, fringe=0.03, hem=0.04, steps=2, step=0.022, flow="ahead",
                parting=32),
    "slick": Cut(_BACKSWEPT, 0.075, 0.025, fringe=0.014, hem=0.07, locks=30, combed=True),
    "messy": Cut(_MESSY, 0.105, 0.06, fringe=0.02, hem=0.08, steps=5, step=0.07, locks=20,
                 smooth=False),
    "spiky": Cut(_HIGH, 0.075, 0.03, fringe=0.05, hem=0.06, steps=4, step=0.15, flow="up",
                 locks=20, smooth=False),
    "buzz": Cut(_HIGH, 0.022, 0.012, fringe=0.0, hem=0.0),
    "bob": Cut(_BOB, 0.085, 0.075, back=-0.43, wide=0.49, fringe=0.075, hem=0.09, steps=3,
               step=0.011, parting=24, locks=21),
    "long": Cut(_LONG, 0.075, 0.07, back=-1.12, wide=0.52, parting=8, fringe=0.0, hem=0.16,
                steps=3, step=0.010, locks=20),
    "wavy": Cut(_WAVY, 0.095, 0.095, back=-0.74, wide=0.60, lobes=9, parting=8, fringe=0.0,
                hem=0.12, locks=18),
    "ponytail": Cut(_FRINGE, 0.07, 0.03, extra="ponytail", fringe=0.06, hem=0.03, parting=-20),
    "bun": Cut(_BACKSWEPT, 0.065, 0.03, extra="bun", fringe=0.010, hem=0.03, combed=True),
    "braid": Cut(_FRINGE, 0.075, 0.04, extra="braid", fringe=0.05, hem=0.03, parting=-20),
    "pigtails": Cut(_FRINGE, 0.075, 0.04, extra="pigtails", fringe=0.06, hem=0.03, parting=4),
    "curly": Cut(_CURLY, 0.14, 0.11, lobes=15, fringe=0.03, hem=0.06, locks=24),
    "afro": Cut(_CURLY, 0.24, 0.22, lobes=19, fringe=0.03, hem=0.06, locks=24),
    "locs": Cut(_HIGH, 0.10, 0.08, back=-0.86, wide=0.54, extra="locs", fringe=0.03, hem=0.05,
                locks=20),
    "mohawk": Cut(_HIGH, 0.012, 0.006, extra="mohawk", fringe=0.0, hem=0.0),
}  # fmt: skip
"""Styles by name; ``bald`` and ``balding`` are drawn apart."""


def style_of(design: Design) -> str:
    """The style as drawn: known, and fit for what is worn on the head."""
    return design.style if design.style in CUTS or design.style in ("bald", "balding") else "short"
