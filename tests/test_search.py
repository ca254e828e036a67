"""Which sentences are parsed: those in which a clause may be by their words, and each text once. No match is lost by it."""

import random
import re
from dataclasses import replace

import pytest

from tonelint import nlp
from tonelint.engine import Engine
from tonelint.fold import fold, for_parser, for_words
from tonelint.grammar.pieces import run_of, with_pieces
from tonelint.nlp import Parser
from tonelint.readers import plain
from tonelint.source import Source
from tonelint.text import Span

RULE = """\
id: own/rule
severity: warning
points: 5
message: A message.
why: A reason.
any:
  - clause: {clause}
examples: {{bad: ["a"], good: ["b"]}}
"""

CLAUSES = [
    "{subject: sender, verb: [miss, lose], object: reader}",
    "{verb: [lose], has: ['(sadly|alas)'], lacks: ['by mistake']}",
    "{verb: [lose, be], negated: yes}",
    "{verb: [lose], question: yes}",
    "{verb: [lose], question: no, subject: customers}",
    "{verb: [lose, send], tense: [future, perfect]}",
    "{verb: [lose], modal: [may, 'll']}",
    "{verb: [lose], conditional: yes}",
    "{verb: [send], preposition: {to: reader}}",
    "{verb: [send], preposition: {by: nothing}}",
    "{verb: [be], complement: [sorry, bus driver]}",
    "{verb: [want], opens: {verb: [send], object: [something], negated: any}, negated: any}",
]


@pytest.fixture(name="parsed")
def _parsed(engine_of, lint_with):
    """Return how many sentences of a text are parsed for the sake of one clause."""

    def parsed(clause, text):
        engine = Engine(replace(engine_of(RULE.format(clause=clause)).ruleset, situations=()))
        lint_with(engine, text)
        return engine.search.parser.parsed

    return parsed


@pytest.mark.parametrize(
    ("clause", "with_it", "without"),
    [
        ("{verb: [lose]}", "We lost it.", "We found it."),
        ("{verb: [lose], object: reader}", "We lost you.", "We lost it."),
        ("{verb: [lose], subject: customers}", "Our members lost it.", "We lost it."),
        ("{verb: [lose], has: ['(sadly|alas)']}", "Sadly we lost it.", "We lost it."),
        ("{verb: [lose], lacks: ['by mistake']}", "We lost it.", "We lost it by mistake."),
        ("{verb: [lose], negated: yes}", "We didn't lose it.", "We lost it."),
        ("{verb: [lose], question: yes}", "Who lost it?", "We lost it."),
        ("{verb: [lose], question: no}", "We lost it.", "Who lost it?"),
        ("{verb: [lose], modal: [may]}", "We may lose it.", "We will lose it."),
        ("{verb: [lose], tense: [future]}", "We'll lose it.", "We lost it."),
        ("{verb: [lose], tense: [perfect]}", "We've lost it.", "We lost it."),
        ("{verb: [lose], conditional: yes}", "If we lose it, call.", "We lost it."),
        ("{verb: [lose], preposition: {for: reader}}", "We lost it for you.", "We lost it for them."),
    ],
)
def test_a_sentence_without_the_words_of_a_clause_is_not_parsed(parsed, clause, with_it, without):
    assert parsed(clause, with_it) == 1
    assert parsed(clause, without) == 0


def test_a_sentence_that_comes_again_is_parsed_once(parsed):
    assert parsed("{verb: [lose]}", "We lost it.\n\nYou lost it.\n\nWe lost it.") == 2


def test_a_sentence_that_comes_again_in_another_message_is_neither_searched_nor_parsed_again(engine_of, lint_with):
    engine = Engine(replace(engine_of(RULE.format(clause="{verb: [lose]}")).ruleset, situations=()))
    first, second = (lint_with(engine, text) for text in ("We lost it.", "Well.\n\nSo: we met, and we lost\nit. We lost it."))
    assert engine.search.parser.parsed == 2
    places = [[(finding.place.start.line, finding.place.start.column) for finding in report.findings] for report in (first, second)]
    assert places == [[(1, 4)], [(3, 20), (4, 8)]]


def test_sentences_with_other_fields_are_other_sentences(engine_of, lint_with):
    engine = Engine(replace(engine_of(RULE.format(clause="{verb: [lose], object: [robin]}")).ruleset, situations=()))
    names = ("first", "agent", "first", "agent")
    assert [len(lint_with(engine, f"We lost {{{{ {name}_name }}}}.").findings) for name in names] == [0, 1, 0, 1]


def test_of_sentences_only_the_last_are_known(engine_of, lint_with, monkeypatch):
    monkeypatch.setattr("tonelint.repeats.KEPT", 2)
    engine = Engine(replace(engine_of(RULE.format(clause="{verb: [lose]}")).ruleset, situations=()))
    for text, parsed in (("We lost it. We lost him. We lost her.", 3), ("We lost her.", 3), ("We lost it.", 4)):
        lint_with(engine, text)
        assert engine.search.parser.parsed == parsed


def test_however_long_a_message_few_of_its_parses_are_there_at_a_time(engine_of, lint_with, monkeypatch):
    asked = []
    parse = Parser.parse
    monkeypatch.setattr(Parser, "parse", lambda self, texts: asked.append(len(texts)) or parse(self, texts))
    lint_with(engine_of(RULE.format(clause="{verb: [lose]}")), "\n\n".join(f"We lost box {number}." for number in range(150)))
    assert sum(asked) == 150
    assert max(asked) <= 64


def test_offsets_of_what_was_not_folded_take_no_list():
    folded = for_words(fold("We lost your box.", Span(0, 17)))
    assert (folded.starts, folded.ends) == (range(17), range(1, 18))


def test_a_full_vocabulary_changes_no_parse(monkeypatch):
    texts = ["We lost the zyxwords of Quillfeather.", "Snorkelbury's crew'll send it."]
    before = Parser().parse(texts)
    monkeypatch.setattr(nlp, "_MOST_WORDS", 0)
    assert Parser().parse(texts) == before
    words = len(Parser().nlp.vocab.strings)
    Parser().parse(["An unheardof wordling blimbered."])
    assert len(Parser().nlp.vocab.strings) == words


def _sentences(count):
    """Make sentences, some of them no English at all, that are full of what the filter goes by."""
    words = re.findall(
        r"\S+",
        "we you our members sadly lost lose losing sent send be been is are isn't isnt don't dont cannot can't havent I've Ive Im I'm "
        "it them to by for sorry bus drivers driver if unless when not never no want wants may might I'll Ill will won't wont shall have "
        "has had _lost_ 5in Sadly, team Fernway customers patients what who did please by mistake and but",
    )
    chosen = random.Random(6)  # noqa: S311 - the same sentences every time
    for _ in range(count):
        text = " ".join(chosen.choice(words) for _ in range(chosen.randint(3, 9)))
        yield text[0].upper() + text[1:] + chosen.choice([".", "?", "!", "?!", ""])


def test_the_filter_loses_no_match(engine_of):
    rules = engine_of(*(RULE.format(clause=clause).replace("own/rule", f"own/rule{n}") for n, clause in enumerate(CLAUSES))).ruleset
    text = "\n\n".join(["We missed you.", "Fernway sent it to you.", *_sentences(400)])
    messages = list(plain.read(Source("mail.txt", text)))
    engine, unfiltered = (Engine(replace(rules, situations=()), filtered=filtered) for filtered in (True, False))
    [report], [whole] = ([*one.lint(messages)] for one in (engine, unfiltered))
    assert report == whole
    assert {finding.rule for finding in report.findings} == {f"own/rule{n}" for n in range(len(CLAUSES))}
    assert engine.search.parser.parsed < unfiltered.search.parser.parsed


def test_every_word_of_a_parse_is_known_beforehand():
    tokenizer = Parser().nlp.tokenizer
    amounts = ["5in", "10am", "20km", "3m", "$20", "_now_", "x.com", "1-5in", "US$5", "US$", "e-mail"]
    exceptions = [*tokenizer.rules, *amounts]
    chosen = random.Random(7)  # noqa: S311 - the same words every time
    joined = ("".join(chosen.choice(exceptions) + chosen.choice([" ", ",", "_", "-", "'", "."]) for _ in range(3)) for _ in range(2000))
    for text in (*exceptions, *joined):
        folded = fold(text, Span(0, len(text)))
        words = with_pieces(frozenset(re.findall(r"\w+", f"{for_words(folded).text} {folded.text.lower()}")))
        found = [token.lower_ for token in tokenizer(for_parser(folded).text)]
        assert [one for one in found if re.fullmatch(r"'?[^\W_]+|n't", one) and run_of(one) not in words] == [], text
