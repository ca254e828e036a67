"""What a configuration says for files by their paths: what they are for, how they are read, and which are left out."""

import io
import json

import pytest
from repositories import EVERYTHING

from tonelint.cli import run


def situation(repository, path, **options):
    (report,) = repository.lint(path, **options).files
    return report.situation.name, report.situation.source


def test_a_situation_goes_over_what_would_be_detected_and_under_what_a_message_says(repository):
    repository.write(
        {
            "tonelint.toml": 'situation = "notice"\n[[overrides]]\nfiles = "sales/"\nsituation = "marketing"\n',
            "a.txt": "Hello.\n",
            "sales/b.txt": "Hello.\n",
            "sales/c.txt": "---\nsituation: survey\n---\nHello.\n",
        }
    )
    assert situation(repository, "a.txt", no_config=True)[1] == "detected"
    assert situation(repository, "a.txt") == ("notice", "configuration")
    assert situation(repository, "sales/b.txt") == ("marketing", "configuration")
    assert situation(repository, "sales/c.txt") == ("survey", "front-matter")
    assert situation(repository, "sales/c.txt", situation="billing") == ("billing", "option")


def test_a_situation_switches_off_the_rules_that_make_no_sense_in_it(repository):
    repository.write({"tonelint.toml": '[[overrides]]\nfiles = "b.txt"\nsituation = "survey"\n', "a.txt": "Wow.\n", "b.txt": "Wow.\n"})
    assert repository.marked(ignore=("manner",)) == {"a.txt": ["volume/loud"], "b.txt": []}


def test_what_is_excluded_is_left_out_though_it_is_named(repository):
    repository.write(
        {
            "tonelint.toml": 'exclude = ["*_staff.txt", "drafts/", "./old"]\n',
            **dict.fromkeys(["a.txt", "a_staff.txt", "x/drafts/b.txt", "old/c.txt", "x/old/d.txt"], "Oi.\n"),
        }
    )
    assert list(repository.marked()) == ["a.txt", "x/old/d.txt"]
    assert repository.marked("a_staff.txt", "x/drafts/b.txt", "old") == {}
    assert repository.lint("a_staff.txt").errors == ()
    assert list(repository.marked(exclude=("a.txt",))) == ["x/old/d.txt"]
    assert list(repository.marked("old/c.txt", no_config=True)) == ["old/c.txt"]


def test_patterns_are_below_the_folder_of_the_file_that_says_them(repository, monkeypatch):
    repository.write({"tonelint.toml": 'exclude = ["mails/old"]\n', "mails/old/a.txt": "Oi.\n", "mails/mails/old/b.txt": "Oi.\n"})
    monkeypatch.chdir(repository.root / "mails")
    assert list(repository.marked()) == ["mails/old/b.txt"]
    # Those of an option are written by somebody who may stand anywhere.
    assert list(repository.marked(exclude=("mails/old",))) == []


def test_a_pattern_of_an_extended_file_without_a_slash_is_for_any_folder_and_another_for_its_own(repository):
    repository.write(
        {
            "tonelint.toml": 'extend = "shared/base.toml"\n',
            "shared/base.toml": 'exclude = ["*_staff.txt", "mails/old"]\n',
            **dict.fromkeys(["mails/old/a.txt", "mails/b_staff.txt", "shared/mails/old/c.txt"], "Oi.\n"),
        }
    )
    assert list(repository.marked()) == ["mails/old/a.txt"]


def test_names_of_products_are_for_the_files_of_their_override_too(repository):
    repository.write(
        {
            "tonelint.toml": 'products = ["Wow Box"]\n[[overrides]]\nfiles = "b.txt"\nproducts = ["Oi Oi"]\n',
            "a.txt": "The Wow Box of Oi Oi.\n",
            "b.txt": "The Wow Box of Oi Oi.\n",
        }
    )
    assert repository.marked() == {"a.txt": ["manner/pert", "manner/pert"], "b.txt": []}


def test_a_format_that_is_said_for_a_path_is_read_wherever_it_is_found(repository):
    repository.write(
        {
            "tonelint.toml": '[[overrides]]\nfiles = ["*.copy", "pages/*.md"]\ninput-format = "html"\n',
            "a.copy": "<p>O<b>i</b>.</p>",
            "pages/b.md": "<p>Oi.</p>",
            "other/c.md": "Oi.\n",
            "d.css": "Oi.\n",
        }
    )
    report = repository.lint()
    assert [(file.source.path, file.format, len(file.findings)) for file in report.files] == [
        ("a.copy", "html", 1),
        ("pages/b.md", "html", 1),
    ]
    assert repository.lint(no_config=True).files == ()


def test_the_keys_of_catalogues_are_said_by_path(repository):
    text = json.dumps({"mail": {"hi": "Oi."}, "menu": {"hi": "Oi."}})
    repository.write(
        {
            "tonelint.toml": '[[overrides]]\nfiles = "locales/"\nkeys = ["mail.**"]\n',
            "locales/en.json": text,
            "package.json": text,
            "a.txt": "Hi.",
        }
    )
    assert [(file.source.path, file.label) for file in repository.lint().files] == [("a.txt", ""), ("locales/en.json", "mail.hi")]


def test_delimiters_of_ones_own_are_said_by_path(repository):
    text = "Hi (:# oi :)Ann.\n"
    mark = 'delimiters = [{ open = "(:#", close = ":)", holds = "comment" }]\n'
    repository.write({"tonelint.toml": f'[[overrides]]\nfiles = "b.txt"\n{mark}', "a.txt": text, "b.txt": text})
    assert repository.marked() == {"a.txt": ["manner/pert"], "b.txt": []}


def test_what_comes_on_standard_input_is_under_the_configuration_of_its_name(repository, monkeypatch):
    repository.write({"mails/tonelint.toml": 'exclude = "x.txt"\n[[overrides]]\nfiles = "b.txt"\nignore = "manner"\n'})
    for name, found in (("mails/a.txt", 1), ("mails/b.txt", 0), (None, 1)):
        monkeypatch.setattr("sys.stdin", Piped(b"Oi.\n"))
        (report,) = repository.lint("-", stdin_filename=name).files
        assert len(report.findings) == found
    assert repository.lint("-", stdin_filename="mails/x.txt").files == ()


class Piped:
    """Standard input with some bytes on it."""

    def __init__(self, data):
        self.buffer = io.BytesIO(data)


def test_without_a_path_those_of_the_configuration_are_checked(repository, monkeypatch, capfd):
    repository.write(
        {"tonelint.toml": 'paths = ["mails", "x/*.html"]\n', **dict.fromkeys(["mails/a.txt", "x/b.html", "x/c.txt"], EVERYTHING)}
    )
    assert run(["check", "--format", "concise", "--select", "manner/pert"]) == 1
    assert [line.split(":")[0] for line in capfd.readouterr().out.splitlines()] == ["mails/a.txt", "x/b.html"]
    monkeypatch.chdir(repository.root / "x")
    assert run(["check", "--format", "concise", "--select", "manner/pert"]) == 1
    assert [line.split(":")[0] for line in capfd.readouterr().out.splitlines()] == [str(repository.root / "mails/a.txt"), "b.html"]


def test_a_project_of_several_configurations_is_checked_in_one_go(repository):
    repository.write(
        {
            "tonelint.toml": 'ignore = "volume"\n',
            "de/tonelint.toml": 'ignore = "manner"\nsituation = "marketing"\n',
            "fr/tonelint.toml": 'extend = "../tonelint.toml"\nignore = "manner/pert"\n',
            **dict.fromkeys(["a.txt", "de/a.txt", "fr/a.txt"], EVERYTHING),
        }
    )
    assert repository.marked() == {
        "a.txt": ["manner/archaic", "manner/pert"],
        "de/a.txt": ["volume/loud"],
        "fr/a.txt": ["manner/archaic"],
    }


@pytest.mark.parametrize("path", ["mails/a.txt", "./mails/a.txt", "mails/../mails/a.txt"])
def test_a_path_may_be_written_in_any_way(repository, path):
    repository.write({"tonelint.toml": '[[overrides]]\nfiles = "mails/a.txt"\nignore = "manner"\n', "mails/a.txt": "Oi.\n"})
    assert list(repository.marked(path).values()) == [[]]
