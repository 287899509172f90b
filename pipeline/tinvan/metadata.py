"""What is known of an article beside its text, and where each field of it comes from."""

from collections.abc import Mapping
from typing import Any, Literal, Self

import msgspec

Origin = Literal[
    "input", "json-ld", "opengraph", "meta", "markup", "dateline", "byline", "source-line",
    "text", "url",
]  # fmt: skip
"""Where a field of the metadata comes from: given beside the article (`input`); the head of the
page (`json-ld`, `opengraph`, `meta`); its elements (`markup`); a line that it prints (`dateline`,
`byline`, `source-line`, `text`); an address (`url`)."""


class Metadata(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """What is known of an article beside its text.

    Attributes:
        url: Where it was crawled; where that is not known, the address that the page gives itself.
        canonical: The address that the page gives itself.
        title: Its headline.
        lead: The paragraph set apart below the headline (sapo).
        published: ISO day or ISO minute ("2020-09-17T15:32"), Vietnamese time.
        modified: When it was last changed, in the same form; never before `published`.
        author: As written.
        authors: The people in `author`, one by one.
        source: Who it was taken from, as written.
        section: The part of the paper that it stands in, as written.
        tags: The keywords that the page gives it.
        language: Of its text, ISO 639-1.
        origins: Where each field that is set comes from; the others came beside the article.
    """

    url: str | None = None
    canonical: str | None = None
    title: str | None = None
    lead: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    origins: dict[str, Origin] = {}

    @classmethod
    def given(cls, fields: Mapping[str, str]) -> Self:
        """Return metadata that came beside the article; fields that it does not have are errors."""
        values: dict[str, Any] = dict(fields)
        return cls(**values)

    @classmethod
    def of(cls, stated: Mapping[str, tuple[Any, Origin]]) -> Self:
        """Return metadata of fields with their origins; what is empty is left out."""
        known = {name: stated[name] for name in cls.__struct_fields__ if name in stated}
        known = {name: given for name, given in known.items() if given[0]}
        read: dict[str, Origin] = {n: origin for n, (_, origin) in known.items()}
        read = {name: origin for name, origin in read.items() if origin != "input"}
        return cls(**{name: value for name, (value, _) in known.items()}, origins=read)

    @property
    def stated(self) -> dict[str, tuple[Any, Origin]]:
        """The fields that are set, with their origins."""
        names = (name for name in self.__struct_fields__ if name != "origins")
        known = {name: (getattr(self, name), self.origins.get(name, "input")) for name in names}
        return {name: given for name, given in known.items() if given[0]}
