"""What the command line shows of a configuration: what is in force, where that is said, and what is off."""

import json
from dataclasses import replace

import pytest

from tonelint.cli import run

CONFIG = """\
extend = "base.toml"
ignore = [
  "volume",
  "manner/archaic",
]
exclude = ["drafts/"]
[severity]
"manner/pert" = "suggestion"
[[overrides]]
files = "mails/**"
situation = "survey"
severity."manner/pert" = "warning"
min-score = 60
delimiters = [{ open = "<~", close = "~>" }]
"""
BASE = '[severity]\n"manner/pert" = "error"\n"volume/loud" = "error"\n[points]\n"manner/pert" = 7.5\n'


@pytest.fixture(name="shown")
def _shown(repository, capfd):
    """Run a command and return the lines of its answer."""
    repository.write({"tonelint.toml": CONFIG, "base.toml": BASE, "mails/a.txt": "Hi.\n", "drafts/b.txt": "Hi.\n"})

    def shown(*command):
        assert run(command) == 0
        found = capfd.readouterr()
        assert found.err == ""
        return found.out.splitlines()

    return shown


def test_config_says_what_is_in_force_for_a_file_and_where_it_is_said(shown):
    assert shown("config", "mails/a.txt") == [
        'situation = "survey"                                          # tonelint.toml:11',
        'ignore = ["volume", "manner/archaic"]                         # tonelint.toml:2',
        'severity = {"manner/pert": "warning"}                         # tonelint.toml:12',
        'severity = {"volume/loud": "error"}                           # base.toml:3',
        'points = {"manner/pert": 7.5}                                 # base.toml:5',
        "min-score = 60                                                # tonelint.toml:13",
        'delimiters = [{"open": "<~", "close": "~>", "holds": "both"}]  # tonelint.toml:14',
        'exclude = ["drafts/"]                                         # tonelint.toml:6',
    ]


def test_config_says_it_for_a_folder_without_the_overrides(shown):
    lines = [
        'ignore = ["volume", "manner/archaic"]     # tonelint.toml:2',
        'severity = {"manner/pert": "suggestion"}  # tonelint.toml:8',
        'severity = {"volume/loud": "error"}       # base.toml:3',
        'points = {"manner/pert": 7.5}             # base.toml:5',
        'exclude = ["drafts/"]                     # tonelint.toml:6',
    ]
    assert shown("config") == shown("config", "mails") == lines
    assert shown("config", "drafts/b.txt") == ["drafts/b.txt is excluded: no check reads it", *lines]
    assert shown("config", "--no-config") == ["no configuration: everything is as it comes"]


def test_config_says_it_for_programs_too(shown):
    data = json.loads("\n".join(shown("config", "mails/a.txt", "--format", "json")))
    assert (data["path"], data["excluded"]) == ("mails/a.txt", False)
    assert data["values"][:3] == [
        {"key": "situation", "value": "survey", "from": "tonelint.toml:11"},
        {"key": "ignore", "value": ["volume", "manner/archaic"], "from": "tonelint.toml:2"},
        {"key": "severity", "value": {"manner/pert": "warning"}, "from": "tonelint.toml:12"},
    ]


def test_rules_shows_what_the_configuration_changed_and_switched_off_and_where(shown):
    assert [line.rstrip() for line in shown("rules")] == [
        "manner",
        "archaic  warning     Say it in another way.",
        "                     off in tonelint.toml:4",
        "pert     suggestion  Say it in another way.",
        "                     severity from tonelint.toml:8",
        "                     points from base.toml:5",
        "warm     strength    Say it in another way.",
        "",
        "volume",
        "hushed  suggestion  Say it in another way.",
        "                    off in tonelint.toml:3",
        "loud    error       Say it in another way.",
        "                    off in tonelint.toml:3",
        "",
    ]


def states(lines):
    return {rule["id"]: rule["off"] for rule in json.loads("\n".join(lines))}


def test_rules_tells_programs_what_is_off(shown):
    assert states(shown("rules", "--format", "json")) == {
        "manner/archaic": "tonelint.toml:4",
        "manner/pert": None,
        "manner/warm": None,
        "volume/hushed": "tonelint.toml:3",
        "volume/loud": "tonelint.toml:3",
    }
    (pert,) = [rule for rule in json.loads("\n".join(shown("rules", "--format", "json"))) if rule["id"] == "manner/pert"]
    assert (pert["severity"], pert["points"], pert["in_force"]) == ("suggestion", 7.5, True)
    assert pert["changed"] == {"severity": "tonelint.toml:8", "points": "base.toml:5"}


def test_rules_tells_situations_and_defaults_and_leaves_out_what_its_own_options_do(shown):
    assert states(shown("rules", "--no-config", "--situation", "survey", "--select", "volume", "--format", "json")) == {
        "volume/loud": "situation survey",
    }
    assert states(shown("rules", "--no-config", "--ignore", "manner", "--format", "json")) == {
        "volume/hushed": "default",
        "volume/loud": None,
    }


def test_rules_is_told_by_a_configuration_which_situation_there_is(shown, repository):
    repository.write({"tonelint.toml": 'situation = "survey"\nselect = ["volume"]\n'})
    assert states(shown("rules", "--format", "json")) == {
        **dict.fromkeys(["manner/archaic", "manner/pert", "manner/warm"], "tonelint.toml:2"),
        "volume/hushed": "tonelint.toml:2",
        "volume/loud": "situation survey",
    }


def test_a_rule_may_be_called_by_the_name_it_had_and_is_shown_where_that_is_said(shown, repository, few_rules, monkeypatch):
    monkeypatch.setattr("tonelint.ruleset.load", lambda *_, **__: replace(few_rules, renamed={"manner/old": "manner/pert"}))
    repository.write({"tonelint.toml": 'ignore = [\n  "manner/old",\n]\n\n[severity]\n"manner/old" = "warning"\n'})
    monkeypatch.setattr("tonelint.errors.warnings.warn", lambda *_, **__: None)
    (pert,) = [rule for rule in json.loads("\n".join(shown("rules", "--format", "json"))) if rule["id"] == "manner/pert"]
    assert (pert["off"], pert["severity"], pert["changed"]) == ("tonelint.toml:2", "warning", {"severity": "tonelint.toml:6"})


def test_files_says_what_is_excluded_and_how_the_rest_is_read(shown, repository):
    repository.write({"tonelint.toml": 'exclude = "drafts/"\n[[overrides]]\nfiles = "*.x"\ninput-format = "html"\n', "c.x": "Hi"})
    assert shown("files") == [
        "left      base.toml",
        "html      c.x",
        "excluded  drafts/b.txt",
        "text      mails/a.txt",
        "left      tonelint.toml",
    ]
    assert shown("files", "--left", "drafts") == ["excluded  drafts/b.txt"]
    assert json.loads("\n".join(shown("files", "drafts", "--format", "json"))) == [{"path": "drafts/b.txt", "format": None}]


def test_explain_says_how_to_switch_a_rule_off_for_good(shown):
    assert "  or for all files, or those of an override, in tonelint.toml: ignore =" in shown("explain", "manner/pert")


def test_config_shows_every_change_of_a_word_list(shown, repository):
    repository.write(
        {
            "tonelint.toml": 'extend = "base.toml"\n[words]\nhurry = { add = ["asap"] }\n',
            "base.toml": '[words.hurry]\nreplace = ["quick"]\n',
        }
    )
    assert shown("config") == [
        'words = {"hurry": {"replace": ["quick"]}}  # base.toml:1',
        'words = {"hurry": {"add": ["asap"]}}       # tonelint.toml:3',
    ]
