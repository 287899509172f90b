"""Whether rules, models and code are those that were installed."""

import base64
import hashlib
import importlib.metadata
from pathlib import Path

import tinvan
from tinvan.doctor.finding import Finding
from tinvan.errors import TinvanError
from tinvan.output.versions import rules_hash
from tinvan.ruleset import find_rules

_REINSTALL = "Install tinvan again: pip install --force-reinstall --no-deps tinvan"


def files() -> Finding:
    """Say whether the files of the package are as they were installed, by their hashes.

    A wheel brings a hash of each of its files; a checkout has none to compare with.
    """
    package = Path(tinvan.__file__).parent
    try:
        folder, digest = find_rules(), rules_hash()
    except TinvanError as error:
        return Finding("rules", "wrong", str(error))
    recorded = _recorded(package)
    if not recorded:
        said = f"{folder}, hash {digest[:12]}; a checkout, so there is nothing to compare with"
        return Finding("rules", "ok", said)
    changed = [path for path, (kind, hashed) in recorded.items() if _hash(path, kind) != hashed]
    if changed:
        names = ", ".join(str(path.relative_to(package)) for path in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        return Finding("rules", "wrong", f"{names}{more}: not as installed", _REINSTALL)
    said = f"{folder}, hash {digest[:12]}; all {len(recorded)} files of tinvan are as installed"
    return Finding("rules", "ok", said)


def _recorded(package: Path) -> dict[Path, tuple[str, str]]:
    """Return the files of the installed package with kind and value of their hash."""
    try:
        listed = importlib.metadata.files("tinvan") or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    hashed = {Path(str(file.locate())): file.hash for file in listed}
    return {
        path: (hash_.mode, hash_.value)
        for path, hash_ in hashed.items()
        if hash_ is not None and path.is_relative_to(package)
    }


def _hash(path: Path, kind: str) -> str | None:
    """Return the hash of a file as a wheel has it; None where it cannot be read."""
    try:
        digest = hashlib.new(kind, path.read_bytes()).digest()
    except OSError:
        return None
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
