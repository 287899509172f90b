"""Bodies of a list whose head is said once, of units side by side, and what stands beside them."""

import pytest

from tinvan.document import Source
from tinvan.facts import Agency
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def names_of(pipeline: Pipeline, text: str) -> list[str]:
    facts = pipeline(Source(doc_id="t", content=text)).facts
    return [fact.name for fact in facts if isinstance(fact, Agency)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Công an các tỉnh Nghệ An, Hà Tĩnh, Cục Cảnh sát hình sự phối hợp bắt giữ.",
            ["Công an tỉnh Nghệ An", "Công an tỉnh Hà Tĩnh", "Cục Cảnh sát hình sự"],
        ),
        (
            "UBND các huyện Củ Chi, Hóc Môn và Nguyễn Văn Ba dự lễ.",
            ["Ủy ban nhân dân huyện Củ Chi", "Ủy ban nhân dân huyện Hóc Môn"],
        ),
        ("Bộ Y tế và người dân Mỹ hợp tác.", ["Bộ Y tế"]),
        ("VTV/VOV đưa tin sớm.", ["Đài Truyền hình Việt Nam", "Đài Tiếng nói Việt Nam"]),
        ("Thương vụ Sacombank mua lại cổ phần đã xong.", ["Sacombank"]),
        (
            "Sở Nông nghiệp tỉnh Hà Nam và Sở Nông nghiệp và Môi trường tỉnh Hà Nam sáp nhập.",
            ["Sở Nông nghiệp tỉnh Hà Nam", "Sở Nông nghiệp và Môi trường tỉnh Hà Nam"],
        ),
    ],
)
def test_what_stands_beside_a_list_or_name_is_another(
    pipeline: Pipeline, text: str, names: list[str]
) -> None:
    assert names_of(pipeline, text) == names


DISTRICTS = ["Ủy ban nhân dân huyện Củ Chi", "Ủy ban nhân dân huyện Hóc Môn"]


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("Anh Sơn", ["Ủy ban nhân dân huyện Anh Sơn"]),
        ("Vụ Bản", ["Ủy ban nhân dân huyện Vụ Bản"]),
        ("Trạm Tấu", ["Ủy ban nhân dân huyện Trạm Tấu"]),
        ("Viện Pasteur", ["Viện Pasteur"]),
        ("hãng Honda", ["Honda"]),
        ("Hòa Phát", ["Hòa Phát"]),
        ("Thượng tá Nam", []),
        ("Lê Văn Bưởi", []),
    ],
)
def test_a_list_of_districts_ends_where_something_else_stands(
    pipeline: Pipeline, last: str, names: list[str]
) -> None:
    text = f"UBND các huyện Củ Chi, Hóc Môn và {last} cùng ký."
    assert names_of(pipeline, text) == [*DISTRICTS, *names]


def test_wards_bear_names_of_people_and_companies(pipeline: Pipeline) -> None:
    text = "UBND các phường Hòa Phát, Nguyễn Văn Cừ và Lê Văn Tám cùng ký."
    places = ("Hòa Phát", "Nguyễn Văn Cừ", "Lê Văn Tám")
    assert names_of(pipeline, text) == [f"Ủy ban nhân dân phường {place}" for place in places]


UNIT = "Đội Cảnh sát giao thông"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hàng Xanh, Sở Y tế Nghệ An", [f"{UNIT} Hàng Xanh", "Sở Y tế tỉnh Nghệ An"]),
        ("Hàng Xanh, Vietcombank", [f"{UNIT} Hàng Xanh", "Vietcombank"]),
        ("Cát Lái, Đội CSGT An Sương", [f"{UNIT} Cát Lái", f"{UNIT} An Sương"]),
        ("Hàng Xanh, Công an quận Bình Thạnh", [f"{UNIT} Hàng Xanh Công an quận Bình Thạnh"]),
        ("Lê Văn Bưởi", [UNIT]),
        ("Honda", [UNIT]),
    ],
)
def test_a_unit_is_one_of_a_body_that_has_such(
    pipeline: Pipeline, text: str, names: list[str]
) -> None:
    assert names_of(pipeline, f"Đội CSGT {text} tặng quà.") == names
