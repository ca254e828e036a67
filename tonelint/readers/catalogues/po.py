"""The texts of a gettext catalogue (.po, .pot): each translation, and the msgid itself where it has none.

The libraries for this format say on which line an entry begins, not where its text stands; the format is lines of
keywords and quoted strings, so it is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.draft import Draft
from tonelint.errors import InvalidFileError, Problem
from tonelint.readers.catalogues.decoding import Decoding
from tonelint.readers.catalogues.entry import Entry
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Span

_LINE = regex(r"[ \t]*(?P<words>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEYWORD = regex(r"(?P<name>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<number>\d{1,3})\])?(?!\w)[ \t]*")
_STRING = regex(r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"[ \t]*')
_ESCAPE = regex(r"(?P<codes>(?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)|\\(?P<letter>.)")
_CODE = regex(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"} | {mark: mark for mark in "\"\\'?"}
# The name of a file may be put between two marks when it has blanks in it.
_REFERENCE = regex("\u2068(?P<marked>[^\u2069]*)\u2069(?::\\d+)?|(?P<bare>\\S+)")
_KEY = regex(r"\w[._]\w")
_BLANK = regex(r"\s")
# What is shown where a form has no translation.
_ORIGINALS = {"msgstr": "msgid", "msgstr[0]": "msgid", "msgstr[1]": "msgid_plural"}
_FUZZY = "fuzzy: nobody has said yet that this translation is right, and gettext does not show it"


def entries(source: Source) -> Iterator[Entry]:
    """Yield the texts of a .po file, each form of a plural on its own. Raises InvalidFileError."""
    lines = _Lines(source)
    for match in _LINE.finditer(source.text):
        yield from lines.take(Span(*match.span("words")))
    yield from lines.finished()


@dataclass
class _Lines:
    """Gathers the strings of an entry line by line; `at` is the field that a further string continues."""

    source: Source
    fields: dict[str, list[Span]] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    is_fuzzy: bool = False
    at: str = ""
    start: int = 0

    def take(self, words: Span) -> Iterator[Entry]:
        """Take a line, and yield the entry before it when a new one begins."""
        text = self.source.text
        keyword = _KEYWORD.match(text, words.start, words.end)
        is_comment = text.startswith("#", words.start)
        if self._has_text() and (is_comment or (keyword and keyword["name"] in ("msgctxt", "msgid"))):
            yield from self.finished()
        if is_comment:
            self._comment(text[words.start : words.end])
        elif keyword:
            self._begin(keyword)
            self._strings(keyword.end(), words.end)
        elif text.startswith('"', words.start) and self.at:
            self._strings(words.start, words.end)
        elif len(words):
            what = (
                "a string that belongs to no msgid or msgstr"
                if text[words.start] == '"'
                else "expected msgid, msgstr, # or a string in quotes"
            )
            raise self._problem(words.start, what)

    def _has_text(self) -> bool:
        return any(name.startswith("msgstr") for name in self.fields)

    def _comment(self, line: str) -> None:
        if line.startswith("#:"):
            self.references += (match["marked"] or re.sub(r":\d+$", "", match["bare"]) for match in _REFERENCE.finditer(line[2:]))
        elif line.startswith("#,"):
            self.is_fuzzy = self.is_fuzzy or "fuzzy" in line.replace(",", " ").split()
        elif line.startswith("#~") and not self.fields:
            # What was said of an entry that is out of use is not said of the next.
            self.references, self.is_fuzzy = [], False

    def _begin(self, keyword: re.Match[str]) -> None:
        name = keyword["name"]
        if not self.fields:
            self.start = keyword.start()
        elif name in ("msgid_plural", "msgstr") and "msgid" not in self.fields:
            raise self._problem(keyword.start(), f"{name} without a msgid before it")
        self.at = f"{name}[{int(keyword['number'])}]" if keyword["number"] else name
        if self.at in self.fields:
            raise self._problem(keyword.start(), f"a second {self.at} in one entry")
        self.fields[self.at] = []

    def _strings(self, at: int, end: int) -> None:
        while at < end:
            string = _STRING.match(self.source.text, at, end)
            if string is None:
                what = "this string is not closed" if self.source.text[at] == '"' else "expected a string in quotes"
                raise self._problem(at, what)
            self.fields[self.at].append(Span(*string.span("text")))
            at = string.end()

    def finished(self) -> Iterator[Entry]:
        """End the entry and yield its texts."""
        fields, references, notes = self.fields, tuple(dict.fromkeys(self.references)), (_FUZZY,) * self.is_fuzzy
        if fields and not ("msgid" in fields and self._has_text()):
            raise self._problem(self.start, f"an entry without a {'msgstr' if 'msgid' in fields else 'msgid'}")
        self.fields, self.references, self.is_fuzzy, self.at = {}, [], False, ""
        if not fields:
            return
        texts = {name: _decoded(self.source.text, strings) for name, strings in fields.items()}
        key = texts["msgid"].text
        is_keyed = _is_key(key)
        if "msgctxt" in texts:
            key = f"{texts['msgctxt'].text}|{key}"
        # An empty msgid without a context is the head of the file.
        for name, draft in _shown(texts) if key else ():
            yield Entry(key + name, draft, references, notes, is_keyed)

    def _problem(self, offset: int, what: str) -> InvalidFileError:
        place = self.source.lines.position(offset)
        return InvalidFileError([Problem(self.source.path, place.line, place.column, what)])


def _shown(texts: dict[str, Draft]) -> Iterator[tuple[str, Draft]]:
    """Yield what the reader is shown of an entry, with the number of the plural form."""
    for name, draft in texts.items():
        if not name.startswith("msgstr"):
            continue
        if draft.text:
            yield name.removeprefix("msgstr"), draft
            continue
        original = texts.get(_ORIGINALS.get(name, ""))
        if original and not _is_key(original.text):
            yield name.removeprefix("msgstr"), original


def _is_key(msgid: str) -> bool:
    """Tell "emails.welcome.subject" from words: where such a msgid has no translation, there is nothing to read."""
    return bool(_KEY.search(msgid)) and not _BLANK.search(msgid)


def _decoded(text: str, strings: list[Span]) -> Draft:
    """Return the strings of a field as one text, their escapes decoded."""
    decoding = Decoding(text)
    for string in strings:
        at = string.start
        for escape in _ESCAPE.finditer(text, string.start, string.end):
            shown = _bytes(escape["codes"]) if escape["codes"] else _LETTERS.get(escape["letter"])
            if shown is not None:
                decoding.copy(at, escape.start())
                decoding.put(shown, *escape.span())
                at = escape.end()
        decoding.copy(at, string.end)
    return decoding.draft()


def _bytes(codes: str) -> str:
    """Decode bytes written as numbers; a letter beyond ASCII takes several."""
    values = (int(match[1], 16) if match[1] else int(match[2], 8) for match in _CODE.finditer(codes))
    return bytes(value & 0xFF for value in values).decode("utf-8", "replace")
