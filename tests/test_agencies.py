"""Organisations across the sentences of an article."""

import pytest

from tinvan.document import Source
from tinvan.facts import Agency
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def agencies(pipeline: Pipeline, text: str) -> list[Agency]:
    source = Source(doc_id="t", content=text, metadata=Metadata(published="2021-06-01"))
    return [fact for fact in pipeline(source).facts if isinstance(fact, Agency)]


def test_spellings_of_one_body_are_one_fact(pipeline: Pipeline) -> None:
    facts = agencies(
        pipeline,
        "Bộ GD&ĐT ra văn bản.\n\nBộ Giáo dục và Đào tạo nói rõ.\n\nTheo Bộ GD-ĐT, hạn là mai.",
    )
    assert [(f.name, len(f.mentions)) for f in facts] == [("Bộ Giáo dục và Đào tạo", 3)]


def test_an_abbreviation_in_brackets_stands_for_the_name(pipeline: Pipeline) -> None:
    facts = agencies(
        pipeline,
        "Liên minh Hòa bình sông Mã (LMHB) họp ở Hà Nội.\n\nLMHB mời mười nước.",
    )
    assert [[m.text for m in f.mentions] for f in facts] == [
        ["Liên minh Hòa bình sông Mã", "LMHB", "LMHB"]
    ]


def test_spellings_and_nicknames_of_a_club_are_one_fact(pipeline: Pipeline) -> None:
    facts = agencies(
        pipeline,
        "“Quỷ đỏ” hòa trên sân khách.\n\nTrận sau MU gặp Chelsea.\n\nMan Utd thiếu hai trụ cột.",
    )
    assert [(f.name, [m.text for m in f.mentions]) for f in facts] == [
        ("Man Utd", ["Quỷ đỏ", "MU", "Man Utd"]),
        ("Chelsea", ["Chelsea"]),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Sở Nông nghiệp Cà Mau đi kiểm tra.\n\nSở NN&PTNT đã cắm biển cảnh báo.",
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh Cà Mau",
        ),
        (
            "Phòng Giáo dục huyện Bình Sơn họp. Phòng GD&ĐT huyện Bình Sơn đã báo cáo.",
            "Phòng Giáo dục và Đào tạo huyện Bình Sơn",
        ),
        ("Bộ NN&PTNT (NN,PTNT) đã họp.", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_an_office_is_one_with_a_part_of_its_field(
    pipeline: Pipeline, text: str, name: str
) -> None:
    (fact,) = agencies(pipeline, text)
    assert (fact.name, len(fact.mentions)) == (name, 2)


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        ("huyện", ["Anh Sơn", "Đô Lương", "Con Cuông"]),
        ("huyện", ["Bình Chánh", "Hóc Môn", "Cô Tô", "Hải Hà"]),
        ("huyện", ["Trạm Tấu", "Vụ Bản", "Bác Ái"]),
        ("phường", ["Tôn Đức Thắng", "Phạm Ngũ Lão", "Trương Định"]),
        ("xã", ["Hòa Phát", "Trường Sơn", "Hội An", "Tiền Phong"]),
        ("Thành phố", ["Thủ Đức", "Biên Hòa", "Thủ Dầu Một"]),
    ],
)
def test_places_that_start_as_other_words_do_are_places_of_a_list(
    pipeline: Pipeline, unit: str, places: list[str]
) -> None:
    text = f"UBND các {unit.lower()} {', '.join(places[:-1])} và {places[-1]} họp."
    assert [f.name for f in agencies(pipeline, text)] == [
        f"Ủy ban nhân dân {unit} {place}" for place in places
    ]


def test_offices_of_two_places_are_two(pipeline: Pipeline) -> None:
    text = "Sở Văn hóa tỉnh Cà Mau và Sở Văn hóa, Thể thao và Du lịch tỉnh Long An họp."
    assert len(agencies(pipeline, text)) == 2


def test_a_bracket_of_the_name_is_closed_and_a_term_is_no_short_name(pipeline: Pipeline) -> None:
    text = "Cơ quan Cảnh sát điều tra (Bộ Công an) vào cuộc. HĐND tỉnh Long An (khóa X) họp."
    assert [[m.text for m in f.mentions] for f in agencies(pipeline, text)] == [
        ["Cơ quan Cảnh sát điều tra (Bộ Công an)"],
        ["HĐND tỉnh Long An"],
    ]


def test_a_brand_is_its_company(pipeline: Pipeline) -> None:
    facts = agencies(
        pipeline, "Tập đoàn Hyolim lập nhà máy.\n\nNếu được cấp phép, Hyolim sẽ thuê 60 ha."
    )
    assert [(f.name, len(f.mentions)) for f in facts] == [("Tập đoàn Hyolim", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Cục Kiểm soát thủ tục hành chính Văn phòng Chính phủ trả lời.",
        "Cục Kiểm soát Thủ tục hành chính (Văn phòng Chính phủ) trả lời.",
    ],
)
def test_a_unit_that_can_stand_alone_is_apart_from_its_parent(
    pipeline: Pipeline, text: str
) -> None:
    assert {f.name for f in agencies(pipeline, text)} == {
        "Cục Kiểm soát thủ tục hành chính",
        "Văn phòng Chính phủ",
    }


def test_credits_and_source_lines_are_no_mentions(pipeline: Pipeline) -> None:
    facts = agencies(pipeline, "Một góc phố. Ảnh: Reuters\n\nDòng người đông. (Ảnh: AFP/TTXVN)")
    assert facts == []


@pytest.mark.parametrize(
    "text",
    [
        "Chợ đông người. (Theo Reuters, AP)",
        "Chợ đông người.\n\nCTV Minh Hà/VOV online (theo AP, Reuters)",
        "Chợ đông người.\n\nTrần Minh Hà/VOV-Đông Bắc",
        "Chốt phiên, HNX-Index giảm 2 điểm.",
        "Các CLB Anh mua nhiều cầu thủ.",
        "Chợ đông người.\n\nTTXVN/Tin tức",
        "Chợ đông người. VOV",
        "Chợ đông người. theo VOV",
        "Chợ đông người.\n\n(Ảnh: Sina) T.T.X / Theo VOV",
        "(Theo Dân trí)",
        "Chợ đông người. Minh Hà Theo VOV/MHA",
        "Chợ đông người. Ảnh: Minh Hà-TTXVN Nhiều hàng mới.",
        "Chợ đông người. (Theo BBC, Sky News, hoaban.org, Yahoo)",
        "Anh từng vô địch AFF Cup và dự FIFA World Cup.",
        "Cô khoe ảnh trên trang cá nhân Instagram. Chị Lan làm YouTube đã lâu.",
        "Sở Y tế tại các tỉnh đều thiếu thuốc. Các Sở Y tế đã báo cáo.",
    ],
)
def test_sources_indices_and_what_is_counted_are_no_mentions(pipeline: Pipeline, text: str) -> None:
    assert agencies(pipeline, text) == []


def test_whom_a_sentence_quotes_at_its_end_is_a_mention(pipeline: Pipeline) -> None:
    assert [f.name for f in agencies(pipeline, "Giá tăng, theo Reuters.")] == ["Reuters"]


def test_a_source_that_speaks_outside_its_bracket_is_a_mention(pipeline: Pipeline) -> None:
    (fact,) = agencies(pipeline, "Reuters cho biết giá tăng. Chợ đông người. (Theo Reuters, AP)")
    assert (fact.name, len(fact.mentions)) == ("Reuters", 1)


def test_a_local_body_without_a_known_place_stays_unread(pipeline: Pipeline) -> None:
    assert agencies(pipeline, "UBND huyện vừa họp. Công an xã đã đến.") == []


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("HĐND TP Hà Nội họp.", "legislature", "province"),
        ("Công an quận 3 mời làm việc.", "government", "district"),
        ("UBND xã Tam Quang xác nhận.", "government", "commune"),
        ("Thành ủy Hải Phòng chỉ đạo.", "party", "province"),
        ("Viện KSND tỉnh Nghệ An truy tố.", "judiciary", "province"),
        ("Quốc hội Mỹ bỏ phiếu.", "foreign", None),
        ("Đài BBC đưa tin.", "media", None),
        ("Liên đoàn Bóng đá Thái Lan phạt.", "association", None),
    ],
)
def test_kind_and_level(pipeline: Pipeline, text: str, kind: str, level: str | None) -> None:
    assert [(f.kind, f.level) for f in agencies(pipeline, text)] == [(kind, level)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội Nhà văn TPHCM họp.", "Hội Nhà văn Thành phố Hồ Chí Minh"),
        ("Viện KH&CN Lâm nghiệp họp.", "Viện Khoa học và Công nghệ Lâm nghiệp"),
        (
            "Phóng viên Báo và phát thanh, truyền hình Lạng Sơn dự.",
            "Báo và phát thanh, truyền hình Lạng Sơn",
        ),
        ("Đoàn đề nghị BYT xem xét.", "Bộ Y tế"),
        ("BCH Đảng bộ huyện Lý Nhân họp.", "Ban Chấp hành Đảng bộ huyện Lý Nhân"),
        (
            "Công ty TNHH Đào tạo và Cung ứng dịch vụ Hoa Mai khai trương.",
            "Công ty TNHH Đào tạo và Cung ứng dịch vụ Hoa Mai",
        ),
        ("Hiệp hội BĐS Sơn La họp.", "Hiệp hội Bất động sản Sơn La"),
        ("Công an TP Hà Tiên họp.", "Công an Thành phố Hà Tiên"),
        ("CATP Cần Thơ vào cuộc.", "Công an Thành phố Cần Thơ"),
        (
            "Đội cảnh sát kinh tế số 3 Công an quận 8 tới.",
            "Đội cảnh sát kinh tế số 3 Công an quận 8",
        ),
        (
            "Lãnh đạo phòng cảnh sát hình sự Công an tỉnh Long An cho biết.",
            "Phòng cảnh sát hình sự Công an tỉnh Long An",
        ),
        (
            "Ban Chỉ huy PCTT&TKCN tỉnh Long An họp.",
            "Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh Long An",
        ),
        ("Xi măng do Công ty Xi măng Hà Tiên 1 cung cấp.", "Công ty Xi măng Hà Tiên"),
        ("Công ty Xi măng Hà Tiên 1 (HT1) có lãi.", "Công ty Xi măng Hà Tiên 1"),
        ("Bệnh viện Phụ sản Trung ương điều trị cho bà.", "Bệnh viện Phụ sản Trung ương"),
        ("Nhà trường cảm ơn Chính phủ và nhân dân Cuba.", "Chính phủ Cuba"),
        ("Đảng ủy cơ quan Tạp chí Cộng sản họp.", "Đảng ủy cơ quan Tạp chí Cộng sản"),
        (
            "Ủy viên Bộ Chính trị Đảng Cộng sản Trung Quốc đến thăm.",
            "Đảng Cộng sản Trung Quốc",
        ),
        ("Mùa đông năm 1971 chính phủ Liên Xô ra nghị quyết.", "Chính phủ Liên Xô"),
        (
            "Văn phòng Cơ quan Cảnh sát điều tra Công an tỉnh Long An nhận đơn.",
            "Văn phòng Cơ quan Cảnh sát điều tra Công an tỉnh Long An",
        ),
        ("Hiệp hội Gốm sứ - Sơn mài Việt Nam họp.", "Hiệp hội Gốm sứ - Sơn mài Việt Nam"),
        ("Đội CSGT Hàng Bún xử phạt 9 tài xế.", "Đội Cảnh sát giao thông Hàng Bún"),
        ("Đội CSGT Nguyễn Văn Tám vừa đến.", "Đội Cảnh sát giao thông"),
        ("Trạm CSGT Suối Bưởi kiểm tra xe.", "Trạm Cảnh sát giao thông Suối Bưởi"),
        ("BCH Hội Nông dân tỉnh Gia Lai họp.", "Ban Chấp hành Hội Nông dân tỉnh Gia Lai"),
        ("Ban quản lý chợ Sen Hồ thu phí.", "Ban quản lý chợ Sen Hồ"),
        (
            "Theo Viện nghiên cứu phòng chống ung thư, ca mới tăng.",
            "Viện nghiên cứu phòng chống ung thư",
        ),
        ("Bà Lê Thị Bưởi, Chủ tịch Hội truyền nhiễm, đã dự.", "Hội truyền nhiễm"),
        ("Hai tàu của lực lượng bảo vệ bờ biển Mỹ đi qua.", "Lực lượng bảo vệ bờ biển Mỹ"),
        ("Công an Nam Định và chỉ huy Viện xây dựng kế hoạch.", "Công an tỉnh Nam Định"),
        ("Sở Y tế Lào Cai mời Top 10 Công ty dược uy tín.", "Sở Y tế tỉnh Lào Cai"),
    ],
)
def test_names_are_spelled_out_and_whole(pipeline: Pipeline, text: str, name: str) -> None:
    assert [f.name for f in agencies(pipeline, text)] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Cục Đổi mới sáng tạo",
        "Cục Phòng vệ thương mại",
        "Quỹ Đầu tư phát triển Đà Nẵng",
        "Trường liên cấp Hoa Lan",
    ],
)
def test_a_name_goes_on_in_small_letters(pipeline: Pipeline, name: str) -> None:
    assert [f.anchor.text for f in agencies(pipeline, f"Hôm qua, {name} đã họp.")] == [name]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Hãng tin Vorline đưa tin.\n\nVorline dẫn lời ngư dân.", "Vorline", 2),
        ("Quý này DKVX lỗ.\n\nTheo DKVX, chi phí tăng.\n\nDKVX giảm giá.", "DKVX", 3),
        ("Zephyra Motors mở xưởng.\n\nNăm nay Zephyra bán một vạn xe.", "Zephyra Motors", 2),
        ("Trước đó Vorline lỗ.\n\nCEO Vorline từ chức.", "Vorline", 2),
    ],
)
def test_a_name_is_known_in_the_whole_article_once_it_is_introduced(
    pipeline: Pipeline, text: str, name: str, mentions: int
) -> None:
    facts = agencies(pipeline, text)
    assert [(f.name, len(f.mentions)) for f in facts] == [(name, mentions)]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số GDP tăng.",
        "Theo TPHCM, dịch giảm.",
        "BÁO CÁO CỦA DKVX GỬI BỘ.",
        "Nhà máy A.",
        "Thông tư số 02/2017/TT-NHNN quy định phí.",
    ],
)
def test_an_abbreviation_of_something_else_is_no_organisation(
    pipeline: Pipeline, text: str
) -> None:
    assert agencies(pipeline, text) == []
