"""Terms: what may stand in a place of a clause. A role, a word in any form, a word list, `something` or `nothing`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tonelint.checks.base import Compiling
from tonelint.dataclass import dataclass
from tonelint.errors import near
from tonelint.grammar.inflection import forms
from tonelint.grammar.pieces import run_of
from tonelint.grammar.roles import CUSTOMERS, SECOND, Role, roles
from tonelint.grammar.tokens import Parse, Token

_CLITICS = {"be": {"'s", "'re", "'m", "s", "re", "m"}, "have": {"'ve", "'s", "'d", "ve", "d"}, "will": {"'ll", "wo"}, "not": {"n't"}}
_QUANTITIES = frozenset(
    {"kind", "range", "lot", "lots", "couple", "bit", "piece", "selection", "number", "rest", "some", "all", "any", "one", "set",
     "part", "sort", "array", "variety", "host", "plenty", "hundreds", "thousands", "collection", "choice", "more", "most", "pair"}
)  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """Compiled terms. `words` are single words in all their forms, `phrases` longer ones as tuples of words."""

    roles: frozenset[Role]
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    something: bool = False
    nothing: bool = False

    @cached_property
    def anchor(self) -> frozenset[str] | None:
        """The words one of which must be in the sentence; None when anything at all will do, or any name."""
        if self.something or self.nothing or Role.SENDER in self.roles:
            return None
        spoken_of = {word for role, words in ((Role.READER, SECOND), (Role.CUSTOMERS, CUSTOMERS)) if role in self.roles for word in words}
        return frozenset(run_of(word) for word in self.words | spoken_of | {word for phrase in self.phrases for word in _longest(phrase)})

    def match(self, parse: Parse, heads: Sequence[Token]) -> Token | None:
        """Return the first head that is one of the terms; None when there is none."""
        return next((head for head in heads if self._is(parse, head)), None)

    def _is(self, parse: Parse, head: Token) -> bool:
        if self.something or head.lower in self.words or (self.roles and self.roles & set(roles(parse, head))):
            return True
        if self.phrases and self._has_phrase(parse, head):
            return True
        if head.lower in _QUANTITIES:
            below = [noun for of in parse.children(head, "prep") if of.lower == "of" for noun in parse.children(of, "pobj")]
            return self.match(parse, below) is not None
        return False

    def _has_phrase(self, parse: Parse, head: Token) -> bool:
        near_head = sorted((t for t in parse.subtree(head)), key=lambda token: token.i)
        text = [token.lower for token in near_head]
        return any(
            tuple(text[at : at + len(phrase)]) in _variants(phrase)
            for phrase in self.phrases
            for at in range(len(text) - len(phrase) + 1)
            if any(token.i == head.i for token in near_head[at : at + len(phrase)])
        )


def _longest(phrase: tuple[str, ...]) -> frozenset[str]:
    """Return the forms that the longest word of a phrase may have in it: those at its ends are inflected."""
    at = max(range(len(phrase)), key=lambda number: len(phrase[number]))
    return forms(phrase[at]) if at in (0, len(phrase) - 1) else frozenset({phrase[at]})


def _variants(phrase: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {(*phrase[:-1], form) for form in forms(phrase[-1])} | {(form, *phrase[1:]) for form in forms(phrase[0])}


def compile_terms(texts: Sequence[str] | None, context: Compiling) -> Terms | None:
    """Compile the texts of one place; None when the place is left open."""
    if not texts:
        return None
    found: set[Role] = set()
    words: set[str] = set()
    phrases: list[tuple[str, ...]] = []
    for text in texts:
        if text in Role._value2member_map_:
            found.add(Role(str(text)))
        elif text not in ("something", "nothing"):
            for entry in _entries(text, context):
                single = " " not in entry
                if single:
                    words |= forms(entry) | _CLITICS.get(entry, set())
                else:
                    phrases.append(tuple(entry.split()))
    return Terms(frozenset(found), frozenset(words), tuple(phrases), "something" in texts, "nothing" in texts)


def _entries(text: str, context: Compiling) -> Sequence[str]:
    if not text.startswith("@"):
        return (text.lower(),)
    if text[1:] not in context.lists:
        context.problem(text, f"unknown word list '{text}'{near(text[1:], context.lists)}")
        return ()
    entries: list[str] = []
    for entry in context.lists[text[1:]]:
        entries += _entries(entry, context) if entry.startswith("@") else [entry.replace("~", "").lower()]
    return entries
