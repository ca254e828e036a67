"""What the tests share: the built-in rules and their engine, loaded once."""

from __future__ import annotations

import importlib.util
import itertools
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hiding import engine_of_three, pushes
from repositories import RULES, Repository

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.phrases import WordLists
from tonelint.policy import Policy
from tonelint.readers import plain
from tonelint.rulefile import read_rule
from tonelint.source import Source
from tonelint.wordfile import read_words

_NUMBERS = itertools.count()


def pytest_addoption(parser):
    """Add our own options."""
    parser.addoption("--exhaustive", action="store_true", help="hold every rule to every text where a few must do otherwise: an hour")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Keep what is compiled out of the cache folder of whoever runs the tests."""
    os.environ["TONELINT_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _own_results(tmp_path_factory):
    """Let each test keep its results in a folder of its own, which need not be there."""
    os.environ["TONELINT_CACHE_DIR"] = str(tmp_path_factory.getbasetemp() / f"results{next(_NUMBERS)}")


@pytest.fixture(scope="session", autouse=True)
def _no_build_server():
    """Let no test see the build server that may run it."""
    for name in ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session", name="benchmark")
def _benchmark():
    """Import a script of benchmarks/ by its name."""

    def benchmark(name):
        path = Path(__file__).parent.parent / "benchmarks" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return benchmark


@pytest.fixture(scope="session", name="rules")
def _rules():
    return ruleset.load()


@pytest.fixture(scope="module")
def loaded(rules):
    """Let whatever asks for the built-in rules have those that are loaded already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ruleset, "load", lambda *_, **__: rules)
        yield


@pytest.fixture(scope="session", name="engine")
def _engine(rules):
    return Engine(rules)


@pytest.fixture(name="lint")
def _lint(engine):
    """Lint a plain text and return its report."""

    def lint(text, situation=None):
        return next(engine.lint(plain.read(Source("mail.txt", text)), lambda _: Policy(engine.ruleset, situation)))

    return lint


@pytest.fixture(name="house")
def _house(tmp_path, monkeypatch):
    """Be in a folder with a program that has no rules yet and only the word lists of the anatomy; return what writes files there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tonelint.packs.built_in", lambda: tmp_path / "rules")
    monkeypatch.setattr("tonelint.packs.built_in_folder", lambda: str(tmp_path / "rules"))

    def write(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")

    anatomy = (Path(__file__).parent.parent / "rules" / "words" / "anatomy.yml").read_text(encoding="utf-8")
    write({"rules/words/anatomy.yml": anatomy})
    return write


@pytest.fixture(name="reading")
def _reading(engine):
    """Return what the engine makes of a plain text before any rule."""

    def reading(text):
        return next(engine.read(plain.read(Source("mail.txt", text))))

    return reading


@pytest.fixture(name="engine_of")
def _engine_of(rules):
    """Return an engine with the rules of some YAML texts only, and word lists of a text beside the built-in ones."""

    def engine_of(*texts, words=None):
        own, wrong = read_words("words/own.yml", words) if words else ({}, [])
        lists = WordLists({**rules.lists, **own})
        read = [read_rule(f"own{number}.yml", text, lists) for number, text in enumerate(texts)]
        assert [problem for _, problems in read for problem in problems] + wrong == []
        return Engine(ruleset.RuleSet(tuple(rule for rule, _ in read), lists, rules.situations))

    return engine_of


@pytest.fixture(name="lint_with")
def _lint_with():
    """Lint a plain text with an engine and return its report."""

    def lint_with(engine, text, situation=None):
        return next(engine.lint(plain.read(Source("mail.txt", text)), lambda _: Policy(engine.ruleset, situation)))

    return lint_with


@pytest.fixture(name="few_rules", scope="session")
def _few_rules(rules):
    """Return the rules of tests/repositories.py alone."""
    read = [read_rule(f"own{number}.yml", text, rules.lists) for number, text in enumerate(RULES)]
    assert [problem for _, problems in read for problem in problems] == []
    return replace(rules, rules=tuple(rule for rule, _ in read))


@pytest.fixture(name="repository")
def _repository(tmp_path, monkeypatch, few_rules):
    """Return a repository of its own, as the current folder, where a handful of rules are all that there are."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setattr(ruleset, "load", lambda *_, **__: few_rules)
    return Repository(root)


@pytest.fixture(scope="session", name="three")
def _three(rules):
    """Return an engine of the three small rules that the tests of suppression hide."""
    return engine_of_three(rules)


@pytest.fixture(name="said")
def _said(three):
    """Return what comes of a file under those rules, but for the signature that most texts lack."""
    return partial(pushes, three)
