"""The door for files: bytes become a Source, and the reader of its format makes messages of it.

A new format is one file in this folder and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable

from tonelint.errors import TonelintError
from tonelint.message import Message, Source
from tonelint.readers import html, markdown, plain
from tonelint.readers.decoding import decode
from tonelint.readers.detect import format_by_name, format_of

Reader = Callable[[Source], tuple[Message, ...]]

READERS: dict[str, Reader] = {
    "text": plain.read,
    "subject": plain.read_subject,
    "html": html.read,
    "mjml": html.read_mjml,
    "markdown": markdown.read,
}
# What may be asked for; what is no message ("none") is found out.
FORMATS = tuple(READERS)


def is_known(path: str) -> bool:
    """Tell whether a file is one that a folder is searched for."""
    return format_by_name(path) is not None


def format_of_file(path: str, data: bytes, *, named: bool) -> str | None:
    """Return the format that a file is read in, or None when it is left: when it is no message, or not `named` and not known."""
    if not named and not is_known(path):
        return None
    found = format_of(path, decode(data))
    return None if found == "none" else found


def read_messages(path: str, data: bytes, format_: str | None = None) -> tuple[Message, ...]:
    """Read what is in a file: messages, and the variants of each, one after the other. Without a format, it is worked out.

    A file that is plainly no message, such as a style sheet, gives none.

    Raises TonelintError when the bytes are no text or an empty one, or front matter is wrong.
    """
    source = Source(path, decode(data))
    name = format_ or format_of(path, source.text)
    if name == "none":
        return ()
    messages = READERS[name](source)
    if not any(part.text.strip() for message in messages for part in message.parts):
        problem = "empty: there is no text in it to check"
        raise TonelintError(problem)
    return messages
