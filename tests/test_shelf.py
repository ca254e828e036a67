"""Of a mailbox few reports are in memory at a time; every output is the same as if all of them were."""

import io
import json
import os
import pickle
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import written

from tonelint import shelf
from tonelint.baseline.entries import Baseline
from tonelint.baseline.today import Today
from tonelint.linting import lint
from tonelint.project import Project
from tonelint.readers import read_messages
from tonelint.shelf import Joined, Shelf, shelved
from tonelint.task import Task
from tonelint.writers import WRITERS
from tonelint.writers.streaming import dump

TEXTS = ("Verily, oi.", "Dear friend, all is well.", "Wow.", "Nothing at all.", "Oi, oi.")


def box(count):
    """Return a mailbox of so many mails."""
    mails = (f"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: {number}\n\n{TEXTS[number % 5]}\n\n" for number in range(count))
    return "".join(mails)


@pytest.fixture(name="boxes")
def _boxes(repository):
    """Be in a repository with two mailboxes, a mail beside them and a file that cannot be read."""
    repository.write({"a.mbox": box(30), "b.mbox": box(12), "aa.txt": "Oi, verily.\n", "z.eml": b"\0\1"})


def outputs(**more):
    """Return all that can be written of a check of the folder."""
    report = lint(Task(Project(), (".",), **more))
    return {form: written(form, report, color=False, width=80, verbose=form == "html") for form in WRITERS}, report


@pytest.mark.usefixtures("boxes")
@pytest.mark.parametrize("jobs", [1, 2])
def test_outputs_are_the_same_when_reports_lie_in_files(jobs, monkeypatch):
    held, report = outputs()
    assert isinstance(report.files, tuple)
    monkeypatch.setattr(shelf, "AT_HAND", 4)
    put_away, report = outputs(jobs=jobs)
    assert isinstance(report.files, Joined)
    assert put_away == held
    assert [(file.source.path, file.label) for file in report.files][28:33] == [
        ("a.mbox", "mail 29"), ("a.mbox", "mail 30"), ("aa.txt", ""), ("b.mbox", "mail 1"), ("b.mbox", "mail 2"),
    ]  # fmt: skip


@pytest.mark.usefixtures("boxes")
def test_a_baseline_hides_the_same_when_reports_lie_in_files(monkeypatch):
    found = Today.of(lint(Task(Project(), ("a.mbox",))).files, Project().in_force, "base.json").found
    some = Baseline("base.json", found.entries - type(found.entries)(dict.fromkeys(list(found.entries)[::2], 3)), found.scores)
    held, _ = outputs(baseline=some)
    monkeypatch.setattr(shelf, "AT_HAND", 4)
    assert outputs(baseline=some)[0] == held
    assert "hidden" in held["text"]


@pytest.mark.usefixtures("boxes")
def test_no_file_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(shelf, "AT_HAND", 4)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    os.mkdir(tmp_path / "temporary")
    _, report = outputs(jobs=2)
    assert os.listdir(tmp_path / "temporary") == []
    assert len(list(report.files)) == 43


@given(st.lists(st.text()), st.integers(0, 5), st.data())
def test_a_shelf_is_a_sequence_of_what_was_put_there(values, at_hand, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "AT_HAND", at_hand)
        kept = shelved(values)
        assert (list(kept), len(kept)) == (values, len(values))
        part = data.draw(st.slices(len(values)))
        assert list(kept[part]) == values[part]
        both = Joined([kept, kept[1:], ()])
        assert list(both) == values + values[1:]
        assert [both[number] for number in range(-len(both), len(both))] == [*values, *values[1:]] * 2
        with pytest.raises(IndexError):
            both[len(both)]


def test_another_process_reads_on_from_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(shelf, "AT_HAND", 2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Shelf(is_sent=True)
    for number in range(5):
        kept.put(number)
    sent = pickle.loads(pickle.dumps(kept[1:]))  # noqa: S301 - our own
    assert [*tmp_path.iterdir()] == []
    assert list(sent) == [1, 2, 3, 4]


@pytest.mark.parametrize("room", [0, 30, 60])
def test_what_cannot_be_written_stays_at_hand(room, monkeypatch):
    class Full(io.BytesIO):
        def write(self, data):
            if self.tell() + len(data) > room:
                raise OSError(28, "No space left on device")
            return super().write(data)

    monkeypatch.setattr(shelf, "AT_HAND", 2)
    monkeypatch.setattr(Shelf, "_opened", lambda _: Full())
    kept = Shelf()
    for number in range(9):
        kept.put(f"report {number}")
    assert list(kept) == [f"report {number}" for number in range(9)]
    assert (len(kept), kept[-1], list(kept[3:5])) == (9, "report 8", ["report 3", "report 4"])


def test_where_nothing_can_be_written_reports_stay_at_hand(monkeypatch):
    monkeypatch.setattr(shelf, "AT_HAND", 2)
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    kept = Shelf()
    for number in range(5):
        kept.put(number)
    assert list(kept) == [0, 1, 2, 3, 4]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(VALUES, st.booleans())
def test_what_is_written_item_by_item_is_the_same_json(data, in_object):
    def flowing(value):
        if isinstance(value, dict):
            return {key: flowing(one) for key, one in value.items()}
        return (flowing(one) for one in value) if isinstance(value, list) else value

    stream = io.StringIO()
    dump({"all": flowing(data), "x": []} if in_object else flowing(data), stream)
    assert stream.getvalue() == json.dumps({"all": data, "x": []} if in_object else data, ensure_ascii=False, indent=2)


def test_of_large_mails_no_more_is_read_than_is_linted(engine_of):
    read = []

    def mails(size):
        for number in range(20):
            read.append(number)
            yield from read_messages("a.eml", f"Subject: {number}\n\nOi.\n{'x' * size}".encode())

    engine = engine_of()
    next(engine.lint(mails(10)))
    assert len(read) == 16
    read.clear()
    next(engine.lint(mails(600_000)))
    assert len(read) == 2
