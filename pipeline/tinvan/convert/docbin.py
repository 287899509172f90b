"""spaCy: gold articles as a `DocBin`, with the marks as spans and the records beside them.

`doc.spans` has under the keys of `tinvan.spacy` what the component puts there, so that a gold `Doc`
and one that tinvan has read make an `Example`: of "tinvan_facts" the anchors, labelled "fact.money"
and so on, of "tinvan" these and the mentions, labelled "mention". The records are in
`doc.user_data["tinvan_gold"]`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from tinvan.convert.articles import Article, checked, in_order
from tinvan.convert.errors import ConvertError
from tinvan.convert.marks import MENTION, marks_of
from tinvan.document import Document, Source
from tinvan.spacy.annotate import FACTS_KEY, GIVEN, SPANS_KEY, facts_of
from tinvan.spacy.labels import FACT
from tinvan.spacy.output import to_docbin
from tinvan.spacy.tokens import cut, pieces_of, words_and_spaces
from tinvan.view import TextView

GOLD = "tinvan_gold"  # in doc.user_data


def to_doc(article: Article, vocab: Vocab) -> Doc:
    """Return an article as a `Doc`; its words are cut where a mark starts or ends."""
    text = article.text
    marks = marks_of(article).marks
    source = Source(doc_id=article.doc_id, content=text, as_is=True)
    pieces = pieces_of(Document(source=source, view=TextView(text)))
    borders = {border for mark in marks for border in (mark.span.start, mark.span.end)}
    words, spaces = words_and_spaces(text, cut(text, pieces, borders))
    doc = Doc(vocab, words=words, spaces=spaces)
    spans: dict[tuple[int, int, str], Span] = {}
    for mark in marks:
        label = mark.label if mark.label == MENTION else FACT + mark.label
        place = (mark.span.start, mark.span.end)
        if span := doc.char_span(*place, label, alignment_mode="expand"):
            spans.setdefault((*place, label), span)
    ordered = sorted(spans.values(), key=lambda span: (span.start, -span.end))
    doc.spans[SPANS_KEY] = ordered
    doc.spans[FACTS_KEY] = [span for span in ordered if span.label_ != MENTION]
    doc.user_data[GIVEN] = {"doc_id": article.doc_id}
    doc.user_data[GOLD] = list(article.facts)
    return doc


def write(path: Path, articles: Iterable[Article]) -> None:
    """Write articles as a `DocBin`."""
    vocab = Vocab()
    to_docbin((to_doc(article, vocab) for article in articles), path)


def read(path: Path) -> tuple[Article, ...]:
    """Read a `DocBin`, written here or by `tinvan spacy`.

    Raises:
        ConvertError: If it is no `DocBin`, or a `Doc` does not know its facts.
    """
    try:
        docs = list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))
    except OSError:
        raise
    except Exception as error:  # of zlib, msgpack or spaCy, as it comes
        remedy = "Name a file that “tinvan convert” or “tinvan spacy” has written"
        raise ConvertError(path.name, f"it is no DocBin ({error!r})", remedy) from None
    return tuple(_article(doc, f"{path.name}, Doc {n}") for n, doc in enumerate(docs, start=1))


def _article(doc: Doc, where: str) -> Article:
    known: dict[str, Any] = doc.user_data
    doc_id = dict(known.get(GIVEN, {})).get("doc_id")
    if not isinstance(doc_id, str):
        remedy = "Write it with store_user_data=True; spans alone are no records"
        raise ConvertError(where, "it does not know its article", remedy)
    # Lists come back from MessagePack as tuples, from JSON as lists.
    given = msgspec.json.encode(known[GOLD] if GOLD in known else facts_of(doc))
    records = msgspec.json.decode(given, type=list[dict[str, Any]])
    facts = (checked(record, doc.text, where) for record in records)
    return Article(doc_id, doc.text, in_order(facts))
