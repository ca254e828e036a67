"""YAML front matter at the top of a message: what it says of the message."""

from __future__ import annotations

import re
from importlib import import_module

from tonelint.dataclass import dataclass
from tonelint.directives import Comment
from tonelint.message import Directive
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Region

_FENCED = regex(r"\A---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `end` is the offset where the message starts. `texts` are regions of copy by key."""

    end: int = 0
    situation: str | None = None
    directives: tuple[Directive, ...] = ()
    texts: tuple[tuple[str, Region], ...] = ()
    comments: tuple[Comment, ...] = ()


def read_front_matter(source: Source) -> FrontMatter:
    """Return the front matter of a source. Raises InvalidFileError with every problem found in it."""
    match = _FENCED.match(source.text)
    if not match:
        return FrontMatter()
    found: FrontMatter = import_module("tonelint.readers.front_keys").read_keys(source, match)
    return found
