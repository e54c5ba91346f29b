"""Proportions by age, sex and build, and the shapes of limbs, as data."""

from __future__ import annotations

from .curve import Profile
from .design import Design
from .pose import Build


def build_of(design: Design) -> Build:
    """Proportions for an age, a sex and a build."""
    wide = {"broad": 1.14, "fat": 1.12, "slim": 0.93}.get(design.build, 1.0)
    girth = {"broad": 1.08, "fat": 1.22, "slim": 0.92}.get(design.build, 1.0)
    if design.age == "child":
        return Build(
            leg=0.86,
            torso=1.14,
            neck=0.67,
            shoulders=0.42 * wide,
            hips=0.32,
            waist=(0.37 if design.build != "fat" else 0.48) * wide,
            upper=0.66,
            fore=0.58,
            girth=0.86 * girth,
        )
    old = 0.96 if design.age == "old" else 1.0
    if design.woman:
        return Build(
            leg=1.30 * old,
            torso=1.46,
            neck=0.75,
            shoulders=0.425 * wide,
            hips=(0.42 if design.build != "fat" else 0.54) * wide,
            waist=(0.355 if design.build != "fat" else 0.66) * wide,
            upper=0.90,
            fore=0.78,
            girth=0.88 * girth,
        )
    return Build(
        leg=1.30 * old,
        torso=1.54,
        neck=0.75,
        shoulders=0.585 * wide,
        hips=(0.38 if design.build != "fat" else 0.50) * wide,
        waist={"broad": 0.50, "fat": 0.80}.get(design.build, 0.46) * wide,
        girth=1.04 * girth,
    )


TROUSERS: Profile = (
    (0.0, 0.245, 0.245), (0.18, 0.262, 0.235), (0.42, 0.190, 0.185), (0.5, 0.186, 0.165),
    (0.64, 0.166, 0.196), (0.84, 0.152, 0.160), (1.0, 0.150, 0.150),
)  # fmt: skip
BARE_LEG: Profile = (
    (0.0, 0.205, 0.205), (0.2, 0.208, 0.180), (0.43, 0.140, 0.130), (0.5, 0.148, 0.118),
    (0.64, 0.108, 0.168), (0.85, 0.084, 0.100), (1.0, 0.082, 0.082),
)  # fmt: skip
SLEEVE: Profile = (
    (0.0, 0.150, 0.150), (0.12, 0.168, 0.166), (0.3, 0.148, 0.150), (0.48, 0.118, 0.132),
    (0.62, 0.132, 0.122), (1.0, 0.100, 0.100),
)  # fmt: skip
BARE_ARM: Profile = (
    (0.0, 0.125, 0.125), (0.12, 0.140, 0.136), (0.3, 0.118, 0.120), (0.48, 0.088, 0.100),
    (0.62, 0.104, 0.098), (0.85, 0.076, 0.076), (1.0, 0.068, 0.068),
)  # fmt: skip
"""Limbs in head heights; an arm that hangs has its front to the left of the way down."""


def thick(profile: Profile, by: float) -> Profile:
    """A profile times `by`."""
    return tuple((t, f * by, b * by) for t, f, b in profile)
