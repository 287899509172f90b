"""Two holders of one post at one time."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tinvan.facts import Official
from tinvan.merge.figures import Rival
from tinvan.merge.names import person_key, words
from tinvan.merge.periods import days_between
from tinvan.merge.store import FactStore
from tinvan.score.slots import fold

_MOST = 4  # holders of one post at one time beyond which it is no post of one

_AT_ONCE = 3  # days within which a post does not change hands, as a rule
_ALIKE = 0.75  # of two spellings of one name


def holder_conflicts(block: Sequence[int], store: FactStore) -> Iterator[Rival]:
    """Yield pairs of facts of two articles that give one post to two persons within some days.

    Who writes of both in one article knows that there are two: a predecessor, or two posts.

    Args:
        block: Facts of one post of one body, by number.
        store: The facts.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in block:
        fact = store.fact(number)
        if isinstance(fact, Official) and _holds(fact):
            holders[person_key(fact.person)].append(number)
    people = [*holders]
    if len(people) > _MOST:
        return
    for at, person in enumerate(people):
        for other in people[at + 1 :]:
            if not _is_one(person, other):
                yield from _at_once(holders[person], holders[other], store)


def _at_once(first: Sequence[int], second: Sequence[int], store: FactStore) -> Iterator[Rival]:
    """Yield one pair of facts of two holders that are of one time, if there is one."""
    texts = {store.text(number) for number in first} & {store.text(number) for number in second}
    if texts:
        return
    for one in first:
        for other in second:
            if days_between(_day(store, one), _day(store, other)) <= _AT_ONCE:
                yield Rival(*sorted((one, other)))
                return


def _holds(fact: Official) -> bool:
    """Tell whether a fact says that somebody holds a post that one alone can hold."""
    dated = fact.date is not None and fact.date.start is not None
    sole = fact.status == "incumbent" and fold(fact.position) in words("sole_posts")
    return dated and sole and _names_body(fact)


def _names_body(fact: Official) -> bool:
    """Tell whether the body is written out beside the post, and not found by what stands around.

    "Chủ tịch UBND tỉnh" is the post of some province, "Thủ tướng" of some country.
    """
    if fact.organisation is None:
        return False
    written, full = fold(fact.organisation.text), fold(fact.organisation.name)
    whole = full.split()[-1:] == written.split()[-1:]
    return whole and f"{fold(fact.position)} {written}" in fold(fact.evidence.text)


def _is_one(a: str, b: str) -> bool:
    """Tell whether two names can be of one person: "Suga" and "Yoshihide Suga"."""
    first, second = (name.replace(" ", "") for name in (a, b))
    if sorted(a.split()) == sorted(b.split()):
        return True
    shared = difflib.SequenceMatcher(None, first, second, autojunk=False)
    run = shared.find_longest_match().size / min(len(first), len(second))
    return shared.ratio() >= _ALIKE or run >= _ALIKE


def _day(store: FactStore, number: int) -> str:
    """Return the first day on which a fact holds."""
    date = store.fact(number).date
    return (date.start if date else None) or ""
