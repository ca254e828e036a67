"""What a regular expression cannot do without: pieces of text, one of which is in whatever it matches.

Read off the tree that Python's own parser of expressions makes, as Russ Cox does for trigrams ("Regular Expression Matching
with a Trigram Index", 2012). Where the tree is not understood there is nothing that it needs, and it is looked for everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from tonelint.commonness import commonness

Literals = frozenset[str]
# The letters that a small ASCII letter also stands for where case does not count, beside its capital.
_ALIKE = {0x131: "i", 0x130: "i", 0x17F: "s", 0x212A: "k"}
_MOST, _LEAST_LENGTH = 80, 2
# Of a thousand sentences, how many hold a mark, or some letters, which may be part of a word, by their number; roughly.
_MARKS, _RARE_MARK = {",": 300, ".": 500, "'": 150, "-": 100, ":": 60, "!": 50, "?": 50}, 5
_BY_LENGTH = {2: 200, 3: 60, 4: 10}


def lowered(text: str) -> str:
    """Return a text in small letters, as literals are compared with it."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


def literals_of(regex: re.Pattern[str]) -> Literals | None:
    """Return pieces of text in small letters, one of which is in every text that the expression is found in; None for none."""
    try:
        tree = import_module("re._parser" if hasattr(re, "_parser") else "sre_parse").parse(regex.pattern, regex.flags)
    except (ImportError, AttributeError):
        return None
    return _best(_needed(tree))


def _needed(sequence: Iterable[tuple[Any, Any]]) -> list[Literals]:
    """Return sets of pieces of text, of each of which one is needed, for the items of a sequence."""
    found: list[Literals] = []
    run = ""
    for operation, argument in [*sequence, (None, None)]:
        name = str(operation)
        if name == "LITERAL" and _has_one_form(chr(argument)):
            run += chr(argument).lower()
            continue
        if _tells(run):
            found.append(frozenset([run]))
        run = ""
        found += _of_item(name, argument)
    return found


def _of_item(name: str, argument: Any) -> Sequence[Literals]:
    if name == "SUBPATTERN":
        return _needed(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0]:
        is_letter = len(argument[2]) == 1 and str(argument[2][0][0]) == "LITERAL"
        return _needed(list(argument[2]) * (min(argument[0], _MOST) if is_letter else 1))
    if name == "ATOMIC_GROUP":
        return _needed(argument)
    if name == "IN":
        members = [chr(value) if str(kind) == "LITERAL" else "" for kind, value in argument]
        return [frozenset(members)] if all(_has_one_form(member) and _tells(member) for member in members) else []
    if name == "BRANCH":
        branches = [_best(_needed(branch)) for branch in argument[1]]
        together = frozenset().union(*(branch for branch in branches if branch))
        return [together] if all(branches) and len(together) <= _MOST else []
    return []


def _has_one_form(letter: str) -> bool:
    """Tell letters that have no other form where case does not count than the small and the capital one, and marks."""
    return letter.isascii() or letter.lower() == letter == letter.upper()


def _tells(piece: str) -> bool:
    """Tell a piece that is not in most texts: a mark, or letters of which there are several."""
    return len(piece) >= _LEAST_LENGTH or (piece != "" and not piece.isalnum() and piece not in " ,.'-")


def _best(found: Sequence[Literals]) -> Literals | None:
    """Return the set that the fewest texts have a piece of."""
    return min(found, key=lambda pieces: sum(map(_expected, pieces)), default=None)


def _expected(piece: str) -> int:
    """Return of how many of a thousand sentences about it is to be expected that they hold a piece of text."""
    if not any(map(str.isalnum, piece)):
        return _MARKS.get(piece.strip(), _RARE_MARK)
    return commonness(frozenset([piece.strip(" '")])) + _BY_LENGTH.get(len(piece), 0)
