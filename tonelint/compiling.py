"""Files that say something about rules to rules, word lists, situations and the names of today by those of old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tonelint.errors import InvalidFileError, Problem
from tonelint.located import Located
from tonelint.packs import BUILT_IN, DataFile
from tonelint.phrases import WordLists
from tonelint.renamed import renamed_rules
from tonelint.rule import Rule, Situation
from tonelint.rulefile import read_rule, read_situation
from tonelint.wordchange import WordChange
from tonelint.wordfile import word_lists

# In the order of the fields of a RuleSet.
Compiled = tuple[tuple[Rule, ...], WordLists, tuple[Situation, ...], Mapping[str, str]]


def compiled(found: Sequence[DataFile], words: Sequence[WordChange]) -> Compiled:
    """Compile files under changes of word lists. Raises InvalidFileError with every problem."""
    problems: list[Problem] = []
    lists = word_lists([file for file in found if file.kind == "words"], words, problems)
    rules: dict[str, Rule] = {}
    situations: dict[str, Situation] = {}
    for file in found:
        if file.kind == "situation":
            situation, wrong = read_situation(file.path, file.text, lists)
            if situation:
                situations[situation.id] = situation
            problems += wrong
        elif file.kind == "rule":
            rule, wrong = read_rule(file.path, file.text, lists)
            if rule and rule.id in rules:
                wrong.append(_taken(rule, rules[rule.id]))
            elif rule:
                rules[rule.id] = replace(rule, origin=file.origin)
            problems += wrong
    paths = {name: rule.path for name, rule in rules.items()}
    renamed = renamed_rules([file for file in found if file.kind == "renamed"], paths, problems)
    if problems:
        raise InvalidFileError(problems)
    ordered = tuple(rules[name] for name in sorted(rules))
    return ordered, lists, tuple(situations[name] for name in sorted(situations)), renamed


def _taken(rule: Rule, first: Rule) -> Problem:
    place = Located.of(rule.file.id)
    hint = "; to have yours instead, give it another name and ignore the built-in one" if first.origin == BUILT_IN else ""
    return Problem(rule.path, place.line, place.column, f"the rule '{rule.id}' is already defined in {first.path}{hint}")
