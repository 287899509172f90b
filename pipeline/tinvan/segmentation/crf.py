"""Linear-chain CRF models, read from the files of CRFsuite.

The form of the files: https://www.chokkan.org/software/crfsuite and its `crf1d_model.c`.
"""

import importlib.util
import struct
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

_HEADER = struct.Struct("<4s4x4s16xIII8x")
_STRINGS = struct.Struct("<4s12xII")  # a "CQDB": how many strings, where their offsets stand
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_OF_STATE = 0  # a feature of an attribute and a label; the others are of two labels


def model_file(*parts: str) -> Path:
    """Return a file that underthesea has, without importing it.

    Raises:
        FileNotFoundError: If underthesea is not installed, or has no such file.
    """
    found = importlib.util.find_spec("underthesea")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder, *parts)
        if path.is_file():
            return path
    raise FileNotFoundError(f"no {'/'.join(parts)} of underthesea: install tinvan again")


class CrfModel(msgspec.Struct, frozen=True):
    """The weights of a model.

    Attributes:
        labels: The labels.
        rows: The attributes ("T[0].lower=năm"), each with its row of `states`.
        states: The weight of each label where an attribute is, shape (attributes, labels).
        transitions: The weight of a label (column) behind another (row).
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: npt.NDArray[np.float64]
    transitions: npt.NDArray[np.float64]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model.

        Raises:
            OSError: If the file cannot be read.
            ValueError: If it is no model.
        """
        data = path.read_bytes()
        try:
            magic, kind, features, labels, attributes = _HEADER.unpack_from(data)
            if (magic, kind) != (b"lCRF", b"FOMC"):
                raise ValueError(f"{path} is no CRF model")
            names, known = _strings(data, labels), _strings(data, attributes)
            (count,) = struct.unpack_from("<I", data, features + 8)
            weights = np.frombuffer(data, _FEATURE, count, features + 12)
        except struct.error as error:
            raise ValueError(f"{path} is no CRF model: {error}") from error
        of_state = weights["kind"] == _OF_STATE
        return cls(
            labels=tuple(names),
            rows={name: row for row, name in enumerate(known)},
            states=_matrix(weights[of_state], len(known), len(names)),
            transitions=_matrix(weights[~of_state], len(names), len(names)),
        )


def _strings(data: bytes, at: int) -> list[str]:
    """Return the strings of a table, in the order of their numbers."""
    _, count, offsets = _STRINGS.unpack_from(data, at)
    found = []
    for offset in struct.unpack_from(f"<{count}I", data, at + offsets):
        start = at + offset + 8
        (size,) = struct.unpack_from("<I", data, start - 4)
        found.append(data[start : start + size - 1].decode())
    return found


def _matrix(weights: npt.NDArray[np.void], rows: int, columns: int) -> npt.NDArray[np.float64]:
    """Return the weights of features by source and label."""
    matrix = np.zeros((rows, columns))
    matrix[weights["source"], weights["label"]] = weights["weight"]
    return matrix
