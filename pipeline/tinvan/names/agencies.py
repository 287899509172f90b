"""Reading organisations among the words of a sentence: registry, brands, heads with tails."""

from collections.abc import Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.foreign import read_foreign
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.heads import HeadReader
from tinvan.names.lexicons import Alias, Body, Brand
from tinvan.names.listed import read_listed
from tinvan.names.persons import brand_end, brand_run, is_surname, name_end
from tinvan.names.places import read_place
from tinvan.names.spelling import Spelling
from tinvan.names.syllables import FULL_NAME
from tinvan.names.words import Word

_HOME = "Việt Nam"
_SHORTEST = 3  # letters of a brand
_NESTED = 5  # bodies that are read one inside another
_ANCHORS = ("head", "body", "brand", "alias")
_SHARE = 4  # words of "7,9%"
_CLUB = "other"  # the kind of clubs
_STREETS = ("phố", "đường", "đảo", "vịnh")  # "phố Granada": what has the name of a club's town
_APART = (
    "actor-before", "post", "head", "honorific", "place", "modifier", "body", "fan", "occupation",
)  # fmt: skip
_BESIDE = (
    "post", "foreign", "surname", "place", "province", "body", "brand", "opener", "plural",
)  # fmt: skip


def _none(words: Sequence[Word], hits: Hits, at: int) -> None:
    """Read nothing."""


class AgencyReader:
    """Reads the organisations in a sentence.

    Args:
        spelling: Expands what stands in their names.
        nested: How many bodies may stand one in another: "Đội A Phòng B Công an C" are three.
    """

    def __init__(self, spelling: Spelling, nested: int = _NESTED) -> None:
        self._spelling = spelling
        inner = AgencyReader(spelling, nested - 1).at if nested else _none
        self._heads = HeadReader(spelling, inner)

    def read(self, words: Sequence[Word], hits: Hits) -> list[AgencySpan]:
        """Return the organisations in the order of their words."""
        spans: list[AgencySpan] = []
        foreign = read_foreign(words, hits)
        listed = read_listed(words, hits, self._spelling)
        behind = hits.ends("post")
        behind.update(end + 1 for end in tuple(behind))
        reached = 0
        for at in sorted(hits.starts(*_ANCHORS) | behind | set(foreign) | set(listed)):
            if not reached <= at < len(words):
                continue
            read = (listed[at],) if at in listed else (self.at(words, hits, at), foreign.get(at))
            found = [span for span in read if span]
            if found:
                span = with_seat(words, hits, max(found, key=lambda span: span.end))
                spans.append(span)
                reached = span.end
        return spans

    def at(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Return the organisation whose name, or common noun before it, starts at a word."""
        if not hits.any_at(_ANCHORS, at):
            return self._behind_post(words, hits, at)
        body = hits.at("body", at)
        if body and self._is_organ(words, hits, body):
            return None
        if at and is_surname(words, hits, at - 1) and words[at].is_name_part:
            return None
        known = self._registered(words, hits, at)
        spans = (
            self._aliased(hits, at),
            known,
            self._branded(words, hits, at),
            self._heads.read(words, hits, at),
        )
        found = [span for span in spans if span]
        if not found:
            return self._behind_post(words, hits, at)
        longest = max(found, key=lambda span: span.end)
        return known if known and _is_name(words, hits, known.end, longest.end) else longest

    def _aliased(self, hits: Hits, at: int) -> AgencySpan | None:
        """Read a short name that the article has introduced."""
        hit = hits.at("alias", at)
        if hit is None:
            return None
        alias = hit.form.entry
        assert isinstance(alias, Alias)
        return AgencySpan(start=at, end=hit.end, name=alias.name, rule=alias.rule, body=alias.body)

    def _behind_post(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Read an unknown brand behind a post of companies: "CEO Hoatech", "CEO của Hoatech"."""
        owned = at > 1 and words[at - 1].key == "của"
        post = hits.before("post", at - owned) if at and words[at].is_capital else None
        if post is None or not getattr(post.form.entry, "company", False):
            return None
        if owned:
            return self._owned(words, hits, at)
        longer = hits.at("post", post.start)
        if longer and longer.end > at:
            return None
        if hits.at("modifier", at) or hits.at("head", at) or hits.at("body", at):
            return None
        end = brand_end(words, hits, post.start, at)
        if end == at or (end < len(words) and words[end].key == "của"):
            return None
        name = self._spelling.expand(words, at, end)
        return AgencySpan(start=at, end=end, name=name, rule="agency.behind-post")

    def _owned(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Read the foreign brand that "của" joins to a post."""
        if hits.any_at(("place", "province", "honorific", "post", "surname"), at):
            return None
        end = brand_run(words, at)
        if end == at or (end == at + 1 and len(words[at].text) < _SHORTEST):
            return None
        name = self._spelling.expand(words, at, end)
        return AgencySpan(start=at, end=end, name=name, rule="agency.behind-post")

    def _registered(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Read a body of the registry."""
        hit = hits.at("body", at)
        blocked = hits.at("not-agency", at)
        if hit is None or (blocked and blocked.end > hit.end) or _in_upper_title(words, hit):
            return None
        body = hit.form.entry
        assert isinstance(body, Body)
        name = self._spelling.registered(words, hit, body)
        return AgencySpan(start=at, end=hit.end, name=name, rule="agency.registry", body=body.id)

    def _is_organ(self, words: Sequence[Word], hits: Hits, hit: Hit) -> bool:
        """Tell whether another party stands right behind an organ that every party has."""
        if getattr(hit.form.entry, "kind", "") != "party" or hit.end >= len(words):
            return False
        party = self._heads.read(words, hits, hit.end)
        return party is not None and party.head == "dang"

    def _branded(self, words: Sequence[Word], hits: Hits, at: int) -> AgencySpan | None:
        """Read a brand, where it is an organisation that acts."""
        hit = hits.at("brand", at)
        if hit is None:
            return None
        brand = hit.form.entry
        assert isinstance(brand, Brand)
        before = at - 1
        if hit.end < len(words) and _is_product(words[hit.end : hit.end + _SHARE], brand):
            return None
        if brand.platform and hits.before("platform-before", at):
            return None
        if brand.common and not (hits.before("actor-before", at) or hits.at("reporting", hit.end)):
            return None
        if brand.kind == _CLUB and before >= 0 and words[before].key in _STREETS:
            return None
        if before >= 0 and words[before].is_capital and not _clear_before(hits, at, brand):
            return None
        if (
            hit.end < len(words)
            and words[hit.end].is_capital
            and not _clear_behind(words, hits, hit.end)
            and not (brand.kind == _CLUB and hits.before("occupation", at))
        ):
            return None
        known = hit.form.text in brand.nicknames
        return AgencySpan(
            start=at,
            end=hit.end,
            name=brand.forms[0] if known else hit.form.text,
            rule="agency.nickname" if known else "agency.brand",
            body=brand.id if brand.one else None,
        )


def _is_name(words: Sequence[Word], hits: Hits, start: int, end: int) -> bool:
    """Tell whether words are a full Vietnamese name: "Tòa án nhân dân tối cao | Âu Dương Hòa"."""
    full = end - start >= FULL_NAME and is_surname(words, hits, start)
    return full and name_end(words, hits, start) == end


def _is_product(behind: Sequence[Word], brand: Brand) -> bool:
    """Tell whether what follows a brand makes it a product: "Boeing 737".

    Clubs have scores, and a share stands behind a company in the row of a table.
    """
    tail = next((w.text for w in behind if not w.is_number and w.text not in ",."), "")
    numbered = behind[0].is_number and tail != "%"
    return (numbered and brand.kind != _CLUB) or behind[0].key == "of"


def _clear_before(hits: Hits, at: int, brand: Brand) -> bool:
    """Tell whether the capital before a brand belongs to something else."""
    if at == 1:
        return True
    if any(hits.before(category, at) for category in _APART):
        return True
    other = hits.before("brand", at)
    return brand.kind == _CLUB and getattr(other and other.form.entry, "kind", "") == _CLUB


def _clear_behind(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether the capital behind a brand starts something else."""
    return hits.any_at(_BESIDE, at)


def _in_upper_title(words: Sequence[Word], hit: Hit) -> bool:
    """Tell whether a short abbreviation stands in a line that is all capitals."""
    if hit.end - hit.start > 1 or not words[hit.start].is_upper:
        return False
    near = words[max(0, hit.start - 3) : hit.end + 3]
    letters = [word for word in near if word.is_letters]
    return len(letters) > 3 and all(word.is_upper for word in letters)


def with_seat(words: Sequence[Word], hits: Hits, span: AgencySpan) -> AgencySpan:
    """Return an organisation with the branch or province that is part of its name.

    So in "Ngân hàng Nhà nước chi nhánh TP Cần Thơ" and "Viettel Quảng Ninh".
    """
    brand = hits.at("brand", span.start) if span.rule == "agency.brand" else None
    at = span.end
    if at < len(words) and words[at].text in ("-", "–") and _is_branch(words, at + 1):
        at += 1
    branch = _is_branch(words, at)
    if not branch and not (brand and getattr(brand.form.entry, "kind", "") == "company"):
        return span
    place = read_place(words, hits, at + 2 if branch else at)
    seats = ("province", "city") if branch or (place and place.name != _HOME) else ("country",)
    if place is None or place.kind not in seats or not place.is_named:
        return span
    written = " ".join(word.text for word in words[place.start : place.end])
    name = f"{span.name} chi nhánh {place.name}" if branch else f"{span.name} {written}"
    rule = "agency.branch" if branch else span.rule
    return AgencySpan(start=span.start, end=place.end, name=name, rule=rule)


def _is_branch(words: Sequence[Word], at: int) -> bool:
    """Tell whether "chi nhánh" stands at a word."""
    return [word.key for word in words[at : at + 2]] == ["chi", "nhánh"]
