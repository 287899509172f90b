"""The headline as the address of an article repeats it."""

import regex

from tinvan.folding import unmarked
from tinvan.read.url_day import url_path

_WORD = regex.compile(r"[a-z0-9]+")
_LEAST_WORDS = 4  # of a part of an address that can be a headline
_AGREEING = 0.7  # share of a headline's words that its address repeats


def slug_words(url: str | None) -> frozenset[str]:
    """Return the words of the headline in an address; none where it has no headline.

    Args:
        url: The address of an article.
    """
    slug = max(url_path(url or "").split("/"), key=lambda part: part.count("-"))
    if slug.count("-") < _LEAST_WORDS:
        return frozenset()
    return frozenset(_WORD.findall(slug.lower()))


def agrees(headline: str, slug: frozenset[str]) -> bool:
    """Tell whether a line can be the headline that an address repeats.

    Args:
        headline: The line.
        slug: The words in the address; with none, every line can be.
    """
    if not slug:
        return True
    words = set(_WORD.findall(unmarked(headline)))
    return len(words & slug) >= _AGREEING * len(words)
