"""What the engine does with matches: guards, conditions, situations, suppression, the order of things."""

import pytest

from tonelint.engine import Engine
from tonelint.readers import plain
from tonelint.source import Source

HURRY = """\
id: own/hurry
severity: warning
points: 5
message: A push.
why: A reason.
any:
  - phrase: ["hurry"]
{more}
examples: {{bad: ["a"], good: ["b"]}}
"""


@pytest.fixture(name="marks")
def _marks(engine_of, lint_with):
    def marks(text, more="", situation=None):
        return [f.text for f in lint_with(engine_of(HURRY.format(more=more)), text, situation).findings]

    return marks


@pytest.mark.parametrize(
    "text",
    [
        "There is no need to hurry.",
        "Don't hurry.",
        "You never have to hurry.",
        "Please do not feel that you must hurry.",
        'The sign says "hurry".',
        "The sign says “hurry”.",
        "Here it is.\n\n> Please hurry",
        "Here it is.\n\nOn Monday, Ann wrote:\n> Please hurry",
        "Here it is.\n\nSam\n\nUnsubscribe if you hurry. © Fernway Ltd",
        "See https://fernway.example/hurry for it.",
        "Write to hurry@fernway.example about it.",
        "```\nhurry\n```",
        "Here is {{ hurry }} for you.",
        "A hurrying crowd.",
    ],
)
def test_what_is_not_the_sender_pressing_is_left_alone(marks, text):
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hurry, it ends soon.", "Hurry"),
        ("HURRY! It ends.", "HURRY"),
        ("It ends, so hur\u00adry.", "hurry"),
        ("Why not hurry?", "hurry"),
        ("Don't wait: hurry.", "hurry"),
        ("It's not late. Hurry.", "Hurry"),
    ],
)
def test_the_guards_do_not_hide_what_is_meant(marks, text, marked):
    assert marks(text) == [marked]


def test_negation_and_quotation_may_be_allowed(marks):
    assert marks("Don't hurry.", "negation: allow") == ["hurry"]
    assert marks('The sign says "hurry".', "quotation: allow") == ["hurry"]


def test_a_rule_looks_only_in_its_sections(marks):
    text = "Subject: Hurry\n\nHi Ann,\n\nPlease hurry.\n\nSam\n\nP.S. Hurry!"
    assert marks(text, "in: [subject]") == ["Hurry"]
    assert marks(text, "in: [postscript, opening]") == ["hurry", "Hurry"]


def test_a_match_is_dropped_by_its_own_sentence_only(marks):
    assert marks("Hurry. The bus is here.", "unless: [{phrase: [bus]}]") == ["Hurry"]
    assert marks("Hurry, the bus is here.", "unless: [{phrase: [bus]}]") == []
    assert marks("Hurry. The bus is here.", "unless-message: [{phrase: [bus]}]") == []


def test_a_rule_may_need_something_else_in_the_message(marks):
    assert marks("Hurry. The bus is here.", "given: [{phrase: [bus]}]") == ["Hurry"]
    assert marks("Hurry. The train is here.", "given: [{phrase: [bus]}]") == []


def test_a_rule_may_need_a_section_not_to_be_there(marks):
    text = "Hi Ann,\n\nHurry.\n\nSam\n\nOn Monday, Ann wrote:\n> Where is it?"
    assert marks(text, "without: [thread]") == []
    assert marks(text.split("\n\nOn", maxsplit=1)[0], "without: [thread]") == ["Hurry"]


def test_once_marks_the_first_only(marks):
    assert marks("Hurry. Hurry again.", "once: true") == ["Hurry"]
    assert marks("Hurry. Hurry again.") == ["Hurry", "Hurry"]


def test_what_a_situation_switches_off_is_listed(engine_of, lint_with):
    engine = engine_of(HURRY.format(more="not-when: [notice]"))
    report = lint_with(engine, "Hurry.", "notice")
    assert report.findings == ()
    assert [(s.rule, s.reason) for s in report.skipped] == [("own/hurry", "situation notice")]
    assert lint_with(engine, "Hurry.", "billing").skipped == ()


def test_severity_may_depend_on_the_situation(engine_of, lint_with):
    engine = engine_of(HURRY.format(more="severity-in: {apology: error}"))
    assert lint_with(engine, "Hurry.", "apology").findings[0].severity.label == "error"
    assert lint_with(engine, "Hurry.", "billing").findings[0].severity.label == "warning"


def test_what_makes_up_for_it_makes_a_finding_a_suggestion_of_half_the_points(engine_of, lint_with):
    engine = engine_of(HURRY.format(more="milder-with: [{phrase: [take your time]}]"))
    graver = lint_with(engine, "Hurry. The bus is here.").findings
    milder = lint_with(engine, "Hurry. Or take your time, and come tomorrow.").findings
    assert [(finding.severity.label, finding.worth) for finding in (*graver, *milder)] == [("warning", 50), ("suggestion", 25)]


def test_a_rule_may_leave_alone_what_hardly_any_reader_minds(marks):
    plain, pushing = "We are open until six, so do not hurry over your lunch, or hurry if it rains.", "Hurry, before they are all gone!"
    assert marks(f"{plain} {pushing}", "plainness: guard\nnegation: allow") == ["Hurry"]
    assert marks(f"{plain} {pushing}", "plainness: allow\nnegation: allow") == ["hurry", "hurry", "Hurry"]


def test_front_matter_gives_the_situation_and_hides_rules(engine_of, lint_with):
    text = "---\nsituation: notice\ntonelint:\n  ignore: [own/hurry]\n---\nHurry. Hurry!"
    report = lint_with(engine_of(HURRY.format(more="")), text)
    assert (report.findings, len(report.suppressed), report.score) == ((), 2, 800)
    assert (report.situation.name, report.situation.source) == ("notice", "front-matter")
    assert lint_with(engine_of(HURRY.format(more="")), text, "billing").situation.source == "option"


def test_a_finding_names_the_exact_characters_of_the_source(engine_of, lint_with):
    text = "---\nsituation: notice\n---\r\nHi Ann,\r\n\r\nIt is late, so please hur\u00adry up.\r\n"
    finding = lint_with(engine_of(HURRY.format(more="")), text).findings[0]
    start, end = finding.place.start, finding.place.end
    assert text[start.offset : end.offset] == "hur\u00adry"
    assert (start.line, start.column, end.line, end.column) == (6, 23, 6, 29)
    assert finding.part == "opening"


def test_findings_come_in_the_order_of_the_message(lint):
    report = lint("Dear Customer,\n\nWe've missed you!\n\nAs a valued customer you get 20% off with code BACK.")
    offsets = [finding.place.start.offset for finding in report.findings]
    assert offsets == sorted(offsets)
    assert len(offsets) > 2


def test_the_score_is_eighty_and_all_the_points(lint):
    report = lint("Dear Customer,\n\nWe've missed you!\n\nThank you for your order of the blue kettle.\n\nSam")
    assert report.score == 800 + sum(f.points for f in (*report.findings, *report.strengths))
    assert sum(points for _, points in report.principles) == report.score - 800


def test_messages_do_not_depend_on_their_neighbours(rules):
    texts = ["We've missed you!", "Dear Customer,\n\nHurry.\n\nSam", "Thank you for the kettle.\n\nAnn"] * 20
    messages = [plain.read(Source(f"{number}.txt", text))[0] for number, text in enumerate(texts)]
    together = list(Engine(rules).lint(messages))
    for message, report in zip(messages[:3], together, strict=False):
        assert next(Engine(rules).lint([message])) == report
    assert [r.findings for r in together[3:6]] == [r.findings for r in together[:3]]
