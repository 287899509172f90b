"""Views over the tables, in SQL that SQLite and DuckDB both read."""

from typing import NamedTuple


class View(NamedTuple):
    """A view.

    Attributes:
        name: What it is called.
        description: What its rows are.
        query: The statement behind it.
    """

    name: str
    description: str
    query: str


# An article that copies another states nothing of its own: it has no row in a view.
_OF_ARTICLES = """
LEFT JOIN "documents" ON "documents"."doc_id" = facts."doc_id"
WHERE "documents"."copy_of" IS NULL"""

VIEWS = (
    View(
        "rank_over_time",
        "Ranks that are so, by who is ranked, in what, among whom and when; copies left out.",
        f"""
SELECT facts."subject", facts."index" AS "ranked_in", facts."scope", facts."date_start",
  facts."date_end", facts."rank", facts."out_of", facts."comparator", facts."change",
  facts."publisher", facts."evidence_text", facts."url", facts."doc_id", facts."id"
FROM "rankings" AS facts{_OF_ARTICLES} AND facts."modality" = 'actual'
ORDER BY facts."subject", facts."index", facts."scope", facts."date_start", facts."id"
""",
    ),
    View(
        "share_over_time",
        "Percentages that are so, by whose they are, of what and when; copies left out.",
        f"""
SELECT facts."subject", facts."indicator", facts."of", facts."measure", facts."date_start",
  facts."date_end", facts."value", facts."low", facts."high", facts."comparator",
  facts."attribution", facts."evidence_text", facts."url", facts."doc_id", facts."id"
FROM "percentages" AS facts{_OF_ARTICLES} AND facts."modality" = 'actual'
ORDER BY facts."subject", facts."indicator", facts."date_start", facts."id"
""",
    ),
    View(
        "officials_by_agency_and_day",
        "Who held which post of which body on which days, as articles have it; copies left out.",
        f"""
SELECT facts."organisation_name" AS "agency", facts."agency_id", facts."date_start",
  facts."date_end", facts."position", facts."person", facts."status", facts."evidence_text",
  facts."url", facts."doc_id", facts."id"
FROM "officials" AS facts{_OF_ARTICLES}
ORDER BY facts."organisation_name", facts."date_start", facts."position", facts."id"
""",
    ),
)
