"""Assembling `agency` facts."""

import itertools
from collections.abc import Iterator, Sequence

import regex

from tinvan.assemble.common import fact_fields
from tinvan.assemble.mention_dates import MentionDating
from tinvan.assemble.same_body import Alike, Group, identity, is_gapped, shortens
from tinvan.document import Document, Mention
from tinvan.facts import Agency
from tinvan.names.classify import Classifier
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.registry import agency_id

_JOINED = regex.compile(r",?\s(?:và|cùng|với)\s")
_PLACED = frozenset(("government", "party", "legislature", "judiciary", "association"))


class AgencyAssembler:
    """Builds the `agency` facts of a document: one for each organisation that it names.

    Args:
        knowledge: The lexicons; loaded by default.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()
        self._classify = Classifier(self._knowledge)
        self._dating = MentionDating.load()

    def __call__(self, document: Document) -> Iterator[Agency]:
        """Yield the facts."""
        mentions = [m for m in document.mentions if m.kind == "agency" and m.name]
        for group in self._groups(document.view.text, mentions):
            if group.found.place and not group.found.place.is_named:
                continue
            yield self._fact(document, group)

    def _groups(self, text: str, mentions: Sequence[Mention]) -> list[Group]:
        """Put the mentions of one organisation together."""
        groups: dict[tuple[str, ...], Group] = {}
        for mention in mentions:
            assert mention.name
            key = (mention.ref,) if mention.ref else identity(mention.name)
            if key in groups:
                groups[key].add(mention)
            else:
                found = self._classify(mention.name, mention.ref, mention.rule)
                groups[key] = Group(mention.name, [mention], found)
        return self._merged(text, sorted(groups.values(), key=lambda g: len(g.keys)))

    def _merged(self, text: str, groups: Sequence[Group]) -> list[Group]:
        """Merge a short name into the fuller name that it shortens; the shortest come first."""
        alike = Alike([group.keys for group in groups])
        kept: list[Group] = []
        for index, short in enumerate(groups):
            fuller = (groups[at] for at in alike(short.keys) if at > index)
            found = [g for g in fuller if shortens(self._knowledge.heads, short, g)]
            whole = found[0] if found and not _is_doubtful(text, short, found) else None
            if whole is None:
                kept.append(short)
            else:
                whole.mentions = sorted([*whole.mentions, *short.mentions], key=lambda m: m.start)
        return sorted(kept, key=lambda g: g.mentions[0].start)

    def _fact(self, document: Document, group: Group) -> Agency:
        """Make the fact of an organisation."""
        first = group.mentions[0]
        sentence = document.sentence_at(first.start)
        place = group.found.place
        placed = place and place.kind == "province" and group.found.kind in _PLACED
        return Agency(
            **fact_fields(document, sentence, first, first.rule),
            date=self._dating(document, sentence or first, first),
            agency_id=first.ref or agency_id(group.name, group.found.kind, document.day),
            place_code=self._code(place.province) if placed and place else None,
            name=group.name,
            kind=group.found.kind,
            level=group.found.level,
            place=place.name if placed and place else None,
            mentions=tuple(document.span(mention) for mention in group.mentions),
        )

    def _code(self, province: str | None) -> str | None:
        """Return the code of a province."""
        return self._knowledge.provinces[province].code if province else None


def _is_doubtful(text: str, short: Group, found: Sequence[Group]) -> bool:
    """Tell whether an office that leaves out a part of its field may be another than the first.

    So where it may be several, and where both are named side by side.
    """
    if found[0].keys[: len(short.keys)] == short.keys or not is_gapped(short, found[0]):
        return False
    return len(found) > 1 or any(_are_joined(text, short.mentions, found[0].mentions))


def _are_joined(text: str, some: Sequence[Mention], others: Sequence[Mention]) -> Iterator[bool]:
    """Yield for each two names that follow each other whether "và" joins them."""
    own = {mention.start for mention in some}
    both = sorted([*some, *others], key=lambda mention: mention.start)
    for one, other in itertools.pairwise(both):
        if (one.start in own) != (other.start in own):
            yield _JOINED.fullmatch(text, one.end, other.start) is not None
