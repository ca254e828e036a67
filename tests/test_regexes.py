"""Regular expressions: compiled when they are first used, and looked for only where there is what they cannot do without."""

import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import cache
from tonelint.archive import Hashed
from tonelint.checks.literals import literals_of, plain
from tonelint.checks.regex import Regexes, RegexPattern
from tonelint.regexes import Kept, regex

_parser = import_module("re._parser" if hasattr(re, "_parser") else "sre_parse")


def test_an_expression_is_what_re_makes_of_it_and_is_compiled_once(monkeypatch):
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *arguments: compiled.append(arguments) or compile_(*arguments))
    word = regex(r"\bkettle", re.I)
    assert compiled == []
    assert (word.pattern, word.groups) == (r"\bkettle", 0)
    assert word.search("A Kettle").span() == (2, 8)
    assert [word.match("tea"), word.sub("pot", "Kettles"), word.findall("kettle KETTLE")] == [None, "pots", ["kettle", "KETTLE"]]
    assert compiled == [(r"\bkettle", re.I)]


def test_what_no_expression_has_is_an_error():
    with pytest.raises(AttributeError):
        regex("a").kettle  # noqa: B018


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def compilations(monkeypatch):
    asked = []
    parse = _parser.parse
    monkeypatch.setattr(_parser, "parse", lambda pattern, *rest: asked.append(pattern) or parse(pattern, *rest))
    return asked


def test_what_one_run_compiled_the_next_one_does_not(folder, compilations):
    first = Kept()
    assert [first.pattern(r"(?P<pot>kettle)s?", re.I).fullmatch("KETTLE")["pot"], compilations] == ["KETTLE", ["(?P<pot>kettle)s?"]]
    first.keep()
    assert [Kept().pattern(r"(?P<pot>kettle)s?", re.I).fullmatch("KETTLE")["pot"], len(compilations)] == ["KETTLE", 1]
    assert Kept().pattern(r"(?P<pot>kettle)s?", 0).fullmatch("KETTLE") is None
    assert [entry.suffix for entry in folder.iterdir()] == [".regexes"]


@pytest.mark.usefixtures("folder")
def test_expressions_of_rules_are_kept_as_they_are(rules):
    first = Kept()
    sources = [pattern.source for pattern in patterns(rules)]
    made = [first.pattern(source, 0) for source in sources]
    first.keep()
    second = Kept()
    # Patterns are equal when their flags, their texts and their codes are.
    assert [second.pattern(source, 0) for source in sources] == made == [re.compile(source) for source in sources]
    assert [dict(one.groupindex) for one in made] == [dict(re.compile(source).groupindex) for source in sources]


@pytest.mark.parametrize("wrong", [(0, b"1234", 0, {}, (None,)), (0, b"1", 0, {}, (None,)), (), "no"])
def test_an_expression_that_was_kept_wrong_is_compiled_anew(folder, wrong):
    first = Kept()
    first.pattern("kettle", 0)
    first.keep()
    (name,) = [entry.stem for entry in folder.iterdir()]
    cache.put(name, Hashed({"0 kettle": wrong}), "regexes")
    assert Kept().pattern("kettle", 0).findall("a kettle") == ["kettle"]
    cache.put(name, wrong, "regexes")
    assert Kept().pattern("kettle", 0).findall("a kettle") == ["kettle"]


@pytest.mark.usefixtures("folder")
def test_a_mistake_in_an_expression_is_told_as_ever():
    with pytest.raises(re.error, match="unterminated"):
        Kept().pattern("(kettle", 0)


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("kettle", [{"kettle"}]),
        ("(?i)KETTLE|Tea pot", [{"kettle", "tea pot"}]),
        (r"\bjoin(?:ing)? (?:our |the )*club", [{"club"}, {"join ", "joining "}]),
        ("no(?:pe|w)? way", [{"no way", "nope way", "now way"}]),
        ("kettles?", [{"kettle"}]),
        (r"\d+ days", [{" days"}, {"0"}]),
        ("[0-9]{3}", [{"000"}]),
        ("(?=tea)pot(?!s)", [{"pot"}]),
        ("(ab){2}", [{"abab"}]),
        ("(?:ab)+c", [{"ab"}]),
        ("a|", []),
        (r"[A-Z][a-z]+\s\S", []),
        ("[^ab]x?", []),
    ],
)
def test_what_an_expression_needs(expression, needed):
    assert sorted(map(sorted, literals_of(re.compile(expression)))) == sorted(map(sorted, needed))


def patterns(rules):
    return {pattern.source: pattern for pattern in rules.patterns() if isinstance(pattern, RegexPattern)}.values()


PIECES = st.sampled_from(
    [
        "hello ",
        "no thanks, ",
        "i ",
        "we ",
        "me",
        "my ",
        "be ",
        "join ",
        "12 ",
        "٣ ",
        "days ",
        "K",
        "ſ",
        "İ",
        "team",
        ", ",
        ". ",
        "\n",
        "x",
        "!",
        "the ",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_expression_of_a_rule_is_found_where_it_is_not_looked_for(rules, text):
    found = [pattern for pattern in patterns(rules) if pattern.regex.search(text)]
    assert [pattern.source for pattern in found if not pattern.could_match(plain(text))] == []


def test_of_many_expressions_those_are_candidates_that_a_sentence_has_the_rarest_piece_of():
    named = [RegexPattern.of(source) for source in ("red .*kettle", "my", "[a-z]+", "kettles")]
    texts = ["my red kettle", "a kettle", "red kettles", ""]
    assert list(Regexes.of(enumerate(named)).candidates(texts)) == [{0, 1, 2}, {0, 2}, {0, 2, 3}, {2}]
    assert [named[0].could_match(text) for text in texts] == [True, False, True, False]
    assert list(Regexes.of(enumerate(named), filtered=False).candidates(["a"])) == [{0, 1, 2, 3}]
