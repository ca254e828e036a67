"""Patterns over what is made of names with a separator between them: paths of files, keys of catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PIECE = re.compile(r"\*\*+([./])|\*\*+|\*|\?|\[[^\]]+\]|[^*?\[]+|\[")


def expression(pattern: str, separator: str) -> str:
    """Return a pattern as a regular expression; what it names, it names with all that is below.

    * is any part of one name, ** any number of names, ? one character, [abc] one of some.
    """
    one = re.escape(separator)
    pieces = []
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        if match[1] == separator:
            pieces.append(f"(?:.*{one})?")
        elif piece.startswith("**"):
            pieces.append(".*" + re.escape(match[1] or ""))
        elif len(piece) > 1 and piece[0] == "[":
            pieces.append("[" + ("^" if piece[1] == "!" else "") + re.escape(piece[1:-1].lstrip("!")).replace(r"\-", "-") + "]")
        else:
            pieces.append({"*": f"[^{one}]*", "?": f"[^{one}]"}.get(piece) or re.escape(piece))
    return f"{''.join(pieces)}(?:[{one}|].*)?"


def compiled(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for any of several."""
    return re.compile("|".join(f"(?:{one})" for one in expressions), re.S)


def over_paths(patterns: Iterable[str], *, anywhere: bool = False) -> re.Pattern[str]:
    """Return the expression of patterns over paths with forward slashes, as git reads those of its ignore files.

    A pattern without a slash, or with `anywhere` any, may start at any folder. No pattern matches nothing.
    """
    made = []
    for pattern in patterns:
        start = "" if not anywhere and "/" in pattern.rstrip("/") else "(?:.*/)?"
        made.append(start + expression(pattern.strip("/"), "/"))
    return compiled(made or ["(?!)"])
