"""A page of HTML or MJML as it is shown: which text is seen, where a line or a block ends, what is a button or a quote."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import field, replace

from tonelint.dataclass import dataclass
from tonelint.directives import Comment
from tonelint.draft import Draft
from tonelint.message import Block, BlockKind, FieldKind, MergeField, Part, PartRole
from tonelint.readers.composing import line_part
from tonelint.readers.html import elements, kinds, styles
from tonelint.readers.html.comments import comment_of
from tonelint.readers.html.open_elements import Element, OpenElements
from tonelint.readers.html.pieces import pieces
from tonelint.readers.html.prose import Prose
from tonelint.readers.html.tokenizer import Kind, Token, tokens
from tonelint.regexes import regex
from tonelint.text import Span

# The name of a design, not of a message.
_NO_SUBJECT = regex(
    r"\s*(?:untitled.*|.*\b(?:html|e-?mails?)\b.*|.*\btemplate\b.*|title|document|subject|newsletter|message|notification)\s*", re.I
)


@dataclass
class Page:
    """One walk over the tokens of a page, or of the pieces of markup in a text of another format.

    `masked` is the draft's text with its merge fields blanked out.
    """

    draft: Draft
    masked: str
    open: OpenElements = field(default_factory=OpenElements)
    sheet: styles.Sheet = field(default_factory=styles.Sheet)
    quotes: bool = False

    def __post_init__(self) -> None:
        self.title, self.preheader, self.body, self.words = (Prose(self.draft, self.masked) for _ in range(4))
        self._media = self._said = ""
        self.comments: list[Comment] = []
        self._pieces = list(pieces(self.draft))

    def read(self, start: int = 0, end: int | None = None) -> None:
        """Write a stretch of markup to where it belongs."""
        for found in tokens(self.masked[start:end]):
            token = found.moved(start)
            if token.kind is Kind.START:
                self._start(token)
            elif token.kind is Kind.END:
                self._end(token)
            elif token.kind is Kind.TEXT:
                self._text(token)
            elif token.kind is Kind.RAW and self.open.top.name == "style":
                self.sheet = self.sheet.with_(styles.read_sheet(self.masked[token.span.start : token.span.end], self._media))
            elif token.kind is Kind.COMMENT:
                self.comments += comment_of(self.draft, token.span)

    def parts(self, subjects: list[Draft]) -> list[Part]:
        """Return what was written, in the order in which it meets the reader."""
        parts = [line_part(PartRole.SUBJECT, subject) for subject in subjects[:1]]
        title, _ = self.title.finished()
        if not subjects and title.text and not _NO_SUBJECT.fullmatch(title.text):
            parts.append(line_part(PartRole.SUBJECT, title))
        for role, prose in ((PartRole.PREHEADER, self.preheader), (PartRole.BODY, self.body), (PartRole.ALT, self.words)):
            draft, blocks = prose.finished()
            blocks = blocks if self.quotes else _laid_out(blocks)
            if blocks or (role is PartRole.BODY and not parts):
                parts.append(draft.part(role, blocks, hard_lines=True))
        return parts

    def _start(self, token: Token) -> None:
        name = token.name
        self._end_implied(name)
        if name == "br":
            self.body.line(token.span.start, token.span.end)
        if name == "style":
            self._media = self._value(token, "media")
        element = self._element(token)
        if element.is_block:
            self.body.close()
        if name == "mj-include":
            self.body.hole(token.span, MergeField(token.span, FieldKind.CONTROL))
        if not self.open.top.is_dropped and not element.is_hidden:
            self._attributes(token)
        if name not in elements.VOID and not (token.closes_itself and name.startswith("mj-")):
            self.open.push(element)

    def _end_implied(self, name: str) -> None:
        if name in elements.ENDS_PARAGRAPH:
            self.open.end_first(frozenset(["p"]), elements.PARAGRAPH_SCOPE)
        if name in elements.IMPLIED_ENDS:
            ended = self.open.end_first(*elements.IMPLIED_ENDS[name])
            if ended:
                self.body.close()

    def _element(self, token: Token) -> Element:
        above, name = self.open.top, token.name
        style, classes, identifier = (self._value(token, key) for key in ("style", "class", "id"))
        names = {f".{one}" for one in classes.split()} | ({f"#{identifier}"} if identifier else set())
        hidden = name == "mj-preview" or "hidden" in token.attributes or styles.hides(style) or bool(names & self.sheet.hidden)
        kind = self._kind(token, above, f"{classes} {identifier}", style)
        return Element(
            name,
            is_block=name in elements.BLOCKS or styles.is_block(style) or (kind is BlockKind.BUTTON and above.kind is not kind),
            is_hidden=above.is_hidden or (hidden and name not in ("html", "body", "input")),
            is_sizeless=self._is_sizeless(style, names | {name}, above),
            is_dropped=above.is_dropped or name in elements.DROPPED,
            is_link=above.is_link or name == "a",
            kind=kind,
            keeps_lines=above.keeps_lines or name == "pre",
        )

    def _is_sizeless(self, style: str, names: set[str], above: Element) -> bool:
        size = styles.has_size(style)
        if size is not None:
            return not size
        return bool(names & self.sheet.sizeless) or (above.is_sizeless and not names & self.sheet.sized)

    def _kind(self, token: Token, above: Element, names: str, style: str) -> BlockKind:
        if kinds.is_thread(token.name, names, self._value(token, "type")):
            self.quotes = True
            return BlockKind.QUOTE
        return kinds.kind_of(token.name, names, style, above)

    def _attributes(self, token: Token) -> None:
        keys = ("alt", "title") if token.name in ("img", "mj-image", "area", "input") else ("title",) if token.name == "a" else ()
        for key in (*keys, *(("value",) if token.name == "input" and self._value(token, "type") in ("submit", "button") else ())):
            if key in token.attributes:
                self._say(token.attributes[key])

    def _say(self, span: Span) -> None:
        """Write the words of an attribute; a picture in a link often has them twice or three times over."""
        said = self.draft.text[span.start : span.end]
        if said != self._said:
            self.words.text(span, BlockKind.PARAGRAPH, in_attribute=True)
            self.words.close()
        self._said = said or self._said

    def _value(self, token: Token, key: str) -> str:
        span = token.attributes.get(key)
        return html.unescape(self.masked[span.start : span.end]) if span else ""

    def _end(self, token: Token) -> None:
        # A browser makes an empty element of a stray end tag.
        if token.name == "br":
            self.body.line(token.span.start, token.span.end)
        elif token.name == "p" and not self.open.holds("p"):
            self.body.close()
        for element in self.open.end(token.name):
            if element.is_block:
                self.body.close()
            if element.name == "title":
                self.title.line(token.span.start, token.span.end)

    def _text(self, token: Token) -> None:
        top = self.open.top
        if top.name in ("title", "mj-title") and not top.is_dropped:
            self.title.text(token.span, BlockKind.HEADING)
        elif top.name in ("", "html", "body"):
            self._pieced(token.span, top)
        elif top.name != "head":
            self.write(token.span, top.kind, linked=top.is_link, kept=top.keeps_lines)

    def write(self, span: Span, kind: BlockKind, *, linked: bool, kept: bool = False) -> None:
        """Write text that stands in the open elements: to the body, to what is seen before the mail is opened, or nowhere."""
        top = self.open.top
        if top.is_dropped:
            return
        if not (top.is_hidden or top.is_sizeless):
            self.body.text(span, kind, linked=linked, kept=kept)
        elif self.body.is_empty:
            self.preheader.text(span, BlockKind.PARAGRAPH)

    def _pieced(self, span: Span, top: Element) -> None:
        """Write text in which pieces of a template may stand alone: each has a place of its own in another template."""
        at = span.start
        first = bisect_left(self._pieces, span.start, key=lambda piece: piece[0].start)
        for tag, is_end in self._pieces[first:]:
            if tag.start >= span.end:
                break
            border = tag.end if is_end else tag.start
            self.write(Span(at, border), top.kind, linked=False)
            self.body.close()
            at = border
        self.write(Span(at, span.end), top.kind, linked=False)


def _laid_out(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks of which most are quotes as paragraphs: the element is used there to indent a page."""
    quoted = sum(len(block.span) for block in blocks if block.kind is BlockKind.QUOTE)
    if 2 * quoted < sum(len(block.span) for block in blocks):
        return blocks
    return tuple(replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.QUOTE else block for block in blocks)
