"""What stands around a head noun: whether it is a name there, and where a name ends."""

from collections.abc import Sequence

from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Body, Field, Head
from tinvan.names.places import read_place
from tinvan.names.tail_steps import Tail
from tinvan.names.words import Word

_DATED = ("năm", "tháng", "ngày", "quý")
_MANY = ("các", "những", "nhiều", "mọi")
_TOP = ("top", "tốp")
_LONG = 3  # syllables of a field of work that no verb can be
_RESEARCH = "vien-nghien-cuu"
_HEADED = ("hoi", "vien")  # heads that a post before them makes names
_JOINS = (",", "và", ";", "-", "cùng")
_NUMBERED = ("other", "education")  # kinds whose names may be a number: "Trường mầm non 10"


def is_counted(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a head is counted: "83 bệnh viện", "một sở", "các hội", "các CLB Anh".

    One with a capital may be, if it is short for a noun and no more than a country follows.
    """
    if at == 0:
        return False
    if words[at].is_capital:
        if at > 1 and words[at - 1].is_number and words[at - 2].key in _TOP:  # "Top 10 | Công ty"
            return True
        country = words[at].is_acronym and read_place(words, hits, at + 1)
        return bool(country and country.kind == "country" and words[at - 1].key in _MANY)
    dated = at > 1 and words[at - 2].key in _DATED  # "năm 1971 | chính phủ Lào"
    return (words[at - 1].is_number and not dated) or bool(hits.before("plural", at))


def is_class(words: Sequence[Word], hits: Hits, hit: Hit, head: Head) -> bool:
    """Tell whether a department is said of all provinces: "các Sở GD&ĐT tổ chức thi"."""
    if head.id != "so" or not hits.before("plural", hit.start):
        return False
    field = field_at(hits, hit.end, head)
    end = field.end if field else hit.end
    place = read_place(words, hits, end) if end < len(words) else None
    return place is None and not list_goes_on(words, end)


def list_goes_on(words: Sequence[Word], at: int) -> bool:
    """Tell whether a list goes on at a word with something that has a capital."""
    return at + 1 < len(words) and words[at].key in _JOINS and words[at + 1].is_capital


def ends_a_name(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a capital noun of one syllable ends another name: "Phật Đài", "Hội Trường"."""
    hit = hits.at("head", at)
    if hit is None or hit.end > at + 1 or at < 2 or words[at].is_acronym:
        return False
    before = words[at - 1]
    if not before.is_name_part or not words[at].is_capital or not before.is_letters:
        return False
    known = (
        "post",
        "modifier",
        "place",
        "province",
        "body",
        "head",
        "field",
        "noun",
        "actor-before",
    )
    return not any(hits.before(kind, at) for kind in known)


def seat_end(words: Sequence[Word], hits: Hits, end: int) -> int:
    """Return the index behind "tại Việt Nam" where a bracket sums the name up, else `end`."""
    if end + 1 < len(words) and words[end].key == "tại":
        seat = read_place(words, hits, end + 1)
        if seat and seat.end < len(words) and words[seat.end].text == "(":
            return seat.end
    return end


def field_at(hits: Hits, at: int, head: Head) -> Hit | None:
    """Return the longest field of work at a word that goes with a head."""
    for hit in reversed(hits.all_at("field", at)):
        field = hit.form.entry
        assert isinstance(field, Field)
        if not field.of or head.id in field.of:
            return hit
    return None


def in_post(hits: Hits, head: Hit) -> bool:
    """Tell whether a head is the last noun of a post: "trưởng phòng"."""
    posts = (hits.before("post", end) for end in range(head.start + 1, head.end + 1))
    return any(post and post.start < head.start for post in posts)


def is_titled(words: Sequence[Word], hits: Hits, head: Hit) -> bool:
    """Tell whether a post stands before a head."""
    at = head.start
    if hits.before("post", at) or hits.before("modifier", at) or in_post(hits, head):
        return True
    return at > 1 and words[at - 1].key in ("của", "kiêm") and bool(hits.before("post", at - 1))


def is_whole(hit: Hit) -> bool:
    """Tell whether a form is an organisation by itself."""
    entry = hit.form.entry
    return (isinstance(entry, Body) and hit.end - hit.start > 1) or (
        isinstance(entry, Head) and entry.tail == "none"
    )


def is_name(words: Sequence[Word], hits: Hits, hit: Hit, tail: Tail, head: Head) -> bool:
    """Tell whether a tail has what makes a name: a capital, or enough words of a state body."""
    if any(word.is_capital for word in words[hit.end : tail.end]):
        return True
    if words[hit.start].is_capital and hit.start and tail.steps[-1].kind == "word":
        titled = head.id in _HEADED and is_titled(words, hits, hit)
        long = head.id == _RESEARCH and tail.end - hit.end >= _LONG
        if titled or (long and not hits.before("plural", hit.start)):
            return True  # "Viện nghiên cứu | phòng chống ung thư", "Chủ tịch Hội | truyền nhiễm"
    if not words[hit.start].is_capital:
        return False
    if hit.start and words[hit.start - 1].key in _MANY:
        return False
    if tail.steps[-1].kind == "number" and head.kind in _NUMBERED:
        return True
    if head.kind == "education" and hit.end - hit.start > 1 and tail.place:
        return True
    if head.id == "co-quan":
        return False
    return (head.level == "central" and tail.end - hit.end > 1) or bool(tail.place and head.local)


def is_roman(word: Word) -> bool:
    """Tell whether a word is a Roman number, as of a congress: "Đại hội Đảng XIV"."""
    return word.is_upper and set(word.text) <= set("IVXLC")


def fields_end(words: Sequence[Word], hits: Hits, at: int) -> int:
    """Return the index behind the fields of work that a list goes on with: ", B và C"."""
    end = at
    while end + 1 < len(words) and words[end].key in (",", "và", "-"):
        field = hits.at("field", end + 1) or hits.at("noun", end + 1)
        if field is None or not words[end + 1].is_capital or hits.at("post", end + 1):
            break
        end = field.end
    return end
