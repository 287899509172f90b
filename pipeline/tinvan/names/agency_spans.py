"""What a reader of organisations gives."""

import msgspec


class AgencySpan(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation among the words of a sentence.

    Attributes:
        start: Index of its first word.
        end: Index behind its last word.
        name: Its name, abbreviations expanded.
        rule: The rule of `rules/facts/agency.toml` that read it.
        body: Id in the registry, if known.
        head: Id of its head noun, if it was read by one.
    """

    start: int
    end: int
    name: str
    rule: str
    body: str | None = None
    head: str | None = None
