"""Whose post a verb of being tells of far behind its subject: "ông … vừa là giám đốc A"."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from tinvan.assemble.careers import Careers
from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line, Spot
from tinvan.assemble.title_links import skip_addresses
from tinvan.assemble.titles import Title
from tinvan.document import Document, Mention, preceding

_REACH = 25  # words between a subject and its verb of being
_PRONOUNS = frozenset(("ông", "bà", "anh", "chị", "cô"))
_ADJECTIVES = ("nguyên", "cựu", "cố", "tân")  # of a post: "gặp | nguyên Giám đốc"
_NEAR = 400  # characters within which a pronoun's name stands before it
_BARRED = ("reporting", "candidate")
_BARRED_KEYS = frozenset(("nói", "kể", "rằng", "người", "cán", "ai", "thay", ":", ";", '"'))


def read_subjects(
    document: Document, line: Line, titles: Sequence[Title], holdings: Sequence[Holding]
) -> Iterator[Holding]:
    """Yield the holders of posts that the subject of a sentence is, was or becomes."""
    held = {holding.title.at for holding in holdings}
    career = Careers.load()
    if opened := career.opened(line):
        subject = _subject_before(document, line, opened.verb)
        if subject and _is_barred(line, range(subject.end, opened.verb)):
            subject = None
        for title, status in career.posts(line, titles, opened) if subject else ():
            if subject and title.at not in held and title.is_written and title.organisation:
                held.add(title.at)
                yield Holding(subject, title, "official.subject-copula-post", status)
    last: Holding | None = None
    for title in titles:
        if title.at in held or not (title.is_written and title.organisation):
            continue
        if last and (goes_on := career.goes_on(line, last.title, last.status, title)):
            last = Holding(last.person, title, last.rule, goes_on)
            yield last
            continue
        named = line.hits.before("copula", title.start) or _is_of_verb(line, title)
        if not named or any(p.start >= title.end for p in line.of("person")[:1]):
            continue
        if subject := _subject(document, line, title):
            last = Holding(subject, title, "official.subject-copula-post", title.status)
            yield last


def _is_of_verb(line: Line, title: Title) -> bool:
    """Tell whether a verb in the title itself says who has it: "được bầu làm", "từng là"."""
    hits = (line.hits.at(status, title.start) for status in ("former", "appointed"))
    verbs = [hit for hit in hits if hit and hit.form.text not in _ADJECTIVES]
    return title.status in ("former", "appointed") and bool(verbs)


def _subject(document: Document, line: Line, title: Title) -> Spot | None:
    """Return the one person or pronoun that stands before a title."""
    subject = _subject_before(document, line, title.start)
    if subject is None or not 0 <= title.start - subject.end <= _REACH:
        return None
    if title.start == subject.end and not (
        _is_of_verb(line, title)
        and not Careers.load().is_of_another(line, skip_addresses(line, subject.start))
    ):
        return None
    copula = line.hits.before("copula", title.start)  # whose "giữ chức" is no candidature
    between = range(subject.end, copula.start if copula else title.start)
    return None if _is_barred(line, between) else subject


def _is_barred(line: Line, between: range) -> bool:
    """Tell whether what stands between a subject and its verb gives the verb another subject."""
    for at in between:
        is_own = line.words[at].key == "người" and line.words[at - 1].key == "là"
        if (line.words[at].key in _BARRED_KEYS and not is_own) or line.at("post", at):
            return True
        if any(line.hits.at(kind, at) for kind in _BARRED):
            return True
    return False


def _subject_before(document: Document, line: Line, end: int) -> Spot | None:
    """Return the one person that a sentence names before a word, or the pronoun of one."""
    persons = [spot for spot in line.of("person") if spot.end <= end]
    if len({spot.mention.name for spot in persons}) > 1:
        return None
    start = persons[-1].end if persons else 0
    for at in range(end - 1, start - 1, -1):
        word = line.words[at]
        if word.is_capital and at and line.words[at - 1].is_letters:
            continue  # "Hải quân Hoàng gia | Anh"
        if word.key in _PRONOUNS and not line.words[at + 1].is_capital:
            if Careers.load().is_of_another(line, at):
                return None
            name = persons[-1].mention if persons else _antecedent(document, word.start)
            return Spot(at, at + 1, name) if name else None
    return persons[-1] if persons else None


def _antecedent(document: Document, start: int) -> Mention | None:
    """Return the last name before a pronoun, if no other stands near."""
    before = preceding(document.mentions, start)
    near = takewhile(lambda mention: mention.start >= start - _NEAR, before)
    persons = [mention for mention in near if mention.kind == "person"]
    names = {mention.name for mention in persons}
    return persons[0] if len(names) == 1 else None
