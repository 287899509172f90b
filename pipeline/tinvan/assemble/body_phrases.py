"""The organisation in a noun phrase behind a post that no head noun of the lexicon starts."""

from tinvan.assemble.bodies import (
    GLUE,
    LEAD,
    LONGEST_UNIT,
    OVERHANG,
    UNIT,
    Body,
    body_of_agency,
    ends_body,
    is_proper,
    joins_name,
)
from tinvan.assemble.lines import Line, Spot
from tinvan.facts import Organisation
from tinvan.names.lexicons import Post
from tinvan.names.spelling import Spelling
from tinvan.names.syllables import is_syllable

_LONGEST = 18  # words of a phrase that names an organisation
_OWNED_LEAD = 12  # the same behind "của"
_TERM = "nhiệm"  # of the term of a body: "Đảng ủy Kho bạc | nhiệm kỳ 2015-2020"
_CHARGE = 12  # words between a post and "của": "giám đốc phụ trách nội dung của …"


def body_of_phrase(line: Line, at: int, post: Post, spelling: Spelling) -> Body | None:
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
        named = found[0].name.startswith(f"{post.body} ")
        name = found[0].name if named else f"{post.body} {found[0].name}"
        return Organisation(found[0].text, name), found[1]
    return found


def _of_phrase(
    line: Line, start: int, stop: int, spelling: Spelling, *, owned: bool
) -> Body | None:
    """Make an organisation of a phrase, if there is a name in it."""
    inside = (a for a in line.of("agency") if start <= a.start < stop)
    if agency := next(inside, None):
        return _of_unit_in(line, start, agency, spelling)
    capitals = [i for i in range(start, stop) if is_proper(line, i)]
    if not capitals or capitals[0] - start > (_OWNED_LEAD if owned else LEAD):
        return None
    return _named(line, start, capitals[0], stop, spelling, owned=owned)


def _named(
    line: Line, start: int, first: int, stop: int, spelling: Spelling, *, owned: bool
) -> Body | None:
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


def _of_unit_in(line: Line, start: int, agency: Spot, spelling: Spelling) -> Body:
    """Make an organisation of a phrase that ends in one: its head noun makes it a unit of it."""
    organisation, end = body_of_agency(line, agency.start, agency)
    head = line.hits.at("head", start)
    if start == agency.start or not head or not line.words[start].is_capital:
        return organisation, end
    unit = spelling.expand(line.words, start, agency.start)
    return Organisation(line.text(start, end), f"{unit} {organisation.name}"), end


def _behind_class(line: Line, start: int, post: Post) -> Body | None:
    """Read the organisation behind a unit written small: "Trưởng ban đào tạo, Đại học Hoaban"."""
    end = start
    while end < len(line.words) and line.words[end].is_letters and not ends_body(line, end):
        end += 1
    if not start < end <= start + UNIT or end >= len(line.words):
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
        if ends_body(line, end) or not line.words[end].is_letters:
            return None
    return None


def _phrase_end(line: Line, start: int) -> int:
    """Return the index behind the phrase that starts at a word."""
    end = start
    while end < len(line.words) and end - start < _LONGEST:
        word = line.words[end]
        if word.text in GLUE and end > start:
            if not joins_name(line, start, end):
                break
        elif not (word.is_letters or word.is_number) or ends_body(line, end) or word.key == _TERM:
            break
        end += 1
    if not any(is_proper(line, i) for i in range(start, end)):
        return start
    clean = end == len(line.words) or not line.hits.at("body-end", end)
    last = max((i for i in range(start, end) if is_proper(line, i)), default=start - 1) + 1
    is_sign = end == len(line.words) or not line.words[end].is_letters
    named = is_sign and line.hits.at("head", start)
    if clean and end - last <= (LONGEST_UNIT if named else OVERHANG):
        return end
    return last
