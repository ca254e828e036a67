"""Bytes to text: UTF-8, or UTF-16 that says so, or an error that guesses what the bytes are."""

from __future__ import annotations

import codecs

from tonelint.errors import TonelintError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_LINE = 1_000_000
_CONTROL_SHARE = 0.1
_PROBE = 4096
# Those of ASCII but for white space.
_CONTROLS = bytes([*range(9), *range(14, 32)])


def decode(data: bytes) -> str:
    """Return the text of a file without its byte order mark, line ends as they are. Raises TonelintError."""
    text = _text(data)
    longest = max((len(line) for line in text.splitlines()), default=0)
    if longest > _LONGEST_LINE:
        message = f"a line of {longest:,} characters: that is data, not a message (the limit is {_LONGEST_LINE:,})"
        raise TonelintError(message)
    return text


def peek(head: bytes) -> str:
    """Return the start of a file as text, good enough to see what it is."""
    return head.decode("utf-16", errors="replace") if head.startswith(_UTF16) else head.decode("latin-1")


def _text(data: bytes) -> str:
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    if _is_binary(data):
        message = "a binary file, not a message"
        raise TonelintError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = (
            f"not UTF-8: byte 0x{data[error.start]:02X} at line {line}, column {column}; it looks like {_guess(data)}: "
            f"convert it first, for example with iconv -f {_guess(data)} -t UTF-8"
        )
        raise TonelintError(message) from None


def _is_binary(data: bytes) -> bool:
    head = data[:_PROBE]
    control = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or control > _CONTROL_SHARE * max(1, len(head))


def _guess(data: bytes) -> str:
    # The C1 range is unused in ISO 8859 but holds curly quotes and the euro in Windows-1252; five bytes of it are free.
    if any(byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) for byte in data):
        return "MAC" if any(byte in (0xD5, 0xD2, 0xD3) for byte in data) else "CP437"
    return "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in data) else "ISO-8859-1"  # noqa: PLR2004 - C1
