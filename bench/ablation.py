"""What parts of the reading of names are worth: record F1 without each of them.

    python bench/ablation.py --set corpus/texts corpus/gold.jsonl corpus/meta.jsonl
    python bench/ablation.py --set TEXTS GOLD META --set TEXTS GOLD META

Each set of articles is read whole and then once without each part; what is printed is the record F1
of officials and of agencies over all sets together, and what the part adds to it. A part that adds
nothing does not pay for itself.

Parts: the registry of public bodies; coreference (short names, pronouns, posts that another
sentence writes in full); the place of the story; names learned from the article (abbreviations,
brands behind a noun, names that act).
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from tinvan.document import Document
from tinvan.metadata import Metadata
from tinvan.names import NameRecogniser, NameResolver
from tinvan.names.aliases import Aliases
from tinvan.names.knowledge import Knowledge
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline, Stage, default_stages
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject
from tinvan.read.sidecar import load_sidecar
from tinvan.recognise import Recognise
from tinvan.resolve import Resolve
from tinvan.score import compare_all, read_facts, score

TYPES = ("official", "agency")


def _nothing(*_: object, **__: object) -> None:
    """Stand in for a function that finds nothing."""


def _short(document: Document) -> dict[int, str]:
    """Stand in for coreference: every name is a full one."""
    return {m.start: m.text for m in document.mentions if m.kind == "person"}


@contextmanager
def _patched(*patches: tuple[str, Callable[..., Any]]) -> Iterator[None]:
    """Replace functions for a while."""
    with ExitStack() as stack:
        for target, function in patches:
            stack.enter_context(patch(target, function))
        yield


@contextmanager
def _without_bodies() -> Iterator[None]:
    """Leave the bodies of the registry out of a fresh `Knowledge`."""
    with patch("tinvan.names.knowledge.BODIES", ()):
        yield


PARTS: dict[str, Callable[[], Any]] = {
    "registry": _without_bodies,
    "coreference": lambda: _patched(
        ("tinvan.names.resolve.full_names", _short),
        ("tinvan.assemble.officials.read_subjects", lambda *_: ()),
        ("tinvan.assemble.told.Told.is_written", lambda *_: False),
        ("tinvan.assemble.told.Told.of_post", _nothing),
        ("tinvan.assemble.told.Told.only", _nothing),
    ),
    "place of the story": lambda: _patched(
        ("tinvan.names.context.PlaceContext.complete", _nothing),
    ),
    "learned names": lambda: _patched((f"{Aliases.__module__}.Aliases._add", _nothing)),
}


def read(texts: str, sidecar: dict[str, Metadata]) -> list[dict[str, Any]]:
    """Return the officials and agencies of the articles of a folder, as plain data."""
    knowledge = Knowledge()
    recognise, resolve = Recognise(), Resolve()
    recognise.names = NameRecogniser(knowledge)
    resolve.names = NameResolver(knowledge)
    fresh: dict[str, Stage] = {"recognise": recognise, "resolve": resolve}
    pipeline = Pipeline([fresh.get(stage.name, stage) for stage in default_stages()])
    facts = []
    for item in Inputs([texts], sidecar=sidecar):
        outcome = attempt(item, pipeline)
        if not isinstance(outcome, Reject):
            plain = (msgspec.to_builtins(fact) for fact in outcome.facts)
            facts += [fact for fact in plain if fact["type"] in TYPES]
    return facts


def measure(sets: list[tuple[str, str, str]]) -> dict[str, float]:
    """Return the record F1 of each type over all sets of articles."""
    gold: list[dict[str, Any]] = []
    given: list[dict[str, Any]] = []
    for number, (texts, path, meta) in enumerate(sets):
        facts = [fact for fact in read_facts(Path(path)) if fact["type"] in TYPES]
        found = read(texts, load_sidecar(Path(meta)))
        for kept, new in ((gold, facts), (given, found)):
            kept += [{**fact, "doc_id": f"{number}/{fact['doc_id']}"} for fact in new]
    scores = score(compare_all(gold, given))
    return {kind: scores.types[kind].record[2] for kind in TYPES}


def main() -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--set", nargs=3, action="append", required=True, metavar=("TEXTS", "GOLD", "META"),
        help="articles, their gold facts, and what is known of them; can be given several times",
    )  # fmt: skip
    sets = [tuple(given) for given in parser.parse_args().set]
    whole = measure(sets)
    print(f"{'whole':<20}" + "".join(f"  {kind} {whole[kind]:.3f}       " for kind in TYPES))
    for part, without in PARTS.items():
        with without():
            left = measure(sets)
        told = "".join(f"  {k} {left[k]:.3f} ({whole[k] - left[k]:+.3f})" for k in TYPES)
        print(f"- {part:<18}{told}")


if __name__ == "__main__":
    main()
