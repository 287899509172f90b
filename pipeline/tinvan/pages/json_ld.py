"""JSON-LD as pages write it: valid or nearly so, as one object, a list, or a graph."""

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

import regex

_LONGEST_SCRIPT = 500_000  # characters that are parsed
_MOST_NODES = 2_000  # nodes that are looked at
_WRAPPING = regex.compile(r"<!--|-->|(?:/[/*]\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?")
# A string, or a comma with nothing behind it.
_STRING_OR_COMMA = regex.compile(r'"(?:[^"\\]|\\.)*+"|,(?=\s*[}\]])', regex.DOTALL)
_BAD_ESCAPE = regex.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_FIELD = regex.compile(
    r'"(?P<key>@type|headline|datePublished|dateModified|articleSection|inLanguage)"'
    r'\s*:\s*"(?P<value>[^"\n]{1,300})"\s*(?=[,}\]])'
)
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")


def json_nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, the outer before the inner.

    Lists of other pages (`itemListElement`, `hasPart`) are not entered. Of a script that is no
    JSON, mostly for a quotation mark in a headline, the fields that can be made out are one
    object.

    Args:
        scripts: The texts of the script elements.
    """
    queue = [node for script in scripts for node in _parsed(script)]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, dict):
            yield node
            queue.extend(node.get(key) for key in _INNER)
        elif isinstance(node, list):
            queue.extend(node[:_MOST_NODES])


def types_of(node: dict[str, Any]) -> tuple[str, ...]:
    """Return the types of a node, without their vocabulary's address."""
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return tuple(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))


def _parsed(script: str) -> list[Any]:
    """Return the values in a script."""
    text = _WRAPPING.sub(" ", script[:_LONGEST_SCRIPT]).strip().rstrip(";")
    if text.startswith(("{&quot;", "[&quot;", "{ &quot;", "[ &quot;")):
        text = html.unescape(text)
    for mend in (str, _mended):
        try:
            return _values(mend(text))
        except (ValueError, RecursionError):
            continue
    salvaged: dict[str, str] = {}
    for found in _FIELD.finditer(text):
        salvaged.setdefault(found["key"], found["value"])
    return [salvaged] if salvaged else []


def _values(text: str) -> list[Any]:
    """Return the JSON values that stand one behind the other in a text.

    Raises:
        ValueError: If there is anything else in it.
    """
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values.append(value)
        while position < len(text) and (text[position].isspace() or text[position] in ",;"):
            position += 1
    return values


def _mended(text: str) -> str:
    """Return JSON without commas that nothing follows and without escapes that JSON lacks."""
    return _STRING_OR_COMMA.sub(
        lambda found: _BAD_ESCAPE.sub("", found.group()) if found.group() != "," else "", text
    )
