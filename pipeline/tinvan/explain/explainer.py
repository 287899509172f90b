"""Puts together why a fact was made."""

from collections.abc import Iterator, Mapping

import msgspec

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Line, Mention, Sentence, within
from tinvan.explain.records import Explanation, LineRole, Mark, Rule, Slot
from tinvan.explain.rulebook import RuleBook
from tinvan.explain.slots import SlotReader
from tinvan.facts import Agency, AnyFact, Official
from tinvan.spans import Span
from tinvan.values.model import Value
from tinvan.values.public import Value as PublicValue
from tinvan.values.public import values_of

_TOLD = ("kind", "start", "end", "text")  # of a value; its mark has these


class Explainer:
    """Tells why facts were made, by reading their articles again.

    Args:
        rules: What the rules say that they read; the installed ones by default.
    """

    def __init__(self, rules: RuleBook | None = None) -> None:
        self._rules = rules or RuleBook()
        self._slots = SlotReader()

    def explain(
        self, document: Document, fact: AnyFact, warnings: tuple[str, ...] = ()
    ) -> Explanation:
        """Return why a fact was made.

        Args:
            document: Its article, with facts.
            fact: The fact, as a run wrote it.
            warnings: What is already known to make the account less than sure.
        """
        again = _again(document, fact)
        made = again or fact
        anchor = _in_view(document, made.anchor)
        sentence = document.sentence_at(anchor.start)
        part = sentence or anchor
        slots = tuple(self._slots.read(document, made, sentence, anchor))
        return Explanation(
            fact=fact,
            made="no more" if again is None else "same" if again.id == fact.id else "otherwise",
            warnings=(*warnings, *_differences(document, fact, again)),
            rule=self._rules.rule(made.rule),
            line=self._line(document, anchor),
            marks=tuple(self._marks(document, part)),
            slots=slots,
            decisions=document.decisions.get(made.id, ()),
            registry=tuple(self._registry(document, made, part, slots)),
        )

    def _line(self, document: Document, anchor: Stretch) -> LineRole | None:
        """Return the line of an anchor."""
        line = next((one for one in document.lines if _holds(one, anchor)), None)
        if line is None:
            return None
        rule = self._rules.rule(line.rule) if line.rule else None
        return LineRole(number=line.number, label=line.label, rule=rule)

    def _marks(self, document: Document, part: Sentence | Stretch) -> Iterator[Mark]:
        """Yield the values and names of a sentence in order of start, the longer first."""
        told = {(v.start, v.end): v for v in values_of(document)}
        things: list[Value | Mention] = [*within(document.values, part)]
        things += document.mentions_in(part)
        for thing in sorted(things, key=lambda one: (one.start, -one.end)):
            span = document.span(thing)
            if isinstance(thing, Mention):
                gives = _named(thing)
            else:
                gives = _fields(told.get((span.start, span.end)), thing)
            rule = self._rules.rule(thing.rule)
            yield Mark(kind=thing.kind, span=span, rule=rule, gives=gives)

    def _registry(
        self,
        document: Document,
        fact: AnyFact,
        part: Sentence | Stretch,
        slots: tuple[Slot, ...],
    ) -> Iterator[Rule]:
        """Yield the entries by which names of the fact were resolved, each once."""
        refs: dict[str, None] = dict.fromkeys(r for r in (fact.agency_id, fact.place_code) if r)
        name = fact.name if isinstance(fact, Agency) else None
        if isinstance(fact, Official) and fact.organisation is not None:
            name = fact.organisation.name
            refs |= dict.fromkeys(
                m.ref for m in document.mentions if m.ref and m.name == name and m.kind == "agency"
            )
        body = next(iter(refs), "")
        texts = {slot.at.text for slot in slots if slot.at}
        for mention in document.mentions_in(part, "place"):
            if mention.ref and any(mention.text in text for text in texts):
                refs[mention.ref] = None
        yield from (entry for ref in refs if (entry := self._rules.registered(ref)))
        if name and not fact.agency_id and "." not in body:
            beginning = self._rules.beginning_of(name)
            if beginning is not None:
                yield beginning


def _again(document: Document, fact: AnyFact) -> AnyFact | None:
    """Return the fact as it is made today: the same, else of its type and anchor."""
    same = [f for f in document.facts if f.id == fact.id]
    alike = [f for f in document.facts if type(f) is type(fact) and f.anchor == fact.anchor]
    return next(iter([*same, *alike]), None)


def _differences(document: Document, fact: AnyFact, again: AnyFact | None) -> Iterator[str]:
    """Yield how the fact differs from the one that is made today."""
    raw = document.view.raw[fact.anchor.start : fact.anchor.end]
    if raw != fact.anchor.text:
        yield f"the article has changed: “{raw}” stands where “{fact.anchor.text}” stood"
    elif again is None:
        yield "today's rules do not make this fact from this article"
    else:
        for name in fact.__struct_fields__:
            was, now = getattr(fact, name), getattr(again, name)
            if was != now and name != "id":
                yield f"{name} is read otherwise today: {_plain(was)} → {_plain(now)}"


def _plain(value: object) -> str:
    """Return a slot in a few characters."""
    return msgspec.json.encode(value).decode()


def _in_view(document: Document, span: Span) -> Stretch:
    """Return where a raw span stands in the view."""
    count = len(document.view.text)
    start = _first(document, span.start, 0, count)
    end = start
    while end < count and document.view.raw_bounds(end, end + 1)[0] < span.end:
        end += 1
    return Stretch(start, end)


def _first(document: Document, raw: int, low: int, high: int) -> int:
    """Return the first character of the view that ends behind a raw offset."""
    while low < high:
        middle = (low + high) // 2
        if document.view.raw_bounds(middle, middle + 1)[1] <= raw:
            low = middle + 1
        else:
            high = middle
    return low


def _holds(line: Line, anchor: Stretch) -> bool:
    """Tell whether an anchor starts in a line."""
    return line.start <= anchor.start < line.end


def _named(mention: Mention) -> dict[str, object]:
    """Return what a name is resolved to."""
    named = {"name": mention.name, "ref": mention.ref}
    return {key: value for key, value in named.items() if value}


def _fields(told: PublicValue | None, value: Value) -> dict[str, object]:
    """Return what a value says, without what it does not have."""
    if told is None:
        return {"counts": False} if value.kind == "code" or not value.told else {}
    fields: Mapping[str, object] = told.to_dict()
    left: dict[str, object] = {
        key: held
        for key, held in fields.items()
        if key not in _TOLD and held not in (None, (), False)
    }
    if left.get("comparator") == "=":
        del left["comparator"]
    return left
