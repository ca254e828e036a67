"""Which entries of a catalogue are mail copy: patterns over their keys, and over the files that use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tonelint import globs
from tonelint.errors import NoKeysError
from tonelint.readers.catalogues.entry import Entry
from tonelint.regexes import regex

# What is tried of a key; a .po file has whole letters as keys, and a pattern of many stars would take long on them.
_LONGEST = 200
# What a pattern names, it names with all keys below, and all entries of a context.
_BELOW = "(?:[.|].*)?"
# Rails, and most that came after it, put all the keys of a language below its name: "en", "pt-BR".
_LOCALE = regex(r"[a-z]{2}(?:[-_][A-Za-z0-9]{2,8}){0,2}\.")


def select(entries: Iterable[Entry], patterns: Sequence[str]) -> Iterator[Entry]:
    """Return the entries that a pattern names, in order. Raises NoKeysError when there is no pattern.

    In a pattern, * is any part of one key, ** any number of keys, ? one character. A key names everything below it; the
    language in front may be left out. For a .po file a pattern may name a context, a msgid, or a file that uses the entry.
    """
    require(patterns)
    keys = globs.compiled(globs.expression(pattern, ".") + _BELOW for pattern in patterns)
    paths = globs.over_paths(patterns)
    return (
        entry
        for entry in entries
        if any(keys.fullmatch(name) for name in _names(entry.key)) or any(paths.fullmatch(path[:_LONGEST]) for path in entry.references)
    )


def require(patterns: Sequence[str]) -> None:
    """Raise NoKeysError when there is no pattern."""
    if not patterns:
        problem = (
            "a catalogue of texts, of which only mail copy is checked: "
            "name its keys with --keys PATTERN, for example --keys '*_mailer.**' or --keys '**.emails'"
        )
        raise NoKeysError(problem)


def _names(key: str) -> Iterator[str]:
    """Yield what a key may be called: whole, without its language, without its context."""
    key = key[:_LONGEST]
    yield key
    locale = _LOCALE.match(key)
    if locale:
        yield key[locale.end() :]
    if "|" in key:
        yield key.partition("|")[2]
