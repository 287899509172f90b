"""Where an event takes place, who organises it, and its theme."""

from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.event_names import EventName
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Mention, Sentence, within
from tinvan.ruleset import alternation

_UNIT = compile_regex(r"\s(?:tỉnh|thành phố|huyện|TP|xã)(?=\s\p{Ll}|[,)]|$)")
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
        behind = f"(?:{lists['ends']}|{lists['held']}|{lists['place_ends']})"
        self._place = compile_regex(
            rf"(?<!\w)(?:tại|ở(?=\s(?:(?-i:\p{{Lu}})|{lists['unit']})))\s(?!{nouns}|{lists['no_place']})"
            rf"(?P<place>(?:TP\.\s?|[^,;:.()“”\"\n]){{2,{_LONGEST}}}?)"
            rf"(?=[,;:()“”\"\n]|\.(?:\s|$)|\s{behind}|$)",
            regex.I,
        )
        self._at = compile_regex(r"(?<!\w)tại\s", regex.I)
        self._parted = compile_regex(
            r"[:“\"]|(?<!\w)(?:cho biết|ông|bà|như|nói|nhằm|để)(?!\w)|, đặc biệt", regex.I
        )
        self._trailing = compile_regex(r"(?:\s(?:và|của|với|cùng|từ|vào|trong|ngày))+$")
        self._acts = compile_regex(r"\s(?:đã|sẽ|vừa|phối|tổ chức|long|khai|công)(?!\w)", regex.I)
        self._goes_on = compile_regex(r",\s")
        self._hosts = compile_regex(
            rf"(?P<who>(?:\([^()]*\)|(?!\.\s)[^;:()]){{2,{_REACH}}}?)\s(?:{lists['jointly']}\s)*"
            rf"{lists['organising']}(?:\s+{lists['buffer']})*\s*$",
            regex.I,
        )
        self._by = compile_regex(
            rf"(?<!\w)do\s(?P<who>[^.;:]{{2,{_REACH}}}?)\s(?:(?-i:\p{{Ll}}+)\s)?{lists['organising']}",
            regex.I,
        )
        self._theme = compile_regex(
            r"(?:chủ đề|thông điệp)(?:\s(?:là|chính|năm nay|chính là))*\s*:?\s*"
            r"(?:“(?P<a>[^”]+)”|\"(?P<b>[^\"]+)\"|(?<!\w)'(?P<c>[^']+)'|(?<=:\s)(?P<d>[^.;]+))",
            regex.I,
        )

    def place(self, document: Document, name: EventName) -> str | None:
        """Return the place that the sentence of a name gives, the nearest to the name first."""
        before = Stretch(name.sentence.start, name.start)
        behind = Stretch(name.end, min(name.sentence.end, name.end + _NEAR))
        opened = self._opening(document, before)
        before = Stretch(opened, before.end)
        if parted := self._parted.search(document.view.text, behind.start, behind.end):
            behind = Stretch(behind.start, parted.start())
        places = (self._place_in(document, part) for part in (before, behind))
        return next((place for place in places if place), None)

    def _opening(self, document: Document, part: Stretch) -> int:
        """Return where the place of a sentence stands, behind its day or a comma; else its end.

        In "Đại sứ Nhật Bản tại Việt Nam" it is part of a post.
        """
        text = document.view.text
        days = {date.end + 1 for date in within(document.dates, part)}
        for at in self._at.finditer(text, part.start, part.end):
            opens = at.start() == part.start or at.start() in days
            if opens or text[: at.start()].endswith((", ", ") ")):
                return at.start()
        return part.end

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
            document.text_of(Stretch(*found.span(g))).strip(" .,") for g in "abcd" if found[g]
        )

    def _place_in(self, document: Document, part: Stretch) -> str | None:
        """Return the place in a part of a sentence, with the place around it."""
        names = [m for m in within(document.mentions, part) if m.kind in ("agency", "post")]
        for found in self._place.finditer(document.view.text, part.start, part.end):
            if not any(m.start <= found.start() < m.end for m in names):
                return self._place_at(document, part, Stretch(*found.span("place")))
        return None

    def _place_at(self, document: Document, part: Stretch, place: Stretch) -> str | None:
        """Return a place up to its day, with the places around it behind commas."""
        start, end = place.start, place.end
        dates = [d.start for d in within(document.dates, Stretch(start, end))]
        end = min([end, *dates])
        while behind := self._goes_on.match(document.view.text, end, part.end):
            near = document.mentions_in(Stretch(behind.end(), part.end), "place")
            around = next((place for place in near if place.start == behind.end()), None)
            if not around or self._acts.match(document.view.text, around.end, part.end):
                break
            end = around.end
        text = self._trailing.sub("", document.text_of(Stretch(start, end)).strip(" ,.–-"))
        return text if any(c.isupper() for c in text) else None


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
    """Return the end of a body with the place right behind it: "Agribank Hà Tĩnh", "Hội … tỉnh"."""
    near = document.mentions_in(Stretch(body.end, body.end + _LONGEST), "place")
    unit = _UNIT.match(document.view.text, body.end)
    end = unit.end() if unit else body.end
    return next((place.end for place in near if place.start == body.end + 1), end)
