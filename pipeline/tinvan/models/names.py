"""The names of a document, with what makes one stand out as the owner of a figure."""

import bisect
from collections import Counter
from collections.abc import Iterator

from tinvan.document import Document, Mention, Sentence, within

KINDS = frozenset({"place", "agency", "person"})
_BACK = 3  # sentences back from which a name may be carried
_HEAD = 2  # sentences of title and lead
_TOP = 2  # names that the document tells most of
_OFTEN = 6


class Names:
    """Finds the names that stand before a sentence.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        mentions = [m for m in document.mentions if m.kind in KINDS]
        self._counts = Counter(m.text for m in mentions)
        self._kinds = {m.text: m.kind for m in reversed(mentions)}
        self._first: dict[str, int] = {}
        for mention in mentions:
            self._first.setdefault(mention.text, mention.start)
        self._rank: dict[str, int] = {}
        for kind in sorted(KINDS):
            often = [(t, n) for t, n in self._counts.most_common() if self._kinds[t] == kind]
            self._rank.update((text, rank) for rank, (text, _) in enumerate(often[:_TOP]))
        self._before: dict[int, tuple[tuple[str, list[str]], ...]] = {}
        self._heads = [
            {m.text for m in self._of(sentence)} for sentence in document.sentences[:_HEAD]
        ]

    def _of(self, sentence: Sentence) -> Iterator[Mention]:
        return (m for m in within(self._document.mentions, sentence) if m.kind in KINDS)

    def before(self, sentence: Sentence) -> tuple[tuple[str, list[str]], ...]:
        """Return names that stand before a sentence, each with its features; some come twice.

        They are those of the sentences just before, of title and lead, and those that the document
        tells most of.
        """
        if sentence.start not in self._before:
            self._before[sentence.start] = tuple(self._all_before(sentence))
        return self._before[sentence.start]

    def _all_before(self, sentence: Sentence) -> Iterator[tuple[str, list[str]]]:
        document = self._document
        at = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        told: set[str] = set()
        newest = True
        for back, earlier in enumerate(reversed(document.sentences[max(0, at - _BACK) : at]), 1):
            same = earlier.paragraph == sentence.paragraph
            for mention in self._of(earlier):
                leads = mention.start == earlier.start
                kind = mention.kind
                features = [f"back{back}", f"back{back}|{kind}", f"back|{kind}|leads={leads:d}"]
                features += [f"back|same={same:d}|{kind}"]
                if mention.text not in told:
                    told.add(mention.text)
                    features += [*self._features(mention.text), *(["newest"] if newest else [])]
                yield mention.text, features
            newest = newest and not told
        for place, opening in enumerate(document.sentences[:_HEAD]):
            if opening.start >= sentence.start:
                break
            for mention in self._of(opening):
                leads = mention.start == opening.start
                features = ["head", f"head{place}|{mention.kind}|leads={leads:d}"]
                if mention.text not in told:
                    told.add(mention.text)
                    features += self._features(mention.text)
                yield mention.text, features
        for text in self._rank:
            if text not in told and self._first[text] < sentence.start:
                yield text, ["far", *self._features(text)]

    def _features(self, text: str) -> list[str]:
        """Return what makes a name stand out in the document."""
        kind = self._kinds[text]
        often = min(_OFTEN, self._counts[text])
        rank = self._rank.get(text, _TOP)
        titled, *led = [text in names for names in self._heads] or [False]
        return [
            f"name|{kind}", f"often={often}", f"often={often}|{kind}", f"rank={rank}|{kind}",
            f"titled={titled:d}|{kind}", f"titled={titled:d}|rank={rank}|{kind}",
            f"led={any(led):d}|{kind}",
        ]  # fmt: skip
