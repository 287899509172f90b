"""The labelling configuration for Label Studio: what can be marked, and the slots of each type."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET  # writes only: nothing of others is parsed

from tinvan.convert.label_studio import LABEL, TEXT, control_name
from tinvan.convert.marks import MENTION, MENTIONED_AT
from tinvan.convert.slots import ABOUT_ALL, KINDS, SLOTS, Slot

_COLOURS = {
    "percentage": "#e0a800", "ranking": "#e8590c", "quantity": "#74b816", "money": "#2f9e44",
    "official": "#d6336c", "agency": "#1c7ed6", "document": "#7048e8", "event": "#0c8599",
    MENTION: "#868e96",
}  # fmt: skip
_HINTS = {
    "date.start": "2020-09-01; empty for an open bound",
    "date.end": "2020-09-30, inclusive",
    "alt": 'another right answer a line: subject = "toàn tỉnh", scope = null',
    "issued": "2020-05-27",
    "currency": "VND",
}


def labelling_config() -> str:
    """Return the configuration as XML, to be pasted under Settings, Labeling Interface, Code."""
    view = ET.Element("View", style="display: flex; gap: 1rem; align-items: flex-start")
    ET.SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    left = ET.SubElement(view, "View", style="flex: 2")
    labels = ET.SubElement(left, "Labels", name=LABEL, toName=TEXT)
    for number, (name, colour) in enumerate(_COLOURS.items(), start=1):
        ET.SubElement(labels, "Label", value=name, background=colour, hotkey=str(number))
    relations = ET.SubElement(left, "Relations")
    ET.SubElement(relations, "Relation", value=MENTIONED_AT)
    ET.SubElement(left, "Header", value="$doc_id", size="6")
    ET.SubElement(left, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    right = ET.SubElement(view, "View", style="flex: 1; position: sticky; top: 0")
    for kind in KINDS:
        own = [slot for slot in SLOTS[kind] if slot.name not in ABOUT_ALL]
        _controls(right, kind, own, shown_for=(kind,))
    shared = [slot for slot in SLOTS["percentage"] if slot.name in ABOUT_ALL]
    _controls(right, "percentage", shared, shown_for=KINDS)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _controls(
    parent: ET.Element, kind: str, slots: Iterable[Slot], *, shown_for: Iterable[str]
) -> None:
    """Add the controls of slots, shown while a region with one of some labels is selected."""
    view = ET.SubElement(
        parent, "View", visibleWhen="region-selected", whenTagName=LABEL,
        whenLabelValue=",".join(shown_for),
    )  # fmt: skip
    for slot in slots:
        about = {"name": control_name(kind, slot.name), "toName": TEXT, "perRegion": "true"}
        ET.SubElement(view, "Header", value=slot.name, size="6")
        if slot.form == "number":
            ET.SubElement(view, "Number", about)
        elif slot.form == "choice":
            choices = ET.SubElement(view, "Choices", about, choice="single", showInline="true")
            for word in slot.choices:
                ET.SubElement(choices, "Choice", value=word)
        else:
            several = {} if slot.form == "texts" else {"maxSubmissions": "1"}
            hint = {"placeholder": _HINTS[slot.name]} if slot.name in _HINTS else {}
            ET.SubElement(view, "TextArea", about, editable="true", rows="1", **several, **hint)
