"""Who holds a title: the persons beside the titles of a sentence."""

from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.lines import Line, Spot
from tinvan.assemble.titles import Title
from tinvan.facts import Organisation, Status
from tinvan.names.persons import address_before

_ADDRESSES = ("honorific", "rank", "occupation")
_LINKS = frozenset((",", "-", "(", ":", "–"))
_TAKES = frozenset(("làm", "giữ chức", "giữ chức vụ", "giữ cương vị", "vào vị trí"))
_ADVERBS = frozenset(("đã", "sẽ", "vừa", "mới", "đang", "cũng"))
_TO = frozenset(("với", "trước", "cho", "gửi", "thưa", "tiếp", "gặp"))
_VERB = 3  # words of "được bổ nhiệm" that a title starts with
_NAMING = frozenset(("bổ", "bầu", "cử", "chỉ", "phê", "điều", "phân", "giao"))


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
    for person in line.of("person"):
        for holding in _behind(line, titles, person):
            owned.add(holding.title.at)
            yield holding
    for person in line.of("person"):
        for holding in _before(line, titles, person, owned):
            yield holding


def _before(
    line: Line, titles: Sequence[Title], person: Spot, owned: set[int]
) -> Iterator[Holding]:
    """Yield the titles that stand before a name: "Thứ trưởng Bộ Y tế Nguyễn Văn A"."""
    ends = {title.end: title for title in titles}
    first = at = _skip_addresses(line, person.start)
    direct = at in ends
    if not direct:
        at = _skip_link(line, at, person.start)
    former = line.hits.at("former", at) if at in ends and not direct else None
    while (title := ends.get(at)) is not None:
        if title.at in owned or _is_candidate(line, title):
            return
        if at + 1 == first and line.words[at].text == "," and _is_spoken_to(line, title, person):
            return
        owned.add(title.at)
        status = "former" if former else title.status
        yield Holding(person, title, "official.post-before-name", status)
        at = _skip_chain_back(line, title.start)
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
    at, rule, status = _to_title(line, person.end)
    title = starts.get(at)
    if rule == "official.name-comma-post" and _is_aside(line, person):
        return
    if rule == "official.name-copula-post" and _is_replaced(line, person):
        return
    if title is None or _holder_follows(line, title, rule):
        return
    if person.mention.rule == "person.before-post" and _is_of_next(line, title):
        return
    if at == person.end and title.organisation is None and not title.anaphor:
        return
    if line.words[at - 1].text == "," and _opens_clause(line, title, person):
        return
    while title is not None:
        found = title.status if title.status != "incumbent" else status
        yield Holding(person, title, rule, found)
        at = _skip_chain(line, title.end)
        following = starts.get(at)
        if following is None:
            following = next((t for t in titles if t.start == title.end), None)
        elif at == title.end:
            following = None
        if following is None or _holder_follows(line, following, rule):
            return
        if line.words[title.end].text == ";" and _leads_to_holder(line, starts, following):
            return
        title = _in_chain(line, title, following, found)


def _in_chain(line: Line, title: Title, following: Title, found: Status) -> Title:
    """Give a title behind another one its status: of the first, or of a verb between them."""
    status = following.status
    if _takes_up(line, title.end, following.start) and _is_naming(line, title.start):
        status = "appointed"
    elif found == "former" and status == "incumbent":
        status = "former"
    elif status == "appointed" and not _is_naming(line, following.start + _VERB):
        status = "incumbent"
    return msgspec.structs.replace(following, status=status)


def _opens_clause(line: Line, title: Title, person: Spot) -> bool:
    """Tell whether a post behind a comma is somebody else, of whom a clause of its own tells.

    So in "tặng hoa ông Ba, bí thư nói …": a post without an organisation, right before its verb,
    and either a post of one person ("Ông Ba, Chủ tịch nước nói …"), or behind a name that is
    not what the sentence starts with.
    """
    of_one = _is_of_one(title)
    if not (of_one or _is_alone(line, title)):
        return False
    after = title.end
    if line.hits.at("chain", after) or line.hits.at("copula", after):
        return False
    if after >= len(line.words) or line.words[after].is_capital:
        return False
    speaks = line.hits.at("speech", after)
    if not speaks and not (of_one and line.words[after].is_letters):
        return False
    first = _skip_addresses(line, person.start)
    return of_one or (first > 0 and line.words[first - 1].is_letters)


def _is_spoken_to(line: Line, title: Title, person: Spot) -> bool:
    """Tell whether a post before a comma ends an adjunct: "báo cáo với Thủ tướng, ông Ba nói"."""
    if title.start == 0 or not line.words[title.start - 1].is_letters:
        return False
    if line.hits.before("copula", title.start):
        return False
    if _is_alone(line, title):
        return True
    goes_on = person.end < len(line.words) and line.words[person.end].is_letters
    return goes_on and line.words[title.start - 1].key in _TO


def _is_alone(line: Line, title: Title) -> bool:
    """Tell whether no organisation stands behind a post."""
    return any(s.mention.start == title.at and s.end == title.end for s in line.of("post"))


def _is_of_one(title: Title) -> bool:
    """Tell whether one person in the state has a post, and is known by it: "Chủ tịch nước"."""
    if title.position.casefold().startswith("phó"):
        return False
    post, organisation = title.post, title.organisation
    if organisation is None:
        return post.bare
    return organisation.name == "Quốc hội" or organisation == Organisation(
        post.implies, post.implies
    )


def _is_aside(line: Line, person: Spot) -> bool:
    """Tell whether "Theo ông Ba," ends with a short name, so that a new clause follows it."""
    short = person.end - person.start == 1
    return short and any(word.key == "theo" for word in line.words[: person.start])


def _is_replaced(line: Line, person: Spot) -> bool:
    """Tell whether someone else takes the post over: "lên thay ông Ba làm chủ tịch"."""
    return any(word.key == "thay" for word in line.words[max(0, person.start - 3) : person.start])


def _to_title(line: Line, at: int) -> tuple[int, str, Status]:
    """Return where a title may start behind a name, with the rule and status of the way there."""
    words = line.words
    if at >= len(words):
        return at, "", "incumbent"
    if words[at].text == "(" and (close := _remark_end(line, at)):
        at = close
    rule = "official.name-comma-post"
    while at < len(words) and words[at].key in _ADVERBS:
        at += 1
    if at < len(words) and words[at].text in _LINKS:
        rule = "official.name-in-brackets-post" if words[at].text == "(" else rule
        at += 1
        if at < len(words) and (age := _age_end(line, at)):
            at = age
        if hit := line.hits.at("copula", at):
            at = hit.end
        at = _skip_ranks(line, at)
        return at, rule, "incumbent"
    hit = line.hits.at("copula", at)
    if hit:
        status: Status = "incumbent"
        if hit.form.text in _TAKES and _is_naming(line, at):
            status = "appointed"
        return hit.end, "official.name-copula-post", status
    return at, "official.name-copula-post", "incumbent"


def _skip_ranks(line: Line, at: int) -> int:
    """Return the index behind the ranks and commas before a title."""
    while hit := line.hits.at("rank", at) or line.hits.at("occupation", at):
        at = hit.end
        if at < len(line.words) and line.words[at].text in (",", "-"):
            at += 1
    return at


def _remark_end(line: Line, at: int) -> int | None:
    """Return the index behind a bracket with an age, a year or a place."""
    words = line.words
    for end in range(at + 1, min(at + 7, len(words))):
        if words[end].text == ")":
            inner = range(at + 1, end)
            if any(line.at("post", i) for i in inner):
                return None
            return end + 1
    return None


def _age_end(line: Line, at: int) -> int | None:
    """Return the index behind "45 tuổi,"."""
    words = line.words
    if words[at].is_number and at + 2 < len(words) and words[at + 1].key == "tuổi":
        return at + 3 if words[at + 2].text in (",", "-", ")") else None
    return None


def _takes_up(line: Line, start: int, end: int) -> bool:
    """Tell whether "giữ chức" or the like joins a title to the one before it."""
    hits = (line.hits.at("copula", at) for at in range(start, end))
    return any(hit is not None and hit.form.text in _TAKES for hit in hits)


def _is_naming(line: Line, at: int) -> bool:
    """Tell whether a verb of naming stands before a word."""
    return any(word.key in _NAMING for word in line.words[max(0, at - 14) : at])


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
        title = starts.get(_skip_chain(line, title.end))
    return False


def _skip_addresses(line: Line, at: int) -> int:
    """Return where the honorifics, ranks and occupations before a name start."""
    while at > 0:
        start = address_before(line.words, line.hits, at)
        if start is None:
            return at
        at = start
    return at


def _skip_link(line: Line, at: int, person: int) -> int:
    """Return the index before a comma, a dash or "là" between a title and an addressed name."""
    if at == 0:
        return at
    word = line.words[at - 1]
    if word.key == "là":
        hit = line.hits.before("former", at) or line.hits.before("copula", at)
        return hit.start if hit else at - 1
    if word.text in (",", "-", ":") and (at < person or word.text == "-"):
        return at - 1
    if word.text == "," and at == person and (close := line.at("person", person)):
        return (
            at - 1 if line.words[close.end : close.end + 1] and _is_comma(line, close.end) else at
        )
    chain = line.hits.before("chain", at) if at < person else None
    return chain.start if chain else at


def _is_comma(line: Line, at: int) -> bool:
    """Tell whether a comma stands at a word."""
    return line.words[at].text == ","


def _skip_chain(line: Line, at: int) -> int:
    """Return the index behind what joins two titles of one person."""
    words = line.words
    if at < len(words) and words[at].text in (",", ";", "-", "/"):
        at += 1
    while at < len(words):
        hit = line.hits.at("chain", at) or line.hits.at("copula", at)
        if hit is None and words[at].key == "và":
            at += 1
            continue
        if hit is None:
            break
        at = hit.end
    return at


def _skip_chain_back(line: Line, at: int) -> int:
    """Return the index before what joins two titles of one person."""
    start = at
    while at > 0:
        hit = line.hits.before("chain", at)
        if hit:
            at = hit.start
        elif line.words[at - 1].text in (",", "-", "/") or (
            line.words[at - 1].key == "và" and at == start
        ):
            at -= 1
        else:
            break
    return at


def _is_candidate(line: Line, title: Title) -> bool:
    """Tell whether a title is only run for."""
    return bool(line.hits.before("candidate", title.start))
