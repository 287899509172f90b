"""What people annotate, as Label Studio and brat write it, and the command that converts it."""

from typing import Any

from click.testing import CliRunner, Result

from tinvan.cli import main

TEXT = "Bộ Y tế nêu 5%.\nBộ nói 6%."
AGENCY = "T1\tagency 0 7\tBộ Y tế\nA1\tkind T1 government\n"
NAMED = '#1\tAnnotatorNotes T1\t{"name": "Bộ Y tế"}\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def region(label: str = "percentage", start: object = 12, end: object = 14) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]}
    return {"id": "r", "from_name": "label", "type": "labels", "value": value}


def filled(control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": "r", "from_name": control, "type": kind, "value": value}


def task(*results: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"text": TEXT, "doc_id": "a"}, "annotations": [{"result": results}]}


MENTION = region("mention", 0, 2)
TWO_LABELS = region()
TWO_LABELS["value"]["labels"] = ["percentage", "money"]
OTHER_TEXT = region()
OTHER_TEXT["value"]["text"] = "6%"
