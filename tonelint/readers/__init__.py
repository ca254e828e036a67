"""The door for files: bytes become a Source, and the reader of its format makes a Message of it.

A new format is one file in this folder and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from tonelint.errors import TonelintError
from tonelint.message import Message, Source
from tonelint.readers import html, plain
from tonelint.readers.decoding import decode


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name in reports, the file endings it is known by, and what reads it."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source], tuple[Message, ...]]


READERS = (
    Reader("text", (".txt", ".text"), plain.read),
    Reader("html", (".html", ".htm", ".xhtml"), html.read),
    Reader("mjml", (".mjml",), html.read_mjml),
)


def reader_for(path: str) -> Reader | None:
    """Return the reader that knows the file's ending, or None."""
    ending = PurePath(path).suffix.lower()
    return next((reader for reader in READERS if ending in reader.endings), None)


def read_messages(path: str, data: bytes, named: str | None = None) -> tuple[Message, ...]:
    """Read what is in a file: one message, or the variants of one; `named` is the name that tells the format of standard input.

    Raises TonelintError when the bytes are no text or an empty one, or front matter is wrong.
    """
    reader = reader_for(named or path) or READERS[0]
    messages = reader.read(Source(path, decode(data)))
    if not any(part.text.strip() for message in messages for part in message.parts):
        problem = "empty: there is no text in it to check"
        raise TonelintError(problem)
    return messages
