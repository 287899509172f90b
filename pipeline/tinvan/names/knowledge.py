"""What the name grammars know: every lexicon, loaded once, in one gazetteer."""

import functools
from collections.abc import Mapping

from tinvan.names.gazetteer import Gazetteer
from tinvan.names.lexicons import (
    Body,
    Brand,
    BrandWord,
    Field,
    Head,
    Leader,
    NameWord,
    Place,
    Post,
    Province,
    WordClass,
    load_entries,
)  # fmt: skip
from tinvan.names.provinces import load_provinces

HEADS = "lexicons/agency_heads.toml"
BODIES = (
    "government", "departments", "party", "assembly", "organisations", "public", "international",
    "world",
)  # fmt: skip
"""The files of registered bodies, below rules/registry."""


@functools.cache
def load_knowledge() -> "Knowledge":
    """Return the installed lexicons, loaded once."""
    return Knowledge()


class Knowledge:
    """The lexicons and registries of names.

    Attributes:
        gazetteer: Finds the forms of all of them.
        heads: Head nouns by id.
        provinces: Provinces by id.
        bodies: Registered bodies by id.
        posts: Posts by id.
        regions_at_home: The regions of Vietnam.
    """

    def __init__(self) -> None:
        self.gazetteer = Gazetteer()
        self.regions_at_home: set[str] = set()
        self.heads: Mapping[str, Head] = {head.id: head for head in load_entries(HEADS, Head)}
        self.provinces: Mapping[str, Province] = load_provinces()
        self.bodies: Mapping[str, Body] = {
            body.id: body for name in BODIES for body in load_entries(f"registry/{name}.toml", Body)
        }
        self.posts: Mapping[str, Post] = {
            post.id: post for post in load_entries("lexicons/posts.toml", Post)
        }
        self._add_agencies()
        self._add_places()
        self._add_people()

    def _add_agencies(self) -> None:
        add = self.gazetteer.add
        for head in self.heads.values():
            add("head", head, head.forms, "any" if head.small != "no" else "first")
        for field in load_entries("lexicons/fields.toml", Field):
            add("field", field, field.forms, "any")
        for word in load_entries("lexicons/agency_words.toml", NameWord):
            add(word.role, word, word.forms, "any")
        for body in self.bodies.values():
            if body.spotted:
                add("body", body, (body.name, *body.forms), "first")
        for name in ("registry/brands.toml", "lexicons/clubs.toml"):
            for brand in load_entries(name, Brand):
                add("brand", brand, (*brand.forms, *brand.nicknames), "all")
        for noun in load_entries("lexicons/brand_words.toml", BrandWord):
            add("brand-word", noun, noun.forms, "first")

    def _add_places(self) -> None:
        add = self.gazetteer.add
        for province in self.provinces.values():
            add("province", province, province.forms, "all")
            add("province-behind-unit", province, province.unit_forms, "all")
            add("renamed", province, province.renamed_forms, "all")
        for place in load_entries("lexicons/places.toml", Place):
            if place.home:
                self.regions_at_home.add(place.forms[0])
            add("place", place, place.forms, "first" if place.capital else "any")

    def _add_people(self) -> None:
        add = self.gazetteer.add
        for post in self.posts.values():
            add("post", post, post.forms, "any")
        for leader in load_entries("registry/leaders.toml", Leader):
            add("leader", leader, leader.forms, "all")
        for words in load_entries("lexicons/name_words.toml", WordClass):
            add(words.id, words, words.forms, "any")
        for words in load_entries("lexicons/given_names.toml", WordClass):
            add(words.id, words, words.forms, "all")
