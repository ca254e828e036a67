"""The phrase language: words of a rule to a regular expression over folded words, and the words it cannot do without.

    last chance            the words, in any case, over line breaks and hyphens
    (our|the) team         one of several
    really?                may be left out; groups too: (very|so)?
    miss~                  any inflected form; on a group or a list: every alternative's first word
    @closeness             a word list
    ...   ...2   *         up to four words (or two) in between; exactly one word
    ^  $                   the start and the end of the sentence
    , ! ? : .              the mark itself
    #number #money #percent #time #date #duration       values

Phrases are written with contractions spelt out: "we have" also finds "we've".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from tonelint.errors import near
from tonelint.grammar.inflection import forms

_Entries = Mapping[str, tuple[str, ...]]

_NUMBER = (
    r"(?:\d[\d,.]*(?:st|nd|rd|th|k|m)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|ninety|hundreds?|thousands?|dozens?|millions?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tonight|tomorrow|midnight|noon"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|nights?|working days?|business days?)"
VALUES = {
    "number": _NUMBER,
    "money": r"(?:(?:[$€£¥]|usd|gbp|eur|aud|nz\$) ?\d[\d,.]*[km]?|\d[\d,.]* ?(?:dollars?|pounds?|euros?|usd|gbp|eur|cents?|p|bucks|quid))",
    "percent": rf"(?:{_NUMBER} ?(?:%|percent|per cent))",
    "time": r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}[:.]\d\d|midnight|noon|midday)",
    "date": (
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
        rf"|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|{_DAY})"
    ),
    "duration": rf"(?:(?:{_NUMBER}|a|an|a few|a couple of|several)[ -]{_UNIT})",
}

_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<gap>\.\.\.(?P<most>\d*))|(?P<star>(?<!\w)\*)|(?P<list>@[\w-]+)|(?P<value>#\w+)"
    r"|(?P<edge>[\^$])|(?P<mark>[,!:.]|\#(?!\w)|\?(?=\s|$|\)|\|))|(?P<word>[\w©'&%/+<>\"\[\]-]+(?:[.][\w]+)*)|(?P<other>\S))(?P<suffix>~?\??)"
)
_SEPARATOR = r"(?:[,'\"*_()]{0,3} [('\"*_-]{0,2} ?|-)"
_ANY_WORD = r"[\w$€£#&@][\w'.,%/&-]*"
_GAP = 4
_LARGEST_ANCHOR = 600


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a phrase: a regular expression, the words one of which it needs, and whether it may be left out."""

    regex: str
    anchor: frozenset[str] | None = None
    optional: bool = False
    glued: bool = False


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase. `anchors`: of each set, at least one word must be in a sentence for it to match."""

    text: str
    regex: str = field(repr=False)
    anchors: tuple[frozenset[str], ...] = field(repr=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first needed."""
        return re.compile(self.regex)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start and end of every match in folded words."""
        for match in self.pattern.finditer(text):
            if match.end() > match.start():
                yield match.start(), match.end()


class WordLists(dict[str, tuple[str, ...]]):
    """Word lists by name. An entry is read once, however many phrases name its list."""

    def __init__(self, lists: _Entries) -> None:
        super().__init__(lists)
        self._entries: dict[str, list[Item]] = {}
        self._items: dict[tuple[str, bool], Item] = {}
        self._open: set[str] = set()

    def entry(self, text: str) -> list[Item]:
        """Return the items of an entry. Raises PhraseError, also for a list that contains itself."""
        if text not in self._entries:
            if text in self._open:
                message = f"the word list entry '{text}' leads back to itself"
                raise PhraseError(message)
            self._open.add(text)
            try:
                self._entries[text] = _Reader(text, self).whole()
            finally:
                self._open.discard(text)
        return self._entries[text]

    def item(self, name: str, *, inflected: bool) -> Item:
        """Return the alternatives of a list as one item. Raises PhraseError for an unknown list."""
        if name not in self:
            message = f"unknown word list '@{name}'{near(name, self)}"
            raise PhraseError(message)
        if (name, inflected) not in self._items:
            branches = [self.entry(entry) for entry in self[name]]
            if inflected:
                branches = [_inflected(entry, items) for entry, items in zip(self[name], branches, strict=True)]
            self._items[name, inflected] = _alternatives(branches, optional=False)
        return self._items[name, inflected]


def compile_phrase(text: str, lists: WordLists) -> Phrase:
    """Compile a phrase. Raises PhraseError for bad syntax, an unknown list or value."""
    items = _Reader(text, lists).whole()
    if all(item.optional for item in items):
        message = "a phrase needs a word that may not be left out"
        raise PhraseError(message)
    anchors = tuple(item.anchor for item in items if item.anchor and not item.optional)
    return Phrase(text, _join(items), tuple(sorted(anchors, key=len)))


class _Reader:
    """A recursive-descent reader of one phrase."""

    def __init__(self, text: str, lists: WordLists) -> None:
        self.text, self.lists = text, lists
        self.at = 0

    def whole(self) -> list[Item]:
        items = self.sequence()
        if self.rest():
            message = f"unexpected '{self.rest()[:12]}' in the phrase"
            raise PhraseError(message)
        return items

    def rest(self) -> str:
        return self.text[self.at :].strip()

    def sequence(self) -> list[Item]:
        items: list[Item] = []
        while self.rest():
            match = _TOKEN.match(self.text, self.at)
            if match is None or match["close"] or match["bar"]:
                break
            self.at = match.end()
            items.append(self.item(match))
        if not items:
            message = "an empty phrase or alternative"
            raise PhraseError(message)
        return items

    def item(self, match: re.Match[str]) -> Item:
        if match["open"]:
            return self.group()
        if match["other"]:
            message = f"unexpected '{match['other']}' in the phrase"
            raise PhraseError(message)
        optional = match["suffix"].endswith("?")
        inflected = match["suffix"].startswith("~")
        if match["gap"]:
            most = int(match["most"] or _GAP)
            return Item(rf"(?:{_SEPARATOR}{_ANY_WORD}){{0,{most}}}?", glued=True)
        if match["star"]:
            return Item(_ANY_WORD, optional=optional)
        if match["edge"]:
            return Item(r"^[\"'(*\[ ]*" if match["edge"] == "^" else r"(?:[^\w]*$)", glued=True)
        if match["mark"]:
            return Item(r" ?" + re.escape(match["mark"]), optional=optional, glued=True)
        if match["value"]:
            return self.value(match["value"], optional=optional)
        if match["list"]:
            return replace(self.lists.item(match["list"][1:], inflected=inflected), optional=optional)
        return _word(match["word"], inflected=inflected, optional=optional)

    def value(self, name: str, *, optional: bool) -> Item:
        if name[1:] not in VALUES:
            message = f"unknown value '{name}' (one of {', '.join('#' + v for v in VALUES)})"
            raise PhraseError(message)
        return Item(rf"(?<![\w$€£]){VALUES[name[1:]]}(?!\w)", optional=optional)

    def group(self) -> Item:
        branches: list[list[Item]] = []
        sources: list[str] = []
        while True:
            start = self.at
            branches.append(self.sequence())
            sources.append(self.text[start : self.at].strip())
            match = _TOKEN.match(self.text, self.at)
            if match is None or not (match["bar"] or match["close"]):
                message = "a group that is not closed with ')'"
                raise PhraseError(message)
            self.at = match.end()
            if match["close"]:
                break
            if match["suffix"]:
                message = "'~' and '?' go behind a word or a group"
                raise PhraseError(message)
        if match["suffix"].startswith("~"):
            branches = [_inflected(source, items) for source, items in zip(sources, branches, strict=True)]
        return _alternatives(branches, optional=match["suffix"].endswith("?"))


@cache
def _word(word: str, *, inflected: bool, optional: bool) -> Item:
    words = sorted(forms(word.lower())) if inflected else [word.lower()]
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() or inflected else ""
    body = "|".join(re.escape(form) for form in words)
    pieces = frozenset(max(found, key=len) for form in words if (found := re.findall(r"\w+", form)))
    return Item(f"{before}(?:{body}){after}", pieces or None, optional)


def _inflected(source: str, items: list[Item]) -> list[Item]:
    first = source.split(maxsplit=1)[0] if source.split() else ""
    if not first.isalpha():
        return items
    return [_word(first, inflected=True, optional=items[0].optional), *items[1:]]


def _alternatives(branches: list[list[Item]], *, optional: bool) -> Item:
    anchor: set[str] | None = set()
    for branch in branches:
        sets = [item.anchor for item in branch if item.anchor and not item.optional]
        if not sets or anchor is None:
            anchor = None
            break
        anchor |= min(sets, key=len)
    if anchor is not None and len(anchor) > _LARGEST_ANCHOR:
        anchor = None
    glued = all(len(branch) == 1 and branch[0].glued for branch in branches)
    body = "|".join(_join(branch) for branch in branches)
    return Item(f"(?:{body})", frozenset(anchor) if anchor else None, optional, glued)


def _join(items: list[Item]) -> str:
    """Join items with separators; what may be left out takes its separator along."""
    regex, started = "", False
    for number, item in enumerate(items):
        if item.glued:
            regex += f"(?:{item.regex})?" if item.optional else item.regex
            continue
        before = _SEPARATOR if started else ""
        if item.optional:
            follows = any(not later.glued for later in items[number + 1 :])
            regex += f"(?:{before}{item.regex})?" if started or not follows else f"(?:{item.regex}{_SEPARATOR})?"
        else:
            regex += before + item.regex
            started = True
    return regex
