"""regex: the last resort. A Python regular expression over a sentence as written, with folded quotes and spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.literals import Literals, literals_of
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.regexes import compiled
from tonelint.text import Span

_START = 3


@dataclass(frozen=True)
class RegexPattern:
    """One regular expression; a group named `mark` narrows what is marked. `literals`: see `literals_of`."""

    source: str
    literals: tuple[Literals, ...]
    needs_parse: bool = False

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """None that words tell of: whether it may match is told by pieces of text."""
        return []

    def could_match(self, plain: str) -> bool:
        """Tell whether a text, made plain, has a piece of each set of literals."""
        return all(any(piece in plain for piece in pieces) for pieces in self.literals)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when a sentence may match it."""
        return compiled(self.source)

    def find(self, parsed: Parsed, ways: Iterable[int] = (0,)) -> Iterator[Span]:
        """Yield the matches, empty ones left out."""
        del ways
        folded = parsed.sentence.folded
        group: str | int = "mark" if "mark" in self.regex.groupindex else 0
        for match in self.regex.finditer(folded.text):
            if match.end(group) > match.start(group) >= 0:
                yield folded.span(match.start(group), match.end(group))


@dataclass(frozen=True)
class RegexOptions:
    """Regular expressions, any of which matches. Case counts: write (?i) where it should not."""

    patterns: tuple[str, ...]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile each expression; a wrong one is a problem at its own place."""
        found: list[Pattern | Judge] = []
        for pattern in self.patterns:
            try:
                found.append(RegexPattern(str(pattern), literals_of(compiled(pattern))))
            except re.error as error:
                context.problem(pattern, f"not a regular expression: {error}")
        return found


class Regexes:
    """Regular expressions by their numbers, found by the pieces of text that they cannot do without; unless `filtered`, always."""

    def __init__(self, patterns: Iterable[tuple[int, RegexPattern]], *, filtered: bool = True) -> None:
        self._always: set[int] = set()
        self._by_piece: defaultdict[str, list[tuple[int, RegexPattern]]] = defaultdict(list)
        for number, pattern in patterns:
            if filtered and pattern.literals:
                for piece in pattern.literals[0]:
                    self._by_piece[piece].append((number, pattern))
            else:
                self._always.add(number)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for piece in self._by_piece:
            self._by_start[piece[:_START] if len(piece) >= _START else ""].append(piece)

    def candidates(self, texts: Sequence[str]) -> Iterator[set[int]]:
        """Yield, for each sentence of a message made plain, the numbers of the expressions that may match it."""
        whole = "\n".join(texts)
        # Most pieces are in no message: they are looked for only where there is what they start with.
        starts = {"", *(whole[at : at + _START] for at in range(len(whole)))}
        pieces = [piece for start in starts & self._by_start.keys() for piece in self._by_start[start] if piece in whole]
        for text in texts:
            asked = (one for piece in pieces if piece in text for one in self._by_piece[piece])
            yield self._always.union(number for number, pattern in asked if pattern.could_match(text))
