"""A file of many mails (.mbox), read one mail at a time: however long the file, no more than one is held.

Every mail is a source of its own that knows where in the file it begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import BinaryIO

from tonelint.dataclass import dataclass
from tonelint.draft import Draft, Weaver
from tonelint.errors import EmptyError, Problem, TonelintError
from tonelint.message import Message
from tonelint.readers.mail import eml
from tonelint.regexes import regex
from tonelint.source import Delimiters, Source
from tonelint.text import START, Position

# More bytes than these are no mail that a server lets pass.
LARGEST = 64 * 1024 * 1024

_LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(rb"From .{0,200}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,? +(?:\d\d? +)?" + _MONTHS + rb"\b.{0,30}?\d\d?:\d\d")
_ENVELOPE = regex(r"\s*From [^\r\n]*(?:\r\n|\r|\n|\Z)")
_ESCAPED = regex(r"^>(?=>*From )", re.M)
# All bytes of a character in UTF-8 but the first.
_NOT_FIRST = bytes(range(0x80, 0xC0))
_Border = Callable[[bytes, bytes], bool]


def read(path: str, stream: BinaryIO, delimiters: tuple[Delimiters, ...] = ()) -> Iterator[Message | Problem]:
    """Yield the mails of a stream, and a problem for each that cannot be read. Raises TonelintError when it is no mbox."""
    base = START
    for number, chunk in enumerate(_chunks(stream), start=1):
        source = eml.source_of(path, chunk.taken(), base, delimiters)
        try:
            chunk.check()
            yield eml.read_draft(source, _unescaped(source), "mbox", number)
        except EmptyError:
            # A mail of pictures or attachments: nobody wrote anything in it.
            pass
        except TonelintError as error:
            yield Problem(path, base.line, base.column, f"mail {number}: {error}")
        base = chunk.after(source.lines.position(len(source.text)))


@dataclass
class _Chunk:
    """The bytes of one mail; of what is beyond all measure, only the count is kept."""

    data: bytearray = field(default_factory=bytearray)
    size: int = 0
    lost_lines: int = 0
    lost_characters: int = 0

    def add(self, line: bytes) -> None:
        self.size += len(line)
        if self.size <= LARGEST:
            self.data += line
        else:
            self.lost_lines += line.endswith(b"\n")
            self.lost_characters += len(line.translate(None, _NOT_FIRST))

    def taken(self) -> bytearray:
        """Return the bytes, which are not held here any longer."""
        data, self.data = self.data, bytearray()
        return data

    def check(self) -> None:
        """Raise TonelintError when the mail is not all here."""
        if self.size > LARGEST:
            message = f"more than {LARGEST // 1024**2} MB: that is no mail"
            raise TonelintError(message)

    def after(self, end: Position) -> Position:
        """Return where the next mail begins."""
        if not self.lost_characters:
            return end
        return Position(end.line + self.lost_lines, 1, end.offset + self.lost_characters)


def _chunks(stream: BinaryIO) -> Iterator[_Chunk]:
    """Yield the lines of each mail, its envelope line first."""
    chunk = _Chunk()
    is_border: _Border | None = None
    before = b"\n"
    for line in iter(lambda: stream.readline(_LONGEST_LINE), b""):
        if is_border is None:
            head = line.removeprefix(_BOM)
            is_border = _border_like(head) if head.strip() else None
        elif is_border(line, before):
            yield chunk
            chunk = _Chunk()
        chunk.add(line)
        before = line
    if is_border is None:
        message = "empty: there is no mail in it"
        raise TonelintError(message)
    yield chunk


def _border_like(first: bytes) -> _Border:
    """Return what tells a line between mails. Where the first has the date that it ought to have, all have."""
    if not first.startswith(b"From "):
        message = "not an mbox file: it does not begin with a line that starts with 'From '"
        raise TonelintError(message)
    if _DATED.match(first):
        return lambda line, before: line.startswith(b"From ") and before.endswith(b"\n") and bool(_DATED.match(line))
    return lambda line, before: line.startswith(b"From ") and not before.strip(b"\r\n") and before.endswith(b"\n")


def _unescaped(source: Source) -> Draft:
    """Return the mail below its envelope line. A line that starts with "From " has a mark before it in an mbox: it goes."""
    envelope = _ENVELOPE.match(source.text)
    at = envelope.end() if envelope else 0
    draft = Draft.of(source)
    weaver = Weaver(draft)
    for match in _ESCAPED.finditer(source.text, at):
        weaver.copy(at, match.start())
        at = match.end()
    weaver.copy(at, len(source.text))
    return weaver.draft()
