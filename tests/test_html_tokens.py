"""The tokenizer against an independent one that follows the WHATWG standard (turbohtml, for tests only)."""

import random

import pytest

from tonelint.readers.html.tokenizer import Kind, references, tokens
from tonelint.text import Span

turbohtml = pytest.importorskip("turbohtml", reason="needs Python 3.11")

INPUTS = 5000
PIECES = (
    "<p>", "</p>", "<b>", "</b>", '<div class="a">', "<a href='x' >", "<a href=x>", "<br/>", "<br>", "<!--", "-->", "--!>", "<!-- c -->",
    "<!DOCTYPE html>", "words ", "Hello ", "&amp;", "&rsquo;", "&nbsp", "&copy2", "&#8217;", "&#x2019;", "&#0;", "&notit;", "&unknown;",
    "&", "<", ">", '"', "'", "=", "/", "</", "<3", "a<b", "<p ", "class=", 'x="y"', "<style>a>b</style>", "<script>if(a<b)</script>",
    "<textarea>", "</textarea>", "<title>t&amp;</title>", "\U0001f600", "\u00e9", "\n", " ", "\t", '<td width=100% bgcolor="#fff">',
    '<img alt="a &amp; b">', "</ p>", "<!>", "<!->", "<p/>", "<script>", "</script>", "<style>", "<![if mso]>", "<![endif]>", "<!--[if mso]>",
)  # fmt: skip


def ours(text):
    """Return what we take for text, with references resolved, and for tags."""
    words, tags = [], []
    for token in tokens(text):
        if token.kind in (Kind.TEXT, Kind.RAW):
            words.append(
                resolved(text, token.span) if token.kind is Kind.TEXT and not in_raw(tags) else text[token.span.start : token.span.end]
            )
        elif token.kind in (Kind.START, Kind.END):
            tags.append((token.kind.name.lower(), token.name))
    return "".join(words), tags


def in_raw(tags):
    return bool(tags) and tags[-1] in (("start", "style"), ("start", "script"))


def resolved(text, span):
    pieces, at = [], span.start
    for place, characters in references(text, span):
        pieces += (text[at : place.start], characters)
        at = place.end
    return "".join((*pieces, text[at : span.end]))


def theirs(text):
    """Return the same as an independent tokenizer sees it."""
    words, tags = [], []
    for token in turbohtml.tokenize(text):
        if token.type is turbohtml.TokenType.TEXT:
            words.append(token.data)
        elif token.type is turbohtml.TokenType.START_TAG:
            tags.append(("start", token.tag))
        elif token.type is turbohtml.TokenType.END_TAG:
            tags.append(("end", token.tag))
    return "".join(words), tags


def test_text_and_tags_are_those_of_the_standard():
    """A fixed seed: five thousand inputs, the same on every machine."""
    chance = random.Random(26)  # noqa: S311 - no secret
    differing = []
    for _ in range(INPUTS):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        if ours(text) != theirs(text):
            differing.append(text)
    assert differing == []


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('<img alt="A &amp; B">', "alt", "A &amp; B"),
        ("<img alt=plain>", "alt", "plain"),
        ("<img ALT='one' alt='two'>", "alt", "one"),
        ("<input hidden>", "hidden", ""),
        ("<a href=>x</a>", "href", ""),
    ],
)
def test_an_attribute_has_the_place_of_its_value(text, name, value):
    token = next(iter(tokens(text)))
    span = token.attributes[name]
    assert text[span.start : span.end] == value


def test_a_reference_in_an_attribute_that_may_be_part_of_an_address_stays():
    text = "?a=1&copy=2&amp;lt"
    found = list(references(text, Span(0, len(text)), in_attribute=True))
    assert found == [(Span(11, 16), "&")]
