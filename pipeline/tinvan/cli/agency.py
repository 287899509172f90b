"""`tinvan agency`: which body a name means on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tinvan.cli.options import day_asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinvan.registry import Answer, Named


@click.command()
@click.argument("name")
@click.option(
    "--on", callback=day_asked, metavar="DAY", help="The day that is asked about: 2024-10-25."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def agency(name: str, on: str | None, as_json: bool) -> None:
    """Print which body a name means: full name, kind, level, parent, days, what came after it.

    NAME is written as the press writes it, abbreviations and all. On a day on which no body had
    the name, what stood in its place is printed too. Without --on, the last body of the name is
    meant. Exits with 1 where the name is not known, with names near it.

    \b
    Examples:
      tinvan agency "Bộ TT-TT" --on 2024-10-25
      tinvan agency "Sở TT&TT Đà Nẵng" --on 2025-08-01 --json
    """
    from tinvan.registry import find_agency

    answer = find_agency(name, on)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(answer).decode())
        return
    click.echo(answer.name)
    for label, text in _lines(answer):
        click.echo(f"  {label:<12}{text}")


def _lines(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what is known of a body, by label."""
    if answer.id:
        yield "id", answer.id
    yield "kind", f"{answer.kind}, {answer.level}" if answer.level else answer.kind
    if answer.place:
        yield "place", answer.place
    if answer.parent:
        yield "parent", answer.parent.name
    if answer.valid_from or answer.valid_to:
        yield "valid", _days(answer)
    if answer.ended:
        yield "ended", answer.ended
    if answer.successor:
        yield "successor", _names(answer.successor)
    if answer.predecessor:
        yield "before", _names(answer.predecessor)
    if answer.valid is False:
        yield f"{answer.on}", f"not valid{_instead(answer.held)}"
    elif answer.on and answer.valid is None and answer.read_by != "grammar":
        yield answer.on, "not known whether it stood then"
    if answer.read_by == "grammar":
        yield "source", "none: not in the registry, read by the grammar of names"
    elif answer.source:
        yield "source", answer.source + ("" if answer.verified else " (not verified)")
    else:
        yield "source", "none at hand (not verified)"


def _days(answer: Answer) -> str:
    """Say from when to when a body stood."""
    start = f"from {answer.valid_from}" if answer.valid_from else ""
    end = f"to {answer.valid_to}" if answer.valid_to else ""
    return " ".join(part for part in (start, end) if part)


def _instead(held: Sequence[Named]) -> str:
    """Say what stood in place of a body."""
    return f"; there was {_names(held)}" if held else ""


def _names(bodies: Sequence[Named]) -> str:
    """Join the names of bodies."""
    return "; ".join(body.name for body in bodies)
