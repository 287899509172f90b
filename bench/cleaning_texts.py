"""Articles without markup: pages flattened as crawls do, and texts whose lines are labelled."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from tinvan.document import CONTENT_LABELS, Document
from tinvan.read.rejects import Reject
from tinvan.score.report import rates

_UNSEEN = {"script", "style", "template", "noscript", "svg", "iframe", "head"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and the right label of each line that is not blank, by its 1-based number.

    Attributes:
        name: What errors call it.
        text: The text.
        labels: By line number.
        metadata: The expected metadata by field; None where the text does not tell.
    """

    name: str
    text: str
    labels: Mapping[int, str]
    metadata: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Weights:
    """Characters in content lines: labelled so rightly, labelled so, and to be labelled so.

    Attributes:
        leaked, missed: The lines in which they differ.
    """

    right: int
    given: int
    wanted: int
    leaked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return rates(self.right, self.given, self.wanted)


def flatten(html: str) -> str:
    """Return all text of a page as the WET files of crawls have it: its title, then a line a block.

    Nothing is left out but what no browser shows of any page (scripts, styles, templates): menus,
    forms and dialogs stay, and so does what style sheets hide.
    """
    soup = BeautifulSoup(html, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    text = "".join(_pieces(soup.body or soup))
    lines = (" ".join(line.split()) for line in [title, *text.split("\n")])
    return "\n".join(line for line in lines if line)


def _pieces(element: Tag) -> Iterator[str]:
    """Yield the text of an element in order, with a line end around each block."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name in _UNSEEN:
                continue
            around = "" if child.name in _INLINE else "\n"
            yield around
            yield from _pieces(child)
            yield around
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child).replace("\n", " ")


def weigh(text: LabelledText, outcome: Document | Reject) -> Weights:
    """Compare the labels of an article's lines with the right ones (FACTS.md, section 6)."""
    wanted = {number for number, label in text.labels.items() if label in CONTENT_LABELS}
    lines = [line.strip() for line in text.text.split("\n")]
    sizes = {number: len(lines[number - 1]) for number in text.labels}
    given = set()
    if not isinstance(outcome, Reject):
        given = {line.number for line in outcome.lines if line.is_content}
    return Weights(
        right=sum(sizes[number] for number in given & wanted),
        given=sum(sizes[number] for number in given),
        wanted=sum(sizes[number] for number in wanted),
        leaked=tuple(lines[number - 1] for number in sorted(given - wanted)),
        missed=tuple(lines[number - 1] for number in sorted(wanted - given)),
    )


def load_labelled(folder: Path, labels: Path) -> list[LabelledText]:
    """Read texts whose lines are labelled in a table of doc_id, line and label."""
    wanted: defaultdict[str, dict[int, str]] = defaultdict(dict)
    with labels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            wanted[row["doc_id"]][int(row["line"])] = row["label"]
    texts = []
    for name in sorted(wanted):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            texts.append(LabelledText(name, file.read(), wanted[name], {}))
    return texts


def total(weights: Iterable[Weights]) -> Weights:
    """Return the sum over texts."""
    weights = list(weights)
    return Weights(
        right=sum(one.right for one in weights),
        given=sum(one.given for one in weights),
        wanted=sum(one.wanted for one in weights),
    )
