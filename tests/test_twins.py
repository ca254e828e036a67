"""The HTML and the text version of one message are one message."""

import json

import pytest

from tonelint.cli import run

TEXT = "Hi Priya,\n\nWe've missed you!\n\nBest,\nAnna\n"
PAGE = "<p>Hi Priya,</p><p>We&rsquo;ve <b>missed</b> you!</p><p>Best,<br>Anna</p>"


@pytest.fixture(name="report")
def _report(tmp_path, monkeypatch, capsys):
    """Write files, check the folder and return the JSON report."""

    def report(files, *options):
        monkeypatch.chdir(tmp_path)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        run(["check", "mails", "--format", "json", *options])
        return json.loads(capsys.readouterr().out)

    return report


@pytest.mark.parametrize(
    ("rich", "poor"),
    [
        ("mails/a.html", "mails/a.txt"),
        ("mails/a/content.html", "mails/a/content.txt"),
        ("mails/en-html.html.twig", "mails/en-plain.html.twig"),
        ("mails/html/a.html", "mails/text/a.txt"),
        ("mails/a.html.erb", "mails/a.text.erb"),
    ],
)
def test_twins_report_once(report, rich, poor):
    told = report({rich: PAGE, poor: TEXT})
    assert [(file["path"], len(file["findings"])) for file in told["files"]] == [(rich, 1)]
    assert told["twins"] == [{"path": poor, "of": rich}]


def test_what_only_the_text_version_says_is_still_judged(report):
    told = report({"mails/a.html": PAGE, "mails/a.txt": TEXT.replace("Best,", "Hurry, only 2 left!\n\nBest,")})
    found = {file["path"]: [finding["text"] for finding in file["findings"]] for file in told["files"]}
    assert found == {"mails/a.html": ["We’ve missed you"], "mails/a.txt": ["Hurry", "only 2 left"]}
    assert told["twins"] == []


def test_two_messages_of_one_kind_are_no_twins(report):
    told = report({"mails/a.txt": TEXT, "mails/b.txt": TEXT})
    assert [file["path"] for file in told["files"]] == ["mails/a.txt", "mails/b.txt"]


def test_an_mjml_source_stands_for_what_it_was_compiled_to(report):
    source = (
        "<mjml><mj-body><mj-text>Hi Priya,</mj-text><mj-text>We've missed you!</mj-text><mj-text>Best,<br/>Anna</mj-text></mj-body></mjml>"
    )
    told = report({"mails/a.mjml": source, "mails/a.html": PAGE})
    assert [file["path"] for file in told["files"]] == ["mails/a.mjml"]


@pytest.mark.parametrize("glob", ["*_to_manager.txt", "staff", "mails/staff/*", "staff/**"])
def test_files_that_go_to_staff_can_be_left_out_by_path(report, glob):
    told = report({"mails/a.txt": TEXT, "mails/staff/b_to_manager.txt": TEXT}, "--exclude", glob)
    assert [file["path"] for file in told["files"]] == ["mails/a.txt"]
