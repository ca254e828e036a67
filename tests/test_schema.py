"""The JSON Schemas say what the program takes and writes: no more, no less."""

import copy
import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tonelint.checks import CHECKS
from tonelint.cli import run
from tonelint.cli.schema import SCHEMAS, written
from tonelint.config.decoding import decoder
from tonelint.config.keys import ConfigFile
from tonelint.config.toml import tomllib
from tonelint.decode import key_of
from tonelint.finding import Finding, Fix, Place, Severity
from tonelint.linting import lint
from tonelint.phrases import WordLists
from tonelint.project import Project
from tonelint.report import Dead, FileError, FileReport, HiddenBy, Report, SituationFound, Skipped, Suppressed, Unused
from tonelint.rulefile import RuleDecoder, RuleFile, SituationFile, read_rule, read_situation
from tonelint.source import Source
from tonelint.task import Task
from tonelint.text import Position
from tonelint.wordfile import read_words
from tonelint.writers.json_v1 import as_data

ROOT = Path(__file__).parent.parent
KIND_OF_FOLDER = {"words": "words", "situations": "situation"}
FILES = sorted((ROOT / "rules").glob("*/*.yml"))


Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Yaml12(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as editors read it: by version 1.2, in which `no` and `on` are texts."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML keeps them so


for tag, regex, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^({regex})$"), list(first))

# A file of each kind that says all that there is to say.
RULE = r"""
id: manner/archaic
kind: problem
severity: warning
points: 5
message: Nobody says this any more.
why: Nobody speaks so.
basis: value
evidence: weak
references: [one, 2]
suggestion: Say it simply.
fix: {verily: truly, "lo and behold": ""}
in: [subject, body]
when: [apology, billing]
not-when: survey
severity-in: {apology: error}
any:
  - phrase: ["verily", "lo and behold"]
  - regex: "for(sooth)?"
  - clause:
      verb: [miss, love]
      subject: sender
      object: [reader, something]
      complement: sorry
      preposition: {about: reader, for: [inconvenience]}
      adverb: out
      opens: {verb: help, object: reader}
      has: ["so much"]
      lacks: never
      modal: can
      tense: [past, perfect]
      negated: no
      question: any
      conditional: "yes"
      imperative: no
      passive: no
      mark: verb
  - tokens: [{LOWER: verily}]
  - dependency: [[{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: verily}}]]
  - likeness: {to: freedom/urgency, least: 0.5, most: "1"}
  - capitals: {words: [go], apart: now, joining: the}
  - absent: {greeting: [name], signature: person, any: [{phrase: a}], given: {phrase: b}, fragment: true}
  - order: {any: {phrase: a}, within: 3, given: []}
  - count: {least: 3, any: [{phrase: a}], of: hits, words: 300}
  - ratio: {these: [we, our], those: you, least: 5, times: 1.5}
  - repeat: {any: {phrase: a}, run: 2}
  - section: {greeting: category, signature: [team]}
  - field: {kind: name, fallback: missing, sent: "yes", greets: true}
  - undertone: {most: 3.5, least: 3}
unless: {phrase: a}
unless-message: [{phrase: a}]
given: []
milder-with: {phrase: a}
without: thread
negation: allow
quotation: guard
plainness: guard
once: true
default: off
examples:
  bad: ["Verily it rains.", {text: Verily., marks: Verily, also: [a/b], situation: apology}]
  good: It rains.
"""
SITUATION = """
id: apology
about: Something went wrong.
rank: 9
signs:
  - {weight: 3.5, any: [{phrase: sorry}, {clause: {verb: fail}}]}
  - {weight: -2, in: [subject, body], any: {regex: a}}
"""
WORDS = """
one: [a, "(b|c) d", 5, true]
two: x
three: {add: [a], remove: b}
four: {replace: [c]}
"""
WHOLE = {"rule": RULE, "situation": SITUATION, "words": WORDS}


@cache
def validator(kind):
    return Draft202012Validator(SCHEMAS[kind]())


def complaints(kind, value):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator(kind).iter_errors(value)]


def objects(schema):
    """Yield every schema of an object with known keys inside a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_file_is_what_the_program_prints(name, capfd):
    assert run(["schema", name]) == 0
    assert capfd.readouterr().out == written(name) == (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_and_every_key_in_it_is_described(name):
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    for known in objects(schema):
        assert known["description"]
        assert [key for key, said in known["properties"].items() if not said.get("description")] == []


def test_a_schema_that_is_not_there_is_told(capfd):
    assert run(["schema", "rules"]) == 2
    assert "'rules' is not one of 'rule', 'words', 'situation', 'config', 'report'" in capfd.readouterr().err


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_built_in_file_is_valid_and_names_its_schema(path):
    text = path.read_text(encoding="utf-8")
    kind = KIND_OF_FOLDER.get(path.parent.name, "rule")
    assert text.startswith(f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n")
    assert complaints(kind, yaml.load(text, Yaml12)) == []  # noqa: S506 - it is a safe loader


def refused_by(kind, text):
    """Return whether the decoder refuses the shape of a file, and whether the program refuses the file for anything."""
    if kind == "words":
        problems = read_words("own.yml", text)[1]
        return bool(problems), bool(problems)
    reading = RuleDecoder("own.yml")
    reading.load(text, RuleFile if kind == "rule" else SituationFile)
    read = read_rule if kind == "rule" else read_situation
    return bool(reading.problems), bool(read("own.yml", text, WordLists({}))[1])


@pytest.mark.parametrize("kind", WHOLE)
def test_what_says_all_that_there_is_to_say_is_taken_by_both(kind):
    value = yaml.load(WHOLE[kind], Yaml12)  # noqa: S506
    assert complaints(kind, value) == []
    assert refused_by(kind, WHOLE[kind]) == (False, False)
    if kind == "rule":
        assert set(value) == {key_of(name) for name in RuleFile.__dataclass_fields__}
        assert {check for one in value["any"] for check in one} == set(CHECKS)


ODD = [None, True, False, 0, 7, -1, 0.5, "", "x", "no", "7", "half", "error", [], {}, [[]], ["x"], [["x"]], [None], {"x": 1}, {"any": []},
       {"phrase": ["x"]}, [{"phrase": "x"}], {"phrase": "x", "regex": "x"}, {"text": "x"}, {"add": ["x"]}, {"replace": None}]  # fmt: skip
KEYS = ["x", "any", "not_when", "in_", "in-", "text", "phrase", "add", "Kind", "<<"]


def places(value, path=()):
    """Yield the way to every value inside a value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield from places(below, (*path, key))


def changed(value, path, how, odd, key):
    """Return a copy of a value in which what stands at the end of a way is changed."""
    whole = {"whole": copy.deepcopy(value)}
    parent, last = whole, "whole"
    for step in path:
        parent, last = parent[last], step
    here = parent[last]
    if how == "replace":
        parent[last] = odd
    elif how == "wrap":
        parent[last] = [here]
    elif how == "unwrap" and isinstance(here, list) and here:
        parent[last] = here[0]
    elif how == "remove" and path:
        del parent[last]
    elif how == "add" and isinstance(here, dict | list):
        here.update({key: odd}) if isinstance(here, dict) else here.append(odd)
    elif how == "rename" and isinstance(parent, dict) and path:
        parent[key] = parent.pop(last)
    return whole["whole"]


@pytest.mark.parametrize(("kind", "examples"), [("rule", 200), ("situation", 100), ("words", 100)])
def test_the_decoder_and_the_schema_agree_on_files_with_mistakes(kind, examples):
    """What the decoder refuses for its shape the schema refuses, and nothing is refused by the schema that the program takes."""
    whole = yaml.load(WHOLE[kind], Yaml12)  # noqa: S506

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(st.data())
    def agree(data):
        value = whole
        for _ in range(data.draw(st.integers(1, 2))):
            path = data.draw(st.sampled_from(list(places(value))))
            how = data.draw(st.sampled_from(["replace", "wrap", "unwrap", "remove", "add", "rename"]))
            value = changed(value, path, how, data.draw(st.sampled_from(ODD)), data.draw(st.sampled_from(KEYS)))
        text = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True)
        is_misshapen, is_refused = refused_by(kind, text)
        told = complaints(kind, yaml.load(text, Yaml12))  # noqa: S506
        assert told or not is_misshapen, text
        assert is_refused or not told, (told, text)

    agree()


CONFIG = """
situation = "marketing"
select = "freedom"
ignore = ["freedom/guilt", "humanity"]
enable = []
fail-on = "never"
min-score = 60
products = ["Last Chance Jeans"]
input-format = "text"
keys = "*_mailer.**"
extend = ["base.toml"]
paths = ["emails"]
exclude = "**/internal/**"
rules = ["tonelint-rules"]
packs = ["fernway"]
baseline = "tonelint-baseline.json"
cache-dir = ".cache"
fail-on-drop = true
broad = false
[words.closeness]
add = ["idolise"]
remove = "adore"
[severity]
"freedom/urgency" = "error"
[points]
"freedom/urgency" = 6.5
[[delimiters]]
open = "<<<"
close = ">>>"
holds = "value"
[[overrides]]
files = ["news/**"]
min-score = 50.5
"""


def taken_by(text):
    """Return whether the decoder and the schema take a configuration."""
    reading = decoder("tonelint.toml")
    reading.load_table(text, ConfigFile)
    return not reading.problems, not complaints("config", tomllib.loads(text))


def test_a_configuration_that_says_all_that_there_is_to_say_is_taken_by_both():
    assert set(tomllib.loads(CONFIG)) == {key_of(name) for name in ConfigFile.__dataclass_fields__}
    assert taken_by(CONFIG) == (True, True)
    assert taken_by((ROOT / "tonelint" / "starts" / "tonelint.toml").read_text(encoding="utf-8")) == (True, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"marketing"', '"marketting"'), ('"freedom"', "3"), ("[]", "[[]]"), ('"never"', "false"), ("= 60", "= 101"), ("= 60", '= "60"'),
        ('"text"', '"txt"'), ('"**/internal/**"', '"/internal"'), ('"**/internal/**"', '["C:\\\\x"]'), ("fail-on-drop", "fail_on_drop"),
        ("= true", '= "true"'), ('= "error"', '= "eror"'), ("= 6.5", "= 0"), ("= 6.5", "= [6.5]"), ('close = ">>>"\n', ""),
        ('"value"', '"values"'), ('files = ["news/**"]\n', ""), ("files =", "paths = []\nfiles ="), ("[[overrides]]", "[overrides.x]"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_configuration_is_refused_by_both(old, new):
    assert old in CONFIG
    assert taken_by(CONFIG.replace(old, new)) == (False, False)


def strictly(name):
    """Return a validator that lets no key pass that the schema does not name."""
    schema = SCHEMAS[name]()
    for known in objects(schema):
        known["additionalProperties"] = False
    return Draft202012Validator(schema)


def test_the_report_of_a_run_over_the_examples_has_that_shape_and_no_key_beside_it(rules, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("tonelint.ruleset.load", lambda *_, **__: rules)
    data = as_data(lint(Task(Project(no_config=True), ("examples", "gone.txt"))))
    assert data["files"]
    assert data["errors"]
    assert [error.message for error in strictly("report").iter_errors(json.loads(json.dumps(data)))] == []


def test_every_key_of_the_shape_can_stand_in_a_report():
    place = Place(Position(1, 1, 0), Position(1, 4, 3))
    finding = Finding(
        "a/b",
        place,
        "You",
        "body",
        "No.",
        None,
        Severity.ERROR,
        10,
        -10,
        "like this",
        "part 2, decoded line 1",
        fix=Fix(place, "Him", "You"),
    )
    strength = Finding("a/c", place, "You", "body", "Yes.", None, None, 10, 10, "like this", "part 2, decoded line 1")
    file = FileReport(
        Source("a.txt", "You"), "mbox", SituationFound("survey", "detected", ("survey",)), 800, (("a", 0),), (finding,), (strength,),
        (Suppressed(finding, HiddenBy.COMMENT, "it is a name"),), (Skipped("a/d", "situation survey"),), "1", (Unused(place, "a/e"),),
        score_before=700, score_accepted=710,
    )  # fmt: skip
    data = json.loads(
        json.dumps(
            as_data(
                Report((file,), (FileError("b.txt", "no", 1, 2),), "model", (("c.txt", "a.txt"),), (), (Dead("a.txt", "a/b", "you", 1),))
            )
        )
    )
    assert [error.message for error in strictly("report").iter_errors(data)] == []
    written_keys = {key for path in places(data) for key in path if isinstance(key, str)}
    assert {key for known in objects(SCHEMAS["report"]()) for key in known["properties"]} <= written_keys
    by = {"enum": [hidden.value for hidden in HiddenBy]}
    assert SCHEMAS["report"]()["$defs"]["Suppression"]["properties"]["by"].items() >= by.items()


def test_the_pages_name_every_key():
    language, report = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("rule-language.md", "json-report.md"))
    keys = {key for known in objects(SCHEMAS["rule"]()) for key in known["properties"]}
    assert {key for key in keys if not re.search(rf"`[^`\n]*\b{key}\b", language)} == set()
    assert {key for known in objects(SCHEMAS["report"]()) for key in known["properties"] if key not in report} == set()
