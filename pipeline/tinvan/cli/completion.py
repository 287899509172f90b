"""`tinvan completion`: what lets a shell complete commands and options."""

from __future__ import annotations

import click

_INSTALL = {
    "bash": 'Add to ~/.bashrc:  eval "$(tinvan completion bash)"',
    "zsh": 'Add to ~/.zshrc:  eval "$(tinvan completion zsh)"',
    "fish": "Write it to a file:  tinvan completion fish > ~/.config/fish/completions/tinvan.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(list(_INSTALL)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that lets a shell complete commands, options and their values.

    How to install it stands in its last line.

    \b
    Examples:
      eval "$(tinvan completion bash)"
      tinvan completion zsh > ~/.tinvan-completion.zsh
      tinvan completion fish > ~/.config/fish/completions/tinvan.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    main = ctx.find_root().command
    if kind is None:  # pragma: no cover - click knows the three
        raise click.UsageError(f"click cannot complete in {shell}")
    # zsh takes a file for a completion by its first line.
    click.echo(kind(main, {}, "tinvan", "_TINVAN_COMPLETE").source().rstrip("\n"))
    click.echo(f"# {_INSTALL[shell]}")
