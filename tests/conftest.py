"""What the tests share: the built-in rules and their engine, loaded once."""

from __future__ import annotations

import pytest

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.message import Source
from tonelint.readers import plain


@pytest.fixture(scope="session", name="rules")
def _rules():
    return ruleset.load()


@pytest.fixture(scope="session", name="engine")
def _engine(rules):
    return Engine(rules)


@pytest.fixture(name="lint")
def _lint(engine):
    """Lint a plain text and return its report."""

    def lint(text, situation=None):
        return next(engine.lint([plain.read(Source("mail.txt", text))], situation))

    return lint


@pytest.fixture(name="reading")
def _reading(engine):
    """Return what the engine makes of a plain text before any rule."""

    def reading(text):
        return next(engine.read([plain.read(Source("mail.txt", text))]))

    return reading


@pytest.fixture(name="engine_of")
def _engine_of(tmp_path):
    """Return an engine with the rules of some YAML texts only."""

    def engine_of(*texts, words=None):
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"rule{number}.yml").write_text(text, encoding="utf-8")
        if words:
            (folder / "words").mkdir(exist_ok=True)
            (folder / "words" / "own.yml").write_text(words, encoding="utf-8")
        every = ruleset.load([str(folder)])
        own = [rule for rule in every.rules if rule.path.startswith(str(folder))]
        return Engine(ruleset.RuleSet(tuple(own), every.lists, every.situations))

    return engine_of
