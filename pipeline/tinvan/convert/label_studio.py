r"""Label Studio: tasks in its JSON form, with labels or with what tinvan has read to be corrected.

Form: https://labelstud.io/guide/task_format. A mark is a region of the control `label`; its slots
are results of other controls with the region's id; links are relations. Offsets of `<Text>` count
Unicode code points, as ours do, "\r\n" as two (HumanSignal/label-studio-frontend#308; before, they
counted UTF-16).
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from tinvan import __version__
from tinvan.convert.articles import Article
from tinvan.convert.errors import ConvertError, decode
from tinvan.convert.marks import MENTIONED_AT, Mark, article_of, marks_of
from tinvan.convert.slots import ABOUT_ALL, SLOTS, Form
from tinvan.spans import Span

LABEL, TEXT = "label", "text"  # the controls of marks and of the article
_CONTROLS: dict[Form, str] = {
    "text": "textarea", "texts": "textarea", "number": "number", "choice": "choices",
}  # fmt: skip
_HELD = {"textarea": "text", "number": "number", "choices": "choices"}  # in a result's value
_OTHER_FORM = (KeyError, TypeError, AttributeError, ValueError)  # of JSON that is none of theirs
_Result = dict[str, Any]
_Part = Literal["annotations", "predictions"]


def control_name(kind: str, slot: str) -> str:
    """Return the name of a slot's control: "percentage-value", "date.start" for all types."""
    return slot if slot in ABOUT_ALL else f"{kind}-{slot}"


def to_tasks(articles: Iterable[Article], *, predictions: bool = False) -> list[dict[str, Any]]:
    """Return articles as tasks; those without facts are tasks without labels.

    Args:
        articles: The articles.
        predictions: Whether the facts are to be corrected; otherwise they are labels.
    """
    tasks = []
    for article in articles:
        task: dict[str, Any] = {"data": {"text": article.text, "doc_id": article.doc_id}}
        results = list(_results(article))
        if results and predictions:
            task["predictions"] = [{"model_version": f"tinvan {__version__}", "result": results}]
        elif results:
            task["annotations"] = [{"result": results}]
        tasks.append(task)
    return tasks


def _results(article: Article) -> Iterator[_Result]:
    """Yield what is drawn of an article."""
    drawn = marks_of(article)
    for mark in drawn.marks:
        where = {"start": mark.span.start, "end": mark.span.end}
        value = {**where, "text": mark.span.text, "labels": [mark.label]}
        yield _result(mark, LABEL, "labels", value)
        forms = {slot.name: slot.form for slot in SLOTS.get(mark.label, ())}
        for slot, held in mark.slots.items():
            control = _CONTROLS[forms[slot]]
            filled = held if control == "number" or isinstance(held, list) else [held]
            value = {**where, _HELD[control]: filled}
            yield _result(mark, control_name(mark.label, slot), control, value)
    for fact, place in drawn.links:
        yield {
            "type": "relation", "from_id": fact, "to_id": place, "direction": "right",
            "labels": [MENTIONED_AT],
        }  # fmt: skip


def _result(mark: Mark, control: str, kind: str, value: _Result) -> _Result:
    return {"id": mark.id, "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def write(path: Path, articles: Iterable[Article], *, predictions: bool = False) -> None:
    """Write articles as a file of tasks; see `to_tasks`."""
    tasks = to_tasks(articles, predictions=predictions)
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8", newline="")


def read(
    path: Path, *, predictions: bool = False, annotator: str | None = None
) -> tuple[Article, ...]:
    """Read a file of tasks, as written here or exported by Label Studio as "JSON".

    Args:
        path: The file.
        predictions: Whether predictions are wanted instead of annotations.
        annotator: The id or e-mail address of the one whose annotations are wanted.

    Raises:
        ConvertError: If it is of another form, or has several annotations of a task.
    """
    remedy = "Export as “JSON” (not “JSON-MIN”, CSV, ...)"
    tasks = decode(path.read_bytes(), list[dict[str, Any]], path.name, remedy)
    part: _Part = "predictions" if predictions else "annotations"
    articles = []
    for number, task in enumerate(tasks, start=1):
        where = f"{path.name}, task {task.get('id', number)}"
        try:
            articles.append(_article(task, part, annotator, where))
        except (*_OTHER_FORM, msgspec.ValidationError) as error:
            raise ConvertError(where, f"it is of another form ({error!r})", remedy) from None
    return tuple(articles)


def _article(task: dict[str, Any], part: _Part, annotator: str | None, where: str) -> Article:
    data = msgspec.convert(task["data"], dict[str, Any])
    text, doc_id = (msgspec.convert(data[name], str) for name in ("text", "doc_id"))
    done = task.get(part) or []
    if any(isinstance(one, int) for one in done):
        remedy = "It exports predictions by number alone: submit them, and export the annotations"
        raise ConvertError(where, f"Label Studio has left out its {part}", remedy)
    done = [one for one in done if not one.get("was_cancelled")]
    if annotator is not None and part == "annotations":
        done = [one for one in done if annotator in _names(one.get("completed_by"))]
    if len(done) > 1:
        by = ", ".join(sorted({name for one in done for name in _names(one.get("completed_by"))}))
        problem = f"it has {len(done)} {part}" + (f", by {by}" if by else "")
        remedy = "Name one with --annotator, or drop the others in Label Studio"
        raise ConvertError(where, problem, remedy)
    results = done[0]["result"] if done else []
    links = [(r["from_id"], r["to_id"]) for r in results if r["type"] == "relation"]
    return article_of(doc_id, text, _marks(results, text, where), links, where)


def _names(annotator: Any) -> set[str]:  # noqa: ANN401 - a number, or an object, as exported
    """Return what an annotator can be called."""
    if isinstance(annotator, dict):
        return {str(annotator[key]) for key in ("id", "email") if key in annotator}
    return set() if annotator is None else {str(annotator)}


def _marks(results: Iterable[_Result], text: str, where: str) -> Iterator[Mark]:
    """Yield the marks of a task with their slots."""
    regions: dict[str, list[_Result]] = {}
    for result in results:
        if result["type"] != "relation":
            regions.setdefault(result["id"], []).append(result)
    for id_, parts in regions.items():
        region = next((one for one in parts if one["from_name"] == LABEL), None)
        if region is None:
            remedy = "Give the region a label; was it made with another labelling config?"
            raise ConvertError(where, f"region {id_} has no label", remedy)
        value = region["value"]
        start, end = int(value["start"]), int(value["end"])
        if len(value["labels"]) != 1:
            problem = f"“{text[start:end]}” has the labels {', '.join(value['labels'])}"
            raise ConvertError(where, problem, "Keep one; two facts on one anchor are two regions")
        label = value["labels"][0]
        name = f"{where}, {label} “{text[start:end]}”"
        _refuse_other_offsets(value.get("text"), text[start:end], name)
        slots = dict(_slot(label, one, name) for one in parts if one is not region)
        yield Mark(id_, label, Span(start, end, text[start:end]), slots, name)


def _slot(label: str, result: _Result, where: str) -> tuple[str, Any]:
    """Return what a control holds, by the name of its slot."""
    named = (s for s in SLOTS.get(label, ()) if control_name(label, s.name) == result["from_name"])
    slot = next(named, None)
    if slot is None or result["type"] != _CONTROLS[slot.form]:
        problem = f"{result['from_name']} is filled, which a {label} does not have"
        raise ConvertError(where, problem, "Empty it, or change the label")
    held = result["value"][_HELD[result["type"]]]
    if held in ([], [""], ""):  # emptied
        return slot.name, slot.default
    if slot.form in ("number", "texts") or isinstance(held, str):
        return slot.name, held
    if len(held) != 1:
        problem = f"{slot.name} has {len(held)} values"
        raise ConvertError(where, problem, "Keep one; others that are right go under alt")
    return slot.name, held[0]


def _refuse_other_offsets(stored: object, there: str, where: str) -> None:
    """Refuse a region whose text is not where it says; its line ends may be told in letters."""
    if not isinstance(stored, str):
        return
    if "".join(stored.replace("\\n", "").split()) != "".join(there.replace("\\n", "").split()):
        remedy = "Label Studio before 1.5 counted UTF-16 units: export again with a later one"
        raise ConvertError(where, f"the region was drawn over “{stored}”", remedy)
