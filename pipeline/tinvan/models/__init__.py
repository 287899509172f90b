"""Models that choose among readings: what a figure measures, of whom, for when.

The rules of `tinvan.assemble` propose; log-linear models, learned from labelled articles, decide.
A phrase slot (indicator, subject, index, scope) is a span of the figure's sentence or one of a few
candidates from elsewhere (what the rules found, the slot of the figure before, a name of the
sentences before, nothing); a date is one of the time expressions near the figure or the article's
own day; a modality is one of four. The weights are files in `rules/models`, made by
`training.train` (see docs/models.md).
"""

from tinvan.models.decide import Decide

__all__ = ["Decide"]
