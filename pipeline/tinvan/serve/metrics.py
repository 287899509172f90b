"""What the service counts, in the text form of Prometheus."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from tinvan.serve.jobs import Answer, Job

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds


class _Typed(msgspec.Struct):
    type: str


_types = msgspec.json.Decoder(_Typed)


class Histogram:
    """Counts durations by length.

    Attributes:
        total: Seconds of all.
        count: How many there were.
    """

    def __init__(self) -> None:
        self._below = [0] * len(_BOUNDS)
        self.total, self.count = 0.0, 0

    def add(self, seconds: float) -> None:
        """Count a duration."""
        self.total += seconds
        self.count += 1
        for at, bound in enumerate(_BOUNDS):
            self._below[at] += seconds <= bound

    def lines(self, name: str, labels: str) -> Iterator[str]:
        """Yield its lines."""
        for bound, below in zip(_BOUNDS, self._below, strict=True):
            yield f'{name}_bucket{{{labels},le="{bound:g}"}} {below}'
        yield f'{name}_bucket{{{labels},le="+Inf"}} {self.count}'
        yield f"{name}_sum{{{labels}}} {self.total:.6f}"
        yield f"{name}_count{{{labels}}} {self.count}"


class Metrics:
    """Counts requests and what was found in them."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds: dict[str, Histogram] = {}
        self._answers: dict[str, Histogram] = {}
        self._facts: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self._stages: dict[str, float] = {}

    @property
    def mean_seconds(self) -> float:
        """What an answer takes a child, 0 before the first."""
        answers = sum(histogram.count for histogram in self._answers.values())
        return sum(self._stages.values()) / answers if answers else 0.0

    def asked(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            method: Of HTTP.
            path: The path of its route: callers choose no labels.
            status: Of its answer.
            seconds: Until its last byte.
        """
        self._requests[method, path, status] += 1
        self._seconds.setdefault(path, Histogram()).add(seconds)

    def answered(
        self, job: Job, answer: Answer, seconds: float, stages: Mapping[str, float]
    ) -> None:
        """Count an answer of a child.

        Args:
            job: What was asked.
            answer: What came of it.
            seconds: Until it came, waiting included.
            stages: Seconds by stage.
        """
        self._answers.setdefault(job.task, Histogram()).add(seconds)
        if problem := answer.why_none:
            self._problems[problem.error] += 1
        self._facts.update(_types.decode(fact).type for fact in answer.facts)
        for stage, spent in stages.items():
            self._stages[stage] = self._stages.get(stage, 0.0) + spent

    def text(self, gauges: Mapping[str, tuple[str, int]]) -> str:
        """Return all that was counted.

        Args:
            gauges: What is so just now: help and value by name.
        """
        return "\n".join(self._lines(gauges)) + "\n"

    def _lines(self, gauges: Mapping[str, tuple[str, int]]) -> Iterator[str]:
        """Yield the lines."""
        yield from _head("tinvan_requests_total", "counter", "Requests by route and status.")
        for (method, path, status), count in sorted(self._requests.items()):
            labels = f'method="{method}",path="{path}",status="{status}"'
            yield f"tinvan_requests_total{{{labels}}} {count}"
        yield from _head("tinvan_request_seconds", "histogram", "Seconds a request took.")
        for path, histogram in sorted(self._seconds.items()):
            yield from histogram.lines("tinvan_request_seconds", f'path="{path}"')
        yield from _head(
            "tinvan_answer_seconds", "histogram", "Seconds an article took, waiting included."
        )
        for task, histogram in sorted(self._answers.items()):
            yield from histogram.lines("tinvan_answer_seconds", f'task="{task}"')
        yield from _counted("tinvan_facts_total", "Facts by type.", "type", self._facts)
        yield from _counted(
            "tinvan_rejects_total", "Articles without an answer, by reason.", "reason",
            self._problems,
        )  # fmt: skip
        yield from _counted(
            "tinvan_stage_seconds_total", "Seconds of children by stage.", "stage", self._stages
        )
        for name, (meaning, value) in gauges.items():
            yield from _head(name, "gauge", meaning)
            yield f"{name} {value}"


def _head(name: str, kind: str, meaning: str) -> Iterator[str]:
    """Yield what stands above the values of a metric."""
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"


def _counted(name: str, meaning: str, label: str, counts: Mapping[str, float]) -> Iterator[str]:
    """Yield a counter with one label, of a closed set of values."""
    yield from _head(name, "counter", meaning)
    for value, count in sorted(counts.items()):
        yield f'{name}{{{label}="{value}"}} {round(count, 6)}'
