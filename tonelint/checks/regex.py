"""regex: the last resort. A Python regular expression over a sentence as written, with folded quotes and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonelint.checks.base import Anchors, Compiling, Judge, Parsed, Pattern
from tonelint.text import Span


@dataclass(frozen=True)
class RegexPattern:
    """One regular expression; a group named `mark` narrows what is marked."""

    regex: re.Pattern[str]
    anchors: Anchors = ()
    needs_parse: bool = False

    def find(self, parsed: Parsed) -> Iterator[Span]:
        """Yield the matches, empty ones left out."""
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
                found.append(RegexPattern(re.compile(pattern)))
            except re.error as error:
                context.problem(pattern, f"not a regular expression: {error}")
        return found
