"""Dating: which time expression governs a figure, inside its sentence and across sentences."""

import bisect
from collections.abc import Iterator

import regex

from tinvan.document import DateMention, Document, Sentence, within
from tinvan.facts import FactDate
from tinvan.spans import Bounded

# Behind these a time expression is what a figure is compared with, not when it holds.
_COMPARED = regex.compile(
    r"(?:\bso(?:\s+với)?|\bhơn(?:\s+so)?|\bbằng|\bnhư|\bkém|\bcùng kỳ)"
    r"(?:\s+(?:với|mức|cùng kỳ|thời điểm|của|các|đầu|giai đoạn|trung bình|con số)){0,4}\s*$",
    regex.I,
)
_ATTACHED = regex.compile(r"\s*(?:vào|trong|của|ở|hồi|từ)?\s*$", regex.I)
_LINKED = regex.compile(
    r"\W*(?:trong đó|cụ thể|theo đó|còn|tuy nhiên|đáng chú ý|ngoài ra|bên cạnh đó|như vậy|"
    r"trong khi đó|đặc biệt|riêng|cũng|tương tự|hay như|ví dụ|đồng thời|số|tiếp đến|ở chiều|"
    r"xếp|đứng|các vị trí|trong số)\b",
    regex.I,
)
_NOW = regex.compile(r"\b(?:hiện|hiện nay|hiện tại|đến nay|tính đến nay|bây giờ)\b", regex.I)
_CARRY = 3  # sentences back from which a date may be carried


class Dating:
    """Finds the date of a figure or of a sentence."""

    def for_figure(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> FactDate | None:
        """Return when a figure holds: by its own sentence, one before, or the article's day.

        Args:
            document: The document, with `dates` resolved.
            sentence: The figure's sentence.
            anchor: The figure.
            bracket: The brackets around it, if any.
        """
        found = self._in_sentence(document, sentence, anchor, bracket)
        if found is not None:
            return _stated(document, found, "stated")
        if _NOW.search(document.text_of(sentence)):
            return own_day(document)
        return self._carried(document, sentence) or own_day(document)

    def for_sentence(self, document: Document, sentence: Bounded) -> FactDate | None:
        """Return the date of a sentence: the first that it states, else the article's day."""
        for date in self._governing(document, sentence):
            return _stated(document, date, "stated")
        return own_day(document)

    def _in_sentence(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> DateMention | None:
        """Return the time expression of the sentence that governs a figure."""
        text = document.view.text
        if bracket:
            inside = list(self._governing(document, bracket))
            if inside:
                return _nearest(inside, anchor)
            for date in within(document.dates, sentence):
                between = text[date.end : bracket.start]
                if date.end <= bracket.start and not between.strip():
                    return date
        dates = [
            d
            for d in self._governing(document, sentence)
            if not _enclosed(text, sentence, d, anchor)
        ]
        for date in dates:
            if date.start >= anchor.end and _ATTACHED.fullmatch(text, anchor.end, date.start):
                return date
        before = [d for d in dates if d.end <= anchor.start]
        if before:
            return before[-1]
        after = [d for d in dates if d.start >= anchor.end]
        if after and not regex.search(r"[;:]|,.*,", text[anchor.end : after[0].start]):
            return after[0]
        return None

    def _governing(self, document: Document, part: Bounded) -> Iterator[DateMention]:
        """Yield the time expressions that say when something holds, not what it is compared to."""
        text = document.view.text
        for date in within(document.dates, part):
            if date.value.time is not None and getattr(date.value.time, "grain", "") == "now":
                continue
            if regex.match(r"cùng kỳ", date.value.text, regex.I):
                continue
            if _COMPARED.search(text[max(part.start, date.start - 40) : date.start]):
                continue
            yield date

    def _carried(self, document: Document, sentence: Sentence) -> FactDate | None:
        """Return the date of a sentence before that still governs."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        linked = bool(_LINKED.match(document.text_of(sentence)))
        for back in range(1, _CARRY + 1):
            if index - back < 0:
                return None
            earlier = document.sentences[index - back]
            near = earlier.paragraph == sentence.paragraph or (
                linked and sentence.paragraph - earlier.paragraph <= back
            )
            if not near or earlier.label in ("title", "heading", "caption"):
                return None
            dates = list(self._governing(document, earlier))
            if dates:
                return _stated(document, dates[-1], "context")
            if _NOW.search(document.text_of(earlier)):
                return None
        return None


def own_day(document: Document) -> FactDate | None:
    """Return the article's own day as a date, or None where it is unknown."""
    if document.day is None:
        return None
    day = document.day.isoformat()
    return FactDate(start=day, end=day, text=None, basis=document.day_basis)


def date_for_sentence(document: Document, start: int, end: int) -> FactDate | None:
    """Return the date of the sentence at view offsets (see `Dating.for_sentence`)."""
    sentence = document.sentence_at(start)
    return Dating().for_sentence(document, sentence) if sentence else own_day(document)


def _stated(document: Document, date: DateMention, basis: str) -> FactDate:
    """Turn a resolved time expression into a date."""
    return FactDate(
        start=date.first,
        end=date.last,
        text=document.text_of(date),
        basis="stated" if basis == "stated" else "context",
    )


def _nearest(dates: list[DateMention], anchor: Bounded) -> DateMention:
    """Return the date nearest to a figure, the one before it where two are as near."""
    return min(dates, key=lambda d: max(d.start - anchor.end, anchor.start - d.end))


def _enclosed(text: str, sentence: Sentence, date: DateMention, anchor: Bounded) -> bool:
    """Tell whether a date stands in brackets that the figure is not in."""
    opened = text.rfind("(", sentence.start, date.start)
    closed = text.find(")", date.end, sentence.end)
    if opened < 0 or closed < 0 or ")" in text[opened : date.start]:
        return False
    return not (opened < anchor.start and anchor.end <= closed)
