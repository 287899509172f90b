"""The configuration of brat: what can be marked, and the attributes of marks."""

from typing import NamedTuple

from tinvan.convert.marks import MENTION, MENTIONED_AT
from tinvan.convert.slots import KINDS, SLOTS, WITH_MENTIONS

# brat parts the values of an attribute by "|", and reads "<...>" as a name of its own.
_SIGNS = {
    "=": "equal", ">": "more", ">=": "at-least", "<": "less", "<=": "at-most", "~": "about",
}  # fmt: skip


class Attribute(NamedTuple):
    """A slot with words to choose from, as an attribute.

    Attributes:
        kinds: The types that have it.
        words: What each word is called in brat.
    """

    kinds: tuple[str, ...]
    words: dict[str, str]


def attribute_name(slot: str) -> str:
    """Return what a slot is called as an attribute: "date_basis"."""
    return slot.replace(".", "_")


def _attributes() -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for kind in KINDS:
        for slot in (one for one in SLOTS[kind] if one.form == "choice"):
            kinds, words = found.get(attribute_name(slot.name), Attribute((), {}))
            told = {word: _SIGNS.get(word, word) for word in slot.choices}
            found[attribute_name(slot.name)] = Attribute((*kinds, kind), words | told)
    return found


ATTRIBUTES = _attributes()


def annotation_conf() -> str:
    """Return the content of `annotation.conf`."""
    attributes = (
        f"{name}\tArg:{'|'.join(about.kinds)}, Value:{'|'.join(about.words.values())}"
        for name, about in ATTRIBUTES.items()
    )
    return "\n".join(
        (
            "[entities]", *KINDS, MENTION,
            "[relations]",
            f"{MENTIONED_AT}\tArg1:{'|'.join(WITH_MENTIONS)}, Arg2:{MENTION}",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            "[events]",
            "[attributes]", *attributes, "",
        )
    )  # fmt: skip
