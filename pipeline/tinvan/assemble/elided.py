"""Organisations that a title leaves out: from its chain, the sentence, the story."""

from collections import Counter
from collections.abc import Sequence

from tinvan.assemble.holders import Holding
from tinvan.assemble.titles import Line, Title
from tinvan.document import Document
from tinvan.facts import Organisation
from tinvan.names.classify import Classifier
from tinvan.names.lexicons import Leader
from tinvan.names.syllables import is_syllable

_NO_BODY = ("speech", "stop", "honorific", "rank", "occupation", "chain", "copula")
_HOME = "Việt Nam"
_NEAR = 8  # characters between "và" and the next holder's name, an honorific's length


class OrganisationFinder:
    """Finds whose post a title is.

    Args:
        classify: Tells the head noun of an organisation.
    """

    def __init__(self, classify: Classifier) -> None:
        self._classify = classify

    def __call__(
        self, document: Document, line: Line, holding: Holding, others: Sequence[Holding]
    ) -> Organisation | None:
        """Return the organisation of a title, from its chain or the context where elided."""
        title = holding.title
        if title.post.country and (not title.organisation or _is_implied(title)):
            if led := _of_leader(line, holding):
                return led
            if title.organisation and _is_foreign(holding):
                return _of_story(document, title) or title.organisation
        if title.organisation or title.post.bare:
            return title.organisation
        if needs_none(line, holding):
            return None
        for other in others:
            shared = other.title.organisation
            if other.person != holding.person or shared is None:
                continue
            if _is_joined(line, title, other.title) and self._accepts(title, shared):
                return shared
        if title.post.body == "Bộ" and _in_chain(line, title):
            return None
        if anaphor := line.hits.at("head", title.end):
            return self._last_of(document, title, (anaphor.form.entry.id,))
        found = _right_before(line, title) or _shared_forward(line, holding, others)
        if found or not is_elided(line, title):
            return found
        return self._last_of(document, title, title.post.kin) or _of_story(document, title)

    def _accepts(self, title: Title, organisation: Organisation) -> bool:
        """Tell whether a post can be one of an organisation that stands with another post."""
        kin = title.post.kin
        found = self._classify(organisation.name)
        return not kin or found.head in kin or ("cong-ty" in kin and found.kind == "company")

    def _last_of(
        self, document: Document, title: Title, heads: Sequence[str]
    ) -> Organisation | None:
        """Return the last organisation before a post that has one of some heads."""
        if not heads:
            return None
        for mention in reversed(document.mentions):
            if mention.kind != "agency" or mention.start >= title.at or not mention.name:
                continue
            found = self._classify(mention.name, mention.ref, mention.rule)
            if found.head in heads:
                return Organisation(mention.text, mention.name)
        return None


def _is_implied(title: Title) -> bool:
    """Tell whether the organisation of a title is only implied by the post."""
    return title.organisation is not None and title.organisation.text == title.post.implies


def _is_foreign(holding: Holding) -> bool:
    """Tell whether a holder's name is no Vietnamese one."""
    first = holding.person.mention.text.split()[0]
    return not is_syllable(first.split("-")[0])


def is_elided(line: Line, title: Title) -> bool:
    """Tell whether nothing that could be an organisation follows a post."""
    at = title.end
    if at >= len(line.words) or not line.words[at].is_letters:
        return at >= len(line.words) or line.words[at].text in ",.;:-–()"
    if line.at("person", at) or any(line.hits.at(kind, at) for kind in _NO_BODY):
        return True
    return not line.words[at].is_capital and not line.hits.at("head", at)


def needs_none(line: Line, holding: Holding) -> bool:
    """Tell whether a post, or its holder, needs no organisation."""
    known = line.hits.at("without-organisation", holding.person.start)
    return holding.title.post.bare or known is not None


def _is_joined(line: Line, one: Title, other: Title) -> bool:
    """Tell whether two titles share the organisation that only one of them names."""
    first, second = sorted((one, other), key=lambda title: title.start)
    between = [word.key for word in line.words[first.end : second.start]]
    return (
        "kiêm" in between
        or between in (["và"], ["/"], ["-"])
        or (between == [","] and bool(set(one.post.kin) & set(other.post.kin)))
    )


def _in_chain(line: Line, title: Title) -> bool:
    """Tell whether another post follows a title behind a comma: "Bộ trưởng, Chủ nhiệm …"."""
    at = title.end
    return at < len(line.words) and line.words[at].text == "," and bool(line.at("post", at + 1))


def _shared_forward(line: Line, holding: Holding, others: Sequence[Holding]) -> Organisation | None:
    """Return the organisation named after the next holder: "A, giám đốc, và B, phó giám đốc X"."""
    end = holding.title.end
    if end >= len(line.words) or line.words[end].key not in ("và", ";", ","):
        return None
    after = line.words[end].end
    following = (o for o in others if 0 <= o.person.mention.start - after <= _NEAR)
    return next((o.title.organisation for o in following if o.title.organisation), None)


def _of_leader(line: Line, holding: Holding) -> Organisation | None:
    """Return the state of a head of state or government who is known without it."""
    hit = line.hits.at("leader", holding.person.start)
    if hit is None or hit.end < holding.person.end or not isinstance(hit.form.entry, Leader):
        return None
    country = hit.form.entry.country
    return Organisation(country, holding.title.post.country.format(country))


def _of_story(document: Document, title: Title) -> Organisation | None:
    """Return the state of a head of state whose country the story names most."""
    if not title.post.country or title.post.place:
        return None
    names = Counter(
        mention.name
        for mention in document.mentions
        if mention.kind == "place" and mention.rule == "place.country" and mention.name != _HOME
    )
    if not names:
        return None
    name = names.most_common(1)[0][0]
    return Organisation(name, title.post.country.format(name)) if name else None


def _right_before(line: Line, title: Title) -> Organisation | None:
    """Return the organisation that a dash or bracket joins to a title behind it."""
    for agency in line.of("agency"):
        if agency.end == title.start - 1 and line.words[agency.end].key in ("-", "(", "của"):
            return Organisation(agency.mention.text, agency.mention.name or agency.mention.text)
    return None
