"""`tinvan spacy`: articles as Docs of spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import (
    FINISHED_WITH_REJECTS,
    InputOptions,
    counted,
    input_options,
    say,
    tell_warnings,
    watched,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


@click.command()
@input_options("--format", "--input-format")
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="A file that ends in .spacy for a DocBin, which “spacy train” and Python read; in .html "
    "for a page to look at, by displaCy.",
)
@click.pass_context
def spacy(ctx: click.Context, given: InputOptions, quiet: bool, verbose: bool, out: Path) -> None:
    """Write articles as Docs of spaCy: words, sentences, entities, spans and facts.

    IN is as for “tinvan extract”. All articles are held in memory. Needs pip install
    'tinvan[spacy]'.

    \b
    Examples:
      tinvan spacy pages/ --out tin.spacy
      tinvan spacy page.txt --published 2020-09-17 --out tin.html
    """
    from tinvan.errors import OutputError
    from tinvan.output.run import attempt
    from tinvan.pipeline import Pipeline
    from tinvan.read.extras import why_missing
    from tinvan.read.rejects import Reject

    if out.suffix not in (".spacy", ".html"):
        raise click.BadParameter(f"{out} ends neither in .spacy nor in .html", param_hint="--out")
    if why := why_missing("spacy"):
        raise OutputError(why)
    from spacy.vocab import Vocab

    from tinvan.spacy import render, to_doc, to_docbin

    inputs, pipeline, vocab = given.open(), Pipeline(keep=given.keep), Vocab()
    docs: list[Doc] = []
    rejected = False
    for item in watched(inputs, quiet):
        outcome = attempt(item, pipeline)
        if isinstance(outcome, Reject):
            rejected = True
            say(outcome.summary)
        else:
            docs.append(to_doc(outcome, vocab))
            if verbose:
                tell_warnings(outcome)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix == ".html":
            out.write_text(render(docs, page=True), encoding="utf-8")
        else:
            to_docbin(docs, out)
    except OSError as error:
        message = f"{out}: cannot be written ({error.strerror or error}). Name another file"
        raise OutputError(message) from error
    say(f"{counted(len(docs), 'article')} in {out}", quiet=quiet)
    if rejected:
        ctx.exit(FINISHED_WITH_REJECTS)
