"""Whether packages can be imported, which their metadata do not tell.

A package of native code may be of another machine, miss a library of the system, or end the process
that imports it: so another process does.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

# Where the name of the module is not that of the package, or native code is loaded later.
_MODULES = {
    "beautifulsoup4": "bs4",
    "fastwarc": "fastwarc.warc",
    "lxml": "lxml.etree",
    "matplotlib": "matplotlib.figure",
    "pyarrow": "pyarrow.parquet",
    "resiliparse": "resiliparse.parse.html",
}
_SECONDS = 60
_IMPORTING = """
import importlib, json, os, sys
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what packages print
for module in sys.argv[1:]:
    try:
        importlib.import_module(module)
        why = ""
    except BaseException as error:
        why = (f"{type(error).__name__}: {error}".splitlines() or [""])[0][:200]
    print(json.dumps([module, why]), file=told, flush=True)
"""


def not_imported(packages: Sequence[str]) -> dict[str, str]:
    """Return why packages that are installed cannot be imported, of those that cannot."""
    wanted = {_MODULES.get(name, name.lower().replace("-", "_")): name for name in packages}
    found: dict[str, str] = {}
    left = list(wanted)
    while left:
        lines, end = _import(left)
        for module, why in map(json.loads, lines):
            left.remove(module)
            if why:
                found[wanted[module]] = why
        if left:
            found[wanted[left.pop(0)]] = end
    return found


def _import(modules: Sequence[str]) -> tuple[list[str], str]:
    """Import modules elsewhere; return what is told of them, and how it ended."""
    command = [sys.executable, "-P", "-c", _IMPORTING, *modules]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode().splitlines(), f"it takes more than {_SECONDS} s"
    return done.stdout.decode().splitlines(), f"Python ends with code {done.returncode} of it"
