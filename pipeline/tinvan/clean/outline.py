"""The parts of a text: where its article begins and ends, and which line is its headline."""

from collections.abc import Sequence
from typing import NamedTuple

from tinvan.clean.ending import before_signature, behind_signature, closing_line, late_lead
from tinvan.clean.lines import SeenLine
from tinvan.clean.title import HEAD_LINES, body_start, find_title

_LEAST_PROSE = 200  # characters of paragraphs that make an article below menus


class Outline(NamedTuple):
    """The parts of a text, as indices of its lines.

    Attributes:
        title: The headline, or None.
        start: The first line of the article.
        end: Behind the last line of the article.
        signed: Behind the lines that sign it.
        late_lead: The lead, where it stands below everything else, or None.
    """

    title: int | None
    start: int
    end: int
    signed: int
    late_lead: int | None = None


def outline_text(
    lines: Sequence[SeenLine], headline: str | None, slug: frozenset[str] = frozenset()
) -> Outline | None:
    """Find the parts of a text that has lost its markup.

    Args:
        lines: Its lines.
        headline: The article's title, where it is known.
        slug: The words of the headline in the article's address, where it has them.

    Returns:
        None where the text holds no article.
    """
    body = body_start(lines)
    title = find_title(lines, body, headline, slug)
    start = title if title is not None else body if body >= HEAD_LINES else 0
    lead = late_lead(lines, start)
    size = len(lines) if lead is None else lead
    closed = closing_line(lines, start, size)
    end = before_signature(lines, start, closed)
    if body >= HEAD_LINES and not _is_article(lines[start:end]):
        return None
    return Outline(title, start, end, behind_signature(lines, closed, size), lead)


def _is_article(lines: Sequence[SeenLine]) -> bool:
    """Tell an article below menus from a list of headlines with their teasers."""
    paragraphs = [index for index, line in enumerate(lines) if line.is_paragraph]
    teasers = sum(
        any(line.is_headline for line in lines[max(0, index - 2) : index]) for index in paragraphs
    )
    size = sum(len(lines[index].text) for index in paragraphs)
    return size >= _LEAST_PROSE and 2 * teasers <= len(paragraphs) + 1
