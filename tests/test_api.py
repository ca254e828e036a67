"""The embedding API: what it costs, what it gives, what it refuses, and from how many threads."""

import json
import os
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import tonelint
from tonelint.cli import run

ROOT = Path(__file__).parent.parent
SOME = ("freedom/urgency", "sincerity/false-intimacy", "recognition/name-used")
pytestmark = pytest.mark.usefixtures("loaded")
TEXT = "Hi Ann,\n\nWe've missed you! Act now to keep your discount.\n\nSam\n"


def check(text=TEXT, **options):
    return tonelint.check_text(text, select=SOME, **options)


def test_importing_it_imports_nothing_else():
    code = "import sys; before = set(sys.modules); import tonelint; print(sorted(set(sys.modules) - before), tonelint.__version__)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == f"['tonelint'] {tonelint.__version__}\n"


def test_every_name_is_there_and_no_other():
    assert all(hasattr(tonelint, name) for name in tonelint.__all__)
    assert dir(tonelint) == sorted([*tonelint.__all__, "__version__"])
    with pytest.raises(AttributeError, match="module 'tonelint' has no attribute 'chek_text'"):
        _ = tonelint.chek_text


def test_mypy_sees_the_types_of_a_script(tmp_path):
    (tmp_path / "script.py").write_text(
        "import tonelint\n"
        "score: int = tonelint.check_text('Hi').score\n"
        "for message in tonelint.check_paths('mails', config=False).messages:\n"
        "    reveal_type([finding.severity for finding in message.findings])\n"
        "tonelint.Linter(selct='freedom')\n"
        "tonelint.chek_text('Hi')\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "script.py"]
    environment = os.environ | {"MYPYPATH": str(ROOT)}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False).stdout
    assert re.findall(r"^script.py:(\d+): error: .*\[(.*)\]$", told, re.M) == [
        ("2", "assignment"),
        ("5", "call-arg"),
        ("6", "attr-defined"),
    ]
    assert {"suggestion", "warning", "error"} == set(re.findall(r"'(\w+)'", re.search(r"^script.py:4: note: (.*)$", told, re.M)[1]))


def test_a_text_gives_a_report_in_plain_values():
    report = check(situation="win-back")
    assert (report.path, report.label, report.format, report.situation, report.score, report.fails) == (
        "<text>", "", "text", "win-back", 64.8, True
    )  # fmt: skip
    assert report.principles == {
        "recognition": 3.0, "ownership": 0.0, "freedom": -4.8, "sincerity": -13.4, "generosity": 0.0, "humanity": 0.0
    }  # fmt: skip
    assert report.findings[1] == tonelint.Finding(
        rule="freedom/urgency",
        severity="warning",
        message="The reader is hurried: this presses for a fast answer where there is room for a choice.",
        suggestion=report.findings[1].suggestion,
        points=-4.8,
        text="Act now",
        part="opening",
        start=27,
        end=34,
        line=3,
        column=19,
        end_line=3,
        end_column=26,
    )
    assert [(one.principle, one.points, one.text) for one in report.strengths] == [("recognition", 3.0, "Ann")]


@pytest.mark.parametrize("before", ["", "\ufeff", "\ud83d 😀\r\n"])
def test_offsets_are_those_of_the_text_that_was_given(before):
    text = f"{before}<p>Hi Ann,</p>\r\n<p>We've <b>missed</b>\r\nyou!</p>"
    finding = check(text, format="html").findings[0]
    assert (text[finding.start : finding.end], finding.text) == ("We've <b>missed</b>\r\nyou", "We've missed you")


def test_what_is_given_for_a_text_goes_before_what_it_says_itself():
    text = "---\nsituation: apology\n---\n<p>Hi Ann,</p><p>Act now!</p>"
    assert (check(text).format, check(text).situation) == ("html", "apology")
    assert check(text, format="text", situation="billing").situation == "billing"
    assert check(text, format="text").format == "text"
    assert check(text, filename="mails/hurry.md").format == "markdown"
    assert check(text, filename="mails/hurry.md").path == "mails/hurry.md"


def test_bytes_are_read_as_a_file():
    mail = (
        "From: sam@fernway.example\r\nSubject: =?utf-8?q?Act_now?=\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nHi Zoë, hello.\r\n"
    )
    report = check(mail.encode("latin-1"), format="eml")
    assert [(one.rule, one.part, one.text) for one in (*report.findings, *report.strengths)] == [
        ("freedom/urgency", "subject", "Act now"),
        ("recognition/name-used", "greeting", "Zoë"),
    ]


def test_a_text_reads_no_configuration_unless_it_is_told_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tonelint.toml").write_text('select = ["freedom/urgency"]\nmin-score = 90\n', encoding="utf-8")
    (tmp_path / "mails").mkdir()
    assert len(check().findings) == 2
    for report in (
        tonelint.check_text(TEXT, config=tmp_path / "tonelint.toml"),
        tonelint.Linter(config=True).check_text(TEXT, filename="mails/hurry.txt"),
    ):
        assert ([finding.rule for finding in report.findings], report.fails) == (["freedom/urgency"], True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "freedom/urgncy"}, "unknown rule or principle 'freedom/urgncy'; did you mean 'freedom/urgency'?"),
        ({"ignore": ["humanty"]}, "unknown rule or principle 'humanty'; did you mean 'humanity'?"),
        ({"situation": "apologie"}, "unknown situation 'apologie'; did you mean 'apology'?"),
        ({"format": "htm"}, "unknown format 'htm'; did you mean 'html'?"),
        ({"config": "gone.toml"}, "gone.toml: cannot be read: no such file or directory"),
    ],
)
def test_a_mistake_of_the_caller_is_told(options, message):
    with pytest.raises(tonelint.TonelintError) as raised:
        tonelint.check_text(TEXT, **options)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty: there is no text in it to check"),
        (" \r\n\n", "empty: there is no text in it to check"),
        ("Hi\0Ann", "a binary file, not a message"),
        (b"caf\xe9", "not UTF-8: byte 0xE9 at line 1, column 4"),
        ("---\nsituation: apologie\n---\nHi Ann.", "<text>:2:12: unknown situation 'apologie'; did you mean 'apology'?"),
        ("From a@b.example Mon Jan  1 2024\nSubject: One\n\nHi.\n\nFrom a@b.example Mon Jan  1 2024\nSubject: Two\n\nHi.\n", "2 messages in a text"),
        ("p { color: red }\na { color: red }\nb { color: red }\n", "no messages in a text"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_told(text, message):
    with pytest.raises(tonelint.TonelintError) as raised:
        check(text)
    assert str(raised.value).startswith(message)


def test_paths_give_the_report_of_the_command_line(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tonelint.toml").write_text('situation = "billing"\nfail-on = "never"\n', encoding="utf-8")
    (tmp_path / "hurry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kind.txt").write_text("Hi Ann,\n\nThe form is open until 3 May.\n\nSam\n", encoding="utf-8")
    report = tonelint.check_paths([tmp_path / "hurry.txt", "kind.txt", "gone.txt"], select=SOME)
    run(["check", str(tmp_path / "hurry.txt"), "kind.txt", "gone.txt", *(f"--select={name}" for name in SOME), "--format", "json"])
    assert report.to_dict() == json.loads(capfd.readouterr().out)
    assert [message.to_dict() for message in report.messages] == report.to_dict()["files"]
    assert [(message.path, message.situation, message.fails) for message in report.messages] == [
        (str(tmp_path / "hurry.txt"), "billing", False),
        ("kind.txt", "billing", False),
    ]
    assert [str(error) for error in report.errors] == ["gone.txt: no such file or folder"]
    assert not report.fails
    assert tonelint.check_paths("hurry.txt", select=SOME, config=False).fails


def test_what_a_report_gives_away_does_not_change_it():
    report = check()
    report.to_dict()["findings"].clear()
    assert report.to_dict()["findings"]


def test_a_report_and_a_linter_can_be_sent_to_another_process():
    linter = tonelint.Linter(select=SOME)
    report, sent = pickle.loads(pickle.dumps((check(), linter)))  # noqa: S301 - our own bytes
    assert report == sent.check_text(TEXT) == check()
    assert len(pickle.dumps(linter)) < 1000


def test_many_threads_get_what_one_gets(tmp_path):
    texts = [f"Hi Ann,\n\nWe have missed you {'so ' * number}much, and your cart misses you. Act now!\n\nSam\n" for number in range(10)]
    (tmp_path / "hurry.txt").write_text(TEXT, encoding="utf-8")
    linter = tonelint.Linter(select=SOME)
    alone = [linter.check_text(text) for text in texts]
    file = tonelint.check_paths(tmp_path, select=SOME)
    with ThreadPoolExecutor(8) as threads:
        files = [threads.submit(tonelint.check_paths, tmp_path, select=SOME) for _ in range(2)]
        assert list(threads.map(tonelint.Linter(select=SOME).check_text, texts)) == alone
        assert list(threads.map(check, texts)) == alone
        assert all(one.result() == file for one in files)


def test_the_environment_of_the_caller_is_left_alone():
    code = "import os; from tonelint.nlp import Parser; before = dict(os.environ); Parser().parse(['Hi.']); print(os.environ == before)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
