"""What a request may cost, and how many may be in flight."""

import contextlib
import math
from collections.abc import Iterator

import msgspec

from tinvan.limits import MAX_BYTES
from tinvan.serve.metrics import Metrics
from tinvan.serve.problems import refuse

_LONGEST_WAIT = 60  # seconds that are ever named to wait


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What requests may cost.

    Attributes:
        max_bytes: The size of a body.
        timeout: Seconds that a body may take to come, an article to be read, and a caller to read
            on.
        in_flight: Requests with a body that are read or wait at a time.
    """

    max_bytes: int = MAX_BYTES
    timeout: float = 30.0
    in_flight: int = 256


class Gate:
    """Lets a number of requests in at a time, and sends the others away.

    Args:
        most: How many are let in.
        workers: How many are answered at a time.
        metrics: Tells what an answer takes.

    Attributes:
        inside: How many are in flight.
    """

    def __init__(self, most: int, workers: int, metrics: Metrics) -> None:
        self._most, self._workers, self._metrics = most, workers, metrics
        self.inside = 0

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Be in flight.

        Raises:
            ProblemError: If too many are.
        """
        if self.inside >= self._most:
            wait = math.ceil(self.inside / self._workers * self._metrics.mean_seconds)
            after = min(max(1, wait), _LONGEST_WAIT)
            message = f"{self.inside} requests are in flight; ask again in {after} s"
            raise refuse("busy", message, {"Retry-After": str(after)})
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1
