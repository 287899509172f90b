"""The posts of a career: "Ông từng giữ nhiều chức vụ như: Giám đốc Sở A, Bí thư Huyện ủy B"."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.compiled import compile_regex
from tinvan.facts import Status
from tinvan.ruleset import alternation, load_word_lists

_SIGNS = r"[\s,;:()\d/–-]"
_TOLD = 90  # characters before the noun of posts in which somebody is said to hold them


class Careers:
    """Tells which posts a list gives to the subject of its sentence.

    Args:
        words: The lists of `rules/lexicons/career_words.toml`.
    """

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/career_words"))

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        lists = {name: alternation(words[name]) for name in words}
        self._opens = compile_regex(
            rf"(?<!\w){lists['holds']}\s(?:[^\W\d]+\s){{0,2}}?"
            rf"(?:các|những|nhiều|một số|hai|ba)\s(?:[^\W\d]+\s)??{lists['offices']}(?!\w)"
        )
        self._past = compile_regex(rf"(?<!\w){lists['past']}(?!\w)")
        self._to_come = compile_regex(rf"(?<!\w){lists['to_come']}(?!\w)")
        self._now = compile_regex(rf"(?<!\w){lists['now']}\s*$")
        self._opening = compile_regex(
            rf"(?:{_SIGNS}|(?<!\w){lists['opening']}(?!\w))*|[^,.;:]{{0,60}}:\s*"
        )
        self._joining = compile_regex(rf"(?:{_SIGNS}|(?<!\w){lists['joining']}(?!\w))*")

    def opened(self, line: Line) -> int:
        """Return the index behind "giữ nhiều chức vụ" in a sentence, or 0."""
        text = line.document.view.text
        found = self._opens.search(text, line.sentence.start, line.sentence.end)
        if found is None:
            return 0
        return next((i for i, word in enumerate(line.words) if word.start >= found.end()), 0)

    def posts(
        self, line: Line, titles: Sequence[Title], opened: int
    ) -> Iterator[tuple[Title, Status]]:
        """Yield the titles of the list behind a word with their status, up to where it ends.

        Args:
            line: The sentence.
            titles: Its titles in order.
            opened: Index behind "nhiều chức vụ".
        """
        start = max(line.sentence.start, line.words[opened - 1].start - _TOLD)
        before = line.document.view.text[start : line.words[opened - 1].end].lower()
        if self._to_come.search(before):
            return
        status: Status = "former" if self._past.search(before) else "incumbent"
        at, joins = opened, self._opening
        for title in titles:
            if title.start < at:
                continue
            between = self._without_bodies(line, at, title.start).lower()
            if not joins.fullmatch(between) or not self._ends(line, title):
                return
            now = self._now.search(between) or (title.status == "incumbent" and status != "former")
            yield title, "incumbent" if now else status
            at, joins = title.end, self._joining

    def _without_bodies(self, line: Line, start: int, end: int) -> str:
        """Return the words between two indices, less the bodies and places among them."""
        spots = [spot for kind in ("agency", "place") for spot in line.of(kind)]
        named = {at for spot in spots for at in range(spot.start, spot.end)}
        return " ".join(line.words[at].text for at in range(start, end) if at not in named)

    def _ends(self, line: Line, title: Title) -> bool:
        """Tell whether a post of the list ends where its title does, with no verb behind it."""
        if title.end >= len(line.words) or not line.words[title.end].is_letters:
            return True
        rest = " ".join(word.text for word in line.words[title.end : title.end + 3]).lower()
        return bool((found := self._joining.match(rest)) and found.end() > 1)
