"""Text made safe for GitHub Flavored Markdown: it can bring in no markup and call nobody."""

from __future__ import annotations

import re

from tonelint.regexes import regex
from tonelint.writers.style import clean

_ADDRESS = regex(r"((?:https?|ftp)://[^\s<>]*[\w/])", re.I)
_ENTITY = regex(r"&(?=#?\w+;)")
_MARKUP = regex(r"[\\`*_\[\]<>|~$&]")
# GitHub looks for these in what a reader would see, where a backslash before them is gone: only what stands between helps.
_CALLS = regex(r"([@#](?=\w)|www(?=\.))", re.I)


def prose(text: str) -> str:
    """Return one line of text that reads as it is, within a line of Markdown; a whole web address becomes a link."""
    pieces = _ADDRESS.split(_folded(text))
    return "".join(f"<{_ENTITY.sub('&amp;', piece)}>" if number % 2 else _as_it_is(piece) for number, piece in enumerate(pieces))


def _as_it_is(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", _CALLS.sub("\\1\u200b", text))


def code(text: str) -> str:
    """Return one line of text as a code span, in which nothing is markup, a link or a mention."""
    folded = _folded(text)
    fence = "`" * (max(map(len, re.findall("`+", folded)), default=0) + 1)
    pad = " " if not folded or folded[0] == "`" or folded[-1] == "`" else ""
    return f"{fence}{pad}{folded}{pad}{fence}"


def cell(text: str) -> str:
    """Return one line of text as a code span in a table, where a bar ends the cell whatever it stands in: it gets a look-alike."""
    return code(text.replace("|", "│"))


def _folded(text: str) -> str:
    return " ".join(clean(text).split())
