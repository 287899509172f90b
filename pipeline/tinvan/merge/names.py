"""Keys of names: the same for all spellings of one body, place, person or measure."""

import functools
from collections.abc import Iterator

import regex

from tinvan.facts import Official
from tinvan.folding import unmarked
from tinvan.merge.indices import WORDS
from tinvan.names.knowledge import load_knowledge
from tinvan.names.lexicons import Place, load_entries
from tinvan.registry import body_id
from tinvan.ruleset import load_word_lists
from tinvan.score.slots import fold

# "năm 2020 Việt Nam", ">> Nadal", "tỉnh, Thanh Hóa": what got in front of a name.
_IN_FRONT = regex.compile(
    r"^(?:(?:đầu|giữa|cuối|trong|đến)?\s*(?:năm|tháng|quý)\s+\S+\s+|(?:hiện|hiện nay|nay)\s+|\W+"
    r"|(?:tỉnh|thành phố|tp),\s*)+",
    regex.I,
)
# "Việt Nam xếp", "Phú Yên đứng áp chót": what was taken for a part of the name behind it.
_BEHIND = regex.compile(
    r"\s+(?:xếp|đứng|đạt|giữ|vươn|tăng|giảm|nhảy|leo|tụt|lùi|rơi|lần|hiện|trở thành)(?:\s.*)?$"
)
_UNIT = regex.compile(
    r"^(?:tỉnh|thành phố|tp|t p|nước|khu vực|vùng|địa bàn|toàn)\s+(?=\S)", regex.I
)
_MEASURE = ("tỷ lệ", "tỉ lệ", "tổng số", "tổng", "số lượng", "số", "mức", "khoảng", "các", "những")


@functools.lru_cache(maxsize=1 << 16)
def subject_key(subject: str | None) -> str | None:
    """Return the key of a subject, or None where it names nobody by itself: "tỉnh", "công ty"."""
    if not subject:
        return None
    name = fold(_BEHIND.sub("", _IN_FRONT.sub("", subject)))
    if name in words("nation"):
        return "place:vn"
    if name in words("anaphors") or not name:
        return None
    return place_key(name) or body_key(subject) or f"name:{name}"


def scope_key(scope: str | None) -> str:
    """Return the key of a scope; "" for the whole world, or where it is unsaid."""
    if not scope:
        return ""
    name = fold(scope)
    if name in ("thế giới", "toàn cầu", "toàn thế giới"):
        return ""
    return "place:vn" if name in words("nation") else place_key(name) or f"name:{name}"


@functools.lru_cache(maxsize=1 << 16)
def place_key(name: str) -> str | None:
    """Return the key of a place by its folded name, with or without its unit; None for others."""
    known = _places()
    return known.get(name) or known.get(_UNIT.sub("", name))


@functools.lru_cache(maxsize=1 << 16)
def body_key(name: str | None) -> str | None:
    """Return the key of a body by its full name: its id in the registry, if it has one there."""
    known = body_id(name) if name and name[0].isupper() else None
    return f"body:{known}" if known else None


def organisation_key(fact: Official) -> str | None:
    """Return the key of the body of a post; None where none is named."""
    if fact.organisation is None:
        return None
    name = fact.organisation.name
    return body_key(name) or f"name:{fold(name)}"


@functools.lru_cache(maxsize=1 << 16)
def person_key(name: str) -> str:
    """Return the key of a person: marks are often missing, or set otherwise."""
    return unmarked(fold(name))


@functools.lru_cache(maxsize=1 << 16)
def measure_key(indicator: str | None) -> str:
    """Return the key of what is measured; "" where it is not said."""
    name = fold(indicator or "").replace("tỉ lệ", "tỷ lệ")
    while lead := next((lead for lead in _MEASURE if name.startswith(f"{lead} ")), None):
        name = name[len(lead) + 1 :]
    return name


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a word list of rules/merge/words.toml, folded."""
    return frozenset(fold(word) for word in load_word_lists(WORDS)[name])


@functools.cache
def _places() -> dict[str, str]:
    """Return the keys of provinces, countries, regions and cities by their folded names."""
    return {fold(form): key for form, key in reversed([*_place_forms()])}


def _place_forms() -> Iterator[tuple[str, str]]:
    """Yield the spellings of places with their keys; of one spelling the first counts."""
    for province in load_knowledge().provinces.values():
        for form in (province.name, *province.forms, *province.renamed_forms):
            yield form, f"place:{province.id}"
        for form in province.unit_forms:
            yield f"thành phố {form}", f"place:{province.id}"
    for place in load_entries("lexicons/places.toml", Place):
        for form in place.forms:
            yield form, f"place:{place.id}"
