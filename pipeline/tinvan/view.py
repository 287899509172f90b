"""The one place that maps raw text to the normalised text that rules read, and back.

Rules match a *view* of the raw text: Unicode NFC, every kind of blank a plain space, and
invisible characters (zero-width, soft hyphen, bidi marks, NUL) left out, words that the loss
of markup has glued together parted by a blank that the raw text does not have. Everything that
leaves the program is a `Span` of the raw text, made by `TextView.span`.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.glue import Seam, glue
from tinvan.spans import Span

# Default-ignorable and control characters that carry no text: C0/C1 controls but tab and
# line ends, soft hyphen, zero-width and bidi marks, byte order mark, variation selectors.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_BLANK = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(rf"[{_BLANK}]")
_INVISIBLES = re.compile(rf"[{_INVISIBLE}]+")
_BLANKS_OR_INVISIBLES = re.compile(rf"[{_BLANK}{_INVISIBLE}]")
_MARK = rf"(?:[{_INVISIBLE}]*(?![{_INVISIBLE}])[\p{{M}}\uff9e\uff9f])"
# Of a letter with its marks; UAX #15 allows for 30 marks. To order them takes the square of their
# number, so that of a million, which no reader can tell apart, the rest is left out.
_LONGEST_CLUSTER = 31
# What may change: characters that are no plain letters, digits, signs and blanks.
_UNSURE = re.compile(r"[^\t-\r -~\x85\xa0-\xac\xae-\u02ff\u1ea0-\u1ef9\u2010-\u2027]+")
_CLUSTER = regex.compile(
    # The smallest pieces that NFC changes as a whole: a Hangul syllable, whose jamo are no
    # marks, or any character with its marks, whatever is invisible between them.
    rf"[\u1100-\u11ff\uac00-\ud7a3](?:[{_INVISIBLE}]*[\u1160-\u11ff])*"
    rf"|[^{_INVISIBLE}]{_MARK}*",
    regex.DOTALL,
)


class _Offsets:
    """Where the characters of a view come from, piece by piece.

    A piece of the view is either one for one a piece of the raw text, or stands for a piece of
    it as a whole.
    """

    __slots__ = ("_at", "_ends", "_starts")

    def __init__(self) -> None:
        self._at: list[int] = []  # offset of each piece in the view
        self._starts: list[int] = []  # in the raw text
        self._ends: list[int | None] = []  # None for a piece that is one for one

    def add(self, at: int, start: int, end: int | None = None) -> None:
        """Add a piece behind the others: its offset in the view, and its bounds in the raw text.

        Without an end it is one for one.
        """
        self._at.append(at)
        self._starts.append(start)
        self._ends.append(end)

    def of(self, at: int) -> tuple[int, int | None]:
        """Return the raw bounds of the piece from a character of the view on."""
        piece = bisect_right(self._at, at) - 1
        start, end = self._starts[piece], self._ends[piece]
        return (start + at - self._at[piece], None) if end is None else (start, end)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw bounds of characters of the view, one at least."""
        last, behind = self.of(end - 1)
        return self.of(start)[0], last + 1 if behind is None else behind

    def parted(self, cuts: Sequence[int]) -> "_Offsets":
        """Return the offsets of a view that has a blank more at each of these offsets.

        The blank stands for nothing in the raw text: the offsets around it are the same.
        """
        made = _Offsets()
        done = 0
        for blanks, cut in enumerate(cuts):
            behind = bisect_right(self._at, cut)
            made._shift(self, done, behind, blanks)
            start, end = self.of(cut)
            made.add(cut + blanks, start, start)
            made.add(cut + blanks + 1, start, end)
            done = behind
        made._shift(self, done, len(self._at), len(cuts))
        return made

    def _shift(self, other: "_Offsets", first: int, behind: int, by: int) -> None:
        """Add pieces of other offsets, moved within the view."""
        self._at += [at + by for at in other._at[first:behind]]
        self._starts += other._starts[first:behind]
        self._ends += other._ends[first:behind]


class TextView:
    """A normalised view of a raw text that knows where each of its characters came from.

    Attributes:
        raw: The text as given.
        text: The normalised text. Where nothing had to change it is `raw` itself.
        seams: The boundaries between glued words, as offsets of the view: each stands right
            behind the blank that was put in.
    """

    __slots__ = ("_offsets", "raw", "seams", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._offsets: _Offsets | None = None
        self._normalise(raw)
        self.seams = self._part(glue().seams(self.text))

    def _normalise(self, raw: str) -> None:
        """Set the text, and the offsets where it is not one for one the raw text."""
        self.text = raw
        if unicodedata.is_normalized("NFC", raw):
            if not (odd := _BLANKS_OR_INVISIBLES.search(raw)):
                return
            if not _INVISIBLES.search(raw, odd.start()):
                self.text = _BLANKS.sub(" ", raw)
                return
        self._offsets = _Offsets()
        pieces: list[str] = []
        size = behind = 0
        for start, end, piece in _changed(raw):
            if behind < start:
                self._offsets.add(size, behind)
                pieces.append(raw[behind:start])
                size += start - behind
            if piece:
                self._offsets.add(size, start, end)
                pieces.append(piece)
                size += len(piece)
            behind = end
        self._offsets.add(size, behind)
        pieces.append(raw[behind:])
        self.text = _BLANKS.sub(" ", "".join(pieces))

    def _part(self, seams: Sequence[Seam]) -> tuple[Seam, ...]:
        """Put a blank into the text at each boundary; return where they then are."""
        if not seams:
            return ()
        if self._offsets is None:
            self._offsets = _Offsets()
            self._offsets.add(0, 0)
        cuts = [seam.at for seam in seams]
        self._offsets = self._offsets.parted(cuts)
        self.text = " ".join(
            self.text[start:end] for start, end in itertools.pairwise((0, *cuts, len(self.text)))
        )
        return tuple(
            msgspec.structs.replace(seam, at=seam.at + shift)
            for shift, seam in enumerate(seams, start=1)
        )

    def raw_bounds(self, start: int, end: int) -> tuple[int, int]:
        """Map view offsets to raw offsets.

        Args:
            start: First character in the view.
            end: Offset behind the last character in the view.

        Returns:
            Bounds in the raw text. An empty range maps to an empty range, and so does the blank
            between glued words.

        Raises:
            ValueError: If the range is not within the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not within a view of {len(self.text)}")
        if self._offsets is None:
            return start, end
        if start == end:
            at = self._offsets.of(start)[0] if start < len(self.text) else len(self.raw)
            return at, at
        return self._offsets.between(start, end)

    def span(self, start: int, end: int) -> Span:
        """Return the raw span behind view offsets (see `raw_bounds`)."""
        first, last = self.raw_bounds(start, end)
        return Span(first, last, self.raw[first:last])


def _changed(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield what normalisation changes: its bounds, and what it then is."""
    for unsure in _UNSURE.finditer(raw):
        start, end = max(0, unsure.start() - 1), unsure.end()  # the first may be a mark
        if 1 < end - start <= _LONGEST_CLUSTER:
            whole = unicodedata.normalize("NFC", raw[start:end])
            if len(whole) == 1:  # nearly all letters of decomposed text
                yield start, end, whole
                continue
        yield from _changed_clusters(raw, start, end)


def _changed_clusters(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield what normalisation changes within a part, cluster by cluster."""
    behind = start
    for cluster in _CLUSTER.finditer(raw, start, end):
        first, last = cluster.span()
        if behind < first:
            yield behind, first, ""
        behind = last
        visible = cluster.group()
        if last > first + 1:
            visible = _INVISIBLES.sub("", visible)[:_LONGEST_CLUSTER]
        made = unicodedata.normalize("NFC", visible)
        if last > first + 1 or made != visible:
            yield first, last, made
    if behind < end:
        yield behind, end, ""
