r"""Conditions as tests of one variable, and what a reader's variables are known to be.

Languages write the same condition in many ways ("x != blank", "!x.empty?", "eq .X \"pro\""); read as one test, two tags that
ask the same thing get the same answer.
"""

from __future__ import annotations

import re
from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.regexes import regex


@dataclass(frozen=True, slots=True)
class Condition:
    """A variable, what it is compared with (nothing: whether there is one), and whether it is to be so. No variable: a constant."""

    key: str
    value: str | None = None
    wanted: bool = True

    def opposite(self) -> Condition:
        """Return the condition that holds when this one does not."""
        return Condition(self.key, self.value, not self.wanted)


ALWAYS = Condition("")
NEVER = Condition("", wanted=False)

_BLANK = r"(?:blank|empty|null|nil|none|undefined|false|''|\"\")"
_MANY = regex(r"\b(?:and|or)\b|&&|\|\|", re.I)
_NEGATED = regex(r"(?:not\b\s*|!(?!=)\s*|(?:empty|isblank|isempty|is_null|isnull)\s*\()", re.I)
_PRESENT = regex(rf"\.(?:present|any)\?$|\.length$|\s+is\s+(?:defined|not\s+{_BLANK})$", re.I)
_ABSENT = regex(rf"\.(?:blank|nil|empty)\?$|\s+is\s+(?:{_BLANK}|not\s+defined)$", re.I)
_CALLED = regex(r"(?:isset|defined|exists|present)\s*\(\s*(?P<key>[^(),]+)\)$", re.I)
_EQUAL = regex(r"(?P<key>[^=!<>]+?)\s*(?P<sign>!==?|={1,3}|<>)\s*(?P<value>[^=<>]+)$")
_EQUAL_WORD = regex(r"(?P<key>[^\s\"']+) (?P<sign>eq|ne|is|isn't) (?P<value>[^\s].*)$", re.I)
_EQUAL_CALL = regex(
    r"(?P<sign>(?:if|is)?_?(?:eq|equals?)|is|(?:if)?_?not_?equals?|ne|neq|isnt)\s+(?P<key>[^\s\"']+)\s+(?P<value>\"[^\"]*\"|'[^']*'|\S+)$",
    re.I,
)

# Handlebars has no operators: its helpers are given them as strings.
_EQUAL_HELPER = regex(r"(?:if)?(?:cond|compare|when)\s+(?P<key>[^\s\"']+) [\"'](?P<sign>!==?|={1,3})[\"'] (?P<value>.+)$", re.I)


def condition_of(text: str) -> Condition:
    """Read a condition as a test of one variable; what cannot be read so is a variable of its own."""
    text = _without_parentheses(" ".join(text.strip().strip("%:").split()))
    if _MANY.search(text):
        return Condition(text.lower())
    wanted = True
    while negated := _NEGATED.match(text):
        wanted = not wanted
        text = _without_parentheses(text[negated.end() :].rstrip(")").strip())
    if _ABSENT.search(text):
        wanted, text = not wanted, _ABSENT.sub("", text)
    called = _CALLED.match(text)
    text = called["key"] if called else _PRESENT.sub("", text)
    equal = _EQUAL_HELPER.match(text) or _EQUAL_CALL.match(text) or _EQUAL.match(text) or _EQUAL_WORD.match(text)
    return _compared(equal, wanted=wanted) if equal else Condition(_variable(text), None, wanted)


def _compared(equal: re.Match[str], *, wanted: bool) -> Condition:
    value = equal["value"].strip()
    if equal["sign"].lower().removeprefix("if").lstrip("_").startswith(("!", "<>", "n", "isn")):
        wanted = not wanted
    if re.fullmatch(_BLANK, value, re.I):
        return Condition(_variable(equal["key"]), None, not wanted)
    if value.lower() == "true":
        return Condition(_variable(equal["key"]), None, wanted)
    return Condition(_variable(equal["key"]), value.strip("'\"").lower(), wanted)


def _without_parentheses(text: str) -> str:
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text


def _variable(text: str) -> str:
    return re.sub(r"[${}@\s]", "", text).strip("().").lower()


@dataclass
class _Known:
    """What is known of one variable."""

    present: bool | None = None
    value: str | None = None
    others: set[str] = field(default_factory=set)


class Answers:
    """What one reader's variables are. What was learned last can be forgotten again."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._undo: list[tuple[_Known, bool | None, str | None, str | None]] = []

    def learn(self, condition: Condition) -> bool:
        """Make a condition hold; False when what is known forbids it."""
        if not condition.key:
            return condition.wanted
        known = self._known.setdefault(condition.key, _Known())
        if not _fits(known, condition):
            return False
        value = condition.value
        new = value if value is not None and not condition.wanted and value not in known.others else None
        self._undo.append((known, known.present, known.value, new))
        if value is None:
            known.present = condition.wanted
        elif condition.wanted:
            known.present, known.value = True, value
        elif new is not None:
            known.others.add(new)
        return True

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition holds, and stick to it. A variable that nobody asked for yet is there, and is what is asked for."""
        likely = Condition(condition.key, condition.value)
        if condition.key and not self.learn(likely):
            self.learn(likely.opposite())
            return not condition.wanted
        return condition.wanted

    @property
    def mark(self) -> int:
        """How much was learned so far."""
        return len(self._undo)

    def forget(self, mark: int) -> None:
        """Forget what was learned since a mark."""
        while len(self._undo) > mark:
            known, present, value, other = self._undo.pop()
            known.present, known.value = present, value
            if other is not None:
                known.others.discard(other)

    def told(self) -> dict[str, str]:
        """Return each variable with what is known of it, in words."""
        return {key: _said(known) for key, known in self._known.items() if known.present is not None or known.value or known.others}


def _fits(known: _Known, condition: Condition) -> bool:
    if condition.value is None:
        return known.present in (None, condition.wanted) and (condition.wanted or known.value is None)
    if not condition.wanted:
        return known.value != condition.value
    return known.present is not False and known.value in (None, condition.value) and condition.value not in known.others


def _said(known: _Known) -> str:
    if known.value is not None:
        return known.value
    return "no" if known.present is False else ("yes" if not known.others else "other")
