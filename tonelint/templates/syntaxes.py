"""The delimiters of template languages: one table, since a file may mix languages and none says which it is written in."""

from __future__ import annotations

import re
from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.regexes import regex
from tonelint.source import Delimiters

# An apostrophe behind a letter opens no string; a quote that is never closed is `loose`.
_STRING = r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|(?<!\w)'(?:[^'\\\n]|\\.)*'|“[^“”\n]*”)|(?P<loose>\"|(?<!\w)')"


@dataclass(frozen=True, slots=True)
class Syntax:
    """A kind of tag.

    `opens` and `closes` are expressions; without `closes`, `opens` is a whole tag whose marks take `edges` characters.
    `bar` cannot stand inside: where it does, the first mark was no tag. `strings`: what is quoted may hold the closing mark.
    `deeper` opens a tag of the same kind inside.
    """

    name: str
    opens: str
    closes: str = ""
    edges: tuple[int, int] = (0, 0)
    bar: str = ""
    strings: bool = False
    deeper: str = ""
    end: re.Pattern[str] = field(init=False, repr=False)
    close: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        closes = r"(?P<deeper>\{)|(?P<back>\})" if self.bar == "{{" and self.strings else f"(?P<close>{self.closes})"
        closes = f"(?P<deeper>{self.deeper})|{closes}" if self.deeper else closes
        object.__setattr__(self, "end", regex(f"{_STRING}|{closes}" if self.strings else closes))
        object.__setattr__(self, "close", regex(self.closes))


_PATH = r"[A-Za-z_](?:[\w.]{0,60}\w)?"
_ARGUMENTS = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]{0,200}\)){0,200}\)){0,300}\)"
_WITH_ARGUMENTS = (
    "if|elseif|unless|isset|foreach|forelse|for|while|switch|case|include|includeIf|includeWhen|extends|section|yield|component|slot|lang|auth|guest"
    "|empty|push|stack|each|env"
)
_ALONE = (
    "else|endif|endunless|endisset|endempty|endauth|endguest|endforeach|endforelse|endfor|endwhile|endswitch|default|break|endsection|endcomponent"
    "|endslot|endpush|endenv|endphp|php|auth|guest|empty|parent|csrf|verbatim|endverbatim"
)
_SMARTY = (
    r"(?:(?:if|elseif)[ \t]+[^{};\n]{1,300}"
    r"|(?:foreach|section|include|capture|assign|block|extends|for|while|l|s|function|call|insert)[ \t]+[^{};\n]{0,300}"
    r"|else|foreachelse|sectionelse|strip|nocache|literal|capture|ldelim|rdelim"
    r"|/(?:if|foreach|section|capture|block|for|while|strip|nocache|literal|function|l|s))"
)
_COMMENT = r"\{%[-+]?\s*comment\b[^%{}]{0,200}%\}"

# In the order in which they are tried at one place.
SYNTAXES = (
    Syntax("comment", r"\{\{~?!--", r"--~?\}\}"),
    Syntax("comment", r"\{\{--", r"--\}\}"),
    Syntax("comment", r"\{\{[~-]?\s*(?:!|/\*)", r"\}\}", bar="{{"),
    Syntax("comment", r"\{#", r"#\}", bar="{#"),
    Syntax("comment", r"\{\*", r"\*\}", bar="{*"),
    Syntax("comment", _COMMENT, r"\{%[-+]?\s*endcomment\b[^%{}]{0,40}%\}", deeper=_COMMENT),
    Syntax("comment", r"\{%-?\s*#", r"%\}", bar="{%"),
    Syntax("comment", r"<%--", r"--%>"),
    Syntax("comment", r"<%[#@]", r"%>", bar="<%"),
    Syntax("comment", r"\[%[-+=~]?\s*#", r"%\]", bar="[%"),
    Syntax("help-scout", r"\{%[A-Za-z]+(?:\.\w{1,40}){1,3}(?:,\s?fallback=[^%{}\n]{0,80})?%\}", edges=(2, 2)),
    Syntax("help-scout", r"\{%[A-Za-z]\w{0,40},\s?fallback=[^%{}\n]{0,80}%\}", edges=(2, 2)),
    Syntax("raw-curly", r"\{\{\{", r"\}\}\}", bar="{{", strings=True),
    Syntax("curly", r"\{\{", r"\}\}", bar="{{", strings=True),
    Syntax("block", r"\{%", r"%\}", bar="{%", strings=True),
    Syntax("erb-value", r"<%==?", r"%>", bar="<%", strings=True),
    Syntax("erb", r"<%(?!%)", r"%>", bar="<%", strings=True),
    Syntax("php-value", r"<\?=", r"\?>", bar="<?", strings=True),
    Syntax("php", r"<\?(?:php\b|(?=\s))", r"\?>", bar="<?", strings=True),
    Syntax("mailchimp", r"\*\|[A-Za-z/][^|\n*]{0,160}\|\*", edges=(2, 2)),
    Syntax("ampscript", r"%%\[", r"\]%%", bar="%%[", strings=True),
    Syntax("ampscript-value", r"%%=", r"=%%", bar="%%=", strings=True),
    Syntax("percents", r"%%[A-Za-z_@][\w .:@-]{0,60}%%", edges=(2, 2)),
    Syntax("percents", r"%%\{[^{}\n%]{1,80}\}%%", edges=(3, 3)),
    Syntax("toolkit", r"\[%", r"%\]", bar="[%", strings=True),
    Syntax("brackets", r"\[\[[ \t]?[A-Za-z_][\w. :-]{0,60}\]\]", edges=(2, 2)),
    Syntax("brackets", r"(?<![\]\w!])\[(?=[^\]]{0,90}[a-z])[A-Za-z]{1,30}(?:_[A-Za-z]{1,30}){1,4}\](?![(\[])", edges=(1, 1)),
    Syntax("campaign-monitor", r"\[\w{1,40},\s?fallback=[^\]\n]{0,80}\]", edges=(1, 1)),
    # <![endif]--> ends a comment for one mail program, no branch.
    Syntax("campaign-monitor", r"(?<!<!)(?<!--)\[(?:(?:else)?if:[^\]\n]{1,80}|else|endif)\](?!-->)", edges=(1, 1)),
    Syntax("blade-value", r"\{!!", r"!!\}", bar="{!!", strings=True),
    Syntax("salesforce", r"\{!(?:[^{}\n\"']|\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'){1,300}\}", edges=(2, 1)),
    Syntax("interpolation", r"[$#%]\{(?:[^{}\n\"']|\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'){1,160}\}", edges=(2, 1)),
    Syntax("interpolation", r"\$!\{[^{}\n]{1,120}\}", edges=(3, 1)),
    Syntax("smarty", rf"(?<!\{{)\{{{_SMARTY}\}}", edges=(1, 1)),
    Syntax("braces", r"\{\$[\w.>\[\]\-]{1,80}(?:\|[^{}\n]{1,80})?\}", edges=(1, 1)),
    Syntax("braces", rf"(?<![{{$])\{{{_PATH}(?:=\w{{1,40}})?(?:\|[^{{}}|\n]{{0,60}})?\}}(?!\}})", edges=(1, 1)),
    Syntax("braces", rf"(?<![{{$])\{{{_PATH},[ \t]?\"[^\"{{}}\n]{{0,60}}\"\}}(?!\}})", edges=(1, 1)),
    Syntax("braces", r"(?<![\w\]){}$])\{\d\}(?!\})", edges=(1, 1)),
    Syntax("activecampaign", r"%(?:IF|ELSEIF) [^%\n]{1,120}%|%(?:ELSE|/IF)%", edges=(1, 1)),
    Syntax("percent", r"(?<!\w)(?<!%%)%(?:[A-Z][A-Z_]{2,30}|[a-z]{2,20}[A-Z]\w{1,30})%(?!\w)", edges=(1, 1)),
    Syntax("percent", r"(?<!\w)(?<!%%)%[a-z]{2,20}(?:_[a-z]{1,20}){1,4}%(?!\w)", edges=(1, 1)),
    Syntax("percent", r"%\([a-z_.]{1,60}\)[sd]", edges=(2, 2)),
    Syntax("printf", r"(?<![\w%&])%(?:\d\$)?[sd](?![\w%])", edges=(1, 0)),
    Syntax("word", r"«[A-Za-z]\w{0,40}(?: \w{1,20}){0,2}»", edges=(1, 1)),
    Syntax("word", r"<<[A-Za-z]\w{0,40}(?: \w{1,20}){0,2}>>", edges=(2, 2)),
    Syntax("word", r"&lt;&lt;[A-Za-z]\w{0,40}(?: \w{1,20}){0,2}&gt;&gt;", edges=(8, 8)),
    Syntax("blade", rf"(?<![\w@.])@(?:{_WITH_ARGUMENTS})[ \t]?{_ARGUMENTS}", edges=(1, 0)),
    Syntax("blade", rf"(?<![^\s>}}])@(?:{_ALONE})(?=[\s<]|\Z)", edges=(1, 0)),
    Syntax("razor", r"(?<!\w)@Model(?:\.\w{1,40}){1,4}", edges=(1, 0)),
)  # fmt: skip


def own_syntax(delimiters: Delimiters) -> Syntax:
    """Return the kind of tag that a team's own delimiters are."""
    opens, closes = re.escape(delimiters.open), re.escape(delimiters.close)
    name = "comment" if delimiters.holds == "comment" else f"own-{delimiters.holds}"
    bar = "" if delimiters.open in delimiters.close else delimiters.open
    return Syntax(name, opens, closes, bar=bar, strings=name != "comment")
