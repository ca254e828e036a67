"""A run: paths in, one report out. Files are found, read and linted; what cannot be read becomes an error, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tonelint import discovery
from tonelint.baseline.entries import Baseline
from tonelint.baseline.matching import applied
from tonelint.decode import Located
from tonelint.engine import Engine, checked
from tonelint.errors import EmptyError, InvalidFileError, NoKeysError, Problem, TonelintError
from tonelint.message import Message
from tonelint.nlp import model_name
from tonelint.products import with_products
from tonelint.project import Project
from tonelint.readers import read_file
from tonelint.report import Dead, FileError, FileReport, Report, RuleInfo
from tonelint.rulefile import Rule
from tonelint.twins import Twins, in_order


@dataclass(frozen=True)
class Task:
    """What a run is to do: paths, under the configurations of a project.

    `stdin_filename`: the name of standard input. `only`: the real paths of files beside which no other is linted. `tell`: is
    told how many files of how many are read. `baseline`: the findings that are accepted.
    """

    project: Project
    paths: tuple[str, ...]
    stdin_filename: str | None = None
    only: frozenset[str] | None = None
    baseline: Baseline | None = None
    tell: Callable[[int, int], None] = lambda _done, _all: None

    def files(self) -> tuple[list[str], list[FileError]]:
        """Return the paths of the files to lint, in order, and an error for every path that leads nowhere."""
        found, errors = discovery.discover(self.paths, wanted=self.project.wanted, excludes=self._excludes)
        return found, [self._placed(error) for error in errors]

    def _placed(self, error: FileError) -> FileError:
        """Return an error at the place where a configuration says its path, if one does."""
        if not isinstance(error.path, Located):
            return error
        told = self.project.here.mistake("paths", f"'{error.path}': {error.message}", error.path)
        return _as_error(told.problems[0].path, told.problems[0]) if isinstance(told, InvalidFileError) else error

    def name(self, path: str) -> str:
        """Return the path that a file goes by."""
        return self.stdin_filename if path == discovery.STDIN and self.stdin_filename else path

    def _excludes(self, path: str) -> bool:
        is_other = self.only is not None and path != discovery.STDIN and os.path.realpath(path) not in self.only
        return is_other or self.project.excludes(self.name(path))


def lint(task: Task) -> Report:
    """Lint all messages of the paths of a task."""
    run = _Run(task)
    reports: list[FileReport] = []
    infos: dict[str, RuleInfo] = {}
    for ruleset, paths in task.project.together(run.found()):
        reports += Engine(ruleset).lint(run.messages(paths), task.project.policy)
        infos |= {rule.id: _info(rule) for rule in ruleset.rules}
    reports.sort(key=lambda file: file.source.path)
    dead: tuple[Dead, ...] = ()
    if task.baseline:
        reports, dead = applied(task.baseline, reports, task.project.in_force)
    errors = sorted(run.errors, key=lambda error: (error.path, error.line or 0, error.column or 0))
    rules = tuple(infos[name] for name in sorted(infos))
    return Report(tuple(reports), tuple(errors), model_name(), tuple(sorted(run.twins.found)), rules, dead, tuple(sorted(run.empty)))


def prepared(items: Iterable[Message | Problem], project: Project, name: str) -> Iterator[Message | Problem]:
    """Yield what is in a file by the name that it goes by: its messages as they are under the project's configuration of it.

    A name in a message that nothing is called by is a problem, told once, and the message goes on without it.
    """
    force = project.of(name)
    told: set[Problem] = set()
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        message, problems = checked(item, project.rules_of(force))
        yield from (problem for problem in problems if problem not in told)
        told.update(problems)
        yield with_products(message, force.values.products)


def _info(rule: Rule) -> RuleInfo:
    file = rule.file
    better = str(file.suggestion) if file.suggestion else None
    references = tuple(map(str, file.references))
    return RuleInfo(
        rule.id,
        file.severity,
        round(file.points * 10),
        str(file.message),
        str(file.why),
        better,
        references,
        str(file.basis),
        str(file.evidence),
    )


@dataclass
class _Run:
    """The messages of a task, one by one; errors gather while they are read."""

    task: Task
    errors: list[FileError] = field(default_factory=list)
    twins: Twins = field(default_factory=Twins)
    empty: list[str] = field(default_factory=list)
    count: int = 0
    done: int = 0

    def found(self) -> list[str]:
        """Return the paths of the files to lint, the richer of twins first."""
        found, self.errors = self.task.files()
        self.count = len(found)
        return in_order(found)

    def messages(self, paths: Iterable[str]) -> Iterator[Message]:
        """Yield the messages of files."""
        for path in paths:
            try:
                yield from self._of_file(path)
            except OSError as error:
                self.errors.append(FileError.unreadable(path, error))
            except InvalidFileError as error:
                self.errors += (_as_error(path, problem) for problem in error.problems)
            except NoKeysError as error:
                # A catalogue that a folder held may well have nothing of what is asked for.
                self.errors += [FileError(path, str(error))] if path in self.task.paths else []
            except EmptyError as error:
                # No mistake of a folder's, nor of a piece that a template puts around its text.
                is_mistake = path in self.task.paths and not error.has_marks
                self.errors += [FileError(path, str(error))] if is_mistake else []
                self.empty += [] if is_mistake else [path]
            except TonelintError as error:
                self.errors.append(FileError(path, str(error)))
            self.done += 1
            self.task.tell(self.done, self.count)

    def _of_file(self, path: str) -> Iterator[Message]:
        name, project = self.task.name(path), self.task.project
        with discovery.opened(path) as stream:
            items = prepared(read_file(name, stream, project.wanted(name)), project, name)
            yield from self.twins.own(name, self._sound(path, items))

    def _sound(self, path: str, found: Iterator[Message | Problem]) -> Iterator[Message]:
        for item in found:
            if isinstance(item, Problem):
                self.errors.append(_as_error(path, item))
            else:
                yield item


def _as_error(path: str, problem: Problem) -> FileError:
    return FileError(path, problem.what, problem.line, problem.column)
