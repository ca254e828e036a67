"""On all of the accuracy set: what saves work (filter, results kept, processes) changes nothing that is found.

Each text is held to some of the rules; with `pytest --exhaustive tests/test_differential.py`, which takes an hour, to all of them.
"""

from dataclasses import replace
from itertools import cycle

import pytest
from test_result_cache import run

from tonelint import ruleset
from tonelint.anatomy import compile_words, dissect
from tonelint.listed import InLines
from tonelint.readers import plain
from tonelint.search import Search
from tonelint.source import Source

# So many labelled sentences are put into one message: most of them are a line long.
_TOGETHER = 25
# Of so many rules one is put in force where all texts are linted several times.
_EVERY = 5


@pytest.fixture(name="is_exhaustive", scope="module")
def _is_exhaustive(request):
    return request.config.getoption("--exhaustive")


@pytest.fixture(name="accuracy", scope="module")
def _accuracy(benchmark):
    return benchmark("accuracy")


@pytest.fixture(name="whole", scope="module")
def _whole(accuracy):
    """Return the texts of whole messages, each once."""
    labelled = [*accuracy.load_messages(), *accuracy.load_graded()]
    pairs = accuracy.load_pairs()
    return list(dict.fromkeys([*(message.text for message in labelled), *(text for pair in pairs for text in (pair.worse, pair.better))]))


@pytest.fixture(name="searched")
def _searched(rules, accuracy, whole, is_exhaustive):
    """Return rules with the texts that they are searched for in.

    Searching every pattern in every sentence takes a tenth of a second a sentence, so each text is searched for one rule: those
    that were written for a rule for that rule, the others for each in turn, and for the signs of situations.
    """
    cases = accuracy.load_cases()
    if is_exhaustive:
        return [(rules, [*(case.text for case in cases), *whole])]
    texts = {rule.id: [case.text for case in cases if case.rule == rule.id] for rule in rules.rules} | {"situations": []}
    for name, text in zip(cycle(texts), whole, strict=False):
        texts[name].append(text)
    return [
        (replace(rules, rules=tuple(r for r in rules.rules if r.id == name), situations=rules.situations * (name == "situations")), own)
        for name, own in texts.items()
    ]


def test_the_filter_loses_no_match_of_any_text(rules, searched):
    words = compile_words(InLines(rules.lists, rules.in_lines))
    for some, texts in searched:
        filtered = Search(some.patterns(), rules.index)
        everything = Search(some.patterns(), rules.index, filtered=False)
        everything.parser = filtered.parser
        for text in dict.fromkeys(texts):
            sentences = [dissect(message, words)[1] for message in plain.read(Source("mail.txt", text))]
            found, all_found = (
                [{key: list(hits) for key, hits in one.items()} for one in s.find(sentences)] for s in (filtered, everything)
            )
            assert found == all_found, text


def test_all_texts_get_the_same_report_with_and_without_results_and_by_two_processes(
    rules, accuracy, whole, is_exhaustive, monkeypatch, tmp_path
):
    """Under some of the rules, of every kind: what is kept and sent of a finding does not depend on which rule found it."""
    some = rules if is_exhaustive else replace(rules, rules=rules.rules[::_EVERY])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ruleset, "load", lambda *_, **__: some)
    cases = list(dict.fromkeys(case.text for case in accuracy.load_cases()))
    joined = ["\n\n".join(cases[start : start + _TOGETHER]) for start in range(0, len(cases), _TOGETHER)]
    for number, text in enumerate([*joined, *whole]):
        (tmp_path / f"{number:05}.txt").write_text(text, encoding="utf-8")
    alone, work, _ = run(".", folder=None)
    assert work.linted == len(joined) + len(whole)
    by_two, work, _ = run(".", folder="cache", jobs=2)
    assert work.jobs == 2
    known, work, _ = run(".", folder="cache")
    assert work.linted == 0
    assert alone == by_two == known
