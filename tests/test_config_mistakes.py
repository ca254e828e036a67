"""Mistakes in a configuration: all of them at once, each at its file, line and column, with a near name where there is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.cli import run
from tonelint.config.decoding import decoder
from tonelint.config.keys import ConfigFile


def problems(text, path="tonelint.toml", table=()):
    """Return the problems of a text as lines, without its path."""
    reading = decoder(path)
    reading.load_table(text, ConfigFile, table)
    return [str(problem).removeprefix(f"{path}:") for problem in reading.problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('ignor = ["freedom"]', "1:1: unknown key 'ignor'; did you mean 'ignore'?"),
        ("min_score = 50", "1:1: unknown key 'min_score'; did you mean 'min-score'?"),
        ("\n\n  colour = true", "3:3: unknown key 'colour'"),
        ('[[overrides]]\nfiles = "a"\nextend = "b"', "3:1: unknown key 'extend'"),
        ("[severty]\n", "1:2: unknown key 'severty'; did you mean 'severity'?"),
        ('severty."a/b" = "error"', "1:1: unknown key 'severty'; did you mean 'severity'?"),
        ('"ignor" = 1', "1:1: unknown key 'ignor'; did you mean 'ignore'?"),
        ("overrides = [{ files = 'a', ignor = 'b' }]", "1:29: unknown key 'ignor'; did you mean 'ignore'?"),
        ("[[overrides]]\nfiles = 'a'\n[[overrides]]\nfiles = 'b'\nignor = 'c'", "5:1: unknown key 'ignor'; did you mean 'ignore'?"),
        ("[[overrides]]\nignore = 'a'", "1:3: the key 'files' is missing"),
        ("[[overrides]]\nfiles = []", "1:3: an override without files is for none"),
        ("[overrides]\nfiles = 'a'", "1:2: expected a list of tables, each under [[...]], got a table"),
        ("overrides = 'a'", '1:13: expected a table, got "a"'),
        ("ignore = { a = 1 }", "1:10: expected a list, got a table"),
        ("ignore = [\n  'a', # é\n  3,\n]", "3:3: expected a text, got 3"),
        ("ignore = ['é', '日本', 3]", "1:22: expected a text, got 3"),
        ("ignore = ['a', ['b']]", "1:16: expected a text, got a list"),
        ("ignore = 2020-01-01", "1:10: expected a text, got 2020-01-01"),
        ("min-score = 10:20:30", "1:13: expected a number, got 10:20:30"),
        ('min-score = "50"', '1:13: expected a number, got "50"'),
        ("min-score = true", "1:13: expected a number, got true"),
        ("min-score = 100.5", "1:13: expected a score from 0 to 100, got 100.5"),
        ("min-score = -1", "1:13: expected a score from 0 to 100, got -1"),
        ("min-score = nan", "1:13: expected a number, got 'nan'"),
        ('points = { "a/b" = 0 }', "1:20: expected points above 0, and not above 100, got 0"),
        ("[points]\n'a/b' = inf", "2:9: expected a number, got 'inf'"),
        ("broad = 'yes'", '1:9: expected true or false, got "yes"'),
        ("broad = 1", "1:9: expected true or false, got 1"),
        ("fail-on = 'eror'", "1:11: expected one of error, warning, suggestion, never, got 'eror'; did you mean 'error'?"),
        ("fail-on = ['error']", "1:11: expected a text, got a list"),
        ("severity = 'error'", '1:12: expected a table, got "error"'),
        ("severity.'a/b' = 'eror'", "1:18: expected one of suggestion, warning, error, got 'eror'; did you mean 'error'?"),
        ("severity = { 'a/b' = 3 }", "1:22: expected a text, got 3"),
        (
            "input-format = 'txt'",
            "1:16: expected one of text, subject, html, mjml, markdown, eml, mbox, po, yaml, json, got 'txt'; did you mean 'text'?",
        ),
        ("exclude = ['a', '[b']", "1:17: the '[' in '[b' is not closed"),
        ("exclude = '/mails'", "1:11: a pattern is over paths below the folder of this file, which is './', got '/mails'"),
        ("exclude = 'C:/mails'", "1:11: a pattern is over paths below the folder of this file, which is './', got 'C:/mails'"),
        ("exclude = '../a'", "1:11: a pattern is over paths below the folder of this file, which is './', got '../a'"),
        (r"exclude = 'mails\a'", r"1:11: a pattern has forward slashes, got 'mails\a'"),
        ('exclude = "" ', "1:11: an empty pattern matches nothing"),
        ("[[overrides]]\nfiles = ['a', '!b']", "2:15: a pattern cannot take back what another names, got '!b'"),
        ("products = ['Jeans', ' - ']", "1:22: a name has letters or digits, got ' - '"),
        ("[[delimiters]]\nopen = '<<'", "1:3: the key 'close' is missing"),
        ("delimiters = [{ open = '<', close = '>>' }]", "1:24: a delimiter has two marks or more and no blanks around them, got '<'"),
        ("delimiters = [{ open = '<<', close = 'end' }]", "1:38: a delimiter begins with a mark, not with a letter or digit, got 'end'"),
        (
            "[[delimiters]]\nopen = '<<'\nclose = '>>'\nholds = 'values'",
            "4:9: expected one of value, control, both, comment, got 'values'; did you mean 'value'?",
        ),
        ("ignore = " + "[" * 4000, "1:1: nested too deep"),
        ("a" + ".a" * 4000 + " = 1", "1:1: nested too deep"),
        ("min-score = " + "1" * 5000, "1:1: a number of too many digits"),
        ("min-score = 0x" + "f" * 5000, "1:1: a number of too many digits"),
    ],
)
def test_a_mistake_is_told_at_its_place(text, problem):
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool", "1:6"),
        ("ignore = 'é'\nignore = 'b'", "2:13"),
        ("ignore = ['a'\nselect = 1", "2:1"),
        ("a = 1979-99-99", "1:9"),
        ("é = 1", "1:1"),
    ],
)
def test_what_is_no_toml_is_told_at_its_place(text, place):
    (problem,) = problems(text)
    assert problem.startswith(f"{place}: not TOML: ")


def test_an_unknown_situation_is_told_with_a_near_one():
    (problem,) = problems("\n[[overrides]]\nfiles = 'a'\nsituation = 'apologie'")
    assert problem.startswith("4:13: expected one of service-reply, apology, ")
    assert problem.endswith(", got 'apologie'; did you mean 'apology'?")


def test_a_sound_text_has_no_problems_and_neither_has_an_empty_one():
    assert problems("") == problems("# nothing\n") == []
    assert problems("ignore = 'a'\nextend = []\n[severity]\n'a/b' = 'error'\n[[overrides]]\nfiles = '*.txt'\n") == []


def test_every_mistake_is_told_at_once_in_the_table_of_the_python_project_too():
    text = '[project]\nname = "é"\n\n[tool.tonelint]\nignor = 1\nbroad = 2\n\n[tool.tonelint.severity]\n"a/b" = "eror"\n'
    assert [problem.split(" ")[0] for problem in problems(text, "pyproject.toml", ("tool", "tonelint"))] == ["5:1:", "6:9:", "9:9:"]
    assert problems("[tool]\ntonelint = 3\n", "pyproject.toml", ("tool", "tonelint")) == ["2:12: expected a table, got 3"]


NAMES = """\
select = ["manner", "manner/prt"]
ignore = ["volum"]
[severity]
"manner/warm" = "error"
"volume/lowd" = "error"
[[overrides]]
files = "nowhere"
enable = [
  "manner/pert",
  "archaic",
]
points = { "manner" = 3 }
"""


def test_rules_that_do_not_exist_are_told_at_their_places_though_no_file_is_concerned(repository, capfd):
    repository.write({"tonelint.toml": NAMES, "a.txt": "Hi.\n"})
    assert run(["check"]) == 2
    assert capfd.readouterr().err.splitlines() == [
        "tonelint.toml:1:21: unknown rule or principle 'manner/prt'; did you mean 'manner/pert'?",
        "tonelint.toml:2:11: unknown rule or principle 'volum'; did you mean 'volume'?",
        "tonelint.toml:4:1: 'manner/warm' is a strength, and has no severity",
        "tonelint.toml:5:1: unknown rule 'volume/lowd'; did you mean 'volume/loud'?",
        "tonelint.toml:10:3: unknown rule or principle 'archaic'; did you mean 'manner/archaic'?",
        "tonelint.toml:12:12: unknown rule 'manner'; did you mean 'manner/warm'?",
    ]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"rules = ['own', 'gone.yml']", "tonelint.toml:1:17: no such rule file or folder: 'gone.yml'"),
        (b"ignore = 'a'\nselect = '\xe9'", "tonelint.toml:2:11: not UTF-8: byte 0xE9"),
        ("ignore = 'a'".encode("utf-16"), "tonelint.toml:1:1: not UTF-8: byte 0xFF"),
        (b"# " + b"x" * 1_000_000, "tonelint.toml: has more than 1,000,000 bytes: that is data, not a configuration"),
    ],
)
def test_a_file_that_is_no_configuration_is_told(repository, capfd, data, error):
    repository.write({"tonelint.toml": data, "a.txt": "Hi.\n", "own/x.yml": ""})
    for command in ("check", "files", "config", "rules"):
        assert run([command]) == 2
        assert capfd.readouterr().err == error + "\n"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--config", "gone.toml"], "gone.toml: cannot be read: no such file or directory"),
        (["--config", "."], ".: cannot be read: is a directory"),
        (["--config", "a", "--no-config"], "Error: --config and --no-config cannot both be given"),
        (["--exclude", "a[b"], "Error: Invalid value for --exclude: the '[' in 'a[b' is not closed"),
        (["--ignore", "manr"], "unknown rule or principle 'manr'; did you mean 'manner'?"),
    ],
)
def test_a_mistake_in_an_option_is_told(repository, capfd, options, error):
    repository.write({"a.txt": "Hi.\n"})
    assert run(["check", *options]) == 2
    assert capfd.readouterr().err.splitlines()[-1] == error


PIECES = ["ignore", "min-score", "severity", "overrides", "files", "delimiters", "extend", '"a/b"', "é", ".", " = ", "=", "[", "]", "[[", "]]", "{", "}",
          ",", "\n", "# c", "'x'", '"""', "'''", "\\", "1", "-0.5", "true", "2020-01-01", "inf", "\t", "\r\n", "\x00"]  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_of_any_text_nothing_is_raised_and_every_problem_lies_in_it(text):
    reading = decoder("tonelint.toml")
    found = reading.load_table(text, ConfigFile)
    assert (found is None) == bool(reading.problems)
    lines = (text + "\n").replace("\r\n", "\n").split("\n")
    for problem in reading.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('packs = ["fernway"]', "tonelint.toml:2:10: unknown rule pack 'fernway'; none is installed"),
        ('paths = ["mail.txt", "gone"]', "tonelint.toml:2:22: 'gone': no such file or folder"),
        ('baseline = "b.json"', "tonelint.toml:2:12: b.json: there is no such baseline; write one: tonelint baseline --output b.json"),
        ("fail-on-drop = true", "tonelint.toml:2:1: to fail on a drop needs a baseline to compare with: --baseline FILE"),
    ],
)
def test_what_a_sound_file_names_in_vain_is_told_at_its_place(tmp_path, monkeypatch, capfd, text, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mail.txt").write_text("Hi Ann.", encoding="utf-8")
    (tmp_path / "tonelint.toml").write_text(f"# ours\n{text}\n", encoding="utf-8")
    assert run(["check", "--select", "freedom/urgency"]) == 2
    assert capfd.readouterr().err == f"{told}\n"
