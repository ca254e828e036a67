"""A folded sentence made ready for phrases: where its words start, and what may stand between two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from tonelint.quantities import QUANTITIES, begins_value, quantity, signs
from tonelint.regexes import regex

_RUN = regex(r"\w+|[^\w\s]")
# Marks that may stand between two words of a phrase: "act, now", "last-chance", "(free) gift".
_SEPARATOR = regex(r"[,'\"*_()]{0,3} [('\"*_-]{0,2} ?|-")
_ANY_WORD = regex(r"[\w$€£#&@](?:[\w'.,:%/&]*[\w%])?")
_LAST_WORD = regex(r"\w(?=\W*\Z)")
# What may stand before the first word of a sentence: quotes, bullets, emoji.
_LEAD = regex(r"[^\w$€£#&@]*")


# Where a match has come to: the offset behind its last word, or `~` of the offset where its first word may start.
Place = int


class Follow(dict[Place, "int | None"]):
    """Where the next word of a phrase may start for a match that has come to a place; None when something is between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, place: Place) -> int | None:
        match = _SEPARATOR.match(self._text, place) if place >= 0 else None
        self[place] = found = ~place if place < 0 else match.end() if match else None
        return found


class Opener(Protocol):
    """What may be looked for from a place."""

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        """Return the places where it may end."""
        ...


class Line:
    """Folded words with the places where a word or mark starts. Offsets count characters of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.follow = Follow(text)
        self._words: dict[Place, Place | None] = {}
        self._starts: dict[int, list[int]] = {}
        # Where an element, by its identity, was found to end when it was looked for from a place.
        self.known: defaultdict[int, dict[Place, Sequence[Place]]] = defaultdict(dict)

    @cached_property
    def runs(self) -> dict[int, str]:
        """Every word, and every mark on its own, by the offset where it starts; in order."""
        return {match.start(): match.group() for match in _RUN.finditer(self.text)}

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """The offsets where each word or mark starts."""
        starts: dict[str, list[int]] = {}
        for start, run in self.runs.items():
            starts.setdefault(run, []).append(start)
        return starts

    def starts_of(self, words: frozenset[str]) -> Sequence[int]:
        """Return the offsets in order where one of some words starts."""
        found = [start for word in words.intersection(self.starts) for start in self.starts[word]]
        return sorted(found) if len(found) > 1 else found

    @cached_property
    def last(self) -> int:
        """Where the last word ends that is still to be passed before the sentence is at its end."""
        match = _LAST_WORD.search(self.text)
        return match.end() if match else 0

    @cached_property
    def lead(self) -> int:
        """Where the first word starts."""
        match = _LEAD.match(self.text)
        return match.end() if match else 0

    def after_word(self, place: Place) -> Place | None:
        """Return the place behind whatever word comes next; a number with its marks and an amount are one word."""
        if place not in self._words:
            start = self.follow[place]
            match = _ANY_WORD.match(self.text, start) if start is not None else None
            self._words[place] = match.end() if match else None
        return self._words[place]

    @cached_property
    def values(self) -> dict[str, dict[int | None, int]]:
        """Where the values of each kind end, by where they start."""
        starts = [start for start, run in self.runs.items() if begins_value(run)]
        matches = {kind: [(start, quantity(kind).match(self.text, start)) for start in starts] for kind in QUANTITIES}
        return {kind: {start: match.end() for start, match in found if match} for kind, found in matches.items()}

    @cached_property
    def kinds(self) -> dict[int | None, list[str]]:
        """The kinds of the values that start at an offset."""
        kinds: dict[int | None, list[str]] = {}
        for kind, ends in self.values.items():
            for start in ends:
                kinds.setdefault(start, []).append(kind)
        return kinds

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words and signs of the sentence."""
        return signs(self.text).union(self.starts)

    def starts_by(self, element: Opener) -> Sequence[int]:
        """Return the offsets, in order, where an element may be the first of a match."""
        if id(element) not in self._starts:
            self._starts[id(element)] = [start for start in self.runs if element.ends(self, ~start)]
        return self._starts[id(element)]
