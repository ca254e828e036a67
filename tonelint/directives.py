"""Directives: what a comment in a message says to this program. One grammar for the comments of every format.

    tonelint: ignore RULES [-- reason]          the text that follows
    tonelint: off RULES [-- reason]             all text from here ...
    tonelint: on [RULES]                        ... to here
    tonelint: ignore-file RULES [-- reason]     the whole file

A comment may hold several, each on a line of its own. What only speaks about this program is no directive and no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from tonelint.dataclass import dataclass
from tonelint.draft import Draft
from tonelint.errors import Problem
from tonelint.located import Located
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.sourcemap import SourceMap
from tonelint.text import Region, Span

NAME = "tonelint"


class Verb(str, Enum):
    """What a directive asks for."""

    IGNORE = "ignore"
    OFF = "off"
    ON = "on"
    FILE = "ignore-file"


# What other linters call them.
_ELSEWHERE = {
    "disable": Verb.OFF,
    "enable": Verb.ON,
    "disable-file": Verb.FILE,
    "skip-file": Verb.FILE,
    **dict.fromkeys(("skip", "suppress", "allow", "hide", "noqa", "nolint"), Verb.IGNORE),
    **dict.fromkeys(("ignore-line", "ignore-next", "ignore-next-line", "disable-line", "disable-next-line"), Verb.IGNORE),
}
_VERBS = {verb.value: verb for verb in Verb}
_START = regex(rf"^[ \t*]*(?={NAME}\b)", re.M | re.I)
_STATEMENT = regex(rf"{NAME}(?P<joint>\s*:\s*|[\s-]+)(?P<verb>[^\s,]+)(?P<rest>.*)", re.I | re.S)
_WORD = regex(r"[^\s,]+")
_RULE_ID = regex(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")
_REASON = "--"
_NEAR = 0.75
_EXAMPLE = "freedom/urgency"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its place in the source with its marks, and what is between them.

    `target`: what it stands before, where its format tells. `fault`: why it is no comment, whatever it looks like.
    """

    region: Region
    words: Draft
    target: Region | None = None
    fault: str = ""

    @classmethod
    def of(cls, draft: Draft, whole: Span, inner: Span, fault: str = "") -> Comment:
        """Return a stretch of a draft as a comment; `inner` is what is between its marks."""
        return cls(draft.map.region(whole), draft.cut(inner.start, inner.end), fault=fault)

    def mapped(self, outer: SourceMap) -> Comment:
        """Return the comment of a text that was decoded as a comment of what it was decoded from."""
        region = outer.region(Span(self.region.start, self.region.end))
        return replace(self, region=region, words=replace(self.words, map=self.words.map.then(outer)))


@dataclass(frozen=True, slots=True)
class Statement:
    """A directive as it is written: the rules and principles that it names, each with its place, and why."""

    verb: Verb
    names: tuple[str, ...]
    region: Region
    reason: str = ""


def mentions(text: str) -> bool:
    """Tell whether a text can hold a directive at all."""
    return NAME in text.lower()


def names_and_reason(text: str) -> tuple[list[Span], str]:
    """Return where the names stand in "RULES -- reason", and the reason in one line, empty where there is none."""
    rules, _, reason = text.partition(_REASON)
    return [Span(*word.span()) for word in _WORD.finditer(rules)], " ".join(reason.split())


def statements(source: Source, comment: Comment) -> Iterator[Statement | Problem]:
    """Yield the directives of a comment in order, and a problem for each that cannot be read as one."""
    text = comment.words.text
    starts = [start.end() for start in _START.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        # A line that is drawn before each line of a long comment is no part of it.
        written = text[start:end].rstrip(" \t\r\n*")
        match = _STATEMENT.fullmatch(written)
        if match:
            yield from _read(_Writing(source, comment, start), match)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Knows the places of one directive, which begins at an offset of the words of its comment."""

    source: Source
    comment: Comment
    start: int

    def region(self, span: Span) -> Region:
        return self.comment.words.map.region(span.moved(self.start))

    def located(self, text: str, span: Span) -> Located:
        place = self.source.lines.position(self.region(span).start)
        return Located.of(text, place.line, place.column)

    def problem(self, what: str) -> Problem:
        place = self.source.lines.position(self.comment.region.start)
        return Problem(self.source.path, place.line, place.column, what)


def _read(writing: _Writing, match: re.Match[str]) -> Iterator[Statement | Problem]:
    verb = _VERBS.get(match["verb"].lower())
    if verb is None or ":" not in match["joint"]:
        mistake = _mistake(match)
        yield from [writing.problem(mistake)] if mistake else []
        return
    if writing.comment.fault:
        yield writing.problem(writing.comment.fault)
        return
    spans, reason = names_and_reason(match["rest"])
    if not spans and verb is not Verb.ON:
        example = f"{NAME}: {verb.value} {_EXAMPLE}"
        yield writing.problem(f"'{verb.value}' needs the rules or principles that it is for, as in '{example} -- the reason'")
        return
    at = match.start("rest")
    names = dict.fromkeys(writing.located(match["rest"][span.start : span.end], span.moved(at)) for span in spans)
    yield Statement(verb, tuple(names), writing.region(Span(*match.span())), reason)


def _mistake(match: re.Match[str]) -> str:
    """Say what is wrong with a would-be directive; nothing when it is prose that begins with our name."""
    word, words = match["verb"].lower(), [match["rest"][span.start : span.end] for span in names_and_reason(match["rest"])[0]]
    meant = _meant(word)
    names_rule = bool(words) and bool(_RULE_ID.fullmatch(words[0]))
    if ":" not in match["joint"]:
        # "tonelint is on for this one" says nothing to anybody but people.
        return f"a directive begins with '{NAME}:', as in '{NAME}: {meant.value} {words[0]}'" if meant and names_rule else ""
    if _RULE_ID.fullmatch(word):
        return f"what is to be done about {word}? For example '{NAME}: {Verb.IGNORE.value} {word}'"
    if meant and (word not in _ELSEWHERE or names_rule or len(words) <= 1):
        return f"unknown directive '{word}'; did you mean '{meant.value}'?"
    return ""


def _meant(word: str) -> Verb | None:
    """Return the verb that a word is, is near to, or stands for in another linter."""
    if word in _VERBS or word in _ELSEWHERE:
        return _VERBS.get(word) or _ELSEWHERE[word]
    from difflib import SequenceMatcher  # noqa: PLC0415 - takes time to import, and few messages have a word that is not known

    # "one" and "of" are near to "on" and "off", and are words.
    nearness, verb = max((SequenceMatcher(None, word, verb.value).ratio(), verb) for verb in (Verb.IGNORE, Verb.FILE))
    return verb if nearness >= _NEAR else None
