"""What is read from one input, as far as it can be read."""

import io
from collections.abc import Iterator

import pytest

from tinvan.document import Source
from tinvan.read.columns import Columns
from tinvan.read.opened import Opened


def test_an_article_is_not_lost_when_what_follows_cannot_be_read() -> None:
    def items() -> Iterator[Source]:
        yield Source(doc_id="a", content="Một.", media="text")
        yield Source(doc_id="b", content="Hai.", media="text")
        raise OSError("the disk is gone")

    opened = Opened(io.BytesIO(), "tin", max_bytes=1000, columns=Columns(), notice=print)
    read = opened.with_left(items())
    assert [next(read).doc_id, next(read).doc_id] == ["a", "b"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(read)
