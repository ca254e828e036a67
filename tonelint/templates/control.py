"""What a tag does to the text around it: put a value there, open or end a branch, call another file, or nothing at all.

Block tags, double braces, Smarty and Blade share their words of control, so they are read from what is between the
delimiters, whatever these are. Languages with words of their own are in `dialects`.
"""

from __future__ import annotations

from collections.abc import Callable

from tonelint.regexes import regex
from tonelint.templates import dialects
from tonelint.templates.comments import inside
from tonelint.templates.conditions import Condition, condition_of
from tonelint.templates.steps import BARE, CLOSE, ELSE, NOTHING, OPAQUE, VALUE, Act, Step
from tonelint.templates.tags import Tag
from tonelint.templates.words import WORD, opening, words_step

# Words of Handlebars and Go that are variables in other languages, unless something follows them.
_OPENING = frozenset(["if", "with", "range", "depend", "unless"])
_CALLING = frozenset(["template", "layout", "include", "partial", "yield", "block", "render"])
_CALLED = regex(r"(?:super|caller|parent|block|include|yield|_?render\w*)\s*\(|self\.\w+\(|content_blocks\.|form_\w+\(")
_ASSIGNED = regex(r"\$\w+\s*:?=(?!=)")
# What follows a variable, not a word of control: "if.x", "block | upper", "else = 1".
_OF_VARIABLE = regex(r"[.\[(]|\s*(?:[=|?:~,+]|-\s)")


def step_of(tag: Tag) -> Step:
    """Tell what a tag does."""
    if inside(tag) is not None:
        return NOTHING
    reader = _READERS.get(tag.syntax)
    return reader(tag) if reader else VALUE


def _curly(tag: Tag) -> Step:
    """Read what is between double braces: Handlebars, Mustache, Go and Magento have control there."""
    text = tag.text
    if text.startswith((">", "#>", "#*")) or _CALLED.match(text):
        return OPAQUE
    if text in ("^", "else"):
        return ELSE
    match = WORD.fullmatch(text)
    if not match:
        return NOTHING if text.startswith("{") or _ASSIGNED.match(text) else VALUE
    word, rest = match["word"].lower(), match["rest"].strip()
    if text.startswith("/"):
        return Step(Act.CLOSE, word)
    if text.startswith("^"):
        return Step(Act.OPEN, word, condition_of(text[1:]).opposite())
    if text.startswith("#"):
        return _helper(word, rest) or opening(word, rest) or Step(Act.OPEN, word, condition_of(text[1:]))
    return VALUE if _OF_VARIABLE.match(text, match.end("word")) else _curly_word(word, rest)


def _helper(word: str, rest: str) -> Step | None:
    """Read {{#switch x}}{{#case "a"}}...{{/case}}{{/switch}}, where each case has an end of its own."""
    if word == "switch":
        return Step(Act.WRAP, word)
    value = rest.strip("'\"").lower() or word
    return Step(Act.OPEN, word, Condition("switch", value)) if word in ("case", "default") else None


def _curly_word(word: str, rest: str) -> Step:
    if not rest:
        return Step(Act.CLOSE, BARE + word) if word == "end" else VALUE
    if word == "else":
        helper, _, argument = rest.partition(" ")
        condition = condition_of(argument if helper in ("if", "with", "unless") else rest)
        return Step(Act.ELIF, condition=condition.opposite() if helper == "unless" else condition)
    if word in _OPENING:
        step = opening(word, rest) or VALUE
        return Step(step.act, BARE + step.word, step.condition)
    if word in ("define", "block") and rest.startswith('"'):
        return Step(Act.WRAP, BARE + word)
    return OPAQUE if word in _CALLING else VALUE


def _words(tag: Tag) -> Step:
    return words_step(tag.text)


def _smarty(tag: Tag) -> Step:
    # {l s='Dear %s'} is a text of a catalogue, and stands alone.
    return VALUE if tag.text.startswith("l ") and "=" in tag.text else words_step(tag.text)


def _blade(tag: Tag) -> Step:
    # There a section is a part of the page, no loop; "@empty" alone is the else of a loop.
    if tag.text.startswith(("section", "slot", "push")):
        return OPAQUE
    if tag.text.startswith("case"):
        return words_step("when" + tag.text[4:])
    return words_step(tag.text)


def _own_control(tag: Tag) -> Step:
    return CLOSE if tag.text.lower() == "end" else words_step(tag.text)


def _own(tag: Tag) -> Step:
    """Read a value, or control in the words of any language: "if ... endif", "#if ... /if", "if ... end"."""
    step = _curly(tag)
    if step.word == BARE + "end":
        return CLOSE
    match = WORD.fullmatch(tag.text)
    if step.act is not Act.VALUE or not match or _OF_VARIABLE.match(tag.text, match.end("word")):
        return step
    # A word alone is a variable: "section", "language".
    is_control = match["rest"] or match["word"].lower().startswith(("else", "end"))
    words = words_step(tag.text) if is_control else OPAQUE
    return step if words.act is Act.OPAQUE else words


_READERS: dict[str, Callable[[Tag], Step]] = {
    "curly": _curly,
    "raw-curly": _curly,
    "block": _words,
    "smarty": _smarty,
    "blade": _blade,
    "toolkit": dialects.toolkit,
    "erb": dialects.script,
    "php": dialects.script,
    "erb-value": dialects.script_value,
    "mailchimp": dialects.mailchimp,
    "ampscript": dialects.ampscript,
    "campaign-monitor": dialects.campaign_monitor,
    "own-control": _own_control,
    "own-both": _own,
    "activecampaign": dialects.activecampaign,
}
