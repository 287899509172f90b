"""`tinvan convert`: labels from and to annotation tools."""

from __future__ import annotations

from pathlib import Path

import click

from tinvan.cli.options import counted, quiet_option, say


@click.command()
@click.argument("given", metavar="[IN", type=click.Path(path_type=Path), required=False)
@click.argument("out", metavar="OUT]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="IN",
    help="The articles that facts in the gold form were made of: a file or folder, as for "
    "“tinvan extract”. Those without facts are converted too, to be labelled.",
)
@click.option(
    "--predictions",
    is_flag=True,
    help="For Label Studio: write facts as predictions, so that labelling is correcting; or read "
    "predictions instead of annotations.",
)
@click.option(
    "--annotator",
    metavar="ID",
    help="Of a task that several have labelled in Label Studio, read what this one has: the id or "
    "the e-mail address.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE.xml",
    help="Write the labelling configuration for Label Studio; IN and OUT may be left out.",
)
@quiet_option
def convert(
    given: Path | None,
    out: Path | None,
    texts: Path | None,
    predictions: bool,
    annotator: str | None,
    config: Path | None,
    quiet: bool,
) -> None:
    """Convert labelled articles from the form of IN to that of OUT, without loss.

    Names tell the forms: .jsonl is gold records or facts of “tinvan extract”, .json tasks of Label
    Studio, .spacy a DocBin of spaCy, and a folder brat's standoff, with its annotation.conf.

    \b
    Examples:
      tinvan convert --config config.xml
      tinvan convert outputs/facts.jsonl tasks.json --texts pages/ --predictions
      tinvan convert export.json gold.jsonl
      tinvan convert gold.jsonl brat/ --texts corpus/texts
    """
    from tinvan.convert import forms
    from tinvan.convert.articles import read_texts
    from tinvan.convert.label_studio_config import labelling_config
    from tinvan.errors import OutputError

    if config is not None:
        try:
            config.parent.mkdir(parents=True, exist_ok=True)
            config.write_text(labelling_config(), encoding="utf-8")
        except OSError as error:
            message = f"{config}: {error.strerror or error}. Name another file"
            raise OutputError(message) from None
        say(f"labelling configuration in {config}", quiet=quiet)
    if given is None and config is not None:
        return
    if given is None or out is None:
        raise click.UsageError("Name IN and OUT, or a --config to write.")
    if forms.form_of(given) == "gold" and texts is None:
        raise click.UsageError("Facts do not hold their texts: name these with --texts.")
    articles = forms.read(
        given,
        read_texts(texts) if texts else {},
        predictions=predictions,
        annotator=annotator,
    )
    forms.write(out, articles, predictions=predictions)
    facts = sum(len(article.facts) for article in articles)
    say(f"{counted(len(articles), 'article')}, {counted(facts, 'fact')} in {out}", quiet=quiet)
