"""`Doc`s as HTML and as `.spacy` files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from spacy import displacy
from spacy.tokens import Doc, DocBin

from tinvan.spacy.annotate import SPANS_KEY
from tinvan.spacy.labels import COLOURS


def render(
    docs: Doc | Iterable[Doc],
    style: Literal["span", "ent"] = "span",
    *,
    key: str = SPANS_KEY,
    page: bool = False,
) -> str:
    """Return `Doc`s as HTML, by displaCy, each type in its colour.

    Args:
        docs: What to show.
        style: All spans, which may overlap, or the entities alone.
        key: The spans that are shown.
        page: Whether it is a page of its own.
    """
    shown = [docs] if isinstance(docs, Doc) else list(docs)
    options = {"spans_key": key, "colors": COLOURS}
    return displacy.render(shown, style=style, page=page, jupyter=False, options=options)


def to_docbin(docs: Iterable[Doc], path: str | Path | None = None) -> DocBin:
    """Return `Doc`s as a `DocBin`, with their spans and facts; write it where a path is given.

    A file that ends in ".spacy" is what `spacy train` reads.
    """
    found = DocBin(docs=docs, store_user_data=True)
    if path is not None:
        found.to_disk(path)
    return found
