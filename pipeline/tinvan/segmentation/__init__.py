"""Words of several syllables, and their classes, by the models that underthesea ships.

The same words and classes as underthesea's `word_tokenize` and `pos_tag` give, several times as
fast: the files of its models are read, but neither underthesea nor what it loads is imported.
What is known of a syllable, or of two side by side, is summed up once and kept.
"""

import functools

from tinvan.segmentation.classes import WordTagger
from tinvan.segmentation.words import WordSegmenter

__all__ = ["WordSegmenter", "WordTagger", "word_segmenter", "word_tagger"]


@functools.cache
def word_segmenter() -> WordSegmenter:
    """Return the segmenter with the model that underthesea has."""
    return WordSegmenter.load()


@functools.cache
def word_tagger() -> WordTagger:
    """Return the tagger with the models that underthesea has."""
    return WordTagger.load(word_segmenter())
