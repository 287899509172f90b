"""Attribution: who is said to state a figure."""

from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence
from tinvan.ruleset import alternation

_BRACKET = regex.compile(r"\s*\([^()]*\)?\s*$")
_MAX = 90  # characters of a phrase that names who states something


class AttributionReader:
    """Reads who states something from "theo X, …", "X cho biết …" and "…, X nói".

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        says = alternation([*words["reporting"], *words["speech"]])
        self._according = regex.compile(
            rf"^\W*(?:cũng\s+)?theo\s+(?:thống kê|số liệu|báo cáo|công bố|thông tin|dữ liệu|"
            rf"kết quả\s+\w+|khảo sát|đánh giá)?\s*(?:mới nhất\s+)?(?:của|từ|do)?\s*"
            rf"(?P<who>[^,;:]{{2,{_MAX}}}?)(?:\s+công bố)?,",
            regex.I,
        )
        self._says = regex.compile(
            rf"^(?P<who>[^;:]{{2,{2 * _MAX}}}?)\s(?:cũng\s|còn\s)?{says}\b", regex.I
        )
        self._report = regex.compile(
            rf"(?:{alternation(words['source'])}|kế hoạch|quy định|đó)", regex.I
        )
        self._quoted = regex.compile(
            rf"[\"”],?\s*(?:[-–]\s*)?(?P<who>[^,;:\"”]{{2,{_MAX}}}?)\s{says}\W*$", regex.I
        )

    def read(self, document: Document, sentence: Sentence) -> str | None:
        """Return who states what the sentence says, as written, or None."""
        text = document.text_of(sentence)
        if found := self._according.search(text):
            who = _BRACKET.sub("", found.group("who")).strip()
            return None if self._report.fullmatch(who) else who
        for pattern in (self._quoted, self._says):
            found = pattern.search(text)
            if not found:
                continue
            start = sentence.start + found.start("who")
            end = sentence.start + found.end("who")
            speaker = Stretch(start, end)
            names = [m for m in document.mentions_in(speaker) if m.kind in ("person", "agency")]
            persons = [m for m in names if m.kind == "person"]
            chosen = (persons or names)[:1]
            if chosen:
                return _with_title(document.view.text, start, chosen[0].start, chosen[0].end)
        return None


def _with_title(text: str, start: int, first: int, end: int) -> str:
    """Return a name with the honorific before it."""
    title = regex.search(r"(?:ông|bà|anh|chị)\s+$", text[start:first], regex.I)
    return text[first - len(title.group()) if title else first : end]
