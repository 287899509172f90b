"""`tinvan values`: the values of a text."""

from __future__ import annotations

import sys

import click

from tinvan.cli.options import published_day


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("text", metavar="[TEXT]", required=False)
@click.option(
    "--day",
    callback=published_day,
    metavar="DAY",
    help="The day from which “hôm qua” is reckoned and missing years are filled: 2020-09-17.",
)
def values(text: str | None, day: str | None) -> None:
    """Print the values of a text as JSON Lines: numbers, money, dates, ranks and so on.

    TEXT is read from standard input, line by line, where it is left out or “-”. Offsets are
    characters of the text, or of the line, which is then numbered from 1 as "line".

    \b
    Examples:
      tinvan values "Thu hơn 2,5 tỷ đồng trong quý III" --day 2020-09-17
      tinvan values < headlines.txt | jq 'select(.kind == "money")'
    """
    from msgspec.json import Encoder

    from tinvan.output.sinks import write_out
    from tinvan.values.public import find_values

    encoder = Encoder()

    def show(found: dict[str, object]) -> None:
        write_out(sys.stdout.buffer, encoder.encode(found) + b"\n")

    if text is not None and text != "-":
        for found in find_values(text, day):
            show(found.to_dict())
        return
    stream = click.open_file("-", encoding="utf-8", errors="replace")
    for number, line in enumerate(stream, start=1):
        for found in find_values(line.rstrip("\r\n"), day):
            show({"line": number, **found.to_dict()})
