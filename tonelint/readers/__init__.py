"""The door for files: the format is worked out, and its reader makes messages of what is in the file.

A new format is one file in this folder and one line in READERS.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from tonelint.dataclass import dataclass
from tonelint.errors import EmptyError, InvalidFileError, Problem
from tonelint.readers.decoding import decode, peek
from tonelint.readers.detect import CATALOGUES, format_by_name, format_of, is_catalogue, is_page_about
from tonelint.source import Delimiters, Source

if TYPE_CHECKING:
    from tonelint.message import Message

# The function that reads a format: a module of this folder and its name there. A module is imported when a file asks for it.
READERS = {
    "text": "plain.read",
    "subject": "plain.read_subject",
    "html": "html.read",
    "mjml": "html.read_mjml",
    "markdown": "markdown.read",
    "eml": "mail.read_bytes",
    "mbox": "mail.read_mbox",
    "po": "catalogues.read",
    "yaml": "catalogues.read",
    "json": "catalogues.read",
}
FORMATS = tuple(READERS)
# As many bytes as tell what a file is.
HEAD = 200_000


def reader_of(name: str) -> Callable[..., tuple[Message, ...]]:
    """Return the function that reads a format; that of a mailbox gives its mails one by one."""
    module, _, function = READERS[name].rpartition(".")
    found: Callable[..., tuple[Message, ...]] = getattr(import_module(f"tonelint.readers.{module}"), function)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to read: in a format, instead of working it out; which keys of a catalogue are copy; own marks of templates.

    `by_path`: the format is said for the very path of a file, which is a message then, wherever it is found.
    """

    format: str | None = None
    keys: tuple[str, ...] = ()
    delimiters: tuple[Delimiters, ...] = ()
    by_path: bool = False


PLAIN = Wanted()


def is_known(path: str, wanted: Wanted = PLAIN) -> bool:
    """Tell whether a file is one that a folder is searched for."""
    return format_by_name(path) is not None or (bool(wanted.keys) and is_catalogue(path))


def format_of_file(path: str, head: bytes, wanted: Wanted = PLAIN, *, named: bool) -> str | None:
    """Return the format that a file is read in, or None when it is left: when it is no message, or not `named` and not known.

    `head` are its first bytes. Raises TonelintError when they are no text.
    """
    text = peek(head)
    if not (named or wanted.by_path) and (not is_known(path, wanted) or is_page_about(path, text)):
        return None
    found = wanted.format or format_of(path, text)
    return None if found == "none" else found


def read_file(path: str, stream: BinaryIO, wanted: Wanted = PLAIN) -> Iterator[Message | Problem]:
    """Yield what is in a file: messages, the variants of each one after the other, and problems with some of them, each once.

    `stream` must be able to go back to its start. A file that is plainly no message, such as a style sheet, gives none.
    Raises TonelintError when nothing of the file can be read.
    """
    told: set[Problem] = set()
    for item in _items(path, stream, wanted):
        if not isinstance(item, Problem):
            yield from (mistake for mistake in item.mistakes if mistake not in told)
            told.update(item.mistakes)
        yield item


def _items(path: str, stream: BinaryIO, wanted: Wanted) -> Iterator[Message | Problem]:
    head = stream.read(HEAD)
    stream.seek(0)
    name = wanted.format or format_of(path, peek(head))
    if name == "mbox":
        yield from reader_of(name)(path, stream, wanted.delimiters)
    elif name != "none":
        yield from _read(path, stream.read(), name, wanted)


def _read(path: str, data: bytes, name: str, wanted: Wanted) -> tuple[Message, ...]:
    read = reader_of(name)
    if name == "eml":
        return read(path, data, wanted.delimiters)
    source = Source(path, decode(data), delimiters=wanted.delimiters)
    if name in CATALOGUES.values():
        return read(source, wanted.keys, name)
    messages = read(source)
    if not any(part.text.strip() for message in messages for part in message.parts):
        problem = "empty: there is no text in it to check"
        raise EmptyError(problem, has_marks=bool(source.text.strip()))
    return messages


def read_messages(path: str, data: bytes, wanted: Wanted = PLAIN) -> tuple[Message, ...]:
    """Read what is in a file as `read_file` does, all of it at once; a problem with any of it is raised."""
    return sound(read_file(path, io.BytesIO(data), wanted))


def sound(items: Iterable[Message | Problem]) -> tuple[Message, ...]:
    """Return messages. Raises InvalidFileError when there are problems among them."""
    found = list(items)
    problems = [item for item in found if isinstance(item, Problem)]
    if problems:
        raise InvalidFileError(problems)
    return tuple(item for item in found if not isinstance(item, Problem))


__all__ = ["FORMATS", "HEAD", "PLAIN", "READERS", "Wanted", "format_of_file", "is_known", "read_file", "read_messages", "reader_of"]
