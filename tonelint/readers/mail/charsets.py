"""Bytes to characters: the charset that a part declares, or the one that it is in, and each character with its spelling."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from tonelint.dataclass import dataclass
from tonelint.draft import Weaver
from tonelint.readers.mail.transfer import Spelled
from tonelint.regexes import regex

_C1 = regex("[\x80-\x9f]")
# Codecs of Python's that are no charsets of mails; what some of them do with hostile input takes quadratic time.
_NO_CHARSETS = frozenset(["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem"])
# A byte below 0x80 is not always the ASCII character in these.
_SHIFTING = ("utf-16", "utf-32", "iso2022", "hz")
_WIDE = ("utf-16", "utf-32")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Charset:
    """The charset that bytes are read in, and what is to be said when it is not the one declared."""

    name: str
    note: str = ""


def charset_of(data: bytes, declared: str | None) -> Charset:
    """Return the charset of bytes: the declared one if they are in it, else UTF-8, else Windows-1252."""
    name = _name(declared) if declared else "ascii"
    unknown = "" if name else f"the charset '{(declared or '')[:_LONGEST_NAME]}' is unknown"
    if data.isascii() and not name.startswith(_SHIFTING):
        return Charset("utf-8", unknown)
    found = _found(data, name)
    if found == name or (not declared and found == "utf-8"):
        return Charset(found)
    said = unknown or (f"declared as {declared}, which it is not" if declared else "no charset is declared")
    return Charset(found, f"{said}, read as {'windows-1252' if found == 'cp1252' else found}")


def write(weaver: Weaver, text: str, pieces: Iterable[Spelled], charset: str) -> None:
    """Write spelled bytes as the characters that they are, each standing for its spelling in the text, or copied."""
    _Writing(weaver, text, charset).write(pieces)


class _Writing:
    """One run of a decoder. `waiting`: where the spelling begins of bytes that are no character yet."""

    def __init__(self, weaver: Weaver, text: str, charset: str) -> None:
        self.weaver, self.text = weaver, text
        self.shifts = charset.startswith(_SHIFTING)
        self.decoder = codecs.getincrementaldecoder(charset)("replace")
        self.waiting: int | None = None

    def write(self, pieces: Iterable[Spelled]) -> None:
        end = 0
        for piece in pieces:
            end = piece.end
            if self._is_literal(piece):
                self._literal(piece)
            elif self.waiting is None and not self.shifts and piece.data.isascii():
                self.weaver.put(piece.data.decode(), piece.start, piece.end)
            else:
                for byte in piece.data:
                    self._byte(byte, piece.start, piece.end)
        if self.waiting is not None:
            self.weaver.put(self.decoder.decode(b"", final=True), self.waiting, end)

    def _is_literal(self, piece: Spelled) -> bool:
        same = len(piece.data) == piece.end - piece.start and piece.data.isascii()
        return same and piece.data.decode() == self.text[piece.start : piece.end]

    def _literal(self, piece: Spelled) -> None:
        at = piece.start
        while at < piece.end and (self.shifts or self.waiting is not None):
            self._byte(piece.data[at - piece.start], at, at + 1)
            at += 1
        self.weaver.copy(at, piece.end)

    def _byte(self, byte: int, start: int, end: int) -> None:
        before = start if self.waiting is None else self.waiting
        characters = self.decoder.decode(bytes([byte]))
        if not characters:
            self.waiting = before
            return
        self.waiting = start if self.decoder.getstate()[0] else None
        if characters[-1] != self.text[start:end]:
            self.weaver.put(characters, before, end)
        else:
            self.weaver.put(characters[:-1], before, start)
            self.weaver.copy(start, end)


def _name(declared: str) -> str:
    """Return Python's name of a charset, or nothing when there is no such charset."""
    try:
        name = codecs.lookup(declared[:_LONGEST_NAME]).name
        # What is no charset at all, such as rot13, has no decoder of bytes.
        b"a".decode(name, errors="replace")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSETS else name


def _found(data: bytes, name: str) -> str:
    others = ("utf-8", "cp1252")
    if name and _decodes(data, name) and not any(_is_rather(data, other, name) for other in others):
        return name
    return next((other for other in others if _decodes(data, other)), "cp1252")


def _decodes(data: bytes, name: str) -> bool:
    # Text of Latin letters in UTF-16 is half zeros; without one, the declaration is wrong.
    if name.startswith(_WIDE) and b"\0" not in data:
        return False
    try:
        data.decode(name)
    except ValueError:
        return False
    return True


def _is_rather(data: bytes, other: str, name: str) -> bool:
    """Tell whether bytes are rather in another charset: anything can be read in one of a byte a character."""
    text = data.decode(name)
    if name == "utf-8" or len(text) != len(data) or not _decodes(data, other):
        return False
    return other == "utf-8" or (name.startswith("iso8859") and bool(_C1.search(text)))
