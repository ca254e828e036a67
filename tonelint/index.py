"""The index of rule words: which ways of which patterns may be found in a sentence with some words.

A *way* is one of the forms in which a pattern may match (each phrase of a list is one), with sets of words: of each set at
least one word must be in the sentence. Every set has a number. A word knows the sets it is in, and the ways whose rarest set
it is in, each with the numbers of its other sets; so a sentence's words tell the sets that it has a word of, and of the ways
that they lead to those are left that have all of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tonelint.archive import Pieces
from tonelint.checks.base import Pattern

# A pattern by its number, and one of its ways by its own.
Way = tuple[int, int]
# What a word leads to: ways, by the sets that they need beside the one that the word is in.
Leads = tuple[tuple[frozenset[int], tuple[Way, ...]], ...]

# Words in most sentences: a poor key for the index.
_COMMON = frozenset(
    ["a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from", "get", "has", "have",
     "here", "i", "if", "in", "is", "it", "just", "like", "make", "more", "my", "no", "not", "of", "on", "one", "or", "our",
     "out", "so", "that", "the", "their", "there", "they", "this", "to", "up", "us", "was", "we", "what", "when", "will", "with",
     "you", "your"]
)  # fmt: skip


@dataclass(frozen=True)
class Index:
    """The words of patterns. `numbers`: where a word stands in `entries`; `always`: ways that need no word."""

    patterns: tuple[Pattern, ...]
    numbers: Mapping[str, int]
    entries: Sequence[tuple[frozenset[int], Leads]]
    always: tuple[Way, ...]

    def candidates(self, vocabulary: Iterable[str]) -> set[Way]:
        """Return the ways that a sentence with these words may match."""
        known = [self.entries[number] for number in map(self.numbers.get, vocabulary) if number is not None]
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
    words: defaultdict[str, tuple[set[int], dict[frozenset[int], list[Way]]]] = defaultdict(lambda: (set(), {}))
    numbers: dict[frozenset[str], int] = {}
    always: list[Way] = []
    for number, pattern in enumerate(unique):
        for way, anchors in enumerate(pattern.ways):
            if not (anchors and filtered):
                always.append((number, way))
                continue
            rarest = min(anchors, key=_cost)
            others = [anchor for anchor in anchors if anchor != rarest]
            for anchor in others:
                for word in anchor:
                    words[word][0].add(numbers.setdefault(anchor, len(numbers)))
            needs = frozenset(numbers[anchor] for anchor in others)
            for word in rarest:
                words[word][1].setdefault(needs, []).append((number, way))
    entries = [(frozenset(sets), tuple((needs, tuple(led)) for needs, led in leads.items())) for sets, leads in words.values()]
    return Index(unique, {word: number for number, word in enumerate(words)}, Pieces(entries), tuple(always))


def _cost(anchor: frozenset[str]) -> int:
    return len(anchor) + 100 * len(anchor & _COMMON)
