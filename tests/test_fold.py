import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.draft import Draft
from tonelint.fold import fold, for_parser, for_words
from tonelint.source import Source
from tonelint.templates.variants import variants
from tonelint.text import Span


def find_fields(text):
    return variants(Draft.of(source := Source("mail.txt", text)), source).drafts[0].draft.fields


def words(text):
    return for_words(fold(text, Span(0, len(text)), find_fields(text))).text


def for_the_parser(text):
    return for_parser(fold(text, Span(0, len(text)), find_fields(text))).text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("WE’VE MISSED YOU", "we have missed you"),
        ("We\u00a0can't\r\n   wait", "we can not wait"),
        ("don\u2019t miss\u200b out", "do not miss out"),
        ("It's here; the team's gone", "it is here; the team's gone"),
        ("Let’s talk – we’ll call", "let us talk - we will call"),
        ("Hi {{ first_name }}, you owe {{amount}}", "hi alex, you owe $20"),
        ("soft\u00adware", "software"),
        ("I'd call, but you'd need a pin", "i would call, but you would need a pin"),
        ("We'd promised it, you'd already paid", "we had promised it, you had already paid"),
        ("You'd better ask; it'd be free if they'd not gone", "you had better ask; it would be free if they had not gone"),
    ],
)
def test_words_are_folded(written, folded):
    assert words(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("WE’VE MISSED YOU", "We've missed you"),
        ("Don't Miss Our Biggest Summer Sale", "Don't miss our biggest summer sale"),
        ("I met Anna at NASA.", "I met Anna at NASA."),
        ("WHAT I THINK", "What I think"),
    ],
)
def test_shouted_and_headline_cased_lines_go_to_the_parser_in_sentence_case(written, folded):
    assert for_the_parser(written) == folded


def test_a_match_on_spelt_out_words_points_at_what_was_written():
    text = "Well, we’ve  missed\nyou."
    folded = for_words(fold(text, Span(0, len(text))))
    start = folded.text.index("have missed you")
    span = folded.span(start, start + len("have missed you"))
    assert text[span.start : span.end] == "’ve  missed\nyou"


@given(st.text(alphabet="aB'’ \n\u00a0\u200bİßſ-n't can't we've{}😀", max_size=60))
def test_every_folded_character_stands_for_prose_in_order(text):
    for make in (for_words, for_parser):
        folded = make(fold(text, Span(0, len(text)), find_fields(text)))
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert all(0 <= s <= e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
        assert list(folded.starts) == sorted(folded.starts)
        assert list(folded.ends) == sorted(folded.ends)
