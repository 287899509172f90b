"""Articles invented for the tests of what is done with facts, and a run over them."""

import json
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from tinvan.cli import main

FORMULA = "=HYPERLINK(“x”)"
ARTICLES: tuple[Mapping[str, str], ...] = (
    {
        "id": "bao-a/1",
        "url": "https://bao-a.example/1",
        "published": "2020-09-17",
        "title": "Tỉnh Quảng Ninh đẩy nhanh số hóa hồ sơ",
        "text": (
            "Sáng 17-9, ông Trần Quốc Ân, Giám đốc Sở Thông tin và Truyền thông tỉnh Quảng Ninh, "
            "cho biết tỉ lệ hồ sơ trực tuyến của tỉnh Quảng Ninh đạt 52,5%.\n\n"
            "Năm 2019, Quảng Ninh xếp thứ 3/63 tỉnh, thành phố về chỉ số cải cách hành chính. "
            "Tỉnh đã chi hơn 300 tỷ đồng cho 1.200 dịch vụ công trực tuyến theo Quyết định số "
            "766/QĐ-TTg.\n\n"
            f"{FORMULA} là 86% hồ sơ của huyện Vân Đồn."
        ),
    },
    {
        "id": "bao-b/7",
        "url": "https://bao-b.example/7",
        "published": "2020-09-18",
        "title": "Quảng Ninh và cải cách hành chính",
        "text": (
            "Ông Trần Quốc Ân, Giám đốc Sở Thông tin và Truyền thông tỉnh Quảng Ninh, nói "
            "rằng thành tích chưa bền.\n\n"
            "Theo xếp hạng của năm 2019, Quảng Ninh đứng thứ 4/63 về chỉ số cải cách hành chính."
        ),
    },
)


def tinvan(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def run_over(folder: Path, articles: tuple[Mapping[str, str], ...] = ARTICLES) -> Path:
    """Extract the facts of articles, and return the folder of the run."""
    given = folder / "news.jsonl"
    lines = (json.dumps(article, ensure_ascii=False) for article in articles)
    given.write_text("\n".join(lines), encoding="utf-8")
    result = tinvan("extract", given, "--out", folder / "run", "-q")
    assert result.exit_code == 0, result.output
    return folder / "run"
