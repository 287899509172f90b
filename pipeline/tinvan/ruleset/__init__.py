"""Rules are data: TOML files of lexicons and patterns, checked as they are loaded."""

from tinvan.ruleset.lexicon import Entry, Lexicon, load_lexicon
from tinvan.ruleset.loading import find_rules, load_toml
from tinvan.ruleset.patterns import Example, PatternRule, compile_pattern, load_patterns, mask

__all__ = [
    "Entry",
    "Example",
    "Lexicon",
    "PatternRule",
    "compile_pattern",
    "find_rules",
    "load_lexicon",
    "load_patterns",
    "load_toml",
    "mask",
]
