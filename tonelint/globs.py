"""Patterns over what is made of names with a separator between them: paths of files, keys of catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tonelint.regexes import regex

_STARS = regex(r"\*+")
_STARS_BEHIND_LETTERS = regex(r"([^*?\[]*[^*?\[/])(?=\*\*+/)")
_PIECE = regex(r"\[(?:[!^].|[^!^])[^\]]*\]|.", re.S)
_IN_SET = regex(r"(.)-(.)|(.)", re.S)


def expression(pattern: str, separator: str) -> str:
    """Return a pattern as a regular expression.

    * is any part of one name, ** any number of names, ? one character, [abc] one of some.
    """
    one = re.escape(separator)
    *above, last = pattern.split(separator)
    pieces = [f"(?:.*{one})?" if _is_any_number(name) else _name(name, one) + one for name in above]
    return "".join((*pieces, ".*" if _is_any_number(last) else _name(last, one)))


def compiled(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for any of several."""
    return re.compile("|".join(f"(?:{one})" for one in expressions), re.S)


def over_paths(patterns: Iterable[str], *, anywhere: bool = False) -> re.Pattern[str]:
    """Return the expression of patterns over paths with forward slashes, as git reads those of its ignore files.

    What a pattern names, it names with all that is below. One without a slash before its end, or with `anywhere` any, may start
    at any folder; one with a slash at its end is for folders alone. No pattern matches nothing.
    """
    made = []
    for pattern in patterns:
        start = "" if not anywhere and "/" in pattern.rstrip("/") else "(?:.*/)?"
        below = "/.*" if pattern.endswith("/") else "(?:/.*)?"
        made.append(start + _path(pattern.removeprefix("./").strip("/")) + below)
    return compiled(made or ["(?!)"])


def mistake(pattern: str) -> str | None:
    """Say what is wrong with a pattern over paths, if anything is."""
    if not pattern.strip():
        return "an empty pattern matches nothing"
    if not pattern.removeprefix("./").strip("./"):
        return f"'{pattern}' names a folder and nothing in it: write '**' for all that is below"
    if pattern.startswith("!"):
        return f"a pattern cannot take back what another names, got '{pattern}'"
    for name in pattern.split("/"):
        for piece in _PIECE.findall(name):
            if piece == "[":
                return f"the '[' in '{pattern}' is not closed"
            if piece.startswith("[") and (wrong := next((f"{a}-{b}" for a, b, _ in _IN_SET.findall(_inner(piece)) if a > b), None)):
                return f"'{wrong}' in '{pattern}' is no range"
    return None


def _path(pattern: str) -> str:
    """Return the expression of a pattern over whole paths.

    git takes the letters before the first star away and reads the rest as a pattern of its own: a**/b names ab too.
    """
    letters = _STARS_BEHIND_LETTERS.match(pattern)
    return re.escape(letters[0]) + expression(pattern[letters.end() :], "/") if letters else expression(pattern, "/")


def _is_any_number(name: str) -> bool:
    return len(name) > 1 and not name.strip("*")


def _name(name: str, separator: str) -> str:
    """Return the expression for one name of a pattern, given its separator as an expression."""
    marks = {"*": f"[^{separator}]*", "?": f"[^{separator}]"}
    pieces = _PIECE.findall(_STARS.sub("*", name))
    return "".join(_set(piece, separator) if len(piece) > 1 else marks.get(piece) or re.escape(piece) for piece in pieces)


def _set(piece: str, separator: str) -> str:
    """Return the expression for one of some characters; a range that is none matches nothing."""
    found = _IN_SET.findall(_inner(piece))
    characters = [f"{re.escape(a)}-{re.escape(b)}" if a else re.escape(c) for a, b, c in found if a <= b or c]
    if piece[1] in "!^":
        return f"(?!{separator})" + (f"[^{''.join(characters)}]" if characters else ".")
    return f"(?!{separator})[{''.join(characters)}]" if characters else "(?!)"


def _inner(piece: str) -> str:
    return piece[2 if piece[1] in "!^" else 1 : -1]
