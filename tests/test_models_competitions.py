"""The competitions and tables that an article names, by which its ranks are counted."""

import pytest

import tinvan
from tinvan.document import Document, Source
from tinvan.facts import Ranking
from tinvan.models.competitions import Competitions
from tinvan.pipeline import Pipeline, rule_stages
from tinvan.ruleset import load_word_lists

LISTED = load_word_lists("lexicons/competitions")


def read(text: str) -> Document:
    return Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))


def named(text: str) -> list[tuple[str, str]]:
    """Return the competitions that a text names, as seen from a sentence without any."""
    document = read(f"Mở đầu.\n\n{text}\n\nĐội này đứng thứ 5.")
    last = document.sentences[-1]
    return [(name, kind) for name, kind, _ in Competitions(document).around(last)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Họ đá ở La Liga mùa này.", [("La Liga", "league")]),
        ("Tại giải Ngoại hạng Anh 2016-17, họ thắng.", [("Ngoại hạng Anh 2016-17", "league")]),
        ("Họ dự VCK U20 World Cup 2017.", [("U20 World Cup 2017", "cup")]),
        ("Cô leo lên trên bảng xếp hạng WTA.", [("WTA", "tour")]),
        (
            "Giải bóng đá nữ Hoa Sen mở rộng đã bế mạc.",
            [("Giải bóng đá nữ Hoa Sen mở rộng", "whole")],
        ),
        ("Theo bảng xếp hạng Sao Mai Index, tỉnh tiến bộ.", [("Sao Mai Index", "table")]),
        ("Đây là danh sách những cây cầu dài nhất.", [("cây cầu dài nhất", "most")]),
        ("Họ lại vô địch World Cup nữa.", [("World Cup", "cup")]),
        ("Đội thắng ở UEFA Champions League.", [("UEFA Champions League", "cup")]),
        ("Họ dự giải nữ Premier League.", [("giải nữ Premier League", "league")]),
        ("Theo Chỉ số Năng lực Cạnh tranh, tỉnh khá.", [("Năng lực Cạnh tranh", "table")]),
        ("Em dự giải Marathon Quốc tế 2023.", [("giải Marathon Quốc tế 2023", "whole")]),
        ("Đó là những tỉnh có mức sống cao nhất.", [("tỉnh có mức sống cao nhất", "most")]),
        ("Giải Sao Mai 20225 lạ.", [("Giải Sao Mai", "whole")]),
        ("Vận động viên cầu lông bật nhảy.", []),
        ("Những học sinh có ít nhất 2 môn được dự.", []),
        ("Những đại biểu đã thống nhất cao.", []),
        ("Em đạt giải Nhất, bạn đạt giải Ba.", []),
        ("Xe giá 30.000 Euro, có 120 F1 cách ly.", []),
    ],
)
def test_competitions_and_tables_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("noun", ["", "giải "])
@pytest.mark.parametrize("kind", ["league", "cup", "tour"])
def test_every_listed_competition_is_found_whole(kind: str, noun: str) -> None:
    for name in LISTED[kind]:
        if noun and not name[0].isupper():
            continue  # "giải hạng Nhất quốc gia": the noun is part of it
        assert (name, kind) in named(f"Họ dự {noun}{name}."), name


def test_a_competition_of_the_sentence_itself_is_no_further_candidate() -> None:
    document = read("Họ dự La Liga.\n\nĐội đứng thứ 5 La Liga, thứ 9 Serie A.")
    assert Competitions(document).around(document.sentences[-1]) == ()


def test_of_many_competitions_those_told_most_are_kept() -> None:
    names = [f"Giải Sao {chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(60)]
    kept = dict(named(". ".join([*names, names[-1]])))
    assert len(kept) == 40
    assert names[-1] in kept
    assert names[-2] not in kept


def test_a_rank_is_by_the_league_that_the_story_is_about() -> None:
    text = (
        "Vòng đấu đầu năm\n\nLa Liga tuần này có 10 trận. Alonzo ghi hai bàn cho đội "
        "nhà trước khi rời sân. Khán giả reo hò. Trời mưa nhẹ. Cầu thủ chào sân.\n\n"
        "Sau trận thắng, Real Madrid đứng thứ 3 với 40 điểm."
    )
    ranks = [f for f in tinvan.extract(text, published="2023-02-01") if isinstance(f, Ranking)]
    assert [f.index for f in ranks] == ["La Liga"]


def test_what_tells_how_near_and_how_often_a_competition_is_named() -> None:
    document = read("Họ dự La Liga.\n\nSau La Liga là Bundesliga. Trời mưa.\n\nĐội đứng thứ 5.")
    told = {n: fs for n, _, fs in Competitions(document).around(document.sentences[-1])}
    assert {"named|2", "named|last=0", "named|most=1", "named|league|often=2"} <= {*told["La Liga"]}
    assert {"named|2", "named|last=1", "named|most=0"} <= {*told["Bundesliga"]}


def test_a_name_without_end_is_read_in_time() -> None:
    """A pattern that starts anew at every word would take half a minute."""
    assert len(named("Giải " * 16_000 + "20225.")) == 1
