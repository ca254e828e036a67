"""Values in prose: the expressions behind `#number`, `#money` and the rest, and the words that each of them needs.

For the index, figures are a word too, and so are marks: `signs` tells those of a text.
"""

from __future__ import annotations

import re
from functools import cache

from tonelint.regexes import compiled, regex

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
QUANTITIES = {
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


FIGURE = "#"
_DAYS = [
    f"{day}{rest}" for day in ("mon", "tue", "tues", "wed", "wednes", "thu", "thurs", "fri", "sat", "satur", "sun") for rest in ("", "day")
]
_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty",
     "forty", "fifty", "sixty", "ninety", "hundred", "hundreds", "thousand", "thousands", "dozen", "dozens", "million", "millions"]
)  # fmt: skip
_UNITS = frozenset(
    ["second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days", "week",
     "weeks", "month", "months", "year", "years", "night", "nights"]
)  # fmt: skip
_NEEDED = {
    "number": _NUMBERS | {FIGURE},
    "money": frozenset({FIGURE}),
    "percent": _NUMBERS | {FIGURE} | {f"{number}per{rest}" for number in _NUMBERS for rest in ("", "cent")},
    "time": frozenset({FIGURE, "midnight", "noon", "midday"}),
    "date": frozenset({FIGURE, "today", "tonight", "tomorrow", "midnight", "noon", *_DAYS}),
    "duration": _UNITS,
}
_FIGURE, MARKS = regex(r"\d"), frozenset(",!:.?")


def needed(kind: str) -> frozenset[str]:
    """Return words and signs, one of which is in every text that has a value of the kind."""
    return _NEEDED[kind]


def signs(text: str) -> frozenset[str]:
    """Return what a text has beside words that a pattern may need: the marks in it, and FIGURE when there are figures."""
    return MARKS.intersection(text) | ({FIGURE} if _FIGURE.search(text) else set())


# What a value may begin with, beside figures: words, and the first letters of words.
_FIRST_WORDS = _NEEDED["percent"] | {"a", "an", "several", "midnight", "noon", "midday", "today", "tonight", "tomorrow"}
_FIRST_LETTERS = tuple("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun usd gbp eur aud nz".split())  # noqa: SIM905


def begins_value(word: str) -> bool:
    """Tell whether a value of any kind may begin with a word or mark; of most words it is told that none does."""
    return word in "$€£¥" or word[0].isdecimal() or word in _FIRST_WORDS or word.startswith(_FIRST_LETTERS)


@cache
def quantity(kind: str) -> re.Pattern[str]:
    """Return the expression that a value of one of the kinds in QUANTITIES matches in small letters, as a word of its own."""
    return compiled(rf"(?<![\w$€£]){QUANTITIES[kind]}(?!\w)")
