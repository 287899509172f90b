"""Countries of foreign heads of state, ministers and ambassadors, as a story tells them."""

from collections import Counter

from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.document import Document, Mention
from tinvan.facts import Organisation
from tinvan.names.lexicons import Leader
from tinvan.names.syllables import is_syllable

_HOME = "Việt Nam"
Taken = frozenset[str]  # names of organisations whose post somebody else holds


def is_foreign(holding: Holding) -> bool:
    """Tell whether a holder's name is no Vietnamese one."""
    words = holding.person.mention.text.replace("-", " ").split()
    return not all(is_syllable(word.strip(".'’")) for word in words)


def of_leader(line: Line, holding: Holding) -> Organisation | None:
    """Return the state of a head of state or government who is known without it."""
    country = country_of(line, holding)
    if country is None:
        return None
    return Organisation(country, holding.title.post.country.format(country))


def country_of(line: Line, holding: Holding) -> str | None:
    """Return the country of a person who is known in the press."""
    hit = line.hits.at("leader", holding.person.start)
    if hit is None or hit.end < holding.person.end or not isinstance(hit.form.entry, Leader):
        return None
    return hit.form.entry.country


def of_story(document: Document, title: Title, taken: Taken) -> Organisation | None:
    """Return the state of a head of state whose country only the story tells."""
    if not title.post.country or title.post.place:
        return None
    single = taken if is_single(title) else frozenset()
    name = nearest_country(document, title, single, title.post.country)
    return Organisation(name, title.post.country.format(name)) if name else None


def nearest_country(document: Document, title: Title, taken: Taken, form: str) -> str | None:
    """Return the country that a post without one means.

    A country of the same sentence counts most, one of a sentence nearby more than one far off;
    one whose post somebody else is said to hold does not count.

    Args:
        document: The document.
        title: The title.
        taken: Names of organisations that others head.
        form: How a country becomes an organisation's name.
    """
    near = sentence_bounds(document, title.at)
    weights: Counter[str] = Counter()
    for mention in document.mentions:
        if mention.kind != "place" or mention.rule != "place.country" or not mention.name:
            continue
        if mention.name == _HOME or (form and form.format(mention.name) in taken):
            continue
        weights[mention.name] += weight(mention, near)
    return weights.most_common(1)[0][0] if weights else None


def embassy_at_home(
    document: Document, title: Title, organisation: Organisation | None
) -> Organisation | None:
    """Return an ambassador's embassy with its seat, which a story of Vietnam leaves unsaid."""
    if organisation is None or "quán" not in title.post.country:
        return organisation
    if " tại " in organisation.name or " ở " in organisation.name or _HOME in organisation.name:
        return organisation
    if not organisation.name.startswith(title.post.country.format("").strip()):
        return organisation
    places = (mention for mention in document.mentions if mention.kind == "place")
    if not any(m.name == _HOME or m.rule == "place.province" for m in places):
        return organisation
    return Organisation(organisation.text, f"{organisation.name} tại {_HOME}")


def sentence_bounds(document: Document, at: int) -> tuple[int, int, int, int]:
    """Return the bounds of the sentence of an offset, and those of it with its neighbours."""
    sentences = document.sentences
    own = next((i for i, s in enumerate(sentences) if s.start <= at < s.end), 0)
    before, after = sentences[max(0, own - 1)], sentences[min(len(sentences) - 1, own + 1)]
    return sentences[own].start, sentences[own].end, before.start, after.end


def weight(mention: Mention, near: tuple[int, int, int, int]) -> int:
    """Say how much a country counts by how near it stands."""
    if near[0] <= mention.start < near[1]:
        return 4
    return 2 if near[2] <= mention.start < near[3] else 1


def is_single(title: Title) -> bool:
    """Tell whether one person at a time has a post: no deputy, no member."""
    return not title.position.casefold().startswith(("phó", "thứ", "ủy viên", "đại biểu", "nghị"))
