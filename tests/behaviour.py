"""Changes of an article that must change some things in its facts, and nothing else.

A suite rewrites an article and says what its facts must then be: the same, with the same rewriting
done to their words. `python tests/behaviour.py` tries all suites on the corpus, prints what differs
and must not, and pins how much in behaviour.toml: review it like a change of the snapshot.
"""

import itertools
import json
import random
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tinvan.document import Document, Source
from tinvan.facts import AnyFact
from tinvan.pipeline import Pipeline

CORPUS = Path(__file__).parents[1] / "corpus" / "texts"
PINNED = Path(__file__).with_suffix(".toml")
MOST = 16  # articles that are tried: a second each, all suites together
Record = dict[str, Any]
Rewrite = Callable[[str], str]
# What may differ between two readings that say the same, beside offsets.
_NOT_SAID = ("schema", "id", "doc_id", "url", "published", "evidence", "confidence", "rule")
_NOT_SAID += ("agency_id", "place_code")


class Case(NamedTuple):
    """A rewritten article.

    Attributes:
        content: The article.
        rewrite: What was done to it, for the words of its facts.
    """

    content: str
    rewrite: Rewrite


class Suite(NamedTuple):
    """A way to rewrite articles.

    Attributes:
        rewritten: Returns an article rewritten; None where it gives nothing to rewrite.
        dates: What is then done to the days of its facts.
        same: The form in which words are compared.
    """

    rewritten: Callable[[Document], Case | None]
    dates: Rewrite = str
    same: Rewrite = str


def said(fact: AnyFact, rewrite: Rewrite = str, dates: Rewrite = str) -> Record:
    """Return what a fact says, without offsets; its words and days rewritten."""
    record = msgspec.to_builtins(fact)

    def told(value: Any, name: str = "") -> Any:  # noqa: ANN401 - plain data
        if isinstance(value, dict):
            if set(value) == {"start", "end", "text"}:
                return rewrite(value["text"])
            return {k: told(v, k) for k, v in value.items() if k not in _NOT_SAID}
        if isinstance(value, list | tuple):
            return [told(part) for part in value]
        if isinstance(value, str):
            return dates(value) if name in ("start", "end", "issued") else rewrite(value)
        return value

    return dict(told(record))


class Difference(NamedTuple):
    """What a rewritten article's facts say otherwise than they must.

    Attributes:
        lost: Facts that are there no more.
        new: Facts that were not there.
    """

    lost: list[str]
    new: list[str]

    @property
    def count(self) -> int:
        """How many facts differ; one that reads otherwise counts once."""
        return max(len(self.lost), len(self.new))


class Reader:
    """Reads articles of the corpus, and their rewritings, with one pipeline."""

    def __init__(self) -> None:
        self._pipeline = Pipeline()
        self._read: dict[str, Document] = {}
        self._differences: dict[tuple[str, str], Difference | None] = {}

    def document(self, doc_id: str) -> Document:
        """Return an article of the corpus, read."""
        if doc_id not in self._read:
            content = (CORPUS / doc_id).read_bytes().decode("utf-8")
            self._read[doc_id] = self.read(doc_id, content)
        return self._read[doc_id]

    def read(self, doc_id: str, content: str) -> Document:
        """Return an article, read; its spans are where they say."""
        media = "html" if doc_id.endswith(".html") else "text"
        document = self._pipeline(Source(doc_id=doc_id, content=content, media=media))  # type: ignore[arg-type]
        for fact in document.facts:
            raw, span = document.view.raw, fact.anchor
            assert raw[span.start : span.end] == span.text
        return document

    def difference(self, name: str, doc_id: str) -> Difference | None:
        """Return what a suite changes that it must not; None where it cannot be tried."""
        if (name, doc_id) not in self._differences:
            self._differences[name, doc_id] = self._difference(SUITES[name], doc_id)
        return self._differences[name, doc_id]

    def _difference(self, suite: Suite, doc_id: str) -> Difference | None:
        before = self.document(doc_id)
        case = suite.rewritten(before)
        if case is None:
            return None
        after = self.read(doc_id, case.content)
        must = Counter(_key(said(f, case.rewrite, suite.dates), suite) for f in before.facts)
        has = Counter(_key(said(fact), suite) for fact in after.facts)
        return Difference(sorted((must - has).elements()), sorted((has - must).elements()))


def _key(record: Record, suite: Suite) -> str:
    return suite.same(msgspec.json.encode(record).decode())


def nfc(text: str) -> str:
    """Return a text composed."""
    return unicodedata.normalize("NFC", text)


def _everywhere(rewrite: Rewrite) -> Callable[[Document], Case | None]:
    """Return a rewriting of the whole input, markup and all."""

    def rewritten(document: Document) -> Case | None:
        content = rewrite(document.source.content)
        return None if content == document.source.content else Case(content, rewrite)

    return rewritten


# The tone mark of an open syllable in oa, oe, uy: on its first letter, or on the second.
_FIRST = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
_SECOND = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()


def _retoned(pairs: dict[str, str]) -> Rewrite:
    pairs = pairs | {k.title(): v.title() for k, v in pairs.items()}
    pairs |= {k.upper(): v.upper() for k, v in pairs.items()}
    found = re.compile(rf"(?<![qQ])(?:{'|'.join(pairs)})(?!\w)")
    return lambda text: found.sub(lambda match: pairs[match[0]], nfc(text))


mark_second = _retoned(dict(zip(_FIRST, _SECOND, strict=True)))
mark_first = _retoned(dict(zip(_SECOND, _FIRST, strict=True)))

_ALONE, _OVER = r"(?<![\w.,/-])", r"(?![\w/]|[.,]\d)"
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+"
_NUMBER = re.compile(rf"{_ALONE}(?:{_THOUSANDS}(?:,\d+)?|\d+,\d+){_OVER}")
_TELLS = re.compile(
    rf"{_ALONE}(?:{_THOUSANDS},\d+|\d+,(?:\d\d?|\d{{4,}})){_OVER}"
)  # which is which
_SIGNS = str.maketrans(".,", ",.")


def other_signs(text: str) -> str:
    """Return a text with the signs in its numbers exchanged: 1.234,5 as 1,234.5."""
    return _NUMBER.sub(lambda match: match[0].translate(_SIGNS), text)


def _other_habit(document: Document) -> Case | None:
    """Exchange the signs, where some number tells the habit of the article."""
    if document.source.media != "text" or not _TELLS.search(document.source.content):
        return None
    return _everywhere(other_signs)(document)


YEARS = -1  # earlier, so that no body or province gets beyond the reforms of 2025
_YEAR = re.compile(  # with a month and a day behind it in addresses: 20170706071215433
    r"(?<!\d)(?<!\d,)(?:19[5-9]\d|20[0-4]\d)(?=(?:0[1-9]|1[0-2])[0-3]\d|(?!\d|[.,]\d{3}))"
)


def other_year(text: str) -> str:
    """Return a text with all its years moved."""
    return _YEAR.sub(lambda match: str(int(match[0]) + YEARS), text)


def _february(text: str) -> str:
    """Return what a fact says with the same end of February in every year."""
    return re.sub(r"-02-2[89]", "-02-28", text)


RELATED = (
    "Tin liên quan\n\nHải Dương: Hơn 71,5% hộ nghèo đã có nhà mới\n\n"
    "Khánh Hòa xếp thứ 9/63 về cải cách",
    "Bài liên quan\n\nÔng Lò Văn Bính làm Giám đốc Sở Nội vụ Hà Nam\n\n"
    "Thu 3.150 tỷ đồng từ vải thiều",
    "Xem thêm: Bộ Tư pháp trả đúng hẹn 96% hồ sơ (17/03/2016)",
)
SHARED = (
    "Chia sẻ Facebook Twitter Zalo\n\nIn bài viết",
    "Like 0\n\nGửi email\n\nBản in",
    "Thích 48 Chia sẻ 12",
)
COMMENTS = (
    "Bình luận (12)\n\nGửi bình luận\n\nHọ tên\n\nEmail\n\nMã xác nhận 4821",
    "Ý kiến bạn đọc (0)\n\nVui lòng gõ tiếng Việt có dấu\n\nNội dung\n\nGửi đi",
)


def _with(blocks: tuple[str, ...]) -> Callable[[Document], Case | None]:
    """Return a rewriting that puts one of some blocks between two paragraphs of a text."""

    def rewritten(document: Document) -> Case | None:
        body = [line for line in document.lines if line.label == "body"]
        near = [two for one, two in itertools.pairwise(body) if two.number <= one.number + 2]
        if document.source.media != "text" or not near:
            return None
        dice = random.Random(document.source.doc_id)
        at, raw = document.span(dice.choice(near)).start, document.source.content
        return Case(f"{raw[:at]}{dice.choice(blocks)}\n\n{raw[at:]}", str)

    return rewritten


# Provinces that no reform of 2025 touched, so that one can stand for another at any time.
PROVINCES = (
    "Quảng Ninh", "Lạng Sơn", "Cao Bằng", "Lai Châu", "Điện Biên", "Sơn La", "Nghệ An", "Hà Tĩnh",
)  # fmt: skip


def _renamed(document: Document) -> Case | None:
    """Give the province that is named most the name of another that the article does not name."""
    raw = nfc(document.source.content)
    named = Counter({name: raw.count(name) for name in PROVINCES})
    (one, times), other = named.most_common(1)[0], min(named, key=lambda name: named[name])
    if not times or named[other]:
        return None

    def rewrite(text: str) -> str:
        return nfc(text).replace(one, other).replace(one.upper(), other.upper())

    return Case(rewrite(raw), rewrite)


SUITES: dict[str, Suite] = {
    "nfd": Suite(_everywhere(lambda text: unicodedata.normalize("NFD", text)), same=nfc),
    "tone on the second letter": Suite(_everywhere(mark_second), same=mark_first),
    "tone on the first letter": Suite(_everywhere(mark_first), same=mark_first),
    "other decimal habit": Suite(_other_habit),
    "other year": Suite(_everywhere(other_year), dates=other_year, same=_february),
    "related headlines put in": Suite(_with(RELATED)),
    "share bars put in": Suite(_with(SHARED)),
    "comment forms put in": Suite(_with(COMMENTS)),
    "other province": Suite(_renamed, same=nfc),
}


def pinned() -> dict[str, Any]:
    """Return the articles that are tried, and how many facts are known to differ, by suite."""
    return tomllib.loads(PINNED.read_text(encoding="utf-8"))


def main() -> None:
    """Try all suites on articles drawn by seed; print what differs, and pin it."""
    names = sorted(path.name for path in CORPUS.iterdir())
    chosen = sorted(random.Random(0).sample(names, min(MOST, len(names))))
    lines = [
        "# Written by “python tests/behaviour.py”: facts that differ and must not, by article."
    ]
    lines += [f"articles = {json.dumps(chosen)}", ""]
    reader = Reader()
    for name in SUITES:
        found = {doc_id: reader.difference(name, doc_id) for doc_id in chosen}
        tried = {doc_id: difference for doc_id, difference in found.items() if difference}
        lines += [f'["{name}"]', f"tried = {len(tried)}"]
        lines += [f'"{doc_id}" = {d.count}' for doc_id, d in tried.items() if d.count]
        for doc_id, difference in tried.items():
            for sign, facts in (("-", difference.lost), ("+", difference.new)):
                sys.stdout.writelines(f"{name} {doc_id} {sign} {fact}\n" for fact in facts)
    PINNED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
