"""The SARIF report: valid by the schema of the standard, and what GitHub asks of it."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft4Validator
from reports import HASTE, HEAT, LONGING, NAMED, SMALL, any_reports, found, mail, run, written

from tonelint import __version__
from tonelint.finding import Fix
from tonelint.report import FileError, HiddenBy, Suppressed

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def log_of(report):
    log = json.loads(written("sarif", report))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    return log["runs"][0]


def test_the_schema_refuses_what_is_no_sarif():
    log = json.loads(written("sarif", SMALL))
    log["runs"][0]["results"][0]["level"] = "fatal"
    log["runs"][0]["colour"] = "red"
    assert len(list(VALIDATOR.iter_errors(log))) == 2


def test_a_finding_is_a_result_at_its_place():
    run_ = log_of(SMALL)
    assert run_["results"][0] == {
        "ruleId": "sincerity/longing",
        "ruleIndex": 2,
        "level": "error",
        "message": {"text": "A company can't long for a reader. Better: Say why you write."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "emails/winback.txt", "uriBaseId": "%SRCROOT%", "index": 0},
                    "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 18, "charOffset": 9, "charLength": 17},
                }
            }
        ],
        "partialFingerprints": {"tonelint/v1": "b6e3b6957a5dd2f0efceccccc2161913:1"},
        "suppressions": [],
        "properties": {"points": -9.8, "part": "body", "text": "We longed for you"},
    }


def test_a_fix_says_what_to_put_in_and_where():
    finding = found(LONGING, "longed")
    fixed = replace(finding, fix=Fix(finding.place, "looked", "longed"))
    (result,) = log_of(run(mail(fixed)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "looked"}}]


def test_a_rule_comes_with_its_help_and_a_strength_is_no_rule():
    rules = log_of(SMALL)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["freedom/haste", "sincerity/heat", "sincerity/longing"]
    assert rules[2] == {
        "id": "sincerity/longing",
        "shortDescription": {"text": "A company can't long for a reader."},
        "fullDescription": {"text": "It <knows> nobody."},
        "help": {
            "text": "It <knows> nobody.\n\nBetter: Say why you write.\n\nReferences:\n- Holm 2020, @journal\n- Chen 2021",
            "markdown": "It \\<knows\\> nobody.\n\n**Better:** Say why you write.\n\nReferences:\n\n"
            "- Holm 2020, @\u200bjournal\n- Chen 2021",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"principle": "sincerity", "points": 10.0, "tags": ["sincerity"]},
    }


def test_severities_are_levels_and_a_strength_is_no_result():
    report = run(mail(found(LONGING, "We longed"), found(HASTE, "Hurry"), found(HEAT, "☕"), found(NAMED, "Ann")))
    run_ = log_of(report)
    assert [result["level"] for result in run_["results"]] == ["error", "warning", "note"]
    assert run_["artifacts"][0]["properties"]["messages"] == [{"situation": "win-back", "score": 67.2, "strengths": 1}]


def test_regions_count_characters_and_not_bytes_or_halves_of_them():
    text = "🎈🎈 Hurry\r\nnow!\rWe longed"
    run_ = log_of(run(mail(found(HASTE, "Hurry\r\nnow", text), found(LONGING, "We longed", text), text=text)))
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run_["results"]]
    assert [tuple(region.values()) for region in regions] == [(1, 4, 2, 4, 3, 10), (3, 1, 3, 10, 15, 9)]
    assert (run_["columnKind"], run_["newlineSequences"]) == ("unicodeCodePoints", ["\r\n", "\n", "\r"])


@pytest.mark.parametrize(
    ("by", "kind"), [(HiddenBy.COMMENT, "inSource"), (HiddenBy.FRONT_MATTER, "inSource"), (HiddenBy.BASELINE, "external")]
)
def test_a_hidden_finding_is_a_result_with_what_hides_it(by, kind):
    hidden = [Suppressed(found(HASTE, "Hurry", points=-40), by, "the shop closes at six"), Suppressed(found(NAMED, "Ann"), by)]
    results = log_of(run(mail(found(LONGING, "We longed"), suppressed=hidden)))["results"]
    assert [result["suppressions"] for result in results] == [[], [{"kind": kind, "justification": "the shop closes at six"}]]
    assert [result["properties"]["points"] for result in results] == [-9.8, -4.0]


def test_what_could_not_be_read_makes_the_run_unsuccessful():
    assert log_of(SMALL)["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "no such file or folder"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "gone.txt", "uriBaseId": "%SRCROOT%"}}}],
                },
                {
                    "level": "error",
                    "message": {"text": "unknown key 'situaton'"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "emails/front.md", "uriBaseId": "%SRCROOT%"},
                                "region": {"startLine": 2, "startColumn": 1},
                            }
                        }
                    ],
                },
            ],
            "toolConfigurationNotifications": [
                {
                    "level": "warning",
                    "message": {"text": "ignore sincerity/heat hides nothing"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "emails/back.txt", "uriBaseId": "%SRCROOT%"},
                                "region": {
                                    "startLine": 5, "startColumn": 26, "endLine": 5, "endColumn": 27, "charOffset": 64, "charLength": 1,
                                },
                            }
                        }
                    ],
                }
            ],
        }
    ]  # fmt: skip


def test_a_run_without_messages_is_a_valid_log_that_names_its_rules():
    run_ = log_of(run())
    assert (run_["results"], run_["artifacts"], run_["invocations"][0]["executionSuccessful"]) == ([], [], True)
    assert run_["tool"]["driver"]["semanticVersion"] == __version__


def test_messages_of_one_file_share_its_artifact():
    files = [mail(found(LONGING, "We longed"), path=path, label=label) for path, label in (("a.mbox", "mail 1"), ("./a.mbox", "mail 2"))]
    run_ = log_of(run(*files))
    assert [artifact["location"]["uri"] for artifact in run_["artifacts"]] == ["a.mbox"]
    assert [message["message"] for message in run_["artifacts"][0]["properties"]["messages"]] == ["mail 1", "mail 2"]
    assert [result["properties"]["message"] for result in run_["results"]] == ["mail 1", "mail 2"]


def test_many_files_are_valid_and_each_result_leads_to_its_own():
    run_ = log_of(run(*(mail(found(HASTE, "Hurry"), path=f"mails/{number:03}.txt") for number in range(200))))
    for number, result in enumerate(run_["results"]):
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run_["artifacts"][location["index"]]["location"]["uri"] == location["uri"] == f"mails/{number:03}.txt"


def test_standard_input_is_no_file_of_the_repository():
    run_ = log_of(run(mail(found(LONGING, "We longed"), path="-"), errors=[FileError("-", "no text")]))
    location = {"uri": "-", "description": {"text": "Standard input."}}
    assert run_["artifacts"][0]["location"] == location
    assert run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {**location, "index": 0}


def test_a_finding_of_a_rule_that_the_report_does_not_know_is_written_all_the_same():
    result = log_of(run(mail(found(LONGING, "We longed")), rules=()))["results"][0]
    assert (result["ruleId"], "ruleIndex" in result) == ("sincerity/longing", False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(any_reports())
def test_the_log_is_valid_whatever_the_texts_are(report):
    run_ = log_of(report)
    assert len(run_["results"]) == sum(len(file.findings) + len(file.suppressed) for file in report.files)
    for artifact in run_["artifacts"]:
        uri = artifact["location"]["uri"]
        assert uri.isascii()
        assert set(unquote(uri)).isdisjoint("\0")
    prints = [(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["ruleId"], str(r["partialFingerprints"]))
              for r in run_["results"]]  # fmt: skip
    assert len(set(prints)) == len(prints)
