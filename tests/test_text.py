import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.text import LineIndex, Position, Region, Span


def test_a_span_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(3, 2)


def test_spans_and_regions_are_never_equal():
    assert Span(1, 2) != Region(1, 2)


def test_lines_end_with_lf_crlf_or_cr():
    index = LineIndex("a\nbc\r\nd\re")
    assert [index.position(offset) for offset in (0, 2, 6, 8)] == [
        Position(1, 1, 0),
        Position(2, 1, 2),
        Position(3, 1, 6),
        Position(4, 1, 8),
    ]


def test_a_line_is_given_without_its_end():
    index = LineIndex("first\r\nsecond")
    assert [index.line(1), index.line(2)] == ["first", "second"]


@given(st.text(alphabet="ab\r\n\u2028é😀"), st.data())
def test_line_and_column_lead_back_to_the_offset(text, data):
    offset = data.draw(st.integers(0, len(text)))
    index = LineIndex(text)
    position = index.position(offset)
    start = offset - position.column + 1
    assert index.position(start) == Position(position.line, 1, start)
    assert start == 0 or text[start - 1] in "\r\n"
