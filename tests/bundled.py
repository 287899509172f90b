"""The bundled corpus, and what a run over it gave."""

from pathlib import Path
from typing import NamedTuple

from tinvan.document import Document

CORPUS = Path(__file__).parents[1] / "corpus" / "texts"


class CorpusRun(NamedTuple):
    """What `tinvan extract corpus/texts` wrote, and the documents behind it."""

    folder: Path
    documents: dict[str, Document]
