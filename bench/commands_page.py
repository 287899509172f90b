"""Writes the page of all commands, docs/commands.md, from their --help."""

from click import Command, Context

from tinvan.cli import main

_WIDTH = 80  # characters of a line
_HEAD = """# Command line

What `--help` says of each command (`make docs` writes this page). Messages go to standard error,
results to standard output or files; colour is for terminals alone, and for none where `NO_COLOR` is
set. Shells complete commands and options: `tinvan completion bash`, `zsh` or `fish` says how.
"""


def commands_page() -> str:
    """Return the page."""
    top = _context(main, "tinvan")
    parts = [_HEAD, _block(main.get_help(top))]
    for name, command in sorted(main.commands.items()):
        parts += [f"## {name}\n", _block(command.get_help(_context(command, name, top)))]
    return "\n".join(parts)


def _context(command: Command, name: str, parent: Context | None = None) -> Context:
    """Return a context that shows the help of a command."""
    width = {"terminal_width": _WIDTH, "max_content_width": _WIDTH}
    return command.make_context(name, [], parent=parent, resilient_parsing=True, **width)


def _block(text: str) -> str:
    """Return a block that shows a text as it is."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{lines}\n```\n"
