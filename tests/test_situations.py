"""Situations: what words say was learned from the right messages, and what decided is shown."""

import hashlib
import json
from pathlib import Path

import pytest

from tonelint.names import SITUATIONS
from tonelint.ruleset import learned_words
from tonelint.situation import LEARNED_WEIGHT, LearnedWords

ROOT = Path(__file__).parent.parent


@pytest.fixture(name="training", scope="module")
def _training(benchmark):
    """Return the texts that situations are learned from, with their situations."""
    return benchmark("accuracy").situations_to_learn()


def test_the_words_were_learned_from_the_messages_that_are_there_now(training):
    digest = hashlib.sha256(json.dumps(training).encode()).hexdigest()
    assert learned_words()["from"] == digest, "run: python training/situations.py --write"


def test_every_situation_has_weights_and_no_other():
    assert set(learned_words()["situations"]) == set(SITUATIONS) - {"unknown"}


def test_nothing_of_the_half_that_counts_is_learned_from(training, benchmark):
    accuracy = benchmark("accuracy")
    counted = {text for item, text, _ in accuracy.load_situations() if accuracy.half_of(item) == "test"}
    assert not counted & {text for text, _ in training}


def test_a_message_weighs_its_words_by_their_rarity_and_not_by_their_number():
    learned = LearnedWords(("notice", "survey"), (0.5, -0.5), {"closed": "3.0 6.0 -6.0", "rate us": "4.0 -8.0 8.0"})
    weights = learned.weigh(frozenset({"closed", "rate us", "kettle"}))
    assert weights.words == ["closed", "rate us"]
    assert weights.totals["notice"] == pytest.approx(LEARNED_WEIGHT * (0.5 + (6.0 - 8.0) / 5.0))
    assert weights.told("notice") == [(pytest.approx(LEARNED_WEIGHT * 6.0 / 5.0), "closed")]


def test_a_fragment_is_judged_by_signs_alone(reading):
    assert reading("The pool and the price of the kettle.").situation.name == "unknown"


def test_the_words_that_decided_are_shown(reading):
    situation = reading("Hi Ann,\n\nYour invoice for May is overdue. The balance is £40.\n\nBest,\nSam").situation
    assert situation.name == "billing"
    assert situation.evidence
