"""Ranks, from the matches of `ranks.toml` and `rank_lists.toml`."""

from collections.abc import Mapping, Sequence

from tinvan.values.build import Made, Numbers
from tinvan.values.grammar import Grammar, Match, compile_part
from tinvan.values.place_words import read_place
from tinvan.values.rule_text import RuleText

Words = Mapping[str, Sequence[str]]
_WINDOW = 40  # characters in front of a rank in which a word of loss stands
_REACH = 240  # characters behind a rank in which a row goes on
_MOST = 12  # ranks that one row can go on with
_WEEKDAYS = 7  # "thứ 7" is Saturday


class RankRows:
    """Finds the ranks that go on from a rank, and drops what is none beside another.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Words) -> None:
        self._lists = Grammar("rank_lists", words=words)
        self._builder = RankBuilder(words)
        self._list_behind = compile_part("list_behind", words)
        self._list_before = compile_part("list_before", words)

    def complete(
        self, text: RuleText, ranks: Sequence[Made], end: int, numbers: Numbers
    ) -> list[Made]:
        """Return all ranks of a sentence.

        Args:
            text: The text.
            ranks: The ranks that stand alone, in order; at least one.
            end: Where the sentence ends.
            numbers: Reads numbers.
        """
        start = ranks[0].start
        end = min(end, ranks[-1].end + _REACH)
        found = list(ranks)
        for _ in range(_MOST):
            masked = text.masking(found, start, end)
            more = list(self._lists.read(masked, lambda match: self._builder(match, numbers)))
            if not more:
                break
            found = sorted([*found, *(one.moved(start) for one in more)], key=lambda r: r.start)
        kept = (
            _ordinal(made) if self._is_aside(made, found, text.text) else made for made in found
        )
        return [made for made in kept if made is not None]

    def _is_aside(self, made: Made, others: Sequence[Made], text: str) -> bool:
        """Tell whether a reading does not count beside the other ranks of the sentence."""
        if made.fields.pop("after", None):
            return not any(o.start < made.start and o.rule != made.rule for o in others)
        if "top" not in made.fields:
            return False
        return any(self._is_exact_for(other, made, text) for other in others)

    def _is_exact_for(self, other: Made, top: Made, text: str) -> bool:
        """Tell whether "top N" only gives the list of an exact rank, or of a change in it.

        So it does in "thứ 6 trong top 20" and "tăng 128 bậc trong Top 2.000".
        """
        rank = other.fields.get("rank", 0)
        if "top" in other.fields or rank > top.fields["rank"]:
            return False
        if other.end <= top.start:
            return bool(self._list_behind.match(text, other.end, top.start))
        return bool(self._list_before.match(text, top.end, other.start))


class RankBuilder:
    """Makes a rank of a match.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Words) -> None:
        self._lost = compile_part("lost_before", words)
        self._taken = compile_part("taken_behind", words)
        self._total = compile_part("total_behind", words)
        self._unheld_before = compile_part("unheld_before", words)
        self._unheld_behind = compile_part("unheld_behind", words)
        self._held_behind = compile_part("held_behind", words)

    def __call__(self, match: Match, numbers: Numbers) -> Made | None:
        """Return the rank, or None where the number is none."""
        if places := match.group("places"):
            return self._build_change(match, numbers, places)
        rank = read_place(match.group("rank") or "", numbers)
        if rank is None or self._is_unheld(match):
            return None
        total = match.group("total")
        out_of = read_place(total, numbers) if total else self._total_behind(match, numbers)
        if out_of is not None and out_of < max(rank, 2):
            return None
        fields = {**match.rule.slots, "rank": rank, "out_of": out_of}
        if "comparator" in fields:
            fields["top"] = rank
        if rank == 1:
            fields.pop("comparator", None)
        if self._is_lost(match):
            fields["comparator"] = ">"
        return Made.of("rank", match, **fields)

    def _build_change(self, match: Match, numbers: Numbers, places: str) -> Made | None:
        """Return a change of rank without its rank."""
        steps = read_place(places, numbers)
        if not steps:
            return None
        return Made.of("rank", match, change=steps if match.group("gain") else -steps)

    def _is_lost(self, match: Match) -> bool:
        """Tell whether the rank is one that was lost: để tuột vị trí thứ 3."""
        text = match.found.string
        if self._lost.search(text, max(0, match.start - _WINDOW), match.start):
            return True
        return bool(self._taken.match(text, match.end, match.end + _REACH))

    def _is_unheld(self, match: Match) -> bool:
        """Tell whether nobody is said to hold a place: 4 đội xếp thứ 3, tranh vị trí thứ nhì."""
        text = match.found.string
        if self._unheld_behind.match(text, match.end, match.end + _REACH):
            return True
        if not self._unheld_before.search(text, max(0, match.start - _WINDOW), match.start):
            return False
        return not self._held_behind.match(text, match.end, match.end + _REACH)

    def _total_behind(self, match: Match, numbers: Numbers) -> int | None:
        """Return how many are ranked where the words behind the rank say so."""
        found = self._total.match(match.found.string, match.end, match.end + _REACH)
        return read_place(found.group("total"), numbers) if found else None


def _ordinal(made: Made) -> Made | None:
    """Return the ordinal that a place is which stands beside no rank: no weekday has its number."""
    rank = made.fields.get("rank")
    if rank is None or rank <= _WEEKDAYS or "top" in made.fields:
        return None
    return Made("ordinal", made.start, made.end, "ordinal.number", {"value": float(rank)})
