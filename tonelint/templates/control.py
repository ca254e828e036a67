"""What a tag does to the text around it: put a value there, open or end a branch, call another file, or nothing at all.

The words of control are much the same in all languages, so they are read from what is between the delimiters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from tonelint.templates.tags import Tag


class Act(Enum):
    """What a tag does."""

    VALUE = auto()
    OPEN = auto()
    ELIF = auto()
    ELSE = auto()
    CASE = auto()
    WHEN = auto()
    LOOP = auto()
    WRAP = auto()
    HIDE = auto()
    CLOSE = auto()
    OPAQUE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Test:
    """A condition: a variable, what it is compared with (nothing: whether there is one), and whether it is to be so."""

    key: str
    value: str | None = None
    wanted: bool = True

    def opposite(self) -> Test:
        """Return the condition that holds when this one does not."""
        return Test(self.key, self.value, not self.wanted)


@dataclass(frozen=True, slots=True)
class Step:
    """What a tag does; `word` pairs an opening tag with its end, and is empty where any end will do."""

    act: Act
    word: str = ""
    test: Test | None = None


_VALUE = Step(Act.VALUE)
_NOTHING = Step(Act.NOTHING)
_VALUE_SYNTAXES = frozenset(
    [
        "helpscout",
        "percents",
        "brackets",
        "salesforce",
        "interpolation",
        "braces",
        "percent",
        "word",
        "razor",
        "ampscript-value",
        "php-value",
    ]
)
_WORD = re.compile(r"[#/^]?\s*@?([A-Za-z_]\w*)[ \t]*(.*)", re.S)
_ELSE_IF = re.compile(r"(?:\}?\s*else\s*if|elif|elsif|elseif|elseunless)\b\s*(.*)", re.I | re.S)
_IFS = frozenset(["if", "ifequal", "ifnotequal", "ifchanged", "isset", "auth", "guest", "depend"])
_UNLESS = frozenset(["unless", "ifnot", "empty"])
_CASES = frozenset(["case", "switch"])
_WHENS = frozenset(["when", "default"])
_LOOPS = frozenset(["for", "foreach", "forelse", "each", "range", "tablerow", "section", "loop", "while"])
_WRAPS = frozenset(
    ["trans", "blocktrans", "blocktranslate", "translate", "with", "filter", "spaceless", "autoescape", "capture", "apply", "cache", "localize", "language",
     "call", "literal", "nocache", "strip", "l", "markdown", "raw", "verbatim", "lang"]
)  # fmt: skip
_HIDING = frozenset(["comment", "php"])
_OPAQUE = frozenset(
    ["include", "include_relative", "render", "partial", "extends", "block", "endblock", "layout", "import", "from", "template", "yield", "content_for",
     "snippet", "component", "endcomponent", "insert", "process", "wrapper", "embed", "endembed", "slot", "endslot", "macro", "endmacro", "super",
     "endsection", "includeif"]
)  # fmt: skip
_CODE = frozenset(
    ["set", "assign", "load", "csrf_token", "do", "break", "continue", "cycle", "increment", "decrement", "debug", "use", "url", "static", "now", "require",
     "regroup", "get_current_language"]
)  # fmt: skip
_BLANK = r"(?:blank|empty|null|nil|none|undefined|false|''|\"\")"
_EQUAL = re.compile(r"^(?P<key>[^=!<>]+?)\s*(?P<not>!)?={1,3}\s*(?P<value>[^=<>]+)$|^(?P<key2>.+?)\s+(?:eq|ne)\s+(?P<value2>.+)$", re.I)
_NEGATED = re.compile(r"^(?:not\b\s*|!\s*|(?:empty|isblank|isempty)\s*\(|is_null\s*\()", re.I)
_IS_BLANK = re.compile(rf"\.(?:blank|nil|empty)\?$|\s+is\s+(?:{_BLANK})$|\s+is\s+not\s+defined$", re.I)
_PRESENT = re.compile(rf"\.(?:present|any)\?$|\s+is\s+(?:defined|not\s+{_BLANK})$", re.I)


def step_of(tag: Tag) -> Step:
    """Tell what a tag does."""
    text = tag.text.strip()
    if tag.syntax == "comment":
        return _NOTHING
    if tag.syntax in _VALUE_SYNTAXES:
        return _VALUE
    reader = _READERS.get(tag.syntax, _words)
    return reader(text)


def _curly(text: str) -> Step:
    """Read what is between double braces: Handlebars, Mustache, Go and Magento have control there."""
    if text.startswith(("!", "/*")):
        return _NOTHING
    if text.startswith((">", "#>")):
        return Step(Act.OPAQUE)
    if text in ("^", "else"):
        return Step(Act.ELSE)
    match = _WORD.fullmatch(text)
    if not match:
        return _VALUE
    word, rest = match[1].lower(), match[2].strip()
    if text.startswith("/"):
        return Step(Act.CLOSE, word)
    if text.startswith("^"):
        return Step(Act.OPEN, word, test_of(match[1]).opposite())
    if text.startswith("#"):
        known = _opening(word, rest)
        return known or Step(Act.OPEN, word, test_of(text[1:]))
    if word == "else" and rest.startswith("if"):
        return Step(Act.ELIF, test=test_of(rest[2:]))
    if word == "end" and not rest:
        return Step(Act.CLOSE)
    if rest and word in ("if", "with", "range", "depend") and not rest.startswith(("=", "|", ".", "(")):
        return _opening(word, rest) or _VALUE
    if rest and word in ("define", "block"):
        return Step(Act.WRAP, word)
    if rest and word in ("template", "layout", "include", "partial", "yield"):
        return Step(Act.OPAQUE)
    return _VALUE


def _words(text: str) -> Step:
    """Read the words of control of block tags: "if x", "elsif y", "endfor", "end"."""
    elif_ = _ELSE_IF.match(text)
    if elif_:
        return Step(Act.ELIF, test=test_of(elif_[1]))
    match = _WORD.fullmatch(text)
    if not match:
        return _NOTHING
    word, rest = match[1].lower(), match[2].strip()
    if word in ("else", "foreachelse", "otherwise", "plural"):
        return Step(Act.ELSE)
    if word == "empty" and not rest:
        return Step(Act.ELSE)
    if word in _OPAQUE:
        return Step(Act.OPAQUE)
    if text.startswith("/"):
        return Step(Act.CLOSE, word)
    if word.startswith("end"):
        return Step(Act.CLOSE, word[3:].strip("_"))
    if word in _CODE or (word == "set" and "=" in rest):
        return _NOTHING
    return _opening(word, rest) or Step(Act.OPAQUE)


def _opening(word: str, rest: str) -> Step | None:
    if word in _IFS:
        parts = rest.split()
        if word in ("ifequal", "ifnotequal") and len(parts) > 1:
            return Step(Act.OPEN, word, Test(parts[0].lower(), parts[1].strip("'\""), wanted=word == "ifequal"))
        return Step(Act.OPEN, word, test_of(rest or word))
    if word in _UNLESS:
        return Step(Act.OPEN, word, test_of(rest).opposite())
    if word in _CASES:
        return Step(Act.CASE, word, Test(rest.strip("() ").lower()))
    if word in _WHENS:
        return Step(Act.WHEN, word, Test("", rest.strip("'\"") or None))
    if word in _LOOPS:
        return Step(Act.LOOP, word)
    if word in _HIDING:
        return Step(Act.HIDE, word)
    return Step(Act.WRAP, word) if word in _WRAPS else None


def _script(text: str) -> Step:
    """Read Ruby, JavaScript or PHP between its marks: "if x", "} else {", "items.each do |i|", "endif;"."""
    text = text.strip().rstrip(";").strip()
    if text.startswith("}") or text in ("end", "end)") or text.startswith("end "):
        if "else" in text:
            found = _ELSE_IF.match(text)
            return Step(Act.ELIF, test=test_of(found[1].rstrip("{: "))) if found else Step(Act.ELSE)
        return Step(Act.CLOSE)
    head = text.rstrip("{: ").strip()
    if re.match(r"(?:include|require|render|yield|content_for|extends|layout)\b", head):
        return Step(Act.OPAQUE)
    if (
        re.search(r"\bdo(?:\s*\|[^|]*\|)?$", head)
        or re.match(r"(?:foreach|for|while)\b", head)
        or (text.endswith("{") and not head.startswith("if"))
    ):
        return Step(Act.LOOP, "foreach" if head.startswith("foreach") else "")
    match = re.match(r"(if|unless|elsif|elseif|else|case|switch|when|echo|print)\b\s*(.*)", head, re.I | re.S)
    if not match:
        found = re.match(r"end(if|foreach|for|while|switch)$", head, re.I)
        return Step(Act.CLOSE) if found else _NOTHING
    word, rest = match[1].lower(), match[2].strip()
    if word in ("echo", "print"):
        return _VALUE
    if word == "else":
        return Step(Act.ELIF, test=test_of(rest[2:])) if rest.startswith("if") else Step(Act.ELSE)
    if word in ("elsif", "elseif"):
        return Step(Act.ELIF, test=test_of(rest))
    step = _opening(word, rest)
    # "end" and "}" end whatever was opened last.
    return Step(step.act, "", step.test) if step else _NOTHING


def _script_value(text: str) -> Step:
    """Read a value of Ruby or JavaScript: a helper with a block wraps text, a call of another template hides some."""
    if re.search(r"\bdo(?:\s*\|[^|]*\|)?$", text):
        return Step(Act.WRAP)
    return Step(Act.OPAQUE) if re.match(r"(?:render|yield|content_for|include|partial)\b", text) else _VALUE


def _mailchimp(text: str) -> Step:
    word, _, rest = text.partition(":")
    name = word.strip().upper()
    if name in ("IF", "IFNOT"):
        test = test_of(rest)
        return Step(Act.OPEN, "if", test if name == "IF" else test.opposite())
    if name == "ELSEIF":
        return Step(Act.ELIF, test=test_of(rest))
    if name == "ELSE":
        return Step(Act.ELSE)
    return Step(Act.CLOSE, "if") if name in ("END", "/IF", "ENDIF") else _VALUE


def _ampscript(text: str) -> Step:
    match = re.match(r"\s*(IF|ELSEIF|ELSE|ENDIF|FOR|NEXT)\b\s*(.*)", text, re.I | re.S)
    # A block that sets variables, even by an "if" of its own, writes nothing.
    if not match or (match[1].upper() == "IF" and re.search(r"\bENDIF\b", match[2], re.I)):
        return _NOTHING
    word, rest = match[1].upper(), re.sub(r"\bTHEN\b.*", "", match[2], flags=re.I | re.S)
    if word in ("IF", "ELSEIF"):
        return Step(Act.OPEN if word == "IF" else Act.ELIF, "if", test_of(rest))
    if word == "ELSE":
        return Step(Act.ELSE)
    return Step(Act.LOOP, "for") if word == "FOR" else Step(Act.CLOSE, "for" if word == "NEXT" else "if")


def _campaign_monitor(text: str) -> Step:
    if "fallback=" in text:
        return _VALUE
    word, _, rest = text.partition(":")
    acts = {"if": Act.OPEN, "elseif": Act.ELIF, "else": Act.ELSE, "endif": Act.CLOSE}
    act = acts.get(word.lower(), Act.VALUE)
    return Step(act, "if", test_of(rest) if act in (Act.OPEN, Act.ELIF) else None)


def _activecampaign(text: str) -> Step:
    word, _, rest = text.strip("%").partition(" ")
    acts = {"IF": Act.OPEN, "ELSEIF": Act.ELIF, "ELSE": Act.ELSE, "/IF": Act.CLOSE}
    act = acts.get(word, Act.VALUE)
    return Step(act, "if", test_of(rest) if act in (Act.OPEN, Act.ELIF) else None)


def _toolkit(text: str) -> Step:
    if text.startswith("#"):
        return _NOTHING
    match = _WORD.match(text)
    # The language shouts its words of control; "[% user.name %]" is a value.
    if not match or not match[1].isupper():
        return _VALUE
    return Step(Act.CLOSE) if match[1] == "END" else _unpaired(_words(text.lower() if match[1] in ("ELSE", "ELSIF", "ELSEIF") else text))


def _unpaired(step: Step) -> Step:
    return Step(step.act, "", step.test)


_READERS = {
    "curly": _curly,
    "erb": _script,
    "php": _script,
    "erb-value": _script_value,
    "mailchimp": _mailchimp,
    "ampscript": _ampscript,
    "campaign-monitor": _campaign_monitor,
    "activecampaign": _activecampaign,
    "toolkit": _toolkit,
}


def test_of(condition: str) -> Test:
    """Read a condition as a test of one variable; what cannot be read so is its own variable."""
    text = " ".join(condition.strip().strip("%:").split())
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    if re.search(r"\b(?:and|or|AND|OR)\b|&&|\|\|", text):
        return Test(text.lower())
    wanted = True
    negated = _NEGATED.match(text)
    if negated:
        wanted, text = False, text[negated.end() :].rstrip(")").strip()
    if _IS_BLANK.search(text):
        wanted, text = not wanted, _IS_BLANK.sub("", text)
    text = _PRESENT.sub("", text)
    equal = _EQUAL.match(text)
    if not equal:
        return Test(_variable(text), None, wanted)
    key = equal["key"] or equal["key2"]
    value = (equal["value"] or equal["value2"]).strip()
    if equal["not"] or re.search(r"\sne\s", text):
        wanted = not wanted
    if re.fullmatch(_BLANK, value, re.I):
        return Test(_variable(key), None, not wanted)
    return Test(_variable(key), value.strip("'\"").lower(), wanted)


def _variable(text: str) -> str:
    return re.sub(r"[${}@\s]", "", text).strip("().").lower()
