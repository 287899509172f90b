"""Names that run on into the next sentence, where a crawl has lost the full stop."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from tinvan.document import Mention
from tinvan.names.syllables import FULL_NAME, is_syllable

_SHORTEST = 2  # words of a foreign full name


def without_run_on(view: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions, a person's without the word with which the next sentence starts.

    "Bộ trưởng Lê Văn An | Giải trình về dự luật" names the same man as "Bộ trưởng Lê Văn An":
    the article has the shorter name elsewhere, the longer one nowhere else, and a word in small
    letters goes on with the last.

    Args:
        view: The text that mentions index.
        mentions: The mentions of an article, in order.
    """
    counts = Counter(mention.text for mention in mentions if mention.kind == "person")
    for mention in mentions:
        name, _, last = mention.text.rpartition(" ")
        behind = view[mention.end : mention.end + 2]
        if (
            mention.kind == "person"
            and counts[mention.text] == 1
            and counts[name]
            and _is_full(name)
            and behind[:1].isspace()
            and behind[1:].islower()
        ):
            end = mention.end - len(last)
            end -= len(view[mention.start : end]) - len(view[mention.start : end].rstrip())
            yield msgspec.structs.replace(mention, end=end, text=name)
        else:
            yield mention


def _is_full(name: str) -> bool:
    """Tell whether a name is a full one: three syllables, or two words of another language."""
    words = name.split()
    foreign = not any(is_syllable(word) for word in words)
    return len(words) >= (_SHORTEST if foreign else FULL_NAME)
