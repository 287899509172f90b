"""What the gold set has at least, pinned in floors.toml: figures mean little if it can shrink.

`python corpus/build.py --pin` raises the floors to what is there, and pins the hash of all files
that figures depend on, so that no label changes unseen. Floors are lowered by hand alone, and the
commit says why.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from corpus.errors import LabelError
from tinvan.convert.slots import KINDS, Record

FILE = "floors.toml"
_PINNED = ("gold.jsonl", "lines.tsv", "meta.jsonl", "lines/*.tsv", "meta/*.jsonl", "texts/*")


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is pinned.

    Attributes:
        sha256: Of the files that figures depend on, with their names.
        articles: The least number of articles with facts.
        facts: The least number of facts by type, optional ones left out.
    """

    sha256: str
    articles: int
    facts: dict[str, int]


def digest(corpus: Path) -> str:
    """Return the hash of the files of a corpus that figures depend on."""
    made = hashlib.sha256()
    for path in sorted(path for pattern in _PINNED for path in corpus.glob(pattern)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        made.update(f"{path.relative_to(corpus).as_posix()} {content}\n".encode())
    return made.hexdigest()


def read_floors(corpus: Path) -> Floors:
    """Return what is pinned of a corpus; nothing where it has no file."""
    path = corpus / FILE
    if not path.exists():
        return Floors("", 0, {})
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Floors)


def counted(corpus: Path, records: Iterable[Record]) -> Floors:
    """Return what could be pinned now."""
    certain = [record for record in records if not record.get("optional")]
    facts = Counter(record["type"] for record in certain)
    articles = len({record["doc_id"] for record in certain})
    return Floors(digest(corpus), articles, {kind: facts[kind] for kind in KINDS})


def below(floors: Floors, now: Floors) -> list[str]:
    """Return where a corpus has less than its floors, in words."""
    counts = {"articles": (now.articles, floors.articles)}
    counts |= {kind: (now.facts.get(kind, 0), least) for kind, least in floors.facts.items()}
    return [f"{name}: {has} of {least}" for name, (has, least) in counts.items() if has < least]


def pin(corpus: Path, records: Iterable[Record]) -> None:
    """Raise the floors to what is there, and pin its hash.

    Raises:
        LabelError: If there is less than the floors say.
    """
    now = counted(corpus, records)
    if less := below(read_floors(corpus), now):
        remedy = f"Put them back; or lower {FILE} by hand, and say why in the commit"
        raise LabelError(FILE, None, f"there is less than was pinned ({', '.join(less)})", remedy)
    lines = [
        "# Raised by “python corpus/build.py --pin”, lowered by hand alone: see floors.py.",
        f'sha256 = "{now.sha256}"',
        f"articles = {now.articles}",
        "",
        "[facts]",
        *(f"{kind} = {count}" for kind, count in now.facts.items()),
    ]
    (corpus / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
