"""Words of control that most languages share: "if", "elsif", "for", "endfor", "include"."""

from __future__ import annotations

import re

from tonelint.regexes import regex
from tonelint.templates.conditions import ALWAYS, Condition, condition_of
from tonelint.templates.steps import ELSE, NOTHING, OPAQUE, VALUE, Act, Step

WORD = regex(r"[#/^]?\s*@?(?P<word>[A-Za-z_]\w*)[ \t]*(?P<rest>.*)", re.S)
_ELSE_IF = regex(r"(?:else\s*if|elif|elsif|elseif)\b\s*(?P<condition>.*)", re.I | re.S)
_OF_LOOP = regex(r"(?:.*?(?:\bin\s+|\bfrom=|:=\s*))?(?P<key>[\w.$@\->\[\]]+)", re.S | re.I)

_IFS = frozenset(["if", "ifequal", "ifnotequal", "ifchanged", "isset", "auth", "guest", "depend"])
_UNLESS = frozenset(["unless", "ifnot", "empty"])
_CASES = frozenset(["case", "switch"])
_LOOPS = frozenset(["for", "foreach", "forelse", "each", "range", "tablerow", "while", "section"])
# What they wrap is shown: translated, filtered, or kept in a variable that is shown elsewhere.
_WRAPS = frozenset(
    ["trans", "blocktrans", "blocktranslate", "translate", "with", "filter", "spaceless", "autoescape", "capture", "apply", "cache",
     "localize", "call", "literal", "nocache", "strip", "l", "s", "markdown", "raw", "verbatim", "set", "language"]
)  # fmt: skip
_HIDING = frozenset(["comment", "php", "schema", "javascript", "stylesheet"])
_PAIRED = _IFS | _UNLESS | _CASES | _LOOPS | _WRAPS | _HIDING
_CODE = frozenset(
    ["set", "assign", "load", "csrf_token", "csrf", "do", "break", "continue", "increment", "decrement", "debug", "use", "regroup",
     "get_current_language", "liquid", "abort_message", "connected_content", "ldelim", "rdelim"]
)  # fmt: skip
# These write a value: "{% url 'account' %}".
_VALUES = frozenset(["url", "static", "now", "cycle", "echo"])
_KEPT = regex(r"\bas \w+$")
_ELSES = frozenset(["else", "foreachelse", "sectionelse", "otherwise"])


def words_step(text: str) -> Step:
    """Tell what the words between two delimiters do."""
    if else_if := _ELSE_IF.match(text):
        return Step(Act.ELIF, condition=condition_of(else_if["condition"]))
    match = WORD.fullmatch(text)
    if not match:
        return NOTHING
    word, rest = match["word"].lower(), match["rest"].strip()
    if word in _ELSES or (word == "empty" and not rest):
        return ELSE
    if word in ("plural", "pluralize"):
        return Step(Act.PLURAL)
    paired = word if text.startswith("/") else word.removeprefix("end").strip("_") if word.startswith("end") else ""
    if paired in _PAIRED or text.startswith("/"):
        return Step(Act.CLOSE, paired)
    return _code(word, rest) or opening(word, rest) or _own(word, rest)


def _code(word: str, rest: str) -> Step | None:
    # {% set name %}...{% endset %} keeps text, {% set name = 1 %} a value.
    return NOTHING if word in _CODE and not (word == "set" and rest and "=" not in rest) else None


def _own(word: str, rest: str) -> Step:
    """Read a tag of a project's own: {% absolute_url path %} writes a link, {% site_url as base %} keeps one."""
    if _KEPT.search(rest) and word not in ("import", "from", "include"):
        return NOTHING
    return VALUE if word in _VALUES or word.endswith("url") else OPAQUE


def opening(word: str, rest: str) -> Step | None:
    """Tell what a word opens, if anything."""
    if word in _IFS:
        return Step(Act.OPEN, word, _asked(word, rest))
    if word in _UNLESS:
        return Step(Act.OPEN, word, condition_of(rest).opposite())
    if word in _CASES:
        return Step(Act.CASE, word, Condition(rest.strip("() ").lower()))
    if word in ("when", "default"):
        value = rest.strip("() ").strip("'\"").lower()
        return Step(Act.WHEN, word, Condition("", value) if value and word == "when" else None)
    if word in _LOOPS or (word == "with" and "=" not in rest):
        return Step(Act.LOOP, word, _of_loop(rest))
    if word in _HIDING:
        return Step(Act.HIDE, word)
    return Step(Act.WRAP, word) if word in _WRAPS else None


def _asked(word: str, rest: str) -> Condition:
    parts = rest.split()
    if word in ("ifequal", "ifnotequal") and len(parts) > 1:
        return Condition(parts[0].lower(), parts[1].strip("'\"").lower(), wanted=word == "ifequal")
    return condition_of(rest or word)


def _of_loop(rest: str) -> Condition:
    """Return the condition that there is something to go through."""
    match = _OF_LOOP.match(rest.strip("() "))
    return condition_of(match["key"]) if match else ALWAYS
