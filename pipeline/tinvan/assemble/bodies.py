"""The organisation in the words behind a post: a name that was read, a unit, or a noun phrase."""

from tinvan.assemble.lines import Line, Spot
from tinvan.facts import Organisation
from tinvan.names.lexicons import Post

LONGEST_UNIT = 12  # words of a unit's field
UNIT = 4  # small words of a unit that has no name: "tổ hóa"
LEAD = 6  # small words before its first capital: "sàn thương mại điện tử Hoaban"
OVERHANG = 3  # small words behind its last capital: "Tạp chí Cộng sản"
_BOARD = "Ban Tổ chức"  # the body of "Trưởng BTC"
_BOARDS = frozenset(("soạn thảo", "tổ chức", "giám khảo", "biên tập", "trọng tài", "liên lạc"))
_CHARGE = 9  # words of a charge
_JOINED = 3  # words before a dash within a name
_COMMITTEE = "ủy"  # last word of party committees: "Huyện ủy"
_OF = ("của", "tại", "thuộc", "ở")
_INTERNATIONAL = "int."  # how the ids of international bodies start
GLUE = ("-", "&", "/", "–", "'", ".")
Body = tuple[Organisation, int]


def body_of_agency(line: Line, at: int, agency: Spot) -> Body:
    """Return an organisation with the index behind it and behind the body it is part of."""
    end = agency.end
    name = agency.mention.name or agency.mention.text
    if place := _behind_abbreviation(line, end):
        return Organisation(line.text(at, place.end), _seated(agency, place)), place.end
    if at_home := _office_at_home(line, agency, name):
        return Organisation(line.text(at, at_home), f"{name} tại Việt Nam"), at_home
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
    if behind := _place_in_brackets_end(line, end):
        return Organisation(text, name), behind
    if state := _state_end(line, end):
        own = line.text(end, state)
        return Organisation(line.text(at, state), f"{name} {own}"), state
    country = line.at("place", end + 1) if end < len(line.words) else None
    if country and line.words[end].key == "của" and country.mention.rule == "place.country":
        end = country.end
    if country and line.words[end].key == "tại" and country.mention.name == "Việt Nam":
        return Organisation(line.text(at, country.end), f"{name} tại Việt Nam"), country.end
    return Organisation(text, name), end


def _office_at_home(line: Line, agency: Spot, name: str) -> int | None:
    """Return the index behind "tại Việt Nam" behind an abbreviation, or "Việt Nam" alone.

    So in "Ngân hàng Thế giới (WB) | tại Việt Nam" and "ILO | Việt Nam": the office of an
    international body.
    """
    if not (agency.mention.ref or "").startswith(_INTERNATIONAL):
        return None
    end, words = agency.end, line.words
    if end < len(words) and words[end].text == "(":
        inside = range(end, min(end + UNIT, len(words)))
        close = next((at for at in inside if words[at].text == ")"), None)
        if close is None or close + 1 >= len(words) or words[close + 1].key != "tại":
            return None
        end = close + 2
    place = line.at("place", end)
    known = place is not None and place.mention.name == "Việt Nam"
    return place.end if place and known and not name.endswith("Việt Nam") else None


def _state_end(line: Line, at: int) -> int | None:
    """Return the index behind the state of a federation: "Quốc hội bang Hessen"."""
    place = line.at("place", at)
    return place.end if place and place.mention.rule == "place.state" else None


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
        end < len(words) and end - at <= UNIT and (words[end].is_upper or words[end].text in "&-")
    ):
        end += 1
    if end == at + 1 or end >= len(words) or words[end].text != ")":
        return None
    place = line.at("place", end + 1)
    return None if place is None or place.mention.rule == "place.country" else place


def _place_in_brackets_end(line: Line, at: int) -> int | None:
    """Return the index behind a place in brackets: "Công ty An Bình | (Hà Nội)"."""
    place = line.at("place", at + 1) if line.words[at : at + 1] else None
    if place is None or line.words[at].text != "(":
        return None
    closed = place.end < len(line.words) and line.words[place.end].text == ")"
    return place.end + 1 if closed else None


def _seat_end(line: Line, at: int) -> int | None:
    """Return the index behind the district of a party committee that no lexicon knows."""
    end = at
    while end < len(line.words) and end - at < OVERHANG and is_proper(line, end):
        if line.at("person", end) or line.at("place", end):
            return None
        end += 1
    return end if line.words[at - 1].key == _COMMITTEE and end > at else None


def body_of_capitals(line: Line, at: int) -> Body | None:
    """Read capitals that no lexicon knows behind a post: "Tư lệnh Phòng không Không quân"."""
    end = at
    while end < len(line.words) and end - at < LONGEST_UNIT and not line.at("person", end):
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


def body_of_unit(line: Line, spot: Spot, post: Post) -> Body | None:
    """Read a unit of no known field: "Trưởng ban Dược và vật tư", with the body behind it."""
    start = end = spot.end
    while end < len(line.words) and end - start < LONGEST_UNIT:
        if line.at("person", end) or line.at("agency", end):
            break
        is_sign = not line.words[end].is_letters
        if is_sign and not (line.words[end].text in GLUE and joins_name(line, start, end)):
            break
        if line.hits.at("speech", end) or line.hits.at("honorific", end):
            break
        if end > start and line.hits.at("chain", end):
            break
        end += 1
    board = post.body == _BOARD or (line.words[start : start + 1] and _is_board(line, start))
    if end == start or line.at("post", start) or not (line.words[start].is_capital or board):
        return None
    unit = f"{post.body} {line.text(start, end)}"
    sign = end < len(line.words) and line.words[end].text in "(,-"
    parent = line.at("agency", end + 1 if sign else end)
    if parent is None:
        return Organisation(line.text(start, end), unit), end
    name = f"{unit} {parent.mention.name}"
    closed = sign and line.words[end].text == "("
    return Organisation(line.text(start, end), name), parent.end + closed


def _is_board(line: Line, at: int) -> bool:
    """Tell whether what a board is there for stands at a word: "Trưởng ban | soạn thảo"."""
    pair = " ".join(word.text.casefold() for word in line.words[at : at + 2])
    return pair in _BOARDS


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
    if at + 1 >= len(line.words) or line.words[at].key != "-" or not is_proper(line, at + 1):
        return None
    if line.at("place", at + 1) or line.hits.at("field", at + 1) or ends_body(line, at + 1):
        return None
    return at + 1


def skip_noun(line: Line, at: int) -> int:
    """Return the index behind a common noun before a brand: "tập đoàn siêu thị"."""
    start = at
    while at < len(line.words) and at - start < LEAD and line.at("agency", at) is None:
        hit = next(
            (h for kind in ("head", "noun", "link", "descriptor") if (h := line.hits.at(kind, at))),
            None,
        )
        if hit is None or line.words[at].is_capital:
            break
        at = hit.end
    country = line.at("place", at)
    if country and country.mention.rule == "place.country" and line.at("agency", country.end):
        return country.end if at > start else start
    return at if line.at("agency", at) else start


def joins_name(line: Line, start: int, at: int) -> bool:
    """Tell whether a sign stands between two parts of a name: "Phòng không - Không quân"."""
    words = line.words
    if words[at].key == "'" and [word.text for word in words[at + 1 : at + 2]] == ["s"]:
        return words[at].end == words[at + 1].start
    if at + 1 >= len(words) or not words[at + 1].is_capital or line.at("person", at + 1):
        return False
    if words[at - 1].end == words[at].start and words[at].end == words[at + 1].start:
        return True
    short = words[at].key == "-" and at - start <= _JOINED
    return short and not (line.at("agency", at + 1) or line.at("post", at + 1))


def is_proper(line: Line, at: int) -> bool:
    """Tell whether a word has a capital letter: "Hoaban", "eHoaban"."""
    return line.words[at].is_letters and not line.words[at].text.islower()


def ends_body(line: Line, at: int) -> bool:
    """Tell whether what stands at a word cannot be part of a name."""
    if line.at("person", at) or line.at("post", at):
        return True
    if any(line.hits.at(kind, at) for kind in ("honorific", "rank", "chain")):
        return not line.words[at].is_capital or bool(line.hits.at("rank", at))
    small = not line.words[at].is_capital
    return small and any(line.hits.at(kind, at) for kind in ("speech", "copula", "body-end"))


def body_of_small_unit(line: Line, spot: Spot, post: Post) -> Body | None:
    """Read a unit that is written small before its body: "trưởng khoa tiêu hóa Bệnh viện A"."""
    start = end = spot.end
    while end < len(line.words) and end - start <= UNIT:
        agency = line.at("agency", end)
        if agency and end > start:
            parent, behind = body_of_agency(line, end, agency)
            unit = f"{post.body} {line.text(start, end)}"
            return Organisation(line.text(start, behind), f"{unit} {parent.name}"), behind
        word = line.words[end]
        if agency or word.is_capital or not word.is_letters or ends_body(line, end):
            return None
        if word.key in _OF or line.hits.at("chain", end):
            return None
        end += 1
    return None


def body_of_hamlet(line: Line, at: int) -> Body | None:
    """Read the hamlet that its head carries the noun of: "Trưởng thôn 3", "Trưởng bản Nà Lũng"."""
    end = at
    while end < len(line.words) and end - at < OVERHANG and line.words[end].is_name_part:
        if line.at("person", end):
            break
        end += 1
    if end == at and at < len(line.words) and line.words[at].is_number:
        end = at + 1
    if end == at:
        return None
    text = line.text(at - 1, end)
    return Organisation(text, text[0].upper() + text[1:]), end


def skip_charge(line: Line, at: int) -> int:
    """Return the index behind what a post is in charge of, where its holder follows.

    So in "Phó Tổng thư ký Liên Hợp Quốc phụ trách nhân đạo | Amina Diallo".
    """
    end = at
    if not (at + 1 < len(line.words) and line.words[at].key == "phụ"):
        return at
    while end < len(line.words) and end - at <= _CHARGE and line.words[end].is_letters:
        if line.at("person", end):
            return end
        end += 1
    return at
