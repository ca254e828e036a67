"""Archives: what comes out is what went in, and only what is asked for is read."""

from hypothesis import given
from hypothesis import strategies as st

from tonelint.archive import Archive, Hashed, Pieces, Table, dumps

PLAIN = st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=8)


@given(st.dictionaries(st.text(), PLAIN.filter(lambda one: one is not None)), PLAIN)
def test_what_comes_out_is_what_went_in(items, beside):
    value = {
        "table": Table(items),
        "hashed": Hashed(items),
        "pieces": Pieces(items.values()),
        "beside": beside,
    }
    read = Archive(dumps(value)).value()
    assert dict(read["table"]) == dict(read["hashed"]) == items
    assert list(read["pieces"]) == list(value["pieces"])
    assert read["beside"] == beside


@given(st.dictionaries(st.text(), st.integers()), st.text())
def test_a_mapping_of_texts_has_the_keys_that_it_was_made_of_and_no_other(items, other):
    read = Archive(dumps(Hashed(items))).value()
    assert (len(read), set(read)) == (len(items), set(items))
    assert [read[key] for key in items] == list(items.values())
    assert (other in read, read.get(other, "none")) == (other in items, items.get(other, "none"))
    assert 3 not in read


def test_of_a_mapping_of_texts_only_the_table_of_a_key_is_read(monkeypatch):
    read = Archive(dumps(Hashed({f"word{number}": number for number in range(3_000)}))).value()
    pieces = []
    piece = Archive.piece
    monkeypatch.setattr(Archive, "piece", lambda self, number: pieces.append(number) or piece(self, number))
    assert [read["word7"], read["word7"], read.get("word7")] == [7, 7, 7]
    assert len(pieces) == 1
