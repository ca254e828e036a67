"""Word lists that are looked for in raw lines, as the anatomy of a message does.

A list of hundreds of entries makes a regular expression that takes a tenth of a second to compile, and a line holds the words
of a few of them at most. So an expression is made only of those entries whose words are in the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from tonelint.elements import Element, Group, Words, anchors_of, sequence_regex
from tonelint.phrases import WordLists

_WORD = re.compile(r"\w+")
# Letters that a regular expression takes for an "i", "s" or "k" in any case, though none of these in small letters.
_ALIKE = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})


class Listed:
    """A word list in an expression, by the entries that a text may hold. The expression has "%s" where the list stands."""

    def __init__(self, name: str, lists: WordLists, expression: str = "%s", flags: int = 0) -> None:
        self._name, self._lists = name, lists
        self._expression, self._flags = expression, flags
        self._compiled: dict[tuple[int, ...], re.Pattern[str]] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """Match the expression at the start of a text."""
        return self._pattern(text).match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the expression with the whole of a text."""
        return self._pattern(text).fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Look for the expression in a text."""
        return self._pattern(text).search(text)

    def _pattern(self, text: str) -> re.Pattern[str]:
        words = _words(text)
        numbers = {number for word in words for number in self._by_word.get(word, ())}
        possible = tuple(n for n in sorted(numbers.union(self._free)) if all(not words.isdisjoint(one) for one in self._needed[n]))
        if possible not in self._compiled:
            entries = "|".join(sequence_regex(self._entries[number]) for number in possible) or "(?!)"
            self._compiled[possible] = re.compile(self._expression % f"(?:{entries})", self._flags)
        return self._compiled[possible]

    @cached_property
    def _entries(self) -> Sequence[Sequence[Element]]:
        """The entries in the order they are tried in."""
        element = self._lists.element(self._name, inflected=False)
        if isinstance(element, Words):
            return [(Words(frozenset([form])),) for form in sorted(element.forms, key=len, reverse=True)]
        return element.branches if isinstance(element, Group) else [(element,)]

    @cached_property
    def _needed(self) -> Sequence[Sequence[frozenset[str]]]:
        """Of each entry, sets of words: it needs one of each."""
        return [anchors_of(entry) for entry in self._entries]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The entries by each word of the smallest set that they need one of."""
        table: dict[str, list[int]] = {}
        for number, needed in enumerate(self._needed):
            for word in min(needed, key=len) if needed else ():
                table.setdefault(word, []).append(number)
        return table

    @cached_property
    def _free(self) -> tuple[int, ...]:
        """The entries that need no word."""
        return tuple(number for number, needed in enumerate(self._needed) if not needed)


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters; the lists of one line are looked for one after the other."""
    return frozenset(_WORD.findall(text.translate(_ALIKE).lower()))
