"""A parsed sentence as plain values, so that nothing above needs to know which parser made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from tonelint.dataclass import dataclass


class Token(NamedTuple):
    """A word of a parse: offsets in the parsed text, Penn tag, dependency label (ClearNLP) and the index of its head."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int

    @property
    def is_verb(self) -> bool:
        """Any form of a verb, modals left out."""
        return self.tag.startswith("VB")


@dataclass(frozen=True)
class Parse:
    """The tokens of one sentence; `doc` is the parser's own value, for raw patterns; None when there are none."""

    tokens: tuple[Token, ...]
    doc: Any = field(repr=False, compare=False)

    @cached_property
    def _children(self) -> list[list[Token]]:
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        return children

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Return the dependents of a token in order, all or those with one of the labels."""
        found = self._children[token.i]
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, token: Token) -> Token | None:
        """Return the head of a token; None for the root."""
        return None if token.head == token.i else self.tokens[token.head]

    def subtree(self, token: Token) -> Iterator[Token]:
        """Yield a token and everything under it, in no fixed order."""
        stack = [token]
        while stack:
            top = stack.pop()
            yield top
            stack += self._children[top.i]
