"""The work of assembling facts grows with the text, and not faster."""

import sys
from types import FrameType

import pytest

from tinvan.assemble import Assemble
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline, rule_stages

FIGURES = "Tỉnh Hà Nam và Sở Y tế Hà Nam tăng {n},5% so với năm 2019."
TITLES = "Giám đốc nói với Phó Giám đốc Sở Y tế, Bộ trưởng, Tổng thống Nga và Chủ tịch tỉnh Hà Nam."
HOLDERS = "Ông Trần Văn {name}, Giám đốc, nói. Công ty Cổ phần Sao {name} họp."
SIZES = (40, 160)


class Calls:
    """Counts the calls of functions while it is entered: the same in every run."""

    count = 0

    def __enter__(self) -> "Calls":
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _see(self, _frame: FrameType, event: str, _arg: object) -> None:
        self.count += event.endswith("call")


def document(sentence: str, times: int) -> Document:
    """Return an article of one paragraph, read up to its names."""
    names = (chr(65 + n % 26) + chr(97 + n // 26) for n in range(times))
    content = " ".join(sentence.format(n=n % 90 + 1, name=name) for n, name in enumerate(names))
    source = Source(doc_id="t", content=content, metadata=Metadata(published="2020-06-01"))
    return Pipeline(rule_stages()[:-1])(source)


@pytest.mark.parametrize("sentence", [FIGURES, TITLES, HOLDERS])
def test_four_times_the_text_is_little_more_than_four_times_the_work(sentence: str) -> None:
    assemble = Assemble()
    work = []
    for times in SIZES:
        article = document(sentence, times)
        assemble(article)  # what is remembered of words is remembered now
        with Calls() as calls:
            assemble(article)
        work.append(calls.count)
    assert work[1] < 5 * work[0], work
