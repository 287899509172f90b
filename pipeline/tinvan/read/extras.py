"""Libraries that only some inputs and outputs need, and what to install for them."""

import importlib.util

_EXTRAS = {
    "duckdb": ("duckdb", "DuckDB databases"),
    "fastapi": ("serve", "Services"),
    "matplotlib": ("plot", "Plots"),
    "pyarrow": ("parquet", "Parquet files"),
    "pyspark": ("spark", "Runs on a cluster"),
    "fsspec": ("remote", "remote paths"),
    "spacy": ("spacy", "Docs of spaCy"),
    "uvicorn": ("serve", "Services"),
}


def why_missing(module: str) -> str | None:
    """Return what to install for a module, or None where it is there.

    Args:
        module: One of those in `_EXTRAS`.
    """
    if importlib.util.find_spec(module):
        return None
    extra, use = _EXTRAS[module]
    return f"{use} need {module}, which is not installed: pip install 'tinvan[{extra}]'"
