"""Reading organisations by a head noun and what makes it a name."""

from collections.abc import Callable, Sequence

import msgspec

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.head_signs import (
    NAMED_UNITS,
    behind_number,
    central_end,
    committee_rule,
    goes_on,
    is_abroad,
    is_alike,
    is_foreign,
    is_headed,
    is_of_all,
    is_of_country,
    leads_to_brand,
    may_be_of,
    may_open,
    opens_name,
    quoted_end,
    read_number,
    short_of,
    zone_end,
)
from tinvan.names.lexicons import Field, Head
from tinvan.names.places import PlaceSpan, read_place
from tinvan.names.spelling import Spelling
from tinvan.names.surroundings import (
    ends_a_name,
    field_at,
    in_post,
    is_class,
    is_counted,
    is_name,
    is_titled,
    seat_end,
)  # fmt: skip
from tinvan.names.tails import open_tail, tail_place
from tinvan.names.words import Word, is_code

_DESCRIBED = 5  # small words between a common noun and a brand
_FULL = 3  # syllables: a place head with more tells what the body does
_TAX = "thue"  # "Thuế Mỹ" is a tax, no office
_ABROAD = "vietnam"  # the country as names in English have it
_COMMITTEE = "uy-ban"
_FORCE = "luc-luong"  # a head of names only abroad: at home it is a class
_SITE = "mang"  # a noun of sites: a medium only by a quoted name, else a platform
_STAFF = ["cơ", "quan"]  # "Đảng ủy | cơ quan | Tạp chí Cộng sản"
_TOUCHING = ("(", ",", "-")


InnerReader = Callable[[Sequence[Word], Hits, int], AgencySpan | None]


class HeadReader:
    """Reads organisations that start with a head noun.

    Args:
        spelling: Expands what stands in their names.
        inner: Reads the organisation at a word: the body behind a unit, the brand behind a noun.
    """

    def __init__(self, spelling: Spelling, inner: InnerReader) -> None:
        self.spelling = spelling
        self._inner = inner

    def read(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Read a head noun with what makes it a name."""
        blocked = hits.at("not-agency", at)
        if is_counted(words, hits, at) or ends_a_name(words, hits, at):
            return None
        addressed = hits.before("honorific", at)
        for hit in reversed(hits.all_at("head", at)):
            if addressed and hit.end == at + 1:
                continue
            within = hits.before("not-agency", hit.end)
            if (blocked and blocked.end > hit.end) or (within and within.start < at):
                continue
            head = hit.form.entry
            assert isinstance(head, Head)
            if is_class(words, hits, hit, head):
                continue
            span = self._with_head(words, hits, hit, head)
            if span and head.local and is_of_all(words, span.end):
                return None
            cut = head.tail == "place" and goes_on(words, hits, hit.end)
            if span or (head.tail in ("place", "body", "none") and not cut):
                return span
        return None

    def _with_head(
        self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head
    ) -> AgencySpan | None:
        """Read the tail of a head by the head's kind of tail."""
        small = not words[hit.start].is_capital
        unmarked = small and not in_post(hits, hit) and not is_headed(words, hits, hit)
        if unmarked and (
            (head.small in ("no", "country") and not is_of_country(words, hits, hit, head))
            or hits.before("honorific", hit.start)
        ):
            return None
        if (small and head.small == "drop") or head.small == "always":
            return self._behind_noun(words, hits, hit, head)
        if head.tail == "open":
            return self._open(words, hits, hit, head, small=small)
        if head.tail == "fields":
            return self._field(words, hits, hit, head)
        if head.tail == "body":
            return self._attached(words, hits, hit, head)
        return self._placed(words, hits, hit, head, small=small)

    def _open(
        self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head, *, small: bool
    ) -> AgencySpan | None:
        """Read a head with an open tail."""
        first = hit.end
        if first >= len(words) or not may_open(words, hits, hit, head, small=small):
            return None
        tail = open_tail(words, hits, first, head, titled=is_titled(words, hits, hit))
        if tail and head.id == _FORCE and not is_abroad(words, tail):
            return None
        if tail is None or not is_name(words, hits, hit, tail, head):
            return None
        end = seat_end(words, hits, tail.end)
        if known := short_of(hits, hit, end):
            return AgencySpan(
                start=hit.start, end=end, name=known.name, rule="agency.registry", body=known.id
            )
        place = tail.place if end == tail.end else None
        span = self._span(words, hits, hit, head, end, place)
        rule = committee_rule(words, hits, end) if head.id == _COMMITTEE else None
        return msgspec.structs.replace(span, rule=rule) if rule else span

    def _field(self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head) -> AgencySpan | None:
        """Read a head that needs a field of work."""
        field = field_at(hits, hit.end, head)
        if field is None:
            marked = words[hit.start].is_capital or in_post(hits, hit)
            known = (
                head.loose and marked and words[hit.end : hit.end + 1] and hits.at("noun", hit.end)
            )
            if known and words[hit.end].is_capital:
                return self._open(words, hits, hit, head, small=False)
            return None
        entry = field.form.entry
        assert isinstance(entry, Field)
        small = not words[hit.start].is_capital and not in_post(hits, hit)
        end = field.end
        if head.id in ("doi", "phong"):
            end = behind_number(words, end)
        attached = entry.attached or head.attached
        parent = self._parent(words, hits, end, head) if attached else None
        plain = not words[hit.end].is_capital
        if parent and not (small and plain and not words[parent.start].is_capital):
            return self._joined(words, hit, head, end, parent)
        if small and plain and not is_foreign(words, hits, field.end, head):
            return None
        if head.id in ("ban", "doi") and (plain or small):
            return None
        if attached and (head.id == "khoa" or (entry.attached and head.id not in ("phong", "ban"))):
            return None
        place = read_place(words, hits, end) if end < len(words) else None
        if head.id in NAMED_UNITS and place is None and opens_name(words, hits, end):
            tail = open_tail(words, hits, end, head, titled=is_titled(words, hits, hit))
            end = tail.end if tail else end
            parent = self._parent(words, hits, end, head)
            if parent and may_be_of(hits, head, parent):
                return self._joined(words, hit, head, end, parent)
            return self._span(words, hits, hit, head, end, None)
        if plain and place is None and head.attached:
            return None
        if place and (place.is_named or head.id in ("so", "phong", "ban")):
            return self._span(words, hits, hit, head, place.end, place)
        return self._span(words, hits, hit, head, end, None)

    def _attached(
        self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head
    ) -> AgencySpan | None:
        """Read a unit with the body that it is part of."""
        end = hit.end
        of_staff = [word.key for word in words[end : end + 2]] == _STAFF
        for at in (end, end + 2) if of_staff else (end,):
            parent = self._parent(words, hits, at, head)
            if parent and may_be_of(hits, head, parent):
                return self._joined(words, hit, head, at, parent)
        if head.kind == "party" and (central := central_end(words, end)):
            return self._span(words, hits, hit, head, central, None)
        place = read_place(words, hits, end)
        if place and place.kind in ("province", "district", "commune") and head.id != "van-phong":
            return self._span(words, hits, hit, head, place.end, place)
        return None

    def _placed(
        self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head, *, small: bool
    ) -> AgencySpan | None:
        """Read a head that needs a place, a number, or nothing."""
        end = hit.end
        if head.tail == "number":
            numbered = read_number(words, hits, end, head)
            return numbered and self._span(words, hits, hit, head, *numbered)
        if head.attached and (parent := self._parent(words, hits, end, head)):
            return self._joined(words, hit, head, end, parent)
        if zone := zone_end(words, end):
            place = read_place(words, hits, zone + 1) if words[zone : zone + 1] else None
            joined = place and place.is_named and words[zone].text in ("-", "–", "(")
            return self._span(words, hits, hit, head, place.end if place and joined else zone, None)
        place = tail_place(words, hits, hit, head)
        if place and place.kind == "country" and head.id == _TAX:
            return None
        if place is None:
            # A long head behind a post is a name by itself: "Giám đốc Trung tâm Y tế, cho biết".
            full = head.local and end - hit.start > _FULL and is_titled(words, hits, hit)
            full = full and not goes_on(words, hits, end)
            marked = any(word.is_acronym for word in words[hit.start : hit.end])
            if (small and not marked) or not (full or head.tail == "none"):
                return None
            return self._span(words, hits, hit, head, end, None)
        if not place.is_named and (small or not head.local):
            return None if head.tail != "none" else self._span(words, hits, hit, head, end, None)
        local = read_place(words, hits, place.end) if place.name == "Việt Nam" else None
        if local and head.local and (local.is_named or local.kind == "province"):
            place = local
        return self._span(words, hits, hit, head, place.end, place)

    def _parent(self, words: Sequence[Word], hits: Hits, at: int, head: Head) -> AgencySpan | None:
        """Return the body that stands right behind a unit, or behind a bracket or comma."""
        if is_code(words[at : at + 3]):
            at += 3
        if at < len(words) and words[at].key in _TOUCHING:
            if words[at].text == "," and is_alike(hits, head, at + 1):
                return None
            at += 1
        if at >= len(words) or not words[at].is_letters:
            return None
        parent = self._inner(words, hits, at)
        return parent if parent and parent.start == at else None

    def _joined(
        self, words: Sequence[Word], hit: Hit, head: Head, end: int, parent: AgencySpan
    ) -> AgencySpan:
        """Make one name of a unit and the body behind it."""
        unit = self.spelling.of_head(words, hit, head)
        rest = self.spelling.expand(words, hit.end, end)
        name = " ".join(part for part in (unit, rest, parent.name) if part)
        sides = [words[at].text for at in (parent.start - 1, parent.end) if at < len(words)]
        end = parent.end + (sides == ["(", ")"])
        rule = "agency.unit-of-body"
        return AgencySpan(start=hit.start, end=end, name=name, rule=rule, head=head.id)

    def _behind_noun(
        self, words: Sequence[Word], hits: Hits, hit: Hit, head: Head
    ) -> AgencySpan | None:
        """Read the brand behind a common noun: "tập đoàn bán lẻ Aeon"."""
        at = hit.end
        if head.kind == "media" and (close := quoted_end(words, at)):
            name = self.spelling.expand(words, at + 1, close)
            return AgencySpan(start=at + 1, end=close, name=name, rule="agency.behind-media-noun")
        if head.id == _SITE:
            return None
        while at < len(words) and not words[at].is_capital:
            described = hits.at("noun", at) or hits.at("link", at) or hits.at("descriptor", at)
            if described is None and not leads_to_brand(words, hits, at, hit.end):
                return None
            at = described.end if described else at + 1
            if at > hit.end + _DESCRIBED:
                return None
        if at >= len(words) or not words[at].is_letters:
            return None
        if inner := self._inner(words, hits, at):
            return inner if inner.start == at and inner.rule != "agency.grammar" else None
        if hits.at("head", at):
            return None
        place = read_place(words, hits, at)
        if place and not (place.end < len(words) and words[place.end].is_capital):
            return None
        own = words[at].key == _ABROAD  # "tạp chí | Vietnam Heritage"
        if place and place.kind == "country" and not own:  # "hãng xe Nhật Bản | Toyota"
            at = place.end
        tail = open_tail(words, hits, at, head, titled=is_titled(words, hits, hit))
        if tail is None or hits.at("post", at) or hits.before("plural", hit.start):
            return None
        name = self.spelling.expand(words, at, tail.end)
        return AgencySpan(start=at, end=tail.end, name=name, rule=f"agency.behind-{head.kind}-noun")

    def _span(
        self,
        words: Sequence[Word],
        hits: Hits,
        hit: Hit,
        head: Head,
        end: int,
        place: PlaceSpan | None,
    ) -> AgencySpan:
        """Make the span of a head with its tail."""
        name = self.spelling.name(words, hits, hit, head, end, place)
        return AgencySpan(start=hit.start, end=end, name=name, rule="agency.grammar", head=head.id)
