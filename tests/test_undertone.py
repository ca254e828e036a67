"""The undertone: what words weigh together, and the strength that is worth more the less there is of it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import undertone
from tonelint.cli import run
from tonelint.readers import plain
from tonelint.source import Source
from tonelint.undertone import Undertone

RULE = "humanity/plain-voice"
TINY = Undertone(-200, {"kindly": 300, "note": 50, "kindly note": 100, "mark:!": 150, "you": -50, "the": -10})
WORDS = st.lists(st.sampled_from(["kindly", "note", "you", "the", "lamp", "!"]), max_size=12).map(" ".join)
PLAIN = ("Your lamp leaves our workshop on Tuesday.", "I wrapped it in two boxes.", "If you would rather fetch it, ring me.")
PUSHY = "Kindly hurry, as this truly amazing deal is gone for good tonight!"


def letter(*sentences):
    return "Dear Ms Roe,\n\n" + " ".join(sentences) + "\n\nKind regards,\nAda Lund\n"


def strength(report):
    return next((found for found in report.strengths if found.rule == RULE), None)


@pytest.mark.parametrize(
    ("sentence", "weight"),
    [
        ("a lamp", -200),
        ("note the lamp", -160),
        ("kindly note", -200 + 300 + 50 + 100),
        ("note kindly", -200 + 300 + 50),
        ("note, note", -150),
        ("kindly!", -200 + 300 + 150),
    ],
)
def test_a_sentence_weighs_what_its_words_pairs_and_marks_do_each_once(sentence, weight):
    assert TINY.of(sentence) == weight


def test_what_weighs_in_a_sentence_is_told_the_heaviest_first():
    assert TINY.heaviest("you kindly note the lamp!") == [
        (300, "kindly"),
        (150, "mark:!"),
        (100, "kindly note"),
        (50, "note"),
        (-50, "you"),
        (-10, "the"),
    ]


@pytest.mark.parametrize(
    ("sentence", "is_heard"),
    [
        ("note the lamp", True),
        ("the lamp", False),
        ("the order ordercustomer salutation", True),
        ("order ordercustomer salutation lettername", False),
        ("wir danken für ihre geduld", False),
        ("", False),
    ],
)
def test_only_sentences_of_known_words_are_heard(sentence, is_heard):
    assert TINY.hears(sentence) is is_heard


def test_sentences_together_weigh_the_chance_that_none_is_minded():
    assert TINY.of_all([]) == 0
    assert TINY.of_all(["a lamp", "kindly note"]) == pytest.approx(math.log(1 + math.exp(-2)) + math.log(1 + math.exp(2.5)))


@given(st.lists(WORDS, max_size=6), WORDS)
def test_one_more_sentence_never_lowers_the_undertone(sentences, one_more):
    assert TINY.of_all([*sentences, one_more]) > TINY.of_all(sentences)


@given(st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
def test_a_heavier_sentence_is_never_lighter_together_and_nothing_overflows(one, other):
    lighter, heavier = (Undertone(start, {}).of_all(["a lamp"]) for start in sorted((one, other)))
    assert 0 <= lighter <= heavier


def test_a_plain_message_has_the_strength_at_its_plainest_sentence(lint):
    found = strength(lint(letter(*PLAIN)))
    assert (found.text, found.severity, found.part) == ("If you would rather fetch it, ring me.", None, "opening")
    assert 0 < found.points <= 50


def test_one_sentence_changed_for_the_worse_shows_in_the_points(lint):
    slip = "You really must ring us first."
    plainer, worse = (strength(lint(letter(*sentences))) for sentences in (PLAIN, (*PLAIN[:2], slip, PLAIN[2])))
    assert worse.worth < plainer.worth


def test_a_message_that_presses_does_not_have_it(lint):
    assert strength(lint(letter(*PLAIN, PUSHY, "You simply cannot afford to miss out right now!"))) is None


def test_one_sentence_says_too_little(lint):
    assert strength(lint(letter(*PLAIN[:2]))) is not None
    assert strength(lint(letter(PLAIN[0]))) is None


@pytest.mark.parametrize("before", ["{{ name }},\n\n", "[Name],\n\n", "{name}: "])
def test_a_message_that_starts_with_a_merge_field_has_a_voice(lint, before):
    assert strength(lint(before + letter(*PLAIN))) is not None


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("mails/partials/lamp.html.twig", ""),
        ("mail.txt", "Lorem ipsum dolor sit amet.\n\n"),
        ("mail.txt", '<?xml version="1.0"?>\n'),
        ("mail.txt", '{"lamp": 1,\n'),
    ],
)
def test_what_is_no_message_to_a_reader_has_no_voice(engine, path, before):
    report = next(engine.lint(plain.read(Source(path, before + letter(*PLAIN)))))
    assert strength(report) is None


def test_what_the_customer_wrote_is_not_heard(lint):
    quoted = "\n\nOn 3 May 2026 Ada Lund wrote:\n> " + PUSHY
    assert strength(lint(letter(*PLAIN) + quoted)).worth == strength(lint(letter(*PLAIN))).worth


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_sentences_does_not_matter(engine, order):
    text = letter(*(PLAIN[number] for number in order))
    report = next(engine.lint(plain.read(Source("mail.txt", text))))
    assert strength(report).worth == strength(next(engine.lint(plain.read(Source("mail.txt", letter(*PLAIN)))))).worth


def test_a_template_is_as_plain_as_the_least_plain_of_its_variants(lint):
    branch = "{% if late %}You really must ring us first.{% else %}The shop is open.{% endif %}"
    worse = strength(lint(letter(*PLAIN[:2], "You really must ring us first.", PLAIN[2])))
    both = [found for found in lint(letter(*PLAIN[:2], branch, PLAIN[2])).strengths if found.rule == RULE]
    assert [found.worth for found in both] == [worse.worth]


def test_a_template_with_a_variant_that_presses_does_not_have_it(lint):
    branch = f"{{% if late %}}{PUSHY} You simply cannot afford to miss out right now!{{% else %}}The shop is open.{{% endif %}}"
    assert strength(lint(letter(*PLAIN, branch))) is None


def test_parse_shows_what_each_sentence_weighs_and_by_which_words(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(undertone, "load", lambda: TINY)
    path = tmp_path / "mail.txt"
    path.write_text("Kindly note the lamp!\n\nLamp.\n", encoding="utf-8")
    assert run(["parse", str(path)]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if "undertone" in line]
    assert shown == ['  undertone +3.90, "kindly" +3.00, "mark:!" +1.50, "kindly note" +1.00, "note" ']


def test_the_weights_that_come_along_are_of_words_pairs_and_marks():
    words = undertone.load().words
    assert len(words) > 5000
    assert all(-300 < words[word] < 300 and words[word] for word in words)
    assert undertone.load().of("we are sorry if you feel let down") > 0 > undertone.load().of("you can keep it if you like")
