"""What an article says of posts as a whole: where each is written in full, and who holds it."""

from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.elided import in_chain
from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.facts import Organisation
from tinvan.names.words import keys_of


class Reading(msgspec.Struct, frozen=True):
    """A sentence with its titles and their holders."""

    line: Line
    titles: Sequence[Title]
    holdings: Sequence[Holding]


class Told:
    """The posts of an article whose organisation is written.

    Args:
        readings: The sentences of the article that have a post.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        titles = [title for reading in readings for title in reading.titles]
        self._titles = [title for title in titles if title.organisation and title.is_written]
        self._holdings = [
            holding
            for reading in readings
            for holding in reading.holdings
            if _is_full(reading.line, holding.title)
        ]

    def is_written(self, holding: Holding) -> bool:
        """Tell whether a person's post is written with its organisation elsewhere."""
        keys = keys_of(holding.title.position)
        return any(
            full_name(other) == full_name(holding)
            and keys_of(other.title.position)[: len(keys)] == keys
            for other in self._holdings
        )

    def taken(self, holding: Holding) -> frozenset[str]:
        """Return the names of the organisations whose post of this name others hold."""
        if holding.status == "former":
            return frozenset()
        position, person = holding.title.position.casefold(), full_name(holding)
        return frozenset(
            other.title.organisation.name
            for other in self._holdings
            if other.title.organisation
            and other.status != "former"
            and other.title.position.casefold() == position
            and full_name(other) != person
        )

    def only(self, holding: Holding) -> Organisation | None:
        """Return the one organisation of a post of this name, if all are the same."""
        position = holding.title.position.casefold()
        found = [o for title, o in self._written() if title.position.casefold() == position]
        return found[-1] if len({organisation.name for organisation in found}) == 1 else None

    def of_post(self, title: Title) -> Organisation | None:
        """Return the organisation that a post which implies one mostly has in the article."""
        found = [o for other, o in self._written() if other.post.id == title.post.id]
        names = [organisation.name for organisation in found]
        return max(found, key=lambda o: names.count(o.name), default=None)

    def _written(self) -> Iterator[tuple[Title, Organisation]]:
        """Yield the titles with the organisations that are written."""
        for title in self._titles:
            if title.organisation:
                yield title, title.organisation


def full_name(holding: Holding) -> str:
    """Return the full name of a holder."""
    mention = holding.person.mention
    return mention.name or mention.text


def _is_full(line: Line, title: Title) -> bool:
    """Tell whether a post needs no organisation, or has it written."""
    return (
        title.post.bare or title.is_written or (title.post.body == "Bộ" and in_chain(line, title))
    )
