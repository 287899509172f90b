"""The headline of a page's article, and what templates put behind it in the page's title."""

from collections.abc import Iterator

import regex

from tinvan.folding import fold, shared_words, unmarked
from tinvan.pages.statements import NOTHING, PrintedLines, Statement, Statements, plain

_END = regex.compile(r"\s+[-|–—•»]\s+|\s*\|\s*")
_OUTLET = regex.compile(
    r"(?:báo|tạp chí|đài|kênh|trang|cổng)\s+\S.*|.*\.(?:vn|com|net|org|info|tv)", regex.IGNORECASE
)
_HEADLINE_WORDS = 5  # of a first-level heading that is no name of a section
_SAME_HEADLINE = 0.5  # share of words that make two wordings one headline
_LEAST_SITE = 4  # letters of a site's name that are no accident in a title


def headline(stated: Statements, printed: PrintedLines) -> Statement:
    """Return the headline as the page prints it, else without the site's name behind it.

    Args:
        stated: The statements of the page.
        printed: Its lines.
    """
    title, origin = stated.first("headline", "og:title")
    if not title:
        title, origin = plain(stated.head.title), "markup"
    if not title:
        alone = len(printed.headlines) == 1
        return (printed.headlines[0] if alone else "", "markup")
    best = max(printed.headlines, key=lambda line: shared_words(line, title), default="")
    if shared_words(best, title) >= _SAME_HEADLINE:
        return best, "markup"
    shown = next((start for start in _starts(title) if printed.prints(start)), None)
    if shown is None and len(printed.headlines) == 1 and len(best.split()) >= _HEADLINE_WORDS:
        return best, "markup"
    return shown or _without_site(title, stated), origin


def section_behind(title: str, stated: Statements) -> Statement:
    """Return the section that stands between headline and site in the page's title.

    Args:
        title: The headline.
        stated: The statements of the page.
    """
    whole = plain(stated.head.title)
    if not (title and whole.casefold().startswith(title.casefold())):
        return NOTHING
    behind = whole[len(title) :]
    between, site = _END.match(behind), _last_part(behind)
    if between is None or site is None or not _is_site(behind[site.end() :], stated):
        return NOTHING
    return behind[between.end() : site.start()], "markup"


def _starts(title: str) -> Iterator[str]:
    """Yield a title and what is left of it without its last parts, the longest first."""
    yield title
    for end in reversed([found.start() for found in _END.finditer(title)]):
        yield title[:end]


def _without_site(title: str, stated: Statements) -> str:
    """Return a title without the name of the site that templates put behind it."""
    while (end := _last_part(title)) and _is_site(title[end.end() :], stated):
        title = title[: end.start()]
    return title


def _last_part(title: str) -> regex.Match[str] | None:
    """Return the sign before the last part of a title."""
    ends = list(_END.finditer(title))
    return ends[-1] if ends else None


def _is_site(part: str, stated: Statements) -> bool:
    """Tell whether a part of a title is the name of the site."""
    if fold(part) in stated.sites or _OUTLET.fullmatch(part):
        return True
    name = unmarked(fold(part)).replace(" ", "")
    label = stated.host.split(".")[0]
    return len(label) >= _LEAST_SITE and label in name
