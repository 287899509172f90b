"""Known indices: one key for what the press calls by several names."""

import functools
from pathlib import Path

import msgspec
import regex

from tinvan.ruleset import Entry, load_toml, load_word_lists
from tinvan.score.slots import fold

FILE = "merge/indices.toml"
WORDS = "merge/words"
_BRACKET = regex.compile(r"\s*\([^)]*\)|\s*[“”\"]")
_YEAR = regex.compile(
    r"[\s,-]*\b(?:năm|tháng \d{1,2}[/.-]?|quý [IV]+[/.-]?|giai đoạn)?"
    r"\s*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?",
    regex.I,
)


class IndexExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is ranked, and by whom, if that is said."""

    text: str
    publisher: str | None = None


class Index(Entry, frozen=True, kw_only=True):
    """A known index (rules/merge/indices.toml tells the fields)."""

    name: str
    publishers: tuple[str, ...]
    only: bool = False
    yes: tuple[IndexExample, ...] = ()
    no: tuple[IndexExample, ...] = ()


class _IndexFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entry: tuple[Index, ...]
    about: str = ""


class Indices:
    """The known indices.

    Args:
        entries: What is known of each.
    """

    def __init__(self, entries: tuple[Index, ...]) -> None:
        self.by_id = {entry.id: entry for entry in entries}
        self._by_form: dict[str, list[Index]] = {}
        for entry in entries:
            for form in entry.forms:
                self._by_form.setdefault(plain_index(form), []).append(entry)
        self._publishers = {e.id: {fold(name) for name in e.publishers} for e in entries}
        self.known = functools.lru_cache(maxsize=1 << 14)(self._known)

    def _known(self, index: str, publisher: str | None) -> Index | None:
        """Return the index that a fact is of, if it is a known one.

        Args:
            index: In what somebody is ranked, as written.
            publisher: Who ranks, as written.
        """
        entries = [e for form in _readings(index) for e in self._by_form.get(form, ())]
        if publisher:
            said = fold(publisher)
            named = [e for e in entries if any(_within(p, said) for p in self._publishers[e.id])]
            return named[0] if named else None
        open_to_all = [entry for entry in entries if not entry.only]
        return open_to_all[0] if open_to_all else None


def load_indices(path: Path | None = None) -> Indices:
    """Load the installed table of indices, or one of the same form.

    Raises:
        RuleError: If it does not fit.
    """
    if path is None:
        return _installed()
    return Indices(load_toml(path.name, _IndexFile, path.parent).entry)


@functools.cache
def _installed() -> Indices:
    return Indices(load_toml(FILE, _IndexFile).entry)


@functools.lru_cache(maxsize=1 << 14)
def plain_index(index: str) -> str:
    """Return the folded name of an index without "chỉ số" and the like, years and brackets."""
    name = fold(_YEAR.sub(" ", _BRACKET.sub(" ", index)))
    leads = _leads()
    while True:
        lead = next((lead for lead in leads if name.startswith(f"{lead} ")), None)
        if lead is None:
            return name
        name = name[len(lead) + 1 :]


def _readings(index: str) -> tuple[str, ...]:
    """Return what a name may be looked up by: without its bracket, or what stands in there."""
    inner = tuple(fold(part) for part in regex.findall(r"\(([^)]*)\)", index))
    return (plain_index(index), fold(_YEAR.sub(" ", index)), *inner)


@functools.cache
def _leads() -> tuple[str, ...]:
    """Return what stands before the name of an index, the longest first."""
    words = {fold(word) for word in load_word_lists(WORDS)["index_lead"]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _within(name: str, said: str) -> bool:
    """Tell whether a name stands within what is said, at the bounds of words."""
    return f" {name} " in f" {said} "
