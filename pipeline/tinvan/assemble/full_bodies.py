"""The full names of the bodies that officials belong to, as the article names them elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.same_body import core
from tinvan.facts import Agency, AnyFact, Official
from tinvan.names.words import keys_of


def with_full_bodies(facts: Sequence[AnyFact]) -> Iterator[AnyFact]:
    """Yield facts, officials with the full name of a body of which they have a short one.

    So "Tổng giám đốc Dược An Bình" in an article on "Công ty Dược An Bình". What the post has
    must be one organisation of the article.
    """
    bodies: defaultdict[str, dict[str, Agency]] = defaultdict(dict)
    for fact in facts:
        if isinstance(fact, Agency):
            for mention in fact.mentions:
                bodies[mention.text][fact.name] = fact
    for fact in facts:
        yield _completed(fact, bodies) if isinstance(fact, Official) else fact


def _completed(fact: Official, bodies: dict[str, dict[str, Agency]]) -> Official:
    """Return an official with the full name of their body, if that is known."""
    own = fact.organisation
    known = list(bodies.get(own.text, {}).values()) if own else []
    if own is None or len(known) != 1 or not _is_fuller(known[0], own.name):
        return fact
    whole = msgspec.structs.replace(own, name=known[0].name)
    return msgspec.structs.replace(fact, organisation=whole)


def _is_fuller(body: Agency, short: str) -> bool:
    """Tell whether a body's name has a short one with its legal form or its middle.

    "Tổng công ty A" is not "Công ty A", nor "Công ty Đầu tư A".

    A brand that another company's name starts with may be its owner ("Samsung Electronics"), but
    a club is one ("Leicester City").
    """
    part, whole = keys_of(short), keys_of(body.name)
    if len(part) >= len(whole):
        return False
    if body.kind == "company" and (core(part) != core(whole) or _is_general(part, whole)):
        return False
    ends = part[-1] == whole[-1] and set(part) < set(whole)
    if body.rule == "agency.brand" and body.kind == "other":
        return whole[: len(part)] == part
    return ends and (part[0] == whole[0] or whole[-len(part) :] == part)


def _is_general(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether only one of two companies is a "tổng công ty", where both say what they are."""
    return "ty" in part and ("tổng" in part) != ("tổng" in whole)
