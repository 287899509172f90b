"""Figures that are still to come though no word right beside them says so."""

import pytest

import tinvan
from tinvan.document import Source
from tinvan.facts import FactDate, Money, Percentage, Quantity
from tinvan.models.decide import figure_of
from tinvan.models.figures import Figures
from tinvan.models.reader import WordReader
from tinvan.models.to_come import ToCome
from tinvan.pipeline import Pipeline, rule_stages


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Hãng sẽ mở rộng mạng lưới bằng cách mở thêm 3 cửa hàng tại Huế.", "target"),
        ("Ban tổ chức sẽ trao 12 giải thưởng cho các đội.", "target"),
        ("Vì mất mùa, cả vùng sẽ thiếu chừng 300 tấn gạo.", "forecast"),
        ("Nếu nước lên, nông dân sẽ mất 3 tỷ đồng.", "forecast"),
        ("Đại hội đã họp và cổ đông thông qua việc phát hành 5 triệu cổ phiếu.", "target"),
        ("Các chỉ tiêu được đưa ra là: doanh thu đạt 500 tỷ đồng.", "target"),
        ("Khi dịch vụ sẽ ra mắt thì hãng đã có 3 cửa hàng.", "actual"),
        ("Hãng có 3 cửa hàng tại Huế.", "actual"),
        ("Cổ đông lớn bán cổ phiếu thông qua khớp lệnh, thu về 500 tỷ đồng.", "actual"),
        ("Đại hội thông qua báo cáo tài chính với doanh thu 5.000 tỷ đồng.", "actual"),
        ("Tỉnh hoàn thành vượt mức các chỉ tiêu kế hoạch: thu hút 20 dự án.", "actual"),
        ("Cảnh sát sẽ điều tra vụ cướp 5 tỷ đồng.", "actual"),
        ("Nhiệm vụ trọng tâm: hoàn thành 3.000 căn nhà.", "target"),
        ("Công ty đã công bố kế hoạch: mở 20 cửa hàng trong tỉnh.", "target"),
        ("Các mục tiêu: giữ rừng, phát hiện 30 vụ buôn lậu.", "target"),
        ("Tỉnh sẽ mua xe cứu hỏa hiện đại trị giá 50 tỷ đồng.", "target"),
        ("Tỉnh sẽ mua xe cứu hỏa, hiện có 5 chiếc.", "actual"),
    ],
)
def test_what_is_to_come(text: str, modality: str) -> None:
    facts = tinvan.extract(text, published="2023-06-15")
    figures = [f for f in facts if isinstance(f, (Quantity, Money, Percentage))]
    assert [f.modality for f in figures] == [modality]


def test_what_is_over_is_not_to_come() -> None:
    text = "Thứ năm, 15/6/2023\n\nHãng nói sẽ mở 3 cửa hàng tại Huế."
    document = Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))
    assert document.day is not None
    fact = next(f for f in document.facts if isinstance(f, Quantity))
    figure = figure_of(document, Figures(document, WordReader.load()), fact, None, None)
    assert figure is not None
    over = FactDate(start="2019-01-01", end="2019-12-31", basis="stated", text="năm 2019")
    assert ToCome.load().of(document, figure, over) is None
    assert ToCome.load().of(document, figure, None) == "target"
