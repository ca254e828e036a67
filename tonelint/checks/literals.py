"""What a regular expression cannot do without: pieces of text, one of each set of which is in whatever it matches.

Read off the tree that Python's own parser of expressions makes, as Russ Cox does for trigrams ("Regular Expression Matching
with a Trigram Index", 2012). Where the tree is not understood there is nothing that it needs, and it is looked for everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from tonelint.commonness import commonness
from tonelint.dataclass import dataclass
from tonelint.regexes import regex

Literals = frozenset[str]
# The letters that a small ASCII letter also stands for where case does not count, beside its capital.
_ALIKE = {0x131: "i", 0x130: "i", 0x17F: "s", 0x212A: "k"}
_FIGURE, _ANY_FIGURE = regex(r"\d"), "0"
_MOST, _MOST_JOINED, _LEAST_LENGTH, _MOST_COPIES = 80, 16, 2, 8
# Of a thousand sentences, how many hold a mark, or some letters, which may be part of a word, by their number; roughly.
_MARKS, _RARE_MARK = {",": 300, ".": 500, "'": 150, "-": 100, ":": 60, "!": 50, "?": 50}, 5
_BY_LENGTH = {1: 300, 2: 200, 3: 60, 4: 10}
_COST = 20


def plain(text: str) -> str:
    """Return a text as literals are compared with it: in small letters, and all figures are one."""
    return _FIGURE.sub(_ANY_FIGURE, text.lower() if text.isascii() else text.translate(_ALIKE).lower())


def literals_of(expression: re.Pattern[str]) -> tuple[Literals, ...]:
    """Return sets of pieces of plain text; a piece of each is in every text that the expression is found in. The first is the rarest."""
    try:
        tree = import_module("re._parser" if hasattr(re, "_parser") else "sre_parse").parse(expression.pattern, expression.flags)
    except (ImportError, AttributeError):
        return ()
    return tuple(sorted(set(_needs(tree).every()), key=lambda pieces: (_expected_of(pieces), sorted(pieces))))


@dataclass(frozen=True, slots=True)
class _Needs:
    """What is known of a piece of an expression: all that it matches, where that is little, and sets of what it needs."""

    whole: Literals | None = None
    sets: tuple[Literals, ...] = ()

    def every(self) -> tuple[Literals, ...]:
        """Return all the sets there are."""
        return (*self.sets, *_telling(self.whole or ()))


_ANYTHING, _NOTHING = _Needs(), _Needs(frozenset([""]))


def _needs(sequence: Iterable[tuple[Any, Any]]) -> _Needs:
    """Return what a sequence needs: what its items match is joined for as long as that is known."""
    run, is_whole = _NOTHING.whole, True
    sets: list[Literals] = []
    for operation, argument in sequence:
        item = _of_item(str(operation), argument)
        longer = _joined(run, item.whole)
        if longer is None:
            sets += (*_telling(run or ()), *item.sets)
            is_whole = False
        run = longer or item.whole or _NOTHING.whole
    return _Needs(run) if is_whole else _Needs(None, (*sets, *_telling(run or ())))


def _joined(before: Literals | None, after: Literals | None) -> Literals | None:
    if before is None or after is None or len(before) * len(after) > max(_MOST_JOINED, len(before), len(after)):
        return None
    return frozenset(first + second for first in before for second in after)


def _of_item(name: str, argument: Any) -> _Needs:
    if name in ("LITERAL", "IN"):
        members = [_letter(str(kind), value) for kind, value in ([(name, argument)] if name == "LITERAL" else argument)]
        return _Needs(frozenset(filter(None, members))) if all(members) else _ANYTHING
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return _NOTHING
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _needs(argument[-1] if name == "SUBPATTERN" else argument)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeated(*argument)
    return _of_branches([_needs(branch) for branch in argument[1]]) if name == "BRANCH" else _ANYTHING


def _repeated(least: int, most: int, sequence: Sequence[tuple[Any, Any]]) -> _Needs:
    one = _needs(sequence)
    if not least:
        return _Needs(one.whole | {""}) if one.whole and most == 1 else _ANYTHING
    copies: Literals | None = frozenset([""])
    for _ in range(min(least, _MOST_COPIES)):
        copies = _joined(copies, one.whole)
    if least == most <= _MOST_COPIES and copies:
        return _Needs(copies)
    return _Needs(None, (*one.sets, *_telling(copies or one.whole or ())))


def _of_branches(branches: Sequence[_Needs]) -> _Needs:
    wholes = [branch.whole for branch in branches if branch.whole]
    together = frozenset().union(*wholes)
    if len(wholes) == len(branches) and len(together) <= _MOST:
        return _Needs(together)
    rarest = [min(branch.every(), key=_expected_of, default=None) for branch in branches]
    return _Needs(None, _telling(frozenset().union(*filter(None, rarest)))) if all(rarest) else _ANYTHING


def _letter(kind: str, value: Any) -> str:
    """Return a member of a class of letters in plain text; nothing where that is not one letter.

    Some have another form where case does not count than the small and the capital one.
    """
    if kind == "CATEGORY":
        return _ANY_FIGURE if str(value) == "CATEGORY_DIGIT" else ""
    if kind == "RANGE":
        return _ANY_FIGURE if all(chr(end).isdecimal() and chr(end).isascii() for end in value) else ""
    letter = chr(value) if kind == "LITERAL" else ""
    return plain(letter) if letter.isascii() or letter.lower() == letter == letter.upper() else ""


def _telling(pieces: Iterable[str]) -> tuple[Literals, ...]:
    """Return pieces as a set, without those that hold another of them; none where one of them is in most texts, or there are many."""
    least = frozenset(piece for piece in pieces if not any(other in piece for other in pieces if other != piece))
    return (least,) if 0 < len(least) <= _MOST and all(map(_tells, least)) else ()


def _tells(piece: str) -> bool:
    """Tell a piece that is not in most texts: a figure, a mark, or letters of which there are several."""
    return len(piece) >= _LEAST_LENGTH or (piece != "" and (piece == _ANY_FIGURE or not piece.isalnum()) and piece not in " ,.'-")


def _expected_of(pieces: Literals) -> int:
    """Return how common a set is; every piece is looked for in every message, so that each counts for itself."""
    return sum(map(_expected, pieces)) + _COST * len(pieces)


def _expected(piece: str) -> int:
    """Return of how many of a thousand sentences about it is to be expected that they hold a piece of text."""
    if not any(map(str.isalnum, piece)):
        return _MARKS.get(piece.strip(), _RARE_MARK)
    return commonness(frozenset([piece.strip(" '")])) + _BY_LENGTH.get(len(piece), 0)
