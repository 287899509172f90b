"""Whom and what facts are about: the bodies, people and places that a reader filters by."""

from collections.abc import Iterable, Iterator, Sequence

from tinvan.facts import Agency, AnyFact, Event, LegalDocument, Official
from tinvan.merge.names import body_key, person_key, place_key, subject_key
from tinvan.names.knowledge import load_knowledge
from tinvan.names.lexicons import Place, load_entries
from tinvan.score.slots import fold


class NameList:
    """Names, each once however it is spelled, by number.

    Attributes:
        names: The names, as they were first given.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, key: str, name: str) -> int:
        """Return the number of a name; a new one if its key is new."""
        if key not in self._numbers:
            self._numbers[key] = len(self.names)
            self.names.append(name)
        return self._numbers[key]


class Names:
    """Tells the bodies, people and places of facts.

    Attributes:
        agencies: Full names of bodies.
        people: Full names.
        places: Full names of provinces, countries, cities.
    """

    def __init__(self) -> None:
        self.agencies, self.people, self.places = NameList(), NameList(), NameList()
        self._places = {f"place:{one.id}": one.name for one in load_knowledge().provinces.values()}
        for place in load_entries("lexicons/places.toml", Place):
            self._places.setdefault(f"place:{place.id}", place.forms[0])

    def agencies_of(self, fact: AnyFact) -> tuple[int, ...]:
        """Return the numbers of the bodies that a fact is about."""
        return _numbers(self.agencies, ((_body(name), name) for name in _bodies(fact)))

    def people_of(self, fact: AnyFact, officials: Sequence[Official]) -> tuple[int, ...]:
        """Return the numbers of the people that a fact is about, or who state it.

        Args:
            fact: The fact.
            officials: Those of its article.
        """
        named = [fact.person] if isinstance(fact, Official) else []
        if said := fact.attribution:
            named += [
                one.person
                for one in officials
                if one.person in said or any(said.endswith(m.text) for m in one.mentions)
            ]
        return _numbers(self.people, ((person_key(name), name) for name in named))

    def places_of(self, fact: AnyFact) -> tuple[int, ...]:
        """Return the numbers of the places that a fact is about."""
        keys = (place_key(fold(name)) for name in _place_names(fact))
        return _numbers(self.places, ((key, self._places[key]) for key in keys if key))


def _numbers(names: NameList, found: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    """Return the numbers of names, each once."""
    return tuple(dict.fromkeys(names.number(key, name) for key, name in found))


def _body(name: str) -> str:
    """Return the key of a body."""
    return body_key(name) or fold(name)


def _bodies(fact: AnyFact) -> Iterator[str]:
    """Yield the names of the bodies of a fact."""
    if isinstance(fact, Agency):
        yield fact.name
    elif isinstance(fact, Official):
        if fact.organisation:
            yield fact.organisation.name
    elif isinstance(fact, LegalDocument):
        if fact.issuer:
            yield fact.issuer
    elif isinstance(fact, Event):
        yield from fact.organisers
    elif fact.subject and (subject_key(fact.subject) or "").startswith("body:"):
        yield fact.subject


def _place_names(fact: AnyFact) -> Iterator[str]:
    """Yield what may be a place."""
    if isinstance(fact, Agency | Event):
        if fact.place:
            yield fact.place
    elif not isinstance(fact, Official | LegalDocument) and fact.subject:
        yield fact.subject
