"""Titles: a post with its organisation, among the words of a sentence."""

import msgspec

from tinvan.assemble.bodies import (
    body_of_agency,
    body_of_capitals,
    body_of_hamlet,
    body_of_small_unit,
    body_of_unit,
    skip_charge,
    skip_dash,
    skip_noun,
    skip_of,
)
from tinvan.assemble.body_phrases import body_of_phrase
from tinvan.assemble.lines import Line, Spot
from tinvan.facts import Organisation, Status
from tinvan.names.knowledge import Knowledge
from tinvan.names.lexicons import Post
from tinvan.names.place_names import bare_place, lowered_unit
from tinvan.names.spelling import Spelling
from tinvan.names.surroundings import fields_end

_STATUSES: tuple[Status, ...] = ("former", "acting", "appointed")
_DIRECTOR = "giam-doc"  # of a field and a province, that of its department: "GD-ĐT tỉnh A"
_MEMBERS = ("uy-vien", "uy-vien-ban-thuong-vu")
# Organs of a committee or party, named with its members.
_ORGANS = ("Ban Thường vụ", "Ban Chấp hành Đảng bộ", "Bộ Chính trị")
_HAMLET = "truong-thon"
OFFICES = ("Thanh tra", "Văn phòng")  # whose head names it within the post
_FORCED = ("buộc", "ép")  # what one is forced to do is done: "bị buộc | từ chức"
_BY = ("theo", "sau")
_ENDS_CLAUSE = (",", ";", ":", ".", "“", "”", '"')
_UNITS = ("unit-province", "unit-district", "unit-commune")
_COMMITTEES = {"province": "Tỉnh ủy", "district": "Huyện ủy", "hamlet": "Chi bộ"}


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """A post with its organisation.

    Attributes:
        start: Index of its first word, that of its status included.
        end: Index behind its last word, the organisation included.
        post: The lexicon entry.
        position: The post without its organisation, as written.
        organisation: As far as the words beside the post tell.
        anaphor: Head noun or unit behind the post that stands for the body's name: "Giám đốc
            bệnh viện", "Chủ tịch tỉnh"; "" where none does.
        is_written: Whether words beside the post name it; else the post implies it, or none is.
        status: As the words before the post tell.
        at: View offset of the post.
    """

    start: int
    end: int
    post: Post
    position: str
    organisation: Organisation | None
    anaphor: str
    is_written: bool
    status: Status
    at: int


class TitleReader:
    """Reads the titles in a sentence.

    Args:
        knowledge: The lexicons.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._spelling = Spelling()

    def read(self, line: Line) -> list[Title]:
        """Return the titles of a sentence in order."""
        return [self._title(line, spot) for spot in line.of("post")]

    def _title(self, line: Line, spot: Spot) -> Title:
        """Read the title of a post."""
        post = self._knowledge.posts[spot.mention.ref or ""]
        start, status = _status(line, spot.start)
        position = post.position or spot.mention.text
        inner = next((a for a in line.of("agency") if spot.start < a.start < spot.end), None)
        if inner and not post.body:
            position = line.text(spot.start, inner.start)
        organisation, end = self._organisation(line, spot, post, inner)
        if organisation and post.id in _MEMBERS:
            position, organisation = _of_committee(position, organisation)
        is_written = end > spot.end or inner is not None or bool(post.organisation)
        anaphor = ""
        if organisation is None:
            anaphor, end = _anaphor(line, end, post)
        return Title(
            start=start,
            end=skip_charge(line, max(end, spot.end)),
            post=post,
            position=position,
            organisation=organisation,
            anaphor=anaphor,
            is_written=is_written,
            status=status,
            at=spot.mention.start,
        )

    def _organisation(
        self, line: Line, spot: Spot, post: Post, inner: Spot | None
    ) -> tuple[Organisation | None, int]:
        """Return the organisation that the words behind a post name, and the index behind it."""
        if post.organisation:
            return Organisation(post.organisation, post.organisation), spot.end
        if inner:
            return body_of_agency(line, inner.start, inner)
        at = skip_of(line, spot.end)
        if post.id == _HAMLET and (hamlet := body_of_hamlet(line, spot.end)):
            return hamlet
        if post.body and at == spot.end and (unit := body_of_small_unit(line, spot, post)):
            return unit
        agency = line.at("agency", skip_noun(line, at))
        if agency and not (post.country and line.at("place", at)):
            return _of_own(body_of_agency(line, at, agency), post)
        if found := self._of_field(line, at, post):
            return found
        if found := self._of_place(line, at, post):
            return found
        if post.body and (found := body_of_unit(line, spot, post)):
            return found
        dashed = skip_dash(line, spot.end) if post.company else None
        if dashed and (found := body_of_phrase(line, dashed, post, self._spelling)):
            return found
        is_open = not post.bare and not post.implies
        if is_open and (found := body_of_phrase(line, spot.end, post, self._spelling)):
            return found
        if post.implies:
            return Organisation(post.implies, post.implies), spot.end
        return body_of_capitals(line, at) or (None, spot.end)

    def _of_field(self, line: Line, at: int, post: Post) -> tuple[Organisation | None, int] | None:
        """Read a field of work behind a minister, with its country: "Y tế", "Ngoại giao Pháp"."""
        field = line.hits.at("field", at)
        if field and post.id == _DIRECTOR and (place := line.at("place", field.end)):
            official = getattr(field.form.entry, "name", "") or line.text(at, field.end)
            seat = lowered_unit(place.mention.name or place.mention.text)
            return Organisation(line.text(at, place.end), f"Sở {official} {seat}"), place.end
        if post.body != "Bộ" or field is None:
            return None
        official = getattr(field.form.entry, "name", "") or line.text(at, field.end)
        name, end = f"Bộ {official}", field.end
        if (further := fields_end(line.words, line.hits, end)) > end:
            sign = "" if line.words[end].text == "," else " "
            name, end = f"{name}{sign}{line.text(end, further)}", further
        place = line.at("place", end)
        if place and place.mention.rule == "place.country":
            end = place.end
            if place.mention.name != "Việt Nam":
                name += f" {place.mention.text}"
        return Organisation(line.text(at, end), name), end

    def _of_place(self, line: Line, at: int, post: Post) -> tuple[Organisation | None, int] | None:
        """Read a country or another place behind a post."""
        place = line.at("place", at)
        if place is None:
            return None
        kind = place.mention.rule.removeprefix("place.")
        name = place.mention.name or place.mention.text
        if kind == "country":
            if name == "Việt Nam" and post.implies:
                return Organisation(line.text(at, place.end), post.implies), place.end
            if not post.country:
                return None
            return self._of_country(line, place, post)
        if post.bare and post.country and kind == "state":
            return None, place.end
        if not post.place:
            return None
        if kind == "region":  # "Chủ tịch EU" heads no committee of a province
            return Organisation(line.text(at, place.end), name), place.end
        return Organisation(line.text(at, place.end), name_at_place(post, name, kind)), place.end

    def _of_country(self, line: Line, place: Spot, post: Post) -> tuple[Organisation | None, int]:
        """Read a country behind a head of state, a premier, an ambassador with his seat."""
        end, name = place.end, place.mention.text
        if end < len(line.words) and line.words[end].key in ("tại", "ở"):
            seat = line.at("place", end + 1)
            if seat and "quán" in post.country:
                end = seat.end
                city = seat.mention.rule == "place.province"
                full = seat.mention.name if city and seat.mention.name else seat.mention.text
                name = f"{name} tại {full}"
        return Organisation(line.text(place.start, end), post.country.format(name)), end


def _of_committee(position: str, organisation: Organisation) -> tuple[str, Organisation]:
    """Take the organ of a committee over into the post: "Ủy viên Ban Thường vụ | Tỉnh ủy A"."""
    text, name = organisation.text, organisation.name
    organ = next((o for o in _ORGANS if name.startswith(f"{o} ") and text.startswith(o)), None)
    if organ is None or text == organ:
        return position, organisation
    post = organ.removesuffix(" Đảng bộ")
    body = Organisation(text[len(post) :].strip(), name[len(post) :].strip())
    return f"{position} {post}", body


def _of_own(found: tuple[Organisation, int], post: Post) -> tuple[Organisation, int]:
    """Put the office that a post heads before the body it belongs to: "Chánh Thanh tra Bộ Y tế"."""
    organisation, end = found
    if post.body not in OFFICES or organisation.name.startswith(post.body):
        return found
    return Organisation(organisation.text, f"{post.body} {organisation.name}"), end


def name_at_place(post: Post, place: str, kind: str) -> str:
    """Return the name of the body of a post at a place: "Chủ tịch Hà Nội" heads its committee."""
    if post.place.startswith("party:"):
        body = "Thành ủy" if place.startswith("Thành phố") else _COMMITTEES.get(kind, "Đảng ủy")
        return f"{body} {bare_place(place)}"
    return post.place.format(lowered_unit(place))


def _anaphor(line: Line, at: int, post: Post) -> tuple[str, int]:
    """Return what stands for the body's name behind a post, and the index behind it."""
    head = line.hits.at("head", at)
    if head:
        pointed = head.end < len(line.words) and line.words[head.end].key in ("này", "đó")
        return head.form.entry.id, head.end + pointed
    for unit in _UNITS if post.place else ():
        if hit := line.hits.at(unit, at):
            return unit, hit.end
    return "", at


def _status(line: Line, start: int) -> tuple[int, Status]:
    """Return where a title starts with the words of its status, and the status."""
    for status in _STATUSES:
        hit = line.hits.before(status, start)
        if hit and not (status == "acting" and line.hits.before("not-acting", start)):
            to_come = status == "former" and _is_to_come(line, hit.start)
            return hit.start, "incumbent" if to_come else status
    return start, "incumbent"


def _is_to_come(line: Line, at: int) -> bool:
    """Tell whether leaving a post is asked for, or said to come: "đòi ông Ba | từ chức"."""
    if line.hits.at("leaving", at) is None or line.hits.before("done", at):
        return False
    start = at
    while start > 0 and line.words[start - 1].text not in _ENDS_CLAUSE:
        start -= 1
    names = [spot for spot in line.of("person") if start <= spot.start and spot.end <= at]
    named = names[-1] if names else None
    between = range(named.end if named else start, at)
    if any(line.hits.at("unreal", i) or (named and _asks(line, i, _FORCED)) for i in between):
        return True
    before = range(start, named.start if named else at)
    asked = max((i for i in before if _asks(line, i)), default=None)
    return asked is not None and not any(line.hits.at("done", i) for i in range(asked, at))


def _asks(line: Line, at: int, but: tuple[str, ...] = ()) -> bool:
    """Tell whether a verb of asking stands at a word, not "theo đề nghị của A"."""
    hit = line.hits.at("demanding", at)
    if hit is None or hit.form.text in but or (at and line.words[at - 1].key in _BY):
        return False
    return hit.end >= len(line.words) or line.words[hit.end].key != "của"
