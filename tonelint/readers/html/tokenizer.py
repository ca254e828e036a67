"""HTML into tokens, as a browser would cut it, with the place of everything.

The states are those of the WHATWG standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), written as
searches from one mark to the next, so that a text of any shape takes linear time. Nothing is an error: what a browser
would show is text, and a tag that never ends swallows the rest, as it does in a browser.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import field, replace
from enum import Enum, auto

from tonelint.dataclass import dataclass
from tonelint.regexes import regex
from tonelint.text import Span


class Kind(Enum):
    """What a token is. RAW is the inside of a style or script, which nobody reads."""

    START = auto()
    END = auto()
    TEXT = auto()
    RAW = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its place, the name of a tag in lower case, and the places of its attributes' values."""

    kind: Kind
    span: Span
    name: str = ""
    attributes: dict[str, Span] = field(default_factory=dict)
    closes_itself: bool = False

    def moved(self, by: int) -> Token:
        """Return the token of a stretch of text as a token of the whole."""
        if not by:
            return self
        attributes = {name: span.moved(by) for name, span in self.attributes.items()}
        return replace(self, span=self.span.moved(by), attributes=attributes)


_MARKS = regex(r"<(?:(?P<tag>/?[a-zA-Z])|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<bogus>[!?]|/(?=.)))", re.S)
_CDATA_END = "]]>"
_NAME = regex(r"[^\t\n\f\r />]*")
_BETWEEN = regex(r"[\t\n\f\r /]*")
_ATTRIBUTE = regex(r"[^\t\n\f\r />][^\t\n\f\r />=]*")
_EQUALS = regex(r"[\t\n\f\r ]*=[\t\n\f\r ]*")
_UNQUOTED = regex(r"[^\t\n\f\r >]*")
_COMMENT_END = regex(r"--!?>")
_TEXT_ELEMENTS = ("title", "textarea")
_RAW_ELEMENTS = ("style", "script", "xmp", "iframe", "noembed", "noframes", "mj-style")
_SCRIPT_MARKS = regex(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.I)
_REFERENCE = regex(r"&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")
_LONGEST_NAME = max(map(len, html.entities.html5))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order. They cover it but for the end of a file that ends inside a tag."""
    at = 0
    is_cdata = False
    while at < len(text):
        match = _MARKS.search(text, at)
        start = match.start() if match else len(text)
        if is_cdata and (end := text.find(_CDATA_END, at, start)) >= 0:
            yield Token(Kind.TEXT, Span(at, end))
            at, is_cdata = end + len(_CDATA_END), False
        if start > at:
            yield Token(Kind.TEXT, Span(at, start))
        if not match:
            return
        if match["tag"]:
            token = _tag(text, match)
            if token is None:
                return
            yield token
            at = token.span.end
            if token.kind is Kind.START and token.name in (*_TEXT_ELEMENTS, *_RAW_ELEMENTS):
                end = _inside(text, token.name, at)
                if end > at:
                    yield Token(Kind.TEXT if token.name in _TEXT_ELEMENTS else Kind.RAW, Span(at, end))
                at = end
        elif match["cdata"]:
            # A browser takes this for a comment that ends with the next tag; XML templates mean what is in it.
            at, is_cdata = match.end(), True
        else:
            at = _comment_end(text, match) if match["comment"] else _after(text, ">", match.start() + 2)
            yield Token(Kind.COMMENT, Span(match.start(), at))


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)


def _comment_end(text: str, match: re.Match[str]) -> int:
    start = match.end()
    for short in (">", "->"):
        if text.startswith(short, start):
            return start + len(short)
    found = _COMMENT_END.search(text, start)
    return found.end() if found else len(text)


def _tag(text: str, match: re.Match[str]) -> Token | None:
    """Read a tag, or None when the file ends inside it."""
    is_end = match["tag"].startswith("/")
    name = _NAME.match(text, match.end() - 1)
    at = name.end() if name else match.end()
    attributes: dict[str, Span] = {}
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if at >= len(text):
            return None
        if text[at] == ">":
            break
        key, value, at = _attribute(text, at)
        if at > len(text):
            return None
        attributes.setdefault(key.lower(), value)
    span = Span(match.start(), at + 1)
    kind = Kind.END if is_end else Kind.START
    return Token(kind, span, name[0].lower() if name else "", attributes, closes_itself=text[at - 1] == "/")


def _attribute(text: str, at: int) -> tuple[str, Span, int]:
    """Read an attribute; the end lies behind the text when a quoted value never ends."""
    match = _ATTRIBUTE.match(text, at)
    name = match[0] if match else text[at]
    at += len(name)
    equals = _EQUALS.match(text, at)
    if not equals:
        return name, Span(at, at), at
    at = equals.end()
    quote = text[at : at + 1]
    if quote in ("'", '"') and quote:
        end = text.find(quote, at + 1)
        return name, Span(at + 1, max(end, at + 1)), (end + 1 if end >= 0 else len(text) + 1)
    value = _UNQUOTED.match(text, at)
    end = value.end() if value else at
    return name, Span(at, end), end


def _inside(text: str, name: str, start: int) -> int:
    """Return where the inside of an element that holds no tags ends."""
    if name == "script":
        return _script_end(text, start)
    found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I).search(text, start)
    return found.start() if found else len(text)


def _script_end(text: str, start: int) -> int:
    # A script inside a comment inside a script hides its own end tag.
    commented = nested = False
    for match in _SCRIPT_MARKS.finditer(text, start):
        if match[0] == "<!--":
            commented = True
        elif match[0] == "-->":
            commented = nested = False
        elif not match["end"]:
            nested = commented
        elif nested:
            nested = False
        else:
            return match.start()
    return len(text)


def references(text: str, span: Span, *, in_attribute: bool = False) -> Iterator[tuple[Span, str]]:
    """Yield the character references of a stretch, each with the characters that it stands for."""
    if text.find("&", span.start, span.end) < 0:
        return
    for match in _REFERENCE.finditer(text, span.start, span.end):
        found = (
            _numeric(match[0])
            if match[0].startswith("&#")
            else _named(match[0], text[match.end() : match.end() + 1], in_attribute=in_attribute)
        )
        if found:
            length, characters = found
            yield Span(match.start(), match.start() + length), characters


def _numeric(reference: str) -> tuple[int, str]:
    return len(reference), html.unescape(reference if reference.endswith(";") else f"{reference};")


def _named(reference: str, following: str, *, in_attribute: bool) -> tuple[int, str] | None:
    """Return the length and characters of the longest name at the start of a reference."""
    name = reference[1:]
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        characters = html.entities.html5.get(name[:length])
        if characters is None:
            continue
        after = name[length : length + 1] or following
        if in_attribute and not name[:length].endswith(";") and (after == "=" or after.isalnum()):
            return None
        return length + 1, characters
    return None
