"""The parts of a text: where its article begins and ends, and which line is its headline."""

from collections.abc import Sequence
from typing import NamedTuple

from tinvan.clean.boxes import listed_again
from tinvan.clean.ending import closing_line, late_lead
from tinvan.clean.foot import before_signature, behind_signature
from tinvan.clean.lines import SeenLine
from tinvan.clean.title import HEAD_LINES, body_start, find_title

_NEAR_DATELINE = 4  # lines between an article's headline and its dateline
_MOST_DATELINES = 3  # of a page with one article: today's, the article's, the last change
_LEAST_PROSE = 200  # characters of paragraphs that make an article below menus


class Outline(NamedTuple):
    """The parts of a text, as indices of its lines.

    Attributes:
        title: The headline, or None.
        start: The first line of the article.
        end: Behind the last line of the article.
        signed: Behind the lines that sign it.
        late_lead: The lead, where it stands below everything else, or None.
        boxes: The lists of other stories that stand within the article below a heading.
        linked: The rows of headlines within the article that lead to other stories.
    """

    title: int | None
    start: int
    end: int
    signed: int
    late_lead: int | None = None
    boxes: tuple[range, ...] = ()
    linked: tuple[range, ...] = ()


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
    closed, boxes = closing_line(lines, start, size)
    end = before_signature(lines, start, closed)
    if body >= HEAD_LINES and not _is_article(lines, title, range(start, end)):
        return None
    linked = listed_again(lines, start, end)
    return Outline(title, start, end, behind_signature(lines, closed, size), lead, boxes, linked)


def _is_article(lines: Sequence[SeenLine], title: int | None, own: range) -> bool:
    """Tell an article below menus from a list of headlines with their teasers.

    Args:
        lines: The lines.
        title: The headline, or None.
        own: The lines that are the article's, if it is one.
    """
    dated = [index for index, line in enumerate(lines) if line.signature("head")]
    near = title is not None and any(abs(index - title) <= _NEAR_DATELINE for index in dated)
    if near and len(dated) <= _MOST_DATELINES:
        return True
    paragraphs = [index for index in own if lines[index].is_paragraph]
    teasers = sum(_is_below_headline(lines, index, own.start) for index in paragraphs)
    size = sum(len(lines[index].text) for index in paragraphs)
    least = len(paragraphs) if len(dated) > _MOST_DATELINES else len(paragraphs) + 1
    return size >= _LEAST_PROSE and 2 * teasers <= least


def _is_below_headline(lines: Sequence[SeenLine], index: int, start: int) -> bool:
    """Tell whether a paragraph stands right below a headline, or its date."""
    return any(line.is_headline for line in lines[max(start, index - 2) : index])
