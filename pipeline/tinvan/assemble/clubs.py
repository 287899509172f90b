"""The club of a coach, which sports news leave unsaid: "HLV Morano" in a story of his team."""

import bisect
from collections import Counter
from collections.abc import Sequence

import regex

from tinvan.assemble.lines import Line
from tinvan.assemble.titles import Title
from tinvan.document import Document, Mention
from tinvan.facts import Organisation
from tinvan.names.classify import Classifier
from tinvan.ruleset import load_word_lists

COACH = "huan-luyen-vien"
_CLUB = "clb"
_TEAM = regex.compile(
    r"(?<!\w)(?:[Tt]uyển|ĐT|ĐTQG|U\d\d)(?:\s(?:bóng đá|quốc gia|nữ|nam|trẻ|U\d\d))*+\s?$"
)
_BEFORE = 30  # characters before a country that may make it that country's team
_REACH = 80  # mentions on either side of a post that are looked at
# Words right before a club that make it the one played against.
_AGAINST = frozenset(
    ("gặp", "trước", "với", "thắng", "thua", "hạ", "tiếp", "đón", "bại", "bởi", "từ")
)


class ClubFinder:
    """Finds the club of a coach.

    Args:
        classify: Tells what an organisation is.
    """

    def __init__(self, classify: Classifier) -> None:
        self._classify = classify
        self._leagues = frozenset(load_word_lists("lexicons/competitions")["league"])

    def of_coach(
        self, document: Document, line: Line, title: Title, taken: frozenset[str]
    ) -> Organisation | None:
        """Return the club last named before a post in its sentence, or behind it, or the main one.

        The other side of a match and the clubs of other coaches do not count.

        Args:
            document: The document.
            line: The sentence.
            title: The post.
            taken: Names of the clubs that others are said to coach.
        """
        spots = line.of("agency")
        before = [spot for spot in reversed(spots) if spot.start < title.start]
        for spot in [*before, *(spot for spot in spots if spot.start > title.start)]:
            against = spot.start > 0 and line.words[spot.start - 1].key in _AGAINST
            own = not against and spot.mention.name not in taken
            if own and self._is_club(spot.mention):
                return _organisation(spot.mention)
        clubs = [m for m in _near(document, title.at) if m.name not in taken and self._is_club(m)]
        weights = Counter(mention.name for mention in clubs)
        best = max(clubs, key=lambda mention: weights[mention.name], default=None)
        if best is None or _national(document, title.at) > weights[best.name]:
            return None
        return _organisation(best)

    def _is_club(self, mention: Mention) -> bool:
        """Tell whether an organisation is a sports club, by its head noun or as a known brand."""
        if mention.kind != "agency" or not mention.name:
            return False
        if mention.name in self._leagues:
            return False
        found = self._classify(mention.name, mention.ref, mention.rule)
        return found.head == _CLUB or (found.kind == "other" and found.head is None)


def _national(document: Document, at: int) -> int:
    """Return how often national teams are named around an offset, whose coach has no club."""
    text = document.view.text
    countries = (m.start for m in _near(document, at) if m.rule == "place.country")
    return sum(1 for start in countries if _TEAM.search(text, max(0, start - _BEFORE), start))


def _near(document: Document, at: int) -> Sequence[Mention]:
    """Return the mentions around an offset."""
    index = bisect.bisect_left(document.mentions, at, key=lambda mention: mention.start)
    return document.mentions[max(0, index - _REACH) : index + _REACH]


def _organisation(mention: Mention) -> Organisation:
    """Return the organisation that a mention names."""
    return Organisation(mention.text, mention.name or mention.text)
