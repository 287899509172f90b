"""Organisations that a title leaves out: from its chain, the sentence, the story."""

from collections.abc import Sequence
from operator import itemgetter

from tinvan.assemble.clubs import COACH, ClubFinder
from tinvan.assemble.countries import (
    Taken,
    country_of,
    embassy_at_home,
    is_foreign,
    is_single,
    nearest_country,
    of_leader,
    of_story,
)
from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.shared_bodies import (
    behind_holder,
    is_joined,
    of_chain,
    of_council,
    of_delegation,
    of_founding,
    of_own_body,
    of_own_seat,
    of_place,
    right_before,
    shared_forward,
)
from tinvan.assemble.story import COMPANY, Named, Story, reach
from tinvan.assemble.titles import OFFICES, Title
from tinvan.assemble.units import is_unit, parent_heads
from tinvan.document import Mention
from tinvan.facts import Organisation
from tinvan.names.classify import Classifier

_NO_BODY = ("speech", "stop", "honorific", "rank", "occupation", "chain", "copula")
_COMMITTEE = "dang-uy"
_LEADER = "truong-doan"
_FIRMS = frozenset(("ngan-hang", "tap-doan", "tong-cong-ty", "hang", "cong-ty-form"))
_NEXT = 300  # characters within which the name of what "bệnh viện" means may still follow
_CHAMBERS = ("nghi-vien",)  # bodies that every state has, named without it


class OrganisationFinder:
    """Finds whose post a title is.

    Args:
        classify: Tells the head noun of an organisation.
    """

    def __init__(self, classify: Classifier) -> None:
        self._classify = classify
        self._clubs = ClubFinder(classify)

    def __call__(
        self,
        story: Story,
        line: Line,
        holding: Holding,
        others: Sequence[Holding],
        taken: Taken = frozenset(),
    ) -> Organisation | None:
        """Return the organisation of a title, from its chain or the context where elided."""
        found = self._find(story, line, holding, others, taken)
        return embassy_at_home(story, holding.title, found)

    def _find(
        self,
        story: Story,
        line: Line,
        holding: Holding,
        others: Sequence[Holding],
        taken: Taken,
    ) -> Organisation | None:
        """Return the organisation of a title as the words and the story name it."""
        title = holding.title
        if title.post.country and (not title.organisation or _is_implied(title)):
            if led := of_leader(line, holding) or of_chain(line, holding, others):
                return led
            if title.organisation and is_foreign(holding):
                home = None if title.post.place else title.organisation
                return of_story(story, title, taken) or home
        if title.organisation or title.post.bare:
            whole = self._with_parent(story, title) if is_unit(title, story.names) else None
            return whole or self._with_country(story, line, holding)
        if needs_none(line, holding):
            return None
        for other in others:
            shared = other.title.organisation
            if other.person != holding.person or shared is None:
                continue
            if not is_joined(line, title, other.title):
                continue
            if self._accepts(title, shared):
                return shared
            if title.post.body in OFFICES:
                return Organisation(shared.text, f"{title.post.body} {shared.name}")
        if title.post.body == "Bộ" and in_chain(line, title):
            return None
        led_by = of_delegation(story, title) if title.post.id == _LEADER else None
        context = (story, line, holding, others, taken)
        led_by = led_by or of_founding(line, holding)
        return led_by or behind_holder(line, holding) or self._of_context(*context)

    def _of_context(
        self,
        story: Story,
        line: Line,
        holding: Holding,
        others: Sequence[Holding],
        taken: Taken,
    ) -> Organisation | None:
        """Return the organisation that the words around a title or those before it tell."""
        title = holding.title
        if title.anaphor.startswith("unit-"):
            return of_place(story, title)
        if title.anaphor == _COMMITTEE and (own := of_own_body(line, holding, others)):
            return own
        if title.post.place.startswith("party:") and (own := of_own_seat(holding, others)):
            return own
        if title.anaphor:
            return self._last_of(story, title, (title.anaphor,), taken) or of_council(story, title)
        if title.post.id == COACH:
            return right_before(line, title) or self._clubs.of_coach(
                story.document, line, title, taken
            )
        found = right_before(line, title) or shared_forward(line, holding, others)
        if found or not is_elided(line, title):
            return found
        context = self._main_of(story, title, title.post.kin, taken)
        return context or of_story(story, title, taken) or self._firm_of(story, title)

    def most_named(self, story: Story, title: Title) -> Organisation | None:
        """Return the one that an article names most of the bodies that a post may be of."""
        most = max(story.bodies(title.post.kin), key=lambda n: len(n.mentions), default=None)
        return _organisation(most.mentions[0]) if most else None

    def _accepts(self, title: Title, organisation: Organisation) -> bool:
        """Tell whether a post can be one of an organisation that stands with another post."""
        kin = title.post.kin
        found = self._classify(organisation.name)
        return not kin or found.head in kin or ("cong-ty" in kin and found.kind == "company")

    def _with_country(self, story: Story, line: Line, holding: Holding) -> Organisation | None:
        """Return the organisation that is written; a foreigner's ministry with its country."""
        title, organisation = holding.title, holding.title.organisation
        if organisation is None or not is_foreign(holding):
            return organisation
        found = self._classify(organisation.name)
        if found.place or not (title.post.body == "Bộ" or found.head in _CHAMBERS):
            return organisation
        country = country_of(line, holding) or nearest_country(story, title, frozenset(), "")
        if country is None:
            return organisation
        return Organisation(organisation.text, f"{organisation.name} {country}")

    def _with_parent(self, story: Story, title: Title) -> Organisation | None:
        """Return a unit that cannot stand alone with the body that the story has it in."""
        unit = title.organisation
        heads = parent_heads(unit.name) if unit else ()
        parent = self._main_of(story, title, heads, frozenset()) if heads else None
        return Organisation(unit.text, f"{unit.name} {parent.name}") if unit and parent else None

    def _last_of(
        self, story: Story, title: Title, heads: tuple[str, ...], taken: Taken
    ) -> Organisation | None:
        """Return the organisation with one of some heads that stands last before a post.

        One whose head somebody else is said to be is passed over.
        """
        free = _free(story, title, heads, taken)
        if not free and set(heads) & _FIRMS:
            return self._main_of(story, title, (COMPANY,), taken)
        before = [named.last(title.at) for named in free if named.before(title.at)]
        if before:
            return _organisation(max(before, key=lambda mention: mention.start))
        behind = [m for named in free if (m := named.mentions[0]).start < title.at + _NEXT]
        return _organisation(min(behind, key=lambda m: m.start)) if behind else None

    def _main_of(
        self, story: Story, title: Title, heads: tuple[str, ...], taken: Taken
    ) -> Organisation | None:
        """Return the organisation with one of some heads that the story is about at a post.

        Those before it count, or where there are none, those behind it.
        """
        free, near = _free(story, title, heads, taken), story.near(title.at)
        end = reach(free, near.own.end)
        seen = [named for named in free if named.before(end)]
        if not seen:
            return None
        main = max(seen, key=lambda named: (near.weight(named, end), named.last(end).start))
        return _organisation(main.last(end))

    def _firm_of(self, story: Story, title: Title) -> Organisation | None:
        """Return the firm, club or association that a story with a bare post of one is about.

        It must outweigh all others together: "Chủ tịch Manuel Torres" in a story of one club.
        """
        if not title.post.company:
            return None
        near = story.near(title.at)
        weights = [(near.weight(firm), firm) for firm in story.firms]
        most, main = max(weights, key=itemgetter(0), default=(0, None))
        if main is None or 2 * most <= sum(weight for weight, _ in weights):
            return None
        return _organisation(main.mentions[-1])


def _free(story: Story, title: Title, heads: tuple[str, ...], taken: Taken) -> list[Named]:
    """Return the organisations that have one of some heads and may have a post free."""
    return story.bodies(heads).around(title.at, taken if is_single(title) else ())


def _organisation(mention: Mention) -> Organisation:
    """Return the organisation that a mention names."""
    return Organisation(mention.text, mention.name or mention.text)


def _is_implied(title: Title) -> bool:
    """Tell whether the organisation of a title is only implied by the post."""
    return title.organisation is not None and title.organisation.text == title.post.implies


def is_elided(line: Line, title: Title) -> bool:
    """Tell whether nothing that could be an organisation follows a post."""
    at = title.end
    if at >= len(line.words) or not line.words[at].is_letters:
        return at >= len(line.words) or line.words[at].text in ",.;:-–()"
    if line.at("person", at) or any(line.hits.at(kind, at) for kind in _NO_BODY):
        return True
    return line.words[at].text.islower() and not line.hits.at("head", at)


def needs_none(line: Line, holding: Holding) -> bool:
    """Tell whether a post, or its holder, needs no organisation."""
    known = line.hits.at("without-organisation", holding.person.start)
    return holding.title.post.bare or known is not None


def in_chain(line: Line, title: Title) -> bool:
    """Tell whether another post follows a title behind a comma: "Bộ trưởng, Chủ nhiệm …"."""
    at = title.end
    return at < len(line.words) and line.words[at].text == "," and bool(line.at("post", at + 1))
