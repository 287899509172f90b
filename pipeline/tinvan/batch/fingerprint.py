"""What decides which bytes a run writes, beside its inputs."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

import tinvan
from tinvan.output.versions import hash_of_files, rules_hash, versions

Setting = str | bool | int | float | None


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """By what a batch is made: another may not add to it.

    Limits of time and memory are not in it: they decide only what is given up, and a run may go on
    with others.

    Attributes:
        options: The options given.
        versions: Of tinvan, Python and the libraries that decide what is read.
        code: A hash of the modules of tinvan.
        rules: A hash of all files of rules and models.
    """

    options: dict[str, Setting]
    versions: dict[str, str]
    code: str
    rules: str

    @property
    def fingerprint(self) -> str:
        """A hash of it."""
        encoded = msgspec.json.encode(self, order="deterministic")
        return hashlib.blake2b(encoded, digest_size=16).hexdigest()

    def differences(self, other: "Configuration") -> list[str]:
        """Return the names of what differs."""
        names = [name for name in ("code", "rules") if getattr(self, name) != getattr(other, name)]
        names += [f"the version of {name}" for name in _differing(self.versions, other.versions)]
        return names + [f"the option {name}" for name in _differing(self.options, other.options)]


def configuration(options: Mapping[str, Setting]) -> Configuration:
    """Return the configuration of a run with these options."""
    package = Path(tinvan.__file__).parent
    return Configuration(
        options=dict(options),
        versions=versions(),
        code=hash_of_files(package, "*.py"),
        rules=rules_hash(),
    )


def _differing(one: Mapping[str, Setting], other: Mapping[str, Setting]) -> list[str]:
    """Return the keys whose values differ."""
    return sorted(key for key in {*one, *other} if one.get(key) != other.get(key))
