"""Whether a percentage is so, aimed at, foreseen or denied."""

from tests.figures import Case, case, check, fact, stated, table
from tinvan.facts import Percentage


@table(
    case(
        "a goal",
        "Đồng Nai phấn đấu đến năm 2025 có 80% hộ dân dùng nước máy.",
        fact("80%", modality="target", indicator="hộ dân dùng nước máy", subject="Đồng Nai"),
    ),
    case(
        "a requirement",
        "Bộ Y tế yêu cầu tỉ lệ tiêm chủng phải đạt tối thiểu 95%.",
        fact("95%", modality="target", comparator=">="),
    ),
    case(
        "goals in a row",
        "Huyện đặt mục tiêu 95% hồ sơ được số hóa; 80% người dân có tài khoản ngân hàng.",
        fact("95%", modality="target"),
        fact("80%", modality="target"),
    ),
    case(
        "a goal reached",
        "Bắc Kạn đã hoàn thành mục tiêu khi tỉ lệ xã có điện đạt 98%.",
        fact("98%", modality="actual"),
    ),
    case(
        "a plan, then what is so",
        "Kế hoạch đặt ra là nâng tỉ lệ lên 60%, hiện nay mới đạt 35%.",
        fact("60%", modality="target"),
        fact("35%", modality="actual"),
    ),
    case(
        "a forecast",
        "Ngân hàng Thế giới dự báo GDP của Việt Nam tăng 6,3% trong năm 2024.",
        fact("6,3%", modality="forecast", subject="Việt Nam", measure="increase"),
    ),
    case(
        "a goal by its year alone",
        "Đến năm 2025 có 90% xã đạt chuẩn.",
        fact("90%", modality="target", date=stated("năm 2025", "2025-01-01", "2025-12-31")),
    ),
    case(
        "a goal by a year behind it",
        "Bến Tre có 90% xã đạt chuẩn vào năm 2025.",
        fact("90%", modality="target"),
    ),
    case(
        "a plan by its year",
        "Kế hoạch năm 2023 tăng 6%.",
        fact("6%", modality="target", measure="increase"),
    ),
    case(
        "a plan as far as it was reached",
        "Kế hoạch năm 2023 đã đạt 60%.",
        fact("60%", modality="actual"),
    ),
    case(
        "a year by which something is foreseen",
        "Ước đến năm 2025 có 20% dân số trên 60 tuổi, đến năm 2035 sẽ là 27%.",
        fact("20%", modality="forecast"),
        fact("27%", modality="forecast"),
    ),
    case(
        "a future without a cue",
        "Từ tháng 9/2023, học phí tăng 10%.",
        fact("10%", modality="forecast"),
    ),
    case(
        "a possible rise",
        "Giá điện có thể tăng thêm 3%.",
        fact("3%", modality="forecast"),
    ),
    case(
        "what was expected and is so",
        "Doanh thu tăng 7%, trong khi giới phân tích dự báo 5%.",
        fact("7%", modality="actual"),
        fact("5%", modality="forecast"),
    ),
    case(
        "denied outright",
        "Bộ Tài chính bác bỏ thông tin thuế xăng tăng 20%.",
        fact("20%", modality="denied"),
    ),
    case(
        "not this but that",
        "Tỉ lệ đỗ không phải là 50% mà là 65%.",
        fact("50%", modality="denied"),
        fact("65%", modality="actual"),
        known_failure="'mà' does not end what is denied",
    ),
)
def test_modality(row: Case) -> None:
    check(row, Percentage)
