"""Which mentions name one organisation: spellings, short forms, legal forms left out."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from tinvan.document import Mention
from tinvan.names.classify import Class
from tinvan.names.lexicons import Head
from tinvan.names.words import keys_of

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
_OFFICE = 2  # words of a head and of too little of its field: "Sở Văn"
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


def shortens(heads: Mapping[str, Head], short: Group, whole: Group) -> bool:
    """Tell whether one name is a short form of the other.

    Args:
        heads: The head nouns by id.
        short: The mentions of the shorter name.
        whole: Those of the longer.
    """
    a, b = short.keys, whole.keys
    if len(a) > len(b):
        return False
    if a and b and core(a) == core(b) and short.found.kind == whole.found.kind == "company":
        return True
    head = heads.get(whole.found.head or "")
    if short.mentions[0].rule in _BRANDED or short.mentions[0].rule.endswith("-noun"):
        if head is not None and head.id in _UNITS:
            return False
        return b[-len(a) :] == a or (head is not None and _contains(b[1:], a)) or b[: len(a)] == a
    if head is not None and head.tail == "fields" and is_gapped(short, whole):
        return True
    if head is not None and head.id in _SLIPS and short.found.head == head.id:
        near = len(a) > 3 and len(b) - len(a) < 3
        return near and set(a) <= set(b) and a[-1] == b[-1]
    if head is None or not (head.tail in ("open", "fields") or head.attached):
        return False
    alike = short.found.head == head.id or short.found.kind == "education"
    alike = alike and short.found.kind == whole.found.kind
    return alike and len(a) > 2 and b[: len(a)] == a


def is_gapped(short: Group, whole: Group) -> bool:
    """Tell whether a name leaves out the middle of another's field of work.

    So "Sở Nông nghiệp (và Phát triển nông thôn) tỉnh Hà Nam", which differ in nothing else.
    """
    one, other = short.found, whole.found
    if one.head != other.head or one.place is None or other.place is None:
        return False
    a, b = short.keys, whole.keys
    if one.place.name != other.place.name or len(a) == len(b):
        return False
    ends = zip(reversed(a), reversed(b), strict=False)
    seat = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], ends))
    kept = len(a) - seat
    return seat >= len(keys_of(other.place.name)) and kept > _OFFICE and b[:kept] == a[:kept]


class Alike:
    """Finds the names that a name may shorten: those with its words, or its core.

    Args:
        names: What each name is compared by.
    """

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_core: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, keys in enumerate(names):
            self._by_core[core(keys)].append(index)
            for key in set(keys):
                self._by_word[key].append(index)

    def __call__(self, keys: tuple[str, ...]) -> list[int]:
        """Return the numbers of the names, in order."""
        rarest = min((self._by_word[key] for key in keys), key=len, default=[])
        return sorted({*rarest, *self._by_core[core(keys)]})


@functools.lru_cache(maxsize=4096)
def identity(name: str) -> tuple[str, ...]:
    """Return what tells one organisation from another: the words, less what spellings vary in."""
    keys = tuple("và" if key == "&" else key for key in keys_of(name) if key not in '-,.()"')
    for written, meant in _VARIANTS:
        if keys[: len(written)] == written:
            keys = meant + keys[len(written) :]
    return keys


def core(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a company's name has beside its legal form."""
    start = 0
    while start < len(keys) - 1 and keys[start] in _LEGAL:
        start += 1
    return keys[start:]


def _contains(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether a part stands in a whole."""
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
