"""What is in force for messages, as far as it decides what comes of them: told apart by a digest, and what reports say of it."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from typing import Any

from tonelint.config.force import InForce
from tonelint.config.keys import ConfigFile, Settings
from tonelint.contents import Files, digest_of
from tonelint.finding import Severity
from tonelint.project import NOTHING
from tonelint.report import RuleInfo, Skipped
from tonelint.results.common import Common
from tonelint.results.encoding import as_pairs
from tonelint.results.stamps import stamped


def digest_of_force(force: InForce, program: str) -> str | None:
    """Return the digest of what is in force under a program; None when it cannot be told."""
    rules = _rules(force)
    said = [[said for layer in layers if (said := said_of_messages(layer.said)) != NOTHING] for layers in (force.layers, force.every)]
    return None if rules is None else digest_of(program, repr(said), *rules)


def said_of_messages(said: Settings) -> Settings:
    """Return what a layer says of messages."""
    return replace(said, extend=(), paths=None, exclude=(), baseline=None, cache_dir=None) if isinstance(said, ConfigFile) else said


def _rules(force: InForce) -> list[str] | None:
    """Return what tells the rules of one's own and of packs apart; None when they cannot be read, which is told by who needs them."""
    try:
        told = []
        for path in force.values.rules:
            files = Files.below([path]) if os.path.isdir(path) else None
            told += [*files.paths, files.digest()] if files else [path, stamped(path).digest]
        for pack in force.values.packs:
            # To find a pack, it must be imported.
            told += [f"{one.path} {one.kind} {one.text}" for one in import_module("tonelint.packs").files_of_pack(pack)]
    except Exception:  # noqa: BLE001 - importing runs the pack's own code, where anything may go wrong
        return None
    return told


def as_data(common: Common, number: dict[RuleInfo, int]) -> list[Any]:
    """Return what is known of rules in force as data. `number`: of each rule, its place in the list of all of them."""
    skipped = [[[one.rule, one.reason] for one in some] for some in common.skipped]
    return [[number[rule] for rule in common.rules], [list(names) for names in common.renamed], skipped]


def as_common(data: Any, rules: list[Any]) -> Common:
    """Return what is known of rules in force from data. Raises ValueError when it is none."""
    try:
        numbers, renamed, skipped = data
        infos = tuple([_info(*rules[number]) for number in numbers])
        return Common(infos, as_pairs(renamed), [tuple([Skipped(*pair) for pair in as_pairs(some)]) for some in skipped])
    except (TypeError, LookupError, ValueError) as error:
        message = f"not as it was written: {error}"
        raise ValueError(message) from None


def _info(rule: str, severity: int | None, points: int, *words: Any) -> RuleInfo:  # severity, points and texts as in a RuleInfo
    message, why, better, references, basis, evidence = words
    kind = None if severity is None else Severity(severity)
    kept = None if better is None else str(better)
    return RuleInfo(str(rule), kind, int(points), str(message), str(why), kept, tuple(map(str, references)), str(basis), str(evidence))
