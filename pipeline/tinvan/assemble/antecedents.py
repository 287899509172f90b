"""Antecedents: the name that "quốc gia này", "ngân hàng này" or "nhà trường" stands for."""

import bisect
from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.subjects import is_region
from tinvan.document import Document, Mention
from tinvan.ruleset import alternation
from tinvan.spans import Bounded

_BACK = 60  # mentions back in which an antecedent may stand
_NEAR = 2000  # characters back in which a phrase was said that points back
# Rules of names that say what they name: another sort of body than the noun, if it is not in them.
_SAY_WHAT = frozenset({"agency.grammar", "agency.registry", "agency.unit-of-body"})
_PLURAL = 12  # characters before a phrase in which a plural may stand


class Antecedents:
    """Finds the last name of the kind that an anaphor points back at.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._place = regex.compile(alternation(words["place_class"]), regex.I)
        self._body = regex.compile(alternation(words["body_class"]), regex.I)
        self._company = regex.compile(alternation(words["company_class"]), regex.I)
        self._plural = regex.compile(rf"(?<!\w){alternation(words['plural_mark'])}\s+$", regex.I)
        self._anaphor = regex.compile(
            rf"(?P<noun>{alternation([*words['place_class'], *words['body_class']])})"
            rf"\s{alternation(words['demonstrative'])}|(?P<noun>{alternation(words['bare_anaphor'])})",
            regex.I,
        )

    def named(self, document: Document, phrase: str, before: int) -> str:
        """Return the name that a phrase stands for if it is an anaphor, else the phrase.

        Args:
            document: The document.
            phrase: "công ty này", "nhà trường", or anything else.
            before: Where the phrase is used: the name stands before that.
        """
        found = self._anaphor.fullmatch(phrase) or self._cut_short(document, phrase, before)
        if not found or self._is_plural(document, phrase, before):
            return phrase
        return self._find(document, found["noun"], before, phrase) or phrase

    def _cut_short(self, document: Document, phrase: str, before: int) -> regex.Match[str] | None:
        """Return the anaphor that was last said with a phrase: "ngân hàng" of "ngân hàng này"."""
        text = document.view.text
        at = text.rfind(phrase, max(0, before - _NEAR), before)
        found = self._anaphor.match(text, at) if at >= 0 else None
        if not found or found["noun"] != phrase or text[at - 1 : at].isalnum():
            return None
        pointing = found.group()[len(phrase) :].strip()
        # "doanh nghiệp trên địa bàn" points back at nobody.
        return found if pointing not in ("", "trên") else None

    def is_anaphor(self, phrase: str) -> bool:
        """Tell whether a phrase points back at a name: "tỉnh", "công ty này"."""
        return self._anaphor.fullmatch(phrase) is not None

    def _is_plural(self, document: Document, phrase: str, before: int) -> bool:
        """Tell whether a phrase was last said of several: "các tỉnh" point back at nobody."""
        text = document.view.text
        at = text.rfind(phrase, max(0, before - _NEAR), before)
        return at > 0 and bool(self._plural.search(text, max(0, at - _PLURAL), at))

    def find(self, document: Document, anaphor: Bounded) -> str | None:
        """Return the name that an anaphor stands for, as written; itself if none was said.

        None where it can stand for no place or body ("con số này"). A body whose name has the
        anaphor's noun in it comes first ("trường": "Trường ĐH A"), but for a bare name of this
        sentence or the one before ("ngân hàng này": "Sacombank"), then the last body; a place is
        the last place that is no region of the world.
        """
        noun = document.text_of(anaphor)
        return self._find(document, noun, anaphor.start, noun)

    def _find(self, document: Document, noun: str, start: int, default: str) -> str | None:
        """Return the name that a noun stands for; a default if none was said."""
        index = bisect.bisect_left(document.mentions, start, key=lambda m: m.start)
        before = document.mentions[max(0, index - _BACK) : index]
        if self._place.fullmatch(noun):
            return _last([m for m in before if m.kind == "place" and not is_region(m)], default)
        if not self._body.fullmatch(noun):
            return None
        bodies = [m for m in before if m.kind == "agency"]
        key = noun.split()[-1].casefold()
        named = [m for m in bodies if key in m.text.casefold().split()]
        if not self._company.fullmatch(noun):
            return _last(named or bodies, default)
        since = _start_before(document, start)
        fitting = [m for m in bodies if m in named or m.rule not in _SAY_WHAT]
        near = [m for m in fitting if m.start >= since]
        return _last([m for m in near if m in named] or near or named or bodies, default)


def _start_before(document: Document, offset: int) -> int:
    """Return where the sentence before that of an offset starts."""
    index = bisect.bisect_right(document.sentences, offset, key=lambda s: s.start)
    return document.sentences[max(0, index - 2)].start


def _last(mentions: Sequence[Mention], default: str) -> str:
    """Return the text of the last mention, or a default if there is none."""
    return mentions[-1].text if mentions else default
