"""Word lists and phrases, each read when it is first asked for: an archive of rules holds their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import RLock
from typing import Any

from tonelint.alternatives import Group
from tonelint.archive import Pieces, Table
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors, Element
from tonelint.errors import near
from tonelint.language import Language, PhraseError, alternatives, inflected_first
from tonelint.lazy import Lazy
from tonelint.line import Line
from tonelint.phrase import Phrase, may_be_in


class WordLists(Mapping[str, tuple[str, ...]]):
    """Word lists by name. An entry is read once, however many phrases name its list. `elements`: those that were made before."""

    is_stored_apart = True

    def __init__(self, lists: Mapping[str, tuple[str, ...]], elements: Mapping[tuple[str, bool], Element] | None = None) -> None:
        self._lists = lists
        self._kept = elements or {}
        self._elements: dict[tuple[str, bool], Element] = {}
        self._entries: dict[str, tuple[Element, ...]] = {}
        self._open: set[str] = set()
        # An entry that another thread is reading does not lead back to itself.
        self._lock = RLock()
        self.language = Language(self)

    def __reduce__(self) -> tuple[type[WordLists], tuple[Any, ...]]:
        return WordLists, (Table(self._lists), Table(self._elements))

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._lists[name]

    def __contains__(self, name: object) -> bool:
        return name in self._lists

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def entry(self, text: str) -> tuple[Element, ...]:
        """Return the elements of an entry. Raises PhraseError, also for a list that contains itself."""
        if text not in self._entries:
            with self._lock:
                self._entries[text] = self._read(text)
        return self._entries[text]

    def _read(self, text: str) -> tuple[Element, ...]:
        if text in self._open:
            message = f"the word list entry '{text}' leads back to itself"
            raise PhraseError(message, text)
        self._open.add(text)
        try:
            return self.language.elements(text)
        except PhraseError as error:
            error.entry = error.entry or text
            raise
        finally:
            self._open.discard(text)

    def element(self, name: str, *, inflected: bool) -> Element:
        """Return the alternatives of a list as one element. Raises PhraseError for an unknown list."""
        if name not in self:
            message = f"unknown word list '@{name}'{near(name, self)}"
            raise PhraseError(message)
        key = name, inflected
        if key not in self._elements:
            self._elements[key] = self._kept.get(key) or self._made(_Alternatives(self, name, inflected))
        return self._elements[key]

    def _made(self, branches: Sequence[tuple[Element, ...]]) -> Element:
        element = alternatives(list(branches))
        return Group(branches) if isinstance(element, Group) and len(branches) > 1 else element


class _Alternatives(Lazy[tuple[Element, ...]]):
    """The entries of a word list as the alternatives of a group."""

    def __init__(self, lists: WordLists, name: str, inflected: bool) -> None:  # noqa: FBT001
        self._lists, self._name, self._inflected = lists, name, inflected
        super().__init__([None] * len(lists[name]))

    def __reduce__(self) -> tuple[Any, ...]:
        return _Alternatives, (self._lists, self._name, self._inflected)

    def make(self, at: int) -> tuple[Element, ...]:
        text = self._lists[self._name][at]
        elements = self._lists.entry(text)
        return inflected_first(text, elements) if self._inflected else elements


class Phrases(Lazy[Phrase]):
    """Phrases by their texts. `read`: the phrases, where they were read already."""

    def __init__(self, texts: Sequence[str], lists: WordLists, read: Sequence[Phrase] = ()) -> None:
        self._texts, self._lists = texts, lists
        super().__init__(read or [None] * len(texts))

    def __reduce__(self) -> tuple[type[Phrases], tuple[Any, ...]]:
        return Phrases, (Pieces(self._texts), self._lists)

    def make(self, at: int) -> Phrase:
        return compile_phrase(self._texts[at], self._lists)


@dataclass(frozen=True)
class Anchored:
    """Phrases with their anchors: where a line lacks one of these, the phrase need not even be read."""

    phrases: Sequence[Phrase]
    anchors: Sequence[Anchors]

    @classmethod
    def of(cls, phrases: Sequence[Phrase]) -> Anchored:
        """Return phrases that were read."""
        return cls(phrases, Pieces(phrase.anchors for phrase in phrases))

    def matches(self, line: Line) -> Iterator[Iterator[tuple[int, int]]]:
        """Yield the matches of each phrase that a line leaves open: their starts and ends."""
        for number, anchors in enumerate(self.anchors):
            if may_be_in(line, anchors):
                yield self.phrases[number].find(line)

    def are_in(self, line: Line) -> bool:
        """Tell whether one of the phrases at least is in a line."""
        return any(True for matches in self.matches(line) for _ in matches)


def read_phrases(texts: Sequence[str], lists: WordLists, problem: Callable[[str, str], None]) -> Phrases:
    """Read phrases now. One that cannot be read is a problem at its own place, and left out."""
    read: list[Phrase] = []
    for text in texts:
        try:
            read.append(compile_phrase(text, lists))
        except PhraseError as error:
            problem(text, str(error))
    # Plain texts: what knows its place in a file is no plain data, and is twice as large.
    return Phrases([str(phrase.text) for phrase in read], lists, read)


def compile_phrase(text: str, lists: WordLists) -> Phrase:
    """Read a phrase. Raises PhraseError for bad syntax, an unknown list or value."""
    elements = lists.language.elements(text)
    if all(element.is_optional for element in elements):
        message = "a phrase needs a word that may not be left out"
        raise PhraseError(message)
    return Phrase(text, elements)
