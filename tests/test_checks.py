"""Every check by a rule of its own, with the exact words it marks."""

import pytest
from mails import read

from tonelint.checks.nomessage import is_post

RULE = """\
id: own/rule
severity: warning
points: 5
message: A finding.
why: A reason.
any:
{checks}
{more}
examples: {{bad: ["a"], good: ["b"]}}
"""


@pytest.fixture(name="marks")
def _marks(engine_of, lint_with):
    """Return the words that a rule of some checks marks in a text."""

    def marks(checks, text, more="", words=None, situation=None):
        return [f.text for f in lint_with(engine_of(RULE.format(checks=checks, more=more), words=words), text, situation).findings]

    return marks


@pytest.mark.parametrize(
    ("clause", "text", "marked"),
    [
        ("{subject: sender, verb: miss, object: reader}", "We really do miss you.", ["We really do miss you"]),
        ("{subject: sender, verb: miss, object: reader}", "WE’VE MISSED YOU", ["WE’VE MISSED YOU"]),
        ("{subject: sender, verb: miss, object: reader}", "Everyone at Fernway misses you.", ["Everyone at Fernway misses you"]),
        ("{subject: sender, verb: miss, object: reader}", "You have been missed by our team.", ["You have been missed by our team"]),
        ("{subject: sender, verb: miss, object: reader}", "We missed your call.", []),
        ("{subject: sender, verb: miss, object: reader}", "You missed us.", []),
        ("{subject: sender, verb: miss, object: reader}", "We don't miss you.", []),
        ("{subject: sender, verb: miss, object: reader, negated: any}", "We don't miss you.", ["We don't miss you"]),
        ("{subject: sender, verb: want, opens: {verb: help, object: reader}}", "We wanted to help you.", ["We wanted to help you"]),
        ("{verb: be, subject: sender, complement: [sorry]}", "I am so sorry about it.", ["I am so sorry about it"]),
        ("{verb: apologise, preposition: {for: [delay]}}", "We apologise for the long delay.", ["apologise for the long delay"]),
        ("{verb: [call], modal: [can, may]}", "You can call Ann. You call Ann.", ["can call"]),
        ("{verb: [pay], tense: past}", "She paid it. She will pay it.", ["paid"]),
        ("{verb: [come], question: 'yes'}", "Will you come? You will come.", ["Will you come"]),
        ("{verb: [call], imperative: 'yes'}", "Call your bank. We call your bank.", ["Call"]),
        ("{verb: [make], passive: 'yes', object: [mistake]}", "Mistakes were made. We made mistakes.", ["Mistakes were made"]),
        ("{verb: [ask], conditional: 'no'}", "If you ask Ann, she knows. They ask Ann.", ["ask"]),
        ("{verb: [miss], mark: verb}", "We missed the bus.", ["missed"]),
    ],
)
def test_clause_says_who_does_what_to_whom(marks, clause, text, marked):
    assert marks(f"  - clause: {clause}", text) == marked


def test_of_several_clauses_those_are_marked_that_hold_the_words_that_had_to_be_there(marks):
    check = "  - clause: {verb: [call, get], imperative: 'yes', has: [today]}"
    assert marks(check, "Call us today and get a cup.") == ["Call us today"]
    assert marks(check, "Call us and get a cup today.") == ["Call us and get a cup today"]


def test_clause_takes_words_from_lists(marks):
    assert marks("  - clause: {verb: '@warm', object: reader}", "We adore you.", words="warm: [love, adore]") == ["adore you"]


def test_phrase_matches_folded_words(marks):
    assert marks('  - phrase: ["we have missed"]', "We’ve\nmissed the bus.") == ["We’ve missed"]


def test_regex_marks_its_named_group(marks):
    assert marks(r"  - regex: 'code (?P<mark>[A-Z]{3}\d+)'", "Use code ABC12 now.") == ["ABC12"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Our BIG SUMMER SALE! starts.", ["BIG SUMMER SALE!"]),
        ("The NASA HQ is open.", []),
        ("It is BIG.", []),
        ("It is a BIG day and a BIG sale.", ["BIG day and a BIG"]),
    ],
)
def test_capitals_need_an_everyday_word(marks, text, marked):
    assert marks("  - capitals: {words: [big, sale], apart: [big]}", text) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("XRT 4.2 SALE", []),
        ("Buy two, get 2 SALE lamps.", []),
        ("Every lamp is 20% SALE!", ["20% SALE!"]),
        ("CALL US", ["CALL US"]),
        ("ACME.COM SALE", ["ACME.COM SALE"]),
        ("NOTE: SALE lamps are on the left.", []),
        ("NOTE: BIG LAMP SALE.", ["BIG LAMP SALE"]),
    ],
)
def test_one_word_in_capitals_beside_figures_labels_and_abbreviations_is_no_run(marks, text, marked):
    assert marks("  - capitals: {words: [big, sale, call, us], apart: [big]}", text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "We watched DEATH OF A SALE (BBC2, 21:00) at home.",
        "They read THE BIG LAMP by Ann Moss.",
        "You can hear BIG LAMP on Radio 4.",
        "The ice comes as BIG LEMON (60p).",
        "Sunday is BIKE TO A LAKE DAY.",
        "It points to the YOUR BIG LOGO HERE line.",
    ],
)
def test_titles_named_days_and_gaps_in_a_template_are_not_shouted(marks, text):
    assert marks("  - capitals: {words: [big, sale, bike, lake]}", text) == []


@pytest.mark.parametrize(
    "text", ["A BIG SALE (20% off) is on.", "It starts on YOUR BIG DAY.", "The BIG SALE on May 3 is here.", "A BIG SALE by Friday Noon."]
)
def test_an_offer_and_a_date_make_no_title(marks, text):
    assert len(marks("  - capitals: {words: [big, sale, your]}", text)) == 1


def test_tokens_are_patterns_of_the_matcher(marks):
    assert marks("  - tokens: [{LOWER: good}, {POS: NOUN}]", "It is a good day.") == ["good day"]


def test_dependency_patterns_are_those_of_the_dependency_matcher(marks):
    pattern = (
        "  - dependency:\n      - {RIGHT_ID: verb, RIGHT_ATTRS: {LOWER: wait}}\n"
        "      - {LEFT_ID: verb, REL_OP: '>', RIGHT_ID: not, RIGHT_ATTRS: {DEP: neg}}"
    )
    assert marks(pattern, "We do not wait here.", more="negation: allow") == ["not wait"]


MESSAGE = "Hi Ann,\n\nThe heating was off. It was cold. It was dark. {last}\n\nSam"


def test_absent_points_at_the_words_that_called_for_it(marks):
    check = "  - absent: {any: [{phrase: [sorry]}], given: [{phrase: [was off]}]}"
    assert marks(check, MESSAGE.format(last="Bye.")) == ["was off"]
    assert marks(check, MESSAGE.format(last="Sorry.")) == []
    assert marks(check, "Hi Ann,\n\nThe heating is on. It is warm. It is light.\n\nSam") == []


def test_absent_counts_no_sentence_in_which_an_exception_is_found(marks):
    check = "  - absent: {any: [{phrase: [sorry]}], given: [{phrase: [was off]}], unless: [{phrase: [storm]}]}"
    assert marks(check, "Hello Yuki,\n\nThe heating was off after the storm.\n\nSam") == []
    assert marks(check, "Hello Yuki,\n\nThe light was off after the storm. The heating was off.\n\nSam") == ["was off"]


def test_absent_greeting_points_at_the_first_words(marks):
    assert marks("  - absent: {greeting: [name]}", "The heating is off. It is cold. It is dark.\n\nSam") == ["The heating is off."]
    assert marks("  - absent: {greeting: [name]}", "Hello,\n\nThe heating is off.\n\nSam") == ["Hello,"]


@pytest.mark.parametrize("field", ["{{{html}}}", "{{{html}}} {{> paywall}}", "{{ content | safe }}", "{!! $body !!}", "*|CONTENT|*"])
def test_absent_asks_no_frame_for_a_signature_that_its_message_may_have(marks, field):
    missed = "  - absent: {signature: [person]}"
    around = "Hi Anna,\n\nThe heating is off until Friday, and it is cold.\n\n{}\n\nIt is dark here, too."
    assert marks(missed, around.format(field)) == []
    assert marks(missed, around.format(f"It says {field}.")) == ["It is dark here, too."]
    assert marks(missed, around.format("{{ city }}")) == ["It is dark here, too."]


def test_absent_asks_no_page_for_a_greeting_that_shows_what_pages_are_made_of(marks):
    missed = "  - absent: {greeting: [name]}"
    page = "Lamps from Leeds\n\n{}\n\nA lamp is shown here. It is switched on. It is switched off.\n\nSam"
    assert marks(missed, page.format("Heading 1\n\nHeading 2\n\nList item 1\n\nRed button\n\nParagraph")) == []
    assert marks(missed, page.format("Heading 1\n\nHeading 2\n\nHeading 3\n\nHeading 4")) == ["Lamps from Leeds"]


@pytest.mark.parametrize(
    ("head", "is_to_many"),
    [
        ("From: bo@chen.example\nReply-To: Choir <choir@hall.example>\n", True),
        ("From: bo@chen.example\nSender: owner-choir@hall.example\n", True),
        ("From: bo@chen.example\nSender: choir-bounces+ida=holm@hall.example\n", True),
        ("From: bo@chen.example\nList-Post: <mailto:choir@hall.example>\n", True),
        ("From: bo@chen.example\nReply-To: bo@chen.example\n", False),
        ("From: choir@hall.example\nReply-To: choir@hall.example\n", False),
        ("From: bo@chen.example\nSender: news@chen.example\nList-Post: NO\n", False),
    ],
)
def test_a_post_to_a_list_is_told_by_its_head(head, is_to_many):
    mail = f"{head}To: Choir <choir@hall.example>\nSubject: The piano\n\nIt is out of tune.\n"
    assert is_post(read(mail.encode())) is is_to_many


def test_absent_leaves_a_fragment_alone_unless_told(marks):
    assert marks("  - absent: {greeting: [name]}", "The heating is off.") == []
    assert marks("  - absent: {greeting: [name], fragment: true}", "The heating is off.") == ["The heating is off."]


def test_order_marks_what_comes_too_late(marks):
    check = "  - order: {any: [{phrase: [sorry]}], within: 3}"
    assert marks(check, MESSAGE.format(last="We are sorry.")) == ["sorry"]
    assert marks(check, "Hi Ann,\n\nWe are sorry. It was off. It was cold. It was dark.\n\nSam") == []


def test_count_marks_the_one_that_was_too_many(marks):
    text = "Hi Ann,\n\nAnn, it is on.\n\nIt is warm, Ann. Bye, Ann.\n\nSam"
    assert marks("  - count: {of: reader-name, least: 4}", text) == ["Ann"]
    assert marks("  - count: {of: reader-name, least: 5}", text) == []
    assert marks("  - count: {of: reader-name, least: 4, words: 5}", text) == []


def test_ratio_weighs_words_against_words(marks):
    check = "  - ratio: {these: [we, our], those: [you], least: 3, times: 3}"
    assert marks(check, "We came. We saw our house. You left.") == ["We came."]
    assert marks(check, "We came. We saw our house. You left you.") == []
    assert marks(check, "We came. We saw.") == []


def test_repeat_marks_the_whole_run(marks):
    check = "  - repeat: {any: [{phrase: [new]}], run: 3}"
    assert marks(check, "It is new. A new one. New again. Old.") == ["It is new. A new one. New again."]
    assert marks(check, "It is new. A new one. Old. New again.") == []


def test_repeat_leaves_a_title_in_a_list_of_links_alone(marks):
    check = "  - repeat: {any: [{phrase: [new]}], run: 3}"
    links = "The Moss blog\n  http://moss.example\n{}\n  http://lamp.example\nThe end"
    assert marks(check, links.format("New! A new one! New again!")) == []
    assert marks(check, "New! A new one! New again!\nhttp://lamp.example") == ["New! A new one! New again!"]


def test_undertone_marks_the_plainest_sentence_of_a_message_that_has_little_of_it(marks):
    check = "  - undertone: {most: %s, least: 2}"
    text = "Hi Ann,\n\nThe lamp is ready. You can fetch it when you like.\n\nSam"
    assert marks(check % 2, text) == ["You can fetch it when you like."]
    assert marks(check % 0.1, text) == marks(check % 0, text) == marks(check % -1, text) == []
    assert marks(check % 2, text.replace("The lamp is ready. ", "")) == []


def test_section_marks_whom_the_greeting_addresses(marks):
    assert marks("  - section: {greeting: [category]}", "Dear Customer,\n\nIt is on.\n\nSam") == ["Dear Customer,"]
    assert marks("  - section: {signature: [team]}", "Hi Ann,\n\nIt is on.\n\nThe Fernway team") == ["The Fernway team"]


def test_field_marks_merge_fields_of_a_kind(marks):
    text = "Hi {{ first_name }},\n\nYou owe {{ amount }}.\n\nSam"
    assert marks("  - field: {kind: [name]}", text) == ["{{ first_name }}"]
    assert marks("  - field: {kind: [name], fallback: missing}", text) == ["{{ first_name }}"]
    assert marks("  - field: {kind: [name], fallback: missing}", text.replace("e }}", 'e | default: "you" }}')) == []


def test_field_takes_a_mail_saved_as_text_for_sent(marks):
    text = "Hi {{ first_name }},\n\nIt is on.\n\nSam"
    head = "From: Sam <sam@fernway.example>\nSubject: The boiler\n"
    for left in ("Date: Tue, 4 Mar 2025 09:12\n", "Received: by mx.fernway.example\n", "Message-ID: <77@fernway.example>\n"):
        assert marks('  - field: {sent: "yes"}', left + head + "\n" + text) == ["{{ first_name }}"]
    assert marks('  - field: {sent: "yes"}', head + "\n" + text) == []
    assert marks('  - field: {sent: "yes"}', head + "Date: {{ date }}\n\n" + text) == []


def test_field_that_greets_may_open_the_subject(marks):
    text = "Subject: {{ first_name }}, it is on\n\nHello,\n\nIt is on.\n\nSam"
    assert marks("  - field: {kind: [name], greets: true}", text) == ["{{ first_name }}"]
    assert marks("  - field: {kind: [name], greets: true}", text.replace(", it", " wrote that it")) == []


def test_of_marks_that_overlap_the_longest_stays(marks):
    assert marks('  - phrase: ["good", "a good day"]', "It is a good day.") == ["a good day"]


def test_a_blank_to_be_filled_in_is_a_word_like_any_other(marks):
    assert marks('  - phrase: ["sign *"]', "Please sign ____") == ["sign ____"]
    assert marks('  - phrase: ["* $"]', "Please sign ____") == ["____"]
