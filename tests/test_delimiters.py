"""Marks of a template language of a team's own: values, control, comments, in every format, beside the known languages."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint.draft import Draft
from tonelint.message import FieldKind, PartRole
from tonelint.readers import Wanted, read_messages
from tonelint.source import Delimiters, Source
from tonelint.templates.languages import languages
from tonelint.templates.tags import find_tags
from tonelint.templates.variants import MOST, variants

VALUE, CONTROL, BOTH = (Delimiters("(:", ":)", holds) for holds in ("value", "control", "both"))
COMMENT = Delimiters("(:#", ":)", "comment")
WAVES = Delimiters("~~", "~~", "value")
NAME, AMOUNT = FieldKind.NAME, FieldKind.AMOUNT


def read(text, *own, path="mail.txt", keys=()):
    return read_messages(path, text.encode(), Wanted(keys=keys, delimiters=own))


def shown(text, *own, path="mail.txt", keys=()):
    """Return what each reader sees of the body."""
    return [message.part(PartRole.BODY).text.strip() for message in read(text, *own, path=path, keys=keys)]


def fields(text, *own, path="mail.txt", role=PartRole.BODY):
    """Return the fields of the first variant: their characters in the file, and what they hold."""
    part = read(text, *own, path=path)[0].part(role)
    regions = [part.map.region(field.span) for field in part.fields]
    return [(text[region.start : region.end], field.kind) for region, field in zip(regions, part.fields, strict=True)]


def test_without_being_told_of_marks_nobody_takes_them_for_any():
    assert fields("Hi (: first_name :), it cost (:order.total:).") == []


@pytest.mark.parametrize("own", [VALUE, BOTH])
def test_a_value_is_a_field_of_its_kind_at_its_place(own):
    assert fields("Hi (: first_name :), it cost (:order.total:).", own) == [("(: first_name :)", NAME), ("(:order.total:)", AMOUNT)]


def test_fallback_words_of_a_value_are_copy():
    text = "Hi (:name | default: 'old friend':), it is here."
    (field,) = read(text, VALUE)[0].part(PartRole.BODY).fields
    assert field.fallback == "old friend"
    assert shown(text, VALUE) == ["Hi (:name | default: 'old friend':), it is here.", "Hi old friend, it is here."]


def test_a_value_of_a_language_that_nobody_knows_is_not_blamed_for_having_no_fallback():
    (field,) = read("Hi (:name:).", VALUE)[0].part(PartRole.BODY).fields
    assert not field.can_fall_back


@pytest.mark.parametrize("own", [CONTROL, BOTH])
@pytest.mark.parametrize(
    "text",
    [
        "Hi (:if vip:)dear friend(:else:)there(:endif:), bye.",
        "Hi (:if vip:)dear friend(:else:)there(:end:), bye.",
        "Hi (:if vip:)dear friend(:else:)there(:/if:), bye.",
        "Hi (:#if vip:)dear friend(:else:)there(:/if:), bye.",
        "Hi (:unless vip:)there(:else:)dear friend(:endunless:), bye.",
    ],
)
def test_control_in_the_words_of_any_language_makes_variants(own, text):
    assert sorted(shown(text, own)) == ["Hi dear friend, bye.", "Hi there, bye."]


def test_control_has_more_than_two_branches_and_loops():
    assert shown("It is (:if a:)red(:elsif b:)blue(:else:)green(:end:).", BOTH) == ["It is red.", "It is blue.", "It is green."]
    assert shown("See(:for one in many:) this one(:endfor:).", CONTROL) == ["See this one."]
    assert shown("It is (:case c:)(:when 'a':)red(:when 'b':)blue(:endcase:).", BOTH) == ["It is red.", "It is blue."]


def test_a_word_alone_between_marks_for_both_is_a_variable():
    text = "(:section:) (:language:) (:set:) (:end_date:) (:for.x:) (:section.title:)"
    assert [words for words, _ in fields(text, BOTH)] == text.split(" ")


def test_a_branch_of_ones_own_may_stand_in_one_of_a_known_language():
    text = "Hi {% if a %}dear (:if b:)friend(:else:)pal(:end:){% else %}there{% endif %}, bye."
    assert sorted(shown(text, CONTROL)) == ["Hi dear friend, bye.", "Hi dear pal, bye.", "Hi there, bye."]


def test_a_comment_is_seen_by_nobody_though_its_mark_begins_as_that_of_a_value():
    for own in ((COMMENT, VALUE), (VALUE, COMMENT)):
        assert shown("Hi (:name:). (:# if this fails, panic! :)Bye.", *own) == ["Hi (:name:). Bye."]


def test_the_same_mark_may_open_and_close():
    assert fields("Hi ~~first_name~~, it cost ~~total~~.", WAVES) == [("~~first_name~~", NAME), ("~~total~~", AMOUNT)]


@pytest.mark.parametrize(
    ("own", "text", "found"),
    [
        (Delimiters("{{", "}}", "value"), "Hi {{name}}, {% if a %}yes{% endif %}.", ["{{name}}"]),
        (Delimiters("$${", "}", "value"), "Hi $${name}, ${total}.", ["$${name}", "${total}"]),
        (Delimiters("[[[", "]]]", "value"), "Hi [[[name]]], [[total]].", ["[[[name]]]", "[[total]]"]),
        (Delimiters("<%~", "%>", "value"), "Hi <%~ name %>, <%= total %>.", ["<%~ name %>", "<%= total %>"]),
        (Delimiters("^]", "[-", "value"), "Hi ^]name[-.", ["^]name[-"]),
    ],
)
def test_marks_may_be_those_of_a_known_language_or_begin_as_they_do(own, text, found):
    assert [words for words, _ in fields(text, own)] == found


def test_html_is_read_around_them():
    text = "<p>Hi <b>(:first_name:)</b>,</p><p>(:if a:)yes(:end:)</p><p><a href='(: url :)'>Go</a></p><!-- (: x :) -->"
    assert shown(text, BOTH, path="mail.html") == ["Hi (:first_name:),\n\nyes\n\nGo"]
    assert fields(text, BOTH, path="mail.html") == [("(:first_name:)", NAME)]


def test_markdown_is_read_around_them_and_makes_nothing_of_their_marks():
    text = "Hi **~~first_name~~**, it is ~~total~~ *off*.\n"
    assert shown(text, WAVES, path="mail.md") == ["Hi ~~first_name~~, it is ~~total~~ off."]
    assert fields(text, WAVES, path="mail.md") == [("~~first_name~~", NAME), ("~~total~~", AMOUNT)]


def test_in_a_mail_that_was_sent_they_are_a_merge_that_failed():
    text = "From: a@b.example\nMIME-Version: 1.0\nSubject: Hi (:first_name:)\n\nHi (:first_name:),\n\n(:if a:)yes(:end:)\n"
    assert fields(text, BOTH, path="mail.eml", role=PartRole.SUBJECT) == [("(:first_name:)", NAME)]
    assert [words for words, _ in fields(text, BOTH, path="mail.eml")] == ["(:first_name:)", "(:if a:)", "(:end:)"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("en.json", '{"mail": {"hi": "Hi (:first_name:), (:if a:)welcome back(:else:)good day(:end:)."}}'),
        ("en.yml", "mail:\n  hi: 'Hi (:first_name:), (:if a:)welcome back(:else:)good day(:end:).'\n"),
        ("en.po", 'msgid "hi"\nmsgstr "Hi (:first_name:), (:if a:)welcome back(:else:)good day(:end:)."\n'),
    ],
)
def test_catalogues_hold_them_too(path, text):
    assert shown(text, BOTH, path=path, keys=("**",)) == ["Hi (:first_name:), welcome back.", "Hi (:first_name:), good day."]


def test_the_language_is_called_ones_own():
    assert languages("Hi (:name:)", (VALUE,)) == ("a language of your own",)


MARKS = [
    "(:",
    ":)",
    "(:#",
    "~~",
    "if a",
    "else",
    "end",
    "endif",
    "name",
    "'",
    '"',
    "{{",
    "}}",
    "{% if b %}",
    "{% endif %}",
    "word ",
    "\n",
    "<b>",
    "é",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join), st.sampled_from([VALUE, CONTROL, BOTH]))
def test_any_text_of_marks_is_read_and_every_copied_character_is_its_own(text, own):
    source = Source("mail.txt", text, delimiters=(own, COMMENT, WAVES))
    tags = find_tags(text, source.delimiters)
    assert all(one.span.end <= other.span.start for one, other in pairwise(tags))
    found = variants(Draft.of(source), source)
    assert 1 <= len(found.drafts) <= 2 * MOST
    for one in found.drafts:
        for piece in one.draft.map.slices:
            assert one.draft.text[piece.span.start : piece.span.end] == text[piece.region.start : piece.region.end]


@pytest.mark.parametrize("own", [BOTH, WAVES, COMMENT, Delimiters("~~", "~~", "comment"), Delimiters("((", "(())")])
@pytest.mark.parametrize("piece", ["{open}", "{open}x", "{open}x{close}", "{close}", "{open}'", '{open}"', "{open}if a{close}word"])
def test_a_text_of_them_alone_takes_linear_time(own, piece):
    text = piece.format(open=own.open, close=own.close)
    source = Source("mail.txt", text * (40_000 // len(text)), delimiters=(own,))
    start = time.process_time()
    variants(Draft.of(source), source)
    assert time.process_time() - start < 20
