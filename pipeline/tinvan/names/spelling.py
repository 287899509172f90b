"""Spelling out the names of organisations: abbreviations, fields of work, places."""

from collections.abc import Sequence

from tinvan.names.gazetteer import Gazetteer, Hit, Hits
from tinvan.names.lexicons import Body, Field, Head, WordClass, load_entries
from tinvan.names.place_names import place_of_body
from tinvan.names.places import PlaceSpan
from tinvan.names.words import Word, keys_of

_AS_WRITTEN = frozenset(("company",))  # the legal forms of companies stay as written


class Spelling:
    """Expands what is abbreviated in a name."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()
        for entry in load_entries("lexicons/abbreviations.toml", WordClass):
            self._gazetteer.add("abbreviation", entry, entry.forms, "all")

    def name(
        self,
        words: Sequence[Word],
        hits: Hits,
        hit: Hit,
        head: Head,
        end: int,
        place: PlaceSpan | None,
    ) -> str:
        """Spell out a head with its tail.

        Args:
            words: The words of the sentence.
            hits: The forms found in them.
            hit: The head.
            head: Its entry.
            end: Index behind the tail.
            place: The place that the tail ends in, if any: a local body has it in full.
        """
        parts = [self.of_head(words, hit, head)]
        stop = place.start if place and head.local else end
        parts.append(self.tail(words, hits, hit.end, stop, head))
        if place and stop < end:
            parts.append(in_name(place, head))
        return " ".join(part for part in parts if part)

    def registered(self, words: Sequence[Word], hit: Hit, body: Body) -> str:
        """Return a body's name: the official one for an abbreviation or a part of it."""
        text = self.expand(words, hit.start, hit.end)
        written, official = keys_of(text), keys_of(body.name)
        if any(word.is_acronym for word in words[hit.start : hit.end]):
            return body.name
        if any(form.isupper() and form.casefold() == text.casefold() for form in body.forms):
            return body.name  # "Fed"
        if set(written) <= set(official) or set(official) <= set(written):
            return body.name
        return text

    def of_head(self, words: Sequence[Word], hit: Hit, head: Head) -> str:
        """Spell out a head noun: an abbreviation becomes the first form of its entry."""
        pieces = words[hit.start : hit.end]
        as_written = head.kind in _AS_WRITTEN and head.id != "hop-tac-xa"
        if not as_written and any(piece.is_acronym for piece in pieces):
            return head.forms[0]
        text = " ".join(piece.text for piece in pieces).replace(" ,", ",")
        return text[0].upper() + text[1:]

    def expand(self, words: Sequence[Word], start: int, end: int) -> str:
        """Return a part of a sentence with its abbreviations spelled out."""
        hits = self._gazetteer.scan(words[start:end])
        text = ""
        at = start
        while at < end:
            hit = hits.at("abbreviation", at - start)
            gap = " " if text and words[at - 1].end < words[at].start else ""
            text += gap + (hit.form.entry.id if hit else words[at].text)
            at = start + hit.end if hit else at + 1
        return " ".join(text.replace("Thành phố.", "Thành phố ").split())

    def tail(self, words: Sequence[Word], hits: Hits, start: int, end: int, head: Head) -> str:
        """Spell out a tail; a field of work gets its official spelling."""
        if start >= end:
            return ""
        for hit in reversed(hits.all_at("field", start)):
            field = hit.form.entry
            assert isinstance(field, Field)
            fits = not field.of or head.id in field.of
            if fits and field.name and hit.end <= end and head.tail == "fields":
                return f"{field.name} {self.expand(words, hit.end, end)}".strip()
        return self.expand(words, start, end)


def in_name(place: PlaceSpan, head: Head) -> str:
    """Return a place as it stands in the name of a local body."""
    if not place.is_named:
        return place.name.lower()
    return place_of_body(place.name, head.everywhere)
