"""Measures the repair of charsets: `python bench/charsets.py news.jsonl.gz --sample 300`.

Articles are written as programs wrote them before Unicode, and as that looks where its bytes were
read as something else: whole, a paragraph, a sentence, the first eight words, and a paragraph
within the good article. Printed is how many come back character for character, and how many do but
for capitals where the charset has none. Then what is changed in the articles as they are and in
other languages, and how long it takes to find that nothing has to be. Peers that are installed
stand beside: ftfy for text, charset-normalizer and chardet for bytes.
"""

import argparse
import contextlib
import importlib
import random
import re
import time
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from tinvan.charsets import as_windows_1252, repair
from tinvan.charsets.tables import load_tables
from tinvan.document import Source
from tinvan.read.decode import NotTextError, decode
from tinvan.read.inputs import Inputs

FOREIGN = Path(__file__).with_name("charsets_foreign.toml")
CHARSETS = ("tcvn3", "vni", "viscii", "vps", "windows-1258")
PARTS = ("article", "paragraph", "sentence", "8 words", "within")
_WINDOWS_1252 = {code: as_windows_1252(code) for code in range(0x80, 0x100)}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")

Mend = Callable[[str | bytes], str]


class Damage(msgspec.Struct, frozen=True):
    """A way to damage a text.

    Attributes:
        name: What the table calls it.
        apply: Damages a text.
        kept: Returns a text without what the charset has no code for.
        is_whole: Whether it cannot befall a part of a text.
    """

    name: str
    apply: Callable[[str], str | bytes]
    kept: Callable[[str], str] = str
    is_whole: bool = False


def legacy_codes(charset: str) -> dict[str, bytes]:
    """Return the bytes of each letter in a legacy charset, capitals as far as it has them."""
    if charset == "windows-1258":
        vowels = "aăâeêioôơuưy" + "aăâeêioôơuưy".upper()
        toned = [unicodedata.normalize("NFC", v + t) for v in vowels for t in ("", *_TONES)]
        return {letter: windows_1258(letter) for letter in [*toned, "đ", "Đ"]}
    (table,) = (table for table in load_tables() if table.id == charset)
    codes = table.codes()
    return {letter.upper(): code for letter, code in codes.items()} | codes


def windows_1258(letter: str) -> bytes:
    """Return a letter in windows-1258: with its own code, else its base and the tone as a mark."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        base, tone = letter, ""
        for mark in _TONES:
            if mark in (decomposed := unicodedata.normalize("NFD", letter)):
                base, tone = unicodedata.normalize("NFC", decomposed.replace(mark, "")), mark
        return (base + tone).encode("cp1258")


class Encoder:
    """Writes text in a legacy charset, other characters as "?"."""

    def __init__(self, charset: str) -> None:
        self._codes = legacy_codes(charset)
        self._taken = {code[-1:] for code in self._codes.values()}

    def __call__(self, text: str) -> bytes:
        """Return the bytes of a text."""
        return b"".join(map(self._code, text))

    def kept(self, text: str) -> str:
        """Return a text with "?" for what has no code."""
        lost = [char for char in set(text) if self._code(char) == b"?"]
        return text.translate(dict.fromkeys(map(ord, lost), "?"))

    def _code(self, char: str) -> bytes:
        """Return the bytes of a character."""
        if code := self._codes.get(char):
            return code
        code = char.encode("cp1252", "replace")
        return b"?" if code in self._taken and not char.isascii() else code


def as_1252(data: bytes) -> str:
    """Return bytes as windows-1252, and as Latin-1 where that has no character."""
    return data.decode("latin-1").translate(_WINDOWS_1252)


def as_latin_1(data: bytes) -> str:
    """Return bytes as Latin-1."""
    return data.decode("latin-1")


def misread(text: str, *, encode: Callable[[str], bytes], read: Callable[[bytes], str]) -> str:
    """Return a text that was written in one charset and read in another."""
    return read(encode(text))


def damages() -> Iterator[Damage]:
    """Yield the ways to damage a text."""
    for charset in CHARSETS:
        encode = Encoder(charset)
        yield Damage(f"{charset}, bytes", encode, encode.kept)
        for name, read in (("windows-1252", as_1252), ("Latin-1", as_latin_1)):
            apply = partial(misread, encode=encode, read=read)
            yield Damage(f"{charset} as {name}", apply, encode.kept)
    once = partial(misread, encode=str.encode, read=as_1252)
    yield Damage("UTF-16, no mark", lambda text: text.encode("utf-16-le"), is_whole=True)
    yield Damage("UTF-8 as windows-1252", once)
    yield Damage("UTF-8 as Latin-1", partial(misread, encode=str.encode, read=as_latin_1))
    yield Damage("UTF-8 as windows-1252, twice", lambda text: once(once(text)))
    yield Damage("UTF-8, no-break spaces lost", lambda text: once(text).replace("\xa0", " "))


def mended(damaged: str | bytes) -> str:
    """Return what becomes of a damaged text on its way in, composed as rules read it."""
    if isinstance(damaged, bytes):
        try:
            damaged, _ = decode(damaged)
        except NotTextError:
            return ""
    return unicodedata.normalize("NFC", repair(damaged).parts[0])


def peers() -> Mapping[str, Mend]:
    """Return what else mends text, by name, as far as it is installed."""
    made: dict[str, Mend] = {}
    with contextlib.suppress(ImportError):
        fix = importlib.import_module("ftfy").fix_encoding
        made["ftfy"] = lambda given: fix(given) if isinstance(given, str) else ""
    with contextlib.suppress(ImportError):
        best = importlib.import_module("charset_normalizer").from_bytes
        made["charset-normalizer"] = lambda given: decoded(
            given, lambda data: getattr(best(data).best(), "encoding", None)
        )
    with contextlib.suppress(ImportError):
        detect = importlib.import_module("chardet").detect
        made["chardet"] = lambda given: decoded(given, lambda data: detect(data)["encoding"])
    return made


def decoded(given: str | bytes, detect: Callable[[bytes], str | None]) -> str:
    """Return bytes read in the charset that is detected, nothing for text."""
    if isinstance(given, str) or not (charset := detect(given)):
        return ""
    try:
        return unicodedata.normalize("NFC", given.decode(charset))
    except (LookupError, UnicodeDecodeError):
        return ""


def parts_of(text: str) -> dict[str, str]:
    """Return an article's parts that are damaged, by name."""
    lines = [line for line in text.split("\n") if line.strip()]
    paragraph = max(lines, key=len)
    sentences = [part for part in _SENTENCE.split(paragraph) if len(part) > 40]
    return {
        "article": text,
        "paragraph": paragraph,
        "sentence": sentences[0] if sentences else paragraph,
        "8 words": " ".join(text.split()[:8]),
    }


def measure(texts: Sequence[str], mend: Mend, kinds: Sequence[Damage]) -> None:
    """Print how much comes back, by damage and part; where nothing does, no line."""
    for damage in kinds:
        shares = []
        for part in PARTS:
            pairs = [pair for text in texts for pair in _pair(text, part, damage, mend)]
            exact = sum(made == wanted for made, wanted in pairs)
            apart = sum(made.lower() == wanted.lower() for made, wanted in pairs)
            shares.append((100 * exact / max(1, len(pairs)), 100 * apart / max(1, len(pairs))))
        if any(apart for _, apart in shares):
            cells = (f"{exact:6.1f} |{apart:6.1f}" for exact, apart in shares)
            print(f"  {damage.name:<32}", *cells, flush=True)


def _pair(text: str, part: str, damage: Damage, mend: Mend) -> Iterator[tuple[str, str]]:
    """Yield what was made of a damaged part of a text, and what should be."""
    if part != "within":
        wanted = damage.kept(parts_of(text)[part])
        yield mend(damage.apply(wanted)), wanted
        return
    paragraph = max(text.split("\n"), key=len)
    if damage.is_whole or 2 * len(paragraph) > len(text):
        return
    wanted = damage.kept(paragraph)
    damaged = damage.apply(wanted)
    if isinstance(damaged, str):
        made = mend(text.replace(paragraph, damaged))
    else:
        made = mend(text.encode().replace(paragraph.encode(), damaged))
    yield made, text.replace(paragraph, wanted)


def changed(texts: Sequence[str], mend: Mend) -> tuple[int, float]:
    """Return how many texts are changed that should not be, and nanoseconds a character."""
    began = time.perf_counter()
    count = sum(mend(text) != text for text in texts)
    return count, 1e9 * (time.perf_counter() - began) / sum(map(len, texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("--sample", type=int, default=300, help="articles, drawn by a fixed seed")
    given = parser.parse_args()
    texts = [
        unicodedata.normalize("NFC", item.content)
        for item in Inputs(given.paths)
        if isinstance(item, Source)
    ]
    foreign = [text["text"] for text in tomllib.loads(FOREIGN.read_text("utf-8"))["text"]]
    foreign += [line for text in foreign for line in text.strip().split("\n")]
    tools: dict[str, Mend] = {"tinvan": lambda text: repair(str(text)).parts[0], **peers()}
    for name in ("tinvan", *({"ftfy"} & tools.keys())):
        (articles, cost), (others, _) = (changed(some, tools[name]) for some in (texts, foreign))
        print(
            f"{name}: changed {articles} of {len(texts)} articles and {others} of {len(foreign)} "
            f"other texts, {cost:.0f} ns/character"
        )
    if len(texts) > given.sample:
        texts = random.Random(0).sample(texts, given.sample)
    print(f"{'exact | but for capitals, %':<34}", *(f"{part:>14}" for part in PARTS))
    for name, mend in (tools | {"tinvan": mended}).items():
        print(name)
        of_tool = re.compile({"ftfy": " as |lost", "tinvan": ""}.get(name, "bytes|UTF-16"))
        measure(texts, mend, [damage for damage in damages() if of_tool.search(damage.name)])


if __name__ == "__main__":
    main()
