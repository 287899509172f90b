"""Reading posts among the words of a sentence."""

from collections.abc import Sequence

import msgspec

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Post
from tinvan.names.places import read_place
from tinvan.names.words import Word


class PostSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A post among the words of a sentence, without its organisation.

    Attributes:
        start: Index of its first word, "phó" included.
        end: Index behind its last word, modifiers ("Thường trực") included.
        post: Id of the lexicon entry.
    """

    start: int
    end: int
    post: str


def read_posts(words: Sequence[Word], hits: Hits, agencies: Sequence[AgencySpan]) -> list[PostSpan]:
    """Return the posts in the order of their words; where two overlap, the earlier."""
    heads = {span.start: span.head for span in agencies}
    inside = {at for span in agencies for at in range(span.start, span.end)}
    spans: list[PostSpan] = []
    reached = 0
    for start in sorted(hits.of("post")):
        hit = hits.at("post", start)
        assert hit is not None
        head = hits.at("head", start)
        if start < reached or start in inside or not _fits(words, hits, hit, heads):
            continue
        other = hits.at("not-post", start)
        if (head and head.end > hit.end) or (other and other.end > hit.end):
            continue
        post = hit.form.entry
        assert isinstance(post, Post)
        deputy = post.deputy and start > reached and words[start - 1].key == "phó"
        end = _modified_end(words, hits, hit.end, heads, post)
        spans.append(PostSpan(start=start - deputy, end=end, post=post.id))
        reached = end
    return spans


def _fits(words: Sequence[Word], hits: Hits, hit: Hit, heads: dict[int, str | None]) -> bool:
    """Tell whether a post that is one only before some heads or a country stands before one."""
    post = hit.form.entry
    assert isinstance(post, Post)
    if post.before_country:
        place = read_place(words, hits, hit.end)
        return place is not None and place.kind == "country"
    return not post.before or heads.get(hit.end) in post.before


def _modified_end(
    words: Sequence[Word], hits: Hits, end: int, heads: dict[int, str | None], post: Post
) -> int:
    """Return the index behind the modifiers of a post; a minister's field of work is none."""
    if post.body == "Bộ" and hits.at("field", end):
        return end
    while end < len(words) and end not in heads and (hit := hits.at("modifier", end)):
        end = hit.end
    return end
