"""Where the tags of template languages stand in a text.

The text is walked from left to right: what opens a tag is found by one expression; what closes it is searched no further
than the next opening mark of its kind, so that a file of opening marks stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cache
from itertools import islice

from tonelint.dataclass import dataclass
from tonelint.regexes import regex
from tonelint.source import Delimiters
from tonelint.templates.marks import may_have_tags
from tonelint.templates.syntaxes import SYNTAXES, Syntax, own_syntax
from tonelint.text import Span

# A tag longer than this is no tag but an opening mark that somebody forgot to close; a comment may be longer.
_LONGEST = 4000
# Marks in a comment that holds comments: beyond these, nobody has counted them.
_MOST_COMMENTS = 100


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it stands, its syntax, and what is between its delimiters.

    `trims`: whether a mark at its start, and one at its end, speaks of the white space around it.
    """

    span: Span
    syntax: str
    inner: Span
    text: str
    trims: tuple[bool, bool] = (False, False)


# What may stand inside the delimiters, at either end, and says how white space around the tag is kept.
_TRIM_MARKS = {"curly": "-~", "raw-curly": "-~", "block": "-~+", "toolkit": "-~+=", "erb": "-_", "erb-value": "-_"}
# Between these a text is shown as it stands, whatever its braces.
_RAW = (
    (regex(r"\{%[-+~]?\s*(?:raw|verbatim)\b[^%]{0,40}%\}"), regex(r"\{%[-+~]?\s*end(?:raw|verbatim)\b[^%]{0,40}%\}")),
    (regex(r"\{literal\}"), regex(r"\{/literal\}")),
    (regex(r"@verbatim\b"), regex(r"@endverbatim\b")),
)


def find_tags(text: str, own: tuple[Delimiters, ...] = ()) -> list[Tag]:
    """Return the tags of a text in order; they never overlap. Delimiters of one's `own` go before the known ones."""
    return list(_Scan(text, _marks(own)).tags()) if may_have_tags(text, own) else []


@dataclass(frozen=True)
class _Marks:
    """The kinds of tags, and one expression for what opens any of them."""

    syntaxes: tuple[Syntax, ...]
    openers: re.Pattern[str]


@cache
def _marks(own: tuple[Delimiters, ...]) -> _Marks:
    # One may begin as another does.
    longest_first = sorted(own, key=lambda delimiters: -len(delimiters.open))
    syntaxes = (*map(own_syntax, longest_first), *SYNTAXES)
    starts = "".join(re.escape(delimiters.open[0]) for delimiters in own)
    openers = "|".join(f"(?P<s{number}>{syntax.opens})" for number, syntax in enumerate(syntaxes))
    return _Marks(syntaxes, regex(rf"(?=[{{<*%\[$#«&@{starts}])(?:{openers})"))


def without_tags(text: str, tags: Iterable[Tag], shown: Callable[[Tag], str]) -> str:
    """Return a text with something else shown for each of its tags."""
    pieces: list[str] = []
    at = 0
    for tag in tags:
        pieces += (text[at : tag.span.start], shown(tag))
        at = tag.span.end
    return "".join((*pieces, text[at:]))


@dataclass
class _Scan:
    """One walk over a text; `missing` remembers from where a closing mark is not to be found."""

    text: str
    marks: _Marks
    missing: dict[re.Pattern[str], int] = field(default_factory=dict)

    def tags(self) -> Iterator[Tag]:
        at = 0
        while match := self.marks.openers.search(self.text, at):
            syntax = self.marks.syntaxes[int((match.lastgroup or "s0")[1:])]
            tag = self._closed(match, syntax) if syntax.closes else self._whole(match, syntax)
            if tag is None:
                at = match.start() + 1
                continue
            yield tag
            at = self._after_raw(tag.span)

    def _whole(self, match: re.Match[str], syntax: Syntax) -> Tag:
        start, end = match.start() + syntax.edges[0], match.end() - syntax.edges[1]
        return Tag(Span(match.start(), match.end()), syntax.name, *self._stripped(start, end))

    def _closed(self, match: re.Match[str], syntax: Syntax) -> Tag | None:
        close = self._end(match, syntax) if syntax.strings else self._comment_end(match, syntax)
        if close is None:
            return None
        inner = self.text[match.end() : close[0]]
        marks = _TRIM_MARKS.get(syntax.name, "")
        first, last = inner[:1] in marks and bool(inner), inner[-1:] in marks and len(inner) > 1
        span, text = self._stripped(match.end() + first, close[0] - last)
        return Tag(Span(match.start(), close[1]), syntax.name, span, text, (first, last))

    def _stripped(self, start: int, end: int) -> tuple[Span, str]:
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Span(start, start + len(text)), text

    def _comment_end(self, match: re.Match[str], syntax: Syntax) -> tuple[int, int] | None:
        if self.missing.get(syntax.end, len(self.text) + 1) <= match.end():
            return None
        bar = self.text.find(syntax.bar, match.end()) if syntax.bar else -1
        found = syntax.close.search(self.text, match.end(), bar if bar >= 0 else len(self.text))
        if found is None and bar < 0:
            self.missing[syntax.end] = match.end()
        return (self._balanced(match.end(), syntax) or found.span()) if found else None

    def _balanced(self, at: int, syntax: Syntax) -> tuple[int, int] | None:
        """Return the closing mark of a comment that holds others, when each of them is closed."""
        depth = 0
        for found in islice(syntax.end.finditer(self.text, at), _MOST_COMMENTS) if syntax.deeper else ():
            if found.lastgroup == "close" and not depth:
                return found.span()
            depth += 1 if found.lastgroup == "deeper" else -1
        return None

    def _end(self, match: re.Match[str], syntax: Syntax) -> tuple[int, int] | None:
        """Return where the closing mark of a tag stands: the first one outside strings and braces, or else the very first."""
        limit = min(len(self.text), match.start() + _LONGEST)
        bar = self.text.find(syntax.bar, match.end(), limit) if syntax.bar else -1
        limit = bar if bar >= 0 else limit
        first = syntax.close.search(self.text, match.end(), limit)
        if first is None:
            return None
        depth = 0
        for found in syntax.end.finditer(self.text, match.end(), limit):
            if found.lastgroup == "deeper":
                depth += 1
            elif found.lastgroup == "back" and depth:
                depth -= 1
            elif found.lastgroup == "loose":
                break
            elif found.lastgroup != "string" and (closing := syntax.close.match(self.text, found.start(), limit)):
                return closing.span()
        return first.span()

    def _after_raw(self, span: Span) -> int:
        for opens, closes in _RAW:
            if not opens.match(self.text, span.start, span.end):
                continue
            if self.missing.get(closes, len(self.text) + 1) <= span.end:
                break
            found = closes.search(self.text, span.end)
            if found:
                return found.start()
            self.missing[closes] = span.end
        return span.end
