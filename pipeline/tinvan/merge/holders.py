"""Two holders of one post at one time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tinvan.facts import Official
from tinvan.merge.alike import Matcher
from tinvan.merge.figures import Rival
from tinvan.merge.names import organisation_key, person_key, words
from tinvan.merge.store import FactStore
from tinvan.score.slots import fold

_MOST = 4  # holders of one post at one time beyond which it is no post of one


def holder_conflicts(
    block: Sequence[int], store: FactStore, matcher: Matcher
) -> Iterator[Rival]:
    """Yield pairs of facts that give one post to two persons at one time.

    That is on one day, or on a day between two on which the other has it.

    Args:
        block: Facts of one post of one body, by number.
        store: The facts.
        matcher: Tells which articles tell one story.
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
                yield from _at_once(holders[person], holders[other], store, matcher)


def _at_once(
    first: Sequence[int], second: Sequence[int], store: FactStore, matcher: Matcher
) -> Iterator[Rival]:
    """Yield one pair of facts of two holders that are of one time, if there is one."""
    for one, other in ((first, second), (second, first)):
        days = sorted(_day(store, number) for number in one)
        for number in other:
            day = _day(store, number)
            if days[0] <= day <= days[-1]:
                near = min(one, key=lambda fact: (_day(store, fact) != day, fact))
                if _is_known(store, number) or matcher.one_story(near, number):
                    yield Rival(*sorted((near, number)))
                    return


def _holds(fact: Official) -> bool:
    """Tell whether a fact says that somebody holds a post that one alone can hold."""
    return (
        fact.status == "incumbent"
        and fold(fact.position) in words("sole_posts")
        and fact.date is not None
        and fact.date.start is not None
    )


def _is_known(store: FactStore, number: int) -> bool:
    """Tell whether the registry knows the body of a post."""
    fact = store.fact(number)
    return isinstance(fact, Official) and (organisation_key(fact) or "").startswith("body:")


def _is_one(a: str, b: str) -> bool:
    """Tell whether two names can be of one person: "Suga" and "Yoshihide Suga"."""
    first, second = set(a.split()), set(b.split())
    return first <= second or second <= first


def _day(store: FactStore, number: int) -> str:
    """Return the first day on which a fact holds."""
    date = store.fact(number).date
    return (date.start if date else None) or ""
