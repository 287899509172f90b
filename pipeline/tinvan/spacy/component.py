"""The component `tinvan` and the tokenizer `tinvan.Tokenizer.v1`, as spaCy knows them."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read.published import parse_published
from tinvan.spacy.annotate import GIVEN, annotate, facts_of, lines_of, records_of
from tinvan.spacy.tokens import pieces_of, words_and_spaces
from tinvan.view import TextView


class Tokenizer:
    """Splits a text by our word segmentation: words of several syllables are one token.

    Args:
        vocab: The vocabulary of the `Doc`s.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the words of a text; the text of the `Doc` is the text given."""
        source = Source(doc_id="text", content=text, as_is=True)
        pieces = pieces_of(Document(source=source, view=TextView(text)))
        words, spaces = words_and_spaces(text, pieces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write nothing: the config says all there is to say."""

    def from_disk(self, path: str | Path, **_: object) -> "Tokenizer":
        """Return the tokenizer as it is."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing, as `to_disk` writes nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> "Tokenizer":
        """Return the tokenizer as it is."""
        return self


class Component:
    """Reads what tinvan reads into a `Doc`: `doc.ents`, `doc.spans`, facts, lines.

    Args:
        published: The day of texts that `make_doc` gave none.
    """

    def __init__(self, published: str | None = None) -> None:
        self._published = parse_published(published) if published else None
        self._pipeline = Pipeline()

    def __call__(self, doc: Doc) -> Doc:
        """Return the `Doc` with what was read; see `annotate` for when it is a new one."""
        given: dict[str, str] = dict(doc.user_data.get(GIVEN, {}))
        known = {"published": self._published, **given}
        metadata = {name: known[name] for name in ("published", "url") if known.get(name)}
        source = Source(
            doc_id=given.get("doc_id", "text"),
            content=doc.text,
            as_is=True,
            metadata=Metadata.given({name: str(value) for name, value in metadata.items()}),
        )
        return annotate(doc, self._pipeline(source))


@registry.tokenizers("tinvan.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Any:  # noqa: ANN401 - spaCy calls what this returns with the pipeline
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: Tokenizer(nlp.vocab)


@Language.factory("tinvan", default_config={"published": None})
def make_component(nlp: Language, name: str, published: str | None) -> Component:
    """Make the component; `nlp.add_pipe("tinvan", config={"published": "2020-09-17"})`."""
    return Component(published)


def blank(published: str | None = None) -> Language:
    """Return a Vietnamese pipeline with our tokenizer and the component.

    Args:
        published: The day of texts that `make_doc` gives none: "2020-09-17".
    """
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "tinvan.Tokenizer.v1"}}})
    nlp.add_pipe("tinvan", config={"published": published})
    return nlp


def make_doc(
    nlp: Language,
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    doc_id: str | None = None,
) -> Doc:
    """Return the words of a text with what is known beside it, for `nlp(doc)` or `nlp.pipe`.

    Args:
        nlp: The pipeline.
        text: The article.
        published: Its day, or minute, of publication, from which dates are reckoned.
        url: Where it was crawled.
        doc_id: What the facts shall call it.

    Raises:
        ValueError: If `published` is no day or time.
    """
    day = parse_published(published) if published else None
    given = {"published": day, "url": url, "doc_id": doc_id}
    doc = nlp.make_doc(text)
    doc.user_data[GIVEN] = {name: value for name, value in given.items() if value}
    return doc


Doc.set_extension("tinvan_facts", getter=facts_of, force=True)
Doc.set_extension("tinvan_lines", getter=lines_of, force=True)
Span.set_extension("tinvan", getter=records_of, force=True)
