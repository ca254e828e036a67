"""tonelint init: a commented configuration to start from, and on request the hook and the job for CI."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import PurePath

import click

from tonelint import discovery
from tonelint.config.files import NAMES, in_folder
from tonelint.errors import TonelintError, writing
from tonelint.readers import PLAIN
from tonelint.regexes import regex
from tonelint.writers.style import plural

# Each piece that can be begun: the file beside this package's code that holds it, and where it belongs.
_HOOK = ("pre-commit-config.yaml", ".pre-commit-config.yaml")
_CI = {"github": ("github.yml", ".github/workflows/tonelint.yml"), "gitlab": ("gitlab.yml", ".gitlab-ci.yml")}
_OF_MAIL = regex(r"(?:^|[/_-])(?:e?-?mail(?:s|er|ers|ings?)?|newsletters?|campaigns?|notifications?|messages?)(?:$|[/_-])", re.I)
_MOST_FOLDERS = 8


@click.command()
@click.option("--hook", is_flag=True, help="Also the hook for pre-commit, with the tonelint that is installed here.")
@click.option("--ci", type=click.Choice(list(_CI)), help="Also the job for this CI.")
def init(*, hook: bool, ci: str | None) -> None:
    """Write a commented tonelint.toml into this folder, and on request a hook and a job for CI.

    Nothing that exists is changed: what belongs into a file that is there is shown instead.
    """
    pieces = [*([_HOOK] if hook else []), *([_CI[ci]] if ci else [])]
    _configuration(required=not pieces)
    for name, place in pieces:
        _begin(place, _text(name))
    click.echo("next: tonelint check, to see what there is; tonelint baseline, to accept it, so that only new findings fail")


def _configuration(*, required: bool) -> None:
    """Write the configuration, unless there is one for this folder already."""
    found = in_folder(os.curdir)
    if found:
        if required:
            message = f"{found}: there is a configuration already; --hook and --ci add the rest"
            raise TonelintError(message)
        click.echo(f"left {found} as it is")
        return
    paths, messages = _folders()
    said = f"paths = {json.dumps(paths, ensure_ascii=False)}" if paths else '# paths = ["emails"]'
    _begin(NAMES[0], _text("tonelint.toml").replace("paths = []", said, 1))
    click.echo(f"{plural(messages, 'file')} to check{' in ' + ', '.join(paths) if paths else ''}: tonelint files lists them")


def _begin(place: str, text: str) -> None:
    """Write a file, or show what is to be put into the one that is there."""
    if os.path.exists(place):
        click.echo(f"{place} exists: add this to it\n\n{text}")
        return
    with writing(place):
        os.makedirs(os.path.dirname(place) or ".", exist_ok=True)
        with open(place, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    click.echo(f"wrote {place}")


def _text(name: str) -> str:
    return (files("tonelint") / "starts" / name).read_text(encoding="utf-8")


def _folders() -> tuple[list[str], int]:
    """Return the folders that hold the messages of this one, none where they lie all over it, and how many files those are."""
    try:
        found, _ = discovery.discover(["."], wanted=lambda _: PLAIN)
    except TonelintError:
        found = []
    # Where some lie in folders named after mail, the others are pages of a site.
    chosen = [path for path in found if _OF_MAIL.search(os.path.dirname(path).replace(os.sep, "/"))] or found
    folders = sorted(_common(chosen))
    return (folders if "" not in folders and len(folders) <= _MOST_FOLDERS else []), len(chosen)


def _common(paths: Iterable[str]) -> set[str]:
    """Return, for each folder at the top, the innermost one that holds all its files; "" for files that lie in none."""
    tops: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder = os.path.dirname(path)
        tops[PurePath(folder).parts[0] if folder else ""].append(folder)
    return {os.path.commonpath(folders).replace(os.sep, "/") if top else "" for top, folders in tops.items()}
