"""From bytes to text: what the charset is, whatever is declared."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.charsets import CHARSETS, Encoder
from tinvan.charsets import repair
from tinvan.charsets.syllables import syllables
from tinvan.read.decode import NotTextError, decode

GOOD = "Huyện Mộc Sơn mở lại chợ nổi, 97,3% sạp đã có người thuê, theo ông Đỗ Khắc Lãng.\n"
FRENCH = "L’évêque a été reçu au collège, où l’on fêtait Noël : « C’est dommage », dit-il.\n"


def page(declared: str) -> str:
    return f'<html><head><meta charset="{declared}"><title>Chợ nổi</title></head><p>{GOOD}</p>'


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "windows-1258", "gbk", "utf-7"])
def test_what_is_valid_utf_8_is_that_whatever_is_declared(declared: str) -> None:
    markup = page(declared)
    assert decode(markup.encode(), media="html", declared=declared) == (markup, ())


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "nonsense", "tcvn3"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_words_tell_a_vietnamese_charset_whatever_is_declared(charset: str, declared: str) -> None:
    text, warnings = decode(Encoder(charset)(page(declared)), media="html")
    (made,) = repair(text).parts
    assert GOOD in made
    assert not warnings


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("ISO-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("Windows-1250", "cp1250")],
)
def test_other_languages_are_read_as_declared(declared: str, codec: str) -> None:
    text = FRENCH if codec == "cp1252" else "Wójt ogłosił, że żółta łódź będzie naprawiona.\n"
    by_header = decode(text.encode(codec), declared=declared)
    by_markup = decode(f'<meta charset="{declared}">{text}'.encode(codec), media="html")
    assert by_header[0] == text
    assert by_markup[0].endswith(text)
    assert by_header[1][0].startswith("charset: read as WINDOWS-125")


def test_chinese_is_read_as_declared() -> None:
    text = "市政府周一宣布，新图书馆将于九月开放。"
    assert decode(text.encode("gbk"), declared="gb2312")[0] == text


def test_a_declaration_is_no_proof() -> None:
    with pytest.raises(NotTextError):
        decode("市政府周一宣布，新图书馆将于九月开放。".encode("gbk"), declared="utf-8")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_utf_16_with_and_without_a_mark(codec: str) -> None:
    text, _ = decode(GOOD.encode(codec))
    assert text.removeprefix("\ufeff") == GOOD


def test_utf_7_is_not_honoured() -> None:
    text = "+ADw-script+AD4-alert(1)+ADw-/script+AD4- Chợ nổi"
    assert decode(text.encode(), media="html", declared="utf-7")[0] == text


@pytest.mark.parametrize("cut", [1, 2])
def test_a_character_cut_at_the_end_costs_itself_alone(cut: int) -> None:
    text, warnings = decode((GOOD * 3 + "ạ").encode()[:-cut])
    assert text == GOOD * 3 + "\ufffd"
    assert warnings[0].startswith("invalid-utf8: 1 characters")


def test_a_few_bad_bytes_do_not_make_it_another_charset() -> None:
    text, warnings = decode(GOOD.encode() + b"\xc3\x28 \xff\n" + GOOD.encode())
    assert text == GOOD + "\ufffd( \ufffd\n" + GOOD
    assert warnings[0].startswith("invalid-utf8: 2 characters")


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_line_in_another_charset_is_found_among_utf_8(charset: str) -> None:
    text, warnings = decode(GOOD.encode() * 3 + Encoder(charset)(GOOD) + GOOD.encode())
    assert repair(text).parts == (GOOD * 5,)
    assert warnings[0].startswith("charset: some lines")


def test_nul_bytes_are_kept_and_too_many_are_no_text() -> None:
    assert decode(b"\0" + GOOD.encode())[0] == "\0" + GOOD
    with pytest.raises(NotTextError) as caught:
        decode(GOOD.encode() + bytes(100))
    assert caught.value.reason == "binary"


def test_quotation_marks_of_windows_need_no_declaration() -> None:
    assert decode("“Market day” – all stalls let…".encode("cp1252"))[0].startswith("“Market day” –")


def test_what_cannot_be_told_is_rejected() -> None:
    with pytest.raises(NotTextError) as caught:
        decode("市政府周一宣布，新图书馆将于九月开放。".encode("gbk"))
    assert caught.value.reason == "encoding"


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "windows-1258", "utf-16", "x\0y", None]))
def test_any_bytes_are_read_or_rejected(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(NotTextError):
        text, _ = decode(data, media="html", declared=declared)
        repair(text)


@given(st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=40))
def test_good_utf_8_comes_back_unchanged(words: list[str]) -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, " ".join(words))
        assert decode(text.encode(), declared="windows-1258") == (text, ())
        assert repair(text).parts == (text,)
