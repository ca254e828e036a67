"""What came of groups of files in runs before: found again while nothing has changed that it depends on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, field
from functools import cached_property
from typing import Any

from tonelint.config.force import InForce, below
from tonelint.contents import digest_of
from tonelint.dataclass import dataclass
from tonelint.groups import Group, Outcome
from tonelint.project import Project
from tonelint.results import file
from tonelint.results.common import Common
from tonelint.results.encoding import decoded, encoded
from tonelint.results.lastrun import LastRun
from tonelint.results.settings import as_common, as_data, digest_of_force, said_of_messages
from tonelint.results.stamps import Program, Stamp, stamped, status_of

FOLDER = ".tonelint_cache"
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
        options = (said_of_messages(self.project.options), self.project.config, self.project.no_config)
        # A checkout may move, and its results with it.
        self._path = file.place(self.folder, digest_of(repr(options), below(os.getcwd(), os.path.abspath(self.folder))))
        self._kept = file.Content()

    @cached_property
    def _now(self) -> Program | None:
        """The program as it is now. Where it lies in a place that is no folder, nothing can be told."""
        with suppress(OSError):
            files = self.project.program
            if files:
                return Program.of(files)
        return None

    @cached_property
    def _program(self) -> tuple[str, str]:
        """The status and the digest of the program; with them, the file is read."""
        with suppress(OSError):
            if self._now:
                return self._open(self._now)
        return "", ""

    def last_run(self, groups: Sequence[Group], *said: object) -> LastRun | None:
        """Return the place of what the last run wrote; None when a file has just changed, and nothing can be told of it.

        `said`: what decides, beside the files and what is in force for them, what a run writes.
        """
        program = self._now
        if program is None or not program.files.is_settled:
            return None
        forces: dict[int, str | None] = {}
        told = [program.status, os.getcwd(), repr((said, self.project.options))]
        for group in groups:
            force = self._force(group)
            if force is not None and id(force) not in forces:
                forces[id(force)] = digest_of_force(force, program.status)
            statuses = [status_of(path) for path in group.paths]
            if force is None or forces[id(force)] is None or None in statuses:
                return None
            told.append(repr((forces[id(force)], group, statuses)))
        return LastRun(self._path.removesuffix(file.ENDING) + file.LAST, digest_of(*told))

    def common(self, force: InForce) -> Common | None:
        """Return what is known of the rules in force."""
        digest = self._digest(force)
        return self._commons.get(digest) if digest else None

    def learn(self, force: InForce, common: Common) -> None:
        """Keep what is to be known of the rules in force."""
        digest = self._digest(force)
        if digest:
            self._commons[digest] = common

    def known(self, group: Group, named: frozenset[str]) -> Outcome | None:
        """Return what came of a group, if that is known. `named`: the paths that the user named."""
        with suppress(OSError):
            try:
                return self._known(group, named)
            except (ValueError, TypeError, LookupError, RecursionError):
                self._drop()
                return self._known(group, named)
        return None

    def keep(self, group: Group, named: frozenset[str], outcome: Outcome) -> None:
        """Keep what came of a group that was not known, unless one of its files has changed meanwhile."""
        force = self._force(group)
        common = self.common(force) if force else None
        stamps = self._stamps.pop(group.paths[0], None)
        if not (force and common and stamps) or [stamp.digest for stamp in stamps] != _digests(group):
            return
        data = encoded(outcome, group, common, _LARGEST)
        if data is not None:
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
        commons = {digest: common for digest, common in self._commons.items() if digest in used}
        rules = list(dict.fromkeys(rule for common in commons.values() for rule in common.rules))
        number = {rule: index for index, rule in enumerate(rules)}
        settings = {digest: as_data(common, number) for digest, common in commons.items()}
        self._kept = file.Content(self._program, [astuple(rule) for rule in rules], settings, entries, outcomes)
        self._new = {}
        file.write(self._path, self._kept)

    def _open(self, program: Program) -> tuple[str, str]:
        """Read the file, and use it if it was written by this very program, whose status and digest are returned."""
        kept = file.Content()
        try:
            kept = file.read(self._path)
            commons = {digest: as_common(held, kept.rules) for digest, held in kept.settings.items()}
        except ValueError:
            self._drop()
            kept = file.Content()
        except OSError:
            pass
        digest = kept.program[1] if kept.program[0] == program.status else program.digest()
        if kept.program[1] == digest:
            self._kept, self._commons = kept, commons
        return program.status, digest

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
        force = self.project.of(group.names[0])
        is_same = all(self.project.of(name) is force for name in group.names[1:])
        return force if is_same and _STDIN not in group.paths else None

    def _digest(self, force: InForce) -> str | None:
        """Return the digest of all that decides, beside the files of a group, what comes of them; None when it cannot be told."""
        if id(force) not in self._digests:
            program = self._program[1]
            self._digests[id(force)] = digest_of_force(force, program) if program else None
        return self._digests[id(force)]


def folder_of(project: Project) -> str:
    """Return the folder for the results of a project: as it says, or else beside its configuration, or else here."""
    here = project.here
    if here.values.cache_dir:
        return str(here.values.cache_dir)
    folders = [layer.folder for layer in here.layers if layer.text and not project.config]
    return os.path.join(folders[-1] if folders else os.getcwd(), FOLDER)


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
