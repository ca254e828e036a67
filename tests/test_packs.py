"""Rules in an installed package: a real one, built into a wheel and installed, in force only where it is named."""

import json
import subprocess
import sys

import pytest

from tonelint import ruleset
from tonelint.cli import run
from tonelint.errors import InvalidFileError, TonelintError

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "kettle-tone"
version = "1.0"

[project.entry-points."tonelint.rules"]
kettle = "kettle_tone"
bare = "kettle_bare"
inner = "kettle_tone.code"
broken = "kettle_broken"
gone = "kettle_gone"
empty = "kettle_empty"
single = "kettle_single"
faulty = "kettle_faulty"

[tool.hatch.build.targets.wheel]
include = ["kettle_*"]
"""
RULE = """\
id: kettle/steam
severity: error
points: 10
message: Full of steam.
why: Steam says nothing.
any:
  - phrase: ["@steam"]
examples:
  bad: ["We whistle.", "They whistle.", "Whistle now.", "Do whistle.", "I whistle.", "You whistle."]
  good: ["It is new.", "It is red.", "It is old.", "It is far.", "It is near.", "It is here."]
"""
FILES = {
    "pyproject.toml": PROJECT,
    "kettle_tone/__init__.py": "",
    "kettle_tone/code.py": "",
    "kettle_tone/kettle/steam.yml": RULE,
    "kettle_tone/words/steam.yml": "steam: [whistle]\nhot: {add: [scalding]}\n",
    "kettle_tone/renamed.yml": "kettle/vapour: kettle/steam\n",
    "kettle_bare/kettle/bare.yml": RULE.replace("kettle/steam", "kettle/bare").replace("@steam", "whistle"),
    "kettle_broken/__init__.py": "raise RuntimeError('no water\\nat all')\n",
    "kettle_empty/__init__.py": "",
    "kettle_single.py": "",
    "kettle_faulty/kettle/faulty.yml": RULE.replace("@steam", "@steem").replace("severity", "severty"),
}


@pytest.fixture(name="wheel", scope="module")
def _wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kettle")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", str(folder)], check=True, capture_output=True)
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(name="installed", scope="module")
def _installed(wheel, tmp_path_factory):
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


@pytest.fixture(name="on_path")
def _on_path(monkeypatch, house):
    """Let packages of a place be imported; the program has one word list beside the anatomy's and no rules built in."""
    house({"rules/words/hot.yml": "hot: [boiling]\n", "mail.txt": "We whistle.\n"})

    def on_path(*places):
        for place in places:
            monkeypatch.syspath_prepend(str(place))
        for name in [name for name in sys.modules if name.startswith("kettle_")]:
            monkeypatch.delitem(sys.modules, name)

    yield on_path
    for name in [name for name in sys.modules if name.startswith("kettle_")]:
        del sys.modules[name]


@pytest.fixture(name="error")
def _error(on_path, installed):
    """Name a pack and return what is wrong with it."""
    on_path(installed)

    def error(name):
        with pytest.raises(TonelintError) as caught:
            ruleset.load(packs=[name])
        return str(caught.value)

    return error


@pytest.mark.parametrize("place", ["installed", "wheel"])
def test_a_pack_brings_rules_words_and_renamed_names_from_a_folder_and_from_a_zip_file(place, on_path, request):
    on_path(request.getfixturevalue(place))
    rules = ruleset.load(packs=["kettle"])
    assert [(rule.id, rule.path, rule.origin) for rule in rules.rules] == [("kettle/steam", "kettle_tone/kettle/steam.yml", "pack kettle")]
    assert (rules.lists["steam"], rules.lists["hot"]) == (("whistle",), ("boiling", "scalding"))
    assert rules.renamed == {"kettle/vapour": "kettle/steam"}


def test_a_pack_that_is_not_named_is_not_in_force(on_path, installed, capfd):
    on_path(installed)
    assert run(["check", "mail.txt"]) == 0
    assert run(["check", "mail.txt", "--pack", "kettle", "--format", "concise"]) == 1
    assert "kettle/steam" in capfd.readouterr().out


def test_a_configuration_names_packs_too(on_path, installed, house, capfd):
    on_path(installed)
    house({"tonelint.toml": 'packs = ["bare"]\n'})
    assert run(["check", "mail.txt", "--pack", "kettle", "--format", "concise"]) == 1
    assert [line.split()[2] for line in capfd.readouterr().out.splitlines()] == ["kettle/bare", "kettle/steam"]


def test_a_pack_named_twice_counts_once_and_two_packs_come_together(on_path, installed):
    on_path(installed)
    assert [rule.id for rule in ruleset.load(packs=["kettle", "bare", "kettle"]).rules] == ["kettle/bare", "kettle/steam"]


def test_a_package_without_code_and_a_module_in_a_package_are_packs_too(on_path, installed):
    on_path(installed)
    assert [rule.id for rule in ruleset.load(packs=["bare"]).rules] == ["kettle/bare"]
    assert [rule.path for rule in ruleset.load(packs=["inner"]).rules] == ["kettle_tone/kettle/steam.yml"]


def test_the_commands_say_where_a_rule_comes_from(on_path, installed, house, capfd):
    on_path(installed)
    house({"own/kettle/lid.yml": RULE.replace("kettle/steam", "kettle/lid")})
    both = ["--pack", "kettle", "--rules", "own"]
    assert run(["rules", *both]) == 0
    lines = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert [line[:2] for line in lines[1:5:2]] == [["lid", "error"], ["steam", "error"]]
    assert lines[2:6:2] == [["rule", "from", "own"], ["rule", "from", "pack", "kettle"]]
    assert run(["rules", *both, "--format", "json"]) == 0
    assert [rule["origin"] for rule in json.loads(capfd.readouterr().out)] == ["own", "pack kettle"]
    assert run(["explain", "kettle/steam", *both]) == 0
    assert "From\n  kettle_tone/kettle/steam.yml (pack kettle)\n" in capfd.readouterr().out


def test_the_examples_of_a_pack_are_run(on_path, installed, capfd):
    on_path(installed)
    assert run(["test", "--pack", "kettle"]) == 0
    assert capfd.readouterr().out == "1 rules, 12 examples, 0 problems\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ketle", "unknown rule pack 'ketle'; did you mean 'kettle'?"),
        ("x", "unknown rule pack 'x'; installed: bare, broken, empty, faulty, gone, inner, kettle, single"),
        ("gone", "rule pack 'gone': kettle_gone cannot be imported: ModuleNotFoundError: No module named 'kettle_gone'"),
        ("broken", "rule pack 'broken': kettle_broken cannot be imported: RuntimeError: no water"),
        ("empty", "rule pack 'empty': no rule files (.yml, .yaml) in kettle_empty"),
        ("single", "rule pack 'single': kettle_single is a single module; a pack is a package, a folder with rule files in it"),
    ],
)
def test_what_is_no_pack_is_told_in_one_line(error, name, message):
    assert error(name) == message


def test_the_user_sees_that_line_and_no_more(error, capfd):
    assert error
    assert run(["check", "mail.txt", "--pack", "broken"]) == 2
    assert capfd.readouterr() == ("", "rule pack 'broken': kettle_broken cannot be imported: RuntimeError: no water\n")


def test_without_any_pack_that_is_said(house):
    assert house
    with pytest.raises(TonelintError, match=r"^unknown rule pack 'kettle'; none is installed$"):
        ruleset.load(packs=["kettle"])


def test_a_name_that_two_packages_give_is_told(error, on_path, tmp_path):
    info = tmp_path / "other" / "other_tone-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other-tone\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[tonelint.rules]\nkettle = other_tone\n")
    on_path(tmp_path / "other")
    assert error("kettle") == "rule pack 'kettle': more than one installed package has that name: kettle-tone and other-tone"


def test_mistakes_in_a_pack_are_told_at_their_places_in_the_package(on_path, installed):
    on_path(installed)
    with pytest.raises(InvalidFileError) as caught:
        ruleset.load(packs=["faulty", "kettle"])
    assert str(caught.value).splitlines() == [
        "kettle_faulty/kettle/faulty.yml:2:1: unknown key 'severty'; did you mean 'severity'?",
        "kettle_faulty/kettle/faulty.yml:7:14: unknown word list '@steem'; did you mean 'steam'?",
    ]


def test_compiled_rules_are_made_anew_when_a_pack_changes(on_path, installed, monkeypatch, tmp_path):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path / "cache"))
    on_path(installed)
    words = installed / "kettle_tone" / "words" / "steam.yml"
    before = words.read_text(encoding="utf-8")
    sizes = [len(ruleset.load(packs=packs, cached=True).rules) for packs in ([], ["kettle"], ["kettle"])]
    try:
        words.write_text(before.replace("whistle", "whistle, hiss"), encoding="utf-8")
        assert ruleset.load(packs=["kettle"], cached=True).lists["steam"] == ("whistle", "hiss")
    finally:
        words.write_text(before, encoding="utf-8")
    assert sizes == [0, 1, 1]
    assert len(list((tmp_path / "cache").glob("*.rules"))) == 3
