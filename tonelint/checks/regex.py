"""regex: the last resort. A Python regular expression over a sentence as written, with folded quotes and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.literals import literals_of
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.text import Span


@dataclass(frozen=True)
class RegexPattern:
    """One regular expression; a group named `mark` narrows what is marked. `literals`: see `literals_of`."""

    source: str
    literals: frozenset[str] | None
    needs_parse: bool = False

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """None that words tell of: whether it may match is told by pieces of text."""
        return []

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when a sentence may match it."""
        return re.compile(self.source)

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
                found.append(RegexPattern(str(pattern), literals_of(re.compile(pattern))))
            except re.error as error:
                context.problem(pattern, f"not a regular expression: {error}")
        return found
