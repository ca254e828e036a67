"""The built-in rules: all of them are there, and their examples hold."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tonelint import examples, ruleset
from tonelint.engine import Engine
from tonelint.readers import plain
from tonelint.source import Source

ROOT = Path(__file__).parent.parent

# Every id that the product promises; more may be added.
PROMISED = """
recognition/ no-name generic-greeting broken-merge no-name-fallback name-overuse reader-as-number customer-as-asset abstract-customer
  +name-used
ownership/ missing-apology late-apology hedged-apology faceless-fault blame-reader policy-shield excuse +owned-apology +fix-stated +next-step
freedom/ urgency deadline-pressure scarcity fear-of-missing-out guilt confirmshaming command threat shouting nagging +free-choice
sincerity/ false-intimacy pretext declared-care flattery fake-thread protested-sincerity self-praise hype
generosity/ hooked-gift help-as-sales quid-pro-quo discount-lure upsell-in-service self-focus
humanity/ officialese canned-empathy robot-voice unsigned faceless-helper self-service-deflection talking-down
  +thanks +signed-by-person +reply-welcome +first-person +validation
"""


def promised():
    principle = ""
    for word in PROMISED.split():
        if word.endswith("/"):
            principle = word
        else:
            yield principle + word.lstrip("+"), word.startswith("+")


@pytest.mark.parametrize(("rule_id", "is_strength"), list(promised()))
def test_every_promised_rule_ships(rules, rule_id, is_strength):
    rule = rules.rule(rule_id)
    assert rule.is_strength == is_strength
    assert (rule.file.severity is None) == is_strength


def test_every_rule_stands_where_its_id_says(rules):
    for rule in rules.rules:
        assert rule.path == f"rules/{rule.id}.yml"


def test_every_file_can_be_read_where_the_fast_reader_of_yaml_is_missing():
    for path in (ROOT / "rules").rglob("*.yml"):
        assert list(yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)), path


def test_no_example_of_any_rule_fails(rules, engine):
    assert [str(problem) for problem in examples.run(engine, rules.rules)] == []


@pytest.mark.parametrize(("severity", "least", "most"), [("error", 10, 14), ("warning", 4, 6), ("suggestion", 1, 3), (None, 2, 4)])
def test_points_keep_to_the_range_of_their_severity(rules, severity, least, most):
    for rule in rules.rules:
        if (rule.file.severity.label if rule.file.severity else None) == severity:
            assert least <= rule.file.points <= most, rule.id


def test_every_rule_says_why_and_what_to_write_instead(rules):
    for rule in rules.rules:
        assert len(rule.file.why.split()) >= 8, rule.id
        assert rule.is_strength or rule.file.suggestion, rule.id
        assert rule.file.evidence == "none" or rule.file.references, rule.id


def test_every_word_list_is_used():
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "rules").rglob("*.yml")}
    used = Counter(re.findall(r"@([\w-]+)", "\n".join(texts.values())))
    in_code = [ROOT / "tonelint" / name for name in ("greeting.py", "signer.py", "footer.py")]
    used.update(name for path in in_code for name in re.findall(r"[\"'@]([\w-]+)[\"']", path.read_text(encoding="utf-8")))
    assert [name for name in ruleset.load().lists if not used[name]] == []


def test_the_filter_loses_no_match(rules):
    """Sentences are searched only for what their words can hold; searching for everything finds the same."""
    texts = [rule.file.examples.bad[0].text for rule in rules.rules]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    texts += _labelled()[::250]
    messages = [message for text in texts for message in plain.read(Source("mail.txt", text))]
    filtered = [(r.findings, r.strengths, r.situation) for r in Engine(rules).lint(messages)]
    assert filtered == [(r.findings, r.strengths, r.situation) for r in Engine(rules, filtered=False).lint(messages)]


def _labelled():
    """Return the texts of the labelled cases."""
    files = sorted((ROOT / "tests" / "accuracy" / "cases").rglob("*.yml"))
    read = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in files]
    return [str(case["text"]) for file in read for kind in ("positives", "lookalikes") for case in file.get(kind, ())]
