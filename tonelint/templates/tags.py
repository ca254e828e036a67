"""Where the tags of template languages stand in a text.

One table of delimiters for all languages, walked from left to right: what opens a tag is found by one expression, what
closes it by a search that skips quoted strings, or by a bounded expression where a closing mark is too common to search
for. A closing mark that was not found once is not looked for again, so that a file of opening marks stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tonelint.text import Span

# A tag longer than this is no tag but an opening mark that somebody forgot to close.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Syntax:
    """A kind of tag: how it opens, what closes it (nothing when `opens` matches the whole tag), and its languages."""

    name: str
    opens: str
    closes: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it stands, its syntax, and what is between its delimiters (without marks that trim white space)."""

    span: Span
    syntax: str
    inner: Span
    text: str


_CURLY = ("jinja", "twig", "django", "liquid", "handlebars", "mustache", "go", "magento")
_PATH = r"[A-Za-z_][\w.]{0,60}"
_SMARTY = "if|elseif|else|foreach|foreachelse|for|section|include|capture|literal|assign|block|extends|nocache|strip|l|s"
_BLADE = "if|elseif|else|endif|unless|endunless|isset|endisset|empty|endempty|auth|endauth|guest|endguest|foreach|endforeach|forelse" \
    "|endforelse|for|endfor|switch|case|default|endswitch|include|extends|section|endsection|yield|component|endcomponent|slot|endslot|php|endphp|lang"  # fmt: skip

# In the order in which they are tried at one place.
SYNTAXES = (
    Syntax("comment", r"\{\{~?!--", "--}}", ("handlebars",)),
    Syntax("comment", r"<%--", "--%>", ("jsp",)),
    Syntax("comment", r"\{#", "#}", ("jinja", "twig", "django")),
    Syntax("comment", r"\{\*", "*}", ("smarty",)),
    Syntax("comment", r"<%#", "%>", ("erb", "ejs")),
    Syntax("helpscout", r"\{%[\w.]{1,60},\s?fallback=[^%{}\n]{0,80}%\}", "", ("helpscout",)),
    Syntax("curly", r"\{\{\{", "}}}", _CURLY),
    Syntax("curly", r"\{\{", "}}", _CURLY),
    Syntax("block", r"\{%", "%}", ("jinja", "twig", "django", "liquid")),
    Syntax("erb-value", r"<%[=-]", "%>", ("erb", "ejs")),
    Syntax("erb", r"<%(?!@)", "%>", ("erb", "ejs")),
    Syntax("php-value", r"<\?=", "?>", ("php",)),
    Syntax("php", r"<\?php\b", "?>", ("php",)),
    Syntax("mailchimp", r"\*\|[^|\n]{1,160}\|\*", "", ("mailchimp",)),
    Syntax("ampscript", r"%%\[", "]%%", ("ampscript",)),
    Syntax("ampscript-value", r"%%=", "=%%", ("ampscript",)),
    Syntax("percents", r"%%[A-Za-z_@][\w .:@-]{0,60}%%", "", ("ampscript", "percents")),
    Syntax("toolkit", r"\[%", "%]", ("template-toolkit",)),
    Syntax("brackets", r"\[\[\s?[\w. ]{1,60}\s?\]\]", "", ("brackets",)),
    Syntax("campaign-monitor", r"\[(?:\w{1,40},\s?fallback=[^\]\n]{0,80}|if:[^\]\n]{1,80}|elseif:[^\]\n]{1,80}|else|endif)\]", "", ("campaign-monitor",)),
    Syntax("salesforce", r"\{![^{}\n]{1,160}\}", "", ("salesforce",)),
    Syntax("interpolation", r"[$#%]!?\{[^{}\n]{1,120}\}", "", ("erb", "rails-i18n", "javascript", "osticket")),
    Syntax("smarty", rf"\{{/?(?:{_SMARTY})\b[^{{}}\n]{{0,300}}\}}", "", ("smarty",)),
    Syntax("braces", r"\{\$[\w.>\[\]\-]{1,80}(?:\|[^{}\n]{1,80})?\}", "", ("smarty",)),
    Syntax("braces", rf"\{{{_PATH}(?:=[\w]{{1,40}})?(?:\|[^{{}}|\n]{{0,60}})?\}}", "", ("braces",)),
    Syntax("activecampaign", r"%(?:IF|ELSEIF) [^%\n]{1,120}%|%(?:ELSE|/IF)%", "", ("activecampaign",)),
    Syntax("percent", r"(?<![\w%])%(?:[A-Z][A-Z_]{2,30}|[a-z]{2,20}[A-Z]\w{1,30})%(?!\w)|%\([a-z_.]{1,60}\)s", "", ("activecampaign", "gettext")),
    Syntax("word", r"«[^»\n]{1,60}»|<<[A-Za-z][\w ]{1,40}>>|&lt;&lt;[A-Za-z][\w ]{1,40}&gt;&gt;", "", ("word",)),
    Syntax("blade", rf"(?m:^[ \t]*)@(?:{_BLADE})\b(?:[ \t]*\([^\n]{{0,300}}\))?(?=\s|\Z)", "", ("blade",)),
    Syntax("razor", r"@Model(?:\.\w+){1,4}", "", ("razor",)),
)  # fmt: skip

_OPENERS = re.compile("|".join(f"(?P<s{number}>{syntax.opens})" for number, syntax in enumerate(SYNTAXES)))
_FIRST_MARKS = ("{", "%", "*|", "[", "«", "<?", "<<", "&lt;&lt;", "@")
_QUOTED = re.compile(r'"[^"\n]{0,500}"|\'[^\'\n]{0,500}\'')
_TRIMS = re.compile(r"^[~\-+=_]{0,2}\s*|\s*[~\-+_]?$")
# Between these a text is shown as it stands, whatever its braces.
_RAW = re.compile(r"\{%[-+]?\s*(?:raw|verbatim)\s*[-+]?%\}")
_RAW_END = re.compile(r"\{%[-+]?\s*end(?:raw|verbatim)\s*[-+]?%\}")


def find_tags(text: str) -> list[Tag]:
    """Return the tags of a text in order; they never overlap."""
    if not any(mark in text for mark in _FIRST_MARKS):
        return []
    return list(_Scan(text).tags())


@dataclass
class _Scan:
    """One walk over a text; `missing` remembers from where a closing mark is not to be found."""

    text: str
    missing: dict[str, int] = field(default_factory=dict)

    def tags(self) -> Iterator[Tag]:
        at = 0
        while match := _OPENERS.search(self.text, at):
            syntax = SYNTAXES[int((match.lastgroup or "s0")[1:])]
            inner_end, end = self._end(match, syntax)
            if end < 0:
                at = match.start() + 1
                continue
            yield self._tag(match, syntax, inner_end, end)
            at = self._after_raw(match.start(), end)

    def _after_raw(self, start: int, end: int) -> int:
        if not _RAW.match(self.text, start, end):
            return end
        found = _RAW_END.search(self.text, end) if self.missing.get("raw", len(self.text)) > end else None
        if found is None:
            self.missing["raw"] = end
            return end
        return found.start()

    def _tag(self, match: re.Match[str], syntax: Syntax, inner_end: int, end: int) -> Tag:
        start = match.end() if syntax.closes else match.start() + 1
        inner = self.text[start:inner_end]
        trimmed = _TRIMS.sub("", inner) if syntax.closes else inner.strip("{}[]%*|«»<>$#! ")
        at = start + max(0, inner.find(trimmed))
        return Tag(Span(match.start(), end), syntax.name, Span(at, at + len(trimmed)), trimmed)

    def _end(self, match: re.Match[str], syntax: Syntax) -> tuple[int, int]:
        """Return where the inside of a tag and the tag itself end; -1 when it is none."""
        if not syntax.closes:
            return match.end() - 1, match.end()
        at = self._find(syntax.closes, match.end())
        if at < 0 or at - match.start() > _LONGEST:
            return -1, -1
        if syntax.name in ("curly", "block"):
            # "{{ {{ name }}": the first mark is no tag.
            if syntax.opens.replace("\\", "")[:2] in self.text[match.end() : at]:
                return -1, -1
            at = self._outside_quotes(syntax.closes, match.end(), at)
        return (at, at + len(syntax.closes)) if at >= 0 else (-1, -1)

    def _outside_quotes(self, closes: str, start: int, at: int) -> int:
        """Move a closing mark that stands in a quoted string of the tag to the one after the string."""
        while at >= 0:
            inside = next((q for q in _QUOTED.finditer(self.text, start, min(len(self.text), at + 500)) if q.end() > at), None)
            if inside is None or inside.start() > at or closes not in inside.group():
                return at
            if self.text[start : inside.start()].count("\n") > 2:  # noqa: PLR2004 - an apostrophe in the copy, not a string of the tag
                return at
            at = self._find(closes, inside.end())
            if at - start > _LONGEST:
                return -1
        return at

    def _find(self, closes: str, start: int) -> int:
        if self.missing.get(closes, len(self.text) + 1) <= start:
            return -1
        at = self.text.find(closes, start)
        if at < 0:
            self.missing[closes] = start
        return at
