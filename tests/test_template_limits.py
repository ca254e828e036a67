import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonelint.draft import Draft
from tonelint.source import Source
from tonelint.templates.languages import languages
from tonelint.templates.tags import find_tags
from tonelint.templates.variants import MOST, variants

LENGTH = 100_000


def of(unit):
    return unit * (LENGTH // len(unit) + 1)


def each(unit, most):
    return "".join(unit.replace("#", str(number)) for number in range(most))


HOSTILE = {
    "opening braces": of("{{"),
    "opening braces and space": of("{{ "),
    "three braces": of("{{{"),
    "opening blocks": of("{%"),
    "brace and quote": of('{{"'),
    "brace and apostrophe": of("{{ '"),
    "closed quotes": of('{{"}}'),
    "closed apostrophes": of("{{ it's }} don't "),
    "quotes": "{{" + of('"') + "}}",
    "escaped quotes": of('{{ "' + '\\"' * 1900),
    "curly quotes": of("{{ " + "“" * 1900),
    "braces in braces": of("{{ {"),
    "nested braces": of("{{ " + "{" * 1900 + "}" * 1900),
    "mail service": of("*|"),
    "mail service, one letter": of("*|a|"),
    "scripts": of("<%"),
    "script values": of("<%= "),
    "php": of("<?php "),
    "percents": of("%%"),
    "percent and letter": of("%%a"),
    "ampscript": of("%%["),
    "ampscript values": of("%%="),
    "brace and bar": of("{a|"),
    "braces and letter": of("{a"),
    "brackets": of("[["),
    "bracket": of("["),
    "toolkit": of("[%"),
    "salesforce": of('{!"'),
    "dollar braces": of('${"'),
    "hash braces": of("#{a'"),
    "guillemets": of("«a"),
    "at ifs": of("@if(a("),
    "at ifs in lines": of("@if\n"),
    "parentheses": "@if" + of("("),
    "comments": of("{#"),
    "handlebars comments": of("{{!"),
    "long comments": of("{{!--"),
    "comments of one end": of("{{!") + "}}",
    "block comments": of("{% comment %}w"),
    "block comments of one end": of("{% comment %}w") + "{% endcomment %}",
    "block comments, half of them closed": of("{% comment %}{% comment %}w{% endcomment %}"),
    "blade comments": of("{{--"),
    "directives": of("{# tonelint: ignore a/b #}w\n"),
    "directives without an end": of("{# tonelint: ignore a/b w\n"),
    "raw": of("{% raw %}"),
    "raw and end": of("{% raw %}{% endraw %}"),
    "literal": of("{literal}"),
    "nested ifs": of("{% if a %}word"),
    "different nested ifs": each("{% if a# %}word", 4000),
    "elif chain": "{% if a %}" + each("{% elif a# %}word#", 4500),
    "cases": "{% case a %}" + each("{% when '#' %}word#", 4500),
    "different ifs": each("{% if a# %}word#{% endif %}", 3500),
    "one variable, many values": each("{% if a == '#' %}word#{% endif %}", 3000),
    "ifs with else": each("{% if a# %}word#{% else %}other {{ b# }}{% endif %}", 2000),
    "nested chains": each("{% if a# %}w" + "".join(f"{{% elif b#_{n} %}}word" for n in range(50)), 80),
    "elses": "{% if a %}" + of("{% else %}word"),
    "ends": of("{% endif %}"),
    "unbalanced": of("{% if a %}{% for x in y %}{% endif %}w"),
    "values": of("{{ a }} "),
    "values with fallback": of('{{ a|default:"bb cc" }} '),
    "long fallbacks": of("{{ a " + "or b " * 700 + "}}"),
    "ternaries": of('{{ a ? "x y" : "z w" }} '),
    "ternaries in ternaries": of("{{ " + "a ? 'b c' : " * 300 + "'d' }}"),
    "joined": of("{{ " + "'a b' ~ " * 450 + "c }}"),
    "spoken": of('{{ _("' + "a " * 1900 + '") }}'),
    "calls": of("{{ " + "_(" * 1000 + "'a b'" + ")" * 1000 + " }}"),
    "placeholders": of("{{ _('" + "%s %name :name {a} " * 180 + "') }}"),
    "conditions": of("{% if " + "a " * 1900 + "== b %}w"),
    "spaced condition": of("{% if a" + " " * 3000 + "b %}w"),
    "negations": of("{% if " + "!" * 3000 + "b %}w"),
    "condition in parentheses": of("{% if " + "(" * 1900 + ")" * 1900 + " %}w"),
    "bound names": of("{% trans " + "a=b, " * 700 + "%}{{ a }}{% endtrans %}"),
    "blank lines": of("{% if a %}\n"),
    "spaces": of(" " * 1000 + "{% set x = 1 %}" + " " * 1000),
    "markup": of("<a") + "{% if a %}word{% endif %}",
    "open styles": of("<style>") + "{% if a %}word{% endif %}",
    "open comments": of("<!--") + "{% if a %}word{% endif %}",
    "all marks": of("{{ {% <% [[ *| %%[ {# {* ${ « "),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_worse_than_linear_time(text):
    """Far from a benchmark (that is benchmarks/fuzz.py): anything quadratic would take minutes here, however fast the machine."""
    start = time.process_time()
    for read in (find_tags, lambda text: variants(Draft.of(source := Source("x", text)), source), languages):
        read(text)
    assert time.process_time() - start < 20


MARKS = [
    "{{", "}}", "{{{", "}}}", "{%", "%}", "{#", "#}", "{*", "*}", "<%", "<%=", "<%-", "%>", "-%>", "<?php ", "<?=", "?>", "*|", "|*", "%%", "%%[", "]%%", "%%=", "=%%",
    "[%", "%]", "[[", "]]", "{", "}", "[", "]", "{!", "{!!", "!!}", "${", "#{", "%{", "«", "»", "<<", ">>", "@", "(", ")", "<", ">", "<!--", "-->", '"', "'", "“", "”",
    "\\", "|", ":", "?", "~", "+", ",", ".", "=", "==", "-", " ", "\n", "\r\n", "\u2028", "İ", "😀", "%s", "%(name)s", "%name%",
    "if ", "else", "elif a", "else if b", "endif", "end", "/if", "#if a", "^", "#a", "/a", "> part", "for a in b", "endfor", "each", "case a", "when 'b'",
    "unless a", "comment", "endcomment", "raw", "endraw", "trans", "endtrans", "plural", "pluralize", "blocktrans", "set a", "endset", "block b", "include 'c'",
    "IF:A", "ELSE:", "END:IF", "IF ", "END", "a", "b", "name", "first_name", "words of copy", "default", "fallback=you", "_(", "trans ", "t ", "a == 'b'", "not a",
    "a or 'you'", "|default:'you'", "a ? 'b c' : 'd'", " ~ ", "printf ", "do |x|", "@if(a)", "@endif", "{if $a}", "{/if}", "{else}", "{name|you}", "{%a.b%}",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_text_of_marks_is_read_and_every_copied_character_is_its_own(text):
    source = Source("mail.txt", text)
    tags = find_tags(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(tags))
    assert all(tag.text == text[tag.inner.start : tag.inner.end] for tag in tags)
    found = variants(Draft.of(source), source)
    assert 1 <= len(found.drafts) <= 2 * MOST
    for one in found.drafts:
        for piece in one.draft.map.slices:
            assert piece.copied
            assert one.draft.text[piece.span.start : piece.span.end] == text[piece.region.start : piece.region.end]
        assert sum(len(piece.span) for piece in one.draft.map.slices) == len(one.draft.text)
        fields = one.draft.fields
        assert all(left.span.end <= right.span.start for left, right in pairwise(fields))
        assert all(field.span.end <= len(one.draft.text) for field in fields)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_any_text_of_marks_is_read_as_sent_and_has_languages(text):
    source = Source("mail.eml", text, is_sent=True)
    (one,) = variants(Draft.of(source), source).drafts
    assert one.draft.text == text
    assert isinstance(languages(text), tuple)
