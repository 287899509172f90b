"""Fills templates of pages and texts with stories, and keeps what of the result is content.

A template is a page or a text with marks in it:

    {{title}} {{lead}} {{caption}}      content of the story in hand
    {{body}} {{body 3}}                 all paragraphs that are left of it, or the next three
    {{body 3: <p>|</p>}}                each with something before and behind it
    {{=heading Lời của template}}       content in the template's own words, with its role
    {{story}} {{story 5: <li>|</li>}}   headlines of other stories: not content
    {{teaser}} {{comment}} {{person}}   the lead of another story, a comment, a name: not content
    {{day}} {{clock}} {{iso}}           when the story was published
    {{include top}}                     another template

What is content is so known by construction, whatever stories are poured in.
"""

import gzip
import html
import json
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bench.cleaning_gold import Block

STORIES = Path(__file__).parent / "page_styles/stories.toml"
_MARK = re.compile(r"\{\{(?:=(\w+) ([^{}]+)|(\w+)(?: ([\w-]+))?(?::([^{}]*))?)\}\}")
_PARAGRAPH = re.compile(r".{60,1500}[.!?…”\"]")
_ADDED = re.compile(r"^(?:>>|Xem thêm|Đọc thêm|Clip|Video|Ảnh)")
_LEAST_PARAGRAPHS = 6
_MOST_OTHERS = 2
_SOME_DAY = "2021-05-01"
_TITLE = range(20, 120)
_LEAD = range(60, 600)


@dataclass(frozen=True, slots=True)
class Story:
    """An article to pour in: its parts, each on one line, and when it was published."""

    title: str
    lead: str
    body: tuple[str, ...]
    published: datetime


@dataclass(frozen=True, slots=True)
class Stock:
    """What templates are filled with.

    Attributes:
        stories: Articles.
        others: Headlines and leads of other stories.
        captions: Captions of pictures.
        comments: What readers wrote.
        people: Names.
    """

    stories: Sequence[Story]
    others: Sequence[tuple[str, str]]
    captions: Sequence[str]
    comments: Sequence[str]
    people: Sequence[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with a story in it, and the parts of it that are content, in order."""

    text: str
    blocks: tuple[Block, ...]


def invented(file: Path = STORIES) -> Stock:
    """Return the stories that come with the bench; nothing in them ever happened."""
    data = tomllib.loads(file.read_text("utf-8"))
    stories = [
        Story(s["title"], s["lead"], tuple(s["body"]), s["published"]) for s in data["story"]
    ]
    others = [(other["title"], other["lead"]) for other in data["other"]]
    return Stock(stories, others, data["captions"], data["comments"], data["people"])


def real(news: Path, stock: Stock) -> Stock:
    """Return a stock whose stories are real articles.

    An article that begins with a paragraph, and has little else up to its last one, brings no
    furniture of its own; one without a title takes that of an article that is not taken.

    Args:
        news: Articles as JSON lines, gzipped: `title`, `text`, `published`.
        stock: Where all else comes from.
    """
    taken, titles = [], []
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            paragraphs = row["text"].split("\n")
            while paragraphs and not _PARAGRAPH.fullmatch(paragraphs[-1]):  # who wrote it
                paragraphs.pop()
            title = " ".join((row["title"] or "").split())
            if _is_plain(paragraphs):
                taken.append((title, paragraphs, row["published"] or _SOME_DAY))
            elif len(title) in _TITLE:
                titles.append(title)
    spare = iter(titles)
    stories = [
        Story(
            title or next(spare),
            paragraphs[0],
            tuple(paragraphs[1:]),
            datetime.fromisoformat(f"{published[:10]}T09:45"),
        )
        for title, paragraphs, published in taken
    ]
    return Stock(
        stories,
        [(story.title, story.lead) for story in stories],
        stock.captions,
        stock.comments,
        stock.people,
    )


def _is_plain(paragraphs: Sequence[str]) -> bool:
    """Tell whether an article is nothing but paragraphs, and a few captions and headings."""
    shaped = [bool(_PARAGRAPH.fullmatch(paragraph)) for paragraph in paragraphs]
    return (
        len(paragraphs) > _LEAST_PARAGRAPHS
        and len(paragraphs[0]) in _LEAD
        and shaped[0]
        and shaped.count(False) <= _MOST_OTHERS
        and not any(_ADDED.search(paragraph) for paragraph in paragraphs)
    )


class Filler:
    """Fills templates.

    Args:
        stock: With what.
        seed: Which of it.
        parts: The folder of templates that others include; none for texts without markup.
    """

    def __init__(self, stock: Stock, seed: int, parts: Path | None = None) -> None:
        self._stock = stock
        self._seed = seed
        self._parts = parts

    def fill(self, name: str, template: str) -> Filled:
        """Fill a template; its name and the seed decide about the story."""
        return _Filling(self._stock, random.Random(f"{self._seed}/{name}"), self._parts).run(
            template
        )


class _Filling:
    """One template being filled."""

    def __init__(self, stock: Stock, chance: random.Random, parts: Path | None) -> None:
        self._story = chance.choice(stock.stories)
        others = [other for other in stock.others if other[0] != self._story.title]
        self._parts = parts
        self._paragraphs = list(self._story.body)
        self._blocks: list[Block] = []
        when = self._story.published
        self._content: dict[str, Callable[[], str]] = {
            "title": lambda: self._story.title,
            "lead": lambda: self._story.lead,
            "body": lambda: self._paragraphs.pop(0),
            "caption": _turns(chance, stock.captions),
        }
        self._around: dict[str, Callable[[], str]] = {
            "story": _turns(chance, [title for title, _ in others]),
            "teaser": _turns(chance, [lead for _, lead in others]),
            "comment": _turns(chance, stock.comments),
            "person": _turns(chance, stock.people),
            "headline": lambda: self._story.title,
            "summary": lambda: self._story.lead,
            "day": lambda: f"{when:%d/%m/%Y}",
            "clock": lambda: f"{when:%H:%M}",
            "iso": lambda: f"{when.isoformat()}:00+07:00",
        }

    def run(self, template: str) -> Filled:
        text = self._put(template)
        return Filled(text, tuple(self._blocks))

    def _put(self, template: str) -> str:
        return _MARK.sub(self._mark, template)

    def _mark(self, mark: re.Match[str]) -> str:
        role, own, name, given, around = mark.groups()
        if role:
            self._blocks.append(Block(role, own))
            return str(own)
        if name == "include" and self._parts:
            return self._put((self._parts / f"{given}.html").read_text("utf-8").strip())
        before, _, behind = (around or "|").strip(" ").partition("|")
        times = int(given) if given else len(self._paragraphs) if name == "body" else 1
        written = [
            html.escape(self._one(name)) if self._parts else self._one(name) for _ in range(times)
        ]
        return "".join(f"{before}{text}{behind}" for text in written)

    def _one(self, name: str) -> str:
        if name in self._around:
            return self._around[name]()
        text = self._content[name]()
        self._blocks.append(Block(name, text))
        return text


def _turns(chance: random.Random, texts: Sequence[str]) -> Callable[[], str]:
    """Return a function that gives the texts by turns, in an order of chance."""
    order = chance.sample(texts, len(texts))
    turn = count()
    return lambda: order[next(turn) % len(order)]
