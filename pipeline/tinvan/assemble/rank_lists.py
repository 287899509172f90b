"""Lists whose numbers are ranks: "Top 10 …: 1. A 2. B 3. C", "lần lượt là A (7), B (8)"."""

import itertools
from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence

_LEAST = 3  # items of a numbered list
_HEADER_REACH = 300  # characters before a list in which it may be announced
_ITEM_REACH = 1500  # characters from one item to the next
_NUMBERED = regex.compile(r"(?<![^\s(:;.])(?P<rank>\d{1,3})[.)]\s+(?=[\p{Lu}“\"])")
_BRACKETED = regex.compile(r"\((?P<rank>\d{1,3})\)")
_HEADER = regex.compile(r"(?<!\w)(?:top|tốp)\s*(?P<size>\d{1,4})(?!\w)", regex.I)
_RANKED = regex.compile(r"(?<!\w)(?:top|tốp|xếp hạng|bảng xếp hạng|vị trí|xếp thứ)(?!\w)", regex.I)
_NAME_END = regex.compile(r"\s(?:từ|với|đạt|có|là|do|thuộc|được)\s|[,:–(]|\s-\s|\n|[.;]\s*$|\s*$")


class ListedRank(msgspec.Struct, frozen=True):
    """An item of a list of ranks.

    Attributes:
        start: Where its number starts.
        end: Where its number ends.
        rank: The number.
        subject: Who has it, untrimmed; empty where it stands before the bracket.
        header: The words that announce the list ("Top 10").
        sentence: The sentence that announces it.
    """

    start: int
    end: int
    rank: int
    subject: Stretch
    header: Stretch
    sentence: Sentence


def numbered_ranks(document: Document) -> Iterator[ListedRank]:
    """Yield the items of numbered lists that a "top N" announces."""
    text = document.view.text
    lines = [line for line in document.lines if line.is_content]
    if not lines:
        return
    inside = {i for line in lines for i in (line.start, line.end)}
    first, last = min(inside), max(inside)
    found = list(_NUMBERED.finditer(text, first, last))
    for run in _runs(found):
        header = _header(document, run[0].start(), len(run))
        if header is None:
            continue
        for at, item in enumerate(run):
            behind = run[at + 1].start() if at + 1 < len(run) else last
            end = _NAME_END.search(text, item.end(), behind)
            yield ListedRank(
                start=item.start("rank"),
                end=item.end("rank"),
                rank=int(item.group("rank")),
                subject=Stretch(item.end(), end.start() if end else behind),
                header=header[0],
                sentence=header[1],
            )


def bracketed_ranks(document: Document, sentence: Sentence) -> Iterator[Stretch]:
    """Yield the numbers of a sentence's bracketed list of ranks: "A (7), B (8)"."""
    text = document.view.text
    found = list(_BRACKETED.finditer(text, sentence.start, sentence.end))
    if len(found) < 2 or not _RANKED.search(text, sentence.start, found[0].start()):
        return
    numbers = [int(item.group("rank")) for item in found]
    if all(b - a == 1 for a, b in itertools.pairwise(numbers)):
        for item in found:
            yield Stretch(item.start("rank"), item.end("rank"))


def _runs(found: Sequence[regex.Match[str]]) -> Iterator[list[regex.Match[str]]]:
    """Yield the runs of numbers that count up or down by one, and start or end with 1."""
    run: list[regex.Match[str]] = []
    for item in found:
        number = int(item.group("rank"))
        if run:
            before = int(run[-1].group("rank"))
            step = number - before
            same_way = len(run) == 1 or step == before - int(run[-2].group("rank"))
            if abs(step) != 1 or not same_way or item.start() - run[-1].end() > _ITEM_REACH:
                yield from _whole(run)
                run = []
        run.append(item)
    yield from _whole(run)


def _whole(run: list[regex.Match[str]]) -> Iterator[list[regex.Match[str]]]:
    """Yield a run if it is a list from or to 1."""
    if len(run) >= _LEAST and "1" in (run[0].group("rank"), run[-1].group("rank")):
        yield run


def _header(document: Document, start: int, size: int) -> tuple[Stretch, Sentence] | None:
    """Return the words that announce a list of that many ranks, and their sentence."""
    text = document.view.text
    near = list(_HEADER.finditer(text, max(0, start - _HEADER_REACH), start))
    heads = [f for f in near if int(f.group("size")) >= size] or list(
        _HEADER.finditer(text, 0, min(start, _HEADER_REACH))
    )
    for found in reversed(heads):
        sentence = document.sentence_at(found.start())
        if sentence and int(found.group("size")) in (size, size + 1, 10 * (size // 10 + 1)):
            return Stretch(found.start(), found.end()), sentence
    return None
