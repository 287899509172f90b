"""Selectors for the pages of one site, where general rules read them less well: `rules/sites`.

No site needs a file to be read; a file is written when a real page was seen. BeautifulSoup
evaluates the selectors, on the article's part of the page alone.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import soupsieve
from bs4 import BeautifulSoup

from tinvan.errors import RuleError
from tinvan.pages.lines import PageLines
from tinvan.pages.markup import VOID, Token
from tinvan.ruleset import Entry, Example, find_rules, load_lexicon, load_toml

_FOLDER = "sites"
_MARK = "data-tinvan-element"
_ANYWHERE = frozenset(("main", "hidden", "h1", "table", "quote"))


class SiteRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A selector and what it finds.

    Attributes:
        id: The rule's name: the site, a dot, what it finds.
        reads: What it finds, in words.
        select: A CSS selector.
        hint: What the elements are: a hint of `rules/clean/markup.toml`, "main" for the block of
            the article, or "hidden" for what is not of it.
        yes: Pages with lines that the rule reads.
        no: Pages without.
    """

    id: str
    reads: str
    select: str
    hint: str
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of one site.

    Attributes:
        about: What was seen, and when.
        hosts: The site's hosts; hosts below them count as well.
        rule: Its rules; where two find one element, the later one holds.
    """

    about: str
    hosts: tuple[str, ...]
    rule: tuple[SiteRule, ...]


class Sites:
    """The files of all sites.

    Args:
        folder: The folder of rules that has them; the installed one by default.
        without: Hosts whose files are left out, to measure what they are worth.

    Raises:
        RuleError: If a file does not fit, or a selector or a hint is none.
    """

    def __init__(self, folder: Path | None = None, without: Sequence[str] = ()) -> None:
        known = _ANYWHERE | {entry.id for entry in load_lexicon("clean/markup", Entry).entries}
        folder = folder or find_rules()
        self._sites: dict[str, Site] = {}
        for path in sorted((folder / _FOLDER).glob("*.toml")):
            file = f"{_FOLDER}/{path.name}"
            site = load_toml(file, Site, folder)
            for rule in site.rule:
                _check(rule, file, known)
            self._sites |= {host: site for host in site.hosts if host not in without}

    def of(self, address: str | None) -> Site | None:
        """Return the site of an address, if it has a file."""
        host = _host(address)
        while host:
            if site := self._sites.get(host):
                return site
            host = host.partition(".")[2]
        return None


def select(
    site: Site, tokens: Sequence[Token], page: PageLines, part: int
) -> dict[int, frozenset[str]]:
    """Return what a site's rules say of elements, by their numbers: hints, and the rules' ids.

    Args:
        site: The site.
        tokens: The pieces of the page.
        page: The elements and the pieces that open them.
        part: The element that is searched, with all in it.
    """
    markup = _marked(tokens, {index: at for at, index in enumerate(page.tokens)}, page.tokens[part])
    soup = BeautifulSoup(markup, "html.parser", on_duplicate_attribute="ignore")
    found: dict[int, frozenset[str]] = {}
    for rule in site.rule:
        for element in soup.select(rule.select):
            if number := element.get(_MARK):
                found[int(str(number))] = frozenset((rule.hint, rule.id))
    return found


def _marked(tokens: Sequence[Token], numbers: Mapping[int, int], start: int) -> str:
    """Return the markup of an element and all in it, each element with its number."""
    pieces = []
    depth = 0
    for index in range(start, len(tokens)):
        _, slash, tag, attributes, text = tokens[index]
        if slash:
            pieces.append(f"</{tag}>")
            depth -= 1
        elif tag:
            # The first attribute of a name counts: a page cannot number its elements itself.
            pieces.append(f'<{tag} {_MARK}="{numbers.get(index, "")}"{attributes}>')
            depth += tag not in VOID
        if not depth:
            break
        pieces.append(text)
    return "".join(pieces)


def _check(rule: SiteRule, file: str, known: frozenset[str]) -> None:
    """Refuse a rule whose selector or hint is none."""
    try:
        soupsieve.compile(rule.select)
    except soupsieve.SelectorSyntaxError as error:
        raise RuleError(
            file, rule.id, f"no CSS selector: {rule.select!r}", "Try it on a saved page"
        ) from error
    if rule.hint not in known:
        remedy = f"Use one of {', '.join(sorted(known))}"
        raise RuleError(file, rule.id, f"there is no hint {rule.hint!r}", remedy)


def _host(address: str | None) -> str:
    """Return the host of an address in small letters, or "" if it names none."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:  # "http://[": addresses come from untrusted pages
        return ""
