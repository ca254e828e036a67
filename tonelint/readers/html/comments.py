"""Comments in markup that speak to this program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonelint.directives import Comment, mentions
from tonelint.draft import Draft
from tonelint.regexes import regex
from tonelint.text import Span

_COMMENT = regex(r"<!--(?P<words>.*?)(?P<end>--!?>)?", re.S)
_NO_END = "this comment has no end, so that nobody sees what follows it: '-->' closes it"


def comment_of(draft: Draft, span: Span) -> Iterator[Comment]:
    """Yield the comment that a token is, when it can hold a directive."""
    match = _COMMENT.fullmatch(draft.text, span.start, span.end)
    if match and mentions(match["words"]):
        yield Comment.of(draft, span, Span(*match.span("words")), "" if match["end"] else _NO_END)
