"""Comments of template languages: tags that show nothing and speak to whoever reads the template."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from tonelint.directives import NAME, mentions
from tonelint.regexes import regex
from tonelint.source import Delimiters
from tonelint.templates.syntaxes import SYNTAXES, own_syntax
from tonelint.templates.tags import Tag
from tonelint.text import Span

# Between the marks of code stand the comments of its language.
_CODES = frozenset(["erb", "php", "ampscript"])
_IN_CODE = regex(r"/\*(?P<block>(?:(?!\*/).)*)\*/|(?://|#)(?P<line>[^\r\n]*)", re.S)
# They say at either end how white space around the tag is kept.
_TRIM_MARKS = ("-", "~", "+")
_GO_END = "*/"


def inside(tag: Tag) -> Span | None:
    """Return where the words of a comment stand; None for a tag that is no comment."""
    if tag.syntax == "comment":
        start = 1 if tag.text.startswith(_TRIM_MARKS) else 0
        end = len(tag.text) - (1 if tag.text.endswith(_TRIM_MARKS) else 0)
        end = len(tag.text[:end].rstrip().removesuffix(_GO_END))
        span = (start, max(start, end))
    elif tag.syntax in _CODES and (code := _IN_CODE.fullmatch(tag.text)):
        span = code.span(code.lastgroup or 0)
    else:
        return None
    return Span(*span).moved(tag.inner.start)


def unclosed(text: str, tags: Sequence[Tag], own: tuple[Delimiters, ...]) -> Iterator[tuple[Span, Span]]:
    """Yield what was meant as a comment to this program and has no end, so that it is shown: all of it, and its words.

    `tags` are those of the text, `own` the delimiters of a team's own.
    """
    if not mentions(text):
        return
    starts = [tag.span.start for tag in tags]
    for found in _opening(own).finditer(text):
        number = bisect_right(starts, found.start()) - 1
        if number < 0 or tags[number].span.end <= found.start():
            yield Span(*found.span()), Span(*found.span("words"))


@cache
def _opening(own: tuple[Delimiters, ...]) -> re.Pattern[str]:
    opens = "|".join(syntax.opens for syntax in (*map(own_syntax, own), *SYNTAXES) if syntax.name == "comment")
    return re.compile(rf"(?:{opens})[-~+]?\s*(?P<words>{NAME}\b[^\r\n]*)", re.I)
