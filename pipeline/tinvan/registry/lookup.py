"""Which body a name means on a day."""

import datetime as dt
import functools
from collections.abc import Sequence

from tinvan.errors import TinvanError
from tinvan.facts import AgencyKind
from tinvan.names.agencies import AgencyReader
from tinvan.names.classify import Classifier
from tinvan.names.gazetteer import Hits
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.names.lexicons import Body, Head
from tinvan.names.spelling import Spelling
from tinvan.names.words import Word, split_words
from tinvan.registry.answer import Answer, Named
from tinvan.registry.local import LocalBodies
from tinvan.registry.registry import Registry, near_names
from tinvan.registry.telling import Asked

_HOME = (" Việt Nam", " VN")
_CLOSED = ("bo",)  # heads all of whose bodies at home the registry knows
_LIKE = 0.72  # how alike two names must be for one to be offered for the other
_MISSPELT = 0.9  # and for one to be the other, misspelt


class UnknownAgencyError(TinvanError):
    """A name that neither the registry nor the grammar of names can read.

    Attributes:
        near: Names that look like it.
    """

    def __init__(self, name: str, near: list[str]) -> None:
        self.near = near
        hint = (
            f" Near it: {'; '.join(near)}." if near else " Nothing in the registry looks like it."
        )
        super().__init__(f"“{name}” is no name of an organisation that is known.{hint}")


def find_agency(name: str, on: str | None = None) -> Answer:
    """Say which body a name means on a day.

    Args:
        name: As the press writes it: "Bộ TT-TT", "UBND TP.HCM".
        on: The day, ISO 8601; without one, the last body of the name is meant.

    Raises:
        UnknownAgencyError: If the name cannot be read.
    """
    return _lookup()(name, on)


def agency_id(name: str, kind: AgencyKind, day: dt.date | None) -> str | None:
    """Return the stable id of a body of facts, or None where the registry gives it none.

    Args:
        name: Its full name.
        kind: Its kind, which the registry must agree with.
        day: The day of the article.
    """
    asked = Asked(name, day.isoformat() if day else None)
    found = _lookup().named(name, asked)
    if found is None and name.endswith(_HOME[0]):  # "Bộ Y tế Việt Nam", but not "Honda Việt Nam"
        found = _lookup().named(name.removesuffix(_HOME[0]), asked)
        found = found if found and found.level == "central" else None
    return found.id if found and found.kind == kind else None


def body_id(name: str) -> str | None:
    """Return the stable id of the last body of just this name; None where there is none.

    Args:
        name: Its full name, or a spelling of it.
    """
    found = _lookup().named(name, Asked(name, None))
    return found.id if found else None


@functools.cache
def _lookup() -> "Lookup":
    """Return the look-up over the installed registry, built once."""
    return Lookup(load_knowledge())


class Lookup:
    """Looks names up: in the registry, by the patterns of local bodies, by the grammar of names.

    Args:
        knowledge: The lexicons of names.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.registry = Registry(knowledge.bodies)
        self.local = LocalBodies(knowledge, self.registry)
        self._spelling = Spelling()
        self._reader = AgencyReader(self._spelling)
        self._classify = Classifier(knowledge)

    def __call__(self, name: str, on: str | None = None) -> Answer:
        """Return what a name means on a day (see `find_agency`)."""
        plain = " ".join(name.split())
        asked = Asked(plain, on)
        given = plain[:1].upper() + plain[1:]
        answer = self.known(given, asked)
        if answer is None and given.endswith(")"):
            whole, _, note = given.rpartition(" (")  # its short name, or whose it is
            answer = self.known(whole, asked)
            if answer is None and " " not in note:
                answer = self._read(whole, asked)
        answer = answer or self._read(given, asked)
        if answer is None:
            raise UnknownAgencyError(plain, self._near(plain, _LIKE))
        return answer

    def _near(self, name: str, alike: float) -> list[str]:
        """Return the names of the registry that look like one."""
        return near_names(name, [*self.registry.forms(), *self.local.forms()], alike)

    def named(self, name: str, asked: Asked) -> Answer | None:
        """Return what the registry or a pattern of local bodies has under just this name."""
        body = self.registry.named(name, asked.on)
        if body:
            return self.registry.answer(body, asked)
        local = self.local.read(name, asked.on)
        return self.local.answer(local, asked) if local and (local.place or local.region) else None

    def known(self, name: str, asked: Asked) -> Answer | None:
        """Return what the registry or a pattern of local bodies knows by a name, or one near it."""
        if answer := self.named(name, asked):
            return answer
        body = self._at_home(name, asked.on) or self._seated(name, asked.on)
        if body:
            return self.registry.answer(body, asked)
        local = self.local.read(name, asked.on)
        return self.local.answer(local, asked) if local else None

    def _at_home(self, name: str, on: str | None) -> Body | None:
        """Return the body of a name that says of which country it is, or fails to."""
        for home in _HOME:
            if name.endswith(home) and (body := self.registry.named(name[: -len(home)], on)):
                return body
            if body := self.registry.named(f"{name}{home}", on):
                return body
        return None

    def _seated(self, name: str, on: str | None) -> Body | None:
        """Return the body whose seat in a place is named: "TAND tối cao tại TP.HCM"."""
        owner, at, _ = name.rpartition(" tại ")
        return self.registry.named(owner, on) if at else None

    def _read(self, name: str, asked: Asked) -> Answer | None:
        """Read a name by the grammar, and look its full spelling up."""
        words = split_words(name, 0, len(name))
        hits = self._knowledge.gazetteer.scan(words)
        span = self._reader.at(words, hits, 0) if words else None
        if span and span.end == len(words):
            if body := self.registry.bodies.get(span.body or ""):  # clubs and brands are not there
                return self.registry.answer(body, asked)
            full, rule = span.name, span.rule
        else:
            full, rule = self._spelled(words, hits, name), "agency.grammar"
        if not full:
            return None
        if full != name and (known := self.known(full, asked)):
            return known
        return self._by_grammar(full, rule, asked)

    def _spelled(self, words: Sequence[Word], hits: Hits, name: str) -> str:
        """Spell out a name of which the grammar reads only the head; "" where it misspells one.

        That it is a name need not be found out: whoever asks says so.
        """
        head = hits.at("head", 0)
        if head is None or head.end == len(words) or self._near(name, _MISSPELT):
            return ""
        entry = head.form.entry
        assert isinstance(entry, Head)
        tail = self._spelling.expand(words, head.end, len(words))
        return f"{self._spelling.of_head(words, head, entry)} {tail}"

    def _by_grammar(self, full: str, rule: str, asked: Asked) -> Answer | None:
        """Say what a full name tells by itself of a body that the registry does not know."""
        found = self._classify(full, None, rule)
        if found.head in _CLOSED and found.kind == "government":
            return None
        place = found.place.name if found.place and found.place.is_named else None
        parent = self._parent(full, asked.on)
        return Answer(
            asked=asked.name,
            on=asked.on,
            id=None,
            name=full,
            kind=found.kind,
            level=found.level,
            place=place,
            parent=Named(parent.id, parent.name) if parent else None,
            valid=parent.valid if parent else None,
            valid_to=parent.valid_to if parent else None,
            held=parent.held if parent else (),
            read_by="grammar",
        )

    def _parent(self, name: str, on: str | None) -> Answer | None:
        """Return the known body whose name ends the name of a unit: "Vụ Pháp chế | Bộ Y tế"."""
        words = split_words(name, 0, len(name))
        for word in words[1:]:
            rest = name[word.start :]
            known = self.known(rest, Asked(rest, on)) if word.is_capital else None
            if known and (known.place or known.read_by == "registry"):
                return known
        return None
