"""The texts of a JSON catalogue. The standard library says whether it is JSON; a walk over its tokens says where each text stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tonelint.draft import Draft, Weaver
from tonelint.errors import InvalidFileError, Problem
from tonelint.message import Source
from tonelint.readers.catalogues.entry import Entry, TooDeepError, Trail

_TOKEN = re.compile(r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]|[^\s{}\[\],:"]+')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def entries(source: Source) -> Iterator[Entry]:
    """Yield the texts of a JSON file with the paths of their keys. Raises InvalidFileError."""
    _check(source)
    whole, trail = Draft.of(source), Trail()
    for token in _TOKEN.finditer(source.text):
        mark = token[0]
        if mark in "{[":
            _open(source, trail, token)
        elif mark in "}]":
            trail.close()
        elif mark not in ",:":
            yield from _scalar(whole, trail, token)


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


def _scalar(whole: Draft, trail: Trail, token: re.Match[str]) -> Iterator[Entry]:
    if token["text"] is None:
        trail.take("")
    elif trail.awaits_key:
        trail.take(_decoded(whole, token).text)
    else:
        yield Entry(trail.take(""), _decoded(whole, token))


def _decoded(whole: Draft, token: re.Match[str]) -> Draft:
    at, end = token.span("text")
    weaver = Weaver(whole)
    for escape in _ESCAPE.finditer(whole.text, at, end):
        weaver.copy(at, escape.start())
        # Half a surrogate pair is no character; nobody could print it.
        weaver.put(_HALF_PAIR.sub("\ufffd", json.loads(f'"{escape[0]}"')), *escape.span())
        at = escape.end()
    weaver.copy(at, end)
    return weaver.draft()


def _problem(source: Source, offset: int, what: str) -> InvalidFileError:
    place = source.lines.position(offset)
    return InvalidFileError([Problem(source.path, place.line, place.column, what)])
