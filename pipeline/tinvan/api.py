"""The shortest way from a text to its facts."""

from typing import Literal

from tinvan.document import Source
from tinvan.facts import AnyFact
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read.decode import without_surrogates
from tinvan.read.published import parse_published


def extract(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    doc_id: str = "text",
    media: Literal["text", "html"] = "text",
) -> tuple[AnyFact, ...]:
    """Return the facts of one article, in the order of their anchors.

    Args:
        text: The article, or its page. `tinvan.charsets.repair` mends text that is in a wrong
            charset; here it is left as it is, so that offsets index it.
        published: Its publication day ("2020-09-17") or minute, from which dates are reckoned.
        url: Where it was crawled.
        doc_id: What the facts shall call it.
        media: What `text` is. Offsets of a page index the text that cleaning makes of it;
            build a `Pipeline` to have that too.

    Raises:
        ValueError: If `published` is no day or time.
        StageError: If a stage fails on the article.
    """
    source = Source(
        doc_id=doc_id,
        content=without_surrogates(text),
        media=media,
        as_is=media == "text",
        metadata=Metadata(url=url, published=parse_published(published) if published else None),
    )
    return Pipeline()(source).facts
