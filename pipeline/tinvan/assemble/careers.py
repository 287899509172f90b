"""The posts of a career: "Ông từng giữ nhiều chức vụ như: Giám đốc Sở A, Bí thư Huyện ủy B"."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import msgspec

from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.compiled import compile_regex
from tinvan.facts import Status
from tinvan.ruleset import alternation, load_word_lists

_SIGNS = r"[\s,;:()\d/–-]"
_CLAUSE = 60  # characters before the verb of holding that may tell how it is meant
_PARTS = ".,;:"
_IF = ("nếu",)
_RELATION = 3  # words before a pronoun that may tell of whom it is


def _decapitalised(text: str) -> str:
    """Return a text whose first word may open a sentence with its first letter small."""
    return text[:1].lower() + text[1:]


class Opened(msgspec.Struct, frozen=True):
    """Where a sentence says that somebody holds several posts.

    Attributes:
        verb: Index of the verb.
        behind: Index behind the noun of the posts.
        status: How they are held.
    """

    verb: int
    behind: int
    status: Status


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
        self._through = compile_regex(alternation(words["through"]))
        self._meant = {
            name: compile_regex(rf"(?<!\w){lists[name]}(?!\w)")
            for name in ("left", "unreal", "past", "now")
        }
        self._relation = compile_regex(rf"(?<!\w){lists['relation']}\s*$")
        self._now = compile_regex(rf"(?<!\w){lists['now']}\s*$")
        self._opening = compile_regex(
            rf"(?:{_SIGNS}|(?<!\w){lists['opening']}(?!\w))*+|[^,.;:]{{0,60}}:\s*"
        )
        self._leads_away = compile_regex(rf"{lists['leading_away']}\s(?!\d|{lists['time']}(?!\w))")
        self._joining = compile_regex(rf"(?:{_SIGNS}|(?<!\w){lists['joining']}(?!\w))*+")

    def opened(self, line: Line) -> Opened | None:
        """Return where a sentence says "giữ nhiều chức vụ", and how it is meant."""
        text = line.document.view.text
        found = self._opens.search(text, line.sentence.start, line.sentence.end)
        if found is None:
            return None
        start = max(line.sentence.start, found.start() - _CLAUSE)
        start = max(start, *(text.rfind(sign, start, found.start()) + 1 for sign in _PARTS))
        before = _decapitalised(text[start : found.start()].strip())
        if line.words[0].key in _IF:
            return None
        verb = next(i for i, word in enumerate(line.words) if word.end > found.start())
        behind = (i for i, word in enumerate(line.words) if word.start >= found.end())
        status = self._status(before, found.group())
        at = next(behind, None)
        return Opened(verb, at, status) if status and at else None

    def _status(self, before: str, held: str) -> Status | None:
        """Return how posts are held by the words before the verb; None where they are not.

        The word nearest the verb decides, of those that end alike the longest: "đã và | đang".
        """
        found = [
            (match.end(), -match.start(), name)
            for name, pattern in self._meant.items()
            for match in pattern.finditer(before)
        ]
        nearest = max(found, default=(0, 0, ""))[2]
        if nearest == "unreal":
            return None
        if nearest == "left":
            kept = any(name == "unreal" for _, _, name in found)  # "xin | thôi giữ"
            return "incumbent" if kept else "former"
        return "former" if nearest == "past" or self._through.match(held) else "incumbent"

    def is_of_another(self, line: Line, at: int) -> bool:
        """Tell whether a pronoun tells whose somebody else is: "vợ | ông"."""
        before = line.text(max(0, at - _RELATION), at)
        return self._relation.search(_decapitalised(before)) is not None

    def posts(
        self, line: Line, titles: Sequence[Title], opened: Opened
    ) -> Iterator[tuple[Title, Status]]:
        """Yield the titles of the list behind a word with their status, up to where it ends.

        Args:
            line: The sentence.
            titles: Its titles in order.
            opened: Where it says that somebody holds them.
        """
        at, joins = opened.behind, self._opening
        for title in titles:
            if title.start < at:
                continue
            between = self._without_bodies(line, at, title.start).lower()
            if not joins.fullmatch(between) or not self.ends(line, title):
                return
            own = "incumbent" if self._now.search(between) else opened.status
            yield title, own if title.status == "incumbent" else title.status
            at, joins = title.end, self._joining

    def goes_on(self, line: Line, before: Title, held: Status, title: Title) -> Status | None:
        """Return the status of a title by the one that it goes on with, or None if it does not.

        Args:
            line: The sentence.
            before: The title before.
            held: The status in which it is held.
            title: The title.
        """
        between = self._without_bodies(line, before.end, title.start).lower()
        if title.start <= before.end or not self._joining.fullmatch(between):
            return None
        if not self.ends(line, title):
            return None
        if title.status != "incumbent":
            return title.status
        return "incumbent" if self._now.search(between) else held

    def _without_bodies(self, line: Line, start: int, end: int) -> str:
        """Return the words between two indices, less the bodies and places among them."""
        spots = [spot for kind in ("agency", "place") for spot in line.of(kind)]
        named = {at for spot in spots for at in range(spot.start, spot.end)}
        return " ".join(line.words[at].text for at in range(start, end) if at not in named)

    def ends(self, line: Line, title: Title) -> bool:
        """Tell whether a post of the list ends where its title does, with no verb behind it."""
        if title.end >= len(line.words) or not line.words[title.end].is_letters:
            return True
        rest = " ".join(word.text for word in line.words[title.end : title.end + 3]).lower()
        found = self._joining.match(rest)
        return found is not None and found.end() > 1 and not self._leads_away.match(rest)
