"""Lexicons: things with their many spellings, one entry a thing."""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
import regex

from tinvan.compiled import kept
from tinvan.errors import RuleError
from tinvan.folding import in_tone_styles
from tinvan.ruleset.loading import load_toml


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing and how it is written. Lexicons with more to say of a thing subclass this.

    Attributes:
        id: Names the thing.
        forms: Its spellings, without regard to case unless the lexicon says so.
        note: Anything a reader should know.
    """

    id: str
    forms: tuple[str, ...]
    note: str = ""


E = TypeVar("E", bound=Entry)


class Lexicon(Generic[E]):
    """The entries of one lexicon, with a pattern that finds any of their forms.

    Attributes:
        name: The file's path below the rules folder without ".toml".
        entries: In the order of the file.
    """

    def __init__(self, name: str, entries: Iterable[E]) -> None:
        self.name = name
        self.entries = tuple(entries)
        self._by_form: dict[str, E] = {}
        ids: set[str] = set()
        for entry in self.entries:
            if entry.id in ids:
                raise RuleError(f"{name}.toml", entry.id, "this id is used twice", "Rename one")
            ids.add(entry.id)
            for form in entry.forms:
                other = self._by_form.setdefault(form.casefold(), entry)
                if other is not entry:
                    raise RuleError(
                        f"{name}.toml",
                        entry.id,
                        f"“{form}” is a form of {other.id} too",
                        "Leave it in one of them",
                    )

    def __getitem__(self, form: str) -> E:
        """Return the entry with this form, whatever its case and inner blanks."""
        return self._by_form[" ".join(form.split()).casefold()]

    def get(self, form: str) -> E | None:
        """Return the entry with this form, or None."""
        return self._by_form.get(" ".join(form.split()).casefold())

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of every entry."""
        return tuple(form for entry in self.entries for form in entry.forms)

    @property
    def alternation(self) -> str:
        """A regular expression that matches any form as whole words, the longest first."""
        return alternation(self.forms)


def alternation(forms: Iterable[str]) -> str:
    """Return a regular expression for any of the forms, the longest first, as whole words.

    Blanks in a form match any run of blanks; a form that starts or ends with a sign needs
    no word boundary there. What forms have in common is written once: to try a hundred of them at
    every character takes three times as long.
    """
    return _of_forms(tuple(forms))


@functools.lru_cache(maxsize=256)
def _of_forms(forms: tuple[str, ...]) -> str:
    """Return the expression for forms; many patterns name the same."""
    made_from = repr(forms).encode("utf-8", "surrogatepass")
    return kept(made_from + _own_source(), lambda: _made_of(forms))


@functools.cache
def _own_source() -> bytes:
    """Return the source of this module, on which expressions depend as well."""
    return Path(__file__).read_bytes()


def _made_of(forms: tuple[str, ...]) -> str:
    known = sorted({" ".join(form.split()) for form in forms}, key=lambda f: (-len(f), f))
    by_letter: dict[str, list[str]] = {}
    for form in known:
        by_letter.setdefault(form[:1].casefold(), []).append(form)
    told = {letter for letter, some in by_letter.items() if _is_spelled_one_way(some)}
    tree = _tree(_parts(form, apart=form[:1].casefold() in told) for form in known)
    return f"(?:{_of_tree(tree)})"


class _Tree(dict[str, "_Tree"]):
    """Parts of expressions, and what may follow each."""


def _parts(form: str, *, apart: bool) -> list[str]:
    """Return the expression for a form, its characters apart or in one, and what its ends need."""
    parts = [r"\s+" if character == " " else regex.escape(character) for character in form]
    left = [r"(?<!\w)"] if form[:1].isalnum() else []
    right = r"(?!\w)" if form[-1:].isalnum() else ""
    return [*left, *(parts if apart else ["".join(parts)]), right]


def _is_spelled_one_way(forms: Iterable[str]) -> bool:
    """Tell whether what is one without regard to case is one with it: not of "Sở" and "sở Y tế".

    By characters that they share, "Sở" would come before the longer one.
    """
    spelled: dict[str, str] = {}
    starts = (form[:end] for form in forms for end in range(1, len(form) + 1))
    return all(spelled.setdefault(start.casefold(), start) == start for start in starts)


def _tree(forms: Iterable[Iterable[str]]) -> _Tree:
    """Return forms in parts as a tree: of those with a common beginning the one given first."""
    root = _Tree()
    for form in forms:
        tree = root
        for part in form:
            tree = tree.setdefault(part, _Tree())
    return root


def _of_tree(tree: _Tree) -> str:
    """Return the expression for a tree, in brackets where it branches."""
    branches = [part + _of_tree(rest) for part, rest in tree.items()]
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else "".join(branches)


def load_lexicon(name: str, kind: type[E]) -> Lexicon[E]:
    """Load `rules/NAME.toml`, whose `[[entry]]` tables are of the given kind.

    Raises:
        RuleError: If the file does not fit.
    """
    layout = msgspec.defstruct(
        "LexiconFile",
        [("entry", tuple[kind, ...]), ("about", str, "")],  # type: ignore[valid-type]
        frozen=True,
        forbid_unknown_fields=True,
    )
    return Lexicon(name, load_toml(f"{name}.toml", layout).entry)  # type: ignore[attr-defined]


class WordList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that do the same thing in a clause.

    Attributes:
        id: Names what they do; patterns refer to the list by it.
        reads: What they do, in a sentence.
        words: The words, which other lists may have too.
    """

    id: str
    reads: str
    words: tuple[str, ...]


class _WordListFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    list: tuple[WordList, ...]
    about: str = ""


@functools.cache
def load_word_lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """Load the `[[list]]` tables of `rules/NAME.toml`.

    Returns:
        The words by the id of their list, in both styles of tone marks.

    Raises:
        RuleError: If the file does not fit, or an id or a word in a list stands twice.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for table in load_toml(f"{name}.toml", _WordListFile).list:
        if table.id in lists:
            raise RuleError(f"{name}.toml", table.id, "this id is used twice", "Rename one")
        twice = sorted({word for word in table.words if table.words.count(word) > 1})
        if twice:
            raise RuleError(f"{name}.toml", table.id, f"twice: {', '.join(twice)}", "Drop one")
        styles = (style for word in table.words for style in in_tone_styles(word))
        lists[table.id] = tuple(dict.fromkeys(styles))
    return lists
