"""Finding rule files, word lists and situations: the built-in ones and a team's own. Selecting among the rules."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tonelint import cache
from tonelint.checks.base import LikenessPattern, Pattern
from tonelint.errors import InvalidFileError, Problem, TonelintError, near
from tonelint.phrases import WordLists
from tonelint.rulefile import Rule, Situation, read_rule, read_situation, read_words, wrong_entries
from tonelint.shipped import built_in

# The weights of words in situations, learned by training/situations.py.
LEARNED = "situation-words.json"

_WORDS, _SITUATIONS = "words", "situations"


@dataclass(frozen=True)
class RuleSet:
    """The rules in force, the word lists they use and the situations, each in the order of their ids."""

    rules: tuple[Rule, ...]
    lists: WordLists
    situations: tuple[Situation, ...]

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id. Raises TonelintError with a near name."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        message = f"unknown rule '{rule_id}'{near(rule_id, self.names())}"
        raise TonelintError(message)

    def patterns(self) -> Iterator[Pattern]:
        """Yield every pattern that sentences must be searched for: those of the rules and of the situations."""
        for rule in self.rules:
            yield from rule.all_patterns()
        for situation in self.situations:
            for sign in situation.signs:
                yield from sign.patterns

    def names(self) -> list[str]:
        """Return all that may be selected or ignored: rule ids and principles."""
        ids = [rule.id for rule in self.rules]
        return sorted({*ids, *(rule_id.split("/")[0] for rule_id in ids)})

    def narrow(self) -> RuleSet:
        """Return the rules without what likeness alone would mark; as a guard it stays."""
        kept = (replace(r, patterns=tuple(p for p in r.patterns if not isinstance(p, LikenessPattern))) for r in self.rules)
        return RuleSet(tuple(kept), self.lists, self.situations)

    def chosen(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """Return the rules selected and not ignored, by id or principle; rules that are off must be selected by id.

        Raises TonelintError that names every unknown one.
        """
        known = set(self.names())
        unknown = [name for name in (*select, *ignore) if name not in known]
        if unknown:
            raise TonelintError("\n".join(f"unknown rule or principle '{name}'{near(name, known)}" for name in unknown))
        kept = [rule for rule in self.rules if _is_selected(rule, select) and not _is_named(rule, ignore)]
        return RuleSet(tuple(kept), self.lists, self.situations)


def _is_named(rule: Rule, names: Sequence[str]) -> bool:
    return rule.id in names or rule.id.split("/")[0] in names


def _is_selected(rule: Rule, select: Sequence[str]) -> bool:
    if rule.file.default == "off":
        return rule.id in select
    return not select or _is_named(rule, select)


def load(extra: Iterable[str] = (), *, cached: bool = False, broad: bool = False) -> RuleSet:
    """Load the built-in rules and those of more paths (files or folders). Raises InvalidFileError with every problem.

    `cached`: take compiled rules from the user's cache folder, and leave them there for the next run. `broad`: let likeness
    mark by itself.
    """
    every = _load(extra, cached=cached)
    return every if broad else every.narrow()


def _load(extra: Iterable[str], *, cached: bool) -> RuleSet:
    found = list(_files(built_in(), "rules"))
    for path in extra:
        found += _own_files(path)
    if not cached:
        return _build(found)
    key = cache.key(part for file in found for part in file)
    kept = cache.get(key)
    if isinstance(kept, RuleSet):
        return kept
    made = _build(found)
    for pattern in made.patterns():
        # The words that a pattern needs are worked out once and kept with it.
        _ = pattern.anchors
    cache.put(key, made)
    return made


@functools.cache
def learned_words() -> Mapping[str, Any]:
    """Return what words say about situations, as the file has it; read only when a message's situation is asked for."""
    file = built_in() / LEARNED
    nothing: dict[str, Any] = {"situations": [], "start": [], "words": {}}
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else nothing


def _own_files(path: str) -> list[tuple[str, str, str]]:
    place = Path(path)
    if not place.exists():
        message = f"{path}: no such rule file or folder"
        raise TonelintError(message)
    if place.is_dir():
        found = list(_files(place, path))
        if not found:
            message = f"{path}: no rule files (.yml, .yaml) in this folder"
            raise TonelintError(message)
        return found
    return [(_read(place, path), path, place.parent.name)]


def _read(file: Traversable, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        message = f"{path}: cannot be read: {reason}"
        raise TonelintError(message) from None


def _files(folder: Traversable, shown: str) -> Iterator[tuple[str, str, str]]:
    """Yield the text, the path to show and the name of the folder of every YAML file below a folder, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{shown}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, path)
        elif entry.name.endswith((".yml", ".yaml")):
            yield _read(entry, path), path, folder.name


def _word_lists(found: Sequence[tuple[str, str, str]], problems: list[Problem]) -> WordLists:
    """Read the word lists; an entry that is no phrase is a problem at its own place, once all lists are known."""
    read = [(path, *read_words(path, text)) for text, path, folder in found if folder == _WORDS]
    unreadable = [problem for _, words, wrong in read if not words for problem in wrong]
    if unreadable:
        # Every list of such a file would seem unknown: one cause is told, not a hundred effects.
        raise InvalidFileError(unreadable)
    lists = WordLists({name: entries for _, words, _ in read for name, entries in words.items()})
    for path, words, wrong in read:
        problems += wrong
        problems += (problem for entries in words.values() for problem in wrong_entries(path, entries, lists))
    return lists


def _build(found: Sequence[tuple[str, str, str]]) -> RuleSet:
    problems: list[Problem] = []
    lists = _word_lists(found, problems)
    rules: dict[str, Rule] = {}
    situations: dict[str, Situation] = {}
    for text, path, folder in found:
        if folder == _SITUATIONS:
            situation, wrong = read_situation(path, text, lists)
            if situation:
                situations[situation.id] = situation
            problems += wrong
        elif folder != _WORDS:
            rule, wrong = read_rule(path, text, lists)
            if rule and rule.id in rules:
                wrong.append(Problem(path, 1, 1, f"the rule '{rule.id}' is already defined in {rules[rule.id].path}"))
            elif rule:
                rules[rule.id] = rule
            problems += wrong
    if problems:
        raise InvalidFileError(problems)
    return RuleSet(tuple(rules[name] for name in sorted(rules)), lists, tuple(situations[name] for name in sorted(situations)))
