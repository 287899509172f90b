"""What the dated registry answers about names and days, and gives to facts."""

import pytest

from bench.agency_names import load_rows, wrong_slots
from tinvan.document import Source
from tinvan.facts import Agency
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.registry import UnknownAgencyError, find_agency

NOW = "2026-08-01"


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
        ("Thuế cơ sở 1 TP.HCM", "2025-10-01", "Thuế cơ sở 1 Thành phố Hồ Chí Minh",
         "Thuế Thành phố Hồ Chí Minh"),
        ("Công an quận Hải Châu, TP Đà Nẵng", "2024-10-01", "Công an quận Hải Châu",
         "Công an Thành phố Đà Nẵng"),
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


def test_a_province_that_went_on_keeps_its_bodies() -> None:
    before = find_agency("UBND tỉnh Thừa Thiên Huế", "2024-12-31")
    after = find_agency("UBND TP Huế", "2025-01-01")
    assert before.id == after.id == "vn.thua-thien-hue.uy-ban-nhan-dan"
    assert [body.name for body in before.successor] == [after.name]


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("UBND TP.HCM", "vn.ho-chi-minh.uy-ban-nhan-dan"),
        ("Công an quận Hải Châu, TP Đà Nẵng", "vn.da-nang.cong-an-huyen.quan-hai-chau"),
        ("Công an huyện Châu Thành", None),
        ("UBND xã Kỳ Lợi, tỉnh Hà Tĩnh", None),
        ("Hải quan khu vực II", "vn.chi-cuc-hai-quan-khu-vuc.2"),
        ("TAND khu vực 1 - Hà Nội", "vn.ha-noi.toa-an-nhan-dan-khu-vuc.1"),
        ("VKSND khu vực 6, tỉnh Lâm Đồng", "vn.lam-dong.vien-kiem-sat-nhan-dan-khu-vuc.6"),
        ("Thuế cơ sở 1 TP.HCM", "vn.ho-chi-minh.thue-co-so.1"),
        ("TAND khu vực 1", None),
    ],
)
def test_a_local_body_has_an_id_where_its_name_can_mean_no_other(
    asked: str, id: str | None
) -> None:
    assert find_agency(asked, "2025-08-01").id == id


def test_a_region_has_one_name_however_its_province_is_written() -> None:
    asked = ("TAND Khu vực 6 (Cà Mau)", "TAND khu vực 6, tỉnh Cà Mau", "TAND khu vực 6 - Cà Mau")
    names = {find_agency(name, NOW).name for name in asked}
    assert names == {"Tòa án nhân dân khu vực 6 - Cà Mau"}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("Thuế tỉnh Nghệ An", "2025-07-01", None),
        ("Chi cục Thuế khu vực I", "2025-03-01", "2025-06-30"),
        ("Kho bạc Nhà nước khu vực XV", "2025-03", None),
        ("TAND khu vực 1", "2025-07-01", None),
        ("VKSND khu vực 14 - Lâm Đồng", "2025-07-01", None),
        ("Phòng THADS khu vực 1 - TP HCM", "2025-07-01", None),
        ("Công an huyện Chương Mỹ", None, "2025-02-28"),
    ],
)
def test_bodies_of_regions_and_districts_have_their_days(
    asked: str, first: str | None, last: str | None
) -> None:
    answer = find_agency(asked)
    assert (answer.valid_from, answer.valid_to) == (first, last)


def test_nobody_is_said_to_stand_when_its_day_is_not_known() -> None:
    assert find_agency("Tổng cục Thủy lợi", "2016-05-01").valid is None
    assert find_agency("Cục Quản lý đê điều và Phòng, chống thiên tai", "2016-05-01").valid is None
    assert find_agency("Cục Quản lý đê điều và Phòng, chống thiên tai", "2025-08-01").valid is True


def test_a_body_ended_before_what_followed_it() -> None:
    answer = find_agency("Tổng cục Thủy lợi", "2025-08-01")
    assert answer.valid is False
    assert [b.name for b in answer.held] == ["Cục Quản lý và Xây dựng công trình thủy lợi"]


def test_a_body_that_belonged_to_none_belongs_to_one_since() -> None:
    before, after = (find_agency("Hội Nông dân Việt Nam", day) for day in ("2025-06-30", NOW))
    assert before.parent is None
    assert after.parent is not None
    assert after.parent.name == "Mặt trận Tổ quốc Việt Nam"


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("TAND khu vực 1 - Hà Nội mở phiên tòa.", "Tòa án nhân dân khu vực 1 - Hà Nội",
         "vn.ha-noi.toa-an-nhan-dan-khu-vuc.1"),
        ("VKSND khu vực 6, tỉnh Lâm Đồng vừa ra cáo trạng.",
         "Viện kiểm sát nhân dân khu vực 6, tỉnh Lâm Đồng",
         "vn.lam-dong.vien-kiem-sat-nhan-dan-khu-vuc.6"),
        ("Theo Kho bạc Nhà nước khu vực XV, số thu tăng.", "Kho bạc Nhà nước khu vực XV",
         "vn.kho-bac-nha-nuoc-khu-vuc.15"),
        ("Chi cục Hải quan khu vực II giữ lô hàng.", "Chi cục Hải quan khu vực II",
         "vn.chi-cuc-hai-quan-khu-vuc.2"),
        ("Ngày 2-10, TAND khu vực 5 tuyên án.", "Tòa án nhân dân khu vực 5", None),
    ],
)  # fmt: skip
def test_bodies_of_regions_are_read(text: str, name: str, id: str | None) -> None:
    document = Pipeline()(Source(doc_id="t", content=text, metadata=Metadata(published=NOW)))
    assert [(f.name, f.agency_id) for f in document.facts if isinstance(f, Agency)] == [(name, id)]


def test_facts_have_the_ids_of_local_bodies_and_brands() -> None:
    text = "Công an TP.HCM phối hợp với Vietcombank điều tra. UBND tỉnh Nghệ An chỉ đạo khẩn."
    document = Pipeline()(Source(doc_id="t", content=text, metadata=Metadata(published=NOW)))
    assert {fact.agency_id for fact in document.facts if isinstance(fact, Agency)} == {
        "vn.ho-chi-minh.cong-an",
        "vn.ngan-hang-tmcp-ngoai-thuong-viet-nam",
        "vn.nghe-an.uy-ban-nhan-dan",
    }


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
    for draw, fewest in ((1, 100), (2, 61), (3, 100)):
        rows = [row for row in load_rows() if row["draw"] == draw]
        assert sum(not wrong_slots(row) for row in rows) >= fewest


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
