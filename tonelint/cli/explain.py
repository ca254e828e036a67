"""tonelint explain: what a rule marks, why, examples, and how to switch it off."""

from __future__ import annotations

import sys
from typing import Any

import click

from tonelint.cli.completion import RuleName
from tonelint.cli.options import config_options, pack_option, project_of
from tonelint.figures import figures_of, judged_of
from tonelint.packs import BUILT_IN
from tonelint.rule import EVERYWHERE, Rule
from tonelint.writers.page import Line, page_for
from tonelint.writers.style import Style


@click.command()
@click.argument("rule", type=RuleName())
@config_options
@click.option("--rules", metavar="PATH", multiple=True, help="More rule files, or a folder of them (repeatable).")
@pack_option
def explain(rule: str, **options: Any) -> None:
    """Say what RULE marks, why, with examples, and how to switch it off."""
    project = project_of(options)
    found = project.rules_of(project.here).rule(rule)
    page = page_for(sys.stdout, Style())
    for title, body in _sections(found):
        if title:
            page.line(Line(title, style="bold"))
        for line in body:
            page.indented(Line(line), 2 if title else 0)
        page.line()
    page.turn()


def _sections(rule: Rule) -> list[tuple[str, list[str]]]:
    file = rule.file
    bad, good = ("Earned by", "Not earned by") if rule.is_strength else ("Marked", "Left alone")
    sections = [
        ("", [f"{rule.id}: {_label(rule)}, {file.points:g} points", "", str(file.message)]),
        ("Why", [str(file.why)]),
        ("Better", [str(file.suggestion)] if file.suggestion else []),
        (f"Basis: {file.basis}. Evidence: {file.evidence}.", [f"- {reference}" for reference in file.references]),
        ("Where", [_where(rule)]),
        ("From", [] if rule.origin == BUILT_IN else [f"{rule.path} ({rule.origin})" if rule.path != rule.origin else rule.path]),
        ("Measured", _measured(rule)),
        (bad, [_example(example.text) for example in file.examples.bad]),
        (good, [_example(example.text) for example in file.examples.good]),
        ("Switching it off", _switching_off(rule)),
    ]
    return [(title, body) for title, body in sections if body]


def _label(rule: Rule) -> str:
    if rule.file.severity is None:
        return "a strength"
    label = f"{'an' if rule.file.severity.label == 'error' else 'a'} {rule.file.severity.label}"
    others = [f"{severity.label} in {situation}" for situation, severity in rule.file.severity_in.items()]
    return ", ".join([label, *others, *(["a suggestion where the message makes up for it"] if rule.milder_with else [])])


def _where(rule: Rule) -> str:
    is_everywhere = rule.file.in_ == EVERYWHERE
    sections = "Everywhere in the message." if is_everywhere else "In the " + ", ".join(kind.value for kind in rule.file.in_) + "."
    if rule.file.when:
        sections += f" Only when the situation is {', '.join(rule.file.when)}."
    if rule.file.not_when:
        sections += f" Not when the situation is {', '.join(rule.file.not_when)}."
    return sections


def _measured(rule: Rule) -> list[str]:
    figures, judged, what = figures_of(rule.id), judged_of(rule.id), "earns" if rule.is_strength else "marks"
    on_labelled = figures and (
        f"On labelled texts that it was not mended on it {what} {figures.recall:.0%} of the {figures.positives} that it should "
        f"and {figures.false_alarms:.0%} of the {figures.lookalikes} look-alikes."
    )
    on_real = judged and f"Of its findings on real mail readers judged {judged.judged}, and found {judged.true} of them true."
    return [said for said in (on_labelled, on_real) if said]


def _example(text: str) -> str:
    return "- " + text.strip().replace("\n", "\n  ")


def _switching_off(rule: Rule) -> list[str]:
    said = f"tonelint: ignore {rule.id} -- the reason"
    return [
        "In front of the paragraph that is meant to be so, in a comment of its format:",
        *(f"  {opens} {said} {closes}" for opens, closes in (("<!--", "-->"), ("{#", "#}"), ("{{!--", "--}}"), ("<%#", "%>"))),
        "or for the whole message, with 'ignore-file' in place of 'ignore', or in its front matter:",
        "  ---",
        "  tonelint:",
        f"    ignore: [{rule.id}]",
        "  ---",
        f'or for all files, or those of an override, in tonelint.toml: ignore = ["{rule.id}"]',
        f"or for one run: tonelint check --ignore {rule.id}",
    ]
