"""The phrase language: the words of a rule to elements that are looked for in folded words.

    last chance            the words, in any case, over line breaks and hyphens
    (our|the) team         one of several
    really?                may be left out; groups too: (very|so)?
    miss~                  any inflected form; on a group or a list: every alternative's first word
    @closeness             a word list
    ...   ...2   *         up to four words (or two) in between; exactly one word
    ^  $                   the start and the end of the sentence
    , ! ? : .              the mark itself
    #number #money #percent #time #date #duration       values

Phrases are written with contractions spelt out: "we have" also finds "we've".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tonelint.alternatives import Group
from tonelint.elements import AnyWord, Edge, Element, Gap, Mark, Maybe, Value, Words
from tonelint.errors import near
from tonelint.grammar.inflection import forms
from tonelint.phrase import Phrase
from tonelint.quantities import QUANTITIES
from tonelint.regexes import regex

_TOKEN = regex(
    r"\s*(?:(?P<open>\()|(?P<bar>\|)|(?:(?P<close>\))|(?P<gap>\.\.\.(?P<most>\d*))|(?P<star>(?<!\w)\*)|(?P<list>@[\w-]+)|(?P<value>#\w+)"
    r"|(?P<edge>[\^$])|(?P<mark>[,!:.]|\#(?!\w)|\?(?=\s|$|\)|\|))|(?P<word>[\w©'&%/+<>\"\[\]-]+(?:[.][\w]+)*)|(?P<other>\S))(?P<suffix>~?\??))"
)
_GAP = 4


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why. `entry`: the entry of a word list that it is to be blamed on."""

    def __init__(self, message: str, entry: str | None = None) -> None:
        super().__init__(message)
        self.entry = entry


_Entries = Mapping[str, tuple[str, ...]]


class WordLists(dict[str, tuple[str, ...]]):
    """Word lists by name. An entry is read once, however many phrases name its list."""

    def __init__(self, lists: _Entries) -> None:
        super().__init__(lists)
        self._entries: dict[str, tuple[Element, ...]] = {}
        self._elements: dict[tuple[str, bool], Element] = {}
        self._open: set[str] = set()

    def __reduce__(self) -> tuple[type[WordLists], tuple[Any, ...]]:
        return WordLists, (dict(self),)

    def entry(self, text: str) -> tuple[Element, ...]:
        """Return the elements of an entry. Raises PhraseError, also for a list that contains itself."""
        if text not in self._entries:
            if text in self._open:
                message = f"the word list entry '{text}' leads back to itself"
                raise PhraseError(message, text)
            self._open.add(text)
            try:
                self._entries[text] = _Reader(text, self).whole()
            except PhraseError as error:
                error.entry = error.entry or text
                raise
            finally:
                self._open.discard(text)
        return self._entries[text]

    def element(self, name: str, *, inflected: bool) -> Element:
        """Return the alternatives of a list as one element. Raises PhraseError for an unknown list."""
        if name not in self:
            message = f"unknown word list '@{name}'{near(name, self)}"
            raise PhraseError(message)
        if (name, inflected) not in self._elements:
            branches = [self.entry(entry) for entry in self[name]]
            if inflected:
                branches = [_inflected(entry, elements) for entry, elements in zip(self[name], branches, strict=True)]
            self._elements[name, inflected] = _alternatives(branches)
        return self._elements[name, inflected]


def compile_phrase(text: str, lists: WordLists) -> Phrase:
    """Read a phrase. Raises PhraseError for bad syntax, an unknown list or value."""
    elements = _Reader(text, lists).whole()
    if all(element.is_optional for element in elements):
        message = "a phrase needs a word that may not be left out"
        raise PhraseError(message)
    return Phrase(text, elements)


class _Reader:
    """A recursive-descent reader of one phrase."""

    def __init__(self, text: str, lists: WordLists) -> None:
        self.text, self.lists = text, lists
        self.at = 0

    def whole(self) -> tuple[Element, ...]:
        elements = self.sequence()
        if self.rest():
            message = f"unexpected '{self.rest()[:12]}' in the phrase"
            raise PhraseError(message)
        return elements

    def rest(self) -> str:
        return self.text[self.at :].strip()

    def sequence(self) -> tuple[Element, ...]:
        elements: list[Element] = []
        while (match := _TOKEN.match(self.text, self.at)) and not (match["close"] or match["bar"]):
            self.at = match.end()
            elements.append(self.item(match))
        if not elements:
            message = "an empty phrase or alternative"
            raise PhraseError(message)
        return tuple(elements)

    def item(self, match: re.Match[str]) -> Element:
        if match["open"]:
            return self.group()
        if match["other"]:
            message = f"unexpected '{match['other']}' in the phrase"
            raise PhraseError(message)
        inflected = match["suffix"].startswith("~")
        element = self.element(match, inflected=inflected)
        return Maybe(element) if match["suffix"].endswith("?") and not element.is_optional else element

    def element(self, match: re.Match[str], *, inflected: bool) -> Element:
        if match["gap"]:
            return Gap(int(match["most"] or _GAP))
        if match["star"]:
            return AnyWord()
        if match["edge"]:
            return Edge(is_start=match["edge"] == "^")
        if match["mark"]:
            return Mark(match["mark"])
        if match["value"]:
            return _value(match["value"])
        if match["list"]:
            return self.lists.element(match["list"][1:], inflected=inflected)
        return _word(match["word"], inflected=inflected)

    def group(self) -> Element:
        branches: list[tuple[Element, ...]] = []
        sources: list[str] = []
        while True:
            start = self.at
            branches.append(self.sequence())
            sources.append(self.text[start : self.at].strip())
            match = _TOKEN.match(self.text, self.at)
            if match is None or not (match["bar"] or match["close"]):
                message = "a group that is not closed with ')'"
                raise PhraseError(message)
            self.at = match.end()
            if match["close"]:
                break
        if match["suffix"].startswith("~"):
            branches = [_inflected(source, elements) for source, elements in zip(sources, branches, strict=True)]
        element = _alternatives(branches)
        return Maybe(element) if match["suffix"].endswith("?") else element


def _value(name: str) -> Element:
    if name[1:] not in QUANTITIES:
        message = f"unknown value '{name}' (one of {', '.join('#' + value for value in QUANTITIES)})"
        raise PhraseError(message)
    return Value(name[1:])


@cache
def _word(word: str, *, inflected: bool) -> Words:
    return Words(forms(word.lower()) if inflected else frozenset([word.lower()]))


def _inflected(source: str, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    first = source.split(maxsplit=1)[0] if source.split() else ""
    if not first.isalpha():
        return elements
    word = _word(first, inflected=True)
    return (Maybe(word) if elements[0].is_optional else word, *elements[1:])


def _alternatives(branches: list[tuple[Element, ...]]) -> Element:
    """Return branches as one element: a set of words where each is a single one."""
    single = [branch[0] for branch in branches if len(branch) == 1]
    words = [element for element in single if isinstance(element, Words)]
    if len(words) == len(branches):
        return Words(frozenset().union(*(element.forms for element in words)))
    return single[0] if len(branches) == 1 and single else Group(tuple(branches))
