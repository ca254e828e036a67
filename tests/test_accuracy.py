"""The figures that we publish are those of a fresh run: a fall must be written down on purpose."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(name="accuracy", scope="module")
def _accuracy(benchmark):
    return benchmark("accuracy")


@pytest.fixture(name="committed", scope="module")
def _committed(accuracy):
    return json.loads(accuracy.FIGURES.read_text(encoding="utf-8"))


def test_the_committed_figures_are_those_of_a_fresh_run(accuracy, committed):
    assert committed == accuracy.measure()


def test_the_readme_shows_the_committed_figures(accuracy, committed):
    text = accuracy.README.read_text(encoding="utf-8")
    assert text == accuracy.in_readme(text, committed)


def test_every_promised_rule_is_measured_on_enough_texts(rules, committed):
    for rule in rules.rules:
        if rule.id == "generosity/bought-praise":  # its texts are among those of quid-pro-quo
            continue
        halves = committed["rules"][rule.id].values()
        assert sum(half["positives"] for half in halves) >= 40, rule.id
        assert sum(half["lookalikes"] for half in halves) >= 30, rule.id


@pytest.fixture(name="wild", scope="module")
def _wild(benchmark):
    return benchmark("wild")


def test_the_readme_shows_what_readers_said_of_findings_on_real_mail(wild):
    text = wild.README.read_text(encoding="utf-8")
    assert text == wild.in_readme(text, json.loads(wild.FIGURES.read_text(encoding="utf-8")))


def test_a_rule_that_is_often_wrong_on_real_mail_is_off_until_it_is_better(rules, wild):
    figures = json.loads(wild.FIGURES.read_text(encoding="utf-8"))
    bars = {"error": 0.95, "warning": 0.95, "suggestion": 0.90}
    for rule in rules.rules:
        counts = figures.get(rule.id)
        if counts and rule.file.severity and rule.file.default != "off":
            assert counts["true"] / counts["judged"] >= bars[rule.file.severity.label], rule.id
    assert all(figures[name]["true"] / figures[name]["judged"] >= bar for name, bar in bars.items())


def test_labels_name_words_of_their_messages(accuracy, rules):
    ids = {rule.id for rule in rules.rules}
    for message in accuracy.load_messages():
        for rule, words in message.labels:
            assert rule in ids
            assert words is None or words in message.text


def test_spearman_is_one_for_the_same_order_and_minus_one_for_the_other(accuracy):
    assert accuracy.spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert accuracy.spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert accuracy.spearman([1, 1, 2], [5, 5, 9]) == pytest.approx(1)
