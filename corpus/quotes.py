"""Finding in an article what a label quotes of it."""

from collections.abc import Iterable

import regex

from corpus.errors import LabelError
from tinvan.document import Document

Bounds = tuple[int, int]


class Quotes:
    """Finds quotes in an article, between the first and the last words of its content.

    A quote is some words of the article; where it has {braces}, the part in them is meant, and
    the rest is there to find it. Any blanks match any blanks.

    Args:
        file: The label file, for errors.
        document: The article, read.
        begins: The first words of its content.
        ends: The last words.
    """

    def __init__(self, file: str, document: Document, begins: str, ends: str) -> None:
        self.file, self.document = file, document
        self._text, self._start = document.view.text, 0
        self._start = self.find(begins, "begins", nth=1)[0]
        self._text = self._text[: self.find(ends, "ends")[1]]

    def find(self, quote: str, fact: str, nth: int | None = None) -> Bounds:
        """Return where a quote stands that is the only one of its kind, or the nth.

        Raises:
            LabelError: If it is missing, or stands several times and none is chosen.
        """
        places = self._places(quote, self._start, fact)
        if nth is None and len(places) > 1:
            problem = f"«{quote}» stands {len(places)} times"
            remedy = "Quote more, with {braces} around the part meant, or give nth"
            raise LabelError(self.file, fact, problem, remedy)
        if nth is not None and not 1 <= nth <= len(places):
            problem = f"«{quote}» stands {len(places)} times, not {nth}"
            raise LabelError(self.file, fact, problem, "Mend nth")
        return places[(nth or 1) - 1]

    def follow(self, quotes: Iterable[str], fact: str) -> list[Bounds]:
        """Return where quotes stand, each searched behind the one before.

        Raises:
            LabelError: If one is missing.
        """
        found: list[Bounds] = []
        for quote in quotes:
            start = found[-1][1] if found else self._start
            found.append(self._places(quote, start, fact)[0])
        return found

    def _places(self, quote: str, start: int, fact: str) -> list[Bounds]:
        """Return the bounds of the part meant wherever the quote stands behind an offset."""
        parts = regex.fullmatch(r"([^{]*)\{([^}]*)\}(.*)", quote)
        before, part, after = parts.groups() if parts else ("", quote, "")
        # A whole word, a whole number: "5%" is not in "8,5%". A unit may be glued on: "{5}km".
        end = "" if after[:1].isalpha() else r"(?!\w)"
        whole = rf"(?<!\w)(?<!\d[.,]){_any_blanks(part)}{end}"
        pattern = f"{_any_blanks(before)}({whole}){_any_blanks(after)}"
        # The words before the part may stand before `start`; the part itself may not.
        found = [match.span(1) for match in regex.finditer(pattern, self._text)]
        if places := [bounds for bounds in found if bounds[0] >= start]:
            return places
        problem = f"«{quote}» is not in the content, or not behind the mention before it"
        remedy = "Copy it from the article; give mentions in reading order"
        raise LabelError(self.file, fact, problem, remedy)


def _any_blanks(text: str) -> str:
    """Return a pattern for a text, any blanks for its blanks."""
    return r"\s+".join(regex.escape(word) for word in regex.split(r"\s+", text))
