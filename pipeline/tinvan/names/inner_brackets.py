"""Abbreviations in brackets inside names: "Bảo hiểm xã hội (BHXH) Việt Nam"."""

import unicodedata
from collections.abc import Sequence

from tinvan.names.gazetteer import Hits
from tinvan.names.places import read_place
from tinvan.names.words import Word

_LONGEST = 8  # words and signs of an abbreviation: "LĐ-TB&XH" has five
_SIGNS = frozenset(("-", "&", "."))
_PASSED = frozenset(("và", "-", "&", ",", "của"))  # what an abbreviation leaves out
_NOT_IN_NAMES = ("post", "honorific", "surname", "speech")


def without_brackets(words: Sequence[Word], hits: Hits) -> Sequence[Word]:
    """Return words without the abbreviations in brackets that interrupt a name.

    Such a bracket abbreviates the words right before it, letter by letter, and a place or the
    rest of the name follows. The others stay: they introduce short names.

    Args:
        words: The words of a sentence.
        hits: What the lexicons know of them.

    Returns:
        The words that are left, the same sequence where nothing is left out.
    """
    left_out: set[int] = set()
    for at, word in enumerate(words):
        if word.text != "(":
            continue
        close = _close(words, at)
        if close and _abbreviates(words, at, close) and _goes_on(words, hits, at, close + 1):
            left_out.update(range(at, close + 1))
    if not left_out:
        return words
    return tuple(word for at, word in enumerate(words) if at not in left_out)


def _close(words: Sequence[Word], opened: int) -> int | None:
    """Return where a bracket of nothing but an abbreviation closes."""
    for at in range(opened + 1, min(opened + _LONGEST, len(words))):
        if words[at].text == ")":
            return at if at > opened + 1 else None
        if not (words[at].is_upper or words[at].text in _SIGNS):
            return None
    return None


def _abbreviates(words: Sequence[Word], opened: int, close: int) -> bool:
    """Tell whether an abbreviation has the first letters of the words before its bracket."""
    letters = [c for word in words[opened + 1 : close] for c in word.text if c.isalpha()]
    at = opened
    for letter in reversed(letters):
        at -= 1
        while at > 0 and words[at].key in _PASSED:
            at -= 1
        if at < 0 or _letter(words[at].text[0]) != letter:
            return False
    return len(letters) > 1


def _letter(character: str) -> str:
    """Return the capital of a letter without marks: "U" of "ủ"; "đ" is a letter of its own."""
    return unicodedata.normalize("NFD", character)[0].upper()


def _is_whole(hits: Hits, opened: int) -> bool:
    """Tell whether what stands before a bracket is a body of one place, or ends in its place."""
    if hits.before("place", opened) or hits.before("province", opened):
        return True
    body = hits.before("body", opened)
    head = hits.at("head", body.start) if body else None
    return body is not None and not getattr(head and head.form.entry, "local", False)


def _goes_on(words: Sequence[Word], hits: Hits, opened: int, behind: int) -> bool:
    """Tell whether the name that a bracket interrupts goes on behind it.

    It does with a place, unless it is whole without one: "Bộ Y tế (BYT) | Hà Nội có 20 ca". And it
    does where only its head stands before the bracket, with any capital: "Bệnh viện (BV) Đa khoa".
    """
    if behind >= len(words):
        return False
    if read_place(words, hits, behind):
        return not _is_whole(hits, opened)
    head = hits.before("head", opened)
    begins = words[behind].is_capital and not hits.any_at(_NOT_IN_NAMES, behind)
    return head is not None and begins
