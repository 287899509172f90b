"""`tinvan doctor`: whether tinvan can work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tinvan.cli.options import counted, quiet_option

if TYPE_CHECKING:
    from tinvan.doctor import Finding, State

_NAME = 16  # characters
_MARKS: dict[State, tuple[str, str]] = {
    "ok": ("ok", "green"),
    "note": ("note", "yellow"),
    "wrong": ("WRONG", "red"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON array.")
@quiet_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """Tell whether tinvan can work here, and what to do where it cannot.

    Looked at are Python, the packages that tinvan needs, the extras, cores and memory, the folder
    for what is kept between runs, and the files of rules and models by their hashes; packages are
    imported, and a sentence is read. A note is something that tinvan works without. --quiet prints
    only what is wrong.

    \b
    Examples:
      tinvan doctor
      tinvan doctor --json | jq -r '.[] | select(.state != "ok") | .remedy'

    \b
    Exit codes: 0 it can work; 1 something is wrong.
    """
    from tinvan.doctor import examine

    findings: list[Finding] = []
    for finding in examine():
        findings.append(finding)
        if not as_json and (not quiet or finding.state == "wrong"):
            _print(finding)
    wrong = sum(finding.state == "wrong" for finding in findings)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(findings), indent=2).decode())
    elif not quiet:
        click.echo(f"{counted(wrong, 'thing')} wrong" if wrong else "all well")
    if wrong:
        ctx.exit(1)


def _print(finding: Finding) -> None:
    """Print a finding, in colour on a terminal."""
    mark, colour = _MARKS[finding.state]
    click.echo(f"{click.style(f'{mark:<6}', fg=colour)}{finding.name:<{_NAME}}{finding.said}")
    if finding.remedy:
        click.echo(f"{'':<{6 + _NAME}}{finding.remedy}")
