"""tonelint parse: what the tool saw in a message, for rule authors."""

from __future__ import annotations

import sys
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from tonelint import discovery, undertone
from tonelint.checks.base import View
from tonelint.cli.options import config_options, project_of, reading_options, rule_options, situation_option
from tonelint.engine import Engine, Reading
from tonelint.errors import TonelintError
from tonelint.grammar.clauses import Clause, clauses
from tonelint.grammar.roles import roles
from tonelint.grammar.tokens import Parse, Token
from tonelint.message import PartRole
from tonelint.outcomes import prepared
from tonelint.readers import read_file, sound
from tonelint.report import FileError
from tonelint.sentences import Sentence
from tonelint.templates.languages import languages
from tonelint.text import Span
from tonelint.undertone import UNIT
from tonelint.writers.style import Style, clean
from tonelint.writers.terminal import console_for

# So many of the words of a sentence are shown with what they weigh.
_HEAVIEST = 5


@click.command()
@click.argument("path")
@config_options
@rule_options
@situation_option
@reading_options
@click.option("--tokens/--no-tokens", default=True, help="Show tokens and dependencies.")
def parse(path: str, *, tokens: bool, **options: Any) -> None:
    """Show what tonelint makes of PATH: parts, anatomy, situation, sentences, tokens and clauses."""
    project = project_of(options)
    engine = Engine(project.rules_of(project.of(path)))
    try:
        with discovery.opened(path) as stream:
            messages = sound(prepared(read_file(path, stream, project.wanted(path)), project, path))
    except OSError as error:
        raise TonelintError(str(FileError.unreadable(path, error))) from None
    console = console_for(sys.stdout, Style())
    for number, reading in enumerate(engine.read(messages, project.policy)):
        if number:
            console.print()
        _reading(console, engine, reading, tokens=tokens)


def _reading(console: Console, engine: Engine, reading: Reading, *, tokens: bool) -> None:
    _head(console, reading)
    parses = engine.search.parser.parse([s.for_parser.text for s in reading.view.sentences]) if tokens else []
    for number, sentence in enumerate(reading.view.sentences):
        _sentence(console, sentence, parses[number] if tokens else None)


def _head(console: Console, reading: Reading) -> None:
    view, situation = reading.view, reading.situation
    greeting, signature = view.anatomy.greeting, view.anatomy.signature
    rows = [
        ("format", view.message.format),
        *(("templates", ", ".join(found)) for found in (languages(view.message.source.text, view.message.source.delimiters),) if found),
        ("parts", ", ".join(f"{part.role.value} ({len(part.blocks)} blocks, {len(part.fields)} fields)" for part in view.message.parts)),
        ("situation", f"{situation.name} ({situation.source})" + "".join(f', "{word}"' for word in situation.evidence)),
        ("greeting", f"{greeting.addressee.value} {_words(view, greeting.name_span or greeting.span)}"),
        ("signature", f"{signature.signer.value} {_words(view, signature.name_span or signature.span)}"),
        *(("message", label) for label in (view.message.label,) if label),
        *(("variant", words) for words in (view.message.variant,) if words),
        *(("note", note) for note in view.message.notes),
        ("fragment", "yes" if view.anatomy.is_fragment else "no"),
    ]
    for name, value in rows:
        console.print(Text(f"{name:<10} {clean(value)}"))


def _words(view: View, span: Span | None) -> str:
    body = view.message.part(PartRole.BODY)
    return f'"{body.text[span.start : span.end]}"' if body and span else ""


def _sentence(console: Console, sentence: Sentence, parsed: Parse | None) -> None:
    place = sentence.part.map.region(sentence.span)
    console.print()
    console.print(
        Text(
            f"[{sentence.section.value}, {sentence.block.kind.value}, {place.start}-{place.end}] {clean(sentence.folded.text)}",
            style="bold",
        )
    )
    if parsed is None:
        return
    words = sentence.words.text
    if undertone.load().hears(words):
        heaviest = "".join(f', "{word}" {weight / UNIT:+.2f}' for weight, word in undertone.load().heaviest(words)[:_HEAVIEST])
        console.print(Text(f"  undertone {undertone.load().of(words) / UNIT:+.2f}{heaviest}"))
    for token in parsed.tokens:
        console.print(Text(f"  {token.i:>3} {token.text:<18} {token.tag:<5} {token.dep:<10} {parsed.tokens[token.head].text}"))
    for clause in clauses(parsed):
        console.print(Text(f"  clause: {_clause(parsed, clause)}"))


def _clause(parsed: Parse, clause: Clause) -> str:
    marks = [name for name in ("is_negated", "is_question", "is_conditional", "is_imperative", "passive") if getattr(clause, name)]
    places = (("subject", clause.subjects), ("object", clause.objects), ("complement", clause.complements))
    shown = [f"{name} {', '.join(_with_role(parsed, token) for token in tokens)}" for name, tokens in places if tokens]
    return "; ".join([f"verb {clause.verb.lower} ({clause.tense})", *shown, *(mark.replace("is_", "") for mark in marks)])


def _with_role(parsed: Parse, token: Token) -> str:
    names = [role.value for role in roles(parsed, token)]
    return f"{token.lower} ({', '.join(names)})" if names else token.lower
