from hypothesis import given
from hypothesis import strategies as st

from tonelint.score import MOST_GAINED, START, Weight, penalties, rewards, score

RULES = st.sampled_from(["a/x", "a/y", "b/x", "c/z"])
POINTS = {"a/x": 140, "a/y": 50, "b/x": 20, "c/z": 5}
FINDINGS = st.lists(RULES.map(lambda rule: Weight(rule, POINTS[rule])), max_size=60)


def total(findings, strengths=()):
    return score(penalties(findings), rewards(strengths))


def test_a_message_with_nothing_wrong_and_nothing_kind_scores_eighty():
    assert total([]) == START == 800


@given(FINDINGS, FINDINGS)
def test_the_score_is_eighty_plus_the_sum_of_all_points_exactly(findings, strengths):
    assert total(findings, strengths) == 800 + sum(penalties(findings)) + sum(rewards(strengths))


@given(FINDINGS.filter(bool), st.data())
def test_removing_any_finding_raises_the_score(findings, data):
    at = data.draw(st.integers(0, len(findings) - 1))
    assert total(findings[:at] + findings[at + 1 :]) > total(findings)


@given(FINDINGS, FINDINGS, RULES)
def test_adding_a_strength_never_lowers_the_score(findings, strengths, rule):
    more = [*strengths, Weight(rule, POINTS[rule])]
    assert total(findings, more) >= total(findings, strengths)


@given(FINDINGS)
def test_every_finding_costs_something(findings):
    assert all(points < 0 for points in penalties(findings))


@given(FINDINGS.filter(lambda strengths: len(strengths) < 30), RULES)
def test_every_strength_shows(strengths, rule):
    assert total([], [*strengths, Weight(rule, POINTS[rule])]) > total([], strengths)


@given(FINDINGS)
def test_strengths_give_twenty_points_at_most(strengths):
    assert 0 <= sum(rewards(strengths)) <= MOST_GAINED


@given(FINDINGS, st.randoms())
def test_the_score_does_not_depend_on_the_order_of_findings(findings, random):
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert total(shuffled) == total(findings)


def test_the_second_finding_of_a_rule_costs_less_than_the_first():
    first, second = penalties([Weight("a/y", 50), Weight("a/y", 50)])
    assert first < second < 0


@given(st.integers(0, 30))
def test_one_principle_alone_never_costs_more_than_its_budget_and_a_tenth_for_each_finding(count):
    lost = -sum(penalties([Weight(f"a/{number}", 140) for number in range(count)]))
    assert lost <= 400 + count


def test_points_of_one_finding_are_near_to_what_its_rule_says():
    assert penalties([Weight("a/x", 140)]) == [-134]
