"""The signature of an article: its syllables and figures, folded and hashed."""

import functools
import itertools
import re
import unicodedata
import zlib
from collections.abc import Iterable

import msgspec

from tinvan.document import Document

CODE = 2  # bytes of a syllable or figure
RUN = 5  # syllables in a row that are a passage
SHORTEST = 40  # syllables from which a text can be nearly a copy; under that, only an equal one
LONGEST = 2_048  # syllables of an article that are looked at
_FIGURE = 1  # the bit of a code that tells figures from syllables
_CHARACTERS = 16 * LONGEST  # of a line that are looked at: more than that many syllables have
_WORD = 100  # characters between blanks that are looked at
_WORDS = re.compile(r"[^\W\d_]+|\d+(?:[.,/:-]\d+)*")
_OWN = frozenset(["title", "caption"])  # lines that a copy has of its own
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SIGNS = str.maketrans(",/:-", "....")


class Signature(msgspec.Struct, frozen=True):
    """What is kept of an article to know its copies by, the same on every machine.

    Attributes:
        codes: `CODE` bytes for each of its first `LONGEST` syllables and figures, in order.
    """

    codes: bytes

    def __len__(self) -> int:
        """How many syllables and figures it holds."""
        return len(self.codes) // CODE

    def passages(self) -> list[bytes]:
        """Return every `RUN` syllables in a row; none where there are fewer."""
        codes, size = self.codes, CODE * RUN
        return [codes[at : at + size] for at in range(0, len(codes) - size + 1, CODE)]

    def figures(self, start: int, end: int) -> set[bytes]:
        """Return the figures between two places, counted in syllables."""
        codes = self.codes
        return {
            codes[at : at + CODE]
            for at in range(CODE * start, CODE * end, CODE)
            if codes[at] & _FIGURE
        }


def signature(document: Document) -> Signature:
    """Return the signature of a cleaned article.

    Furniture does not count, nor do headline and captions: a copy often has its own. Of a short
    article they count, as "Bản tin trưa cập nhật những tin nóng nhất" says nothing without them.
    """
    text = document.view.text
    content = [line for line in document.lines if line.is_content]
    body = sign(text[line.start : line.end] for line in content if line.label not in _OWN)
    if len(body) >= SHORTEST:
        return body
    return sign(text[line.start : line.end] for line in content)


def sign(lines: Iterable[str]) -> Signature:
    """Return the signature of lines of text in NFC.

    Case, the place of tone marks ("hòa", "hoà"), i for y ("kĩ", "kỹ"), the signs within figures
    ("28-6", "28/6") and all other signs do not count.
    """
    words = (word[:_WORD] for line in lines for word in line[:_CHARACTERS].split())
    codes = b"".join(map(_codes, itertools.islice(words, LONGEST)))
    return Signature(codes[: CODE * LONGEST])


@functools.lru_cache(maxsize=1 << 16)
def _codes(word: str) -> bytes:
    """Return the codes of what stands between blanks: a syllable with its comma, or more."""
    return b"".join(map(_code, _WORDS.findall(word)))


def _code(word: str) -> bytes:
    """Return the code of a syllable or figure.

    Fifteen bits serve: Vietnamese has some 7,000 syllables, so a passage is known by its five
    codes together; one bit tells figures, so a figure is never taken for a syllable.
    """
    if word[0].isdigit():
        return _hashed(word.translate(_SIGNS), _FIGURE)
    apart = unicodedata.normalize("NFD", word.casefold())
    plain = apart.translate(_TONES)
    tones = "".join(mark for mark in apart if ord(mark) in _TONES)
    return _hashed(plain.replace("y", "i") + tones, 0)


def _hashed(key: str, kind: int) -> bytes:
    """Return a hash of a key that no Python version or platform changes, with a bit of kind."""
    code = zlib.crc32(key.encode()) & 0xFFFE | kind
    return code.to_bytes(CODE, "little")
