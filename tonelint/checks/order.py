"""order: something that comes, but too late in the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.dataclass import dataclass
from tonelint.message import SectionKind

_COUNTED = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING)


@dataclass(frozen=True)
class OrderOptions:
    """Something that comes, but too late in the body."""

    any: Annotated[tuple[Options, ...], "checks, the first hit of which ought to come early"]
    within: Annotated[int, "it ought to be in the first so many sentences"]
    given: Annotated[tuple[Options, ...], "only in a message in which one of these is found"] = ()

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        return [Order(self.within, only_patterns(self.any, context), only_patterns(self.given, context))]


@dataclass(frozen=True)
class Order:
    """The compiled check."""

    within: int
    wanted: tuple[Pattern, ...]
    given: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What must come early and what it is wanted for."""
        return self.wanted + self.given

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the first hit when it comes too late."""
        counted = [s.index for s in view.sentences if s.section in _COUNTED]
        first = next(iter(view.hits(self.wanted)), None)
        if first is None or first.sentence is None or (self.given and not view.hits(self.given)):
            return
        if sum(index < first.sentence.index for index in counted) >= self.within:
            yield first
