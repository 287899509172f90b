"""tinvan: dated facts with proof from crawled Vietnamese news."""

__version__ = "0.1.0"
