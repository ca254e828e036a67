"""Header lines as a mail program shows them: encoded words decoded, folds taken out, each character with its place."""

from __future__ import annotations

import re
from itertools import chain

from tonelint.draft import Draft, Weaver
from tonelint.readers.mail.charsets import charset_of, write
from tonelint.readers.mail.transfer import Spelled, as_it_stands, base64, q_encoding
from tonelint.regexes import regex

_ENCODED = regex(r"=\?(?P<charset>[^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?(?:[Bb]\?(?P<b>[^?\s]*)|[Qq]\?(?P<q>[^?\r\n]*))\?=")
_FOLD = regex(r"(?<![ \t])[ \t]*(?:\r\n|\r|\n)[ \t]*")
_LONGEST = 10_000


def decoded(value: Draft, encoding: str) -> Draft:
    """Return the text of a header line's value; `encoding` is that of the file."""
    return _Value(value, encoding).read()


class _Value:
    """One value. Words in one charset that follow each other are one text: a character may be cut between two of them."""

    def __init__(self, value: Draft, encoding: str) -> None:
        self.text = value.text[:_LONGEST]
        self.encoding = encoding
        self.weaver = Weaver(value)
        self.charset = ""
        self.words: list[Spelled] = []

    def read(self) -> Draft:
        at = 0
        for match in _ENCODED.finditer(self.text):
            between = self.text[at : match.start()]
            if between.strip() or not at:
                self._flush()
                self._plain(at, match.start())
            if match["charset"].lower() != self.charset:
                self._flush()
            self.charset = match["charset"].lower()
            self.words += self._spelled(match)
            at = match.end()
        self._flush()
        self._plain(at, len(self.text.rstrip()))
        return self.weaver.draft()

    def _spelled(self, match: re.Match[str]) -> list[Spelled]:
        form, read = ("q", q_encoding) if match["b"] is None else ("b", base64)
        start = match.start(form)
        return [Spelled(piece.data, piece.start + start, piece.end + start) for piece in read(match[form], self.encoding)]

    def _flush(self) -> None:
        """Write the encoded words gathered so far."""
        charset = charset_of(b"".join(word.data for word in self.words), self.charset)
        write(self.weaver, self.text, self.words, charset.name)
        self.words = []

    def _plain(self, start: int, end: int) -> None:
        """Write what is not encoded; a fold in it is a blank."""
        at = start
        pieces: list[list[Spelled]] = []
        folds = [match.span() for match in _FOLD.finditer(self.text, start, end)]
        for fold in [*folds, (end, end)]:
            pieces.append(list(as_it_stands(self.text, self.encoding, at, fold[0])))
            at = fold[1]
        charset = charset_of(b"".join(piece.data for piece in chain(*pieces)), None)
        for number, piece in enumerate(pieces):
            if number:
                self.weaver.put(" ", *folds[number - 1])
            write(self.weaver, self.text, piece, charset.name)
