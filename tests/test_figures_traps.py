"""Numbers that are neither percentages nor ranks."""

import pytest

from tests.figures import figures


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh có 310 thủ tục mức độ 2,312 dịch vụ công mức độ 3.",
        "Dịch vụ công mức độ 3,4 được mở rộng.",
        "Sở có 640 thủ tục mức 3 và 211 mức 4.",
        "Có 9 bộ, ngành dùng bộ chỉ số này.",
        "Hệ thống nối với 27/30 ngân hàng.",
        "Cả nước có 3.120 dịch vụ công/5.204 thủ tục.",
        "Ngày 1/2, công trường chiếm 1/2 lòng đường.",
        "Phụ nữ 8/3 được giảm giá vé.",
        "Trạm trực 24/24 và 7/7.",
        "Quỹ chi 1.196 suất quà, 15.000 tỷ đồng/năm.",
        "Sáng 23.11, hội nghị bế mạc.",
        "Nghị quyết số 23 và Quyết định 512/QĐ-TTg có hiệu lực.",
        "Kế hoạch cho 2021-2025 và 2025-2030 đã xong.",
        "Đội chủ nhà thắng 2-1 trước U23 Lào.",
        "Phiên bản 4.0 dùng mạng 5G theo ISO 9001:2015.",
        "Kỳ họp thứ 8 khai mạc sáng thứ ba.",
        "Hội thảo lần thứ 15 diễn ra chiều thứ 5.",
        "Thứ hai, cần bớt giấy tờ; thứ ba, cần thêm máy tính.",
        "Ông Mai Tiến Khôi sống ở tổ 8, Quận 1.",
        "Gọi 0236.3881.888 để báo xe biển số 14A-130.",
        "Hơn một năm qua có vài trăm ca Covid-19.",
        "Con thứ hai của ông đang học lớp 3.",
        "Cầu thang có 32 bậc bằng đá.",
        "Khách sạn hạng 3 sao mở cửa lại.",
        "Đà Nẵng cao nhất cả nước về chuyển đổi số.",
        "Bảng xếp hạng Top 500 doanh nghiệp lớn nhất Việt Nam vừa ra mắt.",
        "Huế dẫn đầu về chính quyền số.",
        "Bài 3: Giữ rừng cho mai sau.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "anchor", "rank"),
    [
        ("Việt Nam đứng thứ ba về hồ tiêu.", "thứ ba", 3),
        ("Việt Nam xếp thứ 5 về hồ tiêu.", "thứ 5", 5),
        ("Việt Nam xếp hạng 6/11 Đông Nam Á.", "6/11", 6),
        ("Tỉ lệ số hóa của Huế cao nhất cả nước với 95%.", "95%", None),
    ],
)
def test_the_tempting_figure_beside(text: str, anchor: str, rank: int | None) -> None:
    assert [(f.anchor.text, getattr(f, "rank", None)) for f in figures(text)] == [(anchor, rank)]
