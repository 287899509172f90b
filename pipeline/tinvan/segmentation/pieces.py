"""What a text is split into before words are put together: syllables, figures, signs.

The models were trained on the pieces that underthesea makes, so that these must be the same: the
alternatives are those of its `regex_tokenize`, in their order, behind those for the pieces that
nearly all are.
"""

import re

_UPPER = "[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
_LETTER = f"[{_UPPER[1:-1]}{_UPPER[1:-1].lower()}]"
_PIECE = re.compile(
    rf"""
    # Most pieces: what ends at a blank, comma or bracket can be nothing else.
    [,()ʺ] | [^\W\d_]++(?=[\s,)]|\Z) | \d++(?=[\s)%]|\Z)
    # Arrows, dots, dimensions, abbreviations, plates.
    | =?=> | -> | \.{{2,}} | -{{2,}} | >> | \d+x\d+ | v\.v(?:\.(?:\.\.)?)? | °[CF]
    | [A-ZĐ]+&[A-ZĐ]+ | T\.Ư | {_UPPER}+(?:\.{_LETTER}+)+\.? | {_LETTER}+['’]{_LETTER}+
    | [A-ZĐ]+\.(?!$) | Tp\. | Mrs?\. | Ms\. | Dr\. | ThS\. | Th.[Ss] | e-mail
    | \d+[A-Z]+\d*-\d+ | NĐ-CP
    # Addresses.
    | (?: (?:ftp|http)s?:(?:/{{1,3}}|[a-z0-9%]) | [a-z0-9.\-]+[.][a-z]{{2,13}}/ )
      (?: [^\s()<>{{}}\[\]] | \([^\s()]*?\([^\s()]+\)[^\s()]*?\) | \([^\s]+?\) )+
      (?: \([^\s()]*?\([^\s()]+\)[^\s()]*?\) | \([^\s]+?\)
        | [^\s`!()\[\]{{}};:'".,<>?«»“”‘’] )
    | (?<!@)[a-z0-9]+(?:[.\-][a-z0-9]+)*[.][a-z]{{2,13}}\b/?(?!@)
    | [a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+
    # Numbers of phones, days, clocks; names with digits; numbers.
    | \d{{2,}}-\d{{3,}}-\d{{3,}}
    | \d{{1,2}}/\d{{1,2}}/\d+ | \d{{1,2}}/\d{{1,4}} | \d{{1,2}}-\d{{1,2}}-\d+ | \d{{1,2}}-\d{{1,4}}
    | \d{{1,2}}\.\d{{1,2}}\.\d+ | \d{{4}}/\d{{1,2}}/\d{{1,2}} | \d{{2}}:\d{{2}}:\d{{2}}
    | \d+[A-Z]+\d+ | \d+[A-Z]+
    | \d+(?:\.\d+)+,\d+ | \d+(?:\.\d+)+ | \d+(?:,\d+)+ | \d+(?:[.,_]\d+)?
    # Faces, words, any other sign.
    | :\)+ | =\)\)+ | ♥‿♥ | :D+(?=\s|$) | <3
    | \. | (?<=\b)\w+-[\w+-]*\w+ | \w+ | :+ | [^\w\s]
    """,
    re.VERBOSE,
)


def pieces(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the pieces of a text; they hold every character that is no blank."""
    return [found.span() for found in _PIECE.finditer(text)]
