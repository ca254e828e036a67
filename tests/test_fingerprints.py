"""A fingerprint tells a finding from all others of its file, and stays when lines move."""

import pytest
from reports import HASTE, LONGING, MAIL, found, mail, run

from tonelint.report import HiddenBy, Suppressed
from tonelint.writers.fingerprints import identified
from tonelint.writers.paths import from_root, uri

TWICE = "We longed for you. Yes, we longed for you.\nWe longed for you.\n"


def fingerprints(*files):
    return [one.fingerprint for one in identified(run(*files))]


def test_moved_lines_and_other_quotes_change_no_fingerprint():
    before = mail(found(LONGING, "We longed for you", sentence="We'd longed for you."))
    moved = f"Dear Ann,\n\nIt is May.\n\n{MAIL}"
    after = mail(found(LONGING, "We longed for you", moved, sentence="We’d  LONGED for you!"), text=moved)
    assert fingerprints(before) == fingerprints(after)


def test_another_rule_or_another_sentence_is_another_fingerprint():
    one, other = found(LONGING, "We longed for you"), found(HASTE, "We longed for you")
    elsewhere = found(LONGING, "Hurry, act\nnow")
    assert len(set(fingerprints(mail(one, other, elsewhere)))) == 3


def test_equal_findings_of_a_file_are_told_apart_by_their_number():
    same = {"sentence": "We longed for you."}
    findings = [found(LONGING, "We longed for you", TWICE, **same), found(LONGING, "we longed for you", TWICE, **same)]
    first, second = fingerprints(mail(*findings, text=TWICE))
    assert (first.partition(":")[0], first[-2:], second[-2:]) == (second.partition(":")[0], ":1", ":2")


def test_hiding_one_of_two_equal_findings_changes_neither():
    same = {"sentence": "We longed for you."}
    first, second = found(LONGING, "We longed for you", TWICE, **same), found(LONGING, "we longed for you", TWICE, **same)
    assert fingerprints(mail(first, second, text=TWICE)) == fingerprints(
        mail(second, text=TWICE, suppressed=[Suppressed(first, HiddenBy.COMMENT)])
    )


def test_what_is_said_of_a_whole_message_goes_by_its_label():
    def of(label):
        return mail(found(LONGING, "Ann", sentence=""), path="mails.yml", label=label)

    assert fingerprints(of("welcome"), of("goodbye"))[1:] == fingerprints(of("goodbye"))


@pytest.mark.parametrize(
    ("path", "root", "seen", "address"),
    [
        ("emails/a b.txt", ".", "emails/a b.txt", "emails/a%20b.txt"),
        ("./emails/ä#1.txt", ".", "emails/ä#1.txt", "emails/%C3%A4%231.txt"),
        ("emails/../c:d.txt", ".", "c:d.txt", "c%3Ad.txt"),
        ("a.txt", "..", "work/a.txt", "work/a.txt"),
        ("../a.txt", ".", "../a.txt", "../a.txt"),
        ("/other/a b.txt", ".", "/other/a b.txt", "file:///other/a%20b.txt"),
        ("caf\udce9.txt", ".", "caf\udce9.txt", "caf%E9.txt"),
        ("-", ".", "-", "-"),
    ],
)
def test_a_path_is_seen_from_the_root_of_the_repository(path, root, seen, address, tmp_path, monkeypatch):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("GITHUB_WORKSPACE", str((work / root).resolve()))
    assert (from_root(path), uri(path)) == (seen, address)


def test_without_a_build_server_the_root_is_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert from_root(str(tmp_path / "emails" / "a.txt")) == "emails/a.txt"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "emails"))
    assert from_root(str(tmp_path / "emails" / "a.txt")) == "a.txt"
