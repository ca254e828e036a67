"""Plain text: header lines, then paragraphs, list items, headings, buttons, code and quoted threads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonelint.directives import NAME, Comment
from tonelint.draft import Draft
from tonelint.message import Block, BlockKind, Message, PartRole
from tonelint.readers.composing import Read, compose, line_part
from tonelint.readers.front_matter import FrontMatter, read_front_matter
from tonelint.readers.threads import quoted_lines
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Span

_LINE = regex(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_HEADER = regex(
    r"(?P<name>subject|from|to|cc|bcc|date|sent|reply-to|preheader|preview(?: text)?|message-id|in-reply-to|references"
    r"|mime-version|content-type|list-unsubscribe|return-path|received|delivered-to)[ \t]*:[ \t]*(?P<value>.*)",
    re.I,
)
_FOLDED_HEADER = regex(r"[ \t]+\S")
_PREHEADERS = ("preheader", "preview", "preview text")

_LIST_ITEM = regex(r"[ \t]*(?:[-+*•‣◦–·]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+(?=\S)")
# A line of marks: "* * *", "<----->".
_RULE = regex(r"[ \t]*(?:[-=_*~#+.•·<|–—][ \t>]*)+")
_BETWEEN_RULES = regex(r"[ \t]*[-=_*~#<]{3,}[ \t]*(?P<words>[^-=_*~#<>\s][^\r\n]{0,60}?)[ \t]*[-=_*~#>]{3,}[ \t]*")
_PROGRAM = regex(
    r"[ \t]*(?:sent from (?:my )?(?:i(?:phone|pad)|android|samsung|galaxy|mobile|outlook|yahoo|mail)\b.{0,60}|get outlook for .{0,60})",
    re.I,
)
# What a mail program writes above an older message is shorter.
_LONGEST_HEAD = 300
_FENCE = regex(r"[ \t]*```")
_BUTTON = regex(
    r"[ \t]*(?:\[\s*(?!\s*(?:https?:|mailto:))[^\[\]{}|]{2,60}\]|(?=.{3,60}$)(?!\s*[-=<])[^.?:>]{2,56}?\s*(?:>{1,2}|→|»|►|›))[ \t]*"
)
# Words with the address that they lead to: "Open your account ( https://fernway.example/a )".
_LINKED = regex(
    r"[ \t]*(?P<words>[^\s()<>\[\]{}][^()<>\[\]{}]{1,60}?)[ \t]*"
    r"(?:\([ \t]*(?:https?://[^\s()]+|\{\{[^{}()]{0,60}ur[li]\b[^{}()]{0,60}\}\})[ \t]*\)|<https?://[^\s<>]+>)[ \t]*"
)
# The name of a person or firm may have an address behind it too; what to do has a word in small letters.
_TO_DO = regex(r"\w+ .*?\b[a-z]|.*→")
_BUTTON_WORDS = 7
# What an author is to fill in: "[First Name]", "[Company Name, LLC]".
_TO_FILL_IN = frozenset(
    ["your", "my", "our", "agent", "sender", "recipient", "customer", "company", "business", "product", "brand", "team", "first", "last",
     "full", "job", "insert", "contact", "street", "name", "title", "signature", "address", "city", "state", "zip", "postcode", "country",
     "phone", "number", "email", "website", "url", "link", "date", "time", "amount", "llc", "ltd", "inc", "logo", "position", "role"]
)  # fmt: skip
_HTML_COMMENT = regex(rf"<!--\s*(?P<words>{NAME}\b[^\r\n]*?)(?:-->|$)", re.I | re.M)
_NO_COMMENT = "the text is plain, so that a reader sees this comment: use the comments of a template language, or front matter"
_END_MARK = regex(r"[.!?:;,…][\"'”’)]*$")
_HEADING_WORDS = 9


def read(source: Source) -> tuple[Message, ...]:
    """Read a plain-text message: between prose and source there is nothing but templates, so every offset is exact."""
    front = read_front_matter(source)
    return compose(source, "text", front, Draft.of(source, front.end), lambda draft: read_draft(draft, has_front=bool(front.texts)))


def read_subject(source: Source) -> tuple[Message, ...]:
    """Read a file that holds the subject of a message and nothing else."""
    draft = Draft.of(source)
    return compose(source, "subject", FrontMatter(), draft, lambda each: Read((line_part(PartRole.SUBJECT, each),)))


def read_draft(draft: Draft, *, has_front: bool = False) -> Read:
    """Read header lines and a body; `has_front`: what stands before them makes a message of headers alone."""
    headers, body_start = header_lines(draft.text)
    parts = []
    for name, span in headers:
        if name == "subject":
            parts.append(line_part(PartRole.SUBJECT, draft.cut(span.start, span.end)))
        elif name in _PREHEADERS:
            parts.append(line_part(PartRole.PREHEADER, draft.cut(span.start, span.end)))
    body = draft.cut(body_start, len(draft.text))
    if body.text.strip() or not (parts or has_front):
        parts.append(body.part(PartRole.BODY, blocks(body.text)))
    return Read(tuple(parts), tuple((name, draft.text[span.start : span.end]) for name, span in headers), tuple(_comments(draft)))


def _comments(draft: Draft) -> Iterator[Comment]:
    """Yield comments of HTML, which plain text has not."""
    for match in _HTML_COMMENT.finditer(draft.text):
        yield Comment.of(draft, Span(*match.span()), Span(*match.span("words")), _NO_COMMENT)


def header_lines(text: str, start: int = 0) -> tuple[list[tuple[str, Span]], int]:
    """Return the header lines that open a message (name in lower case, span of the value) and where the body starts."""
    headers: list[tuple[str, Span]] = []
    at = start
    for line in _lines(text, start):
        match = _HEADER.fullmatch(text, line.start, line.end)
        if match:
            headers.append((match["name"].lower(), Span(match.start("value"), match.start("value") + len(match["value"].rstrip()))))
        elif headers and _FOLDED_HEADER.match(text, line.start, line.end):
            name, span = headers[-1]
            headers[-1] = (name, Span(span.start, line.end))
        elif headers or text[line.start : line.end].strip():
            break
        at = _after_line(text, line.end)
    return (headers, at) if headers else ([], 0)


def _after_line(text: str, end: int) -> int:
    return end + (2 if text.startswith("\r\n", end) else 1) if end < len(text) else end


def _lines(text: str, start: int = 0) -> Iterator[Span]:
    for match in _LINE.finditer(text, start):
        if match.end() > match.start():
            yield Span(match.start(1), match.end(1))


def blocks(text: str) -> Iterator[Block]:
    """Cut a body into blocks: blank lines, list items, buttons and rules are borders."""
    lines = list(_lines(text))
    quoted = quoted_lines([text[line.start : min(line.end, line.start + _LONGEST_HEAD)] for line in lines])
    group: list[Span] = []
    fenced = False
    for number, line in enumerate(lines):
        content = text[line.start : line.end]
        kind = BlockKind.QUOTE if number in quoted else _own_kind(content, fenced=fenced)
        if kind is BlockKind.CODE and _FENCE.match(content):
            fenced = not fenced
        is_border = _is_border(content)
        starts_item = not is_border and bool(_LIST_ITEM.match(content))
        if kind or starts_item or is_border:
            yield from _grouped(text, group)
            group = [line] if starts_item and not kind else []
            if kind and content.strip():
                yield Block(kind, line if kind in (BlockKind.QUOTE, BlockKind.CODE) else _inside(content, line))
        else:
            group.append(line)
    yield from _grouped(text, group)


def _is_border(content: str) -> bool:
    """Tell a line that nobody wrote: blank, a rule, or the advertisement of the program that sent the mail."""
    return not content.strip() or bool(_RULE.fullmatch(content) or _PROGRAM.fullmatch(content))


def _own_kind(content: str, *, fenced: bool) -> BlockKind | None:
    if fenced or _FENCE.match(content):
        return BlockKind.CODE
    if _BETWEEN_RULES.fullmatch(content):
        return BlockKind.HEADING
    return BlockKind.BUTTON if _button(content) else None


def _button(content: str) -> str | None:
    """Return the words of a button, which has its line to itself."""
    linked = _LINKED.fullmatch(content)
    if linked and not _LIST_ITEM.match(content) and _TO_DO.match(linked["words"]):
        words = linked["words"].rstrip(" \t→»►›")
        return words if len(words.split()) <= _BUTTON_WORDS and not _END_MARK.search(words) else None
    if not _BUTTON.fullmatch(content) or set(re.findall(r"\w+", content.lower())) <= _TO_FILL_IN:
        return None
    return content.strip(" \t[]")


def _inside(content: str, line: Span) -> Span:
    """Return where the words of a button, or of a heading between marks, stand."""
    heading = _BETWEEN_RULES.fullmatch(content)
    words = heading["words"] if heading else _button(content) or content
    start = line.start + content.index(words)
    return Span(start, start + len(words))


def _grouped(text: str, group: list[Span]) -> Iterator[Block]:
    if not group:
        return
    span = Span(group[0].start, group[-1].end)
    content = text[span.start : span.end]
    if _LIST_ITEM.match(content):
        marker = _LIST_ITEM.match(content)
        yield Block(BlockKind.LIST_ITEM, Span(span.start + (marker.end() if marker else 0), span.end))
    elif len(group) == 1 and not _END_MARK.search(content.rstrip()) and len(content.split()) <= _HEADING_WORDS:
        yield Block(BlockKind.HEADING, span)
    else:
        yield Block(BlockKind.PARAGRAPH, span)
