"""What of a template a reader can see: words in the text between the tags of its markup, and none in an attribute or a style."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tonelint.regexes import regex
from tonelint.templates.tags import Tag, without_tags
from tonelint.text import Span

_MARKUP = regex(r"(?P<comment><!--)|<(?P<raw>style|script|mj-style|mj-attributes)\b[^<>]*>|</?[A-Za-z][^<>]*>", re.I)
# A letter may be written as a number: "&#87;".
_WORDS = regex(r"[^\W\d_]{2}|&#\w")


class Visible:
    """Knows the stretches of a text that are markup."""

    def __init__(self, text: str, tags: Sequence[Tag]) -> None:
        self._text = text
        # The template's tags are blanked, so that no mark inside them is taken for markup.
        self._hidden = list(_hidden(without_tags(text, tags, lambda tag: " " * len(tag.span)))) if "<" in text else []
        self._starts = [span.start for span in self._hidden]

    def says(self, span: Span) -> bool:
        """Tell whether there is a word in a span that a reader sees."""
        at = span.start
        for number in range(max(0, bisect_right(self._starts, span.start) - 1), len(self._hidden)):
            hidden = self._hidden[number]
            if hidden.start >= span.end:
                break
            if at < hidden.start and _WORDS.search(self._text, at, hidden.start):
                return True
            at = max(at, hidden.end)
        return at < span.end and bool(_WORDS.search(self._text, at, span.end))

    def shows(self, span: Span) -> bool:
        """Tell whether a span lies outside markup."""
        number = bisect_right(self._starts, span.start) - 1
        return number < 0 or self._hidden[number].end <= span.start


def _hidden(text: str) -> Iterator[Span]:
    """Yield the stretches of markup, of comments and of what is between the tags of a style or script."""
    missing: set[str] = set()
    at = 0
    while found := _MARKUP.search(text, at):
        at = found.end()
        close = "-->" if found["comment"] else f"</{found['raw'].lower()}" if found["raw"] else ""
        end = text.find(close, at) if close and close not in missing else -1
        if close and end < 0:
            missing.add(close)
        if end >= 0:
            at = end + (3 if found["comment"] else 0)
        if end >= 0 or not found["comment"]:
            yield Span(found.start(), at)
