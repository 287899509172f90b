r"""brat standoff: a folder of `.txt` files with an `.ann` file each, and `annotation.conf`.

Form: https://brat.nlplab.org/standoff.html. Offsets count code points. A mark is a text-bound
annotation, in pieces where it runs over a line end; slots with words to choose from are attributes,
the others one note of JSON on the mark; links are relations. The name of a file is made of the
article's; `documents.json` tells which article it is, where the file's own name does not.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tinvan.convert.articles import Article
from tinvan.convert.brat_config import ATTRIBUTES, annotation_conf, attribute_name
from tinvan.convert.errors import ConvertError, decode
from tinvan.convert.marks import MENTIONED_AT, Mark, article_of, marks_of
from tinvan.convert.slots import SLOTS
from tinvan.spans import Span

INDEX, CONFIG = "documents.json", "annotation.conf"
NOTE = "AnnotatorNotes"
_LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # where brat's reader parts lines
_LONGEST_NAME = 100
_PIECE = r"\d{1,9} \d{1,9}"
_FORMS = {
    "T": re.compile(rf"(?P<label>\S+) (?P<pieces>{_PIECE}(?:;{_PIECE})*)\t(?P<text>.*)", re.DOTALL),
    "A": re.compile(r"(?P<name>\S+) (?P<mark>T\d+) (?P<word>\S+)"),
    "R": re.compile(rf"{MENTIONED_AT} \w+:(?P<one>T\d+) \w+:(?P<other>T\d+)\s*"),
    "#": re.compile(rf"{NOTE} (?P<mark>T\d+)\t(?P<json>.*)", re.DOTALL),
}


def write(folder: Path, articles: Iterable[Article]) -> None:
    """Write articles into a new folder, with the configuration that brat reads there.

    Raises:
        ConvertError: If the folder holds something, or a mark cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        remedy = "Name a new folder: older annotations must not mix with these"
        raise ConvertError(str(folder), "the folder is not empty", remedy)
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for article in articles:
        name = _file_name(article.doc_id, names)
        names[name] = article.doc_id
        annotations = "".join(f"{line}\n" for line in _lines(article))
        _write(folder / f"{name}.txt", article.text)
        _write(folder / f"{name}.ann", annotations)
    _write(folder / CONFIG, annotation_conf())
    _write(folder / INDEX, json.dumps(names, ensure_ascii=False, indent=1))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _file_name(doc_id: str, taken: Iterable[str]) -> str:
    """Return a name for an article's files that is safe, and is not taken on any file system."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", doc_id.removesuffix(".txt")).strip("._")
    plain = plain[-_LONGEST_NAME:] or "article"
    names = itertools.chain((plain,), (f"{plain}-{number}" for number in itertools.count(2)))
    used = {name.casefold() for name in taken}
    return next(name for name in names if name.casefold() not in used)


def _lines(article: Article) -> Iterator[str]:
    """Yield the lines of an article's `.ann` file."""
    drawn = marks_of(article)
    attributes, notes = itertools.count(1), itertools.count(1)
    for mark in drawn.marks:
        pieces = list(_pieces(mark.span, article.doc_id))
        bounds = ";".join(f"{start} {end}" for start, end in pieces)
        text = " ".join(article.text[start:end] for start, end in pieces)
        yield f"{mark.id}\t{mark.label} {bounds}\t{text}"
        chosen, rest = _parted(mark)
        for slot, word in chosen.items():
            yield f"A{next(attributes)}\t{attribute_name(slot)} {mark.id} {word}"
        if rest:
            yield f"#{next(notes)}\t{NOTE} {mark.id}\t{_one_line(rest)}"
    for number, (fact, place) in enumerate(drawn.links, start=1):
        yield f"R{number}\t{MENTIONED_AT} Arg1:{fact} Arg2:{place}"


def _pieces(span: Span, doc_id: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a mark between its line ends."""
    if _LINE_ENDS.match(span.text[0]) or _LINE_ENDS.match(span.text[-1]):
        problem = f"“{span.text}” begins or ends with a line end"
        raise ConvertError(doc_id, problem, "brat cannot mark it: mark the words alone")
    start = span.start
    for ends in _LINE_ENDS.finditer(span.text):
        yield start, span.start + ends.start()
        start = span.start + ends.end()
    yield start, span.end


def _parted(mark: Mark) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the slots of a mark that are attributes, those at their default left out; the rest."""
    chosen, rest = {}, {}
    for slot in SLOTS.get(mark.label, ()):
        if slot.name not in mark.slots:
            continue
        value = mark.slots[slot.name]
        if slot.form != "choice":
            rest[slot.name] = value
        elif value != slot.default:
            chosen[slot.name] = ATTRIBUTES[attribute_name(slot.name)].words[value]
    return chosen, rest


def _one_line(slots: Mapping[str, Any]) -> str:
    """Return slots as JSON without what a reader of lines takes for a line end."""
    escaped = json.dumps(slots, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda ends: "".join(f"\\u{ord(c):04x}" for c in ends[0]), escaped)


def read(folder: Path) -> tuple[Article, ...]:
    """Read a folder of `.txt` and `.ann` files, those in folders below it too.

    An article is called what `documents.json` says, or else by the path of its text. A text without
    an `.ann` file is an article without labels.

    Raises:
        ConvertError: If a line is of another form than ours, naming it.
    """
    names = _read_index(folder / INDEX)
    articles = []
    for path in sorted(folder.rglob("*.txt")):
        name = path.relative_to(folder).as_posix()
        doc_id = names.get(name.removesuffix(".txt"), name)
        notes = path.with_suffix(".ann")
        annotations = _read(notes) if notes.exists() else ""
        articles.append(_article(doc_id, _read(path), annotations, notes.name))
    if not articles:
        raise ConvertError(str(folder), "there is no .txt file in it", "Name brat's folder")
    return tuple(articles)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConvertError(path.name, f"it is not UTF-8 ({error})", "brat writes UTF-8") from None


def _read_index(path: Path) -> dict[str, str]:
    """Return what articles are called, by the names of their files."""
    if not path.exists():
        return {}
    remedy = "Drop the file, and articles are called as their texts"
    return decode(path.read_bytes(), dict[str, str], path.name, remedy)


class _Found(NamedTuple):
    """A line of an `.ann` file, matched."""

    id: str
    match: re.Match[str]
    where: str


def _article(doc_id: str, text: str, annotations: str, file: str) -> Article:
    """Return an article of the lines of its `.ann` file."""
    found: dict[str, list[_Found]] = {"T": [], "A": [], "R": [], "#": []}
    known: set[str] = set()
    for number, line in enumerate(annotations.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        id_, _, rest = line.removesuffix("\r").partition("\t")
        form = _FORMS.get(id_[:1])
        match = form.fullmatch(rest) if form else None
        if match is None:
            remedy = f"Annotate with the {CONFIG} that is written beside the texts"
            raise ConvertError(where, f"“{line}” is none of our annotations", remedy)
        if id_ in known:
            raise ConvertError(where, f"there is another {id_}", "Give it a number of its own")
        known.add(id_)
        found[id_[0]].append(_Found(id_, match, where))
    labels = {one.id: one.match["label"] for one in found["T"]}
    slots: dict[str, dict[str, Any]] = {id_: {} for id_ in labels}
    for one in found["A"] + found["#"]:
        if one.match["mark"] not in labels:
            raise ConvertError(one.where, f"there is no {one.match['mark']}", "Drop the line")
    for one in found["A"]:
        slot, word = _chosen(one, labels[one.match["mark"]])
        slots[one.match["mark"]][slot] = word
    for one in found["#"]:
        slots[one.match["mark"]] |= _noted(one)
    marks = (
        Mark(one.id, labels[one.id], _span(one, text), slots[one.id], one.where)
        for one in found["T"]
    )
    links = [(one.match["one"], one.match["other"]) for one in found["R"]]
    return article_of(doc_id, text, marks, links, file)


def _span(found: _Found, text: str) -> Span:
    """Return a mark's piece of text; between its parts may be line ends, and nothing else."""
    numbers = [int(number) for number in re.findall(r"\d+", found.match["pieces"])]
    pieces = list(zip(numbers[::2], numbers[1::2], strict=True))
    for (_, end), (start, _) in itertools.pairwise(pieces):
        if end >= start or not _LINE_ENDS.fullmatch(text[end:start]):
            remedy = "Mark one piece; what stands in two is said in the note"
            raise ConvertError(found.where, "the mark is in several pieces", remedy)
    there = " ".join(text[start:end] for start, end in pieces)
    if there.rstrip() != found.match["text"].rstrip():
        problem = f"the text has “{there}” there, not “{found.match['text']}”"
        raise ConvertError(found.where, problem, "Is this the text that was annotated?")
    start, end = pieces[0][0], pieces[-1][1]
    return Span(start, end, text[start:end])


def _chosen(found: _Found, label: str) -> tuple[str, str]:
    """Return the slot and the word of an attribute."""
    name, word = found.match["name"], found.match["word"]
    attribute = ATTRIBUTES.get(name)
    words = {as_told: ours for ours, as_told in attribute.words.items()} if attribute else {}
    slot = next((s.name for s in SLOTS.get(label, ()) if attribute_name(s.name) == name), None)
    if slot is None or word not in words:
        raise ConvertError(found.where, f"a {label} has no {name} {word}", f"See {CONFIG}")
    return slot, words[word]


def _noted(found: _Found) -> dict[str, Any]:
    """Return the slots of a note."""
    remedy = 'Write notes as {"subject": "toàn tỉnh", "value": 5}'
    return decode(found.match["json"], dict[str, Any], found.where, remedy)
