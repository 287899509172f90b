"""Where the name of an organisation ends: the grammar of what follows its head noun."""

from collections.abc import Sequence

import msgspec

from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Head
from tinvan.names.persons import person_suffix
from tinvan.names.places import PlaceSpan, read_place, read_seat
from tinvan.names.syllables import is_syllable
from tinvan.names.tail_steps import (
    LONGEST,
    Step,
    Tail,
    ends_in_country,
    is_branch_number,
    is_half,
    is_last_number,
    is_legal_form,
    is_listed,
    is_syllable_of,
    number_step,
    points_at,
    small_run,
)
from tinvan.names.words import Word

_GLUE = frozenset("-&'./+’")
_JOINS = frozenset((",", "-", "&", "và", "/"))
_SEATED = ("other", "association")  # kinds that a bare unit completes: "Hội Nông dân | tỉnh"
_HOSPITAL = "benh-vien"
_CLUB = "clb"
_CODE = 3  # digits of a military hospital's number: "Bệnh viện Quân y 175"
# Heads that stand within another name: "Công ty cổ phần Tập đoàn Hoa Sen".
_NESTED = frozenset(("tap-doan", "tong-cong-ty", "cong-ty-form", "dai-hoc", "bao-hiem-xa-hoi"))


def open_tail(
    words: Sequence[Word], hits: Hits, start: int, head: Head, *, titled: bool
) -> Tail | None:
    """Read an open tail: capitals, fields of work, places.

    Args:
        words: The words of the sentence.
        hits: The forms found in them.
        start: Index behind the head.
        head: The head noun.
        titled: Whether a post stands before the head, so that a person may follow the name.

    Returns:
        The tail, or None where nothing there can be one.
    """
    if titled and head.id == _CLUB and (club := _club_before_name(words, hits, start)):
        return Tail(club, (Step(club, True, "capital"),))
    steps: list[Step] = []
    at = start
    while at < len(words) and at - start < LONGEST:
        step = _step(words, hits, at, start, steps, head)
        if step is None:
            break
        steps.append(step)
        at = step.end
        if step.kind == "place" and head.kind == "company" and is_last_number(words, at):
            return Tail(at + 1, (*steps, Step(at + 1, True, "number")))
        if step.kind == "place" and not _goes_on(words, hits, at, titled=titled):
            break
    while steps and not steps[-1].closes:
        steps.pop()
    if not steps:
        return None
    return _without_person(words, hits, start, steps) if titled else Tail(steps[-1].end, (*steps,))


def _club_before_name(words: Sequence[Word], hits: Hits, at: int) -> int | None:
    """Return the index behind a known club that a foreign name follows: "CLB HAGL | Ron Dorsak"."""
    hit = hits.at("brand", at) or hits.at("body", at)
    if hit is None or hit.end + 1 >= len(words):
        return None
    first, second = words[hit.end], words[hit.end + 1]
    both = first.is_capital and second.is_capital and second.is_letters
    return hit.end if both and not is_syllable(first.text) else None


def tail_place(words: Sequence[Word], hits: Hits, hit: Hit, head: Head) -> PlaceSpan | None:
    """Read the place behind a head, with the place of an embassy behind it."""
    end = hit.end
    if end >= len(words):
        return None
    if head.tail == "none" and hits.at("place", end) is None and not head.local:
        return None
    place = read_seat(words, hits, hit, head.everywhere)
    if place is None or not head.mission:
        return place
    if place.end < len(words) and words[place.end].key in ("tại", "ở"):
        seat = read_place(words, hits, place.end + 1)
        if seat and seat.is_named:
            return msgspec.structs.replace(place, end=seat.end)
    return place


def _step(
    words: Sequence[Word], hits: Hits, at: int, start: int, steps: list[Step], head: Head
) -> Step | None:
    """Read the next piece of a name, or None where the name cannot go on."""
    word = words[at]
    before = steps[-1].kind if steps else "head"
    if not word.is_letters and not word.is_number:
        return _sign(words, hits, at, before)
    if word.key in _JOINS:
        return _join(words, hits, at, before)
    if at > start and _other_head(words, hits, at):
        return None
    if before not in ("head", "join") and _organises(words, at):
        return None
    bridge = None if head.kind == "party" else _bridge(words, hits, at, before)
    if step := _lexical(words, hits, at, before) or bridge:
        return step
    place = read_place(words, hits, at)
    seat = place is not None and place.is_named and not word.is_capital
    if not seat and (run := small_run(words, hits, at, before, head)):
        return run
    if place and is_syllable_of(words, hits, place):
        place = None
    if place and (place.is_named or head.local or head.kind in _SEATED):
        return Step(place.end, True, "place", place)
    if word.is_number or (word.key == "số" and at + 1 < len(words) and words[at + 1].is_number):
        coded = head.kind == "other" and len(word.text) == _CODE
        coded = coded or (head.id == _HOSPITAL and is_branch_number(words, at))
        return number_step(words, at, "head" if coded else before)
    return _capital(words, hits, at, start, before) if word.is_capital else None


def _capital(words: Sequence[Word], hits: Hits, at: int, start: int, before: str) -> Step | None:
    """Read a word with a capital that no lexicon knows, unless something else starts there.

    A body of the registry behind a place is the same one by its short name, its bracket lost:
    "Tổ chức Y tế Thế giới | WHO".
    """
    if words[at].is_acronym and before == "place" and hits.at("body", at):
        return None
    if at > start and (hits.at("post", at) or (hits.at("opener", at) and words[at].is_name_part)):
        return None
    half = is_half(words, hits, at, before)
    return Step(at + 1 + half, True, "word" if half else "capital")


def _organises(words: Sequence[Word], at: int) -> bool:
    """Tell whether "tổ chức" written small is a verb behind a name, no field of work."""
    return [word.text for word in words[at : at + 2]] == ["tổ", "chức"]


def _lexical(words: Sequence[Word], hits: Hits, at: int, before: str) -> Step | None:
    """Read a field of work or a word that goes on with names."""
    small = not words[at].is_capital
    brand = hits.at("brand", at)
    if brand and brand.end - at > 1 and not (hits.at("field", at) or hits.at("noun", at)):
        return Step(brand.end, True, "capital")
    found = max(
        (*hits.all_at("noun", at), *hits.all_at("field", at)),
        key=lambda hit: _reach(hits, hit),
        default=None,
    )
    link = hits.at("link", at)
    if link and (found is None or link.end > found.end):
        if before == "capital" or (small and before not in ("head", "link", "join")):
            return None
        return Step(link.end, not small, "link")
    if found is None or (small and points_at(words, found.end)):
        return None
    if small and before in ("capital", "place", "number"):
        return None
    return Step(found.end, True, "word")


def _reach(hits: Hits, hit: Hit) -> int:
    """Return the index behind a word and the one that follows it: "chuyên | khoa học"."""
    following = hits.at("noun", hit.end)
    return following.end if following else hit.end


def _bridge(words: Sequence[Word], hits: Hits, at: int, before: str) -> Step | None:
    """Read a small word between two words of a name: "toàn Ấn Độ", "các khu công nghiệp"."""
    hit = hits.at("bridge", at)
    if hit is None or words[at].is_capital or hit.end >= len(words) or before == "place":
        return None
    after = words[hit.end]
    if after.is_capital or hits.at("noun", hit.end) or hits.at("link", hit.end):
        return Step(hit.end, False, "join") if before in ("head", "word", "link", "join") else None
    return None


def _sign(words: Sequence[Word], hits: Hits, at: int, before: str) -> Step | None:
    """Read a sign within a name: a hyphen in "Wal-Mart", a comma between fields."""
    word = words[at]
    if at + 1 >= len(words) or before == "head":
        return None
    after = words[at + 1]
    touches = words[at - 1].end == word.start and word.end == after.start
    if touches and word.text in _GLUE and (after.is_letters or after.is_number):
        if before == "capital":
            return Step(at + 2, True, "capital")
        if after.is_capital or after.is_number:
            return Step(at + 1, False, "join")
    if word.key in _JOINS:
        return _join(words, hits, at, before)
    return None


def _join(words: Sequence[Word], hits: Hits, at: int, before: str) -> Step | None:
    """Read "và", "&", a comma or a dash between two fields of work or two places."""
    after = at + 1
    if after >= len(words) or (_other_head(words, hits, after) and not is_legal_form(hits, after)):
        return None
    following = hits.at("noun", after) or hits.at("field", after) or hits.at("link", after)
    if before in ("word", "link") and following:
        small = not words[after].is_capital
        if words[at].key == "," and small and not is_listed(words, hits, at, following.end):
            return None
        return Step(after, False, "join")
    if words[at].key == "-" and before == "place" and is_legal_form(hits, after):
        form = hits.at("head", after)
        return Step(form.end, True, "capital") if form else None
    if words[at].key == "-" and before == "place":
        place = read_place(words, hits, after)
        return Step(after, False, "join") if place and place.is_named else None
    foreign = words[after].is_capital and not is_syllable(words[after].text)
    if words[at].key == "-" and before == "word" and foreign and not hits.at("foreign", after):
        return Step(after, False, "join")
    if words[at].key == "&" and words[after].is_capital:
        return Step(after, False, "join")
    if before in ("word", "link") and words[at].key in ("-", "và"):
        return Step(after, False, "join") if ends_in_country(words, hits, after) else None
    return None


def _other_head(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether another organisation's name starts at a word."""
    hit = hits.at("head", at)
    if hit is None or not words[at].is_capital:
        return bool((body := hits.at("body", at)) and body.end - at > 1)
    kinds = ("not-agency", "noun", "field", "brand")
    if any((longer := hits.at(kind, at)) and longer.end > hit.end for kind in kinds):
        return False
    head = hit.form.entry
    assert isinstance(head, Head)
    return head.id not in _NESTED and _has_tail(words, hits, hit.end, head)


def _has_tail(words: Sequence[Word], hits: Hits, at: int, head: Head) -> bool:
    """Tell whether something that can complete a head stands at a word."""
    if head.tail == "none":
        return True
    if at >= len(words):
        return False
    if head.tail == "fields":
        return bool(hits.at("field", at))
    if head.tail == "place":
        return read_place(words, hits, at) is not None
    if head.tail == "number":
        return words[at].is_number
    return words[at].is_capital or bool(hits.at("noun", at) or hits.at("link", at))


def _goes_on(words: Sequence[Word], hits: Hits, at: int, *, titled: bool) -> bool:
    """Tell whether a name goes on behind a place in it: "Việt Nam - Ấn Độ"."""
    if at >= len(words):
        return False
    if words[at].key == "-":
        place = read_place(words, hits, at + 1)
        return bool(place and place.is_named) or is_legal_form(hits, at + 1)
    if hits.at("unit-province", at) and words[at - 1].key in ("nam", "vn"):
        local = read_place(words, hits, at)
        return local is not None
    if not words[at].is_capital or _other_head(words, hits, at) or hits.at("surname", at):
        return False
    return not (titled and (hits.at("foreign", at) or not is_syllable(words[at].text)))


def _without_person(words: Sequence[Word], hits: Hits, start: int, steps: list[Step]) -> Tail:
    """Take a person's name off the end of a tail, where enough is left to be a name."""
    end = steps[-1].end
    if steps[-1].kind == "place":
        return Tail(end, tuple(steps))
    run = end
    while run > start and words[run - 1].is_capital:
        run -= 1
    cut = person_suffix(words, hits, run if run > start else start, end)
    if run > start and cut == end:
        cut = person_suffix(words, hits, run - 1, end)
    kept = [step for step in steps if step.end <= cut]
    while kept and not kept[-1].closes:
        kept.pop()
    if not kept or not any(word.is_capital for word in words[start : kept[-1].end]):
        return Tail(end, tuple(steps))
    return Tail(kept[-1].end, tuple(kept))
