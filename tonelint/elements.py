"""The elements of a phrase, and how each is found in a line.

A *place* is where a match has come to: the offset behind its last word, or for a match that has no word yet the complement
(`~`) of the offset where its first may start (see `line.Follow`). Each element tells the places where it may end when it is
looked for from a place, best first; where the last element of a phrase ends first is the match. As alternatives and lists
are shared by many phrases, a line remembers where they end. Nothing is compiled to one large regular expression: word lists
stay sets, and loading stays cheap.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from tonelint.commonness import commonness
from tonelint.dataclass import dataclass
from tonelint.line import Line, Place
from tonelint.quantities import MARKS, needed, quantity
from tonelint.regexes import regex

# Sets of words, of each of which one is needed.
Anchors = tuple[frozenset[str], ...]

_PIECE = regex(r"\w+")
_WORDISH = regex(r"\w+\Z")


@dataclass(frozen=True)
class Opening:
    """What a sequence may start with: words, or what else there may be at its place (values, marks, edges)."""

    words: frozenset[str] = frozenset()
    others: tuple[Element, ...] = ()

    def __or__(self, other: Opening) -> Opening:
        if not self.words and not self.others:
            return other
        return Opening(self.words | other.words, tuple(dict.fromkeys(self.others + other.others)))

    def starts(self, line: Line) -> Sequence[int]:
        """Return the offsets in a line where a match may start, in order."""
        found = line.starts_of(self.words)
        if not self.others:
            return found
        more = [start for element in self.others for start in line.starts_by(element)]
        return sorted({*found, *more}) if more else found


class Element(ABC):
    """One element. `opens`: what it may start with, None for anything. `anchor`: words one of which it needs.

    `plain`: the words of an element that is one of some words, none of them with a mark in it: it is looked up, no more.
    `ways`: those in which one of several sequences may be in a line.
    """

    opens: Opening | None = None
    anchor: frozenset[str] | None = None
    plain: frozenset[str] | None = None
    ways: Sequence[Anchors] = ()
    is_optional = False

    @abstractmethod
    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        """Return the places where the element may end when it is looked for from a place, best first."""

    @property
    @abstractmethod
    def regex(self) -> str:
        """The element as a regular expression, for the few lists that the anatomy looks for in raw lines."""


@dataclass(frozen=True)
class Words(Element):
    """One of some words; those with a mark in them ("e-mail", "p.s") are compared as they are."""

    forms: frozenset[str]

    def __getstate__(self) -> dict[str, Any]:
        return {"forms": self.forms, "marked": self.marked}

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The forms with a mark in them, the longest first."""
        if "".join(self.forms).isalnum():
            return ()
        return tuple(sorted((form for form in self.forms if not _WORDISH.match(form)), key=len, reverse=True))

    @cached_property
    def plain(self) -> frozenset[str] | None:  # type: ignore[override]
        return None if self.marked else self.forms

    @cached_property
    def opens(self) -> Opening:  # type: ignore[override]
        return Opening(self.forms if not self.marked else self.forms | {_first_run(form) for form in self.marked})

    @cached_property
    def anchor(self) -> frozenset[str] | None:  # type: ignore[override]
        found = self.plain or frozenset(min(pieces, key=_by_rarity) for form in self.forms if (pieces := _PIECE.findall(form)))
        return found or None

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        start = line.follow[place]
        # A clitic stands right behind its word: "everybody's".
        is_behind = start is None
        if start is None:
            start = place
        text = line.text
        ends = [start + len(form) for form in self.marked if text.startswith(form, start) and (not is_behind or form[0] == "'")]
        found = [end for end in ends if not _goes_on(text, end)]
        run = "" if is_behind else line.runs.get(start, "")
        if run in self.forms:
            found.append(start + len(run))
        return found

    @property
    def regex(self) -> str:
        return rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(self.forms, key=len, reverse=True))})(?!\w)"


@dataclass(frozen=True)
class Maybe(Element):
    """An element that may be left out; it is rather taken than left."""

    element: Element
    is_optional = True

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        return [*self.element.ends(line, place), place]

    @property
    def regex(self) -> str:
        return self.element.regex


@dataclass(frozen=True)
class Gap(Element):
    """Up to so many words in between, as few as will do."""

    most: int
    is_optional = True

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        found = [place]
        while len(found) <= self.most:
            end = line.after_word(place)
            if end is None:
                break
            place = end
            found.append(place)
        return found

    @property
    def regex(self) -> str:
        return rf"(?:[ ,-]+[\w'.-]+){{0,{self.most}}}?"


@dataclass(frozen=True)
class AnyWord(Element):
    """Exactly one word, whatever it is."""

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        end = line.after_word(place)
        return () if end is None else (end,)

    @property
    def regex(self) -> str:
        return r"[\w'.-]+"


@dataclass(frozen=True)
class Mark(Element):
    """A punctuation mark, right behind the word before or after a blank."""

    text: str

    @property
    def opens(self) -> Opening:  # type: ignore[override]
        return Opening(others=(self,))

    @property
    def anchor(self) -> frozenset[str] | None:  # type: ignore[override]
        return frozenset({self.text}) if self.text in MARKS else None

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        at = ~place if place < 0 else place
        start = at + (line.text[at : at + 1] == " ")
        return (start + len(self.text),) if line.text.startswith(self.text, start) else ()

    @property
    def regex(self) -> str:
        return r" ?" + re.escape(self.text)


@dataclass(frozen=True)
class Edge(Element):
    """The start or the end of the sentence; quotes, bullets and emoji before its first word do not count."""

    is_start: bool

    @property
    def opens(self) -> Opening:  # type: ignore[override]
        return Opening(others=(self,))

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        if self.is_start:
            return (~line.lead,) if place < 0 and ~place <= line.lead else ()
        return () if (~place if place < 0 else place) < line.last else (len(line.text),)

    @property
    def regex(self) -> str:
        return "^" if self.is_start else r"(?:\W*$)"


@dataclass(frozen=True)
class Value(Element):
    """A value such as an amount or a date, of one of the kinds in `quantities.py`."""

    kind: str

    @property
    def opens(self) -> Opening:  # type: ignore[override]
        return Opening(others=(self,))

    @property
    def anchor(self) -> frozenset[str]:  # type: ignore[override]
        return needed(self.kind)

    def ends(self, line: Line, place: Place) -> Sequence[Place]:
        end = line.values[self.kind].get(line.follow[place])
        return () if end is None else (end,)

    @property
    def regex(self) -> str:
        return quantity(self.kind).pattern


def ends_of(sequence: Sequence[Element], line: Line, place: Place) -> Sequence[Place]:
    """Return the places where a sequence may end when it is looked for from a place, best first."""
    places: Sequence[Place] = (place,)
    follow, runs = line.follow, line.runs
    for element in sequence:
        plain = element.plain
        if plain is not None:
            starts = [follow[at] for at in places]
            places = [start + len(runs[start]) for start in starts if start in runs and runs[start] in plain]
        elif len(places) == 1:
            places = element.ends(line, places[0])
        else:
            places = list(dict.fromkeys(end for at in places for end in element.ends(line, at)))
        if not places:
            break
    return places


def opening(sequence: Sequence[Element]) -> Opening | None:
    """Return what a sequence may open with; None for anything."""
    if sequence[0].plain is not None:
        return sequence[0].opens
    found = Opening()
    start: Opening | None = None
    for element in sequence:
        inner = element.element if isinstance(element, Maybe) else element
        if isinstance(inner, Edge) and inner.is_start:
            # What follows says more, unless that is anything.
            start = None if element.is_optional else inner.opens
            continue
        if inner.opens is None:
            return start
        found |= inner.opens
        if not element.is_optional:
            return found
    return start


def _by_rarity(word: str) -> tuple[int, int]:
    return commonness(frozenset([word])), -len(word)


def _first_run(form: str) -> str:
    match = _PIECE.match(form)
    return match.group() if match else form[0]


def _goes_on(text: str, end: int) -> bool:
    return text[end - 1].isalnum() and end < len(text) and (text[end].isalnum() or text[end] == "_")
