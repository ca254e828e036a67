"""The elements of a phrase, and how each is found in a line.

A match is a walk: a place is an offset and whether a word may start right there (at the start of the phrase) or must be
parted from the word before. Each element yields the places where it may end, best first; a sequence is found when a walk
reaches its end. Nothing is compiled to one large regular expression: word lists stay sets, and loading stays cheap.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tonelint.line import Line

Place = tuple[int, bool]

_PIECE = re.compile(r"\w+")
_WORDISH = re.compile(r"\w+\Z")
_LARGEST_ANCHOR = 600


class Element(ABC):
    """One element. `opens`: the words or marks it may start with, None for anything. `anchor`: words one of which it needs."""

    opens: frozenset[str] | None = None
    anchor: frozenset[str] | None = None
    is_optional = False

    @abstractmethod
    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        """Yield the places where the element may end when it is looked for from here."""

    @property
    @abstractmethod
    def regex(self) -> str:
        """The element as a regular expression, for the few lists that the anatomy looks for in raw lines."""


@dataclass(frozen=True)
class Words(Element):
    """One of some words; those with a mark in them ("e-mail", "p.s") are compared as they are."""

    forms: frozenset[str]

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The forms with a mark in them, the longest first."""
        return tuple(sorted((form for form in self.forms if not _WORDISH.match(form)), key=len, reverse=True))

    @cached_property
    def opens(self) -> frozenset[str]:  # type: ignore[override]
        return self.forms if not self.marked else self.forms | {_first_run(form) for form in self.marked}

    @cached_property
    def anchor(self) -> frozenset[str] | None:  # type: ignore[override]
        return frozenset(max(pieces, key=len) for form in self.forms if (pieces := _PIECE.findall(form))) or None

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        start = at if fresh else line.next_start(at)
        if start is None:
            # A clitic stands right behind its word: "everybody's".
            start = at
        for form in self.marked:
            if line.text.startswith(form, start) and (start > at or fresh or form[0] == "'") and not _goes_on(line.text, start + len(form)):
                yield start + len(form), False
        run = line.runs.get(start, "")
        if run in self.forms and (start > at or fresh):
            yield start + len(run), False

    @property
    def regex(self) -> str:
        return rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(self.forms, key=len, reverse=True))})(?!\w)"


@dataclass(frozen=True)
class Group(Element):
    """One of several sequences, tried in order."""

    branches: tuple[tuple[Element, ...], ...]

    @cached_property
    def opens(self) -> frozenset[str] | None:  # type: ignore[override]
        return _union(opening(branch) for branch in self.branches)

    @cached_property
    def anchor(self) -> frozenset[str] | None:  # type: ignore[override]
        found = _union(min(anchors, key=len) if (anchors := anchors_of(branch)) else None for branch in self.branches)
        return found if found and len(found) <= _LARGEST_ANCHOR else None

    @cached_property
    def _by_run(self) -> dict[str | None, list[int]]:
        """The branches by the word they may open with; None holds those that may open with anything."""
        table: dict[str | None, list[int]] = {}
        for number, branch in enumerate(self.branches):
            opens = opening(branch)
            for run in opens if opens is not None else (None,):
                table.setdefault(run, []).append(number)
        return table

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        start = at if fresh else line.next_start(at)
        run = line.runs.get(start) if start is not None else None
        table = self._by_run
        free = table.get(None, [])
        numbers = table.get(run, []) if run is not None else []
        for number in sorted({*numbers, *free}) if free and numbers else numbers or free:
            yield from walk(self.branches[number], 0, line, at, fresh=fresh)

    @property
    def regex(self) -> str:
        return f"(?:{'|'.join(sequence_regex(branch) for branch in self.branches)})"


@dataclass(frozen=True)
class Maybe(Element):
    """An element that may be left out; it is rather taken than left."""

    element: Element
    is_optional = True

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        yield from self.element.ends(line, at, fresh=fresh)
        yield at, fresh

    @property
    def regex(self) -> str:
        return self.element.regex


@dataclass(frozen=True)
class Gap(Element):
    """Up to so many words in between, as few as will do."""

    most: int
    is_optional = True

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        yield at, fresh
        for _ in range(self.most):
            start = at if fresh else line.next_start(at)
            end = line.any_word(start) if start is not None else None
            if end is None:
                return
            at, fresh = end, False
            yield at, fresh

    @property
    def regex(self) -> str:
        return rf"(?:[ ,-]+[\w'.-]+){{0,{self.most}}}?"


@dataclass(frozen=True)
class AnyWord(Element):
    """Exactly one word, whatever it is."""

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        start = at if fresh else line.next_start(at)
        end = line.any_word(start) if start is not None else None
        if end is not None:
            yield end, False

    @property
    def regex(self) -> str:
        return r"[\w'.-]+"


@dataclass(frozen=True)
class Mark(Element):
    """A punctuation mark, right behind the word before or after a blank."""

    text: str

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        del fresh
        start = at + (line.text[at : at + 1] == " ")
        if line.text.startswith(self.text, start):
            yield start + len(self.text), False

    @property
    def regex(self) -> str:
        return r" ?" + re.escape(self.text)


@dataclass(frozen=True)
class Edge(Element):
    """The start or the end of the sentence; quotes, bullets and emoji before its first word do not count."""

    is_start: bool

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        if self.is_start and fresh and at <= line.lead:
            yield line.lead, True
        elif not self.is_start and not _PIECE.search(line.text, at):
            yield len(line.text), False

    @property
    def regex(self) -> str:
        return "^" if self.is_start else r"(?:\W*$)"


@dataclass(frozen=True)
class Value(Element):
    """A value such as an amount or a date."""

    pattern: re.Pattern[str]

    def ends(self, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
        start = at if fresh else line.next_start(at)
        match = self.pattern.match(line.text, start) if start is not None else None
        if match:
            yield match.end(), False

    @property
    def regex(self) -> str:
        return self.pattern.pattern


def walk(sequence: Sequence[Element], number: int, line: Line, at: int, *, fresh: bool) -> Iterator[Place]:
    """Yield the places where a sequence, from its element of that number on, may end."""
    while number < len(sequence):
        element = sequence[number]
        if not isinstance(element, Words) or element.marked:
            for end, still_fresh in element.ends(line, at, fresh=fresh):
                yield from walk(sequence, number + 1, line, end, fresh=still_fresh)
            return
        # Plain words end in one place only, if at all: no walk of their own, which is most of the time spent here.
        start = at if fresh else line.next_start(at)
        run = line.runs.get(start) if start is not None else None
        if start is None or run not in element.forms:
            return
        at, fresh, number = start + len(run), False, number + 1
    yield at, fresh


def opening(sequence: Sequence[Element]) -> frozenset[str] | None:
    """Return the words or marks that a sequence may open with; None for anything."""
    found: frozenset[str] = frozenset()
    for element in sequence:
        inner = element.element if isinstance(element, Maybe) else element
        if isinstance(inner, Edge) and inner.is_start:
            continue
        if inner.opens is None:
            return None
        found |= inner.opens
        if not element.is_optional:
            return found
    return None


def anchors_of(sequence: Sequence[Element]) -> list[frozenset[str]]:
    """Return the sets of words, one of each of which must be in a line for the sequence to be in it."""
    return [element.anchor for element in sequence if element.anchor and not element.is_optional]


def sequence_regex(sequence: Sequence[Element]) -> str:
    """Return a sequence as a regular expression over a line with single blanks."""
    regex, started = "", False
    for element in sequence:
        if isinstance(element, Gap | Edge | Mark):
            regex += element.regex
            continue
        before = r"[ ,-]{1,2}" if started else ""
        after = "" if started or not element.is_optional else r"[ ,-]{1,2}"
        regex += f"(?:{before}{element.regex}{after})?" if element.is_optional else before + element.regex
        started = started or not element.is_optional
    return regex


def _union(sets: Iterator[frozenset[str] | None] | Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found)


def _first_run(form: str) -> str:
    match = _PIECE.match(form)
    return match.group() if match else form[0]


def _goes_on(text: str, end: int) -> bool:
    return text[end - 1].isalnum() and end < len(text) and (text[end].isalnum() or text[end] == "_")
