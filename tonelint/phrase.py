"""A phrase that was read, and how it is found in a line: from left to right, never overlapping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from operator import itemgetter

from tonelint.alternatives import Group, anchors_of, ways_of
from tonelint.commonness import commonness
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors, Edge, Element, Opening, ends_of, opening
from tonelint.line import Line


@dataclass(frozen=True)
class Alternative:
    """One of the forms of a phrase."""

    elements: Sequence[Element]

    @cached_property
    def _opens(self) -> Opening | None:
        return opening(self.elements)

    @cached_property
    def _is_at_start(self) -> bool:
        first = self.elements[0]
        return isinstance(first, Edge) and first.is_start

    def starts(self, line: Line) -> Iterable[int]:
        """Return the offsets in order where the alternative may start."""
        found = self._opens.starts(line) if self._opens else line.runs
        return [start for start in found if start <= line.lead] if self._is_at_start else found

    def end(self, line: Line, start: int) -> int | None:
        """Return where the alternative ends that starts at an offset; None when it is not there."""
        ends = ends_of(self.elements, line, ~start)
        return ends[0] if ends else None


@dataclass(frozen=True)
class Phrase:
    """A phrase that was read: one alternative, or as many as the one group has that is all of it."""

    text: str
    elements: tuple[Element, ...] = field(repr=False)

    @cached_property
    def anchors(self) -> Anchors:
        """Sets of words, of each of which one must be in a sentence for the phrase to match."""
        return tuple(sorted(anchors_of(self.elements), key=commonness))

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """The same more sharply for each alternative: for one of the conditions, of each of its sets a word must be there."""
        return [ways_of(elements) for elements in self._alternatives]

    @property
    def count(self) -> int:
        """How many alternatives the phrase has."""
        return len(self._alternatives)

    @property
    def _alternatives(self) -> Sequence[tuple[Element, ...]]:
        first = self.elements[0]
        return first.branches if len(self.elements) == 1 and isinstance(first, Group) else (self.elements,)

    @cached_property
    def _whole(self) -> Alternative:
        return Alternative(self.elements)

    @cached_property
    def _known(self) -> dict[int, Alternative]:
        return {}

    def _alternative(self, number: int) -> Alternative:
        if number not in self._known:
            self._known[number] = Alternative(self._alternatives[number])
        return self._known[number]

    def find(self, line: Line, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield the start and end of every match, from left to right, never overlapping.

        `numbers`: of the alternatives that may be there at all, in order; None where that is not known.
        """
        tried = [self._whole] if numbers is None else [self._alternative(number) for number in numbers]
        done = 0
        for start, alternatives in _starts(tried, line):
            if start < done:
                continue
            end = next((end for alternative in alternatives if (end := alternative.end(line, start)) is not None), start)
            if end > start:
                yield max(start, min(line.lead, end - 1)) if start < line.lead else start, end
                done = end


def may_be_in(line: Line, anchors: Anchors) -> bool:
    """Tell whether a line has a word of each set."""
    return not any(anchor.isdisjoint(line.known_words) for anchor in anchors)


def _starts(tried: Sequence[Alternative], line: Line) -> Iterable[tuple[int, Sequence[Alternative]]]:
    """Return the offsets, in order, where some alternatives may start, each with those that may."""
    if len(tried) == 1:
        return [(start, tried) for start in tried[0].starts(line)]
    starts: defaultdict[int, list[Alternative]] = defaultdict(list)
    for alternative in tried:
        for start in alternative.starts(line):
            starts[start].append(alternative)
    return sorted(starts.items(), key=itemgetter(0))
