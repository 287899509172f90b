"""Assembling `money` facts: amounts, with or without a written currency."""

import itertools
from collections.abc import Iterator, Sequence

import regex

from tinvan.assemble.amounts import Amounts
from tinvan.assemble.bare_amounts import BareAmounts
from tinvan.assemble.counted import CountedNouns
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence, within
from tinvan.facts import Money
from tinvan.ruleset import Guarded, PatternRule, compile_search, load_patterns
from tinvan.values.model import Value

_FILE = "facts/money.toml"
_MOST = 40  # amounts of a sentence: where there are more it is a table without its cells
_LARGE = regex.compile(r"(?:tỷ|tỉ|triệu)$", regex.I)
_BEHIND_NEXT = 120  # characters in which the currency of a change stands


class MoneyAssembler:
    """Builds the `money` facts of a document."""

    def __init__(self) -> None:
        self._amounts = Amounts.load()
        self._bare = BareAmounts(CountedNouns(self._amounts.words))
        self._rules: tuple[tuple[PatternRule, Guarded], ...] = tuple(
            (rule, compile_search(rule, _FILE, self._amounts.words))
            for rule in load_patterns(_FILE)
            if rule.pattern
        )

    def __call__(self, document: Document) -> Iterator[Money]:
        """Yield the facts in order of anchor."""
        for sentence in document.sentences:
            figures = list(within(document.values, sentence))
            following = {v.start: behind for v, behind in itertools.pairwise(figures)}
            values = [v for v in figures if v.kind in ("money", "number")]
            if len(values) > _MOST:
                continue
            for place, value in enumerate(values):
                currency, rule = value.currency, None
                if self._bare.counted(document, sentence, value, following.get(value.start)):
                    continue
                if currency is None:
                    currency, rule = self._plain(document, sentence, value, values[place + 1 :])
                if currency is not None:
                    yield self._fact(document, sentence, value, currency, rule)

    def _fact(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        currency: str,
        rule: str | None,
    ) -> Money:
        """Read one amount."""
        anchor = Stretch(value.start, value.end)
        fields = self._amounts.fields(
            document, sentence, value, anchor, value.end, says_behind=False
        )
        return Money(currency=currency, **{**fields, "rule": rule or fields["rule"]})

    def _plain(
        self, document: Document, sentence: Sentence, value: Value, later: Sequence[Value]
    ) -> tuple[str | None, str | None]:
        """Return the currency of a number that is money without saying so, and the rule."""
        if not _LARGE.search(value.text):
            return None, None
        window = self._amounts.window(document, sentence, value)
        for rule, pattern in self._rules:
            if pattern.search(window.text) is None:
                continue
            near = [v for v in later[:1] if v.start - value.end <= _BEHIND_NEXT]
            if near and near[0].currency is not None:
                return near[0].currency, rule.id
        currency = self._bare.currency(document, sentence, value)
        return currency, currency and "money.billions"
