"""Folders, patterns, links, pipes and what else may stand in a folder."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import tinvan.read.folders
from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

Put = Callable[..., None]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Return a function that puts files into the current folder, which is empty."""
    monkeypatch.chdir(tmp_path)

    def write(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("Sở Y tế họp.", encoding="utf-8")

    return write


def read(*paths: str) -> tuple[list[str], list[str]]:
    """Return the ids of the articles at some paths, and what was left out."""
    inputs = Inputs(paths)
    items = list(inputs)
    assert all(isinstance(item, Source) for item in items)
    return [item.doc_id for item in items], inputs.notices


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("./*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[b-c].txt", ["b.txt"]),
        ("x/*", ["y.txt", "z/e.txt"]),
        ("x/*.txt", ["y.txt"]),
        ("**.txt", ["a.txt", "b.txt"]),
        ("*/*.txt", ["x/y.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "x/y.txt", "x/z/e.txt"]),
        ("x/**", ["y.txt", "y/d.md", "z/e.txt"]),
        (".*/*.txt", [".hidden/h.txt"]),
        ("x*", ["x/y.txt", "x/z/e.txt"]),
    ],
)
def test_patterns_that_no_shell_expanded_are_matched(
    put: Put, pattern: str, ids: list[str]
) -> None:
    put("a.txt", "b.txt", "c.md", "x/y.txt", "x/z/e.txt", "x/y/d.md", ".hidden/h.txt")
    assert sorted(read(pattern)[0]) == sorted(ids)


def test_a_pattern_with_its_folder_names_articles_as_the_folder_does(
    put: Put, tmp_path: Path
) -> None:
    put("x/b.txt", "x/a/c.txt")
    assert read(f"{tmp_path}/x/**/*.txt")[0] == read("x")[0] == ["a/c.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(put: Put) -> None:
    put("tin[1].txt", "tin1.txt")
    assert read("tin[1].txt")[0] == ["tin[1].txt"]


def test_a_pattern_that_finds_nothing_is_an_error(put: Put) -> None:
    put("a.txt")
    with pytest.raises(InputError, match="matches no file"):
        Inputs(["*.html"])


def test_links_out_of_the_folder_are_not_followed(put: Put, tmp_path: Path) -> None:
    put("in/a.txt", "secret.txt")
    inside = tmp_path / "in"
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "round").symlink_to(inside)
    (inside / "self.txt").symlink_to("self.txt")
    for path in ("in", "in/*", "in/**/*"):
        ids, notices = read(path)
        assert ids == ["a.txt", "b.txt"]
        assert [notice.split(":")[0] for notice in notices] == ["out.txt", "round", "self.txt"]


def test_a_link_in_circles_is_rejected_where_it_is_named(put: Put, tmp_path: Path) -> None:
    put("a.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    reject, article = Inputs(["self.txt", "a.txt"])
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable"
    assert isinstance(article, Source)


def test_a_folder_may_be_called_as_a_page_is(put: Put) -> None:
    put("x.html/a.txt")
    assert read("x.html")[0] == ["a.txt"]
    assert read("*.html")[0] == read(".")[0] == ["x.html/a.txt"]


def test_pipes_and_sockets_in_a_folder_are_left(put: Put, tmp_path: Path) -> None:
    put("a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
    ids, notices = read(".")
    assert ids == ["a.txt"]
    assert [notice.split(":")[0] for notice in notices] == ["pipe.txt", "socket.txt"]


def test_a_pipe_that_is_named_is_read(put: Put, tmp_path: Path) -> None:
    put()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Sở Y tế họp.",))
    writer.start()
    assert read("pipe")[0] == ["pipe"]
    writer.join()


def test_a_pipe_that_nobody_writes_into_is_rejected(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.setattr(tinvan.read.folders, "_PIPE_SECONDS", 0.1)
    reject, article = Inputs(["pipe.txt", "a.txt"])
    assert isinstance(reject, Reject)
    assert "nothing was written into this pipe" in reject.message
    assert isinstance(article, Source)


def test_what_may_not_be_read_costs_itself_alone(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.txt", "b.txt", "c/d.txt", "e.txt")
    opened, stat = Path.open, Path.stat

    def open_some(self: Path, mode: str = "r") -> object:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    def stat_some(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "d.txt":
            raise PermissionError(13, "Permission denied")
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "open", open_some)
    monkeypatch.setattr(Path, "stat", stat_some)
    items = list(Inputs(["."]))
    assert [item.doc_id for item in items] == ["a.txt", "b.txt", "c/d.txt", "e.txt"]
    rejects = [item for item in items if isinstance(item, Reject)]
    assert [reject.reason for reject in rejects] == ["unreadable", "unreadable"]
    assert "Permission denied" in rejects[0].message
