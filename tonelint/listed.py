"""Word lists that are looked for in raw lines, as the anatomy of a message does.

A list of hundreds of entries makes a regular expression that takes a tenth of a second to compile, and a line holds the words
of a few of them at most. So an expression is made only of those entries whose words are in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from tonelint.alternatives import Group, anchors_of, sequence_regex
from tonelint.dataclass import dataclass
from tonelint.elements import Element, Words
from tonelint.phrases import WordLists
from tonelint.quantities import signs
from tonelint.regexes import regex

# The lists that a message's anatomy is told by.
IN_LINES = (
    "greeting-words", "greeting-formulas", "nobody-words", "category-words", "number-words", "no-names", "hailing-words", "calling-words",
    "closing-words", "team-words", "company-words", "role-words", "footer-cues", "footer-hints",
)  # fmt: skip
_WORD = regex(r"\w+")
_NEVER = "(?!)"
# Letters that a regular expression takes for an "i", "s" or "k" in any case, though none of these in small letters.
_ALIKE = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
# So many choices of a list's entries are kept compiled.
_REMEMBERED = 500


@dataclass(frozen=True)
class Entries:
    """The entries of a word list as regular expressions, in the order they are tried in.

    `needed`: of each entry, sets of words of which it needs one each. `by_word`: the numbers of the entries by each word of the
    smallest such set. `free`: those that need no word.
    """

    expressions: Sequence[str]
    needed: Sequence[Sequence[frozenset[str]]]
    by_word: Mapping[str, Sequence[int]]
    free: Sequence[int]

    @classmethod
    def of(cls, name: str, lists: WordLists) -> Entries:
        """Return the entries of a list."""
        entries = list(_entries(lists.element(name, inflected=False)))
        needed = [anchors_of(entry) for entry in entries]
        by_word: dict[str, list[int]] = {}
        for number, sets in enumerate(needed):
            for word in min(sets, key=len) if sets else ():
                by_word.setdefault(word, []).append(number)
        return cls([sequence_regex(entry) for entry in entries], needed, by_word, [n for n, sets in enumerate(needed) if not sets])

    def in_words(self, words: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the entries that a text with these words may hold."""
        numbers = {number for word in words for number in self.by_word.get(word, ())}
        return tuple(n for n in sorted(numbers.union(self.free)) if not any(words.isdisjoint(one) for one in self.needed[n]))


def _entries(element: Element) -> Iterator[Sequence[Element]]:
    if isinstance(element, Words):
        yield from ((Words(frozenset([form])),) for form in sorted(element.forms, key=len, reverse=True))
    elif isinstance(element, Group):
        yield from element.branches
    else:
        yield (element,)


@dataclass(frozen=True)
class InLines:
    """The word lists that are looked for in raw lines. `kept`: their entries in the order of `IN_LINES`, where they were kept."""

    lists: WordLists
    kept: Sequence[Entries] = ()

    def entries(self, name: str) -> Entries:
        """Return the entries of a list."""
        return self.kept[IN_LINES.index(name)] if self.kept else Entries.of(name, self.lists)


class Listed:
    """A word list in an expression, which has "%s" where the list stands; its entries are read with the first text."""

    def __init__(self, name: str, lists: InLines, expression: str = "%s", flags: int = 0) -> None:
        self._name, self._lists = name, lists
        self._expression, self._flags = expression, flags
        self._compiled: dict[tuple[int, ...], re.Pattern[str]] = {}

    @cached_property
    def _entries(self) -> Entries:
        return self._lists.entries(self._name)

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
        numbers = self._entries.in_words(_words(text))
        if numbers not in self._compiled:
            if len(self._compiled) >= _REMEMBERED:
                self._compiled.clear()
            entries = "|".join(self._entries.expressions[number] for number in numbers) or _NEVER
            # Most texts have a word of no entry: one expression, compiled once, will do for all lists then.
            is_lost = not numbers and "%s|" not in self._expression
            self._compiled[numbers] = re.compile(_NEVER) if is_lost else re.compile(self._expression % f"(?:{entries})", self._flags)
        return self._compiled[numbers]


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    """Return the words and signs of a text in small letters; the lists of one line are looked for one after the other."""
    return frozenset(_WORD.findall(text.translate(_ALIKE).lower())) | signs(text)
