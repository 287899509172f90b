"""Which form a file or folder has, told by its name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from tinvan.convert import brat, label_studio
from tinvan.convert.articles import Article, read_gold, write_gold
from tinvan.convert.errors import ConvertError
from tinvan.errors import InputError, OutputError
from tinvan.read.extras import why_missing

FormName = Literal["gold", "label-studio", "spacy", "brat"]
_SUFFIXES: dict[str, FormName] = {".jsonl": "gold", ".json": "label-studio", ".spacy": "spacy"}


def form_of(path: Path) -> FormName:
    """Return the form of a file by its suffix; brat's is a folder.

    Raises:
        ConvertError: If it has another suffix.
    """
    if path.suffix not in _SUFFIXES and (path.is_dir() or not path.suffix):
        return "brat"
    if path.suffix not in _SUFFIXES:
        remedy = "Use .jsonl (gold), .json (Label Studio), .spacy (spaCy) or a folder (brat)"
        raise ConvertError(str(path), f"“{path.suffix}” is the name of no form", remedy)
    return _SUFFIXES[path.suffix]


def read(
    path: Path,
    texts: Mapping[str, str],
    *,
    predictions: bool = False,
    annotator: str | None = None,
) -> tuple[Article, ...]:
    """Read labelled articles.

    Args:
        path: A file or folder of one of the forms.
        texts: The texts of facts in the gold form, which does not have them.
        predictions: Whether predictions are wanted of Label Studio.
        annotator: Whose annotations are wanted of Label Studio.

    Raises:
        InputError: If it cannot be read.
        ConvertError: If it is not what its name says.
    """
    try:
        match form_of(path):
            case "gold":
                return read_gold(path, texts)
            case "label-studio":
                return label_studio.read(path, predictions=predictions, annotator=annotator)
            case "brat":
                return brat.read(path)
            case "spacy":
                _need_spacy()
                from tinvan.convert import docbin

                return docbin.read(path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}. Check the name") from None


def write(path: Path, articles: Iterable[Article], *, predictions: bool = False) -> None:
    """Write labelled articles.

    Args:
        path: A file or folder of one of the forms.
        articles: The articles.
        predictions: Whether they are predictions, to be corrected in Label Studio.

    Raises:
        OutputError: If it cannot be written.
        ConvertError: If the form cannot hold them.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        match form_of(path):
            case "gold":
                write_gold(path, articles)
            case "label-studio":
                label_studio.write(path, articles, predictions=predictions)
            case "brat":
                brat.write(path, articles)
            case "spacy":
                _need_spacy()
                from tinvan.convert import docbin

                docbin.write(path, articles)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}. Name another place") from None


def _need_spacy() -> None:
    if why := why_missing("spacy"):
        raise OutputError(why)
