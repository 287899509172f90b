"""The dated registry: what would make it answer wrongly, and what it answers."""

import datetime as dt
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from bench.agency_names import load_rows, wrong_slots
from tinvan.assemble.document_kinds import DocumentCodes, Issuer, Number
from tinvan.document import Metadata, Source
from tinvan.facts import Agency
from tinvan.names.knowledge import BODIES, load_knowledge
from tinvan.names.lexicons import Body, Dated, LocalBody, Province, load_entries
from tinvan.pipeline import Pipeline
from tinvan.registry import UnknownAgencyError, find_agency
from tinvan.registry.local import LocalBodies
from tinvan.registry.periods import (
    Provinces,
    day_after,
    first_day,
    last_day,
    overlap,
    stands,
)
from tinvan.registry.registry import Registry, form_key

BODY_LIST = [b for name in BODIES for b in load_entries(f"registry/{name}.toml", Body)]
LOCAL_LIST = list(load_entries("registry/local.toml", LocalBody))
BY_ID = {body.id: body for body in BODY_LIST}
LOCAL_BY_ID = {body.id: body for body in LOCAL_LIST}
NOW = "2026-08-01"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(BY_ID)


@pytest.fixture(scope="module")
def provinces() -> Provinces:
    return Provinces(load_knowledge().provinces)


def all_bodies() -> Iterator[Dated]:
    yield from BODY_LIST
    yield from LOCAL_LIST


def is_address(text: str) -> bool:
    """Tell whether a part of a source is an address that a reader can open."""
    return re.fullmatch(r"https?://\S+\.\S+", text) is not None


def clashes(bodies: Iterable[tuple[str, Dated]]) -> list[str]:
    """Return the forms that two bodies bear on one day."""
    by_form: dict[tuple[str, ...], list[tuple[str, Dated]]] = defaultdict(list)
    for form, body in bodies:
        if (form, body) not in by_form[form_key(form)]:
            by_form[form_key(form)].append((form, body))
    return [
        f"{form}: {a.id}, {b.id}"
        for bearers in by_form.values()
        for (form, a), (_, b) in itertools.combinations(bearers, 2)
        if a is not b and overlap(a, b)
    ]


def test_no_id_is_used_twice() -> None:
    for bodies in (BODY_LIST, LOCAL_LIST):
        counts = Counter(body.id for body in bodies)
        assert [id for id, count in counts.items() if count > 1] == []


def test_days_are_days_and_in_order() -> None:
    for body in all_bodies():
        for day in (body.valid_from, body.valid_to):
            assert day is None or dt.date.fromisoformat(day + "-01-01"[len(day) - 4 :])
        assert first_day(body) <= last_day(body), body.id


def test_what_ended_says_how_and_what_came_after() -> None:
    for body in all_bodies():
        assert not body.valid_to or body.ended, body.id
        assert not body.ended or body.ended == "dissolved" or body.successor, body.id
        assert not body.successor or body.ended, body.id


def test_what_is_verified_names_an_address_and_nothing_else_a_source() -> None:
    for body in all_bodies():
        addresses = [part for part in body.source.split("; ") if is_address(part)]
        assert bool(addresses) is body.verified, body.id
        assert bool(body.source) is body.verified, body.id


def test_a_day_is_verified() -> None:
    for body in all_bodies():
        before = body.parents_before if isinstance(body, Body) else ()
        assert body.verified or not (body.valid_from or body.valid_to or before), body.id


def test_a_day_of_a_province_names_an_address_or_the_merger_of_all() -> None:
    known = "Nghị quyết 202/2025/QH15"
    for province in load_entries("registry/provinces.toml", Province):
        for act in filter(None, (province.merged_by, province.renamed_by)):
            assert act == known or any(map(is_address, act.split("; "))), province.id


def test_successors_stand_when_a_body_ends() -> None:
    for bodies, by_id in ((BODY_LIST, BY_ID), (LOCAL_LIST, LOCAL_BY_ID)):
        for body in bodies:
            for successor in body.successor:
                assert successor in by_id, f"{body.id}: no {successor}"
                if body.valid_to:
                    assert stands(by_id[successor], day_after(last_day(body))), body.id


def test_parents_stand_while_a_body_does(registry: Registry) -> None:
    for body in BODY_LIST:
        for day in (first_day(body) or "2007-08-01", min(last_day(body), NOW)):
            parent = registry.parent(body, day)
            if parent and parent.id:
                assert stands(BY_ID[parent.id], day), f"{body.id} on {day}: {parent.name}"


def test_local_parents_exist() -> None:
    known = {*BY_ID, *LOCAL_BY_ID}
    assert [b.id for b in LOCAL_LIST if b.parent and b.parent not in known] == []
    assert [b.id for b in LOCAL_LIST if b.within and b.pair not in LOCAL_BY_ID] == []


def test_no_form_means_two_bodies_on_one_day() -> None:
    assert clashes((form, b) for b in BODY_LIST for form in (b.name, *b.forms, *b.brands)) == []
    for unit in ("province", "district", "commune", None):
        local = [b for b in LOCAL_LIST if (b.unit or b.level) == unit]
        assert clashes((form, b) for b in local for form in (b.name, *b.forms)) == []


def test_every_form_resolves_to_its_body_while_it_stands(registry: Registry) -> None:
    for body in BODY_LIST:
        day = min(last_day(body), NOW)
        for form in (body.name, *body.forms, *body.brands):
            assert registry.named(form, day) is body, form


def test_a_clash_in_time_is_seen() -> None:
    a = Body(id="a", forms=(), name="Cục X", kind="government", valid_to="2022-10")
    b = Body(id="b", forms=(), name="Cục X", kind="government", valid_from="2022-10")
    c = Body(id="c", forms=(), name="Cục X", kind="government", valid_from="2022-09-30")
    assert clashes([("Cục X", a), ("Cục X", b)]) == []
    assert clashes([("Cục X", a), ("Cục X", c)]) == ["Cục X: a, c"]


@pytest.mark.parametrize(
    ("day", "count"), [("2008-08-01", 63), ("2025-06-30", 63), ("2025-07-01", 34)]
)
def test_provinces_of_a_day(provinces: Provinces, day: str, count: int) -> None:
    known = load_entries("registry/provinces.toml", Province)
    standing = [p.id for p in known if stands(provinces.on(p.id, day), day)]
    assert len(standing) == count


def test_every_area_has_an_heir(provinces: Provinces) -> None:
    for province in load_entries("registry/provinces.toml", Province):
        assert stands(provinces.heir(province.id, NOW), NOW)


@pytest.mark.parametrize(
    ("asked", "on", "name", "parent"),
    [
        ("Bộ TT-TT", "2024-10-25", "Bộ Thông tin và Truyền thông", "Chính phủ"),
        ("Cục Hàng không", "2019-05-01", "Cục Hàng không Việt Nam", "Bộ Giao thông vận tải"),
        ("Cục Hàng không", "2025-05-01", "Cục Hàng không Việt Nam", "Bộ Xây dựng"),
        ("BHXH Việt Nam", "2025-02-28", "Bảo hiểm xã hội Việt Nam", "Chính phủ"),
        ("BHXH Việt Nam", "2025-03-01", "Bảo hiểm xã hội Việt Nam", "Bộ Tài chính"),
        ("Viettel", "2017-06-01", "Tập đoàn Viễn thông Quân đội", "Bộ Quốc phòng"),
        ("sở TT&TT Đà Nẵng", "2020-01-01", "Sở Thông tin và Truyền thông Thành phố Đà Nẵng",
         "Ủy ban nhân dân Thành phố Đà Nẵng"),
        ("Tỉnh ủy Bắc Ninh", "2026-01-01", "Tỉnh ủy Bắc Ninh", "Đảng Cộng sản Việt Nam"),
        ("Thuế TP.HCM", "2025-10-01", "Thuế Thành phố Hồ Chí Minh", "Cục Thuế"),
        ("Vụ Pháp chế Bộ Y tế", "2020-01-01", "Vụ Pháp chế Bộ Y tế", "Bộ Y tế"),
    ],
)  # fmt: skip
def test_a_name_means_a_body_of_the_day(asked: str, on: str, name: str, parent: str) -> None:
    answer = find_agency(asked, on)
    assert (answer.name, answer.valid) == (name, True)
    assert answer.parent is not None
    assert answer.parent.name == parent


@pytest.mark.parametrize(
    ("asked", "on", "held"),
    [
        ("Bộ TT&TT", "2025-03-01", ["Bộ Khoa học và Công nghệ"]),
        ("Bộ Nông nghiệp và Môi trường", "2025-02-28",
         ["Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài nguyên và Môi trường"]),
        ("Bộ Thủy sản", "2025-08-01", ["Bộ Nông nghiệp và Môi trường"]),
        ("Ban Dân vận Trung ương", "2025-06-01", ["Ban Tuyên giáo và Dân vận Trung ương"]),
        ("Sở TT-TT Quảng Nam", "2025-08-01", ["Sở Khoa học và Công nghệ Thành phố Đà Nẵng"]),
        ("Tỉnh ủy Quảng Nam", "2025-08-01", ["Thành ủy Đà Nẵng"]),
        ("UBND tỉnh Thừa Thiên Huế", "2025-01-01", ["Ủy ban nhân dân Thành phố Huế"]),
        ("UBND tỉnh Hà Tây", "2008-08-01", ["Ủy ban nhân dân Thành phố Hà Nội"]),
        ("Công an quận Hải Châu, TP Đà Nẵng", "2025-03-01", ["Công an Thành phố Đà Nẵng"]),
        ("Quận ủy Hải Châu", "2025-07-01", ["Đảng ủy cấp xã"]),
        ("TAND cấp cao tại Hà Nội", "2025-07-01", ["Tòa án nhân dân tối cao"]),
    ],
)  # fmt: skip
def test_what_held_when_a_name_did_not(asked: str, on: str, held: list[str]) -> None:
    answer = find_agency(asked, on)
    assert answer.valid is False
    assert [body.name for body in answer.held] == held


def test_codes_of_documents_are_those_of_registered_bodies() -> None:
    issuers = load_entries("lexicons/document_issuers.toml", Issuer)
    assert {i.name: BY_ID[i.body].name for i in issuers if i.body} == {
        i.name: i.name for i in issuers if i.body
    }
    assert (
        sum(not i.body for i in issuers) == 8
    )  # offices of one, councils, local ones, of before 1993


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("12/2024/TT-BTNMT", "Bộ Tài nguyên và Môi trường"),
        ("12/2026/TT-BTNMT", None),
        ("12/2024/TT-BNNMT", None),
        ("12/2025/TT-BNNMT", "Bộ Nông nghiệp và Môi trường"),
        ("12/2006/TT-BTTTT", None),
        ("05/2006/QĐ-BTS", "Bộ Thủy sản"),
        ("77-HD/BTGTW", "Ban Tuyên giáo Trung ương"),
    ],
)
def test_a_code_tells_the_issuer_in_the_years_of_its_body(number: str, issuer: str | None) -> None:
    told = DocumentCodes().issuers(Number.of(number))
    assert [one.name for one in told] == ([issuer] if issuer else [])


def test_a_province_that_went_on_keeps_its_bodies() -> None:
    before = find_agency("UBND tỉnh Thừa Thiên Huế", "2024-12-31")
    after = find_agency("UBND TP Huế", "2025-01-01")
    assert before.id == after.id == "vn.thua-thien-hue.uy-ban-nhan-dan"
    assert [body.name for body in before.successor] == [after.name]


def test_a_city_that_was_not_yet_a_province_is_a_district() -> None:
    assert find_agency("UBND TP Huế", "2024-12-31").level == "district"


def test_without_a_day_the_last_body_of_a_name_is_meant() -> None:
    assert find_agency("PVN").valid_from == "2025-04-09"


def test_a_body_beyond_the_registry_is_read_by_grammar() -> None:
    answer = find_agency("Chi cục Thú y tỉnh Nghệ An", "2019-01-01")
    assert (answer.read_by, answer.kind, answer.level) == ("grammar", "government", "province")
    assert (answer.id, answer.valid) == (None, None)


@pytest.mark.parametrize("name", ["Bộ Vũ trụ", "Hôm qua", "", "Bộ Nông ngiệp và Môi trường"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownAgencyError):
        find_agency(name)


def test_a_misspelt_name_brings_names_near_it() -> None:
    with pytest.raises(UnknownAgencyError) as error:
        find_agency("Bộ Nông ngiệp và Môi trường")
    assert error.value.near[0] == "Bộ Nông nghiệp và Môi trường"


def test_names_of_real_articles_are_answered_rightly() -> None:
    for draw, fewest in ((1, 99), (2, 61), (3, 100)):
        rows = [row for row in load_rows() if row["draw"] == draw]
        assert sum(not wrong_slots(row) for row in rows) >= fewest


def test_every_local_body_is_read_by_each_of_its_forms(registry: Registry) -> None:
    local = LocalBodies(load_knowledge(), registry)
    for body in LOCAL_LIST:
        if (body.unit or body.level) != "province" or body.numbered:
            continue
        place = "TP Hà Nội" if body.within == "thành phố" else "tỉnh Nghệ An"
        for form in (body.name, *body.forms):
            found = local.read(f"{form} {place}")
            assert found, form
            assert body in found.bodies, form


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2020-05-01", "Tập đoàn Dầu khí Việt Nam"),
        ("2025-10-01", "Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam"),
    ],
)
def test_facts_have_the_name_that_an_abbreviation_had_on_the_day(day: str, name: str) -> None:
    text = "PVN công bố báo cáo quý vào sáng nay."
    document = Pipeline()(Source(doc_id="t", content=text, metadata=Metadata(published=day)))
    assert [fact.name for fact in document.facts if isinstance(fact, Agency)] == [name]
