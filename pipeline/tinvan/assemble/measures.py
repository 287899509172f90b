"""What sort of figure a percentage is, by the words before it: a level, a change or a distance."""

from collections.abc import Mapping, Sequence

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.facts import Measure
from tinvan.ruleset import alternation
from tinvan.spans import Bounded

_BACK = 160  # characters looked at before a figure
# Rules that take a figure for a level because nothing next to it tells otherwise.
_BY_DEFAULT = frozenset({
    "bare", "level", "owner", "verb-object", "bracketed-list", "next-object",
})  # fmt: skip
_ALONE = frozenset({"bare", "level"})  # those that find nothing behind the figure that it is of
# Rules of a change whose thing stands between verb and figure: "nâng tỉ lệ hộ nghèo …".
_OF_OBJECT_BEFORE = frozenset({"rise-of-object-before", "fall-of-object-before"})
_PERIOD = r"\s(?:năm|quý|tháng|tuần|ngày)(?!\w)"
# Words that begin another clause, of which a rate of growth before them says nothing.
_TURNS = "(?:và|nhưng|khiến|làm|giúp|để|phải|có|với|số)"
_OF_OBJECT = frozenset({"rise-of-object", "fall-of-object"})
_LISTS = (
    "figure_bound", "adverb", "gap_comparative", "rate", "increase", "decrease", "points_gained",
    "points_lost", "growth_measure", "shrinkage_measure",
)  # fmt: skip


class Told(msgspec.Struct, frozen=True):
    """A percentage told before in the same sentence.

    Attributes:
        end: Where its anchor ends.
        measure: What sort of figure it is.
        rule: The rule that read it, without its type.
    """

    end: int
    measure: Measure
    rule: str


class Measures:
    """Tells a change or a distance from a level where the rule of the clause does not.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        lists = {name: alternation(words[name]) for name in _LISTS}
        bound = rf"(?:\s*(?<!\w){lists['figure_bound']})"
        adverb = rf"(?:\s{lists['adverb']})"
        linked = rf"(?:,?\s(?:khi đạt|là|đạt|ở mức|vào khoảng|bình quân|trung bình)|{bound})+"
        points = rf"{bound}*\s\d[\d.,]*\sđiểm\s*(?:\(|,?\s(?:tương ứng|tương đương|tức)(?:\svới)?)"
        during = r"(?:\s(?:qua|trong)\s[^,;:()]{2,25})?"

        def ending(*patterns: str) -> regex.Pattern[str]:
            return compile_regex(rf"(?:{'|'.join(patterns)}){bound}*\s*\Z", regex.I)

        def changing(change: str, told: str, rate: str) -> regex.Pattern[str]:
            return ending(
                rf"(?<!\w)(?:{change}|{told}){points}",
                rf"(?<!\w){rate}(?:\s(?!(?:{lists['rate']}|{_TURNS})(?!\w))[\p{{L}}\d/-]+){{0,12}}?{linked}",
                rf"(?<!\w){change}{adverb}{{0,2}}\s(?:kịch|hết)\s(?:biên độ|trần|sàn)",
            )

        def behind_comma(change: str) -> regex.Pattern[str]:
            mean = rf"(?:\s(?:bình quân|trung bình)|{bound})+"
            return ending(rf"(?<!\w){change}{adverb}{{0,4}}{during},{mean}")

        self._distance = ending(
            rf"(?<!\w){lists['gap_comparative']}{bound}+",
            r"(?<!\w)chênh lệch(?:\s(?:là|ở mức|lên))?",
            r"(?<!\w)dẫn trước\s(?:(?!(?:với|khi|tỉ lệ|tỷ lệ|đạt|giành)\s)[^,;:()]){2,40}",
        )
        self._compared = ending(
            rf"(?<!\w){lists['gap_comparative']}",
            r"(?<!\w)(?:nhiều|ít|cao|thấp)(?:\s[^\W\d]+){1,3}\shơn",
        )
        self._rise = changing(lists["increase"], lists["points_gained"], lists["growth_measure"])
        self._fall = changing(lists["decrease"], lists["points_lost"], lists["shrinkage_measure"])
        self._more = behind_comma(lists["increase"])
        self._less = behind_comma(lists["decrease"])
        self._reached = ending(r"\s(?:đạt|vượt ngưỡng|vượt mức|là|chiếm)")
        self._goes_on = compile_regex(
            rf"(?:/\w+)?\s(?P<how>so với|(?:trong|vào)(?={_PERIOD}))\s[^,;:%()]{{1,60}}?"
            rf"(?:,|,?\s(?:và|còn)){bound}*\s*",
            regex.I,
        )
        self._predicate = compile_regex(
            r"\s*(?:số\s)?(?:người|nhân viên|công nhân|lao động|học sinh|khách)(?!\w)"
            r"|[^.,;:()]{0,80}?\s(?:được|bị|là|có|đã|đang|sẽ|không|chưa|phải|còn|vẫn)(?!\w)",
            regex.I,
        )
        self._closes = compile_regex(
            r"(?:/\w+)?\s*(?:$|[.,;)]|so với|(?:mỗi|và|nhờ|do|vì|bởi|nhưng|sau|khi|theo)\s"
            r"|trong\s(?:năm|quý|tháng|tuần)\s)",
            regex.I,
        )
        self._behind = compile_regex(r"(?:/\w+)?\s*so với(?!\w|\stổng(?!\w))", regex.I)

    def of(
        self,
        document: Document,
        sentence: Sentence,
        figure: Bounded,
        rule: str,
        measure: Measure,
        last: Told | None,
    ) -> Measure:
        """Return what sort of figure a percentage is.

        Args:
            document: The document.
            sentence: The sentence of the figure.
            figure: The figure.
            rule: The rule that read its clause, without its type.
            measure: What that rule takes it for.
            last: The percentage before in the sentence; None if there is none.
        """
        text = document.view.text
        back = max(sentence.start, figure.start - _BACK)
        if rule in _OF_OBJECT_BEFORE:
            reached = self._reached.search(text, back, figure.start)
            # "mức tăng lương bình quân là 11%" is a rise all the same.
            return (
                "level" if reached and not self._rise.search(text, back, figure.start) else measure
            )
        if measure != "level" or rule not in _BY_DEFAULT:
            return measure
        if (
            last is not None
            and last.measure != "level"
            and self._continues(text, figure, rule, last)
        ):
            return last.measure
        compares = self._behind.match(text, figure.end) is not None
        if self._distance.search(text, back, figure.start) or (
            compares and self._compared.search(text, back, figure.start)
        ):
            return "difference"
        alone = rule in _ALONE and bool(self._closes.match(text, figure.end, sentence.end))
        if self._rise.search(text, back, figure.start) or (
            alone and self._more.search(text, back, figure.start)
        ):
            return "increase"
        if self._fall.search(text, back, figure.start) or (
            alone and self._less.search(text, back, figure.start)
        ):
            return "decrease"
        return measure

    def _continues(self, text: str, figure: Bounded, rule: str, last: Told) -> bool:
        """Tell whether a figure goes on with the change before: "so với A và 3% so với B"."""
        if rule == "next-object":
            return last.rule in _OF_OBJECT and not self._predicate.match(text, figure.end)
        between = self._goes_on.fullmatch(text, last.end, figure.start)
        if between is None:
            return False
        rest = text[figure.end : figure.end + _BACK]
        return (
            regex.match(
                rf"(?:/\w+)?\s{between['how']}\s(?!số(?!\w)|đó(?!\w)|tổng(?!\w))", rest, regex.I
            )
            is not None
        )
