"""A run: paths in, one report out. Files are found, and what is not known of them from runs before is linted."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from tonelint import discovery
from tonelint.dataclass import dataclass
from tonelint.errors import tell_renamed
from tonelint.groups import Group, Outcome, grouped
from tonelint.nlp import model_name
from tonelint.report import FileError, FileReport, Report
from tonelint.results.common import Common
from tonelint.task import Task

if TYPE_CHECKING:
    from tonelint.outcomes import Outcomes
    from tonelint.shelf import Shelf

# A process is given so many files at a time, or fewer with so many bytes.
_MOST, _LARGEST = 64, 256_000
# So many bytes take longer to lint than it takes to have another process.
_PAYS = 100_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a task comes to: the groups that are linted as one, and an error for every path that leads nowhere."""

    groups: tuple[Group, ...]
    errors: tuple[FileError, ...] = ()


def planned(task: Task) -> Plan:
    """Find the files of a task."""
    found, errors = task.files()
    return Plan(tuple(grouped(found, task.name)), tuple(errors))


def lint(task: Task, plan: Plan | None = None) -> Report:
    """Lint all messages of the paths of a task. `plan`: what it comes to, where that is known."""
    plan = plan or planned(task)
    groups, count = plan.groups, _files(plan.groups)
    outcomes = _known(task, groups)
    commons = _commons(task, groups)
    unknown = [group for group in groups if group not in outcomes]
    task.tell(count - _files(unknown), count)
    if unknown:
        outcomes |= zip(unknown, _made(task, unknown, count), strict=True)
    if task.results:
        task.results.save()
    task.work.renamed += sum(len(one.renamed) for one in outcomes.values()) + sum(len(one.renamed) for one in commons.values())
    report = _joined([outcomes[group] for group in groups], plan.errors, commons.values())
    return _without_accepted(task, report, commons)


def _files(groups: Collection[Group]) -> int:
    return sum(len(group.paths) for group in groups)


def _known(task: Task, groups: Sequence[Group]) -> dict[Group, Outcome]:
    """Return what is known from runs before."""
    if not task.results:
        return {}
    named = frozenset(task.paths)
    found = ((group, task.results.known(group, named)) for group in groups)
    known = {group: outcome for group, outcome in found if outcome}
    for outcome in known.values():
        tell_renamed(outcome.renamed)
    task.work.known += len(known)
    return known


def _commons(task: Task, groups: Sequence[Group]) -> dict[int, Common]:
    """Return what is to be known of the rules in force, by the identity of what puts them in force for any of the files."""
    commons: dict[int, Common] = {}
    for force in {id(force): force for group in groups for force in map(task.project.of, group.names)}.values():
        common = task.results.common(force) if task.results else None
        if common:
            tell_renamed(common.renamed)
        else:
            from tonelint.outcomes import common_of  # noqa: PLC0415 - takes time to import, see below

            common = common_of(task.project, force)
            if task.results:
                task.results.learn(force, common)
        commons[id(force)] = common
    return commons


def _made(task: Task, groups: Sequence[Group], count: int) -> Iterator[Outcome]:
    """Yield what comes of groups when they are linted, in a run over `count` files."""
    from tonelint.outcomes import Outcomes  # noqa: PLC0415 - takes more time to import than a run that lints nothing
    from tonelint.shelf import Shelf  # noqa: PLC0415 - as above

    done = count - _files(groups)
    shelf: Shelf[FileReport] = Shelf()

    def read(files: int = 1) -> None:
        nonlocal done
        done += files
        task.tell(done, count)

    named = frozenset(task.paths)
    jobs = _jobs(task, groups)
    outcomes = Outcomes(task.project, named, shows=task.shows, read=read if jobs == 1 else lambda: None)
    outcomes.prepare(groups)
    task.work.linted += len(groups)
    task.work.jobs = jobs
    for some, made in _by_chunks(outcomes, groups, jobs):
        for group, outcome in zip(some, made, strict=True):
            if task.results:
                task.results.keep(group, named, outcome)
            yield _put(outcome, shelf)
        if jobs > 1:
            read(_files(some))


def _jobs(task: Task, groups: Sequence[Group]) -> int:
    """Return how many processes are to lint groups."""
    if task.jobs == 1 or len(groups) == 1 or discovery.STDIN in task.paths:
        return 1
    from tonelint import jobs  # noqa: PLC0415 - for runs over many files

    if not jobs.can_fork():
        return 1
    pay = 1 + sum(map(_size, groups)) // _PAYS
    return min(task.jobs or min(jobs.cores(), pay), len(groups))


def _by_chunks(outcomes: Outcomes, groups: Sequence[Group], jobs: int) -> Iterator[tuple[Sequence[Group], list[Outcome]]]:
    if jobs == 1:
        yield groups, outcomes.of(groups)
        return
    from tonelint.jobs import in_jobs  # noqa: PLC0415 - as above

    outcomes.load()
    chunks = list(_chunks(groups, min(_MOST, -(-len(groups) // (4 * jobs)))))
    outcomes.are_sent = True
    for some, made in zip(chunks, in_jobs(outcomes.of, chunks, jobs), strict=True):
        for outcome in made:
            tell_renamed(outcome.renamed)
        yield some, made


def _chunks(groups: Sequence[Group], most: int) -> Iterator[list[Group]]:
    """Yield groups in as many pieces as let all processes end at about the same time, in order."""
    chunk: list[Group] = []
    size = 0
    for group in groups:
        chunk.append(group)
        size += _size(group)
        if len(chunk) >= most or size > _LARGEST:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(group: Group) -> int:
    """Return how many bytes are in the files of a group; those that cannot be looked at cost nothing."""
    return sum(os.path.getsize(path) for path in group.paths if os.path.isfile(path))


def _put(outcome: Outcome, shelf: Shelf[FileReport]) -> Outcome:
    """Return an outcome whose reports lie on a shelf, together with those of others."""
    if not isinstance(outcome.reports, tuple):
        return outcome
    start = len(shelf)
    for report in outcome.reports:
        shelf.put(report)
    return replace(outcome, reports=shelf.part(start, len(shelf)))


def _by_path(outcomes: Sequence[Outcome]) -> Sequence[FileReport]:
    """Return all reports by path."""
    if all(isinstance(outcome.reports, tuple) for outcome in outcomes):
        return tuple(sorted((report for outcome in outcomes for report in outcome.reports), key=lambda file: file.source.path))
    from tonelint.shelf import Joined  # noqa: PLC0415 - only few runs have so many

    pieces: list[tuple[str, Sequence[FileReport]]] = []
    for outcome in outcomes:
        start = 0
        for path, same in groupby(report.source.path for report in outcome.reports):
            end = start + sum(1 for _ in same)
            pieces.append((path, outcome.reports[start:end]))
            start = end
    return Joined(reports for _, reports in sorted(pieces, key=itemgetter(0)))


def _joined(outcomes: Sequence[Outcome], errors: Sequence[FileError], commons: Collection[Common]) -> Report:
    every = [*errors, *(error for outcome in outcomes for error in outcome.errors)]
    rules = {rule.id: rule for common in commons for rule in common.rules}
    return Report(
        _by_path(outcomes),
        tuple(sorted(every, key=lambda error: (error.path, error.line or 0, error.column or 0))),
        model_name(),
        tuple(sorted(twins for outcome in outcomes for twins in outcome.twins)),
        tuple(rules[name] for name in sorted(rules)),
        empty=tuple(sorted(path for outcome in outcomes for path in outcome.empty)),
    )


def _without_accepted(task: Task, report: Report, commons: Mapping[int, Common]) -> Report:
    """Return a report without what the baseline of the task accepts."""
    if not task.baseline:
        return report
    from tonelint.baseline.matching import applied  # noqa: PLC0415 - only few runs have a baseline

    ids = {key: frozenset(rule.id for rule in common.rules) for key, common in commons.items()}
    files, dead = applied(task.baseline, report.files, lambda path: ids[id(task.project.of(path))])
    return replace(report, files=files, dead=dead)
