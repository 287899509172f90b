"""Who holds a title: the persons beside the titles of a sentence."""

from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.lines import Line, Spot
from tinvan.assemble.other_holders import (
    OF_MANY,
    is_adjunct,
    is_answered,
    is_aside,
    is_closed,
    is_replaced,
    is_spoken_to,
    opens_clause,
)
from tinvan.assemble.title_links import (
    is_naming,
    skip_addresses,
    skip_chain,
    skip_chain_back,
    skip_link,
    takes_up,
    to_title,
)
from tinvan.assemble.titles import Title
from tinvan.facts import Status
from tinvan.names.syllables import is_syllable

_ADDRESSES = ("honorific", "rank", "occupation")
_LISTS = frozenset((",", "và", ";", "cùng"))
_NO_ADJUNCT = ("theo", "do")
_VERB = 3  # words of "được bổ nhiệm" that a title starts with


class Holding(msgspec.Struct, frozen=True):
    """A person and a title of theirs.

    Attributes:
        person: The person.
        title: The title.
        rule: How they stand to each other.
        status: Of the title, with what the words between them tell.
    """

    person: Spot
    title: Title
    rule: str
    status: Status


def read_holdings(line: Line, titles: Sequence[Title]) -> Iterator[Holding]:
    """Yield the persons of a sentence with their titles."""
    owned: set[int] = set()
    persons = line.of("person")
    behind = [holding for person in persons for holding in _behind(line, titles, person)]
    owned.update(holding.title.at for holding in behind)
    titled = {holding.person.start for holding in behind}
    before = [h for person in persons for h in _before(line, titles, person, owned, titled)]
    yield from behind
    yield from before
    titled.update(holding.person.start for holding in before)
    for holding in before:
        if _is_of_many(line, holding.title):
            yield from _listed(line, holding, titled)


def _is_of_many(line: Line, title: Title) -> bool:
    """Tell whether a post is that of everybody in the list behind it: "các Phó Chủ tịch A, B"."""
    return title.post.id in OF_MANY or bool(line.hits.before("plural", title.start))


def _listed(line: Line, holding: Holding, titled: set[int]) -> Iterator[Holding]:
    """Yield the further holders of a post that a list of names follows."""
    end = holding.person.end
    while end < len(line.words) and line.words[end].key in _LISTS:
        at = end + 1
        while hit := next((h for kind in _ADDRESSES if (h := line.hits.at(kind, at))), None):
            at = hit.end
        person = line.at("person", at)
        if person is None or person.start in titled:
            return
        yield Holding(person, holding.title, holding.rule, holding.status)
        end = person.end


def _before(
    line: Line, titles: Sequence[Title], person: Spot, owned: set[int], titled: set[int]
) -> Iterator[Holding]:
    """Yield the titles that stand before a name: "Thứ trưởng Bộ Y tế Nguyễn Văn A"."""
    ends = {title.end: title for title in titles}
    # "Anh" behind a post is a country, not the address of the name: "Thủ tướng Anh | Alan Barker".
    first = at = person.start if person.start in ends else skip_addresses(line, person.start)
    direct = at in ends
    if not direct:
        at = skip_link(line, at, person.start)
    former = line.hits.at("former", at) if at in ends and not direct else None
    while (title := ends.get(at)) is not None:
        if title.at in owned or _is_candidate(line, title):
            return
        if at + 1 == first and line.words[at].text == ",":
            if line.hits.at("child", first):
                return
            own = person.start in titled and is_adjunct(line, title)
            bare = first == person.start and is_syllable(line.words[first].text)
            bare = bare and is_adjunct(line, title, but=_NO_ADJUNCT)
            if own or is_spoken_to(line, title, person) or (bare and not is_closed(line, person)):
                return
        owned.add(title.at)
        status = "former" if former else title.status
        yield Holding(person, title, "official.post-before-name", status)
        at = skip_chain_back(line, title.start)
        before = ends.get(at)
        if at == title.start or (before and _are_two_persons(before, title)):
            return


def _are_two_persons(one: Title, other: Title) -> bool:
    """Tell whether nobody has two posts at once: of two states, or of state and province."""
    if _is_of_state(one) and _is_of_state(other):
        return True
    local = other.organisation is not None and "nhân dân " in other.organisation.name
    return local and one.organisation is not None and one.organisation.name == one.post.implies


def _is_of_state(title: Title) -> bool:
    """Tell whether a title is one of a state: two of them are two persons'."""
    return bool(title.post.country) and not title.post.place


def _behind(line: Line, titles: Sequence[Title], person: Spot) -> Iterator[Holding]:
    """Yield the titles that stand behind a name: "ông A, Giám đốc Sở B"."""
    starts = {title.start: title for title in titles}
    at, rule, status = to_title(line, person.end)
    title = starts.get(at)
    if rule == "official.name-comma-post" and is_aside(line, person):
        return
    if rule == "official.name-copula-post" and is_replaced(line, person):
        return
    if title is None or _holder_follows(line, title, rule):
        return
    if person.mention.rule == "person.before-post" and _is_of_next(line, title):
        return
    if at == person.end and not (title.anaphor or _has_body(line, starts, title)):
        return
    after_comma = line.words[at - 1].text == ","
    if after_comma and (opens_clause(line, title, person) or is_answered(line, title, person)):
        return
    while title is not None:
        found = title.status if title.status != "incumbent" else status
        yield Holding(person, title, rule, found)
        at = skip_chain(line, title.end)
        following = starts.get(at)
        if following is None:
            following = next((t for t in titles if t.start == title.end), None)
        elif at == title.end and following.status != "appointed":
            following = None
        if following is None or _holder_follows(line, following, rule):
            return
        if line.words[title.end].text == ";" and _leads_to_holder(line, starts, following):
            return
        title = _in_chain(line, title, following, found)


def _has_body(line: Line, starts: dict[int, Title], title: Title) -> bool:
    """Tell whether a title has an organisation, or the one that a comma joins to it has."""
    if title.organisation is None and line.words[title.end : title.end + 1]:
        joined = line.words[title.end].text == ","
        title = starts.get(title.end + 1, title) if joined else title
    return title.organisation is not None


def _in_chain(line: Line, title: Title, following: Title, found: Status) -> Title:
    """Give a title behind another one its status: of the first, or of a verb between them."""
    status = following.status
    takes = takes_up(line, title.end, following.start)
    if takes and (found == "former" or is_naming(line, title.start)):
        status = "appointed"
    elif found == "former" and status == "incumbent":
        status = "former"
    elif status == "appointed" and not is_naming(line, following.start + _VERB):
        status = "incumbent"
    return msgspec.structs.replace(following, status=status)


def _holder_follows(line: Line, title: Title, rule: str) -> bool:
    """Tell whether a title runs right into another name, so that it is that person's."""
    if rule == "official.name-in-brackets-post":
        return False
    at = title.end
    while at < len(line.words):
        if line.at("person", at):
            return True
        hit = next((h for kind in _ADDRESSES if (h := line.hits.at(kind, at))), None)
        if hit is None:
            return False
        at = hit.end
        if at < len(line.words) and line.words[at].text == ".":
            at += 1
    return False


def _is_of_next(line: Line, title: Title) -> bool:
    """Tell whether an addressed name stands behind the comma after a title: "…, Đại tá Ba"."""
    at = title.end
    if at >= len(line.words) or line.words[at].text != ",":
        return False
    hit = next((h for kind in _ADDRESSES if (h := line.hits.at(kind, at + 1))), None)
    return bool(hit and line.at("person", hit.end))


def _leads_to_holder(line: Line, starts: dict[int, Title], title: Title | None) -> bool:
    """Tell whether the chain of titles that starts with one runs into another name."""
    while title is not None:
        if _holder_follows(line, title, ""):
            return True
        title = starts.get(skip_chain(line, title.end))
    return False


def _is_candidate(line: Line, title: Title) -> bool:
    """Tell whether a title is only run for, or somebody else's: "trợ lý Tổng thống A"."""
    return any(line.hits.before(kind, title.start) for kind in ("candidate", "relation"))
