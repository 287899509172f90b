"""Assembling `agency` facts."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.common import fact_fields
from tinvan.assemble.mention_dates import MentionDating
from tinvan.document import Document, Mention
from tinvan.facts import Agency
from tinvan.names.classify import Class, Classifier
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.names.words import keys_of
from tinvan.registry import agency_id

_PLACED = frozenset(("government", "party", "legislature", "judiciary", "association"))
_BRANDED = ("agency.brand", "agency.behind-post", "agency.acronym")
# Words that one office is called by with or without some of them, by a slip of the pen.
_SLIPS = frozenset(("cuc", "tong-cuc", "vu", "uy-ban", "ban-quan-ly", "ban-chi-dao"))
_VARIANTS = tuple(
    (keys_of(written), keys_of(meant))
    for written, meant in (
        ("trường đại học", "đại học"),
        ("trường cao đẳng", "cao đẳng"),
        ("công ty cổ phần", "công ty cp"),
        ("ctcp", "công ty cp"),
    )
)
_LEGAL = frozenset(
    keys_of(
        "công ty cty cổ phần cp ctcp tnhh mtv tập đoàn tổng một thành viên trách nhiệm hữu hạn"
        " ngân hàng tmcp thương mại tct"
    )
)
_UNITS = frozenset(("phong", "doi", "khoa", "vu", "ban", "van-phong"))


class Group(msgspec.Struct):
    """The mentions of one organisation.

    Attributes:
        name: Its fullest name.
        mentions: In order of start.
        found: What the name tells.
    """

    name: str
    mentions: list[Mention]
    found: Class

    def add(self, mention: Mention) -> None:
        """Add a mention; the longest spelling of a brand is its name, before any nickname."""
        known = self.mentions[0].rule == "agency.nickname" and self.name == self.mentions[0].name
        fuller = known or len(mention.name or "") > len(self.name)
        if mention.rule == "agency.brand" and mention.name and fuller:
            self.name = mention.name
        self.mentions.append(mention)

    @property
    def keys(self) -> tuple[str, ...]:
        """What its name is compared by."""
        return identity(self.name)


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
        for group in self._groups(mentions):
            if group.found.place and not group.found.place.is_named:
                continue
            yield self._fact(document, group)

    def _groups(self, mentions: Sequence[Mention]) -> list[Group]:
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
        return self._merged(sorted(groups.values(), key=lambda g: len(g.keys)))

    def _merged(self, groups: Sequence[Group]) -> list[Group]:
        """Merge a short name into the fuller name that it shortens; the shortest come first."""
        alike = _Alike([group.keys for group in groups])
        kept: list[Group] = []
        for index, short in enumerate(groups):
            fuller = (groups[at] for at in alike(short.keys) if at > index)
            whole = next((g for g in fuller if self._shortens(short, g)), None)
            if whole is None:
                kept.append(short)
            else:
                whole.mentions = sorted([*whole.mentions, *short.mentions], key=lambda m: m.start)
        return sorted(kept, key=lambda g: g.mentions[0].start)

    def _shortens(self, short: Group, whole: Group) -> bool:
        """Tell whether one name is a short form of the other."""
        a, b = short.keys, whole.keys
        if len(a) > len(b):
            return False
        if a and b and _core(a) == _core(b) and short.found.kind == whole.found.kind == "company":
            return True
        head = self._knowledge.heads.get(whole.found.head or "")
        if short.mentions[0].rule in _BRANDED or short.mentions[0].rule.endswith("-noun"):
            if head is not None and head.id in _UNITS:
                return False
            return (
                b[-len(a) :] == a or (head is not None and _contains(b[1:], a)) or b[: len(a)] == a
            )
        if head is not None and head.id in _SLIPS and short.found.head == head.id:
            near = len(a) > 3 and len(b) - len(a) < 3
            return near and set(a) <= set(b) and a[-1] == b[-1]
        if head is None or not (head.tail in ("open", "fields") or head.attached):
            return False
        alike = short.found.head == head.id or short.found.kind == "education"
        alike = alike and short.found.kind == whole.found.kind
        return alike and len(a) > 2 and b[: len(a)] == a

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


class _Alike:
    """Finds the names that a name may shorten: those with its words, or its core.

    Args:
        names: What each name is compared by.
    """

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_core: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, keys in enumerate(names):
            self._by_core[_core(keys)].append(index)
            for key in set(keys):
                self._by_word[key].append(index)

    def __call__(self, keys: tuple[str, ...]) -> list[int]:
        """Return the numbers of the names, in order."""
        rarest = min((self._by_word[key] for key in keys), key=len, default=[])
        return sorted({*rarest, *self._by_core[_core(keys)]})


@functools.lru_cache(maxsize=4096)
def identity(name: str) -> tuple[str, ...]:
    """Return what tells one organisation from another: the words, less what spellings vary in."""
    keys = tuple("và" if key == "&" else key for key in keys_of(name) if key not in '-,.()"')
    for written, meant in _VARIANTS:
        if keys[: len(written)] == written:
            keys = meant + keys[len(written) :]
    return keys


def _core(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a company's name has beside its legal form."""
    start = 0
    while start < len(keys) - 1 and keys[start] in _LEGAL:
        start += 1
    return keys[start:]


def _contains(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether a part stands in a whole."""
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
