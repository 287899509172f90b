"""Putting syllables together into words."""

import functools
import itertools
import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

from tinvan.compiled import kept
from tinvan.segmentation.crf import CrfModel, model_file
from tinvan.segmentation.pieces import pieces

_FOLDER = ("pipeline", "word_tokenize", "models", "ws_crf_vlsp2013_20230727")
_BEGINS, _GOES_ON = "B-W", "I-W"
# Where the templates look, counted from the piece that is to be told.
_ONE = ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]")
_TWO = ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]")
_THREE = ("T[-2,0]", "T[-1,1]", "T[0,2]")
_BEFORE, _BEHIND = ("BOS",), ("EOS",)  # what stands outside the text
_KEPT = 1 << 15  # pieces, and pairs of them, of which is kept what is known: some 300 bytes each
Sums = tuple[float, ...]
Pieces = tuple[str, ...]
Prepared = tuple[Any, Any]  # plain data that is made of a model
T = TypeVar("T")
Weights = dict[str, dict[Pieces, float]]  # by template and what stands there


class WordSegmenter:
    """Splits texts into words.

    For each piece the model has a score for beginning a word and one for going on with it. What
    decides is the difference: a sum over five pieces, four pairs and three triples around it.
    Each piece, pair and triple is looked up once, with its part in all the sums that it is in.

    Args:
        model: Tells where words begin.
        dictionary: The words that its templates ask for, in small letters.
    """

    def __init__(self, model: CrfModel, dictionary: Iterable[str]) -> None:
        self._use(_prepared(model, dictionary))

    def _use(self, prepared: Prepared) -> None:
        """Take what was prepared of a model."""
        self._turns, tables = prepared
        ones, self._twos, self._threes = (_Tables(*table) for table in tables)

        @functools.lru_cache(_KEPT)
        def known(text: str) -> tuple[Sums, str, bool]:
            small, title = text.lower(), text[0].upper() == text[0]
            digits = text.isascii() and text.isdigit()
            return ones.sums((text,), (small,), title, digits), small, title

        @functools.lru_cache(_KEPT)
        def pair(first: str, second: str) -> Sums:
            small = (known(first)[1], known(second)[1])
            return self._twos.sums((first, second), small, known(first)[2] and known(second)[2])

        self._ones, self._known, self._pair = ones, known, pair

    @classmethod
    def load(cls) -> Self:
        """Return the segmenter with the model that underthesea has.

        Raises:
            FileNotFoundError: If underthesea is not installed.
        """
        files = [model_file(*_FOLDER, name) for name in ("models.bin", "dictionary.bin")]
        state = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        segmenter = cls.__new__(cls)
        segmenter._use(
            kept(repr(state).encode() + Path(__file__).read_bytes(), lambda: _read(*files))
        )
        return segmenter

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """Return the bounds of the words of a text; they hold every character that is no blank."""
        bounds = pieces(text)
        return [
            (bounds[first][0], bounds[behind - 1][1])
            for first, behind in self.join([text[start:end] for start, end in bounds])
        ]

    def join(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Return of which pieces each word is made: the index of its first, and behind its last."""
        if not texts:
            return iter(())
        begins = self._begins(self._scores(texts))
        firsts = itertools.compress(range(1, len(texts)), begins[1:])
        return itertools.pairwise((0, *firsts, len(texts)))

    def _begins(self, scores: Sequence[float]) -> list[bool]:
        """Return of each piece whether it begins a word (Viterbi's algorithm)."""
        both_begin, ends, starts, both_go_on = self._turns
        ahead = scores[0]  # how much likelier the last piece begins a word
        turns = []
        for score in scores[1:]:
            begun, ended = ahead + both_begin, ahead + ends
            turns.append((begun >= starts, ended >= both_go_on))
            ahead = score
            ahead += begun if begun >= starts else starts
            ahead -= ended if ended >= both_go_on else both_go_on
        begins = ahead >= 0
        found = [begins]
        for if_begins, if_goes_on in reversed(turns):
            begins = if_begins if begins else if_goes_on
            found.append(begins)
        found.reverse()
        return found

    def _scores(self, texts: Sequence[str]) -> list[float]:
        """Return of each piece how much likelier it begins a word than goes on with one."""
        known = [*map(self._known, texts)]
        ones, twos, threes = self._ones, self._twos, self._threes
        one = [*ones.before, *(sums for sums, _, _ in known), *ones.behind]
        two = [*twos.before, *map(self._pair, texts, texts[1:]), *twos.behind]
        three = [*threes.before, *self._triples(texts, known), *threes.behind[-len(texts) :]]
        return [
            a[0] + b[1] + c[2] + d[3] + e[4]
            + f[0] + g[1] + h[2] + i[3]
            + j[0] + k[1] + m[2]
            for a, b, c, d, e, f, g, h, i, j, k, m in zip(
                one, one[1:], one[2:], one[3:], one[4:],
                two, two[1:], two[2:], two[3:],
                three, three[1:], three[2:], strict=False,
            )
        ]  # fmt: skip

    def _triples(
        self, texts: Sequence[str], known: Sequence[tuple[Sums, str, bool]]
    ) -> Iterator[Sums]:
        """Return what each triple adds to the scores of the pieces that see it."""
        _, small, title = zip(*known, strict=True)
        return map(
            self._threes.sums, _in_threes(texts), _in_threes(small), map(all, _in_threes(title))
        )


class _Tables:
    """The weights of templates of one width.

    Args:
        texts: Their sums by what stands there.
        small: The same by what stands there in small letters.
        flags: The same by whether it is in the dictionary, has capitals, and is a number.
        outside: Before the text, and behind it.
        dictionary: The words that are asked for.

    Attributes:
        before: The sums of the two places before the text.
        behind: The sums of the two places behind it.
    """

    def __init__(
        self,
        texts: dict[Pieces, Sums],
        small: dict[Pieces, Sums],
        flags: dict[tuple[bool, ...], Sums],
        outside: Sequence[Sums],
        dictionary: frozenset[Pieces],
    ) -> None:
        self._texts, self._small, self._flags = texts, small, flags
        self._dictionary = dictionary
        self.before, self.behind = ([sums] * 2 for sums in outside)

    def sums(self, texts: Pieces, small: Pieces, title: bool, digits: bool = False) -> Sums:
        """Return the sums of the weights, by template.

        Args:
            texts: What stands there.
            small: In small letters.
            title: Whether all of it starts with capitals; digits and signs do.
            digits: Whether it is a number.
        """
        sums = self._flags[small in self._dictionary, title, digits]
        if found := self._texts.get(texts):
            sums = _sum((sums, found))
        if self._small and (found := self._small.get(small)):
            sums = _sum((sums, found))
        return sums


def _read(model: Path, dictionary: Path) -> Prepared:
    with dictionary.open("rb") as file:
        return _prepared(CrfModel.load(model), pickle.load(file))


def _prepared(model: CrfModel, dictionary: Iterable[str]) -> Prepared:
    """Return the scores of turns, and the tables of templates of each width, as plain data."""
    begins, goes_on = model.labels.index(_BEGINS), model.labels.index(_GOES_ON)
    values = (model.states[:, begins] - model.states[:, goes_on]).tolist()
    weights: Weights = {}
    for name, row in model.rows.items():
        template, _, text = name.partition("=")
        weights.setdefault(template, {})[tuple(text.split(" "))] = values[row]
    words = frozenset(tuple(word.split(" ")) for word in dictionary)
    turns = tuple(
        float(model.transitions[before, behind])
        for before in (begins, goes_on)
        for behind in (begins, goes_on)
    )
    return turns, tuple((*_of_width(weights, each), words) for each in (_ONE, _TWO, _THREE))


def _of_width(weights: Weights, templates: Sequence[str]) -> tuple[Any, ...]:
    """Return the sums of the weights of templates, as `_Tables` takes them."""
    texts = _table(weights, templates)
    small = _table(weights, [f"{name}.lower" for name in templates])
    flags = [
        _table(weights, [f"{name}.{flag}" for name in templates])
        for flag in ("is_in_dict", "istitle", "isdigit")
    ]
    none = (0.0,) * len(templates)
    by_flags = {
        values: _sum(t.get((str(v),), none) for t, v in zip(flags, values, strict=True))
        for values in itertools.product((False, True), repeat=len(flags))
    }
    outside = [
        _sum(table.get(mark, none) for table in (texts, small, *flags))
        for mark in (_BEFORE, _BEHIND)
    ]
    return texts, small, by_flags, outside


def _table(weights: Weights, templates: Sequence[str]) -> dict[Pieces, Sums]:
    """Return the weights of templates by what stands there."""
    columns = [weights.get(template, {}) for template in templates]
    texts = dict.fromkeys(itertools.chain.from_iterable(columns))
    sums = zip(*([column.get(text, 0.0) for text in texts] for column in columns), strict=True)
    return dict(zip(texts, sums, strict=True))


def _sum(sums: Iterable[Sums]) -> Sums:
    return tuple(map(sum, zip(*sums, strict=True)))


def _in_threes(things: Sequence[T]) -> Iterator[tuple[T, T, T]]:
    return zip(things, things[1:], things[2:], strict=False)
