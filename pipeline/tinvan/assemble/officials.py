"""Assembling `official` facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tinvan.assemble.common import fact_fields
from tinvan.assemble.countries import is_foreign
from tinvan.assemble.elided import OrganisationFinder, is_elided, needs_none
from tinvan.assemble.holders import Holding, read_holdings
from tinvan.assemble.lines import Line
from tinvan.assemble.mention_dates import MentionDating
from tinvan.assemble.story import Story
from tinvan.assemble.subjects_of_posts import read_subjects
from tinvan.assemble.titles import TitleReader
from tinvan.assemble.told import Reading, Told, full_name
from tinvan.document import Document, Mention, Sentence
from tinvan.facts import Official, Organisation
from tinvan.names.classify import Classifier
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.names.syllables import is_syllable
from tinvan.names.words import keys_of

# Posts that need a body: without a unit who leads one is the captain of a team; without a club
# who coaches has an occupation; without a state or body a leader is anybody.
_OF_BODIES = ("doi-truong", "huan-luyen-vien", "nha-lanh-dao", "lanh-dao-nuoc", "nguoi-dung-dau")
_OF_NAMED_BODIES = ("nguoi-dung-dau",)  # of which the body must stand beside the post
_SOVEREIGN = "quoc-vuong"  # what is called king in Vietnamese is history or a metaphor


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a post, as one sentence says it.

    Attributes:
        person: The full name.
        holding: How the sentence says it.
        organisation: Whose post it is, the context included.
        sentence: The sentence.
    """

    person: str
    holding: Holding
    organisation: Organisation | None
    sentence: Sentence


class OfficialAssembler:
    """Builds the `official` facts of a document: one for each person, post and organisation.

    Args:
        knowledge: The lexicons; loaded by default.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()
        self._titles = TitleReader(self._knowledge)
        self._classify = Classifier(self._knowledge)
        self._organisation_of = OrganisationFinder(self._classify)
        self._dating = MentionDating.load()

    def __call__(self, document: Document) -> Iterator[Official]:
        """Yield the facts."""
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in document.mentions:
            if mention.kind == "person":
                mentions[mention.name or mention.text].append(mention)
        for claim in self._merged(self._claims(document)):
            if _is_named(claim):
                yield self._fact(document, claim, mentions[claim.person])

    def _claims(self, document: Document) -> Iterator[Claim]:
        """Yield what every sentence says of persons and posts."""
        readings = list(self._readings(document))
        told, story = Told(readings), Story(document, self._classify)
        guessed: set[tuple[str, str]] = set()
        for reading in readings:
            for holding in reading.holdings:
                key = (full_name(holding), holding.title.position.casefold())
                found = self._organisation(story, reading, holding, told)
                is_written = holding.title.is_written
                yield Claim(
                    person=full_name(holding),
                    holding=holding,
                    organisation=None if key in guessed and not is_written else found,
                    sentence=reading.line.sentence,
                )
                if not is_written:
                    guessed.add(key)

    def _readings(self, document: Document) -> Iterator[Reading]:
        """Yield the sentences that have a post."""
        for sentence in document.sentences:
            if next(document.mentions_in(sentence, "post"), None) is not None:
                line = Line(document, sentence, self._knowledge)
                titles = self._titles.read(line)
                holdings = list(read_holdings(line, titles))
                holdings += read_subjects(document, line, titles, holdings)
                yield Reading(line, titles, holdings)

    def _organisation(
        self, story: Story, reading: Reading, holding: Holding, told: Told
    ) -> Organisation | None:
        """Return whose post a holder has; None too where the person has it said elsewhere."""
        title = holding.title
        taken = told.taken(holding)
        found = self._organisation_of(story, reading.line, holding, reading.holdings, taken)
        if title.is_written:
            return found
        if told.is_written(holding):
            return None
        if title.post.implies and not title.post.country:
            context = self._organisation_of.most_named(story, title)
            return told.of_post(title) or context or found
        is_open = not needs_none(reading.line, holding) and not title.post.place
        if found is None and is_open and is_elided(reading.line, title):
            return told.only(holding)
        return found

    def _merged(self, claims: Iterable[Claim]) -> list[Claim]:
        """Merge claims that say the same, or the same with the organisation left out."""
        kept: list[Claim] = []
        of_person: defaultdict[str, list[int]] = defaultdict(list)
        for claim in claims:
            own = of_person[claim.person]
            same = next((at for at in own if _says_same(kept[at], claim)), None)
            if same is None:
                own.append(len(kept))
                kept.append(claim)
            elif _is_fuller(claim, kept[same]):
                kept[same] = claim
        return kept

    def _fact(self, document: Document, claim: Claim, mentions: Sequence[Mention]) -> Official:
        """Make the fact of a claim, and of all mentions of its person."""
        own = claim.holding.person.mention
        anchor = _anchor(claim, mentions)
        return Official(
            **fact_fields(document, claim.sentence, anchor, claim.holding.rule, own),
            date=self._dating(document, claim.sentence, own),
            person=claim.person,
            position=claim.holding.title.position,
            organisation=claim.organisation,
            status=claim.holding.status,
            mentions=tuple(document.span(mention) for mention in mentions),
        )


def _is_named(claim: Claim) -> bool:
    """Tell whether a full name is known: one Vietnamese syllable is none."""
    title = claim.holding.title
    if title.post.id in _OF_BODIES and claim.organisation is None:
        return False
    if title.post.id in _OF_NAMED_BODIES and not title.is_written:
        return False
    if title.post.id == _SOVEREIGN and not _is_sovereign(claim):
        return False
    if all(len(part) == 1 for part in claim.person.replace(".", " ").split()):
        return False
    if len(claim.person.split()) > 1 or title.post.country:
        return True
    return not is_syllable(claim.person)


def _is_sovereign(claim: Claim) -> bool:
    """Tell whether a title of kings is meant: no "nữ hoàng truyền hình", no king of legends."""
    organisation = claim.holding.title.organisation
    if claim.holding.title.is_written and organisation:
        return not organisation.text[0].islower()
    return is_foreign(claim.holding)


def _anchor(claim: Claim, mentions: Sequence[Mention]) -> Mention:
    """Return the mention that gives the full name: in the claim's sentence, if there."""
    own = claim.holding.person.mention
    if keys_of(own.text) == keys_of(claim.person):
        return own
    full = [m for m in mentions if keys_of(m.text) == keys_of(claim.person)]
    return full[0] if full else own


def _says_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims of one person are one fact."""
    a, b = keys_of(one.holding.title.position), keys_of(other.holding.title.position)
    if a[: len(b)] != b and b[: len(a)] != a:
        return False
    x, y = one.organisation, other.organisation
    if x is None or y is None:
        return True
    p, q = set(keys_of(x.name)), set(keys_of(y.name))
    return p <= q or q <= p


def _is_fuller(new: Claim, old: Claim) -> bool:
    """Tell whether a claim says more than one before it."""
    x, y = new.organisation, old.organisation
    if x is not None and y is None:
        return True
    if x is not None and y is not None and set(keys_of(y.name)) < set(keys_of(x.name)):
        return True
    a, b = new.holding.title.position.split(), old.holding.title.position.split()
    return len(a) > len(b) and x == y
