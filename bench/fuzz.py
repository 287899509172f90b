"""Mutated articles through `tinvan extract`: `python bench/fuzz.py --seconds 3600`.

Real articles and pages, found in the folder that TINVAN_REAL names, and those of the project are
mutated by seed (`bench/fuzz_cases.py`, `bench/mutations.py`), written as a text, a page, or a row
of JSONL, and read. Each must be read or rejected: no exception, every span quotes what it indexes,
all records are what their JSON Schema says, a second reading gives the same bytes, and time is
bounded by size. Prints what is found with its seed, which `--only SEED` reads again and
`--minimise SEED` makes small, and the slowest; exits with 1 if anything is found.
"""

from __future__ import annotations

import argparse
import heapq
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import msgspec
from jsonschema import Draft202012Validator

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.fuzz_cases import Case, Stock, load_stock, make_case
from bench.offsets import broken_spans
from tinvan.document import Document
from tinvan.errors import InputError
from tinvan.output.records import document_record
from tinvan.output.run import attempt
from tinvan.output.schema import schema
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

_HANGS = 60  # seconds of CPU
_START, _PER_BYTE = 1.5, 100e-6  # seconds of CPU that an article may take: a real one takes a sixth
_AGAIN = 20  # every so many cases, one is read twice
_SLOWEST = 5


class Finding(NamedTuple):
    """What must not be.

    Attributes:
        kind: What it is, the same for the same fault.
        message: What was found, at length.
    """

    kind: str
    message: str


class HangsError(BaseException):
    """A case takes too long; no stage may catch it."""


def read_case(case: Case, pipeline: Pipeline) -> tuple[list[Document | Reject], list[Finding]]:
    """Read a case; return what was made of it, and what must not be."""
    try:
        inputs = Inputs(["-"], format=case.form, stdin=BytesIO(case.data))
        outcomes = [attempt(item, pipeline) for item in inputs]
    except InputError as error:
        return [], [] if "no articles there" in str(error) else [Finding("input", str(error))]
    except Exception as error:
        return [], [Finding(f"exception {_place(error)}", traceback.format_exc())]
    return outcomes, []


def findings(
    case: Case, pipeline: Pipeline, check: Checker, *, again: bool = False
) -> tuple[list[Finding], float]:
    """Return what is wrong with the reading of a case, and how many seconds of CPU it took."""
    began = time.process_time()
    outcomes, found = read_case(case, pipeline)
    seconds = time.process_time() - began
    lines = [line for outcome in outcomes for line in _lines(outcome)]
    for outcome in outcomes:
        found += _wrong(outcome, case)
    for name, line in lines:
        found += check(name, line)
    if again and lines != [
        line for outcome in read_case(case, pipeline)[0] for line in _lines(outcome)
    ]:
        found.append(Finding("differs", "a second reading gives other records"))
    if seconds > _START + _PER_BYTE * len(case.data):
        message = f"{seconds:.1f} s for {len(case.data):,} bytes"
        found.append(Finding("slow", message))
    return found, seconds


class Checker:
    """Checks records against their JSON Schema."""

    def __init__(self) -> None:
        facts = schema("facts")
        self._validators = {
            name: Draft202012Validator(schema(name)) for name in ("docs", "rejects")
        }
        for name, target in facts["discriminator"]["mapping"].items():
            self._validators[name] = Draft202012Validator({"$defs": facts["$defs"], "$ref": target})

    def __call__(self, name: str, line: bytes) -> Iterator[Finding]:
        """Yield what is wrong with a record."""
        record = json.loads(line)
        for error in self._validators[record.get("type", name)].iter_errors(record):
            yield Finding(f"schema {name} {list(error.path)[:1]}", error.message[:500])


def minimise(case: Case, is_found: Callable[[Case], bool]) -> Case:
    """Return a case with as many bytes left out as leave the finding (Zeller's ddmin)."""
    data, size = case.data, len(case.data) // 2
    while size:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + size :]
            if is_found(case._replace(data=less)):
                data = less
            else:
                at += size
        size //= 2
    return case._replace(data=data)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="of the first case")
    parser.add_argument("--only", type=int, metavar="SEED", help="read one case, and show it")
    parser.add_argument("--minimise", type=int, metavar="SEED")
    given = parser.parse_args()
    real = os.environ.get("TINVAN_REAL")
    stock = load_stock(Path(real) if real else None)
    pipeline, check = Pipeline(), Checker()
    signal.signal(signal.SIGPROF, _ring)
    if given.minimise is not None:
        _print_minimised(make_case(given.minimise, stock), pipeline, check)
    elif given.only is not None:
        case = make_case(given.only, stock)
        sys.stdout.buffer.write(case.data + b"\n")
        for finding in _guarded(case, pipeline, check)[0]:
            print(f"{finding.kind}: {finding.message}")
    else:
        sys.exit(_run(given.seed, given.seconds, stock, pipeline, check))


def _run(first: int, seconds: float, stock: Stock, pipeline: Pipeline, check: Checker) -> bool:
    """Read cases for some time; return whether anything was found."""
    began, seed = time.monotonic(), first
    kinds: Counter[str] = Counter()
    slowest: list[tuple[float, float, int, int]] = []
    told = began
    while (now := time.monotonic()) < began + seconds:
        case = make_case(seed, stock)
        found, spent = _guarded(case, pipeline, check, again=seed % _AGAIN == 0)
        for finding in found:
            kinds[finding.kind] += 1
            if kinds[finding.kind] <= 3:
                print(f"seed {seed}: {finding.kind}: {finding.message}", flush=True)
        size = len(case.data)
        scaled = spent / (_START + _PER_BYTE * size)
        heapq.heappush(slowest, (scaled, spent, size, seed))
        if len(slowest) > _SLOWEST:
            heapq.heappop(slowest)
        seed += 1
        if now - told > 300:
            told = now
            print(f"{seed - first:,} cases, {dict(kinds)}", flush=True)
    cases, hours = seed - first, (time.monotonic() - began) / 3600
    counts = pipeline.counts
    print(f"{cases:,} cases from seed {first} on, {cases / hours:,.0f} an hour: "
          f"{counts.documents:,} articles read, {sum(counts.facts.values()):,} facts")  # fmt: skip
    for scaled, spent, size, slow in sorted(slowest, reverse=True):
        print(f"slow: {spent:.2f} s for {size:,} bytes, {scaled:.0%} of the bound: seed {slow}")
    print(f"found: {dict(kinds) or 'nothing'}")
    return bool(kinds)


def _guarded(
    case: Case, pipeline: Pipeline, check: Checker, *, again: bool = False
) -> tuple[list[Finding], float]:
    """Return what is wrong with a case, that it hangs if it does."""
    signal.setitimer(signal.ITIMER_PROF, _HANGS)  # CPU time: others may use the machine too
    try:
        return findings(case, pipeline, check, again=again)
    except HangsError:
        return [Finding("hangs", traceback.format_exc()[-2000:])], _HANGS
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise HangsError


def _print_minimised(case: Case, pipeline: Pipeline, check: Checker) -> None:
    """Print a case that has the first finding of another, and no more."""
    found, _ = _guarded(case, pipeline, check, again=True)
    if not found:
        print("nothing is found")
        return
    kind = found[0].kind
    small = minimise(
        case,
        lambda less: kind in {each.kind for each in _guarded(less, pipeline, check, again=True)[0]},
    )
    print(f"{kind}: {small.form} {small.data!r}")


def _wrong(outcome: Document | Reject, case: Case) -> Iterator[Finding]:
    """Yield what is wrong with what was made of an article."""
    if isinstance(outcome, Reject):
        if outcome.reason in ("internal-error", "memory"):
            where = outcome.message.partition(": ")[2]
            yield Finding(f"{outcome.reason} {outcome.stage} {where[:60]}", outcome.message)
        return
    for message in broken_spans(outcome):
        yield Finding(f"span {message.split(':')[0]}", message)
    for warning in outcome.warnings:
        if warning.startswith("bad-html"):
            yield Finding("bad-html", warning)
    source, raw = outcome.source, outcome.view.raw
    if source.media == "text" and not outcome.repairs and raw != source.content:
        yield Finding("view", "offsets index something else than the content")
    if case.form == "text" and not source.warnings and _is_other(source.content, case.data):
        yield Finding("content", "the content is not the input")


def _is_other(content: str, data: bytes) -> bool:
    """Tell whether a text is not what UTF-8 bytes are; other bytes have a charset of their own."""
    try:
        return data.decode("utf-8") != content
    except UnicodeDecodeError:
        return False


def _lines(outcome: Document | Reject) -> Iterator[tuple[str, bytes]]:
    """Yield the records of an article as they are written."""
    if isinstance(outcome, Reject):
        yield "rejects", msgspec.json.encode(outcome)
        return
    yield "docs", msgspec.json.encode(document_record(outcome))
    for fact in outcome.facts:
        yield "facts", msgspec.json.encode(fact)


def _place(error: BaseException) -> str:
    """Return the type of an error and where it was raised."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {Path(frame.filename).name}:{frame.name}"


if __name__ == "__main__":
    main()
