"""Transfer encodings undone, and every byte still knows the characters of the file that spell it."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterator

from tonelint.dataclass import dataclass
from tonelint.regexes import regex

_PLAIN = regex(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_PRINTABLE = regex(
    r"(?P<byte>=[0-9A-Fa-f]{2})|(?P<soft>=[ \t]*(?:\r\n|\r|\n|\Z))"
    r"|(?P<literal>=+(?==)|=|[^=\r\n]*[^=\r\n \t]|\r\n|\r|\n)|(?P<blanks>[ \t]+)"
)
_LINE = regex(r"[^\r\n]+")
_WORDS = regex(r"\S[ \t]+\S")
_GROUPS = regex(r"(?P<run>[A-Za-z0-9+/]+)|(?P<end>=+)|[^A-Za-z0-9+/=]+")
_WHOLE = regex(r"[A-Za-z0-9+/]+=*\s*")
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Spelled:
    """Bytes and the stretch of text that spells them."""

    data: bytes
    start: int
    end: int


Transfer = Callable[[str, str], Iterator[Spelled]]


def as_it_stands(text: str, encoding: str, start: int = 0, end: int | None = None) -> Iterator[Spelled]:
    """Yield the bytes of text that was read in an encoding: ASCII in runs, every other character on its own."""
    for match in _PLAIN.finditer(text, start, len(text) if end is None else end):
        if match[0].isascii():
            yield Spelled(match[0].encode(), *match.span())
        else:
            yield from (Spelled(character.encode(encoding), at, at + 1) for at, character in enumerate(match[0], match.start()))


def quoted_printable(text: str, encoding: str) -> Iterator[Spelled]:
    """Yield the bytes of quoted-printable text; what is no escape stands for itself."""
    for match in _PRINTABLE.finditer(text):
        if match["byte"]:
            yield Spelled(bytes([int(match[0][1:], 16)]), *match.span())
        elif match["literal"] and not match[0].isascii():
            yield from as_it_stands(text, encoding, *match.span())
        elif match["literal"] or (match["blanks"] and text[match.end() : match.end() + 1] not in ("", "\r", "\n")):
            yield Spelled(match[0].encode(), *match.span())


def q_encoding(text: str, encoding: str) -> Iterator[Spelled]:
    """Yield the bytes of the form that quoted-printable has in header lines: an underscore is a blank, and no line ends."""
    for piece in quoted_printable(text, encoding):
        at = piece.start
        if not piece.data.isascii() or piece.end - at != len(piece.data):
            yield piece
            continue
        for number, words in enumerate(piece.data.split(b"_")):
            if number:
                yield Spelled(b" ", at - 1, at)
            yield Spelled(words, at, at + len(words))
            at += len(words) + 1


def base64(text: str, encoding: str = "ascii") -> Iterator[Spelled]:
    """Yield the bytes of base64 text, each with its group of four characters. Foreign characters count for nothing.

    Lines of words are no base64, nor is what a mailing list puts below the end of it.
    """
    del encoding
    carry: list[int] = []
    is_over = False
    for line in _LINE.finditer(text):
        if _WORDS.search(line[0]) or (is_over and not _WHOLE.fullmatch(line[0])):
            continue
        for match in _GROUPS.finditer(text, *line.span()):
            if match["run"]:
                yield from _run(text, match.start(), match.end(), carry)
            elif match["end"]:
                yield from _rest(text, carry)
                is_over = True
    yield from _rest(text, carry)


def _run(text: str, start: int, end: int, carry: list[int]) -> Iterator[Spelled]:
    """Yield the groups of a run; what is left of a group is carried into the next run."""
    while carry and start < end:
        carry.append(start)
        start += 1
        if len(carry) == _GROUP:
            yield from _rest(text, carry)
    whole = start + (end - start) // _GROUP * _GROUP
    data = binascii.a2b_base64(text[start:whole])
    for number, at in enumerate(range(start, whole, _GROUP)):
        yield Spelled(data[3 * number : 3 * number + 3], at, at + _GROUP)
    carry.extend(range(whole, end))


def _rest(text: str, carry: list[int]) -> Iterator[Spelled]:
    """Yield the bytes of the characters carried so far; one character alone is not enough for a byte."""
    if len(carry) > 1:
        letters = "".join(text[at] for at in carry)
        yield Spelled(binascii.a2b_base64(letters + "=" * (_GROUP - len(letters))), carry[0], carry[-1] + 1)
    carry.clear()


TRANSFERS: dict[str, Transfer] = {
    "7bit": as_it_stands,
    "8bit": as_it_stands,
    "binary": as_it_stands,
    "quoted-printable": quoted_printable,
    "base64": base64,
}
