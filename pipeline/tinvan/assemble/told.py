"""What an article says of posts as a whole: where each is written in full, and who holds it."""

from collections.abc import Sequence

import msgspec

from tinvan.assemble.elided import in_chain
from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.facts import Organisation
from tinvan.names.words import keys_of

_Organisations = dict[str, list[Organisation]]  # by name, in order of the text


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
        self._positions: dict[str, set[tuple[str, ...]]] = {}  # by person
        self._holders: dict[str, dict[str, set[str]]] = {}  # by position and organisation
        self._of_position: dict[str, _Organisations] = {}
        self._of_post: dict[str, _Organisations] = {}
        for reading in readings:
            for title in reading.titles:
                self._add_title(title)
            for holding in reading.holdings:
                if _is_full(reading.line, holding.title):
                    self._add_holding(holding)

    def _add_title(self, title: Title) -> None:
        """Note the organisation of a post, if it is written."""
        if (organisation := title.organisation) and title.is_written:
            for index, key in (
                (self._of_position, title.position.casefold()),
                (self._of_post, title.post.id),
            ):
                index.setdefault(key, {}).setdefault(organisation.name, []).append(organisation)

    def _add_holding(self, holding: Holding) -> None:
        """Note who holds a post that needs no organisation, or has it written."""
        person, position = full_name(holding), holding.title.position
        self._positions.setdefault(person, set()).add(keys_of(position))
        if (organisation := holding.title.organisation) and holding.status != "former":
            held = self._holders.setdefault(position.casefold(), {})
            held.setdefault(organisation.name, set()).add(person)

    def is_written(self, holding: Holding) -> bool:
        """Tell whether a person's post is written with its organisation elsewhere."""
        keys = keys_of(holding.title.position)
        positions = self._positions.get(full_name(holding), ())
        return any(position[: len(keys)] == keys for position in positions)

    def taken(self, holding: Holding) -> frozenset[str]:
        """Return the names of the organisations whose post of this name others hold."""
        if holding.status == "former":
            return frozenset()
        held = self._holders.get(holding.title.position.casefold(), {})
        own = {full_name(holding)}
        return frozenset(name for name, persons in held.items() if persons - own)

    def only(self, holding: Holding) -> Organisation | None:
        """Return the one organisation of a post of this name, if all are the same."""
        found = list(self._of_position.get(holding.title.position.casefold(), {}).values())
        return found[0][-1] if len(found) == 1 else None

    def of_post(self, title: Title) -> Organisation | None:
        """Return the organisation that a post which implies one mostly has in the article."""
        found = self._of_post.get(title.post.id, {}).values()
        return max(found, key=len)[0] if found else None


def full_name(holding: Holding) -> str:
    """Return the full name of a holder."""
    mention = holding.person.mention
    return mention.name or mention.text


def _is_full(line: Line, title: Title) -> bool:
    """Tell whether a post needs no organisation, or has it written."""
    return (
        title.post.bare or title.is_written or (title.post.body == "Bộ" and in_chain(line, title))
    )
