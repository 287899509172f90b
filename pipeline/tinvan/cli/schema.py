"""`tinvan schema`: the form of what is written."""

import json

import click


@click.command()
@click.argument(
    "name",
    type=click.Choice(["facts", "docs", "rejects", "run", "explanation", "merged", "conflicts"]),
    default="facts",
    metavar="NAME",
)
def schema(name: str) -> None:
    """Print the JSON Schema of the records in one output file.

    NAME is facts (the default), docs, rejects or run, explanation for what “tinvan explain
    --json” prints, or merged or conflicts, which “tinvan merge” writes.

    \b
    Examples:
      tinvan schema facts > facts.schema.json
    """
    from tinvan.output.schema import schema as build

    click.echo(json.dumps(build(name), indent=2, ensure_ascii=False))
