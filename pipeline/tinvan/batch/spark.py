"""Shards made by a Spark cluster: a task each, and no article goes through its JVMs.

pyspark is an extra, and is imported when a cluster is asked for.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tinvan.batch.folder import BatchError, BatchFolder
from tinvan.batch.process import Made, process_shard
from tinvan.batch.progress import watching_shards
from tinvan.batch.shards import remove_unfinished
from tinvan.batch.specs import Job, Spec, specs_of
from tinvan.read.extras import why_missing
from tinvan.read.inputs import Inputs

if TYPE_CHECKING:
    from pyspark import SparkContext

# The errors that a message of Spark names: of Java, and of Python behind it.
_RAISED = re.compile(r"^(?:: )?((?:\w+\.)*\w*(?:Error|Exception): .+)", re.MULTILINE)


class Cluster(NamedTuple):
    """Where to run.

    Attributes:
        master: The address of the cluster; None for what spark-submit or spark-defaults.conf say.
        settings: Settings of Spark by name.
    """

    master: str | None
    settings: Mapping[str, str]


class SparkBatch:
    """Makes shards on a cluster.

    Args:
        inputs: What is read.
        job: How.
        cluster: Where.
        tell: Called with a line now and then.
        every: Seconds between the lines.

    Attributes:
        seconds: Seconds by stage, of all machines together.
    """

    def __init__(
        self,
        inputs: Inputs,
        job: Job,
        cluster: Cluster,
        tell: Callable[[str], None],
        every: float,
    ) -> None:
        self._inputs, self._job, self._cluster = inputs, job, cluster
        self._tell, self._every = tell, every
        self.seconds: Counter[str] = Counter()

    def write_shards(self, folder: BatchFolder) -> None:
        """Write the shards that are not in a folder yet.

        Raises:
            BatchError: If the cluster gives up, or the folder has shards of other inputs.
            TinvanError: If the inputs are none, or cannot be read in pieces.
        """
        specs = list(specs_of(self._inputs, self._job, folder.part.first))
        missing = [spec for spec in specs if not folder.has(spec.number, spec.name)]
        if missing:
            for made in self._make(missing, len(specs)):
                if made.counts:
                    folder.manifest.add(made.name, made.counts)
                self._inputs.notices += made.notices
                self.seconds.update(made.seconds)
        self._inputs.notices[:] = dict.fromkeys(self._inputs.notices)
        remove_unfinished(folder.path)  # what killed processes left
        articles = folder.manifest.total().rows
        if not articles:
            raise self._inputs.none_error()
        folder.finish(articles, len(specs))

    def _make(self, missing: Sequence[Spec], shards: int) -> list[Made]:
        """Return what became of shards that are missing.

        Raises:
            BatchError: If the cluster gives up.
        """
        path = self._job.folder
        with (
            _context(self._cluster) as context,
            _explained(f"{path}: Spark gave up", "What was made is kept: give --resume to go on"),
            watching_shards(path, shards, self._tell, self._every),
        ):
            made: list[Made] = (
                context.parallelize(missing, len(missing)).map(process_shard).collect()
            )
        return made


@contextlib.contextmanager
def _context(cluster: Cluster) -> Iterator[SparkContext]:
    """Connect with a cluster.

    Raises:
        BatchError: If that fails.
    """
    if why := why_missing("pyspark"):
        raise BatchError(why)
    from pyspark import SparkConf, SparkContext

    # The same Python everywhere, unless the environment names one.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf().set("spark.ui.showConsoleProgress", "false")  # the run tells its own
    settings.setAll(list(cluster.settings.items()))
    where = cluster.master or "no master"
    remedy = "Name its address with --master, and look what it said above; it needs Java 17"
    with _explained(f"Spark does not start ({where})", remedy), _own_ctrl_c():
        context = SparkContext(master=cluster.master, appName="tinvan", conf=settings)
    try:
        yield context
    finally:
        with contextlib.suppress(Exception):  # it may have died, and that was told
            context.stop()


@contextlib.contextmanager
def _own_ctrl_c() -> Iterator[None]:
    """Keep what Ctrl-C does: Spark's handler calls its JVM from amid a call, which breaks both."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _explained(what: str, remedy: str) -> Iterator[None]:
    """Make an error that says what went wrong of any error of Spark.

    Raises:
        BatchError: If there was one.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, ConnectionError) as error:
        raised = _RAISED.findall(str(error)) or [str(error).partition("\n")[0]]
        raise BatchError(f"{what}: {raised[-1][:500].rstrip('. ')}. {remedy}") from error
