"""The shape of persons' names among the words of a sentence."""

from collections.abc import Sequence

from tinvan.names.gazetteer import Hits
from tinvan.names.syllables import MIDDLE, is_syllable
from tinvan.names.words import Word

_LONGEST = 5  # syllables of a Vietnamese name
_LONGEST_FOREIGN = 9
_LONGEST_ABBREVIATION = 4  # characters, of those that end in a full stop: "ThS."
_GLUE = ("-", "'", "’", ".")


def name_end(words: Sequence[Word], hits: Hits, start: int) -> int:
    """Return the index behind the person's name that starts at a word; `start` if none does.

    The words must look like a name; whether they are one, what stands around them must tell.
    """
    if start >= len(words) or not words[start].is_capital or not words[start].is_letters:
        return start
    if words[start].is_acronym and start + 1 < len(words) and not words[start + 1].is_upper:
        return start
    if hits.at("surname", start) and words[start].is_name_part:
        end = _vietnamese_end(words, hits, start)
        is_cut = _glued_small(words, end)
        if end > start + 1 and not is_cut:
            return end
    return _foreign_end(words, hits, start)


def address_before(words: Sequence[Word], hits: Hits, at: int) -> int | None:
    """Return where the honorific, rank or occupation right before a word starts, if one does."""
    end = at
    if at > 1 and words[at - 1].text == "." and len(words[at - 2].text) <= _LONGEST_ABBREVIATION:
        end = at - 1
    found = [hits.before(kind, end) for kind in ("honorific", "rank", "occupation")]
    if not any(found):
        return None
    post = hits.before("post", end)
    starts = [hit.start for hit in found if hit and not (post and post.start < hit.start)]
    return min(starts, default=None)


def is_surname(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a Vietnamese surname stands at a word."""
    return at < len(words) and bool(hits.at("surname", at)) and words[at].is_name_part


def person_suffix(words: Sequence[Word], hits: Hits, start: int, end: int) -> int:
    """Find a person's name at the end of a run of capitals: "FPT Trần Văn Ba".

    Args:
        words: The words of the sentence.
        hits: The forms found in them.
        start: Where the run starts; what is left of it must not be empty.
        end: Where the run ends.

    Returns:
        The index at which the name starts, or `end` if there is none.
    """
    best, best_score = end, 0.0
    for at in range(max(start + 1, end - _LONGEST), end - 1):
        score = _suffix_score(words, hits, at, end)
        if score > best_score:
            best, best_score = at, score
    return best


def brand_end(words: Sequence[Word], hits: Hits, post: int, start: int) -> int:
    """Return the index behind a brand between a post and what follows; `start` if none is there.

    Args:
        words: The words of the sentence.
        hits: The forms found in them.
        post: Where the post starts.
        start: Where capitals start behind it.
    """
    end = start
    while (
        end < len(words)
        and end - start < _LONGEST
        and (
            (words[end].is_capital and words[end].is_letters)
            or (end > start and _glued(words, end) and words[end].text not in "(),;:")
        )
    ):
        end += 1
    if is_surname(words, hits, start) or hits.at("foreign", start) or hits.at("rank", start):
        return start
    if hits.any_at(("place", "province", "honorific", "post"), start):
        return start
    run, end = end, person_suffix(words, hits, start, end)
    after_name = post > 1 and words[post - 1].key in (",", "-", "(") and words[post - 2].is_capital
    if hits.at("field", start) and not after_name:
        return start
    if after_name or end == start + 1:
        known = after_name or words[start].is_acronym or not is_syllable(words[start].text)
        return end if known and words[start].text != "I" else start
    return end if end < run else start


def brand_run(words: Sequence[Word], start: int) -> int:
    """Return the index behind capitals that are no Vietnamese words: "Go-Jek", "Aralin Norden"."""
    end = start
    while end < len(words) and end - start < _LONGEST:
        word = words[end]
        if word.is_letters and word.is_capital:
            if is_syllable(word.text) and not (word.is_acronym or _glued(words, end)):
                break
        elif not (
            end > start and word.text in ("-", "&", "'", "’") and _glued(words, end)
        ) and not (word.text == "s" and words[end - 1].text in ("'", "’")):
            break
        end += 1
    return end


def _suffix_score(words: Sequence[Word], hits: Hits, at: int, end: int) -> float:
    """Say how well the words from `at` to `end` look like one person's name."""
    length = end - at
    if hits.at("foreign", at) and length <= 4 and not is_surname(words, hits, at):
        return 3.0 if length > 1 else 0.0
    if not is_surname(words, hits, at) or length > 4:
        return 0.0
    if not all(word.is_name_part and is_syllable(word.text) for word in words[at:end]):
        return 0.0
    if length == 2 and not hits.at("common-surname", at):
        return 0.0
    if words[end - 3].key not in MIDDLE and hits.before("province", end) and length == 3:
        return 0.0  # "Đại học Y | Hà Nội"
    score = {2: 1.0, 3: 2.5, 4: 2.0}[length]
    if hits.at("middle", at + 1):
        score += 1.0
    if hits.at("middle", at) and at and hits.at("surname", at - 1):
        score -= 1.0
    return score


def _vietnamese_end(words: Sequence[Word], hits: Hits, start: int) -> int:
    """Return the index behind a run of Vietnamese syllables that can be one name."""
    end = start + 1
    while end < len(words) and end - start < _LONGEST:
        word = words[end]
        if not word.is_name_part or not is_syllable(word.text) or not word.is_letters:
            break
        if hits.any_at(("post", "rank", "opener"), end) or _is_deputy(words, hits, end):
            break
        if _starts_title(hits, end):
            break
        whole = end - start >= 2 and words[end - 1].key not in MIDDLE
        if whole and (_starts_body(words, hits, end) or _is_place(hits, end)):
            break
        end += 1
    return end


def _is_deputy(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether "Phó" with a post behind it stands at a word: "Lê Văn Bảy | Phó Giám đốc"."""
    return words[at].key == "phó" and hits.at("post", at + 1) is not None


def _starts_title(hits: Hits, at: int) -> bool:
    """Tell whether "tân", "nguyên" or the like with a post behind it stands at a word."""
    found = (hits.at(kind, at) for kind in ("former", "acting", "appointed"))
    return any(hit and hits.at("post", hit.end) for hit in found)


def _starts_body(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a head noun stands at a word, not a given name: "Lê Văn Khoa cho biết"."""
    hit = hits.at("head", at)
    other = hits.at("not-agency", at)
    if hit and other and other.end > hit.end:
        return False
    if hit is None or hit.end - at > 1 or words[at].is_acronym:
        return hit is not None
    return hit.end < len(words) and words[hit.end].is_capital


def _is_place(hits: Hits, at: int) -> bool:
    """Tell whether a province stands at a word, not one syllable of a name."""
    hit = hits.at("province", at)
    return bool(hit and hit.end - hit.start > 1)


def _foreign_end(words: Sequence[Word], hits: Hits, start: int) -> int:
    """Return the index behind a run of capitals with the particles of foreign names."""
    end = start
    while end < len(words) and end - start < _LONGEST_FOREIGN:
        word = words[end]
        if word.is_capital and word.is_letters:
            if end > start and hits.any_at(("post", "rank", "opener"), end):
                break
            if end > start and hits.at("actor-before", end) and is_syllable(word.text):
                break
            end += 1
        elif end > start and _joins(words, hits, end):
            end += 2 if _glued(words, end) else 1
        else:
            break
    while end > start and not (words[end - 1].is_capital or _glued(words, end - 1)):
        end -= 1
    return end


def _joins(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a sign or a particle within a foreign name stands at a word."""
    if at + 1 >= len(words):
        return False
    if words[at].text in _GLUE:
        initial = words[at].text == "." and len(words[at - 1].text) <= 2
        return (_glued(words, at) and (words[at].text != "." or initial)) or (
            initial and words[at + 1].is_capital
        )
    if hits.at("particle", at) and not words[at].is_capital:
        if hits.at("particle", at + 1) and not words[at + 1].is_capital:
            return at + 2 < len(words) and words[at + 2].is_capital
        return words[at + 1].is_capital or words[at + 1].text == "-"
    return False


def _glued_small(words: Sequence[Word], at: int) -> bool:
    """Tell whether a hyphen joins a small syllable to a name: "Kim Dong-yeon"."""
    if at + 1 >= len(words) or words[at].text != "-" or not _glued(words, at):
        return False
    return words[at + 1].is_letters and not words[at + 1].is_capital


def _glued(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word touches the one before it, or the sign before it that does."""
    before = words[at - 1].end == words[at].start
    if words[at].is_letters:
        return before and words[at - 1].text in _GLUE
    return before and at + 1 < len(words) and words[at].end == words[at + 1].start
