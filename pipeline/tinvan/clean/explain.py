"""Why each line of an article has its role, for people."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from tinvan.document import Document, Line, PageKind
from tinvan.pages.report import Block, BlockReport
from tinvan.ruleset import load_toml

_FILES = ("structure", "signature", "furniture", "captions", "page_kinds")
_SHOWN = 60  # characters of a line
_BLOCKS_HEADING = "Blocks of the page, with what speaks for them in characters of a paragraph:"


class _Rule(msgspec.Struct, frozen=True):
    id: str
    reads: str


class _RuleFile(msgspec.Struct, frozen=True):
    rule: tuple[_Rule, ...]
    sign: tuple[_Rule, ...] = ()


class Explainer:
    """Tells why lines have their roles, by what the rules say that they read."""

    def __init__(self) -> None:
        self._reads = {
            rule.id: rule.reads
            for file in (load_toml(f"clean/{name}.toml", _RuleFile) for name in _FILES)
            for rule in (*file.rule, *file.sign)
        }

    def explain(self, document: Document, blocks: BlockReport | None) -> str:
        """Return the runs of lines with one role and rule, each with its reason.

        Args:
            document: An article, cleaned.
            blocks: What speaks for the blocks of its page; None for bare text.
        """
        lines = [f"==> {document.source.doc_id} <=="]
        lines.extend(self._kind(document.kind) if document.kind else ())
        lines.extend(_blocks(blocks) if blocks else ())
        for _, run in groupby(document.lines, lambda line: (line.label, line.rule)):
            lines.extend(("", *self._run(document, list(run))))
        return "\n".join(lines) + "\n\n"

    def _kind(self, kind: PageKind) -> Iterator[str]:
        """Yield the lines that explain why a page is no article."""
        yield f"No article but of the kind {kind.name}, by signs with these weights:"
        for sign, weight in kind.signs.items():
            yield f"{weight:+12.1f}  {sign}: {self._reads.get(sign, '')}"

    def _run(self, document: Document, run: list[Line]) -> Iterator[str]:
        """Yield the lines that explain a run of lines."""
        first, last = run[0], run[-1]
        numbers = f"line {first.number}" if len(run) == 1 else f"lines {first.number}-{last.number}"
        yield f"{first.label} · {numbers} · {first.rule}"
        yield f"    {self._reads.get(first.rule or '', '')}"
        hints = [hint for hint in first.hints if all(hint in line.hints for line in run)]
        if hints:
            yield f"    markup: {', '.join(hints)}"
        for line in run[:1] if len(run) == 1 else (first, last):
            yield f"    “{_shortened(document.view.text[line.start : line.end])}”"


def _blocks(report: BlockReport) -> Iterator[str]:
    """Yield the lines that explain where the article stands."""
    if report.best is None:
        return
    yield _BLOCKS_HEADING
    yield _block("no article" if report.refused else "the article", report.best)
    for limit in report.refused:
        yield f"{'':14}against {limit}"
    for one in report.sums:
        lines = f"{one.lines} line{'s' if one.lines > 1 else ''}"
        yield f"    {one.value:+10,.0f}  {one.weight}, {lines}: {one.reads}"
    yield from (_block("in it, another's", block) for block in report.foreign)
    yield from (_block("beside it", block) for block in report.others)


def _block(what: str, block: Block) -> str:
    """Return a block on one line."""
    return f"{block.score:12,.0f}  {what}: {_shortened(block.path)}"


def _shortened(text: str) -> str:
    """Return the beginning of a text, without what a terminal would take as a command."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(character if character.isprintable() else " " for character in shown)
