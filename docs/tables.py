"""Writes the tables of commands and of the options of `check` into README.md, from the code: `python docs/tables.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from tonelint.cli import COMMANDS, cli

README = Path(__file__).parent.parent / "README.md"


def tables() -> dict[str, str]:
    """Return each table by the name that its marks in the README have."""
    context = click.Context(cli)
    options = {name: _options(name, context) for name in COMMANDS}
    own = {name: [row for row in rows if row not in options["check"]] for name, rows in options.items()}
    commands = (
        (f"tonelint {name} {_usage(name, context)}".rstrip(), about, ", ".join(f"`{names}`" for names, _ in own[name]))
        for name, about in COMMANDS.items()
    )
    return {
        "commands": _table(("command", "does", "options that `check` has not"), commands),
        "options": _table(("option of `check`", "does"), options["check"]),
    }


def written(text: str) -> str:
    """Return the text of the README with the tables as they are now."""
    for name, table in tables().items():
        text = re.sub(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- end of {name} -->)", lambda m, t=table: f"{m[1]}\n{t}\n{m[2]}", text, flags=re.S)
    return text


def _usage(name: str, context: click.Context) -> str:
    command = cli.get_command(context, name)
    pieces = command.collect_usage_pieces(context) if command else []
    return " ".join(piece for piece in pieces if piece != "[OPTIONS]")


def _options(name: str, context: click.Context) -> list[tuple[str, str]]:
    command = cli.get_command(context, name)
    return [_option(option) for option in (command.params if command else ()) if isinstance(option, click.Option)]


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if not option.is_flag:
        names += f" {'|'.join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar or 'VALUE'}"
    return names, option.help or ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *((f"`{first}`", *rest) for first, *rest in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in lines) + "\n"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
