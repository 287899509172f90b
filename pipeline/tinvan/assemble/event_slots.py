"""Where an event takes place, who organises it, and its theme."""

from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.event_names import EventName
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Mention, Sentence, within
from tinvan.ruleset import alternation

_LONGEST = 90  # characters of a place
_NEAR = 220  # characters behind a name in which its place stands
_REACH = 320  # characters in which organisers are listed


class SlotReader:
    """Reads the slots of an event.

    Args:
        words: The lists of `rules/lexicons/event_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        lists = {name: alternation(forms) for name, forms in words.items()}
        nouns = f"(?:{lists['noun']}|{lists['short']})"
        self._place = regex.compile(
            rf"(?<!\w)(?:tại|ở(?=\s(?-i:\p{{Lu}})))\s(?!{nouns}|đây|đó|nhà|chỗ|buổi|cuộc|phiên|điểm cầu|các|nhiều)"
            rf"(?P<place>[^,;:.()“”\"\n]{{2,{_LONGEST}}}?)(?=[,;:()“”\"\n]|\.(?:\s|$)|\s(?:{lists['ends']}|{lists['held']}|với|nằm|chiều|sáng|tối|ngày|từ|và các)(?!\w)|$)",
            regex.I,
        )
        self._opened = regex.compile(r"(?:^|,\s)(?=tại\s)", regex.I)
        self._parted = regex.compile(
            r"[:“\"]|(?<!\w)(?:cho biết|ông|bà|như|nói|nhằm|để)(?!\w)|, đặc biệt", regex.I
        )
        self._goes_on = regex.compile(r",\s")
        self._hosts = regex.compile(
            rf"(?P<who>(?:\([^()]*\)|(?!\.\s)[^;:()]){{2,{_REACH}}}?)\s(?:(?:đã|sẽ|vừa|cùng|chính thức|đồng|sẽ phối hợp|phối hợp)\s)*{lists['organising']}(?:\s+{lists['buffer']})*\s*$",
            regex.I,
        )
        self._by = regex.compile(
            rf"(?<!\w)do\s(?P<who>[^.;:]{{2,{_REACH}}}?)\s(?:\p{{Ll}}+\s)?{lists['organising']}",
            regex.I,
        )
        self._theme = regex.compile(
            r"(?:chủ đề|thông điệp)(?:\s(?:là|chính|năm nay|chính là))*\s*:?\s*(?:“(?P<a>[^”]+)”|\"(?P<b>[^\"]+)\"|(?<=:\s)(?P<c>[^.;]+))",
            regex.I,
        )

    def place(self, document: Document, name: EventName) -> str | None:
        """Return the place that the sentence of a name gives, the nearest to the name first."""
        before = Stretch(name.sentence.start, name.start)
        behind = Stretch(name.end, min(name.sentence.end, name.end + _NEAR))
        opened = self._opened.search(document.view.text, before.start, before.end)
        if opened:
            before = Stretch(opened.start(), before.end)
        if parted := self._parted.search(document.view.text, behind.start, behind.end):
            behind = Stretch(behind.start, parted.start())
        places = [
            self._place_in(document, before) if opened else None,
            self._place_in(document, behind),
            self._place_in(document, before, last=True),
        ]
        return next((place for place in places if place), None)

    def place_of(self, document: Document, sentence: Sentence) -> str | None:
        """Return the place in a sentence that speaks of the event."""
        return self._place_in(document, Stretch(sentence.start, sentence.end))

    def organisers(self, document: Document, name: EventName) -> tuple[str, ...]:
        """Return who organises the event, by the sentence of its name."""
        text = document.view.text
        if by := self._by.search(text, name.end, name.sentence.end):
            return _bodies(document, Stretch(*by.span("who")))
        hosts = self._hosts.search(text, max(name.sentence.start, name.start - _REACH), name.start)
        return _bodies(document, Stretch(*hosts.span("who"))) if hosts else ()

    def organisers_of(self, document: Document, sentence: Sentence) -> tuple[str, ...]:
        """Return who organises the event, by another sentence: "Hội thảo do X tổ chức"."""
        by = self._by.search(document.view.text, sentence.start, sentence.end)
        return _bodies(document, Stretch(*by.span("who"))) if by else ()

    def theme(self, document: Document, sentence: Sentence) -> str | None:
        """Return the theme that a sentence gives."""
        found = self._theme.search(document.view.text, sentence.start, sentence.end)
        if found is None:
            return None
        return next(
            document.text_of(Stretch(*found.span(g))).strip(" .,") for g in "abc" if found[g]
        )

    def _place_in(self, document: Document, part: Stretch, *, last: bool = False) -> str | None:
        """Return the place in a part of a sentence, with the place around it."""
        found = list(self._place.finditer(document.view.text, part.start, part.end))
        if not found:
            return None
        chosen = found[-1 if last else 0]
        start, end = chosen.span("place")
        dates = [d.start for d in within(document.dates, Stretch(start, end))]
        end = min([end, *dates])
        while behind := self._goes_on.match(document.view.text, end, part.end):
            places = [m for m in document.mentions if m.start == behind.end() and m.kind == "place"]
            if not places or places[0].end > part.end:
                break
            end = places[0].end
        place = document.text_of(Stretch(start, end)).strip(" ,.–-")
        return place if any(c.isupper() for c in place) else None


def _bodies(document: Document, part: Stretch) -> tuple[str, ...]:
    """Return the organisations named in a part of a sentence, less those in brackets."""
    text = document.view.text
    names = []
    for mention in document.mentions_in(part, "agency"):
        before = text[part.start : mention.start]
        behind_place = regex.search(r"(?:tại|ở|của|dự)\s$", before)
        if before.count("(") <= before.count(")") and not behind_place:
            names.append(document.text_of(Stretch(mention.start, _with_place(document, mention))))
    return tuple(dict.fromkeys(names))


def _with_place(document: Document, body: Mention) -> int:
    """Return the end of a body, or of the place right behind it: "Agribank Hà Tĩnh"."""
    near = document.mentions_in(Stretch(body.end, body.end + _LONGEST), "place")
    return next((place.end for place in near if place.start == body.end + 1), body.end)
