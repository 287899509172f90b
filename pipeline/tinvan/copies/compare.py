"""Whether two articles are copies, decided on their whole signatures."""

import math

import msgspec

from tinvan.copies.signatures import RUN, SHORTEST, Signature

# Chosen on pairs of real articles that were judged by hand: see docs/copies.md.
_SHARE = 0.75  # of the shorter article that the other must print
_EXCERPT_SHARE = 0.85  # to which that rises where the shorter is an ever smaller part of the other
_EXCERPT = 0.5  # of the longer one's length: from there on up `_SHARE` is enough
_LEAST = 0.2  # of the longer one's length: under that it is a brief within a round-up
_SHORT = 100  # syllables under which an article is easily a form filled in anew
_SHORT_SHARE = 0.9
_OTHER_FIGURES = 0.4  # of the figures amid shared passages: where more differ, it is another day


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What two articles share.

    Attributes:
        share: The part of the shorter one's syllables that stand in passages of the other, 0..1.
        needed: The share from which articles of these lengths are copies.
        figures: How many figures of the shorter one stand amid what is shared.
        changed: How many of these the other article does not have.
        is_template: Whether the same words are said of other figures, as in a daily report.
    """

    share: float
    needed: float
    figures: int
    changed: int
    is_template: bool

    @property
    def is_copy(self) -> bool:
        """Whether one is a copy of the other."""
        return self.share >= self.needed and not self.is_template


def compare(one: Signature, other: Signature) -> Comparison:
    """Compare two articles, in either order."""
    shorter, longer = sorted((one, other), key=lambda each: (len(each), each.codes))
    length = len(shorter)
    shared = _shared(shorter, longer)
    first, last = shared.find(1), shared.rfind(1)
    figures = shorter.figures(first, last + 1) if first >= 0 else set()
    changed = len(figures - longer.figures(0, len(longer))) if figures else 0
    slips = 0 if length < _SHORT else 1  # figures that may be another one by mistake, or a word
    return Comparison(
        share=shared.count(1) / max(1, length),
        needed=_needed(length, len(longer)),
        figures=len(figures),
        changed=changed,
        is_template=changed > slips and changed > _OTHER_FIGURES * len(figures),
    )


def _shared(shorter: Signature, longer: Signature) -> bytearray:
    """Return for each syllable of the shorter article 1 if it stands in a passage of both."""
    known = set(longer.passages())
    shared = bytearray(len(shorter))
    for at, passage in enumerate(shorter.passages()):
        if passage in known:
            shared[at : at + RUN] = b"\1" * RUN
    return shared


def _needed(shorter: int, longer: int) -> float:
    """Return the share from which articles of two lengths, in syllables, are copies.

    The shorter of two of like length may have a lead of its own; of one much shorter more must
    be found in the other, or both only quote the same words. The shortest are copies of equal
    ones alone, and those of less than a passage of none.
    """
    ratio = shorter / longer if longer else 0.0
    if ratio < _LEAST or shorter < RUN or (shorter < SHORTEST and shorter != longer):
        return math.inf
    if shorter < SHORTEST:
        return 1.0
    if shorter < _SHORT:
        return _SHORT_SHARE
    return _SHARE + (_EXCERPT_SHARE - _SHARE) * max(0.0, 1 - ratio / _EXCERPT)
