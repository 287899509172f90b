"""UTF-8 that was read as windows-1252, Latin-1 or windows-1258 and written as UTF-8 again.

Unlike ftfy this judges word by word, and mends what lost its no-break spaces on the way
(`bench/charsets.py` measures both).
"""

import re
import unicodedata

from tinvan.charsets.syllables import is_syllable

_ROUNDS = 3  # text that went the same wrong way more than three times has not been seen
_BYTES: dict[str, int] = {}
for _code in range(0x80, 0x100):
    _BYTES[chr(_code)] = _code
    _BYTES[bytes([_code]).decode("cp1252", "ignore") or chr(_code)] = _code
_BYTES["Ă"] = 0xC3  # windows-1258, which a browser set to Vietnamese falls back to
_CHARACTERS = {
    low: "".join(char for char, code in _BYTES.items() if low <= code < high)
    for low, high in ((0x80, 0xC0), (0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
}
_NEXT = f"[{re.escape(_CHARACTERS[0x80])}]"
_SEQUENCE = re.compile(
    f"[{_CHARACTERS[0xC2]}]{_NEXT}|[{_CHARACTERS[0xE0]}]{_NEXT}{{2}}|[{_CHARACTERS[0xF0]}]{_NEXT}{{3}}"
)
# What Vietnamese pages are written with: Latin letters, marks, general punctuation to dingbats,
# emoji, and what windows-1252 has for bytes. Otherwise "Ê”" would read as a letter of Africa, and
# "quê…”" as one of China.
_PLAUSIBLE = re.compile(
    "[\xa0-\u017f\u01a0\u01a1\u01af\u01b0\u0192\u02c6\u02dc\u0300-\u036f\u1e00-\u1eff\u2000-\u27bf"
    "\ufeff\ufffd\U0001f000-\U0001faff]"
)
_CONTROL = re.compile("[\x80-\x9f]")
# Letters whose last byte is that of a no-break space, which many programs turn into a plain one
# and strip at the end of a line.
_CUT = {"Ã": "à", "Ă": "à", "áº": "Ạ", "á»": "Ỡ", "Æ": "Ơ"}
_LETTERS = r"[^\W\d_]{0,7}"  # no syllable is longer
_SPACED = re.compile(rf"({_LETTERS})({'|'.join(_CUT)})(?: |(?=\r?$))(?=({_LETTERS}))", re.MULTILINE)
# No word has a capital behind a small letter, whereas "LÃ " may be one in capitals.
_SURELY_SPACED = re.compile(rf"({_LETTERS}[a-z])(Ã)(?: |(?=\r?$))(?=({_LETTERS}))", re.MULTILINE)


def convert_double(text: str) -> str:
    """Return a text with every character that stands there as the bytes of its UTF-8 made whole.

    Letters that lost their no-break space are told by the syllable that they make: "hÃ ng" is
    "hàng", "lÃ  một" and "lÃ một" are "là một".
    """
    made = text
    for _ in range(_ROUNDS):
        before, made = made, _SEQUENCE.sub(_decoded, made)
        if made == before:
            break
    spaced = _SURELY_SPACED if made == text else _SPACED
    return spaced.sub(_joined, made)


def _decoded(found: re.Match[str]) -> str:
    """Return the character of a sequence, or the sequence if there is none worth reading."""
    data = bytes(_BYTES[character] for character in found[0])
    made = data.decode("utf-8", "ignore")
    if _CONTROL.fullmatch(made):  # half of text that went wrong twice, as Latin-1
        return made if _CONTROL.fullmatch(found[0][1]) else found[0]
    return made if _PLAUSIBLE.fullmatch(made) else found[0]


def _joined(found: re.Match[str]) -> str:
    """Return what stands before a letter with it, and with the blank if the word ends there."""
    before, cut, after = found.groups()
    whole = unicodedata.normalize("NFC", f"{before}{_CUT[cut]}{after}")
    return f"{before}{_CUT[cut]}" + ("" if not after or is_syllable(whole) else " ")
