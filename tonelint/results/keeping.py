"""What came of groups of files in runs before: found again while nothing has changed that it depends on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from importlib import import_module, util
from typing import Any

from tonelint.config.force import InForce
from tonelint.config.keys import ConfigFile, Settings
from tonelint.finding import Severity
from tonelint.groups import Group, Outcome
from tonelint.nlp import model_name
from tonelint.project import NOTHING, Project
from tonelint.report import RuleInfo, Skipped
from tonelint.results import file
from tonelint.results.encoding import Common, as_pairs, decoded, encoded
from tonelint.results.stamps import Files, Stamp, digest_of, libraries, program, stamped

FOLDER = ".tonelint_cache"
# Whose versions decide what comes of a message.
_LIBRARIES = ("en_core_web_sm", "spacy", "thinc", "numpy", "blis", "pyromark")
# An outcome of more bytes, as of a mailbox of a hundred thousand mails, would make all other runs slower.
_LARGEST = 8_000_000
_STDIN = "-"


@dataclass
class Results:
    """The results of a project's runs with the same options, in one file.

    `project`: what is in force for files. `note`: is told, in a line, of a file that is damaged.
    """

    folder: str
    project: Project
    note: Callable[[str], None] = lambda _line: None
    _digests: dict[int, str | None] = field(default_factory=dict, init=False)
    _commons: dict[str, Common] = field(default_factory=dict, init=False)
    _stamps: dict[str, list[Stamp]] = field(default_factory=dict, init=False)
    _new: dict[str, tuple[list[Any], str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        options = (_said(self.project.options), self.project.config, self.project.no_config)
        self._path = file.place(self.folder, digest_of(repr(options), os.path.relpath(os.getcwd(), self.folder)))
        self._kept = file.Content()
        self._program = self._now()

    def common(self, force: InForce) -> Common | None:
        """Return what is known of the rules in force."""
        digest = self._digest(force)
        if digest and digest not in self._commons and digest in self._kept.settings:
            self._commons[digest] = _common(self._kept.settings[digest], self._kept.rules)
        return self._commons.get(digest) if digest else None

    def learn(self, force: InForce, common: Common) -> None:
        """Keep what is to be known of the rules in force."""
        digest = self._digest(force)
        if digest:
            self._commons[digest] = common

    def known(self, group: Group, named: frozenset[str]) -> Outcome | None:
        """Return what came of a group, if that is known. `named`: the paths that the user named."""
        try:
            return self._known(group, named)
        except (ValueError, TypeError, LookupError):
            self._drop()
            return None
        except OSError:
            return None

    def keep(self, group: Group, named: frozenset[str], outcome: Outcome) -> None:
        """Keep what came of a group that was not known, unless one of its files has changed meanwhile."""
        force = self._force(group)
        common = self.common(force) if force else None
        stamps = self._stamps.pop(group.paths[0], None)
        if not (force and common and stamps) or [stamp.digest for stamp in stamps] != _digests(group):
            return
        data = json.dumps(encoded(outcome, group, common), separators=(",", ":"))
        if len(data) <= _LARGEST:
            is_read = {report.source.path for report in outcome.reports}.issuperset(group.names)
            self._new[group.paths[0]] = (
                [self._digest(force), list(group.paths), [] if is_read else _named(group, named), *map(_row, stamps)],
                data,
            )

    def save(self) -> None:
        """Write the file, if there is anything new to be kept. What files that are gone gave is not kept any longer."""
        if not self._new:
            return
        kept = self._kept
        entries = {path: entry for path, entry in kept.entries.items() if path not in self._new and _is_there(entry)}
        outcomes = {path: kept.outcomes[path] for path in entries}
        entries |= {path: entry for path, (entry, _) in self._new.items()}
        outcomes |= {path: data for path, (_, data) in self._new.items()}
        used = {entry[0] for entry in entries.values()}
        commons = {**{digest: _common(held, kept.rules) for digest, held in kept.settings.items()}, **self._commons}
        rules = list(dict.fromkeys(rule for digest, common in commons.items() if digest in used for rule in common.rules))
        number = {rule: index for index, rule in enumerate(rules)}
        settings = {digest: _as_data(common, number) for digest, common in commons.items() if digest in used}
        self._kept = file.Content(self._program, [astuple(rule) for rule in rules], settings, entries, outcomes)
        self._new = {}
        file.write(self._path, self._kept)

    def _now(self) -> tuple[str, str]:
        """Read the file, and return the status and the digest of the program."""
        try:
            files = program()
            status = digest_of(files.status, libraries(_spacy(), _LIBRARIES), model_name())
        except OSError:
            # We lie in a place that is no folder: nothing can be told.
            return "", ""
        kept = None
        try:
            kept = file.read(self._path)
        except file.DamagedError:
            self._drop()
        except OSError:
            pass
        if kept and kept.program[0] == status:
            self._kept = kept
            return kept.program
        now = status, digest_of(files.digest(), libraries(_spacy(), _LIBRARIES), model_name())
        if kept and kept.program[1] == now[1]:
            self._kept = kept
        return now

    def _drop(self) -> None:
        self.note(f"note: {self._path} was damaged and is made anew")
        self._kept = file.Content()
        self._new = {}

    def _known(self, group: Group, named: frozenset[str]) -> Outcome | None:
        force = self._force(group)
        if force is None or self._digest(force) is None:
            return None
        entry, common = self._kept.entries.get(group.paths[0]), self.common(force)
        is_same = entry is not None and entry[:2] == [self._digest(force), list(group.paths)] and entry[2] in ([], _named(group, named))
        kept = [Stamp(*row) for row in entry[3:]] if entry and is_same else []
        if common and kept and all(stamp.is_of(path) for stamp, path in zip(kept, group.paths, strict=True)):
            return self._outcome(group, common)
        now = [stamped(path) for path in group.paths]
        if common and entry and [stamp.digest for stamp in now] == [stamp.digest for stamp in kept]:
            self._new[group.paths[0]] = ([*entry[:3], *map(_row, now)], self._kept.outcomes[group.paths[0]])
            return self._outcome(group, common)
        self._stamps[group.paths[0]] = now
        return None

    def _outcome(self, group: Group, common: Common) -> Outcome:
        return decoded(json.loads(self._kept.outcomes[group.paths[0]]), group, common)

    def _force(self, group: Group) -> InForce | None:
        """Return what is in force for all files of a group; None when it is not the same, or when one is no file."""
        forces = {id(force): force for force in map(self.project.of, group.names)}
        return None if len(forces) > 1 or _STDIN in group.paths else next(iter(forces.values()))

    def _digest(self, force: InForce) -> str | None:
        """Return the digest of all that decides, beside the files of a group, what comes of them; None when it cannot be told."""
        if id(force) not in self._digests:
            said = [[said for layer in layers if (said := _said(layer.said)) != NOTHING] for layers in (force.layers, force.every)]
            rules = _rules(force) if self._program[0] else None
            self._digests[id(force)] = None if rules is None else digest_of(self._program[1], repr(said), *rules)
        return self._digests[id(force)]


def folder_of(project: Project) -> str:
    """Return the folder for the results of a project: as it says, or else beside its configuration, or else here."""
    here = project.here
    if here.values.cache_dir:
        return str(here.values.cache_dir)
    folders = [layer.folder for layer in here.layers if layer.text and not project.config]
    return os.path.join(folders[-1] if folders else os.getcwd(), FOLDER)


def _spacy() -> str:
    spec = util.find_spec("spacy")
    return (spec and spec.origin) or __file__


def _said(said: Settings) -> Settings:
    """Return what a layer says of messages."""
    return replace(said, extend=(), paths=None, exclude=(), baseline=None, cache_dir=None) if isinstance(said, ConfigFile) else said


def _rules(force: InForce) -> list[str] | None:
    """Return what tells the rules of one's own and of packs apart; None when they cannot be read, which is told by who needs them."""
    try:
        told = []
        for path in force.values.rules:
            files = Files.below([path]) if os.path.isdir(path) else Files((path,), "")
            told += [*files.paths, files.digest()]
        for pack in force.values.packs:
            # To find a pack, it must be imported.
            told += [f"{one.path} {one.kind} {one.text}" for one in import_module("tonelint.packs").files_of_pack(pack)]
    except Exception:  # noqa: BLE001 - importing runs the pack's own code, where anything may go wrong
        return None
    return told


def _digests(group: Group) -> list[str] | None:
    try:
        return [stamped(path).digest for path in group.paths]
    except OSError:
        return None


def _named(group: Group, named: frozenset[str]) -> list[bool]:
    """Tell of each file of a group whether the user named it, which decides whether it is a mistake to be empty."""
    return [path in named for path in group.paths]


def _row(stamp: Stamp) -> list[Any]:
    return list(astuple(stamp))


def _is_there(entry: list[Any]) -> bool:
    return all(os.path.exists(path) for path in entry[1])


def _as_data(common: Common, number: dict[RuleInfo, int]) -> list[Any]:
    skipped = [[[one.rule, one.reason] for one in some] for some in common.skipped]
    return [[number[rule] for rule in common.rules], [list(names) for names in common.renamed], skipped]


def _common(data: Any, rules: list[Any]) -> Common:
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
