"""Invented pages of many kinds in the furniture of three site styles, for tests of page kinds."""

from collections.abc import Mapping

TITLES = (
    "Hồ chứa nước sông Lũy đón dòng nước đầu tiên",
    "Chợ phiên vùng cao mở lại sau hai tháng sửa chữa",
    "Hai xã cuối kênh hết cảnh thiếu nước gieo vụ mới",
    "Cầu mới qua suối Nhum thông xe trước mùa lũ",
    "Nông dân Đất Mới thử trồng lúa ít phát thải",
    "Trường vùng biên có thêm mười phòng học kiên cố",
    "Đội bóng huyện vào chung kết giải phong trào",
    "Bệnh viện tỉnh đưa vào dùng máy chụp mới",
    "Tuyến xe buýt về cảng cá chạy thêm buổi tối",
    "Làng nghề đan lát nhận đơn hàng đầu năm",
    "Giá cà phê nhích lên trong phiên đầu tuần",
    "Mưa lớn gây ngập ba tuyến đường ở thị trấn",
)
BODY = (
    "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ chứa nước sông Lũy.",
    "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày, nhờ đoạn kênh mới.",
    "Trưởng ban quản lý Lê Hạ Vy cho biết 85% diện tích của hai xã sẽ có nước để gieo vụ mới.",
    "Ba cửa cống khác sẽ được mở trong tuần tới, khi mực nước trong hồ lên thêm một mét nữa.",
)
TEASERS = (
    "Sau nhiều tuần chờ đợi, người dân ở cuối kênh đã có nước để làm đất và gieo sạ.",
    "Huyện dự kiến chi thêm kinh phí để hoàn thành các hạng mục còn lại trước mùa mưa.",
    "Theo ghi nhận của phóng viên, việc đi lại của bà con đã thuận lợi hơn trước nhiều.",
    "Các hộ tham gia được hỗ trợ giống và kỹ thuật trong suốt vụ, không phải trả trước.",
)
ENGLISH = (
    "The district opened the sluice gate early in the morning, according to the reservoir board.",
    "Water reached the two communes at the end of the canal by noon, a day sooner than planned.",
    "The head of the board said that most of the fields would have water for the new crop.",
    "Three more gates will be opened next week when the level of the lake has risen by a metre.",
)
SECTIONS = ("Thời sự", "Kinh tế", "Giáo dục", "Sức khỏe", "Thể thao", "Văn hóa", "Du lịch", "Xe")
STYLES = ("portal", "blog", "table")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def html(
    body: str,
    *,
    style: str = "portal",
    title: str = "",
    url: str = "",
    metas: Mapping[str, str] | None = None,
    json_ld: str = "",
    lang: str = "vi",
) -> str:
    """Return a page with menus, boxes of other stories and a footer around its body."""
    head = f"<title>{title or 'Đất Mới Online'} - Đất Mới Online</title>"
    head += f'<link rel="canonical" href="{url}">' if url else ""
    head += "".join(f'<meta property="{k}" content="{v}">' for k, v in (metas or {}).items())
    head += f'<script type="application/ld+json">{json_ld}</script>' if json_ld else ""
    return f'<html lang="{lang}"><head>{head}</head><body>{_around(body, style)}</body></html>'


def _around(body: str, style: str) -> str:
    menu = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(SECTIONS))
    others = "".join(f'<li><a href="/x-{i}.htm">{t}</a></li>' for i, t in enumerate(TITLES[6:]))
    imprint = "Tổng biên tập: Trần Vĩnh An. Giấy phép số 12/GP-BTTTT. Liên hệ quảng cáo"
    if style == "table":
        return (
            f"<table><tr><td><ul>{menu}</ul></td></tr><tr><td>{body}</td>"
            f"<td><b>Đọc nhiều</b><ul>{others}</ul></td></tr><tr><td>{imprint}</td></tr></table>"
        )
    if style == "blog":
        return (
            f"<div id='nav'><ul>{menu}</ul></div><div id='content'>{body}</div>"
            f"<div class='sidebar'><h3>Bài mới</h3><ul>{others}</ul></div><div>{imprint}</div>"
        )
    return (
        f"<header><nav><ul>{menu}</ul></nav></header><main>{body}</main>"
        f"<aside class='box-docnhieu'><h3>Đọc nhiều</h3><ul>{others}</ul></aside>"
        f"<footer>{imprint}</footer>"
    )


def article(text: str, *, title: str = TITLES[0], day: str = "17/09/2020 15:32") -> str:
    """Return the body of an article page."""
    return f"<h1>{title}</h1><div class='time'>{day}</div><div class='detail'>{text}</div>"


def stories(count: int, *, teasers: bool = True, stamps: bool = True, first: int = 0) -> str:
    """Return a list of stories as index pages have it."""
    items = []
    for number in range(first, first + count):
        title = TITLES[number % len(TITLES)]
        link = f'<h3><a href="/tin-{number}.htm">{title}</a></h3>'
        stamp = f"<span>{number + 1} giờ trước</span>" if stamps else ""
        teaser = f"<p>{TEASERS[number % len(TEASERS)]}</p>" if teasers else ""
        items.append(f"<div class='item'>{link}{stamp}{teaser}</div>")
    return "<div class='list'>" + "".join(items) + "</div>"


ARTICLES: dict[str, str] = {
    "news": article(paragraphs(*BODY)),
    "two paragraphs": article(paragraphs(*BODY[:2])),
    "one long paragraph": article(paragraphs(" ".join(BODY))),
    "brief of one sentence": article(paragraphs(BODY[0])),
    "video": article(f"<div class='player'><video></video></div>{paragraphs(BODY[0])}"),
    "two-line video": article("<video></video><p>Nước về đến hai xã.</p><p>Video: Hạ Vy</p>"),
    "photos": article("".join(f"<figure><img><figcaption>{t}</figcaption></figure>" for t in BODY)),
    "photos with short captions": article(
        "".join(
            f"<figure><img><figcaption>{t}</figcaption></figure>"
            for t in ("Cửa cống số 1", "Dòng nước đầu tiên", "Nông dân ra đồng từ sớm", "Kênh mới")
        )
    ),
    "live": article(
        "".join(f"<div><b>{8 + i}:15</b><p>{t}</p></div>" for i, t in enumerate(BODY + TEASERS))
    ),
    "magazine": article(
        "".join(f"<section><h2>Chương {i}</h2><p>{t} {t}</p></section>" for i, t in enumerate(BODY))
    ),
    "document": article(
        "<p>ỦY BAN NHÂN DÂN HUYỆN ĐẤT MỚI</p><p>Số: 12/KH-UBND</p><p>KẾ HOẠCH</p>"
        "<p>1. Mở cửa cống số 1 trước ngày 20/9.</p><p>2. Mở cửa cống số 2 sau đó ba ngày.</p>"
        "<p>3. Các xã báo cáo kết quả về huyện trong tuần.</p>"
    ),
    "questions": article(
        f"<p><b>Hỏi: Bao giờ có nước?</b></p><p>Trả lời: {BODY[1]}</p>"
        f"<p><b>Hỏi: Ai được hỗ trợ?</b></p><p>Trả lời: {TEASERS[3]}</p>"
    ),
    "with comments": article(paragraphs(*BODY[:2]))
    + "<div class='comments'>"
    + "".join(f"<p>Bạn đọc {i} 09:2{i} 18/09/2020</p><p>{TEASERS[i]}</p>" for i in range(4))
    + "</div>",
    "with many related stories": article(paragraphs(*BODY[:2])) + stories(12),
    "list in the body": article(
        "<ul>" + "".join(f"<li>{t}</li>" for t in (*BODY, *TEASERS)) + "</ul>"
    ),
    "prices": article(
        f"<p>{BODY[0]}</p><table><tr><th>Loại</th><th>Giá</th></tr>"
        + "".join(f"<tr><td>Gạo {i}</td><td>{i}5.000 đồng</td></tr>" for i in range(1, 9))
        + "</table>"
    ),
    "about an error": article(paragraphs(*BODY), title="Vì sao trang báo lỗi 404 không tìm thấy"),
    "bilingual": article(paragraphs(BODY[0], ENGLISH[0], BODY[1], ENGLISH[1], BODY[2], ENGLISH[2])),
    "behind a login": article(
        paragraphs(*BODY[:2]) + "<div>Vui lòng đăng nhập để đọc tiếp nội dung này</div>"
    ),
}
"""Bodies of pages that hold an article."""

INDEXES: dict[str, tuple[str, str, str]] = {
    "home": ("Đất Mới Online", "https://datmoi.example/", stories(30)),
    "home without teasers": ("Tin mới", "https://datmoi.example", stories(30, teasers=False)),
    "section": (
        "Thời sự", "https://datmoi.example/thoi-su.htm", f"<h1>Thời sự</h1>{stories(20)}",
    ),
    "section without teasers": (
        "Kinh tế", "https://datmoi.example/kinh-te",
        f"<h2>Kinh tế</h2>{stories(20, teasers=False)}",
    ),
    "tag": (
        "Tin tức về hồ chứa nước", "https://datmoi.example/tag/ho-chua-nuoc",
        f"<h1>#hồ chứa nước</h1>{stories(15)}",
    ),
    "topic": (
        "Chủ đề: Mùa nước nổi", "https://datmoi.example/chu-de/mua-nuoc-noi-123",
        f"<h1>Mùa nước nổi</h1><p>{TEASERS[0]}</p>{stories(12)}",
    ),
    "search": (
        "Kết quả tìm kiếm: hồ", "https://datmoi.example/tim-kiem?q=ho",
        f"<h1>Kết quả tìm kiếm</h1><p>Có 120 kết quả với từ khóa “hồ”</p>{stories(20)}",
    ),
    "author": (
        "Tác giả Lê Hạ Vy", "https://datmoi.example/tac-gia/le-ha-vy-12.htm",
        f"<h1>Lê Hạ Vy</h1><p>Phóng viên ban Thời sự của báo từ năm 2015.</p>{stories(20)}",
    ),
    "archive": (
        "Tin ngày 17/09/2020", "https://datmoi.example/tin-theo-ngay/2020-09-17",
        f"<h1>Tin ngày 17/09/2020</h1>{stories(40, teasers=False)}",
    ),
    "page two": (
        "Thể thao - Trang 2", "https://datmoi.example/the-thao/trang-2.htm",
        f"<h1>Thể thao</h1>{stories(20, first=5)}",
    ),
    "section with undated items": (
        "Giáo dục", "https://datmoi.example/giao-duc/",
        f"<h1>Giáo dục</h1>{stories(18, stamps=False)}",
    ),
    "rows of a portal": (
        "Tin trong huyện", "",
        "<table>" + "".join(
            f"<tr><td><img src='{n}.jpg'></td><td><a href='/tin{n}.aspx'><b>{title}</b></a> "
            f"<i>(1{n}/09/2020)</i><br>{TEASERS[n % len(TEASERS)]}<br><a>Chi tiết...</a></td></tr>"
            for n, title in enumerate(TITLES[:8])
        ) + "</table>",
    ),
    "notices with their days in front": (
        "Thông báo", "",
        "<h2>Thông báo</h2><ul>" + "".join(
            f"<li><span>1{n}/09/2020</span> <a href='/{n}'>{title}</a></li>"
            for n, title in enumerate(TITLES[:8])
        ) + "</ul>",
    ),
    "short section": ("Xe", "https://datmoi.example/xe", f"<h1>Xe</h1>{stories(6)}"),
}  # fmt: skip
"""Title, address and body of pages that list stories."""

ERRORS: dict[str, tuple[str, str]] = {
    "404": ("404 - Không tìm thấy trang", "<h1>404</h1><p>Không tìm thấy trang bạn yêu cầu.</p>"),
    "soft 404": (
        "Đất Mới Online",
        "<h2>Xin lỗi, trang bạn tìm không tồn tại!</h2><a href='/'>Về trang chủ</a>",
    ),
    "removed": ("Thông báo", "<p>Bài viết không tồn tại hoặc đã bị xóa.</p>"),
    "login": ("Đăng nhập", "<h1>Đăng nhập</h1><p>Vui lòng đăng nhập để xem nội dung này.</p>"),
    "forbidden": ("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx"),
    "gateway": ("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
    "robot": ("Just a moment...", "<h1>Checking your browser before accessing the site.</h1>"),
    "maintenance": ("Bảo trì", "<h1>Hệ thống đang bảo trì</h1><p>Mời bạn quay lại sau.</p>"),
    "404 with stories": ("Lỗi 404", f"<h1>Trang không tồn tại</h1>{stories(6, teasers=False)}"),
}
"""Title and body of pages that stand in for an article."""

COMMENTS = "".join(
    f"<div><b>{name}</b> <span>09:2{i} 18/09/2020</span><p>{text}</p>"
    f"<a>Thích {i}</a> <a>Trả lời</a></div>"
    for i, (name, text) in enumerate(
        zip(("tudo", "Hoài", "Bạn Mới", "vila", "An"), (*TEASERS, BODY[0]), strict=True)
    )
)
