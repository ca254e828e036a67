"""What the tests of pages share: a page read, and its blocks as kinds and words."""

from tonelint.message import PartRole
from tonelint.readers import html
from tonelint.source import Source
from tonelint.text import Span


def read(markup):
    return html.read(Source("mail.html", markup))[0]


def seen(markup, role=PartRole.BODY):
    """Return the blocks of a part, each as its kind and its text."""
    part = read(markup).part(role)
    return [(block.kind, part.text[block.span.start : block.span.end]) for block in part.blocks] if part else []


def texts(markup, role=PartRole.BODY):
    return [text for _, text in seen(markup, role)]


def region(markup, words):
    """Return the piece of markup that some words of the body stand for."""
    body = read(markup).part(PartRole.BODY)
    at = body.text.index(words)
    found = body.map.region(Span(at, at + len(words)))
    return markup[found.start : found.end]
