"""Coordination: "A và B lần lượt giảm 5% và 3%" gives each its own figure."""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence
from tinvan.facts import Percentage
from tinvan.spans import Bounded

_EACH = regex.compile(r"(?:lần lượt|tương ứng)", regex.I)
_PARTS = regex.compile(r"\s*,\s*|\s+và\s+")
_CLAUSE = regex.compile(r"[;:.]\s|\b(?:cho biết|cho thấy|cho hay|rằng|trong đó|khi)\b,?")
_TIME = regex.compile(r"^[^,]*\d[^,]*,\s*")  # "Năm 2022, "
_HAS = regex.compile(r"\s(?:có|đạt|với)\s")
_OF = regex.compile(r"\s(?:của|tại|ở)\s")


class _Part(msgspec.Struct, frozen=True):
    """What one figure of a run is said of.

    Attributes:
        indicator: What is measured; None for what the fact has.
        subject: Whose it is; None for whom the fact has.
    """

    indicator: str | None = None
    subject: str | None = None


class Coordination:
    """Shares the topic of a coordinated run of figures out among them."""

    def share_out(
        self,
        document: Document,
        sentence: Sentence,
        anchors: Sequence[Bounded],
        group: Sequence[Percentage],
    ) -> Iterator[Percentage]:
        """Yield the facts of a run, each with its own part of the topic.

        Args:
            document: The document.
            sentence: Their sentence.
            anchors: The figures of the run, in the view.
            group: Their facts ("5%, 3% và 2%"); a run of one is left as it is.
        """
        parts = None
        if len(group) > 1:
            before = document.text_of(Stretch(sentence.start, anchors[0].start))
            parts = self._each(before, group)
        for at, fact in enumerate(group):
            part = parts[at] if parts else _Part()
            yield msgspec.structs.replace(
                fact,
                indicator=part.indicator or fact.indicator,
                subject=part.subject or fact.subject,
            )

    def _each(self, before: str, group: Sequence[Percentage]) -> list[_Part] | None:
        """Return what each figure of a run is said of, or None where that is not shared out."""
        each = list(_EACH.finditer(before))
        if each:
            listed = _TIME.sub("", _CLAUSE.split(before[: each[-1].start()])[-1])
            return _shared_out(listed.strip(" ,"), len(group))
        for text in (group[0].subject, group[0].indicator):
            names = _PARTS.split(text or "")
            if len(names) == len(group) and all(name[:1].isupper() for name in names):
                return [_Part(subject=name) for name in names]
        return None


def _shared_out(listed: str, count: int) -> list[_Part] | None:
    """Return the parts of "A và B có tỉ lệ C" or "C và D của A"; None if they are not as many."""
    has = _HAS.search(listed)
    measured = listed[has.end() :] if has else None
    parts = _PARTS.split(listed[: has.start()] if has else listed)[-count:]
    if len(parts) != count:
        return None
    if all(part[:1].isupper() for part in parts[1:]):
        of = _OF.search(parts[0])
        if of and measured is None:
            measured, parts[0] = parts[0][: of.start()], parts[0][of.end() :]
        return [_Part(measured, name) for name in parts]
    of = _OF.search(parts[-1])
    owner = None
    if of and parts[-1][of.end() :][:1].isupper():
        owner, parts[-1] = parts[-1][of.end() :], parts[-1][: of.start()]
    return [_Part(part, owner) for part in _completed(parts)]


def _completed(parts: list[str]) -> list[str]:
    """Give later parts the head that only the first one spells out.

    "lãi suất kỳ hạn qua đêm | 1 tuần" becomes "lãi suất kỳ hạn qua đêm | lãi suất kỳ hạn 1 tuần".
    """
    words = parts[0].split()
    completed = [parts[0]]
    for part in parts[1:]:
        short = len(part.split())
        head = words[:-short] if len(words) > short + 1 else []
        alone = part[:1].isupper() or not head
        completed.append(part if alone else " ".join([*head, part]))
    return completed
