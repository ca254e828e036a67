"""Which format a file is: by its name, and where the name does not say, by what is in it."""

from __future__ import annotations

import os
import re

from tonelint.regexes import regex

# Endings of template languages: the format is what stands before them ("welcome.html.j2"), or is told by the content.
_TEMPLATE_ENDINGS = frozenset(
    [".j2", ".jinja", ".jinja2", ".njk", ".nunjucks", ".twig", ".liquid", ".hbs", ".handlebars", ".mustache", ".erb", ".ejs", ".tt", ".tt2",
     ".tpl", ".tmpl", ".gotmpl", ".gohtml", ".dj", ".djhtml", ".blade", ".smarty", ".ftl", ".vm", ".email", ".template"]
)  # fmt: skip
_ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mjml": "mjml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".eml": "eml",
    ".mbox": "mbox",
}
CATALOGUES = {".po": "po", ".pot": "po", ".yml": "yaml", ".yaml": "yaml", ".json": "json"}
# What tonelint itself writes is no catalogue, whatever sentences stand in it.
_OWN = frozenset(["tonelint-baseline.json"])
# Code that may hold a message; read when it is named, or when the name says more.
_CODE_ENDINGS = frozenset([".php", ".phtml"])
# What a repository says of itself is no message; under words that a message may be named after only in capitals: "NEWS".
_ABOUT = regex(
    r"(?i:readme|changelog|contributing|licen[cs]e|copying|code_of_conduct)(?![^\W_])"
    r"|(?:CHANGES|SECURITY|AUTHORS|HISTORY|NEWS|SUPPORT|GOVERNANCE)(?:\.\w+)?\Z"
)
_SUBJECT_FILE = regex(r"(?:.*[._-])?subject$", re.I)

_MARKUP = regex(
    r"<(?:!doctype|html|head|body|table|tbody|tr|td|div|p|br|span|center|h[1-6]|ul|ol|a\s+href|img|strong|b|em)\b[^<]{0,300}?/?>", re.I
)
_MJML = regex(r"<(?:mjml|mj-body|mj-section|mj-column|mj-text)\b", re.I)
_MAIL_HEADER = regex(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*(?:\r\n|\r|\n)(?:[ \t][^\r\n]*(?:\r\n|\r|\n))*)+")
_SENT = regex(r"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature|content-transfer-encoding):", re.I | re.M)
_MBOX = regex(r"From \S+.*\d{4}\s*(?:\r\n|\r|\n)[A-Za-z-]+:")
_PLAIN_NAME = regex(r"(?:^|[._-])(?:plain|text|txt)[._-]", re.I)
_STYLE_RULE = regex(r"^[^{}\n]{1,200}\{\s*[a-z-]+\s*:[^{}]*\}", re.M)
_FEW_RULES = 2
_SAYS_SUBJECT = regex(
    r"\ufeff?(?:---[ \t]*\r?\n(?:[^\n]*\n){0,40}?|(?:\s*<!--(?:(?!-->)[\s\S]){0,2000}-->){1,9}\s*)?"
    r"(?:subject|preheader|situation|tonelint)[ \t]*:",
    re.I,
)
_END_TAG = regex(r"</[a-z]", re.I)
_PROBE = 20_000


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def format_by_name(path: str) -> str | None:
    """Return the format that a file's name tells, "template" when it is told to be one of any format, or None."""
    name = os.path.basename(path)
    if _ABOUT.match(name):
        return None
    suffixes = [f".{suffix.lower()}" for suffix in name.lstrip(".").split(".")[1:]] if not name.endswith(".") else []
    template = False
    while suffixes and (suffixes[-1] in _TEMPLATE_ENDINGS or suffixes[-1] in _CODE_ENDINGS):
        template = template or suffixes[-1] in _TEMPLATE_ENDINGS or len(suffixes) > 1
        suffixes.pop()
    found = _ENDINGS.get(suffixes[-1]) if suffixes else None
    if found == "text" and _SUBJECT_FILE.match(name.rsplit(suffixes[-1], 1)[0]):
        return "subject"
    return found or ("template" if template else None)


def may_be_about(path: str) -> bool:
    """Tell whether a file's ending is one that documentation is written under."""
    name, _, ending = os.path.basename(path).rpartition(".")
    return bool(name) and _ENDINGS.get(f".{ending.lower()}") == "markdown"


def is_page_about(path: str, head: str) -> bool:
    """Tell a page of documentation from a message in Markdown, which says its subject, preheader or situation at its top."""
    return may_be_about(path) and not _SAYS_SUBJECT.match(head)


def is_catalogue(path: str) -> bool:
    """Tell whether a file's ending is that of a catalogue of texts."""
    return _ending(path) in CATALOGUES and os.path.basename(path) not in _OWN


def format_of(path: str, text: str) -> str:
    """Return the format of a file: its name's, unless its start says otherwise; "none" for what is no message."""
    named = format_by_name(path) or CATALOGUES.get(_ending(path)) or "template"
    head = text[:_PROBE]
    if named == "html":
        # A comment alone is no sign of markup in a template, but under this name it is meant as one.
        return "text" if "<!--" not in text and _is_plain(path, text) else "html"
    if named not in ("text", "template"):
        return named
    if _MBOX.match(head):
        return "mbox"
    header = _MAIL_HEADER.match(head)
    if header and len(_SENT.findall(header[0])) > 1:
        return "eml"
    if named == "text":
        return "text"
    if _MJML.search(head):
        return "mjml"
    if not _is_plain(path, text):
        return "html"
    return "none" if len(_STYLE_RULE.findall(head)) > _FEW_RULES else "text"


def _is_plain(path: str, text: str) -> bool:
    """Tell a text without markup, but for line breaks that were left in one whose name says that it is plain."""
    if _MARKUP.search(text):
        from tonelint.templates.tags import find_tags, without_tags  # noqa: PLC0415 - a folder is searched by names alone

        # What stands in a template's tags is none of it: {{ address|replace({"<br>": " "}) }}.
        text = without_tags(text, find_tags(text), lambda _: " ")
    return not _MARKUP.search(text) or (bool(_PLAIN_NAME.search(os.path.basename(path))) and not _END_TAG.search(text))
