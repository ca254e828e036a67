"""One YAML file to one rule or situation, with every problem at its line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import yaml

from tonelint.archive import Pieces
from tonelint.checks import CHECKS
from tonelint.checks.base import Compiling, Options, is_judge, is_pattern, only_patterns
from tonelint.dataclass import dataclass
from tonelint.decode import Decoder, Located, plain
from tonelint.errors import Problem, near
from tonelint.names import SITUATIONS
from tonelint.phrases import WordLists
from tonelint.rule import ID, Example, Examples, Rule, RuleFile, Sign, Situation, SituationFile, SituationName

LISTED = {"phrase": "phrases", "regex": "patterns", "tokens": "patterns", "dependency": "patterns"}


def read_rule(path: str, text: str, lists: WordLists) -> tuple[Rule | None, list[Problem]]:
    """Read a rule file. Return the rule, or None and all the problems found."""
    decoder = RuleDecoder(path)
    file = decoder.load(text, RuleFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _check(file, decoder)
    checks = [check for options in file.any for check in options.compile(context)]
    rule = Rule(
        path,
        _without_checks(file),
        tuple(check for check in checks if is_pattern(check)),
        tuple(check for check in checks if is_judge(check)),
        only_patterns(file.unless, context),
        tuple(check for options in file.unless_message for check in options.compile(context)),
        tuple(check for options in file.given for check in options.compile(context)),
        tuple(check for options in file.milder_with for check in options.compile(context)),
    )
    return (None if decoder.problems else rule), decoder.problems


def _without_checks(file: RuleFile) -> RuleFile:
    """Return what a rule file says beside its checks, which are compiled; examples are read when they are asked for."""
    examples = Examples(Pieces(file.examples.bad), Pieces(file.examples.good))
    return replace(file, any=(), unless=(), unless_message=(), given=(), milder_with=(), examples=examples)


def read_situation(path: str, text: str, lists: WordLists) -> tuple[Situation | None, list[Problem]]:
    """Read a situation file. Return the situation, or None and all the problems found."""
    decoder = RuleDecoder(path)
    file = decoder.load(text, SituationFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _known_situation(decoder, file.id)
    signs = tuple(Sign(sign.weight, only_patterns(sign.any, context), sign.in_) for sign in file.signs)
    return (None if decoder.problems else Situation(str(file.id), file.about, file.rank, signs)), decoder.problems


def _check(file: RuleFile, decoder: Decoder) -> None:
    if not ID.fullmatch(file.id):
        decoder.problem(Located.of(file.id), f"an id is principle/name in lower case, got '{file.id}'")
    if not file.any:
        decoder.problem(Located.of(file.id), "the rule has no check: 'any' is empty")
    if file.kind == "problem" and file.severity is None:
        decoder.problem(Located.of(file.id), "the key 'severity' is missing (only a strength has none)")
    if file.kind == "strength" and file.severity is not None:
        decoder.problem(Located.of(file.id), "a strength has no severity")
    if file.points <= 0:
        decoder.problem(Located.of(file.id), "'points' must be greater than 0; whether they count for or against is told by 'kind'")
    examples = (*file.examples.bad, *file.examples.good)
    for name in (*file.when, *file.not_when, *file.severity_in, *(e.situation for e in examples if e.situation)):
        _known_situation(decoder, name)


def _known_situation(decoder: Decoder, name: str) -> None:
    if name not in SITUATIONS:
        decoder.problem(Located.of(name), f"unknown situation '{name}'{near(name, SITUATIONS)}")


def _compiling(decoder: Decoder, lists: WordLists) -> Compiling:
    return Compiling(decoder.path, lists, lambda where, what: decoder.problem(Located.of(where), what))


class RuleDecoder(Decoder):
    """A decoder that remembers the checks it has read, so that their mistakes are told even when the file has others."""

    def __init__(self, path: str) -> None:
        super().__init__(path, {Options: self._check, Example: _decode_example})
        self.checks: list[Options] = []

    def _check(self, _: Decoder, node: yaml.Node) -> Options:
        options: Options = _decode_check(self, node)
        self.checks.append(options)
        return options


def _all_problems(decoder: RuleDecoder, context: Compiling) -> list[Problem]:
    for options in decoder.checks:
        options.compile(context)
    return sorted(set(decoder.problems))


def _decode_check(decoder: Decoder, node: yaml.Node) -> Any:
    pairs = decoder.pairs(node)
    if len(pairs) != 1:
        decoder.fail(node, f"a check is one key of {', '.join(CHECKS)}; write the next check as an item of its own")
    key, value = pairs[0]
    if key not in CHECKS:
        decoder.fail(node, f"unknown check '{key}'{near(key, CHECKS)}")
    if key not in LISTED:
        return decoder.decode(value, CHECKS[key])
    if key in ("phrase", "regex"):
        return CHECKS[key](decoder.decode(value, tuple[str, ...]))
    patterns = plain(value)
    is_single = isinstance(patterns, list) and bool(patterns) and isinstance(patterns[0], dict)
    place = Located.of(key, value.start_mark.line + 1, value.start_mark.column + 1)
    return CHECKS[key]((patterns,) if is_single or not isinstance(patterns, list) else tuple(patterns), place)


@dataclass(frozen=True, slots=True)
class ExampleKeys:
    """An example with more than its text."""

    text: Annotated[str, "the text"]
    marks: Annotated[tuple[str, ...], "the exact words that are marked, in order"] = ()
    also: Annotated[tuple[str, ...], "other rules that mark it too"] = ()
    situation: Annotated[SituationName | None, "what the text is for, instead of working it out"] = None


def _decode_example(decoder: Decoder, node: yaml.Node) -> Example:
    """Decode an example: a text alone, or a mapping with the text and what is to be marked."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Example(str(decoder.decode(node, str)), line=line)
    keys = decoder.decode(node, ExampleKeys)
    return Example(str(keys.text), tuple(map(str, keys.marks)), tuple(map(str, keys.also)), keys.situation, line)
