"""The server: a socket, the application, and an end in good order."""

import contextlib
import ipaddress
import logging
import os
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from tinvan.batch.child import Work
from tinvan.errors import TinvanError
from tinvan.serve.app import create_app
from tinvan.serve.connection import patient
from tinvan.serve.limits import Limits
from tinvan.serve.pool import Guards

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})  # as `Host` has them
_BACKLOG = 1024
_GRACE_SECONDS = 5  # behind the time that an article may take


def bind(host: str, port: int) -> socket.socket:
    """Return a socket at an address, before anything is loaded for it.

    Args:
        host: A name or number of this machine.
        port: 0 for any that is free.

    Raises:
        TinvanError: If it cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except OSError as error:
        of_name = isinstance(error, socket.gaierror)
        why = error.strerror if of_name else os.strerror(error.errno or 0)
        raise TinvanError(
            f"{host}, port {port}: {why}. Name a port that is free with --port, and an address of "
            "this machine with --host"
        ) from error


def _names(bound: socket.socket, host: str) -> frozenset[str] | None:
    """Return what callers may call this machine, None where it is reached from others.

    A page whose name is let mean 127.0.0.1 could else read answers, as one of this host.
    """
    if not ipaddress.ip_address(bound.getsockname()[0]).is_loopback:
        return None
    own = f"[{host}]" if ":" in host else host
    return LOOPBACK | {own.lower()}


def run(
    bound: socket.socket,
    host: str,
    work: Work,
    workers: int,
    limits: Limits,
    key: str | None,
    ready: Callable[[], None],
) -> None:
    """Serve until a signal says stop; what is in flight then is still answered.

    Args:
        bound: Where to listen.
        host: What that is called.
        work: How children answer.
        workers: How many there are.
        limits: What requests may cost.
        key: What callers must show; None lets all in.
        ready: Called as the first request can be answered.

    Raises:
        TinvanError: If no child can be started.
    """
    pool = Guards(work, workers)
    pool.start()
    app = create_app(pool, limits, key, _names(bound, host) if key is None else None)
    logging.basicConfig(format="%(name)s: %(message)s", level=logging.WARNING)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again behind its good end
        Server(app, limits, ready).run(sockets=[bound])


class Server(uvicorn.Server):
    """A server that says when it is ready.

    Args:
        app: What answers.
        limits: What requests may cost.
        ready: Called as the first request can be answered.
    """

    def __init__(self, app: ASGIApp, limits: Limits, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # addresses tell what was asked
            server_header=False,
            proxy_headers=False,
            lifespan="on",
            # h11 bounds what headers take; httptools, where it is installed, does not.
            http=patient(limits.timeout),
            ws="none",
            timeout_graceful_shutdown=int(limits.timeout) + _GRACE_SECONDS,
        )
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._ready()
