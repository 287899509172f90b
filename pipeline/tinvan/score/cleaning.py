"""How well articles were cleaned (FACTS.md, section 6): labels of lines, and metadata."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import pandas as pd

from tinvan.document import CONTENT_LABELS
from tinvan.score.articles import Article
from tinvan.score.bootstrap import Interval, f1, interval, resample
from tinvan.score.files import FIELDS
from tinvan.score.report import Rates, rates
from tinvan.score.slots import Record

NO_LABEL = "none"
"""What a line has that the run did not label: its article was rejected, or it saw no such line."""


class MetadataScore(msgspec.Struct, frozen=True, kw_only=True):
    """How often a field is exactly what the gold says, null where that says null.

    Attributes:
        right: Articles in which it is.
        articles: Articles that count.
        beside: Articles left out because the field came beside the article, so was not read.
    """

    right: int
    articles: int
    beside: int

    @property
    def share(self) -> float | None:
        """The share of articles in which it is right; None if none counts."""
        return self.right / self.articles if self.articles else None


class CleaningScore(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of labels and metadata.

    Attributes:
        articles: Articles with labelled lines.
        lines: Their lines that are not blank.
        content: Precision, recall and F1 of content, weighted by characters.
        content_f1_ci95: Bootstrap interval of this F1 over articles.
        exact: The share of lines with exactly the right label.
        labels: Rates of each label, weighted by characters.
        confused: How many lines of one label got another, as (right, given, lines), most first.
        unknown: Articles whose lines cannot be compared, as neither text nor run is there.
        metadata: By field.
    """

    articles: int
    lines: int
    content: Rates
    content_f1_ci95: Interval | None
    exact: float | None
    labels: dict[str, Rates]
    confused: list[tuple[str, str, int]]
    unknown: list[str]
    metadata: dict[str, MetadataScore]

    def label_table(self) -> pd.DataFrame:
        """Return one row a label."""
        return pd.DataFrame.from_dict(self.labels, orient="index", columns=["P", "R", "F1"])

    def metadata_table(self) -> pd.DataFrame:
        """Return one row a field."""
        rows = {
            field: {"right": one.right, "articles": one.articles, "share": one.share}
            for field, one in self.metadata.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index")


class JudgedLine(NamedTuple):
    """A line: its article and number, its size in characters, what it is, and was taken for."""

    doc_id: str
    number: int
    size: int
    right: str
    given: str
    start: int


class WrongField(NamedTuple):
    """A field of an article's metadata that is not as the gold says."""

    doc_id: str
    field: str
    right: str | None
    given: str | None


def score_cleaning(
    articles: Mapping[str, Article], metadata: Mapping[str, Record]
) -> CleaningScore | None:
    """Return the figures of labels and metadata; None where gold has neither.

    Args:
        articles: What is known of the articles, by doc_id.
        metadata: The right metadata by doc_id. Fields that it does not have do not count.
    """
    labelled = {doc_id: article for doc_id, article in articles.items() if article.labels}
    if not labelled and not metadata:
        return None
    lines = {doc_id: list(judged_lines(article)) for doc_id, article in labelled.items()}
    of_all = [line for of_one in lines.values() for line in of_one]
    sizes = [_content(of_one) for of_one in lines.values()]
    counts = np.array(sizes, dtype=np.float64).reshape(-1, 3)
    right, given, wanted = counts.sum(axis=0).tolist()
    confused = Counter((one.right, one.given) for one in of_all if one.right != one.given)
    return CleaningScore(
        articles=len(labelled),
        lines=len(of_all),
        content=rates(right, given, wanted),
        content_f1_ci95=interval(f1(*resample(counts).T), len(lines)),
        exact=sum(one.right == one.given for one in of_all) / len(of_all) if of_all else None,
        labels=_label_rates(of_all),
        confused=[(*pair, count) for pair, count in confused.most_common()],
        unknown=[doc_id for doc_id, of_one in lines.items() if not of_one],
        metadata=_score_metadata(articles, metadata),
    )


def judged_lines(article: Article) -> Iterator[JudgedLine]:
    """Yield the labelled lines of an article that are known, with both labels."""
    for line in article.lines:
        if right := article.labels.get(line.number):
            yield JudgedLine(
                article.doc_id,
                line.number,
                line.end - line.start,
                right,
                line.label or NO_LABEL,
                line.start,
            )


def wrong_fields(
    articles: Mapping[str, Article], metadata: Mapping[str, Record]
) -> list[WrongField]:
    """Return the metadata that counts and is wrong, article by article."""
    return [
        WrongField(doc_id, field, right, given)
        for field in FIELDS
        for doc_id, right, given in _compared(articles, metadata, field)
        if _folded(right) != _folded(given)
    ]


def _score_metadata(
    articles: Mapping[str, Article], metadata: Mapping[str, Record]
) -> dict[str, MetadataScore]:
    """Return the figures of each field that gold has."""
    scores = {}
    for field in FIELDS:
        having = [doc_id for doc_id in metadata if field in metadata[doc_id]]
        compared = list(_compared(articles, metadata, field))
        if having:
            scores[field] = MetadataScore(
                right=sum(_folded(right) == _folded(given) for _, right, given in compared),
                articles=len(compared),
                beside=sum(field in articles[d].given for d in having if d in articles),
            )
    return scores


def _compared(
    articles: Mapping[str, Article], metadata: Mapping[str, Record], field: str
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the right and the given value of a field, of each article in which it counts."""
    for doc_id, row in metadata.items():
        article = articles.get(doc_id)
        if article is not None and field in row and field not in article.given:
            yield doc_id, row[field], (article.metadata or {}).get(field)


def _content(lines: Sequence[JudgedLine]) -> tuple[int, int, int]:
    """Return the characters of content lines: rightly told, told, to be told."""
    given = [line for line in lines if line.given in CONTENT_LABELS]
    return (
        sum(line.size for line in given if line.right in CONTENT_LABELS),
        sum(line.size for line in given),
        sum(line.size for line in lines if line.right in CONTENT_LABELS),
    )


def _label_rates(lines: Sequence[JudgedLine]) -> dict[str, Rates]:
    """Return the rates of each label that occurs."""
    table = pd.DataFrame(lines, columns=list(JudgedLine._fields))
    right = table[table["right"] == table["given"]].groupby("right")["size"].sum()
    given, wanted = (table.groupby(side)["size"].sum() for side in ("given", "right"))
    return {
        label: rates(float(right.get(label, 0)), float(given.get(label, 0)), float(size))
        for label, size in wanted.sort_values(ascending=False).items()
        if isinstance(label, str)
    }


def _folded(value: str | None) -> str | None:
    """Return a value in composed characters; null and empty are one."""
    return unicodedata.normalize("NFC", value) if value else None
