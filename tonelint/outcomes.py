"""Groups of files to what comes of them: read, linted by the engine of their rules, and gathered.

What cannot be read becomes an error, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import accumulate, groupby

from tonelint import discovery
from tonelint.config.force import InForce
from tonelint.dataclass import dataclass
from tonelint.engine import Engine, checked
from tonelint.errors import EmptyError, InvalidFileError, NoKeysError, Problem, TonelintError
from tonelint.groups import Group, Outcome, without_text
from tonelint.message import Message
from tonelint.products import with_products
from tonelint.project import Project
from tonelint.readers import read_file
from tonelint.report import FileError, FileReport, RuleInfo, Skipped, error_of
from tonelint.results.common import Common
from tonelint.rule import Rule
from tonelint.shelf import Shelf
from tonelint.twins import Twins


@dataclass
class Outcomes:
    """Makes the outcomes of groups under the configurations of a project.

    `named`: the paths that the user named, of which it is a mistake to be empty. `shows`: reports hold what the messages look
    like. `read`: is called after each file. `are_sent`: another process goes on with the outcomes.
    """

    project: Project
    named: frozenset[str]
    shows: bool = False
    read: Callable[[], None] = lambda: None
    are_sent: bool = False
    _engines: dict[str, Engine] = field(default_factory=dict, init=False)
    _skipped: dict[tuple[Skipped, ...], tuple[Skipped, ...]] = field(default_factory=dict, init=False)

    def prepare(self, groups: Iterable[Group]) -> None:
        """Make the engines for some groups."""
        paths = {name: None for group in groups for name in group.names}
        for ruleset, together in self.project.together(paths):
            engine = Engine(ruleset, shows=self.shows)
            self._engines |= dict.fromkeys(together, engine)

    def load(self) -> None:
        """Load all that linting may need, before there are several processes of it."""
        for engine in {id(engine): engine for engine in self._engines.values()}.values():
            engine.load()

    def of(self, groups: Sequence[Group]) -> list[Outcome]:
        """Return the outcome of each group; they must be among those that were prepared."""
        gatherings = [_Gathering(group) for group in groups]
        owners = {name: gathering for gathering in gatherings for name in gathering.group.names}
        files = [(path, name, gathering) for gathering in gatherings for path, name in gathering.files]
        shelf: Shelf[FileReport] = Shelf(is_sent=self.are_sent)
        for engine, some in groupby(files, key=lambda file: self._engines[file[1]]):
            for report in engine.lint(self._messages(some), self.project.policy):
                owners[report.source.path].count += 1
                shelf.put(self._kept(report))
        ends = accumulate(gathering.count for gathering in gatherings)
        return [gathering.outcome(shelf.part(end - gathering.count, end)) for gathering, end in zip(gatherings, ends, strict=True)]

    def _messages(self, files: Iterable[tuple[str, str, _Gathering]]) -> Iterator[Message]:
        for path, name, gathering in files:
            try:
                yield from self._of_file(path, name, gathering)
            except OSError as error:
                gathering.errors.append(FileError.unreadable(path, error))
            except InvalidFileError as error:
                gathering.errors += (error_of(path, problem) for problem in error.problems)
            except NoKeysError as error:
                # A catalogue that a folder held may well have nothing of what is asked for.
                gathering.errors += [FileError(path, str(error))] if path in self.named else []
            except EmptyError as error:
                # No mistake of a folder's, nor of a piece that a template puts around its text.
                is_mistake = path in self.named and not error.has_marks
                gathering.errors += [FileError(path, str(error))] if is_mistake else []
                gathering.empty += [] if is_mistake else [path]
            except TonelintError as error:
                gathering.errors.append(FileError(path, str(error)))
            self.read()

    def _of_file(self, path: str, name: str, gathering: _Gathering) -> Iterator[Message]:
        with discovery.opened(path) as stream:
            items = prepared(read_file(name, stream, self.project.wanted(name)), self.project, name)
            renamed = self.project.rules_of(self.project.of(name)).renamed
            yield from gathering.own(name, gathering.sound(path, items, renamed))

    def _kept(self, report: FileReport) -> FileReport:
        """Return a report as it is kept until the end of the run, without what the source has beside its findings."""
        skipped = self._skipped.setdefault(report.skipped, report.skipped)
        return without_text(report, skipped)


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


def common_of(project: Project, force: InForce) -> Common:
    """Return what a report says of the rules in force. Raises TonelintError when a configuration names rules wrong."""
    ruleset, kept = project.rules_of(force), project.policy_in(force).ruleset
    ids = {rule.id for rule in kept.rules}
    said = [layer.said for layer in force.layers]
    names = (name for one in said for name in (*(one.select or ()), *one.ignore, *one.enable, *one.severity, *one.points))
    renamed = dict.fromkeys((str(name), ruleset.renamed[name]) for name in names if name in ruleset.renamed)
    return Common(tuple(_info(rule) for rule in ruleset.rules if rule.id in ids), tuple(renamed))


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
class _Gathering:
    """What comes of a group, while it is read; of its reports, only how many they are."""

    group: Group
    count: int = 0
    errors: list[FileError] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    twins: Twins = field(default_factory=Twins)
    renamed: dict[tuple[str, str], None] = field(default_factory=dict)

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        return zip(self.group.paths, self.group.names, strict=True)

    def own(self, name: str, messages: Iterator[Message]) -> Iterator[Message]:
        """Yield what no other version has said. Of what has no other, nothing need be remembered: it may be very long."""
        return self.twins.own(name, messages) if len(self.group.paths) > 1 else messages

    def sound(self, path: str, items: Iterable[Message | Problem], renamed: Mapping[str, str]) -> Iterator[Message]:
        for item in items:
            if isinstance(item, Problem):
                self.errors.append(error_of(path, item))
                continue
            self.renamed |= {(str(name), renamed[name]): None for one in item.directives for name in one.names if name in renamed}
            yield item

    def outcome(self, reports: Sequence[FileReport]) -> Outcome:
        return Outcome(reports, tuple(self.errors), tuple(self.twins.found), tuple(self.empty), tuple(self.renamed))
