"""The pictures of the page as numbers: where a bar begins, and how long it is in pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tonelint.dataclass import dataclass
from tonelint.score import BUDGET, MOST_GAINED

# The axis of the principles shows all that one may take or give, so that the pictures of two messages compare. The mean of
# many messages is small, and shown larger.
AXIS = 210
ZERO = AXIS * BUDGET // (BUDGET + MOST_GAINED)
_MEAN = 4
_LEAST = 2
_FULL = 1000
_STEP = 50
_TALLEST = 84
# From how many tenths on a principle is coloured more strongly in the table.
_LEVELS = (20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class PrincipleBar:
    """A bar to the left or right of zero. `value`: tenths of a point."""

    name: str
    value: int
    start: float
    length: float

    @property
    def level(self) -> int:
        """How much it is, from 1 to 5."""
        return 1 + sum(abs(self.value) >= least for least in _LEVELS)


@dataclass(frozen=True, slots=True)
class Column:
    """How many messages score from `least` to `most` points."""

    least: int
    most: int
    count: int
    height: float


def principle_bars(points: Sequence[tuple[str, int]], *, is_mean: bool = False) -> tuple[PrincipleBar, ...]:
    """Return a bar a principle."""
    unit = AXIS / (BUDGET + MOST_GAINED) * (_MEAN if is_mean else 1)
    return tuple(_bar(name, value, unit) for name, value in points)


def _bar(name: str, value: int, unit: float) -> PrincipleBar:
    room = ZERO if value < 0 else AXIS - ZERO
    length = min(room, max(_LEAST, round(abs(value) * unit, 1))) if value else 0
    return PrincipleBar(name, value, round(ZERO - length, 1) if value < 0 else ZERO, length)


def columns(scores: Sequence[int]) -> tuple[Column, ...]:
    """Return the columns of scores, in tenths, by fives; the last holds a full score, too."""
    counts = Counter(max(0, min(score, _FULL - 1) // _STEP) for score in scores)
    most = max(counts.values(), default=1)
    last = _FULL // _STEP - 1
    return tuple(
        Column(number * 5, number * 5 + (5 if number == last else 4), count, max(_LEAST, round(count * _TALLEST / most, 1)))
        for number, count in sorted(counts.items())
    )


def filled(score: int, width: int) -> float:
    """Return how much of a width a score, in tenths, fills."""
    return round(width * max(0, min(score, _FULL)) / _FULL, 1)
