"""Foreign names of organisations, told by a noun: "Aralin Motors", "University of Aralin"."""

from collections.abc import Iterator, Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import BrandWord
from tinvan.names.syllables import is_syllable
from tinvan.names.words import Word

_LONGEST = 5  # words of a name
_GLUE = ("-", "&", "'", ".")
_BEFORE = ("post", "modifier", "head", "honorific", "rank", "opener", "place", "body")
_SMALL = ("actor-before", "stop", "opener", "speech")  # what opens a sentence with a capital


def read_foreign(words: Sequence[Word], hits: Hits) -> dict[int, AgencySpan]:
    """Return the names that a foreign noun tells, by first word."""
    if all(word.is_upper for word in words if word.is_letters):
        return {}
    return {span.start: span for span in _spans(words, hits)}


def _spans(words: Sequence[Word], hits: Hits) -> Iterator[AgencySpan]:
    """Yield the names in the order of their nouns."""
    for at in sorted(hits.of("brand-word")):
        hit = hits.at("brand-word", at)
        assert hit is not None
        noun = hit.form.entry
        assert isinstance(noun, BrandWord)
        if noun.tail:
            continue
        start = at if noun.leads else _start(words, hits, at)
        if noun.kind != "company" and hits.at("brand", start):
            continue
        end = _run_end(words, hits, hit.end) if noun.leads else _nouns_end(words, hits, hit)
        if end == hit.end and start == at:
            continue
        goes_on = end < len(words) and words[end].is_capital and not _clear(hits, end)
        if goes_on:
            continue
        name = " ".join(_pieces(words, start, end))
        rule = f"agency.by-{noun.kind}-noun"
        yield AgencySpan(start=start, end=end, name=name, rule=rule)


def _start(words: Sequence[Word], hits: Hits, at: int) -> int:
    """Return the index of the first word of the capitals that end in a noun."""
    start = at
    while start > 0 and at - start < _LONGEST and not any(hits.before(k, start) for k in _BEFORE):
        before = words[start - 1]
        if before.text in _GLUE and start > 1 and words[start - 2].end == before.start:
            start -= 1
            continue
        if not (before.is_capital and before.is_letters):
            break
        small = is_syllable(before.text) and hits.any_at(_SMALL, start - 1)
        if small or hits.at("post", start - 1):
            break
        start -= 1
    while start < at and not words[start].is_letters:
        start += 1
    return start


def _nouns_end(words: Sequence[Word], hits: Hits, hit: Hit) -> int:
    """Return the index behind the nouns that a name ends in: "Aralin Capital Partners"."""
    end = hit.end
    while (following := hits.at("brand-word", end)) is not None:
        end = following.end
    if end + 1 < len(words) and words[end].text == "-" and words[end + 1].is_capital:
        touches = words[end - 1].end == words[end].start and words[end].end == words[end + 1].start
        end += 2 * touches
    return end


def _run_end(words: Sequence[Word], hits: Hits, at: int) -> int:
    """Return the index behind the capitals that go on with a name."""
    end = at
    while end < len(words) and end - at < _LONGEST and words[end].is_capital:
        if hits.at("post", end) or not words[end].is_letters:
            break
        end += 1
    return end


def _clear(hits: Hits, at: int) -> bool:
    """Tell whether the capital behind a name starts something else."""
    kinds = ("post", "foreign", "surname", "place", "province", "body", "head")
    return hits.any_at(kinds, at)


def _pieces(words: Sequence[Word], start: int, end: int) -> Iterator[str]:
    """Yield the words of a name, those that touch in one."""
    piece = ""
    for at in range(start, end):
        if piece and words[at - 1].end < words[at].start:
            yield piece
            piece = ""
        piece += words[at].text
    yield piece
