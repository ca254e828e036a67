"""The learned words of the situations: what the file holds is what the script counts."""

import json
from pathlib import Path

import pytest

from tonelint.rulefile import SITUATIONS

ROOT = Path(__file__).parent.parent


@pytest.fixture(name="situations", scope="module")
def _situations(benchmark):
    return benchmark("situations")


def test_the_weights_are_those_of_a_fresh_count(situations):
    assert json.loads(situations.FILE.read_text(encoding="utf-8")) == situations.learn(situations.training())


def test_every_situation_has_words_and_no_other(situations):
    assert set(json.loads(situations.FILE.read_text(encoding="utf-8"))) == set(SITUATIONS) - {"unknown"}


def test_nothing_of_the_half_that_counts_is_learned_from(situations):
    counted = {text for item, text, _ in situations.accuracy.load_situations() if situations.accuracy.half_of(item) == "test"}
    assert not counted & {text for text, _ in situations.training()}


def test_a_fragment_is_judged_by_signs_alone(reading):
    assert reading("The pool and the price of the kettle.").situation.name == "unknown"


def test_the_words_that_decided_are_shown(reading):
    situation = reading("Hi Ann,\n\nYour invoice for May is overdue. The balance is £40.\n\nBest,\nSam").situation
    assert situation.name == "billing"
    assert situation.evidence
