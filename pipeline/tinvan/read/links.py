"""Links in folders that are not followed."""

import msgspec

from tinvan.document import Source
from tinvan.read.rejects import Reject


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link in a folder that was not followed: no article, but not left out in silence either.

    Attributes:
        doc_id: What the article would be called, had it been followed.
        warnings: Why it was not.
    """

    doc_id: str
    warnings: tuple[str, ...]

    @property
    def input(self) -> str:
        """The link, relative to the input root."""
        return self.doc_id


Item = Source | Link | Reject
"""What inputs give: an article, a link that was not followed, or what could not be read."""
