"""The one place that maps raw text to the normalised text that rules read, and back.

Rules match a *view* of the raw text: Unicode NFC, every kind of blank a plain space, and
invisible characters (zero-width, soft hyphen, bidi marks, NUL) left out, words that the loss
of markup has glued together parted by a blank that the raw text does not have. Everything that
leaves the program is a `Span` of the raw text, made by `TextView.span`.
"""

import itertools
import re
import unicodedata
from array import array
from collections.abc import Sequence

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
_MARK = rf"(?:[{_INVISIBLE}]*(?![{_INVISIBLE}])[\p{{M}}\uff9e\uff9f])"
# Of a letter with its marks; UAX #15 allows for 30 marks. To order them takes the square of their
# number, so that of a million, which no reader can tell apart, the rest is left out.
_LONGEST_CLUSTER = 31
_CLUSTER = regex.compile(
    # Runs of characters that stay as they are: no mark follows that composes with the last.
    rf"(?<plain>(?:(?![{_INVISIBLE}])[\t-\u02ff\u1ea0-\u1ef9\u2010-\u2027])+)(?!{_MARK})"
    # The smallest pieces that NFC changes as a whole: a Hangul syllable, whose jamo are no
    # marks, or any character with its marks, whatever is invisible between them.
    rf"|[\u1100-\u11ff\uac00-\ud7a3](?:[{_INVISIBLE}]*[\u1160-\u11ff])*"
    rf"|[^{_INVISIBLE}]{_MARK}*",
    regex.DOTALL,
)


class TextView:
    """A normalised view of a raw text that knows where each of its characters came from.

    Attributes:
        raw: The text as given.
        text: The normalised text. Where nothing had to change it is `raw` itself.
        seams: The boundaries between glued words, as offsets of the view: each stands right
            behind the blank that was put in.
    """

    __slots__ = ("_ends", "_starts", "raw", "seams", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._starts: array[int] | None = None
        self._ends: array[int] | None = None
        self._normalise(raw)
        self.seams = self._part(glue().seams(self.text))

    def _normalise(self, raw: str) -> None:
        """Set the text, and the offsets where it is not one for one the raw text."""
        if unicodedata.is_normalized("NFC", raw) and not _INVISIBLES.search(raw):
            self.text = _BLANKS.sub(" ", raw)
            return
        pieces: list[str] = []
        starts, ends = array("q"), array("q")
        for cluster in _CLUSTER.finditer(raw):
            start, end = cluster.span()
            if cluster.lastgroup == "plain":
                pieces.append(cluster.group())
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                visible = _INVISIBLES.sub("", cluster.group())[:_LONGEST_CLUSTER]
                piece = unicodedata.normalize("NFC", visible)
                pieces.append(piece)
                starts.extend([start] * len(piece))
                ends.extend([end] * len(piece))
        self.text = _BLANKS.sub(" ", "".join(pieces))
        self._starts, self._ends = starts, ends

    def _part(self, seams: Sequence[Seam]) -> tuple[Seam, ...]:
        """Put a blank into the text at each boundary; return where they then are.

        The blank stands for nothing in the raw text: the offsets around it are the same.
        """
        if not seams:
            return ()
        starts = self._starts or array("q", range(len(self.text)))
        ends = self._ends or array("q", range(1, len(self.text) + 1))
        pieces: list[str] = []
        new_starts, new_ends = array("q"), array("q")
        for last, seam in itertools.pairwise((None, *seams, None)):
            first, behind = last.at if last else 0, seam.at if seam else len(self.text)
            pieces.append(self.text[first:behind])
            new_starts.extend(starts[first:behind])
            new_ends.extend(ends[first:behind])
            if seam:
                new_starts.append(starts[behind])
                new_ends.append(starts[behind])
        self.text = " ".join(pieces)
        self._starts, self._ends = new_starts, new_ends
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
        if self._starts is None or self._ends is None:
            return start, end
        if start == end:
            at = self._starts[start] if start < len(self._starts) else len(self.raw)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def span(self, start: int, end: int) -> Span:
        """Return the raw span behind view offsets (see `raw_bounds`)."""
        first, last = self.raw_bounds(start, end)
        return Span(first, last, self.raw[first:last])
