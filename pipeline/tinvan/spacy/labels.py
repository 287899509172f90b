"""What tinvan's values and names are called among spaCy's entities, and their colours."""

# The labels of OntoNotes, which spaCy's own models use. Posts have none, and are no entities.
ENTITIES = {
    "person": "PERSON",
    "agency": "ORG",
    "place": "GPE",
    "place.region": "LOC",
    "date": "DATE",
    "duration": "DATE",
    "time": "TIME",
    "percentage": "PERCENT",
    "money": "MONEY",
    "quantity": "QUANTITY",
    "ordinal": "ORDINAL",
    "rank": "ORDINAL",
    "number": "CARDINAL",
    "fraction": "CARDINAL",
    "multiple": "CARDINAL",
    "document": "LAW",
}
FACT = "fact."  # before the type of a fact, among the labels of all spans

_PERSON, _BODY, _PLACE, _TIME = "#f4b6c2", "#a8d5e2", "#c5e8b7", "#e8d5f2"
_AMOUNT, _RANK, _FACT = "#ffe0a3", "#ffc9a3", "#d9d9d9"
COLOURS = {
    "person": _PERSON, "post": _PERSON, "PERSON": _PERSON,
    "agency": _BODY, "ORG": _BODY, "document": _BODY, "LAW": _BODY,
    "place": _PLACE, "GPE": _PLACE, "LOC": _PLACE,
    "date": _TIME, "duration": _TIME, "time": _TIME, "DATE": _TIME, "TIME": _TIME,
    "number": _AMOUNT, "quantity": _AMOUNT, "money": _AMOUNT, "percentage": _AMOUNT,
    "fraction": _AMOUNT, "multiple": _AMOUNT,
    "CARDINAL": _AMOUNT, "QUANTITY": _AMOUNT, "MONEY": _AMOUNT, "PERCENT": _AMOUNT,
    "rank": _RANK, "ordinal": _RANK, "ORDINAL": _RANK,
    "fact.percentage": _FACT, "fact.ranking": _FACT, "fact.quantity": _FACT,
    "fact.money": _FACT, "fact.official": _FACT, "fact.agency": _FACT,
    "fact.document": _FACT, "fact.event": _FACT,
}  # fmt: skip
