"""The dated registry: what would make it answer wrongly (see test_registry_answers.py)."""

import datetime as dt
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec
import pytest

from bench.refresh_docs import ROOT
from tinvan.assemble.document_kinds import DocumentCodes, Issuer, Number
from tinvan.errors import RuleError
from tinvan.names.knowledge import BODIES, load_knowledge
from tinvan.names.lexicons import Body, Dated, LocalBody, Province, load_entries
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


def test_the_page_of_the_registry_has_its_counts() -> None:
    page = (ROOT / "docs" / "registry.md").read_text(encoding="utf-8")
    files = {name: load_entries(f"registry/{name}.toml", Body) for name in BODIES}
    local = load_entries("registry/local.toml", LocalBody)
    total = [0, 0, 0, 0]
    for name, entries in [*files.items(), ("local", local)]:
        told = [
            (1, body.verified, bool(body.valid_from or body.valid_to),
             bool(body.ended) and not body.valid_to)
            for body in entries
        ]  # fmt: skip
        counts = [sum(column) for column in zip(*told, strict=True)]
        total = [n + more for n, more in zip(total, counts, strict=True)]
        assert f"\n| `{name}.toml` | {' | '.join(map(str, counts))} |\n" in page
    assert f"\n| together | {' | '.join(map(str, total))} |\n" in page


@pytest.mark.parametrize(
    ("new_names", "told"),
    [
        ({"bac-ninh": "Tỉnh Bắc Giang"}, ("bac-giang → bac-ninh → bac-giang", "own name")),
        ({"bac-ninh": "Tỉnh Bắc Giang", "bac-giang": "Tỉnh Hải Dương",
          "hai-duong": "Tỉnh Bắc Ninh"}, ("in a circle", "bac-ninh", "hai-duong")),
        ({"bac-ninh": "Tỉnh Kinh Bắc"}, ("rules/registry/provinces.toml, bac-ninh",
                                         "“Tỉnh Kinh Bắc”, is the name of no province")),
    ],
    ids=["two", "three", "none"],
)  # fmt: skip
def test_provinces_that_end_nowhere_are_told_with_a_remedy(
    new_names: dict[str, str], told: tuple[str, ...]
) -> None:
    known = dict(load_knowledge().provinces)
    for id, name in new_names.items():
        known[id] = msgspec.structs.replace(known[id], new_name=name)
    with pytest.raises(RuleError, match=r"^rules/registry/provinces\.toml, ") as caught:
        Provinces(known)
    assert all(part in str(caught.value) for part in told)


def test_an_area_may_go_on_twice() -> None:
    known = dict(load_knowledge().provinces)
    known["ha-tay"] = msgspec.structs.replace(known["ha-tay"], new_name="Tỉnh Bắc Giang")
    assert Provinces(known).heir("ha-tay", "2020-01-01").id == "bac-giang"
    assert Provinces(known).heir("ha-tay", "2026-01-01").id == "bac-ninh"
