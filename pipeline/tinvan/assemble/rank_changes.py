"""Changes of rank: "tăng 2 bậc, xếp thứ 86/193" states one rank and the change that led to it."""

from collections.abc import Iterator, Sequence

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
# Between a rank and the change that led to it: "xếp hạng 34/61 quốc gia, tăng 3 bậc"
_LED_BY = regex.compile(
    r"[^;:.()]{0,50}[,(]?\s*(?:đã|cũng)?\s*(?:tăng|giảm|tụt|thăng|lên|nhảy|lùi|rớt|cải thiện)"
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
        after = ranks[at + 1] if at + 1 < len(ranks) else None
        before = ranks[at - 1] if at else None
        if (
            after is not None
            and after.rank is not None
            and _LED_TO.fullmatch(text, change.end, after.start)
        ):
            taken[at + 1] = change.change
        elif (
            before is not None
            and before.rank is not None
            and at - 1 not in taken
            and _LED_BY.fullmatch(text, before.end, change.start)
        ):
            taken[at - 1] = change.change
        else:
            continue
        merged.add(at)
    for at, value in enumerate(ranks):
        if at not in merged:
            yield value, taken.get(at, value.change)
