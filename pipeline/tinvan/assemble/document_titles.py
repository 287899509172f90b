"""Titles of documents: what follows their number behind "về", "phê duyệt" and the like."""

from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, within
from tinvan.ruleset import alternation
from tinvan.spans import Bounded

_LONGEST = 400  # characters
_QUOTED = compile_regex(r"“([^”]+)”|\"([^\"]+)\"")
_GENERAL = ("Chính phủ", "Thủ tướng", "Quốc hội")  # issuers that may follow a title
_PAIRS = {")": "(", "”": "“", "]": "["}


class TitleReader:
    """Reads the title of a document at an offset.

    Args:
        words: The lists of `rules/lexicons/document_words.toml`.
        kinds: An expression for the nouns of documents.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], kinds: str) -> None:
        about, rules_on = alternation(words["about"]), alternation(words["rules_on"])
        self._listed = compile_regex(
            rf"(?:,|\svà)\s{kinds}(?:\s\p{{L}}+){{0,2}}?(?:\s(?:số\s)?)?$", regex.I
        )
        thus = alternation(words["rules_thus"])
        sent = r"gửi\s[^.:“”\"]{2,250}?\s(?=về việc\s)"
        self._opens = compile_regex(
            rf"\s*,?\s*(?:{sent})?(?:{about}\s+|(?={rules_on}[\s,])(?!{thus}))", regex.I
        )
        ends, opens = alternation(words["title_ends"]), alternation(words["clause_opens"])
        self._ends = compile_regex(
            r"[;:\n]|\.(?=\s|$)|\s\((?:sau đây|gọi|viết tắt|có hiệu lực|thay)"
            rf"|\s{ends}\s|,\s{opens}\s",
            regex.I,
        )

    def read(self, document: Document, part: Stretch) -> str | None:
        """Return the title at the start of a part of a sentence, or None."""
        text = document.view.text
        end = min(part.end, part.start + _LONGEST)
        opened = self._opens.match(text, part.start, end)
        if opened is None:
            return None
        start = opened.end()
        found = self._ends.search(text, start + 1, end)
        end = found.start() if found else end
        end = self._before_clause(document, Stretch(start, end))
        end = _balanced(text, start, end)
        title = document.text_of(Stretch(start, end)).strip()
        if quoted := _QUOTED.match(title):
            title = quoted[1] or quoted[2]
        title = regex.sub(r"[\s,]+của$", "", title.strip(' ,-–“”".'))
        return title if len(title.split()) > 1 and not title.endswith("?") else None

    def _before_clause(self, document: Document, title: Stretch) -> int:
        """Return where a new clause starts, which names its subject behind a comma."""
        text = document.view.text
        names = (m for m in within(document.mentions, title) if m.kind != "place")
        things: list[Bounded] = [*names, *within(document.dates, title)]
        for thing in sorted(things, key=lambda t: t.start):
            before = text[title.start : thing.start].rstrip()
            if before.endswith(",") and thing.start > title.start:
                listed = regex.match(r"\s*(?:,|và|giữa|\))", text[thing.end : thing.end + 8])
                if not listed:
                    return title.start + len(before)
            if regex.search(r"\sdo$", before) or (
                regex.search(r"\scủa$", before)
                and thing.end >= title.end - 1
                and document.text_of(thing).startswith(_GENERAL)
            ):
                return title.start + len(before)
        for number in within(document.values, title):
            listed = self._listed.search(text, title.start, number.start)
            if number.kind == "document" and listed and not text[listed.start() - 1].isupper():
                return listed.start()
        return title.end


def _balanced(text: str, start: int, end: int) -> int:
    """Return the offset of the first closing sign that was not opened, else the end."""
    depth = dict.fromkeys(_PAIRS.values(), 0)
    for at in range(start, end):
        sign = text[at]
        if sign in depth:
            depth[sign] += 1
        elif sign in _PAIRS:
            if depth[_PAIRS[sign]] == 0:
                return at
            depth[_PAIRS[sign]] -= 1
    return end
