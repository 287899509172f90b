"""Signs that the post beside a person is somebody else's: "Theo ông Ba, Thủ tướng sẽ đến"."""

import itertools

from tinvan.assemble.lines import Line, Spot
from tinvan.assemble.title_links import skip_addresses
from tinvan.assemble.titles import Title
from tinvan.facts import Organisation

_TO = frozenset(("với", "trước", "cho", "gửi", "thưa", "tiếp", "gặp"))
_ANSWERS = ["trả", "lời"]
_PRESS = frozenset((("báo", "chí"), ("phóng", "viên"), ("phỏng", "vấn")))  # who asks for readers
OF_MANY = ("dai-bieu", "dbqh")  # posts that a list of names shares without "các" before it


def opens_clause(line: Line, title: Title, person: Spot) -> bool:
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
    first = skip_addresses(line, person.start)
    return of_one or (first > 0 and line.words[first - 1].is_letters)


def is_answered(line: Line, title: Title, person: Spot) -> bool:
    """Tell whether the holder of a post answers the person before it, and is not that person.

    So in "Trả lời câu hỏi của đại biểu Ba, Bộ trưởng Bộ Y tế cho biết".
    """
    before = [word.key for word in line.words[: person.start]]
    if before[: len(_ANSWERS)] != _ANSWERS or "," in before:
        return False
    if any(_is_medium(line, spot) for spot in line.of("agency") if spot.end <= person.start):
        return False  # "Trả lời báo Sen Hồng"
    if any(pair in _PRESS for pair in itertools.pairwise(before)) or "pv" in before:
        return False
    return line.hits.at("speech", title.end) is not None


def _is_medium(line: Line, spot: Spot) -> bool:
    """Tell whether an organisation asks for its readers: "Trả lời | VTV", "câu hỏi của | báo A"."""
    head = line.hits.at("head", spot.start)
    is_press = head is not None and getattr(head.form.entry, "kind", "") == "media"
    return is_press or spot.start <= len(_ANSWERS) + 1


def is_closed(line: Line, person: Spot) -> bool:
    """Tell whether a comma closes a name: "lệnh của Giám đốc Sở A, Lê Văn Ba, …"."""
    return person.end < len(line.words) and line.words[person.end].text == ","


def is_spoken_to(line: Line, title: Title, person: Spot) -> bool:
    """Tell whether a post before a comma ends an adjunct: "báo cáo với Thủ tướng, ông Ba nói"."""
    if not is_adjunct(line, title):
        return False
    if _is_alone(line, title):
        return True
    goes_on = person.end < len(line.words) and line.words[person.end].is_letters
    return goes_on and line.words[title.start - 1].key in _TO


def is_adjunct(line: Line, title: Title, but: tuple[str, ...] = ()) -> bool:
    """Tell whether a word other than a verb of being stands before a post: "lệnh của Thủ tướng".

    Args:
        line: The sentence.
        title: The post.
        but: Words that make no adjunct.
    """
    at = title.start
    if at == 0 or not line.words[at - 1].is_letters or line.words[at - 1].key in but:
        return False
    return not line.hits.before("copula", at)


def _is_alone(line: Line, title: Title) -> bool:
    """Tell whether no organisation stands behind a post."""
    return any(s.mention.start == title.at and s.end == title.end for s in line.of("post"))


def _is_of_one(title: Title) -> bool:
    """Tell whether one person in the state has a post, and is known by it: "Chủ tịch nước"."""
    if title.position.casefold().startswith("phó") or title.post.id in OF_MANY:
        return False
    post, organisation = title.post, title.organisation
    if organisation is None:
        return post.bare
    return organisation.name == "Quốc hội" or organisation == Organisation(
        post.implies, post.implies
    )


def is_aside(line: Line, person: Spot) -> bool:
    """Tell whether "Theo ông Ba," ends with a short name, so that a new clause follows it."""
    short = person.end - person.start == 1
    return short and any(word.key == "theo" for word in line.words[: person.start])


def is_replaced(line: Line, person: Spot) -> bool:
    """Tell whether someone else takes the post over: "lên thay ông Ba làm chủ tịch"."""
    return any(word.key == "thay" for word in line.words[max(0, person.start - 3) : person.start])
