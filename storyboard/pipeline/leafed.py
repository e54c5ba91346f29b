"""The sheets of a book of any length, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from storyboard.layout.model import Sheet


class Leafed(Sequence["Sheet"]):
    """As many sheets as `count`, which `read` gives by their places from 0."""

    def __init__(self, count: int, read: Callable[[int], Sheet]) -> None:
        self._places = range(count)
        self._read = read

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Sheet: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Sheet, ...]: ...

    def __getitem__(self, place: int | slice) -> Sheet | tuple[Sheet, ...]:
        if isinstance(place, slice):
            return tuple(self._read(one) for one in self._places[place])
        return self._read(self._places[place])
