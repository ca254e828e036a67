"""The English model put together by hand, because only a part of spaCy is imported and of the model read for that.

spaCy's own `load` imports all components that there are, resolves the configuration by its registry and checks it by its
schemas. Here the same classes are made of the same files and in the same order, so that every parse is the same. Whatever is
not as expected raises an error, and the caller turns to spaCy's own `load`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tonelint.deferred import deferring
from tonelint.modelconfig import Config

# What parsing never calls: training, scores, validation and what comes with them; the package's own front and its registry.
# When another release does call one, it is run then, and all that is lost is time.
_UNUSED = (
    "importlib.metadata._adapters",
    "numpy.random",
    "packaging.markers",
    "packaging.requirements",
    "packaging.specifiers",
    "pydantic",
    "pydantic.v1",
    "spacy",
    "spacy.lang.tokenizer_exceptions",
    "spacy.language",
    "spacy.matcher",
    "spacy.ml",
    "spacy.ml.models",
    "spacy.pipeline",
    "spacy.pipeline.functions",
    "spacy.schemas",
    "spacy.scorer",
    "spacy.training",
    "srsly._yaml_api",
    "srsly.cloudpickle",
    "wasabi",
)
# Some modules import each other in circles: the first three go first.
_USED = (
    "spacy.errors",
    "spacy.util",
    "spacy.tokens",
    "spacy.tokenizer",
    "spacy.pipeline.tok2vec",
    "spacy.pipeline.tagger",
    "spacy.pipeline.dep_parser",
    "spacy.ml.models.tok2vec",
    "spacy.ml.models.tagger",
    "spacy.ml.models.parser",
)
_PIPES = ["tok2vec", "tagger", "parser"]
_CLASSES = (("spacy.pipeline.tok2vec", "Tok2Vec"), ("spacy.pipeline.tagger", "Tagger"), ("spacy.pipeline.dep_parser", "DependencyParser"))
# Each is named after the method of a pattern that the tokenizer calls.
_REGEXES = ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
_ATTRIBUTES_OF_TOKENS = ("SPACY",)
# In so many calls only those special cases are added to the tokenizer that occur in the texts; adding all takes 0.1 seconds.
_FIRST_CALLS = 8


class Pipeline:
    """Tokenizer, tagger and parser of a model: of spaCy's `Language`, what a parser needs."""

    def __init__(self, folder: Path, exclude: Collection[str]) -> None:
        """Read the model of a folder. Raises an error of any kind when something is not as expected."""
        config = Config(folder / "config.cfg")
        config.expect(_PIPES, exclude)
        embed = config.model("tok2vec.model.embed", "spacy.MultiHashEmbed.v2")
        with _no_entry_points():
            self.vocab = _vocab(folder, embed["attrs"])
            self._tokenizer, self.cases_to_come = _tokenizer(folder, self.vocab)
            self._pipes = _pipes(self.vocab, config, embed)
            for pipe in self._pipes:
                pipe.from_disk(folder / pipe.name, exclude=["vocab"])
        # The parser adds its labels itself.
        for tag in self._pipes[1].labels:
            self.vocab.strings.add(tag)
        self._calls = 0

    @property
    def tokenizer(self) -> Any:
        """The tokenizer with all of its special cases."""
        self._add_cases(list(self.cases_to_come))
        return self._tokenizer

    def pipe(self, texts: Sequence[str], batch_size: int) -> Iterator[Any]:
        """Yield a parsed `Doc` for each text, in order."""
        self._calls += 1
        if self.cases_to_come and self._calls > _FIRST_CALLS:
            self._add_cases(list(self.cases_to_come))
        # A case is compared with tokens between which there may be white space: whether it is the same is asked later.
        together = "".join("".join(texts).split())
        self._add_cases([case for case in self.cases_to_come if "".join(case.split()) in together])
        docs: Iterable[Any] = map(self._tokenizer, texts)
        for pipe in self._pipes:
            docs = pipe.pipe(docs, batch_size=batch_size)
        yield from docs

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """Forget after the block what words were new in it."""
        # The words of a special case that is added in the block would be forgotten, too.
        self._add_cases(list(self.cases_to_come))
        with ExitStack() as stack:
            pool = stack.enter_context(self.vocab.memory_zone())
            for part in (self._tokenizer, *self._pipes):
                if hasattr(part, "memory_zone"):
                    stack.enter_context(part.memory_zone(pool))
            yield

    def _add_cases(self, cases: Iterable[str]) -> None:
        for case in cases:
            self._tokenizer.add_special_case(case, self.cases_to_come.pop(case))


def _vocab(folder: Path, asked: Iterable[str]) -> Any:
    """Return a vocabulary that knows of a word only what the model asks for."""
    ids, known = import_module("spacy.attrs").IDS, import_module("spacy.lang.lex_attrs").LEX_ATTRS
    getters = {ids[name]: known[ids[name]] for name in ("LOWER", *asked) if name not in _ATTRIBUTES_OF_TOKENS}
    norms = import_module("spacy.lang.norm_exceptions").BASE_NORMS
    getters[ids["NORM"]] = import_module("spacy.util").add_lookups(getters[ids["NORM"]], norms)
    vocab = import_module("spacy.vocab").Vocab(lex_attr_getters=getters)
    # The words of the texts that the model was trained on come by themselves when they are asked about; vectors it has none.
    return vocab.from_disk(folder / "vocab", exclude=["strings", "vectors"])


def _tokenizer(folder: Path, vocab: Any) -> tuple[Any, dict[str, Any]]:
    """Return a tokenizer without special cases, and the special cases."""
    data = import_module("srsly").msgpack_loads((folder / "tokenizer").read_bytes())
    found = {name: re.compile(data[name]) for name in _REGEXES if data[name]}
    searches = {name: getattr(regex, name.rpartition("_")[2]) for name, regex in found.items()}
    matcher: Any = import_module("spacy.matcher.phrasematcher")
    # Each of its matchers looks its attribute up in a schema, which takes longer to be made than all else here.
    schema, matcher.TokenPattern = matcher.TokenPattern, lambda: SimpleNamespace(model_dump=_attributes, dict=_attributes)
    try:
        make = import_module("spacy.tokenizer").Tokenizer
        return make(vocab, **searches, faster_heuristics=data["faster_heuristics"]), data["exceptions"]
    finally:
        matcher.TokenPattern = schema


def _attributes() -> tuple[str]:
    return ("orth",)


def _pipes(vocab: Any, config: Config, embed: dict[str, Any]) -> list[Any]:
    """Return the components as the configuration wants them, without their weights."""
    layers, tagger, parser = (import_module(f"spacy.ml.models.{name}") for name in _PIPES)
    encode = config.model("tok2vec.model.encode", "spacy.MaxoutWindowEncoder.v2")
    if config.model("tok2vec.model", "spacy.Tok2Vec.v2") or embed["include_static_vectors"]:
        raise ValueError(embed)
    heard = [layers.tok2vec_listener_v1(**config.model(f"{name}.model.tok2vec", "spacy.Tok2VecListener.v1")) for name in _PIPES[1:]]
    models = (
        layers.build_Tok2Vec_model(layers.MultiHashEmbed(**embed), layers.MaxoutWindowEncoder(**encode)),
        tagger.build_tagger_model(heard[0], **config.model("tagger.model", "spacy.Tagger.v2")),
        parser.build_tb_parser_model(heard[1], **config.model("parser.model", "spacy.TransitionBasedParser.v2")),
    )
    made = zip(_CLASSES, _PIPES, models, strict=True)
    return [getattr(import_module(module), cls)(vocab, model, name, **config.component(name)) for (module, cls), name, model in made]


@contextmanager
def _no_entry_points() -> Iterator[None]:
    """Let reading a file not go through all that is installed, looking for other ways of reading it: it does so for each weight."""
    catalogue: Any = import_module("catalogue")
    kept, catalogue.AVAILABLE_ENTRY_POINTS = catalogue.AVAILABLE_ENTRY_POINTS, import_module("importlib.metadata").EntryPoints()
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = kept


def load(folder: str, exclude: Collection[str]) -> Pipeline:
    """Return the pipeline of a model's folder without the components of some names.

    Raises an error of any kind when something is not as expected, for instance another component.
    """
    was_on = gc.isenabled()
    # Modules come to stay: looking for garbage among them takes a tenth of the time.
    gc.disable()
    try:
        with deferring(_UNUSED):
            for name in _USED:
                import_module(name)
        return Pipeline(Path(folder), exclude)
    finally:
        # It may be on again now: spaCy's readers switch it on when they are done.
        (gc.enable if was_on else gc.disable)()
