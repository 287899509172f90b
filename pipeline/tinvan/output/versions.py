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
    folder = folder or find_rules()
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.json"))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
