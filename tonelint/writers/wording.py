"""What several outputs say in the same words: a finding in one line, why a message fails, the counts of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tonelint.finding import Finding, Fix, Severity
from tonelint.report import FileReport, HiddenBy, Report
from tonelint.writers.style import clean, plural, short, whole

Kinds = Counter[Severity | None]

_QUOTE = 200
WORST_FIRST = tuple(sorted(Severity, reverse=True))


def advice(finding: Finding) -> str:
    """Return what is wrong and what would be better."""
    better = f" Better: {finding.suggestion}" if finding.suggestion else ""
    return finding.message + better + (f" {replacement(finding.fix)}" if finding.fix else "")


def replacement(fix: Fix) -> str:
    """Return which words a fix puts in place of which."""
    return clean(f'Write "{fix.text}" for "{fix.instead}".' if fix.text else f'Leave out "{fix.instead}".')


def told(finding: Finding) -> str:
    """Return the words that were found and the advice, as in '"We've missed you": An organisation can't ...'."""
    origin = f" ({finding.origin})" if finding.origin else ""
    quote = f'"{short(finding.text, _QUOTE)}"{origin}: ' if finding.text else ""
    return clean(quote + advice(finding))


def kinds(findings: Iterable[Finding]) -> Kinds:
    """Return how many findings there are of each severity."""
    return Counter(finding.severity for finding in findings)


def counted(found: Kinds, severities: Iterable[Severity] = WORST_FIRST) -> str:
    """Say how many findings there are of each severity, as in "1 error, 2 warnings, 0 suggestions"."""
    return ", ".join(plural(found[severity], severity.label) for severity in severities)


def shortfalls(file: FileReport) -> list[str]:
    """Return why a message fails, one reason each; none when it does not."""
    return [reason for reason in (present(kinds(file.failing)), *score_shortfalls(file)) if reason]


def score_shortfalls(file: FileReport) -> list[str]:
    """Return why a message fails by its score, one reason each."""
    return [reason for reason in (_score_shortfall(file), _drop(file)) if reason]


def verdict(report: Report) -> str:
    """Return how many messages fail and why; nothing when none does."""
    sums = report.sums
    if not sums.failed:
        return ""
    reasons = (
        present(sums.failing),
        f"{sums.under} under the least score" if sums.under else "",
        f"{sums.dropped} below the accepted score" if sums.dropped else "",
    )
    who = "fails" if len(report.files) == 1 else f"{sums.failed} of {len(report.files)} messages fail"
    return f"{who}: {', '.join(filter(None, reasons))}"


def present(found: Kinds) -> str:
    """Say how many findings there are of each severity that there is."""
    return counted(found, [severity for severity in WORST_FIRST if found[severity]])


def _score_shortfall(file: FileReport) -> str:
    """Return by how much a message is under the least score; nothing when it is not."""
    if not file.is_under_least_score or file.bar.score is None:
        return ""
    return f"score {file.score / 10:g}, at least {file.bar.score / 10:g} is asked for"


def _drop(file: FileReport) -> str:
    """Return how far the score of a message fell since it was accepted; nothing when that does not fail it."""
    before, accepted = file.score_before, file.score_accepted
    if not file.has_dropped or before is None or accepted is None:
        return ""
    return f"with all that is accepted, the score fell from {accepted / 10:g} to {before / 10:g}"


def hidden(file: FileReport) -> str:
    """Return how many findings of a message are hidden and by what; nothing when none is."""
    counts = Counter(suppressed.by for suppressed in file.suppressed)
    if not counts:
        return ""
    by = ", ".join(f"{count} by {'the baseline' if by is HiddenBy.BASELINE else by.value}" for by, count in sorted(counts.items()))
    return f"{plural(len(file.suppressed), 'finding')} hidden: {by}"


def all_hidden(report: Report) -> str:
    """Return how many findings of a run are hidden; nothing when none is."""
    count = report.sums.hidden
    return f"{plural(count, 'finding')} hidden" if count else ""


def unread(report: Report) -> str:
    """Return how many paths could not be read, and how many mistakes stand in what could; nothing without any."""
    read = report.sums.paths
    paths, mistakes = {error.path for error in report.errors} - read, sum(error.path in read for error in report.errors)
    told = (
        f"{plural(len(paths), 'path')} could not be read" if paths else "",
        f"{plural(mistakes, 'mistake')} in what could be read" if mistakes else "",
    )
    return ", ".join(filter(None, told))


def repeated(report: Report) -> str:
    """Return how many files are left out since a twin said the same, or since they say nothing; nothing when none is."""
    told = (
        f"{plural(len(report.twins), 'file')} said only what another version of the message says" if report.twins else "",
        f"{plural(len(report.empty), 'file without text', 'files without text')}" if report.empty else "",
    )
    return ", ".join(filter(None, told))


def outdated(report: Report) -> str:
    """Return how many entries of the baseline no longer match, and what to do; nothing when all do."""
    if not report.dead:
        return ""
    told = plural(len(report.dead), "entry of the baseline no longer matches", "entries of the baseline no longer match")
    return f"{told}: run tonelint baseline --update"


def scores(report: Report) -> str:
    """Return the score of the only message, or the mean and the lowest of several; nothing without a message."""
    every = report.sums.scores
    if not every:
        return ""
    mean = whole(round(sum(every) / len(every)))
    return f"score {mean}" if len(every) == 1 else f"mean score {mean}, lowest {whole(min(every))}"


def totals(report: Report) -> str:
    """Return how many messages there are, their score, and what was found in them."""
    if not report.files:
        return "no messages"
    strengths = plural(report.sums.strengths, "strength")
    return f"{plural(len(report.files), 'message')}, {scores(report)}: {counted(report.sums.found)}, {strengths}"


def summary(report: Report) -> str:
    """Return all that a run counts in one line: the totals, what is hidden or left out, and what could not be read."""
    unused = report.sums.unused
    more = (
        all_hidden(report),
        plural(unused, "unused suppression") if unused else "",
        repeated(report),
        unread(report),
        outdated(report),
    )
    return "; ".join((totals(report), *(part for part in more if part)))
