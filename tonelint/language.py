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
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from tonelint.alternatives import Group
from tonelint.elements import AnyWord, Edge, Element, Gap, Mark, Maybe, Value, Words
from tonelint.grammar.inflection import forms
from tonelint.quantities import QUANTITIES
from tonelint.regexes import regex

# A group of words alone, or what else there is up to the next blank, bracket or bar; or one of these two.
_PIECE = regex(r"\s*(?:(?P<piece>\([\w'-]+(?:\|[\w'-]+)*\)(?!~)\??|[^\s()|]+)|(?P<open>\()|(?P<close>\)(?P<suffix>~?\??))|(?P<bar>\|))")
_TOKEN = regex(
    r"(?:(?P<gap>\.\.\.(?P<most>\d*))|(?P<star>(?<!\w)\*)|(?P<list>@[\w-]+)|(?P<value>#\w+)|(?P<edge>[\^$])|(?P<mark>[,!:.]|\#(?!\w)|\?$)"
    r"|(?P<word>[\w©'&%/+<>\"\[\]-]+(?:[.][\w]+)*)|(?P<other>\S))(?P<suffix>~?\??)"
)
_GAP = 4


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why. `entry`: the entry of a word list that it is to be blamed on."""

    def __init__(self, message: str, entry: str | None = None) -> None:
        super().__init__(message)
        self.entry = entry


class Lists(Protocol):
    """The word lists that phrases name."""

    def element(self, name: str, *, inflected: bool) -> Element:
        """Return the alternatives of a list as one element. Raises PhraseError for an unknown list."""
        ...


class Language:
    """Reads phrases with some word lists. What many phrases have in common is read once, and is one."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self.known: dict[str, tuple[Element, ...]] = {}

    def elements(self, text: str) -> tuple[Element, ...]:
        """Return the elements of a phrase. Raises PhraseError."""
        return _Reader(text, self).whole()

    def piece(self, text: str) -> tuple[Element, ...]:
        """Return what stands between blanks, brackets and bars, or a group of words alone."""
        if text not in self.known:
            self.known[text] = self._piece(text)
        return self.known[text]

    def group(self, source: str, branches: Sequence[tuple[Element, ...]]) -> Element:
        """Return a group, the one that was read before where there is one."""
        if source not in self.known:
            self.known[source] = (alternatives(branches),)
        return self.known[source][0]

    def _piece(self, text: str) -> tuple[Element, ...]:
        # Most are nothing but a word.
        if text.isalpha():
            return (Words(frozenset([text.lower()])),)
        return _words(text) if text[0] == "(" else tuple(map(self._token, _TOKEN.finditer(text)))

    def _token(self, match: re.Match[str]) -> Element:
        if match["other"]:
            message = f"unexpected '{match['other']}' in the phrase"
            raise PhraseError(message)
        element = self._element(match, inflected=match["suffix"].startswith("~"))
        return Maybe(element) if match["suffix"].endswith("?") and not element.is_optional else element

    def _element(self, match: re.Match[str], *, inflected: bool) -> Element:
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
            return self._lists.element(match["list"][1:], inflected=inflected)
        return _word(match["word"], inflected=inflected)


class _Reader:
    """A recursive-descent reader of one phrase."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language = text, language
        self._pieces = _PIECE.finditer(text)
        # The bar or bracket that the last sequence ended at; None for the end of the text.
        self._stop: re.Match[str] | None = None

    def whole(self) -> tuple[Element, ...]:
        elements = self._sequence()
        if self._stop:
            message = f"unexpected '{self._text[self._stop.start() :].strip()[:12]}' in the phrase"
            raise PhraseError(message)
        return elements

    def _sequence(self) -> tuple[Element, ...]:
        elements: list[Element] = []
        known = self._language.known
        self._stop = None
        for match in self._pieces:
            kind = match.lastgroup
            if kind == "piece":
                text = match["piece"]
                if text == "?" and self._text.startswith("(", match.end()):
                    message = "a '?' before a group: it stands behind what may be missing"
                    raise PhraseError(message)
                elements += known.get(text) or self._language.piece(text)
            elif kind == "open":
                elements.append(self._group(match))
            else:
                self._stop = match
                break
        if not elements:
            message = "an empty phrase or alternative"
            raise PhraseError(message)
        return tuple(elements)

    def _group(self, opened: re.Match[str]) -> Element:
        branches: list[tuple[Element, ...]] = []
        sources: list[str] = []
        last = opened
        while not last["close"]:
            branches.append(self._sequence())
            if self._stop is None:
                message = "a group that is not closed with ')'"
                raise PhraseError(message)
            sources.append(self._text[last.end() : self._stop.start()])
            last = self._stop
        self._stop = None
        if last["suffix"].startswith("~"):
            branches = [inflected_first(source, elements) for source, elements in zip(sources, branches, strict=True)]
        element = self._language.group(self._text[opened.start("open") : last.end()].rstrip("?"), branches)
        return Maybe(element) if last["suffix"].endswith("?") else element


def _words(group: str) -> tuple[Element, ...]:
    element = Words(frozenset(group[1:].rstrip(")?").lower().split("|")))
    return (Maybe(element) if group.endswith("?") else element,)


def _value(name: str) -> Element:
    if name[1:] not in QUANTITIES:
        message = f"unknown value '{name}' (one of {', '.join('#' + value for value in QUANTITIES)})"
        raise PhraseError(message)
    return Value(name[1:])


@cache
def _word(word: str, *, inflected: bool) -> Words:
    return Words(forms(word.lower()) if inflected else frozenset([word.lower()]))


def inflected_first(source: str, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return the elements of an alternative with its first word in any of its forms."""
    first = source.split(maxsplit=1)[0] if source.split() else ""
    if not first.isalpha():
        return elements
    word = _word(first, inflected=True)
    return (Maybe(word) if elements[0].is_optional else word, *elements[1:])


def alternatives(branches: Sequence[tuple[Element, ...]]) -> Element:
    """Return branches as one element: a set of words where each is a single one."""
    single = [branch[0] for branch in branches if len(branch) == 1]
    words = [element for element in single if isinstance(element, Words)]
    if len(words) == len(branches):
        return Words(frozenset().union(*(element.forms for element in words)))
    return single[0] if len(branches) == 1 and single else Group(tuple(branches))
