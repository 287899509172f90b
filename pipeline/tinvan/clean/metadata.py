"""Metadata of an article: what came beside it, what its head says, checked, and what it prints."""

from collections.abc import Sequence
from typing import NamedTuple

from tinvan.clean.authors import Authors
from tinvan.clean.lines import SeenLine
from tinvan.clean.printed import Printed, Stated
from tinvan.clean.structure import Mark
from tinvan.folding import fold
from tinvan.metadata import Metadata
from tinvan.read.url_day import own_url_day


class Filled(NamedTuple):
    """Metadata, and where what the page states and what it prints contradict each other.

    Attributes:
        metadata: The metadata.
        warnings: Each as "code: explanation".
    """

    metadata: Metadata
    warnings: tuple[str, ...]


def fill_metadata(
    metadata: Metadata, lines: Sequence[SeenLine], marks: Sequence[Mark], authors: Authors
) -> Filled:
    """Return metadata with what is missing taken from the labelled lines, and the rest checked.

    Args:
        metadata: What is known beside the text, which wins, and what the head of the page says.
        lines: The lines of the text.
        marks: The mark of each line.
        authors: Reads bylines.
    """
    printed = Printed(lines, marks)
    stated = metadata.stated
    warnings: list[str] = []
    published = _published(metadata, printed, warnings)
    author = _author(metadata, printed, authors)
    stated.update(
        title=_title(metadata, printed),
        lead=_lead(metadata, printed),
        published=published,
        modified=_modified(metadata, printed, published[0], warnings),
        author=author,
        authors=stated.get("authors", (authors.names(author[0] or ""), author[1])),
        source=stated.get("source", printed.source()),
    )
    return Filled(Metadata.of(stated), tuple(warnings))


def without_article(metadata: Metadata) -> Metadata:
    """Return what is known of a page without an article: what is given, address and language.

    Args:
        metadata: With what looked like an article's.
    """
    kept = ("url", "canonical", "language")
    known = metadata.stated.items()
    return Metadata.of({name: s for name, s in known if name in kept or s[1] == "input"})


def with_language(metadata: Metadata, language: str | None) -> Metadata:
    """Return metadata with the language of the text, which a template may state wrongly.

    Args:
        metadata: What is known.
        language: Of the text, where it can be told.
    """
    if language in (None, "und", metadata.language):
        return metadata
    return Metadata.of({**metadata.stated, "language": (language, "text")})


def _title(metadata: Metadata, printed: Printed) -> Stated:
    """Return the title: as printed, where the element `<title>` holds what the page does not print.

    That is the name of a site or of its section, the same on all its pages.
    """
    shown = printed.title()
    if metadata.title is None:
        return shown
    stated = metadata.stated["title"]
    is_template = stated[1] == "markup" and shown[0] and not printed.has(metadata.title)
    return shown if is_template else stated


def _lead(metadata: Metadata, printed: Printed) -> Stated:
    """Return the lead: as the page prints it, for descriptions are cut short or written anew."""
    shown = printed.lead()
    if metadata.lead is None:
        return shown
    stated = metadata.stated["lead"]
    given = "lead" not in metadata.origins
    return stated if given or not shown[0] or printed.has(metadata.lead) else shown


def _published(metadata: Metadata, printed: Printed, warnings: list[str]) -> Stated:
    """Return when the article was published.

    What the head of a page states is checked: no page prints a day on which it was not yet out,
    so an earlier dateline is right; a later one is of a change; one with day and month
    exchanged tells how the head is to be read; one of the same day may add the time.
    """
    shown = printed.time()
    if metadata.published is None:
        return shown if shown[0] else printed.address_day(metadata.url)
    stated = metadata.stated["published"]
    if "published" not in metadata.origins:
        return stated
    if shown[0] is None:
        return _believable(metadata, warnings)
    day, dateline = stated[0][:10], shown[0][:10]
    if dateline < day or dateline == _exchanged(day):
        warnings.append(
            f"published-conflict: the head of the page says {day}, its dateline {dateline}; "
            "the dateline counts"
        )
        return shown
    bare = "T" not in stated[0] or stated[0].endswith("T00:00")
    return shown if dateline == day and bare and "T" in shown[0] else stated


def _believable(metadata: Metadata, warnings: list[str]) -> Stated:
    """Return the stated time of publication, unless change and address both were before it."""
    stated = metadata.stated["published"]
    own = own_url_day(metadata.url or "")
    changed = (metadata.modified or stated[0])[:10]
    if own is None or not own.isoformat() <= changed < stated[0][:10]:
        return stated
    warnings.append(
        f"published-conflict: the head of the page says {stated[0][:10]}, changed on {changed}, "
        f"its address {own}; the address counts"
    )
    return own.isoformat(), "url"


def _exchanged(day: str) -> str:
    """Return a day in ISO 8601 with day and month exchanged."""
    return f"{day[:4]}-{day[8:10]}-{day[5:7]}"


def _modified(
    metadata: Metadata, printed: Printed, published: str | None, warnings: list[str]
) -> Stated:
    """Return when the article was last changed, if that was after it was published."""
    if metadata.modified:
        stated = metadata.stated["modified"]
        size = min(len(stated[0]), len(published or ""))
        if stated[1] == "input" or not published or stated[0][:size] > published[:size]:
            return stated
        if stated[0][:size] < published[:size]:
            warnings.append(f"bad-modified: changed on {stated[0]}, before {published}; left out")
        return None, "input"
    times = printed.changes()
    later = (time for time in times if published and time > published[: len(time)])
    return next(later, None), "dateline"


def _author(metadata: Metadata, printed: Printed, authors: Authors) -> Stated:
    """Return the author: as printed, where the head names the paper or fewer people.

    Of bylines at head and foot the one counts that names more people, and the other's among them.
    """
    shown = printed.author()
    for further in printed.bylines():
        if set(authors.names(shown[0] or "")) < set(authors.names(further)):
            shown = further, "byline"
    if metadata.author is None:
        return shown
    stated = metadata.stated["author"]
    if "author" not in metadata.origins:
        return stated
    if authors.is_office(stated[0]):
        return shown
    named, signed = (set(map(fold, authors.names(text or ""))) for text in (stated[0], shown[0]))
    return shown if named < signed else stated
