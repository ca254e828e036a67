"""The index of rule words: which ways of which patterns may be found in a sentence with some words.

A *way* is one of the forms in which a pattern may match (each phrase of a list is one), with sets of words: of each set at
least one word must be in the sentence. Every set has a number. A word knows the sets it is in, and the ways whose rarest set
it is in, each with the numbers of its other sets; so a sentence's words tell the sets that it has a word of, and of the ways
that they lead to those are left that have all of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tonelint.archive import Pieces
from tonelint.checks.base import Pattern
from tonelint.commonness import commonness
from tonelint.elements import Anchors

# A pattern by its number, and one of its ways by its own.
Way = tuple[int, int]
# What a word leads to: ways, by the sets that they need beside the one that the word is in.
Leads = tuple[tuple[frozenset[int], tuple[Way, ...]], ...]


@dataclass(frozen=True)
class Index:
    """The words of patterns, parted by blanks, and what each of them leads to. `always`: ways that need no word."""

    patterns: tuple[Pattern, ...]
    words: str
    entries: Sequence[tuple[frozenset[int], Leads]]
    always: tuple[Way, ...]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words.split(" "))}

    def candidates(self, vocabulary: Iterable[str]) -> set[Way]:
        """Return the ways that a sentence with these words may match."""
        known = [self.entries[number] for number in map(self._numbers.get, vocabulary) if number is not None]
        has = frozenset().union(*(sets for sets, _ in known))
        found = set(self.always)
        for _, leads in known:
            for needs, ways in leads:
                if needs <= has:
                    found.update(ways)
        return found


def index_of(patterns: Iterable[Pattern], *, filtered: bool = True) -> Index:
    """Return the index of patterns; unless `filtered`, every way is one that needs no word.

    Of those that are found by pieces of text, and of those that no sentence alone is asked for, it has no ways.
    """
    unique = tuple({id(pattern): pattern for pattern in patterns}.values())
    making = _Making()
    for number, pattern in enumerate(unique):
        for way, conditions in enumerate(pattern.ways):
            for anchors in conditions if filtered else [()]:
                making.add((number, way), anchors)
    return making.index(unique)


@dataclass(frozen=True)
class _Making:
    """An index that is being made: sets of words by their numbers, and for each word the sets it is in and what it leads to."""

    numbers: dict[frozenset[str], int] = field(default_factory=dict)
    words: defaultdict[str, tuple[set[int], defaultdict[frozenset[int], dict[Way, None]]]] = field(
        default_factory=lambda: defaultdict(lambda: (set(), defaultdict(dict)))
    )
    always: dict[Way, None] = field(default_factory=dict)

    def add(self, way: Way, anchors: Anchors) -> None:
        if not anchors:
            self.always[way] = None
            return
        rarest = min(anchors, key=commonness)
        needs = frozenset(self._number(anchor) for anchor in anchors if anchor != rarest)
        for word in rarest:
            self.words[word][1][needs][way] = None

    def _number(self, anchor: frozenset[str]) -> int:
        if anchor not in self.numbers:
            self.numbers[anchor] = len(self.numbers)
            for word in anchor:
                self.words[word][0].add(self.numbers[anchor])
        return self.numbers[anchor]

    def index(self, patterns: tuple[Pattern, ...]) -> Index:
        entries = [(frozenset(sets), tuple((needs, tuple(ways)) for needs, ways in leads.items())) for sets, leads in self.words.values()]
        return Index(patterns, " ".join(self.words), Pieces(entries), tuple(self.always))
