"""Countries of foreign heads of state, ministers and ambassadors, as a story tells them."""

from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.story import HOME, Story
from tinvan.assemble.titles import Title
from tinvan.facts import Organisation
from tinvan.names.lexicons import Leader
from tinvan.names.syllables import is_syllable

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


def of_story(story: Story, title: Title, taken: Taken) -> Organisation | None:
    """Return the state of a head of state whose country only the story tells."""
    if not title.post.country or title.post.place:
        return None
    single = taken if is_single(title) else frozenset()
    name = nearest_country(story, title, single, title.post.country)
    return Organisation(name, title.post.country.format(name)) if name else None


def nearest_country(story: Story, title: Title, taken: Taken, form: str) -> str | None:
    """Return the country that a post without one means.

    A country of the same sentence counts most, one of a sentence nearby more than one far off;
    one whose post somebody else is said to hold does not count.

    Args:
        story: The story.
        title: The title.
        taken: Names of organisations that others head.
        form: How a country becomes an organisation's name.
    """
    free = [c for c in story.countries if not form or form.format(c.name) not in taken]
    near = story.near(title.at)
    return max(free, key=near.weight).name if free else None


def embassy_at_home(
    story: Story, title: Title, organisation: Organisation | None
) -> Organisation | None:
    """Return an ambassador's embassy with its seat, which a story of Vietnam leaves unsaid."""
    if organisation is None or "quán" not in title.post.country:
        return organisation
    if " tại " in organisation.name or " ở " in organisation.name or HOME in organisation.name:
        return organisation
    if not organisation.name.startswith(title.post.country.format("").strip()):
        return organisation
    if not story.is_at_home:
        return organisation
    return Organisation(organisation.text, f"{organisation.name} tại {HOME}")


def is_single(title: Title) -> bool:
    """Tell whether one person at a time has a post: no deputy, no member."""
    return not title.position.casefold().startswith(("phó", "thứ", "ủy viên", "đại biểu", "nghị"))
