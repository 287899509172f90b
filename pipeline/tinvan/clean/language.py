"""Whether a text is Vietnamese, by its letters; and if not, which language it is in."""

import re

import regex
from resiliparse.parse.lang import detect_fast

_WORD = regex.compile(r"[\p{Latin}\p{M}]+")
# Letters that Vietnamese shares with no other large language.
_OWN = "đơưảạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ"
_OWN_WORD = re.compile(rf"[{_OWN}{_OWN.upper()}]\S*")  # from the first such letter on
_OTHER_SCRIPT = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Thai}\p{Lao}\p{Khmer}]"
)
_SAMPLE = 5_000  # characters that are looked at
_LEAST_WORDS = 40  # of a text whose language can be told
_LEAST_LETTERS = 60  # of another script
_VIETNAMESE = 0.25  # share of words with such letters from which a text is surely Vietnamese …
_FOREIGN = 0.08  # … and below which it can be in another language


def read_language(text: str) -> str | None:
    """Return the language of a text, ISO 639-1, where it can be told surely.

    Vietnamese without its marks is told by the frequency of its letters; where scripts differ, only
    that it is another language is told, as "und" (ISO 639-2: undetermined).

    Args:
        text: The text. Of one that is half Vietnamese, "vi" is returned.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    own = len(_OWN_WORD.findall(" ".join(words)))
    if words and own >= _VIETNAMESE * len(words):
        return "vi"
    if own > _FOREIGN * len(words):
        return None
    other = len(_OTHER_SCRIPT.findall(sample))
    if other >= _LEAST_LETTERS and other > len("".join(words)):
        return "und"
    if len(words) < _LEAST_WORDS:
        return None
    language, _ = detect_fast(sample)
    return None if language == "unknown" else str(language)
