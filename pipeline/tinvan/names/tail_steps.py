"""The pieces of a name behind its head noun, and those that take more than a look to tell."""

from collections.abc import Sequence

import msgspec

from tinvan.names.gazetteer import Hits
from tinvan.names.lexicons import Head
from tinvan.names.places import PlaceSpan, read_place
from tinvan.names.syllables import is_syllable
from tinvan.names.words import Word, is_code

LONGEST = 24  # words of a name
_RUN = 6  # small words of a name that no lexicon knows
_CENTRES = ("vien", "vien-nghien-cuu", "trung-tam", "nha-hat", "quy", "hoc-vien", "hiep-hoi")
_BREAKS = ("stop", "speech", "body-end", "copula", "post", "honorific", "rank", "plural", "chain")
_YEAR = 4  # digits
_ZONE = "vực"  # last word of "khu vực"
_ARMY = ["quân", "i"]  # keys of the words of hospitals that have a number: "Bệnh viện Quân y | 4"
_SPANS = ("ngày", "tuần", "tháng", "năm", "giờ", "lần", "ca", "người", "bệnh", "đợt", "-", "/", ",")
_ENDS = (".", ";", "(", ")", ":")  # signs that go on with no figure or list
_COUNTS = ("đồng", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "usd", "%")  # what a number of a sum has


class Step(msgspec.Struct, frozen=True):
    """A piece of a name.

    Attributes:
        end: Index behind it.
        closes: Whether the name may end behind it.
        kind: "word" of the lexicon, "capital", "place", "join", "number", "run" of small words.
        place: The place, where it is one.
    """

    end: int
    closes: bool
    kind: str
    place: PlaceSpan | None = None


class Tail(msgspec.Struct, frozen=True):
    """What follows a head noun: its end, and the pieces that it is made of."""

    end: int
    steps: tuple[Step, ...]

    @property
    def place(self) -> PlaceSpan | None:
        """The place that it ends in, if any."""
        return self.steps[-1].place if self.steps else None


def small_run(words: Sequence[Word], hits: Hits, at: int, before: str, head: Head) -> Step | None:
    """Read small words that no lexicon knows, up to what ends the name: "Dân tộc | học | Việt Nam".

    What ends it is a capital, a place, or an abbreviation in brackets. A verb must not stand
    there; that is told by the first syllable.
    """
    if before not in ("word", "link") and not (before == "head" and head.id in _CENTRES):
        return None
    known = hits.before("body", at, reach=LONGEST)
    if words[at].is_capital or not words[at].is_letters or known or hits.at("predicate", at):
        return None
    end = at
    while end < len(words) and words[end].is_letters and not words[end].is_capital:
        if end - at >= _RUN or hits.any_at(_BREAKS, end):
            return None
        seat = read_place(words, hits, end)
        if seat and seat.is_named:
            return Step(end, False, "run") if end > at else None
        end += 1
    if is_code(words[end : end + 3]):
        return Step(end, True, "word")
    if end >= len(words) or not (words[end].is_letters and words[end].is_capital):
        return None
    if hits.any_at(("post", "head", "body", "opener", "surname", "rank"), end):
        return None
    return Step(end, False, "run")


def is_syllable_of(words: Sequence[Word], hits: Hits, place: PlaceSpan) -> bool:
    """Tell whether a country of one syllable is one of a longer name: "CLB Thái Sơn Nam"."""
    at = place.end
    if place.kind != "country" or at - place.start > 1 or at >= len(words):
        return False
    after = words[at]
    named = after.is_name_part and is_syllable(after.text) and not hits.at("post", at)
    return named and not read_place(words, hits, at)


def points_at(words: Sequence[Word], end: int) -> bool:
    """Tell whether "này" or the like points at a common noun: "nước này"."""
    return end < len(words) and words[end].key in ("này", "đó", "trên", "ấy")


def is_half(words: Sequence[Word], hits: Hits, at: int, before: str) -> bool:
    """Tell whether a capital is the first syllable of a word that goes on small: "Tam hoàng"."""
    after = at + 1
    if before == "capital" or after >= len(words) or not is_syllable(words[at].text):
        return False
    known = hits.before("body", after)
    small = words[after].is_letters and words[after].text.islower() and known is None
    return small and is_syllable(words[after].text) and not hits.at("stop", after)


def is_branch_number(words: Sequence[Word], at: int) -> bool:
    """Tell whether a figure tells hospitals of one name apart: "Bệnh viện Nhi đồng | 1 mở cửa"."""
    if not (words[at].is_number and len(words[at].text) == 1):
        return False
    return at + 1 == len(words) or words[at + 1].key not in _SPANS


def is_last_number(words: Sequence[Word], at: int) -> bool:
    """Tell whether a digit behind a place ends a company's name: "Xi măng Hà Tiên | 1"."""
    if at >= len(words) or not words[at].is_number or len(words[at].text) > 1:
        return False
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind is None or behind.is_capital or behind.text in _ENDS


def number_step(words: Sequence[Word], at: int, before: str) -> Step | None:
    """Read a number that belongs to a name: "Bệnh viện 108", "số 2"."""
    end = at + 1 if words[at].is_number else at + 2
    if len(words[at].text) == _YEAR and words[at].is_number:
        return None
    zoned = words[at - 1].key == _ZONE  # "Học viện Chính trị khu vực | 2"
    zoned = zoned or [word.key for word in words[at - 2 : at]] == _ARMY
    if end < len(words) and words[end].key in _COUNTS:
        return None
    if before not in ("head", "capital", "word"):
        return None
    if before == "word" and words[at].is_number and not zoned:
        return None
    if before != "head" and not zoned and words[at].is_number and end < len(words):
        following = words[end]
        if following.is_letters and not following.is_capital:
            return None
    return Step(end, True, "number")


def ends_in_country(words: Sequence[Word], hits: Hits, start: int) -> bool:
    """Tell whether a field that no lexicon knows goes on to a country.

    So in "Hiệp hội Da giày - | Túi xách Việt Nam": what stands behind "-" or "và" is the other half
    of a name.
    """
    if not words[start].is_capital or not is_syllable(words[start].text):
        return False
    for at in range(start, min(start + _RUN, len(words))):
        if not words[at].is_letters or hits.any_at((*_BREAKS, "head", "body", "brand"), at):
            return False
        place = read_place(words, hits, at)
        if place and place.is_named:
            return place.kind == "country" and at > start
    return False


def is_legal_form(hits: Hits, at: int) -> bool:
    """Tell whether the legal form of a company stands at a word: "- Công ty Cổ phần"."""
    hit = hits.at("head", at)
    return hit is not None and hit.form.entry.id == "cong-ty-form"


def is_listed(words: Sequence[Word], hits: Hits, at: int, end: int) -> bool:
    """Tell whether a comma stands in a list of fields written small that goes on behind `end`."""
    if words[at - 1].is_capital or not hits.before("noun", at):
        return False
    return end < len(words) and words[end].key in (",", "và", "quốc")
