"""HTML and MJML files, and the drafts of HTML that other formats hold."""

from __future__ import annotations

import re

from tonelint.draft import Draft
from tonelint.message import Message
from tonelint.readers import plain
from tonelint.readers.composing import Read, compose
from tonelint.readers.front_matter import read_front_matter
from tonelint.readers.html.page import Page
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Span

# Stands for a character of a merge field while the markup is read: no mark of HTML, no white space.
_MASK = "\ue000"
_COMMENTS = regex(r"(?:\s*<!--.*?-->)+", re.S)
_SUBJECT_COMMENT = regex(r"<!--\s*@?subject:?[ \t]+(?P<words>[^\r\n]{0,300}?)\s*@?-->", re.I)


def read(source: Source) -> tuple[Message, ...]:
    """Read an HTML message, which may begin with front matter, or with header lines as some template folders have them."""
    return _read(source, "html")


def read_mjml(source: Source) -> tuple[Message, ...]:
    """Read an MJML message."""
    return _read(source, "mjml")


def _read(source: Source, name: str) -> tuple[Message, ...]:
    front = read_front_matter(source)
    return compose(source, name, front, Draft.of(source, front.end), read_draft)


def read_draft(draft: Draft, *, has_head: bool = True) -> Read:
    """Read the markup of one variant; `has_head` when header lines or a comment with the subject may stand before it."""
    page = Page(draft, masked(draft))
    headers, start = opening_lines(page) if has_head else ([], 0)
    subjects = [draft.cut(span.start, span.end) for name, span in headers if name == "subject"]
    comment = _SUBJECT_COMMENT.search(draft.text) if has_head else None
    if comment and not subjects:
        subjects.append(draft.cut(*comment.span("words")))
    page.read(start)
    values = tuple((name, draft.text[span.start : span.end]) for name, span in headers)
    return Read(tuple(page.parts(subjects)), values, tuple(page.comments))


def opening_lines(page: Page) -> tuple[list[tuple[str, Span]], int]:
    """Return the header lines that open a page, below comments that may stand there, and where the body starts."""
    text = page.draft.text
    comments = _COMMENTS.match(text)
    at = comments.end() if comments else 0
    headers, start = plain.header_lines(text, at)
    if headers:
        page.read(0, at)
    return headers, start


def masked(draft: Draft) -> str:
    """Return the text of a draft with every character of its merge fields blanked out."""
    pieces: list[str] = []
    done = 0
    for merge_field in draft.fields:
        pieces += (draft.text[done : merge_field.span.start], _MASK * len(merge_field.span))
        done = merge_field.span.end
    return "".join((*pieces, draft.text[done:]))
