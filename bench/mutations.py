"""Mutations of texts and pages, as crawls, converters and enemies make them, by seed.

Each takes a text, another one to borrow from, and what draws: the same draws give the same text.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Literal

Mutation = Callable[[str, str, random.Random], str]
LONGEST = 60_000  # characters that a mutation may blow a text up to
_TAG = re.compile(r"<[^<>]{1,300}>")
_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")
_LINE_ENDS = ("\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\v", " ", "")
_DIGITS = (
    "٠١٢٣٤٥٦٧٨٩",
    "０１２３４５６７８９",
    "०१२३४५६७८९",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "①②③④⑤⑥⑦⑧⑨⑩",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
)
_HOSTILE = (
    *"\0\x01\x08\x0b\x0c\x1a\x1b\x7f\x85\xa0\xad\u034f\u061c\u200b\u200c\u200d\u200e\u202a\u202e",
    *"\u2028\u2029\u2060\u2066\u2069\ufe0f\ufeff\ufffc\ufffd\uffff\U000e0041\U0010ffff\ud800\udfff",
    *"\u0300\u0301\u0323\u0338\u0489\u20dd\u3000\u1680\u2009\ufb01\uff05\uff0c\u2044\u2212\u2030",
    *"½²Ⅻ㎡٪％㊿İıſẞßΣ\u1100\u1161\u11a8\uff9e🇻👩",
    "\u0301" * 40, "\u200d👩" * 5, "\u202etxt.exe\u202c", "%s{0}\\x00", "\ud83d", "İ" * 9,
)  # fmt: skip
_ENTITIES = (
    "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&amp;amp;", "&notin", "&;", "&#",
    "&#8203;", "&zwj;", "&lt;p&gt;", "&#37;", "&frac12;", "&NotEqualTilde;", "&#x80;", "&#13;",
)  # fmt: skip
_MARKUP = (
    "<table><tr><td colspan=9999999 rowspan=99>", "</td>", "<!--", "-->", "<![CDATA[", "]]>",
    "<script>", "</p>", "<p>", "<li>", "<br>", "<h1>", "<svg><style>", "<template>", "<a href='",
    "<base href=//x>", "<meta charset=utf-7>", '<script type="application/ld+json">[{"@type":',
    "<time datetime=9999-99-99>", "<figure><figcaption>", "<blockquote>", "<sup>2</sup>",
)  # fmt: skip
_PHRASES = (
    "%", " tỷ đồng", "triệu", "/", "/63 tỉnh, thành phố", "thứ ", "Quyết định số 12/QĐ-UBND",
    "ngày 31/02/2020", "29 Tết năm Nhâm Dần", "năm 9999", "năm 0", "quý I/2020", "từ ", " đến ",
    "ông Lê Văn An", "Phó Chủ tịch UBND tỉnh", "Bộ trưởng", "gấp 3 lần", " so với cùng kỳ", "âm 5",
    "hai mươi lăm phẩy sáu", "một trăm linh tư nghìn tỷ tỷ", "1e309", "0/0", "24h60", "-0,0%", "’",
    "(", ")", "“", "”", " của ", "và", "TP.HCM", "10^15", "1.000.000.000.000.000.000.000 USD",
    "Căn cứ Luật số 80/2015/QH13", "sáng mai", "tháng 13", "0,0000000000000000001%", "m2", "km/h",
)  # fmt: skip


def cut(text: str, _other: str, chance: random.Random) -> str:
    """Leave a piece out, or all behind a place."""
    start, end = _piece(text, chance)
    return text[:start] if chance.random() < 0.3 else text[:start] + text[end:]


def splice(text: str, other: str, chance: random.Random) -> str:
    """Put a piece of the other text in."""
    start, end = _piece(other, chance)
    at = chance.randint(0, len(text))
    return text[:at] + other[start:end] + text[at:]


def halves(text: str, other: str, chance: random.Random) -> str:
    """Join the beginning of one and the end of the other."""
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def repeat(text: str, _other: str, chance: random.Random) -> str:
    """Repeat a piece."""
    start, end = _piece(text, chance)
    if chance.random() < 0.7:
        end = min(end, start + 200)
    times = min(chance.choice((2, 3, 20, 200)), max(1, LONGEST // max(1, end - start)))
    return text[:start] + text[start:end] * times + text[end:]


def shuffle_lines(text: str, _other: str, chance: random.Random) -> str:
    """Put lines in another order."""
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def swap_words(text: str, other: str, chance: random.Random) -> str:
    """Exchange words for words of the other text, drop them, or write them together."""
    words, others = text.split(" "), other.split() or [""]
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(words))
        words[at] = chance.choice((chance.choice(others), "", words[at] * 2, words[at].upper()))
    return chance.choice((" ", " ", " ", "", "\n", "  ")).join(words)


def insert_phrases(text: str, _other: str, chance: random.Random) -> str:
    """Put what rules look for where it does not belong."""
    return _inserted(text, _PHRASES, chance)


def insert_hostile(text: str, _other: str, chance: random.Random) -> str:
    """Put characters in that programs stumble over."""
    return _inserted(text, _HOSTILE, chance)


def insert_entities(text: str, _other: str, chance: random.Random) -> str:
    """Put character references in, right and wrong ones."""
    return _inserted(text, _ENTITIES, chance)


def insert_markup(text: str, _other: str, chance: random.Random) -> str:
    """Put tags in where they do not belong."""
    return _inserted(text, _MARKUP, chance)


def as_entities(text: str, _other: str, chance: random.Random) -> str:
    """Write letters as character references."""
    share = chance.choice((0.01, 0.3))
    return "".join(
        f"&#{ord(c)};" if c.isalnum() and chance.random() < share else c for c in text[:LONGEST]
    )


def spoil_tags(text: str, _other: str, chance: random.Random) -> str:
    """Leave tags out, double, nest or cut them."""
    share = chance.choice((0.02, 0.3))

    def spoiled(found: re.Match[str]) -> str:
        tag = found.group()
        if chance.random() >= share:
            return tag
        return chance.choice(
            ("", tag * 2, tag * 30, tag[:-1], tag[1:], tag.upper(), f"</{tag[1:]}")
        )

    return _TAG.sub(spoiled, text)


def normalise(text: str, _other: str, chance: random.Random) -> str:
    """Write letters decomposed, composed or compatible, here and there."""
    start, end = _piece(text, chance)
    form: Literal["NFC", "NFD", "NFKC", "NFKD"] = chance.choice(("NFD", "NFC", "NFKC", "NFKD"))
    return text[:start] + unicodedata.normalize(form, text[start:end]) + text[end:]


def change_case(text: str, _other: str, chance: random.Random) -> str:
    """Write a piece in capitals, in small letters, or the other way round."""
    start, end = _piece(text, chance)
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def change_numbers(text: str, _other: str, chance: random.Random) -> str:
    """Swap, lengthen and join digits, and write them in another script."""
    share = chance.choice((0.1, 1.0))
    change = chance.choice((_other_script, _shuffled, _lengthened, _signed))

    def changed(found: re.Match[str]) -> str:
        return change(found.group(), chance) if chance.random() < share else found.group()

    return _NUMBER.sub(changed, text)


def change_line_ends(text: str, _other: str, chance: random.Random) -> str:
    """End lines otherwise, nowhere, or behind sentences."""
    if chance.random() < 0.3:
        text = text.replace(". ", ".\n")
    return text.replace("\n", chance.choice(_LINE_ENDS))


def misread(text: str, _other: str, chance: random.Random) -> str:
    """Write a text as programs do that read its UTF-8 as another charset."""
    start, end = _piece(text, chance)
    data = text[start:end].encode("utf-8", "replace")
    charset = chance.choice(("latin-1", "cp1252", "cp1258", "utf-7"))
    return text[:start] + data.decode(charset, "replace") + text[end:]


OF_TEXTS: tuple[Mutation, ...] = (
    cut, splice, halves, repeat, shuffle_lines, swap_words, insert_phrases, insert_phrases,
    insert_hostile, insert_hostile, normalise, change_case, change_numbers, change_numbers,
    change_line_ends, misread,
)  # fmt: skip
OF_PAGES: tuple[Mutation, ...] = (
    *OF_TEXTS, insert_entities, insert_markup, insert_markup, as_entities, spoil_tags, spoil_tags,
)  # fmt: skip


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, leave out, put in and zero bytes, or cut them off."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randint(0, len(spoiled))
        match chance.randrange(4):
            case 0:
                spoiled[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoiled[at : at + chance.randint(1, 8)]
            case 2:
                spoiled[at:at] = chance.randbytes(chance.randint(1, 8))
            case _:
                spoiled[at : at + 4] = bytes(len(spoiled[at : at + 4]))
    return bytes(spoiled[: chance.randint(0, len(spoiled))] if chance.random() < 0.1 else spoiled)


def _piece(text: str, chance: random.Random) -> tuple[int, int]:
    """Draw a piece, short ones more often."""
    start = chance.randint(0, len(text))
    return start, start + int((len(text) - start) * chance.random() ** 3)


def _inserted(text: str, pieces: tuple[str, ...], chance: random.Random) -> str:
    """Put some of the pieces in at random places."""
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(pieces) + text[at:]
    return text


def _other_script(number: str, chance: random.Random) -> str:
    digits = chance.choice(_DIGITS)
    return number.translate({ord("0") + value: digit for value, digit in enumerate(digits)})


def _shuffled(number: str, chance: random.Random) -> str:
    return "".join(chance.sample(number, len(number)))


def _lengthened(number: str, chance: random.Random) -> str:
    return number * chance.choice((2, 3, 8, 8, 500, 2_000))


def _signed(number: str, chance: random.Random) -> str:
    sign = chance.choice(".,/-–:%°^ ")
    return sign.join((chance.choice(("", "-", "+", "0")), number, number))
