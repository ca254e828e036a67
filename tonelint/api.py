"""The embedding API: texts and files in, plain values out (docs/api.md). What it offers is named in `tonelint/__init__.py`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial
from io import BytesIO
from threading import Lock
from typing import Any

from tonelint.baseline.file import accepted_by
from tonelint.config.keys import ConfigFile
from tonelint.engine import Engine
from tonelint.errors import TonelintError, near
from tonelint.linting import lint
from tonelint.names import SITUATIONS
from tonelint.outcomes import prepared
from tonelint.policy import Policy
from tonelint.project import Project
from tonelint.readers import FORMATS, Wanted, read_file, sound
from tonelint.regexes import regex
from tonelint.report import FileError
from tonelint.task import Task
from tonelint.values import Finding, MessageReport, Report, Strength, message_of, report_of

AnyPath = str | os.PathLike[str]

NO_FILE = "<text>"
_MARK, _HALF = "\ufeff", regex("[\ud800-\udfff]")


def check_text(
    text: str | bytes,
    *,
    filename: str = NO_FILE,
    format: str | None = None,  # noqa: A002 - its name in the command line and in reports
    situation: str | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    config: bool | AnyPath = False,
) -> MessageReport:
    """Lint one message. The parameters are those of `Linter` and of `Linter.check_text`.

    The linter is kept for the next call with the same choice of rules, and with it a configuration that it has read.
    """
    linter = _linter(_names(select), _names(ignore), config if isinstance(config, bool) else os.fspath(config))
    return linter.check_text(text, filename=filename, format=format, situation=situation)


def check_paths(
    paths: AnyPath | Iterable[AnyPath],
    *,
    format: str | None = None,  # noqa: A002 - as above
    situation: str | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    config: bool | AnyPath = True,
) -> Report:
    """Lint files, folders and globs, as `tonelint check` does.

    `format`: of the files, instead of working it out. `situation`: what the messages are for, instead of working it out.
    `select`: only these rules and principles, `ignore`: not these. `config`: True for the configuration nearest to each
    file, the path of one, or False for none.

    A path that cannot be read is an error in the report. Raises TonelintError when an option or a configuration is wrong.
    """
    check_names(format, situation)
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    project = _project(config, select=_names(select), ignore=_names(ignore), input_format=format, situation=situation)
    accepted = accepted_by(project)
    return report_of(lint(Task(project, tuple(os.fspath(path) for path in given), baseline=accepted, shows=False)))


class Linter:
    """Lints texts under one choice of rules, which are loaded when it is made. Any number of threads may use it.

    `select`: only these rules and principles, `ignore`: not these. `config`: the path of a configuration, True for the one
    nearest to each text's `filename`, or False for none. Raises TonelintError when one of them is wrong.
    """

    def __init__(self, *, select: str | Iterable[str] = (), ignore: str | Iterable[str] = (), config: bool | AnyPath = False) -> None:
        options = {"select": _names(select), "ignore": _names(ignore)}
        # What is loaded stays behind when a linter is sent to another process; it is loaded there again.
        self._again = partial(Linter, **options, config=config)
        self._project = _project(config, **options)
        self._engines: dict[int, Engine] = {}
        self._lock = Lock()
        self._under(NO_FILE)

    def check_text(
        self,
        text: str | bytes,
        *,
        filename: str = NO_FILE,
        format: str | None = None,  # noqa: A002 - as above
        situation: str | None = None,
    ) -> MessageReport:
        """Lint one message; bytes are read as those of a file.

        `filename`: what the text goes by in the report; it tells the format, and what a configuration says for it. `format`:
        one of "text", "subject", "html", "mjml", "markdown" and "eml", instead of working it out. `situation`: what the
        message is for, instead of working it out.

        Raises TonelintError when an option is wrong, when the text is no message (empty, binary, or several in one), and when
        its front matter or a directive in it cannot be understood.
        """
        check_names(format, situation)
        policy, engine, wanted = self._under(filename)
        policy = replace(policy, situation=situation)
        items = read_file(filename, BytesIO(_bytes(text)), replace(wanted, format=format or wanted.format))
        reports = list(engine.lint(sound(prepared(items, self._project, filename)), lambda _: policy))
        if len(reports) != 1:
            message = f"{len(reports) or 'no'} messages in a text that was to be one"
            raise TonelintError(message)
        # The mark of byte order is no character of a file, but one of a text.
        return message_of(reports[0], before=isinstance(text, str) and text.startswith(_MARK))

    def _under(self, filename: str) -> tuple[Policy, Engine, Wanted]:
        with self._lock:
            policy = self._project.policy(filename)
            engine = self._engines.get(id(policy))
            if engine is None:
                engine = self._engines[id(policy)] = Engine(policy.ruleset)
            return policy, engine, self._project.wanted(filename)

    def __reduce__(self) -> tuple[partial[Linter], tuple[()]]:
        return self._again, ()


def check_names(format_: str | None, situation: str | None) -> None:
    """Raise TonelintError for the name of a format or situation that is given and is none."""
    for what, name, names in (("format", format_, FORMATS), ("situation", situation, SITUATIONS)):
        if name is not None and name not in names:
            message = f"unknown {what} '{name}'{near(name, names)}"
            raise TonelintError(message)


@lru_cache(maxsize=4)
def _linter(select: tuple[str, ...], ignore: tuple[str, ...], config: bool | str) -> Linter:  # noqa: FBT001 - see Linter
    return Linter(select=select, ignore=ignore, config=config)


def _project(config: bool | AnyPath, **options: Any) -> Project:  # noqa: FBT001 - see Linter
    said = {name: value for name, value in options.items() if value}
    return Project(ConfigFile(**said), None if isinstance(config, bool) else os.fspath(config), config is False)


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _bytes(text: str | bytes) -> bytes:
    """Return a text as a file would hold it; half a pair of surrogates cannot be written."""
    return text if isinstance(text, bytes) else _HALF.sub("\ufffd", text).encode()


__all__ = ["FileError", "Finding", "Linter", "MessageReport", "Report", "Strength", "TonelintError", "check_paths", "check_text"]
