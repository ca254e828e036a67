"""Which rules a configuration puts in force, with which severity and points, and what fails a message."""

import pytest
from repositories import EVERYTHING

from tonelint.cli import run
from tonelint.finding import Severity

ALL = ["manner/archaic", "manner/pert", "manner/warm", "volume/loud"]
VOLUME = ["volume/loud"]


@pytest.mark.parametrize(
    ("text", "options", "names"),
    [
        ("", {}, ALL),
        ('select = ["volume"]', {}, VOLUME),
        ('select = ["volume", "manner/pert"]', {}, ["manner/pert", "volume/loud"]),
        ("select = []", {}, []),
        ('ignore = ["manner"]', {}, VOLUME),
        ('ignore = "manner/warm"', {}, ["manner/archaic", "manner/pert", "volume/loud"]),
        # One that is off by default must be named itself.
        ('enable = ["volume/hushed"]', {}, [*ALL[:3], "volume/hushed", "volume/loud"]),
        ('select = ["volume/hushed"]', {}, ["volume/hushed"]),
        ('enable = ["volume"]', {}, ALL),
        # In one place a rule's own name goes before its principle's, and of two equal ones what is ignored is.
        ('ignore = ["manner"]\nenable = ["manner/pert"]', {}, ["manner/pert", "volume/loud"]),
        ('ignore = ["manner"]\nselect = ["manner/pert"]', {}, ["manner/pert"]),
        ('ignore = ["manner/pert"]\nselect = ["manner"]', {}, ["manner/archaic", "manner/warm"]),
        ('ignore = ["manner"]\nenable = ["manner"]', {}, VOLUME),
        # Options go over the configuration: the last word counts.
        ('select = ["manner"]', {"select": ("volume",)}, VOLUME),
        ('select = ["manner"]', {"enable": ("volume",)}, ALL),
        ('ignore = ["manner"]', {"ignore": ("volume",)}, []),
        ('ignore = ["manner"]', {"select": ("manner",)}, ALL[:3]),
        ('ignore = ["manner"]', {"select": ("manner/pert",)}, ["manner/pert"]),
        ('ignore = ["manner"]', {"select": ("volume",)}, VOLUME),
        ('enable = ["volume/hushed"]', {"ignore": ("volume",)}, ALL[:3]),
        # What was ignored by its own name is not meant where its principle is.
        ('ignore = ["manner/pert"]', {"select": ("manner",)}, ["manner/archaic", "manner/warm"]),
        ('ignore = ["manner/pert"]', {"enable": ("manner",)}, ["manner/archaic", "manner/warm", "volume/loud"]),
        ('ignore = ["manner/pert"]', {"enable": ("manner/pert",)}, ALL),
    ],
)
def test_the_last_word_on_a_rule_counts_and_its_own_name_more_than_its_principles(repository, text, options, names):
    repository.write({"tonelint.toml": text})
    assert repository.in_force("a.txt", **options) == names


def test_an_extended_file_an_override_and_the_options_follow_one_another(repository):
    repository.write(
        {
            "tonelint.toml": 'extend = "base.toml"\nenable = "manner/pert"\n[[overrides]]\nfiles = "b.txt"\nenable = "manner"\n'
            '[[overrides]]\nfiles = "*.txt"\nignore = "volume"\n',
            "base.toml": 'ignore = ["manner"]\n[[overrides]]\nfiles = "b.txt"\nignore = "manner/warm"\n',
        }
    )
    assert repository.in_force("a.html") == ["manner/pert", "volume/loud"]
    assert repository.in_force("a.txt") == ["manner/pert"]
    assert repository.in_force("b.txt") == ["manner/archaic", "manner/pert"]
    assert repository.in_force("b.txt", ignore=("manner",)) == []


def test_a_severity_of_ones_own_holds_in_every_situation(repository):
    text = '[severity]\n"volume/loud" = "warning"\n'
    repository.write({"a.txt": "Wow, it is new.\n", "tonelint.toml": text})
    for options in ({}, {"situation": "marketing"}):
        (report,) = repository.lint("a.txt", **options).files
        assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    (report,) = repository.lint("a.txt", situation="marketing", no_config=True).files
    assert [finding.severity for finding in report.findings] == [Severity.ERROR]


def test_points_of_ones_own_make_the_score(repository):
    repository.write({"a.txt": "Wow, oi, dear friend.\n", "tonelint.toml": '[points]\n"volume/loud" = 20\n"manner/warm" = 10\n'})
    points = {}
    for no_config in (True, False):
        (report,) = repository.lint("a.txt", no_config=no_config).files
        points[no_config] = {finding.rule: finding.points for finding in (*report.findings, *report.strengths)}
        assert report.score == 800 + sum(points[no_config].values())
    assert points[False]["volume/loud"] < -150 < points[True]["volume/loud"]
    assert points[False]["manner/warm"] > 2 * points[True]["manner/warm"]
    assert points[False]["manner/pert"] == pytest.approx(points[True]["manner/pert"], rel=0.1)


def test_a_table_of_an_override_changes_the_rules_that_it_names_alone(repository):
    repository.write(
        {
            "tonelint.toml": 'severity = { "volume/loud" = "error", "manner/pert" = "warning" }\n'
            '[[overrides]]\nfiles = "b.txt"\nseverity."volume/loud" = "suggestion"\n'
        }
    )
    values = {path: repository.project().of(path).values.severity for path in ("a.txt", "b.txt")}
    assert values == {
        "a.txt": {"volume/loud": Severity.ERROR, "manner/pert": Severity.WARNING},
        "b.txt": {"volume/loud": Severity.SUGGESTION, "manner/pert": Severity.WARNING},
    }


BARS = """\
fail-on = "warning"
[[overrides]]
files = "soft/"
fail-on = "never"
[[overrides]]
files = "high/"
min-score = 90.5
"""


@pytest.mark.parametrize(
    ("path", "text", "options", "fails"),
    [
        ("a.txt", "Verily.", {}, True),
        ("a.txt", "Wow.", {}, False),
        ("soft/a.txt", "Oi.", {}, False),
        ("soft/a.txt", "Oi.", {"fail_on": "error"}, True),
        ("soft/a.txt", "Oi.", {"min_score": 75.0}, True),
        ("high/a.txt", "Dear friend.", {}, True),
        ("high/a.txt", "Dear friend.", {"min_score": 80.0}, False),
    ],
)
def test_the_bar_is_that_of_the_files_path(repository, path, text, options, fails):
    repository.write({"tonelint.toml": BARS, path: text})
    report = repository.lint(path, **options)
    assert report.fails is fails


def test_one_message_under_its_bar_fails_the_run(repository, capfd):
    repository.write({"tonelint.toml": BARS, "soft/a.txt": EVERYTHING, "high/b.txt": "Dear friend.\n"})
    assert run(["check", "soft"]) == 0
    assert run(["check", "soft", "high"]) == 1
    assert run(["check", "soft", "high", "--min-score", "10"]) == 0
    assert capfd.readouterr().err == ""
