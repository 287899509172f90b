"""`tinvan agency`."""

import json

from click.testing import CliRunner, Result

from tinvan.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["agency", *arguments])


def test_it_prints_what_a_name_meant_on_a_day() -> None:
    result = run("Bộ TT-TT", "--on", "2024-10-25")
    assert result.exit_code == 0
    assert result.output.splitlines()[:6] == [
        "Bộ Thông tin và Truyền thông",
        "  id          vn.bo-thong-tin-va-truyen-thong",
        "  kind        government, central",
        "  parent      Chính phủ",
        "  valid       from 2007-08 to 2025-02-28",
        "  ended       merged",
    ]
    assert "  successor   Bộ Khoa học và Công nghệ" in result.output


def test_it_says_what_stood_where_the_body_did_not() -> None:
    result = run("Sở TT&TT Đà Nẵng", "--on", "2025-08-01")
    assert result.exit_code == 0
    assert (
        "  2025-08-01  not valid; there was Sở Khoa học và Công nghệ Thành phố Đà Nẵng"
        in result.output
    )


def test_it_says_that_nobody_knows_whether_a_body_stood() -> None:
    result = run("Tổng cục Thủy lợi", "--on", "2016-05-01")
    assert "  2016-05-01  not known whether it stood then" in result.output.splitlines()


def test_it_prints_json() -> None:
    answer = json.loads(run("UBND TP.HCM", "--on", "2026-01-01", "--json").output)
    assert answer["name"] == "Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert (answer["kind"], answer["level"], answer["valid"]) == ("government", "province", True)
    assert answer["id"] == "vn.ho-chi-minh.uy-ban-nhan-dan"


def test_it_says_where_nothing_is_verified() -> None:
    assert "(not verified)" in run("Tổng cục Thủy lợi").output
    assert "read by the grammar of names" in run("Chi cục Thú y tỉnh Nghệ An").output


def test_a_name_that_is_not_known_ends_with_names_near_it() -> None:
    result = run("Bộ Tài nguyên và Môi trườn")
    assert result.exit_code == 1
    assert "Bộ Tài nguyên và Môi trường" in result.stderr


def test_a_day_that_is_none_is_refused() -> None:
    result = run("Bộ Y tế", "--on", "hôm qua")
    assert result.exit_code == 2
    assert "Write it as 2020-09-17" in result.stderr


def test_a_club_that_has_no_entry_of_its_own_is_told_by_its_name() -> None:
    result = run("Athletic Bilbao")
    assert result.exit_code == 0
    assert result.stdout.startswith("Athletic Bilbao")
