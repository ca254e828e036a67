"""The configurations of a run: for each file the nearest one, with the options of the command on top, and what they put in force."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tonelint.config import files
from tonelint.config.force import Configuration, InForce
from tonelint.config.keys import ConfigFile
from tonelint.dataclass import dataclass
from tonelint.readers import Wanted

if TYPE_CHECKING:
    from tonelint.contents import Files
    from tonelint.policy import Policy
    from tonelint.ruleset import RuleSet

NOTHING = ConfigFile()


@dataclass
class Project:
    """Answers, for the path of a file, what is in force for it. Everything is worked out once.

    `options`: what a command says, over every configuration. `config`: the path of the only configuration to read, instead of
    the one nearest to each file; `no_config`: none.
    """

    options: ConfigFile = NOTHING
    config: str | None = None
    no_config: bool = False
    _configurations: dict[str | None, Configuration] = field(default_factory=dict, init=False)
    _folders: dict[str, Configuration] = field(default_factory=dict, init=False)
    _forces: dict[str, InForce] = field(default_factory=dict, init=False)
    _rulesets: dict[tuple[object, ...], RuleSet] = field(default_factory=dict, init=False)
    _wanted: dict[int, Wanted] = field(default_factory=dict, init=False)
    _policies: dict[int, Policy] = field(default_factory=dict, init=False)

    def configuration(self, path: str) -> Configuration:
        """Return the configuration that a file is under. Raises TonelintError, or InvalidFileError with every problem in it."""
        folder = os.path.dirname(path)
        found = self._folders.get(folder)
        if found is None:
            found = self._folders[folder] = self._of_folder(os.path.dirname(os.path.abspath(path)))
        return found

    def at(self, folder: str) -> InForce:
        """Return what is in force in a folder where no override is."""
        return self._of_folder(os.path.abspath(folder)).top

    @property
    def here(self) -> InForce:
        """What is in force in the current folder where no override is."""
        return self.at(os.curdir)

    @cached_property
    def program(self) -> Files | None:
        """The files of this program and its rules, as they are when first asked for; None where they do not lie in a folder."""
        from tonelint.packs import program_files  # noqa: PLC0415 - takes time to import, and a run that lints nothing does without

        return program_files()

    def paths(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return the paths that a command is given, or else those of the configuration here, or else the current folder."""
        return given or self.here.values.paths or (os.curdir,)

    def of(self, path: str) -> InForce:
        """Return what is in force for a file."""
        found = self._forces.get(path)
        if found is None:
            found = self._forces[path] = self.configuration(path).of(path)
        return found

    def excludes(self, path: str) -> bool:
        """Tell whether a file is left out."""
        return self.configuration(path).excludes(path)

    def wanted(self, path: str) -> Wanted:
        """Tell how a file is read."""
        force = self.of(path)
        found = self._wanted.get(id(force))
        if found is None:
            values = force.values
            found = Wanted(values.input_format, values.keys, values.delimiters, by_path=force.is_format_by_path)
            self._wanted[id(force)] = found
        return found

    def rules_of(self, force: InForce) -> RuleSet:
        """Return all rules that a configuration may put in force; the same value for files that have the same ones."""
        values = force.values
        key = (values.rules, values.packs, force.words, bool(values.broad))
        found = self._rulesets.get(key)
        if found is None:
            # Both take time to import, and a run that lints nothing does without.
            from tonelint import ruleset  # noqa: PLC0415
            from tonelint.packs import PackError  # noqa: PLC0415

            try:
                found = ruleset.load(
                    values.rules,
                    packs=values.packs,
                    words=force.words,
                    broad=bool(values.broad),
                    cached=True,
                    program=self.program,
                )
            except PackError as error:
                mistake = force.mistake("packs", str(error), error.pack)
                raise mistake from None
            self._rulesets[key] = found
        return found

    def policy(self, path: str) -> Policy:
        """Return what is in force for the messages of a file. Raises InvalidFileError or TonelintError for rules that do not exist."""
        return self.policy_in(self.of(path))

    def policy_in(self, force: InForce) -> Policy:
        """Return the policy that layers make."""
        found = self._policies.get(id(force))
        if found is None:
            from tonelint.policy import policy_of  # noqa: PLC0415 - as above

            found = self._policies[id(force)] = policy_of(force, self.rules_of(force))
        return found

    def in_force(self, path: str) -> frozenset[str]:
        """Return the ids of the rules that are in force for a file."""
        return frozenset(rule.id for rule in self.policy(path).ruleset.rules)

    def together(self, paths: Iterable[str]) -> list[tuple[RuleSet, list[str]]]:
        """Return paths in groups that one engine can lint, each with the rules that are in force for any of them."""
        groups: dict[int, tuple[RuleSet, list[str]]] = {}
        for path in paths:
            every = self.rules_of(self.of(path))
            groups.setdefault(id(every), (every, []))[1].append(path)
        return [(self._used(every, group), group) for every, group in groups.values()]

    def _used(self, every: RuleSet, paths: Iterable[str]) -> RuleSet:
        policies = {id(policy): policy for policy in map(self.policy, paths)}.values()
        used = {rule.id for policy in policies for rule in policy.ruleset.rules}
        return replace(every, rules=tuple(rule for rule in every.rules if rule.id in used))

    def _of_folder(self, folder: str) -> Configuration:
        passed = []
        for place in files.upward(folder):
            found = self._folders.get(place)
            if found:
                break
            passed.append(place)
            file = self._file(place)
            if file:
                found = self._read(file)
                break
        found = found or self._read(None)
        self._folders.update(dict.fromkeys(passed, found))
        return found

    def _file(self, folder: str) -> str | None:
        return None if self.no_config else self.config or files.in_folder(folder)

    def _read(self, file: str | None) -> Configuration:
        found = self._configurations.get(file)
        if found is None:
            layers = files.read(file) if file else ()
            found = self._configurations[file] = Configuration(layers, files.Layer(self.options, os.getcwd()))
        return found
