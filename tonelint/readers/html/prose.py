"""Text as it is put on the page: white space folded, lines and blocks where the markup wants them."""

from __future__ import annotations

import re
from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.draft import Draft, Weaver
from tonelint.message import Block, BlockKind, MergeField
from tonelint.readers.html.tokenizer import references
from tonelint.regexes import regex
from tonelint.text import Span

_PADDING = "\u00ad\u034f\u200b\u200c\u200e\u200f\u2007\u2060\ufeff"
_BLANK = " \t\n\f\r\u00a0"
_PIECES = regex(rf"(?P<space>[{_BLANK}]+)|(?P<padding>[{_PADDING}]+)|[^{_BLANK}{_PADDING}]+")
_END_MARK = regex(r"[.!?:;,…][\"'”’)]*$")
# An address is shown as it is, and what goes on below is no button.
_NO_BUTTON = regex(r"[:;,]\Z|\A(?:https?://\S*|www\.\S*|[^\s@]+@\S*)\Z", re.I)
_HEADING_WORDS = 9
_BUTTON_WORDS = 6


@dataclass
class Prose:
    """Collects the prose of one part. `masked` is the draft's text with its merge fields blanked out."""

    draft: Draft
    masked: str
    blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._weaver = Weaver(self.draft)
        self._space: tuple[int, int] | None = None
        self._line: tuple[int, int] | None = None
        self._start: int | None = None
        self._kind = BlockKind.PARAGRAPH
        self._linked = True

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been written yet."""
        return self._weaver.length == 0

    def text(self, span: Span, kind: BlockKind, *, linked: bool = False, kept: bool = False, in_attribute: bool = False) -> None:
        """Write the text of a stretch; `linked` when all of it is a link, `kept` when its line ends are to be kept."""
        at = span.start
        for place, characters in references(self.masked, span, in_attribute=in_attribute):
            self._plain(at, place.start, kind, linked=linked, kept=kept)
            self._characters(characters, place, kind, linked=linked)
            at = place.end
        self._plain(at, span.end, kind, linked=linked, kept=kept)

    def hole(self, span: Span, field_: MergeField) -> None:
        """Write a stretch of markup that stands for text of another file."""
        self._begin(span.start, BlockKind.PARAGRAPH)
        at = self._weaver.length
        self._weaver.copy(span.start, span.end)
        self._weaver.mark(MergeField(Span(at, at + len(span)), field_.kind))
        self.close()

    def line(self, start: int, end: int) -> None:
        """End the line; a line without words between two ends is the border of a block."""
        if self._line:
            self.close()
        elif self._start is not None:
            self._line = (start, end)

    def close(self) -> None:
        """End the block, if one is open."""
        if self._start is not None:
            span = Span(self._start, self._weaver.length)
            self.blocks.append(Block(self._kind_of(), span))
        self._start = self._space = self._line = None

    def finished(self) -> tuple[Draft, tuple[Block, ...]]:
        """Return the prose and its blocks, those of them that say something."""
        self.close()
        return self._weaver.draft(), tuple(self.blocks)

    def _plain(self, start: int, end: int, kind: BlockKind, *, linked: bool, kept: bool) -> None:
        for match in _PIECES.finditer(self.masked, start, end):
            if match["padding"]:
                continue
            if match["space"]:
                if kept and "\n" in match[0]:
                    self._lines(match)
                elif self._start is not None:
                    self._space = self._space or match.span()
                continue
            self._flush(match.start(), kind, linked=linked)
            self._weaver.copy(match.start(), match.end())

    def _lines(self, match: re.Match[str]) -> None:
        if match[0].count("\n") > 1:
            self.close()
        else:
            self.line(*match.span())

    def _characters(self, characters: str, place: Span, kind: BlockKind, *, linked: bool) -> None:
        if not characters.strip(_BLANK):
            self._space = self._space or ((place.start, place.end) if self._start is not None else None)
        elif characters.strip(_PADDING):
            self._flush(place.start, kind, linked=linked)
            self._weaver.put(characters, place.start, place.end)

    def _flush(self, at: int, kind: BlockKind, *, linked: bool) -> None:
        """Write what was held back: the border of a block, the end of a line, or a space."""
        if self._start is not None and kind is not self._kind and BlockKind.BUTTON in (kind, self._kind):
            self.close()
        if self._start is None:
            self._begin(at, kind)
            self._linked = True
        elif self._line:
            self._weaver.put("\n", *self._line)
        elif self._space:
            start, end = self._space
            if self.draft.text[start:end] == " ":
                self._weaver.copy(start, end)
            else:
                self._weaver.put(" ", start, end)
        self._linked = self._linked and linked
        self._space = self._line = None

    def _begin(self, at: int, kind: BlockKind) -> None:
        if self._weaver.length:
            self._weaver.put("\n\n", at, at)
        self._start, self._kind = self._weaver.length, kind

    def _kind_of(self) -> BlockKind:
        """Tell a short line without an end mark from a paragraph, and a link alone on its line from a sentence."""
        text = self._weaver.tail(self._start or 0)
        if self._kind is not BlockKind.PARAGRAPH or "\n" in text:
            return self._kind
        words = len(text.split())
        if self._linked and words <= _BUTTON_WORDS and not _NO_BUTTON.search(text):
            # What is linked above all words is the name of the sender, or leads to the page in a browser.
            return BlockKind.BUTTON if self.blocks else BlockKind.HEADING
        return BlockKind.HEADING if words <= _HEADING_WORDS and not _END_MARK.search(text) else BlockKind.PARAGRAPH
