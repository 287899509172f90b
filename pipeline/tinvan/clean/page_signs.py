"""The signs that tell a list of stories or a frame of comments from an article."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import regex

from tinvan.clean.lines import SeenLine
from tinvan.clean.outline import Outline
from tinvan.clean.structure import Mark
from tinvan.document import CONTENT_LABELS, Document
from tinvan.read.url_day import own_url_day, url_path

_HEADLINE_WORDS = 5
_STORIES = 10  # headlines that a list has
_FEW_STORIES = 5  # … that the shortest lists have
_STAMPS = 4  # times at which something came out
_LEAST_TEXT = 0.1  # share of the text that is the article's
_TOGETHER = 150  # characters of paragraphs that stand together
_TEXT = 1_000  # characters of an article of some length
_LONGEST_STAMP = 60  # characters
_NEAR = 4  # lines between a headline and its dateline
_SLUG = 5  # hyphens of the title in an address
_COMMENTS_SHARE = 2 / 3  # of the text
_BUTTONS = 3  # lines with the buttons below a comment …
_BUTTON_SHARE = 0.12  # … and their share of all lines
_AGO = regex.compile(r"\d{1,3}\s+(?:phút|giờ|ngày|tuần|tháng)\s+trước\b.*", regex.IGNORECASE)
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_STAMPED = regex.compile(rf"\w\W+{_DAY}\W*$|^\W*{_DAY}\W+\w")
_ARTICLE = regex.compile(r"\w*Article|\w*BlogPosting|Report")
_LISTS = frozenset((
    "CollectionPage", "SearchResultsPage", "ProfilePage", "ItemList", "og:website", "og:profile",
))  # fmt: skip
_HOST = regex.compile(r"^(?:https?:)?//[^/]*", regex.IGNORECASE)
_LIST_PARTS = regex.compile(
    r"(?:tags?|tu-khoa|keywords?|chu-de|topics?|su-kien|dong-su-kien|tim-kiem|search|tac-gia|authors?"
    r"|category|chuyen-muc|chuyen-de|tin-theo-ngay|archives?|trang-?\d*|page-?\d*|p\d{1,3})"
    r"(?:\.\w{2,5})?",
    regex.IGNORECASE,
)
_LIST_END = regex.compile(
    r"-tag\d*\b|/(?:trang|page|p)[-/]?\d+|[?&](?:q|s|keyword|page)=", regex.IGNORECASE
)
_LONG_NUMBER = regex.compile(r"\d{5,}(?:\.\w{2,5})?/?$")
_EXTENSION = regex.compile(r"\.\w{2,5}$")
_COMMENTS = regex.compile(r"comment|binh-?luan|iframe", regex.IGNORECASE)
_SECTION_PARTS = 2  # parts of the address of a section


class PageView:
    """A cleaned page as the signs see it.

    Args:
        document: The document, with what its head says.
        lines: Its lines.
        marks: The mark of each line.
        outline: Where its article stands; None if there is none.
    """

    def __init__(
        self,
        document: Document,
        lines: Sequence[SeenLine],
        marks: Sequence[Mark],
        outline: Outline | None,
    ) -> None:
        self.document, self.lines, self.marks, self.outline = document, lines, marks, outline
        self.url = document.metadata.url or ""
        self.has_markup = document.source.media == "html"
        self.path = _HOST.sub("", url_path(self.url))

    @cached_property
    def content(self) -> list[SeenLine]:
        """The lines of the article, but its title."""
        marked = zip(self.lines, self.marks, strict=True)
        return [
            line for line, mark in marked if mark.label in CONTENT_LABELS and mark.label != "title"
        ]

    @cached_property
    def headlines(self) -> list[SeenLine]:
        """The lines that could be headlines of stories: where links are known, links alone."""
        if self.has_markup and any(line.has("link") for line in self.lines):
            return [
                line
                for line in self.lines
                if line.words >= _HEADLINE_WORDS
                and (line.has("link") or (line.has("links") and _STAMPED.search(line.text)))
            ]
        return [line for line in self.lines if line.is_headline]

    @cached_property
    def stamps(self) -> int:
        """How many lines say when something came out."""
        return sum(
            line.signature("head") is not None
            or (line.text[0].isdecimal() and _AGO.fullmatch(line.text) is not None)
            for line in self.lines
            if len(line.text) <= _LONGEST_STAMP
        )

    @cached_property
    def stamped(self) -> int:
        """How many headlines have the day on which they came out in one line with them."""
        return sum(
            (line.has("link", "links") or (not self.has_markup and line.is_headline))
            and bool(_STAMPED.search(line.text))
            for line in self.lines
        )

    @cached_property
    def longest_run(self) -> tuple[int, int]:
        """The most characters of paragraphs that stand together, and how many paragraphs."""
        inside = {id(line) for line in self.content}
        runs = groupby(self.lines, key=lambda line: id(line) in inside and line.is_paragraph)
        sizes = []
        for is_text, run in runs:
            if is_text:
                texts = [len(line.text) for line in run]
                sizes.append((sum(texts), len(texts)))
        return max((size for size in sizes if size[1] > 1), default=max(sizes, default=(0, 0)))

    @cached_property
    def dated(self) -> bool:
        """Whether a headline has its dateline near, and no other headline between them."""
        if self.outline is None or self.outline.title is None:
            titles = [i for i, line in enumerate(self.lines) if self.is_heading(line)]
        else:
            titles = [self.outline.title]
        if len(titles) != 1 or self.lines[titles[0]].words < _HEADLINE_WORDS:
            return False
        near = self.lines[max(0, titles[0] - _NEAR) : titles[0] + _NEAR]
        return any(line.signature("head") for line in near) and self.stamps < _STAMPS

    @staticmethod
    def is_heading(line: SeenLine) -> bool:
        """Tell whether a line is a first-level heading that leads nowhere else."""
        return line.has("h1") and not line.has("link") and line.words >= _HEADLINE_WORDS

    @cached_property
    def has_headline(self) -> bool:
        """Whether there is one first-level heading as long as a headline."""
        return sum(map(self.is_heading, self.lines)) == 1


def _no_article(view: PageView) -> bool:
    return view.outline is None


def _little_text(view: PageView) -> bool:
    if view.outline is None:
        return False
    own, whole = (sum(len(line.text) for line in of) for of in (view.content, view.lines))
    return own < _LEAST_TEXT * whole


def _empty(view: PageView) -> bool:
    return _lists(view) and not view.content


def _stories(view: PageView) -> bool:
    paragraphs = sum(line.is_paragraph for line in view.content)
    return len(view.headlines) >= max(_STORIES, paragraphs + 1)


def _many_stories(view: PageView) -> bool:
    paragraphs = sum(line.is_paragraph for line in view.lines)
    return len(view.headlines) >= max(2 * _STORIES, 3 * paragraphs)


def _many_stamps(view: PageView) -> bool:
    return view.stamps + view.stamped >= max(_STAMPS, len(view.headlines) / 3)


def _apart(view: PageView) -> bool:
    return view.outline is not None and view.longest_run[1] <= 1


def _no_headline(view: PageView) -> bool:
    return _lists(view) and not any(map(view.is_heading, view.lines))


def _lists(view: PageView) -> bool:
    """Tell whether the markup shows some stories, as many as the shortest lists have."""
    return view.has_markup and len(view.headlines) >= _FEW_STORIES


def _list_address(view: PageView) -> bool:
    path = view.path.strip("/")
    if not view.url or _LIST_END.search(view.url):
        return bool(view.url)
    parts = path.split("/") if path else []
    if any(_LIST_PARTS.fullmatch(part) for part in parts):
        return True
    names = [_EXTENSION.sub("", part) for part in parts]
    return len(parts) <= _SECTION_PARTS and all(
        name.count("-") < _SLUG and not regex.search(r"\d", name) for name in names
    )


def _unstated(view: PageView) -> bool:
    signs = (_stated, _dated, _article_address)
    return _no_headline(view) and _list_address(view) and not any(sign(view) for sign in signs)


def _says_list(view: PageView) -> bool:
    return not _LISTS.isdisjoint(view.document.types)


def _all_comments(view: PageView) -> bool:
    said = sum(len(line.text) for line in view.lines if line.has("comment"))
    return said > 0 and said >= _COMMENTS_SHARE * sum(len(line.text) for line in view.lines)


def _comment_address(view: PageView) -> bool:
    return bool(_COMMENTS.search(view.path.rsplit("/", 1)[-1]))


def _stated(view: PageView) -> bool:
    known = view.document.source.metadata.title is not None
    return known or any(map(_ARTICLE.fullmatch, view.document.types))


def _dated(view: PageView) -> bool:
    stated = view.document.metadata
    in_head = stated.origins.get("published") in ("json-ld", "opengraph", "meta")
    return (stated.published is not None and in_head) or view.dated


def _article_address(view: PageView) -> bool:
    if _list_address(view):
        return False
    last = _EXTENSION.sub("", view.path.rstrip("/").rsplit("/", 1)[-1])
    return (
        last.count("-") >= _SLUG
        or bool(_LONG_NUMBER.search(view.path))
        or own_url_day(view.url) is not None
    )


def _paragraphs(view: PageView) -> bool:
    size, count = view.longest_run
    return count > 1 and size >= _TOGETHER


def _text(view: PageView) -> bool:
    return sum(len(line.text) for line in view.content if line.is_paragraph) >= _TEXT


SIGNS: Mapping[str, Callable[[PageView], bool]] = {
    "comment-frame.markup": _all_comments,
    "comment-frame.address": _comment_address,
    "index-page.no-article": _no_article,
    "index-page.little-text": _little_text,
    "index-page.empty": _empty,
    "index-page.no-headline": _no_headline,
    "index-page.stories": _stories,
    "index-page.many-stories": _many_stories,
    "index-page.stamps": _many_stamps,
    "index-page.apart": _apart,
    "index-page.address": _list_address,
    "index-page.unstated": _unstated,
    "index-page.type": _says_list,
    "article.stated": _stated,
    "article.dated": _dated,
    "article.headline": lambda view: view.has_headline,
    "article.address": _article_address,
    "article.paragraphs": _paragraphs,
    "article.text": _text,
}
"""The signs that are seen, by their ids in `rules/clean/page_kinds.toml`, which explains them."""


def button_share(view: PageView, buttons: int) -> bool:
    """Tell whether as many lines of a page are the buttons below comments as in a frame of them."""
    return buttons >= max(_BUTTONS, _BUTTON_SHARE * len(view.lines))
