"""Figures in a list, each of the thing that stands at its place in another list."""

import pytest

import tinvan
from tinvan.assemble.respective import Respective
from tinvan.document import Source
from tinvan.facts import Percentage, Ranking
from tinvan.pipeline import Pipeline, rule_stages


@pytest.mark.parametrize(
    ("text", "slot", "found"),
    [
        (
            "Hãng đạt doanh thu 1.250 tỷ đồng và lợi nhuận 85 tỷ đồng, lần lượt tăng 12% và 8%.",
            "indicator",
            ["doanh thu", "lợi nhuận"],
        ),
        (
            "Doanh thu và lợi nhuận của hãng này lần lượt tăng 5% và 3%.",
            "indicator",
            ["Doanh thu", "lợi nhuận"],
        ),
        (
            "Alfa và Beta là hai hãng bán nhiều xe nhất, chiếm lần lượt 29% và 14,4% số xe.",
            "subject",
            ["Alfa", "Beta"],
        ),
        (
            "So với năm trước, Alfa, Beta và Gamma có mức tăng lần lượt là 12%, 21% và gần 9%.",
            "subject",
            ["Alfa", "Beta", "Gamma"],
        ),
        ("Nikkei 225 và Hang Seng tăng 1% và 2%.", "subject", ["Nikkei 225", "Hang Seng"]),
        (
            "Công ty Alfa và Ngân hàng Á Châu có lãi lần lượt tăng 12% và 8%.",
            "subject",
            ["Công ty Alfa", "Ngân hàng Á Châu"],
        ),
        (
            "Tại Hà Nội và Đà Nẵng, giá nhà lần lượt tăng 5% và 3%.",
            "subject",
            ["Hà Nội", "Đà Nẵng"],
        ),
        (
            "Ông Trần Văn Mẫu và bà Lê Thị Mận nắm lần lượt 5% và 3% vốn.",
            "subject",
            ["Trần Văn Mẫu", "Lê Thị Mận"],
        ),
        (
            "Tỷ lệ nam và nữ lần lượt là 49% và 51%.",
            "indicator",
            ["Tỷ lệ nam", "Tỷ lệ nữ"],
        ),
        (
            "Doanh thu và lợi nhuận quý 1 lần lượt tăng 5% và 3%.",
            "indicator",
            ["Doanh thu", "lợi nhuận"],
        ),
    ],
)
def test_each_thing_of_a_list_has_its_own_figure(text: str, slot: str, found: list[str]) -> None:
    shares = [f for f in tinvan.extract(text) if isinstance(f, Percentage)]
    assert [getattr(share, slot) for share in shares] == found


@pytest.mark.parametrize(
    "text",
    [
        "Alfa và Beta cùng tăng giá, còn 29% và 14,4% số xe bị lỗi.",
        "Alfa, Beta và Gamma chiếm lần lượt 29% và 14% số xe.",
        "Theo Alfa và Beta, giá dầu tăng 29% và 14%.",
        "Quý 1 và Quý 2, doanh thu lần lượt tăng 29% và 14%.",
    ],
)
def test_a_list_of_another_length_or_farther_off_shares_nothing_out(text: str) -> None:
    document = Pipeline(rule_stages())(Source(doc_id="t", content=text))
    respective = Respective.load()
    shares = [value for value in document.values if value.kind == "percentage"]
    assert len(shares) == 2
    assert all(respective.of(document, document.sentences[0], share) == {} for share in shares)


def test_ranks_belong_to_the_names_before_them() -> None:
    text = "Alfa và Beta xếp thứ 4 và thứ 5 về doanh số tại Đức."
    ranks = [f for f in tinvan.extract(text) if isinstance(f, Ranking)]
    assert [(rank.rank, rank.subject) for rank in ranks] == [(4, "Alfa"), (5, "Beta")]
