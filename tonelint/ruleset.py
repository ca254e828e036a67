"""The rules in force: loading the built-in ones, those of packs and a team's own, and selecting among them."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Any

from tonelint import cache
from tonelint.archive import Hashed, Pieces
from tonelint.checks.base import LikenessPattern, Pattern
from tonelint.contents import Files, digest_of
from tonelint.dataclass import dataclass
from tonelint.errors import TonelintError, near, tell_renamed
from tonelint.index import Index, index_of
from tonelint.listed import IN_LINES, Entries
from tonelint.packs import DataFile, built_in_digest, built_in_files, digest_at, files_at, files_of_pack, program_files
from tonelint.phrases import WordLists
from tonelint.rule import Rule, Situation
from tonelint.shipped import built_in
from tonelint.wordchange import WordChange

# The weights of words in situations, learned by training/situations.py.
LEARNED = "situation-words.json"


@dataclass(frozen=True)
class RuleSet:
    """The rules in force, the word lists they use and the situations, each in the order of their ids.

    `renamed`: the names that rules have now by those they had. `index`: the one of all their patterns, and maybe of more.
    `in_lines`: the entries of the lists that are looked for in raw lines, in the order of `listed.IN_LINES`. `learned`: what
    `learned_words` returns. Both are there when they were kept with the rules, to be read from there.
    """

    rules: tuple[Rule, ...]
    lists: WordLists
    situations: tuple[Situation, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    index: Index | None = field(default=None, compare=False, repr=False)
    in_lines: Sequence[Entries] = field(default=(), compare=False, repr=False)
    learned: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    def now(self, name: str) -> str:
        """Return the name that a rule has now. For one that was renamed, a RenamedWarning says so."""
        if name not in self.renamed:
            return name
        tell_renamed([(name, self.renamed[name])])
        return self.renamed[name]

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id, or by one that it had. Raises TonelintError with a near name."""
        wanted = self.now(rule_id)
        for rule in self.rules:
            if rule.id == wanted:
                return rule
        message = f"unknown rule '{rule_id}'{near(rule_id, self.names())}"
        raise TonelintError(message)

    def patterns(self) -> Iterator[Pattern]:
        """Yield every pattern that sentences must be searched for: those of the rules and of the situations."""
        for rule in self.rules:
            yield from rule.all_patterns()
        for situation in self.situations:
            for sign in situation.signs:
                yield from sign.patterns

    def names(self) -> list[str]:
        """Return all that may be named: rule ids and principles, and the ids that rules had."""
        ids = [rule.id for rule in self.rules]
        return sorted({*ids, *self.renamed, *(rule_id.split("/")[0] for rule_id in ids)})

    def narrow(self) -> RuleSet:
        """Return the rules without what likeness alone would mark; as a guard it stays."""
        kept = (replace(r, patterns=tuple(p for p in r.patterns if not isinstance(p, LikenessPattern))) for r in self.rules)
        return replace(self, rules=tuple(kept))


def load(
    extra: Iterable[str] = (),
    *,
    packs: Iterable[str] = (),
    words: Iterable[WordChange] = (),
    broad: bool = False,
    cached: bool = False,
    program: Files | None = None,
) -> RuleSet:
    """Load the built-in rules, those of installed packs by their names, and those of more paths (files or folders).

    `words`: changes of word lists beside those that the files ask for. `cached`: take compiled rules from the user's cache
    folder, and leave them there for the next run; `program`: the files of this program, where they were looked at already.
    `broad`: let likeness mark by itself. Raises InvalidFileError with every problem, TonelintError for what cannot be found or read.
    """
    # Plain texts: what knows its place in a configuration cannot be kept in the cache.
    sources = Sources(tuple(dict.fromkeys(packs)), tuple(dict.fromkeys(map(str, extra))), tuple(words), broad)
    return _kept(sources, program or program_files()) if cached else _made(sources)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where rules come from beside the built-in ones: packs, paths, and changes of word lists; `broad` as for `load`."""

    packs: tuple[str, ...]
    paths: tuple[str, ...]
    words: tuple[WordChange, ...]
    broad: bool

    def digest(self) -> str:
        """Return what tells them, and what is in their files, from others. Raises TonelintError."""
        files = (part for name in self.packs for file in files_of_pack(name) for part in (file.path, file.kind, file.text))
        return digest_of(repr(self), *files, *map(digest_at, self.paths))

    def files(self) -> list[DataFile]:
        """Return the files, after the built-in ones. Raises TonelintError."""
        return [*built_in_files(), *chain(*map(files_of_pack, self.packs), *map(files_at, self.paths))]


def _kept(sources: Sources, program: Files | None) -> RuleSet:
    key = digest_of(sys.version, sys.platform, built_in_digest(program), sources.digest())
    kept = cache.get(key)
    if isinstance(kept, RuleSet):
        return kept
    made = _made(sources)
    made = replace(made, index=index_of(made.patterns()), in_lines=Pieces(Entries.of(name, made.lists) for name in IN_LINES))
    learned = learned_words()
    made = replace(made, learned={**learned, "words": Hashed(learned["words"])})
    cache.put(key, made)
    # Read back, only what is asked for is held; all that it was made of is let go.
    kept = cache.get(key)
    return kept if isinstance(kept, RuleSet) else made


def _made(sources: Sources) -> RuleSet:
    from tonelint.compiling import compiled  # noqa: PLC0415 - takes time to import, and most runs find what was compiled before

    made = RuleSet(*compiled(sources.files(), sources.words))
    return made if sources.broad else made.narrow()


@functools.cache
def learned_words() -> Mapping[str, Any]:
    """Return what words say about situations, as the file has it; read only when a message's situation is asked for."""
    file = built_in() / LEARNED
    nothing: dict[str, Any] = {"situations": [], "start": [], "words": {}}
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else nothing
