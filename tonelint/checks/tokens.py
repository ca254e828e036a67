"""tokens: raw spaCy Matcher patterns, for what clause cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.located import Located
from tonelint.sentences import Sentence
from tonelint.text import Span

Matcher = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class RawPattern:
    """A raw spaCy pattern. The engine hands in the matcher, because only the nlp room may make one."""

    kind: str
    pattern: tuple[Any, ...]
    anchors: Anchors
    path: str
    where: Located
    needs_parse: bool = True

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """One way, with the words that the pattern names."""
        return [[self.anchors]]

    def could_match(self, _: Sentence) -> bool:
        """Return True: spaCy alone knows."""
        return True

    def find_in(self, parsed: Parsed, matcher: Matcher) -> Iterator[Span]:
        """Yield the spans from the first to the last matched token."""
        if parsed.parse is None:
            return
        for match in matcher(parsed.parse.doc):
            first, last = (match[1], match[2] - 1) if self.kind == "tokens" else (min(match[1]), max(match[1]))
            tokens = parsed.parse.tokens
            yield parsed.sentence.for_parser.span(tokens[first].start, tokens[last].end)

    def find(self, parsed: Parsed, ways: Iterable[int]) -> Iterator[Span]:
        """Raise TypeError: a raw pattern cannot work without a matcher."""
        message = f"a raw {self.kind} pattern needs a matcher from the engine: use find_in"
        raise TypeError(message, parsed, ways)

    @property
    def attributes(self) -> frozenset[str]:
        """The token attributes that the pattern asks for, so that the parser loads what gives them."""
        return frozenset(_keys(self.pattern))


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield str(key).upper()
            yield from _keys(below)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _keys(item)


def literal_anchors(pattern: Sequence[Any]) -> Anchors:
    """Return the words that a pattern names by LOWER (or by a list of them): what a sentence cannot lack."""
    found = []
    for token in pattern:
        attributes = token.get("RIGHT_ATTRS", token) if isinstance(token, dict) else {}
        if not isinstance(attributes, dict) or attributes.get("OP") in ("?", "*", "!"):
            continue
        lower = attributes.get("LOWER")
        words = lower.get("IN", ()) if isinstance(lower, dict) else (lower,) if isinstance(lower, str) else ()
        if words and all(str(word).isalnum() for word in words):
            found.append(frozenset(words))
    return tuple(sorted(found, key=len))


@dataclass(frozen=True)
class TokensOptions:
    """Token patterns as spaCy's Matcher takes them: each a list of attribute mappings."""

    patterns: tuple[Any, ...]
    where: Located
    kind: str = "tokens"

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile each pattern; its shape is checked here, its attributes by spaCy when sentences are first searched."""
        found: list[Pattern | Judge] = []
        for pattern in self.patterns:
            if isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern):
                found.append(RawPattern(self.kind, tuple(pattern), literal_anchors(pattern), context.path, self.where))
            else:
                context.problem(self.where, f"a pattern of '{self.kind}' is a list of mappings, one for each token")
        return found
