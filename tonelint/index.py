"""The index of rule words: which ways of which patterns may be found in a sentence with some words.

A *way* is one of the forms in which a pattern may match (each phrase of a list is one), with sets of words: of each set at
least one word must be in the sentence. Every set has a number, and the rarest set of a way leads to it, with the numbers of
its other sets. A word knows the sets it is in; so a sentence's words tell the sets that it has a word of, and of the ways
that these lead to those are left that have all of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from tonelint.archive import Hashed, Pieces
from tonelint.checks.base import Pattern
from tonelint.checks.regex import Regexes, RegexPattern
from tonelint.commonness import commonness
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors

# A way in one number: that of its pattern, times this, and its own. A pair of numbers would be four times as large.
WAYS = 1 << 24
Way = int
# Numbers of sets; a frozen set of them would be five times as large.
Numbers = tuple[int, ...]
# What a set leads to: ways, by the sets that they need beside it.
Leads = tuple[tuple[Numbers, tuple[Way, ...]], ...]


@dataclass(frozen=True)
class Index:
    """The words of patterns, and of each of them the sets it is in: those that ways need, those that lead.

    `leads`: what each of the sets that lead leads to. `always`: ways that need no word. `regexes`: those of the patterns that are
    found by pieces of text.
    """

    patterns: tuple[Pattern, ...]
    words: Mapping[str, tuple[Numbers, Numbers]]
    leads: Sequence[Leads]
    always: tuple[Way, ...]
    regexes: Regexes

    def candidates(self, vocabulary: Iterable[str]) -> set[Way]:
        """Return the ways that a sentence with these words may match."""
        known = [entry for word in vocabulary if (entry := self.words.get(word))]
        has = frozenset().union(*(sets for sets, _ in known))
        found = set(self.always)
        for number in {number for _, leading in known for number in leading}:
            for needs, ways in self.leads[number]:
                if has.issuperset(needs):
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
                making.add(number * WAYS + way, anchors)
    regexes = ((number, pattern) for number, pattern in enumerate(unique) if isinstance(pattern, RegexPattern))
    return making.index(unique, Regexes.of(regexes, filtered=filtered))


@dataclass(frozen=True)
class _Making:
    """An index that is being made: the sets that ways need, by their numbers, and what the rarest sets of ways lead to."""

    numbers: dict[frozenset[str], int] = field(default_factory=dict)
    leads: defaultdict[frozenset[str], dict[Numbers, list[Way]]] = field(default_factory=lambda: defaultdict(dict))
    # Sets of numbers that are equal are one: there are three times as many as are unlike.
    one_of: dict[Numbers, Numbers] = field(default_factory=dict)
    always: dict[Way, None] = field(default_factory=dict)

    def add(self, way: Way, anchors: Anchors) -> None:
        if not anchors:
            self.always[way] = None
            return
        rarest = min(anchors, key=commonness)
        needs = {self.numbers.setdefault(anchor, len(self.numbers)) for anchor in anchors if anchor != rarest}
        self.leads[rarest].setdefault(self._one(needs), []).append(way)

    def _one(self, numbers: Iterable[int]) -> Numbers:
        told = tuple(sorted(numbers))
        return self.one_of.setdefault(told, told)

    def index(self, patterns: tuple[Pattern, ...], regexes: Regexes) -> Index:
        words: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for needed, number in self.numbers.items():
            for word in needed:
                words[word][0].append(number)
        for number, rarest in enumerate(self.leads):
            for word in rarest:
                words[word][1].append(number)
        entries = Hashed({word: (self._one(sets), tuple(leading)) for word, (sets, leading) in words.items()})
        leads = Pieces(tuple((needs, tuple(ways)) for needs, ways in found.items()) for found in self.leads.values())
        return Index(patterns, entries, leads, tuple(self.always), regexes)
