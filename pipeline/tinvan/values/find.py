"""Finding values in the sentences of a document."""

from tinvan.document import Document


class ValueRecogniser:
    """Finds the values in the sentences of the content."""

    def __call__(self, document: Document) -> Document:
        """Return the document with `values`, in order of start."""
        return document
