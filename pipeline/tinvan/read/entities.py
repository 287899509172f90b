"""Entities that a page defines itself, in the DOCTYPE at its head.

Ten entities of ten entities each make gigabytes of a kilobyte, and no article needs one. A page
that merely prints such a definition, in its text, a script or a comment, defines none; nor does
one that names an external entity, which is never looked for (XML 1.0, sections 2.8 and 4.2).
"""

import re

_BLANKS = r"[ \t\r\n\f]"
_COMMENT, _INSTRUCTION = r"<!--.*?-->", r"<\?.*?\?>"
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_NAMED = rf"{_BLANKS}++(?:%{_BLANKS}++)?+(?P<name>[^\s\"'<>]++){_BLANKS}*+"
_SUBSET = re.compile(
    rf"\ufeff?(?:{_BLANKS}|{_INSTRUCTION}|{_COMMENT})*+"
    rf"<!doctype\b(?:{_QUOTED}|[^\"'\[<>])*+\[",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = re.compile(  # what may stand before the first definition
    rf"(?:{_BLANKS}|{_INSTRUCTION}|{_COMMENT}|%[\w:.-]++;"
    rf"|<!(?:element|attlist|notation)\b(?:{_QUOTED}|[^\"'<>])*+>"
    rf"|<!entity{_NAMED}(?:system|public)\b(?:{_QUOTED}|[^\"'<>])*+>)*+",
    re.IGNORECASE | re.DOTALL,
)
_DEFINED = re.compile(rf"<!entity{_NAMED}[\"']", re.IGNORECASE)
_SHOWN = 80  # characters of a name


def defined_entity(markup: str) -> str | None:
    """Return the name of the first entity that a page gives a text of its own, None if of none."""
    subset = _SUBSET.match(markup)
    if not subset:
        return None
    others = _OTHER.match(markup, subset.end())
    found = others and _DEFINED.match(markup, others.end())
    return found["name"][:_SHOWN] if found else None


def why_not_read(entity: str) -> str:
    """Return why a page that defines an entity is not read, and what to do about it."""
    return (
        f"it defines entities of its own (“{entity}” is the first), which could multiply without "
        "end, and none is read; save it with what they stand for written out"
    )
