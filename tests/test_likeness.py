"""Likeness: the network's arithmetic, the marks and reasons it gives, and what it may not do."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import likeness, ruleset
from tonelint.cli import run
from tonelint.engine import Engine
from tonelint.finding import Severity
from tonelint.likeness import Likeness, examples, tokens
from tonelint.rulefile import read_rule

SCALE = "freedom/urgency"
TEXTS = st.lists(st.text(alphabet="abc ,.!?£$%0123456789-\"'", min_size=0, max_size=40), min_size=1, max_size=6)


def lines(*texts):
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


@pytest.fixture(name="tiny")
def _tiny():
    """A network of one feature that tells whether "now" stands behind "act"."""
    zero = np.zeros((3, 1, 1), np.float32)
    first = np.array([[[1.0]], [[-1.0]], [[0.0]]], np.float32)
    return Likeness(
        {
            "words": lines("", "?unknown", "act", "now", "please"),
            "scales": lines("own/scale"),
            "vectors": np.array([[0], [0], [100], [-100], [0]], np.int8),
            "unit": np.array([0.01], np.float32),
            "layer1": first,
            "layer2": zero,
            "layer3": zero,
            "bias1": np.array([-1.0], np.float32),
            "bias2": np.zeros(1, np.float32),
            "bias3": np.zeros(1, np.float32),
            "out": np.array([[4.0], [0.0], [0.0], [0.0], [0.0]], np.float32),
            "bar": np.array([2.0], np.float32),
        }
    )


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("act now", 1 / (1 + np.exp(-2))),
        ("please act now", 1 / (1 + np.exp(-2))),
        ("now act", 1 / (1 + np.exp(2))),
        ("act, now", 1 / (1 + np.exp(2))),
    ],
)
def test_a_score_is_the_weighed_features_against_the_bar(tiny, sentence, score):
    assert tiny.score(sentence, "own/scale") == pytest.approx(score, rel=1e-6)


@pytest.mark.parametrize("text", ["", "act", "12.5", "----", "ut enim act now ad minim veniam"])
def test_what_is_no_sentence_in_known_words_has_no_score(tiny, text):
    assert np.isnan(tiny.score(text, "own/scale"))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_what_a_sentence_scores_does_not_depend_on_those_before_it(texts):
    network = likeness.load()
    fresh = likeness.Likeness(network.weights)
    backwards = [fresh.score(text, SCALE) for text in reversed(texts)][::-1]
    assert np.array_equal([network.score(text, SCALE) for text in texts], backwards, equal_nan=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("save £20 today", ["save", "#money", "today"]),
        ("20% off, ends at 5:30!", ["#percent", "off", ",", "ends", "at", "#number", "!"]),
        ("", ["?unknown"]),
        ("a " * 100, ["a"] * 64),
    ],
)
def test_tokens_are_words_values_and_telling_marks(words, found):
    assert tokens(words) == found


def test_every_scale_has_labelled_texts_to_show_and_a_column():
    assert set(likeness.load().scales) == set(examples())
    assert all(examples().values())


def test_the_nearest_text_of_a_labelled_text_is_itself():
    for text in examples()[SCALE][:5]:
        assert likeness.load().nearest(SCALE, text) == text


def test_no_text_that_counts_is_shown_as_a_reason(benchmark):
    accuracy = benchmark("accuracy")
    counted = {case.text.lower() for case in accuracy.load_cases() if case.half == "test"}
    assert not [text for texts in examples().values() for text in texts if text in counted]


# SHA-256 of the weights that the figures were measured with.
def test_the_weights_are_the_ones_that_were_measured():
    data = (likeness.built_in() / likeness.WEIGHTS).read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == "90fe5502fff47f27"


ALIKE = "The tiles are here, Ann, and we shed a tear at the empty hook with your name."
RULE = "sincerity/false-intimacy"


@pytest.fixture(name="broad", scope="module")
def _broad():
    every = ruleset.load(broad=True)
    return Engine(ruleset.RuleSet((every.rule(RULE),), every.lists, every.situations))


def test_likeness_marks_only_where_it_is_asked_for(lint, lint_with, broad):
    assert RULE not in {finding.rule for finding in lint(ALIKE).findings}
    assert [finding.rule for finding in lint_with(broad, ALIKE).findings] == [RULE]


def test_what_likeness_alone_finds_is_a_warning_with_its_reason_at_the_clause_that_tells(lint_with, broad):
    (finding,) = lint_with(broad, ALIKE).findings
    assert (finding.severity, finding.text, finding.points) == (
        Severity.WARNING,
        "and we shed a tear at the empty hook with your name",
        -60,
    )
    assert finding.like in examples()[RULE]


def test_what_a_phrase_has_marked_is_not_marked_again(lint_with, broad):
    (finding,) = lint_with(broad, "We've really missed you.").findings
    assert (finding.severity, finding.like) == (Severity.ERROR, None)


def test_a_match_in_a_sentence_that_does_not_read_like_the_labelled_texts_is_dropped(engine_of, lint_with):
    rule = "id: own/rule\nseverity: warning\npoints: 5\nmessage: M.\nwhy: W.\nany:\n  - phrase: [now]\n{unless}examples: {{bad: [a], good: [b]}}\n"
    guard = f"unless:\n  - likeness: {{to: {SCALE}, least: 0, most: 0.02}}\n"
    for text, kept in (("Act now, before it is too late!", 1), ("The pool is now closed for cleaning.", 0)):
        assert len(lint_with(engine_of(rule.format(unless="")), text).findings) == 1
        assert len(lint_with(engine_of(rule.format(unless=guard)), text).findings) == kept


def test_an_unknown_scale_is_named_with_a_near_one(rules):
    text = f"id: own/rule\nseverity: warning\npoints: 5\nmessage: M.\nwhy: W.\nany:\n  - likeness: {{to: {SCALE}s}}\nexamples: {{bad: [a], good: [b]}}\n"
    _, problems = read_rule("own.yml", text, rules.lists)
    assert [str(problem) for problem in problems] == [f"own.yml:7:20: unknown scale '{SCALE}s'; did you mean '{SCALE}'?"]


def test_the_broad_option_shows_the_reason(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "mail.txt").write_text(ALIKE, encoding="utf-8")
    run(["check", str(tmp_path / "mail.txt"), "--broad", "--select", RULE, "--no-color"])
    assert 'It reads like "' in capfd.readouterr().out
