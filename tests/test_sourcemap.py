import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.sourcemap import Slice, SourceMap
from tonelint.text import Region, Span


@st.composite
def maps(draw):
    """Make a map over a source of some length: copied runs, replaced runs and gaps."""
    length = draw(st.integers(0, 40))
    slices, prose, at = [], 0, 0
    while at < length:
        run = draw(st.integers(1, length - at))
        kind = draw(st.sampled_from(["copy", "replace", "gap"]))
        if kind == "copy":
            slices.append(Slice(Span(prose, prose + run), Region(at, at + run), copied=True))
            prose += run
        elif kind == "replace":
            new = draw(st.integers(1, 3))
            slices.append(Slice(Span(prose, prose + new), Region(at, at + run), copied=False))
            prose += new
        at += run
    return SourceMap(tuple(slices)), prose, length


@given(maps(), st.data())
def test_a_region_lies_in_the_source_and_never_runs_backwards(built, data):
    mapped, prose, length = built
    start = data.draw(st.integers(0, prose))
    end = data.draw(st.integers(start, prose))
    region = mapped.region(Span(start, end))
    assert 0 <= region.start <= region.end <= length


@given(maps(), st.data())
def test_a_copied_character_maps_to_itself(built, data):
    mapped, prose, _ = built
    copied = [i for piece in mapped.slices if piece.copied for i in range(piece.span.start, piece.span.end)]
    if not copied:
        return
    at = data.draw(st.sampled_from(copied))
    piece = next(p for p in mapped.slices if p.span.start <= at < p.span.end)
    start = piece.region.start + at - piece.span.start
    assert mapped.region(Span(at, at + 1)) == Region(start, start + 1)
    assert prose


@given(maps(), st.data())
def test_a_region_leads_back_to_a_span_that_stands_for_it(built, data):
    mapped, prose, length = built
    if prose:
        start = data.draw(st.integers(0, prose - 1))
        region = mapped.region(Span(start, data.draw(st.integers(start + 1, prose))))
        assert mapped.region(mapped.span(region)) == region
    start = data.draw(st.integers(0, length))
    region = Region(start, data.draw(st.integers(start, length)))
    span = mapped.span(region)
    assert span is None or mapped.region(span) == region


@given(st.data())
def test_two_maps_in_a_row_are_one_map(data):
    inner, prose, middle = data.draw(maps())
    outer, outer_prose, _ = data.draw(maps())
    if outer_prose < middle or not prose:
        return
    start = data.draw(st.integers(0, prose - 1))
    end = data.draw(st.integers(start + 1, prose))
    between = inner.region(Span(start, end))
    one = inner.then(outer).region(Span(start, end))
    if between.start < between.end:
        assert one == outer.region(Span(between.start, between.end))


def test_slices_with_a_hole_between_them_are_refused():
    with pytest.raises(ValueError, match="must touch"):
        SourceMap((Slice(Span(0, 1), Region(0, 1), copied=True), Slice(Span(2, 3), Region(2, 3), copied=True)))


def test_a_replaced_stretch_is_named_whole():
    mapped = SourceMap((Slice(Span(0, 1), Region(0, 5), copied=False), Slice(Span(1, 3), Region(5, 7), copied=True)))
    assert mapped.region(Span(0, 2)) == Region(0, 6)
