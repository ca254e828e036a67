"""Findings: what a person sees. A strength is a finding that is good."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum
from typing import NamedTuple

from tonelint.dataclass import dataclass
from tonelint.text import Position, Span


class Severity(IntEnum):
    """How sure and how serious a problem is; they compare."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name as it stands in rule files and reports."""
        return self.name.lower()


class Place(NamedTuple):
    """A region of a source as two positions, the end exclusive."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of what is shown of a message, in the part of that number. `absence`: it is where something is missing."""

    part: int
    span: Span
    absence: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """Words that may be put, as they are, into a place of the source, instead of others; an empty text takes those out."""

    place: Place
    text: str
    instead: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem (with a severity) or strength (without) at a place.

    `worth`: what its rule says that it weighs, `points`: what it adds to the score beside the others; both in tenths of a
    point, the first unsigned, the second signed.

    `like`: the labelled text that the words are nearest to, when they were found by likeness alone. `origin`: the part and
    line where the words stand, when the source holds them encoded. `sentence`: the whole sentence they stand in, white space
    folded; empty for what is said of the message as a whole. `fix`: better words that fit in their place. `spot`: where the
    words stand in what the report shows of the message; None where they are not in it.
    """

    rule: str
    place: Place
    text: str
    part: str
    message: str
    suggestion: str | None
    severity: Severity | None
    worth: int = 0
    points: int = 0
    like: str | None = None
    origin: str | None = None
    sentence: str = ""
    fix: Fix | None = None
    spot: Spot | None = field(default=None, compare=False, repr=False)

    @property
    def principle(self) -> str:
        """The principle, which is the first half of the rule id."""
        return self.rule.split("/", 1)[0]

    @property
    def is_strength(self) -> bool:
        """A strength is good, so it has no severity."""
        return self.severity is None

    @property
    def order(self) -> tuple[Place, str]:
        """Reports list findings by position, then rule."""
        return (self.place, self.rule)
