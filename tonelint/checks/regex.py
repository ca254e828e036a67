"""regex: the last resort. A Python regular expression over a sentence as written, with folded quotes and spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tonelint.archive import Pieces
from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.literals import Literals, literals_of
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.regexes import compiled
from tonelint.text import Span

_START = 3


@dataclass(frozen=True)
class RegexPattern:
    """One regular expression; a group named `mark` narrows what is marked.

    `said`: its source and its literals (see `literals_of`), the one item, read when it is first asked for.
    """

    said: Sequence[tuple[str, tuple[Literals, ...]]]
    needs_parse: bool = False

    @classmethod
    def of(cls, source: str) -> RegexPattern:
        """Compile an expression. Raises re.error."""
        return cls(Pieces([(source, literals_of(compiled(source)))]))

    @property
    def source(self) -> str:
        """The expression as it was written."""
        return self.said[0][0]

    @property
    def literals(self) -> tuple[Literals, ...]:
        """Sets of pieces of text, one of each of which is in whatever it matches."""
        return self.said[0][1]

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
                found.append(RegexPattern.of(str(pattern)))
            except re.error as error:
                context.problem(pattern, f"not a regular expression: {error}")
        return found


@dataclass(frozen=True)
class Regexes:
    """Regular expressions by their numbers, found by the pieces of text that they cannot do without.

    `always`: those that need none. `needed`: the pieces by what they start with, each with the numbers of those that need it;
    the one item, read when it is first asked for.
    """

    always: tuple[int, ...] = ()
    needed: Sequence[Mapping[str, Sequence[tuple[str, tuple[int, ...]]]]] = ({},)

    @classmethod
    def of(cls, patterns: Iterable[tuple[int, RegexPattern]], *, filtered: bool = True) -> Regexes:
        """Return some patterns by their pieces; unless `filtered`, all of them are always found."""
        always: list[int] = []
        by_piece: defaultdict[str, list[int]] = defaultdict(list)
        for number, pattern in patterns:
            if filtered and pattern.literals:
                for piece in pattern.literals[0]:
                    by_piece[piece].append(number)
            else:
                always.append(number)
        by_start: defaultdict[str, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        for piece, numbers in by_piece.items():
            by_start[piece[:_START] if len(piece) >= _START else ""].append((piece, tuple(numbers)))
        return cls(tuple(always), Pieces([dict(by_start)]))

    def candidates(self, texts: Sequence[str]) -> Iterator[set[int]]:
        """Yield, for each sentence of a message made plain, the numbers of the expressions that it has a needed piece of."""
        needed = self.needed[0]
        whole = "\n".join(texts)
        # Most pieces are in no message: they are looked for only where there is what they start with.
        starts = {"", *(whole[at : at + _START] for at in range(len(whole)))}
        pieces = [(piece, numbers) for start in starts & needed.keys() for piece, numbers in needed[start] if piece in whole]
        for text in texts:
            yield {*self.always, *(number for piece, numbers in pieces if piece in text for number in numbers)}
