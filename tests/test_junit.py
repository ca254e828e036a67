"""JUnit's XML: what a build server makes of it."""

import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from reports import ANY, HASTE, LONGING, SMALL, any_reports, found, mail, run, written

from tonelint.finding import Severity
from tonelint.report import Bar, FileError
from tonelint.writers.junit import legal


def parsed(document):
    return ET.fromstring(document)  # noqa: S314 - we wrote it


def suites(report):
    return parsed(written("junit", report))


def outcome(case):
    return next((child.tag for child in case if child.tag != "system-out"), "passed")


def test_the_whole_output():
    assert written("junit", SMALL) == WHOLE


def test_a_message_passes_when_its_findings_are_below_the_bar():
    (case,) = suites(run(mail(found(HASTE, "Hurry")))).iter("testcase")
    assert outcome(case) == "passed"
    assert 'line 4, column 1: warning freedom/haste, -4.0: "Hurry"' in case.findtext("system-out")


def test_the_bar_of_each_message_decides():
    strict, lax, none = Bar(Severity.WARNING), Bar(), Bar(None)
    files = [mail(found(LONGING, "We longed"), found(HASTE, "Hurry"), path=f"{number}.txt", bar=bar)
             for number, bar in enumerate((strict, lax, none))]  # fmt: skip
    root = suites(run(*files))
    assert [outcome(case) for case in root.iter("testcase")] == ["failure", "failure", "passed"]
    assert [failure.get("message") for failure in root.iter("failure")] == ["1 error, 1 warning", "1 error"]
    assert [root.get(count) for count in ("tests", "failures", "errors")] == ["3", "2", "0"]


def test_a_score_under_the_least_one_is_a_failure_that_says_so():
    (failure,) = suites(run(mail(found(HASTE, "Hurry"), bar=Bar(score=800)))).iter("failure")
    assert failure.get("message") == failure.text == "score 76, at least 80 is asked for"


def test_messages_of_one_file_are_tests_of_one_suite_with_names_of_their_own():
    root = suites(run(*(mail(path="a.mbox", label=label) for label in ("mail 1", "mail 2", "mail 2")), errors=[FileError("a.mbox", "cut")]))
    (suite,) = root
    assert (suite.get("name"), suite.get("tests")) == ("a.mbox", "4")
    assert [case.get("name") for case in suite] == ["a.mbox, mail 1", "a.mbox, mail 2", "a.mbox, mail 2 (2)", "a.mbox"]
    assert [outcome(case) for case in suite] == ["passed"] * 3 + ["error"]


def test_characters_that_xml_does_not_allow_are_left_out():
    assert legal("a\x00b\x0bc\ud800d\uffffe\tf\ng \U0001f600") == "abcde\tf\ng \U0001f600"


@given(ANY)
def test_what_is_left_can_always_be_parsed(text):
    element = ET.Element("a", b=legal(text))
    element.text = legal(text)
    again = parsed(ET.tostring(element, encoding="unicode"))
    assert (again.tag, "b" in again.attrib, again.text or "") == ("a", True, re.sub("\r\n?", "\n", legal(text)))


@settings(max_examples=60, deadline=None)
@given(any_reports())
def test_the_document_can_be_parsed_whatever_the_texts_are(report):
    root = suites(report)
    assert len(list(root.iter("testcase"))) == len(report.files) + len(report.errors) == int(root.get("tests"))
    assert len(list(root.iter("error"))) == len(report.errors)
    assert len(list(root.iter("failure"))) == sum(file.fails for file in report.files)


def test_a_run_without_messages_has_no_tests():
    assert written("junit", run()) == (
        '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="tonelint" tests="0" failures="0" errors="0" time="0" />\n'
    )


WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="tonelint" tests="4" failures="1" errors="2" time="0">
  <testsuite name="emails/back.txt" tests="1" failures="0" errors="0" time="0">
    <testcase classname="tonelint" name="emails/back.txt" file="emails/back.txt" time="0">
      <system-out>score 82, situation win-back: 0 errors, 0 warnings, 0 suggestions
line 5: ignore sincerity/heat hides nothing
1 finding hidden: 1 by comment</system-out>
    </testcase>
  </testsuite>
  <testsuite name="emails/front.md" tests="1" failures="0" errors="1" time="0">
    <testcase classname="tonelint" name="emails/front.md:2:1" file="emails/front.md" time="0">
      <error message="unknown key 'situaton'" type="tonelint">unknown key 'situaton'</error>
    </testcase>
  </testsuite>
  <testsuite name="emails/winback.txt" tests="1" failures="1" errors="0" time="0">
    <testcase classname="tonelint" name="emails/winback.txt" file="emails/winback.txt" time="0">
      <failure message="1 error" type="tonelint">1 error
line 3, column 1: error sincerity/longing, -9.8: "We longed for you": A company can't long for a reader. Better: Say why you write.</failure>
      <system-out>score 68, situation win-back: 1 error, 1 warning, 0 suggestions
line 4, column 1: warning freedom/haste, -4.0: "Hurry, act now": This hurries the reader.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="gone.txt" tests="1" failures="0" errors="1" time="0">
    <testcase classname="tonelint" name="gone.txt" file="gone.txt" time="0">
      <error message="no such file or folder" type="tonelint">no such file or folder</error>
    </testcase>
  </testsuite>
</testsuites>
"""
