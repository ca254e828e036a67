"""Which template languages a text is written in, by its tags and the words in them.

Reading needs no answer, since one scanner knows all tags; people want to see that their file was understood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tonelint.regexes import regex
from tonelint.source import Delimiters
from tonelint.templates.tags import Tag, find_tags

# A syntax that only one language has.
_OWN = {
    "php": "PHP",
    "php-value": "PHP",
    "mailchimp": "Mailchimp",
    "ampscript": "AMPscript",
    "ampscript-value": "AMPscript",
    "percents": "Salesforce",
    "salesforce": "Salesforce",
    "toolkit": "Template Toolkit",
    "campaign-monitor": "Campaign Monitor",
    "help-scout": "Help Scout",
    "activecampaign": "ActiveCampaign",
    "smarty": "Smarty",
    "blade": "Blade",
    "blade-value": "Blade",
    "razor": "Razor",
    "word": "Word merge",
    "printf": "printf",
    **dict.fromkeys(["own-value", "own-control", "own-both"], "a language of your own"),
}
# What whole tags of the other syntaxes tell; the first that fits counts.
_BY_TAG: dict[str, tuple[tuple[str, str], ...]] = {
    "interpolation": (
        ("osTicket", r"%\{\s*(?:recipient|ticket|staff|company|url)\b"),
        ("Rails", r"[%#]"),
        ("${...}", r"\$"),
    ),
    "braces": (("Smarty", r"\{\$"), ("{name}", r"\{")),
    "brackets": (("double brackets", r"\[\["), ("single brackets", r"\[")),
    "percent": (("gettext", r"%\("), ("ActiveCampaign", r"%")),
}  # fmt: skip
# What is between the marks of tags that many languages share; each that fits counts, with its weight.
_SIGNS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "block": (
        ("Liquid", 3, r"(?:elsif|case|when|assign|render|tablerow|liquid|increment|(?:end)?(?:unless|case|capture))\b|if .*\bblank\b"),
        ("Django", 3, r"(?:load|(?:end)?blocktrans(?:late)?|csrf_token|ifequal|static|url|now)\b|(?:trans|translate)\s+[\"']"),
        ("Jinja2", 2, r"(?:macro|call|endmacro|endcall|import|from|trans(?:\s+\w+\s*=|$)|endtrans|filter|elif)\b|.*\bis (?:not )?defined"),
        ("Twig", 3, r"(?:elseif|embed|(?:end)?apply|use|verbatim|spaceless)\b|.*\|\s?(?:length|trans)\s*[><=]|if .*\bis (?:null|empty)"),
        ("Klaviyo", 4, r"(?:unsubscribe|manage_preferences|web_view|catalog|coupon_code)\b|.*\|\s?lookup:"),
        ("Braze", 4, r".*\$\{|connected_content|abort_message"),
        ("HubSpot", 4, r"(?:module|require_css|text|rich_text|dnd_area)\b .*(?:path|label)=|.*\bcontact\.\w"),
    ),
    "curly": (
        ("Liquid", 2, r".*\|\s*\w+:\s|.*\|\s*(?:money|capitalize|strip_html|pluralize|handleize)\b"),
        ("Django", 1, r".*\w\|(?:default|date|truncat\w+|floatformat|pluralize|add|join):[\"'\w]"),
        ("Jinja2", 1, r".*\|\s*(?:default|join|format\w*|tojson|safe)\s*\(|_\(|.*\bif .*\belse\b|.*\|\s*safe\b"),
        ("Twig", 3, r".*\s~\s|(?:path|url|block|parent|form_\w+|include)\("),
        ("Twig", 3, r".*\|(?:trans|nl2br|format_\w+|u\.|raw)\b|.*\?\?|.*\w\|default\("),
        ("Handlebars", 3, r"[#/](?:if|each|unless|with)\b|else\b|#?>|#\*|[#/]\w+ |(?:\w+ )+\w+="),
        ("Mustache", 2, r"[#^/](?!if$|each$|unless$|with$)\w[\w.]*$|&"),
        ("Mustachio", 2, r"[#/]each\b|\^\w|action_url$|product_name$"),
        ("SendGrid", 5, r"insert |#(?:equals|notEquals|greaterThan|lessThan|and|or)\b|formatDate\b|unsubscribe(?:_preferences)?$"),
        ("Go", 4, r"\.[A-Z]\w*|\.$|end$|\$\w+\s*:?=|\$\.\w"),
        ("Go", 4, r"(?:if|range|with|template|define|block|printf|and|or|eq|else if)\b.*(?:\s\.|\")"),
        ("Magento", 5, r"(?:var|trans|depend|store|template|layout|block|config|customVar) .*|/depend"),
        ("Marketo", 5, r"(?:lead|company|my|system|trigger)\.(?:\w+ \w|\w+.*:default=)|(?:my|system)\.\w"),
        ("Blade", 4, r"\$\w+(?:->|\s*\?\?|\[|$)|__\("),
        ("Klaviyo", 4, r".*\|\s?lookup:|(?:person|organization)\.\w|event\.\w+\|default"),
        ("Braze", 5, r".*\$\{|content_blocks\.|custom_attribute"),
        ("Intercom", 5, r".*\|\s*fallback:"),
        ("HubSpot", 3, r"contact\.[a-z]+(?:\s*\|\s*default\(.*)?$|site_settings|unsubscribe_link|view_as_page_url"),
        ("Shopify", 4, r"(?:shop|checkout|line_item|fulfillment)\.\w|order_name$|.*\|\s*(?:money|img_url)\b"),
        ("Zendesk", 5, r"(?:ticket|current_user|dc)\.\w"),
    ),
    "erb": (
        ("ERB", 3, r"(?:if|unless|elsif|case|while)\b(?!\s*\().*[^{]$|end$|else$|.*\bdo\b(?:\s*\|[^|]*\|)?$|.*@\w"),
        ("EJS", 3, r".*\{$|\}|.*(?:===|=>|forEach|\bconst\b|\blet\b)"),
        ("SendGrid", 5, r"(?:asm_\w+|body|subject)$"),
    ),
    "erb-value": (
        ("ERB", 3, r"@|.*(?:\?\s|link_to|render |_path\b|_url\b|#\{|:\w+ =>)|.*\.(?:present|blank)\?|(?:t|l)\("),
        ("EJS", 3, r".*(?:===|=>|\bawait\b|include\(|\.toFixed|`)"),
    ),
}  # fmt: skip
# What a tag that tells nothing else may be: the likeliest first.
_OPEN = {
    "block": ("Jinja2", "Django", "Twig", "Liquid"),
    "curly": ("Liquid", "Jinja2", "Handlebars"),
    "narrow-curly": ("Handlebars", "Mustache", "Liquid"),
    "erb": ("ERB", "EJS"),
}
_COMMENTS = (
    ("Handlebars", "{{!--"),
    ("Blade", "{{--"),
    ("Go", "{{/*"),
    ("Mustache", "{{!"),
    ("Smarty", "{*"),
    ("ERB", "<%#"),
    ("Template Toolkit", "[%"),
)
_FAMILIES = {"raw-curly": "curly", "erb-value": "erb"}
_COMPILED = {syntax: [(name, weight, regex(sign, re.S)) for name, weight, sign in signs] for syntax, signs in _SIGNS.items()}
_COMPILED_TAGS = {syntax: [(name, regex(sign)) for name, sign in signs] for syntax, signs in _BY_TAG.items()}
_MANDRILL = regex(r"(?:UNSUB:|HTML:|DATE:.*:|REJECT)", re.I)


def languages(text: str, own: tuple[Delimiters, ...] = ()) -> tuple[str, ...]:
    """Return the names of the template languages that a text is written in, the best guess first; none without tags."""
    points: Counter[str] = Counter()
    families: dict[str, bool] = {}
    for tag in find_tags(text, own):
        written = text[tag.span.start : tag.span.end]
        found = list(_told_by(tag, written))
        for name, weight in found:
            points[name] += weight
        family = _family(tag, written)
        if family in _OPEN:
            families[family] = families.get(family, False) or bool(found)
    ranked = [name for name, _ in points.most_common()]
    # A family that told nothing is named by its likeliest members, unless one of them told something elsewhere.
    for family, told in families.items():
        if not told and not any(name in points for name in _members(family)):
            ranked += [name for name in _OPEN[family] if name not in ranked]
    return tuple(ranked)


def _told_by(tag: Tag, own: str) -> Iterator[tuple[str, int]]:
    """Yield the languages that a tag speaks for, each with its weight."""
    if tag.syntax == "comment":
        yield from [(name, 1) for name, mark in _COMMENTS if own.startswith(mark)][:1]
    elif tag.syntax in _OWN:
        yield _OWN[tag.syntax], 3
        if tag.syntax == "mailchimp" and _MANDRILL.match(tag.text):
            yield "Mandrill", 4
    elif tag.syntax in _COMPILED_TAGS:
        yield from [(name, 2) for name, sign in _COMPILED_TAGS[tag.syntax] if sign.match(own)][:1]
    signs = _COMPILED.get("curly" if tag.syntax == "raw-curly" else tag.syntax, [])
    yield from ((name, weight) for name, weight, sign in signs if sign.match(tag.text))


def _family(tag: Tag, own: str) -> str:
    family = _FAMILIES.get(tag.syntax, tag.syntax)
    return "narrow-curly" if family == "curly" and not own.strip("{}").startswith((" ", "\n")) else family


def _members(family: str) -> set[str]:
    syntax = family.removeprefix("narrow-")
    return {name for name, *_ in _SIGNS.get(syntax, ())} | {name for name, *_ in _SIGNS["curly" if syntax == "block" else "block"]}
