"""Whether a head noun starts a name where it stands: what follows it, and what it is one of."""

from collections.abc import Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Body, Head
from tinvan.names.places import PlaceSpan, is_full_name, read_place
from tinvan.names.surroundings import is_roman, is_whole
from tinvan.names.syllables import is_syllable
from tinvan.names.tail_steps import Tail
from tinvan.names.words import Word, is_code

_NOT_NESTING = frozenset(("government", "association", "party", "international"))
_ASSEMBLIES = ("quoc-hoi", "nghi-vien")
_PLAIN = ("vien", "trung-tam", "hoc-vien")  # heads that written small need a field of work
_OPENING = ('"', "“", "‘", "'", "«")
_CLOSING = ('"', "”", "’", "'", "»")
_QUOTED = 9  # words of a quoted name with its marks
NAMED_UNITS = frozenset(("doi", "tram"))  # told apart by a name: "Đội CSGT | Hàng Xanh"
_ZONE, _NAVY = "vung", "hai-quan-nuoc"  # "Vùng 3 | Hải quân"
_ROMAN = frozenset("IVX")
_BEFORE_PROVINCE = ("-", "–", ",")
_IN_PROVINCE = ("tand-khu-vuc", "vien-kiem-sat-khu-vuc", "thi-hanh-an-khu-vuc", "thue-co-so")
_UNITS = frozenset(("tỉnh", "thành", "địa", "quận", "huyện", "xã", "phường", "tp", "bộ"))


def short_of(hits: Hits, head: Hit, end: int) -> Body | None:
    """Return the company that its head noun and abbreviation name: "Tập đoàn | EVN"."""
    hit = hits.at("body", head.end)
    body = hit.form.entry if hit and hit.end == end and hit.form.text.isupper() else None
    if not isinstance(body, Body) or body.kind != "company":
        return None
    return body if body.name.startswith(f"{head.form.text} ") else None


def is_abroad(words: Sequence[Word], tail: Tail) -> bool:
    """Tell whether a name ends in a foreign country, or an abbreviation sums it up."""
    place = tail.place
    if place and place.kind == "country":
        return place.name != "Việt Nam"
    return is_code(words[tail.end : tail.end + 3])


def is_of_country(words: Sequence[Word], hits: Hits, hit: Hit, head: Head) -> bool:
    """Tell whether a body that every state has is one of a foreign state: "chính phủ Lào"."""
    return head.tail in ("none", "place") and is_foreign(words, hits, hit.end, head)


def is_foreign(words: Sequence[Word], hits: Hits, at: int, head: Head) -> bool:
    """Tell whether a foreign country stands behind a body that every state has."""
    place = read_place(words, hits, at) if head.abroad and at < len(words) else None
    return place is not None and place.kind == "country" and place.name != "Việt Nam"


def leads_to_brand(words: Sequence[Word], hits: Hits, at: int, head: int) -> bool:
    """Tell whether a small word describes a foreign brand behind it: "hãng thời trang nhanh A"."""
    if at == head and hits.at("predicate", at):
        return False
    if hits.any_at(("stop", "speech", "body-end", "plural"), at):
        return False
    if not words[at].is_letters or at + 1 >= len(words) or not words[at + 1].is_letters:
        return False
    after = words[at + 1]
    return not after.is_capital or not is_syllable(after.text)


def quoted_end(words: Sequence[Word], at: int) -> int | None:
    """Return the index of the mark that closes the quoted name at a word: tờ | "Nhật báo A"."""
    if at + 1 >= len(words) or words[at].text not in _OPENING or not words[at + 1].is_capital:
        return None
    for end in range(at + 2, min(at + _QUOTED, len(words))):
        if words[end].text in _CLOSING:
            return end
    return None


def is_of_all(words: Sequence[Word], at: int) -> bool:
    """Tell whether "các tỉnh" or "tại các tỉnh" behind a local body makes it a class of them."""
    at += at < len(words) and words[at].key in ("tại", "ở", "của")
    return at + 1 < len(words) and words[at].key == "các" and words[at + 1].key in _UNITS


def goes_on(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a field of work follows a head: "Trung tâm Y tế | dự phòng Bến Tre"."""
    return at < len(words) and bool(hits.at("noun", at) or hits.at("field", at))


def is_headed(words: Sequence[Word], hits: Hits, head: Hit) -> bool:
    """Tell whether a post and capitals stand around a small head: "giám đốc trung tâm A"."""
    after = head.end
    named = after < len(words) and words[after].is_capital and words[after].is_letters
    return named and bool(hits.before("post", head.start)) and not hits.at("surname", after)


def may_open(words: Sequence[Word], hits: Hits, hit: Hit, head: Head, *, small: bool) -> bool:
    """Tell whether what follows a head with an open tail can start a name."""
    first = hit.end
    if (small or hit.start == 0) and not words[first].is_capital:
        typed = read_place(words, hits, first)
        housed = typed and typed.is_named and head.kind == "other"
        traded = head.kind == "company" and hits.at("noun", first)
        if small and not housed and not traded:
            return False
        numbered = words[first].is_number and head.kind == "education" and first > hit.start + 1
        if not (typed or numbered or hits.at("noun", first) or hits.at("link", first)):
            return False
    if is_roman(words[first]):
        return False
    inner = hits.at("body", first) or hits.at("head", first)
    if inner and words[first].is_capital and is_whole(inner) and head.kind in _NOT_NESTING:
        return False
    place = read_place(words, hits, first)
    if small and place and head.kind not in ("education", "other", "foreign"):
        return False
    if place and place.kind == "country" and head.kind in ("education", "media"):
        return False
    lexical = hits.at("noun", first) or hits.at("link", first) or hits.at("field", first)
    if small and head.id in _PLAIN and not lexical:
        return False
    opens = hit.start == 0 and not words[first].is_acronym
    return not (head.strict and not lexical and (small or opens or place))


def may_be_of(hits: Hits, head: Head, parent: AgencySpan) -> bool:
    """Tell whether a unit may be one of a body: "BCH | Hội Nông dân" is not "BCH | Quân sự"."""
    own = hits.at("head", parent.start)
    return not head.parents or (own is not None and own.form.entry.id in head.parents)


def is_alike(hits: Hits, head: Head, at: int) -> bool:
    """Tell whether the body behind a comma is another such unit: "Đội A, | Trạm B"."""
    other = hits.at("head", at)
    if other is None:
        return False
    found = other.form.entry.id
    return found == head.id or {found, head.id} <= NAMED_UNITS


def opens_name(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether capitals that are no name of a person or company stand at a word."""
    if at >= len(words) or not words[at].is_name_part or is_full_name(words, hits, at):
        return False
    return not hits.any_at(("post", "rank", "head", "body", "opener", "brand"), at)


def central_end(words: Sequence[Word], at: int) -> int | None:
    """Return the index behind "Trung ương" or its abbreviation at a word, or None."""
    if [word.key for word in words[at : at + 2]] == ["trung", "ương"]:
        return at + 2
    return at + 1 if at < len(words) and words[at].text in ("TƯ", "TW") else None


def behind_number(words: Sequence[Word], at: int) -> int:
    """Return the index behind the number of a unit at a word: "Đội CSGT | số 3"."""
    start = at + (at < len(words) and words[at].key == "số")
    return start + 1 if start < len(words) and words[start].is_number else at


def read_number(
    words: Sequence[Word], hits: Hits, at: int, head: Head
) -> tuple[int, PlaceSpan | None] | None:
    """Read the number of a body at a word, with the province that some have behind it.

    Returns:
        The index behind it, and the province; None where no number stands there.
    """
    if at >= len(words) or not (words[at].is_number or set(words[at].text) <= _ROMAN):
        return None
    end = at + 1
    force = hits.at("head", end) if head.id == _ZONE else None
    if force and force.form.entry.id == _NAVY:
        return force.end, None
    behind = end + (end < len(words) and words[end].text in _BEFORE_PROVINCE)
    place = read_place(words, hits, behind) if head.id in _IN_PROVINCE else None
    if place and place.kind == "province" and place.is_named:
        return place.end, place
    return end, None


def zone_end(words: Sequence[Word], at: int) -> int | None:
    """Return the index behind the zone of an office: "TAND | khu vực 1", "Thuế | khu vực II"."""
    keys = [word.key for word in words[at : at + 2]]
    if keys != ["khu", "vực"] or at + 2 >= len(words):
        return None
    return at + 3 if words[at + 2].is_number or is_roman(words[at + 2]) else None


def committee_rule(words: Sequence[Word], hits: Hits, at: int) -> str | None:
    """Return the rule for a committee of an assembly, which is said to be one behind its name."""
    start = at + 1 if at < len(words) and words[at].key in ("của", "thuộc") else at
    head = hits.at("head", start)
    if head is None or head.form.entry.id not in _ASSEMBLIES:
        return None
    place = read_place(words, hits, head.end)
    foreign = place is not None and place.kind == "country" and place.name != "Việt Nam"
    abroad = foreign or head.form.entry.id == "nghi-vien"
    return "agency.of-foreign-assembly" if abroad else "agency.of-legislature-assembly"
