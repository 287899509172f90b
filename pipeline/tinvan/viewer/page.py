"""Writing the page: one file that needs no network and no server.

Its style and script are named by their hashes in a content security policy, so nothing that got
into it from an article could run or be fetched, even if it were not escaped. Articles stand in
blocks of data, which the script reads when they are shown, and puts into the page as text alone.
"""

import base64
import functools
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from pathlib import Path

import regex

from tinvan.output.finished import finished_file
from tinvan.viewer.collect import Collected, encoded

_IMPORT = regex.compile(
    r'^import (?:(?P<names>\{[^}]*\}) from )?"\./(?P<module>[\w-]+)\.js";\n', regex.M
)
_EXPORT = regex.compile(r"^export (?=(?:function\*?|class|const) (?P<name>\w+))", regex.M)
_MAIN = "app"


def write_page(collected: Collected, path: Path) -> int:
    """Write the page; it gets its name when it is complete.

    Args:
        collected: What it shows.
        path: The file.

    Returns:
        Its size in bytes.

    Raises:
        OutputError: If it cannot be written.
    """
    with finished_file(path) as unfinished:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(page_parts(collected))
        return unfinished.stat().st_size


def page_parts(collected: Collected) -> Iterator[str]:
    """Yield the page in parts: what is seen first, the data, and the script that shows it."""
    style, script = _asset("style.css") + _asset("media.css"), bundled()
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    shell = _asset("page.html")
    for mark, value in (
        ("{{policy}}", policy),
        ("{{title}}", escape(f"{collected.index.run} · tinvan")),
        ("{{style}}", style),
    ):
        shell = shell.replace(mark, value)
    yield shell
    yield _block("data-index", [encoded(collected.index)])
    yield _block("data-articles", map(encoded, collected.bodies))
    yield f"<script>{script}</script>\n</body>\n</html>\n"


@functools.cache
def bundled() -> str:
    """Return the modules of the page as one script, each behind those that it imports.

    Browsers and type checkers read the modules as they are. Here each becomes a function that
    returns what it exports, since pages from disk may not import from files beside them.
    """
    done: dict[str, str] = {}
    _add(_MAIN, done)
    return '"use strict";\n(() => {\nconst modules = {};\n' + "".join(done.values()) + "})();\n"


def _add(name: str, done: dict[str, str]) -> None:
    """Add a module, as a function, behind those that it imports."""
    if name in done:
        return
    source = _asset(f"{name}.js")
    for found in _IMPORT.finditer(source):
        _add(found["module"], done)
    source = _IMPORT.sub(_taken_in, source)
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(source))
    source = _EXPORT.sub("", source).replace("export {};\n", "")
    done[name] = f'modules["{name}"] = (() => {{\n{source}return {{ {exported} }};\n}})();\n'


def _taken_in(found: regex.Match[str]) -> str:
    """Return what stands for an import."""
    names = found["names"]
    return f'const {names} = modules["{found["module"]}"];\n' if names else ""


def _block(name: str, lines: Iterable[str]) -> str:
    """Return a block of data, one JSON value a line."""
    data = "\n".join(lines)
    return f'<script type="application/json" id="{name}">{data}</script>\n'


def _asset(name: str) -> str:
    """Return a file of the page."""
    return files("tinvan.viewer").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash by which a content security policy names a style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
