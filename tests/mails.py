"""Mails for tests, and what was made of them."""

from tonelint.message import PartRole
from tonelint.readers.mail import read_eml, source_of
from tonelint.text import Span

HEAD = b"From: Ida Holm <ida@holm.example>\nTo: bo@chen.example\nSubject: The kettle\n"


def read(data):
    return read_eml(source_of("mail.eml", data))[0]


def prose(message, role=PartRole.BODY):
    part = message.part(role)
    return [part.text[block.span.start : block.span.end] for block in part.blocks] if part else None


def place(message, words, role=PartRole.BODY):
    """Return the characters of the source that stand for some words of a part, and their line and column."""
    part = message.part(role)
    start = part.text.index(words)
    region = part.map.region(Span(start, start + len(words)))
    position = message.source.lines.position(region.start)
    return message.source.text[region.start : region.end], (position.line, position.column)


def mail(*parts, kind="mixed"):
    """Make a mail of parts, each a text of header lines and body."""
    body = b"".join(b"--cut\n" + (part if isinstance(part, bytes) else part.encode()) + b"\n" for part in parts)
    return HEAD + f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=cut\n\n".encode() + body + b"--cut--\n"
