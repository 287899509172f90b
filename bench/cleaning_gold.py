"""What belongs to the article on real pages: selectors checked by hand, applied to the pages.

The pages are not part of the project, and neither is their text: `bench/cleaning/pages.toml` holds
the selectors, the expected metadata, and a hash that tells whether a page is still the same.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from bench.cleaning_measure import syllables

PAGES = Path(__file__).parent / "cleaning/pages.toml"
_ROLES = ("title", "lead", "heading", "caption", "table", "body")
_HIDDEN = ["script", "style", "template", "noscript"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the content on one line, and its role (FACTS.md, section 6)."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and what is right of it.

    Attributes:
        file: Its name in the folder of pages.
        site: Whose page it is, to leave one site out.
        html: The page.
        blocks: Its content in the order of the page; none where it has no article.
        metadata: The expected metadata by field; what the page does not tell is left out.
    """

    file: str
    site: str
    html: str
    blocks: tuple[Block, ...]
    metadata: dict[str, Any]

    @property
    def is_article(self) -> bool:
        """Whether the page has an article."""
        return bool(self.blocks)

    def text(self, *roles: str) -> str:
        """Return the content a line a block, of some roles if given."""
        return "\n".join(b.text for b in self.blocks if not roles or b.role in roles)


class GoldError(Exception):
    """A page is not there, or is not the page that the gold was made for."""


def load_pages(folder: Path, gold: Path = PAGES) -> list[GoldPage]:
    """Read the pages of a gold file.

    Raises:
        GoldError: If a page is missing or differs, naming it.
    """
    entries = tomllib.loads(gold.read_text("utf-8"))["page"]
    return [_load(entry, folder) for entry in entries]


def _load(entry: dict[str, Any], folder: Path) -> GoldPage:
    path = folder / entry["file"]
    try:
        html = path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from None
    blocks = select(html, entry) if "title" in entry else ()
    page = GoldPage(entry["file"], entry["site"], html, blocks, dict(entry.get("metadata", {})))
    if page.is_article:
        found = fingerprint(page.text())
        if found != entry["sha256"]:
            raise GoldError(f"{path}: its content has the hash {found}, not that of the gold")
        page.metadata.update(title=page.text("title"), lead=page.text("lead"))
    return page


def fingerprint(text: str) -> str:
    """Return a hash of the syllables of a text."""
    return hashlib.sha256(" ".join(syllables(text)).encode()).hexdigest()


def select(html: str, selectors: Mapping[str, Sequence[str]]) -> tuple[Block, ...]:
    """Return the blocks that selectors find, in the order of the page.

    Raises:
        GoldError: If a selector finds nothing.
    """
    soup = BeautifulSoup(html, "lxml")
    for hidden in soup(_HIDDEN):
        hidden.decompose()
    for selector in selectors.get("leave_out", ()):
        for element in _found(soup, selector):
            element.decompose()
    roles: dict[int, str] = {}
    for role in _ROLES:
        for selector in selectors.get(role, ()):
            for element in _found(soup, selector):
                roles.setdefault(id(element), role)
    blocks = []
    for element in soup.find_all(True):
        own = roles.get(id(element))
        if own and not any(id(parent) in roles for parent in element.parents):
            text = _text(element, own)
            if text:
                blocks.append(Block(own, text))
    return tuple(blocks)


def _found(soup: BeautifulSoup, selector: str) -> list[Tag]:
    found = soup.select(selector)
    if not found:
        raise GoldError(f"the selector {selector} finds nothing")
    return list(found)


def _text(element: Tag, role: str) -> str:
    """Return the text of an element on one line; cells and line breaks become spaces."""
    for line_break in element("br"):
        line_break.replace_with("\n")
    return " ".join(element.get_text(" " if role == "table" else "").split())
