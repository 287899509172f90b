"""What a proposal makes of its figures: what is proposed is a target, what is so stays actual."""

import pytest

import tinvan
from tinvan.facts import Money, Percentage, Quantity


def modalities(text: str) -> list[str]:
    """Return the modality of each figure of a text."""
    facts = tinvan.extract(text, published="2023-06-15")
    return [fact.modality for fact in facts if isinstance(fact, (Money, Percentage, Quantity))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bộ đề xuất nâng mức phạt từ 2 triệu đồng lên 5 triệu đồng.", ["actual", "target"]),
        ("Sở kiến nghị nâng tỷ lệ hỗ trợ từ 30% lên 50%.", ["actual", "target"]),
        ("Nếu được thông qua, mức phạt sẽ tăng lên 5 triệu đồng.", ["target"]),
        ("Nếu được duyệt, mức thuế tăng từ 8% lên 10%.", ["actual", "target"]),
        ("Kiến nghị giảm thuế từ 6% về 2%.", ["actual", "target"]),
        ("Nếu quy định được thông qua, sẽ có 49% doanh nghiệp hưởng lợi.", ["forecast"]),
        ("Theo đề xuất, giá vé từ 15.000 đồng lên 20.000 đồng.", ["actual", "target"]),
        ("Theo dự thảo, mức phạt tăng từ 2 triệu đồng lên 5 triệu đồng.", ["actual", "target"]),
        ("Bộ đề xuất hỗ trợ người nhặt rác 2 triệu đồng.", ["target"]),
        ("Huyện đặt mục tiêu nâng tỷ lệ từ 60% lên 75%.", ["actual", "target"]),
        ("Ông Minh đăng ký mua 2 triệu cổ phiếu.", ["target"]),
        ("Bà Hoa đăng ký bán toàn bộ 1,2 triệu cổ phiếu.", ["target"]),
    ],
)
def test_what_is_proposed_is_still_to_come(text: str, found: list[str]) -> None:
    assert modalities(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch đề nghị làm rõ vì sao có 12 dự án chậm.",
        "Bộ đề xuất tăng lương vì giá đã tăng 5%.",
        "Hội đề nghị khen thưởng 25 cá nhân.",
        "Có 300 thí sinh đăng ký thi.",
        "Dự thảo báo cáo cho thấy mức chi tăng lên 5 triệu đồng.",
        "Ông Minh mua 2 triệu cổ phiếu.",
    ],
)
def test_what_is_so_beside_a_proposal(text: str) -> None:
    assert modalities(text) == ["actual"]
