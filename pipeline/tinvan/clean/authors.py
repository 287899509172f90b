"""The people that a byline names: `rules/clean/author_words.toml`."""

from collections.abc import Iterator

import regex

from tinvan.compiled import compile_regex
from tinvan.folding import fold
from tinvan.ruleset import Entry, load_lexicon
from tinvan.ruleset.lexicon import alternation

_AND = r"(?:[,;/&+|•·]|[-–—]|\bvà\b|\band\b)"
_BETWEEN = compile_regex(
    r"\s*(?:[,;/&+|•·]|\s[-–—]|[-–—]\s|\s{2}|\bvà\b|\band\b)\s*", regex.IGNORECASE
)
_TIGHT = compile_regex(r"(?<=\p{Ll})[-–—](?=\p{Lu}\p{Ll}+\s)")  # “Giang Hạ-Hoàng Vy”
_BRACKETED = compile_regex(r"\([^)]*\)?")
_MAIL = compile_regex(r"\S+@\S+")
_AROUND = compile_regex(r"^[\W_]+|[^\w.]+$")
_NAME = compile_regex(r"\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,5}")
_MOST = 10  # authors


class Authors:
    """Splits bylines into names, and tells names from words that name nobody."""

    def __init__(self) -> None:
        entries = load_lexicon("clean/author_words", Entry).entries
        role, picture, office = (alternation(entry.forms) for entry in entries)
        flags = regex.IGNORECASE
        self._role = compile_regex(rf"{role}\s*\.?\s*", flags)
        self._office = compile_regex(office, flags)
        word = f"(?:{picture}|{role})"
        self._label = compile_regex(rf"{word}(?:\s*{_AND}\s*{word})*\s*:", flags)

    def names(self, byline: str) -> tuple[str, ...]:
        """Return the people that a byline names as authors, in order, each once.

        Args:
            byline: "Hạ Vy - Lê An", "PV Hạ Vy (tổng hợp)", "Bài: Hạ Vy - Ảnh: Lê An", …
        """
        text = _TIGHT.sub(" - ", _MAIL.sub(" ", _BRACKETED.sub(" ", byline)))
        found: dict[str, str] = {}
        for part in (part for text in self._written(text) for part in _BETWEEN.split(text)):
            if name := self._name(part):
                found.setdefault(fold(name), name)
        return tuple(found.values())[:_MOST]

    def is_office(self, author: str) -> bool:
        """Tell whether an author is the paper, a part of it, or an account of its system."""
        return bool(self._office.search(author)) and not self.names(author)

    def _written(self, text: str) -> Iterator[str]:
        """Yield the parts of a byline that do not stand behind “Ảnh:” or the like."""
        start, is_text = 0, True
        for label in self._label.finditer(text):
            if is_text:
                yield text[start : label.start()]
            start, is_text = label.end(), bool(self._role.search(label.group()))
        if is_text:
            yield text[start:]

    def _name(self, part: str) -> str:
        """Return the name in a part of a byline, or nothing."""
        name = part.strip()
        while role := self._role.match(name):
            name = name[role.end() :]
        name = _AROUND.sub("", name)
        is_name = bool(_NAME.fullmatch(name)) and not self._office.search(name)
        return name if is_name else ""
