"""A rule that has another name now answers to the old one, wherever it is named, with one note."""

import warnings

import pytest

from tonelint import ruleset
from tonelint.cli import run
from tonelint.errors import InvalidFileError, RenamedWarning

RULE = """\
id: manner/archaic
severity: error
points: 10
message: Nobody says this any more.
why: Nobody speaks so.
any:
  - phrase: ["verily"]
examples:
  bad: ["Verily it rains.", "Verily it snows.", "Verily it pours.", "Verily it shines.", "Verily it thaws.", "Verily it clears."]
  good: [{text: "Lo, it is new.", also: style/behold}, "It is red.", "It is old.", "It is far.", "It is near.", "It is here."]
"""
OTHER = RULE.replace("archaic", "exclaiming").replace("verily", "lo").replace("Verily", "Lo")
OTHER = OTHER.replace('{text: "Lo, it is new.", also: style/behold}', '"It is new."')
NOTE = "note: style/quaint is now manner/archaic\n"


@pytest.fixture(autouse=True)
def _two_rules(house):
    """Build two rules in, both renamed."""
    table = "style/quaint: manner/archaic\nstyle/behold: manner/exclaiming\n"
    house({"rules/manner/archaic.yml": RULE, "rules/manner/exclaiming.yml": OTHER, "rules/renamed.yml": table})
    house({"mail.txt": "Verily it rains. Lo, it is new.\n"})


def test_the_program_has_a_table_and_it_holds(rules):
    assert set(rules.renamed.values()) <= {rule.id for rule in rules.rules}


def test_a_set_of_rules_tells_the_name_of_today():
    rules = ruleset.load()
    with pytest.warns(RenamedWarning, match=r"^style/quaint is now manner/archaic$"):
        assert rules.now("style/quaint") == "manner/archaic"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [rules.now(name) for name in ("manner/archaic", "manner", "nowhere/at-all")] == [
            "manner/archaic",
            "manner",
            "nowhere/at-all",
        ]
    assert rules.renamed == {"style/quaint": "manner/archaic", "style/behold": "manner/exclaiming"}
    assert rules.names() == ["manner", "manner/archaic", "manner/exclaiming", "style/behold", "style/quaint"]


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ("--select style/quaint", ["manner/archaic"]),
        ("--ignore style/quaint", ["manner/exclaiming"]),
        ("--ignore style/quaint --ignore style/quaint", ["manner/exclaiming"]),
    ],
)
def test_it_can_be_selected_and_ignored_by_its_old_name(options, left, capfd):
    run(["check", "mail.txt", "--format", "concise", *options.split()])
    shown = capfd.readouterr()
    assert [line.split()[2] for line in shown.out.splitlines()] == left
    assert shown.err == NOTE


@pytest.mark.parametrize(
    ("configuration", "left"),
    [
        ('select = ["style/quaint"]', ["error manner/archaic -9.8:"]),
        ('ignore = ["style/quaint"]', ["error manner/exclaiming -9.8:"]),
        (
            '[severity]\n"style/quaint" = "warning"\n[points]\n"style/quaint" = 4',
            ["warning manner/archaic -3.7:", "error manner/exclaiming -9.8:"],
        ),
    ],
)
def test_a_configuration_may_use_the_old_name(configuration, left, house, capfd):
    house({"tonelint.toml": configuration + "\n"})
    run(["check", "mail.txt", "--format", "concise"])
    shown = capfd.readouterr()
    assert [" ".join(line.split()[1:4]) for line in shown.out.splitlines()] == left
    assert shown.err == NOTE


def test_it_can_be_explained_by_its_old_name(capfd):
    assert run(["explain", "style/quaint"]) == 0
    shown = capfd.readouterr()
    assert shown.out.startswith("manner/archaic: an error, 10 points")
    assert shown.err == NOTE


def test_front_matter_may_use_the_old_name_and_the_note_comes_once(house, capfd):
    text = "---\ntonelint:\n  ignore: [style/quaint]\n---\nVerily it rains.\n"
    house({"a.txt": text, "b.txt": text})
    assert run(["check", "a.txt", "b.txt", "--ignore", "style/quaint"]) == 0
    assert capfd.readouterr().err == NOTE
    assert run(["check", "a.txt", "b.txt"]) == 0
    assert capfd.readouterr().err == NOTE


def test_an_example_may_name_another_rule_by_its_old_name(capfd):
    assert run(["test"]) == 0
    shown = capfd.readouterr()
    assert (shown.out, shown.err) == ("2 rules, 24 examples, 0 problems\n", "note: style/behold is now manner/exclaiming\n")


def test_a_team_renames_its_own_rules(house):
    house({"own/ours/kettle.yml": RULE.replace("manner/archaic", "ours/kettle"), "own/renamed.yml": "ours/pot: ours/kettle\n"})
    rules = ruleset.load(["own"])
    with pytest.warns(RenamedWarning):
        assert rules.rule("ours/pot").id == "ours/kettle"


def test_only_the_topmost_file_of_that_name_is_a_table(house):
    house({"own/ours/renamed.yml": RULE.replace("manner/archaic", "ours/renamed")})
    assert ruleset.load(["own"]).rule("ours/renamed").path == "own/ours/renamed.yml"


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("ours/pot: manner/archaik", "1:11: unknown rule 'manner/archaik'; did you mean 'manner/archaic'?"),
        ("ours/pot: style/quaint", "1:11: 'style/quaint' was itself renamed: write 'manner/archaic'"),
        (
            "ours/a: ours/b\nours/b: ours/c\nours/c: manner/archaic",
            "1:9: 'ours/b' was itself renamed: write 'manner/archaic'\nown/renamed.yml:2:9: 'ours/c' was itself renamed: write 'manner/archaic'",
        ),
        ("ours/a: ours/a", "1:9: 'ours/a' is renamed in a circle"),
        ("ours/a: ours/b\nours/b: ours/a", "1:9: 'ours/b' is renamed in a circle\nown/renamed.yml:2:9: 'ours/a' is renamed in a circle"),
        ("style/quaint: manner/exclaiming", "1:1: 'style/quaint' was renamed to 'manner/archaic' already"),
        (
            "manner/archaic: manner/exclaiming",
            (
                "1:1: 'manner/archaic' was renamed, and is the id of a rule in rules/manner/archaic.yml as well: give that rule another id\n"
                "rules/renamed.yml:1:15: 'manner/archaic' was itself renamed: write 'manner/exclaiming'"
            ),
        ),
        ("ours/pot: [manner/archaic]", "1:11: expected a single value, got a list"),
        ("# none yet", "1:1: the file is empty"),
    ],
)
def test_a_mistake_in_a_table_is_told_at_its_place(house, table, problem):
    house({"own/renamed.yml": table + "\n"})
    with pytest.raises(InvalidFileError) as caught:
        ruleset.load(["own"])
    assert str(caught.value) == f"own/renamed.yml:{problem}"
