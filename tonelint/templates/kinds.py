"""What a tag will put into the text, and whose name it is, told from the words of its path."""

from __future__ import annotations

import re
from functools import lru_cache

from tonelint.message import FieldKind
from tonelint.regexes import regex
from tonelint.templates import vocabulary as words_for

_STRINGS = regex(r"\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”")
# user["first_name"], person|lookup:'First Name'
_KEYS = regex(r"(?:\[\s*|\|\s*lookup\s*:\s*)[\"'](?P<key>[\w ]{1,60})[\"']\s*\]?")
# What a helper is told besides: {{currency total currency=order.currency}}
_OPTIONS = regex(r"\s\w+=[^\s}]+")
_AFTER = regex(r"\||,\s?fallback=|:default=|\?\?|\?:|\bor\b|&&")
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PARTS = regex(r"[A-Za-z]+|\d+")
_FILTERS = regex(r"\|\s*(\w+)")
_COUNTED = regex(r"%(?:\(\w+\)|\d\$)?d$")
# In these languages the user is who sends the message.
_OWN_USER = regex(r"\{!\s*User\.|\{%user\.", re.I)


@lru_cache(maxsize=4096)
def kind_of(field: str) -> FieldKind:
    """Tell what a tag will put into the text."""
    if _COUNTED.search(field):
        return FieldKind.NUMBER
    words = _words(field)
    kind = _named(words) or _last(words)
    if kind is FieldKind.NAME and _OWN_USER.match(field):
        return FieldKind.SENDER
    if kind is FieldKind.OTHER and not field.startswith("*|"):
        filters = [word for name in _FILTERS.findall(_STRINGS.sub("", field)) for word in _words(name)]
        return _named(filters) or _last(filters)
    return kind


def _words(field: str) -> list[str]:
    """Return the words of a tag's path in lower case, without its strings, filters and fallback."""
    plain = _STRINGS.sub(" ", _KEYS.sub(r".\g<key>", field))
    plain = _OPTIONS.sub(" ", plain)
    path = plain if plain.startswith("*|") else next((part for part in _AFTER.split(plain) if _PARTS.search(part)), plain)
    return [word.lower() for word in _PARTS.findall(_CAMEL.sub(" ", path)) if len(word) > 1 or word.isupper()]


def _last(words: list[str]) -> FieldKind:
    return next((words_for.WHAT[word] for word in reversed(words) if word in words_for.WHAT), FieldKind.OTHER)


def _named(words: list[str]) -> FieldKind | None:
    """Tell whose name a path holds, if it is one's, or that it is a link."""
    if not words_for.LINKS.isdisjoint(words):
        return FieldKind.LINK
    if words and words_for.WHAT.get(words[-1]) is FieldKind.LINK:
        return FieldKind.LINK
    place = next((n for n in range(len(words) - 1, -1, -1) if words[n] in words_for.NAMES), None)
    if place is None:
        return _who_alone(words)
    around = words[place - 1 : place] + words[place + 1 : place + 2]
    is_personal = words[place] in words_for.PERSONAL_NAMES or not words_for.PERSONAL.isdisjoint(around)
    # The owner stands before the name, the nearest last; in "firstname_friend" it follows.
    for number in (*range(place - 1, -1, -1), *range(place + 1, len(words))):
        kind = _who(words, number) or (None if is_personal else _thing(words[number]))
        if kind:
            return kind
    return FieldKind.NAME


def _who(words: list[str], place: int) -> FieldKind | None:
    """Tell of whom the word at a place of a path speaks."""
    word = words[place]
    if word == "by" and place:
        return FieldKind.PERSON
    if words[max(0, place - 1) : place + 1] == ["user", "agent"]:
        return None
    kind = words_for.WHO.get(word) or words_for.WHO.get(word.removesuffix("s")) or words_for.WHO_BEFORE_NAME.get(word)
    return FieldKind.PERSON if kind is FieldKind.NAME and place and words[place - 1] in words_for.OTHERS else kind


def _who_alone(words: list[str]) -> FieldKind | None:
    """Tell who a path without a word for names ends in: "{{ order.customer }}", "{{ invited_by }}"."""
    if not words or words[-1] in words_for.NO_NAME_ALONE or words[-1] in words_for.WHO_BEFORE_NAME:
        return None
    return _who(words, len(words) - 1)


def _thing(word: str) -> FieldKind | None:
    kind = words_for.WHAT.get(word)
    if kind in (FieldKind.ORGANISATION, FieldKind.PRODUCT):
        return kind
    return FieldKind.OTHER if word in words_for.THINGS else None
