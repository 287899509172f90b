"""Examples for OpenAPI, all of them invented."""

import json
from pathlib import Path
from typing import Any

TEXT = """Lào Cai đứng thứ 5 cả nước về cải cách hành chính

Ngày 17/9/2020, ông Trần Văn Mẫu, Phó Chủ tịch UBND tỉnh Lào Cai, cho biết tỉ lệ hồ sơ trực tuyến \
của tỉnh đạt 52,5%, xếp thứ 5/63 tỉnh, thành phố.
"""
PAGE = """<!DOCTYPE html>
<html lang="vi"><head><title>Kim ngạch xuất khẩu của tỉnh tăng</title></head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>Kim ngạch xuất khẩu của tỉnh tăng</h1>
<p>Kim ngạch xuất khẩu của tỉnh Lào Cai đạt 2,5 tỷ đồng, tăng 5,2% so với năm 2019.</p>
</article></body></html>
"""
ARTICLE: dict[str, Any] = {
    "id": "bai-1",
    "url": "https://bao.example/bai-1",
    "published": "2020-09-17",
    "title": "Kim ngạch xuất khẩu của tỉnh tăng",
    "text": "Kim ngạch xuất khẩu của tỉnh Lào Cai đạt 2,5 tỷ đồng, tăng 5,2% so với năm 2019.",
}
QUESTION: dict[str, Any] = {"text": "Thu 2,5 tỷ đồng hôm qua", "day": "2020-09-17"}
ROWS = {"Article": ARTICLE, "Question": QUESTION}
LINES = {
    "Article": (
        '{"id": "bai-1", "published": "2020-09-17", "text": "Tỉ lệ hồ sơ trực tuyến đạt 52,5%."}',
        '{"id": "bai-2", "published": "2020-09-18", "text": "Tỉnh xếp thứ 5/63 về PCI."}',
    ),
    "Question": (
        '{"text": "Thu 2,5 tỷ đồng hôm qua", "day": "2020-09-17"}',
        '{"text": "Xếp thứ 5/63"}',
    ),
}
NAME = {"name": "Bộ TT-TT", "on": "2024-10-25"}
# What `/extract` and `/clean` answer to ARTICLE, `/values` to QUESTION, `/agency` to NAME: written
# by `python -m bench.serve_docs`.
ANSWERS: dict[str, Any] = json.loads(
    Path(__file__).with_name("answers.json").read_text(encoding="utf-8")
)
