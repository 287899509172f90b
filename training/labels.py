"""Labels of articles that may not be shipped: kept as offsets, without the articles' words.

    python -m training.labels pack FOLDER... > training/labels.jsonl
    python -m training.labels unpack training/labels.jsonl FOLDER NEWS.jsonl.gz...

`pack` turns folders of labelled articles (docs/models.md) into one file in which each phrase of an
article stands as offsets; `unpack` makes a folder of them again for whoever has the articles.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import regex

Record = dict[str, Any]
Piece = tuple[int, int]
_SPANS = ("anchor", "mentions")
_WORD = regex.compile(r"\w+|[^\w\s]")


def pack(folder: Path) -> Iterator[Record]:
    """Yield the articles of a folder with their labels as offsets."""
    gold: dict[str, list[Record]] = defaultdict(list)
    for record in _rows(folder / "gold.jsonl"):
        gold[record.pop("doc_id")].append(record)
    for row in _rows(folder / "meta.jsonl"):
        text = _read(folder / "texts" / row["doc_id"])
        yield {
            "id": row["id"],
            "folder": folder.name,
            "digest": _digest(text),
            "labels": [
                {name: _packed(name, value, text, record) for name, value in record.items()}
                for record in gold[row["doc_id"]]
            ],
        }


def unpack(packed: Record, text: str) -> Iterator[Record]:
    """Yield the labels of an article with its words.

    Raises:
        ValueError: If the text is not the one that was labelled.
    """
    if _digest(text) != packed["digest"]:
        raise ValueError(f"{packed['id']}: the article is not the one that was labelled")
    for label in packed["labels"]:
        yield {name: _unpacked(name, value, text) for name, value in label.items()}


def _packed(name: str, value: Any, text: str, record: Record) -> Any:  # noqa: ANN401 - any slot
    """Return a value with offsets for each phrase of the article in it."""
    if name == "anchor":
        return [value["start"], value["end"]]
    if name == "mentions":
        return [[span["start"], span["end"]] for span in value]
    if isinstance(value, dict):
        return {key: _packed("", inner, text, record) for key, inner in value.items()}
    if isinstance(value, list):
        return [_packed("", inner, text, record) for inner in value]
    if isinstance(value, str) and " " in value:
        pieces = _pieces(value, text, record["anchor"]["start"])
        return value if pieces is None else {"at": [list(piece) for piece in pieces]}
    return value


def _unpacked(name: str, value: Any, text: str) -> Any:  # noqa: ANN401 - any slot
    """Return a value with the words at its offsets."""
    if name == "anchor":
        return {"start": value[0], "end": value[1], "text": text[value[0] : value[1]]}
    if name == "mentions":
        return [_unpacked("anchor", span, text) for span in value]
    if isinstance(value, dict):
        if set(value) == {"at"}:
            return " ".join(" ".join(text[start:end].split()) for start, end in value["at"])
        return {key: _unpacked("", inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_unpacked("", inner, text) for inner in value]
    return value


def _pieces(phrase: str, text: str, near: int) -> list[Piece] | None:
    """Return where a phrase stands nearest to an offset, whole or else word by word."""
    pattern = r"\s+".join(regex.escape(word) for word in phrase.split())
    whole = [found.span() for found in regex.finditer(pattern, text)]
    if whole:
        return [min(whole, key=lambda piece: abs(piece[0] - near))]
    pieces: list[Piece] = []
    for word in phrase.split():
        places = [m.span() for m in regex.finditer(rf"(?<!\w){regex.escape(word)}(?!\w)", text)]
        if not places:
            return None
        at = pieces[-1][1] if pieces else near
        start, end = min(places, key=lambda place: abs(place[0] - at))
        if pieces and not text[pieces[-1][1] : start].strip() and start > pieces[-1][0]:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _rows(file: Path) -> Iterator[Record]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def texts_of(row: Record) -> Iterator[str]:
    """Yield the texts that a row of a collection may have been labelled as."""
    title, lead = row.get("title"), row.get("lead")
    if title and lead:
        yield f"{title}\n\n{lead}"
    text = row.get("text")
    if text is None:
        return
    yield text
    if title:
        yield f"{title}\n\n{text}"


def write_folders(packed: Path, collections: Sequence[Path], out: Path) -> int:
    """Write a folder for each that was packed; return how many articles were found."""
    wanted = {row["id"]: row for row in _rows(packed)}
    found = 0
    for row in chain.from_iterable(map(_compressed_rows, collections)):
        article = wanted.get(row["id"])
        if article is None:
            continue
        text = next((t for t in texts_of(row) if _digest(t) == article["digest"]), None)
        if text is None:
            sys.stderr.write(f"{row['id']}: not the text that was labelled\n")
            continue
        found += 1
        folder = out / article["folder"]
        doc_id = f"{found:04d}.txt"
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        (folder / "texts" / doc_id).write_bytes(text.encode("utf-8"))
        meta = {"doc_id": doc_id, **{name: row.get(name) for name in ("id", "url", "published")}}
        _append(folder / "meta.jsonl", [meta])
        _append(folder / "gold.jsonl", [{"doc_id": doc_id, **r} for r in unpack(article, text)])
    return found


def _compressed_rows(file: Path) -> Iterator[Record]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _append(file: Path, rows: list[Record]) -> None:
    with file.open("a", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> int:
    """Pack or unpack."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="labels of folders as offsets, to standard output")
    packing.add_argument("folders", nargs="+", type=Path)
    unpacking = commands.add_parser("unpack", help="folders of labelled articles again")
    unpacking.add_argument("packed", type=Path)
    unpacking.add_argument("out", type=Path)
    unpacking.add_argument(
        "collections", nargs="+", type=Path, help="JSON lines with id, title, lead and text, .gz"
    )
    arguments = parser.parse_args()
    if arguments.command == "pack":
        for folder in arguments.folders:
            for article in pack(folder):
                line = json.dumps(article, ensure_ascii=False, separators=(",", ":"))
                sys.stdout.write(line + "\n")
        return 0
    if arguments.out.exists() and any(arguments.out.iterdir()):
        parser.error(f"{arguments.out} is not empty: name a new folder")
    found = write_folders(arguments.packed, arguments.collections, arguments.out)
    sys.stderr.write(f"{found} articles in {arguments.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
