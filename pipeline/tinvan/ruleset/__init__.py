"""Rules are data: TOML files of lexicons and patterns, checked as they are loaded."""

from tinvan.ruleset.lexicon import Entry, Lexicon, alternation, load_lexicon, load_word_lists
from tinvan.ruleset.loading import find_rules, load_toml
from tinvan.ruleset.patterns import Example, PatternRule, compile_pattern, load_patterns, mask

__all__ = [
    "Entry",
    "Example",
    "Lexicon",
    "PatternRule",
    "alternation",
    "compile_pattern",
    "find_rules",
    "load_lexicon",
    "load_patterns",
    "load_toml",
    "load_word_lists",
    "mask",
]
