"""Titles: a post with its organisation, among the words of a sentence."""

from collections.abc import Sequence

import msgspec

from tinvan.document import Document, Mention, Sentence
from tinvan.facts import Organisation, Status
from tinvan.names.gazetteer import Hits
from tinvan.names.knowledge import Knowledge
from tinvan.names.lexicons import Post
from tinvan.names.words import split_words

_STATUSES: tuple[Status, ...] = ("former", "acting", "appointed")
_COMMITTEES = {"province": "Tỉnh ủy", "district": "Huyện ủy", "hamlet": "Chi bộ"}
_LONGEST_UNIT = 9  # words of a unit's field
_CHARGE = 6  # words between a post and "của": "giám đốc phụ trách nội dung của …"


class Spot(msgspec.Struct, frozen=True):
    """A mention among the words of a sentence: its first word and the one behind it."""

    start: int
    end: int
    mention: Mention


class Line:
    """A sentence as title grammar reads it.

    Attributes:
        document: The document.
        sentence: The sentence.
        words: Its words.
        hits: The lexicon forms in them.
        spots: The mentions, by kind and first word.
    """

    def __init__(self, document: Document, sentence: Sentence, knowledge: Knowledge) -> None:
        self.document = document
        self.sentence = sentence
        self.words = split_words(document.view.text, sentence.start, sentence.end)
        self.hits: Hits = knowledge.gazetteer.scan(self.words)
        starts = {word.start: at for at, word in enumerate(self.words)}
        ends = {word.end: at + 1 for at, word in enumerate(self.words)}
        self.spots: dict[str, dict[int, Spot]] = {}
        for mention in document.mentions_in(sentence):
            if mention.start in starts and mention.end in ends:
                spot = Spot(starts[mention.start], ends[mention.end], mention)
                self.spots.setdefault(mention.kind, {})[spot.start] = spot

    def of(self, kind: str) -> Sequence[Spot]:
        """Return the mentions of a kind in order."""
        return list(self.spots.get(kind, {}).values())

    def at(self, kind: str, start: int) -> Spot | None:
        """Return the mention of a kind that starts at a word."""
        return self.spots.get(kind, {}).get(start)

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of words, on one line."""
        raw = self.document.view.text[self.words[start].start : self.words[end - 1].end]
        return " ".join(raw.split())


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """A post with its organisation.

    Attributes:
        start: Index of its first word, that of its status included.
        end: Index behind its last word, the organisation included.
        post: The lexicon entry.
        position: The post without its organisation, as written.
        organisation: As far as the words beside the post tell.
        status: As the words before the post tell.
        at: View offset of the post.
    """

    start: int
    end: int
    post: Post
    position: str
    organisation: Organisation | None
    status: Status
    at: int


class TitleReader:
    """Reads the titles in a sentence.

    Args:
        knowledge: The lexicons.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

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
        return Title(
            start=start,
            end=max(end, spot.end),
            post=post,
            position=position,
            organisation=organisation,
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
            return _of_agency(line, inner.start, inner)
        at = _skip_of(line, spot.end)
        agency = line.at("agency", _skip_noun(line, at)) or _behind_of(line, at)
        if agency and not (post.country and line.at("place", at)):
            return _of_agency(line, at, agency)
        if found := self._of_field(line, at, post):
            return found
        if found := self._of_place(line, at, post):
            return found
        if post.body and (found := _of_unit(line, spot, post)):
            return found
        if post.implies:
            return Organisation(post.implies, post.implies), spot.end
        return _of_capitals(line, at) or (None, spot.end)

    def _of_field(self, line: Line, at: int, post: Post) -> tuple[Organisation | None, int] | None:
        """Read a field of work behind a minister, with its country: "Y tế", "Ngoại giao Pháp"."""
        field = line.hits.at("field", at)
        if post.body != "Bộ" or field is None:
            return None
        place = line.at("place", field.end)
        official = getattr(field.form.entry, "name", "") or line.text(at, field.end)
        name, end = f"Bộ {official}", field.end
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
        if not post.place:
            return None
        if post.place.startswith("party:"):
            city = name.startswith("Thành phố")
            body = "Thành ủy" if city else _COMMITTEES.get(kind, "Đảng ủy")
            full = f"{body} {name}"
        else:
            lowered = name if _city_like(name) else name[0].lower() + name[1:]
            full = post.place.format(lowered)
        return Organisation(line.text(at, place.end), full), place.end

    def _of_country(self, line: Line, place: Spot, post: Post) -> tuple[Organisation | None, int]:
        """Read a country behind a head of state, a premier, an ambassador with his seat."""
        end, name = place.end, place.mention.text
        if end < len(line.words) and line.words[end].key in ("tại", "ở"):
            seat = line.at("place", end + 1)
            if seat and "quán" in post.country:
                end = seat.end
                name = f"{name} tại {seat.mention.text}"
        return Organisation(line.text(place.start, end), post.country.format(name)), end


def _city_like(name: str) -> bool:
    """Tell whether a place keeps its capital within a name."""
    return name.startswith("Thành phố")


def _of_agency(line: Line, at: int, agency: Spot) -> tuple[Organisation, int]:
    """Return an organisation with the index behind it and behind the body it is part of."""
    end = agency.end
    name = agency.mention.name or agency.mention.text
    while parent := line.at("agency", _skip_of(line, end, bracket=True)):
        if parent.start == end or line.words[end].key in ("của", "thuộc"):
            end = parent.end
        elif line.words[end].text == "(" and line.words[parent.end : parent.end + 1]:
            closed = line.words[parent.end].text == ")"
            text_end = end
            end = parent.end + closed
            return Organisation(line.text(at, text_end), name), end
        else:
            break
    return Organisation(line.text(at, end), name), end


def _of_capitals(line: Line, at: int) -> tuple[Organisation, int] | None:
    """Read capitals that no lexicon knows behind a post: "Tư lệnh Phòng không Không quân"."""
    end = at
    while end < len(line.words) and end - at < _LONGEST_UNIT and not line.at("person", end):
        word = line.words[end]
        joins = end > at and word.key in ("-", "và", "&") and end + 1 < len(line.words)
        if not (word.is_capital and word.is_letters) and not (
            joins and line.words[end + 1].is_capital
        ):
            break
        end += 1
    if end - at < 2 or line.at("post", at) or line.hits.at("rank", at):
        return None
    text = line.text(at, end)
    return Organisation(text, text), end


def _of_unit(line: Line, spot: Spot, post: Post) -> tuple[Organisation, int] | None:
    """Read a unit of no known field: "Trưởng ban Dược và vật tư", with the body behind it."""
    end = spot.end
    while end < len(line.words) and end - spot.end < _LONGEST_UNIT:
        if not line.words[end].is_letters or line.at("person", end) or line.at("agency", end):
            break
        if line.hits.at("speech", end) or line.hits.at("honorific", end):
            break
        end += 1
    if end == spot.end or not line.words[spot.end].is_capital:
        return None
    unit = f"{post.body} {line.text(spot.end, end)}"
    sign = end < len(line.words) and line.words[end].text in "(,-"
    parent = line.at("agency", end + 1 if sign else end)
    if parent is None:
        return Organisation(line.text(spot.end, end), unit), end
    name = f"{unit} {parent.mention.name}"
    closed = sign and line.words[end].text == "("
    return Organisation(line.text(spot.end, end), name), parent.end + closed


def _behind_of(line: Line, at: int) -> Spot | None:
    """Return the organisation behind "của" and what a post is in charge of, all small."""
    for end in range(at, min(at + _CHARGE, len(line.words))):
        if line.words[end].key == "của":
            return line.at("agency", end + 1)
        if line.words[end].is_capital or not line.words[end].is_letters:
            return None
    return None


def _skip_of(line: Line, at: int, *, bracket: bool = False) -> int:
    """Return the index behind "của", "tại" or "thuộc" (or an opening bracket) at a word."""
    if at < len(line.words):
        if line.words[at].key in ("của", "tại", "thuộc", "ở"):
            return at + 1
        if bracket and line.words[at].text == "(":
            return at + 1
    return at


def _skip_noun(line: Line, at: int) -> int:
    """Return the index behind a common noun before a brand: "tập đoàn siêu thị"."""
    start = at
    while at < len(line.words) and at - start < 6 and line.at("agency", at) is None:
        hit = next(
            (h for kind in ("head", "noun", "link", "descriptor") if (h := line.hits.at(kind, at))),
            None,
        )
        if hit is None or line.words[at].is_capital:
            return start
        at = hit.end
    return at


def _status(line: Line, start: int) -> tuple[int, Status]:
    """Return where a title starts with the words of its status, and the status."""
    for status in _STATUSES:
        hit = line.hits.before(status, start)
        if hit and not (status == "acting" and line.hits.before("not-acting", start)):
            return hit.start, status
    return start, "incumbent"
