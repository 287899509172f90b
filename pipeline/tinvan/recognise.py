"""The recognise stage: values from characters, then names."""

from tinvan.document import Document
from tinvan.names import NameRecogniser
from tinvan.values.find import ValueRecogniser


class Recognise:
    """Finds values and names in the sentences of the content."""

    name = "recognise"

    def __init__(self) -> None:
        self.values = ValueRecogniser()
        self.names = NameRecogniser()

    def __call__(self, document: Document) -> Document:
        """Return the document with `values` and `mentions`."""
        return self.names(self.values(document))
