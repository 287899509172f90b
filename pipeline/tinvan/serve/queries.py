"""What stands behind the question mark of an address."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tinvan.document import PageKindName
from tinvan.read.published import parse_published

_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_MINUTE = r"T([01]\d|2[0-3]):[0-5]\d"


def _parsed(text: str) -> str:
    """Return a day or minute that the calendar has."""
    try:
        return parse_published(text)
    except ValueError:
        raise ValueError("this is no day. Write it as 2020-09-17") from None


Day = Annotated[str, Field(pattern=f"{_DAY}$", examples=["2020-09-17"]), AfterValidator(_parsed)]
Published = Annotated[
    str, Field(pattern=f"{_DAY}({_MINUTE})?$", examples=["2020-09-17"]), AfterValidator(_parsed)
]


class _Query(BaseModel):
    """Parameters; a name that is none of them is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _OfArticle(_Query):
    published: Published | None = Field(
        None,
        description="The publication day of articles that come without one: 2020-09-17, or "
        "2020-09-17T15:32.",
    )
    url: str | None = Field(
        None,
        max_length=2000,
        description="Where it was crawled, of text and HTML. It is noted, never fetched.",
    )
    doc_id: str = Field(
        "body",
        min_length=1,
        max_length=300,
        description="What records call it, unless a row has an id or url; lines without are "
        "called “body:3”.",
    )
    keep: list[PageKindName] = Field(
        default=[],
        max_length=4,
        description="Read such pages too, which get an error otherwise.",
    )


class ExtractQuery(_OfArticle):
    """Parameters of `/extract`."""

    min_confidence: float = Field(
        0.0, ge=0, le=1, description="Leave out facts that are right with a lower probability."
    )
    facts_only: bool = Field(
        False, description="Give facts alone, one a line, as facts.jsonl has them."
    )


class CleanQuery(_OfArticle):
    """Parameters of `/clean`."""

    format: Literal["json", "text", "html"] = Field(
        "json",
        description="All lines with their roles, the content alone as text, or that as HTML. "
        "JSON Lines are answered as JSON Lines.",
    )


class ValuesQuery(_Query):
    """Parameters of `/values`."""

    day: Day | None = Field(
        None, description="The day from which “hôm qua” is reckoned and missing years are filled."
    )


class AgencyQuery(_Query):
    """Parameters of `/agency`."""

    name: str = Field(
        min_length=1,
        max_length=200,
        pattern=r"\S",
        description="As the press writes it, abbreviations and all.",
        examples=["Bộ TT-TT"],
    )
    on: Day | None = Field(
        None, description="The day that is asked about; without it the last body of the name."
    )
