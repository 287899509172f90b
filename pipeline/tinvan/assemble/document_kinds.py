"""What the number of a document tells: its kind and who issued it."""

from typing import Self

import msgspec
import regex

from tinvan.names.knowledge import load_knowledge
from tinvan.registry.periods import first_day, last_day
from tinvan.ruleset import Entry, Lexicon, load_lexicon

_PARTS = regex.compile(r"[/\-]")
_ASSEMBLY = regex.compile(r"(QH|UBTVQH)[\dIVX]{1,4}")
_BLANKS = regex.compile(r"[\s\\]+")
_DASHES = regex.compile("[–—‐‑]")
_NUMBER = regex.compile(r"(?P<lead>\d+[a-zđ]?)(?:[/-](?P<year>(?:19|20)?\d{2})(?!\d))?(?P<rest>.*)")


class DocumentKind(Entry, frozen=True, kw_only=True):
    """A kind of documents (rules/lexicons/document_kinds.toml tells the fields)."""

    name: str
    codes: tuple[str, ...]
    issuer: str | None = None
    generic: bool = False


class Issuer(Entry, frozen=True, kw_only=True):
    """Who issues a document (rules/lexicons/document_issuers.toml tells the fields)."""

    name: str | None = None
    body: str | None = None
    local: tuple[str, ...] = ()


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """The number of a document in its parts.

    Attributes:
        text: As written, less blanks: "20/2020/QĐ-TTg".
        lead: The number itself: "20".
        year: Its year, or None.
        codes: What follows: ("QĐ", "TTg").
    """

    text: str
    lead: str
    year: int | None
    codes: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> Self:
        """Return the parts of a number as written."""
        text = _DASHES.sub("-", _BLANKS.sub("", written))
        found = _NUMBER.match(text)
        if found is None:
            return cls(text=text, lead=text, year=None, codes=())
        year = found["year"]
        full = int(year) + 1900 * (len(year) == 2) if year else None
        codes = tuple(part for part in _PARTS.split(found["rest"]) if part)
        return cls(text=text, lead=found["lead"], year=full, codes=codes)

    def fits(self, other: "Number") -> bool:
        """Tell whether two numbers can be one, one of them shortened."""
        mine, its = self._folded, other._folded
        return (
            self.lead == other.lead
            and (self.year is None or other.year is None or self.year == other.year)
            and (not mine or not its or mine == its)
        )

    @property
    def _folded(self) -> tuple[str, ...]:
        return tuple(code.casefold() for code in self.codes)


class DocumentCodes:
    """Reads kinds and issuers out of numbers."""

    def __init__(self) -> None:
        self.kinds: Lexicon[DocumentKind] = load_lexicon("lexicons/document_kinds", DocumentKind)
        issuers: Lexicon[Issuer] = load_lexicon("lexicons/document_issuers", Issuer)
        self._issuers = {f.casefold(): entry for entry in issuers.entries for f in entry.forms}
        self._bodies = load_knowledge().bodies
        self._by_code = {code: kind for kind in self.kinds.entries for code in kind.codes}

    def kind(self, number: Number) -> DocumentKind | None:
        """Return the kind that the first code tells, or None."""
        return self._by_code.get(number.codes[0]) if number.codes else None

    def issuers(self, number: Number) -> tuple[Issuer, ...]:
        """Return who issues documents with this number: several for a joint one."""
        codes = number.codes[1:] if self.kind(number) else number.codes
        found = (self._issuers.get(_ASSEMBLY.sub(r"\1", code).casefold()) for code in codes)
        return tuple(issuer for issuer in found if issuer and self._stood(issuer, number.year))

    def _stood(self, issuer: Issuer, year: int | None) -> bool:
        """Tell whether an issuer can have stood in the year of a number."""
        if issuer.body is None or year is None:
            return True
        body = self._bodies[issuer.body]
        return first_day(body)[:4] <= str(year) <= last_day(body)[:4]
