"""Units that cannot stand alone, completed by the body of the story."""

import pytest

from tinvan import extract
from tinvan.facts import Official


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Bệnh viện Bạch Mai họp ngày 5/6/2021. Trưởng Khoa Công tác xã hội Lê Văn Tám dự.",
            "Khoa Công tác xã hội Bệnh viện Bạch Mai",
        ),
        (
            "Tỉnh ủy Quảng Ngãi họp ngày 5/6/2021. Trưởng Ban Tuyên giáo Võ Thanh An dự.",
            "Ban Tuyên giáo Tỉnh ủy Quảng Ngãi",
        ),
        (
            "Sở Y tế Gia Lai họp ngày 5/6/2021. Trưởng Phòng Giáo dục và Đào tạo Lê Văn Tám dự.",
            "Phòng Giáo dục và Đào tạo",
        ),
        (
            "Tỉnh ủy Gia Lai mở giải đua thuyền. Trưởng Ban Tổ chức giải Lê Văn Tám phát biểu.",
            None,
        ),
    ],
)
def test_units_are_completed_by_bodies_that_have_them(text: str, name: str | None) -> None:
    officials = [fact for fact in extract(text) if isinstance(fact, Official)]
    names = [fact.organisation.name for fact in officials if fact.organisation]
    assert names == ([name] if name else [])
