"""Changes of rank: "tăng 2 bậc, xếp thứ 86/193" states one rank and the change that led to it."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.document import Document
from tinvan.values.model import Value

# Between a change and the rank it led to: "tăng 2 bậc, xếp thứ …", "tăng 9 bậc lên vị trí …"
_LED_TO = regex.compile(
    r"[\s,)]*(?:so với[^,;]{0,40},?\s*)?"
    r"(?:và|để|từ đó|qua đó|hiện|đang|được|vươn|chỉ còn|còn|nên|nay)?\s*"
    r"(?:xếp|đứng|lên|vươn|giữ|ở|đạt|hạng|vị trí|xuống|thành|với|thứ|xác lập)[^,;:.()]{0,30}",
    regex.I,
)
# Between a change and the rank it started from, and from that to the rank it led to: "tụt 7 bậc,
# từ hạng 25 xuống hạng 32"
_LED_FROM = regex.compile(
    r"[\s,(]*(?:từ|năm (?:\d{4}|ngoái|trước) (?:xếp|đứng|ở))[^,;:.()]{0,25}", regex.I
)
_THEN_TO = regex.compile(
    r"[^,;:.()]{0,20}[\s,)]*(?:đã|để|và|nay)?\s*"
    r"(?:lên|xuống|còn|rơi|rớt|tụt|leo|vươn|xác lập|xếp)[^,;:.()]{0,30}",
    regex.I,
)
# Between a rank and the change that led to it: "xếp hạng 34/61 quốc gia, tăng 3 bậc"
_LED_BY = regex.compile(
    r"(?:(?!\s(?:nhưng|còn|trong khi)\s)[^;:.()\"“”]){0,90}[,(]?\s*(?:đã|cũng)?\s*"
    r"(?:tăng|giảm|tụt|thăng|lên|nhảy|lùi|rớt|cải thiện|vượt)"
    r"(?:\s(?:hạng|được|tới|thêm|đến))?\s*",
    regex.I,
)


def attach_changes(
    document: Document, ranks: Sequence[Value]
) -> Iterator[tuple[Value, int | None]]:
    """Yield each rank of a sentence with the change that led to it.

    A change that leads to no rank is yielded by itself; where several ranks follow a change it
    belongs to the first (FACTS.md, `ranking`).
    """
    text = document.view.text
    taken: dict[int, int] = {}
    merged: set[int] = set()
    for at, change in enumerate(ranks):
        if change.change is None or change.rank is not None:
            continue
        led_to = _led_to(text, ranks, at, taken)
        if led_to is None:
            continue
        taken[led_to] = change.change
        merged.add(at)
    for at, value in enumerate(ranks):
        if at not in merged:
            yield value, taken.get(at, value.change)


def _led_to(text: str, ranks: Sequence[Value], at: int, taken: Mapping[int, int]) -> int | None:
    """Return which of the ranks a change led to; None for none of them.

    Args:
        text: The view.
        ranks: The ranks of the sentence, and the changes.
        at: The place of the change.
        taken: The changes of ranks, by their place.
    """
    change = ranks[at]
    before, after, behind = (_rank_at(ranks, place) for place in (at - 1, at + 1, at + 2))
    if after is not None:
        starts = _LED_FROM.fullmatch(text, change.end, after.start)
        if starts and behind is not None and _THEN_TO.fullmatch(text, after.end, behind.start):
            return at + 2
        if _LED_TO.fullmatch(text, change.end, after.start):
            return at + 1
    if before is not None and at - 1 not in taken:
        return at - 1 if _LED_BY.fullmatch(text, before.end, change.start) else None
    return None


def _rank_at(ranks: Sequence[Value], at: int) -> Value | None:
    """Return the rank at a place; None where there is none, or a change."""
    found = ranks[at] if 0 <= at < len(ranks) else None
    return found if found is not None and found.rank is not None else None
