"""The segment stage: sentences with offsets.

A sentence ends at a full stop, question or exclamation mark or ellipsis before a blank and a
capital, a digit or an opening quote; not behind an abbreviation ("TP. Đà Nẵng", "PGS. TS."),
nor inside a number or a short name ("4.527", "TP.HCM"). It may run over a line end where the
markup of a link was lost: "Theo", a line end, "Reuters", a line end, ", giá dầu …". It also
ends where the view has parted it from one that was glued to it ("TP HCMNếu").
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import regex

from tinvan.document import Document, Line, Sentence

_ABBREVIATIONS = (
    "TP", "Tp", "T", "TT", "TX", "Tx", "Q", "P", "H", "X", "GS", "PGS", "TS", "ThS", "Ths", "Th",
    "BS", "Bs", "CN", "KS", "LS", "NSND", "NSƯT", "NGND", "NGƯT", "St", "Mr", "Mrs", "Ms", "Dr",
    "No", "vs", "v.v", "Tr", "Đ", "ĐH", "CĐ", "Cty", "tr", "Ông", "Bà",
)  # fmt: skip
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
# Real sentences have up to some 4,500 characters; text without stops is cut at a blank.
_LONGEST = 5_000
_CLOSERS = r"[\"”’'»)\]]"
_OPENERS = r"[\"“‘'«(\[]"
_BOUNDARY = regex.compile(
    # … a mark, then a blank and something that can start a sentence
    # (a comma by itself between them is where a crawl joined two paragraphs: "tăng. , Theo đó")
    rf"(?<![.!?…])(?<mark>[.!?…]++){_CLOSERS}*+(?:\s,)?+(?=\s+(?:[-–—•*]\s*)?{_OPENERS}?[\p{{Lu}}\d])"
    # … or a full stop glued to the next sentence: "từ 2-9.Hai trong số đó"
    r"|(?<=[\p{Ll}\d][\p{Ll}\d%]|[-–/]\d)(?<mark>\.)(?=\p{Lu}\p{Ll})"
)
_ABBREVIATED = regex.compile(
    rf"(?<![\p{{L}}\d])(?:{'|'.join(map(regex.escape, _ABBREVIATIONS))}|[A-Z])$"
)
_RUNS_ON = regex.compile(r"(?:[,:;(]|\b(?:của|do|theo|và|với|tại|cho|trên|từ|trong))$", regex.I)
_CONTINUES = regex.compile(r"[\p{Ll},;:.)%…]")


class Segment:
    """Cuts the content into sentences."""

    name = "segment"

    def __call__(self, document: Document) -> Document:
        """Return the document with `sentences`."""
        text = document.view.text
        sentences: list[Sentence] = []
        content = [line for line in document.lines if line.is_content]
        cuts = [seam.at for seam in document.view.seams if seam.sentence]
        for paragraph, lines in enumerate(_paragraphs(text, content)):
            label = lines[0].label
            assert label is not None  # content lines are labelled
            bounds = _parted(cuts, lines[0].start, lines[-1].end)
            for start, end in (part for one in bounds for part in split_sentences(text, *one)):
                sentences.append(Sentence(start=start, end=end, paragraph=paragraph, label=label))
        return document.replace(sentences=tuple(sentences))


def _parted(cuts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a paragraph between the sentences that were glued together."""
    within = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    return itertools.pairwise((start, *within, end))


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences of `text[start:end]`, without the blanks around them."""
    begin = start
    for boundary in _BOUNDARY.finditer(text, start, end):
        mark = boundary.start()
        behind = max(begin, mark - _LONGEST_ABBREVIATION)
        if boundary.group("mark") == "." and _ABBREVIATED.search(text, behind, mark):
            continue
        yield from _stripped(text, begin, boundary.end())
        begin = boundary.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds without outer blanks, if anything is left, in pieces if it is too long."""
    while start < end:
        cut = end
        if end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
        part = text[start:cut]
        if body := part.strip():
            first = start + part.index(body)
            yield first, first + len(body)
        start = cut


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Group lines that one sentence runs over; most lines stand alone."""
    group: list[Line] = []
    for line in lines:
        if group and not _joined(text, group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _joined(text: str, above: Line, below: Line) -> bool:
    """Tell whether a sentence runs from one line into the next."""
    if below.number != above.number + 1 or above.label != below.label or above.hints:
        return False
    if above.label not in ("body", "lead"):
        return False
    if text[above.end - 1] in '.!?…”"':
        return False
    return bool(
        _CONTINUES.match(text, below.start) or _RUNS_ON.search(text, above.start, above.end)
    )
