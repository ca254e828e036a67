"""A folded sentence made ready for phrases: where its words start, and what may stand between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_RUN = re.compile(r"\w+|[^\w\s]")
# Marks that may stand between two words of a phrase: "act, now", "last-chance", "(free) gift".
_SEPARATOR = re.compile(r"[,'\"*_()]{0,3} [('\"*_-]{0,2} ?|-")
_ANY_WORD = re.compile(r"[\w$€£#&@](?:[\w'.,:%/&]*[\w%])?")
# What may stand before the first word of a sentence: quotes, bullets, emoji.
_LEAD = re.compile(r"[^\w$€£#&@]*")


class Line:
    """Folded words with the places where a word or mark starts. Offsets count characters of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[int, int | None] = {}

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

    def starts_of(self, words: frozenset[str] | None) -> Iterable[int]:
        """Return the offsets in order where one of some words starts; every offset for None."""
        if words is None:
            return self.runs
        found = [start for word in words.intersection(self.starts) for start in self.starts[word]]
        return sorted(found) if len(found) > 1 else found

    @cached_property
    def lead(self) -> int:
        """Where the first word starts."""
        match = _LEAD.match(self.text)
        return match.end() if match else 0

    def next_start(self, end: int) -> int | None:
        """Return where the next word of a phrase may start after one that ends here; None when something is between."""
        if end not in self._next:
            match = _SEPARATOR.match(self.text, end)
            self._next[end] = match.end() if match else None
        return self._next[end]

    def any_word(self, start: int) -> int | None:
        """Return the end of whatever word starts here: a number with its marks and an amount are one word."""
        match = _ANY_WORD.match(self.text, start)
        return match.end() if match else None
