"""Coordination: "A và B lần lượt giảm 5% và 3%" gives each its own figure."""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.document import Document, Sentence
from tinvan.facts import Percentage

_EACH = regex.compile(r"(?:lần lượt|tương ứng)", regex.I)
_PARTS = regex.compile(r"\s*,\s*|\s+và\s+")
_CLAUSE = regex.compile(r"[;:.]\s|\b(?:cho biết|cho thấy|cho hay|rằng|trong đó|khi)\b,?")


class Coordination:
    """Shares the topic of a coordinated run of figures out among them."""

    def share_out(
        self, document: Document, sentence: Sentence, group: Sequence[Percentage]
    ) -> Iterator[Percentage]:
        """Yield the facts of a run, each with its own part of the topic.

        Args:
            document: The document.
            sentence: Their sentence.
            group: The facts of one run ("5%, 3% và 2%"); a run of one is left as it is.
        """
        names = self._each(document, sentence, group) if len(group) > 1 else None
        for at, fact in enumerate(group):
            if names is None:
                yield fact
            elif names[at][:1].isupper() or not fact.indicator:
                yield msgspec.structs.replace(fact, subject=names[at], indicator=fact.indicator)
            else:
                yield msgspec.structs.replace(fact, indicator=names[at])

    def _each(
        self, document: Document, sentence: Sentence, group: Sequence[Percentage]
    ) -> list[str] | None:
        """Return what each figure of a run is said of, or None where that is not shared out."""
        whole = document.text_of(sentence)
        offset = document.span(sentence).start
        before = whole[: group[0].anchor.start - offset]
        each = list(_EACH.finditer(before))
        if each:
            listed = _CLAUSE.split(before[: each[-1].start()])[-1]
            parts = _PARTS.split(listed.strip(" ,"))[-len(group) :]
            return _completed(parts) if len(parts) == len(group) else None
        for text in (group[0].subject, group[0].indicator):
            parts = _PARTS.split(text or "")
            if len(parts) == len(group) and all(part[:1].isupper() for part in parts):
                return parts
        return None


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
