"""The organisation in the words behind a post: a name that was read, a unit, or a noun phrase."""

from tinvan.assemble.lines import Line, Spot
from tinvan.facts import Organisation
from tinvan.names.lexicons import Post
from tinvan.names.spelling import Spelling
from tinvan.names.syllables import is_syllable

_LONGEST_UNIT = 9  # words of a unit's field
_LONGEST = 18  # words of a phrase that names an organisation
_LEAD = 6  # small words before its first capital: "sàn thương mại điện tử Hoaban"
_OWNED_LEAD = 12  # the same behind "của"
_CHARGE = 12  # words between a post and "của": "giám đốc phụ trách nội dung của …"
_UNIT = 4  # small words of a unit that has no name: "tổ hóa"
_JOINED = 3  # words before a dash within a name
_OVERHANG = 3  # small words behind its last capital: "Tạp chí Cộng sản"
_COMMITTEE = "ủy"  # last word of party committees: "Huyện ủy"
_OF = ("của", "tại", "thuộc", "ở")
_GLUE = ("-", "&", "/", "–", "'", ".")
_Body = tuple[Organisation, int]


def body_of_agency(line: Line, at: int, agency: Spot) -> _Body:
    """Return an organisation with the index behind it and behind the body it is part of."""
    end = agency.end
    name = agency.mention.name or agency.mention.text
    if place := _behind_abbreviation(line, end):
        return Organisation(line.text(at, place.end), _seated(agency, place)), place.end
    while parent := line.at("agency", skip_of(line, end, bracket=True)):
        if parent.start == end or line.words[end].key in ("của", "thuộc"):
            end = parent.end
        elif line.words[end].text == "(" and line.words[parent.end : parent.end + 1]:
            closed = line.words[parent.end].text == ")"
            text_end = end
            end = parent.end + closed
            return Organisation(line.text(at, text_end), name), end
        else:
            break
    if seat := _seat_end(line, agency.end):
        own = line.text(agency.end, seat)
        return Organisation(line.text(at, seat), name if own in name else f"{name} {own}"), seat
    text = line.text(at, end)
    country = line.at("place", end + 1) if end < len(line.words) else None
    if country and line.words[end].key == "của" and country.mention.rule == "place.country":
        end = country.end
    return Organisation(text, name), end


def _seated(agency: Spot, place: Spot) -> str:
    """Return the name of a body at a place, instead of the place that the story gave it."""
    name = agency.mention.name or agency.mention.text
    for unit in (" tỉnh ", " Thành phố "):
        if unit not in agency.mention.text:
            name = name.partition(unit)[0]
    full = place.mention.name or place.mention.text
    lowered = full if full.startswith("Thành phố") else full[0].lower() + full[1:]
    return f"{name} {lowered}"


def _behind_abbreviation(line: Line, at: int) -> Spot | None:
    """Return the place behind an abbreviation in brackets: "Kho bạc Nhà nước (KBNN) Phú Yên"."""
    words = line.words
    if at >= len(words) or words[at].text != "(":
        return None
    end = at + 1
    while (
        end < len(words) and end - at <= _UNIT and (words[end].is_upper or words[end].text in "&-")
    ):
        end += 1
    if end == at + 1 or end >= len(words) or words[end].text != ")":
        return None
    place = line.at("place", end + 1)
    return None if place is None or place.mention.rule == "place.country" else place


def _seat_end(line: Line, at: int) -> int | None:
    """Return the index behind the district of a party committee that no lexicon knows."""
    end = at
    while end < len(line.words) and end - at < _OVERHANG and _is_proper(line, end):
        if line.at("person", end) or line.at("place", end):
            return None
        end += 1
    return end if line.words[at - 1].key == _COMMITTEE and end > at else None


def body_of_capitals(line: Line, at: int) -> _Body | None:
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


def body_of_unit(line: Line, spot: Spot, post: Post) -> _Body | None:
    """Read a unit of no known field: "Trưởng ban Dược và vật tư", with the body behind it."""
    start = end = spot.end
    while end < len(line.words) and end - start < _LONGEST_UNIT:
        if line.at("person", end) or line.at("agency", end):
            break
        is_sign = not line.words[end].is_letters
        if is_sign and not (line.words[end].text in _GLUE and _joins(line, start, end)):
            break
        if line.hits.at("speech", end) or line.hits.at("honorific", end):
            break
        end += 1
    if end == start or not line.words[start].is_capital or line.at("post", start):
        return None
    unit = f"{post.body} {line.text(start, end)}"
    sign = end < len(line.words) and line.words[end].text in "(,-"
    parent = line.at("agency", end + 1 if sign else end)
    if parent is None:
        return Organisation(line.text(start, end), unit), end
    name = f"{unit} {parent.mention.name}"
    closed = sign and line.words[end].text == "("
    return Organisation(line.text(start, end), name), parent.end + closed


def body_of_phrase(line: Line, at: int, post: Post, spelling: Spelling) -> _Body | None:
    """Read a noun phrase behind a post that no head noun of the lexicon starts.

    So in "Giám đốc phụ trách Lào của Nhóm Hoaban", "Tư lệnh Lực lượng lính dù Nga", "chủ tịch
    của Hoaban", "người phát ngôn của quân đội Lào", "Giám đốc Y khoa Tập đoàn Hoaban".

    Args:
        line: The sentence.
        at: Index behind the post.
        post: The post: the head noun of its body may start within it.
        spelling: Spells out abbreviations.

    Returns:
        The organisation and the index behind it, or None where no name follows.
    """
    owned = _behind_of(line, at)
    start = at if owned is None else owned
    stop = _phrase_end(line, start)
    head = line.hits.at("head", start)
    if line.at("post", at):
        return None
    if stop == start:
        return _behind_class(line, start, post)
    if head and head.end >= stop:
        return None
    found = _of_phrase(line, start, stop, spelling, owned=owned is not None)
    if found and post.body and owned is None and line.words[at].is_capital:
        return Organisation(found[0].text, f"{post.body} {found[0].name}"), found[1]
    return found


def _of_phrase(
    line: Line, start: int, stop: int, spelling: Spelling, *, owned: bool
) -> _Body | None:
    """Make an organisation of a phrase, if there is a name in it."""
    inside = (a for a in line.of("agency") if start <= a.start < stop)
    if agency := next(inside, None):
        return _of_unit_in(line, start, agency, spelling)
    capitals = [i for i in range(start, stop) if _is_proper(line, i)]
    if not capitals or capitals[0] - start > (_OWNED_LEAD if owned else _LEAD):
        return None
    return _named(line, start, capitals[0], stop, spelling, owned=owned)


def skip_of(line: Line, at: int, *, bracket: bool = False) -> int:
    """Return the index behind "của", "tại" or "thuộc" (or an opening bracket) at a word."""
    if at < len(line.words):
        if line.words[at].key in _OF:
            return at + 1
        if bracket and line.words[at].text == "(":
            return at + 1
    return at


def skip_dash(line: Line, at: int) -> int | None:
    """Return the index behind a dash between a post and a brand: "Giám đốc Nhân sự - Hoaban"."""
    if at + 1 >= len(line.words) or line.words[at].key != "-" or not _is_proper(line, at + 1):
        return None
    if line.at("place", at + 1) or line.hits.at("field", at + 1) or _ends(line, at + 1):
        return None
    return at + 1


def skip_noun(line: Line, at: int) -> int:
    """Return the index behind a common noun before a brand: "tập đoàn siêu thị"."""
    start = at
    while at < len(line.words) and at - start < _LEAD and line.at("agency", at) is None:
        hit = next(
            (h for kind in ("head", "noun", "link", "descriptor") if (h := line.hits.at(kind, at))),
            None,
        )
        if hit is None or line.words[at].is_capital:
            return start
        at = hit.end
    return at


def _named(
    line: Line, start: int, first: int, stop: int, spelling: Spelling, *, owned: bool
) -> _Body | None:
    """Make an organisation of a phrase with a capital: small words before a brand are no name.

    Args:
        line: The sentence.
        start: Index of the first word of the phrase.
        first: Index of its first capital.
        stop: Index behind its last word.
        spelling: Spells out abbreviations.
        owned: Whether "của" stands before it.
    """
    text = line.text(start, stop)
    if first == start:
        if line.at("place", start) or line.hits.at("rank", start):
            return None
        if stop - start == 1 and not owned and is_syllable(line.words[start].text):
            return None
        return Organisation(text, spelling.expand(line.words, start, stop)), stop
    is_force = line.at("place", first) and line.at("person", stop)
    noun = line.hits.at("head", start) or line.hits.at("noun", start)
    if not (owned or noun or is_force) and is_syllable(line.words[first].text):
        return None
    if line.at("place", first):
        whole = spelling.expand(line.words, start, stop)
        return Organisation(text, whole[0].upper() + whole[1:]), stop
    return Organisation(text, spelling.expand(line.words, first, stop)), stop


def _of_unit_in(line: Line, start: int, agency: Spot, spelling: Spelling) -> _Body:
    """Make an organisation of a phrase that ends in one: its head noun makes it a unit of it."""
    organisation, end = body_of_agency(line, agency.start, agency)
    head = line.hits.at("head", start)
    if start == agency.start or not head or not line.words[start].is_capital:
        return organisation, end
    unit = spelling.expand(line.words, start, agency.start)
    return Organisation(line.text(start, end), f"{unit} {organisation.name}"), end


def _behind_class(line: Line, start: int, post: Post) -> _Body | None:
    """Read the organisation behind a unit written small: "Trưởng ban đào tạo, Đại học Hoaban"."""
    end = start
    while end < len(line.words) and line.words[end].is_letters and not _ends(line, end):
        end += 1
    if not start < end <= start + _UNIT or end >= len(line.words):
        return None
    agency = line.at("agency", end + 1) if line.words[end].text in (",", "-", "(") else None
    if agency is None:
        return None
    organisation, behind = body_of_agency(line, end + 1, agency)
    if post.body:
        unit = f"{post.body} {line.text(start, end)}"
        organisation = Organisation(line.text(start, end), f"{unit} {organisation.name}")
    return organisation, behind


def _behind_of(line: Line, at: int) -> int | None:
    """Return the index behind "của" and what a post is in charge of: "phụ trách nội dung của"."""
    for end in range(at, min(at + _CHARGE, len(line.words))):
        if line.words[end].key == "của":
            return end + 1
        if _ends(line, end) or not line.words[end].is_letters:
            return None
    return None


def _phrase_end(line: Line, start: int) -> int:
    """Return the index behind the phrase that starts at a word."""
    end = start
    while end < len(line.words) and end - start < _LONGEST:
        word = line.words[end]
        if word.text in _GLUE and end > start:
            if not _joins(line, start, end):
                break
        elif not (word.is_letters or word.is_number) or _ends(line, end):
            break
        end += 1
    if not any(_is_proper(line, i) for i in range(start, end)):
        return start
    clean = end == len(line.words) or not line.hits.at("body-end", end)
    last = max((i for i in range(start, end) if _is_proper(line, i)), default=start - 1) + 1
    is_sign = end == len(line.words) or not line.words[end].is_letters
    named = is_sign and line.hits.at("head", start)
    if clean and end - last <= (_LONGEST_UNIT if named else _OVERHANG):
        return end
    return last


def _joins(line: Line, start: int, at: int) -> bool:
    """Tell whether a sign stands between two parts of a name: "Phòng không - Không quân"."""
    words = line.words
    if at + 1 >= len(words) or not words[at + 1].is_capital or line.at("person", at + 1):
        return False
    if words[at - 1].end == words[at].start and words[at].end == words[at + 1].start:
        return True
    short = words[at].key == "-" and at - start <= _JOINED
    return short and not (line.at("agency", at + 1) or line.at("post", at + 1))


def _is_proper(line: Line, at: int) -> bool:
    """Tell whether a word has a capital letter: "Hoaban", "eHoaban"."""
    return line.words[at].is_letters and not line.words[at].text.islower()


def _ends(line: Line, at: int) -> bool:
    """Tell whether what stands at a word cannot be part of a name."""
    if line.at("person", at) or line.at("post", at):
        return True
    if any(line.hits.at(kind, at) for kind in ("honorific", "rank", "chain")):
        return not line.words[at].is_capital or bool(line.hits.at("rank", at))
    small = not line.words[at].is_capital
    return small and any(line.hits.at(kind, at) for kind in ("speech", "copula", "body-end"))
