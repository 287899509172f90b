"""Names: persons, posts, agencies and places, by grammar, lexicon and registry."""

from tinvan.names.recognise import NameRecogniser
from tinvan.names.resolve import NameResolver

__all__ = ["NameRecogniser", "NameResolver"]
