"""Which columns of a row, of JSONL or of a table, give which parts of an article."""

import functools
from collections.abc import Callable, Iterable, Mapping

# The fields of a row, and what columns with them are usually called, the likelier name first.
_USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "_id"),
    "url": ("url", "link", "canonical_url", "uri"),
    "published": (
        "published", "published_at", "date_published", "published_date", "datepublished",
        "publish_date", "publish_time", "published_time", "pub_date", "pubdate",
    ),
    "author": ("author", "authors", "byline"),
    "source": ("source",),
    "title": ("title", "headline"),
    "lead": ("lead", "sapo"),
    "text": ("text", "maintext", "main_text", "plain_text", "article_text"),
    "html": ("html", "raw_html", "html_content", "content_html"),
    "content": ("content", "body"),
}  # fmt: skip
# Some call the day of publication so, others the day of the crawl, which must not be taken for it.
_EITHER_DAY = ("date", "timestamp", "time", "created_at")

FIELDS = tuple(_USUAL)
CONTENT_FIELDS = ("title", "lead", "text", "html", "content")  # of which a row needs one


class Columns:
    """Tells the columns of rows.

    Args:
        given: Columns by field, where they are not called as usual. Points in a name lead into
            nested rows: "article.body".

    Attributes:
        unread_days: Columns that may hold the day of publication and were left, as nothing says
            so; grows while rows are read.
        find: Returns the column of each field, from the names of all columns.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})
        self.unread_days: set[str] = set()
        self.find: Callable[[tuple[str, ...]], dict[str, str]]
        self.find = functools.lru_cache(maxsize=64)(self._find)

    def pick(self, row: Mapping[str, object]) -> dict[str, object]:
        """Return the fields of a row that are there."""
        return {field: _value(row, column) for field, column in self.find(tuple(row)).items()}

    def _find(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the column of each field, from the names of all columns."""
        found = {
            field: column
            for field, column in self._given.items()
            if column.partition(".")[0] in names or column in names
        }
        free = {name.casefold(): name for name in names if name not in found.values()}
        for field, usual in _USUAL.items():
            if field not in self._given and (column := _first(usual, free)):
                found[field] = column
        if "published" not in found and (column := _first(_EITHER_DAY, free)):
            self.unread_days.add(column)
        return found


def _first(usual: Iterable[str], names: Mapping[str, str]) -> str | None:
    """Return the first of the usual names that is there, as it is written there."""
    return next((names[name] for name in usual if name in names), None)


def _value(row: Mapping[str, object], column: str) -> object:
    """Return what stands in a column, None if nothing does."""
    if column in row:
        return row[column]
    value: object = row
    for name in column.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
