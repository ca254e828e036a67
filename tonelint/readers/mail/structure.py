"""The parts of a mail and where each stands in the file.

The standard library reads what the header lines say. It does not say where a part begins, so the lines between parts are
looked for here, by its rules; a test holds both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message as Declared
from itertools import count

from tonelint.dataclass import dataclass
from tonelint.errors import TonelintError
from tonelint.regexes import regex
from tonelint.text import Span

_BLANK_LINES = regex(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_HEADER = regex(r"(?P<name>[!-9;-~]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_FOLDED = regex(r"(?P<value>[ \t][^\r\n]*)(?:\r\n|\r|\n|\Z)")
# A line of an mbox, or one that lost its name, between or before header lines.
_JUNK = regex(r"(?:From |:)[^\r\n]*(?:\r\n|\r|\n)(?=[!-9;-~]+[ \t]*:|[ \t])")
_LINE_END = regex(r"\r\n|\r|\n")
_LAST_LINE_END = regex(r"(?:\r\n|\r|\n)\Z")
# What a Content-Type says beyond that is noise, and slow to take apart.
_LONGEST_VALUE = 4_000
_DEEPEST = 50
_TELLING = ("content-type", "content-disposition", "content-transfer-encoding")


@dataclass(frozen=True, slots=True)
class Form:
    """How a part is written and what it is for, as its header lines declare it."""

    charset: str | None = None
    transfer: str = "7bit"
    is_attachment: bool = False
    has_name: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A mail or a part of one. `number` counts the parts that hold no others, from 1; `problem` is a fault of its form."""

    number: int
    type: str
    headers: tuple[tuple[str, Span], ...]
    body: Span
    children: tuple[Entity, ...] = ()
    form: Form = Form()
    problem: str = ""

    @property
    def kind(self) -> str:
        """The first half of the type, such as text or multipart."""
        return self.type.split("/", 1)[0]


def parse(text: str) -> Entity:
    """Return the tree of a mail. Raises TonelintError when it is nested too deep to be one."""
    return _Parsing(text).entity(_start(text), len(text), "text/plain", 0)


def _start(text: str) -> int:
    """Pass over blank lines that stand before the header lines."""
    match = _BLANK_LINES.match(text)
    start = match.end() if match else 0
    return start if _HEADER.match(text, start) or _JUNK.match(text, start) else 0


class _Parsing:
    """One walk over a file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers = count(1)

    def entity(self, start: int, limit: int, default: str, depth: int) -> Entity:
        """Read the entity that takes a stretch of the file."""
        if depth > _DEEPEST:
            message = f"its parts are nested more than {_DEEPEST} deep: that is no mail"
            raise TonelintError(message)
        headers, at = self._headers(start, limit)
        declared = self._declared(headers)
        kind, boundary = _type(declared, default) if len(declared) else (default, None)
        problem = "" if headers or depth else "there are no header lines: the whole file is read as its text"
        children: tuple[Entity, ...] = ()
        if kind.startswith("multipart/"):
            places = list(self._places(boundary, at, limit)) if boundary else []
            inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            children = tuple(self.entity(*place, inner, depth + 1) for place in places)
        if kind.startswith("multipart/") and not children:
            # A mail program shows what is there.
            kind, problem = "text/plain", "it should have parts, but has none: read as text"
        number = 0 if children else next(self.numbers)
        return Entity(number, kind, tuple(headers), Span(at, limit), children, _form(declared) if len(declared) else Form(), problem)

    def _headers(self, at: int, limit: int) -> tuple[list[tuple[str, Span]], int]:
        """Return the header lines from an offset on, and where the body starts."""
        headers: list[tuple[str, Span]] = []
        while at < limit:
            if match := _HEADER.match(self.text, at, limit):
                headers.append((match["name"].lower(), Span(*match.span("value"))))
            elif match := _FOLDED.match(self.text, at, limit):
                if headers:
                    headers[-1] = (headers[-1][0], Span(headers[-1][1].start, match.end("value")))
            elif match := _LINE_END.match(self.text, at, limit):
                return headers, match.end()
            elif not (match := _JUNK.match(self.text, at, limit)):
                break
            at = match.end()
        return headers, at

    def _declared(self, headers: list[tuple[str, Span]]) -> Declared:
        declared = Declared()
        for name, span in headers:
            if name in _TELLING and name not in declared:
                value = self.text[span.start : min(span.end, span.start + _LONGEST_VALUE)]
                declared[name] = re.sub(r"[\r\n]+", "", value)
        return declared

    def _places(self, boundary: str, at: int, limit: int) -> Iterator[tuple[int, int]]:
        """Yield where each part between lines of a boundary starts and ends; the last line end belongs to the boundary."""
        line = re.compile(re.escape(f"--{boundary}") + r"(?P<end>--)?[ \t]*(?:\r\n|\r|\n|\Z)")
        start: int | None = None
        for match in line.finditer(self.text, at, limit):
            if match.start() > at and self.text[match.start() - 1] not in "\r\n":
                continue
            if start is not None and match.start() > start:
                yield start, self._without_line_end(start, match.start())
            if match["end"] and start != match.start():
                return
            start = match.end()
        if start is not None:
            yield start, self._without_line_end(start, limit)

    def _without_line_end(self, start: int, end: int) -> int:
        match = _LAST_LINE_END.search(self.text, max(start, end - 2), end)
        return match.start() if match else end


def _type(declared: Declared, default: str) -> tuple[str, str | None]:
    declared.set_default_type(default)
    try:
        # Words that follow the type without a semicolon are no part of it.
        return declared.get_content_type().split()[0], declared.get_boundary()
    except (ValueError, LookupError, TypeError, AttributeError):
        return default, None


def _form(declared: Declared) -> Form:
    try:
        return Form(
            declared.get_content_charset() or None,
            str(declared.get("content-transfer-encoding", "7bit")).split(";")[0].strip().lower(),
            declared.get_content_disposition() == "attachment",
            declared.get_filename() is not None,
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        # The header lines are past reading.
        return Form()
