"""Word lists: those that files define, and what a team adds to them, takes out of them or puts in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import yaml

from tonelint.decode import Decoder, Located
from tonelint.errors import InvalidFileError, Problem, near
from tonelint.language import PhraseError
from tonelint.packs import DataFile
from tonelint.phrases import WordLists
from tonelint.wordchange import ChangeKeys, Entries, WordChange

WordList = Entries | ChangeKeys
WordsFile = dict[str, WordList]


def read_words(path: str, text: str) -> tuple[dict[str, WordList], list[Problem]]:
    """Read a file of word lists: names to entries, each a phrase, or to a change of a list."""
    decoder = Decoder(path, {WordList: _decode_list})
    words = decoder.load(text, WordsFile)
    return (words or {}), decoder.problems


def _decode_list(decoder: Decoder, node: yaml.Node) -> WordList:
    if not isinstance(node, yaml.MappingNode):
        entries: Entries = decoder.decode(node, Entries)
        return entries
    keys: ChangeKeys = decoder.decode(node, ChangeKeys)
    return keys


def word_lists(files: Sequence[DataFile], changes: Iterable[WordChange], problems: list[Problem]) -> WordLists:
    """Return the lists that files define, after the changes that files and others ask for. Problems are added to the list.

    Raises InvalidFileError for files that cannot be read at all: every list of theirs would seem unknown, and one cause is to
    be told, not a hundred effects.
    """
    read = [(file.path, *read_words(file.path, file.text)) for file in files]
    unreadable = [problem for _, words, wrong in read if not words for problem in wrong]
    if unreadable:
        raise InvalidFileError(unreadable)
    said = [(path, name, said) for path, words, _ in read for name, said in words.items()]
    building = _Building(problems)
    for path, name, list_ in said:
        if isinstance(list_, tuple):
            building.define(path, name, list_)
    own = [WordChange(name, keys.add, keys.remove, keys.replace, path) for path, name, keys in said if isinstance(keys, ChangeKeys)]
    for change in (*own, *changes):
        building.change(change)
    return building.whole()


class _Building:
    """Word lists while they are put together. An entry that is no phrase is told once all lists are known."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._lists: dict[str, Entries] = {}
        self._homes: dict[str, str] = {}
        self._written: list[tuple[str, Entries]] = []

    def define(self, path: str, name: str, entries: Entries) -> None:
        if name in self._lists:
            what = f"the word list '{name}' is already defined in {self._homes[name]}; "
            self._problem(path, name, what + "to change it, write {add: [...]}, {remove: [...]} or {replace: [...]}")
            return
        self._lists[name], self._homes[name] = entries, path
        self._written.append((path, entries))

    def change(self, change: WordChange) -> None:
        if change.name not in self._lists:
            self._problem(change.where, change.name, f"unknown word list '{change.name}'{near(change.name, self._lists)}")
            return
        before = self._lists[change.name] if change.replace is None else change.replace
        for entry in change.remove:
            if entry not in before:
                self._problem(change.where, entry, f"'{entry}' is not in the word list '{change.name}'{near(entry, before)}")
        kept = [entry for entry in before if entry not in change.remove]
        self._lists[change.name] = tuple(dict.fromkeys([*kept, *change.add]))
        self._written.append((change.where, (*change.add, *(change.replace or ()))))

    def whole(self) -> WordLists:
        """Return the lists without the entries that cannot be read, so that the rules that name them are not blamed."""
        # Plain texts: what knows its place in a configuration cannot be kept in the cache.
        plain = {str(name): tuple(map(str, entries)) for name, entries in self._lists.items()}
        lists = WordLists(plain)
        wrong: set[str] = set()
        for path, entries in self._written:
            for entry in entries:
                try:
                    lists.entry(str(entry))
                except PhraseError as error:
                    wrong.add(entry)
                    if error.entry == entry:
                        self._problem(path, entry, str(error))
        if not wrong:
            return lists
        return WordLists({name: tuple(entry for entry in entries if entry not in wrong) for name, entries in plain.items()})

    def _problem(self, path: str, where: str, what: str) -> None:
        place = Located.of(where)
        self._problems.append(Problem(path, place.line, place.column, what))
