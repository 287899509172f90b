"""What the clause of a percentage leaves out or points back at; who states it."""

from tests.figures import Case, case, check, fact, table
from tinvan.facts import Percentage


@table(
    case(
        "a country",
        "Philippines khuyến khích trồng lúa. Quốc gia này có tỉ lệ tự túc gạo 81%.",
        fact("81%", indicator="tỉ lệ tự túc gạo", subject="Philippines"),
    ),
    case(
        "a country behind of",
        "Philippines khuyến khích trồng lúa. Tỉ lệ tự túc gạo của quốc gia này là 81%.",
        fact("81%", indicator="Tỉ lệ tự túc gạo", subject="Philippines"),
        known_failure="an owner that points back keeps its noun: quốc gia",
    ),
    case(
        "a country that does something",
        "Philippines khuyến khích trồng lúa. Nước này dành 14% ngân sách cho nông nghiệp.",
        fact("14%", subject="Philippines"),
        known_failure="an actor that points back keeps its noun: Nước",
    ),
    case(
        "a bank",
        "Ngân hàng Quân đội họp cổ đông. Ngân hàng này có tỉ lệ nợ xấu là 1,2%.",
        fact("1,2%", indicator="tỉ lệ nợ xấu", subject="Ngân hàng Quân đội"),
    ),
    case(
        "a school",
        "Trường Đại học Cần Thơ vừa họp báo. Tỉ lệ sinh viên ra trường có việc làm của nhà "
        "trường đạt 93%.",
        fact("93%", subject="Trường Đại học Cần Thơ"),
    ),
    case(
        "a figure",
        "Tỉ lệ hộ nghèo của Điện Biên là 26%. Con số này giảm 4 điểm phần trăm.",
        fact("26%"),
        fact("4 điểm phần trăm", indicator="Tỉ lệ hộ nghèo", subject="Điện Biên"),
    ),
    case(
        "a figure of somebody else",
        "Năm 2022, Lào tăng trưởng 4,4%. Con số này của Campuchia là 5,2%.",
        fact("4,4%", subject="Lào"),
        fact("5,2%", indicator="tăng trưởng", subject="Campuchia", measure="increase"),
        known_failure="an anaphor with an owner is taken as the thing measured: Con số",
    ),
)
def test_what_points_back(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "the owner",
        "Đắk Nông đẩy mạnh trồng rừng. Tỉ lệ che phủ rừng đạt 40%.",
        fact("40%", indicator="Tỉ lệ che phủ rừng", subject="Đắk Nông"),
    ),
    case(
        "owner and thing of a change",
        "Doanh thu của Vinamilk đạt 15.000 tỷ đồng, tăng 5,1%.",
        fact("5,1%", indicator="Doanh thu", subject="Vinamilk", measure="increase"),
    ),
    case(
        "owner and thing of a share",
        "Năm 2022, doanh thu của Vinamilk đạt 15.000 tỷ đồng, chiếm 40% thị trường sữa.",
        fact("40%", indicator="doanh thu", subject="Vinamilk", of="thị trường sữa"),
    ),
    case(
        "the owner in a sentence longer than its evidence",
        "Doanh thu của Vinamilk tăng 12%, của TH tăng 5%" + ", nhờ dạy tốt" * 130 + " (giảm 3%).",
        fact("12%", subject="Vinamilk"),
        fact("5%", subject="TH"),
        fact("3%", subject="TH"),
    ),
    case(
        "a place told behind it only",
        "Sản lượng tăng 12%.\n\nNhà vườn phấn khởi.\n\nBến Tre trúng mùa dừa.",
        fact("12%", indicator="Sản lượng", subject=None),
    ),
    case(
        "a place told in the title",
        "Bến Tre trúng mùa dừa\n\nNhà vườn phấn khởi sau vụ thu hoạch.\n\n"
        "Giá cả ổn định quanh năm.\n\nSản lượng tăng 12%.",
        fact("12%", indicator="Sản lượng", subject="Bến Tre"),
    ),
)
def test_what_is_left_out(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "a body",
        "Theo số liệu của Cục Thống kê Bến Tre, tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", attribution="Cục Thống kê Bến Tre"),
    ),
    case(
        "a body that publishes",
        "Ngân hàng Nhà nước công bố tín dụng tăng 5,1%.",
        fact("5,1%", indicator="tín dụng", attribution="Ngân hàng Nhà nước"),
    ),
    case(
        "a person, post behind a comma",
        "Theo ông Đỗ Văn Khải, Giám đốc Sở Y tế Bến Tre, tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", indicator="tỉ lệ tiêm chủng", attribution="ông Đỗ Văn Khải"),
    ),
    case(
        "a person, post in brackets",
        "Theo bà Đỗ Thị Mai (Phó giám đốc Sở Y tế Bến Tre), tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", indicator="tỉ lệ tiêm chủng", attribution="bà Đỗ Thị Mai"),
    ),
    case(
        "a speaker behind a quotation",
        '"Tỉ lệ tiêm chủng đã đạt 95%", bà Đỗ Thị Mai cho biết.',
        fact("95%", indicator="Tỉ lệ tiêm chủng", attribution="bà Đỗ Thị Mai"),
    ),
    case(
        "a bare verb of speech",
        '"Tỉ lệ tiêm chủng đã đạt 95%", bà Đỗ Thị Mai nói.',
        fact("95%", attribution="bà Đỗ Thị Mai"),
    ),
    case(
        "nobody",
        "Tỉ lệ tiêm chủng của Bến Tre đạt 95%.",
        fact("95%", attribution=None),
    ),
    case(
        "a body within a longer phrase",
        "Theo báo cáo thường niên về dân số của Liên Hợp Quốc, tỉ lệ biết chữ đạt 95%.",
        fact("95%", attribution="Liên Hợp Quốc"),
    ),
    case(
        "a body whose name has a verb of reporting in it",
        "Bộ Thông tin và Truyền thông cho biết tỉ lệ phủ sóng đạt 95%.",
        fact("95%", attribution="Bộ Thông tin và Truyền thông"),
    ),
    case(
        "a person with the post before the name",
        "Thứ trưởng Bộ Y tế Đỗ Văn Khải nêu rõ tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", attribution="Thứ trưởng Bộ Y tế Đỗ Văn Khải"),
    ),
    case(
        "a post without a name is nobody",
        "Theo Phó Chủ tịch UBND tỉnh, tỉ lệ tiêm chủng của Bến Tre đạt 95%.",
        fact("95%", attribution=None),
    ),
    case(
        "who goes on speaking in the paragraph",
        "Bà Đỗ Thị Mai cho biết dịch đã lắng. Tỉ lệ tiêm chủng đạt 95%.\n\n"
        "Bến Tre có 70% xã đạt chuẩn.",
        fact("95%", attribution="Bà Đỗ Thị Mai"),
        fact("70%", attribution=None),
    ),
    case(
        "who goes on with the matter in a new paragraph",
        "Theo Cục Thống kê Bến Tre, kinh tế đã hồi phục.\n\nTrong đó, công nghiệp tăng 9%.",
        fact("9%", attribution="Cục Thống kê Bến Tre"),
    ),
    case(
        "a quotation that runs on",
        "“Chúng tôi đã tiêm cho 95% người già. Ai cũng mừng”, bà Mai nói.",
        fact("95%", attribution="bà Mai"),
    ),
    case(
        "who comes behind another source is not it",
        "Theo nhiều nguồn tin, Vinamilk sẽ cắt giảm 20% sản lượng.",
        fact("20%", attribution=None),
    ),
    case(
        "a body with a figure of its own before the verb",
        "Vinamilk góp 30% vốn vào liên doanh này, và bán hàng qua đại lý mà báo chí nhắc tên.",
        fact("30%", attribution=None),
    ),
    case(
        "a source in several words",
        "Theo kiểm tra, đo lường và công bố của Bộ Y tế, tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", attribution="Bộ Y tế"),
    ),
    case(
        "a plan is nobody",
        "Theo dự báo, giá điện tăng 3%.",
        fact("3%", indicator="giá điện", attribution=None, modality="forecast"),
    ),
)
def test_who_states_it(row: Case) -> None:
    check(row, Percentage)
