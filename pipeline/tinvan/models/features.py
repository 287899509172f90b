"""Features of tokens that depend on the figure: where they stand to it, and to known phrases."""

import functools
from collections.abc import Mapping, Sequence

from tinvan.models.tokens import Features, Words

_FAR = (4, 6, 9, 14, 20, 30)  # upper bounds of the buckets of distances
Marks = Mapping[str, tuple[int, int]]


def bucket(number: int, bounds: Sequence[int], most: int) -> int:
    """Return a number as it is while it is small, else the bound of its bucket."""
    if number <= bounds[0]:
        return number
    return next((bound for bound in bounds if number <= bound), most)


def groups(words: Words, index: int, figure: int, rule: str, marks: Marks) -> tuple[Features, ...]:
    """Return the features of a token that depend on the figure."""
    if index == figure:
        return (("figure",),)
    side = "B" if index < figure else "A"
    near, far = sorted((index, figure))
    commas = min(3, words.commas[far] - words.commas[near + 1])
    figures = min(2, words.figures[far] - words.figures[near + 1])
    distance = bucket(far - near, _FAR, 30)
    verbs = min(2, words.verbs[far] - words.verbs[near + 1])
    breaks = min(2, words.breaks[far] - words.breaks[near + 1])
    behind = words.closing[index - 1] if index else ()
    before = words.opening[index + 1] if index + 1 < len(words.words) else ()
    return (
        _place(
            side, distance, commas, figures, words.bracketed[index], words.bracketed[figure]
        ),
        _between(side, commas, figures, verbs, breaks),
        _beside(side, words.text(index), words.opening[index], behind, before),
        _like(side, words.clusters[index]),
        _around(side, words.text(figure - 1), words.text(figure + 1), commas),
        *(_mark(name, rule, first, last, index) for name, (first, last) in marks.items()),
    )  # fmt: skip


def far_groups(
    place: str, words: Words, index: int, rule: str, marks: Marks
) -> tuple[Features, ...]:
    """Return the features of a token of a sentence before the figure's."""
    return (
        _far_place(
            place, words.label, bucket(index, _FAR, 30), min(3, words.commas[index]),
            min(2, words.figures[index]), words.bracketed[index],
        ),
        _beside(
            "P", words.text(index), words.opening[index],
            words.closing[index - 1] if index else (),
            words.opening[index + 1] if index + 1 < len(words.words) else (),
        ),
        _like("P", words.clusters[index]),
        *(_mark(name, rule, first, last, index) for name, (first, last) in marks.items()),
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _far_place(
    place: str, label: str, index: int, commas: int, figures: int, bracketed: bool
) -> Features:
    """Return features of where a token stands in a sentence before the figure's."""
    return (
        place, f"{place}|{label}", f"{place}i{index}", f"Pi{index}", f"{place}c{commas}",
        f"Pn{figures}", f"Pb{bracketed:d}",
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _place(
    side: str, distance: int, commas: int, figures: int, inside: bool, bracketed: bool
) -> Features:
    """Return features of where a token stands."""
    return (
        f"{side}d{distance}", f"{side}c{commas}", f"{side}n{figures}",
        f"{side}c{commas}n{figures}", f"{side}b{inside:d}{bracketed:d}",
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _between(side: str, commas: int, figures: int, verbs: int, breaks: int) -> Features:
    """Return features of what stands between a token and the figure."""
    return (
        f"{side}v{verbs}", f"{side}v{verbs}c{commas}", f"{side}v{verbs}n{figures}",
        f"{side}k{breaks}", f"{side}k{breaks}v{verbs}",
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 14)
def _like(side: str, clusters: Features) -> Features:
    """Return features of the clusters of a token's words, by its side of the figure."""
    return tuple(f"{side}:{name}" for name in clusters)


@functools.lru_cache(maxsize=1 << 14)
def _beside(
    side: str, text: str, opening: Features, behind: Features, before: Features
) -> Features:
    """Return features of what stands at a token and beside it, by its side of the figure."""
    return (
        f"{side}w={text}",
        *(f"{side}opens={name}" for name in opening),
        *(f"{side}behind={name}" for name in behind),
        *(f"{side}before={name}" for name in before),
    )


@functools.lru_cache(maxsize=1 << 14)
def _around(side: str, before: str, behind: str, commas: int) -> Features:
    """Return features of the words around the figure."""
    return (f"{side}c{commas}|before={before}", f"{side}c{commas}|behind={behind}")


@functools.lru_cache(maxsize=1 << 10)
def _marked(name: str, rule: str, at_first: bool, at_last: bool, inside: bool) -> Features:
    """Return features of a token against what the rules took for a slot."""
    if not inside:
        return (f"outside:{name}", f"outside:{name}|{rule}")
    places = ["inside", *(["first"] if at_first else []), *(["last"] if at_last else [])]
    return tuple(f"{place}:{name}{by}" for place in places for by in ("", f"|{rule}"))


def _mark(name: str, rule: str, first: int, last: int, index: int) -> Features:
    return _marked(name, rule, index == first, index == last, first <= index <= last)
