"""The schemas of rule files, word lists and situations, where types alone do not tell them: checks, examples, changes of lists."""

from __future__ import annotations

from typing import Any

from tonelint.checks import CHECKS
from tonelint.checks.base import Options
from tonelint.rule import Example, RuleFile, SituationFile
from tonelint.rulefile import LISTED, ExampleKeys
from tonelint.schema import Input, Schema, about
from tonelint.wordchange import ChangeKeys, Entries
from tonelint.wordfile import WordList, WordsFile


def rule_schema() -> Schema:
    """Return the schema of a rule file."""
    return _input().document(RuleFile, "A rule of tonelint")


def situation_schema() -> Schema:
    """Return the schema of a situation file."""
    return _input().document(SituationFile, "A situation of tonelint")


def words_schema() -> Schema:
    """Return the schema of a file of word lists."""
    return {**_input().document(WordsFile, "Word lists of tonelint"), "description": "names of lists to their entries, each a phrase"}


def _input() -> Input:
    return Input({Options: _check, Example: _example, WordList: _word_list})


def _check(schemas: Input) -> Schema:
    return schemas.defined("check", lambda: _one_of_the_checks(schemas))


def _one_of_the_checks(schemas: Input) -> Schema:
    return {
        "description": "a check: one key, which names it, and its options",
        "type": "object",
        "properties": {name: {**_options(schemas, name, kind), "description": about(kind)} for name, kind in CHECKS.items()},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _options(schemas: Input, name: str, kind: Any) -> Schema:
    if name not in LISTED:
        return schemas.of(kind)
    return schemas.of(Entries if name in ("phrase", "regex") else Any)


def _example(schemas: Input) -> Schema:
    return {"anyOf": [schemas.of(str), schemas.of(ExampleKeys)]}


def _word_list(schemas: Input) -> Schema:
    return {"anyOf": [schemas.of(Entries), schemas.of(ChangeKeys)]}
