"""What stands between a name and a title, and between two titles of one person."""

from tinvan.assemble.lines import Line, Spot
from tinvan.facts import Status
from tinvan.names.persons import address_before
from tinvan.names.syllables import FULL_NAME, is_syllable

_LINKS = frozenset((",", "-", "(", ":", "–"))
_TAKES = frozenset(("làm", "giữ chức", "giữ chức vụ", "giữ cương vị", "vào vị trí"))
_ADVERBS = frozenset(("đã", "sẽ", "vừa", "mới", "đang", "cũng"))
_PARTS = frozenset((",", ";", "-", ")"))
_BRACKET = 7  # words of a bracket that is skipped
_REMARK = 14  # words of a remark
_AGENT = 16  # words of who names somebody to a post
_NAMED = 4  # words between "bầu" and "giữ chức"
_ENDS = frozenset((".", ";", ":", "("))


def to_title(line: Line, at: int) -> tuple[int, str, Status]:
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
        at = _remarks_end(line, at + 1)
        if hit := line.hits.at("copula", at):
            at = hit.end
        if at < len(words) and words[at].key == "một" and line.at("post", at + 1):
            at += 1
        return _skip_ranks(line, at), rule, "incumbent"
    if at < len(words) and (named := _named_by(line, at)):
        return named, "official.name-copula-post", "appointed"
    hit = line.hits.at("copula", at)
    if hit:
        status: Status = "incumbent"
        if hit.form.text in _TAKES and is_naming(line, at):
            status = "appointed"
        return hit.end, "official.name-copula-post", status
    return at, "official.name-copula-post", "incumbent"


def _skip_ranks(line: Line, at: int) -> int:
    """Return the index behind the ranks and commas before a title."""
    while not line.at("post", at) and (
        hit := line.hits.at("rank", at) or line.hits.at("occupation", at)
    ):
        at = hit.end
        if at < len(line.words) and line.words[at].text in (",", "-"):
            at += 1
    return at


def _remark_end(line: Line, at: int) -> int | None:
    """Return the index behind a bracket with an age, a year or a place."""
    words = line.words
    told = at + 1 < len(words) and _is_remark(line, at + 1)
    for end in range(at + 1, min(at + (_REMARK if told else _BRACKET), len(words))):
        if words[end].text == ")":
            inner = range(at + 1, end)
            if any(line.at("post", i) for i in inner):
                return None
            return end + 1
    return None


def _remarks_end(line: Line, at: int) -> int:
    """Return the index behind what is told of a person before the post: "45 tuổi, quê Sơn La,"."""
    words = line.words
    begun = at
    while at < len(words) and (_is_remark(line, at) or (at > begun and _is_home(line, at))):
        reach = range(at, min(at + _REMARK + 1, len(words)))
        end = next((i for i in reach if words[i].text in _PARTS), None)
        if end is None or any(line.at("post", i) for i in range(at, end)):
            return at
        at = end + 1
    return at


def _is_remark(line: Line, at: int) -> bool:
    """Tell whether an age, a birth or where somebody lives stands at a word."""
    words = line.words
    aged = words[at].is_number and at + 1 < len(words) and words[at + 1].key == "tuổi"
    return aged or line.hits.at("remark", at) is not None


def _is_home(line: Line, at: int) -> bool:
    """Tell whether a place stands at a word, behind a birth or an age: "SN 1977, | ở Hà Nội"."""
    return line.at("place", at + (line.words[at].key in ("ở", "tại"))) is not None


def _named_by(line: Line, at: int) -> int | None:
    """Return where a title starts behind who gave it: "được | Thủ tướng bổ nhiệm làm"."""
    words, hits = line.words, line.hits
    if words[at].key != "được" or hits.at("appointed", at):
        return None
    for verb in range(at + 1, min(at + _AGENT, len(words))):
        if words[verb].text in _ENDS or hits.at("proposing", verb) or line.at("person", verb):
            return None
        naming = hits.at("naming", verb)
        if naming is None or words[verb].is_capital:
            continue
        if hits.at("appointed", verb):
            return verb
        for place in range(naming.end, min(naming.end + _NAMED, len(words))):
            hit = hits.at("copula", place)
            if hit and hit.form.text in _TAKES:
                return hit.end
            if words[place].text != "," and not hits.any_at(("added", "naming"), place):
                break
    return None


def takes_up(line: Line, start: int, end: int) -> bool:
    """Tell whether "giữ chức" or the like joins a title to the one before it."""
    hits = (line.hits.at("copula", at) for at in range(start, end))
    return any(hit is not None and hit.form.text in _TAKES for hit in hits)


def is_naming(line: Line, at: int) -> bool:
    """Tell whether a verb of naming stands before a word."""
    return any(line.hits.at("naming", before) for before in range(max(0, at - _AGENT), at))


def skip_addresses(line: Line, at: int) -> int:
    """Return where the honorifics, ranks and occupations before a name start."""
    while at > 0:
        start = address_before(line.words, line.hits, at)
        if start is None:
            return at
        at = start
    return at


def skip_link(line: Line, at: int, person: int) -> int:
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
        return at - 1 if _is_apposition(line, close) else at
    chain = line.hits.before("chain", at) if at < person else None
    return chain.start if chain else at


def _is_apposition(line: Line, person: Spot) -> bool:
    """Tell whether a bare name behind a comma is that of the post before it.

    So where another comma closes it, and even without one in "Chủ tịch Real Sierra, Manuel Torres
    …", a foreign name in full, and in "Giám đốc Sở B, Trần Văn Mẫu cho biết": a full name that
    speaks.
    """
    end = person.end
    if end < len(line.words) and line.words[end].text == ",":
        return True
    words = line.words[person.start : end]
    if len(words) >= FULL_NAME and line.hits.at("speech", end):
        return True
    return len(words) > 1 and not is_syllable(words[0].text) and end < len(line.words)


def skip_chain(line: Line, at: int) -> int:
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


def skip_chain_back(line: Line, at: int) -> int:
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
