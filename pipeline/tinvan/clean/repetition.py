"""Passages that a page prints twice: a lead in a box, captions, copies for other screens."""

from tinvan.clean.lines import SeenLine

_REPEATED_WORDS = 5  # of a passage that is no accident where it stands a second time
_CUT = ("...", "…")


class Repetition:
    """Knows the passages of one article, to tell where one stands again."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._by_opening: dict[str, str] = {}

    def add(self, line: SeenLine) -> None:
        """Remember a line of the article."""
        self._keys.add(line.key)
        self._by_opening.setdefault(_opening(line), line.key)

    def rule(self, line: SeenLine, above: SeenLine | None = None) -> str | None:
        """Return the rule by which a line is a repetition.

        Args:
            line: The line.
            above: The line above it; even a word or two is a repetition right below itself.
        """
        if line.words < _REPEATED_WORDS and (above is None or above.key != line.key):
            return None
        if line.key in self._keys:
            return "duplicate.repeated"
        if line.text.endswith(_CUT):
            whole = self._by_opening.get(_opening(line), "")
            return "duplicate.cut-short" if whole.startswith(f"{line.key} ") else None
        return None


def _opening(line: SeenLine) -> str:
    """Return the first words of a line, folded."""
    return " ".join(line.key.split(maxsplit=_REPEATED_WORDS)[:_REPEATED_WORDS])
