"""A YAML scalar as its reader sees it, each character with its own place among quotes, escapes, folds and indentation.

PyYAML has read the value already, so what is decoded here is compared with it: should the two ever differ, the value
still is right, and its place is the whole scalar.
"""

from __future__ import annotations

import re

from tonelint.draft import Draft
from tonelint.readers.catalogues.decoding import Decoding
from tonelint.regexes import regex

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
_BREAKS = regex(_BREAK)
_BLANKS = r"[ \t\r\n\x85\u2028\u2029]+"
_PLAIN = regex(_BLANKS)
_SINGLE = regex(f"''|{_BLANKS}")
_DOUBLE = regex(
    rf"\\(?:(?P<joined>{_BREAK}[ \t\r\n\x85\u2028\u2029]*)"
    rf"|(?P<code>x[\da-fA-F]{{2}}|u[\da-fA-F]{{4}}|U[\da-fA-F]{{8}})|(?P<letter>.))|{_BLANKS}"
)
_LETTERS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ", '"': '"',
    "\\": "\\", "/": "/", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
# An anchor or a tag before the scalar, and the comments between.
_PROPERTIES = regex(r"(?:[&!]\S*\s+(?:#[^\r\n]*\s+)*)*")
_LINE = regex(rf"(?P<indent> *)(?P<words>[^\r\n\x85\u2028\u2029]*)(?P<end>{_BREAK}|\Z)")


def decoded(text: str, start: int, end: int, style: str, value: str) -> Draft:
    """Return the scalar that stands between two offsets of a file, `value` being what it says."""
    properties = _PROPERTIES.match(text, start, end)
    at = properties.end() if properties else start
    decoding = Decoding(text)
    if style in ("|", ">"):
        _block(decoding, text[at:end], at, value, folds=style == ">")
    elif style == '"':
        _flow(decoding, text, at + 1, end - 1, _DOUBLE)
    elif style == "'":
        _flow(decoding, text, at + 1, end - 1, _SINGLE)
    else:
        _flow(decoding, text, at, end, _PLAIN)
    draft = decoding.draft()
    if draft.text == value:
        return draft
    decoding = Decoding(text)
    # Only the loader without libyaml lets half a surrogate pair through.
    decoding.put(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), start, end)
    return decoding.draft()


def _flow(decoding: Decoding, text: str, at: int, end: int, special: re.Pattern[str]) -> None:
    """Write a plain or quoted scalar: escapes are decoded, line breaks folded, all else copied."""
    for match in special.finditer(text, at, end):
        shown = _shown(match)
        if shown is not None:
            decoding.copy(at, match.start())
            decoding.put(shown, *match.span())
            at = match.end()
    decoding.copy(at, end)


def _shown(match: re.Match[str]) -> str | None:
    """Return what an escape or a stretch of white space is shown as; None when it is shown as it stands."""
    if match[0] == "''":
        return "'"
    if match.lastgroup == "joined":
        return "".join(map(_one_break, _BREAKS.findall(match[0])[1:]))
    if match.lastgroup == "code":
        return chr(int(match["code"][1:], 16))
    if match.lastgroup == "letter":
        return _LETTERS.get(match["letter"], match[0])
    breaks = [_one_break(found) for found in _BREAKS.findall(match[0])]
    return _folded(breaks) if breaks else None


def _one_break(found: str) -> str:
    return "\n" if found in ("\r\n", "\r", "\n", "\x85") else found


def _folded(breaks: list[str]) -> str:
    """Return what line breaks in a row are shown as: one is a space, of more the first is dropped."""
    first, rest = breaks[0], "".join(breaks[1:])
    return first + rest if first != "\n" else rest or " "


def _block(decoding: Decoding, text: str, base: int, value: str, *, folds: bool) -> None:
    """Write a literal or folded block; `text` is the scalar from its mark on, `base` where that stands in the file."""
    header = _LINE.match(text)
    lines = list(_LINE.finditer(text, header.end())) if header else []
    indent = _indentation(lines, value)
    # Line breaks since the last line of words, and whether that line began with a blank.
    waiting: list[re.Match[str]] = []
    was_blank = True
    begun = False
    for line in lines:
        if line.end() == line.start():
            break
        words = min(len(line["indent"]), indent) + line.start()
        is_empty = words == line.start("end")
        if not is_empty:
            is_blank = text[words] in " \t"
            _breaks(decoding, waiting, base, folds=folds and begun and not was_blank and not is_blank)
            decoding.copy(base + words, base + line.end("words"))
            waiting, was_blank, begun = [], is_blank, True
        waiting.append(line)
    # The breaks at the end are kept or dropped as the mark says; the value tells how many are kept.
    kept = len(value) - len(value.rstrip("\n\u2028\u2029"))
    _breaks(decoding, waiting[:kept], base, folds=False)


def _indentation(lines: list[re.Match[str]], value: str) -> int:
    """Return by how much the lines of a block are indented: what the first that is not empty has beyond its own blanks."""
    shown = value.lstrip("\n\u2028\u2029")
    # Each line break that the value begins with is an empty line.
    number = len(value) - len(shown)
    own = len(shown) - len(shown.lstrip(" "))
    return max(0, len(lines[number]["indent"]) - own) if number < len(lines) else 0


def _breaks(decoding: Decoding, lines: list[re.Match[str]], base: int, *, folds: bool) -> None:
    """Write the ends of some lines, or what they are folded to."""
    ends = [(line["end"], base + line.start("end"), base + line.end("end")) for line in lines if line["end"]]
    if folds and ends and _one_break(ends[0][0]) == "\n":
        if len(ends) == 1:
            decoding.put(" ", *ends[0][1:])
        ends = ends[1:]
    for found, start, end in ends:
        shown = _one_break(found)
        if shown == found:
            decoding.copy(start, end)
        else:
            decoding.put(shown, start, end)
