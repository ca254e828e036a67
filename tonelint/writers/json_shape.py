"""The shape of the JSON report, version 1, as types: `tonelint schema report` is made from them. `json_v1.py` writes it."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

Line = Annotated[int, "a line, from 1"]
Column = Annotated[int, "a column, from 1, in characters"]
Points = Annotated[float, "what it adds to the score, with one decimal"]
Words = Annotated[str, "what a reader sees: white space folded, merge fields as they stand in the source"]
Where = Annotated["Region", "where that is in the file"]
RuleId = Annotated[str, "the id of the rule"]


class Position(TypedDict):
    """A place in a file."""

    line: Line
    column: Column
    offset: Annotated[int, "characters before it, a byte order mark not counted"]


class Region(TypedDict):
    """A stretch of a file."""

    start: Annotated[Position, "where it starts"]
    end: Annotated[Position, "where it ends: the first place that is not in it"]


class _Extras(TypedDict, total=False):
    like: Annotated[str, "only with --broad, where the words were found by likeness alone: the labelled text that they are nearest to"]
    origin: Annotated[str, "only where the file holds the words encoded: the part of the mail and the line of its decoded text"]


class Fix(TypedDict):
    """Words that may be put into a place of the file as they are."""

    region: Annotated[Region, "the place"]
    text: Annotated[str, "the words; none to take out what stands there"]


class _Fixed(TypedDict, total=False):
    fix: Annotated[Fix, "only where better words fit in the place of those found"]


class Finding(_Extras, _Fixed):
    """What is wrong, and where."""

    rule: RuleId
    severity: Annotated[Literal["error", "warning", "suggestion"], "how serious it is"]
    points: Points
    part: Annotated[str, "the section of the message that it is in"]
    text: Words
    message: Annotated[str, "what is wrong, in plain words"]
    suggestion: Annotated[str | None, "what to write instead"]
    region: Where


class Strength(_Extras):
    """What is good, and where."""

    rule: RuleId
    points: Points
    text: Words
    region: Where
    part: Annotated[str, "the section of the message that it is in"]


class _Reasoned(TypedDict, total=False):
    reason: Annotated[str, "why, where its author gave a reason"]


class Suppression(_Reasoned):
    """A finding that is hidden and takes no points."""

    rule: RuleId
    by: Annotated[Literal["comment", "front matter", "baseline"], "what hides it"]
    text: Words
    region: Where


class UnusedSuppression(TypedDict):
    """What was to hide findings and hides none, or none any more."""

    region: Where
    message: Annotated[str, "what it is, in a line"]


class Skipped(TypedDict):
    """A rule that was not applied to a message."""

    rule: RuleId
    reason: Annotated[str, "why it was not applied"]


class SituationFound(TypedDict):
    """What a message is for."""

    name: Annotated[str, "the situation"]
    source: Annotated[Literal["detected", "front-matter", "configuration", "option"], "who says so"]
    evidence: Annotated[list[str], "the words that decided, where it was detected"]


class PrinciplePoints(TypedDict):
    """What one principle adds to the score."""

    points: Points


class _Labelled(TypedDict, total=False):
    message: Annotated[str, "only where a file holds several: which message it is, by its number or its key in a catalogue"]


class _Accepted(TypedDict, total=False):
    score_before_baseline: Annotated[float, "only with a baseline: the score with all that it hides"]
    score_accepted: Annotated[float, "only with a baseline that knows the message: that score when it was accepted"]


class File(_Labelled, _Accepted):
    """A message."""

    path: Annotated[str, "its file, as it was given"]
    format: Annotated[str, "how the file was read"]
    situation: Annotated[SituationFound, "what the message is for"]
    score: Annotated[float, "80 and the sum of all points, exactly; one decimal"]
    principles: Annotated[dict[str, PrinciplePoints], "the points by principle"]
    findings: Annotated[list[Finding], "what is wrong, by position, then rule"]
    strengths: Annotated[list[Strength], "what is good, by position, then rule"]
    suppressed: Annotated[int, "how many findings are hidden"]
    suppressions: Annotated[list[Suppression], "the findings that are hidden"]
    unused_suppressions: Annotated[list[UnusedSuppression], "what was to hide findings and hides none"]
    skipped: Annotated[list[Skipped], "rules that were not applied"]


class _Placed(TypedDict, total=False):
    line: Line
    column: Column


class Error(_Placed):
    """A path that could not be read."""

    path: Annotated[str, "the path, as it was given"]
    message: Annotated[str, "why, in a line"]


class Twin(TypedDict):
    """A file that says only what another file of the run says."""

    path: Annotated[str, "the file"]
    of: Annotated[str, "that other file"]


class DeadEntry(TypedDict):
    """An entry of the baseline that accepts more findings than there are."""

    path: Annotated[str, "the file"]
    rule: RuleId
    text: Annotated[str, "the sentence, as the baseline has it"]
    count: Annotated[int, "how many it accepts in vain"]


class Tool(TypedDict):
    """What made the report."""

    name: Annotated[Literal["tonelint"], "the name of the program"]
    version: Annotated[str, "its version"]
    model: Annotated[str, "the language model whose parse the rules stand on"]


class Scores(TypedDict):
    """The scores of a run; null without a message."""

    mean: Annotated[float | None, "the mean of all scores"]
    lowest: Annotated[float | None, "the lowest score"]


class Summary(TypedDict):
    """A run in numbers."""

    files: Annotated[int, "how many messages there are"]
    score: Annotated[Scores, "the scores of all messages"]
    error: Annotated[int, "how many findings are errors"]
    warning: Annotated[int, "how many are warnings"]
    suggestion: Annotated[int, "how many are suggestions"]


class Report(TypedDict):
    """All messages of a run."""

    version: Annotated[Literal[1], "the version of this form: within it, keys are only ever added"]
    tool: Annotated[Tool, "what made the report"]
    files: Annotated[list[File], "the messages, by path"]
    errors: Annotated[list[Error], "paths that could not be read"]
    twins: Annotated[list[Twin], "files that say only what another file of the run says"]
    empty: Annotated[list[str], "files without a text, such as the piece of a template that shows a logo"]
    dead_entries: Annotated[list[DeadEntry], "entries of the baseline that no longer match"]
    summary: Annotated[Summary, "the run in numbers"]
