"""Rules are data: TOML files of lexicons and patterns, checked as they are loaded."""

from tinvan.ruleset.lexicon import Entry, Lexicon, alternation, load_lexicon, load_word_lists
from tinvan.ruleset.loading import find_rules, load_toml
from tinvan.ruleset.needed import Guarded
from tinvan.ruleset.patterns import (
    Example,
    PatternRule,
    compile_pattern,
    compile_search,
    load_patterns,
    mask,
    topic_of,
)

__all__ = [
    "Entry",
    "Example",
    "Guarded",
    "Lexicon",
    "PatternRule",
    "alternation",
    "compile_pattern",
    "compile_search",
    "find_rules",
    "load_lexicon",
    "load_patterns",
    "load_toml",
    "load_word_lists",
    "mask",
    "topic_of",
]
