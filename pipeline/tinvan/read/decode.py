"""From bytes to text.

The charset is what the byte order mark says, else UTF-8 where the bytes are that, else what
their words say where those are Vietnamese in a charset of its own, else what is declared: by the
HTTP header, a meta element, or the XML declaration. Declarations come late because so many are
wrong: the words of a text cannot be.

What is mostly UTF-8 is read, with a warning: each bad byte sequence as U+FFFD, but a line whose
words say that it is in another charset as that. What can be told neither way is rejected rather
than guessed at: a wrong guess would give wrong names. Control characters, NUL among them, are
kept, so that offsets stay true; the view leaves them out.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Literal

from tinvan.charsets import SURE, as_windows_1252, recognise
from tinvan.read.entities import defined_entity, why_not_read
from tinvan.read.rejects import RejectReason

_MOSTLY = 0.1  # real Vietnamese text in another charset has a quarter of its characters bad
_DECLARED = 0.5  # how sure it must be where the charset is declared too
_HEAD = 4096  # bytes in which a page declares its charset
_SAMPLE = 200_000  # bytes that are enough to recognise a charset
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# Charsets that are believed when declared, with the codec that browsers take for them.
_BELIEVED = re.compile(
    r"(?:windows-?|cp-?)(?:125\d|874|93[26]|949|950)|(?:iso-?8859-?|latin-?)\d+|us-ascii|ascii"
    r"|gb2312|gbk|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr)|ks_c_5601-1987|(?:x-)?s(?:hift[_-])?jis"
    r"|koi8-[ru]|tis-620"
)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}
_LATIN_1 = re.compile(r"iso-?8859-?1|latin-?1|(?:us-)?ascii|(?:windows-?|cp)1252")
# What programs that write windows-125x put into English: quotation marks, dashes, bullets, …
_PUNCTUATION = frozenset(
    b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa9\xab\xae\xb0\xb7\xbb"
)
_WINDOWS_1252 = {code: as_windows_1252(code) for code in range(0x80, 0x100)}


class NotTextError(Exception):
    """Bytes that are not text, not in a charset that is read, or a page that is not read.

    Attributes:
        reason: The reason to reject them.
        message: What is wrong, and the remedy.
    """

    def __init__(self, reason: RejectReason, message: str) -> None:
        self.reason, self.message = reason, message
        super().__init__(message)


def decode(
    data: bytes, *, media: Literal["text", "html"] = "text", declared: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes, and warnings.

    Bytes of a Vietnamese charset or font (windows-1258, TCVN3, VNI, VISCII, VPS) come back as
    windows-1252, one character a byte: `tinvan.charsets.repair` converts them, as it does such
    text in files that are UTF-8.

    Args:
        data: The bytes, unpacked.
        media: What they are; pages say their charset in their markup.
        declared: The charset that an HTTP header gives them.

    Raises:
        NotTextError: If the bytes are mostly no text, or their charset cannot be told, or blank; or
            if they are a page that defines entities.
    """
    markup = _declarations(data) if media == "html" else ()
    text, warnings = _read(data, tuple(filter(None, (declared, *markup))))
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise NotTextError("empty", "there is nothing in it but blanks")
    if media == "html" and (entity := defined_entity(text)):
        raise NotTextError("entities", why_not_read(entity))
    return text, warnings


def without_surrogates(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no file can hold."""
    return _SURROGATE.sub(_REPLACEMENT, text)


def _read(data: bytes, declared: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes, blank or not, and warnings."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = data.decode(charset, "replace")
            return _not_binary(text), _warnings(charset, "its byte order mark says", text)
    if wide := _wide(data):
        text = data.decode(wide, "replace")
        return _not_binary(text), _warnings(wide, "every second byte is zero", text)
    try:
        return _not_binary(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        start, is_cut = error.start, error.end == len(data)
    replaced = _not_binary(data.decode("utf-8", "replace"))
    if is_cut or _is_damaged_utf_8(replaced):
        return _read_lines(data, start)
    if found := _otherwise(data, declared):
        return found
    bad = replaced.count(_REPLACEMENT)
    if bad <= _MOSTLY * len(replaced):
        return _read_lines(data, start)
    message = (
        f"{bad} of {len(replaced)} characters are not UTF-8, and what they are cannot be told; "
        "convert it: iconv -f CHARSET -t UTF-8"
    )
    raise NotTextError("encoding", message)


def _read_lines(data: bytes, start: int) -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes that are UTF-8 but for some lines, and warnings.

    Args:
        data: The bytes.
        start: Where the first is that is not UTF-8.
    """
    text = b"\n".join(map(_in_utf_8, data.split(b"\n"))).decode("utf-8")
    bad = text.count(_REPLACEMENT)
    if not bad:
        return text, ("charset: some lines are not UTF-8 and were read as windows-1252",)
    return text, (f"invalid-utf8: {bad} characters read as U+FFFD, the first at byte {start}",)


def _in_utf_8(line: bytes) -> bytes:
    """Return a line in UTF-8, of windows-1252 if it is Vietnamese in another charset."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        text = _as_one_byte(line)
        best = recognise([text[:_SAMPLE]])[0]
        is_other = best.confidence >= SURE and not best.candidate.is_local
        return (text if is_other else line.decode("utf-8", "replace")).encode("utf-8")
    return line


def _as_one_byte(data: bytes) -> str:
    """Return bytes read as windows-1252, and as Latin-1 where that has no character."""
    return data.decode("latin-1").translate(_WINDOWS_1252)


def _otherwise(data: bytes, declared: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """Return the text of bytes that are not UTF-8, and warnings, if their charset can be told."""
    text = _as_one_byte(data)
    best = recognise(text[:_SAMPLE].split("\n"))[0]
    labels = [label.lower() for label in declared]
    if best.confidence >= SURE:
        return text, ()
    if best.confidence >= _DECLARED and not set(labels).isdisjoint(best.candidate.labels):
        made = "\n".join(map(best.candidate.convert, text.split("\n")))
        return made, _warnings(best.candidate.id, "it is declared", made)
    for label in filter(_BELIEVED.fullmatch, labels):
        if _LATIN_1.fullmatch(label):
            return text, _warnings("windows-1252", f"it is declared {label}", text)
        try:
            made = data.decode(_CODECS.get(label, label))
        except (UnicodeDecodeError, LookupError):
            continue
        return made, _warnings(label, "it is declared", made)
    if _PUNCTUATION.issuperset(byte for byte in set(data) if byte >= 0x80):
        return text, _warnings("windows-1252", "its quotation marks and dashes are", text)
    return None


def _declarations(data: bytes) -> Iterator[str]:
    """Yield the charsets that a page declares in its markup."""
    for found in (_META.search(data, 0, _HEAD), _XML.match(data)):
        if found:
            yield found[1].decode("ascii", "ignore")


def _wide(data: bytes) -> str | None:
    """Return the charset of UTF-16 without a byte order mark, None for anything else.

    Half of the bytes of a text in Latin letters are zero there.
    """
    half = len(data) // 2
    if half < 4 or b"\0" not in data:
        return None
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) < 0.3 * half or min(first, second) > 0.02 * half:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _not_binary(text: str) -> str:
    """Return a text.

    Raises:
        NotTextError: If it is full of control characters.
    """
    if len(_CONTROL.findall(text)) > _MOSTLY * len(text):
        raise NotTextError("binary", "this is no text: it is full of control characters")
    return text


def _is_damaged_utf_8(text: str) -> bool:
    """Tell whether text is UTF-8 but for some characters.

    Text in another charset has few sequences that are good UTF-8, and many that are not.
    """
    bad = text.count(_REPLACEMENT)
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return bad <= _MOSTLY * len(text) and good > bad


def _warnings(charset: str, why: str, text: str) -> tuple[str, ...]:
    """Say how bytes were read, why so, and what was bad in them."""
    bad = text.count(_REPLACEMENT)
    lost = f"; {bad} characters read as U+FFFD" if bad else ""
    return (f"charset: read as {charset.upper()}, as {why}{lost}",)
