"""Writes the dictionary of fields, docs/fields.md, from the records and their JSON Schemas."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec

from tinvan.export.columns import attributes, descriptions
from tinvan.facts import CORE_SLOTS, AnyFact, Fact
from tinvan.output.schema import RECORDS, schema

_HEAD = """# Field dictionary

Every field of every file that tinvan writes. This page is made from the records themselves
(`make docs`), as are the [JSON Schemas](schema/facts.json) and the descriptions of columns that
`tinvan export` writes. Core slots, by which `tinvan score` calls a record right, are **bold**;
`date` is one of figures and events, `modality` of figures alone.
"""
_FILES = {
    "docs": ("docs.jsonl", "One line an article."),
    "rejects": ("rejects.jsonl", "One line for each article or file that could not be read."),
    "run": ("run.json", "The account of the run, one object."),
    "merged": ("merged.jsonl", "What `tinvan merge` makes of the facts, one line a fact."),
    "conflicts": ("conflicts.jsonl", "What contradicts what, one line a conflict."),
    "explanation": ("tinvan explain --json", "Why a fact was made, one object."),
}
_PLAIN = {"string": "text", "number": "number", "integer": "integer", "boolean": "true or false"}


def field_dictionary() -> str:
    """Return the page."""
    told = {kind.__name__ for kind in get_args(AnyFact)}
    lines = [_HEAD, *_of_facts(told)]
    for name in _FILES:
        lines += _of(name, told)
    return "\n".join(lines)


def _of_facts(told_of: set[str]) -> Iterator[str]:
    """Yield the lines on facts: what all have, then what each type adds."""
    defs = schema("facts")["$defs"]
    told = descriptions(Fact)
    common = [field.name for field in msgspec.structs.fields(Fact)]
    some = defs["Percentage"]["properties"]
    yield "## facts.jsonl\n\nOne fact a line, in the order of the articles."
    yield "Every fact has its `type`, and:\n"
    yield from _table({name: some[name] for name in common}, told, ("date", "modality"))
    for kind in get_args(AnyFact):
        tag = str(kind.__struct_config__.tag)
        own = {k: v for k, v in defs[kind.__name__]["properties"].items() if k not in common}
        del own["type"]
        yield f"### {tag}\n\n{_summary(kind.__doc__ or '')} `type` is `{tag}`.\n"
        yield from _table(own, descriptions(kind), CORE_SLOTS[tag])
    yield from _parts(defs, told_of)
    told_of |= set(defs)


def _of(name: str, told_of: set[str]) -> Iterator[str]:
    """Yield the lines on another file."""
    title, about = _FILES[name]
    made = schema(name)
    defs, top = made["$defs"], RECORDS[name].__name__
    yield f"## {title}\n\n{about} [JSON Schema](schema/{name}.json)\n"
    yield from _table(defs[top]["properties"], descriptions(RECORDS[name]))
    yield from _parts(defs, told_of | {top})
    told_of |= set(defs)


def _parts(defs: Mapping[str, Any], told_of: set[str]) -> Iterator[str]:
    """Yield the lines on the records within records, less those that were told already."""
    for name, part in sorted(defs.items()):
        if name not in told_of:
            yield f"### {name}\n\n{_summary(part.get('description', ''))}\n"
            yield from _table(part["properties"], attributes(part.get("description", "")))


def _table(
    properties: Mapping[str, Any], told: Mapping[str, str], core: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield a table of fields."""
    yield "| field | is | means |\n| --- | --- | --- |"
    for name, form in properties.items():
        shown = f"**`{name}`**" if name in core else f"`{name}`"
        yield f"| {shown} | {_kind(form)} | {_escaped(told.get(name, ''))} |"
    yield ""


def _kind(form: Mapping[str, Any]) -> str:
    """Say of what type a field is."""
    if "$ref" in form:
        name = form["$ref"].removeprefix("#/$defs/")
        return (
            f"[{name}](#{name.lower()})" if name not in _fact_names() else "a [fact](#factsjsonl)"
        )
    if "anyOf" in form:
        return " or ".join(_kind(one) for one in form["anyOf"])
    if "enum" in form:
        return ", ".join(f"`{_escaped(str(one))}`" for one in form["enum"] if one is not None) + (
            " or null" if None in form["enum"] else ""
        )
    if form.get("type") == "array":
        inner = form.get("items") or (form.get("prefixItems") or [{}])[0]
        return f"list of {_kind(inner)}"
    if form.get("type") == "object":
        return f"object of {_kind(form.get('additionalProperties', {}))}"
    return _PLAIN.get(str(form.get("type")), str(form.get("type", "any")))


def _fact_names() -> set[str]:
    return {kind.__name__ for kind in get_args(AnyFact)}


def _summary(docstring: str) -> str:
    """Return what a docstring says before its sections, on one line."""
    return " ".join(docstring.split("Attributes:")[0].split())


def _escaped(text: str) -> str:
    """Return a text that can stand in a cell."""
    return text.replace("|", "\\|")
