"""Whether two facts state the same."""

import math

import regex

from tinvan.facts import (
    Agency,
    AnyFact,
    Event,
    LegalDocument,
    Official,
    Quantity,
    Ranking,
)
from tinvan.merge.blocks import Figure, Keys, values
from tinvan.merge.names import organisation_key, subject_key
from tinvan.merge.periods import NEAR, compatible, days_between
from tinvan.merge.related import Stories
from tinvan.merge.store import FactStore, alike
from tinvan.score.slots import fold, texts_match

# Chosen on groups of real articles that were judged by hand: see docs/facts-in-use.md.
_ONE_STORY = 3  # things that two articles on one story name at least
_SAME_WORDS = 0.6  # of the pairs of syllables around figures of one thing
_SAME_WORDS_HERE = 0.45  # within one story
_SAME_WORDS_FEW = 0.3  # within one story, of a figure that few things share
_SAME_WORDS_RARE = 0.1  # within one story, of a figure that no other thing has by chance
_WORDS_ANYWHERE = 0.8  # whatever the articles
_LEAST = 4  # pairs that must be there for contexts to tell anything
_RARE = 4  # digits without the zeros at the end
_PROPER = regex.compile(r"(?<=\S\s)(?!(?:Việt Nam|VN)\b)[\p{Lu}\d]|^\p{Lu}[\p{Lu}\d]|^\p{Lu}\S*$")
_UNIVERSITY = regex.compile(r"^(?:Trường )?(?:Đại học|Học viện|ĐH)|University", regex.I)
_FIGURE = regex.compile(r"\d+")
_FULL_NAME = 0.8  # as the names of bodies are compared in FACTS.md, section 5


class Matcher:
    """Compares facts of one block.

    Args:
        store: The facts.
        stories: What their articles name.
        keys: Makes their keys.

    Attributes:
        keys: The same.
    """

    def __init__(self, store: FactStore, stories: Stories, keys: Keys) -> None:
        self._store, self._stories, self.keys = store, stories, keys

    def alike(self, a: int, b: int) -> float:
        """Return how alike two facts, by number, are that state the same (0..1); 0 for others."""
        one, other = self._store.fact(a), self._store.fact(b)
        if isinstance(one, Figure) and isinstance(other, Figure):
            return self._alike_figures(a, one, b, other)
        return float(self._same(a, one, b, other))

    def _same(self, a: int, one: AnyFact, b: int, other: AnyFact) -> bool:
        """Tell whether two facts that are no figures state the same."""
        if isinstance(one, Agency) and isinstance(other, Agency):
            return not (_is_one_of_many(one) or _is_one_of_many(other)) or self.one_story(a, b)
        if isinstance(one, Official) and isinstance(other, Official):
            return self._same_post(a, one, b, other)
        if isinstance(one, LegalDocument) and isinstance(other, LegalDocument):
            return self._same_document(a, one, b, other)
        assert isinstance(one, Event)
        assert isinstance(other, Event)
        return self._same_event(a, one, b, other)

    def one_story(self, a: int, b: int) -> bool:
        """Tell whether two facts are of articles on one story, or of one article."""
        first, second = self._store.article(a), self._store.article(b)
        if first == second or self._store.text(a) == self._store.text(b):
            return True
        things = self._stories.shared(min(first, second), max(first, second))
        return things >= _ONE_STORY and _near(self._store.fact(a), self._store.fact(b))

    def _share(self, a: int, b: int) -> float:
        """Return how alike the contexts of two figures are; 0 where they are too short to tell."""
        first, second = self._store.context(a), self._store.context(b)
        return alike(first, second) if min(len(first), len(second)) >= _LEAST else 0.0

    def _alike_figures(self, a: int, one: Figure, b: int, other: Figure) -> float:
        """Return how alike two figures of one value are that are of one thing at one time."""
        if one.modality != other.modality or not _bounds_agree(one.comparator, other.comparator):
            return 0.0
        if not compatible(one.date, other.date) or not _units_agree(one, other):
            return 0.0
        share = self._share(a, b)
        dated = one.date is not None and other.date is not None
        told = share >= _SAME_WORDS_RARE or self._is_told(one)
        if dated and told and self._one_thing(one, other):
            return max(share, _SAME_WORDS_RARE)
        if isinstance(one, Ranking) and isinstance(other, Ranking) and self._apart(one, other):
            return 0.0
        anywhere = share >= _WORDS_ANYWHERE and dated and _near(one, other)
        return share if anywhere or share >= self._needed(a, one, b, other) else 0.0

    def _needed(self, a: int, one: Figure, b: int, other: Figure) -> float:
        """Return how alike the contexts of two figures of one story must be."""
        if not self.one_story(a, b):
            return math.inf
        if _subjects_differ(one, other):
            return _SAME_WORDS
        digits = _digits(one)
        if digits >= _RARE:
            return _SAME_WORDS_RARE
        return _SAME_WORDS_FEW if digits == _RARE - 1 else _SAME_WORDS_HERE

    def _one_thing(self, one: Figure, other: Figure) -> bool:
        """Tell whether two figures are told to be of one thing."""
        thing = self.keys.thing(one)
        return thing is not None and thing == self.keys.thing(other)

    def _is_told(self, fact: Figure) -> bool:
        """Tell whether a figure is of a thing that needs no more words: not a rank in whatever."""
        if not isinstance(fact, Ranking):
            return True
        return bool(fact.out_of) or (self.keys.index(fact) or "").startswith("index:")

    def _apart(self, one: Ranking, other: Ranking) -> bool:
        """Tell whether two ranks are of different indices or among others."""
        first, second = self.keys.index(one), self.keys.index(other)
        known = (first or "").startswith("index:") and (second or "").startswith("index:")
        return (known and first != second) or (one.scope or "") != (other.scope or "")

    def _same_post(self, a: int, one: Official, b: int, other: Official) -> bool:
        """Tell whether one person has one post in two facts."""
        if fold(one.position) != fold(other.position):
            return False
        first, second = organisation_key(one), organisation_key(other)
        if first is None or second is None:
            return first == second and self.one_story(a, b)
        if first == second:
            return True
        names = (
            one.organisation and one.organisation.name,
            other.organisation and other.organisation.name,
        )
        both_known = first.startswith("body:") and second.startswith("body:")
        return not both_known and texts_match(*names, _FULL_NAME) and self.one_story(a, b)

    def _same_event(self, a: int, one: Event, b: int, other: Event) -> bool:
        """Tell whether two events are one: of one name, the figures in it too, and one time."""
        if not _figures_agree(one.name, other.name):
            return False
        named = texts_match(one.name, other.name, _FULL_NAME) and compatible(one.date, other.date)
        return named and ((one.date is not None and other.date is not None) or self.one_story(a, b))

    def _same_document(self, a: int, one: LegalDocument, b: int, other: LegalDocument) -> bool:
        """Tell whether two citations are of one document: a bare number is one of many."""
        if one.issued and other.issued and one.issued != other.issued:
            return False
        if "/" in one.number or self._store.article(a) == self._store.article(b):
            return True
        told = one.issuer and one.issuer == other.issuer and one.issued and other.issued
        return bool(told) or self.one_story(a, b)


def _is_one_of_many(agency: Agency) -> bool:
    """Tell whether a name is that of several bodies: "UBND xã Tân Lập", "Trường THPT Trần Phú"."""
    if agency.agency_id:
        return False
    if agency.level in ("district", "commune") or not _PROPER.search(agency.name):
        return True
    return agency.kind == "education" and not _UNIVERSITY.search(agency.name)


def _figures_agree(a: str, b: str) -> bool:
    """Tell whether no figure of one name contradicts one of another: a year may be left out."""
    first, second = set(_FIGURE.findall(a)), set(_FIGURE.findall(b))
    return first <= second or second <= first


def _near(one: AnyFact, other: AnyFact) -> bool:
    """Tell whether two articles can be of one week: one without a day can be of any."""
    if not one.published or not other.published:
        return one.published == other.published
    return days_between(one.published, other.published) <= NEAR


def _bounds_agree(a: str, b: str) -> bool:
    """Tell whether two comparators can be of one figure: not one upwards and one downwards."""
    return not ({a, b} & {">", ">="} and {a, b} & {"<", "<="})


def _units_agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count the same."""
    if isinstance(one, Ranking) and isinstance(other, Ranking):
        return not (one.out_of and other.out_of) or one.out_of == other.out_of
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        same_whole = not (one.out_of and other.out_of) or one.out_of == other.out_of
        return same_whole and _units_alike(one.unit or "", other.unit or "")
    return True


def _units_alike(a: str, b: str) -> bool:
    """Tell whether two units are one, or one is the other with more words: "trường đại học"."""
    first, second = fold(a), fold(b)
    return first.startswith(second) or second.startswith(first) or texts_match(a, b)


def _subjects_differ(one: Figure, other: Figure) -> bool:
    """Tell whether figures are said of two places, bodies or names that have no word in common."""
    first, second = subject_key(one.subject), subject_key(other.subject)
    if first is None or second is None or first == second:
        return False
    names = [set(key.removeprefix("name:").split()) for key in (first, second)]
    return not names[0] & names[1]


def _digits(fact: Figure) -> int:
    """Return how many digits a figure has, without zeros at its end: few things share many."""
    numbers = [number for number in values(fact) if isinstance(number, float | int)]
    return max((len(f"{n:.6f}".replace(".", "").strip("0")) for n in numbers), default=0)
