"""Values in prose: the expressions behind `#number`, `#money` and the rest, compiled when a line is first asked for one."""

from __future__ import annotations

import re
from functools import cache

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


@cache
def quantity(kind: str) -> re.Pattern[str]:
    """Return the expression that a value of one of the kinds in QUANTITIES matches in small letters, as a word of its own."""
    return re.compile(rf"(?<![\w$€£]){QUANTITIES[kind]}(?!\w)")
