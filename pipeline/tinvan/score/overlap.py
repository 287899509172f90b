"""Whether two files speak of the same articles, and if not, what may be done about it."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from tinvan.score.slots import Record

_NAMED = 3  # articles that a warning names


def ids_of(facts: Iterable[Record], docs: str | None = None) -> set[str]:
    """Return the articles that facts are of, those alone whose doc_id `docs` finds, if given."""
    ids = {fact["doc_id"] for fact in facts}
    return {doc_id for doc_id in ids if docs is None or re.search(docs, doc_id)}


def overlap_warnings(
    gold: Collection[str], given: Collection[str], names: tuple[str, str] = ("gold", "the output")
) -> Iterator[str]:
    """Yield warnings if two sides do not speak of the same articles.

    Args:
        gold: The doc_ids of the side that decides which articles count.
        given: Those of the other side.
        names: What the sides are called.
    """
    missing = sorted(set(gold) - set(given))
    if not gold or not missing:
        return
    one, other = names
    if len(missing) < len(gold):
        yield (
            f"{_named(missing)} of {one} {_have(missing)} no facts in {other}: "
            "whatever is right there counts as missed"
        )
    elif given:
        yield (
            f"no article of {one} is in {other}: {one} has {_quoted(gold)}, {other} has "
            f"{_quoted(given)}. {_advice(set(gold), set(given))}"
        )
    else:
        yield f"{other} has no facts at all"


def _advice(gold: set[str], given: set[str]) -> str:
    """Tell how the doc_ids may be made the same."""
    if {_bare(doc_id) for doc_id in gold} & {_bare(doc_id) for doc_id in given}:
        return (
            "They differ in the folder or in the end of the name: a doc_id is the path below "
            "what is given to “tinvan extract”, so extract from the folder that gold was made in"
        )
    return "A fact is compared only where both have the same doc_id: are these the files you mean?"


def _bare(doc_id: str) -> str:
    """Return the name of a file without folder and end."""
    return PurePosixPath(doc_id).stem


def _named(missing: list[str]) -> str:
    """Name some of the articles and say how many there are."""
    noun = "article" if len(missing) == 1 else "articles"
    return f"{len(missing)} {noun} ({_quoted(missing)})"


def _have(missing: list[str]) -> str:
    return "has" if len(missing) == 1 else "have"


def _quoted(ids: Collection[str]) -> str:
    """Quote the first few."""
    shown = ", ".join(f"“{doc_id}”" for doc_id in sorted(ids)[:_NAMED])
    return shown + (", …" if len(ids) > _NAMED else "")
