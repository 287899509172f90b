"""Whose post a verb of being tells of far behind its subject: "ông … vừa là giám đốc A"."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from tinvan.assemble.careers import Careers
from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line, Spot
from tinvan.assemble.title_links import skip_chain
from tinvan.assemble.titles import Title
from tinvan.document import Document, Mention, preceding

_REACH = 25  # words between a subject and its verb of being
_PRONOUNS = frozenset(("ông", "bà", "anh", "chị", "cô"))
_ADJECTIVES = ("nguyên", "cựu", "cố")  # of posts that were: "gặp | nguyên Giám đốc"
_NEAR = 400  # characters within which a pronoun's name stands before it
_BARRED = ("reporting", "candidate")
_BARRED_KEYS = frozenset(("nói", "kể", "rằng", "người", "thay", ":", ";", '"'))


def read_subjects(
    document: Document, line: Line, titles: Sequence[Title], holdings: Sequence[Holding]
) -> Iterator[Holding]:
    """Yield the holders of posts that the subject of a sentence is, was or becomes."""
    held = {holding.title.at for holding in holdings}
    career = Careers.load()
    if opened := career.opened(line):
        subject = subject_before(document, line, opened)
        for title, status in career.posts(line, titles, opened) if subject else ():
            if subject and title.at not in held and title.is_written and title.organisation:
                held.add(title.at)
                yield Holding(subject, title, "official.subject-copula-post", status)
    last: Holding | None = None
    for title in titles:
        if title.at in held or not (title.is_written and title.organisation):
            continue
        if last and _follows(line, last.title, title):
            status = last.status if title.status == "incumbent" else title.status
            last = Holding(last.person, title, last.rule, status)
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
    former = line.hits.at("former", title.start)
    verbal = former is not None and former.form.text not in _ADJECTIVES
    return title.status == "appointed" or (title.status == "former" and verbal)


def _follows(line: Line, before: Title, title: Title) -> bool:
    """Tell whether a title goes on with the one before it, and nobody in it speaks."""
    joined = skip_chain(line, before.end) == title.start and title.start > before.end
    return joined and line.hits.at("speech", title.end) is None


def _subject(document: Document, line: Line, title: Title) -> Spot | None:
    """Return the one person or pronoun that stands before a title."""
    subject = subject_before(document, line, title.start)
    if subject is None or not 0 <= title.start - subject.end <= _REACH:
        return None
    if title.start == subject.end and not _is_of_verb(line, title):
        return None
    copula = line.hits.before("copula", title.start)  # whose "giữ chức" is no candidature
    between = range(subject.end, copula.start if copula else title.start)
    if any(line.hits.at(kind, at) for kind in _BARRED for at in between):
        return None
    if any(line.words[at].key in _BARRED_KEYS for at in between) or any(
        line.at("post", at) for at in between
    ):
        return None
    return subject


def subject_before(document: Document, line: Line, end: int) -> Spot | None:
    """Return the one person that a sentence names before a word, or the pronoun of one."""
    persons = [spot for spot in line.of("person") if spot.end <= end]
    if len({spot.mention.name for spot in persons}) > 1:
        return None
    start = persons[-1].end if persons else 0
    for at in range(end - 1, start - 1, -1):
        word = line.words[at]
        if word.key in _PRONOUNS and not line.words[at + 1].is_capital:
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
