"""What a run was made with: versions of code and rules."""

import hashlib
import importlib.metadata
import platform
from pathlib import Path

from tinvan.ruleset import find_rules

_DECISIVE = (
    "tinvan", "beautifulsoup4", "fastwarc", "lxml", "msgspec", "regex", "rensa", "resiliparse",
    "underthesea",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Return the versions of tinvan, Python and the libraries that decide what is read."""
    found = {name: importlib.metadata.version(name) for name in _DECISIVE}
    return {"python": platform.python_version(), **found}


def rules_hash(folder: Path | None = None) -> str:
    """Return a hash of the names and contents of all files of rules and models.

    Args:
        folder: The rules folder; the installed one by default.
    """
    return hash_of_files(folder or find_rules(), "*.toml", "*.json")


def hash_of_files(folder: Path, *patterns: str) -> str:
    """Return a hash of the names and contents of files.

    Args:
        folder: Where they are, at any depth.
        patterns: What their names match.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for pattern in patterns for path in folder.rglob(pattern)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
