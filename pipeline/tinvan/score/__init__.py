"""Scoring predicted facts against gold, as FACTS.md, section 5 lays down."""

from tinvan.score.compare import Comparison, Comparisons, compare_all
from tinvan.score.files import read_facts
from tinvan.score.report import Scores, TypeScore, score

__all__ = [
    "Comparison",
    "Comparisons",
    "Scores",
    "TypeScore",
    "compare_all",
    "read_facts",
    "score",
]
