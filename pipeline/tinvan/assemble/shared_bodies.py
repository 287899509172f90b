"""Organisations that a title shares with its holder, with the next one, or with a place."""

from collections.abc import Sequence

import regex

from tinvan.assemble.holders import Holding
from tinvan.assemble.lines import Line
from tinvan.assemble.story import Story, reach
from tinvan.assemble.title_links import skip_addresses
from tinvan.assemble.titles import Title, name_at_place
from tinvan.assemble.windows import Stretch
from tinvan.facts import Organisation
from tinvan.names.place_names import lowered_unit

_FAR = 500  # characters before a post within which its delegation is named
_DELEGATION = regex.compile(
    r"\b[Đđ]oàn (?:đại biểu|công tác|giám sát|kiểm tra|thanh tra|đàm phán|liên ngành|thể thao)"
    r"(?:(?! (?:do|đã|sẽ|đang|vừa|gồm|sang|đến|tới|thăm|có|về|vào|tại|này|cùng|và|dự)\b)"
    r"[^,.;:()–-])*"
)
_COUNCILS = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân"}
_OF_TEAMS = ("huan-luyen-vien", "doi-truong")
_TEAM = "Đội tuyển {}"
_NEAR = 8  # characters between "và" and the next holder's name, an honorific's length
_PLACES = {
    "unit-province": ("place.province",),
    "unit-district": ("place.district", "place.city"),
    "unit-commune": ("place.commune",),
}
_SEATS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị": "district"}


def of_own_body(line: Line, holding: Holding, others: Sequence[Holding]) -> Organisation | None:
    """Return the party committee of a body of which a person has another post."""
    end = holding.title.end
    text = line.text(end - 2, end)  # "Đảng ủy", "Chi bộ"
    for other in others:
        own = other.title.organisation
        if other.person == holding.person and own and other.title.is_written:
            return Organisation(text, f"{text} {own.name}")
    return None


def of_own_seat(holding: Holding, others: Sequence[Holding]) -> Organisation | None:
    """Return the party committee where a person heads the people's one too."""
    for other in others:
        own = other.title.organisation
        if other.person != holding.person or own is None or "nhân dân " not in own.name:
            continue
        place = own.name.rpartition("nhân dân ")[2]
        kind = _SEATS.get(place.split()[0], "commune")
        name = place.removeprefix("tỉnh ").removeprefix("huyện ").removeprefix("quận ")
        return Organisation(own.text, name_at_place(holding.title.post, name, kind))
    return None


def of_place(story: Story, title: Title) -> Organisation | None:
    """Return the body of a post at the province, district or commune that the story is about."""
    places = story.places(_PLACES[title.anaphor])
    end = reach(places, title.at)
    seen = [place for place in places if place.before(end)]
    if not seen:
        return None
    main = max(seen, key=lambda place: (len(place.mentions), place.last(end).start))
    best = main.last(end)
    kind = best.rule.removeprefix("place.")
    return Organisation(best.text, name_at_place(title.post, best.name or best.text, kind))


def of_council(story: Story, title: Title) -> Organisation | None:
    """Return the committee or council of the one province that a story with a bare one names."""
    name = _COUNCILS.get(title.anaphor)
    provinces = {place.name for place in story.places(("place.province",))}
    if name is None or len(provinces) != 1:
        return None
    return Organisation(name, f"{name} {lowered_unit(provinces.pop())}")


def is_joined(line: Line, one: Title, other: Title) -> bool:
    """Tell whether two titles share the organisation that only one of them names."""
    first, second = sorted((one, other), key=lambda title: title.start)
    between = [word.key for word in line.words[first.end : second.start]]
    return (
        "kiêm" in between
        or between in (["và"], ["và", "là"], ["/"], ["-"])
        or (between == [","] and bool(set(one.post.kin) & set(other.post.kin)))
    )


def shared_forward(line: Line, holding: Holding, others: Sequence[Holding]) -> Organisation | None:
    """Return the organisation named after the next holder: "A, giám đốc, và B, phó giám đốc X"."""
    end = holding.title.end
    if end >= len(line.words) or line.words[end].key not in ("và", ";", ","):
        return None
    after = line.words[end].end
    following = (o for o in others if 0 <= o.person.mention.start - after <= _NEAR)
    return next((o.title.organisation for o in following if o.title.organisation), None)


def behind_holder(line: Line, holding: Holding) -> Organisation | None:
    """Return the organisation or country behind a holder: "CEO John Ashby của Hoaban"."""
    at = holding.person.end
    if holding.title.start > at or at + 1 >= len(line.words) or line.words[at].key != "của":
        return None
    if agency := line.at("agency", at + 1):
        return Organisation(agency.mention.text, agency.mention.name or agency.mention.text)
    country, of_team = line.at("place", at + 1), holding.title.post.id in _OF_TEAMS
    body = _TEAM if of_team else holding.title.post.country
    if country and body and country.mention.rule == "place.country":
        name = country.mention.text
        return Organisation(name, body.format(name))
    team = line.hits.at("team", at + 1) if of_team else None
    place = line.at("place", team.end) if team else None
    if team and place:
        name = line.text(at + 1, place.end)
        return Organisation(name, name[0].upper() + name[1:])
    return None


def of_founding(line: Line, holding: Holding) -> Organisation | None:
    """Return the body that a person is said to lead: "Trung tâm A | do ông B làm giám đốc"."""
    at = skip_addresses(line, holding.person.start) - 1
    if holding.title.start < holding.person.start or at < 1 or line.words[at].key != "do":
        return None
    agency = next((a for a in line.of("agency") if a.end == at), None)
    if agency is None:
        return None
    return Organisation(agency.mention.text, agency.mention.name or agency.mention.text)


def of_chain(line: Line, holding: Holding, others: Sequence[Holding]) -> Organisation | None:
    """Return the state of a post from another of its holder: "Phó Thủ tướng kiêm … Lào"."""
    for other in others:
        if other.person != holding.person or other.title.at == holding.title.at:
            continue
        inside = (s for s in line.of("place") if other.title.start < s.start < other.title.end)
        country = next((s for s in inside if s.mention.rule == "place.country"), None)
        if country and country.mention.name != "Việt Nam":
            name = country.mention.text
            return Organisation(name, holding.title.post.country.format(name))
    return None


def of_delegation(story: Story, title: Title) -> Organisation | None:
    """Return the delegation that a post leads: "Đoàn đại biểu A do ông B làm Trưởng đoàn".

    The nearest before the post counts, in its sentence or those just before it.
    """
    start = max(0, title.at - _FAR)
    found = list(_DELEGATION.finditer(story.document.view.text[start : title.at]))
    if not found:
        return None
    written = name = " ".join(found[-1].group().split())
    whole = Stretch(start + found[-1].start(), start + found[-1].end())
    for mention in story.document.mentions_in(whole, "agency"):
        if mention.name:
            name = name.replace(f"của {mention.text}", mention.name)
            name = name.replace(mention.text, mention.name)
    return Organisation(written, name[0].upper() + name[1:])


def right_before(line: Line, title: Title) -> Organisation | None:
    """Return the organisation that a dash or bracket joins to a title behind it."""
    for agency in line.of("agency"):
        if agency.end == title.start - 1 and line.words[agency.end].key in ("-", "(", "của"):
            return Organisation(agency.mention.text, agency.mention.name or agency.mention.text)
    return None
