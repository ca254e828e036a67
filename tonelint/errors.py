"""What can go wrong by the user's doing, as values that print as one clear line each."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tonelint.dataclass import dataclass


class TonelintError(Exception):
    """The user's mistake: shown as one line, exit code 2. Anything else is a bug of ours."""


class NoKeysError(TonelintError):
    """Nothing of a catalogue was named as mail copy. Of a file found in a folder, that is no mistake."""


class EmptyError(TonelintError):
    """There is no text in what was to be read; `has_marks`: but markup or tags, as in the piece of a template that shows a logo."""

    def __init__(self, message: str, *, has_marks: bool = False) -> None:
        super().__init__(message)
        self.has_marks = has_marks


class RenamedWarning(UserWarning):
    """A rule was named as it was called before."""


def tell_renamed(names: Iterable[tuple[str, str]]) -> None:
    """Warn of each name that a rule had before, given with the one that it has now."""
    for old, new in names:
        # Python tells a warning once for each line of code that gives it: this one, whoever asks.
        warnings.warn(f"{old} is now {new}", RenamedWarning, stacklevel=1)


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in a file of the user's, at a line and column counted from 1."""

    path: str
    line: int
    column: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}"


class InvalidFileError(TonelintError):
    """Every problem found in rule files, word lists and situations, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def reason_of(error: OSError) -> str:
    """Return why the system refuses something, as the end of a line."""
    return (error.strerror or str(error)).lower()


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Write to a path in here. Raises TonelintError when the system does not let us."""
    try:
        yield
    except OSError as error:
        message = f"{path}: cannot be written: {reason_of(error)}"
        raise TonelintError(message) from None


def near(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" when a known name, or its last part, is near to the word, else nothing."""
    import difflib  # noqa: PLC0415 - takes time to import, and few runs have a mistake

    names = {part: name for name in known for part in (name.rpartition("/")[2], name)}
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f"; did you mean '{names[close[0]]}'?" if close else ""
