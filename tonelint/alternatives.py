"""Groups of alternatives in a phrase: which of them may be found from a place, and what words a line must have for one of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

from tonelint.commonness import commonness
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors, Edge, Element, Gap, Mark, Opening, Value, ends_of, opening
from tonelint.line import Line, Place

_LARGEST_ANCHOR = 600
# Of a group of more branches, what is worked out of them is kept with the group.
_SMALL = 8


@dataclass(frozen=True)
class _ByOpening:
    """The numbers of a group's branches by the word, the kind of value and by what else they may open with; `free`: by anything."""

    words: dict[str, list[int]]
    values: dict[str, list[int]]
    others: dict[Element, list[int]]
    free: list[int]

    def at(self, line: Line, place: Place) -> Sequence[int]:
        """Return the numbers of the branches that may be found from a place, in order."""
        start = line.follow[place]
        numbers = self.words.get(line.runs[start], self.free) if start in line.runs else self.free
        more: list[int] = []
        if self.values:
            for kind in line.kinds.get(start, ()):
                more += self.values.get(kind, ())
        for element, branches in self.others.items():
            if element.ends(line, place):
                more += branches
        if more or (self.free and numbers is not self.free):
            return sorted({*numbers, *more, *self.free})
        return numbers


@dataclass(frozen=True)
class Group(Element):
    """One of several sequences, tried in order."""

    branches: Sequence[tuple[Element, ...]]

    @property
    def _is_large(self) -> bool:
        return len(self.branches) > _SMALL

    def __getstate__(self) -> dict[str, Any]:
        if not self._is_large:
            return {"branches": self.branches}
        return {"branches": self.branches, "_by_opening": self._by_opening, "_rarest": self._rarest, "anchor": self.anchor}

    @cached_property
    def opens(self) -> Opening | None:  # type: ignore[override]
        known = self._by_opening
        return None if known.free else Opening(frozenset(known.words), (*map(Value, known.values), *known.others))

    @cached_property
    def ways(self) -> Sequence[Anchors]:  # type: ignore[override]
        """The ways in which one of the branches may be in a line; an empty one for a branch that needs no word.

        Those that need one set alone are one way: any word of theirs will do.
        """
        found = dict.fromkeys(way for branch in self.branches for way in ways_of(branch))
        alone = [way[0] for way in found if len(way) == 1]
        together = [(frozenset().union(*alone),)] if alone else []
        return [*together, *(way for way in found if len(way) != 1)]

    @cached_property
    def expected(self) -> float:
        """How many of the lines there are, as a share, it is to be expected that one of the branches may be in; or more than all."""
        return sum(math.prod(min(1.0, commonness(anchor) / 1000) for anchor in way) for way in self.ways)

    @cached_property
    def anchor(self) -> frozenset[str] | None:  # type: ignore[override]
        found = _union(self._rarest)
        return found if found and len(found) <= _LARGEST_ANCHOR else None

    @cached_property
    def _rarest(self) -> Sequence[frozenset[str] | None]:
        """Of each branch the rarest set of words of which it needs one; None when it needs none."""
        return [min(anchors, key=commonness) if (anchors := anchors_of(branch)) else None for branch in self.branches]

    @cached_property
    def _by_opening(self) -> _ByOpening:
        found = _ByOpening({}, {}, {}, [])
        for number, branch in enumerate(self.branches):
            opens = opening(branch)
            for word in opens.words if opens else ():
                found.words.setdefault(word, []).append(number)
            for element in opens.others if opens else ():
                if isinstance(element, Value):
                    found.values.setdefault(element.kind, []).append(number)
                else:
                    found.others.setdefault(element, []).append(number)
            found.free.extend([] if opens else [number])
        return found

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        known = line.known[id(self)]
        if place not in known:
            known[place] = self._ends(line, place)
        return known[place]

    def _ends(self, line: Line, place: Place) -> Sequence[Place]:
        branches = self.branches
        numbers = self._by_opening.at(line, place)
        if len(numbers) > 1 and self._is_large:
            rarest, words = self._rarest, line.known_words
            numbers = [number for number in numbers if (needed := rarest[number]) is None or not needed.isdisjoint(words)]
        if not numbers:
            return ()
        if len(numbers) == 1:
            return ends_of(branches[numbers[0]], line, place)
        return list(dict.fromkeys([end for number in numbers for end in ends_of(branches[number], line, place)]))

    @property
    def regex(self) -> str:
        return f"(?:{'|'.join(sequence_regex(branch) for branch in self.branches)})"


def sequence_regex(sequence: Sequence[Element]) -> str:
    """Return a sequence as a regular expression over a line with single blanks."""
    regex, started = "", False
    for element in sequence:
        if isinstance(element, Gap | Edge | Mark):
            regex += element.regex
            continue
        before = r"[ ,-]{1,2}" if started else ""
        after = "" if started or not element.is_optional else r"[ ,-]{1,2}"
        regex += f"(?:{before}{element.regex}{after})?" if element.is_optional else before + element.regex
        started = started or not element.is_optional
    return regex


def anchors_of(sequence: Sequence[Element]) -> list[frozenset[str]]:
    """Return the sets of words, one of each of which must be in a line for the sequence to be in it."""
    return [element.anchor for element in sequence if element.anchor and not element.is_optional]


def ways_of(sequence: Sequence[Element]) -> list[Anchors]:
    """Return the ways in which a sequence may be in a line: for one of them, of each of its sets a word must be there.

    The alternatives of that group are ways of their own by which the fewest lines are met; the others are a set like words.
    """
    groups = [element for element in sequence if element.ways and all(element.ways)]
    if not groups:
        return [tuple(anchors_of(sequence))]
    # What is to be expected of a group costs more than all the rest here.
    apart = min(groups, key=attrgetter("expected")) if len(groups) > 1 else groups[0]
    rest = tuple(anchors_of([element for element in sequence if element is not apart]))
    return [(*way, *rest) for way in apart.ways]


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found)
