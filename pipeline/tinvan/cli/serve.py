"""`tinvan serve`: the same records over HTTP."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import quiet_option, say
from tinvan.limits import MAX_BYTES

if TYPE_CHECKING:
    from tinvan.batch.child import Work

_KEY = "TINVAN_KEY"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; only this machine reaches the one by default.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 for any that is free.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Read articles in N processes; one a core unless told.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=30.0,
    show_default=True,
    metavar="S",
    help="Give up an article that takes longer than S seconds, and a body that comes slower.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=2_000,
    show_default=True,
    metavar="MB",
    help="Give up an article for which a process takes more than so much.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    help="Refuse a body larger than this.",
)
@click.option(
    "--in-flight",
    type=click.IntRange(min=1),
    default=256,
    show_default=True,
    metavar="N",
    help="Refuse requests, with the status 503, while N are read or wait.",
)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"A file with the key that callers must show; the environment's {_KEY} unless told.",
)
@quiet_option
def serve(
    host: str,
    port: int,
    workers: int | None,
    timeout: float,
    memory: int,
    max_bytes: int,
    in_flight: int,
    key_file: Path | None,
    quiet: bool,
) -> None:
    """Answer over HTTP what extract, clean, values and agency answer.

    POST /extract, /clean and /values take text, HTML, a JSON object, or JSON Lines, which are
    answered line by line; GET /agency, /health and /metrics tell the rest, and /openapi.json
    describes it all. Articles are read in processes of their own: one that hangs, crashes or takes
    too much memory costs one error. No address that a body names is ever opened.

    Ctrl-C, or SIGTERM, lets what is in flight be answered, and ends. Needs the extra “serve”:
    pip install 'tinvan[serve]'.

    \b
    Examples:
      tinvan serve
      tinvan serve --port 8080 --workers 4 --timeout 10
      TINVAN_KEY=$(cat key) tinvan serve --host 0.0.0.0
    """
    from tinvan.doctor.machine import cores_to_use
    from tinvan.errors import InputError
    from tinvan.read.extras import why_missing

    for module in ("fastapi", "uvicorn"):
        if why := why_missing(module):
            raise InputError(why)

    from tinvan.serve.limits import Limits
    from tinvan.serve.server import bind, run

    key = _key(key_file)
    if key is None and host not in _LOOPBACK:
        say(f"note: everybody who reaches {host} is answered; --key-file or {_KEY} asks for a key")
    count = workers or cores_to_use()
    bound = bind(host, port)
    named = f"[{host}]" if ":" in host else host

    def ready() -> None:
        at = f"http://{named}:{bound.getsockname()[1]}"
        say(f"tinvan answers at {at}; Ctrl-C ends it", quiet=quiet)

    limits = Limits(max_bytes=max_bytes, timeout=timeout, in_flight=in_flight)
    run(bound, host, work_for(timeout, memory), count, limits, key, ready)


def work_for(timeout: float, memory: int) -> Work:
    """Return how each process answers.

    Args:
        timeout: Seconds that an article may take.
        memory: MB that a process may take.
    """
    from tinvan.pipeline import default_stages
    from tinvan.serve.answering import Service

    return Service(stages=default_stages, timeout=timeout, memory=memory)


def _key(file: Path | None) -> str | None:
    """Return the key that callers must show, None where there is none.

    Raises:
        InputError: If it cannot be read, or is none.
    """
    from tinvan.errors import InputError

    if file is None:
        key, origin = os.environ.get(_KEY), _KEY
        if key is None:
            return None
    else:
        origin = str(file)
        try:
            key = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: the key cannot be read ({error})") from error
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise InputError(
            f"{origin}: a key is one line of letters, digits and signs without blanks. Make one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    return key
