"""Features of tokens, in parts: each part tells features of a key that comes back often.

A token has the features of the words around it and of their pairs, of the lists and names that it
is in, of where it stands to the figure, and of the phrases marked in its sentence. What a key tells
depends on its role: a word tells one thing of the token before it, another of the token behind.
`tinvan.models.sums` sums the weights of a key once; `features_of` puts all together for training.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from tinvan.models.clusters import Features
from tinvan.models.tokens import Listed, Named, Words

_FAR = (4, 6, 9, 14, 20, 30)  # upper bounds of the buckets of distances
_CAPS = np.array([[3], [2], [2], [2]])  # commas, figures, verbs and breaks that are counted
SIDES = ("B", "A", "P")  # before the figure, behind it, in a sentence before
# Roles: of a word five places, then three sides; of a pair four, then the sides of each word.
WORD_SIDES, PAIR_SIDES, LIST_SIDES = 5, 4, 1
WORD_ROLES, PAIR_ROLES, LIST_ROLES = 8, 10, 4
FIGURE: Features = ("figure",)
Marks = Mapping[str, tuple[int, int]]
Roles = tuple[Features, ...]  # features by role
Where = tuple[int, int, int, bool, bool]
Between = tuple[int, int, int, int]


class Place(msgspec.Struct, frozen=True):
    """A sentence in which an answer may stand.

    Attributes:
        words: Its tokens.
        marks: The tokens, first and last, of phrases known in it, by name.
        figure: The index of the figure's token; None in a sentence before.
        name: What a sentence before is called: "T" for the title, "P1" for the last.
    """

    words: Words
    marks: Marks
    figure: int | None = None
    name: str = ""


def features_of(place: Place, rule: str) -> Iterator[list[str]]:
    """Yield all features of each token of a sentence.

    Args:
        place: The sentence.
        rule: The rule that read the figure.
    """
    words, figure = place.words, place.figure
    for index in range(len(words.words)):
        side = 2 if figure is None else int(index > figure)
        own, beside = _of_token(words, index, side)
        if index == figure:
            yield [*own, *FIGURE]
            continue
        yield [
            *own,
            *beside,
            *_to_figure(place, index, side),
            *(
                feature
                for name, (first, last) in place.marks.items()
                for feature in of_mark(
                    (name, rule, index == first, index == last, first <= index <= last)
                )
            ),
        ]


def _of_token(words: Words, index: int, side: int) -> tuple[list[str], list[str]]:
    """Return features of a token whatever the figure, and those by its side of it."""
    known = words.clusters
    texts = [words.text(index + step) for step in (-2, -1, 0, 1, 2)]
    of_texts = [_both(of_word(text), of_word_clusters(known.of_word(text))) for text in texts]
    of_pairs = [
        _both(of_pair(pair), of_pair_clusters(known.of_pair(pair)))
        for pair in itertools.pairwise(texts)
    ]
    listed = of_lists(words.listed[index])
    own = [f for role, word in enumerate(of_texts) for f in word[role]]
    own += [f for role, pair in enumerate(of_pairs) for f in pair[role]]
    own += [*listed[0], *of_names(words.named[index])[0]]
    return own, [
        *of_texts[2][WORD_SIDES + side],
        *of_pairs[2][PAIR_SIDES + side],
        *of_pairs[1][PAIR_SIDES + len(SIDES) + side],
        *listed[LIST_SIDES + side],
    ]


def _both(one: Roles, other: Roles) -> Roles:
    return tuple((*a, *b) for a, b in zip(one, other, strict=True))


def _to_figure(place: Place, index: int, side: int) -> Iterator[str]:
    """Yield features of where a token stands to the figure."""
    words, figure = place.words, place.figure
    if figure is None:
        yield from of_far_place(far_places(place)[index])[0]
        return
    where, between = places(words, figure)
    yield from of_place(where[index])[side]
    yield from of_between(between[index])[side]
    beside = words.text(figure - 1), words.text(figure + 1), where[index][1]
    yield from of_figure(beside)[side]


def of_word(text: str) -> Roles:
    """Return what a word tells of the token two behind it, one, itself, one before it, two.

    Then by side of the figure, of itself.
    """
    return (
        (f"w-2={text}",), (f"w-1={text}",), (f"w={text}",), (f"w+1={text}",), (f"w+2={text}",),
        (f"Bw={text}",), (f"Aw={text}",), (f"Pw={text}",),
    )  # fmt: skip


def of_word_clusters(clusters: Features) -> Roles:
    """Return what the clusters of a word tell in the same roles."""
    beside = [tuple(f"{at}:{name}" for name in clusters) for at in ("-1", "in", "+1", *SIDES)]
    return ((), *beside[:3], (), *beside[3:])


def of_pair(pair: tuple[str, str]) -> Roles:
    """Return what two words tell of the token behind them, the second, the first, one before.

    Then by side of the figure, of the first and of the second.
    """
    text = "_".join(pair)
    return ((), (f"w-1,w={text}",), (f"w,w+1={text}",), *[()] * 7)


def of_pair_clusters(clusters: Features) -> Roles:
    """Return what the clusters of two words tell in the same roles."""
    behind = [tuple(f"{at}:<{name}" for name in clusters) for at in ("-1", "in", *SIDES)]
    before = [tuple(f"{at}:>{name}" for name in clusters) for at in ("in", "+1", *SIDES)]
    return (*behind[:2], *before[:2], *before[2:], *behind[2:])


def of_lists(key: Listed) -> Roles:
    """Return what the lists tell of which a phrase starts, ends or stands beside; then by side."""
    opening, closing, behind, before = key
    opens = [f"opens={name}" for name in opening]
    beside = [*(f"behind={name}" for name in behind), *(f"before={name}" for name in before)]
    return (
        (*opens, *(f"closes={name}" for name in closing), *beside),
        *(tuple(f"{side}{feature}" for feature in (*opens, *beside)) for side in SIDES),
    )


def of_names(key: Named) -> Roles:
    """Return what the names, the capital and the word tell that a token is a part of."""
    names, capital, before, behind = key
    marks = (("capital", capital), ("runs-on<", before), ("runs-on>", behind))
    return ((*names, *(feature for feature, has in marks if has)),)


def places(words: Words, figure: int) -> tuple[Sequence[Where], Sequence[Between]]:
    """Return where each token stands to the figure, and what stands between them."""
    size = len(words.words)
    counts = words.counts
    between = np.zeros((len(counts), size), np.int64)
    between[:, :figure] = counts[:, figure, None] - counts[:, 1 : figure + 1]
    between[:, figure + 1 :] = counts[:, figure + 1 : size] - counts[:, figure + 1, None]
    commas, figures, verbs, breaks = np.minimum(between, _CAPS).tolist()
    apart = np.minimum(np.abs(np.arange(size) - figure), len(_DISTANCES) - 1)
    distances = _DISTANCES[apart].tolist()
    inside = (words.bracketed[figure],) * size
    return (
        list(zip(distances, commas, figures, words.bracketed, inside, strict=True)),
        list(zip(commas, figures, verbs, breaks, strict=True)),
    )


def of_place(key: Where) -> Roles:
    """Return what the place of a token tells, before the figure and behind it."""
    distance, commas, figures, inside, bracketed = key
    return tuple(
        (
            f"{side}d{distance}", f"{side}c{commas}", f"{side}n{figures}",
            f"{side}c{commas}n{figures}", f"{side}b{inside:d}{bracketed:d}",
        )
        for side in SIDES[:2]
    )  # fmt: skip


def of_between(key: Between) -> Roles:
    """Return what stands between a token and the figure, before the figure and behind it."""
    commas, figures, verbs, breaks = key
    return tuple(
        (
            f"{side}v{verbs}", f"{side}v{verbs}c{commas}", f"{side}v{verbs}n{figures}",
            f"{side}k{breaks}", f"{side}k{breaks}v{verbs}",
        )
        for side in SIDES[:2]
    )  # fmt: skip


def of_figure(key: tuple[str, str, int]) -> Roles:
    """Return what the words beside the figure tell of a token, so many commas before or behind."""
    before, behind, commas = key
    return tuple(
        (f"{side}c{commas}|before={before}", f"{side}c{commas}|behind={behind}")
        for side in SIDES[:2]
    )


def far_places(place: Place) -> Sequence[tuple[str, str, int, int, int, bool]]:
    """Return where each token stands in a sentence before the figure's."""
    words = place.words
    size = len(words.words)
    commas, figures = np.minimum(words.counts, _CAPS)[:2, :size].tolist()
    indices = _DISTANCES[np.minimum(np.arange(size), len(_DISTANCES) - 1)].tolist()
    names, labels = (place.name,) * size, (words.label,) * size
    return list(zip(names, labels, indices, commas, figures, words.bracketed, strict=True))


def of_far_place(key: tuple[str, str, int, int, int, bool]) -> Roles:
    """Return what the place of a token tells in a sentence before the figure's."""
    name, label, index, commas, figures, bracketed = key
    return (
        (
            name, f"{name}|{label}", f"{name}i{index}", f"Pi{index}", f"{name}c{commas}",
            f"Pn{figures}", f"Pb{bracketed:d}",
        ),
    )  # fmt: skip


def of_mark(key: tuple[str, str, bool, bool, bool]) -> Features:
    """Return what a marked phrase tells of a token: its name, the rule, and where the token is."""
    name, rule, at_first, at_last, inside = key
    if not inside:
        return (f"outside:{name}", f"outside:{name}|{rule}")
    at = ["inside", *(["first"] if at_first else []), *(["last"] if at_last else [])]
    return tuple(f"{part}:{name}{by}" for part in at for by in ("", f"|{rule}"))


def bucket(number: int, bounds: Sequence[int], most: int) -> int:
    """Return a number as it is while it is small, else the bound of its bucket."""
    if number <= bounds[0]:
        return number
    return next((bound for bound in bounds if number <= bound), most)


_DISTANCES = np.array([bucket(distance, _FAR, 30) for distance in range(_FAR[-1] + 2)])
