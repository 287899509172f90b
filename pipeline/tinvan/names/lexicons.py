"""The lexicons and registries of names: what an entry says, and how they are loaded."""

from typing import Literal, TypeVar

import msgspec

from tinvan.facts import AgencyKind, Level
from tinvan.ruleset import Entry, load_toml


class Head(Entry, frozen=True, kw_only=True):
    """A head noun of organisations (rules/lexicons/agency_heads.toml tells the fields)."""

    kind: AgencyKind
    level: Level | None = None
    tail: Literal["fields", "open", "body", "place", "number", "none"]
    small: Literal["no", "keep", "drop", "always", "country"] = "no"
    local: bool = False
    abroad: AgencyKind | Literal[""] = ""
    attached: bool = False
    parents: tuple[str, ...] = ()
    strict: bool = False
    loose: bool = False
    mission: bool = False
    everywhere: Literal["", "any", "tỉnh", "thành phố", "quận", "huyện", "thị xã"] = ""


class Field(Entry, frozen=True, kw_only=True):
    """A field of work that completes a name (rules/lexicons/fields.toml)."""

    name: str
    of: tuple[str, ...] = ()
    attached: bool = False


class NameWord(Entry, frozen=True, kw_only=True):
    """Words that go on with a name though written small (rules/lexicons/agency_words.toml)."""

    role: Literal["noun", "link", "bridge"]


class Place(Entry, frozen=True, kw_only=True):
    """A place beside the provinces (rules/lexicons/places.toml)."""

    kind: Literal["country", "region", "city"]
    capital: bool = True
    ambiguous: bool = False
    home: bool = False
    province: str | None = None


class Province(Entry, frozen=True, kw_only=True):
    """A province or city under the centre (rules/registry/provinces.toml)."""

    name: str
    code: str
    new_name: str
    new_code: str
    effective: str
    renamed: str | None = None
    renamed_on: str | None = None
    renamed_forms: tuple[str, ...] = ()
    renamed_by: str = ""
    merged_by: str = ""
    unit_forms: tuple[str, ...] = ()
    verified: bool


class Post(Entry, frozen=True, kw_only=True):
    """A post (rules/lexicons/posts.toml)."""

    deputy: bool = False
    company: bool = False
    bare: bool = False
    body: str = ""
    implies: str = ""
    organisation: str = ""
    position: str = ""
    country: str = ""
    place: str = ""
    before: tuple[str, ...] = ()
    before_country: bool = False
    kin: tuple[str, ...] = ()


class FormerParent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that another belonged to, None where to none, and the last day that it did."""

    id: str | None = None
    until: str


class Dated(Entry, frozen=True, kw_only=True):
    """What bodies of the registry have in common (rules/registry/government.toml tells the fields).

    Days are ISO 8601; one that is absent is not known, or lies before 2007.
    """

    name: str
    kind: AgencyKind
    level: Level | None = None
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    ended: Literal["", "merged", "renamed", "divided", "dissolved"] = ""
    successor: tuple[str, ...] = ()
    verified: bool = False
    source: str = ""


class Body(Dated, frozen=True, kw_only=True):
    """A body of the registry."""

    code: str | None = None
    parents_before: tuple[FormerParent, ...] = ()
    brands: tuple[str, ...] = ()
    spotted: bool = True


class LocalBody(Dated, frozen=True, kw_only=True):
    """A body that every province, or each unit below it, has (rules/registry/local.toml)."""

    within: Literal["", "tỉnh", "thành phố"] = ""
    pair: str = ""
    numbered: bool = False
    implies: str = ""
    unit: Literal["", "province", "any"] = ""


class Brand(Entry, frozen=True, kw_only=True):
    """Organisations known by their brands (rules/registry/brands.toml)."""

    kind: AgencyKind
    platform: bool = False
    common: bool = False
    one: bool = False
    nicknames: tuple[str, ...] = ()


class BrandWord(Entry, frozen=True, kw_only=True):
    """A foreign noun in the names of organisations (rules/lexicons/brand_words.toml)."""

    kind: AgencyKind
    leads: bool = False
    tail: bool = False


class Leader(Entry, frozen=True, kw_only=True):
    """A head of state or government (rules/registry/leaders.toml)."""

    country: str


class Alias(Entry, frozen=True, kw_only=True):
    """A short name that an article introduces for an organisation, with its full name."""

    name: str
    body: str | None = None
    rule: str = "agency.acronym"


class WordClass(Entry, frozen=True, kw_only=True):
    """A closed class of words around names (rules/lexicons/name_words.toml)."""


E = TypeVar("E", bound=Entry)


def load_entries(file: str, kind: type[E]) -> tuple[E, ...]:
    """Load the entries of a lexicon in which one form may stand in several entries.

    Args:
        file: Path below the rules folder.
        kind: What its entries are.

    Raises:
        RuleError: If the file does not fit.
    """
    layout = msgspec.defstruct(
        "EntryFile",
        [("entry", tuple[kind, ...]), ("about", str, "")],  # type: ignore[valid-type]
        frozen=True,
        forbid_unknown_fields=True,
    )
    entries: tuple[E, ...] = load_toml(file, layout).entry  # type: ignore[attr-defined]
    return entries
