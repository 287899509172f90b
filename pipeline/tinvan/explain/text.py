"""An explanation as text, for a terminal."""

from collections.abc import Iterator
from typing import Any

from tinvan.document import Decision
from tinvan.explain.records import Explanation, Mark, Rule, Slot
from tinvan.facts import FactDate

_KINDS = 12  # characters of the column of kinds and slots
_WORDS = 30  # characters of the column of words


def as_text(explanation: Explanation) -> str:
    """Return an explanation in the order in which one would ask: what, where, why."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(told: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation."""
    fact = told.fact
    yield f"{fact.__struct_config__.tag} {fact.id} · {_rule(told.rule)}"
    for warning in told.warnings:
        yield f"  warning: {warning}"
    line = told.line
    if line is not None:
        role = f" · {_rule(line.rule)}" if line.rule else ""
        yield f"{fact.doc_id}, line {line.number} · {line.label}{role}"
    yield ""
    yield f"  {_marked(told)}"
    yield from _headed("Read in the sentence", map(_mark, told.marks))
    yield from _headed("How the slots came about", (x for s in told.slots for x in _slot(s)))
    yield from _headed("What models decided", map(_decision, told.decisions))
    yield from _headed("Entries behind the names", (x for e in told.registry for x in _entry(e)))
    rules = {mark.rule.id: mark.rule for mark in told.marks}
    yield from _headed("What these rules read", (_legend(rules[name]) for name in sorted(rules)))


def _headed(heading: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield lines below a heading, if there are any."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield heading
        yield line


def _marked(told: Explanation) -> str:
    """Return the evidence on one line, the anchor between marks."""
    sentence, anchor = told.fact.evidence, told.fact.anchor
    start, end = anchor.start - sentence.start, anchor.end - sentence.start
    if not 0 <= start <= end <= len(sentence.text):
        return f"{_shown(sentence.text)} »{_shown(anchor.text)}«"
    parts = sentence.text[:start], sentence.text[start:end], sentence.text[end:]
    return "{}»{}«{}".format(*map(_shown, parts))


def _mark(mark: Mark) -> str:
    """Return what was read on one line."""
    gives = f"{_content(mark.gives)} · " if mark.gives else ""
    return f"  {mark.kind:{_KINDS}}  {_quoted(mark.span.text):{_WORDS}}  {gives}{mark.rule.id}"


def _slot(slot: Slot) -> Iterator[str]:
    """Yield the lines that tell of a slot."""
    value = _value(slot.value) if slot.value is not None else "none"
    words = f": {_quoted(slot.at.text)}" if slot.at and slot.name == "date" else ""
    yield f"  {slot.name:{_KINDS}}  {value:{_WORDS}}  {slot.how}{words}"
    if slot.sentence is not None and slot.at is not None:
        text, start = slot.sentence.text, slot.at.start - slot.sentence.start
        end = start + len(slot.at.text)
        shown = f"{text[:start]}»{text[start:end]}«{text[end:]}"
        yield f"  {'':{_KINDS}}  {_shown(shown)}"


def _decision(decision: Decision) -> str:
    """Return what a model chose on one line."""
    chosen, by_rules = _choice(decision.chosen), _choice(decision.by_rules)
    against = "as the rules" if chosen == by_rules else f"the rules had {by_rules}"
    sure = f"{decision.probability:.2f} sure"
    return f"  {decision.slot:{_KINDS}}  {chosen:{_WORDS}}  {sure}, {against}"


def _choice(value: object) -> str:
    """Return what a slot holds."""
    if isinstance(value, FactDate):
        return f"{value.start or ''}..{value.end or ''}"
    return "none" if value is None else _value(value)


def _entry(entry: Rule) -> Iterator[str]:
    """Yield the lines of an entry."""
    yield f"  {entry.id} ({entry.file})"
    yield f"      {_content(entry.entry)}"


def _rule(rule: Rule) -> str:
    """Return a rule with its file and what it reads."""
    if rule.file is None:
        return rule.id
    reads = f": {rule.reads}" if rule.reads else ""
    return f"{rule.id} ({rule.file}){reads}"


def _legend(rule: Rule) -> str:
    """Return what a rule or an entry reads, on one line."""
    told = rule.reads or _content(rule.entry) or "told by the code alone"
    return f"  {rule.id} ({rule.file}): {_shown(told)}" if rule.file else f"  {rule.id}: {told}"


def _content(fields: dict[str, Any]) -> str:
    """Return fields on one line."""
    return ", ".join(f"{key} {_value(value)}" for key, value in fields.items() if value != [])


def _value(value: object) -> str:
    """Return the value of a field."""
    if isinstance(value, list | tuple):
        return _shown(" | ".join(map(str, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _shown(str(value))


def _quoted(text: str) -> str:
    return f"“{_shown(text)}”"


def _shown(text: str) -> str:
    """Return a text on one line, without what a terminal would take as a command."""
    return "".join(character if character.isprintable() else " " for character in text)
