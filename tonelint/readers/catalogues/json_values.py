"""The texts of a JSON catalogue. The standard library says whether it is JSON; a walk over its tokens says where each text stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tonelint.draft import Draft
from tonelint.errors import InvalidFileError, Problem
from tonelint.readers.catalogues.decoding import Decoding
from tonelint.readers.catalogues.entry import Entry, TooDeepError, Trail
from tonelint.regexes import regex
from tonelint.source import Source

_TOKEN = regex(r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]|[^\s{}\[\],:"]+')
_ESCAPE = regex(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_HALF_PAIR = regex(r"[\ud800-\udfff]")


def entries(source: Source) -> Iterator[Entry]:
    """Yield the texts of a JSON file with the paths of their keys. Raises InvalidFileError."""
    _check(source)
    trail = Trail()
    for token in _TOKEN.finditer(source.text):
        mark = token[0]
        if mark in "{[":
            _open(source, trail, token)
        elif mark in "}]":
            trail.close()
        elif mark not in ",:":
            yield from _scalar(source.text, trail, token)


def _check(source: Source) -> None:
    try:
        json.loads(source.text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise _problem(source, error.pos, f"not JSON: {error.msg[0].lower()}{error.msg[1:]}") from None
    except RecursionError:
        raise _problem(source, 0, TooDeepError.what) from None


def _open(source: Source, trail: Trail, token: re.Match[str]) -> None:
    try:
        trail.open(is_list=token[0] == "[")
    except TooDeepError as error:
        raise _problem(source, token.start(), error.what) from None


def _scalar(text: str, trail: Trail, token: re.Match[str]) -> Iterator[Entry]:
    if token["text"] is None:
        trail.take("")
    elif trail.awaits_key:
        trail.take(_decoded(text, token).text)
    else:
        yield Entry(trail.take(""), _decoded(text, token))


def _decoded(text: str, token: re.Match[str]) -> Draft:
    at, end = token.span("text")
    decoding = Decoding(text)
    for escape in _ESCAPE.finditer(text, at, end):
        decoding.copy(at, escape.start())
        # Half a surrogate pair is no character; nobody could print it.
        decoding.put(_HALF_PAIR.sub("\ufffd", json.loads(f'"{escape[0]}"')), *escape.span())
        at = escape.end()
    decoding.copy(at, end)
    return decoding.draft()


def _problem(source: Source, offset: int, what: str) -> InvalidFileError:
    place = source.lines.position(offset)
    return InvalidFileError([Problem(source.path, place.line, place.column, what)])
