"""Control in languages that have words or marks of their own: scripts between marks, and the languages of mail services."""

from __future__ import annotations

import re

from tonelint.regexes import regex
from tonelint.templates.conditions import Condition, condition_of
from tonelint.templates.steps import CLOSE, ELSE, NOTHING, OPAQUE, VALUE, Act, Step
from tonelint.templates.tags import Tag
from tonelint.templates.words import WORD, opening, words_step

_ELSE_IF = regex(r"\}?\s*(?:else\s*if|elif|elsif|elseif)\b\s*(?P<condition>.*)", re.I | re.S)
_BLOCK = regex(r"(?:\bdo|\{)\s*(?:\|[^|]*\|)?$|(?:=>|\bfunction\s*\([^)]*\))\s*\{$")
_CALLS = regex(
    r"(?:include|require|render|yield|content_for|extends|layout|partial|get_(?:header|footer|template_part)|do_action|wc_get_template)\w*\b"
)
_ECHOES = regex(r"(?:echo|print|printf|_e|esc_html_e|esc_attr_e|the_\w+)\b")
_SHOWN = regex(r"(?!end$|else$|next$|break$|yield$)[A-Za-z_]\w*$")


def script(tag: Tag) -> Step:
    """Read Ruby, JavaScript or PHP between its marks: "if x", "} else {", "items.each do |i|", "endif;"."""
    text = tag.text.strip().rstrip(";").strip()
    if text.startswith("}") or re.match(r"end(?:if|foreach|for|while|switch)?\b\)?", text):
        return _closing(text)
    # What opens and closes its own braces shows nothing to be read; of several statements the last one counts.
    if text.count("{") == text.count("}") > 0 and not _ECHOES.match(text):
        return NOTHING
    if not text.startswith("for"):
        text = text.rpartition(";")[2].strip()
    head = text.rstrip("{: \t\n").strip()
    if _CALLS.match(head) and not _BLOCK.search(text):
        return OPAQUE
    if _ECHOES.match(head):
        return VALUE
    return _statement(head, text) or (VALUE if _is_value(tag) else NOTHING)


def _closing(text: str) -> Step:
    if "else" not in text:
        return CLOSE
    found = _ELSE_IF.match(text)
    return Step(Act.ELIF, condition=condition_of(found["condition"].rstrip("{: "))) if found else ELSE


def _statement(head: str, text: str) -> Step | None:
    word = (WORD.fullmatch(head) or {"word": "", "rest": ""})["word"].lower()
    rest = head[len(word) :].strip()
    if word in ("else", "elsif", "elseif"):
        found = _ELSE_IF.match(head)
        return Step(Act.ELIF, condition=condition_of(found["condition"])) if found else ELSE
    if word in ("if", "unless", "case", "switch", "when", "for", "foreach", "while"):
        step = opening("when" if word == "case" and text.endswith(":") else word, rest)
        return step.unpaired() if step else None
    if word == "default" and text.endswith(":"):
        return Step(Act.WHEN)
    if not _BLOCK.search(text):
        return None
    # "items.each do |item|" goes through items, any other block is shown.
    loop = re.match(r"(?P<key>[\w.@$]+?)\.(?:each|forEach|map|times|find_each)\b", head)
    return Step(Act.LOOP, condition=condition_of(loop["key"])) if loop else Step(Act.WRAP)


def _is_value(tag: Tag) -> bool:
    """Tell <%- html %> of EJS and <%unsubscribe%> of SendGrid from a statement."""
    return tag.syntax == "erb" and ((tag.trims[0] and "=" not in tag.text) or bool(_SHOWN.match(tag.text)))


def script_value(tag: Tag) -> Step:
    """Read a value of Ruby or JavaScript: a helper with a block wraps text, a call of another template hides some."""
    if re.search(r"\bdo(?:\s*\|[^|]*\|)?$", tag.text):
        return Step(Act.WRAP)
    return OPAQUE if _CALLS.match(tag.text) else VALUE


def mailchimp(tag: Tag) -> Step:
    """Read *|IF:FNAME|*, *|ELSE:|* and *|END:IF|*."""
    word, _, rest = tag.text.partition(":")
    name = word.strip().upper()
    if name in ("IF", "IFNOT", "INTERESTED"):
        condition = condition_of(rest)
        return Step(Act.OPEN, "", condition.opposite() if name == "IFNOT" else condition)
    if name == "ELSEIF":
        return Step(Act.ELIF, condition=condition_of(rest))
    if name == "ELSE":
        return ELSE
    if name.startswith("MC:TOC") or name == "MC_PREVIEW_TEXT":
        return OPAQUE
    return CLOSE if name in ("END", "/IF", "ENDIF") else VALUE


def ampscript(tag: Tag) -> Step:
    """Read %%[ IF x THEN ]%%; a block that sets variables, even by an "if" of its own, writes nothing."""
    match = re.match(r"(?P<word>IF|ELSEIF|ELSE|ENDIF|FOR|NEXT)\b\s*(?P<rest>.*)", tag.text, re.I | re.S)
    if not match or (match["word"].upper() == "IF" and re.search(r"\bENDIF\b", match["rest"], re.I)):
        return NOTHING
    condition = condition_of(re.sub(r"\bTHEN\b.*", "", match["rest"], flags=re.I | re.S))
    steps = {
        "IF": Step(Act.OPEN, "if", condition),
        "ELSEIF": Step(Act.ELIF, "", condition),
        "ELSE": ELSE,
        "FOR": Step(Act.LOOP, "for", Condition("for")),
        "NEXT": Step(Act.CLOSE, "for"),
    }
    return steps.get(match["word"].upper(), Step(Act.CLOSE, "if"))


def campaign_monitor(tag: Tag) -> Step:
    """Read [if:firstname], [elseif:x], [else] and [endif]."""
    word, _, rest = tag.text.partition(":")
    return _plain(word.lower(), rest) if "fallback=" not in tag.text else VALUE


def activecampaign(tag: Tag) -> Step:
    """Read %IF $FIRSTNAME%, %ELSE% and %/IF%."""
    word, _, rest = tag.text.partition(" ")
    return _plain(word.lower(), rest)


def _plain(word: str, rest: str) -> Step:
    if word in ("if", "elseif"):
        return Step(Act.OPEN if word == "if" else Act.ELIF, "if", condition_of(rest))
    return ELSE if word == "else" else Step(Act.CLOSE, "if") if word in ("endif", "/if") else VALUE


def toolkit(tag: Tag) -> Step:
    """Read Template Toolkit, which shouts its words of control: "[% user.name %]" is a value, and every end is END."""
    text = tag.text
    if re.match(r"(?:[A-Z]+\b.*;\s*)(?=(?:IF|UNLESS|FOREACH|FOR|SWITCH|BLOCK|FILTER|WRAPPER)\b)", text, re.S):
        text = text.rpartition(";")[2].strip()
    word = (re.match(r"[A-Z]+\b", text) or [""])[0]
    if not word:
        return NOTHING if re.match(r"[\w.]+\s*=(?!=)", text) else VALUE
    if word == "END":
        return CLOSE
    if word in ("BLOCK", "WRAPPER", "TRY", "FILTER", "VIEW"):
        return Step(Act.WRAP)
    if word == "CASE":
        value = text[4:].strip().strip("'\"").lower()
        return Step(Act.WHEN, "when", Condition("", value) if value and value != "default" else None)
    if word in ("DEFAULT", "CALL", "USE", "META", "NEXT", "LAST", "STOP", "RETURN", "PERL"):
        return NOTHING
    step = words_step(text)
    return step.unpaired() if step.act in (Act.OPEN, Act.LOOP, Act.CASE, Act.WRAP) else step
