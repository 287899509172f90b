"""Pages: where the article stands by the markup, and what the markup says of other lines."""

import functools
from collections.abc import Sequence

from tinvan.clean.lines import SeenLine
from tinvan.clean.outline import Outline
from tinvan.folding import fold

_SIGNING_LINES = 6  # lines behind the paragraphs among which a byline may stand
_TOP_LINES = 5  # lines of the block of paragraphs that may be the headline, or above it the lead
_LONGEST_SIGNATURE = 60  # characters of a line that the markup calls a byline
_HEADLINE_WORDS = 5  # of a link that leads to a story and not to a section
_PAIRS = 2  # headlines with a paragraph each that are no links amid the text
_NEAR = 8  # lines between the paragraphs and a headline that no markup tells
_BLOCKS = {
    "hidden": "markup.widget", "comment": "markup.comment", "footer": "markup.footer",
    "related": "markup.related", "tag": "markup.tag", "ad": "markup.ad", "share": "markup.widget",
    "form": "markup.widget", "dialog": "markup.widget", "nav": "markup.nav",
    "aside": "markup.related", "profile": "markup.profile", "header": "markup.nav",
}  # fmt: skip
"""The rule for each hint that a line is not the article's, the surest first."""
_NO_HEADLINE = frozenset(_BLOCKS) - {"header"} | {"author", "date", "caption", "lead"}
_UNSURE_IN_ARTICLE = frozenset(("tag", "ad", "share", "form", "dialog", "nav", "aside", "header"))


def outline_page(lines: Sequence[SeenLine], headline: str | None) -> Outline | None:
    """Find the parts of a page.

    Args:
        lines: Its lines.
        headline: The article's title, where it is known.

    Returns:
        None where the markup shows no block of paragraphs.
    """
    main = [index for index, line in enumerate(lines) if line.has("main")]
    if not main:
        return None
    title = _headline_above(lines, main, headline)
    start = _first_line(lines, main[0]) if title is None else min(title, main[0])
    closed = _before_closing(lines, start, main[-1] + 1)
    end = _before_signature(lines, start, closed)
    return Outline(title, start, end, _behind_signature(lines, closed))


def _first_line(lines: Sequence[SeenLine], first: int) -> int:
    """Return the lead above the paragraphs, if the markup shows one, else the first of them."""
    near = range(max(0, first - _TOP_LINES), first)
    return next((index for index in near if lines[index].has("lead")), first)


def _headline_above(
    lines: Sequence[SeenLine], main: Sequence[int], headline: str | None
) -> int | None:
    """Return the last line with the headline above the paragraphs, else the last `<h1>` there."""
    key = fold(headline) if headline else None
    near = [*main[:_TOP_LINES], *range(main[0] - 1, -1, -1)]
    printed = [index for index in near if lines[index].key == key]
    first_level = [index for index in near if lines[index].has("h1")]
    both = [index for index in printed if lines[index].has("h1")]
    title: int | None = next(iter(both or printed or first_level), None)
    if title is None or _is_masthead(lines[title], main[0] - title):
        return _likely_headline(lines, main[0], title)
    return title


def _is_masthead(line: SeenLine, above: int) -> bool:
    """Tell whether a heading so many lines above the paragraphs may be the name of the site."""
    return above > _NEAR and line.has("link") and line.has("header", "nav", "ad")


def _likely_headline(lines: Sequence[SeenLine], first: int, other: int | None) -> int | None:
    """Return what could be the headline close above the paragraphs, a heading if there is one.

    Args:
        lines: The lines.
        first: The first line of the paragraphs.
        other: What is the headline if nothing close above could be: the name of a site may be
            its only `<h1>`.
    """
    near = range(max(0, first - _NEAR), min(len(lines), first + 2))
    fit = [
        index
        for index in near
        if lines[index].is_titular
        and lines[index].words >= _HEADLINE_WORDS
        and lines[index].outside is None
        and not lines[index].has("link", "links", "li", *_NO_HEADLINE)
        and any(line.is_prose for line in lines[index + 1 : index + _TOP_LINES])
    ]
    if not fit:
        return other
    headings = [index for index in fit if lines[index].has("h2", "h3", "h4")]
    return headings[-1] if headings else max(fit, key=lambda index: len(lines[index].text))


def _before_signature(lines: Sequence[SeenLine], start: int, end: int) -> int:
    """Return the end of a page's paragraphs, above the bylines, links and buttons at their foot."""
    end = _before_teasers(lines, start, end)
    while end - 1 > start:
        line = lines[end - 1]
        if not (signs(line) or line.is_name or line.outside or rule_in_article(line)):
            break
        end -= 1
    return end


def _before_teasers(lines: Sequence[SeenLine], start: int, end: int) -> int:
    """Return the end of the paragraphs above linked headlines that have one paragraph each."""
    first = end
    pairs = 0
    while first - 2 > start and lines[first - 1].is_prose and lines[first - 2].has("link"):
        first -= 2
        pairs += 1
    return first if pairs >= _PAIRS else end


def _before_closing(lines: Sequence[SeenLine], start: int, end: int) -> int:
    """Return the end of the paragraphs above comments, or a list of stories, that no markup tells.

    What opens them by its words closes the article if it has most of the paragraphs above it; a
    list of stories, which may stand amid the article, only if there are none below it.
    """
    sizes = [len(line.text) if line.is_paragraph else 0 for line in lines[start:end]]
    whole, above = sum(sizes), 0
    for index in range(start, end):
        above += sizes[index - start]
        if 2 * above <= whole:
            continue
        if _opens(lines[index], "comment") or (above == whole and _opens(lines[index], "related")):
            return index
    return end


def _opens(line: SeenLine, label: str) -> bool:
    """Tell whether a line is by its words the heading of lines with a label."""
    match = line.furniture
    return match is not None and match.rule.opens and match.rule.label == label


def _behind_signature(lines: Sequence[SeenLine], end: int) -> int:
    """Return the end of the lines that sign a page's article."""
    signed = end
    for index in range(end, min(end + _SIGNING_LINES, len(lines))):
        line = lines[index]
        if line.has("comment", "related", "tag", "h1", "footer", "nav") or _opens(line, "comment"):
            break
        if signs(line):
            signed = index + 1
    return signed


def signs(line: SeenLine) -> bool:
    """Tell whether a line is a byline or a source line by its words or its markup."""
    if line.signature("end"):
        return True
    return line.has("author", "source") and len(line.text) <= _LONGEST_SIGNATURE


def signs_by_markup(line: SeenLine) -> bool:
    """Tell whether the markup sets a line beside the headline apart as a byline."""
    return line.has("author") and len(line.text) <= _LONGEST_SIGNATURE and not line.is_prose


def rule_in_article(line: SeenLine) -> str | None:
    """Return the rule by which the markup shows that a line amid the article is not of it."""
    if line.has("story") and not line.has("caption"):
        return "markup.related"
    for hint, rule in _BLOCKS.items():
        if hint in line.hints and not (hint in _UNSURE_IN_ARTICLE and line.is_paragraph):
            return rule
    return "markup.related" if line.has("link", "foreign") else None


@functools.lru_cache(maxsize=1_024)
def _block(hints: frozenset[str]) -> str | None:
    """Return the rule for the surest hint that a line is not the article's."""
    return next((rule for hint, rule in _BLOCKS.items() if hint in hints), None)


def rule_outside(line: SeenLine) -> str | None:
    """Return the rule by which the markup tells what a line outside the article is."""
    if rule := _block(line.hints):
        return rule
    if line.has("link"):
        return "markup.related" if line.words >= _HEADLINE_WORDS else "markup.nav"
    return None
