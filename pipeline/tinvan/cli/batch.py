"""How a command runs that reckons once and ends."""

import contextlib
import gc
import os
from collections.abc import Iterator


@contextlib.contextmanager
def reckoning_once() -> Iterator[None]:
    """Spend no time on what pays only in long runs.

    What is read lives to the end, so looking for garbage among it takes a fifth of the time for
    nothing. Matrices are small: threads, which are fixed as numpy is imported, wait for each other.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
