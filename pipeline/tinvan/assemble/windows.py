"""Windows: the stretch of a sentence in which the clause of a figure is read, masked."""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence, within
from tinvan.ruleset import alternation, mask
from tinvan.spans import Bounded
from tinvan.values.model import Value

# Brackets that are longer hold clauses of their own, rather than an aside.
_ASIDE = compile_regex(r"\([^()]{0,240}\)")
_REACH = 600  # characters on each side of a figure in which its clause may run
_PER = compile_regex(r"\s?/\s?(?:năm|tháng|quý|ngày)(?!\w)", regex.I)
_SEMICOLON = compile_regex(";")
_COMMA = "\u201a"  # looks like a comma, but parts nothing


class Stretch(msgspec.Struct, frozen=True):
    """A part of the view."""

    start: int
    end: int

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return self.end > self.start


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """A masked stretch of a sentence around a figure.

    Attributes:
        start: Where it starts in the view.
        text: The masked text: the figure is `{this}`, other values and names are masked by
            their kinds, insertions in brackets as `{aside}`.
        this: The figure with the words that bound it, and a rate's "/năm".
        bracket: The brackets that the figure stands in, if the window is their inside.
    """

    start: int
    text: str
    this: Stretch
    bracket: Stretch | None = None

    def stretch(self, start: int, end: int) -> Stretch:
        """Turn offsets in the window into a stretch of the view."""
        return Stretch(self.start + start, self.start + end)


class Windows:
    """Cuts windows out of sentences.

    Args:
        enumerations: Fixed phrases with commas in them ("bộ, ngành, địa phương"), whose commas
            part nothing.
    """

    def __init__(self, enumerations: Sequence[str]) -> None:
        self._enumerations = compile_regex(alternation(enumerations), regex.IGNORECASE)

    def around(self, document: Document, sentence: Sentence, value: Value) -> Window:
        """Return the window of a value: the inside of its brackets, else between semicolons."""
        key = self, value.start, value.end, value.comparator_start, sentence.start
        found: Window | None = document.found.get(key)
        if found is None:
            found = document.found[key] = self._around(document, sentence, value)
        return found

    def _around(self, document: Document, sentence: Sentence, value: Value) -> Window:
        text = document.view.text
        per = _PER.match(text, value.end)
        this = _inside(sentence, Stretch(_bounded_start(value), per.end() if per else value.end))
        asides = list(_asides(text, sentence))
        bracket = next((a for a in asides if a.start < this.start and this.end < a.end), None)
        if bracket:
            bounds = Stretch(bracket.start + 1, bracket.end - 1)
        else:
            bounds = _near(_between_semicolons(text, sentence, this, asides), this)
        return Window(
            start=bounds.start,
            text=self.masked(document, bounds, this, asides),
            this=this,
            bracket=bracket,
        )

    def whole(self, document: Document, sentence: Sentence, this: Bounded) -> Window:
        """Return the sentence of a figure, as far as it is near, without regard to brackets."""
        bounds = _near(Stretch(sentence.start, sentence.end), this)
        return Window(
            start=bounds.start,
            text=self.masked(document, bounds, _inside(sentence, this)),
            this=Stretch(this.start, this.end),
        )

    def opening(self, document: Document, sentence: Sentence) -> str:
        """Return the masked text of a sentence, as far as a clause can reach."""
        end = min(sentence.end, sentence.start + 2 * _REACH)
        return self.masked(document, Stretch(sentence.start, end))

    def before_bracket(self, document: Document, sentence: Sentence, bracket: Stretch) -> Window:
        """Return what stands before a bracket in its part of the sentence."""
        text = document.view.text
        asides = [a for a in _asides(text, sentence) if a != bracket]
        part = _near(_between_semicolons(text, sentence, bracket, asides), bracket)
        bounds = Stretch(part.start, bracket.start)
        return Window(
            start=bounds.start, text=self.masked(document, bounds, None, asides), this=bracket
        )

    def masked(
        self,
        document: Document,
        bounds: Bounded,
        this: Bounded | None = None,
        asides: Sequence[Stretch] = (),
    ) -> str:
        """Mask the figures, names and insertions in a part of the view."""
        annotations = [("this", this.start, this.end)] if this else []
        annotations += [("aside", a.start, a.end) for a in asides]
        annotations += [("date", d.start, d.end) for d in within(document.dates, bounds)]
        annotations += [
            (figure[0], _bounded_start(v), figure[2])
            for v in within(document.values, bounds)
            if v.kind != "date"
            and (figure := v.figure) is not None
            and _bounded_start(v) >= bounds.start
        ]
        annotations += [(m.kind, m.start, m.end) for m in within(document.mentions, bounds)]
        part = document.text_of(bounds)
        part = self._enumerations.sub(lambda found: found.group().replace(",", _COMMA), part)
        return mask(part, bounds.start, annotations)


def _bounded_start(value: Value) -> int:
    """Return where a value starts with the words that bound it."""
    return value.start if value.comparator_start < 0 else min(value.comparator_start, value.start)


def _inside(sentence: Sentence, this: Bounded) -> Stretch:
    """Return what of a figure is in its sentence: "gần" may end the one before ("GẦN|Gần 8 tỷ")."""
    return Stretch(max(sentence.start, this.start), min(sentence.end, this.end))


def _near(part: Stretch, this: Bounded) -> Stretch:
    """Cut a part of a sentence to what can belong to a figure: a clause is no longer."""
    return Stretch(max(part.start, this.start - _REACH), min(part.end, this.end + _REACH))


def _asides(text: str, sentence: Sentence) -> Iterator[Stretch]:
    """Yield the bracketed insertions of a sentence."""
    for found in _ASIDE.finditer(text, sentence.start, sentence.end):
        yield Stretch(found.start(), found.end())


def _between_semicolons(
    text: str, sentence: Sentence, this: Stretch, asides: Sequence[Stretch]
) -> Stretch:
    """Return the part of the sentence between the semicolons around a figure."""
    start, end = sentence.start, sentence.end
    for found in _SEMICOLON.finditer(
        text, max(start, this.start - _REACH), min(end, this.end + _REACH)
    ):
        at = found.start()
        if any(a.start < at < a.end for a in asides):
            continue
        if at < this.start:
            start = at + 1
        elif at >= this.end:
            end = at
            break
    return Stretch(start, end)
