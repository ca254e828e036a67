"""tonelint completion: what makes a shell complete commands, options and the names of rules."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

_SHELLS = {
    "bash": 'eval "$(tonelint completion bash)"   in ~/.bashrc',
    "zsh": 'eval "$(tonelint completion zsh)"   in ~/.zshrc',
    "fish": "tonelint completion fish | source   in ~/.config/fish/config.fish",
}


@click.command(epilog="  ".join(f"{shell}: {line}." for shell, line in _SHELLS.items()))
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Write the script with which SHELL completes commands, options and rules."""
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows all three
        return
    click.echo(kind(context.find_root().command, {}, "tonelint", "_TONELINT_COMPLETE").source())


class RuleName(click.types.StringParamType):
    """The name of a rule or a principle; a shell completes those that are built in, by the names of their files alone."""

    name = "rule"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin so."""
        del ctx, param
        from tonelint.shipped import built_in  # noqa: PLC0415 - takes time to import, and every command has options with rules

        names = [f"{folder.name}/{file.name[:-4]}" for folder in built_in().iterdir() if folder.is_dir() for file in folder.iterdir()]
        rules = [name for name in names if not name.startswith(("words/", "situations/"))]
        principles = sorted({name.split("/")[0] for name in rules})
        return [CompletionItem(name) for name in (*principles, *sorted(rules)) if name.startswith(incomplete)]
