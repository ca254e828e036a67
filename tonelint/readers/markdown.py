"""Markdown: what its rendering shows, by the events of pulldown-cmark (the pyromark package), which know their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import accumulate
from typing import Any

import pyromark

from tonelint.dataclass import dataclass
from tonelint.draft import Draft
from tonelint.message import BlockKind, Message, PartRole
from tonelint.readers import html
from tonelint.readers.composing import Read, compose, line_part
from tonelint.readers.front_matter import read_front_matter
from tonelint.source import Source
from tonelint.text import Span

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS
_KINDS = {
    "Heading": BlockKind.HEADING,
    "Item": BlockKind.LIST_ITEM,
    "BlockQuote": BlockKind.QUOTE,
    "CodeBlock": BlockKind.CODE,
}
# Inline marks end no block.
_INLINE = frozenset(["Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"])


def read(source: Source) -> tuple[Message, ...]:
    """Read a Markdown message; its front matter may hold the subject and the preheader."""
    front = read_front_matter(source)
    return compose(source, "markdown", front, Draft.of(source, front.end), read_draft)


def read_draft(draft: Draft) -> Read:
    """Read the Markdown of one variant."""
    masked = html.masked(draft)
    page = html.Page(draft, masked)
    headers, start = html.opening_lines(page)
    subjects = [line_part(PartRole.SUBJECT, draft.cut(span.start, span.end)) for name, span in headers if name == "subject"]
    writer = _Writer(page)
    for name, value, span in _joined(_events(masked, start)):
        writer.write(name, value, span)
    values = tuple((name, draft.text[span.start : span.end]) for name, span in headers)
    return Read((*subjects, *page.parts([])), values, tuple(page.comments))


def _events(text: str, start: int) -> Iterator[tuple[str, Any, Span]]:
    """Yield the events from an offset on: the name, what it holds, and its span in characters."""
    own = text[start:]
    # The parser counts bytes.
    ends = list(accumulate((len(character.encode("utf-8", "surrogatepass")) for character in own), initial=0))
    characters = None if ends[-1] == len(own) else {byte: number for number, byte in enumerate(ends)}
    for event, place in pyromark.events_with_range(own, options=_OPTIONS):
        first, last = place["start"], place["end"]
        if characters is not None:
            first, last = characters[first], characters[last]
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        yield name, value, Span(first + start, last + start)


def _joined(events: Iterator[tuple[str, Any, Span]]) -> Iterator[tuple[str, Any, Span]]:
    """Yield the events, those of the lines of one piece of markup as one: a tag may go over lines."""
    held: tuple[str, Any, Span] | None = None
    for name, value, span in events:
        if held and name == "Html" and held[2].end == span.start:
            held = (name, value, Span(held[2].start, span.end))
            continue
        if held:
            yield held
        held = (name, value, span)
    if held:
        yield held


@dataclass
class _Writer:
    """Writes events to a page."""

    page: html.Page
    kinds: list[BlockKind] = field(default_factory=lambda: [BlockKind.PARAGRAPH])
    links: int = 0
    images: int = 0

    def write(self, name: str, value: Any, span: Span) -> None:
        """Write one event."""
        body = self.page.body
        if name in ("Start", "End"):
            self._element(next(iter(value)) if isinstance(value, dict) else value, opens=name == "Start")
        elif name in ("Text", "Code"):
            self._text(span if name == "Text" else _inside(self.page.masked, span))
        elif name == "HardBreak":
            body.line(span.start, span.end)
        elif name == "SoftBreak":
            self._text(span)
        elif name in ("Html", "InlineHtml"):
            self.page.read(span.start, span.end)
        elif name == "Rule":
            body.close()

    def _text(self, span: Span) -> None:
        if self.images:
            self.page.words.text(span, BlockKind.PARAGRAPH)
            return
        kind, around = self.kinds[-1], self.page.open.top
        kind = around.kind if kind is BlockKind.PARAGRAPH else kind
        self.page.write(span, kind, linked=self.links > 0 or around.is_link, kept=kind is BlockKind.CODE)

    def _element(self, name: str, *, opens: bool) -> None:
        change = 1 if opens else -1
        if name == "Link":
            self.links += change
        elif name == "Image":
            self.images += change
            self.page.words.close()
        elif name not in _INLINE:
            self.page.body.close()
            if not opens:
                self.kinds.pop()
            else:
                above = self.kinds[-1]
                self.kinds.append(above if above is BlockKind.QUOTE else _KINDS.get(name, above))


def _inside(text: str, span: Span) -> Span:
    """Return what stands between the back quotes of a piece of code."""
    code = text[span.start : span.end]
    ticks = (len(code) - len(code.strip("`"))) // 2
    return Span(span.start + ticks, span.end - ticks)
