"""What holds of every baseline: it hides what it was made of, whatever the form that has now, and it only ever shrinks."""

import ntpath
import types
from collections import Counter
from html import escape
from textwrap import wrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonelint.baseline import entries
from tonelint.baseline.entries import Baseline, Entry, Spot, folded
from tonelint.baseline.file import read, write
from tonelint.baseline.matching import applied, matched
from tonelint.baseline.renewing import renewed, updated
from tonelint.baseline.today import Today
from tonelint.policy import Policy
from tonelint.readers import html, markdown, plain
from tonelint.source import Source

RULE = """\
id: manner/{name}
severity: error
points: 5
message: A message.
why: A reason.
any: [{check}]
examples: {{bad: ["a"], good: ["b"]}}
"""
RULES = (
    RULE.format(name="archaic", check='phrase: ["verily"]'),
    RULE.format(name="often", check='count: {any: [{phrase: ["kettle"]}], least: 2}'),
    RULE.format(name="lost", check='absent: {any: [{phrase: ["fernway"]}]}'),
)
FORCE = frozenset(["manner/archaic", "manner/often", "manner/lost"])
WORDS = st.lists(st.sampled_from(["verily", "the", "kettle", "is", "{{name}}", "so", "“red”", "we'll", "call—now"]), min_size=2, max_size=9)
PARAGRAPHS = st.lists(WORDS.map(lambda words: ["So", *words, "today."]), min_size=1, max_size=3)
BODIES = st.lists(PARAGRAPHS, min_size=1, max_size=4)
LAW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(name="report")
def _report(engine_of):
    """Return the report of a text by its reader."""
    engine = engine_of(*RULES)

    def report(text, reader=plain):
        return next(engine.lint(reader.read(Source("mail.txt", text)), lambda _: Policy(engine.ruleset, "unknown")))

    return report


def today(*reports):
    return Today.of(reports, lambda _: FORCE, "base.json")


def shown(report, accepted):
    """Return what is new in a report against the baseline of another."""
    ((left,), dead) = applied(today(accepted).found, [report], lambda _: FORCE)
    return left, dead


def written(body, width=1000, between="\n\n", space=" "):
    paragraphs = (" ".join(" ".join(words) for words in paragraph) for paragraph in body)
    wrapped = ("\n".join(line.replace(" ", space) for line in wrap(text, width, break_on_hyphens=False)) for text in paragraphs)
    return f"Hi Ann,{between}{between.join(wrapped)}{between}Best regards,\nSam\n"


def dressed(body, mark):
    """Return a body as a page, with some of its words between tags."""
    paragraphs = (" ".join(mark(escape(word)) for words in paragraph for word in words) for paragraph in body)
    return f"<table><tr><td>Hi Ann,</td></tr><tr><td>{'</td></tr><tr><td>'.join(paragraphs)}</td></tr></table><p>Best regards,<br>Sam</p>"


@LAW
@given(BODIES)
def test_a_baseline_hides_all_that_it_was_made_of(report, body):
    found = report(written(body))
    left, dead = shown(found, found)
    assert (left.findings, left.score, left.score_before, left.score_accepted) == ((), 800, found.score, found.score)
    assert sorted(one.finding.place for one in left.suppressed) == sorted(finding.place for finding in found.findings)
    assert dead == ()


@LAW
@given(BODIES, st.data())
def test_moved_and_wrapped_paragraphs_stay_hidden(report, body, data):
    moved = data.draw(st.permutations(body))
    between, space = data.draw(st.sampled_from(["\n\n", "\n\n\n", "\r\n \r\n"])), data.draw(st.sampled_from([" ", "\u00a0", "\t"]))
    again = report(written(moved, data.draw(st.integers(55, 100)), between, space))
    left, dead = shown(again, report(written(body)))
    assert (left.findings, dead) == ((), ())


@LAW
@given(BODIES, st.data())
def test_other_markup_keeps_findings_hidden(report, body, data):
    tags = iter(data.draw(st.lists(st.sampled_from(["{}", "<b>{}</b>", "<span>{}</span>", "\u200b{}"]), min_size=1)) * 200)
    page = report(dressed(body, lambda word: next(tags).format(word) if "{" not in word else word), html)
    marked = report(written([[[f"**{word}**" if word == "verily" else word for word in words] for words in p] for p in body]), markdown)
    for one, other in ((page, marked), (marked, page), (page, report(written(body)))):
        left, dead = shown(one, other)
        assert (left.findings, dead) == ((), ())


@LAW
@given(BODIES, st.data())
def test_one_more_bad_sentence_is_all_that_is_new(report, body, data):
    at = data.draw(st.integers(0, len(body)))
    more = [*body[:at], [["Verily", "a", "pot", "is", "new."]], *body[at:]]
    left, dead = shown(report(written(more)), report(written(body)))
    assert ([(finding.rule, finding.text) for finding in left.findings], dead) == ([("manner/archaic", "Verily")], ())


# Entries as they come: files that are there, two of them versions of one message, and two that are gone.

THERE, GONE = ("a.txt", "a.html", "b.txt"), ("gone/c.txt", "gone/d.txt")
PATHS = st.sampled_from(THERE + GONE)
ENTRIES = st.builds(Entry, PATHS, st.just(""), st.sampled_from(sorted(FORCE)), st.sampled_from(["", "s", "t"]))
COUNTS = st.dictionaries(ENTRIES, st.integers(1, 3), max_size=8).map(Counter)
SCORES = st.dictionaries(st.builds(Spot, PATHS, st.just("")), st.integers(0, 1000), max_size=4)


@pytest.fixture(name="path")
def _path(tmp_path):
    for name in THERE:
        (tmp_path / name).write_text("")
    return str(tmp_path / "base.json")


@st.composite
def pairs(draw):
    """Make what a baseline has and what a run found, as functions of where the baseline lies."""
    old, old_scores, new, new_scores = draw(COUNTS), draw(SCORES), draw(COUNTS), draw(SCORES)
    there = {entry: count for entry, count in new.items() if entry.path in THERE}
    read_ = {spot: score for spot, score in new_scores.items() if spot.path in THERE}
    names = {entry.path for entry in there} | {spot.path for spot in read_}
    force = draw(st.frozensets(st.sampled_from(sorted(FORCE)), min_size=1))
    found = Counter({entry: count for entry, count in there.items() if entry.rule in force})
    return lambda path: (
        Baseline(path, old, old_scores),
        Today(Baseline(path, found, read_), dict.fromkeys(names, force)),
    )


@LAW
@given(pairs())
def test_an_update_adds_nothing_and_does_all_at_once(path, pair):
    old, now = pair(path)
    new, change = updated(old, now)

    def kinds(baseline):
        return sum((Counter({entry._replace(path=""): count}) for entry, count in baseline.entries.items()), Counter())

    assert kinds(new) <= kinds(old)
    assert change.moved or (new.entries <= old.entries and new.scores.keys() <= old.scores.keys())
    assert updated(new, now)[0] == new
    assert matched(new, now).accepted == matched(old, now).accepted
    assert matched(new, now).left == Counter()


@LAW
@given(pairs())
def test_after_a_renewal_nothing_is_new_and_nothing_is_dead(path, pair):
    old, now = pair(path)
    again = matched(renewed(old, now), now)
    assert again.accepted == now.found.entries
    assert again.left == Counter()


@LAW
@given(pairs())
def test_a_baseline_that_was_written_is_read_as_the_same(path, pair):
    old, _ = pair(path)
    write(old)
    assert read(path) == old
    with open(path, "rb") as stream:
        before = stream.read()
    write(read(path))
    with open(path, "rb") as stream:
        assert stream.read() == before


@given(st.text())
def test_a_folded_text_is_folded(text):
    assert folded(folded(text)) == folded(text)
    assert folded(f"{text}\ud83d").encode() == folded(text).encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We’ve “missed” you…", 'We\'ve "missed" you...'),
        ("Hurry —\n\tact\u00a0now!", "HURRY -- act now!"),
        ("Hi {{ name }}, hurry!", "Hi *|FNAME|*, hurry!"),
        ("Hi {{ name | default: 'friend' }}!", "Hi <%= user.name %>!"),
        ("un\u00adsub\u200bscribe", "unsubscribe"),
        ("cafe\u0301", "café"),
    ],
)
def test_two_ways_of_writing_a_sentence_are_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Hurry!", "Hurry!!!"), ("Act now.", "Act now?"), ("Only 2 left", "Only 3 left")])
def test_other_words_and_marks_are_another_sentence(one, other):
    assert folded(one) != folded(other)


def test_paths_have_forward_slashes_on_windows_and_lead_to_other_drives(monkeypatch):
    monkeypatch.setattr(entries, "os", types.SimpleNamespace(path=ntpath, sep="\\", pardir=".."))
    folder = entries.folder_of("C:\\shop\\base.json")
    assert entries.named("C:\\shop\\mails\\a.txt", folder) == "mails/a.txt"
    assert entries.named("D:\\mails\\a.txt", folder) == "D:/mails/a.txt"
